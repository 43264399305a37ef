//! A message becomes a draft of an offer.

use axum::extract::State;
use kernel::Time;
use places::Landmark;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Route};

use crate::{
    acts,
    model::{Kind, Suit},
    rules::parse::{Draft, Read, Whereabouts},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/doors/parse", Access::Anyone, read)
            .says("Reads a message such as \"#PorteOuverte 2 places, métro Parmentier, jusqu'à 2h\". Nothing is kept, and nothing opens by it")
            .takes::<OfferText>()
            .gives::<Understood>(200),
    ]
}

/// A message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferText {
    /// Its text; what comes after 4,000 bytes is left out.
    text: String,
}

/// A number that was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadCount {
    /// How many.
    value: u16,
    /// `low`, `fair` or `high`.
    sure: &'static str,
}

/// A time that was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadTime {
    /// Until when.
    #[schema(value_type = String, format = "date-time")]
    value: Time,
    /// `low`, `fair` or `high`.
    sure: &'static str,
}

/// A place that was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadPlace {
    /// `landmark` (may be given as `near`), `street` or `district`.
    kind: &'static str,
    /// Its name; a street without its number.
    value: String,
    /// `low`, `fair` or `high`.
    sure: &'static str,
}

/// A word that was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadWord {
    /// The word as an offer takes it.
    value: &'static str,
    /// `low`, `fair` or `high`.
    sure: &'static str,
}

/// What was understood of a message.
#[derive(Debug, Serialize, ToSchema)]
pub struct Understood {
    /// `offer`, `request` or `neither`.
    intent: &'static str,
    /// How sure that is.
    sure: &'static str,
    /// Whether it carries a tag of open doors.
    tagged: bool,
    /// How many people.
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<ReadCount>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<ReadTime>,
    /// Where, in the order of the text.
    wheres: Vec<ReadPlace>,
    /// What it suits.
    suits: Vec<ReadWord>,
    /// Languages, as codes.
    langs: Vec<ReadWord>,
    /// `home` or `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<ReadWord>,
    /// The text without addresses, codes and contacts: marks stand in their place.
    masked: String,
}

fn said<T>(read: &Read<T>, word: impl Fn(&T) -> &'static str) -> ReadWord {
    ReadWord { value: word(&read.value), sure: read.sure.word() }
}

fn spot(read: Read<Whereabouts<Landmark>>) -> ReadPlace {
    let (kind, value) = match read.value {
        Whereabouts::Landmark(l) => ("landmark", l.name),
        Whereabouts::Street(name) => ("street", name),
        Whereabouts::District(name) => ("district", name),
    };
    ReadPlace { kind, value, sure: read.sure.word() }
}

fn understood(draft: Draft<Landmark>) -> Understood {
    Understood {
        intent: draft.intent.word(),
        sure: draft.sure.word(),
        tagged: draft.tagged,
        places: draft.places.map(|p| ReadCount { value: p.value, sure: p.sure.word() }),
        until: draft.until.map(|u| ReadTime { value: u.value, sure: u.sure.word() }),
        wheres: draft.wheres.into_iter().map(spot).collect(),
        suits: draft.suits.iter().map(|s| said(s, |s: &Suit| s.word())).collect(),
        langs: draft.langs.iter().map(|l| said(l, |l| l)).collect(),
        kind: draft.kind.as_ref().map(|k| said(k, |k: &Kind| k.word())),
        masked: draft.masked.text,
    }
}

async fn read(State(house): State<House>, Json(message): Json<OfferText>) -> Result<Json<Understood>, Failure> {
    acts::read_text(&house, &message.text).await.map(|draft| Json(understood(draft)))
}
