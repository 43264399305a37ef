//! What a message is made of: CAP 1.2, with one info for each language.

use std::collections::BTreeMap;

use cap::{Alert, Area, Composer, Info, MessageType, ResponseType, Severity, Status, Texts, Time, Urgency};
use kernel::{Span, zone::Zone};
use register::alarms::Said;

use super::No;
use crate::model::{Correction, Draft, Wording, in_cap, outlines, together};

/// The languages that a message is composed in: two letters, and the code that CAP says.
pub const LANGUAGES: [(&str, &str); 4] = [("fr", "fr-FR"), ("en", "en-GB"), ("es", "es-ES"), ("ar", "ar")];
/// The most characters of a headline (CAP 1.2, 3.2.2).
pub const LONGEST_HEADLINE: usize = 160;
/// The most characters of what to do, and of what is known.
pub const LONGEST_TEXT: usize = 1200;
/// The most characters of where.
pub const LONGEST_PLACE: usize = 200;
/// No message holds longer: it is sent again by somebody who has looked.
const LONGEST: Span = Span::hours(72);

/// What a message is called, and who speaks.
#[derive(Clone, Debug)]
pub struct Naming {
    /// Its name among those of its sender.
    pub identifier: String,
    /// This server: whose key signs.
    pub sender: String,
    /// Who speaks, as people know them.
    pub sender_name: String,
    /// Their domain.
    pub source: String,
    /// What the event is called, by the two letters of a language.
    pub events: BTreeMap<String, String>,
    /// Where more is said.
    pub web: String,
}

/// A time as CAP has it, in so many minutes from UTC.
#[must_use]
pub fn clock_of(at: kernel::Time, offset: i16) -> Option<Time> {
    let seconds = at.0.div_euclid(1_000_000);
    Time::new(seconds, offset).or_else(|| Time::new(seconds, 0))
}

/// The words that are to be used: every text on its own lines, none too long; languages without a headline are left out.
fn words(given: &BTreeMap<String, Wording>) -> Result<Vec<(&'static str, &'static str, Wording)>, No> {
    let tidy = |text: &str| {
        let shown = |c: &char| !c.is_control() || *c == '\n';
        text.trim().replace("\r\n", "\n").chars().filter(shown).collect::<String>()
    };
    let mut out = Vec::new();
    for (short, code) in LANGUAGES {
        let Some(said) = given.get(short) else { continue };
        let headline = register::names::line(&said.headline);
        let (instruction, description) = (tidy(&said.instruction), tidy(&said.description));
        if headline.chars().count() > LONGEST_HEADLINE {
            return Err(No::TooLong { most: LONGEST_HEADLINE });
        }
        if [&instruction, &description].iter().any(|t| t.chars().count() > LONGEST_TEXT) {
            return Err(No::TooLong { most: LONGEST_TEXT });
        }
        if !headline.is_empty() {
            out.push((short, code, Wording { headline, instruction, description }));
        }
    }
    if out.is_empty() { Err(No::WordsMissing) } else { Ok(out) }
}

fn ends(now: Time, lasts: Span) -> Result<Time, No> {
    if lasts.0 <= 0 || lasts > LONGEST {
        return Err(No::Time);
    }
    Time::new(now.unix().saturating_add(lasts.whole_seconds()), now.offset()).ok_or(No::Time)
}

/// A message of what was composed.
///
/// # Errors
/// What is wrong with the draft.
pub fn compose(draft: &Draft, naming: &Naming, now: Time) -> Result<Alert, No> {
    let area = area(&draft.zone, &draft.place)?;
    let expires = ends(now, draft.lasts)?;
    let status = if draft.drill { Status::Exercise } else { Status::Actual };
    let mut composer =
        Composer::alert(naming.identifier.as_str(), naming.sender.as_str(), now, status).source(&*naming.source);
    if draft.drill {
        composer = composer.note("Exercise");
    }
    let (urgency, severity, certainty) = draft.grade.scales();
    for (short, code, said) in words(&draft.words)? {
        let event = naming.events.get(short).map_or(draft.what.word(), String::as_str);
        let mut info = Info::new(code, draft.what.category(), event, urgency, severity, certainty);
        info.response_types = vec![draft.respond];
        info.expires = Some(expires);
        info.sender_name.clone_from(&naming.sender_name);
        info.web.clone_from(&naming.web);
        info.headline = said.headline;
        info.instruction = said.instruction;
        info.description = said.description;
        info.areas = vec![area.clone()];
        composer = composer.info(info);
    }
    composer.finish().map_err(unwritten)
}

/// Why a message cannot be written: by its area, or by something else.
fn unwritten(faults: Vec<cap::Fault>) -> No {
    let area = |fault: &cap::Fault| fault.spot.part.is_some_and(|(part, _)| part == cap::Part::Area);
    if faults.iter().any(area) { No::Area } else { No::Unwritten }
}

/// A message that is at the most odd.
fn sound(alert: Alert) -> Result<Alert, No> {
    let mut faults = alert.faults();
    faults.retain(|fault| fault.rule.level() > cap::Level::Warning);
    if faults.is_empty() { Ok(alert) } else { Err(unwritten(faults)) }
}

/// Where, as CAP has it.
fn area(zone: &Zone, place: &str) -> Result<Area, No> {
    let place = register::names::line(place);
    if place.is_empty() {
        return Err(No::PlaceMissing);
    }
    if place.chars().count() > LONGEST_PLACE {
        return Err(No::TooLong { most: LONGEST_PLACE });
    }
    in_cap(zone, &place).ok_or(No::Area)
}

/// The same message with what is said in its place: it goes to whom the first one went. Whether that goes beyond it, [`further`] says.
///
/// # Errors
/// What is wrong with it.
pub fn corrected(earlier: &Alert, identifier: &str, now: Time, given: &Correction) -> Result<Alert, No> {
    let said = words(&given.words)?;
    let expires = given.lasts.map(|lasts| ends(now, lasts)).transpose()?;
    let first = earlier.infos.first().ok_or(No::Unknown)?;
    let place = given.place.as_deref().or_else(|| Some(&*first.areas.first()?.description)).unwrap_or_default();
    let areas = match &given.zone {
        Some(zone) => Some(vec![area(zone, place)?]),
        None if given.place.is_some() => {
            let drawn = together(&outlines(earlier)).ok_or(No::Area)?;
            Some(vec![area(&drawn, place)?])
        }
        None => None,
    };
    let composer = Composer::update(earlier, identifier, now);
    let mut next = composer.preview().clone();
    // A language that is not said any more would go on saying what is not true any more.
    next.infos = said
        .into_iter()
        .map(|(_, code, said)| {
            let same = earlier.infos.iter().find(|i| i.language == code).unwrap_or(first);
            let mut info = Info { language: code.to_owned(), effective: None, ..same.clone() };
            info.expires = expires.or(info.expires);
            info.headline = said.headline;
            info.instruction = said.instruction;
            info.description = said.description;
            if let Some(grade) = given.grade {
                (info.urgency, info.severity, info.certainty) = grade.scales();
            }
            if let Some(respond) = given.respond {
                info.response_types = vec![respond];
            }
            if let Some(areas) = &areas {
                info.areas.clone_from(areas);
            }
            info
        })
        .collect();
    sound(next)
}

/// How a message goes beyond those whose place it would take; nothing of one that ends them.
#[must_use]
pub fn further(before: &[&Alert], next: &Alert) -> Vec<cap::Beyond> {
    if next.message_type == MessageType::Cancel || before.is_empty() { Vec::new() } else { cap::beyond(before, next) }
}

/// What ends a message, to whom it went, with these headlines by the two letters of a language.
///
/// # Errors
/// When it cannot be written.
pub fn all_clear(earlier: &Alert, identifier: &str, now: Time, says: &BTreeMap<String, String>) -> Result<Alert, No> {
    with_headlines(Composer::cancel(earlier, identifier, now), says).finish().map_err(unwritten)
}

/// What ends, in the name of this server, a message that is not of this server: it was passed on, and is taken back.
///
/// # Errors
/// When it cannot be written.
pub fn taken_back(earlier: &Alert, naming: &Naming, now: Time, says: &BTreeMap<String, String>) -> Result<Alert, No> {
    let composer = Composer::cancel(earlier, naming.identifier.as_str(), now).source(&*naming.source);
    let composer = composer.texts(|info| {
        info.sender_name.clone_from(&naming.sender_name);
        info.web.clone_from(&naming.web);
    });
    // How another composes is no reason not to take it back: what is only odd in it stays.
    let mut next = with_headlines(composer, says).preview().clone();
    next.sender.clone_from(&naming.sender);
    sound(next)
}

fn with_headlines(composer: Composer, says: &BTreeMap<String, String>) -> Composer {
    composer.texts(|info| {
        if let Some(text) = says.get(short(&info.language)).or_else(|| says.get("en")) {
            info.headline.clone_from(text);
        }
    })
}

fn short(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

/// The headlines of a message by the two letters of their language, an exercise's as it is.
#[must_use]
pub fn says(alert: &Alert) -> BTreeMap<String, String> {
    alert
        .all_texts()
        .map(|t| (short(t.language).to_ascii_lowercase(), t.headline.chars().take(LONGEST_HEADLINE).collect()))
        .collect()
}

/// The most characters of a message in a text message, without who says it and where more is said.
const LONGEST_SHORT: usize = 360;

/// The same, with what a text message says of it: the headline, what to do, what happens, as far as that fits.
#[must_use]
pub fn in_short(alert: &Alert) -> BTreeMap<String, Said> {
    let shorts = alert
        .all_texts()
        .map(|t| (short(t.language).to_ascii_lowercase(), Texts { from: "", ..t }.within(LONGEST_SHORT)));
    let mut shorts: BTreeMap<String, String> = shorts.collect();
    let said = |(code, headline): (String, String)| {
        let short = shorts.remove(&code).unwrap_or_default();
        (code, Said { headline, short })
    };
    says(alert).into_iter().map(said).collect()
}

/// How grave a message is: 0 the gravest.
#[must_use]
pub fn grade_of(alert: &Alert) -> i64 {
    let of = |severity| match severity {
        Severity::Extreme => 0,
        Severity::Severe => 1,
        Severity::Moderate => 2,
        Severity::Minor => 3,
        Severity::Unknown => 4,
    };
    alert.infos.iter().map(|info| of(info.severity)).min().unwrap_or(4)
}

/// Whether people are told by text message too: grave, and soon.
#[must_use]
pub fn is_loud(alert: &Alert) -> bool {
    alert.infos.iter().any(|info| {
        matches!(info.severity, Severity::Extreme | Severity::Severe)
            && matches!(info.urgency, Urgency::Immediate | Urgency::Expected)
            && !info.response_types.contains(&ResponseType::AllClear)
    })
}

/// A document that a browser shows readably: the style stands before it is signed, since it is signed too.
#[must_use]
pub fn with_style(document: &str) -> String {
    const STYLE: &str = "<?xml-stylesheet type=\"text/css\" href=\"/alerts/style.css\"?>\n";
    match document.split_once("?>\n") {
        Some((head, rest)) => format!("{head}?>\n{STYLE}{rest}"),
        None => document.to_owned(),
    }
}

/// Whether a message of this type is the first of its chain.
#[must_use]
pub(super) const fn turn_of(kind: MessageType) -> Option<crate::model::Turn> {
    match kind {
        MessageType::Alert => Some(crate::model::Turn::Alert),
        MessageType::Update => Some(crate::model::Turn::Update),
        MessageType::Cancel => Some(crate::model::Turn::Cancel),
        MessageType::Ack | MessageType::Error => None,
    }
}

#[cfg(test)]
mod tests {
    use cap::{Fault, Part, Rule, Spot};

    use super::*;

    #[test]
    fn whoever_typed_what_cannot_be_written_is_not_sent_to_draw_their_area_anew() {
        let fault = |part| Fault { rule: Rule::PolygonOpen, spot: Spot { info: Some(0), part, element: "x" } };
        let (words, drawn) = (fault(None), fault(Some((Part::Area, 0))));
        assert_eq!(unwritten(vec![words]), No::Unwritten);
        assert_eq!(unwritten(vec![words, drawn]), No::Area);
    }
}
