//! Asking people, and telling those who need not answer: in steps, each of which happens once whatever crashes.

use std::collections::HashSet;

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{IncidentId, PersonId};
use register::{Incident, IncidentState};
use serde::{Deserialize, Serialize};
use web::House;

use crate::store;

/// The kind of the job.
pub const ASK_JOB: &str = "safety.ask";
/// People asked in one change.
const STEP: usize = 500;

/// How far asking has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskJob {
    incident: IncidentId,
    round: i64,
    /// First those in the zone are asked, then those outside are told.
    ask: bool,
    after: Option<PersonId>,
}

impl AskJob {
    /// Asks everyone in the zone, then tells whom the zone has left.
    #[must_use]
    pub const fn ask(incident: IncidentId, round: i64) -> Self {
        Self { incident, round, ask: true, after: None }
    }
    /// Tells everyone who was asked.
    #[must_use]
    pub const fn unask(incident: IncidentId, round: i64) -> Self {
        Self { incident, round, ask: false, after: None }
    }
}

/// Does these jobs.
pub struct Asking(pub House);

#[async_trait]
impl Work for Asking {
    fn kind(&self) -> &'static str {
        ASK_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let mut job = job.clone();
        let Ok(mut at) = serde_json::from_str::<AskJob>(&job.body) else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        // Who has moved into the zone before it was drawn is in it, also when another process wrote that a moment ago.
        self.0.live.caught_up().await?;
        loop {
            let incident = self.0.incidents.fresh(at.incident).await?;
            // A newer zone has its own job; what is over is not asked about.
            let Some(incident) = incident.filter(|i| at.fits(i)) else {
                return store.apply(job.finish(Change::new())).await.map(drop);
            };
            let (change, next) =
                if at.ask { self.ask(&incident, &at).await? } else { self.unask(&incident, &at).await? };
            let Some(next) = next else {
                return store.apply(job.finish(change)).await.map(drop);
            };
            let body = serde_json::to_string(&next).map_err(|e| StoreError::Fault(e.to_string()))?;
            let now = self.0.clock.now();
            store.apply(job.progress(change, body, now)).await?;
            at = next;
        }
    }
}

impl AskJob {
    fn fits(&self, incident: &Incident) -> bool {
        let on = incident.state == IncidentState::Active && incident.round == self.round;
        on || (!self.ask && incident.state.is_over())
    }
    fn then(&self, after: Option<PersonId>) -> Self {
        Self { after, ..self.clone() }
    }
}

impl Asking {
    async fn ask(&self, incident: &Incident, at: &AskJob) -> Result<(Change, Option<AskJob>), StoreError> {
        let now = self.0.clock.now();
        let all = cells(&self.0).in_zone(&incident.zone, now);
        let start = at.after.map_or(0, |a| all.partition_point(|p| *p <= a));
        let step: Vec<PersonId> = all.into_iter().skip(start).take(STEP).collect();
        let (Some(first), Some(last)) = (step.first(), step.last()) else {
            return Ok((Change::new(), Some(AskJob { ask: false, after: None, ..at.clone() })));
        };
        let rows = self.0.store.read(store::ASKED_BETWEEN, params![*first, *last, incident.id]).await?;
        let asked: HashSet<PersonId> = rows.iter().map(|r| r.id(0)).collect::<Result<_, _>>()?;
        let next = at.then(Some(*last));
        let new: Vec<PersonId> = step.into_iter().filter(|p| !asked.contains(p)).collect();
        let change = if new.is_empty() { Change::new() } else { store::ask(Change::new(), incident, new, now) };
        Ok((change, Some(next)))
    }
    async fn unask(&self, incident: &Incident, at: &AskJob) -> Result<(Change, Option<AskJob>), StoreError> {
        let now = self.0.clock.now();
        let after = at.after.unwrap_or(kernel::Id::from_bytes([0; 16]));
        let over = incident.state.is_over();
        // Whose roll is called answers wherever they are: only the end ends that.
        let rows = self.0.store.read(store::ASKED_AFTER, params![after, incident.id, STEP, over]).await?;
        let page: Vec<PersonId> = rows.iter().map(|r| r.id(0)).collect::<Result<_, _>>()?;
        let Some(last) = page.last().copied() else { return Ok((Change::new(), None)) };
        let leaves = |p: &PersonId| over || !cells(&self.0).is_in_zone(*p, &incident.zone, now);
        let gone: Vec<PersonId> = page.into_iter().filter(leaves).collect();
        let change = if gone.is_empty() { Change::new() } else { store::unask(Change::new(), incident, gone) };
        Ok((change, Some(at.then(Some(last)))))
    }
}

fn cells(house: &House) -> std::sync::RwLockReadGuard<'_, register::PeopleByCell> {
    house.register.cells().read().unwrap_or_else(std::sync::PoisonError::into_inner)
}
