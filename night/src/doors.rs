//! Who opens a door that night and who looks for one, and what they do when. Everybody's evening is drawn by itself: who ends up at
//! which door is decided where the night is played, by the people and the rules there.

use kernel::{Dice, SeededDice, Span, Time, Zone};

use crate::{
    numbers::{chance, float, index, log_normal, span, unit, whole},
    people::{People, Person, inside},
    scenario::{Doors, Scenario, ScenarioError},
    script::{Act, Deed},
};

/// What a host offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How many people.
    pub places: u8,
    /// No step to climb.
    pub wheelchair: bool,
    /// Animals are welcome.
    pub animals: bool,
    /// Until the morning.
    pub night: bool,
}

/// Who looks for room together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// How many they are.
    pub people: u8,
    /// Whether there are children among them.
    pub children: bool,
    /// Whether they have an animal with them.
    pub animals: bool,
}

/// What a host does with their door later on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Keeps it open for longer.
    Renew,
    /// Takes it out of sight for a while.
    Pause,
    /// Lets it be found again.
    Reopen,
    /// Closes it.
    Close,
}

/// How long a door is open when its host says nothing, and how much longer one press keeps it open.
const OPEN_FOR: Span = Span::hours(3);
/// A host is told that their door ends, and takes this long to press.
const RENEWED_BEFORE: Span = Span::minutes(17);
/// Times that a guest asks a door, or looks in vain, before they find another way.
const TRIES: u8 = 4;

/// Those who open a door: at home, in or near the widest zone, as many as the scenario says.
#[must_use]
pub fn hosts(scenario: &Scenario, people: &People) -> Vec<u32> {
    let zones = zones(scenario);
    let near = |p: &Person| p.here == p.home && zones.iter().any(|z| inside(z, p.here));
    scenario.doors.map_or_else(Vec::new, |d| some(people, d.hosts, near))
}

/// Those who look for room: out, in one of the zones, and far from home.
#[must_use]
pub fn guests(scenario: &Scenario, people: &People) -> Vec<u32> {
    let zones = zones(scenario);
    let out = |p: &Person| p.here != p.home && zones.iter().any(|z| inside(z, p.here));
    scenario.doors.map_or_else(Vec::new, |d| some(people, d.guests, out))
}

fn zones(scenario: &Scenario) -> Vec<Zone> {
    scenario.zones.iter().filter_map(|z| z.area().ok()).collect()
}

/// The first of those whom it concerns, as many as this share of all people.
fn some(people: &People, share: f64, concerned: impl Fn(&Person) -> bool) -> Vec<u32> {
    let most = index(u32::try_from(whole(float(people.count().into()) * share)).unwrap_or(u32::MAX));
    people.iter().filter(|(_, p)| concerned(p)).map(|(n, _)| n).take(most).collect()
}

/// The door of the visitor of the demo: it opens a little after the first one, and everything else is theirs to do.
#[must_use]
pub fn door_of_visitor(scenario: &Scenario, visitor: u32) -> Option<Act> {
    let at = scenario.doors?.first.plus(Span::seconds(90));
    let room = Room { places: 3, wheelchair: false, animals: true, night: true };
    Some(Act { at, deed: Deed::OpenDoor { host: visitor, room } })
}

/// What hosts and guests do, in no order.
///
/// # Errors
/// Never with a scenario that was checked.
pub(crate) fn acts(scenario: &Scenario, people: &People, over: Time, seed: u64) -> Result<Vec<Act>, ScenarioError> {
    let Some(doors) = scenario.doors else { return Ok(Vec::new()) };
    let mut acts = Vec::new();
    let hosts = hosts(scenario, people);
    let delays: Vec<Span> =
        hosts.iter().map(|n| minutes(&dice(seed, *n), doors.median_minutes, doors.spread)).collect();
    // The first door opens when the first message was sent.
    let earliest = delays.iter().min().copied().unwrap_or_default();
    for (host, delay) in hosts.iter().zip(delays) {
        let opened = doors.first.plus(Span(delay.0.saturating_sub(earliest.0)));
        if opened < over {
            host_acts(&doors, *host, opened, over, &dice(seed ^ 0xd0, *host), &mut acts);
        }
    }
    for guest in guests(scenario, people) {
        guest_acts(&doors, guest, over, scenario.ends, &dice(seed ^ 0x9e, guest), &mut acts);
    }
    Ok(acts)
}

fn dice(seed: u64, person: u32) -> SeededDice {
    SeededDice::new(seed.rotate_left(17) ^ u64::from(person).wrapping_add(1).wrapping_mul(0xd1b5_4a32_d192_ed03))
}

fn minutes(dice: &dyn Dice, median: f64, spread: f64) -> Span {
    span(log_normal(dice, median, spread) * 60.0)
}

/// The night of one host.
fn host_acts(d: &Doors, host: u32, opened: Time, over: Time, dice: &dyn Dice, acts: &mut Vec<Act>) {
    let room = Room {
        places: u8::try_from(1 + dice.below(4)).unwrap_or(1),
        wheelchair: chance(dice, 0.2),
        animals: chance(dice, 0.4),
        night: chance(dice, 0.7),
    };
    acts.push(Act { at: opened, deed: Deed::OpenDoor { host, room } });
    let mut ends = opened.plus(OPEN_FOR);
    let mut does = |at: Time, what: Keep| acts.push(Act { at, deed: Deed::Keep { host, what } });
    while chance(dice, d.renews) && ends < over {
        let at = ends.minus(RENEWED_BEFORE);
        does(at, Keep::Renew);
        ends = at.plus(OPEN_FOR);
    }
    ends = ends.min(over);
    let share = |ends: Time, of: f64| opened.plus(span(float(ends.since(opened).whole_seconds().unsigned_abs()) * of));
    if chance(dice, d.closes) {
        ends = share(ends, 0.4 + 0.5 * unit(dice));
        does(ends, Keep::Close);
    }
    if chance(dice, d.pauses) {
        let at = share(ends, 0.1 + 0.3 * unit(dice));
        does(at, Keep::Pause);
        does(at.plus(minutes(dice, 30.0, 0.4)), Keep::Reopen);
    }
    if chance(dice, d.changes) {
        let places = if chance(dice, 0.6) { room.places.saturating_add(1).min(4) } else { room.places.max(2) - 1 };
        acts.push(Act { at: share(ends, 0.15 + 0.4 * unit(dice)), deed: Deed::SetPlaces { host, places } });
    }
    // Whoever has a door open looks again and again; after it has closed nobody asks.
    let mut at = opened;
    loop {
        at = at.plus(span(60.0 * d.looks_minutes * (0.4 + 1.2 * unit(dice))));
        if at >= ends {
            break;
        }
        acts.push(Act { at, deed: Deed::AnswerGuests { host, refuses: chance(dice, d.refuses) } });
    }
    acts.retain(|act| act.at < over);
}

/// The night of one guest.
fn guest_acts(d: &Doors, guest: u32, over: Time, ends: Time, dice: &dyn Dice, acts: &mut Vec<Act>) {
    let children = chance(dice, d.children);
    let people = if children { 2 + dice.below(3) } else { 1 + dice.below(3) };
    let party = Party { people: u8::try_from(people).unwrap_or(1), children, animals: !children && chance(dice, 0.04) };
    let mut at = d.first.plus(minutes(dice, d.sought_minutes, d.spread));
    for _ in 0..TRIES {
        if at >= over {
            return;
        }
        acts.push(Act { at, deed: Deed::AskToStay { guest, party } });
        // The host looks within some minutes; then they walk.
        let arrives = at.plus(minutes(dice, d.looks_minutes * 2.0 + d.walk_minutes, 0.3));
        let leaves = arrives.plus(minutes(dice, d.stay_minutes, 0.6));
        acts.push(Act { at: arrives, deed: Deed::Arrive { guest } });
        if leaves < ends {
            acts.push(Act { at: leaves, deed: Deed::Leave { guest, home: chance(dice, 0.5) } });
        }
        // Who has been let in does nothing at the next try.
        at = arrives.plus(minutes(dice, 6.0, 0.5));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::script;

    fn night() -> (Scenario, People, Vec<Act>) {
        let scenario = Scenario::paris().unwrap();
        let people = People::of(&scenario, 1000, 34.0, 2015).unwrap();
        let acts = script(&scenario, &people, 2015).unwrap();
        (scenario, people, acts)
    }

    #[test]
    fn hosts_are_at_home_and_guests_are_not() {
        let (scenario, people, _) = night();
        let (hosts, guests) = (hosts(&scenario, &people), guests(&scenario, &people));
        assert_eq!((hosts.len(), guests.len()), (40, 70));
        assert!(hosts.iter().all(|n| people.get(*n).is_some_and(|p| p.here == p.home)));
        assert!(guests.iter().all(|n| people.get(*n).is_some_and(|p| p.here != p.home)));
        let many = People::of(&scenario, 3000, 20.0, 2015).unwrap();
        assert_eq!(super::hosts(&scenario, &many).len(), 120);
    }

    #[test]
    fn the_first_door_opens_when_the_first_message_was_sent() {
        let (scenario, _, acts) = night();
        let opened: Vec<Time> = acts.iter().filter(|a| matches!(a.deed, Deed::OpenDoor { .. })).map(|a| a.at).collect();
        assert_eq!(opened.first().copied(), Some(scenario.doors.unwrap().first));
        assert!(opened.len() >= 38, "{}", opened.len());
    }

    #[test]
    fn a_host_opens_first_and_does_nothing_once_it_is_over() {
        let (scenario, _, acts) = night();
        let over = scenario.steps.iter().find(|s| matches!(s, crate::scenario::Step::StandDown { .. })).unwrap().at();
        let mut open = BTreeSet::new();
        let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
        for act in &acts {
            match act.deed {
                Deed::OpenDoor { host, room } => {
                    assert!(open.insert(host) && (1..=4).contains(&room.places));
                }
                Deed::Keep { host, what } => {
                    assert!(open.contains(&host) && act.at < over);
                    *kept
                        .entry(match what {
                            Keep::Renew => "renew",
                            Keep::Pause => "pause",
                            Keep::Reopen => "reopen",
                            Keep::Close => "close",
                        })
                        .or_default() += 1;
                }
                Deed::AnswerGuests { host, .. } => assert!(open.contains(&host) && act.at < over),
                Deed::SetPlaces { host, places } => assert!(open.contains(&host) && (1..=4).contains(&places)),
                _ => {}
            }
        }
        assert_eq!(kept.len(), 4, "{kept:?}");
    }

    #[test]
    fn guests_ask_arrive_and_leave_in_this_order() {
        let (scenario, _, acts) = night();
        let mut last: BTreeMap<u32, (Time, u8)> = BTreeMap::new();
        let mut asked = 0;
        for act in &acts {
            match act.deed {
                Deed::AskToStay { guest, party } => {
                    assert!((1..=4).contains(&party.people) && scenario.doors.unwrap().first < act.at);
                    last.entry(guest).or_insert((act.at, 0));
                    asked += 1;
                }
                Deed::Arrive { guest } | Deed::Leave { guest, .. } => {
                    assert!(last[&guest].0 < act.at && act.at < scenario.ends.plus(Span::hours(2)));
                }
                _ => {}
            }
        }
        assert_eq!(last.len(), 70);
        assert!(asked > 150, "{asked}");
    }
}
