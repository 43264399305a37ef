//! `/prove/{id}`: where a code is written. The link of a message carries the code; the page shows a button, since previewers open links.

use askama::Template;
use axum::response::Response;
use kernel::ProofId;
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, Who, encode, safe_next, see, status_of};

use super::{entry::next_of, signed_in};
use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/prove/{id}", Access::Anyone, show).says("Shows the field for a code"),
        Route::post("/prove/{id}", Access::Anyone, send).says("Sends a code back"),
        Route::post("/prove/{id}/again", Access::Anyone, again).says("Sends a new code"),
    ]
}

#[derive(Deserialize)]
struct Asked {
    code: Option<String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "prove.html")]
struct ProvePage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: ProofId,
    next: &'a str,
    /// Nobody is registered with this contact: a name is asked for.
    wants_name: bool,
    /// The contact is another account's.
    of_another: bool,
    /// The code was asked for on another device.
    elsewhere: bool,
    /// The code is the contact's standing one.
    long: bool,
    minutes: i64,
}

impl<'a> ProvePage<'a> {
    fn new(f: &'a Front, form: &'a Form, id: ProofId, next: &'a str) -> Self {
        let minutes = i64::from(f.house.config.proof_minutes);
        Self { f, form, id, next, wants_name: false, of_another: false, elsewhere: false, long: false, minutes }
    }
    fn show(&self) -> Result<Response, Failure> {
        self.f.page(&self.f.t("prove-title")).status(status_of(self.form)).show(self)
    }
}

async fn show(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<ProofId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let form = Form::of(asked.code.map(|c| ("code", c)));
    let next = safe_next(asked.next.as_deref().unwrap_or("/me")).to_owned();
    let proof = front.house.register.proof(id).await?;
    let mut page = ProvePage::new(&front, &form, id, &next);
    page.elsewhere = proof.as_ref().is_some_and(|p| p.person.is_some() && p.person != visitor.person());
    page.long = proof.is_some_and(|p| p.stands());
    page.show()
}

async fn send(front: Front, Who(visitor): Who, Path(id): Path<ProofId>, mut form: Form) -> Result<Response, Failure> {
    let next = next_of(&form).to_owned();
    let (code, name) = (form.value("code").to_owned(), form.value("name").to_owned());
    let done = acts::prove(&front.house, id, &code, visitor.person(), Some(&name), form.ticked("sign_in")).await;
    let failure = match done {
        Ok(done) => {
            return Ok(match done.token {
                Some(token) => signed_in(&front.house, &token, &next),
                None => see(&next),
            });
        }
        Err(failure) => failure,
    };
    let code = failure.code().to_owned();
    // Asking for a name the first time is no mistake of the reader.
    if code != "name-needed" && code != "contact-of-another" {
        form.blame(failure)?;
    }
    let mut page = ProvePage::new(&front, &form, id, &next);
    page.long = front.house.register.proof(id).await?.is_some_and(|p| p.stands());
    page.wants_name = code == "name-needed" || !name.is_empty();
    page.of_another = code == "contact-of-another";
    page.show()
}

async fn again(front: Front, Who(visitor): Who, Path(id): Path<ProofId>, form: Form) -> Result<Response, Failure> {
    let asked = acts::ask_again(&front.house, id, visitor.person()).await?;
    Ok(see(&format!("/prove/{}?next={}", asked.id, encode(next_of(&form)))))
}
