//! What is put on its way, what is taken from the queue, and what becomes of it.

use kernel::{Id, IncidentId, PersonId, Span, Time};

use crate::{Channel, Kind, Step};

/// Whose a delivery is: a person, or a contact that is nobody's yet (its blind index).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Somebody.
    Person(PersonId),
    /// A contact.
    Contact([u8; 16]),
    /// Another system: the id of its web hook.
    Hook([u8; 16]),
}

impl Owner {
    /// As it is stored.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        match self {
            Self::Person(p) => p.bytes(),
            Self::Contact(b) | Self::Hook(b) => b,
        }
    }
}

/// A message to be put on its way through one channel.
#[derive(Clone, Debug)]
pub struct NewDelivery<'a> {
    /// What makes it one: the position of its event, say. The same `once`, owner, channel and device are one delivery.
    pub once: &'a [u8],
    /// Whose.
    pub owner: Owner,
    /// What for.
    pub kind: Kind,
    /// In which incident, and whether that is an exercise.
    pub incident: Option<(IncidentId, bool)>,
    /// Of which campaign.
    pub campaign: Option<[u8; 16]>,
    /// Who it tells of, or which proof.
    pub about: Option<[u8; 16]>,
    /// The contact, when it is nobody's yet.
    pub contact: Option<&'a str>,
    /// The subscription of a push.
    pub device: Option<[u8; 16]>,
    /// The key of the text of a reply, and its values as JSON.
    pub text: Option<(&'a str, &'a str)>,
    /// Through what, and when.
    pub step: Step,
    /// Which step of its plan: 0 goes at once.
    pub number: i64,
    /// When it was made.
    pub made: Time,
}

impl<'a> NewDelivery<'a> {
    /// One that goes through this channel at this time, at once or later, and has no more to say of itself. What there is besides is said
    /// over it (`NewDelivery { device, ..NewDelivery::new(…) }`).
    #[must_use]
    pub const fn new(once: &'a [u8], owner: Owner, kind: Kind, channel: Channel, at: Time) -> Self {
        Self {
            once,
            owner,
            kind,
            incident: None,
            campaign: None,
            about: None,
            contact: None,
            device: None,
            text: None,
            step: Step { channel, at },
            number: 0,
            made: at,
        }
    }
}

/// A message on its way, as it was taken from the queue.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The person, or the blind index of a contact.
    pub owner: [u8; 16],
    /// Its id.
    pub id: [u8; 16],
    /// Through what.
    pub channel: Channel,
    /// What for.
    pub kind: Kind,
    /// Whether it belongs to an exercise.
    pub drill: bool,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Of which campaign.
    pub campaign: Option<[u8; 16]>,
    /// Who it tells of, or which proof.
    pub about: Option<[u8; 16]>,
    /// The contact, when it is nobody's yet.
    pub contact: Option<String>,
    /// The subscription of a push.
    pub device: Option<[u8; 16]>,
    /// The key of the text of a reply.
    pub text: Option<String>,
    /// Its values, as JSON.
    pub words: Option<String>,
    /// What other channels carry it too.
    pub message: [u8; 16],
    /// Which step of its plan.
    pub step: i64,
    /// When it was made.
    pub made: Time,
    /// Until when it is worth sending.
    pub expires: Time,
    /// How often it was tried, this time included.
    pub attempts: i64,
    pub(super) lease: i64,
    pub(super) taken: Time,
}

impl std::fmt::Debug for Delivery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Delivery({}, {}, try {})", self.kind.word(), self.channel.word(), self.attempts)
    }
}

impl Delivery {
    /// The person, unless it goes to a contact that is nobody's, or to another system.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        // Codes and replies are a contact's also when they carry it no more.
        let nobodys = self.contact.is_some() || matches!(self.kind, Kind::Code | Kind::Reply);
        (!nobodys && self.channel != Channel::Hook).then(|| PersonId::from_bytes(self.owner))
    }
    /// The blind index of the contact that it goes to, when that is nobody's.
    #[must_use]
    pub fn contact_index(&self) -> Option<[u8; 16]> {
        (self.channel != Channel::Hook && self.person().is_none()).then_some(self.owner)
    }
    /// Its id as providers get it: 22 characters of base64url, fit for the `Topic` of a push.
    #[must_use]
    pub fn name(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.id)
    }
}

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider has it, calls it so, and charges so many parts.
    Sent {
        /// How the provider calls it.
        reference: Option<String>,
        /// Parts of text messages.
        parts: i64,
    },
    /// Not now: after this long, or after the usual back-off.
    Later {
        /// What the provider asked for.
        after: Option<Span>,
        /// Why, in a word of ours.
        why: &'static str,
    },
    /// Never: the address is gone, or the message is not taken.
    Dead(&'static str),
    /// Nobody needs it any more.
    NotNeeded,
    /// It was not tried: the provider is being spared.
    Untried,
}

/// The most tries of one delivery.
pub const TRIES: i64 = 8;

/// How long to wait after try `n` (from 1): 5, 10, 20 … seconds, an hour at most, and up to half as much again by chance, so that not
/// all come back together. `chance` is 0 … 999.
#[must_use]
pub fn back_off(n: i64, chance: u64) -> Span {
    let seconds = 5_i64.saturating_mul(1 << n.clamp(1, 11).saturating_sub(1)).min(3600);
    let extra = seconds.saturating_mul(i64::try_from(chance.min(999)).unwrap_or(0)).saturating_mul(500);
    Span(Span::seconds(seconds).0.saturating_add(extra))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end_at_an_hour_and_a_half() {
        assert_eq!(back_off(1, 0), Span::seconds(5));
        assert_eq!(back_off(3, 0), Span::seconds(20));
        assert_eq!(back_off(40, 0), Span::hours(1));
        assert!(back_off(40, 999) < Span::minutes(91));
        assert!(back_off(1, 500) > back_off(1, 0));
    }
}
