//! Searching: a name and the last digits of a telephone, among public appeals alone. Whoever asks learns that an appeal exists, or nothing:
//! "nobody of that name", "hidden" and "does not wish to be found" are one answer, of one length, after one time.

use std::time::Duration;

use ::store::StoreError;
use kernel::{Id, IncidentId, NoticeId, Span, Visitor};
use names::Name;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Failure, House};

use super::{incident, limited, line, memory, no, notice::drills, tail};
use crate::{
    model::{Appeal, Notice, NoticeState},
    rules::{self, No},
    store::notices,
};

/// How long an answer takes, whatever it is.
pub const ANSWERS_AFTER: Duration = Duration::from_millis(400);
/// Searches of one person in an hour.
const AN_HOUR: i64 = 30;
/// Searches without an account in a minute, of all together.
const NOBODYS: i64 = 600;
/// Searches for one name in an hour, whoever asks.
const FOR_ONE: i64 = 20;
/// How alike a name is to what was typed, at least.
const ALIKE: u16 = names::LIKELY;

/// What a search finds: as little as leads on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Found {
    /// Whether there is a public appeal for somebody of that name and those digits.
    pub known: bool,
    /// `searching` or `found`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<NoticeState>,
    /// What its page `/s/…` is found by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
}

/// What there is no more to say of.
const NOTHING: Found = Found { known: false, state: None, share: None };

/// Searches for somebody.
///
/// # Errors
/// [`No::NameMissing`], [`No::FactorMissing`], [`No::TooMany`].
pub async fn search(
    house: &House,
    visitor: &Visitor,
    wanted: Option<IncidentId>,
    name: &str,
    digits: &str,
) -> Result<Found, Failure> {
    let name = line(Some(name)).ok_or_else(|| no(&No::NameMissing))?;
    if name.chars().count() > rules::LONGEST_NAME {
        return Err(no(&No::TooLong { most: rules::LONGEST_NAME }));
    }
    let tail = tail(house, digits).ok_or_else(|| no(&No::FactorMissing))?;
    let incident = incident(house, wanted)?;
    let (what, who, span, most) = match visitor {
        Visitor::Person { id, .. } => ("search", id.bytes(), Span::hours(1), AN_HOUR),
        Visitor::Staff(staff) => ("search", staff.id.bytes(), Span::hours(1), AN_HOUR),
        Visitor::Nobody => ("search", incident.id.bytes(), Span::minutes(1), NOBODYS),
    };
    // The same name in other letters is the same name.
    let folded: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let about = house.seal.mac("search for", folded.as_bytes());
    let subject = about.first_chunk::<16>().copied().unwrap_or_default();
    let change = limited(house, drills(incident.drill, what), &who, span, most);
    let now = house.clock.now();
    let change = house.register.take_allowance(change, "searched for", &subject, now, Span::hours(1), FOR_ONE);
    match house.store.apply(change).await {
        Ok(_) => {}
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        Err(e) => return Err(e.into()),
    }
    let (found, ()) = tokio::join!(look(house, incident.id, &name, tail), tokio::time::sleep(ANSWERS_AFTER));
    found
}

async fn look(house: &House, incident: IncidentId, name: &str, tail: [u8; 16]) -> Result<Found, Failure> {
    let memory = memory(house).await?;
    let near = memory.sought(incident, &Name::parse(name), ALIKE);
    // Who is dead is not among the missing.
    let open = |n: &Notice| n.appeal == Appeal::Approved && n.tail == Some(tail) && n.state != NoticeState::Dead;
    let hit = near.into_iter().map(|n| n.notice).find(|n| open(n));
    // As many questions to the store whether there is one or not.
    let nobody: NoticeId = Id::from_bytes([0; 16]);
    let now = house.clock.now();
    let found = notices::one(&house.store, hit.map_or(nobody, |n| n.id)).await.map_err(|e: StoreError| e)?;
    let shown = |n: &Notice| open(n) && now < n.expires && n.share.is_some();
    Ok(found.filter(shown).map_or(NOTHING, |n| Found { known: true, state: Some(n.state), share: n.share }))
}
