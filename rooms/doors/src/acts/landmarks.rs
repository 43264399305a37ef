//! Places that have a name: stations, squares, town halls.

use std::sync::{Arc, PoisonError, RwLock};

use kernel::{Cell, Span, Time};
use places::{Landmarks, landmark::Landmark};
use store::{Store, StoreError};
use web::{Failure, House};

use crate::store::landmarks as kept;

/// Where no landmark is nearer than this, in metres, few people live.
const TOWN: f64 = 1_500.0;

/// What is known is read again after so long: another process may have imported some.
const STALE: Span = Span::minutes(1);

/// What was read last, and when.
#[derive(Default)]
struct Known(RwLock<Option<(Time, Arc<Landmarks>)>>);

/// The landmarks that this server knows: those that its operators imported, or, without any, those that come with the program.
///
/// # Errors
/// When the store fails.
pub async fn known(house: &House) -> Result<Arc<Landmarks>, Failure> {
    let shelf = house.shelf.get::<Known>();
    let now = house.clock.now();
    let fresh = |(at, all): &(Time, Arc<Landmarks>)| (now.since(*at) < STALE && *at <= now).then(|| Arc::clone(all));
    if let Some(all) = shelf.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(fresh) {
        return Ok(all);
    }
    let imported = kept::all(&house.store).await?;
    let all = Arc::new(if imported.is_empty() { Landmarks::paris() } else { Landmarks::new(imported) });
    *shelf.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&all)));
    Ok(all)
}

/// Keeps landmarks, beside those imported before or in their place. Running servers know them within a minute.
///
/// # Errors
/// When the store fails.
pub async fn import(store: &Store, all: &[Landmark], instead: bool) -> Result<(), StoreError> {
    store.apply(kept::keep(all, instead)).await.map(drop)
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
