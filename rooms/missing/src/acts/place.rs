//! Where somebody was seen: in words without an address, and as a cell. Nothing finer is kept.

use kernel::Cell;
use web::{Failure, House, landmarks};

use super::masked_short;
use crate::{model::view::Told, rules::LONGEST, store::notes::Whole};

/// A place as it is told. What is typed loses addresses, codes and contacts; the name of a landmark is its cell, and a cell alone is said by
/// the landmark near it.
///
/// # Errors
/// When the store fails.
pub(super) async fn whereabouts(
    house: &House,
    near: Option<&str>,
    cell: Option<Cell>,
) -> Result<(Option<String>, Option<Cell>), Failure> {
    let said = masked_short(near, LONGEST)?;
    let cell = match (cell, &said) {
        (Some(cell), _) => Some(coarse(house, cell)),
        (None, Some(name)) => landmarks::find(house, name).await?,
        (None, None) => None,
    };
    let near = match (said, cell) {
        (None, Some(cell)) => landmarks::near(house, cell).await?,
        (said, _) => said,
    };
    Ok((near, cell))
}

/// Notes with where they were, by a landmark.
pub(super) async fn told(house: &House, notes: Vec<Whole>) -> Result<Vec<Told>, Failure> {
    let mut all = Vec::with_capacity(notes.len());
    for Whole { note, words, .. } in notes {
        let near = match note.cell {
            Some(cell) => landmarks::near(house, cell).await?,
            None => None,
        };
        all.push(Told { note, words, near });
    }
    Ok(all)
}

/// The cell of a position, or the one that was kept of it.
#[must_use]
pub fn cell_told(house: &House, position: Option<(f64, f64)>, kept: &str) -> Option<Cell> {
    let here = position.and_then(|(lat, lon)| Cell::at(lat, lon, house.config.cell_resolution).ok());
    here.or_else(|| kept.parse::<Cell>().ok().map(|cell| coarse(house, cell)))
}

fn coarse(house: &House, cell: Cell) -> Cell {
    let resolution = house.config.cell_resolution;
    if cell.resolution() > resolution { cell.coarser(resolution).unwrap_or(cell) } else { cell }
}
