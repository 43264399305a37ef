//! What one tells of the help one needs, what one is asked, how one is, and the stream of all of it.

use axum::{extract::State, response::Response};
use http::HeaderMap;
use kernel::{Cell, IncidentId, Time, Visitor};
use register::Texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Address, Caller, Failure, House, Json, Path, Query, Route, WhoPerson};

use super::answers::PlaceBody;
use crate::{acts, model::HelpWords, show};

/// The routes.
pub fn routes() -> Vec<Route> {
    vec![
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
    caller: Caller,
    from: Address,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let after = web::last_heard(&headers).or(query.last_event_id);
    let after = if caller.visitor == Visitor::Nobody { house.resumes(from, after) } else { after };
    Ok(web::streamed(house.stream(&caller, show::who(&caller.visitor), after).await?))
}
