//! The API of the moderators.

use axum::{extract::State, response::Response};
use http::{HeaderValue, header};
use kernel::{ReportId, Role, Staff};
use register::Ground;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Raw, Route, WhoStaff};

use super::Seen;
use crate::{
    acts::reports as acts,
    model::reports::{Doing, ReportView, Verdict},
};

/// Who handles reports.
pub const MODERATORS: Access = Access::Staff(&[Role::Moderator, Role::Operator, Role::Admin]);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/moderation", MODERATORS, list)
            .says("What people reported: the gravest first, then the oldest; then what was decided in the last 24 hours")
            .query("drill", "`true`: those of exercises, and no others")
            .gives::<Queue>(200),
        Route::post("/api/v1/moderation/{id}/take", MODERATORS, take)
            .says("I handle this report: nobody else decides it until I give it back")
            .takes::<Seen>()
            .gives::<ReportView>(200),
        Route::post("/api/v1/moderation/{id}/give-back", MODERATORS, give_back)
            .says("I give this report back; an admin may for somebody else")
            .takes::<Seen>()
            .gives::<ReportView>(200),
        Route::post("/api/v1/moderation/{id}/decide", MODERATORS, decide)
            .says("Upholds a report (what it is about is stopped for good, whom it is about is barred) or dismisses it (it goes on as it was)")
            .takes::<Decide>()
            .gives::<ReportView>(200),
        Route::post("/api/v1/moderation/{id}/undo", MODERATORS, undo)
            .says("Takes a decision back, within 24 hours")
            .takes::<Seen>()
            .gives::<ReportView>(200),
        Route::post("/api/v1/moderation/{id}/open", MODERATORS, open)
            .says("Asks to open what a report is about; a second person does the same, and both may read it for an hour")
            .takes::<Seen>()
            .gives::<ReportView>(200),
        Route::get("/api/v1/moderation/{id}/evidence", MODERATORS, evidence)
            .says("What a report is about, for the two who opened it; each reading is in the audit")
            .gives::<Evidence>(200),
        Route::post("/api/v1/moderation/{id}/lift", Access::Operator, lift)
            .says("Whom an upheld report is about is barred no more")
            .takes::<Seen>()
            .gives::<ReportView>(200),
    ]
}

/// Reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queue {
    /// Those that wait or are handled.
    reports: Vec<ReportView>,
    /// Those whose decision may be taken back, the last first.
    decided: Vec<ReportView>,
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// `uphold` or `dismiss`.
    decision: Verdict,
    /// Why, of one list: against what was reported `danger`, `deceit`, `privacy`, `hatred`, `money`, `rule`, `accuses`, `graphic`,
    /// `position`, `unclear`; for it `unfounded`, `settled`, `elsewhere`, `public`, `harmless`. Required; it has to support the decision.
    #[serde(default)]
    ground: Option<Ground>,
    /// The `version` that was seen: refused with 409 when the report has changed since.
    #[serde(default)]
    version: Option<i64>,
}

/// What a report is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct Evidence {
    /// The report.
    report: ReportView,
    /// As it was when it was reported.
    #[schema(value_type = Object)]
    evidence: Value,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    drill: bool,
}

async fn list(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Query(q): Query<Asked>,
) -> Result<Json<Queue>, Failure> {
    let (reports, decided) = acts::list(&house, &staff, q.drill).await?;
    Ok(Json(Queue { reports, decided }))
}

type Moved = Result<Json<ReportView>, Failure>;

async fn handle(house: &House, staff: &Staff, id: ReportId, what: Doing, body: &Raw) -> Moved {
    let Json(seen) = Json::<Seen>::read_or_default(&body.0)?;
    acts::handle(house, staff, id, what, seen.version).await.map(Json)
}

macro_rules! doings {
    ($($name:ident = $what:ident;)+) => {
        $(async fn $name(State(house): State<House>, WhoStaff(staff): WhoStaff, Path(id): Path<ReportId>, body: Raw) -> Moved {
            handle(&house, &staff, id, Doing::$what, &body).await
        })+
    };
}

doings! {
    take = Take;
    give_back = GiveBack;
    undo = Undo;
    open = Open;
    lift = Lift;
}

async fn decide(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReportId>,
    Json(new): Json<Decide>,
) -> Moved {
    acts::handle(&house, &staff, id, Doing::Decide(new.decision, new.ground), new.version).await.map(Json)
}

async fn evidence(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReportId>,
) -> Result<Response, Failure> {
    let (report, evidence) = acts::evidence(&house, &staff, id).await?;
    let report = crate::rules::reports::seen(house.clock.now(), &report, &staff);
    let mut response = axum::response::IntoResponse::into_response(Json(Evidence { report, evidence }));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
