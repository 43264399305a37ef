//! Notices, notes and reunions as plain data, and what people say about them.

pub mod exchange;
pub mod link;
pub mod list;
pub mod tribute;
pub mod view;

use kernel::{Cell, IncidentId, NoteId, NoticeId, PersonId, ReunionId, Time, numbered};
use register::{Author, Fact, FactKind, How, Proof, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// Where a search stands.
    NoticeState {
        /// Nobody has proven a contact for it yet.
        Draft = 0, "draft";
        /// On.
        Searching = 1, "searching";
        /// Who was sought is found.
        Found = 2, "found";
        /// Whoever searched ended it.
        Closed = 3, "closed";
        /// Its time ran out: hidden.
        Over = 4, "over";
        /// Moderators took it down.
        TakenDown = 5, "taken_down";
        /// Who was sought is dead: an institution's pair states it, and the family agreed that it is shown.
        Dead = 6, "dead";
    }
}

numbered! {
    /// How far the call for witnesses is that anybody may read.
    Appeal {
        /// For private matching alone.
        None = 0, "none";
        /// Whoever searches asks for it.
        Asked = 1, "asked";
        /// Approved: its card may be relayed.
        Approved = 2, "approved";
        /// Not approved.
        Refused = 3, "refused";
    }
}

numbered! {
    /// Sex, as whoever describes somebody says it.
    #[schema(as = SoughtSex)]
    Sex {
        /// Not said.
        Unknown = 0, "unknown";
        /// Female.
        Female = 1, "female";
        /// Male.
        Male = 2, "male";
        /// Other.
        Other = 3, "other";
    }
}

numbered! {
    /// Who the seeker is to whom they seek.
    Relation {
        /// Of the family.
        Family = 1, "family";
        /// Spouse or partner.
        Partner = 2, "partner";
        /// A friend.
        Friend = 3, "friend";
        /// Works or learns with them.
        Colleague = 4, "colleague";
        /// Lives near them.
        Neighbour = 5, "neighbour";
        /// Something else.
        Other = 6, "other";
    }
}

numbered! {
    /// Who stands behind a search for a minor.
    Guardian {
        /// Nobody.
        None = 0, "none";
        /// A parent or guardian, as they say.
        Guardian = 1, "guardian";
        /// An authority.
        Authority = 2, "authority";
    }
}

numbered! {
    /// Where a proposal stands that a search and a sign of life belong together.
    ReunionState {
        /// The person is asked whether whoever seeks them may know.
        Asked = 1, "asked";
        /// A reviewer is to compare.
        Review = 2, "review";
        /// Confirmed.
        Confirmed = 3, "confirmed";
        /// They are two different people.
        NotSame = 4, "not_same";
        /// The person does not say now.
        NotNow = 5, "not_now";
        /// The person never wants this seeker to know.
        Never = 6, "never";
        /// It was confirmed, and taken back.
        Undone = 7, "undone";
        /// The person wants it told, and nothing but a name proves that it is them: a reviewer is to compare.
        Agreed = 8, "agreed";
        /// The person hides from this seeker: they are asked nothing, and nothing is told.
        Hidden = 9, "hidden";
        /// A reviewer took news for theirs while the person had not said yes: it waits for them, and nobody sees that.
        Held = 10, "held";
    }
}

numbered! {
    /// What a search is proposed to belong together with.
    Sign {
        /// Somebody who is known here, of whom something was said.
        Person = 1, "person";
        /// News of a name.
        News = 2, "news";
    }
}

numbered! {
    /// What was noticed of a photo: a reason for a moderator to look, never for a machine to refuse.
    PhotoFlag {
        /// Nothing.
        Nothing = 0, "nothing";
        /// It is like a picture that is known to be a hoax.
        Hoax = 1, "hoax";
        /// It is like the photo of another search.
        Elsewhere = 2, "elsewhere";
    }
}

numbered! {
    /// What somebody answers who hears that they are sought.
    Tell {
        /// Tell them that I am well.
        Tell = 1, "tell";
        /// Not now.
        NotNow = 2, "not_now";
        /// Never tell this seeker.
        Never = 3, "never";
        /// It is not me whom they seek.
        NotMe = 4, "not_me";
    }
}

/// Who is sought, as it is kept sealed. No part of it is in the clear anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The full name, then other names: married or maiden, nicknames, other scripts.
    pub names: Vec<String>,
    /// What they look like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What they wore.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wearing: Option<String>,
    /// What tells them apart: a scar, a tattoo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<String>,
    /// Where they were last seen: the name of a landmark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Their telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl Profile {
    /// The name that is shown to whoever knows it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
    /// The name as anybody may read it: first name and initial, "Camille R.".
    #[must_use]
    pub fn short_name(&self) -> String {
        short(self.name())
    }
}

pub use register::names::short;

numbered! {
    /// What is wrong with a public appeal, as somebody says who needs no account.
    Wrong {
        /// Whoever is sought may be in danger when they are found.
        Danger = 1, "danger";
        /// They do not want to be shown: it is themself, or somebody close, who says so.
        Privacy = 2, "privacy";
        /// It is a hoax.
        Hoax = 3, "hoax";
        /// Something else.
        Other = 4, "other";
    }
}

impl Wrong {
    /// How grave that is, 1 the gravest: graver of a minor.
    #[must_use]
    pub const fn risk(self, minor: bool) -> i64 {
        let grave = match self {
            Self::Danger | Self::Privacy => 2,
            Self::Hoax => 3,
            Self::Other => 5,
        };
        if minor { grave - 1 } else { grave }
    }
}

/// Years of age, both ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ages {
    /// At least.
    pub low: i64,
    /// At most.
    pub high: i64,
}

/// A search as it is asked for.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// In which incident.
    pub incident: IncidentId,
    /// Who is sought.
    pub profile: Profile,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// Who the seeker is to them.
    pub relation: Option<Relation>,
    /// For a minor: who stands behind it.
    pub guardian: Guardian,
    /// Last seen, coarsely.
    pub cell: Option<Cell>,
    /// When that was.
    pub seen: Option<Time>,
    /// Until when, if the seeker says so.
    pub expires: Option<Time>,
    /// Whether whoever seeks an adult has read that the police come first.
    pub told_police: bool,
}

/// What is known of whoever opens a search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seeker {
    /// They have a proven contact.
    pub proven: bool,
    /// An institution, or an operator.
    pub institution: bool,
    /// Searches of theirs that are on.
    pub open: i64,
}

/// A search as it is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Who searches; nobody for what was imported, and for a draft.
    pub seeker: Option<PersonId>,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: NoticeState,
    /// How public it is.
    pub appeal: Appeal,
    /// Of an approved appeal: what its card and page are found by.
    pub share: Option<String>,
    /// Blind index of their telephone.
    pub phone: Option<[u8; 16]>,
    /// Blind index of their e-mail.
    pub email: Option<[u8; 16]>,
    /// Blind index of the last four digits of their telephone.
    pub tail: Option<[u8; 16]>,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// Who the seeker is to them.
    pub relation: Option<Relation>,
    /// For a minor: who stands behind it.
    pub guardian: Guardian,
    /// Last seen, coarsely.
    pub cell: Option<Cell>,
    /// When that was.
    pub seen: Option<Time>,
    /// Who it was, once a reunion is confirmed.
    pub person: Option<PersonId>,
    /// When they were found.
    pub found: Option<Time>,
    /// Since when.
    pub opened: Time,
    /// When it last changed.
    pub changed: Time,
    /// Until when.
    pub expires: Time,
    /// When its appeal was approved, while it waits for whoever is sought to be asked. Neither its seeker nor moderators see that it does.
    pub approved: Option<Time>,
}

impl Notice {
    /// Whether it is on.
    #[must_use]
    pub fn is_open(&self, now: Time) -> bool {
        self.state == NoticeState::Searching && now < self.expires
    }
    /// Whether whoever is sought may be a minor.
    #[must_use]
    pub fn is_minor(&self) -> bool {
        is_minor(self.ages)
    }
}

/// Whether somebody of these ages may be a minor: unless it is said that they are of age, the younger end counts.
#[must_use]
pub fn is_minor(ages: Option<Ages>) -> bool {
    ages.is_some_and(|a| a.low < 18)
}

/// Whether it is said that somebody is of age: whoever is of no known age may be a minor.
#[must_use]
pub fn is_of_age(ages: Option<Ages>) -> bool {
    ages.is_some_and(|a| a.low >= 18)
}

/// What somebody says of somebody who is missing.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// How they know.
    pub how: How,
    /// What they say.
    pub state: State,
    /// When it was.
    pub at: Option<Time>,
    /// Where, in words: a landmark …
    pub near: Option<String>,
    /// … or as a cell.
    pub cell: Option<Cell>,
    /// A word; addresses, codes and contacts in it are masked.
    pub words: Option<String>,
}

/// Whom news of a name is about.
#[derive(Clone, Debug, Default)]
pub struct Meant {
    /// Their name.
    pub name: String,
    /// Their telephone or e-mail.
    pub contact: Option<String>,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Option<Sex>,
}

/// A note as it is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// Which notice, once that is known.
    pub notice: Option<NoticeId>,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Who says it.
    pub author: Author,
    /// How they know.
    pub how: How,
    /// What they say.
    pub state: State,
    /// How far they are proven.
    pub proof: Proof,
    /// Whether it is disputed.
    pub disputed: bool,
    /// When it was.
    pub at: Time,
    /// When the server got it.
    pub received: Time,
    /// Where, coarsely.
    pub cell: Option<Cell>,
    /// Blind index of the telephone of who is meant.
    pub phone: Option<[u8; 16]>,
    /// Blind index of their e-mail.
    pub email: Option<[u8; 16]>,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// Whether moderators took it away.
    pub hidden: bool,
    /// Until when.
    pub expires: Time,
}

impl Note {
    /// What is said in an incident (which may be an exercise): how whoever says it knows and how somebody is; of when it is, when it came, and
    /// until when it is kept. Until more is known of it nobody says it, nobody has proven it, and it is of no search.
    #[must_use]
    pub const fn new(
        id: NoteId,
        (incident, drill): (IncidentId, bool),
        (how, state): (How, State),
        (at, received, expires): (Time, Time, Time),
    ) -> Self {
        Self {
            id,
            notice: None,
            incident,
            drill,
            author: Author::Nobody,
            how,
            state,
            proof: Proof::None,
            disputed: false,
            at,
            received,
            cell: None,
            phone: None,
            email: None,
            ages: None,
            sex: Sex::Unknown,
            hidden: false,
            expires,
        }
    }
    /// The note as a fact about whom a notice seeks: what `register::resolve` takes. Its subject is the notice's, and nobody's id.
    #[must_use]
    pub fn as_fact(&self, subject: PersonId) -> Fact {
        Fact {
            id: kernel::Id::from_bytes(kernel::Id::bytes(self.id)),
            person: subject,
            incident: self.incident,
            drill: self.drill,
            // What two of an institution say weighs more than what somebody saw; what one of them says, as much.
            kind: if self.proof == Proof::AccreditedPair { FactKind::ListEntry } else { FactKind::Sighting },
            state: self.state,
            how: self.how,
            author: self.author,
            at: self.at,
            received: self.received,
            proof: self.proof,
            disputed: self.disputed || self.hidden,
            confirmed: false,
            channel: register::Channel::Web,
        }
    }
}

/// A proposal that a search and a sign of life belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Reunion {
    /// Its id.
    pub id: ReunionId,
    /// Which search.
    pub notice: NoticeId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// What sort of sign.
    pub sign: Sign,
    /// The id of the person or the note.
    pub subject: [u8; 16],
    /// Who searches.
    pub seeker: Option<PersonId>,
    /// Out of a thousand.
    pub score: i64,
    /// Why: the numbers of `rules::join::Reason`.
    pub reasons: String,
    /// Where it stands.
    pub state: ReunionState,
    /// Since when.
    pub made: Time,
    /// When it last changed.
    pub changed: Time,
}

impl Reunion {
    /// The person who is asked, when there is one.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        (self.sign == Sign::Person).then(|| kernel::Id::from_bytes(self.subject))
    }
    /// The note, when it is one.
    #[must_use]
    pub fn note(&self) -> Option<NoteId> {
        (self.sign == Sign::News).then(|| kernel::Id::from_bytes(self.subject))
    }
}
