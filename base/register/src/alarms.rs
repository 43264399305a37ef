//! The official messages that hold now, in memory: every page asks for them, and whoever reaches people asks where they hold. What an
//! institution says, and how that is checked, is the business of a room; here is what all rooms need of it.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use kernel::{
    AlertId, Clock, Event, IncidentId, Lang, PersonId, Recorded, Time,
    zone::{Zone, ZoneLimits},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Row, Store, StoreError, params, sql};

use crate::Register;

macro_rules! columns {
    () => {
        "id, root, incident, drill, kind, trust, who, says, area, grade, loud, published, expires, replaced"
    };
}

sql! {
    /// Those that hold, real ones or exercises: neither pushes the other out.
    pub ALARMS = concat!("SELECT ", columns!(), " FROM alert WHERE state = 2 AND replaced IS NULL AND drill = $1 AND kind < 3 \
        AND (expires IS NULL OR expires > $2) ORDER BY published DESC LIMIT 500");
    /// One of them, or one that held before.
    pub ALARM = concat!("SELECT ", columns!(), " FROM alert WHERE id = $1 AND state = 2");
    /// The newest of a chain.
    pub NEWEST_ALARM = concat!("SELECT ", columns!(), " FROM alert WHERE root = $1 AND state = 2 ORDER BY published DESC, id DESC LIMIT 1");
    /// Whether any of a chain that was published was told by text message.
    pub LOUD_CHAIN = "SELECT 1 FROM alert WHERE root = $1 AND state = 2 AND loud > 0 LIMIT 1";
    /// Those that wait for a person: proposed here, or heard of and not passed on, while they hold.
    pub ALARMS_WAITING = "SELECT COUNT(*) FROM alert WHERE state IN (1, 4) AND replaced IS NULL AND drill = 0 AND kind < 3 \
        AND (expires IS NULL OR expires > $1)";
    /// Who was told of a chain of them, some after the other: 19 is the number of that kind of message.
    pub TOLD_OF_ALARM = "SELECT DISTINCT owner FROM delivery WHERE about = $1 AND kind = 19 AND owner > $2 ORDER BY owner LIMIT $3";
}

/// What is said of an official message in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Said {
    /// Its headline.
    pub headline: String,
    /// The headline, what to do and what happens, as long as a text message may be.
    pub short: String,
}

/// As it is kept: older versions kept the headline alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Headline(String),
    Both { headline: String, short: String },
}
impl From<Kept> for Said {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Headline(headline) => Self { short: headline.clone(), headline },
            Kept::Both { headline, short } => Self { headline, short },
        }
    }
}

/// What an official message is, for those who show it or tell of it.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// Its id.
    pub id: AlertId,
    /// The first of its chain.
    pub root: AlertId,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Whether it is an exercise.
    pub drill: bool,
    /// Whether it ends the ones before it.
    pub ends: bool,
    /// Whether it was made here, or verified with a pinned key.
    pub vouched: bool,
    /// Who says it: a domain.
    pub who: String,
    /// What is said of it, by language.
    pub says: BTreeMap<String, Said>,
    /// Where it holds.
    pub area: Vec<Zone>,
    /// 0 the gravest.
    pub grade: i64,
    /// Whether people are told by text message too.
    pub loud: bool,
    /// Since when.
    pub published: Time,
    /// Until when.
    pub expires: Option<Time>,
}

impl Alarm {
    /// Its headline in this language, or else in English or French or any.
    #[must_use]
    pub fn headline(&self, lang: Lang) -> &str {
        self.said(lang).map_or("", |said| said.headline.as_str())
    }
    /// What a text message says of it, in the language of its headline.
    #[must_use]
    pub fn short(&self, lang: Lang) -> &str {
        self.said(lang).map_or("", |said| said.short.as_str())
    }
    fn said(&self, lang: Lang) -> Option<&Said> {
        self.says.get(self.language(lang))
    }
    /// The language that its headline is in.
    #[must_use]
    pub fn language(&self, lang: Lang) -> &str {
        let has = |code: &&str| self.says.contains_key(*code);
        let found = [lang.code(), "en", "fr"].into_iter().find(has);
        found.or_else(|| self.says.keys().next().map(String::as_str)).unwrap_or_default()
    }
    fn holds(&self, now: Time) -> bool {
        self.expires.is_none_or(|until| until > now)
    }
}

/// Below this people's cells are too large to tell who is inside.
const SMALL: f64 = 5.0;
/// The reach of a cell of people, in km, and a little more.
const CELL: f64 = 0.25;

/// Where the people are who may be in a zone: of a small one, all around it. Rather one too many is warned than one too few.
fn around(zone: &Zone) -> Zone {
    if zone.area_km2() >= SMALL {
        return zone.clone();
    }
    let b = zone.bounds();
    let (lat, lon) = (f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east));
    let (high, wide) = ((b.north - b.south) * 111.2, (b.east - b.west) * 111.2 * lat.to_radians().cos());
    let limits = ZoneLimits { min_km2: 0.0, max_km2: f64::MAX };
    Zone::from_circle(lat, lon, high.hypot(wide) / 2.0 + CELL, &limits).unwrap_or_else(|_| zone.clone())
}

/// The outlines of an area as they are kept.
#[must_use]
pub fn outlines(text: &str) -> Vec<Zone> {
    // What was accepted once is not refused because the limits changed since.
    let limits = ZoneLimits { min_km2: 0.0, max_km2: f64::MAX };
    let all: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    all.iter().filter_map(|outline| Zone::from_geojson(outline, &limits).ok()).collect()
}

fn of_row(row: &Row) -> Result<Alarm, StoreError> {
    Ok(Alarm {
        id: row.id(0)?,
        root: row.id(1)?,
        incident: row.opt_id(2)?,
        drill: row.flag(3)?,
        ends: row.int(4)? == 3,
        vouched: row.int(5)? < 3,
        who: row.text(6)?.to_owned(),
        says: serde_json::from_str(row.text(7)?).unwrap_or_default(),
        area: outlines(row.text(8)?),
        grade: row.int(9)?,
        loud: row.flag(10)?,
        published: row.opt_time(11)?.unwrap_or(Time(0)),
        expires: row.opt_time(12)?,
    })
}

/// The official messages that hold. Cheap to clone.
#[derive(Clone)]
pub struct Alarms {
    store: Store,
    clock: Arc<dyn Clock>,
    all: Arc<RwLock<Arc<[Alarm]>>>,
}

impl Alarms {
    /// Reads them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load(store: Store, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let alarms = Self { store, clock, all: Arc::new(RwLock::new(Arc::from([]))) };
        alarms.read().await?;
        Ok(alarms)
    }
    async fn read(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        // What holds is decided anew whenever somebody looks: a clock that runs late must not leave one out.
        let since = now.minus(kernel::Span::days(1));
        let real = self.store.read(ALARMS, params![false, since]).await?;
        let drills = self.store.read(ALARMS, params![true, since]).await?;
        let all: Vec<Alarm> = real.iter().chain(&drills).map(of_row).collect::<Result<_, _>>()?;
        *self.all.write().unwrap_or_else(PoisonError::into_inner) = Arc::from(all);
        Ok(())
    }
    /// Those that hold now, exercises or real ones, the gravest first, then the newest.
    #[must_use]
    pub fn now(&self, now: Time, drill: bool) -> Vec<Alarm> {
        let all = Arc::clone(&self.all.read().unwrap_or_else(PoisonError::into_inner));
        let mut found: Vec<Alarm> = all.iter().filter(|a| a.drill == drill && a.holds(now)).cloned().collect();
        found.sort_by_key(|a| (a.grade, std::cmp::Reverse(a.published)));
        found
    }
    /// Whether there is none at all: what every page asks first.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
    /// Reads them again when something happened to one.
    pub async fn watch(&self, events: &[Recorded]) {
        let concerned = events.iter().any(|e| matches!(e.event, Event::Alert { .. }));
        if concerned && let Err(error) = self.read().await {
            tracing::error!(%error, "official messages could not be read again");
        }
    }
}

impl Register {
    /// An official message that is, or was, published.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn alarm(&self, id: AlertId) -> Result<Option<Alarm>, StoreError> {
        self.store().one(ALARM, params![id]).await?.as_ref().map(of_row).transpose()
    }
    /// The newest of the chain of one, as it was published.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn newest_alarm(&self, root: AlertId) -> Result<Option<Alarm>, StoreError> {
        self.store().one(NEWEST_ALARM, params![root]).await?.as_ref().map(of_row).transpose()
    }
    /// Whether people were told of the chain of one by text message, whichever of it was grave: the first, or what it became.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn was_loud(&self, root: AlertId) -> Result<bool, StoreError> {
        Ok(self.store().one(LOUD_CHAIN, params![root]).await?.is_some())
    }
    /// How many real messages wait for a person, who confirms them, passes them on, or does not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn alarms_waiting(&self, now: Time) -> Result<i64, StoreError> {
        self.store().one(ALARMS_WAITING, params![now]).await?.map_or(Ok(0), |row| row.int(0))
    }
    /// The people who are where it holds, each once.
    #[must_use]
    pub fn people_of_alarm(&self, alarm: &Alarm, now: Time) -> Vec<PersonId> {
        let cells = self.cells().read().unwrap_or_else(PoisonError::into_inner);
        let mut people: Vec<PersonId> = alarm.area.iter().flat_map(|zone| cells.in_zone(&around(zone), now)).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
    /// How many people are, or may be, in a zone.
    #[must_use]
    pub fn count_around(&self, zone: &Zone, now: Time) -> usize {
        self.cells().read().unwrap_or_else(PoisonError::into_inner).count_in_zone(&around(zone), now)
    }
    /// Whether it is known where somebody is, and that is in none of these outlines.
    #[must_use]
    pub fn is_elsewhere(&self, person: PersonId, area: &[Zone], now: Time) -> bool {
        let cells = self.cells().read().unwrap_or_else(PoisonError::into_inner);
        cells.is_known(person, now) && !area.iter().any(|zone| cells.is_in_zone(person, &around(zone), now))
    }
    /// The next ones of those who were told of the chain of one, by their ids.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn told_of_alarm(
        &self,
        root: AlertId,
        after: PersonId,
        most: usize,
    ) -> Result<Vec<PersonId>, StoreError> {
        let rows = self.store().read(TOLD_OF_ALARM, params![root, after, most]).await?;
        rows.iter().map(|row| row.id(0)).collect()
    }
}
