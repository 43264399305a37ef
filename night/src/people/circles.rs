//! Who knows whom: mutual links, packed.

use kernel::{Dice, Id, PersonId, SeededDice};

use crate::numbers::{float, index, log_normal, small, whole};

/// Everybody's circle, as sorted numbers of people: four bytes a link (36 million links are 144 MB).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circles {
    /// Where each circle starts in `members`; one more than there are people.
    starts: Vec<u32>,
    members: Vec<u32>,
}

/// Bytes of one entry of a packed circle: an identifier and its flags.
pub const ENTRY: usize = 17;

impl Circles {
    /// Draws the circles of `count` people, `mean` members each on average. The same seed draws the same circles.
    ///
    /// A small world (Watts and Strogatz, 1998): three links in five go to neighbours in one order of the people (friends and
    /// family, who know each other), one in four to neighbours in another order (work, school), the others to anybody. Sizes
    /// vary as they do in life: many small circles, few large ones.
    #[must_use]
    pub fn draw(count: u32, mean: f64, seed: u64) -> Self {
        // The links are drawn twice, from the same dice, instead of being kept: first to count them, then to place them.
        let mut starts = vec![0u32; index(count).saturating_add(1)];
        links(count, mean, seed, &mut |a, b| {
            for who in [a, b] {
                if let Some(n) = starts.get_mut(index(who).saturating_add(1)) {
                    *n = n.saturating_add(1);
                }
            }
        });
        let mut total = 0u32;
        for n in &mut starts {
            total = total.saturating_add(*n);
            *n = total;
        }
        let mut members = vec![0u32; index(total)];
        let mut next = starts.clone();
        links(count, mean, seed, &mut |a, b| {
            for (who, whom) in [(a, b), (b, a)] {
                if let Some(at) = next.get_mut(index(who)) {
                    if let Some(place) = members.get_mut(index(*at)) {
                        *place = whom;
                    }
                    *at = at.saturating_add(1);
                }
            }
        });
        drop(next);
        tidy(&mut starts, &mut members);
        Self { starts, members }
    }

    /// The circle of the person of this number, in growing order; empty when there is no such person.
    #[must_use]
    pub fn of(&self, person: u32) -> &[u32] {
        let from = self.starts.get(index(person)).copied().map_or(0, index);
        let to = self.starts.get(index(person).saturating_add(1)).copied().map_or(from, index);
        self.members.get(from..to).unwrap_or_default()
    }

    /// How many links there are, counted from both ends.
    #[must_use]
    pub fn links(&self) -> usize {
        self.members.len()
    }

    /// The mean size of a circle.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let people = self.starts.len().saturating_sub(1).max(1);
        float(u64::from(small(self.members.len()))) / float(u64::from(small(people)))
    }

    /// The circle as the register keeps it: for each member, in the order of identifiers, 16 bytes of identifier and one of
    /// flags, which is 0 (a plain link). `ids` must grow with the number of the person.
    pub fn packed(&self, person: u32, ids: impl Fn(u32) -> Option<PersonId>) -> Vec<u8> {
        let circle = self.of(person);
        let mut bytes = Vec::with_capacity(circle.len().saturating_mul(ENTRY));
        for id in circle.iter().filter_map(|&member| ids(member)) {
            bytes.extend_from_slice(&id.bytes());
            bytes.push(0);
        }
        bytes
    }
}

/// Draws every link once and hands it out. A link may come twice, or join somebody to themselves: `tidy` takes these out.
fn links(count: u32, mean: f64, seed: u64, link: &mut impl FnMut(u32, u32)) {
    if count < 2 {
        return;
    }
    let dice = SeededDice::new(seed);
    let all = u64::from(count);
    let other = Order::of(count);
    // A log-normal of this spread has its mean 1.133 times above its median. Both ends get the link: half is enough.
    // Among few people, some links come twice: about as often as two of them chosen at random are linked.
    let median = mean / 2.0 / 1.133 * (1.0 + mean / float(all)).min(1.5);
    for me in 0..count {
        let mine = log_normal(&dice, median, 0.5).min(float(all));
        let near = whole((mine * 0.6).round());
        let at_work = whole((mine * 0.25).round());
        let anybody = whole(mine.round()).saturating_sub(near).saturating_sub(at_work);
        let mut step = 0;
        for _ in 0..near {
            step += 1 + dice.below(4);
            link(me, wrapped(u64::from(me).saturating_add(step), all));
        }
        step = 0;
        for _ in 0..at_work {
            step += 1 + dice.below(4);
            link(me, other.person(wrapped(u64::from(other.place(me)).saturating_add(step), all)));
        }
        for _ in 0..anybody {
            link(me, wrapped(dice.below(all), all));
        }
    }
}

fn wrapped(n: u64, all: u64) -> u32 {
    u32::try_from(n % all).unwrap_or(0)
}

/// Another order of the people: place = person × factor modulo their number, the factor having an inverse.
struct Order {
    count: u64,
    factor: u64,
    inverse: u64,
}

impl Order {
    fn of(count: u32) -> Self {
        let all = u64::from(count);
        // Near the golden section, neighbours of one order are far apart in the other.
        let start = whole(float(all) * 0.618).max(1);
        (start..start.saturating_add(all))
            .find_map(|factor| inverse(factor, all).map(|inverse| Self { count: all, factor, inverse }))
            .unwrap_or(Self { count: all, factor: 1, inverse: 1 })
    }
    fn place(&self, person: u32) -> u32 {
        wrapped(u64::from(person).wrapping_mul(self.factor % self.count), self.count)
    }
    fn person(&self, place: u32) -> u32 {
        wrapped(u64::from(place).wrapping_mul(self.inverse), self.count)
    }
}

/// The inverse of `a` modulo `m`, when there is one (extended Euclid).
fn inverse(a: u64, m: u64) -> Option<u64> {
    let (a, m) = (i64::try_from(a).ok()?, i64::try_from(m).ok()?);
    let (mut old_r, mut r, mut old_s, mut s) = (a.rem_euclid(m), m, 1i64, 0i64);
    while r != 0 {
        let q = old_r / r;
        (old_r, r) = (r, old_r - q * r);
        (old_s, s) = (s, old_s - q * s);
    }
    if old_r == 1 { u64::try_from(old_s.rem_euclid(m)).ok() } else { None }
}

/// Sorts each circle; takes out who is in it twice, and oneself. In place: nothing is copied aside.
fn tidy(starts: &mut [u32], members: &mut Vec<u32>) {
    let mut kept = 0usize;
    let mut from = 0usize;
    for (me, bound) in starts.iter_mut().skip(1).enumerate() {
        let to = index(*bound);
        if let Some(circle) = members.get_mut(from..to) {
            circle.sort_unstable();
        }
        let (me, mut last) = (small(me), None);
        for at in from..to {
            let member = members.get(at).copied();
            if member == last || member == Some(me) {
                continue;
            }
            last = member;
            if let (Some(place), Some(member)) = (members.get_mut(kept), member) {
                *place = member;
                kept = kept.saturating_add(1);
            }
        }
        from = to;
        *bound = small(kept);
    }
    members.truncate(kept);
    members.shrink_to_fit();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_mutual_sorted_and_without_oneself() {
        for (count, mean) in [(2, 34.0), (10, 34.0), (97, 10.0), (1000, 34.0), (3000, 88.0)] {
            let circles = Circles::draw(count, mean, 7);
            for me in 0..count {
                let circle = circles.of(me);
                assert!(circle.is_sorted_by(|a, b| a < b));
                assert!(!circle.contains(&me));
                assert!(circle.iter().all(|&friend| circles.of(friend).binary_search(&me).is_ok()));
            }
        }
        assert!(Circles::draw(0, 34.0, 7).of(0).is_empty());
        assert!(Circles::draw(1, 34.0, 7).of(0).is_empty());
    }

    #[test]
    fn the_mean_is_the_one_asked_for() {
        for (count, mean) in [(1000, 34.0), (10_000, 88.0)] {
            let got = Circles::draw(count, mean, 7).mean();
            assert!((got / mean - 1.0).abs() < 0.05, "{count} people: {got} instead of {mean}");
        }
    }

    #[test]
    fn sizes_vary_as_in_life() {
        let circles = Circles::draw(5000, 34.0, 7);
        let mut sizes: Vec<usize> = (0..5000).map(|p| circles.of(p).len()).collect();
        sizes.sort_unstable();
        assert!(sizes[0] > 3 && sizes[250] < 26 && sizes[4750] > 45, "{} {} {}", sizes[0], sizes[250], sizes[4750]);
    }

    #[test]
    fn friends_of_friends_are_often_friends() {
        let circles = Circles::draw(5000, 34.0, 7);
        let (mut pairs, mut closed) = (0u32, 0u32);
        for me in (0..5000).step_by(50) {
            let circle = circles.of(me);
            for (n, a) in circle.iter().enumerate() {
                for b in &circle[n + 1..] {
                    pairs += 1;
                    closed += u32::from(circles.of(*a).binary_search(b).is_ok());
                }
            }
        }
        let clustering = f64::from(closed) / f64::from(pairs);
        // At random it would be 34 / 5000, less than one in a hundred.
        assert!(clustering > 0.1, "{clustering}");
    }

    #[test]
    fn the_same_seed_draws_the_same_circles() {
        assert_eq!(Circles::draw(500, 34.0, 7), Circles::draw(500, 34.0, 7));
        assert_ne!(Circles::draw(500, 34.0, 7), Circles::draw(500, 34.0, 8));
    }

    #[test]
    fn orders_are_inverses() {
        for count in [2, 10, 97, 1000, 4100] {
            let order = Order::of(count);
            assert!((0..count).all(|p| order.person(order.place(p)) == p), "{count}");
        }
    }

    #[test]
    fn a_packed_circle_is_seventeen_bytes_a_link_in_order() {
        let circles = Circles::draw(300, 12.0, 7);
        let id = |n: u32| {
            let mut b = [0; 16];
            b[12..].copy_from_slice(&n.to_be_bytes());
            Some(PersonId::from_bytes(b))
        };
        let packed = circles.packed(5, id);
        assert_eq!(packed.len(), circles.of(5).len() * ENTRY);
        let entries: Vec<&[u8]> = packed.chunks(ENTRY).collect();
        assert!(entries.is_sorted());
        assert!(entries.iter().all(|e| e[16] == 0));
    }
}
