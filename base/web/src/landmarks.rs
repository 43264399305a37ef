//! Places that have a name, as this server knows them: stations, squares, town halls. By them people say where they are, or where somebody was
//! last seen; every room takes them from here.

use std::sync::{Arc, PoisonError, RwLock};

use kernel::{Cell, Span, Time};
use places::{
    Landmarks,
    landmark::{Landmark, LandmarkKind},
};
use store::{Change, Row, Store, StoreError, params, sql};

use crate::{Failure, House};

/// Where no landmark is nearer than this, in metres, few people live; and none says where that is.
const TOWN: f64 = 1_500.0;

/// What is known is read again after so long: another process may have imported some.
const STALE: Span = Span::minutes(1);

sql! {
    /// All that operators imported.
    pub LANDMARKS = "SELECT name, kind, lat, lon, area FROM landmark ORDER BY name, lat, lon";
    /// Keeps one.
    pub KEEP_LANDMARK = "INSERT INTO landmark (name, kind, lat, lon, area) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (name, lat, lon) DO UPDATE SET kind = $2, area = $5";
    /// Forgets all.
    pub DROP_LANDMARKS = "DELETE FROM landmark";
}

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
    let imported = house.store.read(LANDMARKS, params![]).await?;
    let imported = imported.iter().map(landmark).collect::<Result<Vec<_>, StoreError>>()?;
    let all = Arc::new(if imported.is_empty() { Landmarks::paris() } else { Landmarks::new(imported) });
    *shelf.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&all)));
    Ok(all)
}

fn landmark(row: &Row) -> Result<Landmark, StoreError> {
    let kind = LandmarkKind::of(row.text(1)?).unwrap_or(LandmarkKind::Sight);
    Ok(Landmark::new(row.text(0)?, kind, row.real(2)?, row.real(3)?, row.text(4)?))
}

/// Keeps landmarks, beside those imported before or in their place. Running servers know them within a minute.
///
/// # Errors
/// When the store fails.
pub async fn import(store: &Store, all: &[Landmark], instead: bool) -> Result<(), StoreError> {
    let change = if instead { Change::new().run(DROP_LANDMARKS, params![]) } else { Change::new() };
    let change = all.iter().fold(change, |change, l| {
        change.run(KEEP_LANDMARK, params![l.name.as_str(), l.kind.code(), l.lat, l.lon, l.area.as_str()])
    });
    store.apply(change).await.map(drop)
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

/// The name of the landmark by which people say where a cell is; nothing where none is near.
///
/// # Errors
/// When the store fails.
pub async fn near(house: &House, cell: Cell) -> Result<Option<String>, Failure> {
    let known = known(house).await?;
    Ok(known.nearest(cell).filter(|(_, metres)| *metres <= TOWN).map(|(l, _)| l.name.clone()))
}

/// Whether many people live around a cell: a landmark is near.
///
/// # Errors
/// When the store fails.
pub async fn is_town(house: &House, cell: Cell) -> Result<bool, Failure> {
    near(house, cell).await.map(|name| name.is_some())
}

/// The cell that everybody may know: that of the grid for people, a larger one where few people live. Where few people live is
/// where no landmark is near: a server that knows no landmark shows the larger cell everywhere.
///
/// # Errors
/// When the store fails.
pub async fn public_cell(house: &House, cell: Cell) -> Result<Cell, Failure> {
    let fine = house.config.cell_resolution;
    let coarse = fine.saturating_sub(1);
    let at =
        |resolution: u8| if cell.resolution() > resolution { cell.coarser(resolution).unwrap_or(cell) } else { cell };
    // Asked of the larger cell: that something is shown by it must not tell in which part of it no landmark is near.
    Ok(if is_town(house, at(coarse)).await? { at(fine) } else { at(coarse) })
}

/// The names that a form offers: stations and squares. Others are understood too, and weigh on no page.
#[must_use]
pub fn offered(known: &Landmarks) -> Vec<String> {
    let meant =
        |name: &str| known.named(name).is_some_and(|l| matches!(l.kind, LandmarkKind::Station | LandmarkKind::Square));
    known.names().into_iter().filter(|n| meant(n)).map(str::to_owned).collect()
}
