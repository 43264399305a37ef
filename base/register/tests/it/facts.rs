//! Facts to play with.

use kernel::{FactId, Id, IncidentId, OperatorId, PersonId, Span, Time};
use proptest::prelude::*;
use register::{Author, Channel, Fact, FactKind, How, Proof, State};

pub fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}
pub fn incident(n: u8) -> IncidentId {
    IncidentId::from_bytes([n; 16])
}
pub fn fact_id(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}
/// Minutes into the night.
pub fn minute(n: i64) -> Time {
    Time::parse("2015-11-13T20:20:00Z").unwrap().plus(Span::minutes(n))
}

/// The proven answer of person 1.
pub fn answer(id: u8, state: State, at: i64) -> Fact {
    Fact {
        id: fact_id(id),
        person: person(1),
        incident: incident(9),
        drill: false,
        kind: FactKind::CheckIn,
        state,
        how: How::Own,
        author: Author::Person(person(1)),
        at: minute(at),
        received: minute(at + 1),
        proof: Proof::Device,
        disputed: false,
        confirmed: false,
        channel: Channel::Web,
    }
}
/// What person 2 says of person 1.
pub fn declared(id: u8, how: How, state: State, at: i64) -> Fact {
    Fact { kind: FactKind::Declaration, how, author: Author::Person(person(2)), ..answer(id, state, at) }
}
/// What an accredited pair states of person 1.
pub fn official(id: u8, state: State, at: i64) -> Fact {
    let author = Author::Staff(OperatorId::from_bytes([7; 16]));
    Fact { kind: FactKind::Official, how: How::Saw, author, proof: Proof::AccreditedPair, ..answer(id, state, at) }
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(all)
}

/// Facts about person 1 with different ids: most of them of the shapes that happen, some of any shape at all. Few different times, so that ties happen.
pub fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let living = || any_of(&[State::NotThere, State::Safe, State::NeedHelp, State::InCare]);
    let heard = any_of(&[How::Saw, How::Spoke, How::Heard, How::Read]);
    let shape = prop_oneof![
        4 => (living(), any_of(&[Proof::Device, Proof::Contact, Proof::None])).prop_map(|(s, proof)| Fact { proof, ..answer(0, s, 0) }),
        4 => (heard, living(), any::<bool>()).prop_map(|(h, s, confirmed)| Fact { confirmed, ..declared(0, h, s, 0) }),
        2 => any_of(&[State::InCare, State::Dead, State::Safe]).prop_map(|s| official(0, s, 0)),
        2 => (any_of(FactKind::ALL), any_of(State::ALL), any_of(How::ALL), any_of(Proof::ALL), any_of(Channel::ALL), 0..3u8).prop_map(
            |(kind, state, how, proof, channel, by)| {
                let author = if by == 0 { Author::Nobody } else { Author::Person(person(by)) };
                Fact { kind, how, proof, channel, author, ..answer(0, state, 0) }
            }
        ),
    ];
    let one = (shape, 0..8i64, 0..4i64, proptest::bool::weighted(0.15));
    proptest::collection::vec(one, 0..9).prop_map(|all| {
        let number = |(i, (f, at, late, disputed)): (usize, (Fact, i64, i64, bool))| Fact {
            id: fact_id(u8::try_from(i).unwrap() + 1),
            at: minute(at * 10),
            received: minute(at * 10 + late * 15),
            disputed,
            ..f
        };
        all.into_iter().enumerate().map(number).collect()
    })
}
