//! How a gateway is spoken to.

use serde::{Deserialize, Serialize};

/// The gateway for text messages, as `rhizome.toml` writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `kannel` or `json`: what the gateway speaks.
    pub preset: String,
    /// Its address.
    pub url: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { preset: "json".to_owned(), url: String::new() }
    }
}
