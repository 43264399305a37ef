//! Messages that refer to one another.

use std::{collections::HashSet, fmt};

use crate::{Alert, Level, MessageType, Reference, Scope, Time};

/// What can be wrong between a message and those that it refers to (CAP 1.2, 3.2.1: status, msgType, scope, references).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// Another message has this name already.
    NameTaken,
    /// The message that is referred to is not known.
    Unknown,
    /// It is of another sender.
    OtherSender,
    /// It has another status: what is Actual has nothing to do with an Exercise or a Test.
    OtherStatus,
    /// It was sent later.
    Later,
    /// It refers to this message, by way of others perhaps.
    Circle,
    /// It was cancelled before.
    Cancelled,
    /// A newer message took its place, and this one does not refer to that.
    Superseded,
    /// It went to others: another scope, another restriction, or addresses that this one does not have.
    OtherRecipients,
}
impl Link {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::NameTaken,
        Self::Unknown,
        Self::OtherSender,
        Self::OtherStatus,
        Self::Later,
        Self::Circle,
        Self::Cancelled,
        Self::Superseded,
        Self::OtherRecipients,
    ];
    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameTaken => "name-taken",
            Self::Unknown => "unknown-message",
            Self::OtherSender => "other-sender",
            Self::OtherStatus => "other-status",
            Self::Later => "later-message",
            Self::Circle => "circle-of-messages",
            Self::Cancelled => "cancelled-message",
            Self::Superseded => "superseded-message",
            Self::OtherRecipients => "other-recipients",
        }
    }
    /// Whether the message must not be acted on.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Unknown | Self::Superseded | Self::OtherRecipients => Level::Warning,
            _ => Level::Error,
        }
    }
}
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Something wrong with what a message refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFault {
    /// What.
    pub link: Link,
    /// The message that it is about, by its name.
    pub about: Reference,
}

/// Checks what a message refers to against the messages that are known. The known ones may be in any order, and hold the message itself.
///
/// ```
/// use cap::{Alert, Link, MessageType, Status, Time, check_references};
/// let at = |text| Time::parse(text).unwrap();
/// let alert = Alert::new("1", "a@example.org", at("2015-11-13T22:00:00-00:00"), Status::Actual, MessageType::Alert);
/// let mut cancel = Alert::new("2", "a@example.org", at("2015-11-13T22:05:00-00:00"), Status::Test, MessageType::Cancel);
/// cancel.references.push(alert.reference());
/// let faults = check_references(&cancel, &[&alert]);
/// assert_eq!((faults.len(), faults[0].link), (1, Link::OtherStatus));
/// ```
#[must_use]
pub fn check_references(alert: &Alert, known: &[&Alert]) -> Vec<LinkFault> {
    let mut faults = Vec::new();
    let mut tell = |link, about: &Reference| faults.push(LinkFault { link, about: about.clone() });
    let same_name = |other: &&&Alert| other.sender == alert.sender && other.identifier == alert.identifier;
    for other in known.iter().filter(same_name).filter(|other| **other != alert) {
        tell(Link::NameTaken, &other.reference());
    }
    for reference in &alert.references {
        if reference.sender != alert.sender {
            tell(Link::OtherSender, reference);
        }
        if reference.sent.unix() > alert.sent.unix() {
            tell(Link::Later, reference);
        }
        let Some(found) = known.iter().find(|other| reference.names(other)) else {
            tell(Link::Unknown, reference);
            continue;
        };
        if found.status != alert.status {
            tell(Link::OtherStatus, reference);
        }
        if reaches(found, alert, known) {
            tell(Link::Circle, reference);
        }
        if !reaches_all(alert, found) {
            tell(Link::OtherRecipients, reference);
        }
        for other in after(found, known).filter(|other| !alert.reference().names(other)) {
            let before = other.sent.unix() <= alert.sent.unix();
            let mentioned = alert.references.iter().any(|r| r.names(other));
            match other.message_type {
                MessageType::Cancel if before => tell(Link::Cancelled, reference),
                MessageType::Update if before && !mentioned => tell(Link::Superseded, reference),
                _ => {}
            }
        }
    }
    faults.dedup();
    faults
}

/// The messages of the same sender and status that update or cancel one.
fn after<'a>(alert: &'a Alert, known: &'a [&'a Alert]) -> impl Iterator<Item = &'a Alert> {
    known.iter().copied().filter(move |other| {
        matches!(other.message_type, MessageType::Update | MessageType::Cancel)
            && other.sender == alert.sender
            && other.status == alert.status
            && other.references.iter().any(|r| r.names(alert))
    })
}

/// Whether a message refers to another, by way of others perhaps.
fn reaches(from: &Alert, to: &Alert, known: &[&Alert]) -> bool {
    let mut seen = HashSet::new();
    let mut next = vec![from];
    while let Some(alert) = next.pop() {
        for reference in &alert.references {
            if reference.names(to) {
                return true;
            }
            if seen.insert((&reference.sender, &reference.identifier, reference.sent.unix())) {
                next.extend(known.iter().find(|other| reference.names(other)));
            }
        }
    }
    false
}

/// Whether a message goes to all to whom another went.
fn reaches_all(alert: &Alert, earlier: &Alert) -> bool {
    match (alert.scope, earlier.scope) {
        (Scope::Public, Scope::Public) => true,
        (Scope::Restricted, Scope::Restricted) => alert.restriction == earlier.restriction,
        (Scope::Private, Scope::Private) => earlier.addresses.iter().all(|to| alert.addresses.contains(to)),
        _ => false,
    }
}

/// The messages that hold at a time, of one status: those that are neither updated nor cancelled by a later one of the same sender, nor
/// expired, nor not yet sent. An exercise never takes the place of anything that is not of it.
#[must_use]
pub fn in_force<'a>(known: &[&'a Alert], now: Time) -> Vec<&'a Alert> {
    let holds = |alert: &&&'a Alert| {
        matches!(alert.message_type, MessageType::Alert | MessageType::Update)
            && alert.sent.unix() <= now.unix()
            && !alert.has_expired(now)
            && !after(alert, known).any(|other| {
                other.sent.unix() >= alert.sent.unix() && other.sent.unix() <= now.unix() && other != **alert
            })
    };
    known.iter().filter(holds).copied().collect()
}
