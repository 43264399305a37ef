//! As long as an incident is on: hosts whose doors have closed are asked where room lacks, once each.

use ::store::{Change, Job, NewJob, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{IncidentId, PersonId, Span, Time};
use web::House;

use super::fault;
use crate::{
    acts,
    rules::need::{self, Perhaps},
    store::need as kept,
};

/// The kind of these jobs: one for each incident.
pub const NEED_JOB: &str = "doors.need";
/// How often it is looked where room lacks.
const EVERY: Span = Span::minutes(5);
/// Doors that closed longer ago are those of people who sleep.
const LATELY: Span = Span::hours(4);
/// Hosts among whom those are chosen who are asked.
const AMONG: i64 = 500;
/// Hosts of one event.
const AT_ONCE: usize = 100;

/// The job of an incident that is on.
#[must_use]
pub fn watch(incident: IncidentId, now: Time) -> NewJob {
    NewJob { kind: NEED_JOB, key: incident.to_string(), body: String::new(), run_at: now.plus(EVERY) }
}

/// Asks for room.
pub(super) struct Asks(pub House);

#[async_trait]
impl Work for Asks {
    fn kind(&self) -> &'static str {
        NEED_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let house = &self.0;
        let incident = match job.key.parse::<IncidentId>() {
            Ok(id) => house.incidents.fresh(id).await?.filter(|i| acts::doors_open(i)),
            Err(_) => None,
        };
        let Some(incident) = incident else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let now = house.clock.now();
        let areas = acts::need::areas(house, incident.id, now).await.map_err(fault)?;
        let mut change = Change::new();
        if areas.iter().any(need::Area::wants) {
            let rows = store.read(kept::PERHAPS, params![incident.id, now.minus(LATELY), now, AMONG]).await?;
            let perhaps: Vec<Option<Perhaps<PersonId>>> = rows.iter().map(kept::perhaps).collect::<Result<_, _>>()?;
            let perhaps: Vec<Perhaps<PersonId>> = perhaps.into_iter().flatten().collect();
            for some in need::asked(&areas, &perhaps).chunks(AT_ONCE) {
                change = kept::ask(change, some, incident.id, incident.drill, now);
            }
        }
        store.apply(job.go_on(change, String::new(), now.plus(EVERY))).await.map(drop)
    }
}
