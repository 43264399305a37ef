//! Styles, scripts and images: embedded, named by their hash, compressed once, cached for a year.

use std::{
    io::Write,
    sync::{LazyLock, OnceLock},
};

use axum::{body::Body, extract::FromRequestParts, response::Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};

use crate::{Failure, House, Path, visitor::sha256};

/// How the reader takes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let text = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| {
            text.split(',').any(|part| {
                let mut bits = part.split(';').map(str::trim);
                bits.next() == Some(name) && !bits.any(|b| matches!(b, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        match () {
            () if takes("br") => Self::Brotli,
            () if takes("gzip") => Self::Gzip,
            () => Self::Plain,
        }
    }
    /// The bytes in this coding; as they are when they are few.
    pub(crate) fn apply(self, bytes: Bytes) -> (Bytes, Option<&'static str>) {
        if bytes.len() < 860 {
            return (bytes, None);
        }
        let coded = match self {
            Self::Plain => None,
            Self::Gzip => gzip(&bytes, 6).map(|b| (b, "gzip")),
            Self::Brotli => brotli(&bytes, 5).map(|b| (b, "br")),
        };
        coded.map_or((bytes, None), |(b, name)| (Bytes::from(b), Some(name)))
    }
}

fn gzip(bytes: &[u8], level: u32) -> Option<Vec<u8>> {
    let mut out = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::new(level));
    out.write_all(bytes).ok()?;
    out.finish().ok()
}

fn brotli(bytes: &[u8], quality: u32) -> Option<Vec<u8>> {
    let mut out = brotli::CompressorWriter::new(Vec::with_capacity(bytes.len() / 3), 4096, quality, 18);
    out.write_all(bytes).ok()?;
    out.flush().ok()?;
    Some(out.into_inner())
}

/// A file of ours.
struct Asset {
    /// `app.3f2a….css`.
    name: String,
    kind: &'static str,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Asset {
    fn new(stem: &str, end: &str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let hash = URL_SAFE_NO_PAD.encode(sha256(bytes).get(..9).unwrap_or_default());
        let name = format!("{stem}.{hash}.{end}");
        let plain = Bytes::from_static(bytes);
        Self { name, kind, plain, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }
    fn coded(&self, coding: Coding) -> Option<(Bytes, &'static str)> {
        match coding {
            Coding::Plain => None,
            // Pictures are packed already.
            _ if self.kind == "image/png" => None,
            Coding::Brotli => {
                let made = self.brotli.get_or_init(|| brotli(&self.plain, 11).map(Bytes::from));
                made.clone().map(|b| (b, "br"))
            }
            Coding::Gzip => {
                let made = self.gzip.get_or_init(|| gzip(&self.plain, 9).map(Bytes::from));
                made.clone().map(|b| (b, "gzip"))
            }
        }
    }
}

macro_rules! embedded {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name)).as_slice()
    };
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

static ASSETS: LazyLock<[Asset; 15]> = LazyLock::new(|| {
    [
        Asset::new("app", "css", CSS, embedded!("app.css").as_bytes()),
        Asset::new("rz", "js", JS, embedded!("rz.js").as_bytes()),
        Asset::new("rz-feed", "js", JS, embedded!("rz-feed.js").as_bytes()),
        Asset::new("rz-live", "js", JS, embedded!("rz-live.js").as_bytes()),
        Asset::new("rz-map", "js", JS, embedded!("rz-map.js").as_bytes()),
        Asset::new("rz-pan", "js", JS, embedded!("rz-pan.js").as_bytes()),
        Asset::new("rz-push", "js", JS, embedded!("rz-push.js").as_bytes()),
        Asset::new("rz-queue", "js", JS, embedded!("rz-queue.js").as_bytes()),
        Asset::new("rz-toll", "js", JS, embedded!("rz-toll.js").as_bytes()),
        Asset::new("rz-wait", "js", JS, embedded!("rz-wait.js").as_bytes()),
        Asset::new("icon", "svg", "image/svg+xml", embedded!("icon.svg").as_bytes()),
        Asset::new("mark", "svg", "image/svg+xml", embedded!("mark.svg").as_bytes()),
        Asset::new("icon-192", "png", "image/png", picture!("icon-192.png")),
        Asset::new("icon-512", "png", "image/png", picture!("icon-512.png")),
        Asset::new("icon-touch", "png", "image/png", picture!("icon-touch.png")),
    ]
});

/// The service worker without the list of files that stands before it, and what it does with messages.
pub(crate) const fn worker_js() -> [&'static str; 2] {
    [embedded!("sw.js"), embedded!("sw-push.js")]
}

/// The style that stands in every page.
#[must_use]
pub fn core_css() -> &'static str {
    embedded!("core.css")
}

/// The address of an asset, such as `app.css` or `rz.js`, with its hash.
#[must_use]
pub fn href(name: &str) -> String {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let found = ASSETS.iter().find(|a| a.name.split('.').next() == Some(stem) && a.name.ends_with(end));
    format!("/assets/{}", found.map_or(name, |a| &a.name))
}

/// The text of an asset.
#[cfg(test)]
pub(crate) fn text(name: &str) -> &'static str {
    match name {
        "rz-queue.js" => embedded!("rz-queue.js"),
        "rz-wait.js" => embedded!("rz-wait.js"),
        _ => "",
    }
}

/// How a handler of files learns how its reader takes bytes.
pub(crate) struct Takes(Coding);

impl FromRequestParts<House> for Takes {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut http::request::Parts, _: &House) -> Result<Self, Self::Rejection> {
        Ok(Self(Coding::accepted(&parts.headers)))
    }
}

pub(crate) async fn asset(Path(name): Path<String>, Takes(coding): Takes) -> Result<Response, Failure> {
    let asset = ASSETS.iter().find(|a| a.name == name).ok_or(Failure::not_found())?;
    let coded = asset.coded(coding);
    let mut response = Response::new(Body::from(coded.as_ref().map_or_else(|| asset.plain.clone(), |c| c.0.clone())));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some((_, name)) = coded {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_of_what_they_name() {
        let app = href("app.css");
        assert!(app.starts_with("/assets/app.") && app.ends_with(".css") && app.len() > 20, "{app}");
        assert_ne!(href("rz.js"), href("rz-live.js"));
    }

    #[test]
    fn styles_and_scripts_stay_within_their_budgets() {
        let size = |text: &str| brotli(text.as_bytes(), 11).unwrap().len();
        let sizes = [
            ("core.css", size(core_css()), 3_400),
            ("app.css", size(embedded!("app.css")), 6_000),
            ("rz.js", size(embedded!("rz.js")), 4_000),
            ("rz-feed.js", size(embedded!("rz-feed.js")), 2_000),
            ("rz-live.js", size(embedded!("rz-live.js")), 2_000),
            ("rz-map.js", size(embedded!("rz-map.js")), 4_000),
            ("rz-pan.js", size(embedded!("rz-pan.js")), 1_000),
            ("rz-push.js", size(embedded!("rz-push.js")), 1_500),
            ("rz-queue.js and rz-wait.js", size(embedded!("rz-queue.js")) + size(embedded!("rz-wait.js")), 4_000),
            ("rz-toll.js", size(embedded!("rz-toll.js")), 1_200),
            ("sw.js", size(&worker_js().concat()), 3_000),
        ];
        for (name, bytes, most) in sizes {
            assert!(bytes <= most, "{name}: {bytes} bytes, at most {most}");
        }
    }

    #[test]
    fn the_reader_says_how_bytes_are_packed() {
        let coding = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
            Coding::accepted(&headers)
        };
        assert_eq!(coding("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(coding("gzip, br;q=0"), Coding::Gzip);
        assert_eq!(coding("identity"), Coding::Plain);
    }
}
