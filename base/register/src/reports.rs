//! What people report to moderators, as it is kept. Rooms bring the reports and act on what is decided; the desk takes, decides and undoes.
//!
//! What a report is about is copied, sealed, at the moment it comes in ([`NewReport::evidence`]): nobody's erasure takes it from the
//! moderators. It goes when they have decided, at the latest after [`EVIDENCE_LASTS`].

mod several;

use kernel::{DecisionId, Event, Id, IncidentId, OperatorId, PersonId, ReportId, Span, Staff, Time, Visitor, numbered};
use serde::{Deserialize, Serialize};
use store::{Change, NewJob, Row, StoreError, Value, params, sql};
use utoipa::ToSchema;

use crate::{
    decisions::{self, DecisionKind, NewDecision},
    ground::Ground,
    store::Register,
    waiting::{self, NewWaiting, WaitingKind},
};

/// The sealed column.
const EVIDENCE_COLUMN: &str = "report.evidence";
/// What a report is about is kept no longer than this, decided or not.
pub const EVIDENCE_LASTS: Span = Span::days(30);
/// Who was barred is barred no longer than this; then the report itself goes.
pub const BAR_LASTS: Span = Span::days(365);
/// The kind of the job that erases what is over, one for each report.
pub const REPORT_JOB: &str = "register.report";
/// Why a post is reported whose pictures are hard to bear.
pub const GRAPHIC: &str = "graphic";
/// The word of [`kernel::Event::Report`] when a decision was taken back.
pub const UNDONE: &str = "undone";

macro_rules! columns {
    () => {
        "id, kind, incident, drill, version, reason, teller, risk, at, said_by, about, state, taken_by, taken_by_name, taken, \
         decided_by, decided_by_name, decided, asked_by, asked_by_name, asked, opened_by, opened_by_name, opened, expires, \
         CAST(CASE WHEN evidence IS NULL THEN 0 ELSE 1 END AS BIGINT), \
         CAST((SELECT COUNT(*) FROM barred b WHERE b.report = report.id AND b.holds = 1) AS BIGINT), ground, href, first_by"
    };
}

sql! {
    /// Keeps a report.
    pub ADD_REPORT = "INSERT INTO report (id, kind, incident, drill, version, reason, teller, risk, at, said_by, about, state, evidence, \
        expires, href, first_by) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13, $14)";
    /// Who would be barred by it.
    pub ADD_BARRED = "INSERT INTO barred (who, report, kind, drill, holds, until) VALUES ($1, $2, $3, $5, 0, $4) \
        ON CONFLICT (who, report) DO NOTHING";
    /// They are, or are not any more.
    pub BAR = "UPDATE barred SET holds = $2 WHERE report = $1";
    /// Whether somebody is, by themselves or by a contact of theirs.
    pub BARRED = "SELECT 1 FROM barred WHERE holds = 1 AND kind = $2 AND drill = $4 AND until > $3 \
        AND (who = $1 OR who IN (SELECT blind FROM proven_contact WHERE person = $1)) LIMIT 1";
    /// One report.
    pub REPORT = concat!("SELECT ", columns!(), " FROM report WHERE id = $1");
    /// Those that wait or are handled: the gravest first, then the oldest.
    pub REPORTS = concat!("SELECT ", columns!(), " FROM report WHERE state < 3 AND drill = $1 ORDER BY risk, at, id LIMIT $2");
    /// Those that were decided since, the last first.
    pub REPORTS_DECIDED = concat!("SELECT ", columns!(), " FROM report WHERE decided IS NOT NULL AND decided > $2 AND drill = $1 \
        ORDER BY decided DESC, id LIMIT $3");
    /// How many wait.
    pub REPORTS_WAITING = "SELECT COUNT(*) FROM report WHERE state < 3 AND drill = $1";
    /// A report moves on; what it is about goes once it is decided.
    pub MOVE_REPORT = "UPDATE report SET version = version + 1, state = $3, taken_by = $4, taken_by_name = $5, taken = $6, \
        decided_by = $7, decided_by_name = $8, decided = $9, asked_by = $10, asked_by_name = $11, asked = $12, opened_by = $13, \
        opened_by_name = $14, opened = $15, evidence = CASE WHEN CAST($16 AS BIGINT) = 1 THEN evidence ELSE NULL END, ground = $17, \
        href = $18, first_by = $19 WHERE id = $1 AND version = $2";
    /// Nobody has decided it at this moment: whoever decides and whoever says one more of it are one after the other.
    pub WAITS_STILL = "UPDATE report SET version = version WHERE id = $1 AND state < 3";
    /// One more says something of it.
    pub TELL_MORE = "UPDATE report SET evidence = $3 WHERE id = $1 AND evidence = $2";
    /// What it is about.
    pub EVIDENCE = "SELECT evidence FROM report WHERE id = $1";
    /// It goes.
    pub FORGET_EVIDENCE = "UPDATE report SET evidence = NULL, version = version + 1 WHERE id = $1 AND evidence IS NOT NULL";
    /// Who was not barred by a report need not be remembered …
    pub FORGET_UNBARRED = "DELETE FROM barred WHERE report = $1 AND holds = 0";
    /// … and after its time nobody.
    pub FORGET_BARRED = "DELETE FROM barred WHERE report = $1";
    /// The report goes.
    pub FORGET_REPORT = "DELETE FROM report WHERE id = $1";
}

numbered! {
    /// What a report is about.
    ReportKind {
        /// A stay behind an open door.
        Stay = 1, "stay";
        /// Somebody appeals against what was ruled on a post of theirs.
        Appeal = 2, "appeal";
        /// A post.
        Post = 3, "post";
        /// A public appeal for somebody who is missing.
        Search = 4, "search";
        /// Somebody asks to look again at what a moderator decided about them.
        Again = 5, "again";
    }
}

impl ReportKind {
    /// Whether whom it is about may be barred because of it: nobody is for asking to look again, nor for searching.
    #[must_use]
    pub const fn bars(self) -> bool {
        !matches!(self, Self::Appeal | Self::Search | Self::Again)
    }
    /// Whether it takes two people to read what it is about: what stands between two people, their address with it. Everything else
    /// stands in public, or was written to moderators.
    #[must_use]
    pub const fn takes_two(self) -> bool {
        matches!(self, Self::Stay)
    }
    /// Whether somebody asks here to look again at what was decided: to find it right is to decide in their favour.
    #[must_use]
    pub const fn asks_again(self) -> bool {
        matches!(self, Self::Appeal | Self::Again)
    }
    /// What is looked at: pictures of a post that are hard to bear ([`GRAPHIC`]) are covered and stay; who asks to look again names what was
    /// decided.
    #[must_use]
    pub fn looks_at(self, reason: &str) -> DecisionKind {
        match self {
            Self::Post if reason == GRAPHIC => DecisionKind::Cover,
            Self::Stay => DecisionKind::Stay,
            Self::Search => DecisionKind::Search,
            Self::Post | Self::Appeal => DecisionKind::Post,
            Self::Again => DecisionKind::of_word(reason).unwrap_or(DecisionKind::Post),
        }
    }
    /// What somebody may ask to look at again, once a report of this kind was found right.
    #[must_use]
    pub fn decides(self, reason: &str) -> Option<DecisionKind> {
        (!self.asks_again()).then(|| self.looks_at(reason))
    }
}

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportState {
    /// Nobody has taken it.
    Open,
    /// Somebody handles it.
    Taken,
    /// It is right.
    Upheld,
    /// There is nothing in it.
    Dismissed,
}

impl ReportState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Taken, Self::Upheld, Self::Dismissed];
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Open => 1,
            Self::Taken => 2,
            Self::Upheld => 3,
            Self::Dismissed => 4,
        }
    }
    /// Its word in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Upheld => "upheld",
            Self::Dismissed => "dismissed",
        }
    }
    /// Whether it is decided.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Upheld | Self::Dismissed)
    }
}

/// Who reports, as reports know them: members of staff by the id of their account, so that they do not handle what they said themselves.
#[must_use]
pub fn teller(visitor: &Visitor) -> Option<PersonId> {
    visitor.person().or_else(|| visitor.staff().map(|staff| PersonId::from_bytes(staff.id.bytes())))
}

/// A member of staff who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who.
    pub id: OperatorId,
    /// By which name.
    pub name: String,
    /// When.
    pub at: Time,
}

impl Hand {
    /// This one, now.
    #[must_use]
    pub fn of(staff: &Staff, at: Time) -> Self {
        Self { id: staff.id, name: staff.name.to_string(), at }
    }
}

/// A report, without what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// What it is about.
    pub kind: ReportKind,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Why, as a word of its room.
    pub reason: String,
    /// As what whoever reports was there, as a word of its room.
    pub teller: String,
    /// 1 the gravest.
    pub risk: i64,
    /// Since when.
    pub at: Time,
    /// Who reports, unless they were erased.
    pub said_by: Option<PersonId>,
    /// Whom, unless they were erased.
    pub about: Option<PersonId>,
    /// Where it stands.
    pub state: ReportState,
    /// Who handles it.
    pub taken: Option<Hand>,
    /// Who decided it.
    pub decided: Option<Hand>,
    /// Who asked first to open what it is about.
    pub asked: Option<Hand>,
    /// Who was the second.
    pub opened: Option<Hand>,
    /// When what it is about goes.
    pub expires: Time,
    /// Whether what it is about is there still.
    pub sealed: bool,
    /// Whether anybody is barred because of it.
    pub bars: bool,
    /// Why it was decided as it was.
    pub ground: Option<Ground>,
    /// Where whom it is about finds what it is about.
    pub href: Option<String>,
    /// Who decided what somebody asks to look at again: another person does.
    pub first: Option<OperatorId>,
}

impl Report {
    /// How it stands in the queue of all rooms.
    fn as_waiting(&self) -> NewWaiting<'_> {
        NewWaiting {
            kind: WaitingKind::Report,
            id: self.id.bytes(),
            incident: self.incident,
            drill: self.drill,
            risk: self.risk,
            at: self.at,
            href: None,
        }
    }
}

/// A report as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct NewReport<'a> {
    /// Its id.
    pub id: ReportId,
    /// What it is about.
    pub kind: ReportKind,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Why, as a word.
    pub reason: &'a str,
    /// As what whoever reports was there, as a word.
    pub teller: &'a str,
    /// 1 the gravest.
    pub risk: i64,
    /// Who reports; nobody when they are not known here.
    pub said_by: Option<PersonId>,
    /// Whom; nobody when they are not.
    pub about: Option<PersonId>,
    /// What it is about, as it is now: sealed with it.
    pub evidence: &'a str,
    /// Where whom it is about finds what it is about.
    pub href: Option<&'a str>,
    /// Who decided what somebody asks to look at again.
    pub first: Option<OperatorId>,
}

impl Register {
    /// Keeps a report, and by what whom it is about may be known again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn report(&self, change: Change, new: &NewReport<'_>, now: Time) -> Result<Change, StoreError> {
        let expires = now.plus(EVIDENCE_LASTS);
        let params = params![
            new.id,
            new.kind.number(),
            new.incident,
            new.drill,
            new.reason,
            new.teller,
            new.risk,
            now,
            new.said_by,
            new.about,
            self.seal_or_null(EVIDENCE_COLUMN, Some(new.evidence)),
            expires,
            new.href.map(str::to_owned),
            new.first
        ];
        let mut change = change.must(ADD_REPORT, params);
        let barred: Vec<PersonId> = new.about.into_iter().filter(|_| new.kind.bars()).collect();
        let contacts = self.proven_kinds(&barred).await?;
        let own: Vec<[u8; 16]> = barred.iter().map(|p| p.bytes()).collect();
        for who in contacts.into_iter().map(|(_, _, blind)| blind).chain(own) {
            change = change.run(ADD_BARRED, params![who, new.id, new.kind.number(), now.plus(BAR_LASTS), new.drill]);
        }
        let job = NewJob { kind: REPORT_JOB, key: new.id.to_string(), body: String::new(), run_at: expires };
        let state = ReportState::Open.word().to_owned();
        let event = Event::Report { report: new.id, incident: new.incident, drill: new.drill, state };
        let waits = NewWaiting {
            kind: WaitingKind::Report,
            id: new.id.bytes(),
            incident: new.incident,
            drill: new.drill,
            risk: new.risk,
            at: now,
            href: None,
        };
        Ok(waiting::waits(change, &waits).job(job).event(event))
    }
    /// Writes a report as the rules have it next. Refused when it has changed since it was read.
    pub fn move_report(&self, change: Change, was: &Report, next: &Report) -> Change {
        let hand = |hand: &Option<Hand>| match hand {
            Some(h) => params![h.id, h.name.as_str(), h.at],
            None => vec![Value::Null, Value::Null, Value::Null],
        };
        let mut params = params![was.id, was.version, next.state.number()];
        for one in [&next.taken, &next.decided, &next.asked, &next.opened] {
            params.extend(hand(one));
        }
        params.push(Value::from(!next.state.is_decided()));
        params.push(next.ground.map_or(Value::Null, |g| Value::Text(g.word().to_owned())));
        params.extend(params![next.href.clone(), next.first]);
        let mut change = change.must(MOVE_REPORT, params);
        if was.state.is_decided() || next.state.is_decided() {
            change = self.bar(change, next.id, next.state == ReportState::Upheld);
        }
        change = match next.state.is_decided() {
            true => waiting::no_more(change, WaitingKind::Report, next.id.bytes()),
            false => {
                let hand = next
                    .opened
                    .as_ref()
                    .or(next.asked.as_ref())
                    .filter(|h| Some(h.id) == next.taken.as_ref().map(|t| t.id));
                let change = waiting::waits(change, &next.as_waiting());
                waiting::held(change, WaitingKind::Report, next.id.bytes(), hand.or(next.taken.as_ref()))
            }
        };
        change = stands(change, was, next);
        let undone = was.state.is_decided() && !next.state.is_decided()
            || (was.state, next.state) == (ReportState::Upheld, ReportState::Dismissed);
        let state = if undone { UNDONE } else { next.state.word() }.to_owned();
        change.event(Event::Report { report: next.id, incident: next.incident, drill: next.drill, state })
    }
    /// Bars whom a report is about, or does not any more.
    pub fn bar(&self, change: Change, report: ReportId, holds: bool) -> Change {
        change.run(BAR, params![report, holds])
    }
    /// Whether somebody may not do again what reports of this kind were upheld for, exercises apart.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_barred(&self, person: PersonId, of: (ReportKind, bool), now: Time) -> Result<bool, StoreError> {
        Ok(self.store().one(BARRED, params![person, of.0.number(), now, of.1]).await?.is_some())
    }
    /// One report.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn one_report(&self, id: ReportId) -> Result<Option<Report>, StoreError> {
        self.store().one(REPORT, params![id]).await?.as_ref().map(report).transpose()
    }
    /// Reports that are not decided: the gravest first, then the oldest.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reports(&self, drill: bool, most: i64) -> Result<Vec<Report>, StoreError> {
        self.store().read(REPORTS, params![drill, most]).await?.iter().map(report).collect()
    }
    /// Reports that were decided since a time, the last first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reports_decided(&self, drill: bool, since: Time, most: i64) -> Result<Vec<Report>, StoreError> {
        self.store().read(REPORTS_DECIDED, params![drill, since, most]).await?.iter().map(report).collect()
    }
    /// How many reports are not decided.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reports_waiting(&self, drill: bool) -> Result<i64, StoreError> {
        self.store().one(REPORTS_WAITING, params![drill]).await?.map_or(Ok(0), |r| r.int(0))
    }
    /// What a report is about, opened: for the two who opened it together, and nobody else.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn evidence(&self, id: ReportId) -> Result<Option<String>, StoreError> {
        let Some(row) = self.store().one(EVIDENCE, params![id]).await? else { return Ok(None) };
        self.open_or_none(EVIDENCE_COLUMN, row.opt_blob(0)?)
    }
    /// What one more says of it is added to what a report is about, as long as that is kept: missed when it has changed since.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn tell_more(
        &self,
        change: Change,
        id: ReportId,
        more: impl FnOnce(&str) -> Option<String> + Send,
    ) -> Result<Change, StoreError> {
        let row = self.store().one(EVIDENCE, params![id]).await?;
        let Some(was) = row.as_ref().map(|r| r.opt_blob(0)).transpose()?.flatten() else { return Ok(change) };
        let Some(next) = self.open_or_none(EVIDENCE_COLUMN, Some(was))?.and_then(|was| more(&was)) else {
            return Ok(change);
        };
        let sealed = self.seal_or_null(EVIDENCE_COLUMN, Some(&next));
        Ok(change.must(TELL_MORE, params![id, was.to_vec(), sealed]))
    }
    /// What is erased of a report now, and when to look again; never again once it is gone.
    pub fn forget_report(&self, change: Change, report: &Report, now: Time) -> (Change, Option<Time>) {
        let gone = report.at.plus(BAR_LASTS);
        if gone <= now {
            let change = waiting::no_more(change, WaitingKind::Report, report.id.bytes());
            return (change.run(FORGET_BARRED, params![report.id]).run(FORGET_REPORT, params![report.id]), None);
        }
        if report.expires > now {
            return (change, Some(report.expires));
        }
        let mut change = change.run(FORGET_EVIDENCE, params![report.id]);
        if report.state == ReportState::Dismissed {
            change = change.run(FORGET_UNBARRED, params![report.id]);
        }
        (change, Some(gone))
    }
}

/// What was found right concerns somebody, who may ask to look again; what is not found right any more does not.
fn stands(change: Change, was: &Report, next: &Report) -> Change {
    let Some(kind) = next.kind.decides(&next.reason) else { return change };
    let thing = next.id.to_string();
    match (&next.decided, next.ground, next.about) {
        (Some(by), Some(ground), Some(person)) if next.state == ReportState::Upheld => {
            let id = DecisionId::from_bytes(next.id.bytes());
            let href = next.href.as_deref();
            let (incident, drill) = (next.incident, next.drill);
            let new = NewDecision { id, kind, thing: &thing, href, incident, drill, person, ground };
            decisions::decided(change, &new, by)
        }
        _ if was.state == ReportState::Upheld => {
            let change = decisions::taken_back(change, kind, &thing);
            // Where there was nothing to cover, and before anything was, the post was taken down.
            if kind == DecisionKind::Cover { decisions::taken_back(change, DecisionKind::Post, &thing) } else { change }
        }
        _ => change,
    }
}

fn report(row: &Row) -> Result<Report, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a report's {what} is not known"));
    let hand = |at: usize| -> Result<Option<Hand>, StoreError> {
        let name = row.opt_text(at.saturating_add(1))?.map(str::to_owned);
        let known = row.opt_id(at)?.zip(name).zip(row.opt_time(at.saturating_add(2))?);
        Ok(known.map(|((id, name), at)| Hand { id, name, at }))
    };
    let state = row.int(11)?;
    Ok(Report {
        id: row.id(0)?,
        kind: ReportKind::of_number(row.int(1)?).ok_or_else(|| odd("kind"))?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        version: row.int(4)?,
        reason: row.text(5)?.to_owned(),
        teller: row.text(6)?.to_owned(),
        risk: row.int(7)?,
        at: row.time(8)?,
        said_by: row.opt_id(9)?,
        about: row.opt_id(10)?,
        state: ReportState::ALL.into_iter().find(|s| s.number() == state).ok_or_else(|| odd("state"))?,
        taken: hand(12)?,
        decided: hand(15)?,
        asked: hand(18)?,
        opened: hand(21)?,
        expires: row.time(24)?,
        sealed: row.flag(25)?,
        bars: row.int(26)? > 0,
        ground: row.opt_text(27)?.and_then(Ground::of_word),
        href: row.opt_text(28)?.map(str::to_owned),
        first: row.opt_id(29)?,
    })
}
