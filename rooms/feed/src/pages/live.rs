//! `/live`, `/i/{id}/live`, `/tag/{key}`: what happens, in the order in which it was written. What institutions say stands first, then what can
//! be acted on, as it is now; then the talk. Read by anybody, without an account.

use std::sync::Arc;

use askama::Template;
use axum::{extract::RawQuery, response::Response};
use kernel::{IncidentId, PostId};
use register::Incident;
use web::{Access, Failure, Form, Front, Path, Route, encode, see};

use super::{
    say::{self, Card, Thing},
    things,
};
use crate::{
    acts::{self, Found},
    model::{Lane, Page, Query, view::PostView},
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/live", Access::Anyone, newest).says("What people write now, live, and what can be acted on"),
        Route::get("/i/{id}/live", Access::Anyone, of_incident).says("The same of one incident"),
        Route::get("/tag/{key}", Access::Anyone, of_tag).says("The same under one tag"),
    ]
}

/// The words in pills, with what they mean: kind, icon, keys.
pub(super) const MENTIONS: [(&str, &str, &str, &str); 5] = [
    ("off", "shield", "feed-official", "feed-official-means"),
    ("wit", "eye", "feed-witness", "feed-witness-means"),
    ("un", "wait", "feed-unverified", "feed-unverified-means"),
    ("ok", "check", "feed-confirmed", "feed-confirmed-means"),
    ("no", "no", "feed-false", "feed-false-means"),
];
/// Official messages that are folded under the newest one.
const OFFICIAL: usize = 6;
/// Things to act on.
const THINGS: usize = 4;
/// Numbers of each plural form of the languages here, in the order of `data-says`: zero, one, two, few, many, other.
const PLURALS: [i64; 6] = [0, 1, 2, 3, 11, 100];

/// What an institution says.
struct Official {
    /// The post; of an alert, which is none, before every post.
    id: PostId,
    who: String,
    time: String,
    lang: String,
    first: String,
    rest: String,
    href: String,
}

#[derive(Template)]
#[template(path = "live.html")]
struct LivePage<'a> {
    f: &'a Front,
    form: &'a Form,
    /// The incident, and since when.
    what: String,
    title: String,
    /// From which tag one was led here.
    led: Option<String>,
    /// This page, without older posts.
    here: String,
    /// What goes on where it ends.
    stream: String,
    official: Option<Official>,
    officials: Vec<Official>,
    /// All that is official, in one place.
    consignes: Option<String>,
    things: Vec<Thing>,
    /// The tags that are offered: key, name and page.
    tabs: Vec<(String, String, String)>,
    all: String,
    /// The key of the tag of this page.
    tag: String,
    /// It shows all, under whatever tag.
    whole: bool,
    /// How it is said that so many are new, for each plural form.
    fresh: String,
    /// It does not show the newest.
    older: bool,
    posts: Vec<Card>,
    next: Option<String>,
    /// The form stands beside what is read.
    writes: bool,
    /// In what one writes here.
    within: Option<IncidentId>,
    /// Nothing real is on, and an exercise is: who wants to goes there. What is practised is said there alone.
    exercise: Option<IncidentId>,
    key: String,
    longest: usize,
    /// The same for programs and for readers of feeds.
    feeds: Vec<(String, &'static str)>,
}

impl LivePage<'_> {
    fn is_here(&self, key: &str) -> bool {
        self.tag == key
    }
}

/// What is asked for in the address: tags, and how old.
#[derive(Default)]
pub(super) struct Asked {
    any: Vec<String>,
    all: Vec<String>,
    none: Vec<String>,
    before: Option<PostId>,
    /// Of an exercise.
    drill: bool,
}

impl Asked {
    pub(super) fn of(query: Option<String>) -> Self {
        let form = Form::parse(query.unwrap_or_default().as_bytes());
        let keys = |name: &str| -> Vec<String> {
            form.values(name).flat_map(|v| v.split(',')).filter_map(words::tag_key).collect()
        };
        let before = form.value("before").parse().ok();
        Self { any: keys("any"), all: keys("all"), none: keys("none"), before, drill: form.is("drill", "true") }
    }
    /// The tags in an address, after what is there already.
    fn marks(&self) -> Vec<String> {
        let drill = self.drill.then(|| DRILL.to_owned());
        marks(&self.any, &self.all, &self.none).into_iter().chain(drill).collect()
    }
}

/// Of an exercise, in an address.
const DRILL: &str = "drill=true";

/// Tags in an address, each kind said once, as the API reads them.
fn marks(any: &[String], all: &[String], none: &[String]) -> Vec<String> {
    let said = |keys: &[String]| keys.iter().map(|k| encode(k)).collect::<Vec<_>>().join(",");
    let kinds = [("any", any), ("all", all), ("none", none)];
    kinds
        .into_iter()
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(name, keys)| format!("{name}={}", said(keys)))
        .collect()
}

/// A path with a query.
fn with(path: &str, parts: &[String]) -> String {
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

async fn newest(front: Front, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Asked::of(query);
    let incident = acts::incident_or_drill(&front.house, None, asked.drill).ok();
    draw(&front, incident, "/live".to_owned(), asked, None).await
}

async fn of_incident(front: Front, Path(id): Path<IncidentId>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let incident = acts::incident(&front.house, Some(id)).map_err(|_| Failure::not_found())?;
    draw(&front, Some(incident), format!("/i/{id}/live"), Asked::of(query), None).await
}

async fn of_tag(front: Front, Path(typed): Path<String>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Asked::of(query);
    let incident = acts::incident_or_drill(&front.house, None, asked.drill).ok();
    let known = acts::know(&front.house, &typed, asked.drill).await?;
    if let Some(to) = &known.led_to {
        return Ok(see(&tag_page(to, asked.drill)));
    }
    if typed != known.key {
        return Ok(see(&tag_page(&known.key, asked.drill)));
    }
    let path = format!("/tag/{}", encode(&known.key));
    draw(&front, incident, path, asked, Some(known)).await
}

async fn draw(
    front: &Front,
    incident: Option<Arc<Incident>>,
    path: String,
    asked: Asked,
    tag: Option<acts::Known>,
) -> Result<Response, Failure> {
    let (house, drill) = (&front.house, incident.as_ref().is_some_and(|i| i.drill));
    let id = incident.as_ref().map(|i| i.id);
    let mut query = Query {
        incident: id,
        any: asked.any.clone(),
        all: asked.all.clone(),
        none: asked.none.clone(),
        drill,
        ..Query::default()
    };
    query.any.extend(tag.as_ref().map(|t| t.key.clone()));
    let page = Page { before: asked.before, ..Page::newest(Page::USUAL) };
    let found = match id {
        Some(_) => acts::flow(house, &query, page).await?,
        None => {
            Found { posts: Vec::new(), passed_on: Default::default(), refers: Vec::new(), next: None, position: None }
        }
    };
    let passed = things::referred(front, &found.refers).await?;
    let first = asked.before.is_none();
    let (official, officials) = if first && tag.is_none() { said(front, id, drill).await? } else { (None, Vec::new()) };
    let pinned = official.as_ref().map(|o| o.id);
    let things = match id.filter(|_| first) {
        Some(id) => things::to_act_on(front, id, tag.as_ref().map(|t| t.key.as_str()), THINGS).await?,
        None => Vec::new(),
    };
    let mut posts = say::cards(front, &found, &passed);
    // What is pinned is read there.
    posts.retain(|p| pinned.is_none_or(|pinned| pinned != p.id));
    let marks = asked.marks();
    let here = with(&path, &marks);
    let next = found.next.map(|before| {
        let parts: Vec<String> = marks.iter().cloned().chain([format!("before={before}")]).collect();
        with(&path, &parts)
    });
    let title = match &tag {
        Some(tag) => format!("#{}", tag.display),
        None => called(front, &asked, drill).await?,
    };
    let page = LivePage {
        f: front,
        form: &Form::default(),
        what: what(front, incident.as_deref()),
        title: title.clone(),
        led: tag.as_ref().filter(|t| !t.variants.is_empty()).map(|t| variants(front, t)),
        stream: stream(&query, found.position),
        official,
        officials,
        consignes: id.filter(|_| !house.alarms.is_empty()).map(|id| format!("/i/{id}/official")),
        things,
        tabs: tabs(front, incident.as_deref(), tag.as_ref()).await?,
        all: match (&incident, path.starts_with("/tag/")) {
            (Some(i), true) if i.drill => format!("/i/{}/live", i.id),
            (_, true) => "/live".to_owned(),
            _ => path.clone(),
        },
        tag: tag.as_ref().map(|t| t.key.clone()).unwrap_or_default(),
        whole: tag.is_none() && marks.is_empty(),
        fresh: PLURALS.iter().map(|n| front.one("feed-fresh", "n", *n)).collect::<Vec<_>>().join("|"),
        older: !first,
        posts,
        next,
        writes: id.is_some() && first,
        within: id,
        exercise: match incident {
            Some(_) => None,
            None => acts::incident_or_drill(house, None, true).ok().map(|i| i.id),
        },
        key: web::carry::press(front, &Form::default()),
        longest: rules::LONGEST,
        feeds: feeds(&query),
        here,
    };
    let shown = front.page(&title).nav("live").class("wide").drill(drill).script("rz-feed.js");
    shown.show(&page)
}

/// What a page of several tags shows, in words: without them it would look like the page of all.
async fn called(front: &Front, asked: &Asked, drill: bool) -> Result<String, Failure> {
    let any = joined(front, &asked.any, "feed-tags-or", drill).await?;
    let all = joined(front, &asked.all, "feed-tags-and", drill).await?;
    let none = joined(front, &asked.none, "feed-tags-and", drill).await?;
    let some = match (any, all) {
        (Some(any), Some(all)) => Some(front.two("feed-tags-and", "one", all, "other", any)),
        (any, all) => any.or(all),
    };
    Ok(match (some, none) {
        (None, None) => front.t("feed-title").into_owned(),
        (Some(some), None) => some,
        (some, Some(none)) => {
            let some = some.unwrap_or_else(|| front.t("feed-all").into_owned());
            front.two("feed-tags-without", "some", some, "others", none)
        }
    })
}

/// Tags as they are written, with a word between them.
async fn joined(front: &Front, keys: &[String], word: &str, drill: bool) -> Result<Option<String>, Failure> {
    let mut said: Option<String> = None;
    // Where nothing is going on, nothing else bounds how many are asked for.
    for key in keys.iter().take(10) {
        let tag = format!("#{}", acts::know(&front.house, key, drill).await?.display);
        said = Some(match said {
            Some(before) => front.two(word, "one", before, "other", tag),
            None => tag,
        });
    }
    Ok(said)
}

/// Which incident this is of, and since when.
pub(super) fn what(front: &Front, incident: Option<&Incident>) -> String {
    match incident {
        Some(i) => {
            let since = front.moment(front.now, i.since());
            let mut name = i.name(front.lang).chars();
            let name: String = name.next().into_iter().flat_map(char::to_uppercase).chain(name).collect();
            front.two("feed-now", "what", name, "time", since)
        }
        None => front.t("feed-calm").into_owned(),
    }
}

fn variants(front: &Front, tag: &acts::Known) -> String {
    let names: Vec<String> = tag.variants.iter().take(3).map(|v| format!("#{v}")).collect();
    front.one("feed-variants", "tags", names.join(", "))
}

/// What institutions say: the newest whole, older ones folded.
async fn said(
    front: &Front,
    incident: Option<IncidentId>,
    drill: bool,
) -> Result<(Option<Official>, Vec<Official>), Failure> {
    let Some(incident) = incident else { return Ok((None, Vec::new())) };
    let query = Query { incident: Some(incident), lane: Some(Lane::Official), drill, ..Query::default() };
    let found = acts::flow(&front.house, &query, Page::newest(OFFICIAL)).await?;
    let mut all = found.posts.iter().filter_map(|p| official(front, p)).collect::<Vec<_>>().into_iter();
    let newest = all.next();
    let alerts = acts::cards::to_act_on(&front.house, incident, Lane::Official, front.lang).await?;
    let alerts = alerts.into_iter().map(|card| Official {
        id: PostId::FIRST,
        who: front.t("thing-alert").into_owned(),
        time: front.moment(front.now, card.at),
        lang: front.lang.code().to_owned(),
        first: card.title.unwrap_or_default(),
        rest: String::new(),
        href: card.href,
    });
    Ok((newest, alerts.chain(all).take(OFFICIAL).collect()))
}

/// The first sentence large, as it is what to do.
fn official(front: &Front, post: &PostView) -> Option<Official> {
    // What lost its proof is no word to stand on top: it stands among the others, and says so.
    if !acts::voice::is_proven(post) {
        return None;
    }
    let text = say::plain(front, post.text.as_deref()?);
    let line = text.find('\n').unwrap_or(text.len());
    let end = text
        .get(..line)
        .and_then(|l| l.match_indices(['.', '!', '?', '。', '؟']).map(|(at, s)| at + s.len()).find(|at| *at >= 12));
    let (first, rest) = text.split_at(end.unwrap_or(line));
    Some(Official {
        id: post.id,
        who: post.author.called().to_owned(),
        time: front.moment(front.now, post.at),
        lang: post.lang.clone(),
        first: first.trim().to_owned(),
        rest: rest.trim().to_owned(),
        href: format!("/post/{}", post.id),
    })
}

/// The tags of the incident, and that of the page.
async fn tabs(
    front: &Front,
    incident: Option<&Incident>,
    tag: Option<&acts::Known>,
) -> Result<Vec<(String, String, String)>, Failure> {
    let mut all: Vec<(String, String)> = match incident {
        Some(i) => {
            acts::of_incident(&front.house, i.id).await?.iter().map(|t| (t.key.clone(), t.display.clone())).collect()
        }
        None => Vec::new(),
    };
    if let Some(tag) = tag
        && !all.iter().any(|(key, _)| *key == tag.key)
    {
        all.push((tag.key.clone(), tag.display.clone()));
    }
    let href = |key: &str| tag_page(key, incident.is_some_and(|i| i.drill));
    Ok(all.into_iter().map(|(key, name)| (key.clone(), name, href(&key))).collect())
}

/// The page of a tag. One in an exercise is read there.
pub(super) fn tag_page(key: &str, drill: bool) -> String {
    let path = format!("/tag/{}", encode(key));
    if drill { in_drill(path) } else { path }
}

/// The same page of an exercise.
pub(super) fn in_drill(page: String) -> String {
    page + "?" + DRILL
}

/// What is asked of the API that is shown here.
fn parts(query: &Query) -> Vec<String> {
    let mut parts: Vec<String> = query.incident.iter().map(|i| format!("incident={i}")).collect();
    parts.extend(marks(&query.any, &query.all, &query.none));
    if query.drill {
        parts.push(DRILL.to_owned());
    }
    parts
}

pub(super) fn stream(query: &Query, position: Option<i64>) -> String {
    let mut parts = parts(query);
    parts.extend(position.map(|p| format!("last_event_id={p}")));
    with("/api/v1/feed/stream", &parts)
}

fn feeds(query: &Query) -> Vec<(String, &'static str)> {
    let parts = parts(query);
    let kinds = [("/live/feed.atom", "Atom"), ("/live/feed.json", "JSON Feed"), ("/live/feed.geojson", "GeoJSON")];
    kinds.into_iter().map(|(path, name)| (with(path, &parts), name)).collect()
}
