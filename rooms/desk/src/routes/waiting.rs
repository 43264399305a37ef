//! The API of the one queue of the moderators.

use axum::extract::State;
use http::StatusCode;
use kernel::{Id, ReportId};
use register::waiting::WaitingKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Failure, House, Json, Path, Query, Route, WhoStaff};

use super::reports::MODERATORS;
use crate::{
    acts::waiting as acts,
    model::reports::{Note, WaitingView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/waiting", MODERATORS, list)
            .says("What waits for moderators in any room, the gravest first, then the oldest; each is decided on its own page")
            .query("drill", "`true`: those of exercises, and no others")
            .gives::<WaitingList>(200),
        Route::post("/api/v1/waiting/{kind}/{id}/take", MODERATORS, take)
            .says("I handle this: it returns by itself when I do nothing about it for a quarter of an hour")
            .gives::<WaitingView>(200),
        Route::post("/api/v1/waiting/{kind}/{id}/give-back", MODERATORS, give_back)
            .says("I give this back; an admin may for somebody else")
            .gives::<WaitingView>(200),
        Route::get("/api/v1/handover", MODERATORS, notes)
            .says("What moderators told whoever comes after them, the newest first; it is kept for a week")
            .gives::<Notes>(200),
        Route::post("/api/v1/handover", MODERATORS, note)
            .says("Tells whoever comes after one; addresses, codes and contacts are masked")
            .takes::<NewNote>()
            .gives_nothing(204),
    ]
}

/// What waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingList {
    /// The gravest first, then the oldest.
    waiting: Vec<WaitingView>,
}

/// What is handed over.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HandoverNotes)]
pub struct Notes {
    /// The newest first.
    notes: Vec<Note>,
}

/// A note for whoever comes next.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewHandoverNote)]
pub struct NewNote {
    /// What.
    words: String,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    drill: bool,
}

/// What an address names.
pub(crate) fn named((kind, id): (&str, &str)) -> Result<(WaitingKind, [u8; 16]), Failure> {
    let id = id.parse::<ReportId>().ok();
    WaitingKind::of_word(kind).zip(id.map(Id::bytes)).ok_or_else(Failure::not_found)
}

type Named = Path<(String, String)>;

async fn list(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Query(q): Query<Asked>,
) -> Result<Json<WaitingList>, Failure> {
    let waiting = acts::list(&house, &staff, q.drill).await?;
    Ok(Json(WaitingList { waiting: waiting.iter().map(WaitingView::from).collect() }))
}

async fn take(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path((kind, id)): Named,
) -> Result<Json<WaitingView>, Failure> {
    acts::hold(&house, &staff, named((&kind, &id))?, true).await.map(Json)
}

async fn give_back(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path((kind, id)): Named,
) -> Result<Json<WaitingView>, Failure> {
    acts::hold(&house, &staff, named((&kind, &id))?, false).await.map(Json)
}

async fn notes(State(house): State<House>) -> Result<Json<Notes>, Failure> {
    Ok(Json(Notes { notes: acts::notes(&house).await? }))
}

async fn note(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(new): Json<NewNote>,
) -> Result<StatusCode, Failure> {
    acts::note(&house, &staff, &new.words).await?;
    Ok(StatusCode::NO_CONTENT)
}
