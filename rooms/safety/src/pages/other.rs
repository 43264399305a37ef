//! Somebody else is safe: a declaration, weaker than the person's own word and shown as such.

use askama::Template;
use axum::response::Response;
use kernel::{IncidentId, PersonId, Time};
use register::{Channel, How};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, WhoPerson, see, status_of};

use super::{begins, question::new_key};
use crate::{
    acts::{self, About},
    model::Say,
    rules::LONGEST_MESSAGE,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/i/{id}/other", Access::Person, show).says("Asks who else is safe, and how one knows"),
        Route::post("/i/{id}/other", Access::Person, declare).says("Says that somebody else is safe"),
    ]
}

const HOWS: [How; 4] = [How::Saw, How::Spoke, How::Heard, How::Read];

#[derive(Template)]
#[template(path = "other.html")]
struct OtherPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: IncidentId,
    name: String,
    key: String,
    people: Vec<(String, String)>,
    hows: Vec<(&'static str, String)>,
    /// Somebody who is not of the circle is being named.
    open: bool,
    done: bool,
}

/// One's circle, by name.
async fn people(front: &Front, me: PersonId) -> Result<Vec<(String, String)>, Failure> {
    let (circle, _) = front.house.register.circle(me).await?;
    let ids: Vec<PersonId> = circle.links().on_board().map(|l| l.person).collect();
    let cards = front.house.register.cards(&ids).await?;
    let mut people: Vec<_> = cards.into_iter().map(|(id, card)| (id.to_string(), card.name)).collect();
    people.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(people)
}

async fn draw(front: &Front, me: PersonId, id: IncidentId, form: &Form, done: bool) -> Result<Response, Failure> {
    let incident = acts::find(&front.house, &front.visitor, id)?;
    if !incident.state.takes_answers() {
        return Ok(see(&format!("/i/{id}")));
    }
    let label = |how: How| front.t(&format!("how-{}", how.word())).into_owned();
    let page = OtherPage {
        f: front,
        form,
        id,
        name: begins(&incident, front),
        key: Some(form.value("key")).filter(|k| !k.is_empty()).map_or_else(|| new_key(front), ToOwned::to_owned),
        people: people(front, me).await?,
        hows: HOWS.into_iter().map(|h| (h.word(), label(h))).collect(),
        open: !form.value("name").is_empty() || form.error("name").is_some() || form.error("contact").is_some(),
        done,
    };
    let title = front.t(if done { "other-done" } else { "ask-other" });
    let shown = front.page(&title).self_contained().drill(incident.drill).status(status_of(form));
    if done { shown.show(&page) } else { shown.kept().show(&page) }
}

#[derive(Deserialize, Default)]
struct Asked {
    about: Option<String>,
    done: Option<String>,
}

async fn show(
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Path(id): Path<IncidentId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let form = Form::of(asked.about.map(|about| ("about", about)));
    draw(&front, me, id, &form, asked.done.is_some()).await
}

async fn declare(
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Path(id): Path<IncidentId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let how = form.choice("how", &HOWS.map(|h| (h.word(), h)));
    let note = form.optional_text("note", LONGEST_MESSAGE);
    let name = form.value("name").to_owned();
    let about = if name.is_empty() {
        form.value("about").parse().ok().map(About::Person)
    } else {
        let contact = Some(form.value("contact").to_owned()).filter(|c| !c.is_empty());
        Some(About::Named { name, contact })
    };
    if about.is_none() {
        form.wrong(if form.value("contact").is_empty() { "about" } else { "name" }, "refusal-nobody-named");
    }
    let (Some(how), Some(about), false) = (how, about, form.has_errors()) else {
        return draw(&front, me, id, &form, false).await;
    };
    let key = form.value("key");
    // Another person on the same form is another declaration.
    let whom = match &about {
        About::Person(person) => person.to_string(),
        About::Named { .. } => String::new(),
    };
    let client_id = (!key.is_empty() && key.len() <= 40).then(|| format!("{key}.{whom}"));
    let say = Say { how, at: Time::parse(form.value("at")).ok(), note };
    match acts::declare(&front.house, me, id, &about, &say, client_id.as_deref(), Channel::Web).await {
        Ok(_) => Ok(see(&format!("/i/{id}/other?done=yes"))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, me, id, &form, false).await
        }
    }
}
