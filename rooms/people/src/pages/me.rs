//! `/me`: what one can see and change of oneself.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::header;
use kernel::{Lang, RosterId};
use register::place_word;
use web::{Access, Caller, Failure, Form, Front, House, Path, Route, WhoPerson, cookie, see, status_of};

use crate::{
    acts::{self, no},
    model::{Changed, Me, MyInvitation, NewPlaces, Spot},
    rules::No,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/me", Access::Person, show).says("Oneself: name, contacts, places, circle, settings"),
        Route::post("/me/name", Access::Person, name).says("Changes one's name"),
        Route::post("/me/lang", Access::Person, lang).says("Chooses the language of messages"),
        Route::post("/me/contact", Access::Person, contact).says("Sends a code to another contact"),
        Route::post("/me/places", Access::Person, place).says("Names a place, or says where one is"),
        Route::post("/me/places/forget", Access::Person, forget).says("Forgets a place"),
        Route::post("/me/rosters/{id}/leave", Access::Person, leave_roster).says("Leaves an organisation's list"),
        Route::get("/me/export", Access::Person, export).says("Downloads one's data"),
        Route::get("/me/erase", Access::Person, ask_erase).says("Asks whether to erase oneself"),
        Route::post("/me/erase", Access::Person, erase).says("Erases oneself"),
        Route::post("/sign-out", Access::SignedIn, sign_out).says("Ends this session"),
    ]
}

/// A place on the page.
struct PlaceLine {
    word: &'static str,
    label: String,
    says: String,
    known: bool,
}

#[derive(Template)]
#[template(path = "me.html")]
struct MePage<'a> {
    f: &'a Front,
    form: &'a Form,
    me: &'a Me,
    places: Vec<PlaceLine>,
    kinds: Vec<(&'static str, String)>,
    invitations: Vec<MyInvitation>,
    langs: &'static [Lang],
}

async fn draw(front: &Front, who: WhoPerson, form: &Form) -> Result<Response, Failure> {
    let me = acts::me(&front.house, who.0, who.1).await?;
    let invitations = acts::my_invitations(&front.house, who.0).await?;
    let until = |at| front.two("place-until", "day", front.day(at), "time", front.time(at));
    let line = |word: &'static str, known: bool, says: String| {
        let label = front.t(&format!("place-{word}")).into_owned();
        PlaceLine { word, label, says, known }
    };
    let known = |known: bool| front.t(if known { "place-known" } else { "place-unknown" }).into_owned();
    let position = me.position.map(|p| until(p.expires_at));
    let mut places = vec![line("position", position.is_some(), position.unwrap_or_else(|| known(false)))];
    for (word, cell) in [("home", me.places.home), ("work", me.places.work), ("school", me.places.school)] {
        places.push(line(word, cell.is_some(), known(cell.is_some())));
    }
    let kinds = register::PlaceKind::ALL
        .into_iter()
        .map(|k| (place_word(k), front.t(&format!("place-{}", place_word(k))).into_owned()))
        .collect();
    let filled;
    let form = if form.has_errors() {
        form
    } else {
        filled = Form::of([("name", me.name.as_str())]);
        &filled
    };
    let page = MePage { f: front, form, me: &me, places, kinds, invitations, langs: &Lang::ALL };
    front.page(&front.t("me-title")).nav("me").status(status_of(form)).show(&page)
}

async fn show(front: Front, who: WhoPerson) -> Result<Response, Failure> {
    draw(&front, who, &Form::default()).await
}

/// Back to the page when all went well, else the page again with what is wrong.
async fn back(front: &Front, who: WhoPerson, mut form: Form, done: Result<(), Failure>) -> Result<Response, Failure> {
    if let Err(failure) = done {
        form.blame(failure)?;
    }
    if form.has_errors() { draw(front, who, &form).await } else { Ok(see("/me")) }
}

async fn name(front: Front, who: WhoPerson, form: Form) -> Result<Response, Failure> {
    let changed = Changed { name: Some(form.value("name").to_owned()), lang: None };
    let done = acts::update(&front.house, who.0, &changed).await;
    back(&front, who, form, done).await
}

async fn lang(front: Front, who: WhoPerson, mut form: Form) -> Result<Response, Failure> {
    let choices: Vec<_> = Lang::ALL.into_iter().map(|l| (l.code(), l)).collect();
    let Some(lang) = form.choice("lang", &choices) else { return draw(&front, who, &form).await };
    acts::update(&front.house, who.0, &Changed { name: None, lang: Some(lang) }).await?;
    let mut response = see("/me");
    cookie::keep(&mut response, &front.house, "lang", lang.code());
    Ok(response)
}

async fn contact(front: Front, who: WhoPerson, mut form: Form) -> Result<Response, Failure> {
    match acts::replace_contact(&front.house, who.0, form.value("contact"), front.lang).await {
        Ok(asked) => Ok(see(&format!("/prove/{}?next=/me", asked.id))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, who, &form).await
        }
    }
}

async fn place(front: Front, who: WhoPerson, mut form: Form) -> Result<Response, Failure> {
    let choices = [("position", 0), ("home", 1), ("work", 2), ("school", 3)];
    let (kind, lat, lon) = (form.choice("place", &choices), form.real("lat"), form.real("lon"));
    if form.has_errors() {
        return draw(&front, who, &form).await;
    }
    let spot = Spot { lat, lon, cell: None };
    let done = if kind == Some(0) {
        acts::move_to(&front.house, who.0, &spot).await.map(drop)
    } else {
        let given = |n| (kind == Some(n)).then(|| Some(spot.clone()));
        let new = NewPlaces { home: given(1), work: given(2), school: given(3) };
        acts::set_places(&front.house, who.0, &new).await.map(drop)
    };
    back(&front, who, form, done).await
}

async fn forget(front: Front, who: WhoPerson, form: Form) -> Result<Response, Failure> {
    let done = acts::forget_place(&front.house, who.0, form.value("place")).await;
    back(&front, who, form, done).await
}

async fn leave_roster(front: Front, who: WhoPerson, Path(roster): Path<RosterId>) -> Result<Response, Failure> {
    acts::leave_roster(&front.house, who.0, roster).await?;
    Ok(see("/me"))
}

async fn export(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Response, Failure> {
    let body = serde_json::to_vec_pretty(&acts::export(&house, me).await?)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rhizome.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
}

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage<'a> {
    f: &'a Front,
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "erased.html")]
struct ErasedPage<'a> {
    f: &'a Front,
}

async fn ask_erase(front: Front) -> Result<Response, Failure> {
    front.page(&front.t("erase-title")).nav("me").show(&ErasePage { f: &front, form: &Form::default() })
}

async fn erase(front: Front, WhoPerson(me, _): WhoPerson, mut form: Form) -> Result<Response, Failure> {
    if !form.ticked("sure") {
        form.blame(no(No::NotConfirmed))?;
        let page = front
            .page(&front.t("erase-title"))
            .nav("me")
            .status(status_of(&form))
            .show(&ErasePage { f: &front, form: &form });
        return page;
    }
    acts::erase(&front.house, me).await?;
    let mut response = front.page(&front.t("erased-title")).show(&ErasedPage { f: &front })?;
    cookie::sign_out(&mut response, &front.house);
    Ok(response)
}

async fn sign_out(State(house): State<House>, caller: Caller) -> Result<Response, Failure> {
    if let Some(hash) = caller.token {
        acts::sign_out(&house, hash).await?;
    }
    let mut response = see("/");
    cookie::sign_out(&mut response, &house);
    Ok(response)
}
