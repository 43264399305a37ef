//! Posts that say the same, and what is known of it.

use kernel::{IncidentId, OperatorId, PostId, Role, RulingId, RumourId, Time, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Truth;

numbered! {
    /// What somebody who can know says of a rumour.
    Verdict {
        /// It is so.
        True = 1, "true";
        /// It is not so.
        False = 2, "false";
        /// Something of it is so, and it is said in a way that misleads; or nobody can know it yet.
        Misleading = 3, "misleading";
    }
}

impl Verdict {
    /// What it makes known of every copy.
    #[must_use]
    pub const fn truth(self) -> Truth {
        match self {
            Self::True => Truth::Confirmed,
            Self::False => Truth::False,
            Self::Misleading => Truth::Misleading,
        }
    }
}

numbered! {
    /// Where a rumour stands.
    RumourState {
        /// The server gathered copies; nobody has looked.
        Gathered = 1, "gathered";
        /// Somebody began it by hand, or has looked at it.
        Looked = 2, "looked";
        /// It is ruled.
        Ruled = 3, "ruled";
        /// There is nothing to rule on.
        Aside = 4, "aside";
    }
}

numbered! {
    /// By what a post came to a rumour.
    How {
        /// The others are like it.
        First = 0, "first";
        /// The same link.
        Link = 1, "link";
        /// The same picture, as a person would say.
        Picture = 2, "picture";
        /// Nearly the same text.
        Text = 3, "text";
        /// Somebody put it there.
        Hand = 4, "hand";
        /// The same link, beside a text of its own: it may say the contrary.
        Beside = 5, "beside";
    }
}

/// A rumour as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rumour {
    /// Its id.
    pub id: RumourId,
    /// In which incident.
    pub incident: IncidentId,
    /// Of an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Where it stands.
    pub state: RumourState,
    /// What is said, in neutral words; empty until somebody wrote them.
    pub what: String,
    /// How many posts say so.
    pub posts: i64,
    /// Since when.
    pub made: Time,
    /// When the last of them came.
    pub newest: Time,
    /// What holds of it.
    pub verdict: Option<Verdict>,
    /// Since when.
    pub ruled: Option<Time>,
}

/// A ruling: what is said, what is so, by what one knows, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Its id.
    pub id: RulingId,
    /// On what.
    pub rumour: RumourId,
    /// 1 the first; the last one holds.
    pub n: i64,
    /// What holds.
    pub verdict: Verdict,
    /// What is said, in neutral words.
    pub what: String,
    /// What is so.
    pub says: String,
    /// Addresses, and authorities by their names: at least one.
    pub sources: Vec<String>,
    /// When.
    pub at: Time,
    /// Who.
    pub by: OperatorId,
    /// By which name.
    pub by_name: String,
    /// As what.
    pub role: Role,
}

/// A ruling as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRuling {
    /// What holds.
    pub verdict: Option<Verdict>,
    /// What is said, in neutral words.
    pub what: String,
    /// What is so.
    pub says: String,
    /// Addresses, and authorities by their names.
    pub sources: Vec<String>,
    /// The version of the rumour that was looked at.
    pub version: i64,
}

/// What speaks for or against a post, as it is on disk: whatever happened in whichever order, the same is known of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its author was in the zone, and says that they saw it.
    pub witness: bool,
    /// How many people who know nothing of each other have seen it too.
    pub people: i64,
    /// What was ruled: by the how-manieth ruling, and what.
    pub ruled: Option<(i64, Verdict)>,
}

/// A ruling as anybody may read it beside a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RulingView {
    /// The rumour.
    #[schema(value_type = String)]
    pub rumour: RumourId,
    /// What holds.
    pub verdict: Verdict,
    /// What is so.
    pub says: String,
    /// Who says so.
    pub by: String,
    /// As what: `institution`, `verifier`, `moderator`.
    #[schema(value_type = String)]
    pub role: Role,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub since: Time,
    /// It is about a link that the post shares, and not about what the post says beside it.
    pub link: bool,
}

impl RulingView {
    /// What is shown of a ruling on a post that came to its rumour so.
    #[must_use]
    pub fn of(ruling: &Ruling, how: How) -> Self {
        Self {
            rumour: ruling.rumour,
            verdict: ruling.verdict,
            says: ruling.says.clone(),
            by: ruling.by_name.clone(),
            role: ruling.role,
            since: ruling.at,
            link: how == How::Beside,
        }
    }
}

/// What is known of one post, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What was ruled on what it says.
    pub ruling: Option<RulingView>,
    /// How many people who know nothing of each other have seen it too.
    pub people: i64,
}

impl About {
    /// What holds of what the post itself says.
    #[must_use]
    pub fn ruled(&self) -> Option<Verdict> {
        self.ruling.as_ref().filter(|r| !r.link).map(|r| r.verdict)
    }
}

/// Somebody who has seen what a post says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<P> {
    /// Who.
    pub person: P,
    /// When they said so.
    pub at: Time,
    /// Since when a contact of theirs is proven.
    pub proven: Time,
    /// By what they are told to come from one device or line with somebody.
    pub signs: Vec<Sign>,
}

/// A keyed hash of a device or a line, of one post alone.
pub type Sign = [u8; 16];

/// The post that they have seen, as far as it decides who counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<P> {
    /// Who wrote it.
    pub author: P,
    /// When.
    pub at: Time,
    /// Since when the incident is on.
    pub incident: Time,
    /// What it came from.
    pub signs: Vec<Sign>,
}

/// A post of a rumour, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Which.
    pub post: PostId,
    /// By what it came there.
    pub how: How,
    /// Whether a person took it out.
    pub apart: bool,
}
