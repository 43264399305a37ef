//! What is to be acted on, and what is passed on, in their present state: asked of the rooms that they are of.

use std::collections::BTreeMap;

use kernel::{Cell, IncidentId, Lang};
use web::{Card, Failure, House};

use crate::{
    model::{Boost, BoostKind, Lane, Query},
    rules::born::{self, About},
};

/// That room is looked for in an area: it is acted on, and nobody passes it on.
pub const NEED: &str = "need";
/// Cards of one kind that are listed.
const MOST: usize = 12;
/// … that are looked through for those of an area.
const ANYWHERE: usize = 500;

/// The cards that these refer to, as they are now; those that are gone are missing.
///
/// # Errors
/// When the store fails.
pub async fn cards(house: &House, refers: &[Boost], lang: Lang) -> Result<Vec<Card>, Failure> {
    let mut found = Vec::new();
    for boost in refers {
        found.extend(card(house, boost, lang).await?);
    }
    Ok(found)
}

/// The card that this refers to, as it is now.
///
/// # Errors
/// When the store fails.
pub async fn card(house: &House, boost: &Boost, lang: Lang) -> Result<Option<Card>, Failure> {
    match house.cards(boost.kind.word()) {
        Some(cards) => cards.card(house, &boost.of, lang).await,
        None => Ok(None),
    }
}

/// What is to be acted on in an incident now, without a post that passes it on; in the lane of official messages, those that hold. The latest
/// first of each kind.
///
/// # Errors
/// When the store fails.
pub async fn to_act_on(house: &House, incident: IncidentId, lane: Lane, lang: Lang) -> Result<Vec<Card>, Failure> {
    some(house, incident, lane, lang, MOST).await
}

async fn some(house: &House, incident: IncidentId, lane: Lane, lang: Lang, most: usize) -> Result<Vec<Card>, Failure> {
    let kinds: &[&str] = match lane {
        Lane::Act => &[NEED, BoostKind::Door.word(), BoostKind::Notice.word()],
        Lane::Official => &[BoostKind::Alert.word()],
        Lane::Talk => &[],
    };
    let mut found = Vec::new();
    for kind in kinds {
        if let Some(cards) = house.cards(kind) {
            found.extend(cards.to_act_on(house, incident, lang, most).await?);
        }
    }
    Ok(found)
}

/// What can be acted on in an incident under a tag; under a tag of doors, doors alone, and so on.
///
/// # Errors
/// When the store fails.
pub async fn under(house: &House, incident: IncidentId, tag: Option<&str>, lang: Lang) -> Result<Vec<Card>, Failure> {
    let mut found = to_act_on(house, incident, Lane::Act, lang).await?;
    keep_those_of(&mut found, tag);
    Ok(found)
}

fn keep_those_of(found: &mut Vec<Card>, tag: Option<&str>) {
    found.retain(|card| match tag.map(born::about) {
        None => true,
        Some(About::Doors) => [BoostKind::Door.word(), NEED].contains(&card.kind),
        Some(About::Searches) => card.kind == BoostKind::Notice.word(),
        Some(About::All) => false,
    });
}

/// The same beside the posts that are asked for: where a page of these shows it, other programs are told it too.
///
/// # Errors
/// When the store fails.
pub async fn beside(house: &House, query: &Query, lang: Lang) -> Result<Vec<Card>, Failure> {
    let tags = query.all.len() + query.any.len() + query.none.len();
    let shown = matches!(query.lane, None | Some(Lane::Act)) && tags == query.all.len().min(1);
    let Some(incident) = super::incident_or_drill(house, query.incident, query.drill).ok().filter(|_| shown) else {
        return Ok(Vec::new());
    };
    let most = if query.cells.is_empty() { MOST } else { ANYWHERE };
    let mut found = some(house, incident.id, Lane::Act, lang, most).await?;
    keep_those_of(&mut found, query.all.first().map(String::as_str));
    let lies_in = |cell: Cell, area: &Cell| cell.coarser(area.resolution()).is_ok_and(|c| c == *area);
    found.retain(|card| {
        query.cells.is_empty() || card.cell.is_some_and(|cell| query.cells.iter().any(|area| lies_in(cell, area)))
    });
    // Of an area, no more than of everywhere: of each kind the first.
    let mut shown: BTreeMap<&'static str, usize> = BTreeMap::new();
    found.retain(|card| {
        let n = shown.entry(card.kind).or_default();
        *n += 1;
        *n <= MOST
    });
    Ok(found)
}
