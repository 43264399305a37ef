//! What whoever runs the server may decide. Every field has a default that is right for France.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The settings of a server, as `rhizome.toml` writes them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The name in titles and messages.
    pub site_name: String,
    /// The address people type, without a slash at the end. `https://` in earnest; `http://` only on one's own machine.
    pub public_url: String,
    /// The time zone of the clocks that pages show (an IANA name).
    pub time_zone: String,
    /// The hour (0 … 23) from which pages are dark by themselves, on those clocks.
    pub night_from: u8,
    /// The hour until which they are.
    pub night_to: u8,
    /// The emergency numbers of the country, in the order in which every page shows them.
    pub emergency: Vec<Emergency>,
    /// The smallest zone of an incident, in km². Smaller ones would locate people.
    pub zone_min_km2: f64,
    /// The largest zone of an incident, in km².
    pub zone_max_km2: f64,
    /// The H3 resolution of people's places (9: cells about 350 m across). Finer than 9 is refused.
    pub cell_resolution: u8,
    /// How long a position is kept, in hours.
    pub position_hours: u32,
    /// After how many hours "safe" is old and is asked again when the zone moves.
    pub safe_ages_hours: u32,
    /// How long a person's device stays signed in, in days.
    pub session_days: u32,
    /// How long a member of staff stays signed in, in hours.
    pub staff_session_hours: u32,
    /// How long the link of a prompt answers, in days.
    pub prompt_link_days: u32,
    /// How long an invitation to a circle is good, in days.
    pub invitation_days: u32,
    /// How long a code that proves a contact is good, in minutes.
    pub proof_minutes: u32,
    /// How many times such a code may be tried.
    pub proof_tries: u32,
    /// The least time between two reminders to one person, in minutes.
    pub reminder_minutes: u32,
    /// How long answers are kept after an incident is closed, in days.
    pub answers_days: u32,
    /// How long a request for help is kept after it, or its incident, is closed, in days. Then what was told with it is erased.
    pub help_days: u32,
    /// How long an `Idempotency-Key` is remembered, in hours.
    pub idempotency_hours: u32,
    /// How often idle live streams show a sign of life, and are looked at: one whose session has ended ends within this time. In seconds.
    pub heartbeat_seconds: u32,
    /// How long live streams can be resumed, in hours.
    pub replay_hours: u32,
    /// The largest body of a request, in KB (imports apart).
    pub body_kb: u32,
    /// Posts of people who are new, in a minute, up to which nothing is asked of them. Beyond that each costs their device a little work, or
    /// them a little time.
    pub busy_posts_a_minute: u32,
    /// How long a push is given before the next channel is tried, in minutes.
    pub after_push_minutes: u32,
    /// How long a text message is given, in minutes.
    pub after_sms_minutes: u32,
    /// How long it is kept who was written to, in days.
    pub deliveries_days: u32,
    /// Whether browsers are written to (web push).
    pub push: bool,
    /// How those who run push services reach those who run this server: `mailto:…` or `https://…`. Empty: the public address.
    pub push_contact: String,
    /// The gateway for text messages; none are sent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<notify::sms::Settings>,
    /// The mail server; no e-mail is sent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<notify::email::Settings>,
    /// What addresses that others give (push services, web hooks) may lead to.
    pub outbound: Ways,
}

/// What this server may call besides public addresses by `https`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ways {
    /// Hosts and ports in private networks: `push.example:8443`, or with `http://` in front for one without TLS. For a push service of
    /// one's own, and for tests.
    pub allow_private: Vec<String>,
}

/// An emergency number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// The number as it is dialled.
    pub number: String,
    /// `police`, `ambulance`, `fire`, `all` or `text`: Rhizome has the words for these in every language.
    pub what: String,
    /// Whether one writes to it (SMS) instead of calling.
    #[serde(default)]
    pub sms: bool,
    /// Whether it is one of the few large ones on the answer page.
    #[serde(default)]
    pub first: bool,
    /// Other words for it, by language: `{ fr = "Police secours" }`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: BTreeMap<String, String>,
}

impl Emergency {
    fn new(number: &str, what: &str, first: bool) -> Self {
        Self { number: number.to_owned(), what: what.to_owned(), sms: what == "text", first, label: BTreeMap::new() }
    }
    /// The link that dials it or writes to it.
    #[must_use]
    pub fn href(&self) -> String {
        format!("{}:{}", if self.sms { "sms" } else { "tel" }, self.number)
    }
    /// What it is, in the language of `say`; the short form is for the large buttons.
    #[must_use]
    pub fn label(&self, say: &crate::Say, short: bool) -> String {
        if let Some(own) = self.label.get(say.lang.code()) {
            return own.clone();
        }
        let key = format!("sos-{}{}", self.what, if short { "-short" } else { "" });
        say.t(&key).into_owned()
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            site_name: "Rhizome".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            time_zone: "Europe/Paris".to_owned(),
            night_from: 20,
            night_to: 7,
            emergency: vec![
                Emergency::new("17", "police", true),
                Emergency::new("15", "ambulance", false),
                Emergency::new("18", "fire", false),
                Emergency::new("112", "all", true),
                Emergency::new("114", "text", true),
            ],
            zone_min_km2: 0.5,
            zone_max_km2: 2000.0,
            cell_resolution: kernel::Cell::RESOLUTION,
            position_hours: 24,
            safe_ages_hours: 6,
            session_days: 90,
            staff_session_hours: 24,
            prompt_link_days: 7,
            invitation_days: 7,
            proof_minutes: 10,
            proof_tries: 5,
            reminder_minutes: 30,
            answers_days: 30,
            help_days: 14,
            idempotency_hours: 24,
            heartbeat_seconds: 15,
            replay_hours: 72,
            body_kb: 256,
            busy_posts_a_minute: 60,
            after_push_minutes: 3,
            after_sms_minutes: 10,
            deliveries_days: 30,
            push: true,
            push_contact: String::new(),
            sms: None,
            email: None,
            outbound: Ways::default(),
        }
    }
}

impl Config {
    /// Whether people reach this server over TLS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
    /// Whether the clocks of the incident say that it is night.
    #[must_use]
    pub fn is_night(&self, now: kernel::Time) -> bool {
        let hour = u8::try_from(now.hour_minute(&self.time_zone).0).unwrap_or(0);
        if self.night_from > self.night_to {
            hour >= self.night_from || hour < self.night_to
        } else {
            (self.night_from..self.night_to).contains(&hour)
        }
    }
    /// Whether messages can take a channel on this server.
    #[must_use]
    pub const fn has(&self, channel: notify::Channel) -> bool {
        match channel {
            notify::Channel::Push => self.push,
            notify::Channel::Sms => self.sms.is_some(),
            notify::Channel::Email => self.email.is_some(),
            notify::Channel::Hook => true,
        }
    }
    /// How those who run push services reach those who run this server.
    #[must_use]
    pub fn contact(&self) -> &str {
        match (self.push_contact.as_str(), self.secure()) {
            ("", true) => &self.public_url,
            // On one's own machine, where no service reads it.
            ("", false) => "mailto:root@localhost",
            (contact, _) => contact,
        }
    }
    /// How this server calls what others name.
    ///
    /// # Errors
    /// When a line of the settings is not a host and port: which.
    pub fn calls(&self) -> Result<outbound::Settings, String> {
        let named = |line: &String| line.parse().map_err(|e| format!("outbound.allow_private: {line}: {e}"));
        let allow_private = self.outbound.allow_private.iter().map(named).collect::<Result<_, _>>()?;
        Ok(outbound::Settings { allow_private, ..outbound::Settings::default() })
    }
    /// The kinds of contact whose codes no channel brings: an operator reads them in the console and tells them. Once a channel is there,
    /// nobody of the staff sees a code.
    #[must_use]
    pub fn told_by_hand(&self) -> Vec<register::ContactKind> {
        let by = |kind: &register::ContactKind| match kind {
            register::ContactKind::Phone => notify::Channel::Sms,
            register::ContactKind::Email => notify::Channel::Email,
        };
        let all = [register::ContactKind::Email, register::ContactKind::Phone];
        all.into_iter().filter(|kind| !self.has(by(kind))).collect()
    }
    /// An address of this server: `/i/…` becomes `https://…/i/…`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.trim_end_matches('/'))
    }
}
