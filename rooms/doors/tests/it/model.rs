//! The whole life of stays against a model: whatever people, hosts, time and moderators do, in whatever order.

use std::collections::HashMap;

use doors::{
    model::{Ask, Company, Door, DoorState, Guest, Kind, Move, Rule, Side, Stay, StayState, Step, Suits, Tier},
    rules::{self, No},
};
use kernel::{Cell, Id, PersonId, Span, StayId, Time};
use proptest::prelude::*;

const START: Time = Time(1_447_450_000_000_000);
const GUESTS: usize = 4;

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Act {
    Ask { guest: usize, door: usize, places: i64, who: Company },
    Step { stay: usize, side: Side, step: Step },
    Drive { door: usize, what: Move },
    Places { door: usize, places: i64 },
    Wait { minutes: i64 },
    Freeze { door: usize },
    Thaw { door: usize },
    Suspend { door: usize, on: bool },
}

fn act() -> impl Strategy<Value = Act> {
    let side = prop_oneof![Just(Side::Guest), Just(Side::Host), Just(Side::House)];
    let who = prop_oneof![3 => Just(Company::Adults), 1 => Just(Company::Children), 1 => Just(Company::Minor)];
    let step = prop::sample::select(Step::ALL);
    let what = prop::sample::select(Move::ALL);
    prop_oneof![
        6 => (0..GUESTS, 0..2usize, 0..6i64, who).prop_map(|(guest, door, places, who)| Act::Ask { guest, door, places, who }),
        8 => (0..40usize, side, step).prop_map(|(stay, side, step)| Act::Step { stay, side, step }),
        1 => (0..2usize, what).prop_map(|(door, what)| Act::Drive { door, what }),
        2 => (0..2usize, 0..8i64).prop_map(|(door, places)| Act::Places { door, places }),
        2 => (1..60i64).prop_map(|minutes| Act::Wait { minutes }),
        1 => (0..2usize).prop_map(|door| Act::Freeze { door }),
        1 => (0..2usize).prop_map(|door| Act::Thaw { door }),
        1 => (0..2usize, any::<bool>()).prop_map(|(door, on)| Act::Suspend { door, on }),
    ]
}

fn cell() -> Cell {
    Cell::at(48.8674, 2.3636, 9).unwrap()
}

fn door(n: u8, kind: Kind, rule: Rule) -> Door {
    Door {
        id: Id::from_bytes([n; 16]),
        host: Some(PersonId::from_bytes([200 + n; 16])),
        incident: Id::from_bytes([9; 16]),
        drill: false,
        version: 1,
        state: DoorState::Open,
        suspended: false,
        kind,
        tier: Tier::Vouched,
        rule,
        places: 5,
        taken: 0,
        newcomers: 0,
        until: START.plus(Span::hours(3)),
        suits: Suits::default(),
        langs: String::new(),
        cell: cell(),
        label: None,
        note: None,
        opened: START,
        changed: START,
        hosted: 0,
    }
}

/// What the store does with what the rules decide, and nothing else.
struct World {
    now: Time,
    doors: Vec<Door>,
    stays: Vec<Stay>,
}

impl World {
    fn living(&self, guest: PersonId) -> usize {
        self.stays.iter().filter(|s| s.guest == guest && s.state.lives()).count()
    }
    fn given(&self, guest: PersonId) -> i64 {
        let since = self.now.minus(Span::hours(24));
        let counts = |s: &&Stay| s.guest == guest && (s.state.lives() || s.given.is_some_and(|g| g > since));
        i64::try_from(self.stays.iter().filter(counts).count()).unwrap()
    }
    fn ask(&mut self, who: PersonId, at: usize, places: i64, company: Company) -> Result<(), No> {
        let guest = Guest { proven: true, vouched: false, staying: self.living(who) > 0, given: self.given(who) };
        let ask = Ask { places, needs: Suits::default(), who: company, cell: cell(), name: None, words: None };
        let door = &mut self.doors[at];
        let decided = rules::ask(self.now, door, false, &guest, &ask)?;
        door.taken += places;
        let id = StayId::from_bytes(u128::try_from(self.stays.len()).unwrap().to_be_bytes());
        self.stays.push(Stay {
            id,
            door: door.id,
            host: door.host.unwrap(),
            guest: who,
            incident: door.incident,
            drill: false,
            version: 1,
            state: decided.state,
            places,
            needs: Suits::default(),
            who: company,
            cell: cell(),
            stay_put: false,
            newcomer: decided.newcomer,
            code: 0,
            asked: self.now,
            until: decided.until,
            given: decided.state.knows_address().then_some(self.now),
            arrived: None,
            ended: None,
        });
        Ok(())
    }
    fn step(&mut self, n: usize, side: Side, step: Step) -> Result<(), No> {
        let next = rules::step(self.now, &self.stays[n], side, step)?;
        let stay = &mut self.stays[n];
        (stay.state, stay.until) = (next.state, next.until);
        if next.state == StayState::Accepted {
            stay.given = Some(self.now);
        }
        if next.state == StayState::Arrived {
            stay.arrived = Some(self.now);
        }
        if !next.state.lives() {
            stay.ended = Some(self.now);
            let (door, places) = (stay.door, stay.places);
            self.doors.iter_mut().filter(|d| d.id == door).for_each(|d| d.taken -= places);
        }
        Ok(())
    }
    /// What must hold whatever happened.
    fn holds(&self) -> Result<(), TestCaseError> {
        for door in &self.doors {
            let living: i64 =
                self.stays.iter().filter(|s| s.door == door.id && s.state.lives()).map(|s| s.places).sum();
            prop_assert_eq!(door.taken, living, "taken is the sum of living stays");
            prop_assert!(door.taken <= door.places, "never more guests than places");
        }
        let mut by_guest: HashMap<PersonId, usize> = HashMap::new();
        for stay in &self.stays {
            *by_guest.entry(stay.guest).or_default() += usize::from(stay.state.lives());
            prop_assert_eq!(stay.ended.is_some(), !stay.state.lives(), "what is over has an end");
            prop_assert!(stay.arrived.is_none() || stay.given.is_some(), "nobody arrives without an address");
            let home = self.doors.iter().any(|d| d.id == stay.door && d.kind == Kind::Home);
            prop_assert!(!home || stay.who == Company::Adults, "homes are for adults");
        }
        prop_assert!(by_guest.values().all(|n| *n <= 1), "one living stay per guest");
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_there_are_never_more_guests_than_places(acts in prop::collection::vec(act(), 1..120)) {
        let doors = vec![door(1, Kind::Home, Rule::Ask), door(2, Kind::Public, Rule::Anyone)];
        let mut w = World { now: START, doors, stays: Vec::new() };
        for act in acts {
            let before: Vec<StayState> = w.stays.iter().map(|s| s.state).collect();
            match act {
                Act::Ask { guest, door, places, who } => {
                    let me = PersonId::from_bytes([u8::try_from(guest).unwrap() + 1; 16]);
                    let room = w.doors[door].room(w.now);
                    let asked = w.ask(me, door, places, who);
                    prop_assert!(asked.is_err() || (1..=room).contains(&places), "{asked:?}");
                }
                Act::Step { stay, side, step } if stay < w.stays.len() => {
                    let _ = w.step(stay, side, step);
                    // Doing it again changes nothing.
                    let after = w.stays.clone();
                    if w.step(stay, side, step).is_err() {
                        prop_assert_eq!(&after, &w.stays);
                    }
                }
                Act::Step { .. } => {}
                Act::Drive { door, what } => {
                    if let Ok((state, until)) = rules::drive(w.now, &w.doors[door], what) {
                        (w.doors[door].state, w.doors[door].until) = (state, until);
                    }
                }
                Act::Places { door, places } => {
                    if rules::places(&w.doors[door], places).is_ok() {
                        w.doors[door].places = places;
                    }
                }
                Act::Wait { minutes } => {
                    w.now = w.now.plus(Span::minutes(minutes));
                    // The jobs come: what waited too long goes back, and nothing else.
                    for n in 0..w.stays.len() {
                        let (late, state) = (w.stays[n].until <= w.now, w.stays[n].state);
                        let waits = matches!(state, StayState::Held | StayState::Accepted);
                        prop_assert_eq!(w.step(n, Side::House, Step::RunOut).is_ok(), late && waits);
                    }
                }
                Act::Freeze { door } => {
                    w.doors[door].state = DoorState::Frozen;
                    let id = w.doors[door].id;
                    for n in 0..w.stays.len() {
                        if w.stays[n].door == id {
                            let _ = w.step(n, Side::House, Step::Freeze);
                        }
                    }
                    prop_assert_eq!(w.doors[door].taken, 0, "a frozen door has nobody on the way");
                }
                Act::Thaw { door } if w.doors[door].state == DoorState::Frozen => w.doors[door].state = DoorState::Open,
                Act::Thaw { .. } => {}
                Act::Suspend { door, on } => w.doors[door].suspended = on,
            }
            for (n, was) in before.into_iter().enumerate() {
                prop_assert!(was.lives() || w.stays[n].state == was, "what is over stays over");
            }
            w.holds()?;
        }
    }

    #[test]
    fn nobody_new_is_let_in_behind_a_closed_frozen_paused_or_suspended_door(state in 0..5i64, suspended: bool, late: bool) {
        let mut d = door(1, Kind::Public, Rule::Anyone);
        (d.state, d.suspended) = (DoorState::of_number(state).unwrap(), suspended);
        let now = if late { d.until } else { START };
        let ask = Ask { places: 1, needs: Suits::default(), who: Company::Adults, cell: cell(), name: None, words: None };
        let asked = rules::ask(now, &d, false, &Guest::default(), &ask);
        prop_assert_eq!(asked.is_ok(), d.state == DoorState::Open && !suspended && !late, "{:?}", asked);
    }

    #[test]
    fn what_both_say_at_the_door_is_the_same_word_and_a_number_of_two_digits(code: i64) {
        let (word, number) = doors::model::check_words(code);
        prop_assert!(!word.is_empty() && (10..100).contains(&number));
        prop_assert_eq!(doors::model::check_words(code), doors::model::check_words(code));
    }
}
