//! While many write at once, whoever is new gives a little work of their device for a post, or a little time. Nobody looks at anything,
//! nobody types anything off, and no other server is asked.
//!
//! A challenge is a sealed ticket: nothing is kept of it before it is used. It is of one session, good for ten minutes and for one post. Two
//! ways lead through it, so that it also works without script and for whoever finds their telephone slow:
//!
//! - **work**: numbers whose hashes begin with zeros, which a script of ours finds in a worker while the page says so;
//! - **time**: the same ticket is good by itself once its wait is over. Of one person only one such post goes out in each wait, so that tickets
//!   cannot be gathered; whoever has many contacts waits with each.

use ::store::Change;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Id, IncidentId, Span, Time, Visitor};
use register::Incident;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Failure, House};

use super::no;
use crate::{
    model::{
        Draft,
        trust::{Toll, Trust},
    },
    rules::{No, trust},
    store::load::Load,
};

/// What a ticket is sealed as.
const TICKET: &str = "feed.toll";
/// A ticket is marked as used, by the time at which it was given, for longer than it is good.
const USED: Span = Span::hours(1);
/// What uses of tickets are counted as, and posts of those who waited.
const USES: &str = "tickets for a post";
const WAITED: &str = "posts after a wait";
/// The longest ticket that is looked at.
const LONGEST: usize = 512;

/// What somebody gives for a post.
#[derive(Clone, Debug, Default)]
pub struct Paid {
    /// The ticket, as it was given.
    pub ticket: String,
    /// The numbers that were found; none by whoever waited.
    pub numbers: Vec<u64>,
}

/// What to give: the hash (SHA-256) of `SEED.N.NUMBER` begins with so many zero bits, for each N from 0 to `puzzles` - 1; or the ticket alone,
/// later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Challenge {
    /// To be sent back as it is.
    pub ticket: String,
    /// What each hash begins with.
    pub seed: String,
    /// How many numbers are to be found.
    pub puzzles: usize,
    /// Zero bits at the head of each hash.
    pub bits: u8,
    /// From then on the ticket is good without any number.
    #[schema(value_type = String)]
    pub waits_until: Time,
    /// Until then it is good.
    #[schema(value_type = String)]
    pub until: Time,
}

/// A ticket, opened.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Ticket {
    session: [u8; 16],
    seed: String,
    at: i64,
    bits: u8,
    wait: u16,
}

impl Ticket {
    const fn at(&self) -> Time {
        Time(self.at)
    }
    fn waits_until(&self) -> Time {
        self.at().plus(Span::seconds(i64::from(self.wait)))
    }
    fn until(&self) -> Time {
        self.at().plus(trust::GOOD_FOR)
    }
    fn challenge(&self, ticket: String) -> Challenge {
        Challenge {
            ticket,
            seed: self.seed.clone(),
            puzzles: trust::PUZZLES,
            bits: self.bits,
            waits_until: self.waits_until(),
            until: self.until(),
        }
    }
}

fn session(visitor: &Visitor) -> Option<[u8; 16]> {
    match visitor {
        Visitor::Person { session, .. } => Some(session.bytes()),
        Visitor::Nobody | Visitor::Staff(_) => None,
    }
}

/// A ticket of this session that is good still.
fn opened(house: &House, visitor: &Visitor, ticket: &str) -> Option<Ticket> {
    let sealed = URL_SAFE_NO_PAD.decode(ticket).ok().filter(|t| !t.is_empty() && t.len() <= LONGEST)?;
    let of: Ticket = serde_json::from_str(&house.seal.open_text(TICKET, &sealed).ok()?).ok()?;
    (Some(of.session) == session(visitor) && house.clock.now() < of.until()).then_some(of)
}

/// What is to be given, for whoever was refused with [`No::Toll`]: the ticket that they hold, as long as it is good, so that a wait goes on where
/// it was; else a new one.
///
/// # Errors
/// When nobody asks.
pub fn challenge(house: &House, visitor: &Visitor, held: &str, toll: Toll) -> Result<Challenge, Failure> {
    if let Some(of) = opened(house, visitor, held) {
        return Ok(of.challenge(held.to_owned()));
    }
    let session = session(visitor).ok_or_else(Failure::sign_in_first)?;
    let seed = format!("{:016x}{:016x}", house.dice.number(), house.dice.number());
    let of = Ticket { session, seed, at: house.clock.now().0, bits: toll.bits, wait: toll.wait };
    let text = serde_json::to_string(&of)?;
    let ticket = URL_SAFE_NO_PAD.encode(house.seal.seal(&*house.dice, TICKET, text.as_bytes()));
    Ok(of.challenge(ticket))
}

/// What a post costs, by what new people write at the moment. Exercises cost nothing.
///
/// # Errors
/// When the tags cannot be read.
pub async fn asked(house: &House, of: Trust, draft: &Draft, incident: &Incident) -> Result<Option<Toll>, Failure> {
    if !of.is_new() || incident.drill {
        return Ok(None);
    }
    let keys = counted(house, draft.tags.iter().filter_map(|t| words::tag_key(t)), incident.id).await?;
    let load = house.shelf.get::<Load>().now(draft.cell, &keys, house.clock.now());
    Ok(trust::toll(of, load, house.config.busy_posts_a_minute))
}

/// The keys under which posts are counted: those of the incident, under which everybody writes, are not.
pub(crate) async fn counted(
    house: &House,
    keys: impl Iterator<Item = String>,
    of: IncidentId,
) -> Result<Vec<String>, Failure> {
    let born = super::known_tags(house).await?.of_incident(of);
    Ok(keys.filter(|key| !born.iter().any(|t| t.key == *key)).collect())
}

/// Writes that a toll was given, once: as the first step when it was worked for; the second is then the wait.
///
/// # Errors
/// [`No::Toll`], when it was not.
pub fn given(house: &House, visitor: &Visitor, paid: &Paid, toll: Toll) -> Result<Change, Failure> {
    let of = opened(house, visitor, &paid.ticket).ok_or_else(|| no(&No::Toll(toll)))?;
    let now = house.clock.now();
    let worked = trust::solves(&of.seed, of.bits, &paid.numbers, web::token_hash);
    if !worked && now < of.waits_until() {
        let left = of.waits_until().since(now).whole_seconds().saturating_add(1);
        return Err(no(&No::Toll(Toll { wait: u16::try_from(left).unwrap_or(of.wait), bits: of.bits })));
    }
    let change = house.register.take_allowance(Change::new(), USES, of.seed.as_bytes(), of.at(), USED, 1);
    if worked {
        return Ok(change);
    }
    let me = visitor.person().ok_or_else(Failure::sign_in_first)?;
    // Waits are of different lengths, as fewer or more write: whoever waited long has waited for each shorter one too, and one alone leads
    // through each.
    let lengths = (1..=of.wait).filter(|length| *length == of.wait || length % trust::WAITS.0 == 0);
    Ok(lengths.fold(change, |change, length| {
        let (what, stretch) = (format!("{WAITED} {length}"), Span::seconds(i64::from(length)));
        house.register.take_allowance(change, &what, &me.bytes(), now, stretch, 1)
    }))
}
