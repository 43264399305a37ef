//! A door as a list and a page show it: nothing in it is finer than its cell.

use std::sync::Arc;

use kernel::{Cell, DoorId};
use places::{Figures, Landmarks};
use web::{Front, House};

use crate::{
    acts::Found,
    model::{Kind, Suit, Tier, view::DoorView},
};

/// Farther than this from a cell a landmark does not say where it is, in metres.
const NEAR: f64 = 1_500.0;

/// A door, in words.
pub(super) struct Card {
    pub(super) id: DoorId,
    /// Its number in the list and on the map.
    pub(super) n: usize,
    /// How far on foot; nothing when it is not known from where.
    pub(super) far: String,
    /// Whereabouts.
    pub(super) place: String,
    /// The name of a public place.
    pub(super) label: Option<String>,
    /// How many places, and until when.
    pub(super) room: String,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) note: Option<String>,
    /// Why it may be trusted: colour, icon, words.
    pub(super) tier: (&'static str, &'static str, String),
    pub(super) full: bool,
    /// Whether the reader waits for it to have room again.
    pub(super) waits: bool,
    pub(super) cell: Cell,
}

impl Card {
    pub(super) fn of(front: &Front, known: &Landmarks, n: usize, found: &Found) -> Self {
        let far = far(front, found.figures);
        let mut place = whereabouts(front, known, found.view.cell);
        if !found.figures.here() {
            place = format!("{place} {}.", length(front, found.figures.metres));
        } else if place.is_empty() {
            place = front.t("near-here-place").into_owned();
        }
        if found.around {
            place = format!("{place} {}", front.t("near-way-around"));
        }
        Self { far, place: place.trim().to_owned(), ..Self::of_view(front, known, n, &found.view) }
    }

    pub(super) fn of_view(front: &Front, known: &Landmarks, n: usize, door: &DoorView) -> Self {
        let until = front.time(door.until);
        let full = door.room == 0;
        Self {
            id: door.id,
            n,
            far: String::new(),
            place: whereabouts(front, known, door.cell),
            label: door.label.clone(),
            room: match full {
                true => front.t("near-full").into_owned(),
                false => front.two("near-room", "n", door.room, "until", until),
            },
            facts: facts(front, door),
            note: door.note.as_deref().map(|note| shown(front, note)),
            tier: tier(front, door.kind, door.tier),
            full,
            waits: false,
            cell: door.cell,
        }
    }
}

fn far(front: &Front, figures: Figures) -> String {
    if figures.here() { front.t("near-here").into_owned() } else { front.one("near-minutes", "n", figures.minutes) }
}

fn length(front: &Front, metres: u32) -> String {
    if metres < 1000 {
        front.one("map-metres", "n", metres)
    } else {
        front.one("map-km", "n", (f64::from(metres) / 100.0).round() / 10.0)
    }
}

/// Whereabouts a cell is: its district, and the landmark nearest to its middle.
pub(super) fn whereabouts(front: &Front, known: &Landmarks, cell: Cell) -> String {
    let towards = known.nearest(cell).filter(|(_, metres)| *metres <= NEAR).map(|(l, _)| l.name.as_str());
    match (known.area(cell), towards) {
        (Some(area), Some(name)) => front.two("near-where", "area", area, "name", name),
        (Some(area), None) => front.one("near-area", "area", area),
        (None, Some(name)) => front.one("near-towards", "name", name),
        (None, None) => String::new(),
    }
}

/// A text of people in which marks stand for what was masked.
pub(super) fn shown(front: &Front, text: &str) -> String {
    let pieces = words::pieces(text).map(|piece| match piece {
        words::Piece::Text(text) => text.to_owned(),
        words::Piece::Masked(_) => front.t("masked").into_owned(),
    });
    pieces.collect()
}

fn facts(front: &Front, door: &DoorView) -> Vec<(&'static str, String)> {
    let mut facts: Vec<(&'static str, String)> =
        door.suits.iter().map(|s| (suit_icon(*s), front.t(&format!("suits-{}", s.word())).into_owned())).collect();
    if !door.langs.is_empty() {
        let names: Vec<String> = door.langs.iter().map(|code| tongue(front, code)).collect();
        facts.push(("talk", names.join(&front.t("near-comma"))));
    }
    facts
}

/// The name of a language; its code where we have none.
fn tongue(front: &Front, code: &str) -> String {
    let key = format!("tongue-{code}");
    if front.has(&key) { front.t(&key).into_owned() } else { code.to_owned() }
}

/// The icon of what a door suits.
pub(super) const fn suit_icon(suit: Suit) -> &'static str {
    match suit {
        Suit::Wheelchair => "wheel",
        Suit::Children => "child",
        Suit::Animals => "paw",
        Suit::FirstAid => "med",
        Suit::Night => "bed",
    }
}

/// Why a door may be trusted: colour, icon, words.
pub(super) fn tier(front: &Front, kind: Kind, tier: Tier) -> (&'static str, &'static str, String) {
    let (colour, icon) = match tier {
        Tier::Institution => ("official", "shield"),
        Tier::Vouched => ("safe", "shield"),
        Tier::Proven => ("safe", "check"),
        Tier::New => ("wait", "phone"),
    };
    let key = match (tier, kind) {
        (Tier::Institution, _) => "tier-institution",
        (Tier::Vouched, Kind::Public) => "tier-vouched-public",
        (Tier::Vouched, Kind::Home) => "tier-vouched",
        (Tier::Proven, _) => "tier-proven",
        (Tier::New, _) => "tier-new",
    };
    (colour, icon, front.t(key).into_owned())
}

/// The landmarks that are known; none when the store fails, since a list without names is better than none.
pub(super) async fn landmarks(house: &House) -> Arc<Landmarks> {
    web::landmarks::known(house).await.unwrap_or_default()
}
