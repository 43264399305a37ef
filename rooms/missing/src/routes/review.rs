//! What reviewers and moderators decide.

use axum::extract::State;
use http::StatusCode;
use kernel::{NoteId, NoticeId, ReunionId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Route, WhoStaff};

use super::notices::DONE;
use crate::{
    acts::{self, Compared, Ruled},
    model::view::NoticeView,
};

/// Who reviews.
pub(crate) const REVIEWERS: Access = Access::Staff(&[Role::Moderator, Role::Admin]);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/reunions", REVIEWERS, to_review)
            .says("Searches and signs of life to be compared, the oldest first")
            .query("drill", "`true` for those of exercises")
            .gives::<Reunions>(200),
        Route::post("/api/v1/reunions/{id}", REVIEWERS, decide)
            .says("Says whether they are one person. Somebody who is known here is asked before anybody is told")
            .takes::<Decision>()
            .gives_nothing(204),
        Route::delete("/api/v1/reunions/{id}", REVIEWERS, undo)
            .says("A confirmed one was a mistake: everything that it caused is taken back")
            .gives_nothing(204),
        Route::get("/api/v1/appeals", REVIEWERS, appeals)
            .says("Public appeals that are asked for, the oldest first")
            .query("drill", "`true` for those of exercises")
            .gives::<Appeals>(200),
        Route::post("/api/v1/notices/{id}/approve", REVIEWERS, approve)
            .says("Decides on a public appeal")
            .takes::<Approval>()
            .gives_nothing(204),
        Route::delete("/api/v1/notices/{id}/approve", REVIEWERS, ask_again)
            .says("An appeal was refused by mistake: for a day it can wait again")
            .gives_nothing(204),
        Route::post("/api/v1/notes/{id}/hide", REVIEWERS, hide)
            .says("Takes a note away, or gives it back")
            .takes::<Hiding>()
            .gives_nothing(204),
    ]
}

#[derive(Deserialize)]
pub(super) struct Of {
    #[serde(default)]
    pub(super) drill: bool,
}

/// What is to be compared.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reunions {
    /// The oldest first.
    reunions: Vec<Compared>,
}

/// Appeals that are asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Appeals {
    /// The oldest first.
    notices: Vec<NoticeView>,
}

/// Whether they are one person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReunionDecision)]
pub struct Decision {
    /// Whether they are.
    same: bool,
}

/// Whether an appeal is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Whether it is.
    approve: bool,
    /// To approve one with a photo: the `photo_seen` of the one that was looked at.
    #[serde(default)]
    photo_seen: Option<String>,
    /// To refuse one: why, of the list of all rooms. Required then. Its seeker reads it, unless it would tell of whoever is sought.
    #[serde(default)]
    ground: String,
}

/// Whether a note is taken away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hiding {
    /// Whether it is.
    hidden: bool,
}

async fn to_review(State(house): State<House>, Query(of): Query<Of>) -> Result<Json<Reunions>, Failure> {
    Ok(Json(Reunions { reunions: acts::to_review(&house, of.drill).await? }))
}

async fn appeals(State(house): State<House>, Query(of): Query<Of>) -> Result<Json<Appeals>, Failure> {
    Ok(Json(Appeals { notices: acts::appeals(&house, of.drill).await? }))
}

async fn decide(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
    Json(body): Json<Decision>,
) -> Result<StatusCode, Failure> {
    acts::decide(&house, &staff, id, body.same).await?;
    Ok(DONE)
}

async fn undo(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
) -> Result<StatusCode, Failure> {
    acts::undo(&house, &staff, id).await?;
    Ok(DONE)
}

async fn approve(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoticeId>,
    Json(body): Json<Approval>,
) -> Result<StatusCode, Failure> {
    let ruled = if body.approve { Ruled::Yes(body.photo_seen.as_deref()) } else { Ruled::No(&body.ground) };
    acts::approve(&house, &staff, id, ruled).await?;
    Ok(DONE)
}

async fn ask_again(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoticeId>,
) -> Result<StatusCode, Failure> {
    acts::ask_again(&house, &staff, id).await?;
    Ok(DONE)
}

async fn hide(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoteId>,
    Json(body): Json<Hiding>,
) -> Result<StatusCode, Failure> {
    acts::hide(&house, &staff, id, body.hidden).await?;
    Ok(DONE)
}
