//! `/missing`: the two entrances, and the search. A name is asked for with a second factor, sent in a form and never in an address; what comes
//! back is that there is a public appeal, or one sentence that means nothing bad.

use askama::Template;
use axum::response::Response;
use web::{Access, Failure, Form, Front, Route, Who, status_of};

use crate::{
    acts::{self, Found, Whence},
    model::NoticeState,
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing", Access::Anyone, show)
            .says("Two entrances: I look for somebody, I have news of somebody"),
        Route::post("/missing", Access::Anyone, search)
            .says("Whether there is a public appeal for a name and the last four digits of a telephone"),
    ]
}

#[derive(Template)]
#[template(path = "missing.html")]
struct EntrancePage<'a> {
    f: &'a Front,
    form: &'a Form,
    /// The incident, when people are searched for now.
    what: Option<String>,
    /// What the search found, when one was sent.
    found: Option<Found>,
    /// Whether whoever looks searches for somebody.
    seeks: bool,
    /// Whether somebody seeks them.
    sought: bool,
    longest: usize,
}

impl EntrancePage<'_> {
    fn is_found(&self) -> bool {
        self.found.as_ref().is_some_and(|f| f.state == Some(NoticeState::Found))
    }
}

async fn draw(front: &Front, form: &Form, found: Option<Found>) -> Result<Response, Failure> {
    let incident = acts::incident(&front.house, None).ok();
    let me = front.visitor.person().is_some();
    let page = EntrancePage {
        f: front,
        form,
        what: incident.as_ref().map(|i| i.name(front.lang).to_owned()),
        found,
        seeks: me && !acts::mine(&front.house, &front.visitor).await?.is_empty(),
        sought: me && !acts::asked(&front.house, &front.visitor).await?.is_empty(),
        longest: rules::LONGEST_NAME,
    };
    let title = front.t("missing-title");
    let drill = incident.is_some_and(|i| i.drill);
    front.page(&title).nav("missing").drill(drill).status(status_of(form)).show(&page).map(super::own_page)
}

async fn show(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default(), None).await
}

async fn search(front: Front, Who(visitor): Who, whence: Whence, mut form: Form) -> Result<Response, Failure> {
    let (name, tail) = (form.value("name").to_owned(), form.value("tail").to_owned());
    let found = match acts::search(&front.house, &visitor, &whence, None, &name, &tail).await {
        Ok(found) => Some(found),
        Err(failure) => {
            super::blame(&front, &mut form, failure)?;
            None
        }
    };
    draw(&front, &form, found).await
}
