//! How long a text is on the air, and where it is cut (3GPP TS 23.038 and TS 23.040).

use unicode_segmentation::UnicodeSegmentation;

use crate::gsm7::septets;

/// The most parts that one message can have: their number is one byte (TS 23.040, 9.2.3.24.1).
pub const MOST_PARTS: usize = 255;

/// How the characters of a message are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// The 7-bit default alphabet with its extension table, without national shift tables. Its unit is the septet.
    Gsm7,
    /// UTF-16, which telephones read where the standard says UCS-2. Its unit is 16 bits.
    Ucs2,
}

impl Encoding {
    /// The encoding that a text needs: GSM-7 when that has all of its characters. Nothing is replaced by something similar.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.chars().all(|c| septets(c).is_some()) { Self::Gsm7 } else { Self::Ucs2 }
    }
    /// The units that fit in a message of one part.
    #[must_use]
    pub const fn alone(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }
    /// The units that fit in each part of several: the header of six bytes takes the rest.
    #[must_use]
    pub const fn in_each(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
    /// The units that a character takes; in GSM-7, that of a character which it does not have is not asked.
    fn units(self, c: char) -> usize {
        match self {
            Self::Gsm7 => septets(c).unwrap_or(1),
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// What sending a text takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How it is written.
    pub encoding: Encoding,
    /// Its length in units of the encoding: septets, or 16 bits. Room lost at the end of parts is not in it.
    pub units: usize,
    /// The messages that are paid for. An empty text is one. More than [`MOST_PARTS`] cannot be sent as one message.
    pub parts: usize,
    /// The units that can still be written into the last part.
    pub left: usize,
}

/// One part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its text. In order, the texts of the parts are the text.
    pub text: String,
    /// Its length in units of the message's encoding.
    pub units: usize,
}

/// Measures a text.
///
/// ```
/// use sms::{Encoding, measure};
/// let m = measure("Allez-vous bien ? Répondez OK.");
/// assert_eq!((m.encoding, m.units, m.parts), (Encoding::Gsm7, 30, 1));
/// // One ê, and a part holds 70 characters.
/// assert_eq!(measure("Êtes-vous sain et sauf ?").encoding, Encoding::Ucs2);
/// ```
#[must_use]
pub fn measure(text: &str) -> Measure {
    let encoding = Encoding::of(text);
    let mut units = 0;
    let (mut parts, mut filled) = (1, 0);
    for c in text.chars() {
        let more = encoding.units(c);
        units += more;
        if filled + more > encoding.in_each() {
            (parts, filled) = (parts + 1, more);
        } else {
            filled += more;
        }
    }
    if units <= encoding.alone() {
        Measure { encoding, units, parts: 1, left: encoding.alone() - units }
    } else {
        Measure { encoding, units, parts, left: encoding.in_each() - filled }
    }
}

/// Cuts a text into the parts that are sent. No escape pair and no surrogate pair is divided; each part is as full as that allows.
#[must_use]
pub fn split(text: &str) -> Vec<Part> {
    let encoding = Encoding::of(text);
    let whole: usize = text.chars().map(|c| encoding.units(c)).sum();
    if whole <= encoding.alone() {
        return vec![Part { text: text.to_owned(), units: whole }];
    }
    let mut parts = Vec::new();
    let mut part = Part { text: String::new(), units: 0 };
    for c in text.chars() {
        let more = encoding.units(c);
        if part.units + more > encoding.in_each() {
            parts.push(std::mem::replace(&mut part, Part { text: String::new(), units: 0 }));
        }
        part.text.push(c);
        part.units += more;
    }
    parts.push(part);
    parts
}

/// The text when it fits into so many parts; otherwise its beginning and an ellipsis: "…" in UCS-2, and "..." in GSM-7, which has no
/// "…" and would be given up for it. It is cut after a whole word where one ends in the last third, otherwise between two graphemes (what a reader sees
/// as one character: an emoji of several code points, a letter with its marks). Nothing fits into no parts.
///
/// ```
/// use sms::fit;
/// let long = "Rentrez chez vous ".repeat(12);
/// assert!(fit(&long, 1).ends_with("vous Rentrez chez..."));
/// assert_eq!(fit("OK", 1), "OK");
/// ```
#[must_use]
pub fn fit(text: &str, parts: usize) -> String {
    let parts = parts.min(MOST_PARTS);
    if parts == 0 {
        return String::new();
    }
    if measure(text).parts <= parts {
        return text.to_owned();
    }
    let (mut longest, mut at_word) = (0, 0);
    let mut encoding = Encoding::Gsm7;
    let mut count = Count::default();
    for (at, grapheme) in text.grapheme_indices(true) {
        for c in grapheme.chars() {
            count.add(c);
            if septets(c).is_none() {
                encoding = Encoding::Ucs2;
            }
        }
        if count.parts(encoding) > parts {
            break;
        }
        longest = at + grapheme.len();
        if text.get(longest..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
            at_word = longest;
        }
    }
    let end = if at_word * 3 >= longest * 2 { at_word } else { longest };
    let kept = text.get(..end).unwrap_or_default().trim_end();
    format!("{kept}{}", ellipsis(Encoding::of(kept)))
}

const fn ellipsis(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Gsm7 => "...",
        Encoding::Ucs2 => "…",
    }
}

/// A text as it grows, counted in both encodings, so that every place to cut is measured once.
#[derive(Default)]
struct Count {
    gsm7: Filled,
    ucs2: Filled,
}

#[derive(Clone, Copy, Default)]
struct Filled {
    whole: usize,
    full: usize,
    last: usize,
}

impl Filled {
    const fn add(&mut self, units: usize, in_each: usize) {
        self.whole += units;
        if self.last + units > in_each {
            self.full += 1;
            self.last = units;
        } else {
            self.last += units;
        }
    }
}

impl Count {
    fn add(&mut self, c: char) {
        self.gsm7.add(Encoding::Gsm7.units(c), Encoding::Gsm7.in_each());
        self.ucs2.add(Encoding::Ucs2.units(c), Encoding::Ucs2.in_each());
    }
    /// The parts that the text and its ellipsis take.
    fn parts(&self, encoding: Encoding) -> usize {
        let mut filled = match encoding {
            Encoding::Gsm7 => self.gsm7,
            Encoding::Ucs2 => self.ucs2,
        };
        for c in ellipsis(encoding).chars() {
            filled.add(encoding.units(c), encoding.in_each());
        }
        if filled.whole <= encoding.alone() { 1 } else { filled.full + 1 }
    }
}
