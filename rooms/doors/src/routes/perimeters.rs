//! Where nobody shall walk: operators draw it, everybody reads it.

use axum::{extract::State, response::Response};
use kernel::{IncidentId, PerimeterId, Refuse, Time, zone::Zone};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Route, Who, WhoOperator, created};

use crate::{
    acts,
    model::perimeter::{NewPerimeter, NewShape, Perimeter},
    rules::PERIMETER_LIMITS,
};

/// The largest body with an outline in it, in bytes.
pub const SHAPE_BODY: usize = Zone::MAX_POINTS * 80;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/incidents/{id}/perimeters", Access::Anyone, list)
            .says("The perimeters that hold now; operators see those ahead, over and lifted too, the newest first")
            .gives::<PerimeterList>(200),
        Route::post("/api/v1/incidents/{id}/perimeters", Access::Operator, draw)
            .says("Draws a perimeter: doors whose cell it touches are suspended, walks lead around it or are refused, guests in its way stay put")
            .takes::<DrawPerimeter>()
            .limit(SHAPE_BODY)
            .gives::<PerimeterView>(201),
        Route::put("/api/v1/incidents/{id}/perimeters/{perimeter}", Access::Operator, redraw)
            .says("Gives a perimeter another shape or another end")
            .takes::<ChangePerimeter>()
            .limit(SHAPE_BODY)
            .gives::<PerimeterView>(200),
        Route::post("/api/v1/incidents/{id}/perimeters/{perimeter}/lift", Access::Operator, lift)
            .says("Lifts a perimeter: doors go on, guests may go")
            .gives::<PerimeterView>(200),
    ]
}

/// A perimeter as it is drawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawPerimeter {
    /// What people call it.
    name: String,
    /// A GeoJSON `Polygon` or `MultiPolygon`, between 0.001 and 200 km².
    #[schema(value_type = Object)]
    shape: Value,
    /// Since when; at once by default.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    starts: Option<Time>,
    /// Until when, at most 72 hours from now.
    #[schema(value_type = String, format = "date-time")]
    ends: Time,
}

/// What becomes of a perimeter: what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePerimeter {
    /// Another shape, which holds from now on.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    shape: Option<Value>,
    /// Another end.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    ends: Option<Time>,
}

/// A perimeter.
#[derive(Debug, Serialize, ToSchema)]
pub struct PerimeterView {
    /// Its id.
    #[schema(value_type = String)]
    id: PerimeterId,
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Whether that is an exercise.
    drill: bool,
    /// `ahead`, `on`, `over` or `lifted`.
    state: &'static str,
    /// What people call it.
    name: String,
    /// Where.
    #[schema(value_type = Object)]
    shape: Value,
    /// Its area.
    area_km2: f64,
    /// Since when this shape holds.
    #[schema(value_type = String, format = "date-time")]
    starts: Time,
    /// Until when.
    #[schema(value_type = String, format = "date-time")]
    ends: Time,
    /// When it was lifted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    lifted: Option<Time>,
}

impl PerimeterView {
    fn of(p: &Perimeter, now: Time) -> Self {
        Self {
            id: p.id,
            incident: p.incident,
            drill: p.drill,
            state: p.stands(now).word(),
            name: p.name.clone(),
            shape: p.zone.to_geojson(),
            area_km2: (p.zone.area_km2() * 1000.0).round() / 1000.0,
            starts: p.starts,
            ends: p.ends,
            lifted: p.lifted,
        }
    }
}

/// Perimeters.
#[derive(Debug, Serialize, ToSchema)]
pub struct PerimeterList {
    /// The newest first.
    perimeters: Vec<PerimeterView>,
}

/// The shape of a body; what is wrong with it is said of its field.
fn zone(shape: &Value) -> Result<Zone, Failure> {
    Zone::from_geojson(shape, &PERIMETER_LIMITS).map_err(|fault| Failure::Refused(fault.refusal().at("shape")))
}

async fn list(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<IncidentId>,
) -> Result<Json<PerimeterList>, Failure> {
    let now = house.clock.now();
    let all = acts::perimeters::list(&house, &visitor, id).await?;
    Ok(Json(PerimeterList { perimeters: all.iter().map(|p| PerimeterView::of(p, now)).collect() }))
}

async fn draw(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    Json(new): Json<DrawPerimeter>,
) -> Result<Response, Failure> {
    let new = NewPerimeter { name: new.name, zone: zone(&new.shape)?, starts: new.starts, ends: new.ends };
    let drawn = acts::perimeters::draw(&house, &staff, id, new).await?;
    Ok(created(PerimeterView::of(&drawn, house.clock.now())))
}

async fn redraw(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path((id, perimeter)): Path<(IncidentId, PerimeterId)>,
    Json(new): Json<ChangePerimeter>,
) -> Result<Json<PerimeterView>, Failure> {
    let new = NewShape { zone: new.shape.as_ref().map(zone).transpose()?, ends: new.ends };
    let next = acts::perimeters::redraw(&house, &staff, id, perimeter, &new).await?;
    Ok(Json(PerimeterView::of(&next, house.clock.now())))
}

async fn lift(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path((id, perimeter)): Path<(IncidentId, PerimeterId)>,
) -> Result<Json<PerimeterView>, Failure> {
    let next = acts::perimeters::lift(&house, &staff, id, perimeter).await?;
    Ok(Json(PerimeterView::of(&next, house.clock.now())))
}
