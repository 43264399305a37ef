//! Hashtags as they are kept, and in memory those that do not stand for themselves.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, RwLock},
};

use ::store::{Change, Row, Store, StoreError, params, sql};
use kernel::{Event, Id, IncidentId, TagId, Time};
use tokio::sync::OnceCell;

use crate::{
    model::{How, Tag, TagState, tag_id},
    rules::tag::{self as ways, Links},
};

macro_rules! columns {
    () => {
        "id, key, drill, version, display, state, target, how, made, changed"
    };
}

sql! {
    /// A tag that somebody uses for the first time.
    pub ADD_TAG = "INSERT INTO tag (id, key, drill, version, display, state, target, how, made, changed) \
        VALUES ($1, $2, $3, 1, $4, 0, $5, $6, $7, $7) ON CONFLICT (id) DO NOTHING";
    /// One tag.
    pub TAG = concat!("SELECT ", columns!(), " FROM tag WHERE id = $1");
    /// Several.
    pub TAGS = concat!("SELECT ", columns!(), " FROM tag WHERE id IN ", register::many!());
    /// Those that are not like the others: locked, read with another one, or of an incident.
    pub SPECIAL_TAGS = concat!("SELECT ", columns!(), " FROM tag WHERE id > $1 AND (target IS NOT NULL OR state <> 0 \
        OR id IN (SELECT tag FROM tag_incident)) ORDER BY id LIMIT $2");
    /// A tag changes.
    pub CHANGE_TAG = "UPDATE tag SET display = $3, state = $4, target = $5, how = $6, changed = $7, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Another tag leads to this one from now on: whoever changes this one at the same time looks again.
    pub LED_TO = "UPDATE tag SET version = version + 1 WHERE id = $1 AND version = $2";
    /// A tag of an incident.
    pub ADD_INCIDENT_TAG = "INSERT INTO tag_incident (tag, incident, place, lang) VALUES ($1, $2, $3, $4) ON CONFLICT (tag, incident) DO NOTHING";
    /// It is none any more.
    pub DROP_INCIDENT_TAG = "DELETE FROM tag_incident WHERE tag = $1 AND incident = $2";
    /// The tags of all incidents.
    pub INCIDENT_TAGS = "SELECT tag, incident, place, lang FROM tag_incident ORDER BY incident, place, tag LIMIT $1";
    /// Tags of an incident that was forgotten.
    pub DROP_TAGS_OF_INCIDENT = "DELETE FROM tag_incident WHERE incident = $1";
}

/// Tags that are read at a time.
const PAGE: usize = 2000;
/// Tags that are known to be in the store already; others are written again, which changes nothing.
const KNOWN: usize = 20_000;

/// Reads a tag from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn tag(row: &Row) -> Result<Tag, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a tag's {what} is not known"));
    Ok(Tag {
        id: row.id(0)?,
        key: row.text(1)?.to_owned(),
        drill: row.flag(2)?,
        version: row.int(3)?,
        display: row.text(4)?.to_owned(),
        state: TagState::of_number(row.int(5)?).ok_or_else(|| odd("state"))?,
        target: row.opt_id(6)?,
        how: How::of_number(row.int(7)?).ok_or_else(|| odd("way"))?,
        made: row.time(8)?,
        changed: row.time(9)?,
    })
}

/// One tag.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: TagId) -> Result<Option<Tag>, StoreError> {
    store.one(TAG, params![id]).await?.map(|row| tag(&row)).transpose()
}

/// Makes a tag, unless it is there.
pub fn add(change: Change, (key, display): (&str, &str), drill: bool, target: Option<TagId>, now: Time) -> Change {
    let how = if target.is_some() { How::Merged } else { How::Alone };
    change.run(ADD_TAG, params![tag_id(key, drill), key, drill, display, target, how.number(), now])
}

/// A tag changes, and everybody is told.
pub fn change(change: Change, was: &Tag, next: &Tag, now: Time) -> Change {
    change
        .must(
            CHANGE_TAG,
            params![
                was.id,
                was.version,
                next.display.as_str(),
                next.state.number(),
                next.target,
                next.how.number(),
                now
            ],
        )
        .event(Event::Tag { tag: was.id, incident: None, drill: was.drill })
}

/// The tags that are not like the others, and those of incidents. One lies on the shelf of the house.
#[derive(Default)]
pub struct Tags {
    known: RwLock<Known>,
    loaded: OnceCell<()>,
}

#[derive(Default)]
struct Known {
    special: HashMap<TagId, Arc<Tag>>,
    links: Links,
    of_incident: HashMap<IncidentId, Vec<TagId>>,
    there: HashSet<TagId>,
}

impl Tags {
    /// Reads them, the first time that somebody asks.
    ///
    /// # Errors
    /// When the store fails; the next asker tries again.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        self.loaded.get_or_try_init(|| self.read_all(store)).await.copied()
    }
    async fn read_all(&self, store: &Store) -> Result<(), StoreError> {
        let mut special = HashMap::new();
        let mut after = TagId::from_bytes([0; 16]);
        loop {
            let rows = store.read(SPECIAL_TAGS, params![after, PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.id(0)?;
            for row in &rows {
                let tag = tag(row)?;
                special.insert(tag.id, Arc::new(tag));
            }
        }
        let mut of_incident: HashMap<IncidentId, Vec<TagId>> = HashMap::new();
        for row in store.read(INCIDENT_TAGS, params![100_000_i64]).await? {
            of_incident.entry(row.id(1)?).or_default().push(row.id(0)?);
        }
        let links = special.values().filter_map(|t| Some((t.id, (t.target?, t.how)))).collect();
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.there.extend(special.keys().copied());
        (known.special, known.links, known.of_incident) = (special, links, of_incident);
        drop(known);
        Ok(())
    }
    /// Reads them again: some have changed. They are few, and change seldom.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refresh(&self, store: &Store) -> Result<(), StoreError> {
        self.read_all(store).await
    }
    /// The tags under which a post stands that was written under these keys: they, and those that they are merged into.
    #[must_use]
    pub fn marks(&self, keys: impl Iterator<Item = String>, drill: bool) -> Vec<TagId> {
        let known = self.read();
        let mut all: Vec<TagId> = keys.flat_map(|key| ways::upwards(&known.links, tag_id(&key, drill))).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
    /// The tags whose posts are read under this one.
    #[must_use]
    pub fn group(&self, tag: TagId) -> Vec<TagId> {
        ways::downwards(&self.read().links, tag)
    }
    /// The tag that its readers are shown.
    #[must_use]
    pub fn shown(&self, tag: TagId) -> TagId {
        ways::shown(&self.read().links, tag)
    }
    /// Which tag is read with which.
    #[must_use]
    pub fn links(&self) -> Links {
        self.read().links.clone()
    }
    /// A tag that is not like the others.
    #[must_use]
    pub fn special(&self, tag: TagId) -> Option<Arc<Tag>> {
        self.read().special.get(&tag).cloned()
    }
    /// All that are not like the others, by how they are shown.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Tag>> {
        let mut all: Vec<Arc<Tag>> = self.read().special.values().cloned().collect();
        all.sort_by(|a, b| (&a.display, a.id).cmp(&(&b.display, b.id)));
        all
    }
    /// The tags of an incident that stand for themselves, in the order in which they are offered.
    #[must_use]
    pub fn of_incident(&self, incident: IncidentId) -> Vec<Arc<Tag>> {
        let known = self.read();
        let all = known.of_incident.get(&incident).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(|t| known.special.get(t)).filter(|t| t.target.is_none()).cloned().collect()
    }
    /// Whether it is one of an incident's, or read with one of them.
    #[must_use]
    pub fn is_known(&self, tag: TagId) -> bool {
        self.read().there.contains(&tag)
    }
    /// It is in the store.
    pub fn is_there(&self, tag: TagId) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.there.len() >= KNOWN {
            known.there.clear();
        }
        known.there.insert(tag);
    }
    fn read(&self) -> std::sync::RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}
