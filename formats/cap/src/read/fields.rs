//! The elements of an element: which, in what order, how often; and what stands in them.

use std::collections::BTreeSet;

use super::Reader;
use crate::{
    Rule, Time, Version,
    check::says,
    rule::Place,
    sign::DSIG,
    time::Loose,
    xml::{Element, Node, is_white},
};

/// What may stand in an element.
pub(super) struct Field {
    name: &'static str,
    many: bool,
    first: Version,
    last: Version,
}
const fn once(name: &'static str) -> Field {
    Field { name, many: false, first: Version::V1_0, last: Version::V1_2 }
}
const fn several(name: &'static str) -> Field {
    Field { many: true, ..once(name) }
}

/// The sequence of an alert (CAP 1.2, 3.4), with what other versions have.
pub(super) const ALERT: &[Field] = &[
    once("identifier"),
    once("sender"),
    once("sent"),
    once("status"),
    once("msgType"),
    Field { last: Version::V1_0, ..once("password") },
    once("source"),
    once("scope"),
    once("restriction"),
    once("addresses"),
    several("code"),
    once("note"),
    once("references"),
    once("incidents"),
    several("info"),
];
/// That of an info.
pub(super) const INFO: &[Field] = &[
    once("language"),
    several("category"),
    once("event"),
    Field { first: Version::V1_1, ..several("responseType") },
    once("urgency"),
    once("severity"),
    once("certainty"),
    once("audience"),
    several("eventCode"),
    once("effective"),
    once("onset"),
    once("expires"),
    once("senderName"),
    once("headline"),
    once("description"),
    once("instruction"),
    once("web"),
    once("contact"),
    several("parameter"),
    several("resource"),
    several("area"),
];
/// That of a resource.
pub(super) const RESOURCE: &[Field] = &[
    once("resourceDesc"),
    once("mimeType"),
    once("size"),
    once("uri"),
    Field { first: Version::V1_1, ..once("derefUri") },
    once("digest"),
];
/// That of an area.
pub(super) const AREA: &[Field] =
    &[once("areaDesc"), several("polygon"), several("circle"), several("geocode"), once("altitude"), once("ceiling")];
/// That of an eventCode, a parameter and a geocode.
pub(super) const NAMED: &[Field] = &[once("valueName"), once("value")];

/// The elements of an element that are known.
pub(super) struct Fields<'e> {
    at: Place,
    found: Vec<(&'static str, &'e Element)>,
}
impl<'e> Fields<'e> {
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &'e Element> {
        self.found.iter().filter(move |(n, _)| *n == name).map(|(_, element)| *element)
    }
    pub(super) fn first(&self, name: &str) -> Option<&'e Element> {
        self.all(name).next()
    }
    /// Where it stands, or else what it should stand in.
    pub(super) fn place(&self, name: &str) -> Place {
        self.first(name).map_or(self.at, |element| element.at)
    }
}

impl Reader {
    /// The elements of an element, and what is wrong with which there are. What may stand once is taken once.
    pub(super) fn fields<'e>(&mut self, parent: &'e Element, table: &'static [Field]) -> Fields<'e> {
        self.attributes(parent, None);
        let stray = |node: &Node| matches!(node, Node::Text(text) if says(text));
        if parent.children.iter().any(stray) {
            self.tell(Rule::StrayText, parent.at, None);
        }
        let mut found: Vec<(&'static str, &'e Element)> = Vec::new();
        let mut seen = BTreeSet::new();
        let (mut rank, mut signatures, mut early) = (0, 0, None);
        for element in parent.elements() {
            let at = element.at;
            let root = std::ptr::eq(table, ALERT);
            if root && element.is(DSIG, "Signature") {
                signatures += 1;
                early = Some(at);
                continue;
            }
            if element.space != parent.space {
                self.tell(Rule::Foreign, at, None);
                continue;
            }
            let Some((place, field)) = table.iter().enumerate().find(|(_, field)| field.name == element.name) else {
                self.tell(Rule::Unknown, at, None);
                continue;
            };
            let name = field.name;
            if !(field.first..=field.last).contains(&self.version) {
                self.tell(Rule::OtherVersion, at, Some(name));
            }
            if place < rank {
                self.tell(Rule::Order, at, Some(name));
            }
            if let Some(at) = early.take() {
                self.tell(Rule::SignaturePlace, at, None);
            }
            rank = rank.max(place);
            if !seen.insert(place) && !field.many {
                self.tell(Rule::Repeated, at, Some(name));
                continue;
            }
            let spot = self.spot(name);
            self.places.entry(spot).or_insert(at);
            found.push((name, element));
        }
        if signatures > 1 {
            self.tell(Rule::SeveralSignatures, parent.at, None);
        }
        Fields { at: parent.at, found }
    }

    /// There are no attributes but hints for who looks for a schema.
    fn attributes(&mut self, element: &Element, name: Option<&'static str>) {
        let hint = |a: &crate::xml::Attribute| {
            *a.space == *"http://www.w3.org/2001/XMLSchema-instance"
                && (a.name == "schemaLocation" || a.name == "noNamespaceSchemaLocation")
        };
        if !element.attributes.iter().all(hint) {
            self.tell(Rule::Attribute, element.at, name);
        }
    }

    /// The text of an element that holds text.
    pub(super) fn content(&mut self, element: &Element, name: &'static str) -> String {
        self.attributes(element, Some(name));
        if element.elements().next().is_some() {
            self.tell(Rule::Markup, element.at, Some(name));
        }
        element.text()
    }
    /// What must be there.
    pub(super) fn must(&mut self, fields: &Fields<'_>, name: &'static str) {
        if fields.first(name).is_none() {
            self.tell(Rule::Required, fields.at, Some(name));
        }
    }
    /// The text of a field; empty when there is none, or nothing but white space.
    pub(super) fn text(&mut self, fields: &Fields<'_>, name: &'static str) -> String {
        fields.first(name).map(|element| self.full(element, name)).unwrap_or_default()
    }
    /// The texts of a field that there may be several of, without empty ones.
    pub(super) fn texts(&mut self, fields: &Fields<'_>, name: &'static str) -> Vec<String> {
        let mut texts: Vec<String> = fields.all(name).map(|element| self.full(element, name)).collect();
        texts.retain(|text| !text.is_empty());
        texts
    }
    fn full(&mut self, element: &Element, name: &'static str) -> String {
        let text = self.content(element, name);
        if says(&text) {
            return text;
        }
        let vital = ["identifier", "sender", "event", "areaDesc", "resourceDesc", "mimeType", "valueName"];
        self.tell(if vital.contains(&name) { Rule::Required } else { Rule::Empty }, element.at, Some(name));
        String::new()
    }

    /// A value of a list, if there is one.
    pub(super) fn value<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &'static str,
        rule: Rule,
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        fields.first(name).and_then(|element| self.one_of(element, name, rule, of))
    }
    /// An element that holds a value of a list.
    pub(super) fn one_of<T>(
        &mut self,
        element: &Element,
        name: &'static str,
        rule: Rule,
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.content(element, name);
        let value = of(text.trim_matches(is_white));
        if value.is_none() {
            self.tell(rule, element.at, Some(name));
        } else if text.trim_matches(is_white).len() < text.len() {
            self.tell(Rule::WhiteSpace, element.at, Some(name));
        }
        value
    }

    /// A time.
    pub(super) fn time(&mut self, element: &Element, name: &'static str) -> Option<Time> {
        let text = self.content(element, name);
        let Some(found) = Time::parse_loosely(text.trim_matches(is_white)) else {
            self.tell(Rule::Time, element.at, Some(name));
            return None;
        };
        for rule in self.odd(&found) {
            self.tell(rule, element.at, Some(name));
        }
        Some(found.time)
    }
    /// How a time is not written as it should be.
    pub(super) fn odd(&self, found: &Loose) -> Vec<Rule> {
        let strict = self.version == Version::V1_2;
        let zulu = found.zulu.then_some(if strict { Rule::Time } else { Rule::TimeZulu });
        let fraction = found.fraction.then_some(if strict { Rule::Time } else { Rule::TimeFraction });
        let utc = found.plus_zero.then_some(Rule::TimeUtc);
        [zulu, fraction, utc].into_iter().flatten().collect()
    }
}
