//! `/doors/{id}/ask`: asks a door for places. Who is not known gives a first name in the same form; where a proven contact is needed, a code is
//! sent, and everything that was written is there again when it comes back.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Cell, DoorId, Event, Id, PersonId, SessionId, StayId, Visitor};
use register::{Name, NewPerson, Origin};
use store::Change;
use web::{
    Access, Device, Failure, FieldError, Form, Front, House, OrRefuse, Path, Route, Who, encode, newcomer, see,
    status_of,
};

use super::{
    card::{self, Card},
    near,
    sought::{self, Sought},
};
use crate::{
    acts::{self, Asking, Seeking},
    model::{Ask, Company, Kind},
    rules::{LONGEST, No},
};

/// The most characters of a word to the host.
const LONGEST_WORD: usize = 280;
/// What a form is sealed as while a contact is proven.
const KEPT: &str = "doors.asking";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/doors/{id}/ask", Access::Anyone, show).says("The form that asks a door for places"),
        Route::post("/doors/{id}/ask", Access::Anyone, ask)
            .says("Asks a door for places; a newcomer gives a first name, at a home a contact to prove"),
    ]
}

/// The next door to ask.
struct NextDoor {
    action: String,
    says: String,
}

#[derive(Template)]
#[template(path = "near_ask.html")]
struct AskPage<'a> {
    f: &'a Front,
    form: &'a Form,
    card: Card,
    names: Vec<&'a str>,
    companies: Vec<(&'static str, String)>,
    needs: Vec<(&'static str, String)>,
    numbers: Vec<(String, String)>,
    /// The list that one comes from.
    list: String,
    /// The list of public places.
    public: String,
    /// Where one is has still to be said.
    lost: bool,
    /// A contact has to be proven first.
    prove: bool,
    /// It was proven just now: what was written is still there.
    proven: bool,
    staff: bool,
    home: bool,
    /// What to do after a refusal.
    next: Option<String>,
    next_door: Option<NextDoor>,
    adults_only: bool,
    /// The stay that one has already.
    stay: Option<StayId>,
    /// Names this press, so that a newcomer who sends it twice is one person.
    key: String,
}

/// What came of asking, when it was refused.
#[derive(Default)]
struct Refused {
    code: String,
    status: Option<u16>,
    next: Option<String>,
}

async fn show(front: Front, Path(id): Path<DoorId>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Form::parse(query.unwrap_or_default().as_bytes());
    let kept = unsealed(&front.house, asked.value("keep"));
    let proven = kept.is_some();
    let mut form = kept.unwrap_or_else(|| Sought::of(&asked).form());
    if form.value("name").is_empty()
        && let Some(me) = front.visitor.person()
        && let Some(known) = front.house.register.card(me).await?
    {
        form.put("name", known.name.split(' ').next().unwrap_or_default());
    }
    draw(&front, id, &form, Refused::default(), proven).await
}

/// The form, as it was when a contact had to be proven first.
fn unsealed(house: &House, token: &str) -> Option<Form> {
    let sealed = URL_SAFE_NO_PAD.decode(token).ok().filter(|t| !t.is_empty())?;
    let text = house.seal.open_text(KEPT, &sealed).ok()?;
    let fields: Vec<(String, String)> = serde_json::from_str(&text).ok()?;
    Some(Form::of(fields))
}

/// The same, sealed: nothing of it can be read in an address.
fn sealed(house: &House, form: &Form) -> Result<String, Failure> {
    let names = ["near", "places", "who", "needs", "name", "words", "incident"];
    let fields: Vec<(&str, &str)> = names.into_iter().flat_map(|n| form.values(n).map(move |v| (n, v))).collect();
    let text = serde_json::to_string(&fields)?;
    Ok(URL_SAFE_NO_PAD.encode(house.seal.seal(&*house.dice, KEPT, text.as_bytes())))
}

async fn draw(front: &Front, id: DoorId, form: &Form, refused: Refused, proven: bool) -> Result<Response, Failure> {
    let house = &front.house;
    let door = acts::seen(house, id).await?;
    let sought = Sought::of(form);
    let known = card::landmarks(house).await;
    let from = if sought.near.is_empty() { None } else { acts::place_of(house, &sought.near).await.ok() };
    let way = match from {
        Some(from) => acts::way_to(house, id, from).await?,
        None => None,
    };
    let card = match way {
        Some(way) => Card::of(front, &known, 1, &way),
        None => Card::of_view(front, &known, 1, &door),
    };
    let me = front.visitor.person();
    let home = door.kind == Kind::Home;
    let staff = front.visitor.staff().is_some();
    let next_door = match from {
        Some(from) if refused.moves_on() || door.room == 0 => next_door(front, id, &sought, from).await?,
        _ => None,
    };
    let page = AskPage {
        f: front,
        form,
        names: if from.is_none() { known.names() } else { Vec::new() },
        companies: sought::companies(front),
        needs: sought::needs(front),
        numbers: sought::numbers(door.room.max(sought.places)),
        list: sought.list(),
        public: Sought { who: Company::Children, ..sought.clone() }.list(),
        lost: from.is_none(),
        prove: home && !staff && !acts::may_ask_homes(house, me).await?,
        proven,
        staff,
        home,
        next: refused.next.clone(),
        next_door,
        adults_only: home && (sought.who != Company::Adults || refused.code == "door-adults-only"),
        key: match form.value("key") {
            "" => format!("{:016x}{:016x}", house.dice.number(), house.dice.number()),
            key => key.to_owned(),
        },
        stay: if refused.code == "door-staying" { near::living(front).await? } else { None },
        card,
    };
    let title = front.t("ask-door-title");
    let drawn =
        front.page(&title).nav("doors").drill(door.drill).status(status_of(form)).show(&page).map(super::own_page)?;
    Ok(match refused.status {
        Some(status) => near::with_status(drawn, status),
        None => drawn,
    })
}

impl Refused {
    /// Whether another door may do.
    fn moves_on(&self) -> bool {
        matches!(
            self.code.as_str(),
            "door-no-room"
                | "door-shut"
                | "door-newcomers"
                | "door-way-crosses"
                | "door-too-many"
                | "door-adults-only"
                | "door-own"
        )
    }
}

/// The nearest other door with room for them.
async fn next_door(front: &Front, not: DoorId, sought: &Sought, from: Cell) -> Result<Option<NextDoor>, Failure> {
    let seeking =
        Seeking { incident: sought.incident, from, places: sought.places, needs: sought.needs, who: sought.who };
    let Ok((_, around)) = acts::look_around(&front.house, &seeking).await else { return Ok(None) };
    let other = around.into_iter().find(|f| f.view.id != not && f.view.room >= sought.places);
    Ok(other.map(|f| {
        let says = match f.figures.here() {
            true => front.t("ask-next-here").into_owned(),
            false => front.one("ask-next", "n", f.figures.minutes),
        };
        NextDoor { action: format!("/doors/{}/ask", f.view.id), says }
    }))
}

async fn ask(
    State(house): State<House>,
    front: Front,
    Who(visitor): Who,
    Device(device): Device,
    Path(id): Path<DoorId>,
    mut form: Form,
) -> Result<Response, Failure> {
    if visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    let door = acts::seen(&house, id).await?;
    let asked = read(&front, &mut form).await;
    let Some(asked) = asked.filter(|_| !form.has_errors()) else {
        return draw(&front, id, &form, Refused::default(), false).await;
    };
    let me = visitor.person();
    let home = door.kind == Kind::Home;
    if home && asked.who != Company::Adults {
        return refuse(&front, id, form, acts::no(&No::AdultsOnly)).await;
    }
    let name = asked.name.as_deref().map(Name::clean).transpose().ok().flatten();
    if home && !acts::may_ask_homes(&house, me).await? {
        return match acts::send_code(&house, form.value("contact"), me, name.as_ref(), front.lang, door.drill).await {
            Ok(proof) => {
                let back = format!("/doors/{id}/ask?keep={}", sealed(&house, &form)?);
                Ok(see(&format!("/prove/{proof}?next={}", encode(&back))))
            }
            Err(failure) => refuse(&front, id, form, failure).await,
        };
    }
    let places = asked.places;
    let (guest, token) = match (&visitor, name) {
        (Visitor::Person { id, session }, _) => ((*id, *session), None),
        // Nobody is registered for a door that has no room.
        _ if door.room < places => {
            let failure = acts::no(&if door.state == "open" { No::NoRoom { left: door.room } } else { No::DoorShut });
            return refuse(&front, id, form, failure).await;
        }
        (_, Some(name)) => {
            let (person, session, token) = register(&house, &name, &front, form.value("key")).await?;
            ((person, session), Some(token))
        }
        (_, None) => return draw(&front, id, &form, Refused::default(), false).await,
    };
    let asking = Asking { guest: guest.0, session: guest.1, door: id, ask: asked };
    let response = match acts::ask(&house, asking, device).await {
        Ok(stay) => see(&format!("/stays/{}", stay.id)),
        Err(failure) if failure.code() == "door-staying" => match at_this_door(&house, guest, id).await? {
            // The same press twice.
            Some(stay) => see(&format!("/stays/{stay}")),
            None => refuse(&front, id, form, failure).await?,
        },
        Err(failure) => refuse(&front, id, form, failure).await?,
    };
    Ok(match token {
        Some(token) => newcomer::signed_in(&house, response, &token),
        None => response,
    })
}

/// The shortest key of a press that nobody guesses.
const SHORTEST_KEY: usize = 20;

/// Somebody new, and their session here. The same press, sent twice, makes one person: its key is known to their page alone.
async fn register(
    house: &House,
    name: &Name,
    front: &Front,
    key: &str,
) -> Result<(PersonId, SessionId, kernel::Token), Failure> {
    let now = house.clock.now();
    let mac = house.seal.mac("newcomer of a press", key.as_bytes());
    let pressed = mac.first_chunk::<16>().copied().map(PersonId::from_bytes).filter(|_| key.len() >= SHORTEST_KEY);
    if let Some(me) = pressed {
        let new = NewPerson { id: me, name, lang: front.lang, origin: Origin::Themself, at: now };
        let change = house.register.create_person(Change::new(), &new).event(Event::Person { person: me });
        let (token, session, change) = newcomer::session_for(house, change, me, now);
        match house.store.apply(change).await {
            Ok(_) => return Ok((me, session, token)),
            // It was sent before. Who has proven a contact since signs in with it.
            Err(e) if e.missed() && house.register.card(me).await?.is_some_and(|p| !p.contact_proven) => {
                let (token, session, change) = newcomer::session_for(house, Change::new(), me, now);
                house.store.apply(change).await?;
                return Ok((me, session, token));
            }
            Err(e) if e.missed() => {}
            Err(e) => return Err(e.into()),
        }
    }
    let (me, change) = newcomer::newcomer(house, Change::new(), name, front.lang, now);
    let (token, session, change) = newcomer::session_for(house, change, me, now);
    house.store.apply(change).await?;
    Ok((me, session, token))
}

async fn at_this_door(
    house: &House,
    (id, session): (PersonId, SessionId),
    door: DoorId,
) -> Result<Option<StayId>, Failure> {
    let mine = acts::my_stays(house, &Visitor::Person { id, session }).await?;
    Ok(mine.into_iter().find(|(s, _)| s.state.lives() && s.door == door).map(|(s, _)| s.id))
}

/// What is asked, as the form says it; nothing when where one is, is not said.
async fn read(front: &Front, form: &mut Form) -> Option<Ask> {
    let sought = Sought::of(form);
    let places = form.number("places", 1, sought::MOST).unwrap_or(1);
    let who = form.choice("who", &Company::ALL.iter().map(|c| (c.word(), *c)).collect::<Vec<_>>());
    let typed = form.value("name").to_owned();
    let name = match Name::clean(&typed).or_refuse() {
        Ok(name) => Some(name.into_string()).filter(|n| n.chars().count() <= LONGEST),
        Err(_) if typed.is_empty() => {
            form.wrong("name", "ask-name-missing");
            None
        }
        Err(failure) => {
            form.add(failure.into_field_errors().unwrap_or_default());
            None
        }
    };
    let words = form.optional_text("words", LONGEST_WORD);
    let cell = match acts::place_of(&front.house, &sought.near).await {
        Ok(cell) => cell,
        Err(failure) => {
            form.add(failure.into_field_errors().unwrap_or_default());
            return None;
        }
    };
    Some(Ask { places, needs: sought.needs, who: who.unwrap_or(Company::Adults), cell, name, words })
}

/// The form again, with what was refused and what to do next.
async fn refuse(front: &Front, id: DoorId, mut form: Form, failure: Failure) -> Result<Response, Failure> {
    let code = failure.code().to_owned();
    let status = failure.status().as_u16();
    match failure {
        Failure::Refused(refusal) if refusal.status != 404 => {
            let next = front.with(&format!("refusal-{code}-next"), &refusal.args);
            form.add([FieldError::from(&refusal)]);
            draw(front, id, &form, Refused { code, status: Some(status), next: Some(next) }, false).await
        }
        Failure::Bad(errors) => {
            form.add(errors);
            draw(front, id, &form, Refused::default(), false).await
        }
        other => Err(other),
    }
}
