//! The pages of this room. Each works without scripts.

mod hooks;
mod letters;
mod mine;
mod push;
mod reports;
mod unsubscribe;

use web::{Front, Route};

/// The routes of the pages.
pub fn all() -> Vec<Route> {
    [mine::routes(), reports::routes(), letters::routes(), hooks::routes(), push::routes(), unsubscribe::routes()]
        .concat()
}

/// A stretch of time in a table: seconds, then minutes, then hours.
fn span(f: &Front, seconds: &Option<i64>) -> String {
    match seconds {
        None => "–".to_owned(),
        Some(s) if *s < 180 => f.one("span-seconds", "n", *s),
        Some(s) if *s < 10_800 => f.one("span-minutes", "n", s.div_euclid(60)),
        Some(s) => f.one("span-hours", "n", s.div_euclid(3600)),
    }
}

/// Why a message never arrived, in words.
fn why(f: &Front, word: &str) -> String {
    let key = format!("why-{word}");
    f.t(if f.has(&key) { &key } else { "why-unknown" }).into_owned()
}
