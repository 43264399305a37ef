//! Pages in memory of somebody, and what is seen of them. No number, no order by visits, nothing to send on.

use kernel::{Audience, CondolenceId, IncidentId, NoticeId, OperatorId, PersonId, Time, TributeId, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// Where a page in memory stands.
    TributeState {
        /// One person of an institution proposes it; a second one confirms it.
        Proposed = 1, "proposed";
        /// Shown.
        Shown = 2, "shown";
    }
}

numbered! {
    /// How somebody stands among the windows of their incident.
    Wall {
        /// Not at all: the page is found by its address alone.
        Apart = 0, "apart";
        /// By their name.
        Named = 1, "named";
        /// As a window without a name.
        Window = 2, "window";
    }
}

numbered! {
    /// Where it stands what somebody writes.
    CondolenceState {
        /// Moderators are to read it.
        Waiting = 1, "waiting";
        /// The family reads it.
        Family = 2, "family";
        /// Shown.
        Shown = 3, "shown";
        /// Moderators do not let it through.
        Refused = 4, "refused";
    }
}

/// What a family says of somebody, as it is kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// The name that is shown.
    pub name: String,
    /// One line under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// A few sentences; without them the family has chosen silence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who says them: "her children".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The names that they were sought by: shown to nobody, so that a word of their own is known for theirs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// What a family, or an institution, chooses.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What is said.
    pub words: Words,
    /// Among the windows of the incident.
    pub wall: Wall,
    /// Whether the address of the appeal leads there.
    pub leads: bool,
    /// Whether nobody may write any more.
    pub locked: bool,
}

/// A page as it is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tribute {
    /// Its id.
    pub id: TributeId,
    /// What it is found by.
    pub share: String,
    /// The search that it was.
    pub notice: NoticeId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: TributeState,
    /// Of the family: who made it.
    pub owner: Option<PersonId>,
    /// Of an institution: which.
    pub institution: Option<String>,
    /// … and who proposed it.
    pub proposed_by: Option<OperatorId>,
    /// Among the windows of its incident.
    pub wall: Wall,
    /// Whether the address of the appeal leads there.
    pub leads: bool,
    /// Whether nobody may write any more.
    pub locked: bool,
    /// Whose it is, when they are known here.
    pub person: Option<PersonId>,
    /// Blind index of their telephone.
    pub phone: Option<[u8; 16]>,
    /// Blind index of their e-mail.
    pub email: Option<[u8; 16]>,
    /// When they died, as it was stated.
    pub died: Time,
    /// Whether there is a photo.
    pub photo: bool,
    /// Since when.
    pub made: Time,
    /// When it last changed.
    pub changed: Time,
    /// Until when.
    pub expires: Time,
    /// When somebody last left a light.
    pub lit: Option<Time>,
}

/// What somebody writes, without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condolence {
    /// Its id.
    pub id: CondolenceId,
    /// On which page.
    pub tribute: TributeId,
    /// Who writes.
    pub author: PersonId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: CondolenceState,
    /// When.
    pub at: Time,
    /// When it last changed.
    pub changed: Time,
}

/// A page as its audience sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TributeView {
    /// What it is found by.
    pub share: String,
    /// In which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// The name that the family chose.
    pub name: String,
    /// One line under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// A few sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who says them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether there is a photo.
    pub photo: bool,
    /// Whether nobody may write any more.
    pub locked: bool,
    /// What people wrote, the oldest first.
    pub condolences: Vec<CondolenceView>,
    /// The page on which there is more of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
    /// For the family alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<FamilyView>,
}

/// What a family alone sees of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FamilyView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: TributeId,
    /// Among the windows of the incident.
    pub wall: Wall,
    /// Whether the address of the appeal leads there.
    pub leads: bool,
    /// When somebody last left a light: that they did, never how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub lit: Option<Time>,
    /// Until when the page is kept; each change keeps it longer.
    #[schema(value_type = String, format = "date-time")]
    pub expires: Time,
}

/// What somebody wrote, as its audience sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CondolenceView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: CondolenceId,
    /// Who writes: first name and initial.
    pub by: String,
    /// What.
    pub words: String,
    /// `shown` for everybody; the family also sees `family`, which it is to read.
    pub state: CondolenceState,
    /// Whether whoever looks wrote it.
    pub mine: bool,
}

/// What somebody wrote, with who they are and what it says.
#[derive(Clone, Debug)]
pub struct Said {
    /// Without what is sealed.
    pub condolence: Condolence,
    /// What it says.
    pub words: String,
    /// The name of who wrote it.
    pub name: String,
}

/// What is seen of a page by who is looking, who may be somebody who wrote on it; nothing when there is nothing to see for them.
///
/// | audience | sees |
/// |---|---|
/// | public | what the family chose, and what it let be shown |
/// | own (the family) | that, what it is to read, and whether a light was left |
/// | moderator | what waits for them, in their queue, without the page |
/// | all others | nothing |
#[must_use]
pub fn view(
    t: &Tribute,
    words: &Words,
    said: &[Said],
    audience: Audience,
    me: Option<PersonId>,
) -> Option<TributeView> {
    let family = match audience {
        Audience::Public => None,
        Audience::Own => Some(FamilyView { id: t.id, wall: t.wall, leads: t.leads, lit: t.lit, expires: t.expires }),
        _ => return None,
    };
    let reads = |c: &Condolence| match c.state {
        CondolenceState::Shown => true,
        CondolenceState::Family => family.is_some() || me == Some(c.author),
        CondolenceState::Waiting => me == Some(c.author),
        CondolenceState::Refused => false,
    };
    let seen = |s: &Said| CondolenceView {
        id: s.condolence.id,
        by: super::short(&s.name),
        words: s.words.clone(),
        state: s.condolence.state,
        mine: me == Some(s.condolence.author),
    };
    Some(TributeView {
        share: t.share.clone(),
        incident: t.incident,
        drill: t.drill,
        name: words.name.clone(),
        line: words.line.clone(),
        words: words.words.clone(),
        by: words.by.clone(),
        photo: t.photo,
        locked: t.locked,
        condolences: said.iter().filter(|s| reads(&s.condolence)).map(seen).collect(),
        next: None,
        family,
    })
}
