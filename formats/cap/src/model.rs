//! What a message says.
//!
//! A text that is empty is not there. Texts are kept as they stand in the document, white space at their ends too.

use crate::{Area, Category, Certainty, MessageType, Reference, ResponseType, Scope, Severity, Status, Time, Urgency};

/// The language of an info that names none (CAP 1.2, 3.2.2, language).
pub const DEFAULT_LANGUAGE: &str = "en-US";

/// A message (CAP 1.2, 3.2.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// What the sender calls it, unique among the sender's: no white space, comma, `<` or `&`.
    pub identifier: String,
    /// Who sends it, unique in the world, by a domain for instance: no white space, comma, `<` or `&`.
    pub sender: String,
    /// When it was sent.
    pub sent: Time,
    /// How it is to be handled.
    pub status: Status,
    /// What it is.
    pub message_type: MessageType,
    /// Who or what within the sender it comes from.
    pub source: String,
    /// For whom it is.
    pub scope: Scope,
    /// To whom it is restricted. Together with [`Scope::Restricted`].
    pub restriction: String,
    /// To whom it is addressed; must not be empty with [`Scope::Private`]. No quotation marks in them.
    pub addresses: Vec<String>,
    /// Codes for how it is handled, of profiles for instance.
    pub codes: Vec<String>,
    /// What it is for, for an Exercise and an Error.
    pub note: String,
    /// The messages before it that it is about.
    pub references: Vec<Reference>,
    /// The events that it is about, by the names that several messages share. No quotation marks in them.
    pub incidents: Vec<String>,
    /// What it says, once in each language.
    pub infos: Vec<Info>,
}

/// What a message says in a language (CAP 1.2, 3.2.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Info {
    /// The code of the language (RFC 3066).
    pub language: String,
    /// What the event is about. One at least.
    pub categories: Vec<Category>,
    /// What kind of event it is, in words. Must be there.
    pub event: String,
    /// What is to be done.
    pub response_types: Vec<ResponseType>,
    /// How soon.
    pub urgency: Urgency,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// For whom, in words.
    pub audience: String,
    /// Codes of the kind of event, each with the list that it is from.
    pub event_codes: Vec<NamedValue>,
    /// From when on it holds; from when it was sent, otherwise.
    pub effective: Option<Time>,
    /// When the event begins.
    pub onset: Option<Time>,
    /// When it holds no more.
    pub expires: Option<Time>,
    /// The name of who sends it, for people.
    pub sender_name: String,
    /// A short line for people.
    pub headline: String,
    /// The event in words.
    pub description: String,
    /// What people are to do, in words.
    pub instruction: String,
    /// Where there is more to read: a whole, absolute URI.
    pub web: String,
    /// Whom to ask.
    pub contact: String,
    /// Values of systems.
    pub parameters: Vec<NamedValue>,
    /// Pictures, sounds and other files.
    pub resources: Vec<Resource>,
    /// Where.
    pub areas: Vec<Area>,
}

/// A value, and what it is a value of (CAP 1.2, 3.2.2, eventCode and parameter; 3.2.4, geocode).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedValue {
    /// The name of the list or the system (valueName). Must be there.
    pub name: String,
    /// The value.
    pub value: String,
}
impl NamedValue {
    /// From a name and a value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// A file that belongs to an info (CAP 1.2, 3.2.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// What it shows, in words (resourceDesc). Must be there.
    pub description: String,
    /// Its media type (RFC 2046). Must be there.
    pub mime_type: String,
    /// How many bytes it has.
    pub size: Option<u64>,
    /// Where it is; may be relative when its contents are here too.
    pub uri: String,
    /// Its contents in Base64.
    pub deref_uri: String,
    /// Its SHA-1 in hexadecimal digits.
    pub digest: String,
}

impl Alert {
    /// A public message without infos.
    pub fn new(
        identifier: impl Into<String>,
        sender: impl Into<String>,
        sent: Time,
        status: Status,
        message_type: MessageType,
    ) -> Self {
        Self {
            identifier: identifier.into(),
            sender: sender.into(),
            sent,
            status,
            message_type,
            source: String::new(),
            scope: Scope::Public,
            restriction: String::new(),
            addresses: Vec::new(),
            codes: Vec::new(),
            note: String::new(),
            references: Vec::new(),
            incidents: Vec::new(),
            infos: Vec::new(),
        }
    }
    /// How others refer to it (CAP 1.2, 3.2.1, references).
    #[must_use]
    pub fn reference(&self) -> Reference {
        Reference { sender: self.sender.clone(), identifier: self.identifier.clone(), sent: self.sent }
    }
    /// Whether all that it says holds no more at a time: every info has expired. One without infos, or with an info that never expires,
    /// holds on.
    #[must_use]
    pub fn has_expired(&self, now: Time) -> bool {
        let gone = |info: &Info| info.expires.is_some_and(|expires| expires.unix() <= now.unix());
        !self.infos.is_empty() && self.infos.iter().all(gone)
    }
}

impl Info {
    /// An info with what must be there.
    pub fn new(
        language: impl Into<String>,
        category: Category,
        event: impl Into<String>,
        urgency: Urgency,
        severity: Severity,
        certainty: Certainty,
    ) -> Self {
        Self {
            language: language.into(),
            categories: vec![category],
            event: event.into(),
            response_types: Vec::new(),
            urgency,
            severity,
            certainty,
            audience: String::new(),
            event_codes: Vec::new(),
            effective: None,
            onset: None,
            expires: None,
            sender_name: String::new(),
            headline: String::new(),
            description: String::new(),
            instruction: String::new(),
            web: String::new(),
            contact: String::new(),
            parameters: Vec::new(),
            resources: Vec::new(),
            areas: Vec::new(),
        }
    }
    /// Whether a point is in one of its areas. Nothing when that is not known: see [`Area::contains`]; and there may be no areas.
    #[must_use]
    pub fn contains(&self, point: crate::Point) -> Option<bool> {
        let mut known = if self.areas.is_empty() { None } else { Some(false) };
        for area in &self.areas {
            match area.contains(point) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => known = None,
            }
        }
        known
    }
}
