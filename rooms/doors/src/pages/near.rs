//! `/doors`: the doors near a place, the nearest with room first, and what to do when there is none.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use kernel::{Cell, DoorId, StayId};
use places::map::{self, Drawing, Scene, Spot};
use register::{Incident, Name};
use store::Change;
use web::{
    Access, Device, Failure, FieldError, Form, Front, House, OrRefuse, Path, Route, WhoPerson, newcomer, see, status_of,
};

use super::{
    card::{self, Card},
    sought::{self, Sought},
};
use crate::{
    acts::{self, Searching, Seeking},
    model::Company,
    rules::parse::{self, Whereabouts},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/doors", Access::Anyone, show).says("Open doors near a place, the nearest with room first"),
        Route::post("/doors/here", Access::Anyone, here)
            .says("Looks around a place: of a position only the cell is kept. A message in `text` fills the form, and is kept nowhere"),
        Route::post("/doors/search", Access::Anyone, search).says("Says that one looks for room, or does no more"),
        Route::post("/doors/{id}/wait", Access::Person, wait).says("Waits at a full door, or does no more"),
    ]
}

/// What there is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Nobody has said where they are.
    Ask,
    /// No alert is on.
    Calm,
    /// Who asks is where nobody shall walk.
    StayPut,
    /// There are doors with room.
    Some,
    /// There are doors, and all are full.
    Full,
    /// There are none.
    None,
}

#[derive(Template)]
#[template(path = "near.html")]
struct NearPage<'a> {
    f: &'a Front,
    form: &'a Form,
    sought: &'a Sought,
    case: Case,
    /// Names of landmarks, to choose from.
    names: Vec<&'a str>,
    companies: Vec<(&'static str, String)>,
    needs: Vec<(&'static str, String)>,
    numbers: Vec<(String, String)>,
    cards: Vec<Card>,
    map: Option<Drawing>,
    /// One's own place, if one has one.
    stay: Option<StayId>,
    /// Whether one has a door oneself.
    hosts: bool,
    /// Since when one has been looking for room.
    looking: Option<String>,
    /// Whether fewer people or needs would find more.
    narrow: bool,
    wider: String,
    own: String,
    /// How many have room.
    open: usize,
}

/// What stands on the page beside what is looked for.
struct Around {
    incident: Option<std::sync::Arc<Incident>>,
    case: Case,
    cell: Option<Cell>,
    found: Vec<acts::Found>,
}

async fn show(front: Front, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let sought = Sought::of(&Form::parse(query.unwrap_or_default().as_bytes()));
    // A position that somebody wrote into an address is none any more: what is kept of it is the cell.
    if sought.near.contains(',')
        && let Ok(cell) = acts::place_of(&front.house, &sought.near).await
    {
        return Ok(see(&sought.from(cell).list()));
    }
    draw(&front, &sought, sought.form()).await
}

async fn draw(front: &Front, sought: &Sought, mut form: Form) -> Result<Response, Failure> {
    let around = look(front, sought, &mut form).await?;
    let known = card::landmarks(&front.house).await;
    let me = front.visitor.person();
    let waits = match me {
        Some(me) => acts::my_waits(&front.house, me).await?,
        None => Default::default(),
    };
    let mut cards = Vec::new();
    for (n, found) in (1_usize..).zip(&around.found) {
        let card = Card::of(front, &known, n, found);
        cards.push(Card { waits: waits.contains(&card.id), ..card });
    }
    let spots: Vec<Spot> = cards.iter().map(|c| Spot { number: c.n, cell: c.cell, full: c.full }).collect();
    let closed = match &around.incident {
        Some(incident) => Some(acts::perimeters::around(&front.house, incident.id, front.now).await?),
        None => None,
    };
    let zones: Vec<&kernel::Zone> = closed.iter().flat_map(|c| &c.each).map(|one| &one.kept.zone).collect();
    let scene = Scene { you: around.cell, spots: &spots, zones: &zones, landmarks: &known };
    let map = if spots.is_empty() { None } else { map::draw(&scene) };
    if let Some(cell) = around.cell
        && sought.near.parse::<Cell>().is_ok()
    {
        form.put("near", known.nearest(cell).map(|(l, _)| l.name.clone()).unwrap_or_default());
    }
    let looking = match (me, &around.incident) {
        (Some(me), Some(incident)) => acts::my_search(&front.house, me, incident.id).await?,
        _ => None,
    };
    let stay = living(front).await?;
    let wide = Sought { places: 1, needs: Default::default(), ..sought.clone() };
    let page = NearPage {
        f: front,
        form: &form,
        sought,
        case: around.case,
        names: if around.case == Case::Calm { Vec::new() } else { known.names() },
        companies: sought::companies(front),
        needs: sought::needs(front),
        numbers: sought::numbers(sought::MOST),
        open: cards.iter().filter(|c| !c.full).count(),
        cards,
        map,
        stay,
        hosts: acts::hosts(&front.house, &front.visitor).await?,
        looking: looking.filter(|l| l.state == 0).map(|l| front.one("near-looking", "time", front.time(l.opened))),
        narrow: sought.places > 1 || sought.needs.0 != 0,
        wider: wide.list(),
        own: sought.list(),
    };
    let title = front.t("near-title");
    let drill = around.incident.is_some_and(|i| i.drill);
    front
        .page(&title)
        .nav("doors")
        .class("wide")
        .script("rz-pan.js")
        .drill(drill)
        .live()
        .status(status_of(&form))
        .show(&page)
}

/// What is around. What cannot be done is said on the page itself, with what to do instead.
async fn look(front: &Front, sought: &Sought, form: &mut Form) -> Result<Around, Failure> {
    let nothing = |case, incident| Around { incident, case, cell: None, found: Vec::new() };
    let incident = match acts::incident(&front.house, sought.incident) {
        Ok(incident) => incident,
        Err(failure) if failure.code() == "door-no-incident" => return Ok(nothing(Case::Calm, None)),
        Err(failure) => return Err(failure),
    };
    if sought.near.is_empty() {
        return Ok(nothing(Case::Ask, Some(incident)));
    }
    let cell = match acts::place_of(&front.house, &sought.near).await {
        Ok(cell) => cell,
        Err(failure) => {
            form.blame(failure)?;
            return Ok(nothing(Case::Ask, Some(incident)));
        }
    };
    let seeking = Seeking {
        incident: Some(incident.id),
        from: cell,
        places: sought.places,
        needs: sought.needs,
        who: sought.who,
    };
    if acts::perimeters::inside(&front.house, incident.id, cell, front.now).await? {
        return Ok(Around { incident: Some(incident), case: Case::StayPut, cell: Some(cell), found: Vec::new() });
    }
    let (incident, found) = acts::look_around(&front.house, &seeking).await?;
    let case = match found.iter().any(|f| f.view.room > 0) {
        true => Case::Some,
        false if found.is_empty() => Case::None,
        false => Case::Full,
    };
    Ok(Around { incident: Some(incident), case, cell: Some(cell), found })
}

/// One's own stay that is not over.
pub(super) async fn living(front: &Front) -> Result<Option<StayId>, Failure> {
    if front.visitor.person().is_none() {
        return Ok(None);
    }
    let mine = acts::my_stays(&front.house, &front.visitor).await?;
    Ok(mine.into_iter().find(|(stay, _)| stay.state.lives()).map(|(stay, _)| stay.id))
}

/// What a message asks for, as far as it says so: it fills the form, on the page itself. What somebody wrote stands in no address.
async fn written(front: &Front, text: &str) -> Result<Response, Failure> {
    let draft = acts::read_text(&front.house, text).await?;
    let landmark = draft.wheres.iter().find_map(|w| match &w.value {
        Whereabouts::Landmark(l) => Some(l.name.clone()),
        _ => None,
    });
    let mut form = Form::default();
    form.put("near", landmark.unwrap_or_default());
    if let Some(places) = &draft.places {
        form.put("places", places.value.to_string());
    }
    let needs: Vec<&str> = draft.suits.iter().map(|s| s.value.word()).collect();
    form.put("needs", needs.join(","));
    let sought = Sought::of(&form);
    let mut form = sought.form();
    form.put("text", text);
    draw(front, &sought, form).await.map(super::own_page)
}

async fn here(State(house): State<House>, front: Front, mut form: Form) -> Result<Response, Failure> {
    let text = form.optional_text("text", parse::LONGEST);
    if let Some(text) = text.filter(|_| !form.has_errors()) {
        return written(&front, &text).await;
    }
    let mut sought = Sought::of(&form);
    let at = |name| form.value(name).parse::<f64>().ok();
    if let (Some(lat), Some(lon)) = (at("lat"), at("lon"))
        && let Ok(cell) = Cell::at(lat, lon, house.config.cell_resolution)
    {
        return Ok(see(&sought.from(cell).list()));
    }
    match acts::place_of(&house, &sought.near).await {
        Ok(cell) => {
            // The name of a landmark may stand in an address; what somebody typed may be one, and does not.
            let known = card::landmarks(&house).await;
            let name = known.find(&sought.near, 1).first().map(|l| l.name.clone());
            sought.near = name.unwrap_or_else(|| cell.to_string());
            Ok(see(&sought.list()))
        }
        Err(failure) => {
            form.blame(failure)?;
            sought.near = String::new();
            draw(&front, &sought, form).await
        }
    }
}

/// Keeps that somebody looks for room: need is counted where they are, and hosts near it are asked. Nobody sees whose it is.
async fn search(
    State(house): State<House>,
    front: Front,
    Device(device): Device,
    mut form: Form,
) -> Result<Response, Failure> {
    if front.visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    let sought = Sought::of(&form);
    if form.value("act") == "over" {
        if let Some(me) = front.visitor.person() {
            let incident = acts::incident(&house, sought.incident)?;
            acts::give(&house, me, incident.id).await?;
        }
        return Ok(see(&sought.list()));
    }
    let cell = match acts::place_of(&house, &sought.near).await {
        Ok(cell) => cell,
        Err(failure) => {
            form.blame(failure)?;
            return draw(&front, &sought, form).await;
        }
    };
    let incident = acts::incident(&house, sought.incident)?;
    let wanted = Searching {
        incident: Some(incident.id),
        people: sought.places,
        needs: sought.needs,
        who: sought.who,
        cell,
        langs: vec![front.lang.code().to_owned()],
    };
    let (me, token) = match front.visitor.person() {
        Some(me) => (me, None),
        None => match Name::clean(form.value("name")) {
            Ok(name) => {
                let now = house.clock.now();
                let (me, change) = newcomer::newcomer(&house, Change::new(), &name, front.lang, now);
                let (token, _, change) = newcomer::session_for(&house, change, me, now);
                house.store.apply(change).await?;
                (me, Some(token))
            }
            Err(refused) => {
                form.blame(Err::<(), _>(refused).or_refuse().err().unwrap_or_else(Failure::not_found))?;
                return draw(&front, &sought, form).await;
            }
        },
    };
    acts::search_on(&house, me, &wanted, device).await?;
    let response = see(&sought.list());
    Ok(match token {
        Some(token) => newcomer::signed_in(&house, response, &token),
        None => response,
    })
}

async fn wait(
    State(house): State<House>,
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Path(door): Path<DoorId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let sought = Sought::of(&form);
    if form.value("act") == "over" {
        acts::wait_no_more(&house, me, door).await?;
        return Ok(see(&sought.list()));
    }
    match acts::wait(&house, me, door).await {
        // There is room by now: no need to wait.
        Ok(true) => Ok(see(&format!("/doors/{door}/ask{}", sought.query()))),
        Ok(false) => Ok(see(&sought.list())),
        Err(Failure::Refused(refusal)) if refusal.code != "door-unknown" => {
            form.add([FieldError::from(&refusal)]);
            let drawn = draw(&front, &sought, form).await?;
            Ok(with_status(drawn, refusal.status))
        }
        Err(other) => Err(other),
    }
}

/// The page with the status of the refusal that it tells.
pub(super) fn with_status(mut response: Response, status: u16) -> Response {
    if let Ok(status) = StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    response
}
