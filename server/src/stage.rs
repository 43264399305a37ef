//! The stage of the night: the player's acts on this server's real path, from the rules to the disk and the live pages.

mod doors;
mod flow;

use std::{collections::BTreeMap, sync::OnceLock};

use kernel::{IncidentId, Staff, Time};
use night::{
    CheckIn, Declaration, DoorOffer, Happened, People, Person, Seeker, Stage, StageError, Written, doors::Keep,
    scenario,
};
use register::{Channel, Circle, Contact, Country, Name, NewPerson, Origin, PlaceKind, Presence, Texts};
use safety::{
    acts::{self, About, Answering},
    model::{Answer, HelpWords, Move, NEEDS, NewIncident, Press, Say},
};
use store::Change;
use web::House;

use crate::cli::Failed;

/// Where lines for the terminal go.
type Tell = Box<dyn Fn(&str) + Send + Sync>;

/// The stage.
pub struct Floor {
    house: House,
    operator: Staff,
    incident: OnceLock<IncidentId>,
    tell: Tell,
    held: doors::Held,
    copies: flow::Copies,
}

fn broken(failure: impl std::fmt::Debug) -> StageError {
    format!("{failure:?}").into()
}

impl Floor {
    /// A stage in this house; `tell` gets a line for each thing that happens.
    #[must_use]
    pub fn new(house: House, operator: Staff, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            house,
            operator,
            incident: OnceLock::new(),
            tell: Box::new(tell),
            held: doors::Held::default(),
            copies: flow::Copies::default(),
        }
    }
    /// The incident, once it is open.
    #[must_use]
    pub fn incident(&self) -> Option<IncidentId> {
        self.incident.get().copied()
    }
    fn the_incident(&self) -> Result<IncidentId, StageError> {
        self.incident().ok_or_else(|| "no incident is open".into())
    }
    fn say(&self, line: &str) {
        (self.tell)(line);
    }
    /// A line without an hour, under what happened.
    fn note(&self, line: &str) {
        self.say(&format!("        {line}"));
    }
    async fn act(&self, act: Move) -> Result<(), StageError> {
        acts::move_incident(&self.house, &self.operator, self.the_incident()?, &act).await.map_err(broken)?;
        Ok(())
    }
}

impl Stage for Floor {
    async fn tell(&self, happened: Happened<'_>) {
        let about = if happened.about { "~" } else { " " };
        self.say(&format!("{about}{}  {}", happened.hour, happened.fr));
    }
    async fn open_incident(&self, incident: &scenario::Incident, zone: &scenario::Zone) -> Result<(), StageError> {
        let names: BTreeMap<_, _> = incident.names.iter().map(|(l, n)| (l.code().to_owned(), n.clone())).collect();
        let new = NewIncident {
            kind: incident.kind.clone(),
            names: Texts(names),
            prompts: Texts::default(),
            zone: zone.area()?,
            drill: true,
        };
        let opened = acts::new_incident(&self.house, &self.operator, new).await.map_err(broken)?;
        let _ = self.incident.set(opened.id);
        Ok(())
    }
    async fn activate(&self) -> Result<(), StageError> {
        self.act(Move::Activate { alone: None }).await
    }
    async fn change_zone(&self, zone: &scenario::Zone) -> Result<(), StageError> {
        self.act(Move::Redraw(zone.area()?)).await
    }
    async fn stand_down(&self) -> Result<(), StageError> {
        self.act(Move::StandDown).await?;
        self.tell_of_doors().await
    }
    async fn close(&self) -> Result<(), StageError> {
        self.act(Move::Close).await
    }
    async fn check_in(&self, c: CheckIn<'_>) -> Result<(), StageError> {
        let answer = Answer::of_state(c.answer).ok_or("not an answer")?;
        let press = Press { answer, at: Some(c.at), message: c.message.map(str::to_owned) };
        let incident = self.the_incident()?;
        let how = Answering { person: c.person.id, incident, client_id: None, channel: Channel::Web };
        acts::check_in(&self.house, &how, &press).await.map_err(broken)?;
        if answer == Answer::NeedHelp {
            // What they tell next: always the same for the same person, and not from everybody.
            let lot = usize::from(kernel::Id::bytes(c.person.id).last().copied().unwrap_or_default());
            let need = NEEDS.get(lot % (NEEDS.len() + 2)).map(|n| (*n).to_owned());
            let people = u32::try_from(lot % 4).ok().filter(|n| *n > 0);
            let told = HelpWords { need, people, cell: Some(c.person.here), ..HelpWords::default() };
            acts::detail(&self.house, c.person.id, incident, &told).await.map_err(broken)?;
        }
        Ok(())
    }
    async fn declare(&self, d: Declaration<'_>) -> Result<(), StageError> {
        let say = Say { how: d.how, at: Some(d.at), note: None };
        let about = About::Person(d.about.id);
        let incident = self.the_incident()?;
        acts::declare(&self.house, d.by.id, incident, &about, &say, None, Channel::Web).await.map_err(broken)?;
        Ok(())
    }
    async fn open_place(&self, place: &scenario::PublicPlace, until: Time) -> Result<(), StageError> {
        self.opens_place(place, until).await
    }
    async fn draw_perimeter(&self, drawn: &scenario::Perimeter, until: Time) -> Result<(), StageError> {
        self.draws(drawn, until).await
    }
    async fn lift_perimeter(&self, drawn: &scenario::Perimeter) -> Result<(), StageError> {
        self.lifts(drawn).await
    }
    async fn open_door(&self, offer: DoorOffer<'_>) -> Result<(), StageError> {
        self.opens_door(offer).await
    }
    async fn answer_guests(&self, host: &Person, refuses: bool) -> Result<(), StageError> {
        self.answers(host, refuses).await
    }
    async fn keep_door(&self, host: &Person, what: Keep) -> Result<(), StageError> {
        self.keeps(host, what).await
    }
    async fn set_places(&self, host: &Person, places: u8) -> Result<(), StageError> {
        self.has_places(host, places).await
    }
    async fn ask_to_stay(&self, seeker: Seeker<'_>) -> Result<(), StageError> {
        self.asks(seeker).await
    }
    async fn arrive(&self, guest: &Person) -> Result<(), StageError> {
        self.arrives(guest).await
    }
    async fn leave(&self, guest: &Person, home: bool) -> Result<(), StageError> {
        self.leaves(guest, home).await
    }
    async fn write(&self, written: Written<'_>) -> Result<(), StageError> {
        self.writes(written).await
    }
    async fn relay(&self, by: &Person, rumour: &scenario::Rumour) -> Result<(), StageError> {
        self.relays(by, rumour).await
    }
    async fn rule(&self, rumour: &scenario::Rumour) -> Result<(), StageError> {
        self.rules(rumour).await
    }
}

/// People written in one change.
const AT_ONCE: usize = 200;

/// Registers invented people with their places and circles.
///
/// # Errors
/// When the store fails.
pub async fn populate(house: &House, people: &People) -> Result<(), Failed> {
    let now = house.clock.now();
    let register = &house.register;
    let all: Vec<u32> = people.iter().map(|(n, _)| n).collect();
    for some in all.chunks(AT_ONCE) {
        let mut change = Change::new();
        for n in some {
            let Some(person) = people.get(*n) else { continue };
            let name = Name::clean(&person.name()).map_err(|e| Failed::new(format!("{e:?}")))?;
            let new = NewPerson { id: person.id, name: &name, lang: person.lang, origin: Origin::Demo, at: now };
            change = register.create_person(change, &new);
            for (slot, cell) in [(PlaceKind::Home, person.home), (PlaceKind::Work, person.work)] {
                change = register.set_presence(change, &Presence { person: person.id, slot, cell, expires: None });
            }
            let expires = Some(now.plus(kernel::Span::hours(24)));
            let here = Presence { person: person.id, slot: PlaceKind::Position, cell: person.here, expires };
            change = register.set_presence(change, &here);
            let circle = Circle::of(&people.packed_circle(*n)).map_err(|e| Failed::new(format!("{e:?}")))?;
            change = register.with_circle(change, person.id, &circle, 0);
        }
        house.store.apply(change).await?;
    }
    register.load_cells().await?;
    Ok(())
}

/// Gives these people a contact that counts as proven, as hosts and guests need one: under a domain that does not exist, so that no
/// message ever leaves. One in three proved it tonight: they are new hosts, the others are not.
///
/// # Errors
/// When the store fails.
pub async fn prove(house: &House, people: &People, these: &[u32]) -> Result<(), Failed> {
    let now = house.clock.now();
    for some in these.chunks(AT_ONCE) {
        let mut change = Change::new();
        for n in some {
            let Some(person) = people.get(*n) else { continue };
            let contact = Contact::parse(&format!("exercice-{n}@nuit.invalid"), &Country::FRANCE)
                .map_err(|e| Failed::new(format!("{e:?}")))?;
            let since = if n % 3 == 0 { now } else { now.minus(kernel::Span::days(30)) };
            change = house.register.prove_contact(change, person.id, &contact, since);
        }
        house.store.apply(change).await?;
    }
    Ok(())
}
