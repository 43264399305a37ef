//! The same messages as feeds and documents: Atom, RSS, GeoJSON, and CAP with a style that a browser shows readably.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{Lang, Time};
use serde_json::json;
use web::{Access, Failure, House, Query, Route, xml};

use super::alerts::{Which, asked_for, incident_of, place};
use crate::{
    acts::key,
    model::{Kept, Stage},
};

pub(super) fn routes() -> Vec<Route> {
    // What may be asked of each of them.
    let asked = |route: Route, says: &'static str| {
        let route = route.says(says).query("incident", "those of one incident");
        route.query("drill", "true: exercises, and nothing else").query("lang", "the language of headlines")
    };
    vec![
        asked(
            Route::get("/alerts.atom", Access::Anyone, atom),
            "The messages of this server as Atom, with links to CAP",
        ),
        asked(Route::get("/alerts.rss", Access::Anyone, rss), "The same as RSS"),
        asked(Route::get("/alerts.geojson", Access::Anyone, geojson), "Those that hold now, as GeoJSON"),
        Route::get("/alerts/style.css", Access::Anyone, style).says("How a browser shows a message of CAP"),
        Route::get("/alerts/key.pem", Access::Anyone, certificate).says(
            "The certificate of the key with which this server signs, to be pinned for the sender that is its host",
        ),
    ]
}

/// A document with this type, and a tag by which it is known again. What is public may be read by programs of any page.
pub(crate) fn document(headers: &HeaderMap, kind: &'static str, text: String) -> Response {
    let tag = web::tag_of(text.as_bytes());
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let mut response = if asked.is_some_and(|a| web::tag_matches(a, &tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], text).into_response()
    };
    let own = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    own.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// What our feeds carry: what is published here. What was only heard of is the other server's to say.
async fn ours(house: &House, which: &Which) -> Result<Vec<Kept>, Failure> {
    let mut all = asked_for(house, which).await?;
    all.retain(|k| k.stage == Stage::Published);
    Ok(all)
}

struct Item {
    id: String,
    page: String,
    xml: String,
    language: String,
    /// Since when it is what it is now.
    updated: Time,
    headline: String,
    text: String,
    who: String,
}

fn item(house: &House, lang: Lang, k: &Kept) -> Item {
    let texts = k.alert.texts(&[lang.code(), "en", "fr"]);
    let drill = if k.drill { format!("[{}] ", house.words.in_lang(lang).t("drill-word")) } else { String::new() };
    // A reader of feeds keeps what it read: what does not hold any more says so.
    let now = house.clock.now();
    let (stands, updated) = match (k.replaced, k.expires) {
        (Some(since), _) => (Some("official-is-replaced"), since),
        (None, Some(until)) if until <= now => (Some("official-is-over"), until),
        _ => (None, k.since()),
    };
    let stands = stands.map(|key| format!("[{}] ", house.words.in_lang(lang).t(key))).unwrap_or_default();
    let all = texts.map(|t| [t.instruction, t.description].join("\n"));
    Item {
        id: format!("urn:uuid:{}", k.id),
        page: house.config.url(&format!("/alerts/{}", k.id)),
        xml: house.config.url(&format!("/alerts/{}.xml", k.id)),
        language: texts.map_or("fr", |t| t.language).to_owned(),
        updated,
        headline: xml(&format!("{drill}{stands}{}", texts.map(|t| t.headline).unwrap_or_default())),
        text: xml(all.unwrap_or_default().trim()),
        who: xml(&k.who),
    }
}

fn rfc3339(at: Time) -> String {
    at.to_string()
}
fn rfc822(at: Time) -> String {
    let seconds = u64::try_from(at.0.div_euclid(1_000_000)).unwrap_or(0);
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
}

fn lang_of(headers: &HeaderMap, chosen: &Chosen) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    chosen.lang.as_deref().and_then(Lang::of).unwrap_or_else(|| Lang::accepted(accepted))
}

/// The language of headlines.
#[derive(Debug, Default, serde::Deserialize)]
struct Chosen {
    #[serde(default)]
    lang: Option<String>,
}

/// The name of a feed: exercises, one incident and another language are feeds of their own, which no reader mixes with the others.
fn own(house: &House, which: &Which, chosen: &Chosen) -> String {
    let asked = [
        which.drill.then(|| "drill=true".to_owned()),
        which.incident.map(|id| format!("incident={id}")),
        chosen.lang.as_deref().and_then(Lang::of).map(|lang| format!("lang={}", lang.code())),
    ];
    let asked: Vec<String> = asked.into_iter().flatten().collect();
    let mark = if asked.is_empty() { "" } else { "?" };
    house.config.url(&format!("/alerts.atom{mark}{}", asked.join("&")))
}

async fn atom(
    State(house): State<House>,
    Query(which): Query<Which>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let lang = lang_of(&headers, &chosen);
    let all = ours(&house, &which).await?;
    let items: Vec<(&Kept, Item)> = all.iter().map(|k| (k, item(&house, lang, k))).collect();
    let updated = items.iter().map(|(_, i)| i.updated).max().unwrap_or(Time(0));
    let own = xml(&own(&house, &which, &chosen));
    let title = xml(&house.words.in_lang(lang).one("official-feed", "site", house.config.site_name.as_str()));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{own}</id>\n\
         <title>{title}</title>\n<updated>{}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n<link href=\"{}\"/>\n",
        lang.code(),
        rfc3339(updated),
        house.config.url("/alerts"),
    );
    for (k, i) in &items {
        let (since, updated) = (rfc3339(k.since()), rfc3339(i.updated));
        out.push_str(&format!(
            "<entry xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n<published>{since}</published>\n\
             <author><name>{}</name></author>\n<link href=\"{}\"/>\n<link rel=\"alternate\" type=\"application/cap+xml\" href=\"{}\"/>\n\
             <summary>{}</summary>\n</entry>\n",
            i.language, i.id, i.headline, i.who, i.page, i.xml, i.text,
        ));
    }
    out.push_str("</feed>\n");
    Ok(document(&headers, "application/atom+xml; charset=utf-8", out))
}

async fn rss(
    State(house): State<House>,
    Query(which): Query<Which>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let lang = lang_of(&headers, &chosen);
    let title = xml(&house.words.in_lang(lang).one("official-feed", "site", house.config.site_name.as_str()));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>\n<title>{title}</title>\n<link>{}</link>\n\
         <description>{title}</description>\n",
        house.config.url("/alerts"),
    );
    for k in &ours(&house, &which).await? {
        let i = item(&house, lang, k);
        out.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{}</link>\n<guid isPermaLink=\"false\">{}</guid>\n<pubDate>{}</pubDate>\n\
             <description>{}</description>\n<enclosure url=\"{}\" length=\"{}\" type=\"application/cap+xml\"/>\n</item>\n",
            i.headline,
            i.page,
            i.id,
            rfc822(k.since()),
            i.text,
            i.xml,
            k.document.len(),
        ));
    }
    out.push_str("</channel></rss>\n");
    Ok(document(&headers, "application/rss+xml; charset=utf-8", out))
}

async fn geojson(
    State(house): State<House>,
    Query(which): Query<Which>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (lang, now) = (lang_of(&headers, &chosen), house.clock.now());
    let feature = |k: &Kept| {
        let texts = k.alert.texts(&[lang.code(), "en", "fr"]);
        let first = k.alert.infos.first();
        let properties = json!({
            "who": k.who, "drill": k.drill, "incident": incident_of(&house, k), "sent": k.sent(), "expires": k.expires,
            "headline": texts.map(|t| t.headline), "instruction": texts.map(|t| t.instruction), "place": place(k),
            "severity": first.map(|i| i.severity.as_str()), "urgency": first.map(|i| i.urgency.as_str()),
            "cap": house.config.url(&format!("/alerts/{}.xml", k.id)),
        });
        let shapes: Vec<_> = k.area.iter().map(kernel::Zone::to_geojson).collect();
        let geometry = json!({ "type": "GeometryCollection", "geometries": shapes });
        json!({ "type": "Feature", "id": k.id, "geometry": geometry, "properties": properties })
    };
    let all = ours(&house, &which).await?;
    let features: Vec<_> = all.iter().filter(|k| k.holds(now)).map(feature).collect();
    let text = json!({ "type": "FeatureCollection", "features": features }).to_string();
    Ok(document(&headers, "application/geo+json", text))
}

async fn style(headers: HeaderMap) -> Response {
    document(&headers, "text/css; charset=utf-8", include_str!("../style.css").to_owned())
}

async fn certificate(State(house): State<House>, headers: HeaderMap) -> Result<Response, Failure> {
    Ok(document(&headers, "application/x-pem-file", key::signer(&house)?.certificate.clone()))
}
