//! Where room is needed.

use axum::extract::State;
use kernel::{Cell, DoorId, IncidentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Query, Route, Who};

use crate::{acts, rules::need::Area};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/doors/need", Access::SignedIn, show)
            .says("Where room is needed: operators are told of all areas, hosts of their own doors. Areas with fewer than five people or doors are joined to a neighbour")
            .query("incident", "which incident; by default the newest real one that is on, else an exercise")
            .gives::<NeedView>(200),
    ]
}

/// Where room is needed.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedView {
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Whether that is an exercise.
    drill: bool,
    /// All areas, for operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    areas: Option<Vec<AreaView>>,
    /// One's own doors.
    doors: Vec<DoorNeed>,
}

/// An area: one cell of resolution 7, or several joined so that nobody can be singled out.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaView {
    /// Its cells.
    #[schema(value_type = Vec<String>)]
    cells: Vec<Cell>,
    /// People who look for room.
    people: i64,
    /// Free places.
    room: i64,
    /// Doors that are open, full ones too.
    doors: i64,
}

/// What the host of a door is told.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoorNeed {
    /// The door.
    #[schema(value_type = String)]
    door: DoorId,
    /// `wanted`, `enough` or `unknown`.
    need: &'static str,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    incident: Option<IncidentId>,
}

async fn show(
    State(house): State<House>,
    Who(visitor): Who,
    Query(asked): Query<Asked>,
) -> Result<Json<NeedView>, Failure> {
    let told = acts::need::told(&house, &visitor, asked.incident).await?;
    let view = |a: Area| AreaView {
        cells: a.cells.into_iter().collect(),
        people: a.count.people,
        room: a.count.room,
        doors: a.count.doors,
    };
    Ok(Json(NeedView {
        incident: told.incident,
        drill: told.drill,
        areas: told.areas.map(|all| all.into_iter().map(view).collect()),
        doors: told.doors.into_iter().map(|(door, need)| DoorNeed { door, need: need.word() }).collect(),
    }))
}
