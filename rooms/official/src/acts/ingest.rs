//! Messages of others: fetched, or brought by whoever speaks for an institution. Nothing is sent on by itself.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use ::store::{Change, StoreError, params};
use http::{HeaderName, HeaderValue, StatusCode, header};
use kernel::{AlertId, AuthorityId, Span, Staff, Time};
use outbound::{Answer, Call};
use web::{Failure, House};

use super::{abroad, authorities, key};
use crate::{
    model::{Authority, Kept, Link, Piece, Stage, Trust, Turn, outlines, unpack},
    rules::{self, Judged, Refused},
    store::{alerts as kept, sources},
};

/// Links of a feed that are followed in one look.
const LINKS: usize = 30;
/// What another says holds here for no longer than what is said here, from when it came in.
const LONGEST: Span = Span::hours(72);
/// What does not say until when it holds is shown for so long from when it was sent: what was signed long ago is no news when it comes again.
const UNSAID: Span = Span::hours(24);

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is kept.
    New(AlertId),
    /// It was known.
    Known,
    /// It is a test, a draft, an answer between systems, or over.
    Skipped,
    /// It is no message.
    Refused(Refused),
}

/// What is known of a link: the entry in which it stood when what is there was taken, and what its server calls that.
#[derive(Clone, Default)]
struct Seen {
    entry: Option<[u8; 32]>,
    /// Whether that was no message.
    refused: bool,
    etag: Option<String>,
    modified: Option<String>,
}

impl Seen {
    /// Whether there is nothing new there as long as the entry stays the same.
    fn is_settled(&self) -> bool {
        self.entry.is_some() && !self.refused
    }
}

/// The links of each source as they were read last. One of these lies on the shelf.
#[derive(Default)]
struct Read(Mutex<HashMap<AuthorityId, HashMap<String, Seen>>>);

impl Read {
    fn of(&self, id: AuthorityId) -> HashMap<String, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id).unwrap_or_default()
    }
    fn keep(&self, id: AuthorityId, links: HashMap<String, Seen>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, links);
    }
}

/// How far a source was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Looked {
    /// All of it: as long as it says that it is the same, there is nothing to read.
    Whole,
    /// There may be more, although it says that it is the same.
    Partly,
    /// It does not do as it should.
    Badly,
}

/// Sources that are being read. One of these lies on the shelf.
#[derive(Default)]
struct Reading(Mutex<HashSet<AuthorityId>>);

/// One of them, until this is dropped.
struct Turned(Arc<Reading>, AuthorityId);

impl Turned {
    fn of(house: &House, id: AuthorityId) -> Option<Self> {
        let reading = house.shelf.get::<Reading>();
        let begun = reading.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        begun.then(|| Self(reading, id))
    }
}

impl Drop for Turned {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

/// Takes a document for what it is.
///
/// # Errors
/// When the store fails.
pub async fn take(house: &House, of: &Authority, document: &[u8], by: Option<&Staff>) -> Result<Taken, Failure> {
    let now = house.clock.now();
    let pins = cap::Pin::read(of.pins.as_bytes()).unwrap_or_default();
    let Some(at) = rules::clock_of(now, 0) else { return Ok(Taken::Skipped) };
    let judged = match rules::judge(document, &pins, &of.senders, at) {
        Ok(Ok(judged)) if judged.alert.sender == key::own_name(house) => Err(Refused::whole("own-name")),
        Ok(Ok(judged)) => Ok(judged),
        Ok(Err(_)) => return Ok(Taken::Skipped),
        Err(why) => Err(why),
    };
    match judged {
        Ok(judged) => match keep(house, of, document, judged, by, now).await? {
            Ok(taken) => Ok(taken),
            Err(why) => refuse(house, of.id, document, why, now).await,
        },
        Err(why) => refuse(house, of.id, document, why, now).await,
    }
}

async fn refuse(house: &House, id: AuthorityId, document: &[u8], why: Refused, now: Time) -> Result<Taken, Failure> {
    let digest = house.seal.mac("refused message", document);
    let mut name = [0; 16];
    house.dice.fill(&mut name);
    house.store.apply(sources::note(Change::new(), name, id, digest, now, &why)).await?;
    house.metrics.count("rhizome_alerts_refused_total");
    tracing::info!(authority = %id, rule = why.rule, line = why.line, "a message was refused");
    Ok(Taken::Refused(why))
}

/// The document as it is kept: as it came, when it can be.
fn text_of(document: &[u8], alert: &cap::Alert) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(document) {
        return Some(text.to_owned());
    }
    // In Latin-1 each byte is the character of that number. The declaration is no part of what is signed.
    let text: String = document.iter().copied().map(char::from).collect();
    let body = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(_, body)| body);
    let whole = body.map(|body| format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}"));
    let same = |text: &String| {
        let read = cap::Message::read(text.as_bytes(), &cap::Settings::default()).ok();
        read.and_then(cap::Message::into_alert).as_ref() == Some(alert)
    };
    whole.filter(same).or_else(|| alert.to_xml().ok())
}

async fn keep(
    house: &House,
    of: &Authority,
    document: &[u8],
    judged: Judged,
    by: Option<&Staff>,
    now: Time,
) -> Result<Result<Taken, Refused>, Failure> {
    let Judged { alert, turn, drill, trust, doubt } = judged;
    // A message is known by its name and by who vouches for it: nobody else's of that name keeps this one out, or makes way for it.
    let mut same = kept::named(&house.store, &alert.reference()).await?;
    same.retain(|known| known.authority == Some(of.id));
    if same.iter().any(|known| known.trust == trust || known.trust.is_vouched()) {
        return Ok(Ok(Taken::Known));
    }
    same.retain(|_| trust.is_vouched());
    let (before, chain) = earlier(house, of, &alert, trust).await?;
    let known: Vec<&cap::Alert> = chain.iter().map(|k| &*k.alert).collect();
    let broken = cap::check_references(&alert, &known).into_iter().find(|f| f.link.level() == cap::Level::Error);
    if let Some(fault) = broken {
        return Ok(Err(Refused { element: Some("references"), ..Refused::whole(fault.link.code()) }));
    }
    // A long feed is read from its newest entries on: what was ended or corrected before it came is no news.
    if turn != Turn::Cancel && kept::is_over(&house.store, of.id, &alert, trust, now).await? {
        return Ok(Ok(Taken::Skipped));
    }
    let Some(document) = text_of(document, &alert) else { return Ok(Err(Refused::whole("encoding"))) };
    let holds: Vec<&Kept> = before.iter().filter(|k| k.replaced.is_none()).collect();
    // What takes the place of something that stands on every page stands there too, or ends it; nobody is told by message. What goes beyond
    // that waits for a person, and what stands goes on standing.
    let (standing, others): (Vec<&Kept>, Vec<&Kept>) = holds.into_iter().partition(|k| k.stage == Stage::Published);
    let said: Vec<&cap::Alert> = standing.iter().map(|k| &*k.alert).collect();
    let follows = !standing.is_empty() && rules::further(&said, &alert).is_empty();
    // Even somebody who has lost their proof may take back what was said, and says nothing else.
    let published = follows && (turn == Turn::Cancel || authorities::one(house, of.id).await?.1.is_proven());
    let gone = standing.into_iter().filter(|_| published).chain(others);
    let id: AlertId = house.dice.id(now);
    let time = |t: cap::Time| Time(t.unix().saturating_mul(1_000_000));
    let said = alert.infos.iter().filter_map(|i| i.expires).map(time).max();
    let until = said.unwrap_or_else(|| time(alert.sent).min(now).plus(UNSAID)).min(now.plus(LONGEST));
    if turn != Turn::Cancel && until <= now {
        return Ok(Ok(Taken::Skipped));
    }
    let new = Kept {
        id,
        root: before.first().map_or(id, |k| k.root),
        version: 1,
        stage: if published { Stage::Published } else { Stage::Heard },
        turn,
        drill,
        incident: before.iter().find_map(|k| k.incident),
        authority: Some(of.id),
        trust,
        doubt,
        who: of.domain.clone(),
        area: outlines(&alert),
        document: Arc::from(document),
        made: now,
        made_by: by.map(|staff| staff.id),
        made_name: by.map(|staff| staff.name.to_string()).unwrap_or_default(),
        confirmed_name: None,
        published: published.then_some(now),
        expires: (turn != Turn::Cancel).then_some(until),
        replaced: None,
        alert: Arc::new(alert),
    };
    let mut change = Change::new();
    for older in gone.chain(same.iter().filter(|k| k.replaced.is_none())) {
        change = kept::replace(change, older, now);
    }
    // Whoever was told of it hears that it is over.
    let word = if published && turn == Turn::Cancel { "cancelled" } else { "heard" };
    let change = kept::add(change, &new).event(kept::told(&new, word));
    match house.store.apply(change).await {
        Ok(_) => {
            house.metrics.count("rhizome_alerts_heard_total");
            Ok(Ok(Taken::New(id)))
        }
        // Somebody else was as fast.
        Err(StoreError::Duplicate { .. } | StoreError::Missed { .. }) => Ok(Ok(Taken::Known)),
        Err(e) => Err(e.into()),
    }
}

/// The messages that one refers to and may speak of: of the same institution, no better known than itself. And their whole chain.
async fn earlier(
    house: &House,
    of: &Authority,
    alert: &cap::Alert,
    trust: Trust,
) -> Result<(Vec<Kept>, Vec<Kept>), Failure> {
    let mut before: Vec<Kept> = Vec::new();
    let mut chain: Vec<Kept> = Vec::new();
    for reference in alert.references.iter().take(kept::REFERENCES) {
        for found in kept::named(&house.store, reference).await? {
            if found.authority != Some(of.id) || found.trust < trust || before.iter().any(|k| k.id == found.id) {
                continue;
            }
            if !chain.iter().any(|k| k.root == found.root) {
                chain.extend(kept::chain(&house.store, found.root).await?);
            }
            before.push(found);
        }
    }
    Ok((before, chain))
}

/// Looks at a source, unless it is being looked at: one that is slow does not pile up.
///
/// # Errors
/// As [`poll`].
pub async fn poll_alone(house: &House, id: AuthorityId) -> Result<(), Failure> {
    match Turned::of(house, id) {
        Some(_turned) => poll(house, id).await,
        None => Ok(()),
    }
}

/// Looks at a source, now.
///
/// # Errors
/// When the store fails; what the source does wrong is noted.
pub async fn poll(house: &House, id: AuthorityId) -> Result<(), Failure> {
    let Some(source) = sources::one(&house.store, id).await? else { return Ok(()) };
    let (of, _) = authorities::one(house, id).await?;
    let way = abroad::way(house);
    let call = asks(&source.url, source.etag.as_deref(), source.modified.as_deref());
    let answer = way.get(call).await;
    let now = house.clock.now();
    let failed = |why: &'static str| params![id, now, why, source.url.as_str()];
    let result = match answer {
        None => Err("no-answer"),
        Some(answer) if answer.status == StatusCode::NOT_MODIFIED => Ok((source.etag.clone(), source.modified.clone())),
        Some(answer) if answer.status != StatusCode::OK => Err("status"),
        Some(answer) => match read(house, &of, &answer.body, &*way).await? {
            Looked::Whole => Ok((said(&answer, &header::ETAG), said(&answer, &header::LAST_MODIFIED))),
            Looked::Partly => Ok((None, None)),
            Looked::Badly => Err("unreadable"),
        },
    };
    let change = match &result {
        Ok((etag, modified)) => {
            let params = params![id, now, etag.as_deref(), modified.as_deref(), source.url.as_str()];
            Change::new().run(sources::SOURCE_FINE, params)
        }
        Err(why) => Change::new().run(sources::SOURCE_FAILED, failed(why)),
    };
    house.store.apply(change).await?;
    Ok(())
}

/// A question for what is at an address, unless it is what it was.
fn asks(url: &str, etag: Option<&str>, modified: Option<&str>) -> Call {
    let known = [(header::IF_NONE_MATCH, etag), (header::IF_MODIFIED_SINCE, modified)];
    let known = known.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(value?).ok()?)));
    known.fold(Call::get(url), |call, (name, value)| call.header(name, value))
}
/// What an answer says in a header.
fn said(answer: &Answer, name: &HeaderName) -> Option<String> {
    answer.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

/// Reads what a source answered.
async fn read(house: &House, of: &Authority, body: &[u8], way: &dyn abroad::Abroad) -> Result<Looked, Failure> {
    // A message that is not in UTF-8 is read as one; a feed is in UTF-8.
    let Ok(text) = std::str::from_utf8(body) else {
        let taken = take(house, of, body, None).await?;
        return Ok(if matches!(taken, Taken::Refused(_)) { Looked::Badly } else { Looked::Whole });
    };
    let pieces = match unpack(text) {
        Ok(pieces) => pieces,
        Err(why) => {
            let why = Refused { line: why.line, ..Refused::whole(why.rule) };
            refuse(house, of.id, body, why, house.clock.now()).await?;
            return Ok(Looked::Badly);
        }
    };
    let seen = house.shelf.get::<Read>();
    let mut known = seen.of(of.id);
    let digest = |link: &Link| link.entry.as_ref().map(|entry| house.seal.mac("entry of a feed", entry.as_bytes()));
    let links = || pieces.iter().filter_map(|piece| if let Piece::Link(link) = piece { Some(link) } else { None });
    // The newest of those that nobody has read; then those that may be something else by now although nothing says so: what keeps its address
    // and tells no time, and what was no message.
    let is_new = |link: &&Link| {
        let entry = digest(link);
        known.get(&link.to).is_none_or(|seen| seen.is_settled() && entry.is_some() && seen.entry != entry)
    };
    let may_differ =
        |link: &&Link| !is_new(link) && (link.entry.is_none() || known.get(&link.to).is_some_and(|s| !s.is_settled()));
    let wanted = || links().filter(is_new).chain(links().filter(may_differ));
    let asked: HashSet<String> = wanted().take(LINKS).map(|link| link.to.clone()).collect();
    let mut looked = if wanted().count() > asked.len() { Looked::Partly } else { Looked::Whole };
    let mut now = HashMap::new();
    // The oldest first: what takes the place of another comes after it.
    for piece in pieces.iter().rev() {
        let link = match piece {
            Piece::Document(document) => {
                take(house, of, document.as_bytes(), None).await?;
                continue;
            }
            Piece::Link(link) => link,
        };
        let was = known.remove(&link.to);
        if !asked.contains(&link.to) {
            now.extend(was.map(|was| (link.to.clone(), was)));
            continue;
        }
        let (etag, modified) = was.as_ref().map_or((None, None), |w| (w.etag.as_deref(), w.modified.as_deref()));
        let is = match way.get(asks(&link.to, etag, modified)).await {
            Some(answer) if answer.status == StatusCode::OK => {
                let refused = matches!(take(house, of, &answer.body, None).await?, Taken::Refused(_));
                let (etag, modified) = (said(&answer, &header::ETAG), said(&answer, &header::LAST_MODIFIED));
                Seen { entry: digest(link), refused, etag, modified }
            }
            Some(answer) if answer.status == StatusCode::NOT_MODIFIED && was.is_some() => {
                Seen { entry: digest(link), ..was.unwrap_or_default() }
            }
            // It is asked for again, after those that nobody has asked for.
            _ => {
                looked = Looked::Badly;
                was.unwrap_or(Seen { refused: true, ..Seen::default() })
            }
        };
        now.insert(link.to.clone(), is);
    }
    if looked == Looked::Whole && !now.values().all(Seen::is_settled) {
        looked = Looked::Partly;
    }
    seen.keep(of.id, now);
    Ok(looked)
}
