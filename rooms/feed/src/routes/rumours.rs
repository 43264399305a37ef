//! Rumours and rulings: for staff to look through and rule, for everybody to read what was ruled.

use axum::extract::State;
use http::StatusCode;
use kernel::{IncidentId, PostId, Role, RulingId, RumourId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Route, Who, WhoStaff};

use crate::{
    acts::{
        Whence,
        truth::{self, Queued, RULERS},
    },
    model::{
        rumour::{How, NewRuling, Ruling, Rumour, RumourState, Verdict},
        view::PostView,
    },
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/rumours", RULERS, list)
            .says("Rumours to look at, the fastest first: for staff alone")
            .query("state", "`gathered` (the default), `looked`, `ruled` or `aside`")
            .query("drill", "`true`: those of exercises, and no others")
            .gives::<RumourList>(200),
        Route::post("/api/v1/rumours", RULERS, begin)
            .says("Begins a rumour with a post: what is like it, written before or after, comes to it")
            .takes::<OfPost>()
            .gives::<RumourView>(200),
        Route::get("/api/v1/rumours/{id}", Access::Anyone, public)
            .says("What was ruled on a rumour: what is said, what is so, who says so, since when, by what they know, and what was ruled before")
            .gives::<Annotation>(200),
        Route::get("/api/v1/rumours/{id}/posts", RULERS, posts)
            .says("The last posts of a rumour, for staff")
            .gives::<Copies>(200),
        Route::post("/api/v1/rumours/{id}/posts", RULERS, put)
            .says("Puts a post into a rumour, with all that is like it")
            .takes::<OfPost>()
            .gives_nothing(204),
        Route::delete("/api/v1/rumours/{id}/posts/{post}", RULERS, part)
            .says("Takes a post out: no machine puts it back, and nothing is ruled on it")
            .gives_nothing(204),
        Route::post("/api/v1/rumours/{id}/rulings", RULERS, rule)
            .says("Rules on a rumour, or revises what was ruled: every copy shows it, and who wrote or passed on one is told once")
            .takes::<RuleBody>()
            .gives::<RulingOut>(200),
        Route::post("/api/v1/rumours/{id}/aside", RULERS, aside)
            .says("There is nothing to rule on; or it is looked at again")
            .takes::<Aside>()
            .gives::<RumourView>(200),
        Route::post("/api/v1/posts/{id}/seen", Access::Person, see)
            .says("I am there and see it too; takes a proven contact and a place in the zone")
            .gives_nothing(204),
        Route::delete("/api/v1/posts/{id}/seen", Access::Person, unsee)
            .says("I take that back")
            .gives_nothing(204),
        Route::post("/api/v1/posts/{id}/appeal", Access::Person, appeal)
            .says("Asks moderators to look again at what was ruled on a post of one's own")
            .takes::<Appeal>()
            .gives_nothing(202),
    ]
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    drill: bool,
    #[serde(default)]
    state: Option<RumourState>,
}

/// A post.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RumourPost)]
pub struct OfPost {
    /// Its number.
    #[schema(value_type = String)]
    post: PostId,
}

/// Whether a rumour is set aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    /// Whether it is.
    aside: bool,
}

/// Why somebody appeals.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// In their words, at most 500 characters.
    #[serde(default)]
    words: String,
}

/// A ruling.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleBody {
    /// What holds.
    verdict: Option<Verdict>,
    /// What is said, in neutral words: public.
    what: String,
    /// What is so: public.
    says: String,
    /// Addresses, and authorities by their names: at least one, at most five.
    sources: Vec<String>,
    /// The `version` of the rumour that was looked at: refused with 409 when it has changed since.
    version: i64,
}

/// A rumour as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RumourView {
    /// Its id.
    #[schema(value_type = String)]
    id: RumourId,
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Of an exercise.
    drill: bool,
    /// Sent back with a ruling.
    version: i64,
    /// Where it stands.
    state: RumourState,
    /// What is said, in the words of whoever ruled.
    what: String,
    /// How many posts say so.
    posts: i64,
    /// How many of them came in the last quarter of an hour.
    lately: i64,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    since: Time,
    /// When the last of them came.
    #[schema(value_type = String, format = "date-time")]
    newest: Time,
    /// What holds of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
}

impl RumourView {
    fn of(q: &Queued) -> Self {
        let Rumour { id, incident, drill, version, state, posts, made, newest, verdict, .. } = q.rumour;
        let what = q.rumour.what.clone();
        Self { id, incident, drill, version, state, what, posts, lately: q.lately, since: made, newest, verdict }
    }
}

/// Rumours.
#[derive(Debug, Serialize, ToSchema)]
pub struct RumourList {
    /// The fastest first.
    rumours: Vec<RumourView>,
}

/// A copy.
#[derive(Debug, Serialize, ToSchema)]
pub struct CopyView {
    /// The post.
    post: PostView,
    /// By what it came there.
    how: How,
    /// Whether a person took it out.
    apart: bool,
}

/// The last posts of a rumour.
#[derive(Debug, Serialize, ToSchema)]
pub struct Copies {
    /// The last first.
    posts: Vec<CopyView>,
}

/// A ruling as everybody may read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulingOut {
    /// Its id.
    #[schema(value_type = String)]
    id: RulingId,
    /// 1 the first; the last one holds.
    n: i64,
    /// What holds.
    verdict: Verdict,
    /// What is said, in neutral words.
    what: String,
    /// What is so.
    says: String,
    /// Addresses, and authorities by their names.
    sources: Vec<String>,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// Who.
    by: String,
    /// As what.
    #[schema(value_type = String)]
    role: Role,
}

impl From<Ruling> for RulingOut {
    fn from(r: Ruling) -> Self {
        let Ruling { id, n, verdict, what, says, sources, at, by_name, role, .. } = r;
        Self { id, n, verdict, what, says, sources, at, by: by_name, role }
    }
}

/// What was ruled on a rumour, for whoever shows or keeps it elsewhere. No post of anybody stands in it, and no number of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Annotation {
    /// `Ruling`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The rumour.
    #[schema(value_type = String)]
    id: RumourId,
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Of an exercise.
    drill: bool,
    /// Its page.
    url: String,
    /// What holds.
    holds: RulingOut,
    /// What was ruled before, the last first.
    before: Vec<RulingOut>,
}

async fn list(State(house): State<House>, Query(q): Query<Asked>) -> Result<Json<RumourList>, Failure> {
    let all = truth::queue(&house, q.drill, q.state.unwrap_or(RumourState::Gathered)).await?;
    Ok(Json(RumourList { rumours: all.iter().map(RumourView::of).collect() }))
}

async fn begin(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(body): Json<OfPost>,
) -> Result<Json<RumourView>, Failure> {
    let begun = truth::begin(&house, &staff, body.post).await?;
    let (queued, _) = truth::whole(&house, begun.id).await?;
    Ok(Json(RumourView::of(&queued)))
}

async fn public(State(house): State<House>, Path(id): Path<RumourId>) -> Result<Json<Annotation>, Failure> {
    let (of, rulings) = truth::public(&house, id).await?;
    let mut all = rulings.into_iter().map(RulingOut::from);
    let holds = all.next().ok_or_else(Failure::not_found)?;
    let (incident, drill, url) = (of.incident, of.drill, format!("/rumours/{id}"));
    Ok(Json(Annotation { kind: "Ruling", id, incident, drill, url, holds, before: all.collect() }))
}

async fn posts(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RumourId>,
) -> Result<Json<Copies>, Failure> {
    truth::whole(&house, id).await?;
    let all = truth::copies_of(&house, &staff, id).await?.into_iter();
    Ok(Json(Copies { posts: all.map(|c| CopyView { post: c.post, how: c.how, apart: c.apart }).collect() }))
}

async fn put(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RumourId>,
    Json(body): Json<OfPost>,
) -> Result<StatusCode, Failure> {
    truth::put(&house, &staff, id, body.post).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn part(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path((id, post)): Path<(RumourId, PostId)>,
) -> Result<StatusCode, Failure> {
    truth::part(&house, &staff, id, post).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rule(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RumourId>,
    Json(body): Json<RuleBody>,
) -> Result<Json<RulingOut>, Failure> {
    let RuleBody { verdict, what, says, sources, version } = body;
    let new = NewRuling { verdict, what, says, sources, version };
    Ok(Json(truth::rule(&house, &staff, id, &new).await?.into()))
}

async fn aside(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RumourId>,
    Json(body): Json<Aside>,
) -> Result<Json<RumourView>, Failure> {
    truth::set_aside(&house, &staff, id, body.aside).await?;
    let (queued, _) = truth::whole(&house, id).await?;
    Ok(Json(RumourView::of(&queued)))
}

async fn see(
    State(house): State<House>,
    Who(who): Who,
    from: Whence,
    Path(id): Path<PostId>,
) -> Result<StatusCode, Failure> {
    truth::see(&house, &who, id, &from).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn unsee(State(house): State<House>, Who(who): Who, Path(id): Path<PostId>) -> Result<StatusCode, Failure> {
    truth::unsee(&house, &who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn appeal(
    State(house): State<House>,
    Who(who): Who,
    Path(id): Path<PostId>,
    Json(body): Json<Appeal>,
) -> Result<StatusCode, Failure> {
    truth::appeal(&house, &who, id, &body.words).await?;
    Ok(StatusCode::ACCEPTED)
}
