//! `/console/holds`: what is held back, to be released or kept, each with a reason. `/post/{id}/appeal`: whoever wrote what was ruled false asks
//! to look again.

use askama::Template;
use axum::response::Response;
use kernel::{PostId, Staff};
use register::{DecisionKind, Ground};
use web::{Access, Failure, Form, Front, Path, Route, Who, WhoStaff, see, status_of};

use super::say;
use crate::{
    acts::{
        Whence,
        holds::{self, Choice, MODERATORS},
        truth,
    },
    rules::{self, rumour::LONGEST_APPEAL},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/holds", MODERATORS, list).says("What is held back, the oldest first"),
        Route::post("/console/holds/{post}", MODERATORS, decide)
            .says("Releases what is held, or keeps it back for good; takes that back for a day"),
        Route::post("/console/posts/{id}/cover", MODERATORS, cover)
            .says("A moderator covers the pictures of a post, or takes the cover off"),
        Route::get("/post/{id}/appeal", Access::Person, appeal)
            .says("The form of an appeal against what was ruled on one's own post"),
        Route::post("/post/{id}/appeal", Access::Person, send).says("Asks moderators to look again"),
        Route::post("/post/{id}/withdraw", Access::SignedIn, withdraw)
            .says("Takes back a post of one's own that is held"),
        Route::post("/post/{id}/seen", Access::Person, see_too).says("I am there and see it too"),
    ]
}

/// A post that is held, in words.
struct Row {
    card: say::Card,
    /// As it is read here.
    version: i64,
    why: String,
    /// Until when, or that a moderator decides.
    until: String,
    since: String,
    /// Whether an embargo holds it.
    ends: bool,
    /// Who asked to show it before that is over.
    early: Option<String>,
    /// Whoever looks wrote it.
    own: bool,
}

/// What was decided, in words: of which post, what it says, what was decided by whom and why; whether whoever looks may take it back.
struct Past {
    id: PostId,
    text: String,
    says: String,
    back: bool,
}

impl Past {
    fn of(front: &Front, staff: &Staff, d: holds::Decided) -> Self {
        let what = if d.ended.released { "hold-was-released" } else { "hold-was-kept" };
        let ground = d.ended.ground.map(|g| front.t(&format!("ground-{}", g.word())).into_owned()).unwrap_or_default();
        let by = d.ended.by.name.clone();
        let time = front.moment(front.now, d.ended.by.at);
        let says = [("who", by.into()), ("ground", ground.into()), ("time", time.into())];
        let text = d.post.as_ref().and_then(|p| p.text.clone()).unwrap_or_default();
        Self {
            id: d.kept.post,
            text: say::bits(front, &text).into_iter().map(say::Bit::into_text).collect(),
            says: front.with(what, &says),
            back: !d.stays && rules::hold::undo(front.now, staff, &d.kept.hold, &d.ended).is_ok(),
        }
    }
}

/// What is of real incidents, or of exercises.
struct Group {
    drill: bool,
    rows: Vec<Row>,
    past: Vec<Past>,
}

#[derive(Template)]
#[template(path = "holds.html")]
struct ListPage<'a> {
    f: &'a Front,
    form: &'a Form,
    groups: Vec<Group>,
    release: Vec<(&'static str, String)>,
    keep: Vec<(&'static str, String)>,
}

async fn draw(front: &Front, staff: &Staff, form: &Form) -> Result<Response, Failure> {
    let row = |w: holds::Waiting| {
        let hold = w.kept.hold;
        Row {
            card: say::Card::of(front, &w.post).veiled(),
            version: w.version,
            why: front.t(&format!("hold-why-{}", hold.why.word())).into_owned(),
            until: match hold.until {
                Some(until) => front.one("hold-until", "time", front.moment(front.now, until)),
                None => front.t("hold-decides").into_owned(),
            },
            since: front.one("hold-since", "time", front.moment(front.now, w.kept.at)),
            ends: hold.why.ends(),
            early: w.early.map(|who| front.one("hold-early-asked", "who", who)),
            own: w.own,
        }
    };
    let mut groups = Vec::new();
    for drill in [false, true] {
        let rows: Vec<Row> = holds::waiting(&front.house, staff, drill).await?.into_iter().map(row).collect();
        let past = holds::decided_lately(&front.house, staff, drill).await?.into_iter();
        let past: Vec<Past> = past.map(|d| Past::of(front, staff, d)).collect();
        if !drill || !rows.is_empty() || !past.is_empty() {
            groups.push(Group { drill, rows, past });
        }
    }
    let page = ListPage { f: front, form, groups, release: grounds(front, false), keep: grounds(front, true) };
    let title = front.t("hold-title");
    let shown = front.page(&title).nav("moderation").class("wide op").live().status(status_of(form));
    shown.show(&page)
}

/// The reasons for a decision, as forms offer them: those that speak against what is looked at, or for it.
pub(super) fn grounds(front: &Front, against: bool) -> Vec<(&'static str, String)> {
    let says = |g: Ground| (g.word(), front.t(&format!("ground-{}", g.word())).into_owned());
    Ground::list(DecisionKind::Hold, against).into_iter().map(says).collect()
}

async fn list(front: Front, WhoStaff(staff): WhoStaff) -> Result<Response, Failure> {
    draw(&front, &staff, &Form::default()).await
}

async fn decide(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(post): Path<PostId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (house, ground) = (&front.house, form.value("ground").to_owned());
    let done = match form.value("do") {
        "undo" => holds::undo(house, &staff, post).await,
        what => {
            let version = form.value("version").parse().unwrap_or_default();
            let choice = Choice { release: what == "release", ground: &ground, version };
            holds::decide(house, &staff, post, choice).await.map(drop)
        }
    };
    match done {
        Ok(()) => Ok(see("/console/holds")),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &staff, &form).await
        }
    }
}

async fn cover(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<PostId>,
    form: Form,
) -> Result<Response, Failure> {
    holds::cover(&front.house, &staff, id, !form.is("do", "off"), form.value("ground")).await?;
    Ok(see(&format!("/post/{id}")))
}

#[derive(Template)]
#[template(path = "appeal.html")]
struct AppealPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: PostId,
    back: String,
    done: bool,
    longest: usize,
}

fn draw_appeal(front: &Front, id: PostId, form: &Form, done: bool) -> Result<Response, Failure> {
    let page = AppealPage { f: front, form, id, back: format!("/post/{id}"), done, longest: LONGEST_APPEAL };
    front.page(&front.t("appeal-title")).nav("live").status(status_of(form)).show(&page)
}

async fn appeal(front: Front, Path(id): Path<PostId>) -> Result<Response, Failure> {
    draw_appeal(&front, id, &Form::default(), false)
}

async fn send(front: Front, Who(who): Who, Path(id): Path<PostId>, mut form: Form) -> Result<Response, Failure> {
    let words = form.value("words").to_owned();
    match truth::appeal(&front.house, &who, id, &words).await {
        Ok(_) => draw_appeal(&front, id, &form, true),
        Err(failure) => {
            form.blame(failure)?;
            draw_appeal(&front, id, &form, false)
        }
    }
}

async fn withdraw(front: Front, Who(who): Who, Path(id): Path<PostId>) -> Result<Response, Failure> {
    holds::withdraw(&front.house, &who, id).await?;
    Ok(see("/me/posts"))
}

async fn see_too(front: Front, Who(who): Who, from: Whence, Path(id): Path<PostId>) -> Result<Response, Failure> {
    truth::see(&front.house, &who, id, &from).await?;
    Ok(see(&format!("/post/{id}")))
}
