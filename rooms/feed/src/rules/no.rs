//! How the rules of this room say no.

use kernel::{Arg, Refusal, Refuse};

use crate::model::trust::Toll;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no such post, picture or tag, or not for this visitor.
    Unknown,
    /// No incident is on that people write of.
    NoIncident,
    /// A contact has to be proven before one writes.
    Prove,
    /// Nothing was written, and nothing passed on.
    Empty,
    /// The text is too long.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// So many pictures.
    ManyPictures,
    /// The description of a picture is too long.
    LongAlt {
        /// The most characters.
        most: usize,
    },
    /// A picture was sent too long ago, or is of another post.
    PictureGone,
    /// What is wrong with a picture.
    Picture(media::Refused),
    /// So many tags.
    ManyTags,
    /// Not a tag.
    NoTag,
    /// Only staff write under this tag.
    TagLocked,
    /// The institution is not proven any more, or they do not speak for it: what stands as its word stays as it is.
    NotProven,
    /// A name to write under cannot be taken: it is empty, or holds what nobody else may read.
    Name,
    /// What was answered, or passed on, is not there any more.
    Gone,
    /// It is passed on by the same already.
    BoostedAlready,
    /// What is passed on is known to be false.
    False,
    /// What is passed on is not verified: to be said once more.
    Unverified,
    /// The place is too coarse, or none.
    Place,
    /// So many posts of one person.
    TooMany,
    /// Many write at once, and somebody new is to give a little work or time first: at least so much.
    Toll(Toll),
    /// What they gave was given before.
    TollUsed(Toll),
    /// The same press came with something else.
    KeyReused,
    /// So many changes of one post.
    ManyEdits,
    /// Its author deleted it, or moderators took it down.
    Over,
    /// A tag cannot be read with itself, nor in a circle.
    TagCircle,
    /// The tag stands for itself already.
    TagAlone,
    /// This area is too large to be asked for.
    AreaTooLarge,
    /// So many tags were asked for at once.
    AsksTooMuch,
    /// They reported it already.
    Reported,
}

/// The codes of this room's refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const CODES: &[&str] = &[
    "post-unknown",
    "post-no-incident",
    "post-prove",
    "post-empty",
    "post-too-long",
    "post-many-pictures",
    "post-long-alt",
    "post-picture-gone",
    "post-many-tags",
    "post-no-tag",
    "post-tag-locked",
    "post-not-proven",
    "post-name",
    "post-gone",
    "post-boosted",
    "post-false",
    "post-unverified",
    "post-place",
    "post-too-many",
    "post-toll",
    "post-toll-used",
    "post-key-reused",
    "post-many-edits",
    "post-over",
    "tag-circle",
    "tag-alone",
    "feed-area-too-large",
    "feed-asks-too-much",
    "post-reported",
];

/// A refusal until something is given (RFC 6585, 3), with what.
fn tolled(code: &'static str, toll: Toll) -> Refusal {
    Refusal::new(428, code).with("seconds", f64::from(toll.wait)).with("bits", f64::from(toll.bits))
}

/// The toll that such a refusal asks for.
#[must_use]
pub fn toll_of(refused: &Refusal) -> Option<Toll> {
    let whole = |name: &str| match refused.args.iter().find(|(n, _)| *n == name) {
        Some((_, Arg::Number(n))) => (0..=u16::MAX).find(|i| f64::from(*i) >= *n),
        _ => None,
    };
    (refused.status == 428).then_some(())?;
    Some(Toll { bits: u8::try_from(whole("bits")?).ok()?, wait: whole("seconds")? })
}

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        let n = |i: usize| i32::try_from(i).map_or(f64::MAX, f64::from);
        let new = Refusal::new;
        match self {
            Self::Unknown => new(404, "post-unknown"),
            Self::NoIncident => new(409, "post-no-incident"),
            Self::Prove => new(403, "post-prove"),
            Self::Empty => new(422, "post-empty").at("text"),
            Self::TooLong { most } => new(422, "post-too-long").at("text").with("most", n(*most)),
            Self::ManyPictures => new(422, "post-many-pictures").at("pictures"),
            Self::LongAlt { most } => new(422, "post-long-alt").at("alt").with("most", n(*most)),
            Self::PictureGone => new(422, "post-picture-gone").at("pictures"),
            Self::Picture(why) => new(422, why.code()).at("picture"),
            Self::ManyTags => new(422, "post-many-tags").at("text"),
            Self::NoTag => new(422, "post-no-tag").at("tag"),
            Self::TagLocked => new(403, "post-tag-locked").at("text"),
            Self::NotProven => new(403, "post-not-proven").at("text"),
            Self::Name => new(422, "post-name").at("name"),
            Self::Gone => new(409, "post-gone"),
            Self::BoostedAlready => new(409, "post-boosted"),
            Self::False => new(409, "post-false"),
            Self::Unverified => new(409, "post-unverified").at("confirm"),
            Self::Place => new(422, "post-place").at("near"),
            Self::TooMany => new(429, "post-too-many"),
            Self::Toll(toll) => tolled("post-toll", *toll),
            Self::TollUsed(toll) => tolled("post-toll-used", *toll),
            Self::KeyReused => new(422, "post-key-reused").at("client_id"),
            Self::ManyEdits => new(409, "post-many-edits"),
            Self::Over => new(409, "post-over"),
            Self::TagCircle => new(409, "tag-circle").at("target"),
            Self::TagAlone => new(409, "tag-alone"),
            Self::AreaTooLarge => new(422, "feed-area-too-large").at("cell"),
            Self::Reported => new(409, "post-reported"),
            Self::AsksTooMuch => new(422, "feed-asks-too-much").at("any"),
        }
    }
}
