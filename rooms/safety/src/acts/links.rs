//! One-tap links: a person and an incident, signed, with an end. Opening one shows a button; only pressing it answers, as mail programs
//! open links by themselves. It answers and answers again; it signs nobody in and shows no circle.

use ::store::{Change, Seal};
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
/// Person, incident, and minutes since 1970.
const LENGTH: usize = 16 + 16 + 4;
const MINUTE: i64 = 60_000_000;
/// Characters of the link of a message.
const SHORT: usize = 12;

impl Link {
    /// What stands behind `/r/` in the link of a person in an incident: signed, good until the beginning of the minute of `expires`.
    #[must_use]
    pub fn token(seal: &Seal, person: PersonId, incident: IncidentId, expires: Time) -> String {
        let minutes = u32::try_from(expires.0 / MINUTE).unwrap_or(u32::MAX);
        seal.signed(PURPOSE, &[], &[&person.bytes()[..], &incident.bytes(), &minutes.to_be_bytes()].concat())
    }
    /// What such a token says; nothing when these keys did not sign it to the letter, or when it has ended. Whatever is given, no more
    /// memory is taken than a token has.
    #[must_use]
    pub fn read(seal: &Seal, token: &str, now: Time) -> Option<Self> {
        let data = seal.read_signed::<LENGTH>(PURPOSE, &[], token)?;
        let (person, rest) = data.split_first_chunk::<16>()?;
        let (incident, minutes) = rest.split_first_chunk::<16>()?;
        let minutes = u32::from_be_bytes(minutes.try_into().ok()?);
        let expires = Time(i64::from(minutes).saturating_mul(MINUTE));
        let (person, incident) = (PersonId::from_slice(person)?, IncidentId::from_slice(incident)?);
        (expires >= now).then_some(Self { person, incident, expires, delivery: None })
    }
}

/// The address of a person's link, `/r/…` with the server's address before it.
#[must_use]
pub fn link(house: &House, person: PersonId, incident: IncidentId) -> String {
    let expires = house.clock.now().plus(Span::days(i64::from(house.config.prompt_link_days)));
    house.config.url(&format!("/r/{}", Link::token(&house.seal, person, incident, expires)))
}

/// What a link says, when it is one of ours and good: a long one, which carries its signature, or the short one of a message, whose
/// twelve characters are looked up.
///
/// # Errors
/// [`Refusal::BadLink`]: the same for a forged one and an old one.
pub async fn read_link(house: &House, token: &str) -> Result<Link, Failure> {
    let found = if token.len() == SHORT {
        short(house, token).await?
    } else {
        Link::read(&house.seal, token, house.clock.now())
    };
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
