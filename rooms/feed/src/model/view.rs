//! What anybody may read of a post: pages, JSON, streams and feeds all show this and nothing else.

use kernel::{Cell, IncidentId, PictureId, PostId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rumour::RulingView;
use super::{AuthorKind, Before, BoostKind, Lane, Pic, Post, PostState, Truth};

/// Who wrote it: what they are called, and as what. Not which person: nobody's posts can be gathered by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuthorView {
    /// What they are called here.
    pub name: String,
    /// As what they write.
    pub kind: AuthorKind,
    /// As the word of which institution, in the official lane.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionView>,
}

impl AuthorView {
    /// Who says it: an institution by its domain.
    #[must_use]
    pub fn called(&self) -> &str {
        self.institution.as_ref().map(|i| &*i.domain).filter(|d| !d.is_empty()).unwrap_or(&self.name)
    }
}

/// The institution whose word a post is, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct InstitutionView {
    /// Its domain: how it is shown.
    pub domain: String,
    /// `proven`; `lost` when its proof, or that of somebody who vouches for it, is gone since; `ended`; `unproven`.
    pub standing: &'static str,
}

/// A tag of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TagView {
    /// What its page is found by.
    pub key: String,
    /// As it was typed, without its sign.
    pub name: String,
}

/// A picture of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PictureView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: PictureId,
    /// Where it is: a JPEG, at most 1000 pixels wide and high.
    pub url: String,
    /// The same in small.
    pub thumb: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// What is seen on it, in words; nothing when its author did not say.
    pub alt: Option<String>,
    /// Whether it is covered until somebody asks to see it.
    pub covered: bool,
}

/// Where a post says that it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlaceView {
    /// The H3 cell, some hundred metres wide.
    #[schema(value_type = String)]
    pub cell: Cell,
    /// The landmark near it, where there is one.
    pub near: Option<String>,
}

/// What a post passes on: a reference. What it refers to is read apart, in its present state.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct BoostView {
    /// What.
    pub kind: BoostKind,
    /// Which.
    pub of: String,
}

/// A post as anybody may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PostView {
    /// Its number, as a text of digits: later posts have greater ones.
    #[schema(value_type = String)]
    pub id: PostId,
    /// Of which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// Of an exercise.
    pub drill: bool,
    /// Where it stands.
    pub lane: Lane,
    /// `shown`; `held` to its author alone; what is deleted or taken down is not shown at all.
    pub state: PostState,
    /// While it is held back: until when.
    #[schema(value_type = Option<String>)]
    pub held_until: Option<Time>,
    /// When it was written.
    #[schema(value_type = String)]
    pub at: Time,
    /// When its author last changed it: what it was before can be read.
    #[schema(value_type = Option<String>)]
    pub edited_at: Option<Time>,
    /// By whom.
    pub author: AuthorView,
    /// In which language.
    pub lang: String,
    /// What it says: plain text. Marks such as `⟦address⟧` stand for what nobody else may read.
    pub text: Option<String>,
    /// Under which tags.
    pub tags: Vec<TagView>,
    /// Its pictures.
    pub pictures: Vec<PictureView>,
    /// Where.
    pub place: Option<PlaceView>,
    /// What it answers.
    #[schema(value_type = Option<String>)]
    pub reply: Option<PostId>,
    /// The first post of its conversation.
    #[schema(value_type = Option<String>)]
    pub thread: Option<PostId>,
    /// What it passes on.
    pub boost: Option<BoostView>,
    /// What is known of it.
    pub truth: Truth,
    /// Its author says that they see it themselves.
    pub witness: bool,
    /// What was ruled on what it says, and by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<RulingView>,
    /// How many people who know nothing of each other say that they see it too.
    pub people: i64,
}

/// What a post said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BeforeView {
    /// When it was written so.
    #[schema(value_type = String)]
    pub at: Time,
    /// What it said.
    pub text: String,
}

impl BeforeView {
    /// What it said before.
    #[must_use]
    pub fn of(before: Before) -> Self {
        Self { at: before.at, text: before.text }
    }
}

/// Who looks at a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Anybody.
    Public,
    /// Its author.
    Own,
    /// Moderators.
    Moderator,
}

/// A post as somebody sees it, with its pictures and the name of the landmark near it; nothing when it is not for them.
#[must_use]
pub fn view(post: &Post, pictures: &[Pic], near: Option<String>, look: Look) -> Option<PostView> {
    let seen = match (post.state, look) {
        (PostState::Shown, _) => true,
        (PostState::Held | PostState::Removed, Look::Own | Look::Moderator) => true,
        (PostState::Held | PostState::Deleted | PostState::Removed, _) => false,
    };
    if !seen {
        return None;
    }
    Some(PostView {
        id: post.id,
        incident: post.incident,
        drill: post.drill,
        lane: post.lane,
        state: post.state,
        held_until: post.held_until.filter(|_| post.state == PostState::Held),
        at: post.id.time(),
        edited_at: post.edited,
        author: AuthorView { name: post.name.clone(), kind: post.author.kind, institution: None },
        lang: post.lang.clone(),
        text: post.text.clone(),
        tags: post
            .tags
            .iter()
            .filter_map(|name| Some(TagView { key: words::tag_key(name)?, name: name.clone() }))
            .collect(),
        pictures: pictures.iter().map(picture).collect(),
        place: post.cell.map(|cell| PlaceView { cell, near }),
        reply: post.reply,
        thread: post.thread,
        boost: post.boost.as_ref().map(|b| BoostView { kind: b.kind, of: b.of.clone() }),
        truth: post.truth,
        witness: post.witness,
        ruling: None,
        people: 0,
    })
}

fn picture(pic: &Pic) -> PictureView {
    PictureView {
        id: pic.id,
        url: format!("/p/{}", pic.id),
        thumb: format!("/p/{}/small", pic.id),
        width: pic.width,
        height: pic.height,
        alt: pic.alt.clone(),
        covered: pic.cover != super::Cover::None,
    }
}
