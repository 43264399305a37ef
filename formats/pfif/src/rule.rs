//! What can be wrong with a document, and where.

use std::{fmt, io};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It is read all the same, whole.
    Warning,
    /// A field or a record is not as PFIF says: what cannot be understood is left out.
    Error,
    /// The document cannot be read on from here.
    Fatal,
}
impl Severity {
    /// In lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Fatal => "fatal",
        }
    }
}

macro_rules! rules {
    ($($variant:ident $severity:ident $code:literal $says:literal)*) => {
        /// A rule that can be broken. Each has a code that does not change, a severity, and a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $says] $variant),* }
        impl Rule {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            /// Its code, as `rhizome pfif validate` prints it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }
            /// What holds, in one sentence. It never quotes the document.
            #[must_use]
            pub const fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),* }
            }
        }
    };
}

rules! {
    Xml Fatal "xml" "The document is well-formed XML 1.0 with namespaces."
    Encoding Fatal "encoding" "The document is in UTF-8."
    Dtd Fatal "dtd" "There is no document type declaration."
    Entity Fatal "entity" "There are no entities besides the five of XML."
    Character Fatal "character" "There are no characters that XML cannot carry."
    Depth Fatal "depth" "Elements are not nested deeper than the limit."
    LongPiece Fatal "long-piece" "No tag and no text is longer than the limit."
    LongDocument Fatal "long-document" "The document is not longer than the limit."
    Root Fatal "root" "The document is a pfif element, or an Atom feed or entry."
    Namespace Fatal "namespace" "The root stands in a PFIF namespace, http://zesty.ca/pfif/1.4 for instance."
    Version Fatal "version" "The version is 1.1, 1.2, 1.3 or 1.4."

    LongRecord Error "long-record" "A record, with the notes inside it, is not longer than the limit."
    Required Error "required" "The fields that a record must have are there."
    RecordId Error "record-id" "The name of a record is a domain, a slash, and a local name without white space."
    Repeated Error "repeated-field" "A record has a field at most once."
    StrayText Error "stray-text" "Between fields and records there is no text."
    Markup Error "markup" "A field holds text, no elements."
    Time Error "time" "A time is in UTC and has the form yyyy-mm-ddThh:mm:ssZ."
    Age Error "age" "An age is one number of years, or two with a hyphen, the smaller first."
    Sex Error "sex" "Sex is female, male or other."
    Status Error "status" "Status is information_sought, is_note_author, believed_alive, believed_missing or believed_dead."
    Boolean Error "boolean" "It is true or false."
    BirthDate Error "date-of-birth" "A date of birth has the form yyyy, yyyy-mm or yyyy-mm-dd, and is in the calendar."
    Country Error "country" "A country is two capitals."
    OtherPerson Error "other-person" "A note inside a person is about that person."
    NoPerson Error "no-person" "A note outside of a person names the person that it is about."
    Misplaced Error "misplaced" "Persons stand in the document, notes in the document (from 1.2 on) or in a person."
    SelfLink Error "self-link" "A note does not link a person with itself."
    Expired Error "expired" "A day after expiry_date nothing is left but the names, the three dates and no notes."

    Slash Warning "namespace-slash" "The namespace has no slash at its end."
    Mixed Warning "mixed-versions" "A document is in one version."
    OtherVersion Warning "other-version" "The field belongs to the version of the document."
    UnknownField Warning "unknown-field" "The field is one of PFIF's."
    Foreign Warning "foreign-element" "There are no elements of other namespaces inside records."
    Attribute Warning "attribute" "Elements have no attributes."
    Order Warning "order" "Before 1.3 the fields stand in an order: the name of the record first, the notes last."
    Capitals Warning "capitals" "In 1.1 names and places are in capitals without accents."
    EmptyRequired Warning "empty-required" "The fields that a record must have are not empty."
    NoSourceDate Warning "no-source-date" "A record has a source_date; the entry_date is taken in its place."
    Fraction Warning "time-fraction" "A time has whole seconds; the fraction is left out."
    IdForm Warning "record-id-form" "The name of a record is in ASCII, its domain in lower case."
    Url Warning "url" "An address is absolute and begins with http:// or https://."
    Email Warning "email" "An e-mail address has one @ with something on both sides."
    Phone Warning "phone" "A telephone number has digits, and no letters besides an extension."
    State Warning "state" "A state is the second half of an ISO 3166-2 code: one to three capitals or digits."
    OldAge Warning "old-age" "Nobody is older than 130."
    ExpiryFirst Warning "expiry-first" "A record expires after its source_date."
    Future Warning "future" "A source_date is not in the future."
    Duplicate Warning "duplicate" "A name stands for one record; of several the one with the newest source_date counts."
    OneWayLink Warning "one-way-link" "When a note links one person with another, a note links them the other way round."
    Empty Warning "empty" "There are records in the document."
    Unchecked Warning "unchecked" "Names and links were remembered up to the limit; those that came after it are not compared."
}

/// A rule that is broken at a place. It holds codes, names of fields and names of records, never what is written in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule.
    pub rule: Rule,
    /// The line, from 1.
    pub line: u64,
    /// The character of the line, from 1.
    pub column: u64,
    /// The field as the document calls it, if it is about one that PFIF has.
    pub field: Option<&'static str>,
    /// The name of the record, if it has one.
    pub record: Option<String>,
}
impl Problem {
    pub(crate) const fn at(rule: Rule, at: Place) -> Self {
        Self { rule, line: at.line, column: at.column, field: None, record: None }
    }
    pub(crate) const fn of(rule: Rule, at: Place, field: &'static str) -> Self {
        Self { rule, line: at.line, column: at.column, field: Some(field), record: None }
    }
    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.rule.severity()
    }
}
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line, self.column);
        write!(f, "{line}:{column}: {} {}: ", self.severity().as_str(), self.rule.code())?;
        if let Some(field) = self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(self.rule.says())?;
        match &self.record {
            // What turns the text around it is no good in a terminal.
            Some(record) => write!(f, " ({})", record.escape_debug()),
            None => Ok(()),
        }
    }
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// Why a document cannot be read on.
#[derive(Debug)]
pub enum Stop {
    /// It cannot be had.
    Io(io::Error),
    /// It is not one that can be understood.
    Document(Problem),
}
impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(e) => e.fmt(f),
            Self::Document(problem) => problem.fmt(f),
        }
    }
}
impl std::error::Error for Stop {}
impl From<io::Error> for Stop {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}
