//! Plain data of this room: what is asked for, what must be known to decide.

pub mod embargo;
pub mod flag;
pub mod hold;
pub mod query;
pub mod rumour;
pub mod tag;
pub mod trust;
pub mod view;

use std::fmt;

use kernel::{Cell, IncidentId, PictureId, PostId, Time, Visitor, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use flag::Flag;
pub use query::{Page, Query};
pub use tag::{How, Tag, TagState, tag_id};

numbered! {
    /// Who writes.
    AuthorKind {
        /// A person with a proven contact.
        Person = 1, "person";
        /// An organisation: staff of this server.
        Organisation = 2, "organisation";
        /// An institution: a hospital, an authority.
        Institution = 3, "institution";
    }
}

numbered! {
    /// Where a post stands.
    Lane {
        /// Something to act on: room, a search, a need.
        Act = 1, "act";
        /// What institutions say.
        Official = 2, "official";
        /// Everything else.
        Talk = 3, "talk";
    }
}

numbered! {
    /// Whether a post is shown.
    PostState {
        /// To everybody.
        Shown = 0, "shown";
        /// It is held back, for safety: to its author alone.
        Held = 1, "held";
        /// Its author deleted it.
        Deleted = 2, "deleted";
        /// Moderators took it down.
        Removed = 3, "removed";
    }
}

numbered! {
    /// What is known of a post.
    Truth {
        /// Nothing yet.
        Unverified = 0, "unverified";
        /// Its author is in the zone, and says that they see it themselves.
        Witness = 1, "witness";
        /// Several people who do not know of each other say it.
        Corroborated = 2, "corroborated";
        /// Somebody who can know confirmed it.
        Confirmed = 3, "confirmed";
        /// It is not so.
        False = 4, "false";
        /// Something of it is so, and it is said in a way that misleads.
        Misleading = 5, "misleading";
    }
}

numbered! {
    /// What is passed on.
    BoostKind {
        /// A post.
        Post = 1, "post";
        /// A door, by its id.
        Door = 2, "door";
        /// A public appeal, by what its page is found by.
        Notice = 3, "notice";
        /// An official message, by its id.
        Alert = 4, "alert";
    }
}

numbered! {
    /// Whether a picture is covered until somebody asks to see it.
    Cover {
        /// It is not.
        None = 0, "none";
        /// Its author said that it is hard to bear.
        Author = 1, "author";
        /// Readers said so.
        Reports = 2, "reports";
        /// A moderator said so.
        Moderator = 3, "moderator";
        /// Readers said so, and its author does.
        ReportsToo = 4, "reports-too";
        /// A moderator said so, and its author does.
        ModeratorToo = 5, "moderator-too";
    }
}

impl Cover {
    /// What others than its author said: what they take back leaves the author's own cover on.
    #[must_use]
    pub const fn by_others(self) -> Self {
        match self {
            Self::None | Self::Author => Self::None,
            Self::Reports | Self::ReportsToo => Self::Reports,
            Self::Moderator | Self::ModeratorToo => Self::Moderator,
        }
    }
    /// The same, of a picture that its author covers, too.
    #[must_use]
    pub const fn and_own(self) -> Self {
        match self.by_others() {
            Self::Reports => Self::ReportsToo,
            Self::Moderator => Self::ModeratorToo,
            _ => Self::Author,
        }
    }
}

/// Something that is passed on: a reference, so that every copy shows its state now.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Boost {
    /// What.
    pub kind: BoostKind,
    /// Which: the number of a post, the id of a door or an alert, what an appeal is found by.
    pub of: String,
}

/// Who wrote a post. It is taken from the session or the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    /// As what.
    pub kind: AuthorKind,
    /// The person's id, or the member of staff's.
    pub id: [u8; 16],
}

impl Author {
    /// Whoever asks, when it is somebody.
    #[must_use]
    pub fn of(visitor: &Visitor) -> Option<Self> {
        match visitor {
            Visitor::Nobody => None,
            Visitor::Person { id, .. } => Some(Self { kind: AuthorKind::Person, id: kernel::Id::bytes(*id) }),
            Visitor::Staff(staff) => {
                let kind = match staff.role {
                    kernel::Role::Institution => AuthorKind::Institution,
                    _ => AuthorKind::Organisation,
                };
                Some(Self { kind, id: kernel::Id::bytes(staff.id) })
            }
        }
    }
}

/// A post as it is kept, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Post {
    /// Its number.
    pub id: PostId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Of an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// Who wrote it.
    pub author: Author,
    /// What they were called when they wrote it.
    pub name: String,
    /// Where it stands.
    pub lane: Lane,
    /// Whether it is shown.
    pub state: PostState,
    /// While it is held back: why, in the numbers of the rules of holds.
    pub held: i64,
    /// … and until when.
    pub held_until: Option<Time>,
    /// What is known of it.
    pub truth: Truth,
    /// Whether its author says that they see it themselves.
    pub witness: bool,
    /// Its language: a code of two or three letters.
    pub lang: String,
    /// Its tags as they were typed, without their sign.
    pub tags: Vec<String>,
    /// How many pictures it has.
    pub pictures: i64,
    /// What it says, masked; nothing of one that only passes something on, or that is gone.
    pub text: Option<String>,
    /// Where, coarsely.
    pub cell: Option<Cell>,
    /// What it answers.
    pub reply: Option<PostId>,
    /// The first post of its conversation.
    pub thread: Option<PostId>,
    /// What it passes on.
    pub boost: Option<Boost>,
    /// When it was last changed by its author.
    pub edited: Option<Time>,
    /// When anything of it was last changed.
    pub changed: Time,
    /// Its author was new when they wrote it.
    pub fresh: bool,
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What people write does not go to logs.
        write!(f, "Post({}, {:?})", self.id, self.state)
    }
}

impl Post {
    /// Whether everybody may read it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.state == PostState::Shown
    }
    /// Whether it only passes something on.
    #[must_use]
    pub const fn is_bare_boost(&self) -> bool {
        self.boost.is_some() && self.text.is_none()
    }
    /// The keys of its tags.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.tags.iter().filter_map(|t| words::tag_key(t))
    }
}

/// A picture of a post, without its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Pic {
    /// Its id.
    pub id: PictureId,
    /// Its post.
    pub post: Option<PostId>,
    /// Which of its pictures it is, from 1 on.
    pub place: i64,
    /// Whether it is covered.
    pub cover: Cover,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// What is seen on it, in words.
    pub alt: Option<String>,
}

impl fmt::Debug for Pic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pic({})", self.id)
    }
}

/// What a post was before it was changed.
#[derive(Clone, PartialEq, Eq)]
pub struct Before {
    /// When it was written so.
    pub at: Time,
    /// What it said.
    pub text: String,
}

/// What must be known of whoever writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Who.
    pub author: Author,
    /// What is known of them; staff are known by their key.
    pub standing: trust::Standing,
    /// What they are called here.
    pub name: String,
}

/// A post as it is to be written, masked.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// What it says.
    pub text: Option<String>,
    /// Its language.
    pub lang: String,
    /// Its tags as they were typed, each key once.
    pub tags: Vec<String>,
    /// Its pictures, each with what is seen on it.
    pub pictures: Vec<(PictureId, Option<String>)>,
    /// Where, coarsely.
    pub cell: Option<Cell>,
    /// What it answers.
    pub reply: Option<PostId>,
    /// What it passes on.
    pub boost: Option<Boost>,
    /// Its author says that they see it themselves.
    pub witness: bool,
    /// Its author says that its pictures are hard to bear.
    pub graphic: bool,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}
