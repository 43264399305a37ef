//! A perimeter was drawn, changed, lifted, or its time has come: doors and stays are looked at again, all of them, some hundred in one
//! write. What stands on disk is compared with what should, so that a look that was cut off is simply taken again.

use ::store::{Change, Job, NewJob, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{DoorId, Id, IncidentId, PersonId, Span, StayId, Time};
use serde::{Deserialize, Serialize};
use web::House;

use super::fault;
use crate::{
    acts::{self, effect},
    model::{Door, DoorState, Stay, perimeter::Perimeter},
    rules,
    store::{
        self as kept,
        perimeters::{self, Around, Perimeters},
        stays,
    },
};

/// The kind of these jobs.
pub const PERIMETER_JOB: &str = "doors.perimeter";
/// Doors and stays that are written in one change.
const STEP: usize = 512;
/// A second look follows: whoever asked or opened a door at that very moment may not have known of the perimeter.
const AGAIN: Span = Span::seconds(5);

/// What a stay is told when a perimeter is in its way; the word of [`kernel::Event::Stay`].
pub const STAY_PUT: &str = "stay_put";
/// … and when it is not any more.
pub const MAY_GO: &str = "may_go";

#[derive(Debug, Serialize, Deserialize)]
struct Body {
    perimeter: kernel::PerimeterId,
    incident: IncidentId,
    drill: bool,
    #[serde(default)]
    again: bool,
}

/// A look at the doors and stays of an incident, at some time.
#[must_use]
pub fn look(of: &Perimeter, at: Time) -> NewJob {
    let body = Body { perimeter: of.id, incident: of.incident, drill: of.drill, again: false };
    let body = serde_json::to_string(&body).unwrap_or_default();
    NewJob { kind: PERIMETER_JOB, key: format!("{} {} {}", of.id, of.version, at.0), body, run_at: at }
}

/// Looks at doors and stays again.
pub(super) struct Looks(pub House);

#[async_trait]
impl Work for Looks {
    fn kind(&self) -> &'static str {
        PERIMETER_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let Ok(body) = serde_json::from_str::<Body>(&job.body) else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let mut job = job.clone();
        let house = &self.0;
        loop {
            let mark = mark(store, body.incident).await?;
            // What another process has drawn may not be known here yet.
            house.shelf.get::<Perimeters>().forget(body.incident);
            let around = acts::perimeters::around(house, body.incident, house.clock.now()).await.map_err(fault)?;
            self.doors(store, &mut job, &around, body.incident).await?;
            self.stays(store, &mut job, &around, body.incident).await?;
            // Whoever writes last has seen the newest: two looks at once come to the same.
            if mark == self::mark(store, body.incident).await? {
                break;
            }
        }
        let now = house.clock.now();
        let change = if body.again {
            job.finish(Change::new())
        } else {
            let told =
                kernel::Event::Perimeter { perimeter: body.perimeter, incident: body.incident, drill: body.drill };
            let next = Body { again: true, ..body };
            let next = serde_json::to_string(&next).map_err(|e| StoreError::Fault(e.to_string()))?;
            job.go_on(Change::new().event(told), next, now.plus(AGAIN))
        };
        store.apply(change).await.map(drop)
    }
}

/// The hosts who are told of it, with their doors: whoever paused theirs, or let it end, has nobody sent to them anyway.
fn told(doors: &[&std::sync::Arc<Door>], now: Time) -> Vec<(DoorId, PersonId)> {
    let open = doors.iter().filter(|d| d.state == DoorState::Open && d.until > now);
    open.filter_map(|d| Some((d.id, d.host?))).collect()
}

/// Changes whenever a perimeter of the incident does.
async fn mark(store: &Store, incident: IncidentId) -> Result<(i64, i64), StoreError> {
    let row = store.one(perimeters::PERIMETERS_MARK, params![incident]).await?;
    row.map_or(Ok((0, 0)), |r| Ok((r.int(0)?, r.int(1)?)))
}

impl Looks {
    /// Suspends the doors whose cell a perimeter touches, and lets the others go on.
    async fn doors(&self, store: &Store, job: &mut Job, around: &Around, of: IncidentId) -> Result<(), StoreError> {
        let memory = acts::memory(&self.0).await.map_err(fault)?;
        let doors = memory.of_incident(of);
        let (on, off) = effect::doors_to_change(around, &doors);
        for (some, on) in [(on, true), (off, false)] {
            for some in some.chunks(STEP) {
                let now = self.0.clock.now();
                let ids: Vec<DoorId> = some.iter().map(|d| d.id).collect();
                let mut change = perimeters::suspend(Change::new(), &ids, on, now);
                for door in some {
                    change = change.event(kept::changed(door.id, door.incident, door.drill));
                }
                let doors = told(some, now);
                if let (Some(first), false) = (some.first(), doors.is_empty()) {
                    let (incident, drill) = (first.incident, first.drill);
                    change = change.event(kernel::Event::Suspended { incident, drill, on, doors });
                }
                let body = job.body.clone();
                store.apply(job.progress(change, body, now)).await?;
                // Nobody is sent to a door that has just been suspended, whenever the events of this are heard.
                memory.refresh(&self.0.register, &ids).await?;
            }
        }
        Ok(())
    }

    /// Tells guests to stay put, and those who were told that they may go.
    async fn stays(&self, store: &Store, job: &mut Job, around: &Around, of: IncidentId) -> Result<(), StoreError> {
        let memory = acts::memory(&self.0).await.map_err(fault)?;
        let mut guests = effect::Guests::new(around);
        let mut after = StayId::from_bytes([0; 16]);
        loop {
            let page = effect::page(&self.0, of, after).await?;
            let Some(last) = page.last().map(|s| s.id) else { return Ok(()) };
            let cells = effect::cells(&self.0, &memory, &page).await?;
            let (on, off) = guests.whom_to_tell(&page, &cells);
            for (some, on) in [(on, true), (off, false)] {
                for some in some.chunks(STEP) {
                    self.tell(store, job, some, on).await?;
                }
            }
            after = last;
        }
    }

    async fn tell(&self, store: &Store, job: &mut Job, some: &[&Stay], on: bool) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let ids: Vec<StayId> = some.iter().map(|s| s.id).collect();
        let until = if on { Time(0) } else { now.plus(rules::ARRIVE_AFTER) };
        let mut change = perimeters::stay_put(Change::new(), &ids, on, until);
        for stay in some {
            change = change.event(stays::says(stay, if on { STAY_PUT } else { MAY_GO }));
        }
        let body = job.body.clone();
        store.apply(job.progress(change, body, now)).await.map(drop)
    }
}
