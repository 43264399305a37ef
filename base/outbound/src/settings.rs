//! What the operator decides, and what every call keeps to.

use std::time::Duration;

use crate::{Named, Refused, client, rules::Rules};

/// How calls are made.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Hosts and ports in private networks, or by plain `http`, that strangers' addresses may lead to as well: a push service of
    /// one's own, a test. `outbound.allow_private` in the settings of a server; empty by default.
    pub allow_private: Vec<Named>,
    /// Certificates (PEM) that are trusted besides those of the operating system.
    pub extra_roots: String,
    /// The time for a whole exchange.
    pub patience: Duration,
    /// The time for a connection to one address.
    pub connect_patience: Duration,
    /// The longest body of an answer that is read, in bytes.
    pub longest_answer: usize,
    /// How many connections to one host wait for the next call.
    pub idle_connections: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allow_private: Vec::new(),
            extra_roots: String::new(),
            patience: Duration::from_secs(15),
            connect_patience: Duration::from_secs(4),
            longest_answer: 64 * 1024,
            idle_connections: 32,
        }
    }
}

impl Settings {
    /// Whether a client of these settings for addresses that strangers gave may call this URL, as far as one can say without resolving
    /// its name: for what subscribes, without a client.
    ///
    /// # Errors
    /// Why it may not.
    pub fn allows(&self, url: &str) -> Result<(), Refused> {
        let rules = Rules { strangers: true, named: self.allow_private.clone() };
        client::read(&rules, url).map(|_| ()).map_err(|(_, why)| why)
    }
}
