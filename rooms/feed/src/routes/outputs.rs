//! The same posts for other programs: Atom (RFC 4287), JSON Feed 1.1, GeoJSON (RFC 7946). Each is asked for again with what was told of it last.

mod atom;
mod geo;
mod json;

use axum::{
    body::Bytes,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kernel::{Lang, Time};
use web::{Access, Card, Failure, Front, House, Path, Query, Route};

use super::feed::{Asked, asked};
use crate::{
    acts,
    model::{
        self, BoostKind, Page, Truth,
        view::{BoostView, PostView},
    },
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        asked(Route::get("/live/feed.atom", Access::Anyone, atom)).says("The newest posts as Atom"),
        asked(Route::get("/live/feed.json", Access::Anyone, json)).says("The newest posts as JSON Feed"),
        asked(Route::get("/live/feed.geojson", Access::Anyone, geojson))
            .says("The newest posts that say where they are as GeoJSON: the cell, and no more"),
        Route::get("/tag/{key}/feed.atom", Access::Anyone, tag_atom).says("The newest posts of a tag as Atom"),
        Route::get("/tag/{key}/feed.json", Access::Anyone, tag_json).says("The newest posts of a tag as JSON Feed"),
        Route::get("/tag/{key}/feed.geojson", Access::Anyone, tag_geojson)
            .says("The newest posts of a tag that say where they are as GeoJSON"),
    ]
}

/// Posts of one answer.
const MOST: usize = 50;

/// What an answer is made of.
struct Part {
    lang: Lang,
    /// Where it is, with its parameters.
    here: String,
    /// The page that shows the same.
    page: String,
    /// What it is called.
    title: String,
    entries: Vec<Entry>,
    /// What can be acted on there now.
    things: Vec<Told>,
    /// When something of it last changed.
    changed: Time,
}

/// Something that can be acted on, as other programs are told it.
struct Told {
    card: Card,
    url: String,
    /// How it stands, near what, and where its page is.
    text: String,
}

/// A post as other programs are told it.
struct Entry {
    post: PostView,
    url: String,
    /// One line.
    title: String,
    /// All of it, with what it passes on.
    text: String,
    changed: Time,
    /// Where its pictures are.
    pictures: Vec<String>,
}

/// How a kind of answer is written.
type Write = fn(&House, &Part) -> String;

async fn answer(
    front: &Front,
    headers: &HeaderMap,
    asked: &Asked,
    kind: (&'static str, &str, Write),
) -> Result<Response, Failure> {
    let (content, name, write) = kind;
    let part = part(front, &asked.query(&front.house)?, name).await?;
    let bytes = Bytes::from(write(&front.house, &part));
    let tag = web::tag_of(&bytes);
    // Seconds are all that a date of HTTP says.
    let changed = std::time::UNIX_EPOCH
        + std::time::Duration::from_secs(u64::try_from(part.changed.0 / 1_000_000).unwrap_or_default());
    let said = |name| headers.get(name).and_then(|v| v.to_str().ok());
    // By the tag alone: what is held back, taken down or ruled is new without a newer date.
    let known = said(header::IF_NONE_MATCH).is_some_and(|tags| web::tag_matches(tags, &tag));
    let head = [
        (header::ETAG, tag),
        (header::LAST_MODIFIED, httpdate::fmt_http_date(changed)),
        (header::CACHE_CONTROL, "public, max-age=15".to_owned()),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    Ok((head, [(header::CONTENT_TYPE, content)], bytes).into_response())
}

async fn part(front: &Front, query: &model::Query, name: &str) -> Result<Part, Failure> {
    let house = &front.house;
    let found = acts::flow(house, query, Page::newest(MOST)).await?;
    let cards = acts::cards::cards(house, &found.refers, front.lang).await?;
    let mut entries = Vec::with_capacity(found.posts.len());
    for post in found.posts {
        let of = post.boost.as_ref();
        let passed = of.filter(|b| b.kind == BoostKind::Post).and_then(|b| found.passed_on.get(&b.of.parse().ok()?));
        let card = of.and_then(|b| cards.iter().find(|c| c.kind == b.kind.word() && c.of == b.of));
        entries.push(entry(front, post, passed, card));
    }
    let params = params(query);
    let file = format!("feed.{name}");
    let (path, page) = match (query.all.as_slice(), &params) {
        ([key], rest) if rest.iter().all(|(name, _)| *name == "tag") => {
            (format!("/tag/{key}/{file}"), format!("/tag/{key}"))
        }
        _ => (with(&format!("/live/{file}"), &params), with("/live", &params)),
    };
    let tags: Vec<String> = query.all.iter().chain(&query.any).map(|key| format!("#{key}")).collect();
    let title = match tags.is_empty() {
        true => front.t("feed-output-title").into_owned(),
        false => tags.join(" "),
    };
    let things: Vec<Told> = acts::cards::beside(house, query, front.lang)
        .await?
        .into_iter()
        .map(|card| Told { url: house.config.url(&card.href), text: refers(front, &card), card })
        .collect();
    let changed = entries.iter().map(|e| e.changed).chain(things.iter().map(|t| t.card.at)).max().unwrap_or(Time(0));
    let (here, page) = (house.config.url(&path), house.config.url(&page));
    Ok(Part { lang: front.lang, here, page, title, entries, things, changed })
}

/// The parameters of a question, as they are written.
fn params(query: &model::Query) -> Vec<(&'static str, String)> {
    let join = |keys: &[String]| keys.iter().map(|k| web::encode(k)).collect::<Vec<_>>().join(",");
    let mut all = Vec::new();
    match query.all.as_slice() {
        [] => {}
        [one] => all.push(("tag", web::encode(one))),
        more => all.push(("all", join(more))),
    }
    for (name, keys) in [("any", &query.any), ("none", &query.none)] {
        if !keys.is_empty() {
            all.push((name, join(keys)));
        }
    }
    all.extend(query.incident.map(|id| ("incident", id.to_string())));
    all.extend(query.lane.map(|lane| ("lane", lane.word().to_owned())));
    if !query.cells.is_empty() {
        all.push(("cell", query.cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")));
    }
    if query.drill && query.incident.is_none() {
        all.push(("drill", "true".to_owned()));
    }
    all
}

fn with(path: &str, params: &[(&str, String)]) -> String {
    let line = params.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    if line.is_empty() { path.to_owned() } else { format!("{path}?{line}") }
}

fn entry(front: &Front, post: PostView, passed: Option<&PostView>, card: Option<&Card>) -> Entry {
    let house = &front.house;
    let own = post.text.as_deref().map(|t| said(front, t));
    let other = match (passed, card, &post.boost) {
        (Some(other), _, _) => other.text.as_deref().map(|t| format!("{}: {}", other.author.called(), said(front, t))),
        (None, Some(card), _) => Some(refers(front, card)),
        (None, None, Some(BoostView { .. })) => Some(front.t("feed-output-gone").into_owned()),
        (None, None, None) => None,
    };
    let mut text: Vec<String> = own.into_iter().chain(other).collect();
    // What is known of it stands before what it says: whoever reads one line reads that.
    let known = |truth| post.truth == truth || passed.is_some_and(|p| p.truth == truth);
    for (truth, key) in [(Truth::Misleading, "feed-output-misleading"), (Truth::False, "feed-output-false")] {
        if known(truth) {
            text.insert(0, front.t(key).into_owned());
        }
    }
    let text = text.join("\n");
    let line = text.lines().next().unwrap_or_default();
    let short = words::shorten(line, 80);
    let title = if short.len() < line.len() { format!("{short}…") } else { short.to_owned() };
    Entry {
        url: house.config.url(&format!("/post/{}", post.id)),
        title,
        changed: post.ruling.as_ref().map_or(post.at, |r| r.since).max(post.edited_at.unwrap_or(post.at)),
        pictures: post.pictures.iter().filter(|p| !p.covered).map(|p| house.config.url(&p.url)).collect(),
        text,
        post,
    }
}

/// A card in words: how it stands, near what, and where its page is.
fn refers(front: &Front, card: &Card) -> String {
    let how = if card.over { "over" } else { "on" };
    let state = front.t(&format!("feed-output-{}-{how}", card.kind)).into_owned();
    let parts = [Some(state), card.title.clone(), card.near.clone(), Some(front.house.config.url(&card.href))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A text with words for what is masked.
fn said(front: &Front, text: &str) -> String {
    words::pieces(text)
        .map(|piece| match piece {
            words::Piece::Text(text) => text.to_owned(),
            words::Piece::Masked(kind) => front.t(&format!("feed-masked-{}", kind.word())).into_owned(),
        })
        .collect()
}

const ATOM: (&str, &str, Write) = ("application/atom+xml; charset=utf-8", "atom", atom::write);
const JSON: (&str, &str, Write) = ("application/feed+json; charset=utf-8", "json", json::write);
const GEOJSON: (&str, &str, Write) = ("application/geo+json", "geojson", geo::write);

async fn atom(front: Front, headers: HeaderMap, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    answer(&front, &headers, &asked, ATOM).await
}

async fn json(front: Front, headers: HeaderMap, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    answer(&front, &headers, &asked, JSON).await
}

async fn geojson(front: Front, headers: HeaderMap, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    answer(&front, &headers, &asked, GEOJSON).await
}

async fn tag_atom(
    front: Front,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    answer(&front, &headers, &asked.under(key), ATOM).await
}

async fn tag_json(
    front: Front,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    answer(&front, &headers, &asked.under(key), JSON).await
}

async fn tag_geojson(
    front: Front,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    answer(&front, &headers, &asked.under(key), GEOJSON).await
}
