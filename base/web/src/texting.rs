//! The words of text messages, the same for whoever sends one and for whoever looks at what would be sent.

use kernel::Arg;

use crate::Say;

/// A text; of an exercise it says so in its first word.
/// Its signs of typography are made plain where it is put on the air, when that makes it shorter.
#[must_use]
pub fn drilled(say: &Say, text: String, drill: bool) -> String {
    if drill && !text.is_empty() { format!("{} {text}", say.t("msg-drill")) } else { text }
}

/// What a text message says of an official message: who says it, and what that is in short.
#[must_use]
pub fn alarm_words(say: &Say, who: &str, short: &str) -> String {
    say.with("msg-alert-short", &[("who", Arg::Text(who.to_owned())), ("says", Arg::Text(short.to_owned()))])
}
