//! `/missing/{id}/tribute`: what a family chooses for its page in memory, what it reads before it is shown, and how it takes it away.

use askama::Template;
use axum::response::Response;
use kernel::{CondolenceId, NoticeId};
use web::{Access, Failure, Form, Front, Path, Query, Route, Who, see, status_of};

use super::{
    picture,
    tribute::{Row, blamed, rows},
};
use crate::{
    acts,
    model::tribute::{Chosen, TributeView, Wall, Words},
    routes::OnPage,
    rules::tribute::{LONGEST_LINE, LONGEST_WORDS},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing/{id}/tribute", Access::Person, show)
            .says("One's own page in memory: what is shown, and what one is to read"),
        Route::post("/missing/{id}/tribute", Access::Person, choose)
            .says("Makes it, corrects it, locks it")
            .limit(picture::MOST_SENT),
        Route::post("/missing/{id}/tribute/words", Access::Person, decide)
            .says("Lets what somebody wrote be shown, or takes it away"),
        Route::post("/missing/{id}/tribute/remove", Access::Person, remove).says("Takes the page away"),
    ]
}

#[derive(Template)]
#[template(path = "tribute_own.html")]
struct OwnPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: NoticeId,
    /// The page, once it is made.
    t: Option<&'a TributeView>,
    url: String,
    rows: Vec<Row>,
    lit: Option<String>,
    until: String,
    walls: Vec<(&'static str, String)>,
    /// Whether the search has a photo to take.
    photo: bool,
    /// Whether the page has one.
    has_photo: bool,
    longest_line: usize,
    longest: usize,
}

fn draw(
    front: &Front,
    id: NoticeId,
    t: Option<&TributeView>,
    form: &Form,
    (drill, photo): (bool, bool),
) -> Result<Response, Failure> {
    let family = t.and_then(|t| t.family.as_ref());
    let page = OwnPage {
        f: front,
        form,
        id,
        t,
        url: t.map(|t| front.house.config.url(&format!("/t/{}", t.share))).unwrap_or_default(),
        rows: t.map(|t| rows(front, t)).unwrap_or_default(),
        lit: family
            .and_then(|v| v.lit)
            .map(|at| front.one("tribute-lit", "time", front.moment(front.now, at).as_str())),
        until: family.map(|v| front.one("tribute-until", "time", front.day(v.expires).as_str())).unwrap_or_default(),
        walls: walls(front),
        photo,
        has_photo: t.is_some_and(|t| t.photo),
        longest_line: LONGEST_LINE,
        longest: LONGEST_WORDS,
    };
    let title = front.t("tribute-own-title");
    let shown = front.page(&title).nav("missing").class("wide").drill(drill).status(status_of(form));
    shown.show(&page).map(super::own_page)
}

/// The form, with what was chosen before.
fn of(t: &TributeView) -> Form {
    let wall = t.family.as_ref().map_or(Wall::Apart, |f| f.wall);
    let mut form = Form::of([("name", t.name.as_str()), ("wall", wall.word())]);
    for (field, text) in [("line", &t.line), ("words", &t.words), ("by", &t.by)] {
        form.put(field, text.clone().unwrap_or_default());
    }
    for (field, on) in [("leads", t.family.as_ref().is_some_and(|f| f.leads)), ("locked", t.locked)] {
        if on {
            form.put(field, "yes");
        }
    }
    form
}

/// One's own page, when there is one.
async fn own(front: &Front, id: NoticeId, page: i64) -> Result<Option<TributeView>, Failure> {
    match acts::own_tribute(&front.house, &front.visitor, id, page).await {
        Ok(t) => Ok(Some(t)),
        Err(failure) if failure.code() == "tribute-unknown" => Ok(None),
        Err(failure) => Err(failure),
    }
}

async fn show(front: Front, Path(id): Path<NoticeId>, Query(on): Query<OnPage>) -> Result<Response, Failure> {
    if let Some(t) = own(&front, id, on.page).await? {
        return draw(&front, id, Some(&t), &of(&t), (t.drill, false));
    }
    let n = acts::one_of_mine(&front.house, &front.visitor, id).await?;
    if !acts::tribute_may_be_made(&front.house, &front.visitor, id).await? {
        return Ok(see(&format!("/missing/{id}")));
    }
    let name = n.name.as_deref().map(crate::model::short).unwrap_or_default();
    draw(&front, id, None, &Form::of([("name", name.as_str()), ("wall", Wall::Apart.word())]), (n.drill, n.photo))
}

/// What a form says of a page.
pub(super) fn chosen(form: &mut Form) -> Chosen {
    let words = Words {
        name: form.text("name", LONGEST_LINE),
        line: form.optional_text("line", LONGEST_LINE),
        words: form.optional_text("words", LONGEST_WORDS),
        by: form.optional_text("by", LONGEST_LINE),
        names: Vec::new(),
    };
    let wall = Wall::of_word(form.value("wall")).unwrap_or(Wall::Apart);
    Chosen { words, wall, leads: form.ticked("leads"), locked: form.ticked("locked") }
}

/// How somebody stands among the windows of an incident, as a form offers it.
pub(super) fn walls(front: &Front) -> Vec<(&'static str, String)> {
    Wall::ALL.iter().map(|w| (w.word(), front.t(&format!("tribute-wall-{}", w.word())).into_owned())).collect()
}

async fn choose(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let house = &front.house;
    let before = own(&front, id, 1).await?;
    let chosen = chosen(&mut form);
    let sent = form.file("photo").is_some();
    let photo = if sent { picture::of(&front, &visitor, &mut form).await? } else { None };
    if !form.has_errors() {
        let done = match before {
            Some(_) => acts::correct_tribute(house, &visitor, id, chosen).await,
            None => acts::make_tribute(house, &visitor, id, chosen).await,
        };
        match done {
            Ok(_) => {
                if photo.is_some() || form.ticked("no_photo") {
                    acts::set_tribute_photo(house, &visitor, id, photo.as_ref()).await?;
                } else if form.ticked("same_photo") {
                    acts::use_photo_of_search(house, &visitor, id).await?;
                }
                return Ok(see(&format!("/missing/{id}/tribute")));
            }
            Err(failure) => blamed(&front, &mut form, failure)?,
        }
    }
    let drill = match &before {
        Some(t) => t.drill,
        None => acts::one_of_mine(house, &visitor, id).await?.drill,
    };
    draw(&front, id, before.as_ref(), &form, (drill, false))
}

async fn decide(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    mut form: Form,
) -> Result<Response, Failure> {
    acts::own_tribute(&front.house, &visitor, id, 1).await?;
    if let Some(word) = form.read::<CondolenceId>("word") {
        let done = match form.value("do") {
            "show" => acts::let_show(&front.house, &visitor, word).await,
            "drop" => acts::drop_condolence(&front.house, &visitor, word).await,
            _ => Ok(()),
        };
        match done {
            // Pressed twice.
            Err(failure) if matches!(failure.code(), "tribute-decided" | "tribute-unknown") => {}
            other => other?,
        }
    }
    Ok(see(&format!("/missing/{id}/tribute")))
}

async fn remove(front: Front, Who(visitor): Who, Path(id): Path<NoticeId>) -> Result<Response, Failure> {
    match acts::remove_tribute(&front.house, &visitor, id).await {
        // Pressed twice.
        Err(failure) if failure.code() == "tribute-unknown" => {}
        other => other?,
    }
    Ok(see(&format!("/missing/{id}")))
}
