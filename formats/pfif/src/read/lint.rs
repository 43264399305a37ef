//! What is odd about a field, and does not keep it from being read.

use crate::{Rule, Time, Version, record::Kind, values::Age, values::Value, version::called};

/// Whether fields come in the order of their version.
#[derive(Default)]
pub(super) struct Order {
    last: usize,
    any: bool,
    notes: bool,
}
impl Order {
    pub(super) const fn note(&mut self) {
        self.notes = true;
    }
    /// Takes the next field, by its rank in the order of 1.1.
    pub(super) fn follows(&mut self, version: Version, rank: usize) -> bool {
        let follows = match version {
            Version::V1_1 => !self.notes && rank >= self.last,
            Version::V1_2 => !self.notes && (rank > 0 || !self.any),
            Version::V1_3 | Version::V1_4 => true,
        };
        (self.last, self.any) = (self.last.max(rank), true);
        follows
    }
}

/// The rules that a field breaks whose text is not empty and was understood.
pub(super) fn field(version: Version, name: &str, now: &str, text: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut must = |holds: bool, rule| {
        if !holds {
            rules.push(rule);
        }
    };
    match now {
        "source_url" | "photo_url" => must(is_url(text), Rule::Url),
        "profile_urls" => must(text.lines().all(|l| l.trim().is_empty() || is_url(l.trim())), Rule::Url),
        "author_email" | "email_of_found_person" => must(is_email(text), Rule::Email),
        "author_phone" | "phone_of_found_person" => must(is_phone(text), Rule::Phone),
        "home_state" => must(is_state(version, text), Rule::State),
        "age" => must(Age::read(text).is_ok_and(|a| a.max() <= 130), Rule::OldAge),
        "source_date" | "entry_date" | "expiry_date" => must(Time::parse(text).is_some(), Rule::Fraction),
        "person_record_id" | "note_record_id" | "linked_person_record_id" => {
            must(text.parse().is_ok_and(|id: crate::RecordId| id.is_plain()), Rule::IdForm);
        }
        _ => {}
    }
    let capitals = ["first_name", "last_name", "home_city", "home_neighborhood", "home_street"].contains(&name);
    if version == Version::V1_1 && capitals && called(Kind::Person, name).is_some_and(|(_, c)| c.is_of(version)) {
        must(text.is_ascii() && !text.bytes().any(|b| b.is_ascii_lowercase()), Rule::Capitals);
    }
    rules
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    rest.is_some_and(|r| !r.is_empty() && !r.starts_with('/'))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}
fn is_email(text: &str) -> bool {
    let parts: Vec<_> = text.split('@').collect();
    parts.len() == 2 && parts.iter().all(|p| !p.is_empty()) && !text.contains(char::is_whitespace)
}
fn is_phone(text: &str) -> bool {
    let number = text.split(['#', 'x']).next().unwrap_or_default();
    let (digits, others): (Vec<char>, Vec<char>) = number.chars().partition(char::is_ascii_digit);
    !digits.is_empty()
        && others.iter().all(|c| "+-. ()/\u{a0}".contains(*c))
        && text.chars().skip(number.chars().count() + 1).all(|c| c.is_ascii_digit())
}
fn is_state(version: Version, text: &str) -> bool {
    let lengths = if version == Version::V1_1 { 2..=2 } else { 1..=3 };
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
