//! The words of text messages, the same for whoever sends one and for whoever looks at what would be sent.

use kernel::Arg;

use crate::Say;

/// A text; of an exercise it says so in its first word.
#[must_use]
pub fn drilled(say: &Say, text: String, drill: bool) -> String {
    if drill && !text.is_empty() { format!("{} {text}", say.t("msg-drill")) } else { text }
}

/// The words of a text message, before its link: of an exercise it says so in its first word.
#[must_use]
pub fn text_message(say: &Say, text: String, drill: bool) -> String {
    plain(&drilled(say, text, drill))
}

/// What a text message says of an official message: who says it, and what that is in short.
#[must_use]
pub fn alarm_words(say: &Say, who: &str, short: &str) -> String {
    say.with("msg-alert-short", &[("who", Arg::Text(who.to_owned())), ("says", Arg::Text(short.to_owned()))])
}

/// The spaces and quotes of print, as phones write them: one of them would make a text message of 160 characters one of 70. Letters are
/// left alone: a name is written as it is.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '’' | '‘' => '\'',
            '“' | '”' | '«' | '»' => '"',
            '–' | '—' => '-',
            c => c,
        })
        .collect()
}
