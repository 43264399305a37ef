//! What this room shows live, and to whom. What it says of people comes from the one projection.

use ::store::StoreError;
use async_trait::async_trait;
use kernel::{Event, IncidentId, PersonId, Recorded, Span};
use register::{Incidents, Register, Sight, View};
use relay::{Frame, Project, Scope, To, Who};
use serde_json::json;
use web::Config;

/// The room's projection.
pub struct Shown {
    register: Register,
    incidents: Incidents,
    safe_ages: Span,
}

impl Shown {
    /// A projection on this register.
    #[must_use]
    pub fn new(register: &Register, incidents: &Incidents, config: &Config) -> Self {
        let safe_ages = Span::hours(i64::from(config.safe_ages_hours));
        Self { register: register.clone(), incidents: incidents.clone(), safe_ages }
    }
    /// Of these people, those who are there to see.
    fn there(people: &[PersonId], scope: &Scope<'_>) -> Vec<PersonId> {
        people.iter().copied().filter(|p| scope.has(*p)).collect()
    }
    fn sight(&self, incident: IncidentId) -> Option<Sight> {
        let incident = self.incidents.get(incident)?;
        Some(Sight { incidents: vec![incident], now: self.register.store().clock().now(), safe_ages: self.safe_ages })
    }
    /// Somebody's status changed: their circle sees it, and they themself.
    async fn fact(&self, person: PersonId, incident: IncidentId, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let mut frames = Vec::new();
        if !scope.has_people() {
            return Ok(frames);
        }
        let (circle, _) = self.register.circle(person).await?;
        let friends: Vec<PersonId> = circle.links().told().filter(|p| scope.has(*p)).collect();
        let Some(sight) = self.sight(incident) else { return Ok(frames) };
        if !friends.is_empty()
            && let Some(view) = self.register.seen_in_circle(person, &sight).await?
        {
            frames.push(Frame::new(To::People(friends), "status", json_of(&view)));
        }
        if scope.has(person)
            && let Some(view) = self.register.seen_by_self(person, &sight).await?
        {
            frames.push(Frame::new(To::People(vec![person]), "me", json_of(&view)));
        }
        Ok(frames)
    }
    fn incident(&self, incident: IncidentId, state: &str, scope: &Scope<'_>) -> Vec<Frame> {
        let Some(found) = self.incidents.get(incident).filter(|_| scope.has_anyone()) else { return Vec::new() };
        let data =
            json!({ "incident": incident, "drill": found.drill, "state": state, "names": found.names }).to_string();
        let hidden = matches!(state, "draft" | "awaiting_second") || !found.is_public();
        let to = if hidden { To::Operators } else { To::Everyone };
        vec![Frame::new(to, "incident", data)]
    }
    fn to_people(people: &[PersonId], scope: &Scope<'_>, name: &'static str, data: serde_json::Value) -> Vec<Frame> {
        let there = Self::there(people, scope);
        if there.is_empty() { Vec::new() } else { vec![Frame::new(To::People(there), name, data.to_string())] }
    }
}

fn json_of(view: &View) -> String {
    serde_json::to_string(view).unwrap_or_else(|_| "{}".to_owned())
}

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        Ok(match &event.event {
            Event::Fact { person, incident, .. } => self.fact(*person, *incident, scope).await?,
            Event::Incident { incident, state, .. } => self.incident(*incident, state, scope),
            Event::Asked { incident, drill, people, .. } => {
                Self::to_people(people, scope, "asked", json!({ "incident": incident, "drill": drill }))
            }
            Event::Unasked { incident, drill, cancelled, people } => {
                let data = json!({ "incident": incident, "drill": drill, "cancelled": cancelled });
                Self::to_people(people, scope, "unasked", data)
            }
            Event::Reminded { incident, drill, people } => {
                Self::to_people(people, scope, "reminded", json!({ "incident": incident, "drill": drill }))
            }
            Event::Circle { person } => Self::to_people(&[*person], scope, "circle", json!({ "person": person })),
            Event::Help { case, incident, drill } if scope.has_operators() => {
                let data = json!({ "case": case, "incident": incident, "drill": drill }).to_string();
                vec![Frame::new(To::Operators, "help", data)]
            }
            Event::ProofAsked { proof } if scope.has_operators() => {
                vec![Frame::new(To::Operators, "proof", json!({ "proof": proof }).to_string())]
            }
            Event::Inbox { incident, drill, urgent } if scope.has_operators() => {
                let data = json!({ "incident": incident, "drill": drill, "urgent": urgent }).to_string();
                vec![Frame::new(To::Operators, "inbox", data)]
            }
            _ => Vec::new(),
        })
    }
}

/// Who a visitor is to a stream.
#[must_use]
pub fn who(visitor: &kernel::Visitor) -> Who {
    match visitor {
        kernel::Visitor::Person { id, .. } => Who::Person(*id),
        kernel::Visitor::Staff(s) if s.role.operates() => Who::Operator,
        kernel::Visitor::Staff(s) if s.role == kernel::Role::Moderator => Who::Moderator,
        _ => Who::Public,
    }
}
