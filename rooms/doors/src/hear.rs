//! What this room does when something happened: it keeps its memory of doors fresh, and closes the doors of what is over.

use std::{collections::HashSet, sync::Arc};

use async_trait::async_trait;
use kernel::{DoorId, Event, Recorded, StayId};
use relay::{Listener, Watcher};
use store::{Change, StoreError, params};
use web::House;

use crate::{
    acts::{self, Between},
    jobs,
    model::{DoorState, StayState, companion::news},
    store::{self as kept, memory::Memory, perimeters::Perimeters, stays, waits},
};

/// Keeps the doors in memory as they are on disk, in every process.
pub struct Fresh(pub House);

#[async_trait]
impl Watcher for Fresh {
    async fn watch(&self, events: &[Recorded]) {
        let memory: Arc<Memory> = self.0.shelf.get();
        let perimeters: Arc<Perimeters> = self.0.shelf.get();
        let mut doors: HashSet<DoorId> = HashSet::new();
        for recorded in events {
            match &recorded.event {
                Event::Door { door, .. } => {
                    doors.insert(*door);
                }
                Event::Perimeter { incident, .. } => perimeters.forget(*incident),
                Event::Erased { person } => {
                    memory.forget_host(*person);
                    // Where they were a guest is known nowhere any more; their places have room again.
                    doors.extend(memory.with_guests());
                }
                _ => {}
            }
        }
        if doors.is_empty() {
            return;
        }
        let ids: Vec<DoorId> = doors.into_iter().collect();
        if let Err(fault) = memory.refresh(&self.0.register, &ids).await {
            tracing::warn!(cause = %fault, "doors in memory are older than those on disk");
        }
    }
}

/// The room's listener: once for the whole service.
pub struct Ears(pub House);

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "doors"
    }
    fn cares(&self, event: &Event) -> bool {
        match event {
            Event::Incident { state, .. } => {
                matches!(state.as_str(), "active" | "standing_down" | "closed" | "cancelled")
            }
            // What moderators have decided; a report that comes in was dealt with as it came.
            Event::Report { state, .. } => matches!(state.as_str(), "upheld" | "dismissed" | "undone"),
            Event::Erased { .. } | Event::Door { .. } | Event::Stay { .. } | Event::Proven { .. } => true,
            _ => false,
        }
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let mut change = Change::new();
        let mut erased = false;
        let mut doors: HashSet<DoorId> = HashSet::new();
        let mut moved: Vec<(StayId, &str)> = Vec::new();
        for recorded in events {
            match &recorded.event {
                Event::Incident { incident, state, .. } if state == "active" => {
                    change = change.job(jobs::need::watch(*incident, self.0.clock.now()));
                }
                Event::Incident { incident, .. } => change = change.job(jobs::over(*incident)),
                Event::Report { report, .. } => {
                    let now = self.0.clock.now();
                    change = change.job(kept::reports::settle_job(*report, &recorded.pos.to_string(), now));
                }
                Event::Erased { .. } => erased = true,
                Event::Proven { person } => change = stays::known(change, *person, self.0.clock.now()),
                Event::Door { door, .. } => {
                    doors.insert(*door);
                }
                Event::Stay { stay, state, .. } => moved.push((*stay, state.as_str())),
                _ => {}
            }
        }
        // Of whom nobody knows and where nobody waits nothing more is read: a perimeter that moves may concern all of them.
        let stays: Vec<StayId> = moved.iter().map(|(stay, _)| *stay).collect();
        let rows = self.0.register.many(kept::companion::TOLD_OF, &stays).await?;
        let told = rows.iter().map(|row| row.id(0)).collect::<Result<HashSet<StayId>, _>>()?;
        for (stay, state) in moved.into_iter().filter(|(stay, _)| told.contains(stay)) {
            change = self.companion(change, stay, state).await?;
        }
        let doors: Vec<DoorId> = doors.into_iter().collect();
        for row in self.0.register.many(waits::WAITED_AT, &doors).await? {
            let door = row.id(0)?;
            change = self.room_again(change, door).await?;
        }
        if erased {
            // Whoever was on the way to somebody who was erased is told that nobody is there any more.
            for row in self.0.store.read(stays::ORPHANS, params![500_i64]).await? {
                let stay = stays::stay(&row)?;
                change = change
                    .run(stays::END_ORPHAN, params![stay.id, self.0.clock.now()])
                    .run(stays::END_STAYING, params![stay.guest, stay.drill, stay.id])
                    .run(stays::SEARCH_STATE, params![stay.guest, stay.incident, 0_i64, self.0.clock.now()])
                    .event(stays::told(&stay, StayState::HostCancelled));
            }
        }
        Ok(change)
    }
}

/// People who are told in one event that a door has room.
const TOLD_AT_ONCE: usize = 500;
/// People who are told at all: the next change of the door tells the others.
const TOLD: i64 = 5000;

impl Ears {
    /// Whom the guest wanted to know hears what is new.
    async fn companion(&self, change: Change, id: StayId, state: &str) -> Result<Change, StoreError> {
        let Some(companion) = kept::companion::of(&self.0.store, id).await? else { return Ok(change) };
        let stay = stays::one_stay(&self.0.store, id).await?;
        if let Some(stay) = &stay {
            match acts::between(&self.0, stay.guest, companion).await? {
                Between::Told => {}
                // Whom the guest does not let go on knowing is nobody's companion any more; who blocked the guest hears nothing, unnoticed.
                Between::Nothing => return Ok(change.run(kept::companion::DROP_COMPANION, params![id, companion])),
                Between::Shown => return Ok(change),
            }
        }
        Ok(match stay.as_ref().and_then(|s| Some((s, news(s, state)?))) {
            Some((stay, news)) => change.event(kept::companion::says(stay, companion, news)),
            None => change,
        })
    }
    /// Who waits at a door is told once that it has room; at a door that is over nobody waits.
    async fn room_again(&self, mut change: Change, door: DoorId) -> Result<Change, StoreError> {
        let waiting = waits::at(&self.0.store, door, TOLD).await?;
        if waiting.is_empty() {
            return Ok(change);
        }
        let now = self.0.clock.now();
        let Some(found) = kept::one_door(&self.0.store, door).await? else {
            return Ok(change.run(waits::DROP_WAITS, params![door]));
        };
        if found.state == DoorState::Closed {
            return Ok(change.run(waits::DROP_WAITS, params![door]));
        }
        if found.room(now) == 0 {
            return Ok(change);
        }
        for people in waiting.chunks(TOLD_AT_ONCE) {
            change = people.iter().fold(change, |c, p| waits::end(c, door, *p));
            let (incident, drill) = (found.incident, found.drill);
            change = change.event(Event::Room { door, incident, drill, people: people.to_vec() });
        }
        Ok(change)
    }
}
