//! What this room does when something happened elsewhere: somebody moved into a zone, somebody proved their contact, a roll is
//! called.

use std::collections::HashSet;

use ::store::{Change, StoreError, params};
use async_trait::async_trait;
use kernel::{Event, FactId, IncidentId, PersonId, Recorded};
use register::{Author, Channel, Fact, FactKind, Flags, How, IncidentState, Proof, own_answer};
use relay::Listener;
use web::House;

use crate::{
    acts,
    model::{Answer, Pending},
    rules, store,
};

/// The room's listener.
pub struct Ears(pub House);

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "safety"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Moved { .. } | Event::Proven { .. } | Event::RollCall { open: true, .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let mut change = Change::new();
        let (mut moved, mut proven, mut asked) = (HashSet::new(), HashSet::new(), HashSet::new());
        for recorded in events {
            match &recorded.event {
                Event::Moved { person } if moved.insert(*person) => {
                    change = self.moved(change, *person, &mut asked).await?;
                }
                Event::Proven { person } if proven.insert(*person) => change = self.proven(change, *person).await?,
                Event::RollCall { incident, open: true, people, .. } if !people.is_empty() => {
                    change = self.called(change, *incident, people, &mut asked).await?;
                }
                _ => {}
            }
        }
        Ok(change)
    }
}

/// Who is asked by what is being heard: nobody twice.
type Asked = HashSet<(IncidentId, PersonId)>;

impl Ears {
    /// Somebody who comes into the zone of an incident is asked.
    async fn moved(&self, mut change: Change, person: PersonId, by_now: &mut Asked) -> Result<Change, StoreError> {
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
            if !asked && by_now.insert((incident.id, person)) {
                change = store::ask(change, &incident, vec![person], now);
            }
        }
        Ok(change)
    }
    /// Whose roll is called is asked wherever they are; who is asked already is not asked twice.
    async fn called(
        &self,
        change: Change,
        incident: IncidentId,
        people: &[PersonId],
        by_now: &mut Asked,
    ) -> Result<Change, StoreError> {
        let Some(incident) = self.0.incidents.fresh(incident).await? else { return Ok(change) };
        if incident.state != IncidentState::Active {
            return Ok(change); // nobody new is asked
        }
        let there = self.0.register.cards(people).await?;
        let (mut asked, mut new) = (Vec::new(), Vec::new());
        for person in people.iter().copied().filter(|p| there.contains_key(p)) {
            let is_new = !store::is_asked(&self.0.register, person, incident.id).await?;
            if is_new && by_now.insert((incident.id, person)) { new.push(person) } else { asked.push(person) }
        }
        Ok(store::call(change, &incident, &asked, new, self.0.clock.now()))
    }
    /// What waited for a contact becomes what its owner said, and what others said of them.
    async fn proven(&self, mut change: Change, person: PersonId) -> Result<Change, StoreError> {
        if self.0.register.card(person).await?.is_none() {
            return Ok(change); // erased since
        }
        let facts = self.0.register.facts_of(person).await?;
        let known: HashSet<FactId> = facts.iter().map(|f| f.id).collect();
        let (circle, _) = self.0.register.circle(person).await?;
        let blocked = |author: Author| {
            let Author::Person(author) = author else { return false };
            circle.links().get(author).is_some_and(|l| l.flags.has(Flags::BLOCKED_BY_ME))
        };
        for contact in self.0.register.contacts(person).await?.into_iter().filter(|c| c.proven.is_some()) {
            // Only what its own code came back for: whoever knows a contact could otherwise answer in its owner's name.
            let meant = self.0.register.answers_proven(contact.blind).await?;
            let mut waiting = store::pending_of(&self.0.register, contact.blind).await?;
            waiting.sort_by_key(|p| p.at);
            for pending in waiting.iter().filter(|p| meant.contains(&p.id)) {
                let fact = own_fact(person, pending.incident, pending);
                change = change.run(store::DROP_PENDING, vec![::store::Value::Id(pending.id)]);
                if !known.contains(&fact.id) {
                    change = self.0.register.with_fact(change, &fact, pending.words.as_deref());
                }
                // A press that waited on its way takes nothing back of what was pressed after it.
                let of: Vec<Fact> = facts.iter().filter(|f| f.incident == pending.incident).copied().collect();
                let newest = own_answer(&of).is_none_or(|f| f.pressed() <= fact.pressed());
                change = match pending.answer {
                    Answer::NeedHelp => self.asked_for_help(change, person, pending, newest).await?,
                    _ => self.needs_none(change, person, pending, newest, &waiting).await?,
                };
            }
            for waiting in store::waiting_for(&self.0.register, contact.blind, person).await? {
                change = change.must(store::MATCH_DECLARATION, params![waiting.id, person]);
                let own = waiting.fact.author == Author::Person(person);
                // What somebody says whom they blocked does not reach them.
                if !known.contains(&waiting.id) && !own && !blocked(waiting.fact.author) {
                    change = self.0.register.with_fact(change, &waiting.fact, waiting.words.as_deref());
                }
            }
        }
        Ok(change)
    }
    /// A request for help turns out to be a person's: it stands among the proven ones from now on, also when the queue had no room for it.
    async fn asked_for_help(
        &self,
        change: Change,
        person: PersonId,
        pending: &Pending,
        newest: bool,
    ) -> Result<Change, StoreError> {
        let register = &self.0.register;
        let waiting = register.case_pending(pending.id).await?;
        let own = register.case_of(person, pending.incident).await?;
        match (waiting, own) {
            (Some(case), None) => Ok(register.adopt_case(change, &case, pending.id, person)),
            _ if newest && self.0.incidents.get(pending.incident).is_some_and(|i| i.state.takes_answers()) => {
                let asked = acts::case_of_unproven(&self.0, pending, Channel::Web, Some(person));
                Ok(register.merge_case(change, &asked, pending.id, person))
            }
            _ => Ok(change),
        }
    }
    /// Somebody says that they need no help any more: so their request says, and those that named the same contact before.
    async fn needs_none(
        &self,
        mut change: Change,
        person: PersonId,
        pending: &Pending,
        newest: bool,
        waiting: &[Pending],
    ) -> Result<Change, StoreError> {
        let (register, now) = (&self.0.register, self.0.clock.now());
        if let Some(own) = register.case_of(person, pending.incident).await?.filter(|_| newest) {
            change = register.case_is_better(change, &own, now);
        }
        let before = |p: &&Pending| {
            p.answer == Answer::NeedHelp && p.incident == pending.incident && p.at <= pending.at && p.id != pending.id
        };
        for asked in waiting.iter().filter(before) {
            if let Some(case) = register.case_pending(asked.id).await? {
                change = register.case_is_better(change, &case, now);
            }
        }
        Ok(change)
    }
}

fn own_fact(person: PersonId, incident: IncidentId, pending: &Pending) -> Fact {
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
