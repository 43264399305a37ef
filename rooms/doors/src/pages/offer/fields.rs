//! What the form of an offer says.

use kernel::{Cell, Span, Time};
use web::{Failure, Form, Front};

use crate::{
    acts::{self, Raw},
    model::{Kind, Rule, Suit, view::OwnDoor},
    rules,
};

/// For how many hours a door is open, as the form offers it.
pub(super) const SPANS: [i64; 4] = [1, 3, 6, 12];
/// Languages that the form offers, by their own names.
pub(in crate::pages) const LANGS: [(&str, &str); 8] = [
    ("fr", "français"),
    ("en", "English"),
    ("es", "español"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("it", "italiano"),
    ("pt", "português"),
    ("nl", "Nederlands"),
];
/// The fields in which people write: what names a press beside its key, so that another offer from the same page is another.
const WRITTEN: [&str; 18] = [
    "at", "incident", "places", "hours", "until", "near", "lat", "lon", "cell", "address", "entry", "name", "note",
    "kind", "label", "rule", "suits", "langs",
];
/// Of a text of people the longest that is read here; the rules say what is too long.
const MOST: usize = 400;

/// An empty form, as most hosts would fill it.
pub(super) fn usual() -> Form {
    Form::of([("places", "1"), ("hours", "3"), ("kind", "home"), ("rule", "ask")])
}

/// The form that shows a door again; its public word as pages show it.
pub(in crate::pages) fn of_door(door: &OwnDoor, shown: impl Fn(&str) -> String) -> Form {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let p = &door.public;
    let mut fields = vec![
        ("incident", door.incident.to_string()),
        ("places", door.places.to_string()),
        ("hours", "3".to_owned()),
        ("cell", p.cell.to_string()),
        ("address", text(&door.address)),
        ("entry", text(&door.entry)),
        ("name", text(&door.name)),
        ("note", p.note.as_deref().map(shown).unwrap_or_default()),
        ("label", text(&p.label)),
        ("kind", p.kind.word().to_owned()),
        ("rule", door.rule.word().to_owned()),
    ];
    fields.extend(p.suits.iter().map(|s| ("suits", s.word().to_owned())));
    fields.extend(p.langs.iter().map(|l| ("langs", l.clone())));
    Form::of(fields)
}

/// What a door suits, as the form offers it: word, icon, name.
pub(in crate::pages) fn suits(front: &Front) -> Vec<(&'static str, &'static str, String)> {
    let name = |s: &Suit| front.t(&format!("offer-suits-{}", s.word())).into_owned();
    Suit::ALL.iter().map(|s| (s.word(), super::card::suit_icon(*s), name(s))).collect()
}

/// The standing rules that this host may choose.
pub(super) fn rules(front: &Front, may_public: bool) -> Vec<(&'static str, String)> {
    let some = Rule::ALL.iter().filter(|r| may_public || **r != Rule::Anyone);
    some.map(|r| (r.word(), front.t(&format!("offer-rule-{}", r.word())).into_owned())).collect()
}

/// Whether something is said in the part of the form that is folded.
pub(super) fn has_more(form: &Form) -> bool {
    ["suits", "langs", "note", "label"].iter().any(|n| !form.value(n).is_empty())
        || form.is("kind", "public")
        || form.is("rule", "vouched")
        || ["kind", "label", "rule", "note"].iter().any(|n| form.error(n).is_some())
}

/// An offer as it was read from its form.
pub(super) struct Fields {
    pub(super) raw: Raw,
    /// All that was written, to tell one press from another.
    pub(super) words: String,
}

impl Fields {
    /// Nothing when something is missing: the form says what.
    pub(super) async fn of(front: &Front, form: &mut Form, pressed: Time) -> Result<Option<Self>, Failure> {
        let words = WRITTEN.iter().flat_map(|n| form.values(n).map(move |v| format!("\n{n}={v}"))).collect();
        let places = form.number("places", 1, rules::most_places(crate::model::Tier::Institution));
        let until = until(front, form, pressed);
        let cell = match cell(front, form).await {
            Ok(cell) => {
                // Nothing finer goes back to the page.
                form.put("cell", cell.to_string());
                form.put("lat", "");
                form.put("lon", "");
                Some(cell)
            }
            Err(failure) => {
                form.blame(failure)?;
                None
            }
        };
        let mut text = |name| form.optional_text(name, MOST);
        let raw = Raw {
            incident: None,
            kind: None,
            places: places.unwrap_or_default(),
            until,
            cell,
            label: text("label"),
            note: text("note"),
            address: text("address"),
            entry: text("entry"),
            name: text("name"),
            ..Raw::default()
        };
        let raw = Raw {
            incident: form.value("incident").parse().ok(),
            kind: Kind::of_word(form.value("kind")),
            suits: form.values("suits").filter_map(Suit::of_word).collect(),
            langs: form.values("langs").map(str::to_owned).collect(),
            rule: Rule::of_word(form.value("rule")),
            // The name of a place belongs to a public one.
            label: raw.label.filter(|_| form.is("kind", "public")),
            ..raw
        };
        if raw.address.is_none() {
            form.wrong("address", "refusal-door-address-missing");
        }
        Ok((!form.has_errors()).then_some(Self { raw, words }))
    }
}

/// Where: what was picked by its name wins over a position.
async fn cell(front: &Front, form: &Form) -> Result<Cell, Failure> {
    let near = form.value("near");
    if !near.is_empty() {
        return acts::place_of(&front.house, near).await;
    }
    let (lat, lon) = (form.value("lat"), form.value("lon"));
    let told = if lat.is_empty() { form.value("cell").to_owned() } else { format!("{lat},{lon}") };
    acts::place_of(&front.house, &told).await
}

/// Until when: a time of day if one was written, else so many hours from the press.
fn until(front: &Front, form: &mut Form, pressed: Time) -> Option<Time> {
    let written = form.value("until").to_owned();
    if written.is_empty() {
        let hours = SPANS.iter().find(|h| form.is("hours", &h.to_string())).copied().unwrap_or(3);
        return Some(pressed.plus(Span::hours(hours)));
    }
    let found = at_clock(front, pressed, &written);
    if found.is_none() {
        form.wrong("until", "field-unfit");
    }
    found
}

/// The next time after a moment that the clocks show what was written.
pub(in crate::pages) fn at_clock(front: &Front, from: Time, written: &str) -> Option<Time> {
    clock(written).map(|(hour, minute)| next(front, from, hour, minute))
}

/// A time of day: `02:00`, `2h`, `2 h 30`.
fn clock(text: &str) -> Option<(i64, i64)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (hour, minute) = text.split_once([':', 'h', 'H', '.']).unwrap_or((&text, ""));
    let hour: i64 = hour.parse().ok()?;
    let minute: i64 = if minute.is_empty() { 0 } else { minute.get(..2)?.parse().ok()? };
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some((hour % 24, minute))
}

/// The next time that the clocks show this.
fn next(front: &Front, pressed: Time, hour: i64, minute: i64) -> Time {
    let (h, m) = pressed.hour_minute(&front.house.config.time_zone);
    let ahead = (hour * 60 + minute - i64::from(h) * 60 - i64::from(m)).rem_euclid(24 * 60);
    // To the minute.
    Time(pressed.0 - pressed.0.rem_euclid(60_000_000)).plus(Span::minutes(ahead))
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_time_of_day_is_read_as_people_and_browsers_write_it() {
        for (text, time) in [
            ("02:00", (2, 0)),
            ("2h", (2, 0)),
            ("2 h 30", (2, 30)),
            ("24:00", (0, 0)),
            ("8", (8, 0)),
            ("23:59:00", (23, 59)),
        ] {
            assert_eq!(clock(text), Some(time), "{text}");
        }
        for odd in ["", "h", "25:00", "2:61", "midi", "2:x", "-1:00"] {
            assert_eq!(clock(odd), None, "{odd}");
        }
    }
}
