//! What happened, and which other systems are called because of it.

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, Id, IncidentId, Recorded};
use notify::{Channel, Kind, NewDelivery, Owner};
use register::IncidentState;
use relay::Listener;
use serde_json::json;
use web::House;

use crate::{acts::calls, store::hooks};

/// The listener of web hooks: by itself, so that people never wait for machines.
pub(crate) struct Bells(pub House);

#[async_trait]
impl Listener for Bells {
    fn name(&self) -> &'static str {
        "hooks"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Incident { .. } | Event::Fact { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let register = &self.0.register;
        let mut change = Change::new();
        // Most servers have no hooks: a night of answers then costs one look for each batch of them.
        let mut of_incidents = None;
        let mut of_rolls = None;
        for recorded in events {
            match &recorded.event {
                Event::Incident { incident, drill, state } if is_public(state) => {
                    if of_incidents.is_none() {
                        of_incidents = Some(hooks::of_incidents(register).await?);
                    }
                    let what = format!("{}{state}", calls::INCIDENT);
                    for hook in of_incidents.iter().flatten() {
                        change = self.call(change, recorded, *hook, (*incident, *drill), None, (&what, "{}"));
                    }
                }
                Event::Fact { person, incident, drill, fact, .. } => {
                    let any = match of_rolls {
                        Some(any) => any,
                        None => hooks::any_of_rolls(register).await?,
                    };
                    of_rolls = Some(any);
                    if !any {
                        continue;
                    }
                    let which = json!({ "fact": fact }).to_string();
                    for hook in hooks::of_answer(register, *person, *incident).await? {
                        let about = Some(person.bytes());
                        let said = (calls::ANSWER, which.as_str());
                        change = self.call(change, recorded, hook, (*incident, *drill), about, said);
                    }
                }
                _ => {}
            }
        }
        Ok(change)
    }
}

impl Bells {
    fn call(
        &self,
        change: Change,
        recorded: &Recorded,
        hook: [u8; 16],
        incident: (IncidentId, bool),
        about: Option<[u8; 16]>,
        text: (&str, &str),
    ) -> Change {
        let at = recorded.at.min(self.0.clock.now());
        let once = recorded.pos.to_be_bytes();
        let new = NewDelivery {
            incident: Some(incident),
            about,
            text: Some(text),
            ..NewDelivery::new(&once, Owner::Hook(hook), Kind::Hook, Channel::Hook, at)
        };
        self.0.queue.add(change, &new)
    }
}

fn is_public(state: &str) -> bool {
    IncidentState::ALL.into_iter().any(|s| s.word() == state && s.is_public())
}
