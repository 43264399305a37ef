//! Opening a house: reading what is kept in memory, and setting the relay going.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use kernel::{Clock, Dice, Event, PersonId, Recorded};
use register::{Alarms, Incidents, Register, Tally};
use relay::{Relay, Watcher};
use store::{Folder, Seal, Store, StoreError};
use tokio::{sync::watch, task::JoinHandle};

use crate::{Config, House, Inner, Metrics, Room, Sessions, Words};

/// What a house is made of.
pub struct Parts {
    /// The database, migrated.
    pub store: Store,
    /// The keys.
    pub seal: Seal,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub dice: Arc<dyn Dice>,
    /// The settings.
    pub config: Config,
    /// The folder in which the erased are noted, outside the database.
    pub folder: Option<Folder>,
}

/// Makes the house of these parts and rooms. Events are heard until `stop` turns true; the handle ends then, when every
/// stream has been told to come back.
///
/// # Errors
/// When the store fails.
pub async fn open(
    parts: Parts,
    rooms: &[Room],
    sessions: impl FnOnce(&Register) -> Arc<dyn Sessions>,
    stop: watch::Receiver<bool>,
) -> Result<(House, JoinHandle<()>), StoreError> {
    let Parts { store, seal, clock, dice, config, folder } = parts;
    let vapid = Arc::new(vapid(folder.as_ref(), &seal, &*dice, &config)?);
    let belongings = rooms.iter().filter_map(|r| r.belongings).chain([&crate::idempotency::BELONGINGS]).collect();
    let register = Register::with_rooms(store.clone(), seal.clone(), Arc::clone(&dice), belongings, folder.clone());
    register.load_cells().await?;
    let incidents = Incidents::load(store.clone()).await?;
    let alarms = Alarms::load(store.clone(), Arc::clone(&clock)).await?;
    let institutions = register::Institutions::load(store.clone()).await?;
    let tally = Tally::load(register.clone()).await?;
    let home = crate::Home::default();
    let projections =
        rooms.iter().flat_map(|r| r.projections.map(|p| p(&register, &incidents, &config, &home)).unwrap_or_default());
    let heartbeat = Duration::from_secs(u64::from(config.heartbeat_seconds.max(1)));
    let mut relay = Relay::new(store.clone(), projections.collect(), heartbeat);
    let words = Words::new(&config.time_zone);
    let sessions = sessions(&register);
    let live = relay.live();
    let metrics = Metrics::default();
    let queue = notify::Queue::new(store.clone(), seal.clone(), Arc::clone(&dice));
    let house = House::new(Inner {
        queue,
        vapid,
        store,
        register,
        incidents,
        alarms,
        institutions,
        tally,
        live,
        seal,
        sessions,
        clock,
        dice,
        words,
        config,
        metrics,
        shelf: crate::Shelf::default(),
        folder,
        cards: rooms.iter().flat_map(|r| r.cards).copied().collect(),
    });
    home.stands(&house);
    relay.watch(Arc::new(Memory { house: house.clone(), stale: Mutex::default() }));
    for room in rooms {
        for listener in room.listeners.map(|l| l(&house)).unwrap_or_default() {
            relay.listen(listener);
        }
        for watcher in room.watchers.map(|w| w(&house)).unwrap_or_default() {
            relay.watch(watcher);
        }
    }
    let running = relay.start(stop).await?;
    Ok((house, running))
}

/// Who this server is to push services: the key of its folder, made at the first start; without a folder one of its other keys.
fn vapid(
    folder: Option<&Folder>,
    seal: &Seal,
    dice: &dyn Dice,
    config: &Config,
) -> Result<notify::push::Vapid, StoreError> {
    let key = match folder.map(Folder::vapid) {
        Some(path) => notify::push::keyfile::open_or_make(&path, dice)
            .map_err(|e| StoreError::Fault(format!("{}: {e}", path.display())))?,
        None => notify::push::VapidKey::from_raw(&seal.mac("push services", b"who we are"))
            .map_err(|e| StoreError::Fault(e.to_string()))?,
    };
    Ok(notify::push::Vapid::new(key, config.contact()))
}

/// Keeps fresh what the house has in memory.
struct Memory {
    house: House,
    /// Whose cells could not be read again yet.
    stale: Mutex<Vec<PersonId>>,
}

#[async_trait]
impl Watcher for Memory {
    async fn watch(&self, events: &[Recorded]) {
        self.house.incidents.watch(events).await;
        self.house.alarms.watch(events).await;
        self.house.institutions.watch(events).await;
        self.house.tally.watch(events).await;
        let mut moved = std::mem::take(&mut *self.stale.lock().unwrap_or_else(PoisonError::into_inner));
        moved.extend(events.iter().filter_map(|r| match r.event {
            Event::Moved { person } | Event::Erased { person } => Some(person),
            _ => None,
        }));
        if let Err(error) = self.house.register.refresh_cells(&moved).await {
            // With the next events again: whoever moved must not be asked about where they were.
            tracing::error!(%error, people = moved.len(), "people's cells could not be read again");
            self.stale.lock().unwrap_or_else(PoisonError::into_inner).append(&mut moved);
        }
    }
}
