//! How a gateway is spoken to, as `rhizome.toml` writes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The gateway for text messages. What is left empty is what the preset says.
///
/// Values of `query`, `headers` and `body` are templates: `{to}`, `{text}`, `{from}`, `{id}`, `{report_url}`, `{coding}` (0 for GSM-7, 2 for
/// UCS-2), `{user}` and `{password}` are filled in, each escaped as its place wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `kannel` (smsbox) or `json`: what the gateway speaks.
    pub preset: String,
    /// Its address.
    pub url: String,
    /// `GET` or `POST`.
    pub method: String,
    /// Parameters of the address; one set to an empty text is left out.
    pub query: BTreeMap<String, String>,
    /// Headers; one set to an empty text is left out.
    pub headers: BTreeMap<String, String>,
    /// The body of a POST: JSON, or a form when the header `content-type` says so.
    pub body: String,
    /// The user at the gateway.
    pub user: String,
    /// The file with the password or key of that user.
    pub password_file: String,
    /// The number or name that messages come from.
    pub from: String,
    /// The statuses that mean "taken"; any 2xx when empty.
    pub success_status: Vec<u16>,
    /// What the body of such an answer must contain, when that is not empty.
    pub success_contains: String,
    /// Where the gateway's own name of a message stands in its answer (a JSON pointer such as `/messages/0/id`).
    pub reference: String,
    /// An address that answers 2xx while all is well, such as a balance; without one `rhizome doctor` asks the gateway itself.
    pub check_url: String,
    /// How many messages it takes in a second (0: as many as come).
    pub per_second: u32,
    /// How many are handed over at once.
    pub at_once: usize,
    /// The longest message, in parts; the words before the link are cut to fit.
    pub longest_parts: usize,
    /// How many parts one incident may cost (0: no end). Codes and answers to people who write are not counted.
    pub ceiling_parts: i64,
    /// Whether the gateway is asked to report what arrived.
    pub reports: bool,
    /// Messages that come in.
    pub inbound: Inbound,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            preset: "json".to_owned(),
            url: String::new(),
            method: String::new(),
            query: BTreeMap::new(),
            headers: BTreeMap::new(),
            body: String::new(),
            user: String::new(),
            password_file: String::new(),
            from: String::new(),
            success_status: Vec::new(),
            success_contains: String::new(),
            reference: String::new(),
            check_url: String::new(),
            per_second: 20,
            at_once: 8,
            longest_parts: 3,
            ceiling_parts: 50_000,
            reports: true,
            inbound: Inbound::default(),
        }
    }
}

/// Who may bring messages that came in, and where the parts of such a message stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inbound {
    /// The file with the secret that a GET carries as `secret`, and that a POST is signed with.
    pub secret_file: String,
    /// The addresses that a GET may come from, straight and through no proxy (`127.0.0.1`, `10.0.0.0/24`). What is set must hold; when
    /// neither this nor the secret is, nothing is taken.
    pub allow: Vec<String>,
    /// Where the provider's name of the message stands: a parameter of the address, or of the JSON body.
    pub id: String,
    /// Where the sender's number stands.
    pub sender: String,
    /// Where the text stands.
    pub text: String,
    /// The most answers that one number is sent in a day.
    pub replies_a_day: u32,
}

impl Default for Inbound {
    fn default() -> Self {
        Self {
            secret_file: String::new(),
            allow: Vec::new(),
            id: "id".to_owned(),
            sender: "from".to_owned(),
            text: "text".to_owned(),
            replies_a_day: 20,
        }
    }
}
