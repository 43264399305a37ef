//! What is sent to a gateway: a preset, and what the settings change of it.

use std::collections::BTreeMap;

use http::{HeaderName, HeaderValue, Method, header};
use outbound::Call;

use super::{
    Settings,
    template::{Escape, Values, fill, percent},
};

/// A gateway's way of being spoken to, checked.
#[derive(Clone, Debug)]
pub struct Wire {
    url: String,
    method: Method,
    query: Vec<(String, String)>,
    headers: Vec<(HeaderName, String)>,
    body: String,
    body_as: Escape,
    reports: bool,
}

fn owned(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// Kannel's smsbox. Of its reports: arrived (1), never will (2), refused by the operator (16).
const KANNEL: &[(&str, &str)] = &[
    ("username", "{user}"),
    ("password", "{password}"),
    ("from", "{from}"),
    ("to", "{to}"),
    ("text", "{text}"),
    ("coding", "{coding}"),
    ("charset", "UTF-8"),
    ("dlr-mask", "19"),
    ("dlr-url", "{report_url}?d=%d"),
];
/// A provider of today: the key in a header, the delivery's name as `Idempotency-Key`, so that what is sent twice arrives once.
const JSON_HEADERS: &[(&str, &str)] =
    &[("content-type", "application/json"), ("authorization", "Bearer {password}"), ("idempotency-key", "{id}")];
const JSON_BODY: &str = r#"{"id":"{id}","from":"{from}","to":"{to}","text":"{text}","report_url":"{report_url}"}"#;

impl Wire {
    /// Reads the settings.
    ///
    /// # Errors
    /// What is wrong with them, in a sentence without secrets.
    pub fn of(settings: &Settings) -> Result<Self, String> {
        let (method, query, headers, body) = match settings.preset.as_str() {
            "kannel" => ("GET", owned(KANNEL), BTreeMap::new(), ""),
            "json" => ("POST", BTreeMap::new(), owned(JSON_HEADERS), JSON_BODY),
            _ => return Err("sms.preset is `kannel` or `json`".to_owned()),
        };
        let over = |mut all: BTreeMap<String, String>, own: &BTreeMap<String, String>| {
            all.extend(own.iter().map(|(k, v)| (k.to_lowercase(), v.clone())));
            all.retain(|_, v| !v.is_empty());
            all
        };
        let mut query_of = query;
        query_of.extend(settings.query.clone());
        query_of.retain(|_, v| !v.is_empty());
        let method = if settings.method.is_empty() { method } else { &settings.method };
        let method = match method {
            "GET" => Method::GET,
            "POST" => Method::POST,
            _ => return Err("sms.method is `GET` or `POST`".to_owned()),
        };
        let mut headers_of = Vec::new();
        for (name, value) in over(headers, &settings.headers) {
            let name = name.parse::<HeaderName>().map_err(|_| format!("sms.headers: {name} is no header"))?;
            headers_of.push((name, value));
        }
        let kind = headers_of.iter().find(|(n, _)| *n == header::CONTENT_TYPE).map(|(_, v)| v.as_str());
        let form = kind.is_some_and(|k| k.contains("form-urlencoded"));
        let body = if settings.body.is_empty() { body } else { &settings.body };
        Ok(Self {
            url: settings.url.clone(),
            body: if method == Method::GET { String::new() } else { body.to_owned() },
            method,
            query: query_of.into_iter().collect(),
            headers: headers_of,
            body_as: if form { Escape::Percent } else { Escape::Json },
            reports: settings.reports,
        })
    }
    /// The request for one message; nothing when a value cannot stand in a header.
    #[must_use]
    pub fn call(&self, values: &Values<'_>) -> Option<Call> {
        let mut url = self.url.clone();
        for (name, template) in &self.query {
            if !self.reports && template.contains("{report_url}") {
                continue;
            }
            let value = fill(template, values, Escape::Plain);
            if value.is_empty() {
                continue;
            }
            url.push(if url.contains('?') { '&' } else { '?' });
            percent(&mut url, name);
            url.push('=');
            percent(&mut url, &value);
        }
        let mut call = Call::new(self.method.clone(), url);
        call.body = fill(&self.body, values, self.body_as).into();
        self.with_headers(call, values)
    }
    /// A request with nothing but the credentials.
    #[must_use]
    pub fn bare(&self, url: &str, values: &Values<'_>) -> Option<Call> {
        let call = self.with_headers(Call::get(url), values)?;
        Some(call).map(|mut c| {
            c.headers.remove(header::CONTENT_TYPE);
            c.headers.remove("idempotency-key");
            c
        })
    }
    fn with_headers(&self, mut call: Call, values: &Values<'_>) -> Option<Call> {
        for (name, template) in &self.headers {
            let mut value = HeaderValue::from_str(&fill(template, values, Escape::Plain)).ok()?;
            value.set_sensitive(true);
            call = call.header(name.clone(), value);
        }
        Some(call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: &Values<'static> = &[
        ("to", "+33612345678"),
        ("text", "Êtes-vous là ? & {to}"),
        ("from", "38100"),
        ("id", "abc"),
        ("report_url", "https://x.example/hooks/sms/reports/q"),
        ("coding", "2"),
        ("user", "rhizome"),
        ("password", "p&q"),
    ];

    #[test]
    fn kannel_gets_everything_in_the_address() {
        let settings = Settings {
            preset: "kannel".into(),
            url: "http://127.0.0.1:13013/cgi-bin/sendsms".into(),
            ..Settings::default()
        };
        let call = Wire::of(&settings).unwrap().call(VALUES).unwrap();
        assert_eq!(
            call.url,
            "http://127.0.0.1:13013/cgi-bin/sendsms?charset=UTF-8&coding=2&dlr-mask=19\
             &dlr-url=https%3A%2F%2Fx.example%2Fhooks%2Fsms%2Freports%2Fq%3Fd%3D%25d&from=38100&password=p%26q\
             &text=%C3%8Ates-vous%20l%C3%A0%20%3F%20%26%20%7Bto%7D&to=%2B33612345678&username=rhizome"
        );
        let quiet = Settings { reports: false, ..settings };
        assert!(!Wire::of(&quiet).unwrap().call(VALUES).unwrap().url.contains("dlr-url"));
    }
    #[test]
    fn a_json_provider_gets_the_name_of_the_delivery_as_its_key() {
        let settings = Settings { url: "https://sms.example/v1/messages".into(), ..Settings::default() };
        let call = Wire::of(&settings).unwrap().call(VALUES).unwrap();
        assert_eq!(call.headers.get("idempotency-key").unwrap(), "abc");
        assert_eq!(call.headers.get("authorization").unwrap(), "Bearer p&q");
        let body: serde_json::Value = serde_json::from_slice(&call.body).unwrap();
        assert_eq!(body["text"], "Êtes-vous là ? & {to}");
        assert_eq!((call.method, call.url.as_str()), (Method::POST, "https://sms.example/v1/messages"));
    }
    #[test]
    fn what_cannot_be_worked_with_is_said() {
        let wrong = Settings { preset: "pigeon".into(), ..Settings::default() };
        assert!(Wire::of(&wrong).unwrap_err().contains("sms.preset"));
        let wrong = Settings { method: "PUT".into(), ..Settings::default() };
        assert!(Wire::of(&wrong).unwrap_err().contains("sms.method"));
    }
}
