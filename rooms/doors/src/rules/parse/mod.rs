//! From free text to a draft of an offer: "#PorteOuverte 2 places rue Oberkampf, métro Parmentier, jusqu'à 2h".
//!
//! Pure: the same text, at the same time, has one reading. French, English, German, Spanish, Dutch and Arabic. Nothing is ever
//! opened by what is read here: a person looks at the draft, and completes it.

mod kind;
// A list of words is read across, not down.
#[rustfmt::skip]
mod lexicon;
mod places;
mod suits;
mod until;
mod whereabouts;

use std::ops::Range;

use kernel::Time;
use words::{Masked, Tokens, intent, phrase, take_out_door_tags};

use crate::model::{Kind, Suit};

pub use whereabouts::Whereabouts;
pub use words::{DOOR_TAGS as TAGS, Intent, Sure};

/// The longest text that is read, in bytes: what comes after is left out.
pub const LONGEST: usize = 2_000;

/// One thing that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// What.
    pub value: T,
    /// How sure it is.
    pub sure: Sure,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// What a text says about an offer or a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft<L> {
    /// Whether it offers room, asks for it, or neither.
    pub intent: Intent,
    /// How sure that is.
    pub sure: Sure,
    /// Whether one of [`TAGS`] stands in it.
    pub tagged: bool,
    /// How many people there is room for, or who look for room. Of "2 or 3", an offer holds the lesser, a request the greater.
    pub places: Option<Read<u16>>,
    /// Until when.
    pub until: Option<Read<Time>>,
    /// Where, as far as it may be known: landmarks, streets without number, districts; in the order of the text.
    pub wheres: Vec<Read<Whereabouts<L>>>,
    /// What it suits, or what is needed.
    pub suits: Vec<Read<Suit>>,
    /// Languages that are spoken, as codes: `en`.
    pub langs: Vec<Read<&'static str>>,
    /// A private home or a public place.
    pub kind: Option<Read<Kind>>,
    /// The text without addresses, codes and contacts.
    pub masked: Masked,
}

/// Reads a text, at a time and `offset` seconds east of UTC, with what knows landmarks by their name.
///
/// Of a text that neither offers nor asks, nothing but that is told.
///
/// ```
/// use doors::rules::parse::{Intent, Whereabouts, parse};
/// use kernel::Time;
///
/// let at_22h = Time::parse("2015-11-13T21:00:00Z").unwrap();
/// let draft = parse("#PorteOuverte 2 places rue Oberkampf, métro Parmentier, jusqu'à 2h", at_22h, 3600, |name| {
///     (name == "Parmentier").then_some("a station")
/// });
/// assert_eq!(draft.intent, Intent::Offer);
/// assert_eq!(draft.places.unwrap().value, 2);
/// assert_eq!(draft.until.unwrap().value, Time::parse("2015-11-14T01:00:00Z").unwrap());
/// assert_eq!(draft.wheres[0].value, Whereabouts::Street("rue Oberkampf".into()));
/// assert_eq!(draft.wheres[1].value, Whereabouts::Landmark("a station"));
/// ```
pub fn parse<L>(text: &str, now: Time, offset: i32, landmark: impl Fn(&str) -> Option<L>) -> Draft<L> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    let masked = words::mask(text);
    let mut tokens = Tokens::of(text);
    let tagged = take_out_door_tags(&mut tokens);
    // A number of a house or of a telephone counts nothing.
    for token in &mut tokens.all {
        if masked.found.iter().any(|f| f.range.start < token.span.end && token.span.start < f.range.end) {
            token.text = "\u{1}".to_owned();
            token.number = false;
        }
    }
    let wheres = whereabouts::read(text, &tokens, landmark);
    let until = until::read(&tokens, now, offset);
    let mut places = places::read(&tokens, until.as_ref().map(|u| &u.range));
    let kind = kind::read(&tokens, &wheres);
    let (intent, sure) = intent(text, &tokens, tagged, places.is_some(), kind.is_some());
    if intent == Intent::Neither {
        return Draft {
            intent,
            sure,
            tagged,
            places: None,
            until: None,
            wheres: Vec::new(),
            suits: Vec::new(),
            langs: Vec::new(),
            kind: None,
            masked,
        };
    }
    if let Some(counted) = &mut places
        && intent == Intent::Request
    {
        counted.value.value = counted.most;
    }
    let suits = suits::read(&tokens, intent);
    let langs = suits::langs(&tokens);
    let kind = if intent == Intent::Offer { kind } else { None };
    Draft { intent, sure, tagged, places: places.map(|c| c.value), until, wheres, suits, langs, kind, masked }
}
