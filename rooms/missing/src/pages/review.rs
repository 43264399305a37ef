//! `/console/reunions`, `/console/appeals`: what reviewers compare and decide. Each decision stands in the audit.

use askama::Template;
use axum::response::Response;
use kernel::{NoticeId, ReunionId};
use register::{DecisionKind, Ground};
use web::{Access, Failure, FieldError, Form, Front, Path, Route, WhoStaff, see, status_of};

use super::say::Card;
use crate::{
    acts::{self, Compared, Ruled},
    model::{NoticeState, ReunionState, Sign},
    routes::REVIEWERS,
};

pub(super) fn routes() -> Vec<Route> {
    const WHO: Access = REVIEWERS;
    vec![
        Route::get("/console/reunions", WHO, reunions).says("Searches and signs of life, side by side"),
        Route::post("/console/reunions/{id}", WHO, decide)
            .says("They are the same person, or two; or a confirmed one was a mistake"),
        Route::get("/console/appeals", WHO, appeals).says("Public appeals that are asked for"),
        Route::post("/console/appeals/{id}", WHO, approve)
            .says("Approves a public appeal, or does not; finds that a photo is a hoax; takes either back for a day"),
    ]
}

/// A search and a sign of life, in words.
struct Pair {
    id: ReunionId,
    card: Card,
    /// The name of whom there is a sign of life.
    name: String,
    words: Option<String>,
    /// How whoever gave news knows, what they say, and of when it is.
    says: Option<(String, String)>,
    /// What sort of sign, and what becomes of a yes.
    sign: String,
    then: String,
    /// Speaks for it, or against it; why.
    reasons: Vec<(bool, String)>,
    made: String,
}

impl Pair {
    fn of(f: &Front, c: Compared) -> Self {
        let t = |key: &str| f.t(key).into_owned();
        let (sign, then) = match (c.sign, c.state) {
            (_, ReunionState::Agreed) => ("reunion-agreed", "reunion-then-found"),
            (Sign::Person, _) => ("reunion-person", "reunion-then-asked"),
            (Sign::News, _) => ("reunion-news", "reunion-then-found"),
        };
        Self {
            id: c.id,
            card: Card::of(f, &c.notice),
            name: c.name.unwrap_or_else(|| t("reunion-nameless")),
            words: c.words,
            says: c.how.zip(c.says).map(|(how, state)| {
                let state = t(&format!("note-is-{}", state.word()));
                (
                    f.one(&format!("note-how-{}", how.word()), "state", state),
                    c.at.map(|at| f.moment(f.now, at)).unwrap_or_default(),
                )
            }),
            sign: t(sign),
            then: t(then),
            reasons: reasons(f, &c.reasons),
            made: f.moment(f.now, c.made),
        }
    }
}

/// What speaks for a proposal, and what against it.
pub(super) fn reasons(f: &Front, words: &[String]) -> Vec<(bool, String)> {
    let against = |why: &str| why.ends_with("-contradict") || why.ends_with("-contradicts");
    words.iter().map(|why| (!against(why), f.t(&format!("missing-why-{why}")).into_owned())).collect()
}

/// Those of real incidents, and those of exercises.
struct Group {
    drill: bool,
    waiting: Vec<Pair>,
    lately: Vec<Pair>,
}

#[derive(Template)]
#[template(path = "reunions.html")]
struct ReunionsPage<'a> {
    f: &'a Front,
    form: &'a Form,
    groups: Vec<Group>,
}

async fn draw_reunions(front: &Front, form: &Form) -> Result<Response, Failure> {
    let pairs = |all: Vec<Compared>| all.into_iter().map(|c| Pair::of(front, c)).collect();
    let mut groups = Vec::new();
    for drill in [false, true] {
        let waiting = pairs(acts::to_review(&front.house, drill).await?);
        let lately = pairs(acts::confirmed_lately(&front.house, drill).await?);
        groups.push(Group { drill, waiting, lately });
    }
    let title = front.t("reunion-title");
    let shown = front.page(&title).nav("moderation").class("wide op").status(status_of(form));
    shown.show(&ReunionsPage { f: front, form, groups })
}

async fn reunions(front: Front) -> Result<Response, Failure> {
    draw_reunions(&front, &Form::default()).await
}

/// A refusal stands above the page as it is now.
pub(super) fn refused(form: &mut Form, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(r) if matches!(r.status, 403 | 409 | 422 | 429) => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
            Ok(())
        }
        other => Err(other),
    }
}

async fn decide(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let done = match form.value("do") {
        "same" => acts::decide(&front.house, &staff, id, true).await.map(drop),
        "two" => acts::decide(&front.house, &staff, id, false).await.map(drop),
        "undo" => acts::undo(&front.house, &staff, id).await,
        _ => Ok(()),
    };
    match done {
        Ok(()) => Ok(see("/console/reunions")),
        Err(failure) => {
            refused(&mut form, failure)?;
            draw_reunions(&front, &form).await
        }
    }
}

#[derive(Template)]
#[template(path = "appeals.html")]
struct AppealsPage<'a> {
    f: &'a Front,
    form: &'a Form,
    groups: Vec<Appeals>,
    /// Why one is refused.
    grounds: Vec<(&'static str, String)>,
}

/// Appeals of real incidents, or of exercises.
struct Appeals {
    drill: bool,
    waiting: Vec<Waiting>,
    /// What can be taken back: which, who, what was decided, by which word that is taken back.
    decided: Vec<(NoticeId, String, String, &'static str)>,
}

/// An appeal that waits: which, how it is shown, who answers for a minor, which photo is looked at, who finds it a hoax.
type Waiting = (NoticeId, Card, String, String, Option<String>);

/// The photo that stood on the page.
fn looked_at(form: &Form) -> Option<&str> {
    Some(form.value("photo_seen")).filter(|seen| !seen.is_empty())
}

async fn draw_appeals(front: &Front, form: &Form) -> Result<Response, Failure> {
    let mut groups = Vec::new();
    for drill in [false, true] {
        let mut cards = Vec::new();
        for n in acts::appeals(&front.house, drill).await? {
            let guardian = n.guardian.map(|g| front.t(&format!("seek-guardian-{}", g.word())).into_owned());
            let card = Card::of(front, &n).with_photo(&n, format!("/api/v1/notices/{}/photo/review", n.id));
            let asked = acts::hoax_asked(&front.house, n.id).await?;
            let asked = asked.map(|who| front.one("appeals-hoax-asked", "who", who));
            cards.push((n.id, card, guardian.unwrap_or_default(), n.photo_seen.unwrap_or_default(), asked));
        }
        let decided = acts::appeals_decided(&front.house, drill).await?.into_iter().map(|n| {
            let (what, back) = match n.state {
                NoticeState::TakenDown => ("appeals-was-hoax", "no-hoax"),
                _ => ("appeals-was-refused", "again"),
            };
            (n.id, Card::of(front, &n).name, front.t(what).into_owned(), back)
        });
        groups.push(Appeals { drill, waiting: cards, decided: decided.collect() });
    }
    let title = front.t("appeals-title");
    let shown = front.page(&title).nav("moderation").class("wide op").status(status_of(form));
    let says = |g: Ground| (g.word(), front.t(&format!("ground-{}", g.word())).into_owned());
    let grounds = Ground::list(DecisionKind::Appeal, true).into_iter().map(says).collect();
    shown.show(&AppealsPage { f: front, form, groups, grounds })
}

async fn appeals(front: Front) -> Result<Response, Failure> {
    draw_appeals(&front, &Form::default()).await
}

async fn approve(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoticeId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let done = match form.value("do") {
        "approve" => acts::approve(&front.house, &staff, id, Ruled::Yes(looked_at(&form))).await,
        "refuse" => acts::approve(&front.house, &staff, id, Ruled::No(form.value("ground"))).await,
        "again" => acts::ask_again(&front.house, &staff, id).await,
        "hoax" => acts::hoax(&front.house, &staff, id, looked_at(&form), form.value("ground")).await.map(drop),
        "no-hoax" => acts::no_hoax(&front.house, &staff, id).await,
        _ => Ok(()),
    };
    match done {
        Ok(()) => Ok(see("/console/appeals")),
        Err(failure) => {
            refused(&mut form, failure)?;
            draw_appeals(&front, &form).await
        }
    }
}
