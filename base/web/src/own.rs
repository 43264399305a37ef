//! The few routes of this crate itself: assets, theme, manifest, the OpenAPI document.

use std::sync::Arc;

use axum::{body::Body, extract::State, response::Response};
use bytes::Bytes;
use http::{HeaderValue, header};
use serde_json::json;

use crate::{Access, Failure, Form, Front, House, Room, Route, assets, cookie, edge, front::safe_next, see};

pub(crate) fn room(rooms: &[Room]) -> Room {
    let document = Arc::new(Bytes::from(crate::openapi::document(rooms).to_string()));
    let openapi = move || {
        let document = document.clone();
        async move { typed("application/json", Bytes::clone(&document)) }
    };
    let mut room = Room {
        name: "web",
        routes: vec![
            Route::get("/assets/{name}", Access::Anyone, assets::asset).says("A style sheet, a script, an image"),
            Route::get("/manifest.webmanifest", Access::Anyone, manifest).says("How the site installs as an app"),
            Route::get("/robots.txt", Access::Anyone, robots).says("Keeps search engines out"),
            Route::get("/favicon.ico", Access::Anyone, icon).says("The mark"),
            Route::post("/theme", Access::Anyone, choose_theme).says("Chooses day, night or the system's choice"),
            Route::get("/api/v1/openapi.json", Access::Anyone, openapi).says("This document"),
        ],
        sql: &[crate::idempotency::ALL, crate::landmarks::ALL],
        ..Room::default()
    };
    room.routes.extend(crate::device::routes());
    room
}

pub(crate) fn nowhere() -> Route {
    Route::get("", Access::Anyone, edge::no_page)
}
pub(crate) fn no_such_method() -> Route {
    Route::get("", Access::Anyone, edge::no_method)
}

fn typed(kind: &'static str, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

async fn manifest(State(house): State<House>, front: Front) -> Response {
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": assets::href(name), "sizes": sizes, "type": kind, "purpose": purpose });
    let png = "image/png";
    let body = json!({
        "name": house.config.site_name, "short_name": house.config.site_name,
        "lang": front.lang.code(), "dir": front.lang.dir(), "id": "/", "start_url": "/", "scope": "/",
        "display": "standalone", "background_color": "#0b1315", "theme_color": "#0b1315",
        "icons": [
            icon("icon-192.png", "192x192", png, "any"),
            icon("icon-512.png", "512x512", png, "any"),
            icon("icon-512.png", "512x512", png, "maskable"),
            icon("icon.svg", "any", "image/svg+xml", "any"),
        ],
        "shortcuts": [
            { "name": front.t("nav-people"), "url": "/people" },
            { "name": front.t("nav-me"), "url": "/me" },
        ],
    });
    typed("application/manifest+json", Bytes::from(body.to_string()))
}

async fn robots() -> Response {
    typed("text/plain; charset=utf-8", Bytes::from_static(b"User-agent: *\nDisallow: /\n"))
}

async fn icon() -> Response {
    see(&assets::href("icon.svg"))
}

async fn choose_theme(State(house): State<House>, form: Form) -> Result<Response, Failure> {
    let mut response = see(safe_next(form.value("next")));
    let theme = form.value("theme");
    if matches!(theme, "day" | "night" | "auto") {
        cookie::keep(&mut response, &house, "theme", theme);
    }
    Ok(response)
}
