//! The whole night as a list of acts: what happened, what the operators do, what every person does.

use kernel::{Dice, SeededDice, Span, Time, Zone};
use register::{How, State};

use crate::{
    curve::reply,
    doors::{Keep, Party, Room},
    flow::Text,
    numbers::{index, one_of, small},
    people::{People, Person, inside},
    scenario::{Message, Scenario, ScenarioError, Step},
};

/// Something to be done at a given time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub at: Time,
    /// What.
    pub deed: Deed,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The step of the scenario at this place in its list.
    Step(usize),
    /// A person answers.
    CheckIn {
        /// Their number.
        person: u32,
        /// `Safe`, `NeedHelp` or `NotThere`.
        answer: State,
        /// The place of their words in the list of messages.
        message: Option<usize>,
    },
    /// A person says something of a friend.
    Declare {
        /// Who says it.
        by: u32,
        /// Of whom.
        about: u32,
        /// How they know.
        how: How,
    },
    /// A host opens their door.
    OpenDoor {
        /// Their number.
        host: u32,
        /// What they offer.
        room: Room,
    },
    /// A host looks who asks, and answers.
    AnswerGuests {
        /// Their number.
        host: u32,
        /// Whether they say no.
        refuses: bool,
    },
    /// A host does something with their door.
    Keep {
        /// Their number.
        host: u32,
        /// What.
        what: Keep,
    },
    /// A host has more places, or fewer.
    SetPlaces {
        /// Their number.
        host: u32,
        /// How many there are now.
        places: u8,
    },
    /// A guest looks for room and asks the nearest door.
    AskToStay {
        /// Their number.
        guest: u32,
        /// Who is with them.
        party: Party,
    },
    /// A guest has come to the door that let them in, if one did.
    Arrive {
        /// Their number.
        guest: u32,
    },
    /// A guest goes on, if they are inside somewhere.
    Leave {
        /// Their number.
        guest: u32,
        /// Whether they say that they are home.
        home: bool,
    },
    /// Somebody writes.
    Write {
        /// Their number.
        by: u32,
        /// What.
        text: Text,
    },
    /// Somebody passes on what is not so, as they found it last.
    Relay {
        /// Their number.
        by: u32,
        /// The place of the rumour in the list.
        rumour: usize,
    },
}

impl Deed {
    /// Whoever presses the button, when it is one of the people.
    #[must_use]
    pub const fn person(&self) -> Option<u32> {
        match self {
            Self::Step(_) => None,
            Self::CheckIn { person, .. } => Some(*person),
            Self::Declare { by, .. } | Self::Write { by, .. } | Self::Relay { by, .. } => Some(*by),
            Self::OpenDoor { host: n, .. }
            | Self::AnswerGuests { host: n, .. }
            | Self::Keep { host: n, .. }
            | Self::SetPlaces { host: n, .. }
            | Self::AskToStay { guest: n, .. }
            | Self::Arrive { guest: n }
            | Self::Leave { guest: n, .. } => Some(*n),
        }
    }
}

/// The acts of the night, in order of time. The same scenario, people and seed give the same acts, and what one person does
/// does not depend on what others do: to leave a person to the visitor, drop the acts whose [`Deed::person`] it is.
///
/// # Errors
/// When a zone is not a polygon (a checked scenario has none).
pub fn script(scenario: &Scenario, people: &People, seed: u64) -> Result<Vec<Act>, ScenarioError> {
    let mut acts = Vec::with_capacity(index(people.count()).saturating_add(scenario.steps.len()));
    let mut asked = vec![Asked::NotYet; index(people.count())];
    let mut zone: Option<Zone> = None;
    let mut over = scenario.ends;
    for (n, step) in scenario.steps.iter().enumerate() {
        acts.push(Act { at: step.at(), deed: Deed::Step(n) });
        match step {
            Step::OpenIncident { zone: id, .. } => zone = area(scenario, id)?,
            Step::Activate { at } => ask(scenario, people, zone.as_ref(), *at, seed, &mut asked, &mut acts),
            Step::Zone { at, zone: id } => {
                zone = area(scenario, id)?;
                ask(scenario, people, zone.as_ref(), *at, seed, &mut asked, &mut acts);
            }
            Step::StandDown { at } => over = over.min(*at),
            Step::Event { .. }
            | Step::PublicPlace { .. }
            | Step::Perimeter { .. }
            | Step::LiftPerimeter { .. }
            | Step::Ruling { .. }
            | Step::Close { .. } => {}
        }
    }
    acts.retain(|act| match act.deed {
        Deed::Step(_) => true,
        Deed::CheckIn { person, .. } | Deed::Declare { about: person, .. } => {
            let told_that_it_is_over = match asked.get(index(person)) {
                Some(Asked::Excluded(at)) => *at,
                _ => over,
            };
            act.at < over.min(told_that_it_is_over)
        }
        _ => true,
    });
    acts.extend(crate::doors::acts(scenario, people, over, seed)?);
    acts.extend(crate::flow::acts(scenario, people, over, seed));
    // Stable: what the operators do at a time comes before what people do at that time.
    acts.sort_by_key(|act| act.at);
    Ok(acts)
}

/// Where a person stands with the question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    NotYet,
    Included,
    Excluded(Time),
}

fn area(scenario: &Scenario, id: &str) -> Result<Option<Zone>, ScenarioError> {
    scenario.zone(id).map(crate::scenario::Zone::area).transpose()
}

/// Asks everyone concerned who has not been asked yet, and lets go who is not concerned any more.
fn ask(
    scenario: &Scenario,
    people: &People,
    zone: Option<&Zone>,
    at: Time,
    seed: u64,
    asked: &mut [Asked],
    acts: &mut Vec<Act>,
) {
    let Some(zone) = zone else { return };
    for ((number, person), asked) in people.iter().zip(asked) {
        let here = inside(zone, person.here);
        let concerned = here || inside(zone, person.home) || inside(zone, person.work);
        match (*asked, concerned) {
            (Asked::NotYet, true) => {
                *asked = Asked::Included;
                answer(scenario, people, (number, person, here), at, seed, acts);
            }
            (Asked::Excluded(_), true) => *asked = Asked::Included,
            (Asked::Included, false) => *asked = Asked::Excluded(at),
            _ => {}
        }
    }
}

/// Draws what one person does once they are asked.
fn answer(
    scenario: &Scenario,
    people: &People,
    (number, person, here): (u32, &Person, bool),
    at: Time,
    seed: u64,
    acts: &mut Vec<Act>,
) {
    let dice = SeededDice::new(seed ^ u64::from(number).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let drawn = reply(&scenario.answers, here, &dice);
    let mut act = |after: Span, deed| acts.push(Act { at: at.plus(after), deed });
    if let Some((after, how)) = drawn.declared
        && let Some(&by) = one_of(&dice, people.circles().of(number))
    {
        act(after, Deed::Declare { by, about: number, how });
    }
    if let Some((after, state)) = drawn.answer {
        let message = if drawn.writes { words(&scenario.messages, state, person, &dice) } else { None };
        act(after, Deed::CheckIn { person: number, answer: state, message });
    }
    if let Some(after) = drawn.helped {
        act(after, Deed::CheckIn { person: number, answer: State::Safe, message: None });
    }
}

/// A message that goes with an answer, in the person's language.
fn words(messages: &[Message], answer: State, person: &Person, dice: &dyn Dice) -> Option<usize> {
    let fit: Vec<u32> = (0..small(messages.len()))
        .zip(messages)
        .filter(|(_, m)| m.answer == answer && m.lang == person.lang)
        .map(|(n, _)| n)
        .collect();
    one_of(dice, &fit).copied().map(index)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn night() -> (Scenario, People, Vec<Act>) {
        let scenario = Scenario::paris().unwrap();
        let people = People::of(&scenario, 1000, 34.0, 2015).unwrap();
        let acts = script(&scenario, &people, 2015).unwrap();
        (scenario, people, acts)
    }

    fn check_ins(acts: &[Act]) -> impl Iterator<Item = (Time, u32, State)> {
        acts.iter().filter_map(|a| match a.deed {
            Deed::CheckIn { person, answer, .. } => Some((a.at, person, answer)),
            _ => None,
        })
    }

    #[test]
    fn the_same_seed_writes_the_same_night() {
        let (scenario, people, acts) = night();
        assert!(acts.is_sorted_by_key(|a| a.at));
        assert_eq!(acts, script(&scenario, &people, 2015).unwrap());
        assert_ne!(acts, script(&scenario, &people, 2016).unwrap());
    }

    #[test]
    fn most_people_answer_once_and_only_after_the_question() {
        let (scenario, _, acts) = night();
        let asked = scenario.steps.iter().find(|s| matches!(s, Step::Activate { .. })).unwrap().at();
        let stood_down = scenario.steps.iter().find(|s| matches!(s, Step::StandDown { .. })).unwrap().at();
        let mut by_person: BTreeMap<u32, Vec<State>> = BTreeMap::new();
        for (at, person, answer) in check_ins(&acts) {
            assert!(asked < at && at < stood_down);
            by_person.entry(person).or_default().push(answer);
        }
        assert!((600..950).contains(&by_person.len()), "{}", by_person.len());
        for answers in by_person.values() {
            assert!(matches!(answers.as_slice(), [_] | [State::NeedHelp, State::Safe]), "{answers:?}");
        }
        assert!(by_person.values().any(|a| a[0] == State::NeedHelp));
        assert!(by_person.values().any(|a| a[0] == State::NotThere));
    }

    #[test]
    fn who_is_only_in_the_wider_zone_answers_after_it_was_drawn() {
        let (scenario, people, acts) = night();
        let first = scenario.first_zone().unwrap().area().unwrap();
        let wider = scenario.steps.iter().find(|s| matches!(s, Step::Zone { .. })).unwrap().at();
        let far = |n: u32| people.get(n).is_some_and(|p| [p.here, p.home, p.work].iter().all(|c| !inside(&first, *c)));
        let late: Vec<Time> = check_ins(&acts).filter(|(_, n, _)| far(*n)).map(|(at, ..)| at).collect();
        assert!(late.len() > 10 && late.iter().all(|at| *at > wider), "{}", late.len());
    }

    #[test]
    fn friends_declare_friends_and_words_fit_the_answer() {
        let (scenario, people, acts) = night();
        let mut declared = 0;
        for act in &acts {
            match act.deed {
                Deed::Declare { by, about, .. } => {
                    declared += 1;
                    assert!(people.circles().of(by).binary_search(&about).is_ok());
                }
                Deed::CheckIn { person, answer, message: Some(m) } => {
                    assert_eq!(scenario.messages[m].answer, answer);
                    assert_eq!(scenario.messages[m].lang, people.get(person).unwrap().lang);
                }
                _ => {}
            }
        }
        assert!((15..80).contains(&declared), "{declared}");
    }

    #[test]
    fn leaving_a_person_to_the_visitor_changes_nothing_for_others() {
        let (scenario, people, acts) = night();
        let me = people.number_of(people.visitor(&scenario).unwrap().id).unwrap();
        let fewer: Vec<Act> = acts.iter().copied().filter(|a| a.deed.person() != Some(me)).collect();
        // A host looks again and again who asks.
        assert!(acts.len() - fewer.len() < 120);
        let steps = fewer.iter().filter(|a| matches!(a.deed, Deed::Step(_))).count();
        assert_eq!(steps, scenario.steps.len());
    }
}
