//! `/console/duplicates`: searches that may be for one person, side by side. Each decision stands in the audit, and can be taken back.

use askama::Template;
use axum::response::Response;
use kernel::LinkId;
use web::{Failure, Form, Front, Path, Route, WhoStaff, see, status_of};

use super::{review::refused, say::Card};
use crate::{
    acts::{self, Twins},
    model::link::{LinkReason, LinkState},
    routes::REVIEWERS,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/duplicates", REVIEWERS, duplicates)
            .says("Searches that may be for one person, side by side"),
        Route::post("/console/duplicates/{id}", REVIEWERS, decide)
            .says("They are for one person, or for two; or what was decided is taken back"),
    ]
}

/// Two searches, in words.
struct Pair {
    id: LinkId,
    cards: Vec<Card>,
    agree: Vec<String>,
    differ: Vec<String>,
    /// Speaks for it, or against it; why.
    reasons: Vec<(bool, String)>,
    /// What was decided, and why.
    decided: String,
    made: String,
}

impl Pair {
    fn of(f: &Front, t: Twins) -> Self {
        let part = |p: &&str| f.t(&format!("twins-part-{p}")).into_owned();
        let card = |n| Card::of(f, n).with_photo(n, format!("/api/v1/notices/{}/photo/review", n.id));
        let decided = match (t.state, t.reason) {
            (LinkState::Linked, Some(why)) => f.t(&format!("twins-reason-{}", why.word())).into_owned(),
            (LinkState::Two, _) => f.t("twins-are-two").into_owned(),
            _ => String::new(),
        };
        Self {
            id: t.id,
            cards: t.notices.iter().map(card).collect(),
            agree: t.agree.iter().map(part).collect(),
            differ: t.differ.iter().map(part).collect(),
            reasons: super::review::reasons(f, &t.reasons),
            decided,
            made: f.moment(f.now, t.made),
        }
    }
    fn title(&self) -> String {
        self.cards.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(" · ")
    }
}

/// Those of real incidents, and those of exercises.
struct Group {
    drill: bool,
    waiting: Vec<Pair>,
    decided: Vec<Pair>,
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct DuplicatesPage<'a> {
    f: &'a Front,
    form: &'a Form,
    why: Vec<(&'static str, String)>,
    groups: Vec<Group>,
}

async fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let pairs = |all: Vec<Twins>| all.into_iter().map(|t| Pair::of(front, t)).collect();
    let mut groups = Vec::new();
    for drill in [false, true] {
        let waiting = pairs(acts::duplicates(&front.house, drill).await?);
        groups.push(Group { drill, waiting, decided: pairs(acts::decided_pairs(&front.house, drill).await?) });
    }
    let word = |r: &LinkReason| (r.word(), front.t(&format!("twins-reason-{}", r.word())).into_owned());
    let why = LinkReason::ALL.iter().map(word).collect();
    let title = front.t("twins-title");
    let shown = front.page(&title).nav("moderation").class("wide op").status(status_of(form));
    shown.show(&DuplicatesPage { f: front, form, why, groups })
}

async fn duplicates(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default()).await
}

async fn decide(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<LinkId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let why = LinkReason::of_word(form.value("reason"));
    let done = match form.value("do") {
        "same" => acts::decide_pair(&front.house, &staff, id, true, why).await.map(drop),
        "two" => acts::decide_pair(&front.house, &staff, id, false, None).await.map(drop),
        "undo" => acts::undo_pair(&front.house, &staff, id).await,
        _ => Ok(()),
    };
    match done {
        Ok(()) => Ok(see("/console/duplicates")),
        Err(failure) => {
            refused(&mut form, failure)?;
            draw(&front, &form).await
        }
    }
}
