//! Cards of other rooms, in words: what is passed on, and what can be acted on, as it is now.

use kernel::IncidentId;
use web::{Failure, Front};

use super::say::Thing;
use crate::{
    acts,
    model::{Boost, BoostKind},
};

/// What posts pass on of other rooms, as it is now; what is gone is missing.
pub(super) async fn referred(front: &Front, all: &[Boost]) -> Result<Vec<Thing>, Failure> {
    let found = acts::cards::cards(&front.house, all, front.lang).await?;
    Ok(found.iter().map(|card| Thing::of(front, card)).collect())
}

/// What can be acted on in an incident; under a tag of doors, doors alone, and so on.
pub(super) async fn to_act_on(
    front: &Front,
    incident: IncidentId,
    tag: Option<&str>,
    most: usize,
) -> Result<Vec<Thing>, Failure> {
    let found = acts::cards::under(&front.house, incident, tag, front.lang).await?;
    Ok(found.iter().take(most).map(|card| Thing::of(front, card)).collect())
}

impl Thing {
    /// A card in words.
    pub(super) fn of(front: &Front, card: &web::Card) -> Self {
        let need = card.kind == acts::cards::NEED;
        // Where room is looked for, a door is asked for.
        let kind = BoostKind::of_word(card.kind).unwrap_or(if need { BoostKind::Door } else { BoostKind::Alert });
        let t = |key: &str| front.t(key).into_owned();
        let (icon, look) = match (kind, card.over) {
            _ if need => ("door", "help"),
            (BoostKind::Door, false) => ("door", "lamp"),
            (BoostKind::Notice, false) => ("plens", "lost"),
            (BoostKind::Alert | BoostKind::Post, false) => ("shield", "official"),
            (BoostKind::Notice, true) if card.state == "found" => ("check", "safe"),
            (BoostKind::Door, true) => ("door", "wait"),
            (_, true) => ("check", "wait"),
        };
        let state = match (card.room, card.state.as_str()) {
            (Some(n), "open") => front.one("thing-open", "n", n),
            (_, state) => {
                let key = format!("thing-{}-{}", card.kind, state.replace('_', "-"));
                if front.has(&key) { t(&key) } else { t(if card.over { "thing-over" } else { "thing-on" }) }
            }
        };
        let title = card.title.clone().unwrap_or_else(|| t(&format!("thing-{}", card.kind)));
        let near = card.near.as_deref().map(|near| front.one("thing-near", "place", near));
        let until =
            card.until.filter(|_| !card.over).map(|at| front.one("thing-until", "time", front.moment(front.now, at)));
        Self {
            kind,
            of: card.of.clone(),
            icon,
            look: if card.state == "full" { "wait" } else { look },
            state,
            title,
            says: near.into_iter().chain(until).collect::<Vec<_>>().join(" "),
            href: (!card.over).then(|| card.href.clone()),
            open: !card.over && card.state != "full",
        }
    }
}
