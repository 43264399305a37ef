//! The register as it is kept, on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod erasing;
mod incidents;
mod keeping;
mod reporting;
mod sealing;

use std::sync::Arc;

use kernel::{Dice, FactId, IncidentId, Lang, PersonId, SeededDice, Time};
use register::{
    Author, Channel, Circle, Contact, Country, Fact, FactKind, How, Name, NewPerson, Origin, Proof, Register, State,
};
use store::{Change, Seal, Store};

pub(crate) fn at(text: &str) -> Time {
    Time::parse(text).unwrap()
}
pub(crate) fn night() -> Time {
    at("2015-11-13T22:30:00+01:00")
}

pub(crate) fn register(store: &Store) -> Register {
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(7));
    Register::new(store.clone(), Seal::in_memory(&*dice).unwrap(), dice)
}

pub(crate) async fn person(register: &Register, name: &str) -> PersonId {
    let id = register.dice().id(night());
    let name = Name::clean(name).unwrap();
    let new = NewPerson { id, name: &name, lang: Lang::Fr, origin: Origin::Themself, at: night() };
    register.store().apply(register.create_person(Change::new(), &new)).await.unwrap();
    id
}

pub(crate) fn contact(text: &str) -> Contact {
    Contact::parse(text, &Country::FRANCE).unwrap()
}

pub(crate) async fn befriend(register: &Register, a: PersonId, b: PersonId) {
    let mut change = Change::new();
    for (one, other) in [(a, b), (b, a)] {
        let (mut circle, version) = register.circle(one).await.unwrap();
        circle.insert(other, Circle::CAP).unwrap();
        change = register.with_circle(change, one, &circle, version);
    }
    register.store().apply(change).await.unwrap();
}

pub(crate) fn fact(register: &Register, person: PersonId, author: PersonId, incident: IncidentId) -> Fact {
    let id: FactId = register.dice().id(night());
    let own = person == author;
    Fact {
        id,
        person,
        incident,
        drill: false,
        kind: if own { FactKind::CheckIn } else { FactKind::Declaration },
        state: State::Safe,
        how: if own { How::Own } else { How::Saw },
        author: Author::Person(author),
        at: night(),
        received: night(),
        proof: Proof::Device,
        disputed: false,
        confirmed: false,
        channel: Channel::Web,
    }
}
