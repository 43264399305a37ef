//! Where nobody shall walk.

use kernel::{Cell, IncidentId, Time};
use web::{Failure, House};

/// Whether a perimeter of the incident touches this cell now.
///
/// # Errors
/// When the store fails.
pub async fn touched(_house: &House, _incident: IncidentId, _cell: Cell, _now: Time) -> Result<bool, Failure> {
    Ok(false)
}

/// Whether the straight way between two cells is closed now.
///
/// # Errors
/// Why it is.
pub async fn way(_house: &House, _incident: IncidentId, _from: Cell, _to: Cell, _now: Time) -> Result<(), Failure> {
    Ok(())
}
