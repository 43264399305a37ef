//! Messages: everybody reads them; whoever speaks for an institution proposes, another confirms.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use kernel::{AlertId, AuthorityId, IncidentId, Refuse, Span, Time, zone::Zone};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Query, Route, WhoOperator, WhoStaff, created, drawing};

use super::SPEAKERS;
use crate::{
    acts::{alerts as acts, no},
    model::{Correction, Draft, Grade, Kept, Stage, What, Wording},
    rules::No,
    store::alerts as kept,
};

/// Messages of one answer.
const MOST: i64 = 100;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/alerts", Access::Anyone, list)
            .says("The official messages of this server and those that it heard of, the newest first")
            .query("incident", "those of one incident")
            .query("drill", "true: exercises, and nothing else")
            .gives::<AlertList>(200),
        Route::get("/api/v1/alerts/{id}", Access::Anyone, one)
            .says("One of them; its document is at /alerts/{id}.xml")
            .gives::<AlertView>(200),
        Route::post("/api/v1/alerts", SPEAKERS, propose)
            .says("Proposes a message, which a second person confirms; an exercise goes out at once")
            .takes::<NewAlert>()
            .limit(drawing::FORM)
            .gives::<AlertView>(201),
        Route::post("/api/v1/alerts/{id}/confirm", SPEAKERS, confirm)
            .says("Confirms what another person proposed: it goes out")
            .gives::<AlertView>(200),
        Route::post("/api/v1/alerts/{id}/drop", SPEAKERS, drop_it)
            .says("Drops what was proposed; nobody has read it")
            .gives_nothing(204),
        Route::post("/api/v1/alerts/{id}/correct", SPEAKERS, correct)
            .says("Corrects it at once, for all who were told before; what goes beyond it is proposed, and takes a second person")
            .takes::<Correcting>()
            .gives::<AlertView>(201),
        Route::post("/api/v1/alerts/{id}/cancel", SPEAKERS, cancel)
            .says("Takes it back, at once, and tells all who were told before")
            .gives::<AlertView>(201),
        Route::post("/api/v1/alerts/{id}/pass-on", Access::Operator, pass_on)
            .says("Passes on what came in and is verified: every page shows it, and people are told")
            .gives::<AlertView>(200),
        Route::put("/api/v1/alerts/{id}/incident", Access::Operator, put)
            .says("Puts it in an incident, or in none")
            .takes::<Placing>()
            .gives_nothing(204),
    ]
}

/// The words of a message in one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AlertWords)]
pub struct Words {
    /// What happened, in one line of at most 160 characters.
    pub headline: String,
    /// What to do.
    #[serde(default)]
    pub instruction: String,
    /// What is known.
    #[serde(default)]
    pub description: String,
}

/// A message as it is proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAlert {
    /// `attack`, `fire`, `flood`, `toxic`, `missing-child` or `other`.
    what: String,
    /// `extreme`, `severe` or `moderate`.
    grade: String,
    /// What people are asked to do, as CAP's responseType says it: `Shelter`, `Evacuate`, `Avoid` …; the usual of `what` by default.
    #[serde(default)]
    respond: Option<String>,
    /// The words by language: `fr`, `en`, `es`, `ar`.
    words: BTreeMap<String, Words>,
    /// Where, in words.
    place: String,
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[schema(value_type = Object)]
    shape: Value,
    /// For how many hours, at most 72.
    hours: i64,
    /// In which incident.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// Whether it is an exercise.
    #[serde(default)]
    drill: bool,
    /// Who speaks; this server itself by default.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    authority: Option<AuthorityId>,
}

/// What is to be said in the place of a message: what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AlertCorrection)]
pub struct Correcting {
    /// The words by language; languages that are left out are not said any more.
    words: BTreeMap<String, Words>,
    /// For how many hours from now; until it would have ended by default.
    #[serde(default)]
    hours: Option<i64>,
    /// `extreme`, `severe` or `moderate`.
    #[serde(default)]
    grade: Option<String>,
    /// What people are asked to do, as CAP says it.
    #[serde(default)]
    respond: Option<String>,
    /// Where, in words.
    #[serde(default)]
    place: Option<String>,
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    shape: Option<Value>,
}

/// Where a message belongs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AlertPlacing)]
pub struct Placing {
    /// The incident; in none when it is left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
}

/// A message as everybody reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlertView {
    /// Its id.
    #[schema(value_type = String)]
    id: AlertId,
    /// `proposed`, `published`, or `heard` when it is what another server says.
    state: &'static str,
    /// `alert`, `update` or `cancel`.
    kind: &'static str,
    /// Whether it is an exercise.
    drill: bool,
    /// Whether it holds now.
    holds: bool,
    /// In which incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// The domain of who speaks.
    who: String,
    /// `ours`, `verified`, `unverified` or `unsigned`.
    trust: &'static str,
    /// Why it is not verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<String>,
    /// Its name in CAP: sender, identifier, time.
    reference: String,
    /// `Extreme`, `Severe` …
    severity: &'static str,
    /// `Immediate`, `Expected` …
    urgency: &'static str,
    /// What people are asked to do, as CAP says it.
    respond: Vec<&'static str>,
    /// The words by language.
    words: BTreeMap<String, Words>,
    /// Where, in words.
    place: String,
    /// Where: GeoJSON outlines.
    #[schema(value_type = Vec<Object>)]
    shapes: Vec<Value>,
    /// When it was sent.
    #[schema(value_type = String, format = "date-time")]
    sent: Time,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    expires: Option<Time>,
    /// When a newer one took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    replaced: Option<Time>,
}

impl AlertView {
    /// A message, as it is now.
    fn of(k: &Kept, now: Time) -> Self {
        let first = k.alert.infos.first();
        let words = k.alert.all_texts().map(|t| {
            let short = t.language.split('-').next().unwrap_or(t.language).to_owned();
            let own = |text: &str| text.to_owned();
            let (headline, instruction, description) = (own(t.headline), own(t.instruction), own(t.description));
            (short, Words { headline, instruction, description })
        });
        Self {
            id: k.id,
            state: k.stage.word(),
            kind: k.turn.word(),
            drill: k.drill,
            holds: k.holds(now) && k.stage != Stage::Proposed,
            incident: k.incident,
            who: k.who.clone(),
            trust: k.trust.word(),
            doubt: k.doubt.clone(),
            reference: k.alert.reference().to_string(),
            severity: first.map_or("Unknown", |i| i.severity.as_str()),
            urgency: first.map_or("Unknown", |i| i.urgency.as_str()),
            respond: first.map(|i| i.response_types.iter().map(|r| r.as_str()).collect()).unwrap_or_default(),
            words: words.collect(),
            place: place(k),
            shapes: k.area.iter().map(Zone::to_geojson).collect(),
            sent: k.sent(),
            expires: k.expires,
            replaced: k.replaced,
        }
    }
}

/// The incident that a message belongs to, as everybody may know it: one that is only drafted is named to nobody.
#[must_use]
pub fn incident_of(house: &House, k: &Kept) -> Option<IncidentId> {
    k.incident.filter(|id| house.incidents.get(*id).is_some_and(|i| i.is_public()))
}

/// A message as it is now, for everybody.
fn view(house: &House, k: &Kept) -> AlertView {
    view_at(house, k, house.clock.now())
}

fn view_at(house: &House, k: &Kept, now: Time) -> AlertView {
    AlertView { incident: incident_of(house, k), ..AlertView::of(k, now) }
}

/// Where a message holds, in words.
#[must_use]
pub fn place(k: &Kept) -> String {
    let areas = k.alert.infos.first().map(|i| i.areas.iter().map(|a| a.description.trim()));
    areas.into_iter().flatten().filter(|d| !d.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlertList {
    /// The newest first.
    alerts: Vec<AlertView>,
}

/// Which messages.
#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Those of one incident.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// Exercises, and nothing else.
    #[serde(default)]
    pub drill: bool,
}

/// The messages that somebody asks for: real ones and exercises are never in one answer.
///
/// # Errors
/// When the incident is not there for everybody, or the store fails.
pub async fn asked_for(house: &House, which: &Which) -> Result<Vec<Kept>, Failure> {
    let now = house.clock.now();
    let Some(id) = which.incident else { return Ok(kept::newest(&house.store, which.drill, now, MOST).await?) };
    let incident = house.incidents.get(id).filter(|i| i.is_public()).ok_or(Failure::not_found())?;
    let mut all = kept::of_incident(&house.store, id, now, MOST).await?;
    all.retain(|k| k.drill == incident.drill);
    Ok(all)
}

async fn list(State(house): State<House>, Query(which): Query<Which>) -> Result<Json<AlertList>, Failure> {
    let now = house.clock.now();
    let alerts = asked_for(&house, &which).await?;
    let alerts = alerts.iter().map(|k| view_at(&house, k, now)).collect();
    Ok(Json(AlertList { alerts }))
}

async fn one(State(house): State<House>, Path(id): Path<AlertId>) -> Result<Json<AlertView>, Failure> {
    let k = acts::shown(&house, id).await?;
    Ok(Json(view(&house, &k)))
}

/// The words of a body.
fn words(given: BTreeMap<String, Words>) -> BTreeMap<String, Wording> {
    let own = |w: Words| Wording { headline: w.headline, instruction: w.instruction, description: w.description };
    given.into_iter().map(|(short, w)| (short, own(w))).collect()
}

fn wrong(field: &str) -> Failure {
    Failure::from(web::FieldError::new(field, "field-choose"))
}

fn zone(shape: &Value) -> Result<Zone, Failure> {
    Zone::from_geojson(shape, &crate::pages::limits()).map_err(|f| Failure::Refused(f.refusal().at("shape")))
}

async fn propose(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(new): Json<NewAlert>,
) -> Result<Response, Failure> {
    let what = What::of_word(&new.what).ok_or_else(|| wrong("what"))?;
    let respond = match &new.respond {
        Some(word) => cap::ResponseType::of(word).ok_or_else(|| wrong("respond"))?,
        None => what.usual(),
    };
    let draft = Draft {
        what,
        grade: Grade::of_word(&new.grade).ok_or_else(|| wrong("grade"))?,
        respond,
        words: words(new.words),
        place: new.place,
        zone: zone(&new.shape)?,
        lasts: Span::hours(new.hours.clamp(0, 100)),
        incident: new.incident,
        drill: new.drill,
        authority: new.authority,
    };
    let made = acts::propose(&house, &staff, &draft).await?;
    Ok(created(view(&house, &made)))
}

async fn confirm(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Json<AlertView>, Failure> {
    Ok(Json(view(&house, &acts::confirm(&house, &staff, id).await?)))
}

async fn drop_it(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<http::StatusCode, Failure> {
    acts::drop_it(&house, &staff, id).await?;
    Ok(http::StatusCode::NO_CONTENT)
}

async fn correct(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
    Json(said): Json<Correcting>,
) -> Result<Response, Failure> {
    if said.words.is_empty() {
        return Err(no(&No::WordsMissing));
    }
    let grade = said.grade.as_deref().map(|g| Grade::of_word(g).ok_or_else(|| wrong("grade"))).transpose()?;
    let respond =
        said.respond.as_deref().map(|r| cap::ResponseType::of(r).ok_or_else(|| wrong("respond"))).transpose()?;
    let correction = Correction {
        words: words(said.words),
        grade,
        respond,
        place: said.place,
        zone: said.shape.as_ref().map(zone).transpose()?,
        lasts: said.hours.map(|h| Span::hours(h.clamp(0, 100))),
    };
    let next = acts::correct(&house, &staff, id, &correction).await?;
    Ok(created(view(&house, &next)))
}

async fn cancel(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    Ok(created(view(&house, &acts::cancel(&house, &staff, id).await?)))
}

async fn pass_on(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<AlertId>,
) -> Result<Json<AlertView>, Failure> {
    Ok(Json(view(&house, &acts::pass_on(&house, &staff, id).await?)))
}

async fn put(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<AlertId>,
    Json(to): Json<Placing>,
) -> Result<http::StatusCode, Failure> {
    acts::put(&house, &staff, id, to.incident).await?;
    Ok(http::StatusCode::NO_CONTENT)
}
