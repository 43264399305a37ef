//! One's own answer, and what one says of somebody else.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kernel::{Cell, FactId, IncidentId, Lang, PersonId, Time, Visitor};
use register::{Channel, How};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, OrRefuse, Path, Route, Who, WhoPerson};

use crate::{
    acts::{self, About, Answering, Named},
    model::{Answer, HelpWords, Press, Say},
    rules::Refusal,
};

/// The routes.
pub fn routes() -> Vec<Route> {
    vec![
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
    ]
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
    pub(super) fn told(&self, house: &House) -> Result<(Option<String>, Option<Cell>), Failure> {
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
    /// Only of a request for help: whether operators read it now. When too many wait without a proven contact, it enters their queue
    /// as soon as its contact is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    queued: Option<bool>,
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
            if let Some(told) = told.filter(|_| press.answer == Answer::NeedHelp)
                && (!answered.again || acts::wants_place(&house, person, incident).await?)
            {
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
            let help = press.answer == Answer::NeedHelp;
            match told.filter(|_| help) {
                Some(told) if kept.queued => acts::detail_unproven(&house, kept.id, &told).await?,
                Some(told) => acts::place_unproven(&house, kept.id, &told).await?,
                None => {}
            }
            let queued = help.then_some(kept.queued);
            Ok((StatusCode::ACCEPTED, Json(Kept { proof: kept.proof, state: "kept", queued })).into_response())
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
