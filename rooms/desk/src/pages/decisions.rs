//! `/me/decisions`: what moderators decided about whoever looks, and why; there they ask that another person looks again.

use askama::Template;
use axum::response::Response;
use kernel::DecisionId;
use register::DecisionState;
use web::{Access, Failure, Form, Front, Path, Route, Who, carry, see, status_of};

use crate::{acts::decisions as acts, model::decisions::DecisionView, rules::decisions::LONGEST};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/me/decisions", Access::Person, list)
            .says("What moderators decided about what one wrote, opened or searched, and why"),
        Route::get("/me/decisions/{id}", Access::Person, one)
            .says("One of them, with the form that asks another person to look again"),
        Route::post("/me/decisions/{id}", Access::Person, appeal).says("Asks that another person looks again"),
    ]
}

/// A decision, in words.
struct Row {
    d: DecisionView,
    what: String,
    why: String,
    when: String,
    incident: String,
    /// Where it stands: look, icon, words.
    state: (&'static str, &'static str, String),
}

impl Row {
    fn of(f: &Front, d: DecisionView) -> Self {
        let (look, icon) = match d.state {
            DecisionState::Stands | DecisionState::Confirmed => ("lamp", "no"),
            DecisionState::Asked => ("wait", "clock"),
            DecisionState::Reversed | DecisionState::TakenBack => ("safe", "check"),
        };
        let state = f.t(&format!("decision-is-{}", d.state.word())).into_owned();
        Self {
            what: f.t(&format!("decision-what-{}", d.kind.word())).into_owned(),
            why: f.t(&format!("ground-{}", d.ground.word())).into_owned(),
            when: f.moment(f.now, d.at),
            incident: f.house.incidents.get(d.incident).map(|i| i.name(f.lang).to_owned()).unwrap_or_default(),
            state: (look, icon, state),
            d,
        }
    }
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct ListPage<'a> {
    f: &'a Front,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "decision.html")]
struct OnePage<'a> {
    f: &'a Front,
    form: &'a Form,
    row: Row,
    /// Until when one may ask.
    until: Option<String>,
    longest: usize,
}

async fn list(front: Front, Who(who): Who) -> Result<Response, Failure> {
    let rows: Vec<Row> = acts::mine(&front.house, &who).await?.into_iter().map(|d| Row::of(&front, d)).collect();
    front.page(&front.t("decisions-title")).nav("me").show(&ListPage { f: &front, rows }).map(carry::own_page)
}

async fn draw(front: &Front, Who(who): &Who, id: DecisionId, form: &Form) -> Result<Response, Failure> {
    let row = Row::of(front, acts::one(&front.house, who, id).await?);
    let until = row.d.appeal_until.map(|t| front.one("decision-until", "time", front.moment(front.now, t)));
    let (title, drill) = (row.what.clone(), row.d.drill);
    let page = OnePage { f: front, form, row, until, longest: LONGEST };
    front.page(&title).nav("me").drill(drill).status(status_of(form)).show(&page).map(carry::own_page)
}

async fn one(front: Front, who: Who, Path(id): Path<DecisionId>) -> Result<Response, Failure> {
    draw(&front, &who, id, &Form::default()).await
}

async fn appeal(front: Front, who: Who, Path(id): Path<DecisionId>, mut form: Form) -> Result<Response, Failure> {
    let words = form.value("words").to_owned();
    match acts::appeal(&front.house, &who.0, id, &words).await {
        Ok(()) => Ok(see(&format!("/me/decisions/{id}"))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &who, id, &form).await
        }
    }
}
