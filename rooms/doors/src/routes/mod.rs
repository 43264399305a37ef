//! The API of this room, under `/api/v1`.

mod figures;
mod need;
mod offers;
mod perimeters;
mod reading;
mod reports;
mod stays;
mod vouchers;

use kernel::Cell;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Failure, House, Route};

use crate::{acts, rules::No};

/// The routes.
pub fn all() -> Vec<Route> {
    [
        figures::routes(),
        need::routes(),
        offers::routes(),
        perimeters::routes(),
        reading::routes(),
        reports::routes(),
        stays::routes(),
        vouchers::routes(),
    ]
    .concat()
}

/// A place: coordinates, of which only the cell is kept, a cell, or the name of a landmark.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum PlaceBody {
    /// As coordinates.
    At {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// As an H3 cell.
    Cell {
        /// The cell.
        #[schema(value_type = String)]
        cell: Cell,
    },
    /// As the name of a landmark.
    Near {
        /// A station, a square, a town hall.
        near: String,
    },
}

impl PlaceBody {
    pub(crate) async fn cell(&self, house: &House) -> Result<Cell, Failure> {
        let resolution = house.config.cell_resolution;
        match self {
            Self::At { lat, lon } => Cell::at(*lat, *lon, resolution).map_err(|_| acts::no(&No::PlaceMissing)),
            Self::Cell { cell } => acts::of_cell(house, *cell),
            Self::Near { near } => acts::place_of(house, near).await,
        }
    }
}
