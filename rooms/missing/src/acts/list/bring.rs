//! An institution brings a list, corrects a line of it, withdraws one.

use std::collections::{HashMap, HashSet};

use ::store::{Change, StoreError, params};
use kernel::{Id as _, IncidentId, NoteId, Refusal, Refuse, Span, Staff, Time};
use register::{AuditLine, Incident};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, Say, thrice};

use super::{
    institution, own_entry, refused,
    undo::{restated, undone},
};
use crate::{
    acts::{incident, limited, reached},
    model::list::{Entry, EntryState, MatchState, NewEntry, Taken},
    rules::list::{self as rules, ENTRY_LASTS, MOST_ENTRIES, MOST_LINES, NoList},
    store::{
        lists::{self, Whole},
        notices::Blinds,
    },
};

/// Lists and corrections of one member of staff in an hour.
const AN_HOUR: i64 = 60;

/// A line of a list, and its number there.
pub type Line = (u64, NewEntry);

/// A line that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ListLine)]
pub struct BadLine {
    /// The line of the file; of a list in JSON its place, from 1.
    pub line: u64,
    /// The column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Why, as a code.
    pub code: &'static str,
    /// Why, in words.
    pub reason: String,
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListReport {
    /// Whether it was kept: all of it, or nothing.
    pub committed: bool,
    /// Lines that were read.
    pub lines: usize,
    /// New entries.
    pub added: usize,
    /// Entries that were corrected.
    pub changed: usize,
    /// Entries that stand as they stood.
    pub unchanged: usize,
    /// Lines that cannot be taken: while there is one, nothing is kept.
    pub bad: Vec<BadLine>,
}

/// A line that can be taken.
struct Good {
    reference: [u8; 32],
    taken: Taken,
    blinds: Blinds,
}

fn good(house: &House, institution: &str, incident: &Incident, now: Time, new: &NewEntry) -> Result<Good, NoList> {
    let taken = rules::entry(now, new)?;
    let (phone, email) = (taken.who.phone.as_deref(), taken.who.email.as_deref());
    let blinds = reached(house, phone, email).map_err(|_| NoList::Contact)?;
    if blinds.phone.is_some() != phone.is_some() || blinds.email.is_some() != email.is_some() {
        return Err(NoList::Contact);
    }
    let named = format!("{institution}\n{}\n{}", incident.id, taken.who.reference);
    Ok(Good { reference: house.seal.mac("list reference", named.as_bytes()), taken, blinds })
}

/// Brings a list: lines of references that are known correct their entries. Nothing is kept while one line cannot be taken.
///
/// # Errors
/// [`NoList`], [`crate::rules::No::NoIncident`].
pub async fn bring(
    house: &House,
    staff: &Staff,
    wanted: Option<IncidentId>,
    new: &[Line],
    say: &Say,
) -> Result<ListReport, Failure> {
    let institution = institution(house, staff).await?;
    let incident = incident(house, wanted)?;
    if new.is_empty() {
        return Err(refused(&NoList::Empty));
    }
    if new.len() > MOST_LINES {
        return Err(refused(&NoList::ManyLines));
    }
    let now = house.clock.now();
    let (mut all, mut report) = (Vec::new(), ListReport { lines: new.len(), ..ListReport::default() });
    let mut seen = HashSet::new();
    for (line, new) in new {
        let read = good(house, &institution, &incident, now, new);
        match read.and_then(|g| if seen.insert(g.reference) { Ok(g) } else { Err(NoList::Twice) }) {
            Ok(good) => all.push(good),
            Err(why) => report.bad.push(bad(*line, &why.refusal(), say)),
        }
    }
    if !report.bad.is_empty() {
        return Ok(report);
    }
    let report = &report;
    thrice(|| async { keep(house, staff, (&institution, &incident), &all, report.clone()).await }).await
}

fn bad(line: u64, refusal: &Refusal, say: &Say) -> BadLine {
    let reason = say.with(&format!("refusal-{}", refusal.code), &refusal.args);
    BadLine { line, column: Some(refusal.field.to_owned()).filter(|f| !f.is_empty()), code: refusal.code, reason }
}

async fn keep(
    house: &House,
    staff: &Staff,
    (institution, incident): (&str, &Incident),
    all: &[Good],
    mut report: ListReport,
) -> Result<ListReport, Failure> {
    let now = house.clock.now();
    let expires = now.plus(ENTRY_LASTS);
    let mut change = limited(house, drills(incident.drill), &staff.id.bytes(), Span::hours(1), AN_HOUR);
    let limits = change.steps.len();
    let references: Vec<[u8; 32]> = all.iter().map(|g| g.reference).collect();
    let known: HashMap<[u8; 32], Whole> = lists::named(&house.register, &references).await?;
    let there = house.store.one(lists::COUNT_ENTRIES, params![institution, incident.id]).await?;
    let there = there.map_or(Ok(0), |r| r.int(0))?;
    for good in all {
        change = match known.get(&good.reference) {
            None => {
                report.added += 1;
                let entry = Entry {
                    id: house.dice.id(now),
                    institution: institution.to_owned(),
                    staff: staff.id,
                    incident: incident.id,
                    drill: incident.drill,
                    version: 1,
                    state: good.taken.state,
                    phone: good.blinds.phone,
                    email: good.blinds.email,
                    ages: good.taken.ages,
                    sex: good.taken.sex,
                    arrived: good.taken.arrived,
                    added: now,
                    changed: now,
                    expires,
                };
                lists::add(change, &house.register, &entry, &good.taken.who, good.reference)
            }
            Some(before) if stands(before, &good.taken) => {
                report.unchanged += 1;
                change.run(lists::KEEP_ENTRY, params![before.entry.id, expires])
            }
            Some(before) => {
                report.changed += 1;
                corrected(house, change, before, good, staff, now).await?
            }
        };
    }
    if there.saturating_add(i64::try_from(report.added).unwrap_or(i64::MAX)) > MOST_ENTRIES {
        return Err(refused(&NoList::ManyEntries));
    }
    let details = json!({ "lines": all.len(), "added": report.added, "changed": report.changed });
    let line = AuditLine::new(now, staff, "list.bring").of(incident.id).with(details);
    applied(house, house.register.audit(change.job(lists::job(expires)), &line), limits).await?;
    report.committed = true;
    Ok(report)
}

/// The limits of exercises and of real nights are counted apart.
const fn drills(drill: bool) -> &'static str {
    if drill { "list, drill" } else { "list" }
}

async fn applied(house: &House, change: Change, limits: usize) -> Result<(), Failure> {
    match house.store.apply(change).await {
        Ok(_) => Ok(()),
        Err(StoreError::Missed { step }) if step < limits => Err(refused(&NoList::TooOften)),
        Err(e) => Err(e.into()),
    }
}

fn stands(before: &Whole, taken: &Taken) -> bool {
    let e = &before.entry;
    before.who == taken.who
        && (e.state, e.ages, e.sex, e.arrived) == (taken.state, taken.ages, taken.sex, taken.arrived)
}

/// A corrected entry: what it caused is undone and it is matched anew when it is about somebody else; else the family reads it as it is now.
async fn corrected(
    house: &House,
    mut change: Change,
    before: &Whole,
    good: &Good,
    staff: &Staff,
    now: Time,
) -> Result<Change, Failure> {
    let (was, taken) = (&before.entry, &good.taken);
    let same = before.who.name == taken.who.name
        && (was.ages, was.sex, was.phone, was.email) == (taken.ages, taken.sex, good.blinds.phone, good.blinds.email);
    for m in lists::matches_of_entry(&house.store, was.id).await? {
        change = match (same, taken.state) {
            (true, EntryState::InCare | EntryState::Safe) => {
                restated(house, change, &m, (was, taken.state), staff, now).await?
            }
            (true, EntryState::Unknown) if m.state == MatchState::Released => {
                let change = undone(house, change, &m, now).await?;
                lists::moved(change, &m, MatchState::Called, None, now)
            }
            (true, EntryState::Unknown) => change,
            (false, _) => undone(house, change, &m, now).await?,
        };
    }
    if !same {
        change = change.run(lists::DROP_MATCHES_OF_ENTRY, params![was.id]);
    }
    let entry = Entry {
        phone: good.blinds.phone,
        email: good.blinds.email,
        changed: now,
        expires: now.plus(ENTRY_LASTS),
        ..was.clone()
    };
    Ok(lists::correct(change, &house.register, &entry, taken, staff.id))
}

/// Corrects one entry; its reference stays.
///
/// # Errors
/// 404; what is wrong with it.
pub async fn correct(house: &House, staff: &Staff, id: NoteId, new: &NewEntry) -> Result<(), Failure> {
    thrice(|| async {
        let now = house.clock.now();
        let before = own_entry(house, staff, id).await?;
        let incident = incident(house, Some(before.entry.incident))?;
        let new = NewEntry { reference: before.who.reference.clone(), ..new.clone() };
        let good = good(house, &before.entry.institution, &incident, now, &new).or_refuse()?;
        if stands(&before, &good.taken) {
            return Ok(());
        }
        let change = limited(house, drills(incident.drill), &staff.id.bytes(), Span::hours(1), AN_HOUR);
        let limits = change.steps.len();
        let change = corrected(house, change, &before, &good, staff, now).await?;
        let line = AuditLine::new(now, staff, "list.correct").of(incident.id).with(json!({ "entry": id }));
        applied(house, house.register.audit(change.job(lists::job(now.plus(ENTRY_LASTS))), &line), limits).await
    })
    .await
}

/// Withdraws an entry, and everything that it caused.
///
/// # Errors
/// 404.
pub async fn withdraw(house: &House, staff: &Staff, id: NoteId) -> Result<(), Failure> {
    thrice(|| async {
        let now = house.clock.now();
        let before = own_entry(house, staff, id).await?;
        let mut change = Change::new();
        for m in lists::matches_of_entry(&house.store, id).await? {
            change = undone(house, change, &m, now).await?;
        }
        let line = AuditLine::new(now, staff, "list.withdraw").of(before.entry.incident).with(json!({ "entry": id }));
        let change = change
            .run(lists::DROP_MATCHES_OF_ENTRY, params![id])
            .must(lists::DROP_ENTRY, params![id])
            .event(lists::changed(&before.entry));
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}
