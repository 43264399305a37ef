//! Opening a door, finding one, and what its host does with it.

use axum::{extract::State, response::Response};
use kernel::{DoorId, IncidentId, Time, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Device, Failure, House, Json, Path, Query, Route, Who, created};

use super::PlaceBody;
use crate::{
    acts::{self, Raw, Seeking},
    model::{Company, Kind, Move, Rule, Suit, Suits, view},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/doors", Access::Anyone, open_door)
            .says("Offers room. With a proven contact the door is open at once; else it is a draft, and its token is given here once")
            .takes::<NewOffer>()
            .gives::<Opened>(201),
        Route::post("/api/v1/doors/publish", Access::SignedIn, publish)
            .says("Opens the draft of a token, for whoever has proven a contact since")
            .takes::<Publish>()
            .gives::<view::OwnDoor>(200),
        Route::get("/api/v1/doors", Access::Anyone, near)
            .says("The nearest doors with room, then full ones. Every figure is computed from the centres of cells")
            .query("near", "`48.867,2.364`, an H3 cell, or the name of a landmark")
            .query("incident", "which incident; by default the newest real one that is on, else an exercise")
            .query("places", "for how many people")
            .query("needs", "what is needed, with commas: wheelchair, children, animals, first_aid, night")
            .query("who", "adults, children or minor: homes are shown to adults only")
            .gives::<DoorList>(200),
        Route::get("/api/v1/doors/mine", Access::SignedIn, my_doors)
            .says("One's own doors, with who asks and who is there")
            .gives::<MyDoors>(200),
        Route::get("/api/v1/doors/{id}", Access::Anyone, one_door)
            .says("A door as anybody may see it")
            .gives::<view::DoorView>(200),
        Route::post("/api/v1/doors/{id}/renew", Access::SignedIn, renew)
            .says("Its host keeps a door open three hours more")
            .idempotent()
            .gives::<view::OwnDoor>(200),
        Route::post("/api/v1/doors/{id}/pause", Access::SignedIn, pause)
            .says("Its host takes a door out of sight")
            .idempotent()
            .gives::<view::OwnDoor>(200),
        Route::post("/api/v1/doors/{id}/reopen", Access::SignedIn, reopen)
            .says("Its host opens a door again")
            .idempotent()
            .gives::<view::OwnDoor>(200),
        Route::post("/api/v1/doors/{id}/close", Access::SignedIn, close)
            .says("Its host closes a door: who waits is let go, its address is erased after a day")
            .idempotent()
            .gives::<view::OwnDoor>(200),
        Route::put("/api/v1/doors/{id}/places", Access::SignedIn, set_places)
            .says("More places or fewer, never fewer than are taken")
            .takes::<Places>()
            .gives::<view::OwnDoor>(200),
    ]
}

/// An offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOffer {
    /// In which incident; by default the newest real one that is on, else an exercise.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// `home` (the default) or `public`.
    #[serde(default)]
    kind: Option<Kind>,
    /// How many people.
    places: i64,
    /// Until when; in three hours by default.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    until: Option<Time>,
    /// What it suits.
    #[serde(default)]
    suits: Vec<Suit>,
    /// Languages that are spoken there, as codes.
    #[serde(default)]
    langs: Vec<String>,
    /// Where, coarsely: coordinates (of which only the cell is kept), a cell, or a landmark.
    place: PlaceBody,
    /// The name of a public place.
    #[serde(default)]
    label: Option<String>,
    /// A public word, at most 140 characters; addresses, codes and contacts in it are masked.
    #[serde(default)]
    note: Option<String>,
    /// The address: sealed, shown to guests whom the host accepted.
    #[serde(default)]
    address: Option<String>,
    /// How to get in: likewise.
    #[serde(default)]
    entry: Option<String>,
    /// The host's first name: likewise.
    #[serde(default)]
    name: Option<String>,
    /// Who comes in without being asked: `ask` (nobody, the default), `vouched`; `anyone` for public places.
    #[serde(default)]
    rule: Option<Rule>,
}

/// An offer that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opened {
    /// The door's id.
    #[schema(value_type = String)]
    id: DoorId,
    /// `open` or `draft`.
    state: &'static str,
    /// Of a draft: what opens it, together with a proven contact. It is shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

/// What opens a draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The draft's token.
    token: String,
}

/// How many places.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// As many.
    places: i64,
}

/// Doors near a place.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoorList {
    /// In which incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// Whether that is an exercise.
    drill: bool,
    /// Whether the place is inside a perimeter: whoever is there stays put and follows instructions; no door is shown.
    stay_put: bool,
    /// The doors, the nearest with room first.
    doors: Vec<FoundDoor>,
}

/// A door and the way there.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundDoor {
    /// The door.
    #[serde(flatten)]
    door: view::DoorView,
    /// Metres on foot, from the centre of one cell to the centre of the other, rounded to ten.
    metres: u32,
    /// Minutes on foot.
    minutes: u32,
    /// In which direction: `n`, `ne` …; nothing when it is the same cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    /// Whether the way leads around a perimeter.
    around: bool,
}

/// One's own doors.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyDoors {
    /// The doors, the newest first.
    doors: Vec<MyDoor>,
}

/// One of one's own doors.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyDoor {
    /// The door.
    #[serde(flatten)]
    door: view::OwnDoor,
    /// Who asks, who is on the way, who is there, who was.
    stays: Vec<view::StayView>,
}

async fn open_door(
    State(house): State<House>,
    Who(visitor): Who,
    Device(device): Device,
    Json(new): Json<NewOffer>,
) -> Result<Response, Failure> {
    let cell = new.place.cell(&house).await?;
    let raw = Raw {
        incident: new.incident,
        kind: new.kind,
        places: new.places,
        until: new.until,
        suits: new.suits.into_iter().collect(),
        langs: new.langs,
        cell: Some(cell),
        label: new.label,
        note: new.note,
        address: new.address,
        entry: new.entry,
        name: new.name,
        rule: new.rule,
        device: Some(device),
    };
    let posted = acts::post(&house, &visitor, raw).await?;
    let state = if posted.token.is_some() { "draft" } else { "open" };
    Ok(created(Opened { id: posted.door, state, token: posted.token }))
}

async fn publish(
    State(house): State<House>,
    Who(visitor): Who,
    Json(body): Json<Publish>,
) -> Result<Json<view::OwnDoor>, Failure> {
    let id = acts::publish(&house, &visitor, &body.token).await?;
    Ok(Json(acts::one_of_mine(&house, &visitor, id).await?.own))
}

#[derive(Deserialize)]
struct Near {
    near: String,
    #[serde(default)]
    incident: Option<IncidentId>,
    #[serde(default)]
    places: Option<i64>,
    #[serde(default)]
    needs: Option<String>,
    #[serde(default)]
    who: Option<Company>,
}

/// Needs as words with commas; words that are not known are left out.
fn needs(words: &str) -> Suits {
    words.split(',').filter_map(|w| Suit::of_word(w.trim())).collect()
}

async fn near(State(house): State<House>, Query(q): Query<Near>) -> Result<Json<DoorList>, Failure> {
    let seeking = Seeking {
        incident: q.incident,
        from: acts::place_of(&house, &q.near).await?,
        places: q.places.unwrap_or(1),
        needs: q.needs.as_deref().map(needs).unwrap_or_default(),
        who: q.who.unwrap_or(Company::Adults),
    };
    let (incident, found) = acts::look_around(&house, &seeking).await?;
    let doors = found
        .into_iter()
        .map(|f| FoundDoor {
            door: f.view,
            metres: f.figures.metres,
            minutes: f.figures.minutes,
            direction: f.direction.map(places::Direction::code),
            around: f.around,
        })
        .collect();
    let stay_put = acts::perimeters::inside(&house, incident.id, seeking.from, house.clock.now()).await?;
    Ok(Json(DoorList { incident: incident.id, drill: incident.drill, stay_put, doors }))
}

async fn my_doors(State(house): State<House>, Who(visitor): Who) -> Result<Json<MyDoors>, Failure> {
    let mine = acts::my_doors(&house, &visitor).await?;
    let doors = mine
        .into_iter()
        .map(|d| MyDoor { door: d.own, stays: d.stays.into_iter().map(|(_, seen)| seen).collect() })
        .collect();
    Ok(Json(MyDoors { doors }))
}

async fn one_door(State(house): State<House>, Path(id): Path<DoorId>) -> Result<Json<view::DoorView>, Failure> {
    acts::seen(&house, id).await.map(Json)
}

type Own = Result<Json<view::OwnDoor>, Failure>;

async fn drive(house: &House, visitor: &Visitor, id: DoorId, what: Move) -> Own {
    acts::drive(house, visitor, id, what).await?;
    Ok(Json(acts::one_of_mine(house, visitor, id).await?.own))
}

async fn renew(State(house): State<House>, Who(visitor): Who, Path(id): Path<DoorId>) -> Own {
    drive(&house, &visitor, id, Move::Renew).await
}

async fn pause(State(house): State<House>, Who(visitor): Who, Path(id): Path<DoorId>) -> Own {
    drive(&house, &visitor, id, Move::Pause).await
}

async fn reopen(State(house): State<House>, Who(visitor): Who, Path(id): Path<DoorId>) -> Own {
    drive(&house, &visitor, id, Move::Reopen).await
}

async fn close(State(house): State<House>, Who(visitor): Who, Path(id): Path<DoorId>) -> Own {
    drive(&house, &visitor, id, Move::Close).await
}

async fn set_places(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<DoorId>,
    Json(body): Json<Places>,
) -> Own {
    acts::set_places(&house, &visitor, id, body.places).await?;
    Ok(Json(acts::one_of_mine(&house, &visitor, id).await?.own))
}
