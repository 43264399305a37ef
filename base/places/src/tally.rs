//! Counts by area, in areas large enough that a count is nobody in particular.
//!
//! ```
//! use kernel::Cell;
//! use places::tally::{AREA, merged};
//! let cell = |lat, lon| Cell::at(lat, lon, 9).unwrap();
//! let (here, there, far) = (cell(48.867, 2.364), cell(48.865, 2.368), cell(43.30, 5.38));
//! let areas = merged([(here, 3), (there, 4), (far, 2)], 5);
//! assert_eq!(areas.len(), 1, "two people in a town are told to nobody");
//! assert_eq!(areas[0].1, 7);
//! assert!((AREA..9).contains(&areas[0].0.resolution()));
//! ```

use std::collections::BTreeMap;

use kernel::Cell;

/// The largest area that is told: H3 resolution 6, about 36 km².
pub const AREA: u8 = 6;

/// Counts by cell, merged: cells with fewer than `least` go with all their neighbours into the larger cell around them, and so on up to
/// resolution [`AREA`]; what is fewer even there is left out. The areas that are told never lie in each other, in the order of their cells.
///
/// All of a larger cell is merged when any part of it is too small, since what is missing could be told from the rest otherwise.
#[must_use]
pub fn merged(counts: impl IntoIterator<Item = (Cell, u64)>, least: u64) -> Vec<(Cell, u64)> {
    let mut cells: BTreeMap<Cell, u64> = BTreeMap::new();
    for (cell, n) in counts.into_iter().filter(|(_, n)| *n > 0) {
        let sum = cells.entry(cell).or_default();
        *sum = sum.saturating_add(n);
    }
    let finest = cells.keys().map(|c| c.resolution()).max().unwrap_or(AREA);
    for finer in (AREA.saturating_add(1)..=finest).rev() {
        let larger = |cell: &Cell| cell.coarser(finer.saturating_sub(1)).ok();
        // The larger cells in which something is too small, or which are counted as a whole already.
        let small = |(cell, n): (&Cell, &u64)| {
            let mixed = cell.resolution() < finer;
            if mixed { larger(cell).filter(|l| l == cell) } else { larger(cell).filter(|_| *n < least) }
        };
        let joined: std::collections::BTreeSet<Cell> = cells.iter().filter_map(small).collect();
        let mut next: BTreeMap<Cell, u64> = BTreeMap::new();
        for (cell, n) in cells {
            let into = larger(&cell).filter(|l| cell.resolution() >= finer && joined.contains(l)).unwrap_or(cell);
            let sum = next.entry(into).or_default();
            *sum = sum.saturating_add(n);
        }
        cells = next;
    }
    cells.into_iter().filter(|(_, n)| *n >= least).collect()
}
