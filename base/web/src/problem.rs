//! How a request ends badly: the rules said no, the form was wrong, or something of ours broke.

use std::{borrow::Cow, error::Error, fmt, sync::Arc};

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use kernel::{Arg, Refusal, Refuse};
use serde_json::{Map, Value, json};
use store::StoreError;

use crate::{Form, Front, House, Page, Say, page};

/// Why a request was not answered as asked. Handlers return `Result<_, Failure>`; the route turns it into
/// `application/problem+json` under `/api/` and into a calm page elsewhere, in the reader's language.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The rules say no, and what to do next.
    Refused(Refusal),
    /// Fields of the form or body are wrong.
    Bad(Vec<FieldError>),
    /// A guard missed: somebody else was faster. Decide again ([`thrice`]); the reader is told to.
    Changed,
    /// Ours: logged once, shown with a reference number.
    Fault(Fault),
}

/// Something of ours broke. Any error turns into one with `?`. Its text must name no person, contact, place or token.
#[derive(Clone)]
pub struct Fault(Arc<dyn Error + Send + Sync>);

impl Fault {
    /// A fault in words.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::from(Box::<dyn Error + Send + Sync>::from(text.into())))
    }
    /// The error and what caused it, as one line for the log.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut text = self.0.to_string();
        let mut cause = self.0.source();
        while let Some(e) = cause {
            text.push_str(": ");
            text.push_str(&e.to_string());
            cause = e.source();
        }
        text
    }
}
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chain())
    }
}
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chain())
    }
}
impl<E: Error + Send + Sync + 'static> From<E> for Fault {
    fn from(e: E) -> Self {
        Self(Arc::new(e))
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// The name of the field, or a JSON pointer without its first slash (`zone/coordinates`).
    pub field: String,
    /// The key of the sentence in `locales/`.
    pub key: Cow<'static, str>,
    /// Values for the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

impl FieldError {
    /// `key` is wrong with `field`.
    #[must_use]
    pub fn new(field: impl Into<String>, key: impl Into<Cow<'static, str>>) -> Self {
        Self { field: field.into(), key: key.into(), args: Vec::new() }
    }
    /// The same, with a value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
    /// The sentence.
    #[must_use]
    pub fn say(&self, say: &Say) -> String {
        say.with(&self.key, &self.args)
    }
    /// What to do about it, where the rules say so: nothing can be mended in a field that is not named.
    #[must_use]
    pub fn next(&self, say: &Say) -> Option<String> {
        (self.field.is_empty() && self.key.starts_with("refusal-"))
            .then(|| say.with(&format!("{}-next", self.key), &self.args))
    }
    /// Where it is in a JSON body (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> String {
        if self.field.is_empty() { String::new() } else { format!("/{}", self.field.trim_start_matches('/')) }
    }
}
impl From<&Refusal> for FieldError {
    fn from(r: &Refusal) -> Self {
        let field = r.field.trim_start_matches('/').to_owned();
        Self { field, key: Cow::Owned(format!("refusal-{}", r.code)), args: r.args.clone() }
    }
}

impl From<Refusal> for Failure {
    fn from(r: Refusal) -> Self {
        Self::Refused(r)
    }
}
impl From<Fault> for Failure {
    fn from(f: Fault) -> Self {
        Self::Fault(f)
    }
}
impl From<FieldError> for Failure {
    fn from(e: FieldError) -> Self {
        Self::Bad(vec![e])
    }
}
impl From<Vec<FieldError>> for Failure {
    fn from(e: Vec<FieldError>) -> Self {
        Self::Bad(e)
    }
}
impl From<StoreError> for Failure {
    fn from(e: StoreError) -> Self {
        if e.missed() { Self::Changed } else { Self::Fault(e.into()) }
    }
}
impl From<askama::Error> for Failure {
    fn from(e: askama::Error) -> Self {
        Self::Fault(e.into())
    }
}
impl From<serde_json::Error> for Failure {
    fn from(e: serde_json::Error) -> Self {
        // The text of a serde error can quote the value that it tripped over; its place is enough.
        Self::Fault(Fault::new(format!("JSON of ours: {:?} at line {}", e.classify(), e.line())))
    }
}
impl<R: Refuse> From<&R> for Failure {
    fn from(r: &R) -> Self {
        Self::Refused(r.refusal())
    }
}

/// Lets `?` turn a room's refusal into a [`Failure`].
///
/// ```
/// # use web::{Failure, OrRefuse};
/// # use kernel::{Refusal, Refuse};
/// struct TooFar;
/// impl Refuse for TooFar {
///     fn refusal(&self) -> Refusal { Refusal::new(422, "too-far") }
/// }
/// fn decide() -> Result<(), TooFar> { Err(TooFar) }
/// fn handler() -> Result<(), Failure> {
///     decide().or_refuse()?;
///     Ok(())
/// }
/// assert!(matches!(handler(), Err(Failure::Refused(r)) if r.code == "too-far"));
/// ```
pub trait OrRefuse<T> {
    /// The value, or the refusal as a failure.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    fn or_refuse(self) -> Result<T, Failure>;
}
impl<T, R: Refuse> OrRefuse<T> for Result<T, R> {
    fn or_refuse(self) -> Result<T, Failure> {
        self.map_err(|r| Failure::Refused(r.refusal()))
    }
}

/// Runs `decide`, which reads, decides and applies; again, up to three times in all, when a guard missed.
///
/// # Errors
/// What `decide` fails with; [`Failure::Changed`] when the third guard missed too.
pub async fn thrice<T, F: Future<Output = Result<T, Failure>>>(mut decide: impl FnMut() -> F) -> Result<T, Failure> {
    for _ in 0..2 {
        match decide().await {
            Err(Failure::Changed) => {}
            other => return other,
        }
    }
    decide().await
}

pub(crate) const fn refused(status: u16, code: &'static str) -> Failure {
    Failure::Refused(Refusal::new(status, code))
}

impl Failure {
    /// There is no such thing, or not for this visitor: the same answer for both.
    #[must_use]
    pub const fn not_found() -> Self {
        refused(404, "not-found")
    }
    /// This visitor may not.
    #[must_use]
    pub const fn not_allowed() -> Self {
        refused(403, "not-allowed")
    }
    /// One has to sign in first.
    #[must_use]
    pub const fn sign_in_first() -> Self {
        refused(401, "sign-in-first")
    }
    /// Whether nothing could be written, as there was no room: the same again may do later, and nothing of it was kept.
    fn is_full(&self) -> bool {
        let Self::Fault(Fault(cause)) = self else { return false };
        matches!(cause.downcast_ref::<StoreError>(), Some(StoreError::Full(_)))
    }
    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(r) => StatusCode::from_u16(r.status).unwrap_or(StatusCode::BAD_REQUEST),
            Self::Bad(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Changed => StatusCode::CONFLICT,
            Self::Fault(_) if self.is_full() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    /// Its word for machines.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(r) => r.code,
            Self::Bad(_) => "bad-field",
            Self::Changed => "changed-meanwhile",
            Self::Fault(_) if self.is_full() => "no-room",
            Self::Fault(_) => "fault",
        }
    }
    /// The refusal, or the failure back when it is something else: for handlers that redraw their form with it.
    ///
    /// # Errors
    /// Itself, when it is neither a refusal nor wrong fields.
    pub fn into_field_errors(self) -> Result<Vec<FieldError>, Self> {
        match self {
            Self::Refused(r) if r.status == 422 || r.status == 409 || r.status == 400 => Ok(vec![FieldError::from(&r)]),
            Self::Bad(errors) => Ok(errors),
            other => Err(other),
        }
    }

    /// What happened, and what to do next, in words.
    pub(crate) fn sentences(&self, say: &Say) -> (String, String) {
        let args: &[(&str, Arg)] = match self {
            Self::Refused(r) => &r.args,
            _ => &[],
        };
        let detail = format!("refusal-{}", self.code());
        let next = format!("{detail}-next");
        let or_status = |key: &str, end: &str| {
            if say.has(key) {
                say.with(key, args)
            } else {
                say.t(&format!("status-{}{end}", self.status().as_u16() / 100)).into_owned()
            }
        };
        (or_status(&detail, "xx"), or_status(&next, "xx-next"))
    }

    /// Logs a fault, once, under the reference number that the reader is shown.
    pub(crate) fn logged(&self, house: &House) -> Option<String> {
        let Self::Fault(fault) = self else { return None };
        let reference = format!("{:08X}", house.dice.number() >> 32);
        house.metrics.count("rhizome_faults_total");
        tracing::error!(reference, cause = %fault.chain(), "fault");
        Some(reference)
    }

    /// The problem details of RFC 9457, with our members `code`, `next`, `errors` and `reference`.
    #[must_use]
    pub fn problem(&self, say: &Say, reference: Option<&str>) -> Value {
        let (detail, next) = self.sentences(say);
        let status = self.status().as_u16();
        let mut body = Map::new();
        body.insert("type".into(), json!(format!("urn:rhizome:problem:{}", self.code())));
        body.insert("title".into(), json!(title(say, status)));
        body.insert("status".into(), json!(status));
        body.insert("detail".into(), json!(detail));
        body.insert("code".into(), json!(self.code()));
        body.insert("next".into(), json!(next));
        let own;
        let errors: &[FieldError] = match self {
            Self::Bad(errors) => errors,
            Self::Refused(r) if !r.field.is_empty() => {
                own = [FieldError::from(r)];
                &own
            }
            _ => &[],
        };
        if !errors.is_empty() {
            let list: Vec<Value> = errors
                .iter()
                .map(|e| json!({ "pointer": e.pointer(), "code": e.key.trim_start_matches("refusal-"), "detail": e.say(say) }))
                .collect();
            body.insert("errors".into(), Value::Array(list));
        }
        if let Some(reference) = reference {
            body.insert("reference".into(), json!(reference));
        }
        Value::Object(body)
    }

    pub(crate) fn as_problem(&self, house: &House, say: &Say) -> Response {
        let reference = self.logged(house);
        let body = self.problem(say, reference.as_deref()).to_string();
        let mut response = Response::new(body.into());
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(say.lang.code()));
        self.challenge(&mut response);
        response
    }

    pub(crate) fn as_page(&self, front: &Front) -> Response {
        let reference = self.logged(&front.house);
        let (detail, next) = self.sentences(front);
        let status = self.status();
        let body = page::Trouble {
            f: front,
            title: title(front, status.as_u16()),
            detail,
            next,
            errors: match self {
                Self::Bad(errors) => errors.iter().map(|e| e.say(front)).collect(),
                _ => Vec::new(),
            },
            reference,
            sign_in: status == StatusCode::UNAUTHORIZED,
            fault: status.is_server_error(),
        };
        let drawn = Page::new(front, &body.title).status(status).show(&body);
        let mut response = drawn.unwrap_or_else(|_| {
            let mut plain = Response::new(format!("{}\n{}\n", body.detail, body.next).into());
            *plain.status_mut() = status;
            plain.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            plain
        });
        self.challenge(&mut response);
        response
    }

    fn challenge(&self, response: &mut Response) {
        let headers = response.headers_mut();
        match response_status(self) {
            401 => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            429 | 503 => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            409 if self.code() == "key-busy" => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
    }
}

fn response_status(failure: &Failure) -> u16 {
    failure.status().as_u16()
}

fn title(say: &Say, status: u16) -> String {
    let key = format!("status-{status}");
    if say.has(&key) { say.t(&key).into_owned() } else { say.t(&format!("status-{}xx", status / 100)).into_owned() }
}

/// A failure on its way to the route, which knows the language and whether a page or JSON is wanted.
#[derive(Clone)]
pub(crate) struct Untold(pub(crate) Failure);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = Response::new(axum::body::Body::empty());
        *response.status_mut() = self.status();
        response.extensions_mut().insert(Untold(self));
        response
    }
}

/// A form that came back with errors is drawn again with this status.
#[must_use]
pub fn status_of(form: &Form) -> StatusCode {
    if form.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Words;
    use kernel::Lang;

    #[test]
    fn a_refusal_becomes_problem_details_with_the_field_and_the_next_step() {
        let failure = Failure::from(Refusal::new(422, "not-found").at("zone"));
        let problem = failure.problem(&Words::default().in_lang(Lang::En), None);
        assert_eq!(problem["type"], "urn:rhizome:problem:not-found");
        assert_eq!(problem["status"], 422);
        assert_eq!(problem["errors"][0]["pointer"], "/zone");
        assert_ne!(problem["detail"], "refusal-not-found", "the sentence exists");
        assert_ne!(problem["next"], "refusal-not-found-next", "and so does the next step");
    }

    #[test]
    fn a_fault_says_nothing_of_its_cause() {
        let failure = Failure::from(Fault::new("table person is gone"));
        let problem = failure.problem(&Words::default().in_lang(Lang::Fr), Some("00AB12CD"));
        assert!(!problem.to_string().contains("person"));
        assert_eq!(problem["reference"], "00AB12CD");
    }

    #[test]
    fn every_refusal_of_this_crate_has_its_sentences() {
        let words = Words::default();
        for code in crate::REFUSALS {
            for lang in [Lang::Fr, Lang::En] {
                let say = words.in_lang(lang);
                for key in [format!("refusal-{code}"), format!("refusal-{code}-next")] {
                    assert_ne!(say.t(&key), key, "{lang:?}");
                }
            }
        }
    }

    #[tokio::test]
    async fn a_missed_guard_is_decided_again_three_times() {
        let mut tries = 0;
        let out: Result<(), Failure> = thrice(|| {
            tries += 1;
            async { Err(Failure::Changed) }
        })
        .await;
        assert!(matches!(out, Err(Failure::Changed)));
        assert_eq!(tries, 3);
    }
}
