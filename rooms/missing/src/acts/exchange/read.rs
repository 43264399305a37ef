//! What other registers read here.

use std::collections::{HashMap, HashSet};

use ::store::{StoreError, params};
use kernel::{Id as _, NoticeId, Span, Staff, Time};
use names::Name;
use pfif::{Note, Person, Writer};
use web::{Failure, House};

use super::{domain, key_of, needs};
use crate::{
    acts::{limited, memory, no},
    model::{
        exchange::{Shown, is_shown, neighbour, same_person, written},
        link::Link,
    },
    rules::No,
    store::{
        deaths,
        exchange::{self as kept, Given, Kept, Sort},
        links,
        notices::{self, Whole},
        tributes,
    },
};

/// Records that one answer holds at most.
pub const MOST: i64 = 200;
/// Searches by name in an hour, of one key.
const SEARCHES: i64 = 600;

/// What a feed is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People who are sought.
    Persons,
    /// What is said of them.
    Notes,
}

/// Which part of a feed.
#[derive(Clone, Copy, Debug)]
pub struct Feed {
    /// What it is of.
    pub kind: Kind,
    /// From when on: then the oldest comes first.
    pub since: Option<Time>,
    /// Records that are passed over.
    pub skip: i64,
    /// How many.
    pub most: i64,
}

fn broken(e: &pfif::WriteError) -> Failure {
    Failure::from(StoreError::Fault(e.to_string()))
}

/// Records as a neighbour sees them.
async fn shown(house: &House, records: Vec<Kept>) -> Result<Vec<(Person, Vec<Note>)>, Failure> {
    let now = house.clock.now();
    let ids: Vec<NoticeId> = records.iter().map(|k| k.notice).collect();
    let found = notices::many_whole(&house.register, &ids).await?;
    let by_id: HashMap<NoticeId, Whole> = found.into_iter().map(|w| (w.notice.id, w)).collect();
    let domain = domain(house);
    let twins = twins(house, now, &ids).await?;
    let told = kept::found_before(&house.register, &ids).await?;
    // Who is remembered is in no export with the missing.
    let rows = house.register.many(tributes::REMEMBERED_OF, &ids).await?;
    let remembered = rows.iter().map(|r| r.id(0)).collect::<Result<HashSet<NoticeId>, _>>()?;
    let deaths = deaths::many(&house.register, &ids).await?;
    let see = |k: &Kept| {
        let search = by_id.get(&k.notice).filter(|_| !remembered.contains(&k.notice)).map(|w| (&w.notice, &w.profile));
        let shown = Shown {
            record_id: &k.record_id,
            own: k.own,
            source: k.source,
            entry: k.entry,
            expiry: k.expiry,
            search,
            death: deaths.iter().find(|d| d.notice == k.notice),
            told: told.contains(&k.notice),
            site: &house.config.site_name,
            domain: &domain,
        };
        let (person, note) = neighbour(now, &shown)?;
        let gone = person.is_placeholder();
        let twins = twins.iter().filter(|(of, ..)| *of == k.notice && !gone);
        let links = twins.filter_map(|(_, link, other)| same_person(&shown, link, other));
        Some((person, note.into_iter().chain(links).collect()))
    };
    Ok(records.iter().filter_map(see).collect())
}

/// Of these searches, those that others may read, with the record of another that is about the same person and that they may read too.
async fn twins(house: &House, now: Time, ids: &[NoticeId]) -> Result<Vec<(NoticeId, Link, String)>, Failure> {
    let links = links::linked(&house.register, ids).await?;
    let ends: Vec<NoticeId> = links.iter().flat_map(|l| [l.a, l.b]).collect();
    let found = notices::many_whole(&house.register, &ends).await?;
    let mut records = kept::many(&house.register, kept::RECORDS_OF, &ends).await?;
    records.retain(|k| k.shown && found.iter().any(|w| w.notice.id == k.notice && is_shown(now, k.own, &w.notice)));
    let name = |id: NoticeId| records.iter().find(|k| k.notice == id).map(|k| k.record_id.clone());
    let both = links.into_iter().filter_map(|l| Some((name(l.a)?, name(l.b)?, l)));
    Ok(both.flat_map(|(a, b, l)| [(l.a, l.clone(), b), (l.b, l, a)]).collect())
}

/// People, each with what is said of them. What others are to delete has nothing beside it.
fn with_notes(writer: &mut Writer<Vec<u8>>, records: &[(Person, Vec<Note>)]) -> Result<(), Failure> {
    for (person, notes) in records {
        writer.person(person).map_err(|e| broken(&e))?;
        for note in notes.iter().filter(|_| !person.is_placeholder()) {
            writer.note(note).map_err(|e| broken(&e))?;
        }
    }
    Ok(())
}

fn document(records: &[(Person, Vec<Note>)]) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::document(Vec::new()).replacing();
    with_notes(&mut writer, records)?;
    writer.finish().map_err(|e| broken(&e))
}

/// One record of a person, with what is said of it.
///
/// # Errors
/// [`NoExchange::NoDomain`](crate::rules::exchange::NoExchange::NoDomain); 404.
pub async fn read(house: &House, staff: &Staff, id: &str) -> Result<Vec<u8>, Failure> {
    needs(house, staff, |g| g.reads).await?;
    let found = kept::one(&house.store, key_of(house, id)).await?;
    let found = found.filter(|k| k.shown && k.sort == Sort::Person).ok_or_else(|| no(&No::Unknown))?;
    document(&shown(house, vec![found]).await?)
}

/// A part of a feed, as Atom.
///
/// # Errors
/// [`NoExchange::NoDomain`](crate::rules::exchange::NoExchange::NoDomain).
pub async fn feed(house: &House, staff: &Staff, feed: Feed) -> Result<Vec<u8>, Failure> {
    needs(house, staff, |g| g.reads).await?;
    let sql = match (feed.kind, feed.since.is_some()) {
        (Kind::Persons, true) => kept::FEED,
        (Kind::Persons, false) => kept::FEED_NEWEST,
        (Kind::Notes, true) => kept::FEED_FOUND,
        (Kind::Notes, false) => kept::FEED_FOUND_NEWEST,
    };
    let since = feed.since.unwrap_or(Time(0));
    let rows = house.store.read(sql, params![since, feed.most.clamp(1, MOST), feed.skip.max(0)]).await?;
    let records = rows.iter().map(kept::kept).collect::<Result<Vec<_>, _>>()?;
    let updated = records.iter().map(|k| k.entry).max().unwrap_or_else(|| house.clock.now());
    let (path, title) = match feed.kind {
        Kind::Persons => ("person", "people"),
        Kind::Notes => ("note", "notes"),
    };
    let url = format!("{}/api/v1/pfif/feeds/{path}", house.config.public_url);
    let about = pfif::Feed {
        id: url.clone(),
        title: format!("{}: {title}", house.config.site_name),
        updated: Some(written(updated)),
        url,
        ..pfif::Feed::default()
    };
    let records = shown(house, records).await?;
    let done = match feed.kind {
        Kind::Persons => {
            let mut writer = Writer::person_feed(Vec::new(), about).replacing();
            with_notes(&mut writer, &records)?;
            writer.finish()
        }
        Kind::Notes => {
            let mut writer = Writer::note_feed(Vec::new(), about).replacing();
            for note in records.iter().flat_map(|(_, notes)| notes) {
                writer.note(note).map_err(|e| broken(&e))?;
            }
            writer.finish()
        }
    };
    done.map_err(|e| broken(&e))
}

/// The records of people of a name, the likeliest first: those whose appeal is approved, and those of other registers.
///
/// # Errors
/// [`NoExchange::NoDomain`](crate::rules::exchange::NoExchange::NoDomain), [`No::TooMany`].
pub async fn search(house: &House, staff: &Staff, name: &str, most: i64) -> Result<Vec<u8>, Failure> {
    let _: Given = needs(house, staff, |g| g.searches).await?;
    let change = limited(house, "pfif search", &staff.id.bytes(), Span::hours(1), SEARCHES);
    match house.store.apply(change).await {
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        other => other.map(drop)?,
    }
    let memory = memory(house).await?;
    let wanted = Name::parse(name);
    let mut near: Vec<(u16, NoticeId)> = Vec::new();
    for incident in house.incidents.open().into_iter().filter(|i| !i.drill) {
        let hits = memory.sought(incident.id, &wanted, names::LIKELY);
        near.extend(hits.into_iter().map(|hit| (hit.score.map_or(0, |s| s.value), hit.notice.id)));
    }
    near.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
    let ids: Vec<NoticeId> = near.iter().map(|(_, id)| *id).collect();
    let mut records = kept::many(&house.register, kept::RECORDS_OF, &ids).await?;
    records.retain(|k| k.shown);
    records.sort_by_key(|k| ids.iter().position(|id| *id == k.notice));
    records.dedup_by_key(|k| k.key);
    // What is over is no answer to a name.
    let mut seen = shown(house, records).await?;
    seen.retain(|(person, notes)| !person.is_placeholder() && notes.iter().all(|n| n.status.is_none()));
    seen.truncate(usize::try_from(most.clamp(1, MOST)).unwrap_or(1));
    document(&seen)
}
