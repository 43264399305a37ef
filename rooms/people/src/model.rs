//! What comes in and goes out here, as JSON.

use kernel::{Cell, IncidentId, InvitationId, Lang, PersonId, ProofId, RosterId, SessionId, Time};
use register::Shown;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// Somebody registers: a name is enough.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Newcomer {
    /// The name that their circle sees.
    pub name: String,
    /// An e-mail address or a telephone number; a code is sent there to prove it.
    pub contact: Option<String>,
}

/// Somebody was registered.
#[derive(Clone, Serialize, ToSchema)]
pub struct Registered {
    /// Who they are.
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    /// Their bearer token: it is shown once.
    pub token: String,
    /// The proof of their contact, when they gave one.
    #[schema(value_type = Option<String>, format = "uuid")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofId>,
}

/// What one knows of oneself.
#[derive(Clone, Serialize, ToSchema)]
pub struct Me {
    /// Who.
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    /// The name that one's circle sees.
    pub name: String,
    /// The language in which one is spoken to.
    #[schema(value_type = String)]
    pub lang: Lang,
    /// Since when one is known.
    #[schema(value_type = String, format = "date-time")]
    pub created: Time,
    /// Whether a contact is proven.
    pub contact_proven: bool,
    /// One's contacts.
    pub contacts: Vec<MyContact>,
    /// Where one last was, until it is forgotten.
    pub position: Option<Position>,
    /// The places one named.
    pub places: Places,
    /// The lists one is on.
    pub rosters: Vec<MyRoster>,
    /// How many people are in one's circle.
    pub circle: usize,
    /// The session through which one asks.
    #[schema(value_type = String, format = "uuid")]
    pub session: SessionId,
}

/// A contact of one's own.
#[derive(Clone, Serialize, ToSchema)]
pub struct MyContact {
    /// `email` or `phone`.
    pub kind: &'static str,
    /// The address or number.
    pub value: String,
    /// Whether it is proven.
    pub proven: bool,
}

/// Where somebody is, coarsely.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub struct Position {
    /// An H3 cell, about 350 m across.
    #[schema(value_type = String)]
    pub cell: Cell,
    /// When it is forgotten.
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Time,
}

/// The places that somebody named.
#[derive(Clone, Copy, Default, Serialize, ToSchema)]
pub struct Places {
    /// Where they live, as an H3 cell.
    #[schema(value_type = Option<String>)]
    pub home: Option<Cell>,
    /// Where they work.
    #[schema(value_type = Option<String>)]
    pub work: Option<Cell>,
    /// Where they, or their children, learn.
    #[schema(value_type = Option<String>)]
    pub school: Option<Cell>,
}

/// A list that one is on.
#[derive(Clone, Serialize, ToSchema)]
pub struct MyRoster {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: RosterId,
    /// Its name.
    pub name: String,
}

/// Another name, another language.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Changed {
    /// The name.
    pub name: Option<String>,
    /// The language.
    #[schema(value_type = Option<String>)]
    pub lang: Option<Lang>,
}

/// A place: latitude and longitude (WGS 84), or an H3 cell. It is reduced to a cell before anything else is done with it.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Spot {
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// An H3 cell.
    pub cell: Option<String>,
}

/// The places to be changed: what is missing stays, what is `null` is forgotten.
#[derive(Clone, Default, Deserialize, ToSchema)]
pub struct NewPlaces {
    /// Where one lives.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Spot>)]
    pub home: Option<Option<Spot>>,
    /// Where one works.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Spot>)]
    pub work: Option<Option<Spot>>,
    /// Where one, or one's children, learn.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Spot>)]
    pub school: Option<Option<Spot>>,
}

/// Tells `null` from a missing field.
fn given<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Option<Spot>>, D::Error> {
    Option::<Spot>::deserialize(d).map(Some)
}

/// A contact to be proven.
#[derive(Clone, Deserialize, ToSchema)]
pub struct AskProof {
    /// An e-mail address or a telephone number.
    pub contact: Option<String>,
    /// An earlier proof, to have its code sent again.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub id: Option<ProofId>,
    /// The name of somebody who is not registered yet.
    pub name: Option<String>,
}

/// A contact of one's own.
#[derive(Clone, Deserialize, ToSchema)]
pub struct NewContact {
    /// An e-mail address or a telephone number.
    pub contact: String,
}

/// A code is on its way. The answer is the same whether anybody is known by that contact or not.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub struct ProofAsked {
    /// The proof, to be sent back with the code.
    #[schema(value_type = String, format = "uuid")]
    pub id: ProofId,
    /// Until when the code is good.
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Time,
}

/// The code that came.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Code {
    /// Six digits.
    pub code: String,
    /// The name of somebody who is not registered yet.
    pub name: Option<String>,
    /// Whether to sign in as the other person who has proven this contact before.
    #[serde(default)]
    pub sign_in: bool,
}

/// A contact was proven.
#[derive(Clone, Serialize, ToSchema)]
pub struct ProofDone {
    /// Whose it is.
    #[schema(value_type = String, format = "uuid")]
    pub person: PersonId,
    /// Always true.
    pub proven: bool,
    /// Whether the person is new.
    pub created: bool,
    /// The bearer token of a new session, when this signed somebody in: it is shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// A code that waits, for operators whose server has no way yet to send it.
#[derive(Clone, Serialize, ToSchema)]
pub struct WaitingProof {
    /// The proof.
    #[schema(value_type = String, format = "uuid")]
    pub id: ProofId,
    /// `email` or `phone`.
    pub kind: &'static str,
    /// The end of the contact, as far as it takes to know it again.
    pub contact: String,
    /// The digits.
    pub code: String,
    /// When it was asked.
    #[schema(value_type = String, format = "date-time")]
    pub asked: Time,
    /// Until when it is good.
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Time,
}

/// Codes that wait.
#[derive(Clone, Serialize, ToSchema)]
pub struct WaitingProofs {
    /// The newest first.
    pub proofs: Vec<WaitingProof>,
}

/// An invitation was made.
#[derive(Clone, Serialize, ToSchema)]
pub struct Invited {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: InvitationId,
    /// The secret of the link: it is shown once.
    pub token: String,
    /// The link.
    pub url: String,
    /// Until when it is good. It is good for one person.
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Time,
}

/// An invitation of one's own.
#[derive(Clone, Serialize, ToSchema)]
pub struct MyInvitation {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: InvitationId,
    /// When it was made.
    #[schema(value_type = String, format = "date-time")]
    pub created: Time,
    /// Until when it is good.
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Time,
    /// When it was used.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub used_at: Option<Time>,
    /// Who used it.
    pub used_by: Option<Named>,
}

/// One's invitations.
#[derive(Clone, Serialize, ToSchema)]
pub struct MyInvitations {
    /// The newest first.
    pub invitations: Vec<MyInvitation>,
}

/// Somebody, by name.
#[derive(Clone, Serialize, ToSchema)]
pub struct Named {
    /// Who.
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// One is in somebody's circle now, and they in one's own.
#[derive(Clone, Serialize, ToSchema)]
pub struct Joined {
    /// Who had invited.
    pub person: Named,
}

/// Somebody in one's circle, as the circle may see them.
#[derive(Clone, Serialize, ToSchema)]
pub struct Member {
    /// Who.
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// How they are, per incident; `none` is no news, and never "not safe".
    pub statuses: Vec<Shown>,
}

/// One's circle.
#[derive(Clone, Serialize, ToSchema)]
pub struct MyCircle {
    /// By name.
    pub people: Vec<Member>,
    /// Whom one has blocked: they see "no news".
    pub blocked: Vec<Named>,
}

/// An organisation's list is begun.
#[derive(Clone, Deserialize, ToSchema)]
pub struct NewRoster {
    /// Its name: its members see it.
    pub name: String,
}

/// An organisation's list.
#[derive(Clone, Serialize, ToSchema)]
pub struct RosterShown {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: RosterId,
    /// Its name.
    pub name: String,
    /// When it was begun.
    #[schema(value_type = String, format = "date-time")]
    pub created: Time,
    /// How many members it has.
    pub members: i64,
}

/// The lists that one manages.
#[derive(Clone, Serialize, ToSchema)]
pub struct Rosters {
    /// By age.
    pub rosters: Vec<RosterShown>,
}

/// A line of a list that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BadLine {
    /// The line of the file; the first is 1.
    pub line: u64,
    /// The column, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<&'static str>,
    /// A word for machines.
    pub code: &'static str,
    /// What is wrong, in words.
    pub reason: String,
}

/// What became of a list that was sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RosterReport {
    /// Lines with something on them, the heading left out.
    pub rows: u64,
    /// Lines that can be taken.
    pub good: u64,
    /// Of these, people who become members.
    pub new: u64,
    /// Of these, people who are members already.
    pub known: u64,
    /// Of these, people who left the list: they are not taken in again.
    pub left: u64,
    /// Lines that cannot be taken, at most 1000 of them.
    pub bad: Vec<BadLine>,
    /// How many there are.
    pub bad_count: u64,
    /// Whether the good lines were written. A dry run writes nothing.
    pub committed: bool,
}

/// In which incident a roll is called.
#[derive(Clone, Copy, Deserialize, ToSchema)]
pub struct NewRollCall {
    /// The incident.
    #[schema(value_type = String, format = "uuid")]
    pub incident: IncidentId,
}

/// A roll-call.
#[derive(Clone, Serialize, ToSchema)]
pub struct RollCallShown {
    /// Of which list.
    #[schema(value_type = String, format = "uuid")]
    pub roster: RosterId,
    /// In which incident.
    #[schema(value_type = String, format = "uuid")]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Whether it is on. Answers are shown while it is.
    pub open: bool,
    /// When it began.
    #[schema(value_type = String, format = "date-time")]
    pub began: Time,
    /// When it ended.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub ended: Option<Time>,
    /// When those who had not answered were last reminded.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub reminded: Option<Time>,
    /// How many were asked.
    pub asked: usize,
    /// How many have answered, while it is on.
    pub answered: Option<usize>,
    /// Who answered what, while it is on.
    pub members: Vec<Answered>,
}

/// A member of a list, and their answer.
#[derive(Clone, Serialize, ToSchema)]
pub struct Answered {
    /// Who.
    #[schema(value_type = String, format = "uuid")]
    pub person: PersonId,
    /// Their name on the list.
    pub name: String,
    /// Their group on the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Their own answer: `none` is no answer yet, and never "not safe".
    #[schema(value_type = String)]
    pub state: &'static str,
}

/// Who was reminded.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub struct RemindedCount {
    /// How many had not answered.
    pub reminded: usize,
}
