//! Looking for room, asking a door, and the life of a stay.

use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::{DoorId, IncidentId, PersonId, RequestId, StayId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Device, Failure, House, Json, Path, Route, Who, WhoPerson, created};

use super::PlaceBody;
use crate::{
    acts::{self, Asking, Searching},
    model::{Ask, Company, Step, Suit, companion::CompanionView, view},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/requests", Access::Person, search)
            .says("Says that one looks for room: private, in no list")
            .takes::<NewSearch>()
            .idempotent()
            .gives::<Search>(201),
        Route::delete("/api/v1/requests/{incident}", Access::Person, give_up)
            .says("Looks for room no more")
            .gives_nothing(204),
        Route::post("/api/v1/doors/{id}/stays", Access::Person, ask_to_stay)
            .says("Asks a door for places: held for twenty minutes, or accepted at once by the host's standing rule. Where it is stands in `GET /api/v1/stays/{id}` alone")
            .takes::<NewStay>()
            .gives::<view::StayView>(201),
        Route::get("/api/v1/stays", Access::Person, my_stays)
            .says("One's own stays as a guest; the address of one that the host accepted")
            .gives::<Stays>(200),
        Route::get("/api/v1/stays/{id}", Access::SignedIn, one_stay)
            .says("A stay, for its guest and its host")
            .gives::<view::StayView>(200),
        Route::post("/api/v1/stays/{id}/accept", Access::SignedIn, accept)
            .says("The host agrees: the guest is given the address and what both say at the door")
            .gives::<view::StayView>(200),
        Route::post("/api/v1/stays/{id}/refuse", Access::SignedIn, refuse)
            .says("The host says no")
            .gives::<view::StayView>(200),
        Route::post("/api/v1/stays/{id}/arrive", Access::SignedIn, arrive)
            .says("The guest is inside: either says so")
            .gives::<view::StayView>(200),
        Route::post("/api/v1/stays/{id}/leave", Access::SignedIn, leave)
            .says("The guest has left: either says so")
            .gives::<view::StayView>(200),
        Route::post("/api/v1/stays/{id}/home", Access::SignedIn, home)
            .says("The guest is safe at home")
            .gives::<view::StayView>(200),
        Route::post("/api/v1/stays/{id}/cancel", Access::SignedIn, cancel)
            .says("Guest or host calls it off, at any moment")
            .gives::<view::StayView>(200),
        Route::get("/api/v1/stays/{id}/words", Access::SignedIn, words)
            .says("What guest and host wrote to each other")
            .gives::<Words>(200),
        Route::post("/api/v1/stays/{id}/words", Access::SignedIn, write)
            .says("Writes to the other: at most 280 characters, forty in a stay; deleted with it")
            .takes::<NewWord>()
            .gives_nothing(204),
        Route::get("/api/v1/stays/{id}/companion", Access::SignedIn, told_of)
            .says("A stay, for the friend whom its guest chose: whereabouts, never where, and whether they have arrived")
            .gives::<CompanionView>(200),
        Route::post("/api/v1/stays/{id}/companion", Access::SignedIn, tell)
            .says("Lets one person of one's circle know where one goes: that one goes, arrived, or is not confirmed yet")
            .takes::<Told>()
            .gives_nothing(204),
    ]
}

/// A search for room.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSearch {
    /// In which incident.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// For how many.
    people: i64,
    /// What they need.
    #[serde(default)]
    needs: Vec<Suit>,
    /// Who they are.
    #[serde(default)]
    who: Option<Company>,
    /// Where they are, coarsely.
    place: PlaceBody,
    /// Languages they speak, as codes.
    #[serde(default)]
    langs: Vec<String>,
}

/// One's search.
#[derive(Debug, Serialize, ToSchema)]
pub struct Search {
    /// Its id.
    #[schema(value_type = String)]
    id: RequestId,
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Whether that is an exercise.
    drill: bool,
    /// For how many.
    people: i64,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    opened: Time,
}

/// What a door is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStay {
    /// For how many.
    places: i64,
    /// Who they are.
    #[serde(default)]
    who: Option<Company>,
    /// What they need.
    #[serde(default)]
    needs: Vec<Suit>,
    /// Where they are, coarsely.
    place: PlaceBody,
    /// The first name that the host sees.
    #[serde(default)]
    name: Option<String>,
    /// A word to the host; addresses, codes and contacts in it are masked.
    #[serde(default)]
    words: Option<String>,
}

/// Stays.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stays {
    /// The newest first.
    stays: Vec<view::StayView>,
}

/// What was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct Words {
    /// The oldest first.
    words: Vec<Word>,
}

/// A word between guest and host.
#[derive(Debug, Serialize, ToSchema)]
pub struct Word {
    /// Whether it is one's own.
    mine: bool,
    /// When.
    #[schema(value_type = String, format = "date-time")]
    at: Time,
    /// What, masked.
    words: String,
}

/// A word.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWord {
    /// At most 280 characters; addresses, codes and contacts in it are masked.
    words: String,
}

/// Who is to know.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Somebody of one's circle.
    #[schema(value_type = String)]
    person: PersonId,
}

async fn tell(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<StayId>,
    Json(told): Json<Told>,
) -> Result<StatusCode, Failure> {
    acts::tell(&house, &visitor, id, told.person).await.map(|()| StatusCode::NO_CONTENT)
}

async fn told_of(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<StayId>,
) -> Result<Json<CompanionView>, Failure> {
    acts::told_of(&house, &visitor, id).await.map(|(seen, _)| Json(seen))
}

async fn search(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Device(device): Device,
    Json(new): Json<NewSearch>,
) -> Result<Response, Failure> {
    let wanted = Searching {
        incident: new.incident,
        people: new.people,
        needs: new.needs.into_iter().collect(),
        who: new.who.unwrap_or(Company::Adults),
        cell: new.place.cell(&house).await?,
        langs: new.langs,
    };
    let kept = acts::search_on(&house, me, &wanted, device).await?;
    Ok(created(Search {
        id: kept.id,
        incident: kept.incident,
        drill: kept.drill,
        people: kept.people,
        opened: kept.opened,
    }))
}

async fn give_up(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Path(incident): Path<IncidentId>,
) -> Result<StatusCode, Failure> {
    acts::give(&house, me, incident).await.map(|()| StatusCode::NO_CONTENT)
}

async fn ask_to_stay(
    State(house): State<House>,
    WhoPerson(guest, session): WhoPerson,
    Who(visitor): Who,
    Device(device): Device,
    Path(door): Path<DoorId>,
    Json(new): Json<NewStay>,
) -> Result<Response, Failure> {
    let ask = Ask {
        places: new.places,
        needs: new.needs.into_iter().collect(),
        who: new.who.unwrap_or(Company::Adults),
        cell: new.place.cell(&house).await?,
        name: new.name,
        words: new.words,
    };
    let stay = acts::ask(&house, Asking { guest, session, door, ask }, device).await?;
    let (_, seen, _) = acts::stay_of(&house, &visitor, stay.id).await?;
    Ok(created(plain(seen)))
}

async fn my_stays(State(house): State<House>, Who(visitor): Who) -> Result<Json<Stays>, Failure> {
    let mine = acts::my_stays(&house, &visitor).await?;
    Ok(Json(Stays { stays: mine.into_iter().map(|(_, seen)| seen).collect() }))
}

type Seen = Result<Json<view::StayView>, Failure>;

async fn one_stay(State(house): State<House>, Who(visitor): Who, Path(id): Path<StayId>) -> Seen {
    acts::stay_of(&house, &visitor, id).await.map(|(_, seen, _)| Json(seen))
}

async fn step(house: &House, visitor: &kernel::Visitor, id: StayId, what: Step) -> Seen {
    acts::step(house, visitor, id, what).await?;
    acts::stay_of(house, visitor, id).await.map(|(_, seen, _)| Json(plain(seen)))
}

/// The answer to what was done: it is given again for a day to whoever sends the same `Idempotency-Key`, also when the stay is over or its host
/// is erased. So nothing that is sealed stands in it; that is read where the stay is.
fn plain(seen: view::StayView) -> view::StayView {
    view::StayView { address: None, entry: None, name: None, words: None, ..seen }
}

macro_rules! steps {
    ($($name:ident = $step:ident;)+) => {
        $(async fn $name(State(house): State<House>, Who(visitor): Who, Path(id): Path<StayId>) -> Seen {
            step(&house, &visitor, id, Step::$step).await
        })+
    };
}

steps! {
    accept = Accept;
    refuse = Refuse;
    arrive = Arrive;
    leave = Leave;
    home = Home;
    cancel = Cancel;
}

async fn words(State(house): State<House>, Who(visitor): Who, Path(id): Path<StayId>) -> Result<Json<Words>, Failure> {
    let all = acts::chat(&house, &visitor, id).await?;
    let words = all.into_iter().map(|c| Word { mine: c.mine, at: c.at, words: c.words }).collect();
    Ok(Json(Words { words }))
}

async fn write(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<StayId>,
    Json(new): Json<NewWord>,
) -> Result<StatusCode, Failure> {
    acts::write(&house, &visitor, id, &new.words).await.map(|()| StatusCode::NO_CONTENT)
}
