//! The incidents of this server, in memory: there are few, and every answer asks for one.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use kernel::{
    Event, IncidentId, Recorded,
    zone::{Zone, ZoneLimits},
};
use store::{Change, Row, Store, StoreError, params, sql};

use crate::incident::{Incident, IncidentState, Texts};

sql! {
    /// Every incident.
    pub INCIDENTS = "SELECT id, version, kind, drill, state, names, prompts, zone, round, created, opened_by, \
        opened_by_name, activated_by, activated, asked_again, ended FROM incident ORDER BY created";
    /// One incident.
    pub INCIDENT = "SELECT id, version, kind, drill, state, names, prompts, zone, round, created, opened_by, \
        opened_by_name, activated_by, activated, asked_again, ended FROM incident WHERE id = $1";
    /// Whether one has moved.
    pub INCIDENT_VERSION = "SELECT version FROM incident WHERE id = $1";
    /// Writes a new one.
    pub DRAFT_INCIDENT = "INSERT INTO incident (id, version, kind, drill, state, names, prompts, zone, round, created, opened_by, \
        opened_by_name, activated_by, activated, asked_again, ended) \
        VALUES ($1, 1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, NULL, NULL, NULL, NULL)";
    /// Moves one on, if nobody moved it first.
    pub MOVE_INCIDENT = "UPDATE incident SET version = version + 1, state = $3, zone = $4, round = $5, activated_by = $6, \
        activated = $7, asked_again = $8, ended = $9 WHERE id = $1 AND version = $2";
    /// Whether an incident is still as it was read, at the instant of writing.
    pub INCIDENT_IS_AT = "UPDATE incident SET version = version WHERE id = $1 AND version = $2";
}

/// The incidents of this server. Cheap to clone; kept fresh by [`Incidents::watch`].
#[derive(Clone)]
pub struct Incidents {
    store: Store,
    all: Arc<RwLock<BTreeMap<IncidentId, Arc<Incident>>>>,
    /// Those that could not be read again yet.
    stale: Arc<Mutex<BTreeSet<IncidentId>>>,
}

/// How long the first try to read one again waits; each next one twice as long, at most [`SLOWEST`].
const SOON: Duration = Duration::from_millis(20);
const SLOWEST: Duration = Duration::from_secs(5);
/// So many tries are made before others' events are heard; the rest beside them.
const AT_ONCE: u32 = 3;

impl Incidents {
    /// Reads them all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load(store: Store) -> Result<Self, StoreError> {
        let mut all = BTreeMap::new();
        for row in store.read(INCIDENTS, params![]).await? {
            let incident = of_row(&row)?;
            all.insert(incident.id, Arc::new(incident));
        }
        Ok(Self { store, all: Arc::new(RwLock::new(all)), stale: Arc::default() })
    }
    /// One of them.
    #[must_use]
    pub fn get(&self, id: IncidentId) -> Option<Arc<Incident>> {
        self.all.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }
    /// One of them as it stands in the store now: for a decision that was refused because it had moved, and between the steps of a
    /// job. It is read whole only when it has moved: a zone of many points takes a while to understand.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn fresh(&self, id: IncidentId) -> Result<Option<Arc<Incident>>, StoreError> {
        if let Some(known) = self.get(id)
            && let Some(row) = self.store.one(INCIDENT_VERSION, params![id]).await?
            && row.int(0)? == known.version
        {
            return Ok(Some(known));
        }
        let Some(row) = self.store.one(INCIDENT, params![id]).await? else { return Ok(None) };
        let incident = Arc::new(of_row(&row)?);
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        if all.get(&id).is_none_or(|old| old.version < incident.version) {
            all.insert(id, Arc::clone(&incident));
        }
        Ok(Some(incident))
    }
    /// All of them, the newest first.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Incident>> {
        self.all.read().unwrap_or_else(PoisonError::into_inner).values().rev().cloned().collect()
    }
    /// Those that take answers, real ones before drills, the newest first.
    #[must_use]
    pub fn open(&self) -> Vec<Arc<Incident>> {
        let mut open: Vec<_> = self.all().into_iter().filter(|i| i.state.takes_answers()).collect();
        open.sort_by_key(|i| i.drill);
        open
    }
    /// The one that is asked for, when it is on or standing down; when none is, the newest such one, real ones before exercises.
    #[must_use]
    pub fn one_that_is_on(&self, wanted: Option<IncidentId>) -> Option<Arc<Incident>> {
        let on = |i: &Arc<Incident>| matches!(i.state, IncidentState::Active | IncidentState::StandingDown);
        let mut open = self.open().into_iter();
        match wanted {
            Some(id) => open.find(|i| i.id == id).filter(on),
            None => open.filter(on).max_by_key(|i| (!i.drill, i.activated, i.id)),
        }
    }
    /// Reads again those that an event says have changed. One that cannot be read is tried again, ever more slowly, until it is: an incident
    /// that was cancelled must not stay open here because the database stumbled at that moment.
    pub async fn watch(&self, events: &[Recorded]) {
        for recorded in events {
            if let Event::Incident { incident, .. } = recorded.event
                && !self.tried(incident, AT_ONCE).await
                && self.stale.lock().unwrap_or_else(PoisonError::into_inner).insert(incident)
            {
                let these = self.clone();
                tokio::spawn(async move {
                    these.tried(incident, u32::MAX).await;
                    these.stale.lock().unwrap_or_else(PoisonError::into_inner).remove(&incident);
                });
            }
        }
    }
    /// Whether one was read again within so many tries. While the server stops nobody asks any more.
    async fn tried(&self, incident: IncidentId, tries: u32) -> bool {
        let mut pause = SOON;
        for n in 1..=tries {
            match self.fresh(incident).await {
                Ok(_) | Err(StoreError::Closed) => return true,
                Err(error) => tracing::error!(%error, n, "an incident could not be read again"),
            }
            if n < tries {
                tokio::time::sleep(pause).await;
                pause = SLOWEST.min(pause.saturating_mul(2));
            }
        }
        false
    }
}

/// The change that writes an incident that was moved on; refused when somebody moved it first.
pub fn moved(change: Change, incident: &Incident) -> Change {
    change.must(
        MOVE_INCIDENT,
        params![
            incident.id,
            incident.version,
            incident.state.number(),
            incident.zone.to_geojson().to_string(),
            incident.round,
            incident.activated_by,
            incident.activated,
            incident.asked_again,
            incident.ended,
        ],
    )
}

/// The change that writes a new incident.
pub fn drafted(change: Change, incident: &Incident) -> Change {
    let json = |t: &Texts| serde_json::to_string(t).unwrap_or_default();
    change.must(
        DRAFT_INCIDENT,
        params![
            incident.id,
            incident.kind.as_str(),
            incident.drill,
            incident.state.number(),
            json(&incident.names),
            json(&incident.prompts),
            incident.zone.to_geojson().to_string(),
            incident.created,
            incident.opened_by,
            incident.opened_by_name.as_str(),
        ],
    )
}

fn of_row(row: &Row) -> Result<Incident, StoreError> {
    let json = |i| -> Result<Texts, StoreError> {
        serde_json::from_str(row.text(i)?).map_err(|_| StoreError::Shape { column: i, wanted: "texts by language" })
    };
    // What was accepted once is not refused because the limits changed since.
    let limits = ZoneLimits { min_km2: 0.0, max_km2: f64::MAX };
    Ok(Incident {
        id: row.id(0)?,
        version: row.int(1)?,
        kind: row.text(2)?.to_owned(),
        drill: row.flag(3)?,
        state: IncidentState::of_number(row.int(4)?).ok_or(StoreError::Shape { column: 4, wanted: "a state" })?,
        names: json(5)?,
        prompts: json(6)?,
        zone: Zone::from_text(row.text(7)?, &limits).map_err(|_| StoreError::Shape { column: 7, wanted: "a zone" })?,
        round: row.int(8)?,
        created: row.time(9)?,
        opened_by: row.id(10)?,
        opened_by_name: row.text(11)?.to_owned(),
        activated_by: row.opt_id(12)?,
        activated: row.opt_time(13)?,
        asked_again: row.opt_time(14)?,
        ended: row.opt_time(15)?,
    })
}
