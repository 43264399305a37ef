//! Landmarks that operators imported.

use places::landmark::{Landmark, LandmarkKind};
use store::{Change, Store, StoreError, params, sql};

sql! {
    /// All of them.
    pub LANDMARKS = "SELECT name, kind, lat, lon, area FROM landmark ORDER BY name, lat, lon";
    /// Keeps one.
    pub KEEP_LANDMARK = "INSERT INTO landmark (name, kind, lat, lon, area) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (name, lat, lon) DO UPDATE SET kind = $2, area = $5";
    /// Forgets all.
    pub DROP_LANDMARKS = "DELETE FROM landmark";
}

/// All that were imported.
///
/// # Errors
/// When the store fails.
pub async fn all(store: &Store) -> Result<Vec<Landmark>, StoreError> {
    let rows = store.read(LANDMARKS, params![]).await?;
    let read = |r: &store::Row| {
        let kind = LandmarkKind::of(r.text(1)?).unwrap_or(LandmarkKind::Sight);
        Ok(Landmark::new(r.text(0)?, kind, r.real(2)?, r.real(3)?, r.text(4)?))
    };
    rows.iter().map(read).collect()
}

/// Keeps these, in the place of what was there before or beside it.
pub fn keep(all: &[Landmark], instead: bool) -> Change {
    let change = if instead { Change::new().run(DROP_LANDMARKS, params![]) } else { Change::new() };
    all.iter().fold(change, |change, l| {
        change.run(KEEP_LANDMARK, params![l.name.as_str(), l.kind.code(), l.lat, l.lon, l.area.as_str()])
    })
}
