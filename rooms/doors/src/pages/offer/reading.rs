//! A message that was pasted fills the form: a person looks at it, and completes it.

use axum::response::Response;
use http::HeaderMap;
use web::{Failure, Form, Front};

use super::{draw, fields};
use crate::{
    acts,
    rules::parse::{self, Draft, Intent, Sure, Whereabouts},
};

/// One thing that was understood of a message.
pub(in crate::pages) struct Understood {
    /// What it is about: the end of a key.
    pub(in crate::pages) what: &'static str,
    pub(in crate::pages) value: String,
    /// Said in so many words.
    pub(in crate::pages) sure: bool,
}

pub(super) async fn read(front: Front, headers: HeaderMap, mut form: Form) -> Result<Response, Failure> {
    let text = form.text("text", parse::LONGEST);
    if form.has_errors() {
        return draw(&front, &headers, &form, Vec::new(), false).await;
    }
    let draft = acts::read_text(&front.house, &text).await?;
    let (mut filled, read) = fill(&front, &text, &draft);
    filled.put("incident", form.value("incident"));
    filled.put("text", text);
    if read.is_empty() {
        filled.wrong("text", "offer-read-nothing");
    } else if draft.intent == Intent::Request {
        filled.wrong("text", "offer-read-request");
    }
    draw(&front, &headers, &filled, read, false).await
}

/// The form that a message fills, and what was understood.
fn fill(front: &Front, text: &str, draft: &Draft<places::Landmark>) -> (Form, Vec<Understood>) {
    let mut form = fields::usual();
    let mut several: Vec<(&str, String)> = Vec::new();
    let mut read = Vec::new();
    let mut add = |what, value: String, sure: Sure| read.push(Understood { what, value, sure: sure == Sure::High });
    if let Some(places) = &draft.places {
        form.put("places", places.value.to_string());
        add("places", places.value.to_string(), places.sure);
    }
    if let Some(until) = &draft.until {
        let (hour, minute) = until.value.hour_minute(&front.house.config.time_zone);
        form.put("until", format!("{hour:02}:{minute:02}"));
        add("until", front.time(until.value), until.sure);
    }
    let landmark = draft.wheres.iter().find_map(|w| match &w.value {
        Whereabouts::Landmark(l) => Some((l.name.clone(), w.sure)),
        _ => None,
    });
    if let Some((name, sure)) = landmark {
        form.put("near", name.clone());
        add("near", name, sure);
    }
    let street = draft.wheres.iter().find_map(|w| match &w.value {
        Whereabouts::Street(name) => Some(name.clone()),
        _ => None,
    });
    // What nobody else may read is the writer's own here: it stands where it will be sealed.
    let hidden = |kind| {
        let found = draft.masked.found.iter().find(|f| f.kind == kind)?;
        text.get(found.range.clone()).map(|t| t.trim().to_owned())
    };
    let address = hidden(words::Kind::Address).or(street).map(|a| ("address", a));
    for (what, value) in address.into_iter().chain(hidden(words::Kind::Code).map(|c| ("entry", c))) {
        form.put(what, value.clone());
        add(what, value, Sure::Low);
    }
    for suit in &draft.suits {
        several.push(("suits", suit.value.word().to_owned()));
        add("suits", front.t(&format!("offer-suits-{}", suit.value.word())).into_owned(), suit.sure);
    }
    for lang in &draft.langs {
        several.push(("langs", lang.value.to_owned()));
        let name = fields::LANGS.iter().find(|(code, _)| *code == lang.value).map_or(lang.value, |(_, name)| *name);
        add("langs", name.to_owned(), lang.sure);
    }
    let single = ["places", "hours", "kind", "rule", "until", "near", "address", "entry"];
    let single = single.into_iter().map(|n| (n, form.value(n).to_owned())).filter(|(_, v)| !v.is_empty());
    (Form::of(single.chain(several).collect::<Vec<_>>()), read)
}
