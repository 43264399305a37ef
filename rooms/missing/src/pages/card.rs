//! `/s/{share}/card.png`: the card that is relayed. It is drawn when it is asked for, so that it always says how things stand; a copy that
//! somebody keeps says until when it was true.

use std::sync::{Arc, OnceLock};

use axum::{
    body::Bytes,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kernel::Lang;
use media::{Card, Fonts, State as Shown};
use web::{Access, Failure, Front, Path, Route};

use crate::{
    acts,
    model::{Ages, NoticeState, view::NoticeView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/s/{share}/card.png", Access::Anyone, card)
            .says("The card of a public appeal as it stands, a PNG of 1200 × 630"),
    ]
}

/// What cards are written with; read once. One lies on the shelf of the house.
#[derive(Default)]
struct Faces(OnceLock<Arc<Fonts>>);

impl Faces {
    fn get(&self) -> Arc<Fonts> {
        self.0.get_or_init(|| Arc::new(Fonts::with_system())).clone()
    }
}

/// How old, in words; nothing when it is not known.
pub(super) fn age(front: &Front, ages: Option<Ages>) -> String {
    match ages {
        Some(a) if a.low == a.high => front.one("missing-card-age", "n", a.low),
        Some(a) => front.two("missing-card-ages", "low", a.low, "high", a.high),
        None => String::new(),
    }
}

fn lines(front: &Front, seen: &NoticeView) -> Vec<String> {
    let at = seen.seen.map(|t| front.moment(front.now, t));
    let last = match (&seen.near, at) {
        (Some(near), Some(at)) => Some(front.two("missing-card-seen", "near", near.as_str(), "at", at.as_str())),
        (Some(near), None) => Some(front.one("missing-card-seen-near", "near", near.as_str())),
        (None, Some(at)) => Some(front.one("missing-card-seen-at", "at", at.as_str())),
        (None, None) => None,
    };
    let said = [&seen.wearing, &seen.description, &seen.sign].into_iter().flatten().cloned();
    last.into_iter().chain(said).collect()
}

async fn card(front: Front, headers: HeaderMap, Path(share): Path<String>) -> Result<Response, Failure> {
    let seen = acts::shared(&front.house, &share).await?;
    let photo = match seen.state {
        NoticeState::Searching if seen.photo => acts::shared_photo(&front.house, &share, false).await.ok(),
        _ => None,
    };
    let (state, word) = match seen.state {
        NoticeState::Searching => (Shown::Searching, "missing-card-searching"),
        NoticeState::Found => (Shown::Found, "missing-card-found"),
        _ => (Shown::Closed, "missing-card-closed"),
    };
    let searching = seen.state == NoticeState::Searching;
    let address = front.house.config.url(&format!("/s/{share}"));
    let card = Card {
        state,
        status_word: front.t(word).into_owned(),
        name: seen.name.clone().unwrap_or_default(),
        age_line: if searching { age(&front, seen.ages) } else { String::new() },
        lines: if searching { lines(&front, &seen) } else { vec![front.t("missing-card-over").into_owned()] },
        ask: front.t(if searching { "missing-card-ask" } else { "missing-card-look" }).into_owned(),
        address: address.trim_start_matches("https://").trim_start_matches("http://").to_owned(),
        qr: address.clone(),
        valid_line: front.one("missing-card-valid", "at", front.moment(front.now, front.now).as_str()),
        photo,
        rtl: front.lang == Lang::Ar,
    };
    let fonts = front.house.shelf.get::<Faces>().get();
    let drawn = tokio::task::spawn_blocking(move || card.png(&fonts)).await;
    let png = drawn.unwrap_or_default();
    let tag = web::tag_of(&png);
    let known =
        headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| web::tag_matches(v, &tag));
    // Who relays it sees within half a minute that somebody is found.
    let kept = [(header::ETAG, tag), (header::CACHE_CONTROL, "public, max-age=30".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "image/png"), (header::CONTENT_LANGUAGE, front.lang.code())];
    Ok((kept, kind, Bytes::from(png)).into_response())
}
