//! Identifiers: 16 bytes, time-ordered (UUID version 7, RFC 9562), one type per kind of thing so that they cannot be mixed up.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What every identifier can do: 16 bytes in, 16 bytes out, written as a UUID.
pub trait Id: Copy + Eq + Ord + fmt::Display + Sized {
    /// The identifier made of these bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
    /// Its bytes, as they are stored.
    fn bytes(self) -> [u8; 16];
    /// Reads 16 bytes, or nothing when the length differs.
    fn from_slice(slice: &[u8]) -> Option<Self> {
        <[u8; 16]>::try_from(slice).ok().map(Self::from_bytes)
    }
}

/// A text that is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);
        impl Id for $name {
            fn from_bytes(bytes: [u8; 16]) -> Self { Self(bytes) }
            fn bytes(self) -> [u8; 16] { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { uuid::Uuid::from_bytes(self.0).hyphenated().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!(stringify!($name), "({})"), self) }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if text.len() != 36 { return Err(NotAnId); }
                uuid::Uuid::try_parse(text).map(|u| Self(u.into_bytes())).map_err(|_| NotAnId)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(uuid::Uuid::from_bytes(self.0).hyphenated().encode_lower(&mut [0; 36]))
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                struct Seen;
                impl serde::de::Visitor<'_> for Seen {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("an identifier") }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> { text.parse().map_err(E::custom) }
                }
                d.deserialize_str(Seen)
            }
        }
    )*};
}

ids! {
    /// Somebody known to this server.
    PersonId
    /// An event that people are asked about.
    IncidentId
    /// One statement about one person in one incident.
    FactId
    /// A device or a browser through which a person acts.
    SessionId
    /// An invitation to join a circle.
    InvitationId
    /// A contact being proven.
    ProofId
    /// A request for help as the operators handle it.
    CaseId
    /// An organisation's list of people.
    RosterId
    /// A shelter offer.
    DoorId
    /// Somebody's search for shelter.
    RequestId
    /// Places at a door for somebody.
    StayId
    /// A polygon that nobody shall cross.
    PerimeterId
    /// What a guest or a host says went wrong.
    ReportId
    /// A search for somebody who is missing.
    NoticeId
    /// What somebody says of somebody who is searched for.
    NoteId
    /// A sign of life of somebody by name, handed from one room to another.
    SignId
    /// A proposed match of a notice and a sign of life.
    ReunionId
    /// Two searches that are about one person, or may be.
    LinkId
    /// A page in memory of somebody.
    TributeId
    /// What somebody writes on it.
    CondolenceId
    /// A hashtag, with all its spellings.
    TagId
    /// A picture of a post.
    PictureId
    /// Posts that say the same, or show the same.
    RumourId
    /// What an institution, a verifier or a moderator says about a rumour.
    RulingId
    /// A time and an area in which positions of forces are held back.
    EmbargoId
    /// An authority that is proven by its domain.
    AuthorityId
    /// An official message.
    AlertId
    /// A member of staff: operator, institution, admin …
    OperatorId
    /// A line of the audit.
    AuditId
    /// The name a client gives to its own act, so that sending it twice does it once.
    ClientId
    /// What a moderator decided that concerns somebody.
    DecisionId
}
