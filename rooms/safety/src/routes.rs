//! The API of this room.

use axum::{
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{Cell, FactId, IncidentId, Lang, PersonId, Time, Visitor, zone::Zone};
use register::{Channel, How, Incident, Texts};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, OrRefuse, Path, Query, Route, Who, WhoOperator, WhoPerson, created};

use crate::{
    acts::{self, About, Answering, Named},
    model::{Answer, HelpWords, Move, NewIncident, Press, Say},
    rules::Refusal,
    show,
};

/// The routes.
pub fn all() -> Vec<Route> {
    vec![
        Route::get("/api/v1/incidents", Access::Anyone, list)
            .says("The incidents that are public, the newest first; drills only with `?drill=true`; operators see drafts too")
            .query("drill", "`true`: drills as well")
            .gives::<IncidentList>(200),
        Route::post("/api/v1/incidents", Access::Operator, open)
            .says("Drafts an incident")
            .takes::<OpenIncident>()
            .gives::<IncidentView>(201),
        Route::get("/api/v1/incidents/{id}", Access::Anyone, show_one).says("One incident").gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/dry-run", Access::Operator, dry_run)
            .says("How many people would be asked; each time is written in the audit")
            .gives::<DryRun>(200)
            .idempotent(),
        Route::post("/api/v1/incidents/{id}/activate", Access::Operator, activate)
            .says("Asks for activation: a drill begins, a real incident waits for a second operator, unless `alone` with a reason")
            .takes::<Activate>()
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/confirm", Access::Operator, confirm)
            .says("The second operator confirms: people are asked")
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/cancel", Access::Operator, cancel)
            .says("It was a false one: everyone who was asked is told")
            .takes::<Reason>()
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/stand-down", Access::Operator, stand_down)
            .says("Nobody new is asked; answers are still taken")
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/close", Access::Operator, close)
            .says("It is over")
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/remember", Access::Operator, remember)
            .says("A closed one is kept for memory")
            .gives::<IncidentView>(200),
        Route::put("/api/v1/incidents/{id}/zone", Access::Operator, redraw)
            .says("Draws the zone anew: the newly included are asked, the newly excluded are told")
            .takes::<NewZone>()
            .gives::<IncidentView>(200),
        Route::post("/api/v1/incidents/{id}/check-ins", Access::Anyone, check_in)
            .says("One's own answer. Without an account: with `name` and `contact`, kept at once, counted when the contact is proven")
            .takes::<CheckIn>()
            .gives::<CheckedIn>(201)
            .gives::<CheckedIn>(200)
            .gives::<Kept>(202)
            .idempotent(),
        Route::post("/api/v1/incidents/{id}/declarations", Access::Person, declare)
            .says("Says of somebody else that they are safe")
            .takes::<Declare>()
            .gives::<DeclaredView>(202)
            .idempotent(),
        Route::post("/api/v1/incidents/{id}/declarations/{fact}/confirm", Access::Person, confirm_fact)
            .says("Confirms what was said of oneself")
            .gives::<FactAnswer>(200)
            .idempotent(),
        Route::post("/api/v1/incidents/{id}/declarations/{fact}/dispute", Access::Person, dispute_fact)
            .says("Disputes what was said of oneself: it counts for nothing any more")
            .gives::<FactAnswer>(200)
            .idempotent(),
        Route::post("/api/v1/incidents/{id}/reminders", Access::Person, remind)
            .says("Asks somebody of one's circle again; one message in half an hour")
            .takes::<Remind>()
            .gives_nothing(204),
        Route::put("/api/v1/incidents/{id}/help", Access::Person, help)
            .says("Adds to one's request for help what one can tell")
            .takes::<HelpBody>()
            .gives::<HelpView>(200),
        Route::get("/api/v1/me/prompts", Access::Person, prompts)
            .says("What one is asked and has not answered, each with a one-tap link")
            .gives::<Prompts>(200),
        Route::get("/api/v1/me/status", Access::Person, my_status)
            .says("Oneself: one's answers, and what others say of one")
            .gives::<register::View>(200),
        Route::get("/api/v1/stream", Access::Anyone, stream)
            .says("What this visitor may see, as it happens; `Last-Event-ID` resumes without a gap")
            .query("last_event_id", "resumes after this event, where the header cannot be set")
            .streams(),
    ]
}

/// An incident as it is opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIncident {
    /// `attack`, `flood`, `storm` …
    kind: String,
    /// Its name, by language.
    names: Texts,
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[schema(value_type = Object)]
    zone: Value,
    /// Whether it is an exercise. It never changes.
    drill: bool,
    /// The question, by language, where it is not the usual one.
    #[serde(default)]
    prompts: Option<Texts>,
}

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentView {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    id: IncidentId,
    /// Where it stands.
    state: register::IncidentState,
    /// What kind of event.
    kind: String,
    /// Whether it is an exercise.
    drill: bool,
    /// Its name, by language.
    names: Texts,
    /// The question, by language, where it is not the usual one.
    prompts: Texts,
    /// Where.
    #[schema(value_type = Object)]
    zone: Value,
    /// Its area.
    area_km2: f64,
    /// How often its zone was drawn.
    round: i64,
    /// When it was drafted.
    #[schema(value_type = String, format = "date-time")]
    created_at: Time,
    /// Since when people are asked.
    #[schema(value_type = Option<String>, format = "date-time")]
    activated_at: Option<Time>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = "date-time")]
    ended_at: Option<Time>,
}

impl IncidentView {
    fn of(i: &Incident) -> Self {
        Self {
            id: i.id,
            state: i.state,
            kind: i.kind.clone(),
            drill: i.drill,
            names: i.names.clone(),
            prompts: i.prompts.clone(),
            zone: i.zone.to_geojson(),
            area_km2: (i.zone.area_km2() * 100.0).round() / 100.0,
            round: i.round,
            created_at: i.created,
            activated_at: i.activated,
            ended_at: i.ended,
        }
    }
}

/// Several incidents.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentList {
    /// The newest first.
    incidents: Vec<IncidentView>,
}

/// What activating would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct DryRun {
    /// How many people would be asked.
    people: usize,
    /// The area of the zone.
    area_km2: f64,
}

/// Asking for activation.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Activate {
    /// Without a second operator; written in the audit with the reason.
    alone: bool,
    /// Why.
    reason: Option<String>,
}

/// Why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reason {
    /// Why.
    reason: Option<String>,
}

/// Another zone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewZone {
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[schema(value_type = Object)]
    zone: Value,
}

#[derive(Debug, Deserialize)]
struct Drills {
    #[serde(default)]
    drill: bool,
}

async fn list(State(house): State<House>, Who(visitor): Who, Query(q): Query<Drills>) -> Json<IncidentList> {
    let incidents = acts::visible(&house, &visitor, q.drill);
    Json(IncidentList { incidents: incidents.iter().map(|i| IncidentView::of(i)).collect() })
}

async fn show_one(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    Ok(Json(IncidentView::of(&*acts::find(&house, &visitor, id)?)))
}

async fn open(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Json(body): Json<OpenIncident>,
) -> Result<Response, Failure> {
    let zone = Zone::from_geojson(&body.zone, &acts::limits(&house)).or_refuse()?;
    let new = NewIncident {
        kind: body.kind,
        names: body.names,
        prompts: body.prompts.unwrap_or_default(),
        zone,
        drill: body.drill,
    };
    let incident = acts::new_incident(&house, &staff, new).await?;
    Ok(created(IncidentView::of(&incident)))
}

async fn dry_run(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<DryRun>, Failure> {
    let (people, area_km2) = acts::dry_run(&house, &staff, id).await?;
    Ok(Json(DryRun { people, area_km2 }))
}

async fn moved(house: &House, staff: &kernel::Staff, id: IncidentId, act: Move) -> Result<Json<IncidentView>, Failure> {
    Ok(Json(IncidentView::of(&*acts::move_incident(house, staff, id, &act).await?)))
}

/// A body that may be left out.
fn optional<T: Default + serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    if body.iter().all(u8::is_ascii_whitespace) { Ok(T::default()) } else { web::Json::<T>::read(body).map(|j| j.0) }
}

async fn activate(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    body: web::Raw,
) -> Result<Json<IncidentView>, Failure> {
    let body: Activate = optional(&body.0)?;
    let alone = body.alone.then(|| body.reason.unwrap_or_default());
    moved(&house, &staff, id, Move::Activate { alone }).await
}

async fn confirm(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::Confirm).await
}

async fn cancel(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    body: web::Raw,
) -> Result<Json<IncidentView>, Failure> {
    let body: Reason = optional(&body.0)?;
    moved(&house, &staff, id, Move::Cancel { reason: body.reason }).await
}

async fn stand_down(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::StandDown).await
}

async fn close(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::Close).await
}

async fn remember(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Json<IncidentView>, Failure> {
    moved(&house, &staff, id, Move::Remember).await
}

async fn redraw(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    Json(body): Json<NewZone>,
) -> Result<Json<IncidentView>, Failure> {
    let zone = Zone::from_geojson(&body.zone, &acts::limits(&house)).or_refuse()?;
    moved(&house, &staff, id, Move::Redraw(zone)).await
}

/// One's own answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// `safe`, `need_help` or `not_there`.
    answer: Answer,
    /// When the button was pressed, by the client's clock; clamped between the activation and now.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    at: Option<Time>,
    /// A word for the circle, at most 140 characters.
    #[serde(default)]
    message: Option<String>,
    /// For operators, when help is needed: where, as typed, as coordinates (kept as a cell) or as an H3 cell.
    #[serde(default)]
    place: Option<PlaceBody>,
    /// What names this press (1 to 80 characters): sent again, it is kept once.
    #[serde(default)]
    client_id: Option<String>,
    /// Without an account: one's name.
    #[serde(default)]
    name: Option<String>,
    /// Without an account: an e-mail address or a telephone number.
    #[serde(default)]
    contact: Option<String>,
}

/// A place: a text, coordinates or a cell.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum PlaceBody {
    /// As typed.
    Text(String),
    /// As coordinates; only their cell is kept.
    At {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// As an H3 cell of the resolution that this server keeps, or a coarser one.
    Cell {
        /// The cell.
        #[schema(value_type = String)]
        cell: Cell,
    },
}

impl PlaceBody {
    fn told(&self, house: &House) -> Result<(Option<String>, Option<Cell>), Failure> {
        let resolution = house.config.cell_resolution;
        match self {
            Self::Text(text) => Ok((Some(text.clone()), None)),
            Self::At { lat, lon } => {
                Ok((None, Some(Cell::at(*lat, *lon, resolution).map_err(|_| Refusal::BadPlace).or_refuse()?)))
            }
            Self::Cell { cell } if cell.resolution() > resolution => {
                Ok((None, Some(cell.coarser(resolution).map_err(|_| Refusal::BadPlace).or_refuse()?)))
            }
            Self::Cell { cell } => Ok((None, Some(*cell))),
        }
    }
}

/// An answer that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedIn {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    id: FactId,
    /// The incident.
    #[schema(value_type = String, format = "uuid")]
    incident: IncidentId,
    /// What was answered.
    answer: Answer,
    /// When it was pressed, as it is kept.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// When it was received.
    #[schema(value_type = String, format = "date-time")]
    received_at: Time,
}

/// An answer without an account that is kept, and counts when its contact is proven.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// The proof that was asked for: its code goes to `POST /contacts/proofs/{id}`.
    #[schema(value_type = Option<String>, format = "uuid")]
    proof: Option<kernel::ProofId>,
    /// `kept`.
    state: &'static str,
}

async fn check_in(
    State(house): State<House>,
    Who(visitor): Who,
    Path(incident): Path<IncidentId>,
    headers: HeaderMap,
    Json(body): Json<CheckIn>,
) -> Result<Response, Failure> {
    let press = Press { answer: body.answer, at: body.at, message: body.message };
    let place = body.place.as_ref().map(|p| p.told(&house)).transpose()?;
    let told = place.map(|(place, cell)| HelpWords { place, cell, ..HelpWords::default() });
    // Before anything is kept: a refusal afterwards would leave a request for help without its place.
    if let Some(told) = &told {
        acts::fit(told)?;
    }
    let client_id = body.client_id.as_deref();
    match visitor {
        Visitor::Person { id: person, .. } => {
            let how = Answering { person, incident, client_id, channel: Channel::Api };
            let answered = acts::check_in(&house, &how, &press).await?;
            if let Some(told) = told.filter(|_| press.answer == Answer::NeedHelp && !answered.again) {
                acts::detail(&house, person, incident, &told).await?;
            }
            let view = CheckedIn {
                id: answered.fact,
                incident,
                answer: answered.answer,
                at: answered.at,
                received_at: answered.received,
            };
            let status = if answered.again { StatusCode::OK } else { StatusCode::CREATED };
            Ok((status, Json(view)).into_response())
        }
        Visitor::Staff(_) => Err(Failure::not_allowed()),
        Visitor::Nobody => {
            let (Some(name), Some(contact)) = (&body.name, &body.contact) else {
                return Err(Refusal::NeedsContact).or_refuse();
            };
            let named = Named::read(name, contact)?;
            let lang = accepted(&headers);
            let kept =
                acts::answer_unproven(&house, incident, &press, Some(&named), client_id, Channel::Api, lang).await?;
            if let Some(told) = told.filter(|_| press.answer == Answer::NeedHelp) {
                acts::detail_unproven(&house, kept.id, &told).await?;
            }
            Ok((StatusCode::ACCEPTED, Json(Kept { proof: kept.proof, state: "kept" })).into_response())
        }
    }
}

fn accepted(headers: &HeaderMap) -> Lang {
    Lang::accepted(headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default())
}

/// What one says of somebody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// Whom.
    about: AboutBody,
    /// How one knows.
    how: HowBody,
    /// When one learned it, by the client's clock.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    at: Option<Time>,
    /// At most 140 characters.
    #[serde(default)]
    note: Option<String>,
    /// What names this act: sent again, it is kept once.
    #[serde(default)]
    client_id: Option<String>,
}

/// How one knows of somebody else.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HowBody {
    /// I saw them.
    Saw,
    /// I spoke with them.
    Spoke,
    /// I heard from them.
    Heard,
    /// I read it online: it changes no status.
    Read,
}

impl HowBody {
    const fn how(self) -> How {
        match self {
            Self::Saw => How::Saw,
            Self::Spoke => How::Spoke,
            Self::Heard => How::Heard,
            Self::Read => How::Read,
        }
    }
}

/// Whom one speaks of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AboutBody {
    /// Somebody of one's circle.
    Person {
        /// Who.
        #[schema(value_type = String, format = "uuid")]
        person: PersonId,
    },
    /// Somebody by name. Nobody is made; the reply is the same whether or not this server knows them.
    Named {
        /// Their name.
        name: String,
        /// An e-mail address or a telephone number.
        #[serde(default)]
        contact: Option<String>,
    },
}

/// A declaration that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeclaredView {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    id: FactId,
}

async fn declare(
    State(house): State<House>,
    WhoPerson(author, _): WhoPerson,
    Path(incident): Path<IncidentId>,
    Json(body): Json<Declare>,
) -> Result<Response, Failure> {
    let about = match body.about {
        AboutBody::Person { person } => About::Person(person),
        AboutBody::Named { name, contact } => About::Named { name, contact },
    };
    let say = Say { how: body.how.how(), at: body.at, note: body.note };
    let client_id = body.client_id.as_deref();
    let declared = acts::declare(&house, author, incident, &about, &say, client_id, Channel::Api).await?;
    Ok((StatusCode::ACCEPTED, Json(DeclaredView { id: declared.id })).into_response())
}

/// A declaration after one's answer to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FactAnswer {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    id: FactId,
    /// Whether one confirmed it.
    confirmed: bool,
    /// Whether one disputes it.
    disputed: bool,
}

async fn confirm_fact(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path((incident, fact)): Path<(IncidentId, FactId)>,
) -> Result<Json<FactAnswer>, Failure> {
    let fact = acts::answer_fact(&house, me, incident, fact, true).await?;
    Ok(Json(FactAnswer { id: fact.id, confirmed: fact.confirmed, disputed: fact.disputed }))
}

async fn dispute_fact(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path((incident, fact)): Path<(IncidentId, FactId)>,
) -> Result<Json<FactAnswer>, Failure> {
    let fact = acts::answer_fact(&house, me, incident, fact, false).await?;
    Ok(Json(FactAnswer { id: fact.id, confirmed: fact.confirmed, disputed: fact.disputed }))
}

/// Whom to ask again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Remind {
    /// Somebody of one's circle.
    #[schema(value_type = String, format = "uuid")]
    person: PersonId,
}

async fn remind(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(incident): Path<IncidentId>,
    Json(body): Json<Remind>,
) -> Result<StatusCode, Failure> {
    acts::remind(&house, me, body.person, incident).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What one can tell of the help one needs. What is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HelpBody {
    /// `hurt`, `child`, `stuck`, `shelter` or `person`.
    #[serde(default)]
    need: Option<String>,
    /// How many people, 1 to 500.
    #[serde(default)]
    people: Option<u32>,
    /// Where.
    #[serde(default)]
    place: Option<PlaceBody>,
    /// At most 140 characters.
    #[serde(default)]
    message: Option<String>,
}

/// One's own request for help.
#[derive(Debug, Serialize, ToSchema)]
pub struct HelpView {
    /// `open`, `taken` or `closed`.
    state: &'static str,
    /// What one needs.
    need: Option<String>,
    /// How many people.
    people: Option<u32>,
    /// Where, as typed.
    place: Option<String>,
    /// Where, as a cell.
    #[schema(value_type = Option<String>)]
    cell: Option<Cell>,
}

async fn help(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(incident): Path<IncidentId>,
    Json(body): Json<HelpBody>,
) -> Result<Json<HelpView>, Failure> {
    let (place, cell) = body.place.as_ref().map(|p| p.told(&house)).transpose()?.unwrap_or_default();
    let told = HelpWords { need: body.need, people: body.people, place, cell, words: body.message };
    let case = acts::detail(&house, me, incident, &told).await?;
    let state = case.state.word();
    Ok(Json(HelpView { state, need: case.need, people: case.people, place: case.place, cell: case.cell }))
}

/// What one is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Prompts {
    /// Each question that waits for an answer.
    prompts: Vec<PromptView>,
}

/// A question that waits for an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct PromptView {
    /// The incident.
    #[schema(value_type = String, format = "uuid")]
    incident: IncidentId,
    /// Whether it is an exercise.
    drill: bool,
    /// Its name, by language.
    names: Texts,
    /// Since when one is asked.
    #[schema(value_type = String, format = "date-time")]
    asked_at: Time,
    /// Opens a page with the button that answers, without signing in.
    link: String,
}

async fn prompts(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Json<Prompts>, Failure> {
    let mut prompts = Vec::new();
    for (incident, asked_at) in acts::prompts(&house, me).await? {
        if let Some(found) = house.incidents.get(incident) {
            let (drill, names) = (found.drill, found.names.clone());
            prompts.push(PromptView { incident, drill, names, asked_at, link: acts::link(&house, me, incident) });
        }
    }
    Ok(Json(Prompts { prompts }))
}

async fn my_status(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Json<register::View>, Failure> {
    acts::myself(&house, me).await?.map(Json).ok_or_else(Failure::sign_in_first)
}

#[derive(Debug, Deserialize)]
struct After {
    #[serde(default)]
    last_event_id: Option<i64>,
}

async fn stream(
    State(house): State<House>,
    Who(visitor): Who,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let header_id = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.trim().parse().ok());
    let session = match &visitor {
        Visitor::Person { session, .. } => Some(*session),
        _ => None,
    };
    let stream = house.live.open(show::who(&visitor), session, header_id.or(query.last_event_id)).await?;
    let mut response = Response::new(Body::from_stream(stream));
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers frames would make them late.
    head.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}
