//! What somebody says of somebody who is missing; messages through the server.

use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::{Cell, IncidentId, NoteId, NoticeId, PersonId, Time};
use register::{How, State as PersonState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Route, Who, created};

use super::notices::DONE;
use crate::{
    acts::{self, Whence},
    model::{Ages, Meant, NewNote, Sex, Wrong},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/news", Access::Person, news)
            .says("Says something of somebody by name: it is matched with searches; the answer is the same whether one fits or not")
            .takes::<News>()
            .gives::<Kept>(201),
        Route::post("/api/v1/appeals/{share}/notes", Access::Person, note)
            .says("Says something of whom a public appeal seeks; the family reads it")
            .takes::<Note>()
            .gives::<Kept>(201),
        Route::post("/api/v1/appeals/{share}/report", Access::Anyone, report)
            .says("Something is wrong with a public appeal: moderators read it. The answer is the same whoever said so before")
            .takes::<AppealReport>()
            .gives_nothing(204),
        Route::get("/api/v1/notices/{id}/messages", Access::Person, messages)
            .says("What a seeker and somebody who knows something wrote to each other")
            .query("witness", "for the seeker: with whom")
            .gives::<Messages>(200),
        Route::post("/api/v1/notices/{id}/messages", Access::Person, write)
            .says("Writes to the other through the server: at most 300 characters, forty in all; addresses, codes and contacts are masked")
            .takes::<NewMessage>()
            .gives_nothing(204),
    ]
}

/// What somebody knows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewNote)]
pub struct Note {
    /// How they know: `saw`, `spoke`, `heard`, `read`.
    how: How,
    /// How the person is: `safe`, `need_help`, `not_there`, `in_care`, or `none` for seen, no more.
    state: PersonState,
    /// When it was.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    at: Option<Time>,
    /// Where: a landmark. Nobody but the family reads it.
    #[serde(default)]
    near: Option<String>,
    /// … or an H3 cell, which is made coarse.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    cell: Option<Cell>,
    /// A word; addresses, codes and contacts in it are masked.
    #[serde(default)]
    words: Option<String>,
}

/// News of somebody by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct News {
    /// In which incident.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// Their name.
    name: String,
    /// Their telephone or e-mail: for matching alone.
    #[serde(default)]
    contact: Option<String>,
    /// How old.
    #[serde(default)]
    ages: Option<Ages>,
    /// Sex.
    #[serde(default)]
    sex: Option<Sex>,
    /// What is known.
    note: Note,
}

/// What is wrong with an appeal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealReport {
    /// `danger`, `privacy`, `hoax`, `other`.
    wrong: Wrong,
    /// A word; addresses, codes and contacts in it are masked.
    #[serde(default)]
    words: Option<String>,
}

/// What was kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoteKept)]
pub struct Kept {
    /// Its id.
    #[schema(value_type = String)]
    id: NoteId,
}

/// A message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// For the seeker: to whom.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    witness: Option<PersonId>,
    /// What.
    words: String,
}

/// What two wrote to each other.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeMessages)]
pub struct Messages {
    /// The oldest first.
    messages: Vec<Message>,
}

/// One message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeMessage)]
pub struct Message {
    /// Whether the seeker wrote it.
    by_seeker: bool,
    /// When.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// What.
    words: String,
}

fn read(n: Note) -> NewNote {
    NewNote { how: n.how, state: n.state, at: n.at, near: n.near, cell: n.cell, words: n.words }
}

async fn news(State(house): State<House>, Who(visitor): Who, Json(body): Json<News>) -> Result<Response, Failure> {
    let meant = Meant { name: body.name, contact: body.contact, ages: body.ages, sex: body.sex };
    let said = acts::news(&house, &visitor, body.incident, &meant, read(body.note)).await?;
    Ok(created(Kept { id: said.id }))
}

async fn note(
    State(house): State<House>,
    Who(visitor): Who,
    Path(share): Path<String>,
    Json(body): Json<Note>,
) -> Result<Response, Failure> {
    let said = acts::note(&house, &visitor, &share, read(body)).await?;
    Ok(created(Kept { id: said.id }))
}

#[derive(Deserialize)]
struct With {
    #[serde(default)]
    witness: Option<PersonId>,
}

async fn messages(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    Query(with): Query<With>,
) -> Result<Json<Messages>, Failure> {
    let all = acts::messages(&house, &visitor, id, with.witness).await?;
    let messages = all.into_iter().map(|(by_seeker, at, words)| Message { by_seeker, at, words }).collect();
    Ok(Json(Messages { messages }))
}

async fn write(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    Json(body): Json<NewMessage>,
) -> Result<StatusCode, Failure> {
    acts::write(&house, &visitor, id, body.witness, &body.words).await?;
    Ok(DONE)
}

async fn report(
    State(house): State<House>,
    Who(visitor): Who,
    whence: Whence,
    Path(share): Path<String>,
    Json(body): Json<AppealReport>,
) -> Result<StatusCode, Failure> {
    acts::report_appeal(&house, &visitor, &whence, &share, body.wrong, body.words.as_deref()).await?;
    Ok(DONE)
}
