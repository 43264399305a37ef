//! `/missing/mine`, `/missing/{id}`: one's own searches: where each stands, what is said, who sees it.

use askama::Template;
use axum::response::Response;
use kernel::NoticeId;
use web::{Access, Failure, FieldError, Form, Front, Path, Route, Who, see, status_of};

use super::{
    picture,
    say::{self, Card},
};
use crate::{
    acts,
    model::{Appeal, Guardian, NoticeState, is_minor, view::NoticeView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing/mine", Access::Person, all_mine).says("One's own searches"),
        Route::get("/missing/{id}", Access::Person, one).says("One of one's own searches"),
        Route::post("/missing/{id}/photo", Access::Person, picture)
            .says("Keeps a photo of who is sought instead of the one before, or takes it away")
            .limit(picture::MOST_SENT),
        Route::post("/missing/{id}/move", Access::Person, drive)
            .says("Asks for a public appeal, keeps a search on, or ends it"),
    ]
}

#[derive(Template)]
#[template(path = "missing_mine.html")]
struct MinePage<'a> {
    f: &'a Front,
    all: Vec<(NoticeId, Card)>,
}

#[derive(Template)]
#[template(path = "missing_one.html")]
struct OnePage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: NoticeId,
    card: Card,
    appeal: (&'static str, &'static str, String, String),
    /// An appeal can be asked for.
    may_ask: bool,
    /// It was not said how old they are: an appeal asks. Who may answer for a minor.
    ageless: bool,
    guardians: Vec<(&'static str, String)>,
    /// A minor is shown in public only when somebody answers for them.
    minor: bool,
    share: Option<String>,
    /// An institution has called, and what it told may be shown when one agrees.
    asks: bool,
    /// A page in memory may be made, or is there.
    remembers: bool,
}

async fn all_mine(front: Front) -> Result<Response, Failure> {
    let mine = acts::mine(&front.house, &front.visitor).await?;
    let drill = !mine.is_empty() && mine.iter().all(|n| n.drill);
    let all = mine.iter().map(|n| (n.id, Card::of(&front, n))).collect();
    let title = front.t("mine-title");
    front.page(&title).nav("missing").drill(drill).show(&MinePage { f: &front, all }).map(super::own_page)
}

async fn one(front: Front, Path(id): Path<NoticeId>) -> Result<Response, Failure> {
    let view = acts::one_of_mine(&front.house, &front.visitor, id).await?;
    draw(&front, &view, &Form::default())
}

fn draw(front: &Front, view: &NoticeView, form: &Form) -> Result<Response, Failure> {
    let asked = view.appeal.unwrap_or(Appeal::None);
    let open = view.state == NoticeState::Searching;
    let alone = is_minor(view.ages) && view.guardian.is_none_or(|g| g == Guardian::None);
    let page = OnePage {
        f: front,
        form,
        id: view.id,
        card: Card::of(front, view).with_photo(view, format!("/api/v1/notices/{}/photo", view.id)),
        appeal: say::appeal(front, asked),
        may_ask: open && asked == Appeal::None && !alone,
        ageless: view.ages.is_none() && view.guardian.is_none_or(|g| g == Guardian::None),
        guardians: say::guardians(front),
        minor: open && alone,
        remembers: view.died.is_some(),
        share: view.share.clone().filter(|_| asked == Appeal::Approved),
        asks: view.consent.is_some(),
    };
    let title = page.card.name.clone();
    let shown = front.page(&title).nav("missing").class("wide").drill(view.drill).live().status(status_of(form));
    shown.show(&page).map(super::own_page)
}

async fn drive(front: Front, Who(visitor): Who, Path(id): Path<NoticeId>, mut form: Form) -> Result<Response, Failure> {
    let house = &front.house;
    let before = acts::one_of_mine(house, &visitor, id).await?;
    let done = match form.value("do") {
        "appeal" => {
            let ages = say::years(&mut form, "age");
            let guardian = Guardian::of_word(form.value("guardian")).filter(|_| is_minor(ages));
            match form.has_errors() {
                true => Err(Failure::Bad(Vec::new())),
                false => acts::ask_appeal(house, &visitor, id, ages, guardian.unwrap_or(Guardian::None)).await,
            }
        }
        "renew" => acts::renew(house, &visitor, id).await,
        // Pressed twice: it is over already.
        "close" if before.state == NoticeState::Closed => Ok(()),
        "close" => acts::close(house, &visitor, id).await,
        _ => Ok(()),
    };
    match done {
        Ok(()) => return Ok(see(&format!("/missing/{id}"))),
        // How old somebody is, is asked where the appeal is.
        Err(Failure::Refused(r)) if matches!(r.code, "missing-age-missing" | "missing-ages" | "missing-minor") => {
            form.add([FieldError { field: "age".to_owned(), ..FieldError::from(&r) }]);
        }
        Err(Failure::Refused(r)) if matches!(r.status, 403 | 409 | 422 | 429) => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
        }
        Err(other) => form.blame(other)?,
    }
    draw(&front, &acts::one_of_mine(house, &visitor, id).await?, &form)
}

async fn picture(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let house = &front.house;
    acts::one_of_mine(house, &visitor, id).await?;
    let done = match form.file("photo").map(|file| file.to_vec()) {
        _ if form.is("do", "drop") => acts::drop_photo(house, &visitor, id).await,
        Some(file) => acts::set_photo(house, &visitor, id, file).await,
        None => Err(Failure::Bad(vec![FieldError::new("photo", "seek-photo-none")])),
    };
    match done {
        Ok(()) => return Ok(see(&format!("/missing/{id}#photo"))),
        Err(failure) => picture::blame(&front, &mut form, failure)?,
    }
    draw(&front, &acts::one_of_mine(house, &visitor, id).await?, &form)
}
