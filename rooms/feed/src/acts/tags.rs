//! What operators do with tags; and the tags that are there when an incident opens.

use std::sync::Arc;

use ::store::{Change, StoreError, params};
use kernel::{IncidentId, Staff, TagId, Time};
use register::{AuditLine, Incident};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{known_tags, no};
use crate::{
    model::{How, Tag, TagState, tag_id},
    rules::{
        No, born as list,
        tag::{self as ways},
    },
    store::tags as kept,
};

/// A tag as its page shows it.
#[derive(Clone, Debug)]
pub struct Known {
    /// What all its spellings have in common.
    pub key: String,
    /// As it is shown.
    pub display: String,
    /// Who may write under it.
    pub state: TagState,
    /// Where its readers are led, when that is another tag: its key.
    pub led_to: Option<String>,
    /// The tags that are read with it, as they are shown.
    pub variants: Vec<String>,
}

/// What is known of the tag of a key; of one that nobody has used, how it was typed.
///
/// # Errors
/// [`No::NoTag`] for what is none.
pub async fn know(house: &House, typed: &str, drill: bool) -> Result<Known, Failure> {
    let key = words::tag_key(typed).ok_or_else(|| no(&No::NoTag))?;
    let known = known_tags(house).await?;
    let id = tag_id(&key, drill);
    let shown = known.shown(id);
    if shown != id {
        let to = kept::one(&house.store, shown).await?;
        let led_to = to.as_ref().map(|t| t.key.clone());
        let display = to.map_or_else(|| key.clone(), |t| t.display);
        return Ok(Known { key, display, state: TagState::Open, led_to, variants: Vec::new() });
    }
    let tag = match known.special(id) {
        Some(tag) => Some(tag),
        None => kept::one(&house.store, id).await?.map(Arc::new),
    };
    let variants = known.group(id).into_iter().skip(1).filter_map(|t| known.special(t)).map(|t| t.display.clone());
    Ok(Known {
        state: tag.as_ref().map_or(TagState::Open, |t| t.state),
        display: tag.map_or_else(|| key.clone(), |t| t.display.clone()),
        led_to: None,
        variants: variants.collect(),
        key,
    })
}

/// The tags of an incident, in the order in which they are offered.
///
/// # Errors
/// When the store fails.
pub async fn of_incident(house: &House, incident: IncidentId) -> Result<Vec<Arc<Tag>>, Failure> {
    Ok(known_tags(house).await?.of_incident(incident))
}

/// The tags that are born with an incident. What is there already stays as it is: an operator may have split it.
pub fn born(mut change: Change, incident: &Incident, now: Time) -> Change {
    let centre = middle(incident);
    let mut place = 0_i64;
    for born in list::BORN.iter().filter(|b| list::is_of(b, centre)) {
        let mut first: Option<TagId> = None;
        for name in std::iter::once(&born.name).chain(born.variants) {
            let Some(key) = words::tag_key(name) else { continue };
            let id = tag_id(&key, incident.drill);
            if first == Some(id) {
                continue;
            }
            change = kept::add(change, (&key, name), incident.drill, first, now);
            change = change.run(kept::ADD_INCIDENT_TAG, params![id, incident.id, place, born.lang]);
            first = first.or(Some(id));
            place += 1;
        }
        if let Some(tag) = first {
            let (incident, drill) = (Some(incident.id), incident.drill);
            change = change.event(kernel::Event::Tag { tag, incident, drill });
        }
    }
    change
}

/// The middle of the zone of an incident.
fn middle(incident: &Incident) -> (f64, f64) {
    let b = incident.zone.bounds();
    (f64::midpoint(b.south, b.north), f64::midpoint(b.west, b.east))
}

/// Who changes a tag, and why: both are read in the audit.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// Who.
    pub staff: &'a Staff,
    /// Why, in their words; empty when they did not say.
    pub reason: &'a str,
}

impl<'a> From<&'a Staff> for By<'a> {
    fn from(staff: &'a Staff) -> Self {
        Self { staff, reason: "" }
    }
}

/// Changes one tag, and writes who did it.
async fn with_tag(
    house: &House,
    by: By<'_>,
    act: &str,
    from: (&str, bool),
    decide: impl Fn(&Tag) -> Result<Tag, Failure>,
) -> Result<(), Failure> {
    with_tag_to(house, by, act, from, None, decide).await
}

/// The same, when it leads to another tag from now on: that one has not changed since it was read, so that two that are led to each other
/// at once do not both come about.
async fn with_tag_to(
    house: &House,
    by: By<'_>,
    act: &str,
    (typed, drill): (&str, bool),
    to: Option<TagId>,
    decide: impl Fn(&Tag) -> Result<Tag, Failure>,
) -> Result<(), Failure> {
    let key = words::tag_key(typed).ok_or_else(|| no(&No::NoTag))?;
    thrice(|| async {
        let now = house.clock.now();
        let led = match to {
            Some(to) => kept::one(&house.store, to).await?,
            None => None,
        };
        if led.is_some() {
            house.shelf.get::<kept::Tags>().refresh(&house.store).await?;
        }
        let id = tag_id(&key, drill);
        let was = match kept::one(&house.store, id).await? {
            Some(tag) => tag,
            None => made(house, &key, typed, drill).await?,
        };
        let next = decide(&was)?;
        if next == was {
            return Ok(());
        }
        let line = AuditLine::new(now, by.staff, act).with(json!({
            "tag": was.id, "drill": drill, "from": told(&was), "to": told(&next), "reason": by.reason,
        }));
        let change = led.iter().fold(Change::new(), |change, to| change.must(kept::LED_TO, params![to.id, to.version]));
        let change = kept::change(change, &was, &next, now);
        house.store.apply(house.register.audit(change, &line)).await?;
        house.shelf.get::<kept::Tags>().refresh(&house.store).await?;
        Ok(())
    })
    .await
}

/// What the audit says of a tag: tags are words that everybody reads.
fn told(tag: &Tag) -> serde_json::Value {
    json!({ "display": tag.display, "state": tag.state, "how": tag.how, "target": tag.target })
}

/// A tag that nobody has used yet.
async fn made(house: &House, key: &str, typed: &str, drill: bool) -> Result<Tag, Failure> {
    let now = house.clock.now();
    let name = typed.trim_start_matches(['#', '＃']);
    house.store.apply(kept::add(Change::new(), (key, name), drill, None, now)).await?;
    let made = kept::one(&house.store, tag_id(key, drill)).await?;
    made.ok_or_else(|| StoreError::Fault("a tag that was made is not there".into()).into())
}

/// One tag is read with another one.
async fn link(house: &House, by: By<'_>, act: &str, from: (&str, bool), to: &str, how: How) -> Result<(), Failure> {
    let drill = from.1;
    let key = words::tag_key(to).ok_or_else(|| no(&No::NoTag))?;
    let target = tag_id(&key, drill);
    if kept::one(&house.store, target).await?.is_none() {
        made(house, &key, to, drill).await?;
    }
    let known = known_tags(house).await?;
    with_tag_to(house, by, act, from, Some(target), |was| {
        let mut links = known.links();
        links.remove(&was.id);
        ways::link(&links, was.id, target).or_refuse()?;
        Ok(Tag { target: Some(target), how, ..was.clone() })
    })
    .await
}

/// What stands under one tag is shown under another one too, and its readers are shown that one. [`split`] undoes it.
///
/// # Errors
/// [`No::NoTag`], [`No::TagCircle`].
pub async fn merge<'a>(house: &House, by: impl Into<By<'a>>, from: (&str, bool), to: &str) -> Result<(), Failure> {
    link(house, by.into(), "tag.merge", from, to, How::Merged).await
}

/// The readers of one tag are led to another one; what stands under it is not shown there. [`split`] undoes it.
///
/// # Errors
/// [`No::NoTag`], [`No::TagCircle`].
pub async fn redirect<'a>(house: &House, by: impl Into<By<'a>>, from: (&str, bool), to: &str) -> Result<(), Failure> {
    link(house, by.into(), "tag.redirect", from, to, How::Redirected).await
}

/// A tag stands for itself again.
///
/// # Errors
/// [`No::TagAlone`].
pub async fn split<'a>(house: &House, by: impl Into<By<'a>>, tag: (&str, bool)) -> Result<(), Failure> {
    with_tag(house, by.into(), "tag.split", tag, |was| match was.target {
        Some(_) => Ok(Tag { target: None, how: How::Alone, ..was.clone() }),
        None => Err(no(&No::TagAlone)),
    })
    .await
}

/// A tag is shown otherwise. Under another key it is another tag, and this one is merged into it.
///
/// # Errors
/// [`No::NoTag`], [`No::TagCircle`].
pub async fn rename<'a>(house: &House, by: impl Into<By<'a>>, tag: (&str, bool), to: &str) -> Result<(), Failure> {
    let name = register::names::line(to.trim_start_matches(['#', '＃']));
    let key = words::tag_key(&name).filter(|_| words::mask(&name).found.is_empty()).ok_or_else(|| no(&No::NoTag))?;
    if words::tag_key(tag.0) == Some(key) {
        return with_tag(house, by.into(), "tag.rename", tag, |was| Ok(Tag { display: name.clone(), ..was.clone() }))
            .await;
    }
    link(house, by.into(), "tag.rename", tag, &name, How::Merged).await
}

/// Only staff write under a tag from now on, or everybody again.
///
/// # Errors
/// [`No::NoTag`].
pub async fn set_lock<'a>(
    house: &House,
    by: impl Into<By<'a>>,
    tag: (&str, bool),
    locked: bool,
) -> Result<(), Failure> {
    let state = if locked { TagState::Locked } else { TagState::Open };
    let act = if locked { "tag.lock" } else { "tag.unlock" };
    with_tag(house, by.into(), act, tag, |was| Ok(Tag { state, ..was.clone() })).await
}
