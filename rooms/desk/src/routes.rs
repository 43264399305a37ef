//! The API of this room.

mod decisions;
pub(crate) mod reports;
pub(crate) mod waiting;

use axum::extract::State;
use kernel::{AuditId, CaseId, IncidentId, Time};
use register::{Actor, AuditLine, Place, tally::Point};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, FieldError, House, Json, Path, Query, Raw, Route, WhoOperator};

use crate::{
    acts,
    model::{CloseReason, Handling, HelpCase},
};

/// The routes.
pub fn all() -> Vec<Route> {
    [own(), decisions::routes(), reports::routes(), waiting::routes()].concat()
}

fn own() -> Vec<Route> {
    vec![
        Route::get("/api/v1/incidents/{id}/counts", Access::Operator, counts)
            .says("How many people answered what, and how it went")
            .gives::<CountsView>(200),
        Route::get("/api/v1/incidents/{id}/help-queue", Access::Operator, queue)
            .says("Who asks for help: people who are known first, then those who wait for their proof; the gravest first, then the oldest")
            .query("closed", "`true`: closed requests as well, after the others")
            .query("after", "the `next` of the page before")
            .query("limit", "how many, from 1 to 500; 100 when it is left out")
            .gives::<HelpQueue>(200),
        Route::get("/api/v1/incidents/{id}/timeline", Access::Operator, timeline)
            .says("Who did what in this incident, the newest first")
            .gives::<Timeline>(200),
        Route::post("/api/v1/help/{case}/take", Access::Operator, take)
            .says("I handle this request: nobody else can take it until I give it back")
            .takes::<Seen>()
            .gives::<HelpCase>(200)
            .idempotent(),
        Route::post("/api/v1/help/{case}/release", Access::Operator, release)
            .says("I give this request back; an admin may for somebody else")
            .takes::<Seen>()
            .gives::<HelpCase>(200),
        Route::post("/api/v1/help/{case}/close", Access::Operator, close)
            .says("This request is dealt with, for a reason; an admin may close what somebody else has")
            .takes::<Close>()
            .gives::<HelpCase>(200),
        Route::get("/api/v1/audit", Access::Admin, audit)
            .says("Who did what on this server, the newest first, 100 lines at a time")
            .query("before", "only lines older than the one of this id")
            .gives::<Audit>(200),
    ]
}

/// Counts of an incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountsView {
    /// People who are asked.
    pub asked: i64,
    /// People known to be safe.
    pub safe: i64,
    /// People who ask for help.
    pub need_help: i64,
    /// People who are not in the zone.
    pub not_there: i64,
    /// People in care.
    pub in_care: i64,
    /// People who are asked and of whom nothing is known. It does not mean danger.
    pub no_news: i64,
    /// Requests for help that nobody has taken.
    pub open_help: i64,
    /// Requests for help that somebody handles.
    pub taken_help: i64,
    /// How it went: per minute in which it moved, how many were safe and needed help by its end.
    pub curve: Vec<Point>,
}

/// Requests for help.
#[derive(Debug, Serialize, ToSchema)]
pub struct HelpQueue {
    /// People who are known first (their own session, or a proven contact), then those who wait for their proof; in each group the
    /// gravest first, then the oldest.
    cases: Vec<HelpCase>,
    /// What to ask the next page with (`?after=`); nothing after the last.
    next: Option<String>,
    /// How many wait or are handled, of people who are known.
    proven: i64,
    /// How many more, that wait for their contact to be proven.
    unproven: i64,
    /// How many found no room among the latter and enter the queue once their contact is proven; counted up to 10,000.
    outside: i64,
}

/// What happened in an incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Timeline {
    /// The newest first.
    lines: Vec<TimelineLine>,
}

/// Somebody did something.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineLine {
    /// When.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// The name of a member of staff, `server`, or `person`: the names of people are not written.
    who: String,
    /// `staff`, `server` or `person`.
    kind: &'static str,
    /// What, as a word such as `incident.activate`.
    act: String,
    /// What else is to be known.
    #[schema(value_type = Object)]
    details: Value,
}

/// What happened on this server.
#[derive(Debug, Serialize, ToSchema)]
pub struct Audit {
    /// The newest first.
    lines: Vec<AuditEntry>,
}

/// A line of the audit.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    id: AuditId,
    /// What happened.
    #[serde(flatten)]
    line: TimelineLine,
    /// In which incident.
    #[schema(value_type = Option<String>, format = "uuid")]
    incident: Option<IncidentId>,
    /// Whether it was about, or by, somebody who was erased since.
    erased: bool,
}

impl TimelineLine {
    fn of(line: AuditLine) -> Self {
        let (who, kind) = match line.actor {
            Actor::Staff(_, name) => (name, "staff"),
            Actor::Server => ("server".to_owned(), "server"),
            Actor::Person(_) => ("person".to_owned(), "person"),
        };
        Self { at: line.at, who, kind, act: line.act, details: line.details }
    }
}

/// Which state of a request was looked at; may be left out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Seen {
    /// The `version` that was seen: refused with 409 when the request has changed since.
    version: Option<i64>,
}

/// Why a request is closed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Close {
    /// `helped`, `passed_on`, `safe`, `twice` or `mistake`.
    reason: Option<CloseReason>,
    /// The `version` that was seen: refused with 409 when the request has changed since.
    version: Option<i64>,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    closed: bool,
    after: Option<String>,
    limit: Option<i64>,
}

/// Requests on a page of the queue, when nobody says how many.
const PAGE: i64 = 100;
/// The most that one may ask for.
const MOST: i64 = 500;

#[derive(Debug, Deserialize)]
struct Before {
    before: Option<AuditId>,
}

async fn counts(
    State(house): State<House>,
    WhoOperator(_): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<CountsView>, Failure> {
    let incident = acts::find(&house, id)?;
    let load = house.register.help_load(incident.id).await?;
    let counts = house.tally.counts(incident.id);
    Ok(Json(CountsView {
        asked: counts.asked,
        safe: counts.safe,
        need_help: counts.need_help,
        not_there: counts.not_there,
        in_care: counts.in_care,
        no_news: counts.no_news,
        open_help: load.open,
        taken_help: load.taken,
        curve: counts.curve,
    }))
}

async fn queue(
    State(house): State<House>,
    WhoOperator(_): WhoOperator,
    Path(id): Path<IncidentId>,
    Query(q): Query<Asked>,
) -> Result<Json<HelpQueue>, Failure> {
    let incident = acts::find(&house, id)?;
    let unfit = |field: &'static str| FieldError::new(field, "field-unfit");
    let after = match q.after.as_deref() {
        Some(text) => text.parse().map_err(|_| unfit("after"))?,
        None => Place::start(),
    };
    let limit = q.limit.unwrap_or(PAGE);
    if !(1..=MOST).contains(&limit) {
        return Err(unfit("limit").into());
    }
    let mut cases = house.register.cases(incident.id, q.closed, after, limit.saturating_add(1)).await?;
    let more = i64::try_from(cases.len()).unwrap_or(i64::MAX) > limit;
    cases.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = cases.last().filter(|_| more).map(|c| Place::of(c).to_string());
    let load = house.register.help_load(incident.id).await?;
    Ok(Json(HelpQueue {
        cases: acts::seen(&house, &incident, &cases).await?,
        next,
        proven: load.open.saturating_add(load.taken).saturating_sub(load.unproven),
        unproven: load.unproven,
        outside: load.outside,
    }))
}

async fn timeline(
    State(house): State<House>,
    WhoOperator(_): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<Timeline>, Failure> {
    let incident = acts::find(&house, id)?;
    let lines = acts::timeline(&house, incident.id).await?;
    Ok(Json(Timeline { lines: lines.into_iter().map(TimelineLine::of).collect() }))
}

async fn take(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
    body: Raw,
) -> Result<Json<HelpCase>, Failure> {
    let Json(seen) = Json::<Seen>::read_or_default(&body.0)?;
    Ok(Json(acts::handle(&house, &staff, id, Handling::Take, seen.version).await?.1))
}

async fn release(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
    body: Raw,
) -> Result<Json<HelpCase>, Failure> {
    let Json(seen) = Json::<Seen>::read_or_default(&body.0)?;
    Ok(Json(acts::handle(&house, &staff, id, Handling::Release, seen.version).await?.1))
}

async fn close(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
    body: Raw,
) -> Result<Json<HelpCase>, Failure> {
    let Json(close) = Json::<Close>::read_or_default(&body.0)?;
    let Some(reason) = close.reason else { return Err(FieldError::new("reason", "field-missing").into()) };
    Ok(Json(acts::handle(&house, &staff, id, Handling::Close(reason), close.version).await?.1))
}

async fn audit(State(house): State<House>, Query(q): Query<Before>) -> Result<Json<Audit>, Failure> {
    let lines = acts::journal(&house, q.before, 100).await?;
    let entry = |line: AuditLine| {
        let (id, incident, erased) = (line.id, line.incident, line.erased);
        AuditEntry { id, line: TimelineLine::of(line), incident, erased }
    };
    Ok(Json(Audit { lines: lines.into_iter().map(entry).collect() }))
}
