//! What everybody reads: `/alerts`, one message, and the one page of an incident on which everything official stands.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use http::{HeaderMap, HeaderValue, header};
use kernel::{AlertId, IncidentId};
use register::Incident;
use serde::Deserialize;
use web::{Access, Band, Failure, Front, House, Path, Query, Route};

use super::row::Row;
use crate::{
    acts::{self, key},
    model::{Kept, Stage, Turn},
    routes::feeds::document,
    rules,
    store::alerts as kept,
};

/// Messages on one page: the others are in the feeds.
const MOST: usize = 12;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/alerts", Access::Anyone, list).says("The official messages, those that hold first"),
        Route::get("/alerts/{id}", Access::Anyone, one)
            .says("One message; with .xml after its id the CAP document, signed, for programs and with ?raw=true for all")
            .query("raw", "true: the document, for browsers too"),
        Route::get("/alerts/band", Access::Anyone, band).says("The line on top of every page, for pages that are open"),
        Route::get("/i/{id}/official", Access::Anyone, of_incident)
            .says("Everything official of an incident on one page, to be printed: what is known, by whom, since when, what to do"),
    ]
}

#[derive(Template)]
#[template(path = "alerts.html")]
struct List<'a> {
    f: &'a Front,
    holding: Vec<Row>,
    /// What else holds, in a line each.
    more: Vec<Row>,
    heard: Vec<Row>,
    past: Vec<Row>,
    sender: String,
    fingerprint: String,
}

#[derive(Template)]
#[template(path = "alert.html")]
struct One<'a> {
    f: &'a Front,
    row: Row,
    /// The newer one, if this one's place is taken.
    newer: Option<AlertId>,
    incident: Option<(IncidentId, String)>,
}

#[derive(Template)]
#[template(path = "alert_band.html")]
struct Fragment<'a> {
    f: &'a Front,
    band: Option<Band>,
}

#[derive(Template)]
#[template(path = "official.html")]
struct Whole<'a> {
    f: &'a Front,
    i: &'a Incident,
    name: &'a str,
    since: String,
    /// What holds, the gravest first; and what was said before, or by others.
    holding: Vec<Row>,
    /// What else holds, in a line each.
    more: Vec<Row>,
    said: Vec<Row>,
}

/// One address has the words and the document: what it answers differs by what is accepted too.
const VARY: &str = "Accept, Cookie, Accept-Language, Accept-Encoding, Rz-Fragment";

/// Whether the document itself is asked for.
#[derive(Debug, Default, Deserialize)]
struct How {
    #[serde(default)]
    raw: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Which {
    #[serde(default)]
    drill: bool,
}

/// The gravest first: those that stand whole on a page, and the others.
fn gravest(mut of: Vec<&Kept>) -> (Vec<&Kept>, Vec<&Kept>) {
    of.sort_by_key(|k| (rules::grade_of(&k.alert), std::cmp::Reverse(k.since())));
    let more = of.split_off(of.len().min(MOST));
    (of, more)
}

/// What was not passed on tells nobody that something is over.
fn tells(k: &Kept) -> bool {
    k.stage == Stage::Published || k.turn != Turn::Cancel
}

async fn list(State(house): State<House>, front: Front, Query(which): Query<Which>) -> Result<Response, Failure> {
    let all = kept::newest(&house.store, which.drill, front.now, 100).await?;
    let authorities = acts::authorities::all(&house).await?;
    let rows = |pick: &dyn Fn(&Kept) -> bool| {
        all.iter().filter(|k| pick(k)).take(MOST).map(|k| Row::of(&front, k, &authorities)).collect::<Vec<_>>()
    };
    let (holding, more) = gravest(all.iter().filter(|k| k.stage == Stage::Published && k.holds(front.now)).collect());
    let whole = |of: Vec<&Kept>| of.into_iter().map(|k| Row::of(&front, k, &authorities)).collect::<Vec<_>>();
    let signer = key::signer(&house)?;
    let body = List {
        f: &front,
        holding: whole(holding),
        more: whole(more),
        heard: rows(&|k| k.stage == Stage::Heard && k.holds(front.now)),
        past: rows(&|k| !k.holds(front.now) && tells(k)),
        sender: key::own_name(&house),
        fingerprint: signer.pin.fingerprint(),
    };
    front.page(&front.t("official-title")).nav("alerts").drill(which.drill).live().show(&body)
}

async fn one(
    State(house): State<House>,
    front: Front,
    Path(name): Path<String>,
    Query(how): Query<How>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (id, xml) = name.strip_suffix(".xml").map_or((name.as_str(), false), |id| (id, true));
    let id: AlertId = id.parse().map_err(|_| Failure::not_found())?;
    let k = acts::alerts::shown(&house, id).await?;
    // Who reads with a browser reads words; programs, and whoever asks for it, get the document.
    let reads = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"));
    if xml && (!reads || how.raw) {
        let mut response = document(&headers, "application/xml; charset=utf-8", k.document.to_string());
        response.headers_mut().insert(header::VARY, HeaderValue::from_static(VARY));
        return Ok(response);
    }
    let authorities = acts::authorities::all(&house).await?;
    let newer = if k.replaced.is_some() {
        let chain = kept::chain(&house.store, k.root).await?;
        let read = |n: &Kept| n.stage == Stage::Published && n.replaced.is_none() && n.id != k.id;
        chain.into_iter().rev().find(read).map(|n| n.id)
    } else {
        None
    };
    let incident = k.incident.and_then(|i| house.incidents.get(i)).filter(|i| i.is_public());
    let row = Row::of(&front, &k, &authorities);
    let title = row.headline.clone();
    let body = One { f: &front, row, newer, incident: incident.map(|i| (i.id, i.name(front.lang).to_owned())) };
    let mut response = front.page(&title).nav("alerts").drill(k.drill).show(&body)?;
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(VARY));
    Ok(response)
}

async fn band(front: Front) -> Result<Response, Failure> {
    let body = Fragment { f: &front, band: Band::of(&front, false) };
    front.page(&front.t("official-title")).show(&body)
}

/// An incident that everybody may see.
fn public(house: &House, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    house.incidents.get(id).filter(|i| i.is_public()).ok_or(Failure::not_found())
}

async fn of_incident(
    State(house): State<House>,
    front: Front,
    Path(id): Path<IncidentId>,
) -> Result<Response, Failure> {
    let i = public(&house, id)?;
    let mut all = kept::of_incident(&house.store, id, front.now, 60).await?;
    all.retain(|k| k.drill == i.drill);
    let authorities = acts::authorities::all(&house).await?;
    let holds = |k: &&Kept| k.stage == Stage::Published && k.holds(front.now);
    let rows = |of: Vec<&Kept>| of.into_iter().map(|k| Row::of(&front, k, &authorities)).collect::<Vec<_>>();
    let (holding, said): (Vec<&Kept>, Vec<&Kept>) = all.iter().partition(holds);
    let (holding, more) = gravest(holding);
    let said = said.into_iter().filter(|k| tells(k)).take(MOST).collect();
    let body = Whole {
        f: &front,
        name: i.name(front.lang),
        since: front.moment(front.now, i.since()),
        holding: rows(holding),
        more: rows(more),
        said: rows(said),
        i: &i,
    };
    front.page(&front.t("official-one-page")).nav("alerts").drill(i.drill).live().show(&body)
}
