//! What is done later: places go back, doors end, what was sealed is erased.

pub mod need;
pub mod perimeters;
mod reports;

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
/// Whether a door that ended was opened again is asked after so long: less than one tap keeps it open.
const LOOK_AT_ENDED: Span = Span::hours(1);
/// What the job of a door says once it has told everybody that it ended.
const ENDED: &str = "ended";
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
        std::sync::Arc::new(reports::Settles(house.clone())),
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
            // Until when it is open is known once it is.
            DoorState::Draft => {
                let next = door.opened.plus(rules::DRAFT_LASTS).min(now.plus(kept::LOOK_AT_DRAFTS));
                job.go_on(change, String::new(), next)
            }
            // It was kept open longer since.
            _ if warn_at > now => job.go_on(change, String::new(), warn_at),
            _ if door.until > now => {
                let change = match door.host {
                    Some(host) if door.state == DoorState::Open => change.event(Event::DoorEnds {
                        door: door.id,
                        host,
                        incident: door.incident,
                        drill: door.drill,
                    }),
                    _ => change,
                };
                job.go_on(change, "warned".to_owned(), door.until)
            }
            // Its time is over: nobody new comes. A host may open it again within a day; then it is closed and erased.
            _ if door.until.plus(rules::WORD_LASTS) > now => {
                let change = match job.body.as_str() {
                    ENDED => change,
                    _ => change.event(kept::changed(door.id, door.incident, door.drill)),
                };
                // Whoever opens it again is told in time that it ends again.
                let next = door.until.plus(rules::WORD_LASTS).min(now.plus(LOOK_AT_ENDED));
                job.go_on(change, ENDED.to_owned(), next)
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
        let change = match job.key.split_once(' ') {
            Some(("stay", stay)) => match stay.parse::<StayId>() {
                Ok(id) => Change::new()
                    .run(stays::FORGET_WORDS, params![id])
                    .run(stays::FORGET_STAY, params![id])
                    .run(kept::companion::FORGET_COMPANION, params![id]),
                Err(_) => Change::new(),
            },
            Some((INCIDENT, incident)) => match incident.parse::<IncidentId>() {
                Ok(id) => {
                    Change::new().run(stays::DROP_SEARCHES, params![id]).run(kept::need::DROP_ROOM_ASKED, params![id])
                }
                Err(_) => Change::new(),
            },
            _ => match job.key.parse::<DoorId>() {
                Ok(id) => self.door(store, id).await?,
                Err(_) => Change::new(),
            },
        };
        store.apply(job.finish(change)).await.map(drop)
    }
}

/// Before the id in the key of the job that erases what an incident that is over leaves.
const INCIDENT: &str = "incident";

impl Erasing {
    /// What a door keeps sealed goes, and what was said at it; whoever is still there by our books has left.
    async fn door(&self, store: &Store, id: DoorId) -> Result<Change, StoreError> {
        let now = self.0.clock.now();
        let mut change = Change::new();
        for row in store.read(stays::LIVING_STAYS, params![id]).await? {
            let stay = stays::stay(&row)?;
            if let Some(next) = rules::forgotten(&stay) {
                change = stays::moved(change, &stay, next, now);
            }
        }
        let change = change.run(stays::FORGET_WORDS_AT, params![id]).run(stays::FORGET_STAYS_AT, params![id]);
        Ok(change.run(kept::ERASE_INSIDE, params![id]))
    }
}

/// How far the closing of an incident's doors has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct OverJob {
    /// Which incident.
    pub incident: IncidentId,
    /// The last door that was closed.
    pub after: Option<DoorId>,
    /// Whether this is the second look, for doors that opened at that very moment.
    #[serde(default)]
    pub again: bool,
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
                let change = if at.again {
                    job.finish(Change::new())
                } else {
                    let body = body(at.incident, None, true)?;
                    job.go_on(Change::new().job(erase_incident(at.incident, now)), body, now.plus(AGAIN))
                };
                return store.apply(change).await.map(drop);
            };
            let mut change = Change::new();
            for door in &page {
                change = self.close(change, door, now).await?;
            }
            let body = body(at.incident, Some(last), at.again)?;
            match store.apply(job.progress(change, body.clone(), now)).await {
                Err(e) if e.missed() => {
                    // A stay at one of them moved on at this moment: the others need not be read again because of it.
                    for door in &page {
                        self.close_one(store, door).await?;
                    }
                    store.apply(job.progress(Change::new(), body, now)).await?;
                }
                done => drop(done?),
            }
            after = last;
        }
    }
}

impl Over {
    async fn close(&self, change: Change, door: &Door, now: Time) -> Result<Change, StoreError> {
        let change = change.run(kept::CLOSE, params![door.id, now]);
        let change = acts::closing(&self.0, change, door).await.map_err(fault)?;
        Ok(change.event(kept::changed(door.id, door.incident, door.drill)))
    }
    /// One door by itself, as often as its stays move on meanwhile.
    async fn close_one(&self, store: &Store, door: &Door) -> Result<(), StoreError> {
        let mut left = CLOSE_TRIES;
        loop {
            let now = self.0.clock.now();
            match store.apply(self.close(Change::new(), door, now).await?).await {
                Err(e) if e.missed() && left > 0 => left -= 1,
                done => return done.map(drop),
            }
        }
    }
}

/// How often a door is closed anew because a stay at it moved on at the same moment.
const CLOSE_TRIES: u8 = 20;

fn body(incident: IncidentId, after: Option<DoorId>, again: bool) -> Result<String, StoreError> {
    serde_json::to_string(&OverJob { incident, after, again }).map_err(|e| StoreError::Fault(e.to_string()))
}

/// A second look follows so much later.
const AGAIN: Span = Span::minutes(1);

/// Whoever looked for room in an incident is forgotten with the addresses.
fn erase_incident(incident: IncidentId, now: Time) -> ::store::NewJob {
    let run_at = now.plus(rules::WORD_LASTS);
    ::store::NewJob { kind: kept::ERASE_JOB, key: format!("{INCIDENT} {incident}"), body: String::new(), run_at }
}

/// One job for each incident: at once, also when the clock is set back before it runs.
#[must_use]
pub fn over(incident: IncidentId) -> ::store::NewJob {
    let body = body(incident, None, false).unwrap_or_default();
    ::store::NewJob { kind: OVER_JOB, key: incident.to_string(), body, run_at: Time(0) }
}
