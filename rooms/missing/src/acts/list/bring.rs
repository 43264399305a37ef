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
    blind::still_fits,
    institution, own_entry, refused,
    undo::{restated, undone},
};
use crate::{
    acts::{incident, limited, reached},
    model::list::{Entry, EntryState, MatchState, NewEntry, Taken},
    rules::list::{self as rules, ENTRY_LASTS, MOST_ENTRIES, MOST_LINES, NoList},
    store::{
        lists::{self, Whole},
        notices::{self, Blinds},
    },
};

/// Lists and corrections of one member of staff in an hour.
const AN_HOUR: i64 = 60;
/// Lines of one institution that are added, or are about somebody else than they were, in a day: each asks whether somebody is sought.
const NAMES_A_DAY: i64 = 2000;

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
    let references: Vec<[u8; 32]> = all.iter().map(|g| g.reference).collect();
    let known: HashMap<[u8; 32], Whole> = lists::named(&house.register, &references).await?;
    let asked = all.iter().filter(|g| known.get(&g.reference).is_none_or(|before| asks_anew(before, g))).count();
    change = names_asked(house, change, institution, incident.drill, asked);
    let limits = change.steps.len();
    let there = house.store.one(lists::COUNT_ENTRIES, params![institution, incident.id]).await?;
    let there = there.map_or(Ok(0), |r| r.int(0))?;
    let mut uncalled = 0;
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
                let (change, gone) = corrected(house, change, before, good, staff, now).await?;
                uncalled += gone;
                change
            }
        };
    }
    if there.saturating_add(i64::try_from(report.added).unwrap_or(i64::MAX)) > MOST_ENTRIES {
        return Err(refused(&NoList::ManyEntries));
    }
    let details = json!({ "lines": all.len(), "added": report.added, "changed": report.changed,
        "uncalled": uncalled });
    let line = AuditLine::new(now, staff, "list.bring").of(incident.id).with(details);
    applied(house, house.register.audit(change.job(lists::job(expires)), &line), limits).await?;
    report.committed = true;
    Ok(report)
}

/// Whether a corrected line could belong to searches that the line before could not.
fn asks_anew(before: &Whole, good: &Good) -> bool {
    let was = (&before.who.name, before.entry.phone, before.entry.email);
    was != (&good.taken.who.name, good.blinds.phone, good.blinds.email)
}

/// So many names more are compared with searches: what one institution may ask in a day, whoever of it does and under whatever reference.
fn names_asked(house: &House, change: Change, institution: &str, drill: bool, names: usize) -> Change {
    let what = if drill { "list names, drill" } else { "list names" };
    let one = |change, _| {
        let now = house.clock.now();
        house.register.take_allowance(change, what, institution.as_bytes(), now, Span::days(1), NAMES_A_DAY)
    };
    (0..names).fold(change, one)
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
    // Whose year of birth is told grows older by the calendar, and is still the same.
    let ages = taken.who.born.is_some() || e.ages == taken.ages;
    before.who == taken.who && ages && (e.state, e.sex, e.arrived) == (taken.state, taken.sex, taken.arrived)
}

/// A corrected entry: what it caused is undone where it is about somebody else now, so that an institution would not hear of that search any
/// more; else the family reads it as it is now. It is matched anew. With it how many matches went that nobody had called about.
async fn corrected(
    house: &House,
    mut change: Change,
    before: &Whole,
    good: &Good,
    staff: &Staff,
    now: Time,
) -> Result<(Change, usize), Failure> {
    let (was, taken) = (&before.entry, &good.taken);
    let entry = Entry {
        phone: good.blinds.phone,
        email: good.blinds.email,
        ages: taken.ages,
        sex: taken.sex,
        changed: now,
        expires: now.plus(ENTRY_LASTS),
        ..was.clone()
    };
    let after = Whole { entry, who: taken.who.clone() };
    let mut uncalled = 0;
    for m in lists::matches_of_entry(&house.store, was.id).await? {
        let still = match notices::one_whole(&house.register, m.notice).await? {
            Some(search) => still_fits(&after, &search),
            None => false,
        };
        change = match (still, taken.state) {
            (true, EntryState::InCare | EntryState::Safe) => {
                restated(house, change, &m, (was, taken.state), staff, now).await?
            }
            (true, EntryState::Unknown) if m.state == MatchState::Released => {
                let change = undone(house, change, &m, now).await?;
                lists::moved(change, &m, MatchState::Called, None, now)
            }
            (true, EntryState::Unknown) => change,
            (false, _) => {
                uncalled += usize::from(m.state == MatchState::Proposed);
                undone(house, change, &m, now).await?.run(lists::DROP_MATCH, params![m.id])
            }
        };
    }
    Ok((lists::correct(change, &house.register, &after.entry, taken, staff.id), uncalled))
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
        let asked = usize::from(asks_anew(&before, &good));
        let change = names_asked(house, change, &before.entry.institution, incident.drill, asked);
        let limits = change.steps.len();
        let (change, uncalled) = corrected(house, change, &before, &good, staff, now).await?;
        let details = json!({ "entry": id, "uncalled": uncalled });
        let line = AuditLine::new(now, staff, "list.correct").of(incident.id).with(details);
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
        let (mut change, mut uncalled) = (Change::new(), 0);
        for m in lists::matches_of_entry(&house.store, id).await? {
            uncalled += usize::from(m.state == MatchState::Proposed);
            change = undone(house, change, &m, now).await?;
        }
        let details = json!({ "entry": id, "uncalled": uncalled });
        let line = AuditLine::new(now, staff, "list.withdraw").of(before.entry.incident).with(details);
        let change = change
            .run(lists::DROP_MATCHES_OF_ENTRY, params![id])
            .must(lists::DROP_ENTRY, params![id])
            .event(lists::changed(&before.entry));
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}
