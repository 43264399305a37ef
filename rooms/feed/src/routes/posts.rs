//! Writing, changing, deleting, passing on.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use kernel::{Cell, IncidentId, PictureId, PostId, Time, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Card, Failure, Front, House, Json, Path, Query, Route, Who, WhoPerson, created};

use super::feed::FeedOut;
use crate::{
    acts::{self, Press, Raw, RawPicture, Suggestion, Whence, toll::Paid},
    model::{
        Boost, BoostKind, Page, PostState,
        view::{BeforeView, BoostView, PostView},
    },
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/posts", Access::SignedIn, publish)
            .says("Publishes a post, or passes something on. A person needs a proven contact. Addresses, codes and contacts in it are masked; tags are read from its text. 428 `post-toll` while many write at once: somebody new gives a little work or time first (`toll` of the problem)")
            .takes::<NewPost>()
            .gives::<PostedOut>(201),
        Route::get("/api/v1/posts/{id}", Access::Anyone, one)
            .says("One post, with what it said before")
            .gives::<WholeOut>(200),
        Route::get("/api/v1/posts/{id}/thread", Access::Anyone, thread)
            .says("Its conversation: the first post, and all that answer it or each other")
            .gives::<FeedOut>(200),
        Route::put("/api/v1/posts/{id}", Access::SignedIn, edit)
            .says("Its author lets it say something else; what it said before is kept, and shown")
            .takes::<Edited>()
            .gives::<PostedOut>(200),
        Route::delete("/api/v1/posts/{id}", Access::SignedIn, delete)
            .says("Its author deletes it: what it said is gone")
            .gives_nothing(204),
        Route::put("/api/v1/posts/{id}/cover", Access::SignedIn, cover)
            .says("Its author covers its pictures, or takes their cover off")
            .takes::<Covered>()
            .gives_nothing(204),
        Route::put("/api/v1/posts/{id}/pictures/{entry}", Access::SignedIn, say_alt)
            .says("Its author says what is seen on one of its pictures")
            .takes::<Alt>()
            .gives_nothing(204),
        Route::get("/api/v1/me/posts", Access::SignedIn, mine)
            .says("One's own posts, the newest first; what is held back too")
            .query("before", "only posts before this one: older")
            .query("limit", "at most so many, 20 by default, 80 at most")
            .gives::<FeedOut>(200),
        Route::get("/api/v1/me/writes-as", Access::Person, called)
            .says("What one is called where one writes")
            .gives::<CalledOut>(200),
        Route::put("/api/v1/me/writes-as", Access::Person, call_me)
            .says("Chooses it, for what one writes from now on; without a name: a first name and an initial")
            .takes::<CallMe>()
            .gives::<CalledOut>(200),
    ]
}

/// A picture that was sent before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPicture {
    /// Its id.
    #[schema(value_type = String)]
    id: PictureId,
    /// What is seen on it, in words, for whoever does not see it.
    #[serde(default)]
    alt: Option<String>,
}

/// A post.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPost {
    /// In which incident; that of what is answered or passed on, else the newest real one that is on.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// What it says: at most 500 characters, as people count them.
    #[serde(default)]
    text: Option<String>,
    /// In which language, as a code such as `fr`.
    #[serde(default)]
    lang: Option<String>,
    /// Tags beside those in the text.
    #[serde(default)]
    tags: Vec<String>,
    /// Its pictures, at most four.
    #[serde(default)]
    pictures: Vec<NewPicture>,
    /// Where: the name of a landmark …
    #[serde(default)]
    near: Option<String>,
    /// … or an H3 cell; made coarser as need be.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    cell: Option<Cell>,
    /// The post that it answers.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reply: Option<PostId>,
    /// What it passes on.
    #[serde(default)]
    boost: Option<BoostView>,
    /// `true` once it was read that what is passed on is not verified.
    #[serde(default)]
    confirm: bool,
    /// Its author sees it themselves, and lets that be known.
    #[serde(default)]
    witness: bool,
    /// Its pictures are hard to bear: they are covered.
    #[serde(default)]
    graphic: bool,
    /// A name of the press: sent twice, it makes one post. With something else it is refused.
    #[serde(default)]
    client_id: Option<String>,
    /// What a refusal with 428 asked for.
    #[serde(default)]
    toll: Option<TollPaid>,
}

/// What is given for a post while many write at once: the ticket of the refusal, with the numbers that were found, or without them once its wait
/// is over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TollPaid {
    /// The ticket, as it was given.
    ticket: String,
    /// One number for each puzzle, in their order.
    #[serde(default)]
    numbers: Vec<u64>,
}

/// A post that was kept.
#[derive(Serialize, ToSchema)]
pub(super) struct PostedOut {
    /// Its number.
    #[schema(value_type = String)]
    id: PostId,
    /// `shown`, or `held` back for safety.
    state: PostState,
    /// While it is held back: until when.
    #[schema(value_type = Option<String>)]
    held_until: Option<Time>,
    /// It reads like something that helps more elsewhere: where its text may be sent, by a form, and never in an address.
    suggests: Option<Suggestion>,
}

/// What is refused until something is given for it, with what that is.
fn tolled(front: &Front, visitor: &Visitor, failure: Failure, held: &str) -> Result<Response, Failure> {
    let Failure::Refused(refused) = &failure else { return Err(failure) };
    let Some(toll) = rules::toll_of(refused) else { return Err(failure) };
    // One that was used is good for nothing any more.
    let held = if refused.code == "post-toll" { held } else { "" };
    let challenge = acts::toll::challenge(&front.house, visitor, held, toll)?;
    let mut problem = failure.problem(front, None);
    if let Some(problem) = problem.as_object_mut() {
        problem.insert("toll".to_owned(), serde_json::to_value(challenge)?);
    }
    let wait = toll.wait.to_string();
    let head = [("content-type", "application/problem+json"), ("content-language", front.lang.code())];
    Ok((failure.status(), head, [("retry-after", wait)], problem.to_string()).into_response())
}

async fn publish(
    front: Front,
    Who(visitor): Who,
    from: Whence,
    headers: HeaderMap,
    Json(new): Json<NewPost>,
) -> Result<Response, Failure> {
    let key = new
        .client_id
        .clone()
        .or_else(|| headers.get(web::idempotency::KEY).and_then(|v| v.to_str().ok()).map(str::to_owned));
    let suggests = acts::suggests(new.text.as_deref().unwrap_or_default(), &new.tags);
    let raw = Raw {
        incident: new.incident,
        text: new.text,
        lang: new.lang,
        tags: new.tags,
        pictures: new.pictures.into_iter().map(|p| RawPicture { id: p.id, alt: p.alt }).collect(),
        near: new.near,
        cell: new.cell,
        reply: new.reply,
        boost: new.boost.map(|b| Boost { kind: b.kind, of: b.of }),
        confirm: new.confirm,
        witness: new.witness,
        graphic: new.graphic,
    };
    let paid = new.toll.map(|t| Paid { ticket: t.ticket, numbers: t.numbers }).unwrap_or_default();
    let by = Press { key: key.unwrap_or_default(), from, paid };
    let posted = match acts::publish_once(&front.house, &visitor, raw, &by).await {
        Ok(posted) => posted,
        Err(failure) => return tolled(&front, &visitor, failure, &by.paid.ticket),
    };
    Ok(created(PostedOut { id: posted.post, state: posted.state, held_until: posted.held_until, suggests }))
}

/// A post with all that stands around it.
#[derive(Serialize, ToSchema)]
struct WholeOut {
    /// The post.
    post: PostView,
    /// Whether whoever asks wrote it.
    mine: bool,
    /// What it said before, the oldest first.
    before: Vec<BeforeView>,
    /// The post that it passes on, as it is now.
    passed_on: Option<PostView>,
    /// What else it passes on, as it is now.
    card: Option<Card>,
}

async fn one(front: Front, Who(visitor): Who, Path(id): Path<PostId>) -> Result<Json<WholeOut>, Failure> {
    let whole = acts::one(&front.house, &visitor, id).await?;
    let boost = whole.post.boost.as_ref().filter(|b| b.kind != BoostKind::Post);
    let card = match boost.map(|b| Boost { kind: b.kind, of: b.of.clone() }) {
        Some(boost) => acts::cards::card(&front.house, &boost, front.lang).await?,
        None => None,
    };
    Ok(Json(WholeOut { post: whole.post, mine: whole.mine, before: whole.before, passed_on: whole.passed_on, card }))
}

async fn thread(front: Front, Who(visitor): Who, Path(id): Path<PostId>) -> Result<Json<FeedOut>, Failure> {
    let found = acts::thread(&front.house, &visitor, id).await?;
    Ok(Json(FeedOut::of(&front, found).await?))
}

/// Another text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Edited {
    /// What it says from now on.
    text: String,
    /// In which language, when that is another one.
    #[serde(default)]
    lang: Option<String>,
}

async fn edit(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<PostId>,
    Json(new): Json<Edited>,
) -> Result<Json<PostedOut>, Failure> {
    let state = acts::edit(&house, &visitor, id, &new.text, new.lang.as_deref()).await?;
    let held_until = acts::one(&house, &visitor, id).await?.post.held_until;
    Ok(Json(PostedOut { id, state, held_until, suggests: None }))
}

async fn delete(State(house): State<House>, Who(visitor): Who, Path(id): Path<PostId>) -> Result<StatusCode, Failure> {
    acts::delete(&house, &visitor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether pictures are covered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Covered {
    /// Until somebody asks to see them.
    covered: bool,
}

async fn cover(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<PostId>,
    Json(new): Json<Covered>,
) -> Result<StatusCode, Failure> {
    acts::cover(&house, &visitor, id, new.covered).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is seen on a picture.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Alt {
    /// In words; empty for nothing.
    alt: String,
}

async fn say_alt(
    State(house): State<House>,
    Who(visitor): Who,
    Path((id, picture)): Path<(PostId, PictureId)>,
    Json(new): Json<Alt>,
) -> Result<StatusCode, Failure> {
    acts::say_alt(&house, &visitor, id, picture, &new.alt).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct Part {
    before: Option<PostId>,
    limit: Option<usize>,
}

async fn mine(front: Front, Who(visitor): Who, Query(part): Query<Part>) -> Result<Json<FeedOut>, Failure> {
    let page = Page { before: part.before, ..Page::newest(part.limit.unwrap_or(Page::USUAL)) };
    let found = acts::mine(&front.house, &visitor, page).await?;
    Ok(Json(FeedOut::of(&front, found).await?))
}

/// What one is called where one writes.
#[derive(Serialize, ToSchema)]
struct CalledOut {
    /// The name.
    name: String,
}

/// What one wants to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CallMe {
    /// At most 40 characters; without it: a first name and an initial.
    #[serde(default)]
    name: Option<String>,
}

async fn called(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<Json<CalledOut>, Failure> {
    Ok(Json(CalledOut { name: acts::called(&house, me).await? }))
}

async fn call_me(
    State(house): State<House>,
    Who(visitor): Who,
    Json(new): Json<CallMe>,
) -> Result<Json<CalledOut>, Failure> {
    Ok(Json(CalledOut { name: acts::call_me(&house, &visitor, new.name.as_deref()).await? }))
}
