//! Operators open incidents and move them on.

use std::sync::Arc;

use ::store::{Change, NewJob};
use kernel::{
    IncidentId, Staff, Time, Visitor,
    zone::{Zone, ZoneLimits},
};
use register::{AuditLine, Incident, IncidentState};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use crate::{
    jobs::{ASK_JOB, AskJob},
    model::{Move, NewIncident},
    rules::{self, Refusal},
    store,
};

/// The largest body with a zone in it, in bytes: as many points as a zone may have, each with all the decimals of a number and a line of its
/// own.
pub const ZONE_BODY: usize = Zone::MAX_POINTS * 80;

/// The limits of zones on this server.
#[must_use]
pub fn limits(house: &House) -> ZoneLimits {
    ZoneLimits { min_km2: house.config.zone_min_km2, max_km2: house.config.zone_max_km2 }
}

/// Drafts an incident.
///
/// # Errors
/// The rules' refusals.
pub async fn new_incident(house: &House, staff: &Staff, new: NewIncident) -> Result<Arc<Incident>, Failure> {
    let now = house.clock.now();
    let incident = rules::draft(now, house.dice.id(now), staff, new).or_refuse()?;
    let details = json!({ "drill": incident.drill, "kind": incident.kind, "km2": rounded(incident.zone.area_km2()) });
    let line = AuditLine::new(now, staff, "incident.draft").of(incident.id).with(details);
    let change = house.register.audit(store::write_incident(Change::new(), &incident, true), &line);
    house.store.apply(change).await?;
    fresh(house, incident.id).await
}

async fn fresh(house: &House, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    house.incidents.fresh(id).await?.ok_or(Refusal::NoIncident).or_refuse()
}

/// Moves an incident on. Asking and telling people follows as a job that survives a crash.
///
/// # Errors
/// The rules' refusals.
pub async fn move_incident(house: &House, staff: &Staff, id: IncidentId, act: &Move) -> Result<Arc<Incident>, Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let was = fresh(house, id).await?;
        let next = rules::moved(now, &was, staff.id, act).or_refuse()?;
        let reason = match act {
            Move::Activate { alone: Some(r) } | Move::Cancel { reason: Some(r) } => Some(journal_line(r)),
            _ => None,
        };
        let details =
            json!({ "from": was.state.word(), "to": next.state.word(), "round": next.round, "reason": reason });
        let line = AuditLine::new(now, staff, act.act()).of(id).with(details);
        let mut change = house.register.audit(store::write_incident(Change::new(), &next, false), &line);
        if let Some(job) = follow_up(&was, &next) {
            change = change.job(NewJob {
                kind: ASK_JOB,
                key: format!("{id}/{}/{}", next.round, next.state.word()),
                body: serde_json::to_string(&job)?,
                // At once, also when the clock is set back before it runs.
                run_at: Time(0),
            });
        }
        house.store.apply(change).await?;
        fresh(house, id).await
    })
    .await
}

/// What the move means for people: asking those in the zone, telling those who need not answer.
fn follow_up(was: &Incident, next: &Incident) -> Option<AskJob> {
    let begins = next.state == IncidentState::Active && was.state != IncidentState::Active;
    let redrawn = next.state == IncidentState::Active && next.round != was.round;
    if begins || redrawn {
        return Some(AskJob::ask(next.id, next.round));
    }
    let asked_some = matches!(was.state, IncidentState::Active | IncidentState::StandingDown);
    (next.state.is_over() && asked_some).then(|| AskJob::unask(next.id, next.round))
}

/// How many people would be asked. Each time is written in the audit: many small zones would locate people.
///
/// # Errors
/// [`Refusal::NoIncident`].
pub async fn dry_run(house: &House, staff: &Staff, id: IncidentId) -> Result<(usize, f64), Failure> {
    let incident = fresh(house, id).await?;
    dry_run_zone(house, staff, id, &incident.zone).await
}

/// How many people would be asked in another zone of this incident. It is written in the audit as well.
///
/// # Errors
/// When the store fails.
pub async fn dry_run_zone(house: &House, staff: &Staff, id: IncidentId, zone: &Zone) -> Result<(usize, f64), Failure> {
    let now = house.clock.now();
    let people = count(house, zone, now);
    let km2 = rounded(zone.area_km2());
    let line = AuditLine::new(now, staff, "incident.dry_run").of(id).with(json!({ "people": people, "km2": km2 }));
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    Ok((people, km2))
}

fn count(house: &House, zone: &Zone, now: kernel::Time) -> usize {
    let cells = house.register.cells().read().unwrap_or_else(std::sync::PoisonError::into_inner);
    cells.count_in_zone(zone, now)
}

/// A reason as it stands in the journal: one harmless line, not longer than anybody reads.
fn journal_line(reason: &str) -> String {
    register::names::line(reason).chars().take(LONGEST_REASON).collect()
}

/// In characters.
const LONGEST_REASON: usize = 300;

fn rounded(km2: f64) -> f64 {
    (km2 * 100.0).round() / 100.0
}

/// An incident that this visitor may see.
///
/// # Errors
/// [`Refusal::NoIncident`]: the same for none and for a draft.
pub fn find(house: &House, visitor: &Visitor, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    let incident = house.incidents.get(id).filter(|i| i.is_public() || visitor.operator().is_some());
    incident.ok_or(Refusal::NoIncident).or_refuse()
}

/// The incidents that this visitor may see, the newest first; drills only when asked for.
#[must_use]
pub fn visible(house: &House, visitor: &Visitor, drills: bool) -> Vec<Arc<Incident>> {
    let operator = visitor.operator().is_some();
    let may = |i: &Arc<Incident>| (operator || i.is_public()) && (drills || !i.drill);
    house.incidents.all().into_iter().filter(may).collect()
}
