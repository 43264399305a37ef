//! Messages that refer to one another.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

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
    let index = Index::of(known);
    let own = name_of(alert);
    let leading_here = index.leading_to(own);
    let mentioned: HashSet<Name<'_>> = alert.references.iter().map(name).collect();
    for reference in &alert.references {
        if reference.sender != alert.sender {
            tell(Link::OtherSender, reference);
        }
        if reference.sent.unix() > alert.sent.unix() {
            tell(Link::Later, reference);
        }
        let Some(found) = index.named.get(&name(reference)) else {
            tell(Link::Unknown, reference);
            continue;
        };
        if found.status != alert.status {
            tell(Link::OtherStatus, reference);
        }
        if leading_here.contains(&name(reference)) {
            tell(Link::Circle, reference);
        }
        if !reaches_all(alert, found) {
            tell(Link::OtherRecipients, reference);
        }
        let before = |other: &&Alert| name_of(other) != own && other.sent.unix() <= alert.sent.unix();
        for other in index.after(found).filter(before) {
            match other.message_type {
                MessageType::Cancel => tell(Link::Cancelled, reference),
                _ if !mentioned.contains(&name_of(other)) => tell(Link::Superseded, reference),
                _ => {}
            }
        }
    }
    faults.dedup();
    faults
}

/// Sender, identifier and instant.
type Name<'a> = (&'a str, &'a str, i64);

fn name(reference: &Reference) -> Name<'_> {
    (&reference.sender, &reference.identifier, reference.sent.unix())
}
fn name_of(alert: &Alert) -> Name<'_> {
    (&alert.sender, &alert.identifier, alert.sent.unix())
}

/// Messages by their names, and by what they refer to: a message may refer to very many.
struct Index<'a> {
    named: HashMap<Name<'a>, &'a Alert>,
    referring: HashMap<Name<'a>, Vec<&'a Alert>>,
}
impl<'a> Index<'a> {
    fn of(known: &[&'a Alert]) -> Self {
        let mut referring: HashMap<Name<'a>, Vec<&'a Alert>> = HashMap::new();
        for alert in known {
            for reference in &alert.references {
                referring.entry(name(reference)).or_default().push(alert);
            }
        }
        Self { named: known.iter().map(|alert| (name_of(alert), *alert)).collect(), referring }
    }
    fn referring_to(&self, to: Name<'a>) -> &[&'a Alert] {
        self.referring.get(&to).map_or(&[], Vec::as_slice)
    }
    /// The messages of the same sender and status that update or cancel one.
    fn after(&self, alert: &'a Alert) -> impl Iterator<Item = &'a Alert> {
        self.referring_to(name_of(alert)).iter().copied().filter(move |other| {
            matches!(other.message_type, MessageType::Update | MessageType::Cancel)
                && other.sender == alert.sender
                && other.status == alert.status
        })
    }
    /// The messages that refer to one, by way of others perhaps.
    fn leading_to(&self, to: Name<'a>) -> HashSet<Name<'a>> {
        let mut found = HashSet::new();
        let mut next: Vec<&'a Alert> = self.referring_to(to).to_vec();
        while let Some(alert) = next.pop() {
            if found.insert(name_of(alert)) {
                next.extend(self.referring_to(name_of(alert)));
            }
        }
        found
    }
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

/// The messages that hold at a time: those that are neither updated nor cancelled by a later one of the same sender, nor
/// expired, nor not yet sent. An exercise never takes the place of anything that is not of it.
#[must_use]
pub fn in_force<'a>(known: &[&'a Alert], now: Time) -> Vec<&'a Alert> {
    let index = Index::of(known);
    let sent = |alert: &Alert| alert.sent.unix() <= now.unix();
    let replaced = |alert: &'a Alert| {
        let later = |other: &Alert| other.sent.unix() >= alert.sent.unix() && name_of(other) != name_of(alert);
        index.after(alert).any(|other| sent(other) && later(other))
    };
    let holds = |alert: &&&'a Alert| {
        matches!(alert.message_type, MessageType::Alert | MessageType::Update)
            && sent(alert)
            && !alert.has_expired(now)
            && !replaced(alert)
    };
    known.iter().filter(holds).copied().collect()
}
