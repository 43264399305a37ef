//! Oneself.

use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::RosterId;
use web::{Access, Caller, Failure, Front, House, Json, Path, Route, WhoPerson, created, idempotency::about};

use crate::{
    acts,
    model::{Changed, Me, NewPlaces, Newcomer, Places, Position, Registered, Spot},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/people", Access::Anyone, register)
            .says("Registers somebody on this device: a name is enough; a contact is proven later")
            .takes::<Newcomer>()
            .gives::<Registered>(201),
        Route::get("/api/v1/me", Access::Person, me).says("What one knows of oneself").gives::<Me>(200),
        Route::put("/api/v1/me", Access::Person, update)
            .says("Gives oneself another name or language")
            .takes::<Changed>()
            .gives::<Me>(200),
        Route::delete("/api/v1/me", Access::Person, erase)
            .says("Erases oneself: rows, sealed data, indexes, old events; the audit keeps its count")
            .gives_nothing(204),
        Route::get("/api/v1/me/export", Access::Person, export)
            .says("Everything that is kept of oneself, as JSON")
            .gives_inline::<serde_json::Value>(200),
        Route::put("/api/v1/me/position", Access::Person, position)
            .says("Says where one is: reduced to an H3 cell before anything else, forgotten after some hours")
            .takes::<Spot>()
            .gives::<Position>(200),
        Route::put("/api/v1/me/places", Access::Person, places)
            .says("Names (or with null forgets) where one lives, works, learns: as H3 cells")
            .takes::<NewPlaces>()
            .gives::<Places>(200),
        Route::delete("/api/v1/me/rosters/{id}", Access::Person, leave_roster)
            .says("Leaves an organisation's list; its next import does not bring one back")
            .gives_nothing(204),
        Route::delete("/api/v1/session", Access::SignedIn, sign_out).says("Ends this session").gives_nothing(204),
    ]
}

pub(super) const NOTHING: StatusCode = StatusCode::NO_CONTENT;

async fn register(State(house): State<House>, front: Front, Json(new): Json<Newcomer>) -> Result<Response, Failure> {
    let done = acts::register_person(&house, &new.name, new.contact.as_deref(), front.lang).await?;
    Ok(about(created(Registered { id: done.id, token: done.token.0, proof: done.proof }), done.id))
}

async fn me(State(house): State<House>, WhoPerson(me, session): WhoPerson) -> Result<Json<Me>, Failure> {
    acts::me(&house, me, session).await.map(Json)
}

async fn update(
    State(house): State<House>,
    WhoPerson(me, session): WhoPerson,
    Json(changed): Json<Changed>,
) -> Result<Json<Me>, Failure> {
    acts::update(&house, me, &changed).await?;
    acts::me(&house, me, session).await.map(Json)
}

async fn erase(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<StatusCode, Failure> {
    acts::erase(&house, me).await.map(|()| NOTHING)
}

async fn export(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Json<serde_json::Value>, Failure> {
    acts::export(&house, me).await.map(Json)
}

async fn position(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Json(spot): Json<Spot>,
) -> Result<Json<Position>, Failure> {
    acts::move_to(&house, me, &spot).await.map(Json)
}

async fn places(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Json(new): Json<NewPlaces>,
) -> Result<Json<Places>, Failure> {
    acts::set_places(&house, me, &new).await.map(Json)
}

async fn leave_roster(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(roster): Path<RosterId>,
) -> Result<StatusCode, Failure> {
    acts::leave_roster(&house, me, roster).await.map(|()| NOTHING)
}

async fn sign_out(State(house): State<House>, caller: Caller) -> Result<StatusCode, Failure> {
    if let Some(hash) = caller.token {
        acts::sign_out(&house, hash).await?;
    }
    Ok(NOTHING)
}
