//! What can be wrong with a message, and where.

use std::fmt;

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The message is understood all the same, and may be relayed.
    Warning,
    /// The message is not as CAP says: what cannot be understood is left out of it.
    Error,
    /// The document cannot be read.
    Fatal,
}
impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Fatal => "fatal",
        })
    }
}

/// What is known of a rule.
struct Row {
    level: Level,
    code: &'static str,
    source: &'static str,
    says: &'static str,
}

macro_rules! rules {
    ($($level:ident: $($rule:ident $code:literal $source:literal $says:literal)*;)*) => {
        /// A rule that can be broken. Each has a code that does not change, a level, the paragraph that it is from, and a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[doc = concat!($says, " (", $source, ")")] $rule,)*)* }
        impl Rule {
            /// All of them.
            pub const ALL: &[Self] = &[$($(Self::$rule,)*)*];
            const fn row(self) -> Row {
                match self {
                    $($(Self::$rule => Row { level: Level::$level, code: $code, source: $source, says: $says },)*)*
                }
            }
        }
    };
}

impl Rule {
    /// Its name, as `rhizome cap validate` prints it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().code
    }
    /// How much it matters.
    #[must_use]
    pub const fn level(self) -> Level {
        self.row().level
    }
    /// The paragraph that says so: of the CAP 1.2 standard, unless another document is named.
    #[must_use]
    pub const fn source(self) -> &'static str {
        self.row().source
    }
    /// What holds, in one sentence. It never quotes the document.
    #[must_use]
    pub const fn says(self) -> &'static str {
        self.row().says
    }
}

rules! {
    Fatal:
    Xml "xml" "XML 1.0" "The document is well-formed XML 1.0 with namespaces."
    Encoding "encoding" "XML 1.0, 4.3.3" "The document is in UTF-8, UTF-16 or ISO-8859-1, as it says itself."
    Dtd "dtd" "here" "There is no document type declaration."
    Entity "entity" "here" "There are no entities besides the five of XML."
    Character "character" "XML 1.0, 2.2" "There are no characters that XML cannot carry."
    Depth "depth" "here" "Elements are not nested deeper than the limit."
    Many "many" "here" "There are not more elements, attributes and instructions than the limit."
    LongDocument "long-document" "here" "The document is not longer than the limit."
    Root "root" "3.2.1" "The document is an alert."
    Namespace "namespace" "3.2.1" "The alert stands in the namespace of CAP 1.0, 1.1 or 1.2: urn:oasis:names:tc:emergency:cap:1.2, for instance.";

    Error:
    Required "required" "3.2" "What must be there is there, and is not empty."
    Unknown "unknown-element" "3.4" "The elements are those of CAP."
    Foreign "foreign-element" "3.4" "There are no elements of other namespaces, besides signatures."
    Attribute "attribute" "3.4" "Elements have no attributes."
    Order "order" "3.4" "Elements stand in the order of the schema."
    Repeated "repeated-element" "3.4" "What may stand once stands once."
    StrayText "stray-text" "3.4" "Between elements there is no text."
    Markup "markup" "3.4" "What holds text holds no elements."
    WhiteSpace "white-space" "3.4" "A value of a list has no white space around it."
    Identifier "identifier" "3.2.1" "An identifier has no white space, comma, < or &."
    Sender "sender" "3.2.1" "A sender has no white space, comma, < or &."
    Time "time" "3.3.2" "A time has the form yyyy-mm-ddThh:mm:ss+hh:mm, with an offset, without fraction and without Z."
    Status "status" "3.2.1" "Status is Actual, Exercise, System, Test or Draft."
    MessageType "message-type" "3.2.1" "A msgType is Alert, Update, Cancel, Ack or Error."
    Scope "scope" "3.2.1" "Scope is Public, Restricted or Private."
    NoRestriction "no-restriction" "3.2.1" "What is restricted says to whom."
    NoAddresses "no-addresses" "3.2.1" "What is private says to whom it is addressed."
    Quotes "quotes" "3.2.1" "In lists, what has white space in it stands between quotation marks, and has none in it."
    References "references" "3.2.1" "A reference has the form sender,identifier,sent; white space stands between references."
    NoReferences "no-references" "3.2.1" "An Update, a Cancel, an Ack and an Error refer to the messages that they are about."
    SelfReference "self-reference" "3.2.1" "A message refers to earlier ones, not to itself."
    Language "language" "3.2.2" "A language has a code of RFC 3066, fr-FR for instance."
    Category "category" "3.2.2" "A category is Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE or Other."
    ResponseType "response-type" "3.2.2" "A responseType is Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear or None."
    Urgency "urgency" "3.2.2" "Urgency is Immediate, Expected, Future, Past or Unknown."
    Severity "severity" "3.2.2" "Severity is Extreme, Severe, Moderate, Minor or Unknown."
    Certainty "certainty" "3.2.2" "Certainty is Observed, Likely, Possible, Unlikely or Unknown."
    Uri "uri" "3.2.2, 3.2.3" "An address is a whole, absolute URI; beside a derefUri it may be relative."
    Pair "pair" "CAP 1.0" "A code of 1.0 has the form name=value."
    Size "size" "3.2.3" "A size is a number of bytes."
    Base64 "base64" "3.2.3" "What is in a derefUri is in Base64."
    Polygon "polygon" "3.2.4" "A polygon is a list of pairs lat,lon with white space between them."
    PolygonFew "polygon-few" "3.2.4" "A polygon has four pairs or more, three of them different."
    PolygonOpen "polygon-open" "3.2.4" "The last pair of a polygon is the first."
    PolygonCrosses "polygon-crosses" "3.2.4" "The sides of a polygon do not cross."
    Coordinate "coordinate" "3.3.1" "A latitude lies from -90 to 90, a longitude from -180 to 180."
    Circle "circle" "3.2.4" "A circle is a pair lat,lon, a space, and a radius in kilometres."
    Altitude "altitude" "3.2.4" "An altitude and a ceiling are decimal numbers of feet."
    CeilingAlone "ceiling-alone" "3.2.4" "A ceiling stands together with an altitude."
    CeilingBelow "ceiling-below" "3.2.4" "A ceiling is not below the altitude."
    SignaturePlace "signature-place" "3.3.4.1" "A signature stands in the alert, after all else.";

    Warning:
    NotUtf8 "not-utf-8" "here" "The document is in UTF-8; others were understood too."
    OtherVersion "other-version" "3.4" "Elements and values are those of the version of the document."
    VeryLikely "very-likely" "3.2.2" "Very Likely is of 1.0; it is taken as Likely."
    NoScope "no-scope" "3.2.1" "The scope is said; what came before 1.1 may leave it out, and is taken as Public."
    NoCategory "no-category" "3.2.2" "The category is said; what came before 1.1 may leave it out, and is taken as Other."
    NoMimeType "no-mime-type" "3.2.3" "The media type is said; what came before 1.2 may leave it out, and is taken as application/octet-stream."
    TimeZulu "time-zulu" "3.3.2" "A time before 1.2 has an offset rather than Z too."
    TimeFraction "time-fraction" "3.3.2" "A time before 1.2 has whole seconds too; the fraction is left out."
    TimeUtc "time-utc" "3.3.2" "UTC is written -00:00."
    Empty "empty" "here" "What is there says something."
    NoLanguage "no-language" "3.2.2" "The language is said; where it is not, it is en-US."
    RepeatedLanguage "repeated-language" "here" "There is one info in each language."
    OtherCategories "other-categories" "here" "The infos of all languages have the same categories."
    OtherEventCodes "other-event-codes" "here" "The infos of all languages have the same event codes."
    NoInfo "no-info" "3.2.1" "An Alert and an Update have an info."
    NoArea "no-area" "3.2.2" "An info says where."
    AreaInWords "area-in-words" "3.2.4" "An area has a polygon, a circle or a geocode besides words."
    LongHeadline "long-headline" "3.2.2" "A headline has 160 characters at most."
    ExpiresFirst "expires-first" "3.2.2" "What expires does so after it was sent and after it takes effect."
    Future "future" "3.2.1" "A message was sent before it is read."
    ExerciseNote "exercise-note" "3.2.1" "An Exercise is named in the note."
    ErrorNote "error-note" "3.2.1" "An Error is explained in the note."
    OddRestriction "odd-restriction" "3.2.1" "Only what is restricted has a restriction."
    AlertReferences "alert-references" "3.2.1" "An Alert refers to no earlier message."
    LaterReference "later-reference" "3.2.1" "The messages that are referred to were sent before."
    Digest "digest" "3.2.3" "A digest is a SHA-1 in 40 hexadecimal digits."
    DerefUri "deref-uri" "3.2.3" "Contents are not sent along to those who can fetch them; a forwarder takes them out."
    PolygonTouches "polygon-touches" "here" "A polygon touches itself nowhere."
    Unchecked "unchecked" "here" "Polygons are looked at for crossings up to the limit; this one is not."
    SeveralSignatures "several-signatures" "here" "There is one signature.";
}

/// A place in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// A rule that is broken at a place of a document. It holds codes, places and names of elements, never what is written there: it can be
/// logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule.
    pub rule: Rule,
    /// The line, from 1.
    pub line: u64,
    /// The character of the line, from 1.
    pub column: u64,
    /// The element of CAP that it is about.
    pub element: Option<&'static str>,
}
impl Problem {
    pub(crate) const fn at(rule: Rule, place: Place, element: Option<&'static str>) -> Self {
        Self { rule, line: place.line, column: place.column, element }
    }
}
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let element = self.element.map(|e| format!("{e}: ")).unwrap_or_default();
        let Row { level, code, says, .. } = self.rule.row();
        write!(f, "{}:{}: {level} {code}: {element}{says}", self.line, self.column)
    }
}

/// Where something stands in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The info, from 0; nothing for what stands in the alert itself.
    pub info: Option<usize>,
    /// The area or the resource of the info, from 0.
    pub part: Option<(Part, usize)>,
    /// The name of the element.
    pub element: &'static str,
}
/// What an info has several of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// CAP 1.2, 3.2.4.
    Area,
    /// CAP 1.2, 3.2.3.
    Resource,
}

/// A rule that a message breaks which stands in no document (yet). It holds no texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which rule.
    pub rule: Rule,
    /// Where.
    pub spot: Spot,
}
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row { level, code, says, .. } = self.rule.row();
        write!(f, "{level} {code}: ")?;
        if let Some(info) = self.spot.info {
            write!(f, "info {}: ", info + 1)?;
        }
        if let Some((part, at)) = self.spot.part {
            write!(f, "{} {}: ", if part == Part::Area { "area" } else { "resource" }, at + 1)?;
        }
        write!(f, "{}: {says}", self.spot.element)
    }
}
impl std::error::Error for Fault {}
