//! A photo in a form. No browser chooses a file again by itself when a form comes back with something to mend: what was chosen is kept in
//! the form, written anew and sealed, so that nobody sends as looked at what was not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Visitor;
use media::Photo;
use web::{Failure, Form, Front, House};

use super::say;
use crate::acts;

/// The field of the file, and the one of what is kept of it.
const FILE: &str = "photo";
pub(super) const KEPT: &str = "kept";
/// Ticked to do without it after all.
const DROP: &str = "no_photo";
/// What it is sealed as.
const SEAL: &str = "missing.photo";

/// The most bytes of a form with a photo. A photo that is too heavy is refused at its field rather than with the whole form, up to twice
/// what is taken.
pub(super) const MOST_SENT: usize = 2 * acts::MOST_BYTES;

/// A form that keeps this photo.
pub(super) fn keep(house: &House, form: &mut Form, jpeg: &[u8]) {
    form.put(KEPT, URL_SAFE_NO_PAD.encode(house.seal.seal(&*house.dice, SEAL, jpeg)));
}

/// What is wrong with a photo stands at its field.
pub(super) fn blame(front: &Front, form: &mut Form, failure: Failure) -> Result<(), Failure> {
    super::blame(front, form, say::at_field(failure, "missing-too-many", FILE))
}

/// The photo of a form: the file that was chosen just now, or what was kept of one. What is wrong with it is said at its field.
pub(super) async fn of(front: &Front, visitor: &Visitor, form: &mut Form) -> Result<Option<Photo>, Failure> {
    let house = &front.house;
    if let Some(file) = form.file(FILE) {
        match acts::look_at(house, visitor, file.to_vec()).await {
            Ok(photo) => {
                keep(house, form, &photo.page.jpeg);
                return Ok(Some(photo));
            }
            Err(failure) => blame(front, form, failure)?,
        }
    }
    if form.ticked(DROP) {
        form.put(KEPT, "");
    }
    let sealed = URL_SAFE_NO_PAD.decode(form.value(KEPT)).unwrap_or_default();
    match house.seal.open(SEAL, &sealed) {
        Ok(jpeg) => Ok(acts::look_again(house, jpeg).await.ok()),
        Err(_) => {
            form.put(KEPT, "");
            Ok(None)
        }
    }
}
