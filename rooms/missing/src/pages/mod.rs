//! The pages of this room. Each works without script: a link or a form. No page lists names, and none counts anybody.

mod card;
mod condolences;
mod draft;
mod entrance;
mod links;
mod list;
mod messages;
mod mine;
mod new;
mod news;
mod picture;
mod report;
mod review;
mod say;
mod share;
mod sought;
mod tribute;
mod tribute_own;

use axum::response::Response;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderValue, header};
use web::{Device, Failure, FieldError, Form, Front, House, Route};

use crate::rules;

/// Every way in.
pub fn all() -> Vec<Route> {
    let seeks = [entrance::routes(), new::routes(), draft::routes(), mine::routes(), messages::routes()].concat();
    [
        seeks,
        news::routes(),
        sought::routes(),
        share::routes(),
        card::routes(),
        report::routes(),
        review::routes(),
        links::routes(),
        list::routes(),
    ]
    .into_iter()
    .chain([tribute::routes(), tribute_own::routes(), condolences::routes()])
    .flatten()
    .collect()
}

/// The pages on which moderators decide what waits in this room, and the keys of their titles.
const QUEUES: [(&str, &str); 4] = [
    ("/console/reunions", "reunion-title"),
    ("/console/appeals", "appeals-title"),
    ("/console/duplicates", "twins-title"),
    ("/console/condolences", "condolences-title"),
];

/// A page that is of its reader alone, known by a session or a cookie: nobody between keeps it.
fn own_page(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// What the rules say against a form stands in it, so that nothing that was typed is lost; a script that sends it late has kept it, and
/// hears of a refusal as one.
fn blame(front: &Front, form: &mut Form, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(r) if matches!(r.status, 403 | 429) && !front.scripted() => {
            form.add([FieldError::from(&r)]);
            Ok(())
        }
        other => form.blame(other),
    }
}

/// Names a press, so that sending it twice does it once.
fn key(front: &Front, form: &Form) -> String {
    match form.value("key") {
        "" => format!("{:016x}{:016x}", front.house.dice.number(), front.house.dice.number()),
        key => key.to_owned(),
    }
}

/// What a form is sealed as while a contact is proven.
const KEPT: &str = "missing.telling";

/// A form, sealed: nothing of it can be read in an address, and no other browser opens it, nor this one once a draft would be gone.
fn sealed(house: &House, device: Device, form: &Form, names: &[&str]) -> Result<String, Failure> {
    let fields: Vec<(&str, &str)> = names.iter().flat_map(|n| form.values(n).map(move |v| (*n, v))).collect();
    let until = house.clock.now().plus(rules::DRAFT_LASTS);
    let text = serde_json::to_string(&(device.0, until.0, fields))?;
    Ok(URL_SAFE_NO_PAD.encode(house.seal.seal(&*house.dice, KEPT, text.as_bytes())))
}

/// The form, as it was when a contact had to be proven first.
fn unsealed(house: &House, device: Device, token: &str) -> Option<Form> {
    let sealed = URL_SAFE_NO_PAD.decode(token).ok().filter(|t| !t.is_empty())?;
    let text = house.seal.open_text(KEPT, &sealed).ok()?;
    let (whose, until, fields): ([u8; 16], i64, Vec<(String, String)>) = serde_json::from_str(&text).ok()?;
    (whose == device.0 && house.clock.now().0 < until).then(|| Form::of(fields))
}
