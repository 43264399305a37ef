//! What people write in a night, under which hashtags; what is not true of it, and who says so.

use kernel::{Lang, Time};
use serde::Deserialize;

/// How people write. Shares are between 0 and 1.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// When the first of them writes.
    pub first: Time,
    /// Share of people who write one message.
    pub writers: f64,
    /// Half of them have written this many minutes after the first.
    pub median_minutes: f64,
    /// Standard deviation of the logarithm of the delay.
    pub spread: f64,
    /// How many pass on each copy of a rumour, on average.
    pub relays: f64,
}

/// What somebody writes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// In which language.
    pub lang: Lang,
    /// The words, with their hashtags.
    pub text: String,
}

/// Something that was said that night and was not so: its place is a public fact, its words are invented.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rumour {
    /// How steps refer to it.
    pub id: String,
    /// Who says that it went about, and that it was false.
    pub source: Vec<String>,
    /// When the first one writes it.
    pub at: Time,
    /// How many write it.
    pub copies: u32,
    /// Half of them within so many minutes.
    pub median_minutes: f64,
    /// As they write it: the first as it began.
    pub texts: Vec<String>,
    /// What is said, in neutral words.
    pub what: String,
    /// What is so.
    pub says: String,
}
