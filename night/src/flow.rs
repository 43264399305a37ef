//! Who writes that night, and who passes on what: ordinary messages, and copies of what is not so.

use kernel::{Dice, SeededDice, Span, Time};

use crate::{
    numbers::{float, index, log_normal, one_of, small, span, unit, whole},
    people::{People, Person, inside},
    scenario::{Flow, Rumour, Scenario},
    script::{Act, Deed},
};

/// What somebody writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// The message at this place in the list.
    Post(usize),
    /// A wording of a rumour: which rumour, which of its texts.
    Copy {
        /// The place of the rumour in the list.
        rumour: usize,
        /// The place of the wording in its own.
        wording: usize,
    },
}

impl Text {
    /// The words.
    #[must_use]
    pub fn of(self, scenario: &Scenario) -> Option<&str> {
        let text = match self {
            Self::Post(n) => scenario.posts.get(n).map(|p| &p.text),
            Self::Copy { rumour, wording } => scenario.rumours.get(rumour).and_then(|r| r.texts.get(wording)),
        };
        text.map(String::as_str)
    }
    /// The rumour that it is a copy of.
    #[must_use]
    pub fn rumour(self, scenario: &Scenario) -> Option<&Rumour> {
        match self {
            Self::Post(_) => None,
            Self::Copy { rumour, .. } => scenario.rumours.get(rumour),
        }
    }
}

/// Whoever writes or passes something on, each once: they have proven a contact.
#[must_use]
pub fn writers(scenario: &Scenario, people: &People) -> Vec<u32> {
    let mut all: Vec<u32> = acts(scenario, people, scenario.ends, 0).iter().filter_map(|a| a.deed.person()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What they write and pass on, in no order. Who writes does not depend on the seed; when and what does.
pub(crate) fn acts(scenario: &Scenario, people: &People, over: Time, seed: u64) -> Vec<Act> {
    let Some(flow) = &scenario.flow else { return Vec::new() };
    let concerned = concerned(scenario, people);
    let mut acts = Vec::new();
    let most = index(u32::try_from(whole(float(people.count().into()) * flow.writers)).unwrap_or(u32::MAX));
    for (n, person) in concerned.iter().take(most) {
        let dice = dice(seed, 1, *n);
        let fit: Vec<usize> =
            (0..).zip(&scenario.posts).filter(|(_, p)| p.lang == person.lang).map(|(n, _)| n).collect();
        let Some(text) = one_of(&dice, &fit) else { continue };
        let at = flow.first.plus(delay(&dice, flow.median_minutes, flow.spread));
        acts.push(Act { at, deed: Deed::Write { by: *n, text: Text::Post(*text) } });
    }
    // Others than those: nobody says everything.
    let mut others = concerned.iter().skip(most);
    for (rumour, r) in scenario.rumours.iter().enumerate() {
        for copy in 0..r.copies {
            let Some((by, _)) = others.next() else { break };
            copied(flow, r, (rumour, copy), *by, &dice(seed, 2, *by), &mut acts);
        }
        for _ in 0..whole((float(r.copies.into()) * flow.relays).round()) {
            let Some((by, _)) = others.next() else { break };
            let at = r.at.plus(Span::minutes(1)).plus(delay(&dice(seed, 3, *by), r.median_minutes * 1.5, flow.spread));
            acts.push(Act { at, deed: Deed::Relay { by: *by, rumour } });
        }
    }
    acts.retain(|a| a.at < over);
    acts
}

fn copied(flow: &Flow, r: &Rumour, (rumour, copy): (usize, u32), by: u32, dice: &dyn Dice, acts: &mut Vec<Act>) {
    // The first writes it as it began; the others as they please.
    let wording = if copy == 0 { 0 } else { index(small(whole_below(dice, r.texts.len()))) };
    let at = if copy == 0 { r.at } else { r.at.plus(delay(dice, r.median_minutes, flow.spread)) };
    acts.push(Act { at, deed: Deed::Write { by, text: Text::Copy { rumour, wording } } });
}

fn whole_below(dice: &dyn Dice, count: usize) -> usize {
    let most = float(u64::try_from(count).unwrap_or(0));
    usize::try_from(whole(unit(dice) * most)).unwrap_or(0).min(count.saturating_sub(1))
}

fn delay(dice: &dyn Dice, median: f64, spread: f64) -> Span {
    span(log_normal(dice, median, spread) * 60.0)
}

fn dice(seed: u64, what: u64, person: u32) -> SeededDice {
    let whose = u64::from(person).wrapping_add(1).wrapping_mul(0xa24b_aed4_963e_e407);
    SeededDice::new(seed.rotate_left(31) ^ what.wrapping_mul(0x9fb2_1c65_1e98_df25) ^ whose)
}

/// Who is in or near a zone, in an order that has nothing to do with where they live.
fn concerned<'a>(scenario: &Scenario, people: &'a People) -> Vec<(u32, &'a Person)> {
    let zones: Vec<_> = scenario.zones.iter().filter_map(|z| z.area().ok()).collect();
    let near = |p: &Person| zones.iter().any(|z| inside(z, p.here) || inside(z, p.home));
    let mut all: Vec<(u32, &Person)> = people.iter().filter(|(_, p)| near(p)).collect();
    all.sort_by_key(|(n, _)| u64::from(*n).wrapping_add(7).wrapping_mul(0xd6e8_feb8_6659_fd93));
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn rumours_are_written_by_several_and_passed_on_and_nobody_says_everything() {
        let scenario = Scenario::paris().unwrap();
        let people = People::of(&scenario, 1000, 34.0, 2015).unwrap();
        let acts = acts(&scenario, &people, scenario.ends, 2015);
        for (n, r) in scenario.rumours.iter().enumerate() {
            let of = |a: &&Act| matches!(a.deed, Deed::Write { text: Text::Copy { rumour, .. }, .. } if rumour == n);
            let copies: Vec<Act> = acts.iter().filter(of).copied().collect();
            assert!(copies.len() * 10 >= index(r.copies) * 8, "{}: {}", r.id, copies.len());
            assert_eq!(copies.iter().map(|a| a.at).min(), Some(r.at));
            let wording = |a: &Act| match a.deed {
                Deed::Write { text: Text::Copy { wording, .. }, .. } => Some(wording),
                _ => None,
            };
            let wordings: BTreeSet<_> = copies.iter().filter_map(wording).collect();
            assert!(wordings.len() >= 2);
            assert!(acts.iter().any(|a| matches!(a.deed, Deed::Relay { rumour, .. } if rumour == n)));
        }
        let who: Vec<u32> = acts.iter().filter_map(|a| a.deed.person()).collect();
        assert_eq!(who.iter().collect::<BTreeSet<_>>().len(), who.len());
        let known = writers(&scenario, &people);
        assert!(who.iter().all(|n| known.binary_search(n).is_ok()), "who writes has proven a contact before");
    }
}
