//! What this room does when something happened: it keeps its memory fresh, and joins searches with signs of life.

mod ledger;
mod reports;
mod vigil;
mod waiting;

use std::{collections::HashSet, sync::Arc, time::Duration};

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, IncidentId, NoteId, NoticeId, PersonId, Recorded, SignId};
use relay::{Listener, Watcher};
use web::House;

pub use self::{ledger::Ledger, reports::Decided, vigil::Vigil, waiting::Waits};
use crate::{
    acts::{join, links, list, signs},
    store::memory::{Changed, Memory},
};

/// Keeps the memory as the disk is, in every process.
pub struct Fresh(pub House);

#[async_trait]
impl Watcher for Fresh {
    async fn watch(&self, events: &[Recorded]) {
        let memory: Arc<Memory> = self.0.shelf.get();
        let mut changed = Changed::default();
        for recorded in events {
            match &recorded.event {
                Event::Notice { notice, .. } => drop(changed.notices.insert(*notice)),
                Event::News { note, .. } => drop(changed.notes.insert(*note)),
                Event::Fact { person, incident, .. } => drop(changed.people.insert((*person, *incident))),
                Event::Person { person } => drop(changed.renamed.insert(*person)),
                Event::Erased { person } => drop(changed.erased.insert(*person)),
                _ => {}
            }
        }
        memory.heard(changed, events.last().map_or(0, |e| e.pos));
        if let Err(fault) = memory.catch_up(&self.0.register).await {
            tracing::warn!(cause = %fault, "searches in memory are older than those on disk");
        }
    }
}

/// The room's listener: once for the whole service.
pub struct Ears(pub House);

/// How long the memory is waited for: it hears the same events.
const WAITS: u32 = 2000;
const PAUSE: Duration = Duration::from_millis(5);

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "missing"
    }
    fn cares(&self, event: &Event) -> bool {
        match event {
            // What is closed may be said of the dead: whoever has spoken since is not.
            Event::Notice { state, .. } => matches!(state.as_str(), "searching" | "closed"),
            // What says nothing, or weighs nothing, is no sign of life.
            Event::Fact { says, .. } => says.is_none_or(|s| s.state > 0 && s.strength > 0),
            Event::News { .. } | Event::Sign { .. } | Event::Proven { .. } | Event::Person { .. } => true,
            _ => false,
        }
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let memory: Arc<Memory> = self.0.shelf.get();
        memory.load(&self.0.register).await?;
        let last = events.last().map_or(0, |e| e.pos);
        for _ in 0..WAITS {
            if memory.knows(last) {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        if !memory.knows(last) {
            // What could not be read is read again.
            memory.catch_up(&self.0.register).await?;
        }
        if !memory.knows(last) {
            return Err(StoreError::Fault("searches in memory are older than what is to be heard".into()));
        }
        let mut people: HashSet<(PersonId, IncidentId)> = HashSet::new();
        let mut proven: HashSet<PersonId> = HashSet::new();
        let mut renamed: HashSet<PersonId> = HashSet::new();
        let mut notices: HashSet<NoticeId> = HashSet::new();
        let mut news: HashSet<NoteId> = HashSet::new();
        let mut left: Vec<SignId> = Vec::new();
        for recorded in events {
            match &recorded.event {
                Event::Fact { person, incident, .. } => drop(people.insert((*person, *incident))),
                Event::Proven { person } => drop(proven.insert(*person)),
                // Under another name they may be somebody who is sought.
                Event::Person { person } => drop(renamed.insert(*person)),
                Event::Notice { notice, .. } => drop(notices.insert(*notice)),
                Event::News { note, .. } => drop(news.insert(*note)),
                Event::Sign { sign, .. } => left.push(*sign),
                _ => {}
            }
        }
        let who: Vec<PersonId> = proven.into_iter().collect();
        // Also while nobody is sought: whoever is later finds it.
        let change = signs::taken(&self.0, &left, Change::new()).await?;
        let change = signs::proven(&self.0, &who, change).await?;
        if memory.is_empty() {
            return Ok(change);
        }
        renamed.extend(who);
        if !renamed.is_empty() {
            let who: Vec<PersonId> = renamed.into_iter().collect();
            people.extend(self.0.register.facts_of_many(&who).await?.iter().map(|f| (f.person, f.incident)));
        }
        let mut change = join::of_people(&self.0, &memory, &people, change).await?;
        for id in notices {
            change = join::of_notice(&self.0, &memory, id, change).await?;
            change = links::of_notice(&self.0, &memory, id, change).await?;
            change = list::of_notice(&self.0, &memory, id, change).await?;
        }
        for id in news {
            change = join::of_news(&self.0, &memory, id, change).await?;
            change = list::of_entry(&self.0, &memory, id, change).await?;
        }
        Ok(change)
    }
}
