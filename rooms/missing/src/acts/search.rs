//! Searching: a name and the last digits of a telephone, among public appeals alone. Whoever asks learns that an appeal exists, or nothing:
//! "nobody of that name", "hidden" and "does not wish to be found" are one answer, of one length, after one time.

use std::{sync::Arc, time::Duration};

use ::store::{Change, params};
use kernel::{Id, IncidentId, NoticeId, Span, Visitor};
use names::Name;
use register::Incident;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Failure, House};

use super::{incident, line, memory, no, tail};
use crate::{
    model::{Appeal, Notice, NoticeState},
    rules::{self, No},
    store::{notices, tributes},
};

/// How long an answer takes, whatever it is.
pub const ANSWERS_AFTER: Duration = Duration::from_millis(400);
/// Searches of one person, or of one browser, in an hour.
const AN_HOUR: i64 = 30;
/// Searches without an account in a minute, of one network and of all together.
const OF_NETWORK: i64 = 120;
const NOBODYS: i64 = 600;
/// Searches for one name that found nothing, in an hour, whoever asks.
const FOR_ONE: i64 = 20;
/// Digits that were tried on one appeal in vain, in a day, under whatever name: of the ten thousand there are, few are tried while it is on.
const ON_ONE: i64 = 40;
/// Appeals that one search is tried on.
const TRIED: usize = 4;
/// How alike a name is to what was typed, at least.
const ALIKE: u16 = names::LIKELY;

/// Where somebody without an account asks from.
#[derive(Clone, Copy, Debug)]
pub struct Whence {
    /// The browser.
    pub device: [u8; 16],
    /// The network, when it is known.
    pub network: Option<[u8; 8]>,
}

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

/// Searches for somebody. Too many searches of one's own are refused; too many in vain for one person, by whomever, find nothing, as if there
/// were nothing: nobody hears that others search.
///
/// # Errors
/// [`No::NameMissing`], [`No::FactorMissing`], [`No::TooMany`].
pub async fn search(
    house: &House,
    visitor: &Visitor,
    whence: &Whence,
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
    let limits = Counted { house, incident: &incident };
    let (hour, minute) = (Span::hours(1), Span::minutes(1));
    let change = match visitor {
        Visitor::Person { id, .. } => limits.take(Change::new(), "search", &id.bytes(), hour, AN_HOUR),
        Visitor::Staff(staff) => limits.take(Change::new(), "search", &staff.id.bytes(), hour, AN_HOUR),
        Visitor::Nobody => {
            let change = limits.take(Change::new(), "search on", &whence.device, hour, AN_HOUR);
            let change = match whence.network {
                Some(network) => limits.take(change, "search from", &network, minute, OF_NETWORK),
                None => change,
            };
            limits.take(change, "search", &incident.id.bytes(), minute, NOBODYS)
        }
    };
    match house.store.apply(change).await {
        Ok(_) => {}
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        Err(e) => return Err(e.into()),
    }
    let (found, ()) = tokio::join!(guess(&limits, &name, tail), tokio::time::sleep(ANSWERS_AFTER));
    found
}

/// What is counted in an incident, exercises apart.
struct Counted<'a> {
    house: &'a House,
    incident: &'a Arc<Incident>,
}

impl Counted<'_> {
    fn named(&self, what: &str) -> String {
        if self.incident.drill { format!("{what}, drill") } else { what.to_owned() }
    }
    fn take(&self, change: Change, what: &str, who: &[u8], span: Span, most: i64) -> Change {
        let now = self.house.clock.now();
        self.house.register.take_allowance(change, &self.named(what), who, now, span, most)
    }
}

/// One thing that is counted: what, whose, in which time, how often at most.
type Count = (&'static str, Vec<u8>, Span, i64);

/// What a search in vain counts against: the name in whatever letters, and each appeal that it is tried on. There are as many of them whether
/// there is an appeal or not.
fn counts(limits: &Counted<'_>, name: &Name, tried: &[Arc<Notice>]) -> Vec<Count> {
    let subject = [&limits.incident.id.bytes()[..], name.coarse().as_bytes()].concat();
    let on = (0..TRIED).map(|slot| match tried.get(slot) {
        Some(notice) => ("searched", notice.id.bytes().to_vec(), Span::days(1), ON_ONE),
        None => ("searched in vain", [&subject[..], &slot.to_be_bytes()].concat(), Span::days(1), i64::MAX),
    });
    let on: Vec<Count> = on.collect();
    std::iter::once(("searched for", subject, Span::hours(1), FOR_ONE)).chain(on).collect()
}

/// Tries a name and digits: it is counted before it is tried, and given back when it was no guess.
async fn guess(limits: &Counted<'_>, name: &str, tail: [u8; 16]) -> Result<Found, Failure> {
    let (house, name) = (limits.house, Name::parse(name));
    let memory = memory(house).await?;
    let near = memory.sought(limits.incident.id, &name, ALIKE).into_iter().map(|n| n.notice);
    let tried: Vec<Arc<Notice>> = near.filter(|n| n.appeal == Appeal::Approved).take(TRIED).collect();
    let counts = counts(limits, &name, &tried);
    let take = |change, (what, who, span, most): &Count| limits.take(change, what, who, *span, *most);
    let may = match house.store.apply(counts.iter().fold(Change::new(), take)).await {
        Ok(_) => true,
        Err(e) if e.missed() => false,
        Err(e) => return Err(e.into()),
    };
    // Who is dead is not among the missing.
    let open = |n: &Notice| n.appeal == Appeal::Approved && n.tail == Some(tail) && n.state != NoticeState::Dead;
    let hit = tried.into_iter().find(|n| may && open(n));
    // As many questions to the store whether there is one or not.
    let nobody: NoticeId = Id::from_bytes([0; 16]);
    let now = house.clock.now();
    let found = notices::one(&house.store, hit.map_or(nobody, |n| n.id)).await?;
    let shown = |n: &Notice| open(n) && now < n.expires && n.share.is_some();
    // Who is remembered is not among the missing.
    let id = found.as_ref().map_or(nobody, |n| n.id);
    let remembered = house.store.one(tributes::IS_REMEMBERED, params![id]).await?.is_some();
    let found = found.filter(|n| shown(n) && !remembered);
    let back = counts.iter().fold(Change::new(), |change, (what, who, span, _)| {
        let what = if found.is_some() { limits.named(what) } else { "searched in vain, back".to_owned() };
        house.register.give_allowance(change, &what, who, now, *span)
    });
    house.store.apply(back).await?;
    Ok(found.map_or(NOTHING, |n| Found { known: true, state: Some(n.state), share: n.share }))
}
