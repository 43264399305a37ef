//! `/console/tags`: operators merge, split, rename, lock and redirect hashtags, each with a reason that is read in the audit.

use askama::Template;
use axum::{extract::RawQuery, response::Response};
use web::{Access, Failure, Form, Front, Route, WhoOperator, encode, see, status_of};

use super::{live, write};
use crate::{
    acts::{self, By},
    model::{How, TagState},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/tags", Access::Operator, show).says("The hashtags of an incident, and how they are read"),
        Route::post("/console/tags", Access::Operator, send)
            .says("Merges, splits, renames, locks or redirects a hashtag, with a reason"),
    ]
}

/// What can be done with a tag: its word, and whether another tag is named with it.
const ACTS: [(&str, bool); 6] =
    [("merge", true), ("split", false), ("rename", true), ("lock", false), ("unlock", false), ("redirect", true)];
/// The most characters of a reason.
const LONGEST: usize = 280;
/// The most characters of a tag as it is typed.
const LONGEST_TAG: usize = 100;

/// A tag and how it is read.
struct Row {
    name: String,
    href: String,
    how: String,
    who: String,
}

#[derive(Template)]
#[template(path = "tags_console.html")]
struct TagsPage<'a> {
    f: &'a Front,
    form: &'a Form,
    what: String,
    drill: bool,
    done: Option<String>,
    tags: Vec<Row>,
    acts: Vec<(&'static str, String)>,
    longest: usize,
}

async fn draw(front: &Front, form: &Form, done: Option<&str>) -> Result<Response, Failure> {
    let incident =
        acts::incident(&front.house, None).or_else(|_| acts::incident_or_drill(&front.house, None, true)).ok();
    let known = acts::known_tags(&front.house).await?;
    let drill = incident.as_ref().is_some_and(|i| i.drill);
    let all = known.all();
    let name_of = |id| all.iter().find(|t| t.id == id).map_or_else(String::new, |t| format!("#{}", t.display));
    let tags = all.iter().filter(|t| t.drill == drill).map(|t| Row {
        name: t.display.clone(),
        href: encode(&t.key),
        how: match (t.how, t.target) {
            (How::Merged, Some(to)) => front.one("tags-merged", "tag", name_of(to)),
            (How::Redirected, Some(to)) => front.one("tags-redirected", "tag", name_of(to)),
            _ => front.t("tags-alone").into_owned(),
        },
        who: front.t(if t.state == TagState::Locked { "tags-locked" } else { "tags-open" }).into_owned(),
    });
    let page = TagsPage {
        f: front,
        form,
        what: live::what(front, incident.as_deref()),
        drill,
        done: done
            .filter(|d| ACTS.iter().any(|(a, _)| a == d))
            .map(|d| front.t(&format!("tags-done-{d}")).into_owned()),
        tags: tags.collect(),
        acts: ACTS.iter().map(|(a, _)| (*a, front.t(&format!("tags-act-{a}")).into_owned())).collect(),
        longest: LONGEST,
    };
    let title = front.t("tags-title");
    front.page(&title).nav("desk").class("wide op").drill(drill).status(status_of(form)).show(&page)
}

async fn show(front: Front, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Form::parse(query.unwrap_or_default().as_bytes());
    draw(&front, &Form::default(), Some(asked.value("done"))).await
}

async fn send(front: Front, WhoOperator(staff): WhoOperator, mut form: Form) -> Result<Response, Failure> {
    let tag = form.text("tag", LONGEST_TAG);
    let act = form.choice("act", &ACTS.map(|(word, other)| (word, (word, other))));
    let to = match act {
        Some((_, true)) => form.text("to", LONGEST_TAG),
        _ => String::new(),
    };
    let reason = form.text("reason", LONGEST);
    if let Some((word, _)) = act.filter(|_| !form.has_errors()) {
        let (house, by) = (&front.house, By { staff: &staff, reason: &reason });
        let tag = (tag.as_str(), form.ticked("drill"));
        let done = match word {
            "merge" => acts::merge(house, by, tag, &to).await,
            "split" => acts::split(house, by, tag).await,
            "rename" => acts::rename(house, by, tag, &to).await,
            "redirect" => acts::redirect(house, by, tag, &to).await,
            word => acts::set_lock(house, by, tag, word == "lock").await,
        };
        match done {
            Ok(()) => return Ok(see(&format!("/console/tags?done={word}"))),
            Err(Failure::Refused(r)) if matches!(r.code, "tag-circle" | "tag-alone") => {
                let field = if r.code == "tag-circle" { "to" } else { "tag" };
                form.add([web::FieldError { field: field.to_owned(), ..web::FieldError::from(&r) }]);
            }
            Err(failure) => write::blame(&front, &mut form, failure)?,
        }
    }
    draw(&front, &form, None).await
}
