//! How the mail server is spoken to.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The mail server, as `rhizome.toml` writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `smtp+starttls://host:587` (encrypted once both have said hello), `smtps://host:465` (encrypted from the first byte), or
    /// `smtp://host:25` (not encrypted: for a server on this very machine).
    pub url: String,
    /// Who signs in to it; empty when nobody need.
    pub user: String,
    /// The file with the password, readable by this server alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_file: Option<PathBuf>,
    /// The address that mails come from, with or without a name: `Rhizome <alert@example.org>`.
    pub from: String,
    /// Where answers go, when not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// How many mails a second the server takes; 0 when it takes any number.
    pub per_second: u32,
    /// How many connections it takes at once.
    pub at_once: u32,
    /// How long one mail may take, in seconds (at most 45: then another process may take it).
    pub timeout_seconds: u32,
    /// Certificates (PEM) that are trusted besides those of the system: for a private authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roots_file: Option<PathBuf>,
    /// The address that mails which cannot be delivered come back to, each with a mark of its own: `bounce@example.org` becomes
    /// `bounce+MARK@example.org`. When it is left out they come back to `from`, and nobody here hears of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounces: Option<String>,
    /// The file with the secret that whoever hands such mails to `/hooks/bounces` shows in the header `rhizome-secret`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounce_secret_file: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            url: String::new(),
            user: String::new(),
            password_file: None,
            from: String::new(),
            reply_to: None,
            per_second: 10,
            at_once: 4,
            timeout_seconds: 30,
            roots_file: None,
            bounces: None,
            bounce_secret_file: None,
        }
    }
}

/// A setting that mails cannot be sent with: which, and what it should be. Names files, never what is in them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("[email] {field}: {says}")]
pub struct Unfit {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub says: String,
}

impl Unfit {
    pub(super) fn new(field: &'static str, says: impl Into<String>) -> Self {
        Self { field, says: says.into() }
    }
}

/// The first line of a file with a secret.
pub(super) fn secret(field: &'static str, path: &std::path::Path) -> Result<String, Unfit> {
    let text = std::fs::read_to_string(path).map_err(|e| Unfit::new(field, format!("{}: {e}", path.display())))?;
    match text.lines().next().map(str::trim) {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(Unfit::new(field, format!("{}: is empty", path.display()))),
    }
}

impl Settings {
    /// Whether this is the secret that bounces are handed over with; nothing when no bounces are taken.
    ///
    /// # Errors
    /// When its file cannot be read, or its secret is shorter than 16 characters.
    pub fn is_bounce_secret(&self, given: &[u8]) -> Result<Option<bool>, Unfit> {
        let Some(path) = &self.bounce_secret_file else { return Ok(None) };
        let wanted = secret("bounce_secret_file", path)?;
        if wanted.len() < 16 {
            return Err(Unfit::new("bounce_secret_file", format!("{}: 16 characters at least", path.display())));
        }
        Ok(Some(aws_lc_rs::constant_time::verify_slices_are_equal(given, wanted.as_bytes()).is_ok()))
    }
}
