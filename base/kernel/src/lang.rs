//! The languages that people are spoken to in.

use serde::{Deserialize, Serialize};

/// A language of the interface. French and English are complete; the others cover what a person in danger reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
    /// Spanish.
    Es,
    /// Arabic, written from right to left.
    Ar,
}

impl Lang {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Fr, Self::En, Self::Es, Self::Ar];

    /// Its code (ISO 639-1).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Es => "es",
            Self::Ar => "ar",
        }
    }
    /// Its own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::Es => "Español",
            Self::Ar => "العربية",
        }
    }
    /// `rtl` or `ltr`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }
    /// The language of a code such as `en`, `EN-gb` or `ar_MA`.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let head = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(head))
    }
    /// The best of an `Accept-Language` header (RFC 9110, 12.5.4); English when the reader asks only for others, French when silent.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        if header.trim().is_empty() {
            return Self::Fr;
        }
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',').take(32) {
            let mut bits = part.trim().split(';');
            let tag = bits.next().unwrap_or_default();
            let q = bits.find_map(|b| b.trim().strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
            let lang = if tag == "*" { Some(Self::Fr) } else { Self::of(tag) };
            if let Some(lang) = lang.filter(|_| q > 0.0 && best.is_none_or(|(b, _)| q > b)) {
                best = Some((q, lang));
            }
        }
        best.map_or(Self::En, |(_, l)| l)
    }
}
