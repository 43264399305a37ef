//! `/missing/news`: "I have news of somebody". What comes back is the same whether a search fits or not. Without a proven contact a code is
//! sent, and everything that was written is there again when it comes back.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use register::{Contact, Country, Name};
use web::{Access, Device, Failure, Form, Front, OrRefuse, Query, Route, Who, encode, see, status_of};

use super::say;
use crate::{
    acts,
    model::{Meant, Sex},
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing/news", Access::Anyone, show).says("The form of who has news of somebody"),
        Route::post("/missing/news", Access::Anyone, send)
            .says("Keeps news of a name; without a proven contact a code is sent first. The answer is always the same"),
    ]
}

/// What is sealed while a contact is proven.
const FIELDS: &[&str] = &["key", "who", "contact", "age", "sex", "how", "state", "at", "day", "near", "cell", "words"];

#[derive(serde::Deserialize, Default)]
struct Asked {
    keep: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "missing_news.html")]
struct NewsPage<'a> {
    f: &'a Front,
    form: &'a Form,
    what: Option<String>,
    done: bool,
    /// It was proven just now: what was written is still there.
    kept: bool,
    /// A contact has to be proven with it.
    prove: bool,
    /// Nobody is signed in: a name is asked for too.
    nameless: bool,
    hows: Vec<(&'static str, String)>,
    states: Vec<(&'static str, String)>,
    days: Vec<(&'static str, String)>,
    /// Names of places, to choose from.
    landmarks: Vec<String>,
    sexes: Vec<(&'static str, String)>,
    key: String,
    longest: usize,
    longest_name: usize,
    /// Where one says that oneself is well.
    own: String,
}

async fn draw(front: &Front, form: &Form, kept: bool, done: bool) -> Result<Response, Failure> {
    let incident = acts::incident(&front.house, None).ok();
    let page = NewsPage {
        f: front,
        form,
        what: incident.as_ref().map(|i| i.name(front.lang).to_owned()),
        done,
        kept,
        prove: !acts::may_speak(&front.house, &front.visitor).await?,
        nameless: front.visitor.person().is_none(),
        hows: say::hows(front),
        states: say::states(front),
        days: say::days(front),
        landmarks: if done { Vec::new() } else { say::places(front).await? },
        sexes: Sex::ALL.iter().map(|s| (s.word(), front.t(&format!("seek-sex-{}", s.word())).into_owned())).collect(),
        key: super::key(front, form),
        longest: say::LONGEST,
        longest_name: rules::LONGEST_NAME,
        own: incident.as_ref().map_or_else(|| "/".to_owned(), |i| format!("/i/{}", i.id)),
    };
    let title = front.t("news-title");
    let drill = incident.is_some_and(|i| i.drill);
    let status = if done { StatusCode::OK } else { status_of(form) };
    front.page(&title).nav("missing").drill(drill).status(status).show(&page).map(super::own_page)
}

async fn show(front: Front, device: Device, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let kept = asked.keep.and_then(|token| super::unsealed(&front.house, device, &token));
    let is_kept = kept.is_some();
    draw(&front, &kept.unwrap_or_default(), is_kept, asked.done.is_some()).await
}

async fn send(front: Front, Who(visitor): Who, device: Device, mut form: Form) -> Result<Response, Failure> {
    if visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    let house = &front.house;
    let name = form.text("who", rules::LONGEST_NAME);
    let contact = form.optional_text("contact", 254);
    if contact.as_deref().is_some_and(|c| Contact::parse(c, &Country::FRANCE).is_err()) {
        form.wrong("contact", "seek-contact-wrong");
    }
    let ages = say::years(&mut form, "age");
    let sex = Sex::of_word(form.value("sex"));
    let note = say::note(&front, &mut form);
    let incident = match acts::incident(house, None) {
        Ok(incident) => Some(incident),
        Err(failure) => {
            super::blame(&front, &mut form, failure)?;
            None
        }
    };
    if !acts::may_speak(house, &visitor).await? {
        return prove(&front, device, form, incident.is_some_and(|i| i.drill)).await;
    }
    let Some(note) = note.filter(|_| !form.has_errors()) else { return draw(&front, &form, false, false).await };
    let key = form.value("key").to_owned();
    let meant = Meant { name, contact, ages, sex };
    match acts::news_once(house, &visitor, None, &meant, note, &key).await {
        Ok(_) => Ok(see("/missing/news?done=yes")),
        Err(failure) => {
            let failure = say::at_field(failure, "missing-name", "who");
            super::blame(&front, &mut form, say::at_field(failure, "missing-contact", "contact"))?;
            draw(&front, &form, false, false).await
        }
    }
}

/// A code to who tells; what was written waits, sealed, in the address that it leads back to.
async fn prove(front: &Front, device: Device, mut form: Form, drill: bool) -> Result<Response, Failure> {
    let me = front.visitor.person();
    let typed = form.value("name").to_owned();
    let name = match Name::clean(&typed).or_refuse() {
        Ok(name) => Some(name),
        Err(_) if me.is_none() => {
            form.wrong("name", "seek-my-name-missing");
            None
        }
        Err(_) => None,
    };
    let mine = form.text("mine", 254);
    if !form.has_errors() {
        match acts::send_code(&front.house, &mine, me, name.as_ref(), front.lang, drill).await {
            Ok(proof) => {
                let back = format!("/missing/news?keep={}", super::sealed(&front.house, device, &form, FIELDS)?);
                return Ok(see(&format!("/prove/{proof}?next={}", encode(&back))));
            }
            Err(failure) => super::blame(front, &mut form, say::at_field(failure, "contact-unreadable", "mine"))?,
        }
    }
    draw(front, &form, false, false).await
}
