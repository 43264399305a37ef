//! What cannot be undone takes two people: one asks, and another does it. What is asked stands in the moderators' queue, is forgotten after
//! a day, and is in the audit like everything else.

use kernel::{Id, IncidentId, Refusal, Refuse, ReportId, Span, Staff, Time};
use store::{Change, NewJob, Row, StoreError, params, sql};

use crate::{
    reports::Hand,
    store::Register,
    waiting::{self, NewWaiting, WaitingKind},
};

/// Whoever asks waits so long for a second person; then they ask again.
pub const ASKED_LASTS: Span = Span::hours(24);
/// The kind of the job that forgets what nobody agreed to.
pub const SECOND_JOB: &str = "register.second";

sql! {
    /// One asks.
    pub ASK_SECOND = "INSERT INTO second (act, id, by, by_name, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (act, id) DO UPDATE SET by = excluded.by, by_name = excluded.by_name, at = excluded.at WHERE second.at <= $6";
    /// Who asked.
    pub SECOND = "SELECT by, by_name, at FROM second WHERE act = $1 AND id = $2 AND at > $3";
    /// There is nothing to do any more, …
    pub FORGET_SECOND = "DELETE FROM second WHERE act = $1 AND id = $2";
    /// … and so nothing to agree to.
    pub SECOND_WAITS_NO_MORE = "DELETE FROM waiting WHERE kind = 7 AND id = $1";
    /// Nobody agreed to it in time, …
    pub FORGET_SECONDS = "DELETE FROM second WHERE at <= $1";
    /// … and it waits no more.
    pub SECONDS_WAIT_NO_MORE = "DELETE FROM waiting WHERE kind = 7 AND NOT EXISTS (SELECT 1 FROM second WHERE second.id = waiting.id)";
    /// It is done by whoever found it asked for.
    pub USE_SECOND = "DELETE FROM second WHERE act = $1 AND id = $2 AND by = $3 AND at = $4";
}

/// It takes a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SamePerson;

impl Refuse for SamePerson {
    fn refusal(&self) -> Refusal {
        Refusal::new(403, "second-same-person")
    }
}

/// Which act on which thing.
#[derive(Clone, Copy, Debug)]
pub struct Irreversible<'a> {
    /// Which act, as the audit has it.
    pub act: &'static str,
    /// On what.
    pub id: [u8; 16],
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// The page where a second person does it.
    pub href: &'a str,
}

/// What a press comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The first: it is asked for from now on.
    Asks,
    /// The second: it is done.
    Agrees(Hand),
}

/// What it comes to when somebody presses, and another has or has not before. Pure.
///
/// # Errors
/// [`SamePerson`] when they pressed before themselves.
pub fn turn(now: Time, asked: Option<&Hand>, staff: &Staff) -> Result<Turn, SamePerson> {
    match asked.filter(|hand| now < hand.at.plus(ASKED_LASTS)) {
        None => Ok(Turn::Asks),
        Some(hand) if hand.id == staff.id => Err(SamePerson),
        Some(hand) => Ok(Turn::Agrees(hand.clone())),
    }
}

/// One asks for it: it waits for a second person.
pub fn asks(change: Change, of: &Irreversible<'_>, staff: &Staff, now: Time) -> Change {
    let before = now.minus(ASKED_LASTS);
    let change = change.must(ASK_SECOND, params![of.act, of.id, staff.id, staff.name.as_ref(), now, before]);
    let (incident, drill, href) = (of.incident, of.drill, Some(of.href));
    let key = format!("{} {} {}", of.act, ReportId::from_bytes(of.id), now.0);
    let change = change.job(NewJob { kind: SECOND_JOB, key, body: String::new(), run_at: now.plus(ASKED_LASTS) });
    waiting::waits(
        change,
        &NewWaiting { kind: WaitingKind::Second, id: of.id, incident, drill, risk: 2, at: now, href },
    )
}

/// A second person does it: missed when somebody else just has.
pub fn agreed(change: Change, of: &Irreversible<'_>, first: &Hand) -> Change {
    let change = change.must(USE_SECOND, params![of.act, of.id, first.id, first.at]);
    waiting::no_more(change, WaitingKind::Second, of.id)
}

/// There is nothing to do any more.
pub fn over(change: Change, act: &'static str, id: [u8; 16]) -> Change {
    change.run(FORGET_SECOND, params![act, id]).run(SECOND_WAITS_NO_MORE, params![id])
}

/// What nobody agreed to in time is forgotten.
pub fn forget(change: Change, now: Time) -> Change {
    let change = change.run(FORGET_SECONDS, params![now.minus(ASKED_LASTS)]).run(SECONDS_WAIT_NO_MORE, params![]);
    change.event(waiting::moved(WaitingKind::Second))
}

impl Register {
    /// Who asked for something that takes two, lately.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn second(&self, act: &str, id: [u8; 16], now: Time) -> Result<Option<Hand>, StoreError> {
        let row = self.store().one(SECOND, params![act, id, now.minus(ASKED_LASTS)]).await?;
        row.as_ref().map(hand).transpose()
    }
}

fn hand(row: &Row) -> Result<Hand, StoreError> {
    Ok(Hand { id: row.id(0)?, name: row.text(1)?.to_owned(), at: row.time(2)? })
}
