//! What moderators decided that concerns somebody: they read that it was, and why, in their own language, and may ask once that another
//! person looks again.
//!
//! A room writes a decision in the change that takes something down, holds it back or refuses it, and takes it back in the change that
//! does the contrary. What is asked stands in the moderators' queue as a report of the kind [`ReportKind::Again`](crate::ReportKind); when
//! it is found right, [`kernel::Event::Decision`] tells the room to let be what it was about.

use kernel::{DecisionId, Event, IncidentId, OperatorId, PersonId, Refusal, Refuse, ReportId, Span, Time, numbered};
use serde::{Deserialize, Serialize};
use store::{Change, NewJob, Row, StoreError, params, sql};
use utoipa::ToSchema;

use crate::{ground::Ground, reports::Hand, store::Register};

/// Whom it concerns may ask to look again for so long.
pub const ASK_WITHIN: Span = Span::days(14);
/// What was decided is kept for so long.
pub const DECISION_LASTS: Span = Span::days(365);
/// The kind of the job that forgets one.
pub const DECISION_JOB: &str = "register.decision";

numbered! {
    /// What was decided.
    DecisionKind {
        /// A post was taken down.
        Post = 1, "post";
        /// What was held back is not shown.
        Hold = 2, "hold";
        /// Pictures were covered.
        Cover = 3, "cover";
        /// A stay was reported, and the report is right: a door is closed, or a guest stays in no home.
        Stay = 4, "stay";
        /// A public appeal is shown no more.
        Search = 5, "search";
        /// A public appeal was refused.
        Appeal = 6, "appeal";
        /// A search was taken down for its photo.
        Hoax = 7, "hoax";
    }
}

numbered! {
    /// Where it stands.
    DecisionState {
        /// As it was decided.
        Stands = 1, "stands";
        /// Whom it concerns asks to look again.
        Asked = 2, "asked";
        /// Another person has looked, and it stands.
        Confirmed = 3, "confirmed";
        /// Another person has looked, and it does not.
        Reversed = 4, "reversed";
        /// Moderators took it back themselves.
        TakenBack = 5, "taken_back";
    }
}

impl DecisionKind {
    /// The reason as whom it concerns reads it. Who searches is not told of danger, nor that somebody does not want to be shown: it could come
    /// from nobody but whom they search, or from somebody who protects them.
    #[must_use]
    pub const fn told(self, ground: Ground) -> Ground {
        match (self, ground) {
            (Self::Search | Self::Appeal | Self::Hoax, Ground::Danger | Ground::Privacy) => Ground::Rule,
            (_, ground) => ground,
        }
    }
    /// How long one may ask to look again: what is gone after a day no longer.
    #[must_use]
    pub const fn asked_within(self) -> Span {
        match self {
            Self::Hoax => Span::days(1),
            _ => ASK_WITHIN,
        }
    }
}

macro_rules! columns {
    () => {
        "id, version, kind, thing, href, incident, drill, person, ground, at, made_by, made_by_name, state, report"
    };
}

sql! {
    /// Something is decided. Decided anew, it can be asked about anew.
    pub DECIDE = "INSERT INTO decision (id, version, kind, thing, href, incident, drill, person, ground, at, made_by, made_by_name, state) \
        SELECT $1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1 WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $7) \
        ON CONFLICT (id) DO UPDATE SET version = decision.version + 1, kind = excluded.kind, ground = excluded.ground, at = excluded.at, \
        made_by = excluded.made_by, made_by_name = excluded.made_by_name, state = 1, report = NULL";
    /// Something else was done than what was to be.
    pub DECIDE_INSTEAD = "UPDATE decision SET kind = $2, version = version + 1 WHERE id = $1";
    /// What was asked about it is asked no more: it waits for nobody, …
    pub ASKED_WAITS_NO_MORE = "DELETE FROM waiting WHERE kind = 1 AND id IN (SELECT report FROM decision WHERE kind = $1 AND thing = $2 AND state = 2)";
    /// … and is settled.
    pub ASKED_IS_SETTLED = "UPDATE report SET state = 4, ground = 'settled', evidence = NULL, version = version + 1 WHERE state < 3 \
        AND id IN (SELECT report FROM decision WHERE kind = $1 AND thing = $2 AND state = 2)";
    /// It was taken back.
    pub TAKE_BACK = "UPDATE decision SET state = 5, version = version + 1 WHERE kind = $1 AND thing = $2 AND state < 4";
    /// Somebody asks to look again: once.
    pub ASK = "UPDATE decision SET state = 2, report = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state = 1 AND report IS NULL";
    /// Somebody has looked again, or has to once more.
    pub MOVE_DECISION = "UPDATE decision SET state = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// One.
    pub DECISION = concat!("SELECT ", columns!(), " FROM decision WHERE id = $1");
    /// The one that a report asks about.
    pub DECISION_ASKED = concat!("SELECT ", columns!(), " FROM decision WHERE report = $1");
    /// Those about somebody, the last first.
    pub DECISIONS_OF = concat!("SELECT ", columns!(), " FROM decision WHERE person = $1 ORDER BY at DESC, id DESC LIMIT $2");
    /// Whether another decision than one stands against the same thing.
    pub STANDS_BESIDE = "SELECT 1 FROM decision WHERE href = $1 AND id <> $2 AND state < 4 AND kind <> 3 LIMIT 1";
    /// The other covers that stand on the same thing.
    pub COVERS_BESIDE = concat!("SELECT ", columns!(), " FROM decision WHERE href = $1 AND id <> $2 AND state < 4 AND kind = 3");
    /// Whether another person found wrong what somebody decided against a thing, by whatever way; covers apart.
    pub OVERRULED = "SELECT 1 FROM decision WHERE (kind = $1 OR (kind <> 3 AND $1 <> 3)) AND href = $2 AND made_by = $3 AND state = 4 LIMIT 1";
    /// Whether what somebody did then was to find wrong what was decided on a thing before.
    pub REVERSED_BY = "SELECT 1 FROM decision JOIN report ON report.id = decision.report WHERE decision.kind = $1 AND decision.href = $2 \
        AND decision.state = 4 AND report.decided_by = $3 AND report.decided = $4 LIMIT 1";
    /// Whether somebody asks about a decision on a thing, and nobody has answered.
    pub IS_ASKED = "SELECT 1 FROM decision WHERE kind = $1 AND href = $2 AND state = 2 LIMIT 1";
    /// It is forgotten.
    pub FORGET_DECISION = "DELETE FROM decision WHERE id = $1 AND at <= $2";
}

/// Why nobody looks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAgain {
    /// There is nothing of theirs there.
    Unknown,
    /// They have asked already.
    Asked,
    /// It stands no more, or was decided too long ago.
    Over,
}

impl Refuse for NotAgain {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Unknown => Refusal::new(404, "decision-unknown"),
            Self::Asked => Refusal::new(409, "decision-asked"),
            Self::Over => Refusal::new(409, "decision-over"),
        }
    }
}

/// Another person has looked again, and found wrong what was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overruled {
    /// Whoever decided it first does not decide the same again.
    SamePerson,
    /// What they found stays so.
    Stays,
}

impl Refuse for Overruled {
    fn refusal(&self) -> Refusal {
        match self {
            Self::SamePerson => Refusal::new(403, "decision-same-person"),
            Self::Stays => Refusal::new(409, "decision-reversed"),
        }
    }
}

/// A decision as it is made.
#[derive(Clone, Copy, Debug)]
pub struct NewDecision<'a> {
    /// Its id; that of the report, when it is decided by one.
    pub id: DecisionId,
    /// What was decided.
    pub kind: DecisionKind,
    /// About what, in the words of its room.
    pub thing: &'a str,
    /// Where whom it concerns finds that.
    pub href: Option<&'a str>,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Whom it concerns.
    pub person: PersonId,
    /// Why.
    pub ground: Ground,
}

/// A decision that concerns somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// Guards every change.
    pub version: i64,
    /// What was decided.
    pub kind: DecisionKind,
    /// About what, in the words of its room.
    pub thing: String,
    /// Where whom it concerns finds that.
    pub href: Option<String>,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Whom it concerns.
    pub person: PersonId,
    /// Why.
    pub ground: Ground,
    /// Who decided, and when.
    pub by: Hand,
    /// Where it stands.
    pub state: DecisionState,
    /// What was asked about it.
    pub report: Option<ReportId>,
}

impl Decision {
    /// Whether it was decided by finding a report right: it has the id of that, and is about it.
    #[must_use]
    pub fn by_report(&self) -> bool {
        self.thing == self.id.to_string()
    }
    /// Until when whom it concerns may ask to look again.
    ///
    /// # Errors
    /// [`NotAgain`].
    pub fn may_ask(&self, now: Time) -> Result<Time, NotAgain> {
        let until = self.by.at.plus(self.kind.asked_within());
        match self.state {
            DecisionState::Stands if self.report.is_none() && now < until => Ok(until),
            DecisionState::Asked | DecisionState::Confirmed | DecisionState::Stands if self.report.is_some() => {
                Err(NotAgain::Asked)
            }
            _ => Err(NotAgain::Over),
        }
    }
    fn told(&self, state: DecisionState) -> Event {
        let state = state.word().to_owned();
        Event::Decision { decision: self.id, incident: self.incident, drill: self.drill, state }
    }
}

/// Somebody of staff decided something that concerns a person.
pub fn decided(change: Change, new: &NewDecision<'_>, by: &Hand) -> Change {
    let NewDecision { id, kind, thing, href, incident, drill, person, ground } = *new;
    let params = params![
        id,
        kind.number(),
        thing,
        href.map(str::to_owned),
        incident,
        drill,
        person,
        ground.word(),
        by.at,
        by.id,
        by.name.as_str()
    ];
    let run_at = by.at.plus(DECISION_LASTS);
    let job = NewJob { kind: DECISION_JOB, key: format!("{id} {}", by.at.0), body: id.to_string(), run_at };
    change.run(DECIDE, params).job(job)
}

/// Something else was done than what was to be: whom it concerns reads what it was.
pub fn instead(change: Change, id: DecisionId, kind: DecisionKind) -> Change {
    change.run(DECIDE_INSTEAD, params![id, kind.number()])
}

/// It was taken back by moderators themselves: nobody asks about it any more.
pub fn taken_back(change: Change, kind: DecisionKind, thing: &str) -> Change {
    [ASKED_WAITS_NO_MORE, ASKED_IS_SETTLED, TAKE_BACK]
        .into_iter()
        .fold(change, |change, sql| change.run(sql, params![kind.number(), thing]))
}

/// Whom it concerns asks to look again.
pub fn ask(change: Change, of: &Decision, report: ReportId) -> Change {
    change.must(ASK, params![of.id, of.version, report]).event(of.told(DecisionState::Asked))
}

/// Another person has looked again, or has to once more.
pub fn looked(change: Change, of: &Decision, state: DecisionState) -> Change {
    change.must(MOVE_DECISION, params![of.id, of.version, state.number()]).event(of.told(state))
}

/// It is forgotten.
pub fn forget(change: Change, id: DecisionId, now: Time) -> Change {
    change.run(FORGET_DECISION, params![id, now.minus(DECISION_LASTS)])
}

impl Register {
    /// One decision.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decision(&self, id: DecisionId) -> Result<Option<Decision>, StoreError> {
        self.store().one(DECISION, params![id]).await?.as_ref().map(decision).transpose()
    }
    /// The decision that a report asks about.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decision_asked(&self, report: ReportId) -> Result<Option<Decision>, StoreError> {
        self.store().one(DECISION_ASKED, params![report]).await?.as_ref().map(decision).transpose()
    }
    /// What was decided about somebody, the last first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decisions_of(&self, person: PersonId, most: i64) -> Result<Vec<Decision>, StoreError> {
        self.store().read(DECISIONS_OF, params![person, most]).await?.iter().map(decision).collect()
    }
    /// Whether another decision than this one stands against the same thing, covers apart.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn stands_beside(&self, href: &str, id: DecisionId) -> Result<bool, StoreError> {
        Ok(self.store().one(STANDS_BESIDE, params![href, id]).await?.is_some())
    }
    /// The other covers than this one that stand on the same thing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn covers_beside(&self, href: &str, id: DecisionId) -> Result<Vec<Decision>, StoreError> {
        self.store().read(COVERS_BESIDE, params![href, id]).await?.iter().map(decision).collect()
    }
    /// Whether this person may decide so on a thing, which is found there: not when they decided against it before, and another found that
    /// wrong.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn may_decide_again(
        &self,
        kind: DecisionKind,
        href: &str,
        by: OperatorId,
    ) -> Result<Result<(), Overruled>, StoreError> {
        let row = self.store().one(OVERRULED, params![kind.number(), href, by]).await?;
        Ok(row.map_or(Ok(()), |_| Err(Overruled::SamePerson)))
    }
    /// Whether what was decided on a thing, which is found there, may be taken back: not what somebody did who looked again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn may_take_back(
        &self,
        kind: DecisionKind,
        href: &str,
        by: &Hand,
    ) -> Result<Result<(), Overruled>, StoreError> {
        let row = self.store().one(REVERSED_BY, params![kind.number(), href, by.id, by.at]).await?;
        Ok(row.map_or(Ok(()), |_| Err(Overruled::Stays)))
    }
    /// Whether somebody asks about a decision on a thing, which is found there, and nobody has looked yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_asked(&self, kind: DecisionKind, href: &str) -> Result<bool, StoreError> {
        Ok(self.store().one(IS_ASKED, params![kind.number(), href]).await?.is_some())
    }
}

fn decision(row: &Row) -> Result<Decision, StoreError> {
    let odd = || StoreError::Fault("a decision is of no known kind".into());
    Ok(Decision {
        id: row.id(0)?,
        version: row.int(1)?,
        kind: DecisionKind::of_number(row.int(2)?).ok_or_else(odd)?,
        thing: row.text(3)?.to_owned(),
        href: row.opt_text(4)?.map(str::to_owned),
        incident: row.id(5)?,
        drill: row.flag(6)?,
        person: row.id(7)?,
        ground: Ground::of_word(row.text(8)?).ok_or_else(odd)?,
        by: Hand { at: row.time(9)?, id: row.id::<OperatorId>(10)?, name: row.text(11)?.to_owned() },
        state: DecisionState::of_number(row.int(12)?).ok_or_else(odd)?,
        report: row.opt_id(13)?,
    })
}
