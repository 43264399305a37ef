//! Lists of institutions as plain data: entries, what they may belong to, and deaths.

use kernel::{Id as _, IncidentId, NoteId, NoticeId, OperatorId, PersonId, ReunionId, Staff, Time, numbered};
use register::{Author, Channel, Fact, FactKind, How, Proof, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ages, Notice, NoticeState, Reunion, ReunionState, Sex, Sign};

numbered! {
    /// How an institution lists somebody. A death is no line of a list: two people state it.
    EntryState {
        /// In its care.
        InCare = 1, "in_care";
        /// Safe, in its hands.
        Safe = 2, "safe";
        /// It is not known who they are.
        Unknown = 3, "unknown";
    }
}

impl EntryState {
    /// How whoever is listed is, as facts say it.
    #[must_use]
    pub const fn as_state(self) -> State {
        match self {
            Self::InCare => State::InCare,
            Self::Safe => State::Safe,
            Self::Unknown => State::None,
        }
    }
}

numbered! {
    /// Where it stands that an entry and a search may be for one person.
    MatchState {
        /// The institution has done nothing yet.
        Proposed = 1, "proposed";
        /// It calls the family: it has been shown how.
        Called = 2, "called";
        /// It lets the family's search end.
        Released = 3, "released";
        /// They are two different people.
        NotSame = 4, "not_same";
    }
}

numbered! {
    /// What whoever is listed says to their family being told.
    Patient {
        /// They want it.
        Agrees = 1, "agrees";
        /// They cannot answer now.
        CannotAnswer = 2, "cannot_answer";
    }
}

numbered! {
    /// Where the statement of a death stands.
    DeathState {
        /// One person states it.
        Stated = 1, "stated";
        /// A second one confirms it.
        Confirmed = 2, "confirmed";
        /// One of the two, or a later word of the person, suspends it.
        Suspended = 3, "suspended";
    }
}

numbered! {
    /// What a family says to being shown what an institution has told them.
    Consent {
        /// They are asked.
        Asked = 1, "asked";
        /// They agree.
        Given = 2, "given";
    }
}

/// Who is listed, as it is kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Listed {
    /// The full name; nothing when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The year of birth, when that was told: an age that follows from it changes with the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<i64>,
    /// What they carry to be known by: for the institution alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The institution's own reference.
    pub reference: String,
}

/// A line as it is brought, read but not decided on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// The full name.
    pub name: String,
    /// Sex: a word of [`Sex`] or nothing.
    pub sex: String,
    /// Years of age: `27`, `25-30`.
    pub age: String,
    /// The year of birth.
    pub born: String,
    /// A document.
    pub document: String,
    /// Their telephone.
    pub phone: String,
    /// Their e-mail.
    pub email: String,
    /// When they arrived: RFC 3339.
    pub arrived: String,
    /// How they are: a word of [`EntryState`].
    pub state: String,
    /// The institution's own reference.
    pub reference: String,
}

/// A line that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Who.
    pub who: Listed,
    /// How they are.
    pub state: EntryState,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// Since when.
    pub arrived: Option<Time>,
}

/// An entry as it is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: NoteId,
    /// Whose it is.
    pub institution: String,
    /// Who brought it.
    pub staff: OperatorId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// How they are.
    pub state: EntryState,
    /// Blind index of their telephone.
    pub phone: Option<[u8; 16]>,
    /// Blind index of their e-mail.
    pub email: Option<[u8; 16]>,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// Since when they are there.
    pub arrived: Option<Time>,
    /// Since when they are listed.
    pub added: Time,
    /// When it last changed.
    pub changed: Time,
    /// Until when.
    pub expires: Time,
}

/// An entry and a search that may be for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its id.
    pub id: ReunionId,
    /// The entry.
    pub entry: NoteId,
    /// The search.
    pub notice: NoticeId,
    /// Whose entry.
    pub institution: String,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Out of a thousand.
    pub score: i64,
    /// Why: words of `rules::join::Reason`.
    pub reasons: String,
    /// Where it stands.
    pub state: MatchState,
    /// Of a released one: what the family reads.
    pub note: Option<NoteId>,
    /// Since when.
    pub made: Time,
    /// When it last changed.
    pub changed: Time,
}

impl Match {
    /// As the join knows it: news of whom a search seeks.
    #[must_use]
    pub fn as_reunion(&self, note: NoteId) -> Reunion {
        Reunion {
            id: self.id,
            notice: self.notice,
            incident: self.incident,
            drill: self.drill,
            version: self.version,
            sign: Sign::News,
            subject: note.bytes(),
            seeker: None,
            score: self.score,
            reasons: self.reasons.clone(),
            state: ReunionState::Confirmed,
            made: self.made,
            changed: self.changed,
        }
    }
}

/// A death, as it is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Death {
    /// Of whom this search seeks.
    pub notice: NoticeId,
    /// The entry that it is about, and this search.
    pub of: ReunionId,
    /// Who states it.
    pub institution: String,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: DeathState,
    /// When they died.
    pub died: Time,
    /// When it was stated.
    pub stated: Time,
    /// By whom.
    pub stated_by: OperatorId,
    /// Their name.
    pub stated_name: String,
    /// When a second one confirmed it.
    pub confirmed: Option<Time>,
    /// Who.
    pub confirmed_by: Option<OperatorId>,
    /// When the family agreed that it is shown.
    pub consent: Option<Time>,
    /// Who of them.
    pub consent_by: Option<PersonId>,
    /// While it is shown: where the search stood before.
    pub was: Option<NoticeState>,
    /// When it was suspended.
    pub suspended: Option<Time>,
    /// By whom; nobody when it was the person's own word.
    pub suspended_by: Option<OperatorId>,
    /// When it was last shown, whatever has become of it since.
    pub shown: Option<Time>,
}

impl Death {
    /// As one person states it of a match.
    #[must_use]
    pub fn stated(of: &Match, died: Time, by: &Staff, now: Time) -> Self {
        Self {
            notice: of.notice,
            of: of.id,
            institution: of.institution.clone(),
            incident: of.incident,
            drill: of.drill,
            version: 1,
            state: DeathState::Stated,
            died,
            stated: now,
            stated_by: by.id,
            stated_name: by.name.to_string(),
            confirmed: None,
            confirmed_by: None,
            consent: None,
            consent_by: None,
            was: None,
            suspended: None,
            suspended_by: None,
            shown: None,
        }
    }
    /// Whether this is one of the two who state it.
    #[must_use]
    pub fn is_of_the_two(&self, by: OperatorId) -> bool {
        self.stated_by == by || self.confirmed_by == Some(by)
    }
    /// Whether it is known: two people state it, nobody has suspended it, and the family agreed that it is shown.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self.state, DeathState::Confirmed) && self.consent.is_some()
    }
    /// What the family is asked, or has agreed to; nothing while it is not theirs to decide.
    #[must_use]
    pub const fn consent(&self) -> Option<Consent> {
        match (self.state, self.consent) {
            (DeathState::Confirmed, Some(_)) => Some(Consent::Given),
            (DeathState::Confirmed, None) => Some(Consent::Asked),
            _ => None,
        }
    }
    /// As a fact about whom the search seeks: what `register::resolve` takes.
    #[must_use]
    pub fn as_fact(&self) -> Fact {
        Fact {
            id: kernel::Id::from_bytes(self.of.bytes()),
            person: subject(self.notice),
            incident: self.incident,
            drill: self.drill,
            kind: FactKind::Official,
            state: State::Dead,
            how: How::Saw,
            author: Author::Staff(self.stated_by),
            at: self.died,
            received: self.confirmed.unwrap_or(self.stated),
            proof: if self.confirmed.is_some() { Proof::AccreditedPair } else { Proof::Accredited },
            disputed: self.state == DeathState::Suspended,
            confirmed: false,
            channel: Channel::Web,
        }
    }
}

/// Who is sought, where a person's id would stand.
#[must_use]
pub fn subject(notice: NoticeId) -> PersonId {
    kernel::Id::from_bytes(notice.bytes())
}

impl Notice {
    /// Whether who is sought could be heard of: it is on, or it is said that they are dead, which a word of theirs suspends.
    #[must_use]
    pub fn may_be_joined(&self, now: Time) -> bool {
        matches!(self.state, NoticeState::Searching | NoticeState::Dead) && now < self.expires
    }
}
