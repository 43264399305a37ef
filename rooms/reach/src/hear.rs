//! What happened, and who is written to because of it.

mod alerts;
mod doors;
pub(crate) mod hooks;
mod rulings;
mod searches;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, Id, IncidentId, PersonId, Recorded, SessionId, Time};
use notify::{Channel, Kind, NewDelivery, Owner, report::Campaign};
use register::{ContactKind, Fact, Sight, State};
use relay::Listener;
use web::House;

use crate::{
    acts::put::{About, on_its_way},
    rules, store,
};

/// The room's listener.
pub(crate) struct Ears(pub House);

/// What facts of several people need to be known: read at once.
#[derive(Default)]
struct Ahead {
    facts: HashMap<(PersonId, IncidentId), Vec<Fact>>,
    /// As their circles see them.
    shown: HashMap<(PersonId, IncidentId), State>,
    told: store::WasTold,
    circles: HashMap<PersonId, Vec<PersonId>>,
    reachable: HashMap<PersonId, rules::Reachable>,
}

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "reach"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(
            event,
            Event::Asked { .. }
                | Event::Unasked { .. }
                | Event::Reminded { .. }
                | Event::Fact { .. }
                | Event::ProofAsked { .. }
                | Event::SignedOut { .. }
        ) || doors::cares(event)
            || searches::cares(event)
            || alerts::cares(event)
            || rulings::cares(event)
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let mut change = Change::new();
        let ahead = self.read_ahead(events).await?;
        let mut behind = self.behind_doors(events).await?;
        let seekers = self.behind_searches(events).await?;
        // What circles are told in this very change counts as told for the rest of it.
        let mut told = ahead.told.clone();
        // Facts are read as they stand now: of several events about one person in one incident, the first says what all of them would.
        let mut looked_at = HashSet::new();
        for recorded in events {
            // A question counts from its event, however late it is heard; a clock that was set back holds up nobody.
            let at = recorded.at.min(self.0.clock.now());
            let once = recorded.pos.to_be_bytes();
            change = match &recorded.event {
                Event::Asked { incident, drill, round, people } => {
                    let campaign = self.campaign(*incident, *drill, Kind::Ask, *round, at);
                    change = self.0.queue.add_campaign(change, &campaign, *incident, *drill);
                    let about = About {
                        once: &once,
                        kind: Kind::Ask,
                        incident: Some((*incident, *drill)),
                        campaign: Some(campaign.id),
                        about: None,
                        says: None,
                        made: at,
                    };
                    self.write_to(change, people, &about).await?
                }
                Event::Reminded { incident, drill, people } => {
                    let campaign = self.campaign(*incident, *drill, Kind::Remind, recorded.pos, at);
                    change = self.0.queue.add_campaign(change, &campaign, *incident, *drill);
                    let about = About {
                        once: &once,
                        kind: Kind::Remind,
                        incident: Some((*incident, *drill)),
                        campaign: Some(campaign.id),
                        about: None,
                        says: None,
                        made: at,
                    };
                    self.write_to(change, people, &about).await?
                }
                Event::Unasked { incident, drill, people, .. } => {
                    for person in people {
                        change = self.0.queue.drop_questions(change, *person, *incident);
                    }
                    // Who was never reached need not hear that it is over.
                    let reached = store::were_written_to(&self.0.register, people).await?;
                    let reached = rules::each_once([reached.as_slice()]);
                    let about = About {
                        once: &once,
                        kind: Kind::Over,
                        incident: Some((*incident, *drill)),
                        campaign: None,
                        about: None,
                        says: None,
                        made: at,
                    };
                    self.write_to(change, &reached, &about).await?
                }
                Event::Fact { person, incident, .. } if !looked_at.insert((*person, *incident)) => change,
                Event::Fact { person, incident, drill, .. } => {
                    self.fact(change, (*person, *incident, *drill), (&once, at), (&ahead, &mut told))
                }
                Event::ProofAsked { proof } => self.code(change, *proof, &once, at).await?,
                Event::SignedOut { session } => forget(change, *session),
                event if alerts::cares(event) => self.alert(change, recorded, at).await?,
                event if rulings::cares(event) => self.ruled(change, event, (&once, at)).await?,
                event if searches::cares(event) => self.of_searches(change, event, (&once, at), &seekers),
                event => self.of_doors(change, event, (&once, at), &mut behind),
            };
        }
        Ok(change)
    }
}

fn forget(change: Change, session: SessionId) -> Change {
    store::devices::forget_session(change, session)
}

impl Ears {
    fn campaign(&self, incident: IncidentId, drill: bool, kind: Kind, round: i64, at: Time) -> Campaign {
        let data =
            [&incident.bytes()[..], &kind.number().to_be_bytes(), &round.to_be_bytes(), &[u8::from(drill)]].concat();
        let id = self.0.seal.mac("campaign", &data).first_chunk::<16>().copied().unwrap_or_default();
        Campaign { id, kind: kind.number(), round, at }
    }
    /// Puts a message on its way to these people, through what each of them has and wants.
    async fn write_to(&self, change: Change, people: &[PersonId], about: &About<'_>) -> Result<Change, StoreError> {
        let reachable = store::reachable(&self.0.register, people).await?;
        Ok(self.write_to_reachable(change, people, &reachable, about))
    }
    fn write_to_reachable(
        &self,
        change: Change,
        people: &[PersonId],
        reachable: &HashMap<PersonId, rules::Reachable>,
        about: &About<'_>,
    ) -> Change {
        on_its_way(&self.0, change, people, reachable, about)
    }
    /// What is read of everybody whom these facts are about, at once: a burst of answers would be ten looks for each of them.
    async fn read_ahead(&self, events: &[Recorded]) -> Result<Ahead, StoreError> {
        let facts = events.iter().filter_map(|e| match &e.event {
            Event::Fact { person, incident, .. } => Some((*incident, *person)),
            _ => None,
        });
        let mut about: BTreeMap<IncidentId, BTreeSet<PersonId>> = BTreeMap::new();
        for (incident, person) in facts {
            about.entry(incident).or_default().insert(person);
        }
        let mut ahead = Ahead::default();
        if about.is_empty() {
            return Ok(ahead);
        }
        let register = &self.0.register;
        let everybody: BTreeSet<PersonId> = about.values().flatten().copied().collect();
        let everybody: Vec<PersonId> = everybody.into_iter().collect();
        for fact in register.facts_of_many(&everybody).await? {
            ahead.facts.entry((fact.person, fact.incident)).or_default().push(fact);
        }
        ahead.told = store::told(register, &everybody).await?;
        let now = self.0.clock.now();
        for (id, people) in about {
            let Some(known) = self.0.incidents.get(id) else { continue };
            let safe_ages = kernel::Span::hours(i64::from(self.0.config.safe_ages_hours));
            let sight = Sight { incidents: vec![known], now, safe_ages };
            let people: Vec<PersonId> = people.into_iter().collect();
            for view in register.each_seen_in_circle(&people, &sight).await? {
                if let Some(shown) = view.statuses.first() {
                    ahead.shown.insert((view.person, id), shown.state);
                }
            }
        }
        // Circles, and through what their people are reached, of those alone of whom there may be news.
        let news: BTreeSet<PersonId> = ahead.shown.keys().map(|(person, _)| *person).collect();
        let news: Vec<PersonId> = news.into_iter().collect();
        let circles = register.circles(&news).await?;
        ahead.circles = circles.into_iter().map(|(p, (circle, _))| (p, circle.links().told().collect())).collect();
        let friends = rules::each_once(ahead.circles.values().map(Vec::as_slice));
        ahead.reachable = store::reachable(register, &friends).await?;
        Ok(ahead)
    }
    /// Somebody answered, or was said to be well: they are asked no more, and their circle is told what is new.
    fn fact(
        &self,
        mut change: Change,
        (person, incident, drill): (PersonId, IncidentId, bool),
        (once, at): (&[u8], Time),
        (ahead, told): (&Ahead, &mut store::WasTold),
    ) -> Change {
        let about = (person, incident);
        let facts = ahead.facts.get(&about).map_or(&[][..], Vec::as_slice);
        if self.0.incidents.get(incident).is_some() && register::own_answer(facts).is_some() {
            change = self.0.queue.drop_questions(change, person, incident);
        }
        let Some(shown) = ahead.shown.get(&about) else { return change };
        let state = shown.number();
        // A death is never in a message.
        if *shown == State::Dead || !rules::is_news(told.get(&about).copied(), state) {
            return change;
        }
        told.insert(about, state);
        change = store::note_told(change, person, incident, state, self.0.clock.now());
        let friends = ahead.circles.get(&person).map_or(&[][..], Vec::as_slice);
        let about = About {
            once,
            kind: Kind::Told,
            incident: Some((incident, drill)),
            campaign: None,
            about: Some(person.bytes()),
            says: None,
            made: at,
        };
        self.write_to_reachable(change, &rules::each_once([friends]), &ahead.reachable, &about)
    }
    /// A code goes to the very contact that it proves.
    async fn code(&self, change: Change, id: kernel::ProofId, once: &[u8], at: Time) -> Result<Change, StoreError> {
        let Some(proof) = self.0.register.proof(id).await? else { return Ok(change) };
        if proof.done.is_some() {
            return Ok(change);
        }
        let Some(contact) = proof.as_contact() else { return Ok(change) };
        let channel = match proof.kind {
            ContactKind::Phone => Channel::Sms,
            ContactKind::Email => Channel::Email,
        };
        // Without a channel an operator reads the code in the console and tells it.
        if !self.0.config.has(channel) {
            return Ok(change);
        }
        let blind = self.0.register.blind(&contact);
        Ok(self.0.queue.add(
            change,
            &NewDelivery {
                about: Some(id.bytes()),
                contact: Some(contact.normalized()),
                ..NewDelivery::new(once, Owner::Contact(blind), Kind::Code, channel, at)
            },
        ))
    }
}
