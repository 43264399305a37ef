//! The axum kit that every room stands on: routes as data, who is asking, pages, forms, languages, assets, errors.
//!
//! A room lists its routes; each says who may come through it. Handlers return `Result<Response, Failure>`; under `/api/`
//! a failure becomes `application/problem+json`, elsewhere a calm page, both in the reader's language.
//!
//! ```
//! use axum::{extract::State, response::Response};
//! use web::{Access, Failure, Form, Front, House, Json, Path, Room, Route, WhoPerson, see};
//! use kernel::IncidentId;
//!
//! #[derive(askama::Template)]
//! #[template(source = "<h1>{{ f.t(\"nav-me\") }}</h1><input name=\"word\" value=\"{{ form.value(\"word\") }}\">", ext = "html")]
//! struct WordPage<'a> { f: &'a Front, form: &'a Form }
//!
//! async fn show_word(front: Front) -> Result<Response, Failure> {
//!     front.page("A word").nav("me").show(&WordPage { f: &front, form: &Form::default() })
//! }
//! async fn send_word(front: Front, WhoPerson(me, _): WhoPerson, mut form: Form) -> Result<Response, Failure> {
//!     let word = form.text("word", 140);
//!     if form.has_errors() {
//!         return front.page("A word").nav("me").status(web::status_of(&form)).show(&WordPage { f: &front, form: &form });
//!     }
//!     let _ = (me, word);
//!     Ok(see("/me"))
//! }
//!
//! #[derive(serde::Serialize, utoipa::ToSchema)]
//! struct Counts { safe: i64 }
//! async fn counts(State(_house): State<House>, Path(_incident): Path<IncidentId>) -> Result<Json<Counts>, Failure> {
//!     Ok(Json(Counts { safe: 3 }))
//! }
//!
//! let room = Room {
//!     name: "example",
//!     routes: vec![
//!         Route::get("/me/word", Access::Person, show_word).says("Shows the form for a word to one's circle"),
//!         Route::post("/me/word", Access::Person, send_word).says("Sends it"),
//!         Route::get("/api/v1/incidents/{id}/counts", Access::Operator, counts).says("Counts").gives::<Counts>(200),
//!     ],
//!     ..Room::default()
//! };
//! assert_eq!(web::access_table(&[room]).iter().filter(|l| l.room == "example").count(), 3);
//! ```

// Templates name this crate as rooms do.
extern crate self as web;

mod address;
pub mod assets;
mod body;
mod cards;
pub mod carry;
mod code;
mod config;
pub mod cookie;
pub mod csrf;
mod device;
pub mod drawing;
mod edge;
mod form;
mod front;
#[cfg(any(test, feature = "testing"))]
pub mod harness;
mod headers;
mod house;
mod icons;
pub mod idempotency;
pub mod landmarks;
pub mod map;
mod metrics;
pub mod multipart;
pub mod newcomer;
mod open;
mod openapi;
mod own;
mod page;
mod problem;
mod route;
mod same_device;
mod serve;
mod shelf;
#[cfg(test)]
mod stories;
mod table;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod texting;
mod visitor;
mod words;
mod xml;

pub use address::Address;
pub use body::{Json, Path, Query, Raw, created, see};
pub use cards::{Card, Cards};
pub use code::{CodeFor, send_code};
pub use config::{Config, Emergency, Ways};
pub use form::{Form, encode};
pub use front::{Front, Theme, safe_next};
pub use headers::{kept_briefly, tag_matches, tag_of};
pub use house::{Home, House, Inner};
pub use icons::icon;
pub use metrics::Metrics;
pub use open::{Parts, open};
pub use page::{Band, KEEPERS, NAV, NavEntry, Page, Unfurl, sections};
pub use problem::{Failure, Fault, FieldError, OrRefuse, status_of, thrice};
pub use route::{Access, AccessLine, Made, Projections, Room, Route, access_table, openapi, router};
pub use same_device::Device;
pub use serve::{last_heard, serve, streamed};
pub use shelf::Shelf;
pub use table::{Table, cell};
pub use texting::{alarm_words, drilled};
pub use visitor::{
    By, Caller, ListedSessions, NoSessions, Sessions, Who, WhoOperator, WhoPerson, WhoStaff, bearer, token_hash,
};
pub use words::{At, Count, Put, Say, Words};
pub use xml::xml;

/// The codes of this crate's own refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const REFUSALS: &[&str] = &[
    "bad-field",
    "changed-meanwhile",
    "fault",
    "form-stale",
    "key-busy",
    "key-reused",
    "key-unfit",
    "no-room",
    "no-such-method",
    "not-a-form",
    "not-allowed",
    "not-found",
    "not-json",
    "pressed-by-another",
    "sign-in-first",
    "token-unknown",
    "too-large",
    "unreadable",
    "wrong-origin",
];
