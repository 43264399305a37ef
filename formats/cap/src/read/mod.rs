//! From a tree to a message.

mod fields;
mod info;

use std::collections::HashMap;

use crate::{
    Alert, Fault, MessageType, Part, Problem, Reference, Rule, Scope, Settings, Spot, Status, Version,
    area::Budget,
    reference::words,
    rule::{Level, Place},
    xml::{Element, is_white},
};
use fields::{ALERT, Fields};

/// Reads an alert. It is left out when what must be there is not, or cannot be understood.
pub(crate) fn alert(root: &Element, settings: &Settings) -> Result<(Version, Option<Alert>, Vec<Problem>), Problem> {
    if root.name != "alert" {
        return Err(Problem::at(Rule::Root, root.at, None));
    }
    let version = Version::of(&root.space).ok_or_else(|| Problem::at(Rule::Namespace, root.at, Some("alert")))?;
    let mut reader = Reader {
        version,
        problems: Vec::new(),
        places: HashMap::new(),
        info: None,
        part: None,
        budget: Budget(settings.limits.comparisons),
    };
    let alert = reader.alert(root);
    if let Some(alert) = &alert {
        for fault in alert.faults() {
            if !reader.is_left_out(fault) {
                reader.tell(fault.rule, reader.place(fault.spot, root.at), Some(fault.spot.element));
            }
        }
        if settings.now.is_some_and(|now| alert.sent.unix() > now.unix()) {
            let spot = Spot { info: None, part: None, element: "sent" };
            reader.tell(Rule::Future, reader.place(spot, root.at), Some("sent"));
        }
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|p| (p.line, p.column, p.rule, p.element));
    problems.dedup();
    Ok((version, alert, problems))
}

/// What is known while an alert is read.
struct Reader {
    version: Version,
    problems: Vec<Problem>,
    /// Where the first element of each name stands.
    places: HashMap<Spot, Place>,
    info: Option<usize>,
    part: Option<(Part, usize)>,
    budget: Budget,
}

impl Reader {
    fn tell(&mut self, rule: Rule, place: Place, element: Option<&'static str>) {
        self.problems.push(Problem::at(rule, place, element));
    }
    fn spot(&self, element: &'static str) -> Spot {
        Spot { info: self.info, part: self.part, element }
    }
    /// Where something stands, or else what it should stand in.
    fn place(&self, spot: Spot, root: Place) -> Place {
        let part =
            spot.part.map(|(part, _)| Spot { element: if part == Part::Area { "area" } else { "resource" }, ..spot });
        let info = spot.info.map(|_| Spot { part: None, element: "info", ..spot });
        let mut around = [Some(spot), part, info].into_iter().flatten();
        around.find_map(|spot| self.places.get(&spot)).copied().unwrap_or(root)
    }

    /// Whether what a message lacks is there, and was left out because of what is wrong with it.
    fn is_left_out(&self, fault: Fault) -> bool {
        let there = |element| self.places.contains_key(&Spot { element, ..fault.spot });
        match fault.rule {
            Rule::NoInfo => there("info"),
            Rule::NoReferences => there("references"),
            Rule::NoAddresses => self.problems.iter().any(|p| p.rule == Rule::Quotes && p.element == Some("addresses")),
            Rule::AreaInWords => ["polygon", "circle", "geocode"].into_iter().any(there),
            _ => false,
        }
    }

    fn alert(&mut self, root: &Element) -> Option<Alert> {
        let fields = self.fields(root, ALERT);
        let identifier = self.text(&fields, "identifier");
        let sender = self.text(&fields, "sender");
        for name in ["identifier", "sender", "sent", "status", "msgType"] {
            self.must(&fields, name);
        }
        let sent = fields.first("sent").and_then(|e| self.time(e, "sent"));
        let status = self.value(&fields, "status", Rule::Status, Status::of);
        let message_type = self.value(&fields, "msgType", Rule::MessageType, MessageType::of);
        let scope = match fields.first("scope") {
            None if self.version == Version::V1_0 => {
                self.tell(Rule::NoScope, root.at, Some("scope"));
                Some(Scope::Public)
            }
            _ => {
                self.must(&fields, "scope");
                self.value(&fields, "scope", Rule::Scope, Scope::of)
            }
        };
        if status == Some(Status::Draft) && self.version == Version::V1_0 {
            self.tell(Rule::OtherVersion, fields.place("status"), Some("status"));
        }
        let (source, restriction) = (self.text(&fields, "source"), self.text(&fields, "restriction"));
        let addresses = self.list(&fields, "addresses");
        let codes = self.texts(&fields, "code");
        let note = self.text(&fields, "note");
        let references = self.references(&fields);
        let incidents = self.list(&fields, "incidents");
        let mut infos = Vec::new();
        for element in fields.all("info") {
            self.info = Some(infos.len());
            infos.extend(self.info(element));
        }
        // What is wrong with one of these is told already.
        let bad = identifier.is_empty() || sender.is_empty();
        Some(Alert {
            sent: sent.filter(|_| !bad)?,
            status: status?,
            message_type: message_type?,
            scope: scope?,
            identifier,
            sender,
            source,
            restriction,
            addresses,
            codes,
            note,
            references,
            incidents,
            infos,
        })
    }

    fn references(&mut self, fields: &Fields<'_>) -> Vec<Reference> {
        let Some(element) = fields.first("references") else { return Vec::new() };
        let text = self.content(element, "references");
        let (mut found, mut loose) = (Vec::new(), Vec::new());
        for word in text.split(is_white).filter(|word| !word.is_empty()) {
            match Reference::parse_loosely(word) {
                Some((reference, sent)) => {
                    loose.extend(self.odd(&sent));
                    found.push(reference);
                }
                None => loose.push(Rule::References),
            }
        }
        // One that is there and refers to nothing.
        if found.is_empty() && loose.is_empty() {
            loose.push(Rule::References);
        }
        loose.sort_unstable();
        loose.dedup();
        for rule in loose {
            let rule = if rule == Rule::Time { Rule::References } else { rule };
            self.tell(rule, element.at, Some("references"));
        }
        found
    }

    fn list(&mut self, fields: &Fields<'_>, name: &'static str) -> Vec<String> {
        let text = self.text(fields, name);
        let found = words(&text);
        if found.is_none() {
            self.tell(Rule::Quotes, fields.place(name), Some(name));
        }
        found.unwrap_or_default()
    }
}

impl Problem {
    /// Whether it keeps the message from being as CAP says.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.rule.level() > Level::Warning
    }
}
