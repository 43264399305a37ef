//! What one does here: read, let the rules decide, write.

pub mod decisions;
pub mod reports;
pub mod waiting;

use std::{collections::HashMap, sync::Arc};

use ::store::Change;
use kernel::{Audience, AuditId, CaseId, IncidentId, PersonId, Span, Staff, Time};
use register::{AuditLine, Case, CaseState, Fact, Help, Incident, Look, OpenProof, State, Told, View, resolve, view};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use crate::{
    model::{Handling, HelpCase, Standing},
    rules::{self, Handled},
};

/// The most lines of a timeline.
pub const MOST_LINES: i64 = 5000;
/// The most codes that are shown at once.
const MOST_PROOFS: i64 = 200;

/// An incident; operators see drafts as well.
///
/// # Errors
/// 404.
pub fn find(house: &House, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    house.incidents.get(id).ok_or_else(Failure::not_found)
}

/// These requests as operators may see them. Names and places come from the one projection.
///
/// # Errors
/// When the store fails.
pub async fn seen(house: &House, incident: &Incident, cases: &[Case]) -> Result<Vec<HelpCase>, Failure> {
    let people: Vec<PersonId> = cases.iter().filter_map(|c| c.person).collect();
    let cards = house.register.cards(&people).await?;
    let mut facts: HashMap<PersonId, Vec<Fact>> = HashMap::new();
    for fact in house.register.facts_of_many(&people).await? {
        if fact.incident == incident.id && fact.drill == incident.drill {
            facts.entry(fact.person).or_default().push(fact);
        }
    }
    let aging = incident.aging(Span::hours(i64::from(house.config.safe_ages_hours)));
    let now = house.clock.now();
    let show = |case: &Case| {
        let card = case.person.and_then(|p| cards.get(&p));
        let facts = case.person.and_then(|p| facts.get(&p)).map_or(&[][..], Vec::as_slice);
        let told = [Told {
            incident: incident.id,
            drill: incident.drill,
            status: resolve(facts, now, &aging),
            facts,
            texts: &[],
            help: Some(Help {
                case: case.id,
                need: case.need.as_deref(),
                people: case.people,
                place: case.place.as_deref(),
                cell: case.cell,
            }),
        }];
        let view = card.and_then(|c| view(&c.card(), &told, &Look::by(Audience::Operator)));
        of_case(case, view)
    };
    Ok(cases.iter().map(show).collect())
}

fn of_case(case: &Case, view: Option<View>) -> HelpCase {
    let taken = case.taken.as_ref().filter(|_| case.state != CaseState::Open);
    let safe_at = |v: &View| v.statuses.first().filter(|s| s.state == State::Safe).and_then(|s| s.at);
    HelpCase {
        id: case.id,
        version: case.version,
        state: case.state.word(),
        need: case.need.clone(),
        people: case.people,
        place: case.place.clone(),
        cell: case.cell,
        message: case.words.clone(),
        contact_proven: view.as_ref().and_then(|v| v.contact_proven).unwrap_or(false),
        better_at: if case.better { view.as_ref().and_then(safe_at) } else { None },
        unproven: case.person.is_none(),
        name: view.and_then(|v| v.name),
        drill: case.drill,
        opened_at: case.opened,
        changed_at: case.changed,
        channel: case.channel,
        taken_by: taken.map(|(name, _)| name.clone()),
        taken_at: taken.map(|(_, at)| *at),
        better: case.better,
    }
}

/// Takes, gives back or closes a request. With `version`, only what was seen: refused when the request has changed since.
///
/// # Errors
/// 404, [`Failure::Changed`], and the rules' refusals.
pub async fn handle(
    house: &House,
    staff: &Staff,
    id: CaseId,
    what: Handling,
    version: Option<i64>,
) -> Result<(Arc<Incident>, HelpCase), Failure> {
    let incident = thrice(|| async move {
        let now = house.clock.now();
        let case = house.register.case(id).await?.ok_or_else(Failure::not_found)?;
        let incident = find(house, case.incident)?;
        let taken_by = case.taken.as_ref().map(|(name, _)| name.as_str());
        let handled = rules::handle(Standing { state: case.state, taken_by }, staff, what).or_refuse()?;
        let Handled::Becomes { state, by_me } = handled else { return Ok(incident) };
        if version.is_some_and(|v| v != case.version) {
            return Err(Failure::Changed);
        }
        let change = house.register.handle_case(Change::new(), &case, state, by_me.then_some(staff), now);
        house.store.apply(house.register.audit(change, &line(now, staff, &case, what))).await?;
        Ok(incident)
    })
    .await?;
    let case = house.register.case(id).await?.ok_or_else(Failure::not_found)?;
    let seen = seen(house, &incident, std::slice::from_ref(&case)).await?.pop().ok_or_else(Failure::not_found)?;
    Ok((incident, seen))
}

fn line(now: Time, staff: &Staff, case: &Case, what: Handling) -> AuditLine {
    let mut details = json!({ "case": case.id, "drill": case.drill });
    if let (Handling::Close(reason), Some(map)) = (what, details.as_object_mut()) {
        map.insert("reason".to_owned(), json!(reason.word()));
    }
    let line = AuditLine::new(now, staff, what.act()).of(case.incident).with(details);
    match case.person {
        Some(person) => line.about(person),
        None => line,
    }
}

/// Who did what in an incident, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn timeline(house: &House, incident: IncidentId) -> Result<Vec<AuditLine>, Failure> {
    let mut lines = house.register.audit_of(incident, MOST_LINES).await?;
    lines.reverse();
    Ok(lines)
}

/// Who did what on this server before a line, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn journal(house: &House, before: Option<AuditId>, limit: i64) -> Result<Vec<AuditLine>, Failure> {
    Ok(house.register.audit_before(before, limit).await?)
}

/// The codes that wait, for an operator to tell where no channel does. That they were read is written in the audit.
///
/// # Errors
/// When the store fails.
pub async fn proofs(house: &House, staff: &Staff) -> Result<Vec<OpenProof>, Failure> {
    let now = house.clock.now();
    let proofs = house.register.proofs_waiting(now, &house.config.told_by_hand(), MOST_PROOFS).await?;
    if !proofs.is_empty() {
        let line = AuditLine::new(now, staff, "proofs.read").with(json!({ "count": proofs.len() }));
        house.store.apply(house.register.audit(Change::new(), &line)).await?;
    }
    Ok(proofs)
}
