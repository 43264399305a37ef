//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the same request sent again is done once, and answered the
//! same. Only requests that carry the header pay for it.
//!
//! Whose a key is:
//!
//! - Of somebody signed in, it is theirs, for one route: the same key with another body is refused (422).
//! - Of somebody without an account, nothing says who they are: their address changes with the network, and their body may be guessed. What
//!   they alone have is the key, if it cannot be guessed. A key that can be (`1`, `order-7`) is passed over: the request is done as if it had
//!   none, and the answer says so ([`PASSED_OVER`]). One that cannot be stands together with its body: with another body it is another request, so that
//!   nobody learns of a stranger's key, or is in their way.
//!
//! What is kept: answers that the same request would get again. Where trying again may help (401, 403, 408, 409, 425, 428, 429, 5xx) the
//! key is given back.

use std::{collections::BTreeSet, future::Future, time::Duration};

use axum::{body::Body, extract::Request, response::Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use kernel::{Id, PersonId, Span, Time, Visitor};
use store::{Change, StoreError, params, sql};

use crate::{
    Failure, Fault, House, body,
    problem::refused,
    visitor::{Caller, sha256},
};

/// The header.
pub const KEY: &str = "idempotency-key";
/// Set on an answer that was given before.
pub const REPLAYED: &str = "idempotency-replayed";
/// Set on an answer whose key could be guessed, and was nobody's: it was not looked at.
pub const PASSED_OVER: &str = "idempotency-key-passed-over";

sql! {
    /// Claims a key for the first request that carries it.
    pub CLAIM_KEY = "INSERT INTO idempotency (key, body, status, answer, at) VALUES ($1, $2, 0, NULL, $3) \
                     ON CONFLICT (key) DO NOTHING";
    /// What was answered under a key.
    pub ANSWER_UNDER = "SELECT body, status, answer FROM idempotency WHERE key = $1";
    /// Claims a key whose first request never ended, or whose day is over. A claim from the future is of before the clock was set back.
    pub TAKE_OVER_KEY = "UPDATE idempotency SET body = $2, status = 0, answer = NULL, person = NULL, at = $3 \
                         WHERE key = $1 AND ((status = 0 AND (at < $4 OR at > $6)) OR at < $5)";
    /// Keeps the answer of a claimed key, unless whose it is has been erased meanwhile.
    pub KEEP_ANSWER = "UPDATE idempotency SET status = $2, answer = $3, person = $4 WHERE key = $1 AND status = 0 \
                       AND NOT EXISTS (SELECT 1 FROM erasure WHERE person = CAST($4 AS BYTEA))";
    /// Gives a claimed key back: the request did nothing.
    pub GIVE_KEY_BACK = "DELETE FROM idempotency WHERE key = $1 AND status = 0";
    /// Forgets answers whose day is over.
    pub FORGET_ANSWERS = "DELETE FROM idempotency WHERE at < $1";
    ERASE_ANSWERS = "DELETE FROM idempotency WHERE person = $1";
    /// To seal answers anew.
    pub READ_ANSWERS = "SELECT key, answer FROM idempotency WHERE key > $1 AND answer IS NOT NULL ORDER BY key LIMIT $2";
    /// Seals one anew.
    pub WRITE_ANSWERS = "UPDATE idempotency SET answer = $3 WHERE key = $1 AND answer = $2";
}

/// What is kept of people here: answers, sealed.
pub const BELONGINGS: register::Belongings = register::Belongings {
    erase: &[ERASE_ANSWERS],
    sealed: &[register::Sealed { column: COLUMN, keys: 1, read: READ_ANSWERS, write: WRITE_ANSWERS }],
    ..register::Belongings::NONE
};

/// The headers of an answer that are kept with it.
const KEPT: [HeaderName; 6] = [
    header::CONTENT_TYPE,
    header::CONTENT_LANGUAGE,
    header::LOCATION,
    header::SET_COOKIE,
    header::RETRY_AFTER,
    header::WWW_AUTHENTICATE,
];
const COLUMN: &str = "idempotency.answer";
/// A request that has not ended after this long died with its process.
const DEAD: Span = Span::minutes(2);
/// A key that a stranger does not guess: as long as a random UUID without its dashes, or nearly, and not the same few characters.
const LONG: usize = 20;
const VARIED: usize = 10;
/// How often a second request looks whether the first has ended, and how long in all.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: u32 = 40;

/// Forgets what is older than a day. The server does it every hour.
///
/// # Errors
/// When the store fails.
pub async fn forget_old(house: &House) -> Result<(), StoreError> {
    let before = house.clock.now().minus(Span::hours(i64::from(house.config.idempotency_hours)));
    house.store.apply(Change::new().run(FORGET_ANSWERS, params![before])).await.map(|_| ())
}

/// Says whose an answer is that makes or names a person who was not signed in: when they are erased, it goes with them.
#[must_use]
pub fn about(mut response: Response, person: PersonId) -> Response {
    response.extensions_mut().insert(About(person));
    response
}

#[derive(Clone, Copy)]
struct About(PersonId);

/// A key, and whose it is.
struct Key {
    /// Who, where and the key, hashed.
    hash: [u8; 32],
    person: Option<PersonId>,
}

/// Runs `run` the first time; later gives the same answer.
pub(crate) async fn once<F, A>(house: &House, request: Request, limit: usize, run: F) -> Result<Response, Failure>
where
    F: FnOnce(Request) -> A + Send + 'static,
    A: Future<Output = Response> + Send + 'static,
{
    let text = key_of(request.headers())?.to_owned();
    let visitor = request.extensions().get::<Caller>().map(|c| c.visitor.clone()).unwrap_or_default();
    if visitor == Visitor::Nobody && can_be_guessed(&text) {
        let mut response = run(request).await;
        response.headers_mut().insert(HeaderName::from_static(PASSED_OVER), HeaderValue::from_static("true"));
        return Ok(response);
    }
    let (parts, body) = request.into_parts();
    let bytes = body::read(body, limit).await?;
    // What is asked in the query is part of what is sent.
    let body_hash = match parts.uri.query() {
        Some(query) => sha256(&[query.as_bytes(), b"\0", &bytes].concat()),
        None => sha256(&bytes),
    };
    let hash = hash_of(house, &visitor, parts.uri.path(), &text, &body_hash);
    if let Some(answer) = claim(house, hash, body_hash).await? {
        return Ok(answer);
    }
    let key = Key { hash, person: visitor.person() };
    let request = Request::from_parts(parts, Body::from(bytes));
    let house = house.clone();
    // On its own: a client that hangs up must not leave the key claimed and the answer lost.
    let task = tokio::spawn(async move {
        let response = run(request).await;
        keep(&house, &key, response).await
    });
    task.await.map_err(|_| Failure::Fault(Fault::new("a handler panicked under an Idempotency-Key")))?
}

/// The key that a request carries: 1 to 255 visible characters and spaces of ASCII, trimmed.
///
/// # Errors
/// 400 `key-unfit`.
pub fn key_of(headers: &HeaderMap) -> Result<&str, Failure> {
    let text = headers.get(KEY).and_then(|v| v.to_str().ok()).unwrap_or_default().trim();
    if text.is_empty() || text.len() > 255 { Err(refused(400, "key-unfit")) } else { Ok(text) }
}

/// Whether a stranger might come upon a key by trying.
#[must_use]
pub fn can_be_guessed(key: &str) -> bool {
    let different: BTreeSet<char> = key.chars().collect();
    key.len() < LONG || different.len() < VARIED
}

fn hash_of(house: &House, visitor: &Visitor, path: &str, text: &str, body: &[u8; 32]) -> [u8; 32] {
    let mut all = Vec::with_capacity(256);
    match visitor {
        Visitor::Person { id, .. } => all.extend_from_slice(&id.bytes()),
        Visitor::Staff(staff) => all.extend_from_slice(&staff.id.bytes()),
        Visitor::Nobody => {}
    }
    all.push(0);
    all.extend_from_slice(path.as_bytes());
    all.push(0);
    all.extend_from_slice(text.as_bytes());
    if *visitor != Visitor::Nobody {
        return sha256(&all);
    }
    // Keyed: whoever reads a copy of the database cannot try out what somebody without an account may have sent.
    all.push(0);
    all.extend_from_slice(body);
    sha256(&house.seal.mac("idempotency", &all))
}

/// The answer to give again; nothing when the key is now ours and the request is to be done.
async fn claim(house: &House, key: [u8; 32], body: [u8; 32]) -> Result<Option<Response>, Failure> {
    for _ in 0..LOOKS {
        let now = house.clock.now();
        if touched(house, Change::new().must(CLAIM_KEY, params![key, body, now])).await? {
            return Ok(None);
        }
        let Some(row) = house.store.one(ANSWER_UNDER, params![key]).await? else { continue };
        if claimable(house, key, body, now).await? {
            return Ok(None);
        }
        if row.blob(0)? != body.as_slice() {
            return Err(refused(422, "key-reused"));
        }
        if let (status @ 1.., Some(sealed)) = (row.int(1)?, row.opt_blob(2)?) {
            return again(house, status, sealed).map(Some);
        }
        tokio::time::sleep(LOOK).await;
    }
    Err(refused(409, "key-busy"))
}

async fn claimable(house: &House, key: [u8; 32], body: [u8; 32], now: Time) -> Result<bool, Failure> {
    let day = now.minus(Span::hours(i64::from(house.config.idempotency_hours)));
    let odd = now.plus(DEAD);
    touched(house, Change::new().must(TAKE_OVER_KEY, params![key, body, now, now.minus(DEAD), day, odd])).await
}

async fn touched(house: &House, change: Change) -> Result<bool, Failure> {
    match house.store.apply(change).await {
        Ok(_) => Ok(true),
        Err(e) if e.missed() => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// Keeps an answer that the same request would get again; gives the key back when trying again may help.
async fn keep(house: &House, key: &Key, response: Response) -> Result<Response, Failure> {
    let status = response.status().as_u16();
    let (parts, body) = response.into_parts();
    let person = parts.extensions.get::<About>().map(|a| a.0).or(key.person);
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let change = if status >= 500 || matches!(status, 401 | 403 | 408 | 409 | 425 | 428 | 429) {
        Change::new().run(GIVE_KEY_BACK, params![key.hash])
    } else {
        let kept: Vec<(&str, &str)> = KEPT
            .iter()
            .flat_map(|name| parts.headers.get_all(name).iter().map(move |v| (name.as_str(), v)))
            .filter_map(|(name, v)| v.to_str().ok().map(|v| (name, v)))
            .collect();
        let mut plain = serde_json::to_vec(&kept)?;
        plain.push(0);
        plain.extend_from_slice(&bytes);
        let sealed = house.seal.seal(&*house.dice, COLUMN, &plain);
        Change::new().run(KEEP_ANSWER, params![key.hash, i64::from(status), sealed, person])
    };
    house.store.apply(change).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

fn again(house: &House, status: i64, sealed: &[u8]) -> Result<Response, Failure> {
    let plain = house.seal.open(COLUMN, sealed).map_err(Fault::from)?;
    let end = plain.iter().position(|b| *b == 0).unwrap_or(plain.len());
    let (head, body) = plain.split_at(end);
    let kept: Vec<(String, String)> = serde_json::from_slice(head)?;
    let body = body.get(1..).map(Bytes::copy_from_slice).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = u16::try_from(status).ok().and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or_default();
    for (name, value) in kept {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response.headers_mut().insert(HeaderName::from_static(REPLAYED), HeaderValue::from_static("true"));
    Ok(response)
}
