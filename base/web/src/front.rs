//! What a page needs to know of its reader: language, theme, who they are, the time, where they came from.

use std::{convert::Infallible, ops::Deref, sync::Arc};

use axum::extract::{FromRef, FromRequestParts};
use http::{HeaderMap, HeaderValue, Uri, header, request::Parts};
use kernel::{Lang, Time, Visitor};

use crate::{Emergency, House, Page, Say, assets::Coding, cookie, csrf, device, form, visitor::Caller};

/// Night or day, as the page pins it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark, whatever the system asks for.
    Night,
    /// Light.
    Day,
    /// As the reader's system asks.
    System,
}

/// What the request says of its reader, read once.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) lang: Lang,
    /// The language was chosen by `?lang=`: keep it.
    pub(crate) chose_lang: bool,
    pub(crate) theme: Theme,
    /// The choice of the theme's form: `day`, `night` or `auto`.
    pub(crate) theme_choice: &'static str,
    pub(crate) fragment: bool,
    pub(crate) scripted: bool,
    pub(crate) path: String,
    pub(crate) now: Time,
    pub(crate) coding: Coding,
    pub(crate) if_none_match: Option<HeaderValue>,
}

impl Reader {
    pub(crate) fn of(headers: &HeaderMap, uri: &Uri, house: &House, now: Time) -> Self {
        let asked = uri.query().and_then(|q| form::value_of(q.as_bytes(), "lang")).and_then(|l| Lang::of(&l));
        let accepted = || {
            let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
            Lang::accepted(header.unwrap_or_default())
        };
        let lang = asked.or_else(|| cookie::get(headers, "lang").and_then(Lang::of)).unwrap_or_else(accepted);
        // Half a page in one language and half in another, from the wrong side too, is worse than all of it in English.
        let lang = if offered(uri.path()).contains(&lang) { lang } else { Lang::En };
        let (theme, theme_choice) = match cookie::get(headers, "theme") {
            Some("day") => (Theme::Day, "day"),
            Some("night") => (Theme::Night, "night"),
            Some("auto") => (Theme::System, "auto"),
            _ if house.config.is_night(now) => (Theme::Night, ""),
            _ => (Theme::System, ""),
        };
        Self {
            lang,
            chose_lang: asked.is_some(),
            theme,
            theme_choice,
            fragment: headers.contains_key("rz-fragment"),
            scripted: device::scripted(headers),
            path: without_lang(uri),
            now,
            coding: Coding::accepted(headers),
            if_none_match: headers.get(header::IF_NONE_MATCH).cloned(),
        }
    }
}

/// The languages that a page is written in: those of whoever operates are complete in two.
fn offered(path: &str) -> &'static [Lang] {
    let under = |folder| path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with(['/', '?']));
    if under("/console") || under("/rosters") { &[Lang::Fr, Lang::En] } else { &Lang::ALL }
}

/// Path and query, without `lang`: where a form comes back to, and what the links to the languages are made of.
fn without_lang(uri: &Uri) -> String {
    let mut path = uri.path().to_owned();
    let mut mark = '?';
    for pair in uri.query().unwrap_or_default().split('&').filter(|p| !p.is_empty() && !p.starts_with("lang=")) {
        path.push(mark);
        path.push_str(pair);
        mark = '&';
    }
    path
}

/// The reader of a page. Every page handler takes it; templates take it as `f` and find all words on it.
///
/// ```
/// use web::{Failure, Front};
/// use axum::response::Response;
/// #[derive(askama::Template)]
/// #[template(source = "<h1>{{ f.t(\"status-404\") }}</h1>", ext = "html")]
/// struct Home<'a> { f: &'a Front }
/// async fn home(front: Front) -> Result<Response, Failure> {
///     front.page("Home").nav("me").show(&Home { f: &front })
/// }
/// ```
#[derive(Clone)]
pub struct Front {
    /// The house.
    pub house: House,
    /// Who is looking.
    pub visitor: Visitor,
    /// The hidden field of forms; empty when nobody is signed in by cookie.
    pub csrf: String,
    /// The time of this request.
    pub now: Time,
    say: Say,
    reader: Arc<Reader>,
    /// What had happened before this page was read.
    heard: Option<i64>,
}

impl Front {
    pub(crate) fn new(house: &House, reader: Arc<Reader>, caller: &Caller) -> Self {
        Self {
            csrf: caller.token.as_ref().map(|t| csrf::token(house, t)).unwrap_or_default(),
            visitor: caller.visitor.clone(),
            now: reader.now,
            say: house.words.in_lang(reader.lang),
            heard: house.live.heard(),
            house: house.clone(),
            reader,
        }
    }
    /// The stream that goes on where this page ends.
    #[must_use]
    pub fn stream(&self) -> String {
        self.heard.map_or_else(|| "/api/v1/stream".to_owned(), |pos| format!("/api/v1/stream?last_event_id={pos}"))
    }
    /// Begins a page with this title.
    #[must_use]
    pub const fn page<'a>(&'a self, title: &'a str) -> Page<'a> {
        Page::new(self, title)
    }
    /// The words in the reader's language.
    #[must_use]
    pub const fn say(&self) -> &Say {
        &self.say
    }
    /// The theme that the page pins.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.reader.theme
    }
    /// What the reader chose: `day`, `night`, `auto`, or nothing.
    #[must_use]
    pub fn theme_choice(&self) -> &str {
        self.reader.theme_choice
    }
    /// Whether a script wants only the body of the page, to replace a part of the one that is open.
    #[must_use]
    pub fn fragment(&self) -> bool {
        self.reader.fragment
    }
    /// Whether a script sends this form, perhaps long after the press: a refusal must reach it as one, not as another page.
    #[must_use]
    pub fn scripted(&self) -> bool {
        self.reader.scripted
    }
    /// The word for who is looking, by which their device knows what is theirs.
    #[must_use]
    pub fn whose(&self) -> String {
        device::whose(&self.house, &self.visitor)
    }
    /// This page's own path and query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.reader.path
    }
    /// This page in another language.
    #[must_use]
    pub fn in_lang_href(&self, lang: &Lang) -> String {
        let path = &self.reader.path;
        format!("{path}{}lang={}", if path.contains('?') { '&' } else { '?' }, lang.code())
    }
    /// The languages, in the order in which they are offered.
    #[must_use]
    pub fn langs(&self) -> &'static [Lang] {
        offered(&self.reader.path)
    }
    /// The country's emergency numbers.
    #[must_use]
    pub fn emergency(&self) -> &[Emergency] {
        &self.house.config.emergency
    }
    /// The few that are shown large.
    #[must_use]
    pub fn first_emergency(&self) -> Vec<&Emergency> {
        self.emergency().iter().filter(|e| e.first).collect()
    }
    /// Whether somebody is signed in.
    #[must_use]
    pub const fn signed_in(&self) -> bool {
        crate::edge::is_known(&self.visitor)
    }
    /// Whole minutes since `at`.
    #[must_use]
    pub fn minutes_since(&self, at: impl crate::At) -> i64 {
        self.now.since(at.at()).whole_minutes()
    }
    /// That Rhizome does not replace the emergency services, with the first two numbers to call.
    #[must_use]
    pub fn not_rescue(&self) -> String {
        let mut calls = self.emergency().iter().filter(|e| e.first && !e.sms).map(|e| e.number.as_str());
        let (first, second) = (calls.next().unwrap_or("112"), calls.next().unwrap_or("112"));
        self.say.two("not-rescue", "first", first, "second", second)
    }
    /// The name of an entry of the navigation.
    #[must_use]
    pub fn nav_name(&self, name: &str) -> String {
        self.say.t(&format!("nav-{name}")).into_owned()
    }
    /// The name of a theme.
    #[must_use]
    pub fn theme_name(&self, theme: &str) -> String {
        self.say.t(&format!("theme-{theme}")).into_owned()
    }
    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }
}

impl Deref for Front {
    type Target = Say;
    fn deref(&self) -> &Say {
        &self.say
    }
}

impl<S: Sync> FromRequestParts<S> for Front
where
    House: FromRef<S>,
{
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let house = House::from_ref(state);
        let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
        let reader = parts.extensions.get::<Arc<Reader>>().cloned();
        let reader =
            reader.unwrap_or_else(|| Arc::new(Reader::of(&parts.headers, &parts.uri, &house, house.clock.now())));
        Ok(Self::new(&house, reader, &caller))
    }
}

/// A path of ours to go back to, from a `next` field: never another site.
#[must_use]
pub fn safe_next(next: &str) -> &str {
    // Browsers drop tabs and line ends of an address before they read it: "/\t/elsewhere" would lead there.
    let odd = |c: char| c == '\\' || c.is_control();
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(odd);
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_never_leads_away() {
        assert_eq!(safe_next("/people?x=1"), "/people?x=1");
        for bad in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", ""]
        {
            assert_eq!(safe_next(bad), "/");
        }
    }

    #[test]
    fn the_way_back_forgets_the_language() {
        assert_eq!(without_lang(&Uri::from_static("/i/1?lang=en&a=b")), "/i/1?a=b");
        assert_eq!(without_lang(&Uri::from_static("/i/1?lang=en")), "/i/1");
    }
}
