//! `/console/i/{id}/doors`: what came of the doors of an incident. The measure that counts is how many people each of them hosted.

use askama::Template;
use axum::response::Response;
use kernel::IncidentId;
use register::Incident;
use web::{Access, Failure, Front, Path, Route, WhoOperator};

use crate::acts::{self, figures::Measure};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/i/{id}/doors", Access::Operator, show)
            .says("What came of the doors: people hosted per offer, time from request to address"),
    ]
}

/// A number with its word.
struct Kpi {
    kind: &'static str,
    icon: &'static str,
    word: String,
    number: String,
    small: String,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage<'a> {
    f: &'a Front,
    i: &'a Incident,
    name: &'a str,
    kpis: Vec<Kpi>,
    /// What became of those who asked: words and numbers.
    stays: Vec<(String, String)>,
}

async fn show(front: Front, WhoOperator(_): WhoOperator, Path(id): Path<IncidentId>) -> Result<Response, Failure> {
    let i = acts::perimeters::incident_of(&front.house, &front.visitor, id)?;
    let m = acts::figures::measure(&front.house, id).await?;
    let counted = [("asked", m.asked), ("accepted", m.accepted), ("refused", m.refused), ("ran-out", m.ran_out)];
    let stays = counted.map(|(key, n)| (front.t(&format!("outcome-{key}")).into_owned(), front.number(n))).to_vec();
    let page = FiguresPage { f: &front, name: i.name(front.lang), kpis: kpis(&front, &m), stays, i: &i };
    front.page(&front.t("outcome-title")).nav("desk").class("wide op").drill(i.drill).live().show(&page)
}

fn kpis(f: &Front, m: &Measure) -> Vec<Kpi> {
    let kpi = |kind, icon, key: &str, number, small| Kpi {
        kind,
        icon,
        word: f.t(&format!("outcome-{key}")).into_owned(),
        number,
        small,
    };
    let minutes = |seconds: i64| f.one("outcome-minutes", "n", seconds.saturating_add(59).div_euclid(60).max(1));
    let per_offer = if m.offers == 0 { "–".to_owned() } else { f.one("outcome-number", "n", m.hosted_per_offer) };
    let hosting = f.two("outcome-of", "n", m.offers_that_hosted, "all", m.offers);
    let most = m.address_after_ninety.map(|n| f.one("outcome-most", "time", minutes(n))).unwrap_or_default();
    let after = m.address_after_median.map_or_else(|| "–".to_owned(), minutes);
    vec![
        kpi("safe", "people", "per-offer", per_offer, f.two("outcome-hosted", "n", m.people_hosted, "doors", m.offers)),
        kpi("lamp", "door", "hosting", f.number(m.offers_that_hosted), hosting),
        kpi("official", "clock", "address", after, most),
        kpi("lamp", "plus", "room", f.number(m.room), String::new()),
        kpi("wait", "lens", "looking", f.number(m.still_looking), String::new()),
    ]
}
