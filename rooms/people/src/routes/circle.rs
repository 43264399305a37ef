//! One's circle.

use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::PersonId;
use web::{Access, Failure, House, Json, Path, Route, WhoPerson, created};

use super::me::NOTHING;
use crate::{
    acts,
    model::{Invited, Joined, MyCircle, MyInvitations},
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/circle", Access::Person, circle)
            .says("Whom one reassures, and how they are in each incident that is on")
            .gives::<MyCircle>(200),
        Route::post("/api/v1/circle/invitations", Access::Person, invite)
            .says("Makes an invitation into one's circle: for one person, seven days")
            .gives::<Invited>(201),
        Route::get("/api/v1/circle/invitations", Access::Person, invitations)
            .says("One's invitations, and who came by them")
            .gives::<MyInvitations>(200),
        Route::post("/api/v1/circle/join/{token}", Access::Person, join)
            .says("Joins the circle of who made the invitation: each is then in the other's")
            .gives::<Joined>(200),
        Route::delete("/api/v1/circle/{person}", Access::Person, leave)
            .says("Leaves somebody: neither is in the other's circle any more")
            .gives_nothing(204),
        Route::post("/api/v1/circle/{person}/block", Access::Person, block)
            .says("Blocks somebody: they go on seeing one's name, with no news")
            .idempotent()
            .gives_nothing(204),
        Route::post("/api/v1/circle/{person}/unblock", Access::Person, unblock)
            .says("Unblocks somebody")
            .idempotent()
            .gives_nothing(204),
    ]
}

async fn circle(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Json<MyCircle>, Failure> {
    acts::my_circle(&house, me).await.map(Json)
}

async fn invite(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Response, Failure> {
    let (id, token, expires_at) = acts::invite(&house, me).await?;
    let url = house.config.url(&format!("/join/{}", token.0));
    Ok(created(Invited { id, token: token.0, url, expires_at }))
}

async fn invitations(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Json<MyInvitations>, Failure> {
    Ok(Json(MyInvitations { invitations: acts::my_invitations(&house, me).await? }))
}

async fn join(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(token): Path<String>,
) -> Result<Json<Joined>, Failure> {
    Ok(Json(Joined { person: acts::join(&house, me, &token).await? }))
}

async fn leave(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(them): Path<PersonId>,
) -> Result<StatusCode, Failure> {
    acts::act_on(&house, me, them, rules::leave).await.map(|()| NOTHING)
}

async fn block(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(them): Path<PersonId>,
) -> Result<StatusCode, Failure> {
    acts::act_on(&house, me, them, rules::block).await.map(|()| NOTHING)
}

async fn unblock(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(them): Path<PersonId>,
) -> Result<StatusCode, Failure> {
    acts::act_on(&house, me, them, rules::unblock).await.map(|()| NOTHING)
}
