//! One-tap links: a person and an incident, signed, with an end. Opening one shows a button; only pressing it answers, as mail programs
//! open links by themselves. It answers and answers again; it signs nobody in and shows no circle.

use ::store::Change;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Id, IncidentId, PersonId, Span, Time};
use notify::Delivery;
use web::{Failure, House, OrRefuse};

use crate::rules::Refusal;

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// For whom.
    pub person: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// Until when.
    pub expires: Time,
    /// The message that it came in, when it is a short one.
    pub delivery: Option<Delivery>,
}

const PURPOSE: &str = "one-tap link";
/// Person, incident, minutes since 1970, and 12 bytes of the signature.
const LENGTH: usize = 16 + 16 + 4 + 12;
/// Characters of the link of a message.
const SHORT: usize = 12;

/// The address of a person's link, `/r/…` with the server's address before it.
#[must_use]
pub fn link(house: &House, person: PersonId, incident: IncidentId) -> String {
    let expires = house.clock.now().plus(Span::days(i64::from(house.config.prompt_link_days)));
    let minutes = u32::try_from(expires.0 / 60_000_000).unwrap_or(u32::MAX);
    let mut data = Vec::with_capacity(LENGTH);
    data.extend_from_slice(&person.bytes());
    data.extend_from_slice(&incident.bytes());
    data.extend_from_slice(&minutes.to_be_bytes());
    let mac = house.seal.mac(PURPOSE, &data);
    data.extend_from_slice(mac.first_chunk::<12>().unwrap_or(&[0; 12]));
    house.config.url(&format!("/r/{}", URL_SAFE_NO_PAD.encode(data)))
}

/// What a link says, when it is one of ours and good: a long one, which carries its signature, or the short one of a message, whose
/// twelve characters are looked up.
///
/// # Errors
/// [`Refusal::BadLink`]: the same for a forged one and an old one.
pub async fn read_link(house: &House, token: &str) -> Result<Link, Failure> {
    let found = if token.len() == SHORT { short(house, token).await? } else { parse(house, token) };
    found.ok_or(Refusal::BadLink).or_refuse()
}

/// Notes that a person pressed the link of a message: a sign of life, so that no other channel is tried.
///
/// # Errors
/// When the store fails.
pub async fn pressed(house: &House, link: &Link) -> Result<(), Failure> {
    if let Some(delivery) = &link.delivery {
        house.store.apply(house.queue.opened(Change::new(), delivery, house.clock.now())).await?;
    }
    Ok(())
}

async fn short(house: &House, code: &str) -> Result<Option<Link>, Failure> {
    let Some(delivery) = house.queue.of_link(code).await? else { return Ok(None) };
    let expires = delivery.made.plus(Span::days(i64::from(house.config.prompt_link_days)));
    let (Some(person), Some(incident)) = (delivery.person(), delivery.incident) else { return Ok(None) };
    let good = delivery.kind.is_question() && expires >= house.clock.now();
    Ok(good.then_some(Link { person, incident, expires, delivery: Some(delivery) }))
}

fn parse(house: &House, token: &str) -> Option<Link> {
    if token.len() != LENGTH.div_ceil(3).saturating_mul(4) {
        return None;
    }
    let data = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (body, mac) = data.split_at_checked(36)?;
    if !house.seal.is_mac(PURPOSE, body, mac) {
        return None;
    }
    let minutes = u32::from_be_bytes(body.get(32..36)?.try_into().ok()?);
    let expires = Time(i64::from(minutes).saturating_mul(60_000_000));
    if expires < house.clock.now() {
        return None;
    }
    let person = PersonId::from_slice(body.get(..16)?)?;
    Some(Link { person, incident: IncidentId::from_slice(body.get(16..32)?)?, expires, delivery: None })
}
