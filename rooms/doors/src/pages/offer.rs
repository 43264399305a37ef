//! `/doors/offer`: "my door is open to somebody", in twenty seconds; without an account the offer waits as a draft until a contact is proven.

mod draft;
mod fields;
mod reading;

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::Time;
use register::Incident;
use web::{Access, Device, Failure, FieldError, Form, Front, Route, Who, see, status_of};

use self::fields::Fields;
pub(super) use self::fields::{LANGS, at_clock, of_door, suits};
use super::card;
use crate::{
    acts::{self, Press, Raw},
    model::Tier,
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/doors/offer", Access::Anyone, show).says("Asks what one offers: places, until when, where"),
        Route::post("/doors/offer", Access::Anyone, send).says("Keeps an offer: open at once, or as a draft"),
        Route::post("/doors/offer/read", Access::Anyone, reading::read)
            .says("Fills the form from a message; nothing is kept of it"),
    ];
    all.extend(draft::routes());
    all
}

#[derive(Template)]
#[template(path = "offer.html")]
pub(super) struct OfferPage<'a> {
    pub(super) f: &'a Front,
    pub(super) form: &'a Form,
    incident: &'a Incident,
    what: String,
    /// The most places that this host may offer.
    most: i64,
    /// Whether this host may open a public place.
    may_public: bool,
    numbers: Vec<(String, String)>,
    spans: Vec<(String, String)>,
    suits: Vec<(&'static str, &'static str, String)>,
    langs: Vec<(&'static str, &'static str)>,
    kinds: Vec<(&'static str, String)>,
    rules: Vec<(&'static str, String)>,
    landmarks: Vec<String>,
    /// Names this press, so that sending it twice opens one door.
    key: String,
    /// What was understood of a message: what it is, what was read, how sure that is.
    read: Vec<reading::Understood>,
    /// A draft of this browser that waits.
    waits: bool,
    /// Whether this host has a door already.
    hosts: bool,
    more: bool,
}

/// The form with what is in it; nothing of it is kept on the device when it tells what somebody has typed before.
pub(super) async fn draw(
    front: &Front,
    headers: &HeaderMap,
    form: &Form,
    read: Vec<reading::Understood>,
    plain: bool,
) -> Result<Response, Failure> {
    let incident = acts::incident(&front.house, form.value("incident").parse().ok())?;
    let host = acts::known_host(&front.house, &front.visitor, incident.drill).await?;
    let tier = rules::tier(front.now, &host);
    let most = rules::most_places(tier);
    let known = card::landmarks(&front.house).await;
    let t = |key: &str| front.t(key).into_owned();
    let may_public = tier >= Tier::Vouched;
    let page = OfferPage {
        f: front,
        form,
        what: incident.name(front.lang).to_owned(),
        most,
        may_public,
        numbers: (1..=most.min(4)).map(|n| (n.to_string(), n.to_string())).collect(),
        spans: fields::SPANS.iter().map(|h| (h.to_string(), front.one("offer-hours", "n", *h))).collect(),
        suits: fields::suits(front),
        langs: fields::LANGS.to_vec(),
        kinds: vec![("home", t("offer-kind-home")), ("public", t("offer-kind-public"))],
        rules: fields::rules(front, may_public),
        landmarks: web::landmarks::offered(&known),
        key: match form.value("key") {
            "" => format!("{:016x}{:016x}", front.house.dice.number(), front.house.dice.number()),
            key => key.to_owned(),
        },
        read,
        waits: draft::of(front, headers).await?.is_some(),
        hosts: host.doors > 0,
        more: fields::has_more(form),
        incident: &incident,
    };
    let title = front.t("offer-title");
    let shown = front.page(&title).nav("doors").drill(incident.drill).status(status_of(form));
    let shown = if plain && !page.waits { shown.kept() } else { shown };
    shown.show(&page).map(super::own_page)
}

async fn show(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    draw(&front, &headers, &fields::usual(), Vec::new(), true).await
}

async fn send(
    front: Front,
    Who(visitor): Who,
    Device(device): Device,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Failure> {
    let pressed = Time::parse(form.value("at")).map_or(front.now, |at| at.min(front.now));
    let fields = Fields::of(&front, &mut form, pressed).await?;
    if let Some(fields) = fields {
        let key = form.value("key").to_owned();
        let press = Press { key: &key, words: &fields.words };
        match acts::post_once(&front.house, &visitor, Raw { device: Some(device), ..fields.raw }, Some(press)).await {
            Ok(posted) => {
                return Ok(match posted.token {
                    Some(token) => draft::keep(see("/doors/draft"), &front.house, &token),
                    None => see(&format!("/doors/mine/{}", posted.door)),
                });
            }
            Err(failure) => blame(&front, &mut form, failure)?,
        }
    }
    draw(&front, &headers, &form, Vec::new(), false).await
}

/// What the rules say against an offer stands at its form, so that nothing that was typed is lost; a script that sends it late has kept it,
/// and hears of a refusal as one.
pub(super) fn blame(front: &Front, form: &mut Form, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(r) if matches!(r.status, 403 | 429) && !front.scripted() => {
            form.add([FieldError::from(&r)]);
            Ok(())
        }
        other => form.blame(other),
    }
}
