//! How the mail server is spoken to.

use serde::{Deserialize, Serialize};

/// The mail server, as `rhizome.toml` writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `smtp://host:port`, `smtps://…`; who signs in is in `user` and `password_file`.
    pub url: String,
    /// The address that mails come from.
    pub from: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { url: String::new(), from: String::new() }
    }
}
