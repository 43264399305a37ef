//! Web hooks.

use axum::{extract::State, response::Response};
use http::StatusCode;
use web::{Access, Failure, House, Json, Path, Route, WhoOperator, created};

use crate::{
    acts::hooks,
    model::{ChangedHook, HookShown, Hooks, NewHook},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/hooks", Access::Operator, list)
            .says("The web hooks: those of incidents, and those of lists that one manages")
            .gives::<Hooks>(200),
        Route::post("/api/v1/hooks", Access::Operator, add)
            .says("Adds a web hook; its secret is said in this answer and never again")
            .takes::<NewHook>()
            .gives::<HookShown>(201),
        Route::put("/api/v1/hooks/{hook}", Access::Operator, change)
            .says("Pauses a web hook, or lets it be called again")
            .takes::<ChangedHook>()
            .gives::<HookShown>(200),
        Route::delete("/api/v1/hooks/{hook}", Access::Operator, remove)
            .says("Forgets a web hook, and what was on its way to it")
            .gives_nothing(204),
        Route::post("/api/v1/hooks/{hook}/trial", Access::Operator, trial)
            .says("Calls a web hook with a trial")
            .gives_nothing(202),
    ]
}

async fn list(State(house): State<House>, WhoOperator(staff): WhoOperator) -> Result<Json<Hooks>, Failure> {
    Ok(Json(Hooks { hooks: hooks::list(&house, &staff).await? }))
}

async fn add(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Json(new): Json<NewHook>,
) -> Result<Response, Failure> {
    Ok(created(hooks::add(&house, &staff, &new).await?))
}

async fn change(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(hook): Path<String>,
    Json(changed): Json<ChangedHook>,
) -> Result<Json<HookShown>, Failure> {
    Ok(Json(hooks::pause(&house, &staff, &hook, changed.paused).await?))
}

async fn remove(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(hook): Path<String>,
) -> Result<Response, Failure> {
    hooks::remove(&house, &staff, &hook).await?;
    Ok(super::nothing(StatusCode::NO_CONTENT))
}

async fn trial(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(hook): Path<String>,
) -> Result<Response, Failure> {
    hooks::try_out(&house, &staff, &hook).await?;
    Ok(super::nothing(StatusCode::ACCEPTED))
}
