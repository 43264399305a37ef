//! A document: what it says, what is wrong with it, and its signature.

use std::{
    fmt,
    io::{self, Read},
};

use crate::{
    Alert, Level, Problem, Rule, Time, Version, read,
    rule::Place,
    sign::{self, Pin, Unverified, Verified},
    xml::{self, Document},
};

/// How much is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Elements inside of one another.
    pub depth: usize,
    /// Elements, attributes and instructions together; each takes some hundred bytes of memory.
    pub nodes: usize,
    /// The longest document, in bytes. Memory holds it once, and once more as a tree.
    pub document_bytes: u64,
    /// How many pairs of sides of polygons are compared, to find those that cross.
    pub comparisons: u64,
}
impl Default for Limits {
    /// 16 levels, 50,000 nodes, 4 MiB, 20 million pairs.
    fn default() -> Self {
        Self { depth: 16, nodes: 50_000, document_bytes: 4 << 20, comparisons: 20_000_000 }
    }
}

/// How a document is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How much.
    pub limits: Limits,
    /// For the rule about the future; without it, it is not asked.
    pub now: Option<Time>,
}

/// Why a document cannot be read.
#[derive(Debug)]
pub enum Stop {
    /// It cannot be had.
    Io(io::Error),
    /// It is not one that can be understood.
    Document(Problem),
}
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(problem) => write!(f, "{problem}"),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}
impl std::error::Error for Stop {}

/// A document that was read.
///
/// ```
/// let text = r#"<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
///   <identifier>2015-7</identifier><sender>alerts@example.org</sender><sent>2015-11-13T22:20:00Z</sent>
///   <status>Test</status><msgType>Alert</msgType><scope>Public</scope></alert>"#;
/// let message = cap::Message::read(text.as_bytes(), &cap::Settings::default()).unwrap();
/// let told: Vec<_> = message.problems().iter().map(|p| format!("{}@{}", p.rule.code(), p.line)).collect();
/// assert_eq!(told, ["no-info@1", "time@2"]);
/// assert_eq!(message.alert().unwrap().identifier, "2015-7");
/// ```
#[derive(Debug)]
pub struct Message {
    text: String,
    utf8: bool,
    document: Document,
    version: Version,
    alert: Option<Alert>,
    problems: Vec<Problem>,
}

impl Message {
    /// Reads a document of CAP 1.0, 1.1 or 1.2, up to the limits.
    ///
    /// # Errors
    /// When it cannot be had, is no XML within the limits, or no alert.
    pub fn read(input: impl Read, settings: &Settings) -> Result<Self, Stop> {
        let mut bytes = Vec::new();
        input.take(settings.limits.document_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        let start = Place { line: 1, column: 1 };
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > settings.limits.document_bytes {
            return Err(Stop::Document(Problem::at(Rule::LongDocument, start, None)));
        }
        let (text, utf8) = xml::decode(bytes).map_err(Stop::Document)?;
        let document = xml::parse(&text, &settings.limits).map_err(Stop::Document)?;
        let (version, alert, mut problems) = read::alert(&document.root, settings).map_err(Stop::Document)?;
        if !utf8 {
            problems.insert(0, Problem::at(Rule::NotUtf8, start, None));
        }
        Ok(Self { text, utf8, document, version, alert, problems })
    }
    /// The version of the document.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }
    /// What it says, in the words of 1.2. Nothing when the alert itself cannot be understood; an info, an area or a value that cannot is
    /// left out, and told as an error.
    #[must_use]
    pub const fn alert(&self) -> Option<&Alert> {
        self.alert.as_ref()
    }
    /// The same, for keeps.
    #[must_use]
    pub fn into_alert(self) -> Option<Alert> {
        self.alert
    }
    /// Every rule that it breaks, in the order of the document.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
    /// Whether it can be understood whole, and breaks no rule but those that warn.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.alert.is_some() && self.problems.iter().all(|p| p.rule.level() == Level::Warning)
    }
    /// Whether it has a signature, good or not.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        sign::signatures(&self.document.root) > 0
    }
    /// Whether its signature is that of one of the keys that are pinned for its authority (CAP 1.2, 3.3.4.1). What is found in the
    /// document about keys is not looked at. A message that cannot be verified is still a message: show it, and that it is not verified.
    ///
    /// With a time, a pinned certificate must be valid at that time.
    ///
    /// # Errors
    /// Why it cannot be verified.
    pub fn verify(&self, pins: &[Pin], at: Option<Time>) -> Result<Verified, Unverified> {
        sign::verify(&self.document, pins, at)
    }
    pub(crate) const fn parts(&self) -> (&String, bool, &Document) {
        (&self.text, self.utf8, &self.document)
    }
}
