//! The pictures of a form. No browser chooses a file again by itself when a form comes back: what was sent is kept for its sender, and named.

use kernel::{PictureId, Visitor};
use web::{Failure, FieldError, Form, Front};

use crate::{
    acts::{self, RawPicture},
    rules::MOST_PICTURES,
};

/// The most bytes of a form with pictures.
pub(super) const MOST_SENT: usize = MOST_PICTURES * acts::MOST_BYTES + (256 << 10);

/// The fields of files.
const FIELDS: [&str; MOST_PICTURES] = ["photo1", "photo2", "photo3", "photo4"];

/// A place for a picture in the form, and what is there.
pub(super) struct Kept {
    pub(super) n: usize,
    /// The field of its file.
    pub(super) field: &'static str,
    pub(super) id: Option<PictureId>,
    pub(super) alt: String,
}

/// The places for pictures.
pub(super) fn kept(form: &Form) -> Vec<Kept> {
    let one = |(n, field): (usize, &'static str)| Kept {
        n,
        field,
        id: form.value(&format!("pic{n}")).parse().ok(),
        alt: form.value(&format!("alt{n}")).to_owned(),
    };
    (1..).zip(FIELDS).map(one).collect()
}

/// Keeps the files that were chosen, and gives all that the form names; what is wrong with one is said at its field.
pub(super) async fn take(front: &Front, visitor: &Visitor, form: &mut Form) -> Result<Vec<RawPicture>, Failure> {
    let mut all = Vec::new();
    for (n, file) in (1..).zip(FIELDS) {
        let pic = format!("pic{n}");
        if form.ticked(&format!("drop{n}")) {
            form.put(&pic, "");
        }
        if let Some(bytes) = form.file(file).map(|b| b.to_vec()) {
            match acts::send_picture(&front.house, visitor, bytes).await {
                Ok(id) => form.put(&pic, id.to_string()),
                Err(failure) => {
                    let errors = match failure {
                        Failure::Refused(r) => vec![FieldError::from(&r)],
                        other => other.into_field_errors()?,
                    };
                    form.add(errors.into_iter().map(|e| FieldError { field: file.to_owned(), ..e }));
                }
            }
        }
        if let Ok(id) = form.value(&pic).parse() {
            let alt = form.value(&format!("alt{n}")).to_owned();
            all.push(RawPicture { id, alt: Some(alt).filter(|a| !a.is_empty()) });
        }
    }
    Ok(all)
}
