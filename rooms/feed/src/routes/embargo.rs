//! Embargoes and what is held back.

use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::{EmbargoId, IncidentId, PostId, Refuse, Role, Time, zone::Zone};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Route, Who, WhoStaff, created};

use crate::{
    acts::{
        embargo::{self, AUTHORITIES, Told},
        holds::{self, Choice, Done, MODERATORS},
    },
    model::{
        embargo::{Did, Embargo, NewEmbargo},
        view::PostView,
    },
    rules::embargo::EMBARGO_LIMITS,
};

/// The largest body with an outline in it, in bytes.
pub const SHAPE_BODY: usize = Zone::MAX_POINTS * 80;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/embargoes", Access::Anyone, log)
            .says("The log of embargoes that are over: where, when, why, who, how many posts waited. Of what holds now, only whether there is anything")
            .query("drill", "`true`: those of exercises, and no others")
            .gives::<EmbargoLog>(200),
        Route::get("/api/v1/incidents/{id}/embargoes", AUTHORITIES, list)
            .says("The embargoes of an incident, the newest first, for those who may open one")
            .gives::<EmbargoList>(200),
        Route::post("/api/v1/incidents/{id}/embargoes", AUTHORITIES, open)
            .says("Opens an embargo, for six hours at the most: pictures and positions of forces placed there wait until it ends")
            .takes::<OpenEmbargo>()
            .limit(SHAPE_BODY)
            .gives::<EmbargoView>(201),
        Route::post("/api/v1/embargoes/{id}/renew", AUTHORITIES, renew)
            .says("Holds for longer: by another person than the one who opened or renewed it last")
            .takes::<Renew>()
            .gives::<EmbargoView>(200),
        Route::post("/api/v1/embargoes/{id}/end", AUTHORITIES, end)
            .says("Ends an embargo before its time: what it held is released. It takes two people: the first press asks (`end_asked_by`), that of another does it")
            .gives::<EmbargoView>(200),
        Route::get("/api/v1/holds", MODERATORS, waiting)
            .says("What is held back, the oldest first")
            .query("drill", "`true`: what is of exercises, and nothing else")
            .gives::<HoldList>(200),
        Route::post("/api/v1/holds/{post}", MODERATORS, decide)
            .says("Releases what is held, or keeps it back for good, with a reason of the list. To release what an embargo holds before its end takes two: the first is answered 202")
            .takes::<DecideHold>()
            .gives_nothing(204),
        Route::delete("/api/v1/holds/{post}", MODERATORS, undo)
            .says("Takes back what was decided on a hold, within a day: it waits again")
            .gives_nothing(204),
        Route::post("/api/v1/posts/{id}/withdraw", Access::SignedIn, withdraw)
            .says("Takes back a post of one's own that is held")
            .gives_nothing(204),
        Route::post("/api/v1/posts/{id}/graphic", MODERATORS, cover)
            .says("Covers the pictures of a post until somebody asks to see them, or takes the cover off")
            .takes::<CoverBody>()
            .gives_nothing(204),
    ]
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    drill: bool,
}

/// An embargo as it is opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenEmbargo {
    /// What it is called: public afterwards.
    name: String,
    /// A GeoJSON `Polygon` or `MultiPolygon`, between 0.001 and 20 km².
    #[schema(value_type = Object)]
    shape: Value,
    /// Names of places in it, beside the landmarks: streets, halls.
    #[serde(default)]
    names: Vec<String>,
    /// Until when, at most six hours from now.
    #[schema(value_type = String, format = "date-time")]
    ends: Time,
}

/// Until when it is renewed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RenewEmbargo)]
pub struct Renew {
    /// At most six hours from now.
    #[schema(value_type = String, format = "date-time")]
    ends: Time,
}

/// A line of a log.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    /// What.
    did: Did,
    /// When.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// Until when it held from then on.
    #[schema(value_type = String, format = "date-time")]
    until: Time,
    /// Who.
    by: String,
    /// As what.
    #[schema(value_type = String)]
    role: Role,
}

/// An embargo.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmbargoView {
    /// Its id.
    #[schema(value_type = String)]
    id: EmbargoId,
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Of an exercise.
    drill: bool,
    /// What it is called.
    name: String,
    /// Where.
    #[schema(value_type = Object)]
    shape: Value,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    starts: Time,
    /// Until when.
    #[schema(value_type = String, format = "date-time")]
    until: Time,
    /// Whether it holds.
    on: bool,
    /// What was done with it, and by whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    log: Vec<StepView>,
    /// Who asked to end it before its time: another person may do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    end_asked_by: Option<String>,
    /// Posts that it held.
    held: i64,
    /// Posts that are shown again.
    released: i64,
}

impl EmbargoView {
    fn of(e: &Embargo, now: Time) -> Self {
        Self {
            id: e.id,
            incident: e.incident,
            drill: e.drill,
            name: e.name.clone(),
            shape: e.zone.to_geojson(),
            starts: e.starts,
            until: e.until(),
            on: e.holds(now),
            log: Vec::new(),
            end_asked_by: None,
            held: 0,
            released: 0,
        }
    }
    fn told(told: Told, now: Time) -> Self {
        let log = told.steps.into_iter();
        let log = log.map(|s| StepView { did: s.did, at: s.at, until: s.until, by: s.by_name, role: s.role }).collect();
        Self {
            log,
            end_asked_by: told.end_asked,
            held: told.held,
            released: told.released,
            ..Self::of(&told.embargo, now)
        }
    }
}

/// Embargoes.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmbargoList {
    /// The newest first.
    embargoes: Vec<EmbargoView>,
}

/// The public log.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmbargoLog {
    /// Whether something is held back somewhere at this moment.
    holding: bool,
    /// What is over, the newest first.
    embargoes: Vec<EmbargoView>,
}

/// A post that is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldView {
    /// `forces`, `picture` or `accusation`.
    why: &'static str,
    /// Until when, unless a moderator decides.
    #[schema(value_type = Option<String>, format = "date-time")]
    until: Option<Time>,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// Who asked to show it before its embargo ends: another person may agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    early_by: Option<String>,
    /// Whether another person has to decide it than whoever looks: they wrote it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    for_another: bool,
    /// As the post is now: to be said with what is decided.
    version: i64,
    /// The post.
    post: PostView,
}

/// What is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldList {
    /// The oldest first.
    holds: Vec<HoldView>,
}

/// What becomes of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideHold {
    /// `true` shows it, `false` keeps it back for good.
    release: bool,
    /// Why, of the list of all rooms. To release: `unfounded`, `settled`, `elsewhere`, `public`, `harmless`. To keep: `danger`, `deceit`,
    /// `privacy`, `hatred`, `money`, `rule`, `accuses`, `graphic`, `position`, `unclear`. Required.
    #[serde(default)]
    ground: String,
    /// The `version` that was read: when its author has changed it since, nothing is decided.
    version: i64,
}

/// Whether the pictures of a post are covered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GraphicCover)]
pub struct CoverBody {
    /// Whether they are.
    covered: bool,
    /// Why, of the list of all rooms: `graphic` and what else speaks against them to cover, `harmless` and the like to take the cover off.
    #[serde(default)]
    ground: String,
}

async fn log(State(house): State<House>, Query(q): Query<Asked>) -> Result<Json<EmbargoLog>, Failure> {
    let now = house.clock.now();
    let (holding, all) = embargo::log(&house, q.drill).await?;
    let embargoes = all.into_iter().map(|t| EmbargoView::told(t, now)).collect();
    Ok(Json(EmbargoLog { holding, embargoes }))
}

async fn list(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<IncidentId>,
) -> Result<Json<EmbargoList>, Failure> {
    let now = house.clock.now();
    let incident = house.incidents.get(id).ok_or_else(Failure::not_found)?;
    let all = embargo::list(&house, &staff, incident.drill, id).await?.into_iter();
    Ok(Json(EmbargoList { embargoes: all.map(|t| EmbargoView::told(t, now)).collect() }))
}

async fn open(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<IncidentId>,
    Json(body): Json<OpenEmbargo>,
) -> Result<Response, Failure> {
    let zone = Zone::from_geojson(&body.shape, &EMBARGO_LIMITS);
    let zone = zone.map_err(|fault| Failure::Refused(fault.refusal().at("shape")))?;
    let new = NewEmbargo { name: body.name, zone, names: body.names, ends: body.ends };
    let opened = embargo::open(&house, &staff, id, new).await?;
    Ok(created(EmbargoView::of(&opened, house.clock.now())))
}

async fn renew(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<EmbargoId>,
    Json(body): Json<Renew>,
) -> Result<Json<EmbargoView>, Failure> {
    let next = embargo::renew(&house, &staff, id, body.ends).await?;
    Ok(Json(EmbargoView::of(&next, house.clock.now())))
}

async fn end(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<EmbargoId>,
) -> Result<Json<EmbargoView>, Failure> {
    let next = embargo::end(&house, &staff, id).await?;
    let end_asked_by = embargo::end_asked(&house, id).await?;
    Ok(Json(EmbargoView { end_asked_by, ..EmbargoView::of(&next, house.clock.now()) }))
}

async fn waiting(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Query(q): Query<Asked>,
) -> Result<Json<HoldList>, Failure> {
    let all = holds::waiting(&house, &staff, q.drill).await?.into_iter();
    let view = |w: holds::Waiting| {
        let hold = w.kept.hold;
        HoldView {
            why: hold.why.word(),
            until: hold.until,
            at: w.kept.at,
            early_by: w.early,
            for_another: w.own,
            version: w.version,
            post: w.post,
        }
    };
    Ok(Json(HoldList { holds: all.map(view).collect() }))
}

async fn decide(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(post): Path<PostId>,
    Json(body): Json<DecideHold>,
) -> Result<StatusCode, Failure> {
    let choice = Choice { release: body.release, ground: &body.ground, version: body.version };
    Ok(match holds::decide(&house, &staff, post, choice).await? {
        Done::Done => StatusCode::NO_CONTENT,
        Done::Asked => StatusCode::ACCEPTED,
    })
}

async fn undo(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(post): Path<PostId>,
) -> Result<StatusCode, Failure> {
    holds::undo(&house, &staff, post).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn withdraw(State(house): State<House>, Who(who): Who, Path(id): Path<PostId>) -> Result<StatusCode, Failure> {
    holds::withdraw(&house, &who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn cover(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<PostId>,
    Json(body): Json<CoverBody>,
) -> Result<StatusCode, Failure> {
    holds::cover(&house, &staff, id, body.covered, &body.ground).await?;
    Ok(StatusCode::NO_CONTENT)
}
