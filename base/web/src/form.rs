//! Forms: read with their faults, drawn again with what was typed.

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::header;

use crate::{Failure, FieldError, Raw, Say, multipart, problem::refused};

/// A form as it was sent, and what is wrong with it. [`Form::default`] is the empty one, to draw at first.
///
/// ```
/// use web::Form;
/// let mut form = Form::parse(b"name=In%C3%A8s+M.&how=saw&places=3");
/// let name = form.text("name", 80);
/// let how = form.choice("how", &[("saw", 1), ("spoke", 2)]);
/// let places = form.number("places", 1, 20);
/// assert!(!form.has_errors());
/// assert_eq!((name.as_str(), how, places), ("Inès M.", Some(1), Some(3)));
///
/// let mut form = Form::parse(b"name=+");
/// form.text("name", 80);
/// assert_eq!(form.errors()[0].key, "field-missing");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<(String, Bytes)>,
    errors: Vec<FieldError>,
}

impl Form {
    /// Reads `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        Self { fields: pairs(body).collect(), ..Self::default() }
    }
    /// Reads `multipart/form-data`: a form with files.
    fn with_files(body: &Bytes, boundary: &str) -> Option<Self> {
        let mut form = Self::default();
        for part in multipart::parts(body, boundary)? {
            if part.file {
                form.files.push((part.name, part.bytes));
            } else {
                form.fields.push((part.name, without_nul(String::from_utf8_lossy(&part.bytes).into_owned())));
            }
        }
        Some(form)
    }
    /// A form that shows these values, as when an existing thing is edited.
    #[must_use]
    pub fn of<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self { fields: fields.into_iter().map(|(n, v)| (n.into(), v.into())).collect(), ..Self::default() }
    }
    /// What was typed, trimmed; empty when nothing was.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim()).unwrap_or_default()
    }
    /// A file that was chosen; nothing when none was, or an empty one.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Bytes> {
        self.files.iter().find(|(n, b)| n == name && !b.is_empty()).map(|(_, b)| b)
    }
    /// Shows this value in a field from now on.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_owned(), value.into()));
    }
    /// Every value of a field that may be ticked several times.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.trim())
    }
    /// Whether this is the value of a field (for `checked` and `selected`).
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|v| v == value)
    }
    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }
    /// A text that must be there, of at most `longest` characters.
    pub fn text(&mut self, name: &str, longest: usize) -> String {
        let value = self.optional_text(name, longest);
        if value.is_none() {
            self.wrong(name, "field-missing");
        }
        value.unwrap_or_default()
    }
    /// A text that may be missing, of at most `longest` characters.
    pub fn optional_text(&mut self, name: &str, longest: usize) -> Option<String> {
        let value: String = self.value(name).chars().filter(|c| !c.is_control() || *c == '\n').collect();
        if value.chars().count() > longest {
            let most = u32::try_from(longest).unwrap_or(u32::MAX);
            self.errors.push(FieldError::new(name, "field-long").with("most", f64::from(most)));
        }
        if value.is_empty() { None } else { Some(value) }
    }
    /// A whole number from `least` to `most`.
    pub fn number(&mut self, name: &str, least: i64, most: i64) -> Option<i64> {
        let value = self.value(name);
        if value.is_empty() {
            self.wrong(name, "field-missing");
            return None;
        }
        match value.parse::<i64>() {
            Ok(n) if (least..=most).contains(&n) => Some(n),
            _ => {
                let error = FieldError::new(name, "field-number");
                self.errors.push(error.with("least", least.to_string()).with("most", most.to_string()));
                None
            }
        }
    }
    /// A real number (a point or a comma before the fraction).
    pub fn real(&mut self, name: &str) -> Option<f64> {
        let value = self.value(name).replace(',', ".");
        let found = value.parse::<f64>().ok().filter(|n| n.is_finite());
        if found.is_none() {
            self.wrong(name, if value.is_empty() { "field-missing" } else { "field-unfit" });
        }
        found
    }
    /// One of these words.
    pub fn choice<T: Clone>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let value = self.value(name);
        let found = choices.iter().find(|(word, _)| *word == value).map(|(_, t)| t.clone());
        if found.is_none() {
            self.wrong(name, "field-choose");
        }
        found
    }
    /// Anything that is read from a text: an identifier, a time.
    pub fn read<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        let value = self.value(name);
        let missing = value.is_empty();
        let found = value.parse().ok();
        if found.is_none() {
            self.wrong(name, if missing { "field-missing" } else { "field-unfit" });
        }
        found
    }
    /// Says what is wrong with a field: the key of a sentence.
    pub fn wrong(&mut self, name: &str, key: &'static str) {
        self.errors.push(FieldError::new(name, key));
    }
    /// Adds what the rules found.
    pub fn add(&mut self, errors: impl IntoIterator<Item = FieldError>) {
        self.errors.extend(errors);
    }
    /// Takes a refusal as an error of the form, so that the handler can draw it again; anything else is handed back.
    ///
    /// # Errors
    /// The failure, when it is neither a refusal that the reader can repair nor wrong fields.
    pub fn blame(&mut self, failure: Failure) -> Result<(), Failure> {
        self.add(failure.into_field_errors()?);
        Ok(())
    }
    /// Whether anything is wrong.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
    /// What is wrong, in the order of the form.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }
    /// What is wrong when it is one thing, in no field, and what to do: "one thing is missing" would be untrue of it.
    #[must_use]
    pub fn alone(&self, say: &Say) -> Option<(String, String)> {
        match self.errors() {
            [e] => e.next(say).map(|next| (e.say(say), next)),
            _ => None,
        }
    }
    /// What is wrong with one field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|e| e.field == name)
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let empty = kind.is_empty();
        let urlencoded = kind.starts_with("application/x-www-form-urlencoded");
        let boundary = multipart::boundary(kind).map(ToOwned::to_owned);
        let Raw(bytes) = Raw::from_request(request, state).await?;
        if let Some(boundary) = boundary {
            return Self::with_files(&bytes, &boundary).ok_or_else(|| refused(400, "unreadable"));
        }
        if urlencoded || (empty && bytes.is_empty()) {
            Ok(Self::parse(&bytes))
        } else {
            Err(refused(415, "not-a-form"))
        }
    }
}

/// Only the value of one field of a body of this type.
pub(crate) fn value_in(content_type: &str, body: &Bytes, name: &str) -> Option<String> {
    let Some(boundary) = multipart::boundary(content_type) else { return value_of(body, name) };
    let part = multipart::parts(body, boundary)?.into_iter().find(|p| p.name == name && !p.file)?;
    Some(String::from_utf8_lossy(&part.bytes).into_owned())
}

/// Only the value of one field of a body or a query.
pub(crate) fn value_of(body: &[u8], name: &str) -> Option<String> {
    pairs(body).find(|(n, _)| n == name).map(|(_, v)| v)
}

fn pairs(body: &[u8]) -> impl Iterator<Item = (String, String)> {
    body.split(|b| *b == b'&').filter(|p| !p.is_empty()).map(|pair| {
        let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
        let (name, value) = pair.split_at(at);
        (decode(name), without_nul(decode(value.get(1..).unwrap_or_default())))
    })
}

/// Nobody types U+0000, and PostgreSQL keeps none: it is left out here, whatever is stored where.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

/// Broken bytes become U+FFFD.
fn decode(text: &[u8]) -> String {
    let bytes = kernel::percent_decoded(text, true);
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// A text as it may stand in a query.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'/') {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_and_what_is_wrong_is_said_at_its_field() {
        let mut form = Form::parse("name=&note=a%20b%2Bc&km=2%2C5&age=200&x".as_bytes());
        assert_eq!(form.text("name", 10), "");
        assert_eq!(form.optional_text("note", 3), Some("a b+c".to_owned()));
        assert_eq!(form.real("km"), Some(2.5));
        assert_eq!(form.number("age", 0, 120), None);
        let keys: Vec<_> = form.errors().iter().map(|e| (e.field.as_str(), &*e.key)).collect();
        assert_eq!(keys, [("name", "field-missing"), ("note", "field-long"), ("age", "field-number")]);
        assert_eq!(form.value("note"), "a b+c");
        assert!(form.error("km").is_none());
    }

    #[test]
    fn encoding_and_decoding_give_the_same_text_back() {
        let text = "/i/1?é=«a&b» %+";
        assert_eq!(decode(encode(text).as_bytes()), text);
        assert_eq!(decode(b"%zz%4"), "%zz%4");
        assert_eq!(decode(b"%FF"), "\u{fffd}");
        assert_eq!(Form::parse(b"note=a%00b%00").value("note"), "ab");
    }
}
