//! What every story begins with: a night, an incident, people who ask for help.

use std::sync::Arc;

use kernel::{CaseId, Cell, Clock, IncidentId, OperatorId, PersonId, Role, Time, Visitor, Zone, ZoneLimits};
use register::{
    Author, Case, CaseDetail, Channel, Fact, FactKind, How, Incident, IncidentState, Proof, Register, State, Texts,
    incidents,
};
use store::{Change, Store};
use web::{
    Fault, Sessions,
    harness::{Client, Harness},
};

struct ByRegister(Register, Arc<dyn Clock>);

#[async_trait::async_trait]
impl Sessions for ByRegister {
    async fn visitor(&self, token: [u8; 32]) -> Result<Visitor, Fault> {
        Ok(self.0.visitor_of(token, self.1.now()).await?)
    }
}

fn sessions(register: &Register, clock: Arc<dyn Clock>) -> Arc<dyn Sessions> {
    Arc::new(ByRegister(register.clone(), clock))
}

/// A console with two operators and an admin.
pub struct Desk {
    pub h: Harness,
    pub anne: Client,
    pub bruno: Client,
    pub admin: Client,
}

/// What somebody tells who asks for help.
#[derive(Clone, Copy, Default)]
pub struct Tells<'a> {
    pub need: Option<&'a str>,
    pub people: Option<u32>,
    pub place: Option<&'a str>,
    pub cell: Option<Cell>,
    pub words: Option<&'a str>,
}

impl Desk {
    pub async fn new(store: Store) -> Self {
        let h = Harness::new(vec![desk::room()], store, sessions).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne V.").await, h.staff(Role::Operator, "Bruno K.").await);
        let admin = h.staff(Role::Admin, "Chef").await;
        Self { h, anne, bruno, admin }
    }
    pub fn now(&self) -> Time {
        self.h.house.clock.now()
    }
    /// An incident that has been on for two hours.
    pub async fn incident(&self, drill: bool) -> Incident {
        self.incident_in(drill, IncidentState::Active).await
    }
    pub async fn incident_in(&self, drill: bool, state: IncidentState) -> Incident {
        let house = &self.h.house;
        let now = house.clock.now();
        let began = now.minus(kernel::Span::hours(2));
        let names = [("fr", "Attaques à Paris"), ("en", "Attacks in Paris")];
        let incident = Incident {
            id: house.dice.id(began),
            version: 1,
            kind: "attack".to_owned(),
            drill,
            state: IncidentState::Draft,
            names: Texts(names.into_iter().map(|(l, n)| (l.to_owned(), n.to_owned())).collect()),
            prompts: Texts::default(),
            zone: Zone::from_circle(48.8606, 2.3800, 1.0, &ZoneLimits::default()).unwrap(),
            round: 1,
            created: began,
            opened_by: kernel::Id::from_bytes([7; 16]),
            opened_by_name: "Anne V.".to_owned(),
            activated_by: None,
            activated: None,
            asked_again: None,
            ended: None,
        };
        house.store.apply(incidents::drafted(Change::new(), &incident)).await.unwrap();
        let on = state.is_public().then_some(began);
        let asked_by: Option<OperatorId> = Some(kernel::Id::from_bytes([7; 16]));
        let moved = Incident { state, activated: on, activated_by: asked_by, ..incident };
        house.store.apply(incidents::moved(Change::new(), &moved)).await.unwrap();
        house.incidents.fresh(moved.id).await.unwrap();
        moved
    }
    /// A person who says how they are.
    pub async fn says(&self, incident: &Incident, person: PersonId, state: State) {
        let house = &self.h.house;
        let now = house.clock.now();
        let fact = Fact {
            id: house.dice.id(now),
            person,
            incident: incident.id,
            drill: incident.drill,
            kind: FactKind::CheckIn,
            state,
            how: How::Own,
            author: Author::Person(person),
            at: now,
            received: now,
            proof: Proof::Device,
            disputed: false,
            confirmed: false,
            channel: Channel::Web,
        };
        let mut change = house.register.with_fact(Change::new(), &fact, None);
        if state == State::Safe {
            change = house.register.better(change, person, incident.id, now).await.unwrap();
        }
        house.store.apply(change).await.unwrap();
    }
    /// Somebody asks for help; nobody when they have no account.
    pub async fn asks(&self, incident: &Incident, person: Option<PersonId>, tells: Tells<'_>) -> CaseId {
        self.asks_with(incident, person, tells, 5).await
    }
    /// The same; without an account, `answer` tells one answer from another.
    pub async fn asks_with(
        &self,
        incident: &Incident,
        person: Option<PersonId>,
        tells: Tells<'_>,
        answer: u8,
    ) -> CaseId {
        let house = &self.h.house;
        let now = house.clock.now();
        if let Some(person) = person {
            self.says(incident, person, State::NeedHelp).await;
        }
        let id: CaseId = house.dice.id(now);
        let case = Case {
            person,
            pending: person.is_none().then_some([answer; 16]),
            words: tells.words.map(str::to_owned),
            ..Case::asked(id, (incident.id, incident.drill), Channel::Web, now)
        };
        house.store.apply(house.register.open_case(Change::new(), &case)).await.unwrap();
        let kept = house.register.case(id).await.unwrap().unwrap();
        let Tells { need, people, place, cell, words } = tells;
        let detail = CaseDetail { need, people, place, cell, words };
        house.store.apply(house.register.detail_case(Change::new(), &kept, &detail, now)).await.unwrap();
        id
    }
    pub fn queue(&self, incident: IncidentId) -> String {
        format!("/api/v1/incidents/{incident}/help-queue")
    }
    /// Three people ask: for a roof, hurt, and without saying what.
    pub async fn three(&self, incident: &Incident) -> [CaseId; 3] {
        let mut cases = Vec::new();
        let cell = Cell::at(48.8549, 2.3849, 9).unwrap();
        for (name, tells) in [
            (
                "Giulia P.",
                Tells { need: Some("shelter"), people: Some(2), place: Some("République"), ..Tells::default() },
            ),
            (
                "Karim B.",
                Tells {
                    need: Some("hurt"),
                    place: Some("Rue de Charonne"),
                    cell: Some(cell),
                    words: Some("Blessure à la jambe, conscient."),
                    ..Tells::default()
                },
            ),
            ("Sarah L.", Tells::default()),
        ] {
            let person = self.h.person(name).await;
            cases.push(self.asks(incident, Some(person.id()), tells).await);
            self.h.pass(kernel::Span::minutes(1));
        }
        cases.try_into().unwrap()
    }
}
