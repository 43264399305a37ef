//! Operators open incidents and move them on; everybody reads those that are public.

use axum::{extract::State, response::Response};
use kernel::{IncidentId, Time, zone::Zone};
use register::{Incident, Texts};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, OrRefuse, Path, Query, Route, Who, WhoOperator, created};

use crate::{
    acts,
    model::{Move, NewIncident},
};

/// The routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/incidents", Access::Anyone, list)
            .says("The incidents that are public, the newest first; drills only with `?drill=true`; operators see drafts too")
            .query("drill", "`true`: drills as well")
            .gives::<IncidentList>(200),
        Route::post("/api/v1/incidents", Access::Operator, open)
            .says("Drafts an incident")
            .takes::<OpenIncident>()
            .limit(acts::ZONE_BODY)
            .gives::<IncidentView>(201),
        Route::get("/api/v1/incidents/{id}", Access::Anyone, show_one).says("One incident").gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/dry-run", Access::Operator, dry_run)
            .says("How many people would be asked; each time is written in the audit")
            .gives::<DryRun>(200)
            .idempotent(),
        Route::post("/api/v1/incidents/{id}/activate", Access::Operator, activate)
            .says("Asks for activation: a drill begins, a real incident waits for a second operator, unless `alone` with a reason")
            .takes::<Activate>()
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/confirm", Access::Operator, confirm)
            .says("The second operator confirms: people are asked")
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/cancel", Access::Operator, cancel)
            .says("It was a false one: everyone who was asked is told")
            .takes::<Reason>()
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/stand-down", Access::Operator, stand_down)
            .says("Nobody new is asked; answers are still taken")
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/close", Access::Operator, close)
            .says("It is over")
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/remember", Access::Operator, remember)
            .says("A closed one is kept for memory")
            .gives::<IncidentView>(200),
        Route::put("/api/v1/incidents/{id}/zone", Access::Operator, redraw)
            .says("Draws the zone anew: the newly included are asked, the newly excluded are told")
            .takes::<NewZone>()
            .limit(acts::ZONE_BODY)
            .gives::<IncidentView>(200),
    ]
}

/// An incident as it is opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIncident {
    /// `attack`, `flood`, `storm` …
    kind: String,
    /// Its name, by language.
    names: Texts,
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[schema(value_type = Object)]
    zone: Value,
    /// Whether it is an exercise. It never changes.
    drill: bool,
    /// The question, by language, where it is not the usual one.
    #[serde(default)]
    prompts: Option<Texts>,
}

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentView {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    id: IncidentId,
    /// Where it stands.
    state: register::IncidentState,
    /// What kind of event.
    kind: String,
    /// Whether it is an exercise.
    drill: bool,
    /// Its name, by language.
    names: Texts,
    /// The question, by language, where it is not the usual one.
    prompts: Texts,
    /// Where.
    #[schema(value_type = Object)]
    zone: Value,
    /// Its area.
    area_km2: f64,
    /// How often its zone was drawn.
    round: i64,
    /// When it was drafted.
    #[schema(value_type = String, format = "date-time")]
    created_at: Time,
    /// Since when people are asked.
    #[schema(value_type = Option<String>, format = "date-time")]
    activated_at: Option<Time>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = "date-time")]
    ended_at: Option<Time>,
}

impl IncidentView {
    fn of(i: &Incident) -> Self {
        Self {
            id: i.id,
            state: i.state,
            kind: i.kind.clone(),
            drill: i.drill,
            names: i.names.clone(),
            prompts: i.prompts.clone(),
            zone: i.zone.to_geojson(),
            area_km2: (i.zone.area_km2() * 100.0).round() / 100.0,
            round: i.round,
            created_at: i.created,
            activated_at: i.activated,
            ended_at: i.ended,
        }
    }
}

/// Several incidents.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentList {
    /// The newest first.
    incidents: Vec<IncidentView>,
}

/// What activating would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct DryRun {
    /// How many people would be asked.
    people: usize,
    /// The area of the zone.
    area_km2: f64,
}

/// Asking for activation.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Activate {
    /// Without a second operator; written in the audit with the reason.
    alone: bool,
    /// Why.
    reason: Option<String>,
}

/// Why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reason {
    /// Why.
    reason: Option<String>,
}

/// Another zone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewZone {
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[schema(value_type = Object)]
    zone: Value,
}

#[derive(Debug, Deserialize)]
struct Drills {
    #[serde(default)]
    drill: bool,
}

async fn list(State(house): State<House>, Who(visitor): Who, Query(q): Query<Drills>) -> Json<IncidentList> {
    let incidents = acts::visible(&house, &visitor, q.drill);
    Json(IncidentList { incidents: incidents.iter().map(|i| IncidentView::of(i)).collect() })
}

async fn show_one(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    Ok(Json(IncidentView::of(&*acts::find(&house, &visitor, id)?)))
}

async fn open(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Json(body): Json<OpenIncident>,
) -> Result<Response, Failure> {
    let zone = Zone::from_geojson(&body.zone, &acts::limits(&house)).or_refuse()?;
    let new = NewIncident {
        kind: body.kind,
        names: body.names,
        prompts: body.prompts.unwrap_or_default(),
        zone,
        drill: body.drill,
    };
    let incident = acts::new_incident(&house, &staff, new).await?;
    Ok(created(IncidentView::of(&incident)))
}

async fn dry_run(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<DryRun>, Failure> {
    let (people, area_km2) = acts::dry_run(&house, &staff, id).await?;
    Ok(Json(DryRun { people, area_km2 }))
}

async fn moved(house: &House, staff: &kernel::Staff, id: IncidentId, act: Move) -> Result<Json<IncidentView>, Failure> {
    Ok(Json(IncidentView::of(&*acts::move_incident(house, staff, id, &act).await?)))
}

async fn activate(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    body: web::Raw,
) -> Result<Json<IncidentView>, Failure> {
    let Json(body) = Json::<Activate>::read_or_default(&body.0)?;
    let alone = body.alone.then(|| body.reason.unwrap_or_default());
    moved(&house, &staff, id, Move::Activate { alone }).await
}

async fn confirm(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::Confirm).await
}

async fn cancel(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    body: web::Raw,
) -> Result<Json<IncidentView>, Failure> {
    let Json(body) = Json::<Reason>::read_or_default(&body.0)?;
    moved(&house, &staff, id, Move::Cancel { reason: body.reason }).await
}

async fn stand_down(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::StandDown).await
}

async fn close(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::Close).await
}

async fn remember(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::Remember).await
}

async fn redraw(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    Json(body): Json<NewZone>,
) -> Result<Json<IncidentView>, Failure> {
    let zone = Zone::from_geojson(&body.zone, &acts::limits(&house)).or_refuse()?;
    moved(&house, &staff, id, Move::Redraw(zone)).await
}
