//! Tags: what is known of one, those of an incident, and what operators do with them.

use axum::extract::State;
use http::StatusCode;
use kernel::IncidentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Route, WhoStaff};

use crate::{acts, model::TagState};

pub(super) fn routes() -> Vec<Route> {
    let drill = "`true` for the tag of exercises";
    vec![
        Route::get("/api/v1/tags", Access::Anyone, of_incident)
            .says("The tags of an incident, in the order in which they are offered")
            .query("incident", "which; by default the newest real one that is on")
            .query("drill", "`true` for the newest exercise that is on, when no incident is named")
            .gives::<TagsOut>(200),
        Route::get("/api/v1/tags/{key}", Access::Anyone, one)
            .says("A tag, and the spellings that are read with it")
            .query("drill", drill)
            .gives::<TagOut>(200),
        Route::post("/api/v1/tags/{key}/merge", Access::Operator, merge)
            .says("Reads it with another tag: what stands under it is shown there too. `split` undoes it")
            .takes::<Target>()
            .idempotent()
            .gives::<TagOut>(200),
        Route::post("/api/v1/tags/{key}/redirect", Access::Operator, redirect)
            .says("Leads its readers to another tag; what stands under it is not shown there. `split` undoes it")
            .takes::<Target>()
            .idempotent()
            .gives::<TagOut>(200),
        Route::post("/api/v1/tags/{key}/split", Access::Operator, split)
            .says("Lets it stand for itself again")
            .takes::<Which>()
            .gives::<TagOut>(200),
        Route::post("/api/v1/tags/{key}/rename", Access::Operator, rename)
            .says("Shows it otherwise; under another key it is another tag, and this one is merged into it")
            .takes::<Target>()
            .idempotent()
            .gives::<TagOut>(200),
        Route::put("/api/v1/tags/{key}/lock", Access::Operator, lock)
            .says("Lets only staff write under it, or everybody again")
            .takes::<Lock>()
            .gives_nothing(204),
    ]
}

/// A tag.
#[derive(Serialize, ToSchema)]
pub(super) struct TagOut {
    /// What its page is found by.
    key: String,
    /// As it is shown, without its sign.
    name: String,
    /// Who writes under it.
    state: TagState,
    /// The key of the tag that its readers are led to, when that is another one.
    led_to: Option<String>,
    /// The spellings that are read with it.
    variants: Vec<String>,
}

/// Tags.
#[derive(Serialize, ToSchema)]
struct TagsOut {
    /// In the order in which they are offered.
    tags: Vec<TagOut>,
}

impl From<acts::Known> for TagOut {
    fn from(known: acts::Known) -> Self {
        Self { key: known.key, name: known.display, state: known.state, led_to: known.led_to, variants: known.variants }
    }
}

/// Which tag.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Which {
    /// That of exercises.
    #[serde(default)]
    drill: bool,
}

/// Another tag.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Target {
    /// The other one, as it is typed.
    target: String,
    /// Those of exercises.
    #[serde(default)]
    drill: bool,
}

/// Who writes under a tag.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Lock {
    /// Only staff.
    locked: bool,
    /// That of exercises.
    #[serde(default)]
    drill: bool,
}

#[derive(Debug, Deserialize)]
struct Of {
    incident: Option<IncidentId>,
    #[serde(default)]
    drill: bool,
}

async fn of_incident(State(house): State<House>, Query(of): Query<Of>) -> Result<Json<TagsOut>, Failure> {
    let incident = acts::incident_or_drill(&house, of.incident, of.drill)?;
    let mut tags = Vec::new();
    for tag in acts::of_incident(&house, incident.id).await? {
        tags.push(acts::know(&house, &tag.key, tag.drill).await?.into());
    }
    Ok(Json(TagsOut { tags }))
}

async fn out(house: &House, key: &str, drill: bool) -> Result<Json<TagOut>, Failure> {
    Ok(Json(acts::know(house, key, drill).await?.into()))
}

async fn one(
    State(house): State<House>,
    Path(key): Path<String>,
    Query(of): Query<Of>,
) -> Result<Json<TagOut>, Failure> {
    out(&house, &key, of.drill).await
}

async fn merge(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(key): Path<String>,
    Json(to): Json<Target>,
) -> Result<Json<TagOut>, Failure> {
    acts::merge(&house, &staff, (&key, to.drill), &to.target).await?;
    out(&house, &key, to.drill).await
}

async fn redirect(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(key): Path<String>,
    Json(to): Json<Target>,
) -> Result<Json<TagOut>, Failure> {
    acts::redirect(&house, &staff, (&key, to.drill), &to.target).await?;
    out(&house, &key, to.drill).await
}

async fn split(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(key): Path<String>,
    Json(of): Json<Which>,
) -> Result<Json<TagOut>, Failure> {
    acts::split(&house, &staff, (&key, of.drill)).await?;
    out(&house, &key, of.drill).await
}

async fn rename(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(key): Path<String>,
    Json(to): Json<Target>,
) -> Result<Json<TagOut>, Failure> {
    acts::rename(&house, &staff, (&key, to.drill), &to.target).await?;
    out(&house, &key, to.drill).await
}

async fn lock(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(key): Path<String>,
    Json(new): Json<Lock>,
) -> Result<StatusCode, Failure> {
    acts::set_lock(&house, &staff, (&key, new.drill), new.locked).await?;
    Ok(StatusCode::NO_CONTENT)
}
