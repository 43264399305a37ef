//! Chance and arithmetic in floating point, without casts.

use std::time::Duration;

use kernel::{Dice, Span};

/// A count as a floating number; exact up to 2⁵³.
pub fn float(n: u64) -> f64 {
    let high = u32::try_from(n >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(n & 0xffff_ffff).unwrap_or(u32::MAX);
    f64::from(high).mul_add(4_294_967_296.0, f64::from(low))
}

/// The share of so many in so many; 0 of none.
pub fn ratio(some: usize, all: usize) -> f64 {
    let float = |n: usize| float(u64::try_from(n).unwrap_or(u64::MAX));
    if all == 0 { 0.0 } else { float(some) / float(all) }
}

/// The whole number nearest below; 0 of what is negative or not a number.
pub fn whole(x: f64) -> u64 {
    // The standard library checks the range of a float for us here, where a cast would not.
    Duration::try_from_secs_f64(x).map_or(0, |d| d.as_secs())
}

/// A length of time given in seconds; zero when it is negative or out of range.
pub fn span(seconds: f64) -> Span {
    Duration::try_from_secs_f64(seconds).map_or(Span(0), |d| Span(i64::try_from(d.as_micros()).unwrap_or(i64::MAX)))
}

/// An index into what is in memory, as the 32 bits that people are numbered by.
pub fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A 32-bit number as an index.
pub fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// A throw between 0 (included) and 1 (excluded).
pub fn unit(dice: &dyn Dice) -> f64 {
    f64::from(u32::try_from(dice.number() >> 32).unwrap_or(0)) / 4_294_967_296.0
}

/// Whether something of this probability happens.
pub fn chance(dice: &dyn Dice, probability: f64) -> bool {
    unit(dice) < probability
}

/// A throw of the standard normal distribution (Box and Muller, 1958).
pub fn normal(dice: &dyn Dice) -> f64 {
    let (u, v) = (1.0 - unit(dice), unit(dice));
    (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}

/// A throw of the log-normal distribution with this median; `spread` is the standard deviation of the logarithm.
pub fn log_normal(dice: &dyn Dice, median: f64, spread: f64) -> f64 {
    median * (spread * normal(dice)).exp()
}

/// One of these, or nothing of an empty list.
pub fn one_of<'a, T>(dice: &dyn Dice, list: &'a [T]) -> Option<&'a T> {
    let which = dice.below(u64::try_from(list.len()).unwrap_or(0));
    list.get(usize::try_from(which).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use kernel::SeededDice;

    use super::*;

    #[test]
    fn counts_and_floats_agree() {
        for n in [0, 1, 41, 4_294_967_295, 4_294_967_296, 36_000_000_000] {
            assert_eq!(whole(float(n)), n);
        }
        assert_eq!(whole(-3.0), 0);
        assert_eq!(whole(f64::NAN), 0);
        assert_eq!(span(1.5), Span(1_500_000));
        assert_eq!(span(f64::INFINITY), Span(0));
    }

    #[test]
    fn the_median_of_many_delays_is_the_one_asked_for() {
        let dice = SeededDice::new(1);
        let mut delays: Vec<f64> = (0..20_001).map(|_| log_normal(&dice, 9.0, 1.1)).collect();
        delays.sort_by(f64::total_cmp);
        assert!((8.5..9.5).contains(&delays[10_000]), "{}", delays[10_000]);
        // One sigma above: 9 × e^1.1 = 27.04.
        assert!((25.0..29.0).contains(&delays[16_827]), "{}", delays[16_827]);
    }

    #[test]
    fn chances_come_out_as_often_as_they_should() {
        let dice = SeededDice::new(2);
        let hits = (0..100_000).filter(|_| chance(&dice, 0.11)).count();
        assert!((10_500..11_500).contains(&hits), "{hits}");
        assert_eq!(one_of::<u8>(&dice, &[]), None);
    }
}
