//! What is to be acted on, and what is passed on, in their present state: asked of the rooms that they are of.

use kernel::{IncidentId, Lang};
use web::{Card, Failure, House};

use crate::model::{Boost, BoostKind, Lane};

/// Cards of one kind that are listed.
const MOST: usize = 12;

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
    let kinds: &[BoostKind] = match lane {
        Lane::Act => &[BoostKind::Door, BoostKind::Notice],
        Lane::Official => &[BoostKind::Alert],
        Lane::Talk => &[],
    };
    let mut found = Vec::new();
    for kind in kinds {
        if let Some(cards) = house.cards(kind.word()) {
            found.extend(cards.to_act_on(house, incident, lang, MOST).await?);
        }
    }
    Ok(found)
}
