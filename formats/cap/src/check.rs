//! The rules that a message keeps or breaks, wherever it comes from.

use crate::{
    Alert, Area, Fault, Info, Level, MessageType, NamedValue, Part, Resource, Rule, Scope, Spot, Status,
    reference::is_name,
    uri::{is_language, is_uri},
    xml::{is_white, may_stand},
};

/// The longest headline, in characters (CAP 1.2, 3.2.2, headline).
const HEADLINE: usize = 160;

impl Alert {
    /// Every rule that the message breaks, in the order of the standard. One without errors can be written; it is then valid by the
    /// schema of CAP 1.2 and by what the standard says beyond it.
    ///
    /// ```
    /// use cap::{Alert, MessageType, Rule, Status, Time};
    /// let sent = Time::parse("2015-11-13T22:20:00+01:00").unwrap();
    /// let alert = Alert::new("2015 7", "alerts@example.org", sent, Status::Actual, MessageType::Cancel);
    /// let broken: Vec<_> = alert.faults().iter().map(|fault| fault.rule).collect();
    /// assert_eq!(broken, [Rule::Identifier, Rule::NoReferences]);
    /// ```
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut check = Check { faults: Vec::new(), info: None, part: None };
        check.alert(self);
        check.faults
    }
    /// Whether it breaks no rule but those that warn.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults().iter().all(|fault| fault.rule.level() == Level::Warning)
    }
}

struct Check {
    faults: Vec<Fault>,
    info: Option<usize>,
    part: Option<(Part, usize)>,
}

impl Check {
    fn must(&mut self, holds: bool, rule: Rule, element: &'static str) {
        if !holds {
            self.faults.push(Fault { rule, spot: Spot { info: self.info, part: self.part, element } });
        }
    }
    /// What must be there.
    fn required(&mut self, text: &str, element: &'static str) {
        self.must(says(text), Rule::Required, element);
        self.carried(text, element);
    }
    /// What XML can carry.
    fn carried(&mut self, text: &str, element: &'static str) {
        self.must(text.chars().all(may_stand), Rule::Character, element);
    }

    fn alert(&mut self, alert: &Alert) {
        for (text, rule, element) in
            [(&alert.identifier, Rule::Identifier, "identifier"), (&alert.sender, Rule::Sender, "sender")]
        {
            self.required(text, element);
            self.must(!says(text) || is_name(text), rule, element);
        }
        for (text, element) in [(&alert.source, "source"), (&alert.restriction, "restriction"), (&alert.note, "note")] {
            self.carried(text, element);
        }
        let restricted = alert.scope == Scope::Restricted;
        self.must(!restricted || says(&alert.restriction), Rule::NoRestriction, "restriction");
        self.must(restricted || !says(&alert.restriction), Rule::OddRestriction, "restriction");
        let private = alert.scope == Scope::Private;
        self.must(!private || alert.addresses.iter().any(|a| says(a)), Rule::NoAddresses, "addresses");
        for (words, element) in [(&alert.addresses, "addresses"), (&alert.incidents, "incidents")] {
            self.must(!words.iter().any(|word| word.contains('"')), Rule::Quotes, element);
            words.iter().for_each(|word| self.carried(word, element));
        }
        alert.codes.iter().for_each(|code| self.carried(code, "code"));
        self.must(alert.status != Status::Exercise || says(&alert.note), Rule::ExerciseNote, "note");
        self.must(alert.message_type != MessageType::Error || says(&alert.note), Rule::ErrorNote, "note");
        self.references(alert);
        let news = matches!(alert.message_type, MessageType::Alert | MessageType::Update);
        self.must(!news || !alert.infos.is_empty(), Rule::NoInfo, "info");
        for (at, info) in alert.infos.iter().enumerate() {
            self.info = Some(at);
            let before = alert.infos.get(..at).unwrap_or_default();
            let spoken = before.iter().any(|other| other.language.eq_ignore_ascii_case(&info.language));
            self.must(!spoken, Rule::RepeatedLanguage, "language");
            if let Some(first) = before.first() {
                self.must(same(&first.categories, &info.categories), Rule::OtherCategories, "category");
                self.must(same(&first.event_codes, &info.event_codes), Rule::OtherEventCodes, "eventCode");
            }
            self.info(info, alert);
        }
    }

    fn references(&mut self, alert: &Alert) {
        let element = "references";
        let first = alert.message_type == MessageType::Alert;
        self.must(first || !alert.references.is_empty(), Rule::NoReferences, element);
        self.must(!first || alert.references.is_empty(), Rule::AlertReferences, element);
        let named = |r: &crate::Reference| is_name(&r.sender) && is_name(&r.identifier);
        self.must(alert.references.iter().all(named), Rule::References, element);
        let itself = |r: &crate::Reference| r.sender == alert.sender && r.identifier == alert.identifier;
        self.must(!alert.references.iter().any(itself), Rule::SelfReference, element);
        let later = alert.references.iter().any(|r| r.sent.unix() > alert.sent.unix());
        self.must(!later, Rule::LaterReference, element);
    }

    fn info(&mut self, info: &Info, alert: &Alert) {
        self.must(is_language(&info.language), Rule::Language, "language");
        self.must(!info.categories.is_empty(), Rule::Required, "category");
        self.required(&info.event, "event");
        self.values(&info.event_codes, "eventCode");
        let begins = info.effective.map_or(alert.sent.unix(), |e| e.unix().max(alert.sent.unix()));
        self.must(info.expires.is_none_or(|e| e.unix() > begins), Rule::ExpiresFirst, "expires");
        for (text, element) in [
            (&info.audience, "audience"),
            (&info.sender_name, "senderName"),
            (&info.headline, "headline"),
            (&info.description, "description"),
            (&info.instruction, "instruction"),
            (&info.contact, "contact"),
        ] {
            self.carried(text, element);
        }
        self.must(info.headline.trim().chars().count() <= HEADLINE, Rule::LongHeadline, "headline");
        self.must(info.web.is_empty() || is_uri(info.web.trim_matches(is_white), false), Rule::Uri, "web");
        self.values(&info.parameters, "parameter");
        for (at, resource) in info.resources.iter().enumerate() {
            self.part = Some((Part::Resource, at));
            self.resource(resource);
        }
        self.part = None;
        let about = !matches!(alert.message_type, MessageType::Ack | MessageType::Error);
        self.must(!about || !info.areas.is_empty(), Rule::NoArea, "area");
        for (at, area) in info.areas.iter().enumerate() {
            self.part = Some((Part::Area, at));
            self.area(area);
        }
        self.part = None;
    }

    fn values(&mut self, values: &[NamedValue], element: &'static str) {
        for value in values {
            self.required(&value.name, element);
            self.carried(&value.value, element);
        }
    }

    fn resource(&mut self, resource: &Resource) {
        self.required(&resource.description, "resourceDesc");
        self.required(&resource.mime_type, "mimeType");
        let sent_along = !resource.deref_uri.is_empty();
        let uri = resource.uri.trim_matches(is_white);
        self.must(uri.is_empty() || is_uri(uri, sent_along), Rule::Uri, "uri");
        self.must(is_base64(&resource.deref_uri), Rule::Base64, "derefUri");
        self.must(!sent_along, Rule::DerefUri, "derefUri");
        let digest = resource.digest.trim_matches(is_white);
        let sha1 = digest.len() == 40 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        self.must(digest.is_empty() || sha1, Rule::Digest, "digest");
        self.carried(&resource.digest, "digest");
    }

    fn area(&mut self, area: &Area) {
        self.required(&area.description, "areaDesc");
        let drawn = !area.polygons.is_empty() || !area.circles.is_empty() || !area.geocodes.is_empty();
        self.must(drawn, Rule::AreaInWords, "areaDesc");
        self.values(&area.geocodes, "geocode");
        let number = |feet: Option<f64>| feet.is_none_or(f64::is_finite);
        self.must(number(area.altitude), Rule::Altitude, "altitude");
        self.must(number(area.ceiling), Rule::Altitude, "ceiling");
        let Some(ceiling) = area.ceiling else { return };
        self.must(area.altitude.is_some(), Rule::CeilingAlone, "ceiling");
        self.must(area.altitude.is_none_or(|altitude| ceiling >= altitude), Rule::CeilingBelow, "ceiling");
    }
}

/// Whether there is more than white space.
pub(crate) fn says(text: &str) -> bool {
    !text.chars().all(is_white)
}

/// Whether lists hold the same, in any order.
fn same<T: Ord + Clone>(a: &[T], b: &[T]) -> bool {
    let sorted = |list: &[T]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    sorted(a) == sorted(b)
}

/// Whether it is Base64 (RFC 4648, 4), with white space anywhere.
fn is_base64(text: &str) -> bool {
    let mut count = 0_usize;
    let mut padding = 0_usize;
    for c in text.chars().filter(|c| !is_white(*c)) {
        let letter = c.is_ascii_alphanumeric() || c == '+' || c == '/';
        if !(letter && padding == 0 || c == '=') {
            return false;
        }
        count += 1;
        padding += usize::from(c == '=');
    }
    count.is_multiple_of(4) && padding <= 2
}
