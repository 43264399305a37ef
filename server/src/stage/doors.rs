//! What hosts, guests, institutions and operators do about open doors, through the room's own acts. Only the limits by person and area
//! are left out, as the player is many people in one.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use doors::{
    acts::{self, Asking, Raw, Searching, Seeking},
    model::{Ask, Company, Kind, Move, Rule, StayState, Step, Suit, Suits, perimeter::NewPerimeter},
    store::stays,
};
use kernel::{DoorId, Id, PerimeterId, PersonId, Role, SessionId, Staff, StayId, Time, Visitor};
use night::{DoorOffer, Person, Seeker, StageError, doors::Keep, scenario};
use web::Failure;

use super::{Floor, broken};

/// Doors that a guest asks before they look again later.
const ASKED_AT_ONCE: usize = 3;

/// Which is whose.
#[derive(Default)]
pub(super) struct Held {
    doors: Known<PersonId, DoorId>,
    stays: Known<PersonId, StayId>,
    perimeters: Known<String, PerimeterId>,
}

struct Known<K, V>(Mutex<HashMap<K, V>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<K: Hash + Eq, V: Copy> Known<K, V> {
    fn put(&self, key: K, value: V) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, value);
    }
    fn get(&self, key: &K) -> Option<V> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied()
    }
}

/// An invented person on a device of their own: limits by device are theirs alone.
fn session(person: &Person) -> SessionId {
    SessionId::from_bytes(person.id.bytes())
}

pub(super) fn visitor(person: &Person) -> Visitor {
    Visitor::Person { id: person.id, session: session(person) }
}

fn suits(which: &[(bool, Suit)]) -> Suits {
    which.iter().filter(|(it, _)| *it).map(|(_, suit)| *suit).collect()
}

impl Floor {
    /// What came of the doors, for the terminal.
    pub(super) async fn tell_of_doors(&self) -> Result<(), StageError> {
        let m = acts::figures::measure(&self.house, self.the_incident()?).await.map_err(broken)?;
        self.note(&format!(
            "Portes : {} ouvertes, {} ont accueilli, {} personnes à l'abri.",
            m.offers, m.offers_that_hosted, m.people_hosted
        ));
        Ok(())
    }

    pub(super) async fn opens_place(&self, place: &scenario::PublicPlace, until: Time) -> Result<(), StageError> {
        let name = "Mairies (exercice)";
        let id = self.house.register.staff_named(name, self.house.clock.now()).await?;
        let town = Visitor::Staff(Staff { id, name: name.into(), role: Role::Institution });
        let raw = Raw {
            incident: Some(self.the_incident()?),
            kind: Some(Kind::Public),
            places: i64::from(place.places),
            until: Some(until),
            suits: [Suit::Wheelchair, Suit::Children, Suit::Animals, Suit::Night].into_iter().collect(),
            langs: vec!["fr".to_owned(), "en".to_owned()],
            cell: Some(kernel::Cell::at(place.lat, place.lon, kernel::Cell::RESOLUTION).map_err(broken)?),
            label: Some(place.label.clone()),
            address: Some(format!("{}, grande porte", place.label)),
            rule: Some(Rule::Anyone),
            ..Raw::default()
        };
        acts::post(&self.house, &town, raw).await.map_err(broken)?;
        self.note(&format!("Lieu public ouvert : {}, {} places.", place.label, place.places));
        Ok(())
    }

    pub(super) async fn draws(&self, drawn: &scenario::Perimeter, ends: Time) -> Result<(), StageError> {
        let new = NewPerimeter { name: drawn.name.clone(), zone: drawn.area()?, starts: None, ends };
        let at = self.the_incident()?;
        let known = acts::perimeters::draw(&self.house, &self.operator, at, new).await.map_err(broken)?;
        self.held.perimeters.put(drawn.id.clone(), known.id);
        self.note(&format!("Périmètre : {}.", drawn.name));
        Ok(())
    }

    pub(super) async fn lifts(&self, drawn: &scenario::Perimeter) -> Result<(), StageError> {
        let id = self.held.perimeters.get(&drawn.id).ok_or("this perimeter was not drawn")?;
        acts::perimeters::lift(&self.house, &self.operator, self.the_incident()?, id).await.map_err(broken)?;
        self.note(&format!("Périmètre levé : {}.", drawn.name));
        Ok(())
    }

    pub(super) async fn opens_door(&self, offer: DoorOffer<'_>) -> Result<(), StageError> {
        let (host, room) = (offer.host, offer.room);
        // A street that does not exist: nobody lives there.
        let number = 1 + host.id.bytes().last().copied().unwrap_or_default() % 90;
        let raw = Raw {
            incident: Some(self.the_incident()?),
            places: i64::from(room.places),
            suits: suits(&[
                (room.wheelchair, Suit::Wheelchair),
                (room.animals, Suit::Animals),
                (room.night, Suit::Night),
            ]),
            langs: vec![host.lang.code().to_owned()],
            cell: Some(host.here),
            address: Some(format!("{number} rue de l'Exercice")),
            entry: Some(format!("Sonner « {} »", host.short_name())),
            name: Some(host.short_name()),
            ..Raw::default()
        };
        let posted = acts::post(&self.house, &visitor(host), raw).await.map_err(broken)?;
        self.held.doors.put(host.id, posted.door);
        Ok(())
    }

    fn door_of(&self, host: &Person) -> Result<DoorId, StageError> {
        self.held.doors.get(&host.id).ok_or_else(|| "this door was never opened".into())
    }

    pub(super) async fn answers(&self, host: &Person, refuses: bool) -> Result<(), StageError> {
        let door = self.door_of(host)?;
        let known = acts::memory(&self.house).await.map_err(broken)?.get(door);
        if known.is_none_or(|d| d.taken == 0) {
            return Ok(());
        }
        let me = visitor(host);
        let seen = acts::one_of_mine(&self.house, &me, door).await.map_err(broken)?;
        let what = if refuses { Step::Refuse } else { Step::Accept };
        for (stay, _) in seen.stays.iter().filter(|(s, _)| s.state == StayState::Held) {
            match acts::step(&self.house, &me, stay.id, what).await {
                // Somebody who called it off meanwhile keeps nobody else waiting.
                Ok(_) | Err(Failure::Refused(_)) => {}
                Err(e) => return Err(broken(e)),
            }
        }
        Ok(())
    }

    pub(super) async fn keeps(&self, host: &Person, what: Keep) -> Result<(), StageError> {
        let what = match what {
            Keep::Renew => Move::Renew,
            Keep::Pause => Move::Pause,
            Keep::Reopen => Move::Reopen,
            Keep::Close => Move::Close,
        };
        acts::drive(&self.house, &visitor(host), self.door_of(host)?, what).await.map_err(broken)
    }

    pub(super) async fn has_places(&self, host: &Person, places: u8) -> Result<(), StageError> {
        let door = self.door_of(host)?;
        acts::set_places(&self.house, &visitor(host), door, i64::from(places)).await.map_err(broken)
    }

    pub(super) async fn asks(&self, seeker: Seeker<'_>) -> Result<(), StageError> {
        let (guest, party, incident) = (seeker.guest, seeker.party, self.the_incident()?);
        if self
            .stay_of(guest)
            .await?
            .is_some_and(|(_, state, _)| state.lives() || matches!(state, StayState::Left | StayState::Home))
        {
            return Ok(());
        }
        let who = if party.children { Company::Children } else { Company::Adults };
        let needs = suits(&[(party.animals, Suit::Animals)]);
        let (places, from) = (i64::from(party.people), guest.here);
        let wanted = Searching {
            incident: Some(incident),
            people: places,
            needs,
            who,
            cell: from,
            langs: vec![guest.lang.code().to_owned()],
        };
        acts::search(&self.house, guest.id, &wanted).await.map_err(broken)?;
        let seeking = Seeking { incident: Some(incident), from, places, needs, who };
        let (_, found) = acts::look_around(&self.house, &seeking).await.map_err(broken)?;
        let name = Some(guest.short_name());
        let ask = Ask { places, needs, who, cell: from, name, words: None };
        let mut refused = None;
        for near in found.iter().filter(|f| f.view.room >= places).take(ASKED_AT_ONCE) {
            let asking = Asking { guest: guest.id, session: session(guest), door: near.view.id, ask: ask.clone() };
            match acts::ask_with(&self.house, &asking, false).await {
                Ok(stay) => {
                    self.held.stays.put(guest.id, stay.id);
                    return Ok(());
                }
                // Somebody else was faster, or it closed meanwhile: the next one.
                Err(Failure::Refused(why)) => refused = Some(why),
                Err(e) => return Err(broken(e)),
            }
        }
        refused.map_or(Ok(()), |why| Err(broken(why)))
    }

    /// A guest's newest stay: which, where it stands, and whether they were told to stay where they are.
    async fn stay_of(&self, guest: &Person) -> Result<Option<(StayId, StayState, bool)>, StageError> {
        let Some(id) = self.held.stays.get(&guest.id) else { return Ok(None) };
        let stay = stays::one_stay(&self.house.store, id).await?;
        Ok(stay.map(|s| (s.id, s.state, s.stay_put)))
    }

    pub(super) async fn arrives(&self, guest: &Person) -> Result<(), StageError> {
        match self.stay_of(guest).await? {
            Some((id, StayState::Accepted, false)) => self.steps(guest, id, Step::Arrive).await,
            _ => Ok(()),
        }
    }

    pub(super) async fn leaves(&self, guest: &Person, home: bool) -> Result<(), StageError> {
        match self.stay_of(guest).await? {
            Some((id, StayState::Arrived, _)) => {
                self.steps(guest, id, if home { Step::Home } else { Step::Leave }).await
            }
            _ => Ok(()),
        }
    }

    async fn steps(&self, guest: &Person, id: StayId, what: Step) -> Result<(), StageError> {
        acts::step(&self.house, &visitor(guest), id, what).await.map_err(broken)?;
        Ok(())
    }
}
