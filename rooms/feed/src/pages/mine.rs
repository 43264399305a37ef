//! `/me/posts`: one's own posts, and what one is called where one writes.

use askama::Template;
use axum::{extract::RawQuery, response::Response};
use kernel::PostId;
use web::{Access, Failure, Form, Front, Route, carry, see, status_of};

use super::{say, things, write};
use crate::{acts, model::Page, rules};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/me/posts", Access::SignedIn, show).says("One's own posts, also what is held back"),
        Route::post("/me/posts", Access::Person, call).says("Chooses what one is called where one writes"),
    ]
}

#[derive(Template)]
#[template(path = "posts_mine.html")]
struct MinePage<'a> {
    f: &'a Front,
    form: &'a Form,
    done: bool,
    posts: Vec<say::Card>,
    next: Option<PostId>,
    /// People choose a name; staff write under theirs.
    names: bool,
    longest: usize,
}

async fn draw(front: &Front, before: Option<PostId>, form: &Form, done: bool) -> Result<Response, Failure> {
    let page = Page { before, ..Page::newest(Page::USUAL) };
    let found = acts::mine(&front.house, &front.visitor, page).await?;
    let passed = things::referred(front, &found.refers).await?;
    let drill = !found.posts.is_empty() && found.posts.iter().all(|p| p.drill);
    let page = MinePage {
        f: front,
        form,
        done,
        posts: say::cards(front, &found, &passed),
        next: found.next,
        names: front.visitor.person().is_some(),
        longest: rules::LONGEST_NAME,
    };
    let title = front.t("posts-mine");
    front.page(&title).nav("live").drill(drill).status(status_of(form)).show(&page).map(carry::own_page)
}

async fn show(front: Front, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Form::parse(query.unwrap_or_default().as_bytes());
    let mut form = Form::default();
    if let Some(me) = front.visitor.person() {
        form.put("name", acts::called(&front.house, me).await?);
    }
    draw(&front, asked.value("before").parse().ok(), &form, asked.is("done", "name")).await
}

async fn call(front: Front, mut form: Form) -> Result<Response, Failure> {
    let name = form.value("name").to_owned();
    match acts::call_me(&front.house, &front.visitor, Some(&name)).await {
        Ok(_) => Ok(see("/me/posts?done=name")),
        Err(failure) => {
            write::blame(&front, &mut form, failure)?;
            draw(&front, None, &form, false).await
        }
    }
}
