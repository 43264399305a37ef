//! The one line that answers a message.

use std::collections::BTreeMap;

use ::store::Change;
use kernel::{IncidentId, Span};
use notify::{Channel, Kind, NewDelivery, Owner};
use register::{Contact, Incident};
use web::{Failure, House};

use super::{Heard, allowed};

/// How many lines that only explain one number is sent in a day: two machines that answer each other fall silent.
const MOST_LINES: i64 = 5;

/// Every text that answers a message: in `locales/safety-sms.*.ftl`, for the languages that are spoken.
pub const KEYS: &[&str] = &[
    "sms-safe",
    "sms-safe-and",
    "sms-safe-but",
    "sms-not_there",
    "sms-need_help",
    "sms-help-stays",
    "sms-help-place",
    "sms-declared",
    "sms-which",
    "sms-nobody",
    "sms-no-incident",
    "sms-unclear",
    "sms-urgent",
    "sms-stopped",
    "sms-started",
    "sms-who",
    "sms-who-help",
    "sms-unknown",
    "sms-named",
    "sms-proven",
    "sms-code-wrong",
    "sms-code-elsewhere",
];

/// An answer: a text and its values.
pub(super) struct Reply {
    key: &'static str,
    values: BTreeMap<&'static str, String>,
    /// Whether it only explains.
    line: bool,
}

impl Reply {
    pub fn new(key: &'static str) -> Self {
        Self { key, values: BTreeMap::new(), line: false }
    }
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.insert(name, value.into());
        self
    }
    /// It only explains: a few of these a day.
    pub const fn line(mut self) -> Self {
        self.line = true;
        self
    }
    pub async fn is_allowed(&self, house: &House, blind: &[u8; 16]) -> Result<bool, Failure> {
        let most = house.config.sms.as_ref().map_or(20, |s| i64::from(s.inbound.replies_a_day));
        if self.line && !allowed(house, "sms lines", blind, Span::days(1), MOST_LINES).await? {
            return Ok(false);
        }
        allowed(house, "sms replies", blind, Span::days(1), most).await
    }
    /// Puts it on its way. The values that every text may name are added.
    pub fn send(
        &self,
        change: Change,
        heard: &Heard<'_>,
        contact: &Contact,
        incident: Option<(IncidentId, bool)>,
        about: Option<&Incident>,
    ) -> Change {
        let house = heard.house;
        let mut values = self.values.clone();
        let calls = house.config.emergency.iter().filter(|e| !e.sms).map(|e| e.number.as_str());
        values.insert("numbers", calls.collect::<Vec<_>>().join(", "));
        values.insert("site", house.config.site_name.clone());
        values.insert("url", house.config.url("/"));
        values.insert("lang", heard.lang.code().to_owned());
        if let Some(about) = about {
            values.insert("what", about.name(heard.lang).to_owned());
        }
        let values = serde_json::to_string(&values).unwrap_or_default();
        house.queue.add(
            change,
            &NewDelivery {
                incident,
                contact: Some(contact.normalized()),
                text: Some((self.key, &values)),
                ..NewDelivery::new(&heard.digest, Owner::Contact(heard.blind), Kind::Reply, Channel::Sms, heard.now)
            },
        )
    }
}
