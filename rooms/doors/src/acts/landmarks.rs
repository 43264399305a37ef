//! Places that have a name: stations, squares, town halls.

use std::sync::Arc;

use kernel::Cell;
use places::Landmarks;
use web::{Failure, House};

/// Where no landmark is nearer than this, in metres, few people live.
const TOWN: f64 = 1_500.0;

/// Those that come with the program, read once.
struct Known(Arc<Landmarks>);

impl Default for Known {
    fn default() -> Self {
        Self(Arc::new(Landmarks::paris()))
    }
}

/// The landmarks that this server knows.
///
/// # Errors
/// When the store fails.
pub async fn known(house: &House) -> Result<Arc<Landmarks>, Failure> {
    Ok(Arc::clone(&house.shelf.get::<Known>().0))
}

/// The cell of a landmark, by its name as people type it.
///
/// # Errors
/// When the store fails.
pub async fn find(house: &House, name: &str) -> Result<Option<Cell>, Failure> {
    let known = known(house).await?;
    let found = known.named(name).or_else(|| known.find(name, 1).first().copied());
    Ok(found.and_then(|l| l.cell(house.config.cell_resolution).ok()))
}

/// Whether many people live around a cell: a landmark is near.
///
/// # Errors
/// When the store fails.
pub async fn is_town(house: &House, cell: Cell) -> Result<bool, Failure> {
    Ok(known(house).await?.nearest(cell).is_some_and(|(_, metres)| metres <= TOWN))
}
