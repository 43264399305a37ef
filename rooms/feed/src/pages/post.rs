//! `/post/{id}`: one post with what answers it and what it said before; its author changes, covers and deletes it there.

use askama::Template;
use axum::{extract::RawQuery, response::Response};
use kernel::PostId;
use web::{Access, Failure, Form, Front, Path, Route, Who, carry, see, status_of};
use words::{Piece, pieces};

use super::{live, say, things, write};
use crate::{
    acts,
    model::{Boost, PostState, Query, view::PostView},
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/post/{id}", Access::Anyone, show).says("One post, what answers it, and what it said before"),
        Route::get("/post/{id}/edit", Access::SignedIn, edit).says("One's own post in its form again"),
        Route::post("/post/{id}/edit", Access::SignedIn, change)
            .says("Lets it say something else; what it said is kept"),
        Route::post("/post/{id}/delete", Access::SignedIn, delete).says("Deletes one's own post"),
        Route::post("/post/{id}/cover", Access::SignedIn, cover)
            .says("Covers the pictures of one's own post, or takes the cover off"),
    ]
}

#[derive(Template)]
#[template(path = "post.html")]
struct PostPage<'a> {
    f: &'a Front,
    form: &'a Form,
    title: String,
    done: Option<String>,
    card: say::Card,
    /// The first post of the conversation, when this is not it.
    first: Option<PostId>,
    stream: String,
    /// What it said before: when, and what.
    before: Vec<(String, String)>,
    mine: bool,
    /// Its author reads what was decided about it.
    decisions: bool,
    /// Why a moderator who looks covers its pictures, or takes the cover off.
    covers: Vec<(&'static str, String)>,
    /// Its reader may say that they see it too.
    sees: bool,
    /// What stands masked in it, for its author.
    masked: String,
    answers: Vec<say::Card>,
    key: String,
    longest: usize,
}

#[derive(Template)]
#[template(path = "post_edit.html")]
struct EditPage<'a> {
    f: &'a Front,
    form: &'a Form,
    back: String,
    longest: usize,
}

async fn show(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<PostId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let house = &front.house;
    let whole = acts::one(house, &visitor, id).await?;
    let conversation = acts::thread(house, &visitor, id).await?;
    let passed = things::referred(&front, &conversation.refers).await?;
    let is_first = whole.post.thread.is_none_or(|t| t == id);
    let of_this = |p: &PostView| p.id != id && (p.reply == Some(id) || is_first);
    // Reports lead here: whoever looks at much that is hard to bear does so when they ask to.
    let moderates = acts::moderates(&visitor) && !whole.mine;
    let veiled = |card: say::Card| if moderates { card.veiled() } else { card };
    let answers = conversation.posts.iter().filter(|p| of_this(p));
    let answers =
        answers.map(|p| veiled(say::Card::of(&front, p).with(p, &conversation.passed_on, &front, &passed))).collect();
    let own = std::iter::once(&whole.passed_on).flatten().map(|p| (p.id, p.clone())).collect();
    let refers: Vec<_> = whole.post.boost.iter().map(|b| Boost { kind: b.kind, of: b.of.clone() }).collect();
    let things = things::referred(&front, &refers).await?;
    let card = veiled(say::Card::of(&front, &whole.post).with(&whole.post, &own, &front, &things));
    let sent = Form::parse(query.unwrap_or_default().as_bytes());
    let done = match sent.value("sent") {
        "yes" if whole.mine && card.held.is_none() => Some("post-sent"),
        "relayed" => Some("post-relayed"),
        "edited" if whole.mine => Some("post-edited"),
        _ => None,
    };
    let query = Query { incident: Some(whole.post.incident), drill: whole.post.drill, ..Query::default() };
    let title = front.one("post-title", "name", card.name.as_str());
    let page = PostPage {
        f: &front,
        form: &Form::default(),
        title: title.clone(),
        done: done.map(|key| front.t(key).into_owned()),
        first: whole.post.thread.filter(|t| *t != id),
        stream: live::stream(&query, house.live.heard()),
        before: whole
            .before
            .iter()
            .rev()
            .map(|b| (front.moment(front.now, b.at), say::plain(&front, &b.text)))
            .collect(),
        masked: if whole.mine { masked(&front, &whole.post) } else { String::new() },
        // What was taken down is as it was: its author reads why, and asks to look again.
        mine: whole.mine && whole.post.state != PostState::Removed,
        decisions: whole.mine && visitor.person().is_some(),
        covers: match moderates && !card.pictures.is_empty() {
            true => super::holds::grounds(&front, !card.covered),
            false => Vec::new(),
        },
        sees: !whole.mine && visitor.person().is_some() && whole.post.ruling.as_ref().is_none_or(|r| r.link),
        answers,
        key: carry::press(&front, &Form::default()),
        longest: rules::LONGEST,
        card,
    };
    let shown = front.page(&title).nav("live").drill(whole.post.drill).script("rz-feed.js").show(&page)?;
    Ok(if whole.mine { carry::own_page(shown) } else { shown })
}

/// What was masked in a post, each once.
fn masked(front: &Front, post: &PostView) -> String {
    let mut words: Vec<String> = Vec::new();
    for piece in pieces(post.text.as_deref().unwrap_or_default()) {
        if let Piece::Masked(kind) = piece {
            let word = front.t(&format!("feed-was-{}", kind.word())).into_owned();
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words.join(", ")
}

/// One's own post, or nothing.
async fn mine(front: &Front, id: PostId) -> Result<PostView, Failure> {
    let whole = acts::one(&front.house, &front.visitor, id).await?;
    if whole.mine { Ok(whole.post) } else { Err(Failure::not_found()) }
}

fn draw(front: &Front, post: &PostView, form: &Form) -> Result<Response, Failure> {
    let page = EditPage { f: front, form, back: format!("/post/{}", post.id), longest: rules::LONGEST };
    let title = front.t("post-edit");
    front.page(&title).nav("live").drill(post.drill).status(status_of(form)).show(&page).map(carry::own_page)
}

async fn edit(front: Front, Path(id): Path<PostId>) -> Result<Response, Failure> {
    let post = mine(&front, id).await?;
    draw(&front, &post, &Form::of([("text", say::plain(&front, post.text.as_deref().unwrap_or_default()))]))
}

async fn change(front: Front, Who(visitor): Who, Path(id): Path<PostId>, mut form: Form) -> Result<Response, Failure> {
    let post = mine(&front, id).await?;
    match acts::edit(&front.house, &visitor, id, &say::as_kept(&front, form.value("text")), None).await {
        Ok(_) => Ok(see(&format!("/post/{id}?sent=edited"))),
        Err(failure) => {
            write::blame(&front, &mut form, failure)?;
            draw(&front, &post, &form)
        }
    }
}

async fn delete(front: Front, Who(visitor): Who, Path(id): Path<PostId>) -> Result<Response, Failure> {
    acts::delete(&front.house, &visitor, id).await?;
    Ok(see("/me/posts"))
}

async fn cover(front: Front, Who(visitor): Who, Path(id): Path<PostId>, form: Form) -> Result<Response, Failure> {
    acts::cover(&front.house, &visitor, id, !form.is("do", "off")).await?;
    Ok(see(&format!("/post/{id}")))
}
