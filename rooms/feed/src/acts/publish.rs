//! Publishing: a text, pictures, something that is passed on.

use ::store::{Change, StoreError, params};
use kernel::{Cell, IncidentId, Lang, PictureId, PostId, Span, Time, Visitor};
use register::Incident;
use web::{Failure, House, OrRefuse};

use super::{
    actor, incident, known_tags, masked, no,
    press::{Press, Pressed, of_press},
    seam, toll,
    whence::Whence,
    writer,
};
use crate::{
    model::{
        Author, AuthorKind, Boost, BoostKind, Cover, Draft, Post, PostState, TagState, Truth, Writer, hold, tag_id,
        trust::{Toll, Trust},
    },
    rules::{self, No},
    store::{
        pictures,
        posts::{self as kept, New},
        tags,
    },
};

/// A picture as it is named: sent before, with what is seen on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawPicture {
    /// Which.
    pub id: PictureId,
    /// What is seen on it, in words.
    pub alt: Option<String>,
}

/// A post as it came in.
#[derive(Clone, Default)]
pub struct Raw {
    /// In which incident; that of what is answered or passed on, else the newest real one that is on.
    pub incident: Option<IncidentId>,
    /// What it says.
    pub text: Option<String>,
    /// In which language: a code.
    pub lang: Option<String>,
    /// Tags that stand beside the text: that of the page on which it was written.
    pub tags: Vec<String>,
    /// Its pictures.
    pub pictures: Vec<RawPicture>,
    /// Where: the name of a landmark.
    pub near: Option<String>,
    /// … or a cell.
    pub cell: Option<Cell>,
    /// What it answers.
    pub reply: Option<PostId>,
    /// What it passes on.
    pub boost: Option<Boost>,
    /// It was read that what is passed on is not verified.
    pub confirm: bool,
    /// Its author says that they see it themselves.
    pub witness: bool,
    /// Its author says that its pictures are hard to bear.
    pub graphic: bool,
}

/// A post that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number.
    pub post: PostId,
    /// Shown, or held back.
    pub state: PostState,
    /// While it is held back: until when.
    pub held_until: Option<Time>,
}

impl From<&Post> for Published {
    fn from(post: &Post) -> Self {
        Self { post: post.id, state: post.state, held_until: post.held_until }
    }
}

/// Publishes a post.
///
/// # Errors
/// The rules' refusals.
pub async fn publish(house: &House, visitor: &Visitor, raw: Raw) -> Result<Published, Failure> {
    publish_once(house, visitor, raw, &Press::default()).await
}

/// The same, by a press that may arrive twice: the same key of the same author makes one post, and says one thing.
///
/// # Errors
/// The rules' refusals.
pub async fn publish_once(house: &House, visitor: &Visitor, raw: Raw, by: &Press) -> Result<Published, Failure> {
    let author = actor(visitor)?;
    let press = Pressed::of(house, author, by, &raw);
    if let Some(before) = of_press(house, press).await? {
        return Ok(before);
    }
    let writer = writer(house, visitor).await?;
    let trust = rules::trust::trust(house.clock.now(), writer.author.kind, &writer.standing);
    let voice = super::voice::of_writer(house, visitor).await?;
    let ready = ready(house, &writer, voice, raw).await?;
    let toll = toll::asked(house, trust, &ready.draft, &ready.incident).await?;
    for _ in 0..3 {
        let now = house.clock.now();
        let id = PostId::at(now, u16::try_from(house.dice.below(1 << 16)).unwrap_or_default());
        let paid = match toll {
            Some(toll) => toll::given(house, visitor, &by.paid, toll)?,
            None => Change::new(),
        };
        let tolls = paid.steps.len();
        let change = limited(house, paid, (trust, by.from.device), &writer, ready.incident.drill, now);
        let limits = change.steps.len();
        let change = write(house, change, &writer, &ready, (id, press, trust.is_new()), &by.from, now).await?;
        match house.store.apply(change).await {
            Ok(_) => {
                for name in &ready.draft.tags {
                    if let Some(key) = words::tag_key(name) {
                        house.shelf.get::<tags::Tags>().is_there(tag_id(&key, ready.incident.drill));
                    }
                }
                let (state, held_until) = match &ready.hold {
                    Some(hold) => (PostState::Held, hold.until),
                    None => (PostState::Shown, None),
                };
                return Ok(Published { post: id, state, held_until });
            }
            // The same number, the same press, or the same thing passed on.
            Err(StoreError::Duplicate { .. }) => {
                if let Some(before) = of_press(house, press).await? {
                    return Ok(before);
                }
                if let Some(boost) = &ready.draft.boost
                    && boosted(house, author, boost).await?
                {
                    return Err(no(&No::BoostedAlready));
                }
            }
            Err(StoreError::Missed { step }) if step < tolls => {
                let toll = toll.unwrap_or(Toll { bits: 0, wait: 0 });
                return Err(no(&if step == 0 { No::TollUsed(toll) } else { No::Toll(toll) }));
            }
            Err(StoreError::Missed { step }) if step < limits => return Err(no(&No::TooMany)),
            Err(StoreError::Missed { .. }) if !ready.draft.pictures.is_empty() => {
                return Err(no(&No::PictureGone));
            }
            Err(e) if e.missed() => return Err(Failure::Changed),
            Err(e) => return Err(e.into()),
        }
    }
    Err(Failure::Changed)
}

/// What is to be published, looked at.
struct Ready {
    incident: std::sync::Arc<Incident>,
    draft: Draft,
    thread: Option<PostId>,
    truth: Truth,
    copied: Option<crate::store::gathered::Copied>,
    hold: Option<hold::Hold>,
    lane: crate::model::Lane,
    /// As the word of which institution.
    voice: Option<kernel::AuthorityId>,
}

async fn ready(house: &House, writer: &Writer, voice: Option<kernel::AuthorityId>, raw: Raw) -> Result<Ready, Failure> {
    let answered = match raw.reply {
        Some(id) => Some(shown(house, id).await?),
        None => None,
    };
    let boost = match &raw.boost {
        Some(boost) => Some(passed_on(house, boost, raw.confirm).await?),
        None => None,
    };
    let meant = answered.as_ref().map(|p| p.incident).or(boost.as_ref().map(|(_, of)| *of));
    let incident = incident(house, meant.or(raw.incident))?;
    let elsewhere = |of: IncidentId| of != incident.id;
    if answered.as_ref().is_some_and(|p| elsewhere(p.incident)) || boost.as_ref().is_some_and(|(_, of)| elsewhere(*of))
    {
        return Err(no(&No::Gone));
    }
    let typed = raw.text.as_deref().unwrap_or_default();
    let text = masked(typed)?;
    let said = text.as_deref().unwrap_or_default();
    let (near, cell) = (raw.near.as_deref().map(str::trim).filter(|n| !n.is_empty()), raw.cell);
    let cell = match (cell, near) {
        (Some(cell), _) => Some(cell),
        (None, Some(name)) => Some(web::landmarks::find(house, name).await?.ok_or_else(|| no(&No::Place))?),
        (None, None) => None,
    };
    let cell = match cell {
        Some(cell) if cell.resolution() < kept::AREA => return Err(no(&No::Place)),
        Some(cell) => Some(web::landmarks::public_cell(house, cell).await?),
        None => None,
    };
    let alts = raw.pictures.iter().map(|p| p.alt.as_deref().map_or(Ok(None), masked)).collect::<Result<Vec<_>, _>>()?;
    let mut draft = Draft {
        tags: tags_of(said, &raw.tags)?,
        lang: lang(raw.lang.as_deref()),
        pictures: raw.pictures.iter().map(|p| p.id).zip(alts).collect(),
        cell,
        reply: raw.reply,
        boost: boost.map(|(boost, _)| boost),
        witness: raw.witness,
        graphic: raw.graphic,
        text,
    };
    let lane = rules::publish(writer, &draft, voice.is_some()).or_refuse()?;
    unlocked(house, writer, &draft, incident.drill).await?;
    let alts: Vec<&str> = raw.pictures.iter().filter_map(|p| p.alt.as_deref()).collect();
    let asked = hold::Draft {
        text: typed,
        alts: &alts,
        pictures: draft.pictures.len(),
        cell: draft.cell,
        drill: incident.drill,
        official: lane == crate::model::Lane::Official,
    };
    let hold = seam::held(house, &asked).await?;
    let (truth, copied) = seam::first(house, incident.id, (writer, lane), &mut draft).await?;
    let thread = answered.map(|p| p.thread.unwrap_or(p.id));
    Ok(Ready { incident, draft, thread, truth, copied, hold, lane, voice })
}

/// Somebody writes no more than they are trusted to; whoever is new no more on one device, under whatever names.
fn limited(
    house: &House,
    change: Change,
    (trust, device): (Trust, Option<[u8; 16]>),
    writer: &Writer,
    drill: bool,
    now: Time,
) -> Change {
    let posts = if drill { "posts in an exercise" } else { "posts" };
    let take = |change, what: &str, who: &[u8; 16], (a_minute, an_hour)| {
        let change = house.register.take_allowance(change, what, who, now, Span::minutes(1), a_minute);
        house.register.take_allowance(change, what, who, now, Span::hours(1), an_hour)
    };
    let change = take(change, posts, &writer.author.id, rules::trust::limits(trust));
    match device.filter(|_| trust.is_new()) {
        Some(device) => take(change, &format!("{posts} on a device"), &device, rules::trust::ON_A_DEVICE),
        None => change,
    }
}

async fn write(
    house: &House,
    change: Change,
    writer: &Writer,
    ready: &Ready,
    (id, press, fresh): (PostId, Option<Pressed>, bool),
    from: &Whence,
    now: Time,
) -> Result<Change, Failure> {
    let (incident, draft) = (&ready.incident, &ready.draft);
    let (drill, who) = (incident.drill, writer.author.id);
    let held = ready.hold.as_ref().map(|h| (h.why.number(), h.until));
    let new = New {
        id,
        incident: incident.id,
        drill,
        writer,
        draft,
        lane: ready.lane,
        held,
        truth: ready.truth,
        thread: ready.thread,
        press: press.map(|p| p.key),
        said: press.map(|p| p.said).unwrap_or_default(),
        fresh,
        signs: super::truth::signs(house, id, from),
    };
    let known = house.shelf.get::<tags::Tags>();
    let mut change = kept::add(change, &house.register, &new, now);
    if let (crate::model::Lane::Official, Some(voice)) = (ready.lane, ready.voice) {
        change = crate::store::voices::add(change, id, voice);
    }
    for name in &draft.tags {
        let Some(key) = words::tag_key(name) else { continue };
        if !known.is_known(tag_id(&key, drill)) {
            change = tags::add(change, (&key, name), drill, None, now);
        }
    }
    let cover = if draft.graphic { Cover::Author } else { Cover::None };
    let change = pictures::attach(change, &house.register, id, who, &draft.pictures, cover);
    let change = seam::joined(house, change, &new, ready.copied.as_ref(), ready.hold.as_ref());
    let state = if held.is_some() { "held" } else { "published" };
    Ok(change.event(kernel::Event::Post { post: id, incident: incident.id, drill, state: state.to_owned() }))
}

/// The tags of a text, and those beside it, each key once, as they were typed first.
pub(super) fn tags_of(text: &str, beside: &[String]) -> Result<Vec<String>, Failure> {
    let mut keys = std::collections::HashSet::new();
    let mut names = Vec::new();
    for tag in words::hashtags(text) {
        if !is_number(tag.name) && keys.insert(tag.key) {
            names.push(tag.name.to_owned());
        }
    }
    for typed in beside.iter().map(|t| register::names::line(t)).filter(|t| !t.is_empty()) {
        let key = words::tag_key(&typed).ok_or_else(|| no(&No::NoTag))?;
        // A tag holds what nobody else may read as little as a text does.
        if is_number(&typed) || !words::mask(&typed).found.is_empty() {
            return Err(no(&No::NoTag));
        }
        if keys.insert(key) {
            names.push(typed.trim_start_matches(['#', '＃']).to_owned());
        }
    }
    Ok(names)
}

/// Digits enough to reach somebody by.
fn is_number(name: &str) -> bool {
    const MOST_DIGITS: usize = 6;
    name.chars().filter(|c| c.is_numeric()).count() > MOST_DIGITS
}

/// Only staff write under a tag that is locked.
pub(super) async fn unlocked(house: &House, writer: &Writer, draft: &Draft, drill: bool) -> Result<(), Failure> {
    if writer.author.kind != AuthorKind::Person || draft.tags.is_empty() {
        return Ok(());
    }
    let known = known_tags(house).await?;
    let marks = known.marks(draft.tags.iter().filter_map(|t| words::tag_key(t)), drill);
    let locked = marks.iter().any(|t| known.special(*t).is_some_and(|t| t.state == TagState::Locked));
    if locked { Err(no(&No::TagLocked)) } else { Ok(()) }
}

/// A code of a language, or the usual one.
pub(super) fn lang(code: Option<&str>) -> String {
    let code = code.unwrap_or_default().trim().to_ascii_lowercase();
    let head = code.split(['-', '_']).next().unwrap_or_default();
    if (2..=3).contains(&head.len()) && head.bytes().all(|b| b.is_ascii_lowercase()) {
        return head.to_owned();
    }
    Lang::default().code().to_owned()
}

/// A post that everybody may read.
async fn shown(house: &House, id: PostId) -> Result<Post, Failure> {
    let post = kept::one(&house.register, id).await?;
    post.filter(Post::is_shown).ok_or_else(|| no(&No::Gone))
}

/// What may be passed on, and of which incident it is. Who passes on what only passes something on passes that on.
async fn passed_on(house: &House, boost: &Boost, confirmed: bool) -> Result<(Boost, IncidentId), Failure> {
    let mut boost = boost.clone();
    for _ in 0..2 {
        if boost.kind != BoostKind::Post {
            let card = super::cards::card(house, &boost, Lang::default()).await?.filter(|c| !c.over);
            let card = card.ok_or_else(|| no(&No::Gone))?;
            let incident = card.incident.ok_or_else(|| no(&No::Gone))?;
            // One thing has one name, however it was typed.
            return Ok((Boost { of: card.of, ..boost }, incident));
        }
        let id: PostId = boost.of.parse().map_err(|_| no(&No::Gone))?;
        let post = shown(house, id).await?;
        match &post.boost {
            Some(of) if post.is_bare_boost() => boost = of.clone(),
            _ => {
                rules::boost(&post, seam::truth(house, &post).await?, confirmed).or_refuse()?;
                return Ok((boost, post.incident));
            }
        }
    }
    Err(no(&No::Gone))
}

async fn boosted(house: &House, author: Author, boost: &Boost) -> Result<bool, Failure> {
    let params = params![author.id, boost.kind.number(), boost.of.as_str()];
    Ok(house.store.one(kept::BOOST_OF_MINE, params).await?.is_some())
}
