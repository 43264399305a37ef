//! The whole router in one process, for the stories that tests tell: people, staff and browsers that act on it.
//!
//! ```ignore
//! let h = Harness::new(vec![people::room(), safety::room()], store, people::sessions).await;
//! let lea = h.person("Léa").await;
//! let anne = h.staff(Role::Operator, "Anne").await;
//! lea.post("/api/v1/circle/invitations", json!({})).await.is(201);
//! h.settle().await; // every event so far was heard
//! ```

mod night;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::StreamExt;
use kernel::{Clock, Dice, FixedClock, Lang, PersonId, Role, SeededDice, Span, Time};
use register::{Name, NewPerson, Origin, Register, SessionOf};
use serde_json::Value;
use store::{Change, Seal, Store, Worker};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::{Config, House, Parts, Room, Sessions, encode, open, router, token_hash};

/// How a room finds out whose a token is.
pub type MakeSessions = fn(&Register, Arc<dyn Clock>) -> Arc<dyn Sessions>;

/// A server without a socket: the rooms' router on a store, with a clock that stands still and seeded dice.
pub struct Harness {
    /// The house.
    pub house: House,
    /// Its clock, at 23:41 of 13 November 2015 in Paris.
    pub clock: Arc<FixedClock>,
    /// Its router.
    pub router: Router,
    /// The house stops hearing events when this turns true, or is dropped.
    pub stop: watch::Sender<bool>,
    worker: Worker,
    listeners: Vec<Arc<dyn relay::Listener>>,
}

#[allow(clippy::unwrap_used, clippy::panic, reason = "only tests come here: what fails here fails the test")]
impl Harness {
    /// A server of these rooms with the usual settings.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn new(rooms: Vec<Room>, store: Store, sessions: MakeSessions) -> Self {
        Self::with(rooms, store, sessions, Config::default()).await
    }
    /// The same, with other settings.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn with(rooms: Vec<Room>, store: Store, sessions: MakeSessions, config: Config) -> Self {
        let clock = Arc::new(FixedClock::at(Time::parse("2015-11-13T23:41:00+01:00").unwrap()));
        let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(store.clock().now().0.unsigned_abs()));
        let seal = Seal::in_memory(&*dice).unwrap();
        let (stop, stopped) = watch::channel(false);
        let as_clock: Arc<dyn Clock> = clock.clone();
        let parts = Parts { store, seal, clock: as_clock.clone(), dice: dice.clone(), config, folder: None };
        let make = |register: &Register| sessions(register, as_clock.clone());
        let (house, _running) = open(parts, &rooms, make, stopped).await.unwrap();
        let jobs = rooms.iter().flat_map(|r| r.jobs.map(|j| j(&house)).unwrap_or_default()).collect();
        let worker = Worker::new(house.store.clone(), as_clock, dice, jobs);
        let listeners = rooms.iter().flat_map(|r| r.listeners.map(|l| l(&house)).unwrap_or_default()).collect();
        let router = router(&rooms, house.clone());
        Self { house, clock, router, stop, worker, listeners }
    }
    /// Who does the jobs of this house: for stories in which one is cut off.
    #[must_use]
    pub const fn jobs(&self) -> &Worker {
        &self.worker
    }
    /// Lets time pass.
    pub fn pass(&self, span: Span) {
        self.clock.advance(span);
    }
    /// Waits until every event so far was heard by watchers and listeners, and every job that is due was done.
    ///
    /// # Panics
    /// When that takes more than a minute: a machine may be busy with other things too.
    pub async fn settle(&self) {
        for _ in 0..6000 {
            let position = self.house.store.position().await.unwrap();
            let mut heard = self.watched().await >= position;
            for listener in &self.listeners {
                heard = heard && self.has_heard(&**listener).await;
            }
            if heard && self.worker.turn().await.unwrap() == 0 && self.house.store.position().await.unwrap() == position
            {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("events are not heard");
    }
    /// Whether nothing that a listener cares about is still before it. Its cursor is moved late past what it does not care about.
    async fn has_heard(&self, listener: &dyn relay::Listener) -> bool {
        let mut at = self.house.store.cursor(listener.name()).await.unwrap().pos;
        loop {
            let (events, last) = self.house.store.events_after(at, 1000).await.unwrap();
            if last == at {
                return true;
            }
            if events.iter().any(|e| listener.cares(&e.event)) {
                return false;
            }
            at = last;
        }
    }
    /// How far the relay has shown events: the first frame of a new stream says it.
    async fn watched(&self) -> i64 {
        let mut stream = self.house.live.open(relay::Who::Public, None, None).await.unwrap();
        let first = stream.next().await.unwrap().unwrap_or_default();
        let text = String::from_utf8_lossy(&first).into_owned();
        text.lines().find_map(|l| l.strip_prefix("id: ")).and_then(|id| id.parse().ok()).unwrap_or(-1)
    }
    /// Somebody who is signed in on their device by a bearer token.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn person(&self, name: &str) -> Client {
        let now = self.house.clock.now();
        let id: PersonId = self.house.dice.id(now);
        let name = Name::clean(name).unwrap();
        let new = NewPerson { id, name: &name, lang: Lang::Fr, origin: Origin::Themself, at: now };
        let change = self.house.register.create_person(Change::new(), &new);
        let token = self.house.dice.token().0;
        let until = now.plus(Span::days(90));
        let whose = SessionOf::Person(id);
        let (_, change) = self.house.register.open_session(change, token_hash(&token), &whose, now, until);
        self.house.store.apply(change).await.unwrap();
        Client { person: Some(id), ..self.bearer(&token) }
    }
    /// A member of staff with a bearer key.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn staff(&self, role: Role, name: &str) -> Client {
        let now = self.house.clock.now();
        let id = self.house.register.staff_named(name, now).await.unwrap();
        let key = self.house.dice.token().0;
        let change = self.house.register.add_key(Change::new(), token_hash(&key), id, role, now);
        self.house.store.apply(change).await.unwrap();
        self.bearer(&key)
    }
    /// Whoever holds this token.
    #[must_use]
    pub fn bearer(&self, token: &str) -> Client {
        Client { bearer: Some(token.to_owned()), ..self.nobody() }
    }
    /// Nobody the server knows, without a place to keep cookies.
    #[must_use]
    pub fn nobody(&self) -> Client {
        let cookies = Arc::new(Mutex::new(BTreeMap::new()));
        Client { router: self.router.clone(), person: None, bearer: None, cookies, lang: "fr", from: None }
    }
    /// A browser: it keeps cookies, and sends the hidden field of forms back.
    #[must_use]
    pub fn browser(&self) -> Client {
        self.nobody()
    }
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Client {
    router: Router,
    /// Who, when it is a person of [`Harness::person`].
    pub person: Option<PersonId>,
    bearer: Option<String>,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    lang: &'static str,
    from: Option<std::net::SocketAddr>,
}

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub text: String,
}

#[allow(clippy::unwrap_used, clippy::panic, reason = "only tests come here: what fails here fails the test")]
impl Client {
    /// The id of a person of [`Harness::person`].
    ///
    /// # Panics
    /// When this is somebody else.
    #[must_use]
    pub fn id(&self) -> PersonId {
        self.person.unwrap()
    }
    /// The same, reading another language.
    #[must_use]
    pub fn reading(mut self, lang: &'static str) -> Self {
        self.lang = lang;
        self
    }
    /// The same, from this address.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn calling_from(mut self, address: &str) -> Self {
        self.from = Some((address.parse::<std::net::IpAddr>().unwrap(), 443).into());
        self
    }
    /// A cookie that was kept.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
    /// Forgets a cookie, as a browser does that is signed out.
    pub fn forgets(&self, name: &str) {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
    /// Sends any request.
    ///
    /// # Panics
    /// When the path is no path.
    pub async fn send(&self, method: Method, path: &str, kind: Option<&str>, body: impl Into<Bytes>) -> Answer {
        self.send_with(method, path, kind, body, &[]).await
    }
    /// Sends any request with more headers.
    ///
    /// # Panics
    /// When the path is no path.
    pub async fn send_with(
        &self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: impl Into<Bytes>,
        more: &[(&str, &str)],
    ) -> Answer {
        let (parts, body) = self.begin(method, path, kind, body, more).await.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
    /// Sends any request and gives the answer before its body was read: a stream has no end.
    ///
    /// # Panics
    /// When the path is no path.
    pub async fn begin(
        &self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: impl Into<Bytes>,
        more: &[(&str, &str)],
    ) -> Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8080");
        request = request.header(header::ACCEPT_LANGUAGE, self.lang);
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        } else {
            let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
            let line = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
            if !line.is_empty() {
                request = request.header(header::COOKIE, line);
            }
        }
        let mut request = request.body(Body::from(body.into())).unwrap();
        if let Some(from) = self.from {
            request.extensions_mut().insert(axum::extract::ConnectInfo(from));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
            if value.is_empty() {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        response
    }
    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, "").await
    }
    /// Posts JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), body.to_string()).await
    }
    /// Posts JSON under an `Idempotency-Key`.
    pub async fn post_once(&self, path: &str, key: &str, body: Value) -> Answer {
        let kind = Some("application/json");
        self.send_with(Method::POST, path, kind, body.to_string(), &[("idempotency-key", key)]).await
    }
    /// Puts JSON.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some("application/json"), body.to_string()).await
    }
    /// Deletes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, "").await
    }
    /// Reads a page.
    pub async fn page(&self, path: &str) -> Answer {
        self.send_with(Method::GET, path, None, "", &[("accept", "text/html"), ("sec-fetch-site", "same-origin")]).await
    }
    /// Sends the form of `page` (its hidden field goes with it) to `path`, as a browser without script does.
    pub async fn submit(&self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body: Vec<String> =
            fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v).replace('/', "%2F"))).collect();
        body.extend(page.csrf().map(|c| format!("csrf={}", encode(&c))));
        let kind = Some("application/x-www-form-urlencoded");
        let from = [("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")];
        self.send_with(Method::POST, path, kind, body.join("&"), &from).await
    }
    /// The same with a file in the field `name`, as browsers send forms with files; an empty one is none that was chosen.
    pub async fn submit_file(
        &self,
        page: &Answer,
        path: &str,
        fields: &[(&str, &str)],
        name: &str,
        file: &[u8],
    ) -> Answer {
        const LINE: &str = "--X7\r\nContent-Disposition: form-data; name=";
        let csrf = page.csrf();
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain(csrf.iter().map(|c| ("csrf", c.as_str()))) {
            body.extend(format!("{LINE}\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        body.extend(format!("{LINE}\"{name}\"; filename=\"file\"\r\n\r\n").bytes());
        body.extend(file);
        body.extend(b"\r\n--X7--\r\n");
        let kind = Some("multipart/form-data; boundary=X7");
        let from = [("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")];
        self.send_with(Method::POST, path, kind, body, &from).await
    }
}

#[allow(clippy::unwrap_used, clippy::panic, reason = "only tests come here: what fails here fails the test")]
impl Answer {
    /// The answer, when it has this status.
    ///
    /// # Panics
    /// When it has another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }
    /// Checks the status.
    ///
    /// # Panics
    /// When it is another.
    #[track_caller]
    pub fn is(&self, status: u16) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
    }
    /// Checks that it is the refusal of this status and word, and that it says what to do next.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    pub fn refuses(&self, status: u16, code: &str) {
        self.is(status);
        let problem = self.json();
        assert_eq!(problem.get("code").and_then(Value::as_str), Some(code), "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        for part in ["detail", "next"] {
            let text = problem.get(part).and_then(Value::as_str).unwrap_or_default();
            assert!(!text.is_empty() && !text.starts_with("refusal-"), "{part} of {code}: {text}");
        }
    }
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.text))
    }
    /// A text at a JSON pointer (`/people/0/name`); empty when there is none.
    #[must_use]
    #[track_caller]
    pub fn at(&self, pointer: &str) -> String {
        match self.json().pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        }
    }
    /// A header; empty when there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
    /// The hidden field of the forms of a page.
    #[must_use]
    pub fn csrf(&self) -> Option<String> {
        let (_, rest) = self.text.split_once("name=\"csrf\" value=\"")?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }
    /// Whether a page or body has this text in it.
    #[must_use]
    pub fn says(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}

/// A text of a page or a feed with what the signs of HTML and XML stand for.
#[must_use]
pub fn plain(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |all, (sign, is)| all.replace(sign, is)).replace("&amp;", "&")
}
