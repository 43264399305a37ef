//! `/`: what is on, and first what one is asked.

use std::{cmp::Reverse, sync::Arc};

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::Visitor;
use register::Incident;
use web::{Access, Failure, Front, Route};

use super::{begins, question};
use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Anyone, home).says("What is on; for whoever is asked, the question itself")]
}

/// An incident that is on.
struct On {
    href: String,
    name: String,
    says: String,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    f: &'a Front,
    real: Vec<On>,
    drills: Vec<On>,
}

fn on(front: &Front, incident: &Incident) -> On {
    let since = front.one("home-since", "time", front.moment(front.now, incident.since()));
    let says = if incident.drill { format!("{}. {since}", front.t("drill-word")) } else { since };
    On { href: format!("/i/{}", incident.id), name: begins(incident, front), says }
}

async fn home(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    // Real ones stand before exercises, the newest first.
    let order = |i: &Arc<Incident>| (i.drill, Reverse(i.since()));
    let mut all = acts::visible(&front.house, &Visitor::Nobody, true);
    all.retain(|i| i.state.takes_answers());
    all.sort_by_key(order);
    let mut asked = Vec::new();
    if let Some(me) = front.visitor.person() {
        let open = acts::prompts(&front.house, me).await?;
        asked.extend(all.iter().filter(|i| open.iter().any(|(id, _)| *id == i.id)).cloned());
    }
    // A newcomer who comes while one thing is happening has come for it.
    let only = if front.signed_in() || all.len() != 1 { None } else { all.first().filter(|i| !i.drill).cloned() };
    if let Some(first) = asked.first().cloned().or(only) {
        let others = all.iter().filter(|i| i.id != first.id).map(|i| {
            let On { name, says, .. } = on(&front, i);
            question::Other { id: i.id, says: format!("{name}. {says}") }
        });
        return question::ask(&front, &headers, first.id, others.collect(), false).await;
    }
    let (drills, real): (Vec<_>, Vec<_>) = all.iter().partition(|i| i.drill);
    let list = |of: Vec<&Arc<Incident>>| of.into_iter().map(|i| on(&front, i)).collect();
    let page = HomePage { f: &front, real: list(real), drills: list(drills) };
    front.page(&front.t("home-title")).nav("home").kept().show(&page)
}
