//! What happened: how rooms speak to each other and to live pages. An event names ids and states, never a name, a contact, a text or a place.

use serde::{Deserialize, Serialize};

use crate::{
    AlertId, AuthorityId, CaseId, DecisionId, DoorId, EmbargoId, FactId, IncidentId, LinkId, NoteId, NoticeId,
    OperatorId, PerimeterId, PersonId, PostId, ProofId, ReportId, ReunionId, RosterId, RumourId, SessionId, SignId,
    StayId, TagId, Time, TributeId,
};

/// What a new fact says: its place in the lattice of `register::resolve`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Says {
    /// The number of its state.
    pub state: i64,
    /// The number of its strength.
    pub strength: i64,
    /// Press time.
    pub at: Time,
}

/// Something that happened and is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "e", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the ids of what the variant names")]
pub enum Event {
    /// An incident was opened, moved on, or its zone or texts changed.
    Incident { incident: IncidentId, drill: bool, state: String },
    /// These people are asked now: each of them once.
    Asked { incident: IncidentId, drill: bool, round: i64, people: Vec<PersonId> },
    /// These people were asked and need not answer any more: the zone moved away, or the incident was a false one.
    Unasked { incident: IncidentId, drill: bool, cancelled: bool, people: Vec<PersonId> },
    /// A statement about a person was recorded. What it says and weighs goes along, in the numbers of `register`, so that counts
    /// need not read it again; without it (confirmed, disputed, withdrawn) the facts are to be read.
    Fact {
        person: PersonId,
        incident: IncidentId,
        drill: bool,
        fact: FactId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        says: Option<Says>,
    },
    /// Somebody's circle changed: joined, left, blocked.
    Circle { person: PersonId },
    /// Somebody's coarse place changed.
    Moved { person: PersonId },
    /// A person's name or contact changed.
    Person { person: PersonId },
    /// Somebody was erased; every cache forgets them.
    Erased { person: PersonId },
    /// A session ended.
    SignedOut { session: SessionId },
    /// A contact is to be proven: the code goes out by the next channel.
    ProofAsked { proof: ProofId },
    /// A contact was proven by a person.
    Proven { person: PersonId },
    /// A request for help was opened, taken, detailed or closed.
    Help { case: CaseId, incident: IncidentId, drill: bool },
    /// A roll-call began or ended. As it begins, its members go along, in several events when they are many: each of them is asked.
    RollCall {
        roster: RosterId,
        incident: IncidentId,
        drill: bool,
        open: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<PersonId>,
    },
    /// These people are asked again by somebody who waits for them.
    Reminded { incident: IncidentId, drill: bool, people: Vec<PersonId> },
    /// A door opened, changed, filled, closed.
    Door { door: DoorId, incident: IncidentId, drill: bool },
    /// A door ends soon: its host may keep it open with one tap.
    DoorEnds { door: DoorId, host: PersonId, incident: IncidentId, drill: bool },
    /// A stay moved on: asked, accepted, refused, arrived, over … Who is to be told is told once per state.
    Stay {
        stay: StayId,
        door: DoorId,
        guest: PersonId,
        host: PersonId,
        incident: IncidentId,
        drill: bool,
        state: String,
    },
    /// A guest or a host wrote to the other.
    StayWord { stay: StayId, to: PersonId, incident: IncidentId, drill: bool },
    /// Somebody of a guest's circle is told where their evening goes: `goes`, `arrived`, `late` when nobody confirmed it in time, `changed`
    /// when they do not go there any more.
    Companion { stay: StayId, guest: PersonId, companion: PersonId, incident: IncidentId, drill: bool, state: String },
    /// Perimeters touch these doors since now, or do not any more; with whose they are.
    Suspended { incident: IncidentId, drill: bool, on: bool, doors: Vec<(DoorId, PersonId)> },
    /// A public place closed because nobody vouches for its host any more.
    Unvouched { door: DoorId, host: PersonId, incident: IncidentId, drill: bool },
    /// A full door has room again, and these people wanted to know.
    Room { door: DoorId, incident: IncidentId, drill: bool, people: Vec<PersonId> },
    /// Room is needed where these hosts are.
    RoomNeeded { incident: IncidentId, drill: bool, hosts: Vec<PersonId> },
    /// A perimeter was drawn, changed or lifted.
    Perimeter { perimeter: PerimeterId, incident: IncidentId, drill: bool },
    /// A text message came in that a person is to read; `incident` is the one that it seems to be about.
    Inbox { incident: Option<IncidentId>, drill: bool, urgent: bool },
    /// Something was reported to moderators, taken, decided.
    Report { report: ReportId, incident: IncidentId, drill: bool, state: String },
    /// Something began to wait for moderators, was taken, or waits no more: which sort of thing.
    Waiting { kind: String },
    /// What a moderator decided about somebody stands, is asked about, or is taken back: the room that knows what it was about follows.
    Decision { decision: DecisionId, incident: IncidentId, drill: bool, state: String },
    /// A search began, changed, was answered, ended: whoever follows it looks again.
    Notice { notice: NoticeId, incident: IncidentId, drill: bool, state: String },
    /// Somebody said something of somebody who is searched for.
    News { note: NoteId, incident: IncidentId, drill: bool },
    /// Somebody who may be nobody here was heard of by name: it lies in the register until the room that matches it has taken it.
    Sign { sign: SignId, incident: IncidentId, drill: bool },
    /// A search and a sign of life may belong together: `person` is asked first, when there is somebody to ask; without one, or once they
    /// have agreed without being proven, a reviewer is.
    Reunion {
        reunion: ReunionId,
        notice: NoticeId,
        incident: IncidentId,
        drill: bool,
        state: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
    },
    /// Two searches may be about one person, are, or are not.
    Link { link: LinkId, incident: IncidentId, drill: bool, state: String },
    /// A page in memory of somebody was made, changed, or is gone; somebody wrote on it.
    Tribute { tribute: TributeId, incident: IncidentId, drill: bool, state: String },
    /// Somebody who was searched for is found, or it was taken back: these followers are told, once.
    Found { notice: NoticeId, incident: IncidentId, drill: bool, found: bool, people: Vec<PersonId> },
    /// A post was published, edited, held back, released, taken away; or what is known of it changed.
    Post { post: PostId, incident: IncidentId, drill: bool, state: String },
    /// A hashtag was made, merged, split, renamed, locked.
    Tag { tag: TagId, incident: Option<IncidentId>, drill: bool },
    /// Posts were gathered as one rumour, or it is told apart, or closed.
    Rumour { rumour: RumourId, incident: IncidentId, drill: bool, state: String },
    /// Somebody ruled on a rumour, anew or for the first time: these authors and those who passed it on are told, once for each ruling.
    Ruled {
        rumour: RumourId,
        incident: IncidentId,
        drill: bool,
        #[serde(default)]
        verdict: String,
        people: Vec<PersonId>,
    },
    /// Positions of forces are held back in an area from now on, or not any more.
    Embargo { embargo: EmbargoId, incident: IncidentId, drill: bool, on: bool },
    /// An official message was proposed, published, corrected, cancelled, is over.
    Alert { alert: AlertId, incident: Option<IncidentId>, drill: bool, state: String },
    /// An authority was proven by its domain, delegated to another, lost it.
    Authority { authority: AuthorityId },
    /// A member of staff was added or their rights changed.
    Staff { operator: OperatorId },
}

impl Event {
    /// The person that it is about, when it is about one.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Fact { person, .. }
            | Self::Circle { person }
            | Self::Moved { person }
            | Self::Person { person }
            | Self::Erased { person }
            | Self::Proven { person } => Some(*person),
            _ => None,
        }
    }
    /// How many people whoever hears it has to do with: what hearing it costs grows with them.
    #[must_use]
    pub const fn weight(&self) -> usize {
        match self {
            Self::Asked { people, .. }
            | Self::Unasked { people, .. }
            | Self::RollCall { people, .. }
            | Self::Reminded { people, .. }
            | Self::Room { people, .. }
            | Self::Ruled { people, .. }
            | Self::Found { people, .. } => people.len(),
            Self::RoomNeeded { hosts, .. } => hosts.len(),
            Self::Suspended { doors, .. } => doors.len(),
            _ => 1,
        }
    }
}

/// An event with its place in the one order of everything that happened on this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Position: grows by one, in the order of commit.
    pub pos: i64,
    /// When.
    pub at: Time,
    /// What.
    pub event: Event,
}
