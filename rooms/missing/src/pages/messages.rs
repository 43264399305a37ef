//! `/missing/{id}/messages/{note}`: whoever seeks and whoever knows something write to each other, through the server.

use askama::Template;
use axum::response::Response;
use kernel::{NoteId, NoticeId};
use web::{Access, Failure, Form, Front, Path, Route, Who, see, status_of};

use super::say;
use crate::acts::{self, Told};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing/{id}/messages/{note}", Access::Person, show)
            .says("What a seeker and the author of a note wrote to each other"),
        Route::post("/missing/{id}/messages/{note}", Access::Person, send).says("Writes to the other"),
    ]
}

type Ids = Path<(NoticeId, NoteId)>;

struct Line {
    mine: bool,
    time: String,
    words: String,
}

#[derive(Template)]
#[template(path = "missing_messages.html")]
struct MessagesPage<'a> {
    f: &'a Front,
    form: &'a Form,
    here: String,
    id: NoticeId,
    /// Whether the seeker looks, not the witness.
    seeker: bool,
    lines: Vec<Line>,
    longest: usize,
}

async fn draw(front: &Front, (id, note): (NoticeId, NoteId), told: Told, form: &Form) -> Result<Response, Failure> {
    let seeker = told.witness.is_some();
    let all = acts::messages(&front.house, &front.visitor, id, told.witness).await?;
    let line = |(by_seeker, at, words)| Line { mine: by_seeker == seeker, time: front.moment(front.now, at), words };
    let page = MessagesPage {
        f: front,
        form,
        here: format!("/missing/{id}/messages/{note}"),
        id,
        seeker,
        lines: all.into_iter().map(line).collect(),
        longest: say::LONGEST,
    };
    let title = front.t(if seeker { "words-title" } else { "words-title-family" });
    let shown = front.page(&title).nav("missing").drill(told.drill).status(status_of(form)).show(&page);
    shown.map(super::own_page)
}

async fn show(front: Front, Path((id, note)): Ids) -> Result<Response, Failure> {
    let told = acts::sides_of(&front.house, &front.visitor, id, note).await?;
    draw(&front, (id, note), told, &Form::default()).await
}

async fn send(front: Front, Who(visitor): Who, Path((id, note)): Ids, mut form: Form) -> Result<Response, Failure> {
    let told = acts::sides_of(&front.house, &visitor, id, note).await?;
    let words = form.text("words", say::LONGEST);
    if !form.has_errors() {
        // Pressed twice: it stands there already.
        let all = acts::messages(&front.house, &visitor, id, told.witness).await?;
        let last = all.last().filter(|(by_seeker, ..)| *by_seeker == told.witness.is_some());
        let again = last.is_some_and(|(.., w)| *w == words::mask(&register::names::line(&words)).text);
        let done = if again { Ok(()) } else { acts::write(&front.house, &visitor, id, told.witness, &words).await };
        match done {
            Ok(()) => return Ok(see(&format!("/missing/{id}/messages/{note}"))),
            Err(failure) => super::blame(&front, &mut form, failure)?,
        }
    }
    draw(&front, (id, note), told, &form).await
}
