//! Signs of typography, as telephones of 1990 had them.

use crate::Encoding;

/// A text as it is sent: the signs of typography that GSM-7 does not have are made plain when the whole is GSM-7 then, as that more than doubles
/// what a part holds. Letters are never exchanged: a name stays as it is, and a text with one letter that GSM-7 has not stays exactly as it is.
///
/// ```
/// use sms::{Encoding, aired};
/// assert_eq!(aired("L’alerte est levée…"), "L'alerte est levée...");
/// assert_eq!(aired("François n’est pas là"), "François n’est pas là");
/// assert_eq!(aired("Ici\u{202f}: «\u{a0}Restez\u{a0}»"), "Ici : \" Restez \"");
/// assert_eq!(Encoding::of(&aired("Restez à l’abri. Être là")), Encoding::Ucs2);
/// ```
#[must_use]
pub fn aired(text: &str) -> String {
    let plain = plain(text);
    if Encoding::of(&plain) == Encoding::Gsm7 { plain } else { text.to_owned() }
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            '“' | '”' | '«' | '»' => out.push('"'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '–' | '—' | '\u{2011}' => out.push('-'),
            '…' => out.push_str("..."),
            c => out.push(c),
        }
    }
    out
}
