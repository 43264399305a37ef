//! What this room does when something happened elsewhere: somebody moved into a zone, somebody proved their contact.

use std::collections::HashSet;

use ::store::{Change, StoreError, params};
use async_trait::async_trait;
use kernel::{Event, FactId, IncidentId, PersonId, Recorded};
use register::{Author, Channel, Fact, FactKind, How, IncidentState, Proof};
use relay::Listener;
use web::House;

use crate::{rules, store};

/// The room's listener.
pub struct Ears(pub House);

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "safety"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Moved { .. } | Event::Proven { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let mut change = Change::new();
        let (mut moved, mut proven) = (HashSet::new(), HashSet::new());
        for recorded in events {
            match recorded.event {
                Event::Moved { person } if moved.insert(person) => change = self.moved(change, person).await?,
                Event::Proven { person } if proven.insert(person) => change = self.proven(change, person).await?,
                _ => {}
            }
        }
        Ok(change)
    }
}

impl Ears {
    /// Somebody who comes into the zone of an incident is asked.
    async fn moved(&self, mut change: Change, person: PersonId) -> Result<Change, StoreError> {
        let now = self.0.clock.now();
        let mut cells = None;
        let mut prompts = None;
        for incident in self.0.incidents.open().into_iter().filter(|i| i.state == IncidentState::Active) {
            if cells.is_none() {
                cells = Some(self.0.register.presence(person, now).await?);
            }
            let inside = cells.iter().flatten().any(|p| {
                let (lat, lon) = p.cell.centre();
                incident.zone.contains(lat, lon)
            });
            if !inside {
                continue;
            }
            if prompts.is_none() {
                prompts = Some(store::prompts_of(&self.0.register, person).await?);
            }
            let asked = prompts.iter().flatten().any(|(i, _, open)| *i == incident.id && *open);
            if !asked {
                change = store::ask(change, &incident, vec![person], now);
            }
        }
        Ok(change)
    }
    /// What waited for a contact becomes what its owner said, and what others said of them.
    async fn proven(&self, mut change: Change, person: PersonId) -> Result<Change, StoreError> {
        if self.0.register.card(person).await?.is_none() {
            return Ok(change); // erased since
        }
        let known: HashSet<FactId> = self.0.register.facts_of(person).await?.iter().map(|f| f.id).collect();
        for contact in self.0.register.contacts(person).await?.into_iter().filter(|c| c.proven.is_some()) {
            // Only what its own code came back for: whoever knows a contact could otherwise answer in its owner's name.
            let meant = self.0.register.answers_proven(contact.blind).await?;
            let waiting = store::pending_of(&self.0.register, contact.blind).await?;
            for pending in waiting.into_iter().filter(|p| meant.contains(&p.id)) {
                let fact = own_fact(person, pending.incident, &pending);
                change = change.run(store::DROP_PENDING, vec![::store::Value::Id(pending.id)]);
                if !known.contains(&fact.id) {
                    change = self.0.register.with_fact(change, &fact, pending.words.as_deref());
                }
                change = self.0.register.adopt_case(change, pending.id, person);
            }
            for waiting in store::waiting_for(&self.0.register, contact.blind, person).await? {
                change = change.must(store::MATCH_DECLARATION, params![waiting.id, person]);
                let own = waiting.fact.author == Author::Person(person);
                if !known.contains(&waiting.id) && !own {
                    change = self.0.register.with_fact(change, &waiting.fact, waiting.words.as_deref());
                }
            }
        }
        Ok(change)
    }
}

fn own_fact(person: PersonId, incident: IncidentId, pending: &crate::model::Pending) -> Fact {
    let mut digest = [0; 32];
    for (to, from) in digest.iter_mut().zip(pending.id) {
        *to = from;
    }
    Fact {
        id: rules::fact_id(digest),
        person,
        incident,
        drill: pending.drill,
        kind: FactKind::CheckIn,
        state: pending.answer.state(),
        how: How::Own,
        author: Author::Person(person),
        at: pending.at,
        received: pending.received,
        proof: Proof::Contact,
        disputed: false,
        confirmed: false,
        channel: Channel::Web,
    }
}
