//! Invented people: names, places, circles.

mod circles;
mod names;

use kernel::{Cell, Dice, Lang, PersonId, SeededDice, Span, Time, Zone};

pub use circles::{Circles, ENTRY};

use crate::{
    numbers::{chance, index, small, unit},
    scenario::{Quarter, Scenario, ScenarioError},
};

/// Somebody who does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Grows with their number among the people.
    pub id: PersonId,
    /// Given name.
    pub given: &'static str,
    /// Surname.
    pub surname: &'static str,
    /// The language they read.
    pub lang: Lang,
    /// Where they live.
    pub home: Cell,
    /// Where they work or study.
    pub work: Cell,
    /// Where they are that night.
    pub here: Cell,
}

impl Person {
    /// Given name and surname.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }

    /// Given name and initial, as it is said at a door.
    #[must_use]
    pub fn short_name(&self) -> String {
        self.surname.chars().next().map_or_else(|| self.given.to_owned(), |c| format!("{} {c}.", self.given))
    }
}

/// Invented people and their circles. People are numbered from 0.
#[derive(Clone, Debug)]
pub struct People {
    list: Vec<Person>,
    circles: Circles,
}

impl People {
    /// Invents `count` people with `mean_circle` members in their circles on average. The same scenario and seed invent the
    /// same people.
    ///
    /// # Errors
    /// When a quarter lies at the edge of the globe.
    pub fn of(scenario: &Scenario, count: u32, mean_circle: f64, seed: u64) -> Result<Self, ScenarioError> {
        let seeded = SeededDice::new(seed);
        let dice: &dyn Dice = &seeded;
        let crowd = scenario.people;
        let mut list: Vec<Person> = Vec::with_capacity(index(count));
        for number in 0..count {
            let named = names::draw(dice);
            let housemate = list.last().filter(|_| chance(dice, crowd.shared_homes)).copied();
            let home = match housemate {
                Some(other) => other.home,
                None => somewhere(dice, &scenario.quarters, |q| q.homes)?,
            };
            // Half of those who live together are a family, in which nobody has the name of another.
            let family = housemate.filter(|other| chance(dice, 0.5) && other.given != named.given);
            let surname = family.map_or(named.surname, |other| other.surname);
            let work = somewhere(dice, &scenario.quarters, |q| q.works)?;
            let here = if chance(dice, crowd.out) { somewhere(dice, &scenario.quarters, |q| q.outings)? } else { home };
            list.push(Person {
                id: dice.id(registered(scenario.starts, number)),
                given: named.given,
                surname,
                lang: named.lang,
                home,
                work,
                here,
            });
        }
        Ok(Self { list, circles: Circles::draw(count, mean_circle, seed ^ 0x0c12_c1e5) })
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u32 {
        small(self.list.len())
    }

    /// The person of this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&Person> {
        self.list.get(index(number))
    }

    /// The number of the person of this identifier.
    #[must_use]
    pub fn number_of(&self, id: PersonId) -> Option<u32> {
        self.list.binary_search_by_key(&id, |p| p.id).ok().map(small)
    }

    /// All of them, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Person)> {
        (0..).zip(&self.list)
    }

    /// Their circles.
    #[must_use]
    pub const fn circles(&self) -> &Circles {
        &self.circles
    }

    /// A person's circle as the register keeps it ([`Circles::packed`]).
    #[must_use]
    pub fn packed_circle(&self, number: u32) -> Vec<u8> {
        self.circles.packed(number, |n| self.get(n).map(|p| p.id))
    }

    /// The person that the visitor of the demo is given: a reader of French who is in the first zone that night, with the
    /// circle nearest to the mean in size.
    #[must_use]
    pub fn visitor(&self, scenario: &Scenario) -> Option<Person> {
        let area = scenario.first_zone()?.area().ok()?;
        let mean = crate::numbers::whole(self.circles.mean());
        self.iter()
            .filter(|(_, p)| p.lang == Lang::Fr && inside(&area, p.here))
            .min_by_key(|(n, _)| u64::from(small(self.circles.of(*n).len())).abs_diff(mean))
            .map(|(_, p)| *p)
    }
}

/// Whether the centre of a cell is inside: what the server goes by.
pub(crate) fn inside(area: &Zone, cell: Cell) -> bool {
    let (lat, lon) = cell.centre();
    area.contains(lat, lon)
}

/// The hour at which a person of this number registered: a millisecond after the one before, so that identifiers grow with
/// numbers and a circle sorted by number is sorted by identifier.
fn registered(starts: Time, number: u32) -> Time {
    starts.minus(Span::days(30)).plus(Span(i64::from(number).saturating_mul(1000)))
}

/// A cell in one of the quarters, chosen by weight, anywhere on its disc.
fn somewhere(dice: &dyn Dice, quarters: &[Quarter], weight: fn(&Quarter) -> u32) -> Result<Cell, ScenarioError> {
    let mut throw = dice.below(quarters.iter().map(|q| u64::from(weight(q))).sum());
    let quarter = quarters.iter().find(|q| {
        let here = throw < u64::from(weight(q));
        throw = throw.saturating_sub(u64::from(weight(q)));
        here
    });
    let quarter = quarter.ok_or_else(|| ScenarioError::Unfit("no quarter has any weight".to_owned()))?;
    // The square root spreads people evenly over the disc.
    let (far, turn) = (quarter.radius_m * unit(dice).sqrt(), std::f64::consts::TAU * unit(dice));
    let lat = quarter.lat + far * turn.cos() / METRES_A_DEGREE;
    let lon = quarter.lon + far * turn.sin() / (METRES_A_DEGREE * quarter.lat.to_radians().cos());
    Cell::at(lat, lon, Cell::RESOLUTION).map_err(|e| ScenarioError::Unfit(format!("quarter {}: {e}", quarter.name)))
}

/// Metres in a degree of latitude, on average (a 360th of the meridian).
const METRES_A_DEGREE: f64 = 111_132.0;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn thousand() -> (Scenario, People) {
        let scenario = Scenario::paris().unwrap();
        let people = People::of(&scenario, 1000, 34.0, 2015).unwrap();
        (scenario, people)
    }

    #[test]
    fn the_same_seed_invents_the_same_people() {
        let (scenario, people) = thousand();
        let again = People::of(&scenario, 1000, 34.0, 2015).unwrap();
        assert_eq!(people.list, again.list);
        assert_eq!(people.circles, again.circles);
        assert_ne!(people.list, People::of(&scenario, 1000, 34.0, 2016).unwrap().list);
    }

    #[test]
    fn identifiers_grow_with_numbers() {
        let (_, people) = thousand();
        assert!(people.list.is_sorted_by(|a, b| a.id < b.id));
        assert_eq!(people.number_of(people.get(321).unwrap().id), Some(321));
        let packed = people.packed_circle(321);
        let links = register::Links::of(&packed).unwrap();
        let circle = people.circles().of(321);
        assert_eq!(links.told().count(), circle.len());
        assert!(links.contains(people.get(circle[0]).unwrap().id));
    }

    #[test]
    fn most_people_are_concerned_and_some_are_elsewhere() {
        let (scenario, people) = thousand();
        let area = scenario.first_zone().unwrap().area().unwrap();
        let here = people.iter().filter(|(_, p)| inside(&area, p.here)).count();
        let away = people
            .iter()
            .filter(|(_, p)| !inside(&area, p.here) && (inside(&area, p.home) || inside(&area, p.work)))
            .count();
        assert!((400..800).contains(&here), "{here}");
        assert!(away > 50, "{away}");
    }

    #[test]
    fn some_live_together_and_few_have_the_same_name() {
        let (_, people) = thousand();
        let together = people.list.windows(2).filter(|w| w[0].home == w[1].home).count();
        assert!((250..500).contains(&together), "{together}");
        let names: BTreeSet<String> = people.list.iter().map(Person::name).collect();
        assert!(names.len() > 850, "{}", names.len());
    }

    #[test]
    fn the_visitor_is_in_the_zone_with_a_circle_of_the_usual_size() {
        let (scenario, people) = thousand();
        let visitor = people.visitor(&scenario).unwrap();
        assert!(inside(&scenario.first_zone().unwrap().area().unwrap(), visitor.here));
        let circle = people.circles().of(people.number_of(visitor.id).unwrap()).len();
        assert!((30..40).contains(&circle), "{circle}");
    }
}
