//! Organisations' lists: importing, exporting, calling the roll.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use kernel::{Audience, IncidentId, PersonId, Role, RosterId, Span, Staff};
use register::{Actor, AuditLine, Card, Fact, Incident, Look, Name, State, Told, resolve, view};
use serde_json::json;
use store::Change;
use web::{Failure, FieldError, House, OrRefuse, Say};

use super::{
    missed_as, no,
    table::{Bad, Good, Table},
};
use crate::{
    model::{Answered, RollCallShown, RosterReport, RosterShown},
    rules::{self, No},
    store::rosters::{self, Line, Roll, Roster},
};

/// How many bad lines a report names.
const BAD_SHOWN: usize = 1000;

/// A list that is looked at.
pub struct OpenRoster {
    /// The list.
    pub roster: Roster,
    /// Its members, as it names them.
    pub members: Vec<Line>,
    /// Its rolls, with the incident of each.
    pub rolls: Vec<(Arc<Incident>, Roll)>,
}

/// Begins a list.
///
/// # Errors
/// When its name cannot be taken.
pub async fn new_roster(house: &House, staff: &Staff, name: &str) -> Result<RosterShown, Failure> {
    let name = Name::clean(name).or_refuse()?;
    let now = house.clock.now();
    let id: RosterId = house.dice.id(now);
    let change = rosters::begin(Change::new(), &house.register, id, staff.id, name.as_str(), now);
    let line = AuditLine::new(now, Actor::from(staff), "roster.begin").with(json!({ "roster": id }));
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(RosterShown { id, name: name.into_string(), created: now, members: 0 })
}

/// The lists that somebody manages; an admin sees all.
///
/// # Errors
/// When the store fails.
pub async fn managed(house: &House, staff: &Staff) -> Result<Vec<RosterShown>, Failure> {
    let owner = (staff.role != Role::Admin).then_some(staff.id);
    let all = rosters::of(&house.register, owner).await?;
    Ok(all
        .into_iter()
        .map(|r| RosterShown { id: r.id, name: r.name, created: r.created, members: r.members })
        .collect())
}

/// A list that this member of staff manages. Another's is unknown.
///
/// # Errors
/// [`No::NoRoster`].
pub async fn my_roster(house: &House, staff: &Staff, id: RosterId) -> Result<Roster, Failure> {
    let found = rosters::find(&house.register, id).await?;
    found.filter(|r| r.owner == staff.id || staff.role == Role::Admin).ok_or_else(|| no(No::NoRoster))
}

/// The members of a list as it names them, by name; and its rolls, those that are on first, then the latest.
///
/// # Errors
/// [`No::NoRoster`].
pub async fn open_roster(house: &House, staff: &Staff, id: RosterId) -> Result<OpenRoster, Failure> {
    let roster = my_roster(house, staff, id).await?;
    let mut members: Vec<Line> =
        rosters::members(&house.register, id).await?.into_iter().map(|(_, line)| line).collect();
    members.sort_by(|a, b| a.name.cmp(&b.name).then(a.group.cmp(&b.group)));
    let mut rolls: Vec<_> = rosters::rolls(&house.register, id)
        .await?
        .into_iter()
        .filter_map(|(of, roll)| Some((house.incidents.get(of).filter(|i| i.is_public())?, roll)))
        .collect();
    rolls.sort_by_key(|(_, roll)| (!roll.open(), std::cmp::Reverse(roll.began)));
    Ok(OpenRoster { roster, members, rolls })
}

struct Read {
    rows: u64,
    good: Vec<Good>,
    bad: Vec<Bad>,
}

fn read(house: &House, bytes: &[u8], say: &Say) -> Result<Read, Failure> {
    let mut table = Table::open(bytes).or_refuse()?;
    let mut out = Read { rows: 0, good: Vec::new(), bad: Vec::new() };
    while let Some((line, record)) = table.next_line().or_refuse()? {
        out.rows = out.rows.saturating_add(1);
        match table.columns().read(&record, line, house.config.cell_resolution, say.lang) {
            Ok(good) => out.good.push(good),
            Err(bad) => out.bad.push(bad),
        }
    }
    Ok(out)
}

/// Lines that are written in one change. A list of 8 MB is a hundred thousand of them: as one change it would hold the only writer for many
/// seconds, and everybody's answers would wait behind it.
const AT_ONCE: usize = 500;

/// Reads a list of members. Without `commit` nothing is written and the report says what would be; with it every line is written, but only
/// when all are good, or when `good_only` says that the good ones are enough: all are looked at before the first is written. They are
/// written some at a time. When the server dies in the middle, those before are members, and the same list sent again takes in the others.
///
/// # Errors
/// When it is no CSV, or (with `commit`) a line is bad: each is named, and nothing was written.
pub async fn import_roster(
    house: &House,
    staff: &Staff,
    roster: RosterId,
    bytes: &[u8],
    commit: bool,
    good_only: bool,
    say: &Say,
) -> Result<RosterReport, Failure> {
    my_roster(house, staff, roster).await?;
    let Read { rows, good, bad } = read(house, bytes, say)?;
    let bad_count = u64::try_from(bad.len()).unwrap_or(u64::MAX);
    if commit && bad_count > 0 && !good_only {
        let errors = bad.iter().take(BAD_SHOWN).map(|b| {
            let field = format!("lines/{}{}", b.line, b.column.map(|c| format!("/{c}")).unwrap_or_default());
            let mut error = FieldError::new(field, format!("refusal-{}", b.refusal.code));
            error.args.clone_from(&b.refusal.args);
            error
        });
        return Err(Failure::Bad(errors.collect()));
    }
    let r = &house.register;
    let ever: HashMap<PersonId, bool> = rosters::ever_members(r, roster).await?.into_iter().collect();
    let (mut new, mut known, mut left) = (0_u64, 0_u64, 0_u64);
    let now = house.clock.now();
    let mut seen = HashSet::new();
    let good_count = u64::try_from(good.len()).unwrap_or(u64::MAX);
    if commit {
        // Before the first member: nobody is taken in of whom the audit does not know by whom.
        let details = json!({ "roster": roster, "rows": rows, "good": good_count });
        let line = AuditLine::new(now, Actor::from(staff), "roster.import").with(details);
        house.store.apply(r.audit(Change::new(), &line)).await?;
    }
    for some in good.chunks(AT_ONCE) {
        let mut change = Change::new();
        for line in some {
            // Looked up just before it is written: who has proven a contact meanwhile is not made anew.
            let person = owner_of(house, line).await?;
            let who = match person {
                Some(known) => known,
                None => {
                    let (id, with) = r.import(change, &line.who, now);
                    change = with;
                    let Some(id) = id else { continue };
                    id
                }
            };
            let count = match (seen.insert(who), ever.get(&who)) {
                (false, _) | (true, Some(true)) => &mut known,
                (true, Some(false)) => &mut left,
                (true, None) => &mut new,
            };
            *count = count.saturating_add(1);
            change = rosters::take_in(change, r, roster, who, &as_line(line), now)?;
        }
        if commit && !change.is_empty() {
            house.store.apply(change).await?;
        }
    }
    let bad = bad.iter().take(BAD_SHOWN).map(|b| b.shown(say)).collect();
    Ok(RosterReport { rows, good: good_count, new, known, left, bad, bad_count, committed: commit })
}

/// Who has proven a contact of this line.
async fn owner_of(house: &House, line: &Good) -> Result<Option<PersonId>, Failure> {
    for contact in &line.who.contacts {
        if let Some(owner) = house.register.owner_of_contact(house.register.blind(contact)).await? {
            return Ok(Some(owner));
        }
    }
    Ok(None)
}

fn as_line(good: &Good) -> Line {
    let of = |kind| good.who.contacts.iter().find(|c| c.kind() == kind).map(|c| c.normalized().to_owned());
    Line {
        name: good.who.name.as_str().to_owned(),
        email: of(register::ContactKind::Email),
        phone: of(register::ContactKind::Phone),
        group: good.group.clone(),
    }
}

fn incident(house: &House, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    house.incidents.get(id).filter(|i| i.is_public()).ok_or_else(|| no(No::NoIncident))
}

/// The members of a list and their own answers; nobody's while the roll is not being called.
async fn answers(
    house: &House,
    members: &[(PersonId, Line)],
    incident: &Incident,
    roll: &Roll,
) -> Result<Vec<(PersonId, State)>, Failure> {
    let ids: Vec<PersonId> = members.iter().map(|(p, _)| *p).collect();
    let mut by: HashMap<PersonId, Vec<Fact>> = HashMap::new();
    for fact in house.register.facts_of_many(&ids).await? {
        if fact.incident == incident.id && fact.drill == incident.drill {
            by.entry(fact.person).or_default().push(fact);
        }
    }
    let now = house.clock.now();
    let aging = incident.aging(Span::hours(i64::from(house.config.safe_ages_hours)));
    let at = [(incident.id, incident.drill)];
    let look = Look::by(Audience::Roster).at(&at).during_roll_call(roll.open());
    let mut out = Vec::with_capacity(members.len());
    for (person, line) in members {
        let facts = by.get(person).map_or(&[][..], Vec::as_slice);
        let status = resolve(facts, now, &aging);
        let told = [Told { incident: incident.id, drill: incident.drill, status, facts, texts: &[], help: None }];
        let card = Card { id: *person, name: &line.name, contact_proven: false };
        let seen = view(&card, &told, &look);
        if let Some(state) = seen.and_then(|v| v.statuses.first().map(|s| s.state)) {
            out.push((*person, state));
        }
    }
    Ok(out)
}

/// A roll, with answers while it is on.
///
/// # Errors
/// [`No::NoRoster`], [`No::NoIncident`], [`No::RollCallOver`] when none was ever called.
pub async fn roll_call(
    house: &House,
    staff: &Staff,
    roster: RosterId,
    incident_id: IncidentId,
) -> Result<RollCallShown, Failure> {
    my_roster(house, staff, roster).await?;
    let incident = incident(house, incident_id)?;
    let roll = rosters::roll(&house.register, roster, incident_id).await?.ok_or_else(|| no(No::RollCallOver))?;
    let members = rosters::members(&house.register, roster).await?;
    let answers = answers(house, &members, &incident, &roll).await?;
    let lines: HashMap<PersonId, &Line> = members.iter().map(|(p, l)| (*p, l)).collect();
    let answered = answers.iter().filter(|(_, s)| *s != State::None).count();
    let mut shown: Vec<Answered> = answers
        .iter()
        .filter_map(|(person, state)| {
            let line = lines.get(person)?;
            let (name, group) = (line.name.clone(), line.group.clone());
            Some(Answered { person: *person, name, group, state: state.word() })
        })
        .collect();
    shown.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
    Ok(RollCallShown {
        roster,
        incident: incident_id,
        drill: roll.drill,
        open: roll.open(),
        began: roll.began,
        ended: roll.ended,
        reminded: roll.reminded,
        asked: members.len(),
        answered: roll.open().then_some(answered),
        members: shown,
    })
}

/// Begins a roll: its members are asked, wherever they are.
///
/// # Errors
/// [`No::NoIncident`] when the incident takes no answers, [`No::RollCallOpen`].
pub async fn begin_roll_call(
    house: &House,
    staff: &Staff,
    roster: RosterId,
    id: IncidentId,
) -> Result<RollCallShown, Failure> {
    my_roster(house, staff, roster).await?;
    incident(house, id)?;
    // As it stands now: a roll that began after the end of its incident would never end by itself.
    let incident = house.incidents.fresh(id).await?.ok_or_else(|| no(No::NoIncident))?;
    if !incident.state.takes_answers() {
        return Err(no(No::NoIncident));
    }
    let now = house.clock.now();
    let members: Vec<PersonId> = rosters::members(&house.register, roster).await?.into_iter().map(|(p, _)| p).collect();
    let change = rosters::begin_roll(Change::new(), roster, id, incident.drill, &members, now);
    let line = AuditLine::new(now, Actor::from(staff), "roll_call.begin").of(id).with(json!({ "roster": roster }));
    match house.store.apply(house.register.audit(change, &line)).await {
        Err(e) if e.missed() => {
            // It is on already, or its incident has ended since it was read.
            let open = house.incidents.fresh(id).await?.is_some_and(|i| i.state.takes_answers());
            return Err(no(if open { No::RollCallOpen } else { No::NoIncident }));
        }
        done => done?,
    };
    roll_call(house, staff, roster, id).await
}

/// Ends a roll: answers are no longer shown.
///
/// # Errors
/// [`No::RollCallOver`] when it is not on.
pub async fn end_roll_call(
    house: &House,
    staff: &Staff,
    roster: RosterId,
    id: IncidentId,
) -> Result<RollCallShown, Failure> {
    my_roster(house, staff, roster).await?;
    let incident = incident(house, id)?;
    let now = house.clock.now();
    let change = rosters::end_roll(Change::new(), roster, id, incident.drill, now);
    let line = AuditLine::new(now, Actor::from(staff), "roll_call.end").of(id).with(json!({ "roster": roster }));
    let done = house.store.apply(house.register.audit(change, &line)).await;
    done.map_err(|e| missed_as(e, No::RollCallOver))?;
    roll_call(house, staff, roster, id).await
}

/// Reminds those who have not answered, at most every half hour.
///
/// # Errors
/// [`No::RollCallOver`], [`No::RemindedLately`].
pub async fn remind(house: &House, staff: &Staff, roster: RosterId, id: IncidentId) -> Result<usize, Failure> {
    my_roster(house, staff, roster).await?;
    let incident = incident(house, id)?;
    let roll = rosters::roll(&house.register, roster, id).await?.ok_or_else(|| no(No::RollCallOver))?;
    let now = house.clock.now();
    let pause = Span::minutes(i64::from(house.config.reminder_minutes));
    // Nobody is asked about what is over, whether or not the roll was ended with it.
    let open = roll.open() && incident.state.takes_answers();
    rules::remind(now, open, roll.reminded, pause).or_refuse()?;
    let members = rosters::members(&house.register, roster).await?;
    let silent: Vec<PersonId> = answers(house, &members, &incident, &roll)
        .await?
        .into_iter()
        .filter(|(_, state)| *state == State::None)
        .map(|(person, _)| person)
        .collect();
    let count = silent.len();
    let change = rosters::remind(Change::new(), roster, id, &roll, silent, now, now.minus(pause));
    let details = json!({ "roster": roster, "people": count });
    let line = AuditLine::new(now, Actor::from(staff), "roll_call.remind").of(id).with(details);
    let done = house.store.apply(house.register.audit(change, &line)).await;
    done.map_err(|e| missed_as(e, No::RemindedLately { minutes: pause.whole_minutes() }))?;
    Ok(count)
}

/// The list as CSV for a spreadsheet, with answers while the roll of `incident` is being called.
///
/// # Errors
/// [`No::NoRoster`], or when it cannot be written.
pub async fn export_roster(
    house: &House,
    staff: &Staff,
    roster: RosterId,
    incident_id: Option<IncidentId>,
) -> Result<web::Table, Failure> {
    my_roster(house, staff, roster).await?;
    let members = rosters::members(&house.register, roster).await?;
    let mut states: HashMap<PersonId, State> = HashMap::new();
    if let Some(id) = incident_id {
        let incident = incident(house, id)?;
        let roll = rosters::roll(&house.register, roster, id).await?.ok_or_else(|| no(No::RollCallOver))?;
        states = answers(house, &members, &incident, &roll).await?.into_iter().collect();
    }
    let now = house.clock.now();
    let details = json!({ "roster": roster, "members": members.len() });
    let line = AuditLine::new(now, Actor::from(staff), "roster.export").with(details);
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    let mut table = web::Table::new(&["name", "email", "phone", "group", "state"]);
    let mut rows: Vec<_> = members.iter().collect();
    rows.sort_by(|a, b| a.1.name.cmp(&b.1.name).then(a.0.cmp(&b.0)));
    for (person, line) in rows {
        let state = states.get(person).map(|s| s.word()).unwrap_or_default();
        let or_nothing = |t: &Option<String>| t.clone().unwrap_or_default();
        table.row(&[&line.name, &or_nothing(&line.email), &or_nothing(&line.phone), &or_nothing(&line.group), state]);
    }
    Ok(table)
}
