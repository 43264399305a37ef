//! What is left of a message when everything is taken away that the sender did not write.

use crate::words::{fold, hidden};

/// The longest text that is read, in characters: ten parts and more. What comes after is for a person.
pub const LONGEST: usize = 1_600;

/// Beginnings of lines that machines put before a text.
const HEADERS: &[&str] = &[
    "re", "fw", "fwd", "tr", "aw", "wg", "rv", "res", "enc", "msg", "message", "text", "sms", "رد", "subj", "sujet",
    "subject",
];
/// Lines that machines write, whole.
const DROPPED: &[&str] = &[
    "frm:",
    "from:",
    "de:",
    "von:",
    "to:",
    "sent from my ",
    "envoyé de mon ",
    "envoyé depuis ",
    "enviado desde ",
    "enviado do meu ",
    "gesendet von ",
    "gesendet mit ",
    "von meinem ",
    "get outlook for",
    "télécharger outlook",
    "أرسلت من",
    "تم الإرسال من",
];
/// Where what is quoted begins: everything from here on is somebody else's.
const QUOTED: &[&str] = &["-----", "_____", "le ", "on ", "am ", "el ", "em ", "في "];
const WROTE: &[&str] = &[
    "a écrit :",
    "a écrit:",
    "wrote:",
    "escribió:",
    "schrieb:",
    "escreveu:",
    "كتب:",
    "original message",
    "message d'origine",
    "mensaje original",
    "ursprüngliche nachricht",
    "mensagem original",
];
/// What some telephones send when somebody marks our message with a heart: our own words come back inside it.
const REACTIONS: &[&str] = &[
    "liked ",
    "loved ",
    "disliked ",
    "laughed at ",
    "emphasized ",
    "questioned ",
    "reacted ",
    "a aimé ",
    "a adoré ",
    "aime ",
    "adore ",
    "a réagi ",
    "n’a pas aimé ",
    "le gusta ",
    "le encanta ",
    "gefällt ",
    "hat ",
    "gostou de ",
    "adorou ",
    "removed ",
];

/// The sender's own words: without hidden characters, quotes, headers and signatures of devices.
pub fn own_words(text: &str) -> String {
    let text: String = text.chars().filter(|c| !hidden(*c)).map(|c| if c == '\0' { ' ' } else { c }).collect();
    if is_reaction(&text) {
        return String::new();
    }
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim();
        let lower = line.to_lowercase();
        let begins = |list: &[&str]| list.iter().any(|head| lower.starts_with(head));
        if begins(QUOTED) && WROTE.iter().any(|w| lower.contains(w)) {
            break;
        }
        if line.starts_with(['>', '|', '＞']) || begins(DROPPED) {
            continue;
        }
        if !kept.is_empty() {
            kept.push('\n');
        }
        kept.push_str(&without_links(without_headers(line)));
    }
    kept.trim().to_owned()
}

/// "Re: Fwd: OK", "(1/2) OK", "MSG:OK".
fn without_headers(line: &str) -> &str {
    let mut rest = line.trim_start();
    for _ in 0..4 {
        let part = rest.strip_prefix(['(', '[']).and_then(|inner| inner.split_once([')', ']']));
        if let Some((number, after)) = part
            && number.contains('/')
            && number.chars().all(|c| c.is_ascii_digit() || c == '/')
        {
            rest = after.trim_start();
            continue;
        }
        match rest.split_once(':') {
            Some((head, after)) if head.len() <= 12 && HEADERS.contains(&fold(head.trim()).as_str()) => {
                rest = after.trim_start();
            }
            _ => break,
        }
    }
    rest
}

/// An address in the net says nothing, whatever words are in it: a digit stands for it.
fn without_links(line: &str) -> String {
    let link = |word: &str| word.contains("://") || word.to_ascii_lowercase().starts_with("www.");
    let words = line.split(' ').map(|word| if link(word) { "0" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether it is a mark on a message rather than a message.
fn is_reaction(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    REACTIONS.iter().any(|head| {
        lower
            .strip_prefix(head)
            .is_some_and(|rest| rest.chars().take(24).any(|c| matches!(c, '"' | '“' | '«' | '„' | '”')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_senders_words_are_left() {
        for (typed, kept) in [
            ("  OK  ", "OK"),
            ("> Allez-vous bien ?\nOK", "OK"),
            ("OK\nLe 13 nov. 2015 à 22:10, Rhizome a écrit :\nvous êtes en sécurité", "OK"),
            ("Re: RE : OK", "OK"),
            ("(1/2) OK", "OK"),
            ("FRM:0612\nMSG:OK", "OK"),
            ("OK\nEnvoyé de mon iPhone", "OK"),
            ("\u{202e}O\u{200b}K\u{202c}", "OK"),
            ("Liked “Are you safe?”", ""),
            ("A aimé « Je suis en sécurité »", ""),
            ("Marie: OK", "Marie: OK"),
        ] {
            assert_eq!(own_words(typed), kept, "{typed:?}");
        }
    }
}
