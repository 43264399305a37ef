//! What others show of an official message: the card of what everybody reads, in its present state.

use async_trait::async_trait;
use kernel::{AlertId, Event, IncidentId, Lang};
use web::{Card, Cards, Failure, House};

use crate::{
    model::{Kept, Stage, Turn},
    routes::{incident_of, place},
    store::alerts as kept,
};

/// Answers for `alert`.
#[derive(Debug)]
pub struct Alerts;

fn card(k: &Kept, now: kernel::Time, lang: Lang) -> Card {
    let state = match k.stage {
        Stage::Heard if k.turn == Turn::Cancel && !k.trust.is_vouched() => "heard",
        _ if k.turn == Turn::Cancel => "cancelled",
        _ if k.replaced.is_some() => "replaced",
        _ if !k.holds(now) => "over",
        Stage::Heard => "heard",
        _ => "holds",
    };
    let headline = k.alert.texts(&[lang.code(), "en", "fr"]).map(|t| t.headline.to_owned());
    Card {
        kind: "alert",
        of: k.id.to_string(),
        incident: k.incident,
        drill: k.drill,
        state: state.to_owned(),
        over: !k.holds(now),
        href: format!("/alerts/{}", k.id),
        title: headline.map(|h| format!("{} : {h}", k.who)),
        near: Some(place(k)).filter(|p| !p.is_empty()),
        cell: None,
        room: None,
        until: k.expires,
        at: k.since(),
    }
}

#[async_trait]
impl Cards for Alerts {
    fn kind(&self) -> &'static str {
        "alert"
    }
    async fn card(&self, house: &House, of: &str, lang: Lang) -> Result<Option<Card>, Failure> {
        let Ok(id) = of.parse::<AlertId>() else { return Ok(None) };
        let found = kept::one(&house.store, id).await?;
        let shown = found.filter(|k| matches!(k.stage, Stage::Published | Stage::Heard));
        Ok(shown.map(|k| Card { incident: incident_of(house, &k), ..card(&k, house.clock.now(), lang) }))
    }
    async fn to_act_on(
        &self,
        house: &House,
        incident: IncidentId,
        lang: Lang,
        limit: usize,
    ) -> Result<Vec<Card>, Failure> {
        let now = house.clock.now();
        let Some(of) = house.incidents.get(incident) else { return Ok(Vec::new()) };
        let all = kept::of_incident(&house.store, incident, now, 100).await?;
        let holding = all.iter().filter(|k| k.stage == Stage::Published && k.drill == of.drill && k.holds(now));
        Ok(holding.take(limit).map(|k| card(k, now, lang)).collect())
    }
    async fn moved(&self, _: &House, event: &Event) -> Result<Option<String>, Failure> {
        Ok(match event {
            Event::Alert { alert, state, .. } if !matches!(state.as_str(), "proposed" | "dropped") => {
                Some(alert.to_string())
            }
            _ => None,
        })
    }
}
