//! What pages show of a post, in words.

use std::collections::{HashMap, HashSet};

use kernel::{IncidentId, PostId};
use web::Front;
use words::{Kind, Piece, hashtags, is_public_link, pieces};

use super::live::{in_drill, tag_page};
use crate::{
    acts::Found,
    model::{
        AuthorKind, BoostKind, PostState, Truth,
        rumour::RulingView,
        view::{BoostView, PictureView, PostView},
    },
    rules::born::{self, About},
};

/// A part of a text.
pub(super) enum Bit {
    /// As it was typed.
    Text(String),
    /// Something that nobody else may read stood here: its word.
    Masked(String),
    /// A hashtag, with where its page is.
    Tag(String, String),
    /// A page in the net.
    Link(String),
}

impl Bit {
    /// The same in an exercise, or out of it: whoever follows a hashtag stays there.
    fn of(self, drill: bool) -> Self {
        match self {
            Self::Tag(text, page) if drill => Self::Tag(text, in_drill(page)),
            bit => bit,
        }
    }
    /// What stands there, without links.
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Masked(text) | Self::Tag(text, _) | Self::Link(text) => text,
        }
    }
}

/// A word in a pill: its kind, its icon and what it says.
pub(super) struct Pill {
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
    /// Where it leads, when it does.
    pub(super) href: Option<String>,
}

/// A post as pages show it.
pub(super) struct Card {
    pub(super) id: PostId,
    pub(super) incident: IncidentId,
    pub(super) initials: String,
    pub(super) name: String,
    /// When it was written.
    pub(super) time: String,
    pub(super) iso: String,
    pub(super) lang: String,
    pub(super) pills: Vec<Pill>,
    pub(super) text: Vec<Bit>,
    pub(super) pictures: Vec<PictureView>,
    /// Its pictures are covered until somebody asks to see them.
    pub(super) covered: bool,
    /// They are blurred and grey until whoever moderates asks to see them.
    pub(super) veiled: bool,
    pub(super) near: Option<String>,
    pub(super) edited: bool,
    pub(super) reply: Option<PostId>,
    /// It is known to be false, or to mislead.
    pub(super) denied: bool,
    /// What was ruled: in one sentence who and when, then what is so; and where its sources are.
    pub(super) ruled: Option<Ruled>,
    /// While it is held back: until when.
    pub(super) held: Option<String>,
    pub(super) boost: Option<Passed>,
    /// What a script compares, to say once that something changed.
    pub(super) state: &'static str,
}

/// What was ruled on a post.
pub(super) struct Ruled {
    pub(super) head: String,
    pub(super) says: String,
    pub(super) href: String,
}

impl Ruled {
    /// Who says so and since when, then what is so.
    fn of(front: &Front, r: &RulingView) -> Self {
        let of = if r.link { "feed-ruled-link" } else { "feed-ruled" };
        let head = front.with(
            &format!("{of}-{}", r.verdict.word()),
            &[("who", r.by.clone().into()), ("time", front.moment(front.now, r.since).into())],
        );
        Self { head, says: plain(front, &r.says), href: format!("/rumours/{}", r.rumour) }
    }
}

/// What a post passes on.
pub(super) enum Passed {
    /// A post that is there.
    Post(Box<Card>),
    /// Something of another room, as it is now.
    Thing(Thing),
    /// It is gone.
    Gone,
}

/// Something to act on, as it is now: a door, a search, an official message.
#[derive(Clone)]
pub(super) struct Thing {
    pub(super) kind: BoostKind,
    pub(super) of: String,
    pub(super) icon: &'static str,
    pub(super) look: &'static str,
    pub(super) state: String,
    pub(super) title: String,
    pub(super) says: String,
    pub(super) href: Option<String>,
    pub(super) open: bool,
}

/// What a reader sees where something was masked.
fn stands_for(front: &Front, kind: Kind) -> String {
    front.t(&format!("feed-masked-{}", kind.word())).into_owned()
}

/// A masked text in the reader's language, without links.
pub(super) fn plain(front: &Front, text: &str) -> String {
    bits(front, text).into_iter().map(Bit::into_text).collect()
}

/// The same as it is kept: what was shown where something was masked stands for it again.
pub(super) fn as_kept(front: &Front, text: &str) -> String {
    Kind::ALL.iter().fold(text.to_owned(), |text, kind| text.replace(&stands_for(front, *kind), kind.marker()))
}

/// The parts of a masked text: plain text, with links to hashtags and to pages in the net.
pub(super) fn bits(front: &Front, text: &str) -> Vec<Bit> {
    let mut out = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Masked(kind) => out.push(Bit::Masked(stands_for(front, kind))),
            Piece::Text(text) => linked(text, &mut out),
        }
    }
    out
}

fn linked(text: &str, out: &mut Vec<Bit>) {
    let mut at = 0;
    for tag in hashtags(text) {
        addresses(text.get(at..tag.range.start).unwrap_or_default(), out);
        let shown = text.get(tag.range.clone()).unwrap_or_default().to_owned();
        out.push(Bit::Tag(shown, tag_page(&tag.key, false)));
        at = tag.range.end;
    }
    addresses(text.get(at..).unwrap_or_default(), out);
}

/// Only pages in the net that may stand in public become links.
fn addresses(text: &str, out: &mut Vec<Bit>) {
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let link = bare.trim_end_matches(['.', ',', ')', ';', ':', '»', '"', '…']);
        let is_link = (link.starts_with("https://") || link.starts_with("http://")) && is_public_link(link);
        if is_link {
            if !plain.is_empty() {
                out.push(Bit::Text(std::mem::take(&mut plain)));
            }
            out.push(Bit::Link(link.to_owned()));
            plain.push_str(word.get(link.len()..).unwrap_or_default());
        } else {
            plain.push_str(word);
        }
    }
    if !plain.is_empty() {
        out.push(Bit::Text(plain));
    }
}

/// What is known of a post, and as what its author speaks.
fn provenance(front: &Front, post: &PostView) -> Vec<Pill> {
    let pill = |kind, icon, key: &str| Pill { kind, icon, word: front.t(key).into_owned(), href: None };
    let mut all = Vec::new();
    match post.author.kind {
        AuthorKind::Institution => all.push(match post.author.institution.as_ref().map(|i| i.standing) {
            Some("proven") => pill("off", "shield", "feed-official"),
            Some("lost" | "ended") => pill("no", "wait", "feed-official-lost"),
            _ => pill("un", "people", "feed-institution-unproven"),
        }),
        AuthorKind::Organisation => all.push(pill("ok", "people", "feed-organisation")),
        AuthorKind::Person => {}
    }
    match post.truth {
        Truth::Unverified if crate::acts::voice::is_proven(post) => {}
        Truth::Unverified => all.push(pill("un", "wait", "feed-unverified")),
        Truth::Witness => {
            all.push(pill("wit", "eye", "feed-witness"));
            all.push(pill("un", "wait", "feed-unverified"));
        }
        Truth::Corroborated => {
            let word = front.one("feed-corroborated", "n", post.people);
            all.push(Pill { kind: "wit", icon: "people", word, href: None });
        }
        Truth::Confirmed => all.push(pill("ok", "check", "feed-confirmed")),
        Truth::False => all.push(pill("no", "no", "feed-false")),
        Truth::Misleading => all.push(pill("no", "no", "feed-misleading")),
    }
    all
}

/// The tags that stand beside the text.
fn beside(post: &PostView) -> Vec<Pill> {
    let inside: HashSet<String> =
        hashtags(post.text.as_deref().unwrap_or_default()).into_iter().map(|t| t.key).collect();
    let rest = post.tags.iter().filter(|t| !inside.contains(&t.key));
    rest.map(|t| {
        let (kind, icon) = match born::about(&t.key) {
            About::Doors => ("off", "door"),
            About::Searches => ("un", "plens"),
            About::All => ("un", "list"),
        };
        Pill { kind, icon, word: format!("#{}", t.name), href: Some(tag_page(&t.key, post.drill)) }
    })
    .collect()
}

impl Card {
    /// A post in words.
    pub(super) fn of(front: &Front, post: &PostView) -> Self {
        let pills = provenance(front, post).into_iter().chain(beside(post)).collect();
        let held = matches!(post.state, PostState::Held | PostState::Removed).then(|| match post.held_until {
            _ if post.state == PostState::Removed => front.t("feed-removed").into_owned(),
            Some(until) => front.one("feed-held-until", "time", front.moment(front.now, until)),
            None => front.t("feed-held-decided").into_owned(),
        });
        Self {
            id: post.id,
            incident: post.incident,
            initials: register::names::initials(&post.author.name),
            name: match post.author.called() {
                "" => front.t("feed-nameless").into_owned(),
                name => name.to_owned(),
            },
            time: front.moment(front.now, post.at),
            iso: post.at.to_string(),
            lang: post.lang.clone(),
            pills,
            text: bits(front, post.text.as_deref().unwrap_or_default()).into_iter().map(|b| b.of(post.drill)).collect(),
            covered: post.pictures.iter().any(|p| p.covered),
            veiled: false,
            pictures: post.pictures.clone(),
            near: post.place.as_ref().and_then(|p| p.near.clone()),
            edited: post.edited_at.is_some(),
            reply: post.reply,
            denied: matches!(post.truth, Truth::False),
            ruled: post.ruling.as_ref().map(|r| Ruled::of(front, r)),
            held,
            boost: None,
            state: post.truth.word(),
        }
    }
    /// The same with what it passes on, as that is now.
    pub(super) fn with(
        mut self,
        post: &PostView,
        passed: &HashMap<PostId, PostView>,
        front: &Front,
        things: &[Thing],
    ) -> Self {
        self.boost = post.boost.as_ref().map(|boost| passed_on(front, boost, passed, things));
        self
    }
    /// As whoever moderates sees it: its pictures, and those of what it passes on, are blurred and grey until they ask to see them.
    pub(super) fn veiled(mut self) -> Self {
        self.veiled = true;
        if let Some(Passed::Post(of)) = &mut self.boost {
            of.veiled = true;
        }
        self
    }
    /// Whether it says something itself.
    pub(super) fn is_bare(&self) -> bool {
        self.text.is_empty() && self.pictures.is_empty()
    }
    /// Whether it may be passed on: what is held back or known to be false may not.
    pub(super) fn may_pass(&self) -> bool {
        !self.denied && self.held.is_none()
    }
}

fn passed_on(front: &Front, boost: &BoostView, passed: &HashMap<PostId, PostView>, things: &[Thing]) -> Passed {
    if boost.kind == BoostKind::Post {
        let found = boost.of.parse().ok().and_then(|id: PostId| passed.get(&id));
        return found.map_or(Passed::Gone, |post| Passed::Post(Box::new(Card::of(front, post))));
    }
    let thing = things.iter().find(|t| t.kind == boost.kind && t.of == boost.of);
    thing.map_or(Passed::Gone, |t| Passed::Thing(t.clone()))
}

/// A part of the flow in words, in its order.
pub(super) fn cards(front: &Front, found: &Found, things: &[Thing]) -> Vec<Card> {
    found.posts.iter().map(|p| Card::of(front, p).with(p, &found.passed_on, front, things)).collect()
}
