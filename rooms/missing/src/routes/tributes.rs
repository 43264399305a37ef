//! Pages in memory: what a family chooses, what people write, what moderators read first.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use kernel::{CondolenceId, IncidentId, NoticeId, TributeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Raw, Route, Who, WhoStaff, created};

use super::{
    lists::INSTITUTIONS,
    notices::DONE,
    photos::picture,
    review::{Of, REVIEWERS},
};
use crate::{
    acts::{self, Proposed, Window, Written},
    model::tribute::{Chosen, TributeView, Wall, Words},
};

pub(super) fn routes() -> Vec<Route> {
    let family = vec![
        Route::post("/api/v1/notices/{id}/tribute", Access::Person, make)
            .says("Makes a page in memory of whom one sought: after a death that two stated and that one agreed to be shown")
            .takes::<Choice>()
            .gives::<TributeView>(200),
        Route::get("/api/v1/notices/{id}/tribute", Access::Person, mine)
            .says("One's own page in memory, with what one is to read")
            .query("page", "which part of what was written; the first one unless it is told")
            .gives::<TributeView>(200),
        Route::put("/api/v1/notices/{id}/tribute", Access::Person, correct)
            .says("Corrects it, locks it, opens it again; it is kept for a year from then on")
            .takes::<Choice>()
            .gives::<TributeView>(200),
        Route::delete("/api/v1/notices/{id}/tribute", Access::Person, remove)
            .says("Takes it away, with everything that was written on it")
            .gives_nothing(204),
        Route::put("/api/v1/notices/{id}/tribute/photo", Access::Person, set_photo)
            .says("Chooses a photo for it: JPEG, PNG or WebP, written anew")
            .limit(acts::MOST_BYTES)
            .gives_nothing(204),
        Route::delete("/api/v1/notices/{id}/tribute/photo", Access::Person, drop_photo)
            .says("Shows no photo")
            .gives_nothing(204),
    ];
    let public = vec![
        Route::get("/api/v1/tributes/{share}", Access::Anyone, one)
            .says("A page in memory, for who has its address; no number, no order by visits")
            .query("page", "which part of what was written; the first one unless it is told")
            .gives::<TributeView>(200),
        Route::get("/api/v1/tributes/{share}/photo", Access::Anyone, photo).says("Its photo, a JPEG"),
        Route::post("/api/v1/tributes/{share}/light", Access::Anyone, light)
            .says("Leaves a light: the family sees that somebody did")
            .gives_nothing(204),
        Route::post("/api/v1/tributes/{share}/condolences", Access::Person, condole)
            .says("Writes a few words: moderators read them first, then the family")
            .takes::<Condoling>()
            .gives::<Condoled>(201),
        Route::post("/api/v1/condolences/{id}/show", Access::Person, let_show)
            .says("The family lets it be shown")
            .gives_nothing(204),
        Route::delete("/api/v1/condolences/{id}", Access::Person, drop_one)
            .says("The family takes it away, or who wrote it does")
            .gives_nothing(204),
        Route::get("/api/v1/incidents/{id}/windows", Access::Anyone, windows)
            .says("Those whose family wants them among the windows of an incident, by first name")
            .query("drill", "`true` for one that is an exercise")
            .gives::<Windows>(200),
    ];
    let staff = vec![
        Route::get("/api/v1/condolences", REVIEWERS, waiting)
            .says("What moderators are to read, the oldest first; and what was decided lately")
            .query("drill", "`true` for those of exercises")
            .gives::<Waiting>(200),
        Route::post("/api/v1/condolences/{id}/review", REVIEWERS, review)
            .says("Lets it through, or does not; either may be taken back for a day")
            .takes::<Reading>()
            .gives_nothing(204),
        Route::get("/api/v1/tributes", INSTITUTIONS, proposed)
            .says("Pages in memory that one's institution proposes, and that wait for a second person")
            .gives::<Proposals>(200),
        Route::post("/api/v1/notices/{id}/tribute/propose", INSTITUTIONS, propose)
            .says("Proposes a page in memory of somebody whom no family seeks here, after a death that two of one's institution stated")
            .takes::<Choice>()
            .gives::<Made>(201),
        Route::post("/api/v1/notices/{id}/tribute/confirm", INSTITUTIONS, confirm)
            .says("Confirms it: a second, different person of that institution")
            .gives_nothing(204),
        Route::delete("/api/v1/notices/{id}/tribute/propose", INSTITUTIONS, withdraw)
            .says("Takes it away again")
            .gives_nothing(204),
    ];
    [family, public, staff].concat()
}

/// What is chosen for a page in memory. Addresses, codes and contacts in it are masked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TributeChoice)]
pub struct Choice {
    /// The name that is shown.
    name: String,
    /// One line under it.
    #[serde(default)]
    line: Option<String>,
    /// A few sentences; without them one has chosen silence.
    #[serde(default)]
    words: Option<String>,
    /// Who says them.
    #[serde(default)]
    by: Option<String>,
    /// Among the windows of the incident: `apart` unless one wishes it, `named`, `window`.
    #[serde(default)]
    wall: Option<Wall>,
    /// Whether the address of the appeal leads there.
    #[serde(default)]
    leads: bool,
    /// Whether nobody may write any more.
    #[serde(default)]
    locked: bool,
}

impl From<Choice> for Chosen {
    fn from(c: Choice) -> Self {
        Self {
            words: Words { name: c.name, line: c.line, words: c.words, by: c.by, names: Vec::new() },
            wall: c.wall.unwrap_or(Wall::Apart),
            leads: c.leads,
            locked: c.locked,
        }
    }
}

/// A part of what was written on a page.
#[derive(Deserialize)]
pub(crate) struct OnPage {
    #[serde(default = "first")]
    pub(crate) page: i64,
}

const fn first() -> i64 {
    1
}

/// What somebody writes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCondolence)]
pub struct Condoling {
    /// What.
    words: String,
}

/// What was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct Condoled {
    /// Its id.
    #[schema(value_type = String)]
    id: CondolenceId,
}

/// A page that is proposed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TributeMade)]
pub struct Made {
    /// Its id.
    #[schema(value_type = String)]
    id: TributeId,
}

/// Windows of an incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Windows {
    /// By first name.
    windows: Vec<Window>,
}

/// What moderators read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CondolencesWaiting)]
pub struct Waiting {
    /// The oldest first.
    waiting: Vec<Written>,
    /// Decided lately, the newest first.
    decided: Vec<Written>,
}

/// Whether it is let through.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CondolenceReview)]
pub struct Reading {
    /// Whether it is.
    show: bool,
}

/// Pages that are proposed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TributesProposed)]
pub struct Proposals {
    /// The oldest first.
    tributes: Vec<Proposed>,
}

type View = Result<Json<TributeView>, Failure>;
type Done = Result<StatusCode, Failure>;

async fn make(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>, Json(c): Json<Choice>) -> View {
    acts::make_tribute(&house, &visitor, id, c.into()).await.map(Json)
}

async fn mine(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    Query(on): Query<OnPage>,
) -> View {
    acts::own_tribute(&house, &visitor, id, on.page).await.map(Json)
}

async fn correct(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    Json(c): Json<Choice>,
) -> View {
    acts::correct_tribute(&house, &visitor, id, c.into()).await.map(Json)
}

async fn remove(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>) -> Done {
    acts::remove_tribute(&house, &visitor, id).await.map(|()| DONE)
}

async fn set_photo(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>, Raw(bytes): Raw) -> Done {
    let page = acts::own_tribute(&house, &visitor, id, 1).await?;
    let photo = acts::look(&house, &visitor, page.drill, Vec::from(bytes)).await?;
    acts::set_tribute_photo(&house, &visitor, id, Some(&photo)).await.map(|()| DONE)
}

async fn drop_photo(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>) -> Done {
    acts::set_tribute_photo(&house, &visitor, id, None).await.map(|()| DONE)
}

/// No search engine lists it, and nobody between keeps it.
pub(crate) fn quiet(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert("x-robots-tag", http::HeaderValue::from_static("noindex, nofollow, noarchive, noimageindex"));
    headers.insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("private, no-store"));
    response
}

async fn one(
    State(house): State<House>,
    Who(visitor): Who,
    Path(share): Path<String>,
    Query(on): Query<OnPage>,
) -> Result<Response, Failure> {
    Ok(quiet(Json(acts::tribute(&house, &visitor, &share, on.page).await?).into_response()))
}

async fn photo(State(house): State<House>, headers: HeaderMap, Path(share): Path<String>) -> Result<Response, Failure> {
    Ok(quiet(picture(&headers, acts::tribute_photo(&house, &share).await?, false)))
}

async fn light(State(house): State<House>, Path(share): Path<String>) -> Done {
    acts::light(&house, &share).await.map(|()| DONE)
}

async fn condole(
    State(house): State<House>,
    Who(visitor): Who,
    Path(share): Path<String>,
    Json(body): Json<Condoling>,
) -> Result<Response, Failure> {
    Ok(created(Condoled { id: acts::condole(&house, &visitor, &share, &body.words).await? }))
}

async fn let_show(State(house): State<House>, Who(visitor): Who, Path(id): Path<CondolenceId>) -> Done {
    acts::let_show(&house, &visitor, id).await.map(|()| DONE)
}

async fn drop_one(State(house): State<House>, Who(visitor): Who, Path(id): Path<CondolenceId>) -> Done {
    acts::drop_condolence(&house, &visitor, id).await.map(|()| DONE)
}

async fn windows(
    State(house): State<House>,
    Path(id): Path<IncidentId>,
    Query(of): Query<Of>,
) -> Result<Response, Failure> {
    Ok(quiet(Json(Windows { windows: acts::windows(&house, id, of.drill).await? }).into_response()))
}

async fn waiting(State(house): State<House>, Query(of): Query<Of>) -> Result<Json<Waiting>, Failure> {
    let waiting = acts::condolences_waiting(&house, of.drill).await?;
    Ok(Json(Waiting { waiting, decided: acts::condolences_decided(&house, of.drill).await? }))
}

async fn review(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<CondolenceId>,
    Json(body): Json<Reading>,
) -> Done {
    acts::review_condolence(&house, &staff, id, body.show).await.map(|_| DONE)
}

async fn proposed(State(house): State<House>, WhoStaff(staff): WhoStaff) -> Result<Json<Proposals>, Failure> {
    Ok(Json(Proposals { tributes: acts::proposed_tributes(&house, &staff).await? }))
}

async fn propose(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoticeId>,
    Json(c): Json<Choice>,
) -> Result<Response, Failure> {
    Ok(created(Made { id: acts::propose_tribute(&house, &staff, id, c.into()).await? }))
}

async fn confirm(State(house): State<House>, WhoStaff(staff): WhoStaff, Path(id): Path<NoticeId>) -> Done {
    acts::confirm_tribute(&house, &staff, id, None).await.map(|()| DONE)
}

async fn withdraw(State(house): State<House>, WhoStaff(staff): WhoStaff, Path(id): Path<NoticeId>) -> Done {
    acts::withdraw_tribute(&house, &staff, id).await.map(|()| DONE)
}
