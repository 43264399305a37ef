//! What is done later: places go back, doors end, what was sealed is erased.

pub mod need;
pub mod perimeters;

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{DoorId, Event, IncidentId, Span, StayId, Time};
use serde::{Deserialize, Serialize};
use web::{Failure, House};

use crate::{
    acts,
    model::{Door, DoorState, Side, Stay, Step},
    rules,
    store::{self as kept, stays},
};

/// The kind of the job that closes the doors of an incident that is over.
pub const OVER_JOB: &str = "doors.over";
/// Whether somebody who stays put may go is asked again after so long.
const LOOK_AGAIN: Span = Span::minutes(5);
/// Doors that are closed in one step.
const STEP: usize = 25;

/// The jobs of this room.
pub fn all(house: &House) -> Vec<std::sync::Arc<dyn Work>> {
    vec![
        std::sync::Arc::new(Stays(house.clone())),
        std::sync::Arc::new(Doors(house.clone())),
        std::sync::Arc::new(Erasing(house.clone())),
        std::sync::Arc::new(Over(house.clone())),
        std::sync::Arc::new(perimeters::Looks(house.clone())),
        std::sync::Arc::new(need::Asks(house.clone())),
    ]
}

fn fault(failure: Failure) -> StoreError {
    match failure {
        Failure::Changed => StoreError::Missed { step: 0 },
        other => StoreError::Fault(format!("{other:?}")),
    }
}

/// Gives held places back when their time is over.
struct Stays(House);

#[async_trait]
impl Work for Stays {
    fn kind(&self) -> &'static str {
        stays::STAY_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let stay = match job.key.parse::<StayId>() {
            Ok(id) => stays::one_stay(store, id).await?,
            Err(_) => None,
        };
        let change = match stay {
            Some(stay) => match rules::step(now, &stay, Side::House, Step::RunOut) {
                Ok(next) => job.finish(stays::moved(Change::new(), &stay, next, now)),
                // It was accepted meanwhile: there is more time now.
                // … or a perimeter is in the way: their time does not run until it is free.
                Err(_) if waits(&stay) => {
                    let next = if stay.stay_put { stay.until.max(now.plus(LOOK_AGAIN)) } else { stay.until };
                    job.go_on(Change::new(), String::new(), next)
                }
                Err(_) => job.finish(Change::new()),
            },
            None => job.finish(Change::new()),
        };
        store.apply(change).await.map(drop)
    }
}

fn waits(stay: &Stay) -> bool {
    stay.state.lives() && stay.state != crate::model::StayState::Arrived
}

/// Tells hosts that their door ends, ends it, and forgets drafts.
struct Doors(House);

#[async_trait]
impl Work for Doors {
    fn kind(&self) -> &'static str {
        kept::DOOR_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let door = match job.key.parse::<DoorId>() {
            Ok(id) => kept::one_door(store, id).await?,
            Err(_) => None,
        };
        let change = match door {
            None => job.finish(Change::new()),
            Some(door) => self.next(&door, job, now).await?,
        };
        store.apply(change).await.map(drop)
    }
}

impl Doors {
    async fn next(&self, door: &Door, job: &Job, now: Time) -> Result<Change, StoreError> {
        let change = Change::new();
        let warn_at = door.until.minus(rules::WARN_BEFORE);
        Ok(match door.state {
            DoorState::Closed => job.finish(change),
            DoorState::Draft if door.opened.plus(rules::DRAFT_LASTS) <= now => {
                job.finish(change.run(kept::DROP_DRAFT, params![door.id]))
            }
            DoorState::Draft => job.go_on(change, String::new(), door.opened.plus(rules::DRAFT_LASTS)),
            // It was kept open longer since.
            _ if warn_at > now => job.go_on(change, String::new(), warn_at),
            _ if door.until > now => {
                let change = match door.host {
                    Some(host) if door.state == DoorState::Open => change
                        .run(kept::WARNED, params![door.id, now])
                        .event(Event::DoorEnds { door: door.id, host, incident: door.incident, drill: door.drill }),
                    _ => change,
                };
                job.go_on(change, "warned".to_owned(), door.until)
            }
            // Its time is over: nobody new comes. A host may open it again within a day; then it is closed and erased.
            _ if door.until.plus(rules::WORD_LASTS) > now => {
                let change = change.event(kept::changed(door.id, door.incident, door.drill));
                job.go_on(change, "ended".to_owned(), door.until.plus(rules::WORD_LASTS))
            }
            _ => {
                let change = change
                    .must(kept::DRIVE, params![door.id, door.version, DoorState::Closed.number(), door.until, now]);
                let change = acts::closing(&self.0, change, door).await.map_err(fault)?;
                job.finish(change.event(kept::changed(door.id, door.incident, door.drill)))
            }
        })
    }
}

/// Erases what doors and stays that are over kept sealed.
struct Erasing(House);

#[async_trait]
impl Work for Erasing {
    fn kind(&self) -> &'static str {
        kept::ERASE_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let change = match job.key.strip_prefix("stay ") {
            Some(stay) => match stay.parse::<StayId>() {
                Ok(id) => Change::new().run(stays::FORGET_WORDS, params![id]).run(stays::FORGET_STAY, params![id]),
                Err(_) => Change::new(),
            },
            None => match job.key.parse::<DoorId>() {
                Ok(id) => Change::new().run(kept::ERASE_INSIDE, params![id]),
                Err(_) => Change::new(),
            },
        };
        let _ = &self.0;
        store.apply(job.finish(change)).await.map(drop)
    }
}

/// How far the closing of an incident's doors has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct OverJob {
    /// Which incident.
    pub incident: IncidentId,
    /// The last door that was closed.
    pub after: Option<DoorId>,
}

/// Closes the doors of an incident that is over.
struct Over(House);

#[async_trait]
impl Work for Over {
    fn kind(&self) -> &'static str {
        OVER_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let Ok(at) = serde_json::from_str::<OverJob>(&job.body) else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let mut after = at.after.unwrap_or(kernel::Id::from_bytes([0; 16]));
        let mut job = job.clone();
        loop {
            let now = self.0.clock.now();
            let rows = store.read(kept::DOORS_OF_INCIDENT, params![after, at.incident, STEP]).await?;
            let page: Vec<Door> = rows.iter().map(kept::door).collect::<Result<_, _>>()?;
            let Some(last) = page.last().map(|d| d.id) else {
                return store.apply(job.finish(Change::new())).await.map(drop);
            };
            let mut change = Change::new();
            for door in &page {
                change = change.run(kept::CLOSE, params![door.id, now]);
                change = acts::closing(&self.0, change, door).await.map_err(fault)?;
                change = change.event(kept::changed(door.id, door.incident, door.drill));
            }
            let body = serde_json::to_string(&OverJob { incident: at.incident, after: Some(last) })
                .map_err(|e| StoreError::Fault(e.to_string()))?;
            store.apply(job.progress(change, body, now)).await?;
            after = last;
        }
    }
}

/// One job for each incident.
#[must_use]
pub fn over(incident: IncidentId, now: Time) -> ::store::NewJob {
    let body = serde_json::to_string(&OverJob { incident, after: None }).unwrap_or_default();
    ::store::NewJob { kind: OVER_JOB, key: incident.to_string(), body, run_at: now }
}
