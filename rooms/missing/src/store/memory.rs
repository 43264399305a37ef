//! Who is sought and of whom there is news, in memory, by name: names are sealed on disk and found nowhere else.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicI64, Ordering},
    },
};

use ::store::{StoreError, params};
use kernel::{FactId, Id, IncidentId, NoteId, NoticeId, PersonId};
use names::{Index, Name, Score};
use register::Register;
use tokio::sync::Mutex;

use super::{deaths, lists, notes, notices};
use crate::model::{Note, Notice, NoticeState, list::Entry};

/// Rows that are read at a time.
const PAGE: i64 = 2000;

/// A sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Somebody of whom something was said.
    Person(PersonId),
    /// News of a name.
    News(NoteId),
    /// Somebody on the list of an institution.
    Entry(NoteId),
}

/// What this process knows. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Memory {
    kept: RwLock<Kept>,
    /// Reading all and reading some anew take turns, so that nothing older is put over something newer.
    turn: Mutex<bool>,
    /// Up to which event it is fresh.
    upto: AtomicI64,
    /// What is to be read anew, and up to which event that is all.
    waits: RwLock<(Changed, i64)>,
    /// One reads it at a time: what came first is read first.
    catching: Mutex<()>,
}

#[derive(Default)]
struct Kept {
    notices: HashMap<NoticeId, Arc<Notice>>,
    news: HashMap<NoteId, Arc<Note>>,
    entries: HashMap<NoteId, Arc<Entry>>,
    by_incident: HashMap<IncidentId, Of>,
    by_contact: HashMap<[u8; 16], HashSet<NoticeId>>,
    /// The incidents of which it is known who was heard of.
    signs_of: HashSet<IncidentId>,
}

#[derive(Default)]
struct Of {
    sought: Index<NoticeId>,
    signs: Index<Mark>,
}

/// A search that a name may belong to.
#[derive(Clone, Debug)]
pub struct Near {
    /// The search.
    pub notice: Arc<Notice>,
    /// How alike the names are; nothing when it was found by a contact.
    pub score: Option<Score>,
}

impl Memory {
    /// Reads all, the first time that somebody asks.
    ///
    /// # Errors
    /// When the store fails; the next asker tries again.
    pub async fn load(&self, register: &Register) -> Result<(), StoreError> {
        let mut loaded = self.turn.lock().await;
        if *loaded {
            return Ok(());
        }
        let store = register.store();
        let upto = store.position().await?;
        let mut kept = Kept::default();
        let stated = store.read(deaths::ALL_STATED, params![]).await?;
        let stated = stated.iter().map(|r| r.id(0)).collect::<Result<Vec<NoticeId>, _>>()?;
        for whole in notices::many_whole(register, &stated).await? {
            kept.put_notice(whole.notice, &whole.profile.names, true);
        }
        let mut after = NoticeId::from_bytes([0; 16]);
        loop {
            let rows = store.read(notices::OPEN_NOTICES, params![after, PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.id(0)?;
            for row in &rows {
                let whole = notices::whole(register, row)?;
                if !kept.notices.contains_key(&whole.notice.id) {
                    kept.put_notice(whole.notice, &whole.profile.names, false);
                }
            }
        }
        let mut after = NoteId::from_bytes([0; 16]);
        loop {
            let rows = store.read(notes::NEWS, params![after, PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.id(0)?;
            for row in &rows {
                let whole = notes::whole(register, row)?;
                kept.put_news(whole.note, whole.name.as_deref());
            }
        }
        let mut after = NoteId::from_bytes([0; 16]);
        loop {
            let rows = store.read(lists::ENTRIES_AFTER, params![after, PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.id(0)?;
            for row in &rows {
                let whole = lists::whole(register, row)?;
                kept.put_entry(whole.entry, whole.who.name.as_deref());
            }
        }
        *self.write() = kept;
        self.upto.fetch_max(upto, Ordering::AcqRel);
        *loaded = true;
        Ok(())
    }
    /// Reads of whom something was said in an incident, the first time that somebody is searched for in it: until then nobody's name is
    /// opened for nothing, and an answer costs no more than it must.
    ///
    /// # Errors
    /// When the store fails; the next asker tries again.
    pub async fn load_signs(&self, register: &Register, incident: IncidentId) -> Result<(), StoreError> {
        self.load(register).await?;
        let turn = self.turn.lock().await;
        if self.read().signs_of.contains(&incident) {
            return Ok(());
        }
        let mut after = (PersonId::from_bytes([0; 16]), IncidentId::from_bytes([0; 16]), FactId::from_bytes([0; 16]));
        loop {
            let facts = register.facts_after(after, PAGE).await?;
            let Some(last) = facts.last() else { break };
            after = (last.person, last.incident, last.id);
            let told: HashSet<PersonId> = facts.iter().filter(|f| f.incident == incident).map(|f| f.person).collect();
            let people: Vec<PersonId> = told.into_iter().collect();
            let cards = register.cards(&people).await?;
            let mut kept = self.write();
            for card in cards.values() {
                kept.put_person(card.id, incident, &card.name);
            }
        }
        self.write().signs_of.insert(incident);
        drop(turn);
        Ok(())
    }
    /// This has changed, up to an event: it is read when [`catch_up`](Self::catch_up) is called.
    pub fn heard(&self, changed: Changed, pos: i64) {
        let mut waits = self.waits.write().unwrap_or_else(PoisonError::into_inner);
        waits.0.add(changed);
        waits.1 = waits.1.max(pos);
    }
    /// Reads what has changed. What cannot be read waits for the next time, and memory says that it is older than the disk until then.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn catch_up(&self, register: &Register) -> Result<(), StoreError> {
        let _turn = self.catching.lock().await;
        let (changed, pos) = std::mem::take(&mut *self.waits.write().unwrap_or_else(PoisonError::into_inner));
        let read = if changed.is_empty() { Ok(()) } else { self.refresh(register, &changed).await };
        match read {
            Ok(()) => drop(self.upto.fetch_max(pos, Ordering::AcqRel)),
            Err(_) => self.heard(changed, pos),
        }
        read
    }
    /// Whether it is.
    #[must_use]
    pub fn knows(&self, pos: i64) -> bool {
        self.upto.load(Ordering::Acquire) >= pos
    }
    /// Reads these anew; nothing while nobody has asked yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refresh(&self, register: &Register, changed: &Changed) -> Result<(), StoreError> {
        let loaded = self.turn.lock().await;
        if !*loaded {
            return Ok(());
        }
        let news: Vec<NoteId> = changed.notes.iter().copied().collect();
        let mut ids = changed.notices.clone();
        // A death is stated of an entry: its search stays in memory, also when somebody was found.
        for row in register.many(deaths::STATED_OF, &news).await? {
            ids.insert(row.id(0)?);
        }
        let ids: Vec<NoticeId> = ids.into_iter().collect();
        let stated = deaths::many(register, &ids).await?;
        let stated: HashSet<NoticeId> = stated.iter().filter(|d| d.suspended.is_none()).map(|d| d.notice).collect();
        let fresh = notices::many_whole(register, &ids).await?;
        let rows = register.many(notes::NOTE_MANY, &news).await?;
        let fresh_news: Vec<_> = rows.iter().map(|r| notes::whole(register, r)).collect::<Result<_, _>>()?;
        let listed = lists::many(register, &news).await?;
        let told: Vec<(PersonId, IncidentId)> = {
            let kept = self.read();
            changed.people.iter().copied().filter(|(_, incident)| kept.signs_of.contains(incident)).collect()
        };
        let people: Vec<PersonId> = told.iter().map(|(p, _)| *p).chain(changed.renamed.iter().copied()).collect();
        let cards = if people.is_empty() { HashMap::new() } else { register.cards(&people).await? };
        let mut kept = self.write();
        for id in &ids {
            kept.forget_notice(*id);
        }
        for whole in fresh {
            let stated = stated.contains(&whole.notice.id);
            kept.put_notice(whole.notice, &whole.profile.names, stated);
        }
        for id in &news {
            kept.forget_news(*id);
        }
        for whole in fresh_news {
            kept.put_news(whole.note, whole.name.as_deref());
        }
        for id in &news {
            kept.forget_entry(*id);
        }
        for whole in listed {
            kept.put_entry(whole.entry, whole.who.name.as_deref());
        }
        for (person, incident) in &told {
            if let Some(card) = cards.get(person) {
                kept.put_person(*person, *incident, &card.name);
            }
        }
        for person in &changed.erased {
            kept.forget_person(*person);
        }
        for person in &changed.renamed {
            kept.rename(*person, cards.get(person).map(|c| c.name.as_str()));
        }
        drop(kept);
        drop(loaded);
        Ok(())
    }
    /// The open searches of an incident for somebody of a name at least so alike, out of a thousand.
    #[must_use]
    pub fn sought(&self, incident: IncidentId, name: &Name, at_least: u16) -> Vec<Near> {
        let kept = self.read();
        let Some(of) = kept.by_incident.get(&incident) else { return Vec::new() };
        let near = |hit: names::Hit<NoticeId>| {
            Some(Near { notice: kept.notices.get(&hit.id)?.clone(), score: Some(hit.score) })
        };
        of.sought.matches_name(name, at_least).into_iter().filter_map(near).collect()
    }
    /// The open searches of an incident for somebody who is reached so.
    #[must_use]
    pub fn sought_with(&self, incident: IncidentId, blind: &[u8; 16]) -> Vec<Arc<Notice>> {
        let kept = self.read();
        let Some(ids) = kept.by_contact.get(blind) else { return Vec::new() };
        ids.iter().filter_map(|id| kept.notices.get(id)).filter(|n| n.incident == incident).cloned().collect()
    }
    /// Signs of life of an incident under a name at least so alike, out of a thousand.
    #[must_use]
    pub fn signs(&self, incident: IncidentId, name: &Name, at_least: u16) -> Vec<(Mark, Score)> {
        let kept = self.read();
        let Some(of) = kept.by_incident.get(&incident) else { return Vec::new() };
        of.signs.matches_name(name, at_least).into_iter().map(|hit| (hit.id, hit.score)).collect()
    }
    /// One open search.
    #[must_use]
    pub fn notice(&self, id: NoticeId) -> Option<Arc<Notice>> {
        self.read().notices.get(&id).cloned()
    }
    /// News of a name that fits no search yet.
    #[must_use]
    pub fn news(&self, id: NoteId) -> Option<Arc<Note>> {
        self.read().news.get(&id).cloned()
    }
    /// Who is on the list of an institution in an incident under one of these names, or is reached so.
    #[must_use]
    pub fn listed(&self, notice: &Notice, names: &[String], at_least: u16) -> Vec<NoteId> {
        let contacts = [notice.phone, notice.email];
        let same = |a: Option<[u8; 16]>| a.is_some() && contacts.contains(&a);
        let kept = self.read();
        let by_contact = kept.entries.values().filter(|e| e.incident == notice.incident);
        let by_contact = by_contact.filter(|e| same(e.phone) || same(e.email)).map(|e| e.id);
        let mut all: HashSet<NoteId> = by_contact.collect();
        drop(kept);
        for name in names {
            let near = self.signs(notice.incident, &Name::parse(name), at_least);
            all.extend(near.into_iter().filter_map(|(mark, _)| match mark {
                Mark::Entry(id) => Some(id),
                Mark::Person(_) | Mark::News(_) => None,
            }));
        }
        all.into_iter().collect()
    }
    /// How many searches are open.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().notices.len()
    }
    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn read(&self) -> RwLockReadGuard<'_, Kept> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner)
    }
    fn write(&self) -> RwLockWriteGuard<'_, Kept> {
        self.kept.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What has changed.
#[derive(Debug, Default)]
pub struct Changed {
    /// Searches.
    pub notices: HashSet<NoticeId>,
    /// Notes.
    pub notes: HashSet<NoteId>,
    /// People of whom something was said.
    pub people: HashSet<(PersonId, IncidentId)>,
    /// People with another name.
    pub renamed: HashSet<PersonId>,
    /// People who are gone.
    pub erased: HashSet<PersonId>,
}

impl Changed {
    fn add(&mut self, more: Self) {
        self.notices.extend(more.notices);
        self.notes.extend(more.notes);
        self.people.extend(more.people);
        self.renamed.extend(more.renamed);
        self.erased.extend(more.erased);
    }
    /// Whether nothing has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty()
            && self.notes.is_empty()
            && self.people.is_empty()
            && self.renamed.is_empty()
            && self.erased.is_empty()
    }
}

impl Kept {
    fn put_notice(&mut self, notice: Notice, names: &[String], stated: bool) {
        let shared = notice.state == NoticeState::Found && (notice.share.is_some() || stated);
        // A word of whoever is said to be dead is heard.
        if !matches!(notice.state, NoticeState::Searching | NoticeState::Dead) && !shared {
            return;
        }
        let of = self.by_incident.entry(notice.incident).or_default();
        for name in names {
            of.sought.insert(notice.id, name);
        }
        for blind in [notice.phone, notice.email].into_iter().flatten() {
            self.by_contact.entry(blind).or_default().insert(notice.id);
        }
        self.notices.insert(notice.id, Arc::new(notice));
    }
    fn forget_notice(&mut self, id: NoticeId) {
        let Some(notice) = self.notices.remove(&id) else { return };
        if let Some(of) = self.by_incident.get_mut(&notice.incident) {
            of.sought.remove(&id);
        }
        for blind in [notice.phone, notice.email].into_iter().flatten() {
            if let Some(ids) = self.by_contact.get_mut(&blind) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.by_contact.remove(&blind);
                }
            }
        }
    }
    fn put_news(&mut self, note: Note, name: Option<&str>) {
        let Some(name) = name.filter(|_| note.notice.is_none() && !note.hidden) else { return };
        self.by_incident.entry(note.incident).or_default().signs.insert(Mark::News(note.id), name);
        self.news.insert(note.id, Arc::new(note));
    }
    fn forget_news(&mut self, id: NoteId) {
        if let Some(note) = self.news.remove(&id)
            && let Some(of) = self.by_incident.get_mut(&note.incident)
        {
            of.signs.remove(&Mark::News(id));
        }
    }
    fn put_entry(&mut self, entry: Entry, name: Option<&str>) {
        if let Some(name) = name {
            self.by_incident.entry(entry.incident).or_default().signs.insert(Mark::Entry(entry.id), name);
        }
        self.entries.insert(entry.id, Arc::new(entry));
    }
    fn forget_entry(&mut self, id: NoteId) {
        if let Some(entry) = self.entries.remove(&id)
            && let Some(of) = self.by_incident.get_mut(&entry.incident)
        {
            of.signs.remove(&Mark::Entry(id));
        }
    }
    fn put_person(&mut self, person: PersonId, incident: IncidentId, name: &str) {
        let signs = &mut self.by_incident.entry(incident).or_default().signs;
        if !signs.contains(&Mark::Person(person)) {
            signs.insert(Mark::Person(person), name);
        }
    }
    fn forget_person(&mut self, person: PersonId) {
        for of in self.by_incident.values_mut() {
            of.signs.remove(&Mark::Person(person));
        }
    }
    fn rename(&mut self, person: PersonId, name: Option<&str>) {
        for of in self.by_incident.values_mut() {
            if of.signs.remove(&Mark::Person(person))
                && let Some(name) = name
            {
                of.signs.insert(Mark::Person(person), name);
            }
        }
    }
}
