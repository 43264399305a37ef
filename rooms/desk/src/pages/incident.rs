//! The page of an incident: the numbers, the zone, the requests for help, the curve, who did what.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{Cell, IncidentId, Span, Staff, Time};
use register::{Actor, Case, CaseState, Incident, IncidentState, Load, queue::MOST_COUNTED};
use serde::Deserialize;
use web::{Failure, Form, Front, House, Path, Query, WhoOperator};

use super::{
    chart::{self, Chart},
    journal::{Line, lines_of},
    map::{self, Map},
    queue::Row,
    state_word, you,
};
use crate::{acts, rules};

/// Rows on one page: the gravest.
const ROWS: i64 = 25;
/// Requests on the map: the first of the queue.
const ON_MAP: i64 = 500;
/// Lines of the journal beside them.
const LINES: usize = 6;

/// What one looks at.
#[derive(Debug, Default, Deserialize)]
pub struct Looking {
    /// Since when the page is open (microseconds): later requests are announced, they do not push the rows.
    #[serde(default)]
    seen: Option<i64>,
    /// Which page of the requests, from 1.
    #[serde(default)]
    page: Option<i64>,
}

/// A number with its word.
struct Kpi {
    kind: &'static str,
    icon: &'static str,
    word: String,
    number: String,
    small: String,
}

/// Something that one may do with the incident: a link to its summary.
struct Act {
    path: &'static str,
    icon: &'static str,
    label: String,
    first: bool,
}

#[derive(Template)]
#[template(path = "incident.html")]
struct Board<'a> {
    f: &'a Front,
    you: String,
    name: &'a str,
    i: &'a Incident,
    form: &'a Form,
    state: String,
    waits: Option<String>,
    acts: Vec<Act>,
    kpis: Vec<Kpi>,
    map: Map,
    chart: Option<Chart>,
    no_news: i64,
    load: Load,
    rows: Vec<Row>,
    fresh: Option<(i64, String)>,
    /// That others wait for their proof outside of the queue.
    outside: Option<String>,
    /// How many requests the map leaves out.
    unmapped: i64,
    live: String,
    older: Option<i64>,
    /// Whether the zone may be drawn anew.
    draws: bool,
    lines: Vec<Line>,
}

/// The page of an incident.
pub async fn board(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<IncidentId>,
    Query(looking): Query<Looking>,
) -> Result<Response, Failure> {
    let incident = acts::find(&house, id)?;
    show(&house, &front, &staff, &incident, &looking, &Form::default()).await
}

/// The page, with what was wrong with a form of it.
pub async fn show(
    house: &House,
    f: &Front,
    staff: &Staff,
    i: &Incident,
    looking: &Looking,
    form: &Form,
) -> Result<Response, Failure> {
    let seen = Time(looking.seen.unwrap_or(f.now.0));
    let page = looking.page.unwrap_or(1).max(1);
    let skip = page.saturating_sub(1).saturating_mul(ROWS);
    // A script that asks again gets more: what has slid down since is still on its page.
    let most = if f.fragment() { ROWS.saturating_mul(2) } else { ROWS };
    let mut shown = house.register.cases_page(i.id, skip, most).await?;
    if f.fragment() {
        shown.extend(house.register.cases_closed_since(i.id, seen, ROWS).await?);
    }
    let on_map = house.register.cases_page(i.id, 0, ON_MAP).await?;
    let cells: Vec<Option<Cell>> = on_map.iter().map(|c| c.cell).collect();
    let load = house.register.help_load(i.id).await?;
    let waiting = load.open.saturating_add(load.taken);
    let mut rows: Vec<Row> = acts::seen(house, i, &shown).await?.into_iter().map(|c| Row::of(f, staff, c)).collect();
    if let Some(first) = rows.iter_mut().find(|r| r.case.unproven && r.case.state != CaseState::Closed.word()) {
        first.group = Some(f.one("desk-queue-unproven", "n", load.unproven));
    }
    let lines = acts::timeline(house, i.id).await?;
    let waits = (i.state == IncidentState::AwaitingSecond).then(|| {
        let first = i.activated_by;
        let named = lines.iter().find_map(|l| match &l.actor {
            Actor::Staff(id, name) if Some(*id) == first => Some(name.clone()),
            _ => None,
        });
        if first == Some(staff.id) {
            f.t("desk-waits-you").into_owned()
        } else {
            f.one("desk-waits", "who", named.unwrap_or_default())
        }
    });
    let counts = house.tally.counts(i.id);
    let live = match page {
        1 => format!("/console/i/{}?seen={}", i.id, seen.0),
        n => format!("/console/i/{}?seen={}&page={n}", i.id, seen.0),
    };
    let body = Board {
        f,
        you: you(f, staff),
        name: i.name(f.lang),
        i,
        form,
        state: state_line(f, i),
        waits,
        acts: possible(f, staff, i),
        kpis: kpis(f, &counts, load),
        map: map::draw(f, &i.zone, &cells),
        chart: i.activated.and_then(|start| chart::draw(f, &counts.curve, start, i.ended.unwrap_or(f.now))),
        no_news: counts.no_news,
        load,
        rows,
        fresh: house.register.cases_since(i.id, seen).await?.map(|found| fresh(f, i, &found)),
        outside: (load.outside > 0).then(|| outside(f, load.outside)),
        unmapped: waiting.saturating_sub(ON_MAP).max(0),
        live,
        older: (waiting > skip.saturating_add(ROWS)).then_some(page.saturating_add(1)),
        draws: matches!(i.state, IncidentState::Draft | IncidentState::Active),
        lines: lines_of(f, lines.into_iter().take(LINES)),
    };
    let title = format!("{} · {}", f.nav_name("desk"), i.name(f.lang));
    let page = f.page(&title).nav("desk").class("wide op").drill(i.drill).status(web::status_of(form));
    page.live().show(&body)
}

/// How many requests came in since the page is open, and where the gravest of them stands.
fn fresh(f: &Front, i: &Incident, (count, first, before): &(i64, Case, i64)) -> (i64, String) {
    let page = (before / ROWS).saturating_add(1);
    (*count, format!("/console/i/{}?seen={}&page={page}#c-{}", i.id, f.now.0, first.id))
}

/// How many requests wait for their proof outside of the queue.
fn outside(f: &Front, n: i64) -> String {
    f.one(if n < MOST_COUNTED { "desk-queue-outside" } else { "desk-queue-outside-many" }, "n", n)
}

fn state_line(f: &Front, i: &Incident) -> String {
    match i.state {
        IncidentState::Active => f.one("desk-on-since", "time", f.moment(f.now, i.since())),
        state if state.is_over() => {
            f.two("desk-state-at", "state", state_word(f, state), "time", f.moment(f.now, i.ended.unwrap_or(i.created)))
        }
        state => f.two("desk-state-since", "state", state_word(f, state), "time", f.moment(f.now, i.since())),
    }
}

/// What may be done from here; each leads to a page that says what will happen to how many people.
fn possible(f: &Front, staff: &Staff, i: &Incident) -> Vec<Act> {
    let act = |path: &'static str, icon, first| {
        let key = if path == "activate" && i.state == IncidentState::AwaitingSecond { "alone" } else { path };
        Act { path, icon, label: f.t(&format!("desk-act-{key}")).into_owned(), first }
    };
    let mine = i.activated_by == Some(staff.id);
    match i.state {
        IncidentState::Draft => {
            vec![act("zone", "draw", false), act("cancel", "no", false), act("activate", "bell", true)]
        }
        IncidentState::AwaitingSecond if mine => vec![act("cancel", "no", false), act("activate", "alert", false)],
        IncidentState::AwaitingSecond => vec![act("cancel", "no", false), act("confirm", "check", true)],
        IncidentState::Active => vec![
            act("zone", "draw", false),
            act("cancel", "no", false),
            act("close", "x", false),
            act("stand-down", "clock", false),
        ],
        IncidentState::StandingDown => vec![act("cancel", "no", false), act("close", "x", true)],
        IncidentState::Closed => vec![act("remember", "eye", false)],
        IncidentState::Remembered | IncidentState::Cancelled => Vec::new(),
    }
}

fn kpis(f: &Front, counts: &register::Counts, load: Load) -> Vec<Kpi> {
    let (safe, help) = rules::moved(&counts.curve, f.now, Span::minutes(5));
    let signed = |n: i64| match n {
        0 => "0".to_owned(),
        n if n < 0 => format!("−{}", f.number(n.saturating_neg())),
        n => format!("+{}", f.number(n)),
    };
    let kpi = |kind, icon, key: &str, n: i64, small: String| Kpi {
        kind,
        icon,
        word: f.t(&format!("desk-kpi-{key}")).into_owned(),
        number: f.number(n),
        small,
    };
    let percent = counts.no_news.saturating_mul(100) / counts.asked.max(1);
    let mut all = vec![
        kpi("help", "alert", "help", counts.need_help, f.two("desk-moved-help", "n", signed(help), "open", load.open)),
        kpi("wait", "wait", "none", counts.no_news, f.two("desk-of-asked", "percent", percent, "asked", counts.asked)),
        kpi("safe", "check", "safe", counts.safe, f.one("desk-moved", "n", signed(safe))),
        kpi("safe", "away", "away", counts.not_there, String::new()),
        kpi("official", "bell", "asked", counts.asked, f.t("desk-asked-says").into_owned()),
    ];
    if counts.in_care > 0 {
        all.push(kpi("official", "med", "care", counts.in_care, String::new()));
    }
    all
}
