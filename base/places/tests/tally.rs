//! Counts by area: nothing small is told, and nothing can be told from the rest.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use kernel::Cell;
use places::tally::{AREA, merged};
use proptest::prelude::*;

proptest! {
    #[test]
    fn areas_are_large_enough_apart_and_whole(
        at in prop::collection::vec((48.80..48.95, 2.25..2.45, 0..9_u64, prop_oneof![4 => Just(9_u8), 1 => Just(8)]), 0..60),
        least in 1..8_u64,
    ) {
        let counts: Vec<(Cell, u64)> = at.iter().map(|(lat, lon, n, r)| (Cell::at(*lat, *lon, *r).unwrap(), *n)).collect();
        let areas = merged(counts.iter().copied(), least);
        for (n, (area, sum)) in areas.iter().enumerate() {
            prop_assert!(*sum >= least && area.resolution() >= AREA);
            let inside = |cell: &Cell, of: &Cell| cell.resolution() >= of.resolution() && cell.coarser(of.resolution()).unwrap() == *of;
            for (other, _) in &areas[n + 1..] {
                prop_assert!(!inside(area, other) && !inside(other, area), "an area lies in another");
            }
            // All that is in it, nothing else: what is told is the whole.
            let all: u64 = counts.iter().filter(|(cell, _)| inside(cell, area)).map(|(_, n)| n).sum();
            prop_assert_eq!(*sum, all);
        }
        // Whoever is left out has too few all around.
        for (cell, n) in counts.iter().filter(|(_, n)| *n > 0) {
            let told = areas.iter().any(|(area, _)| area.resolution() <= cell.resolution() && cell.coarser(area.resolution()).unwrap() == *area);
            let around: u64 = counts.iter().filter(|(c, _)| c.coarser(AREA).unwrap() == cell.coarser(AREA).unwrap()).map(|(_, n)| n).sum();
            prop_assert!(told || around < least, "{n} of {around} are left out");
        }
    }
}
