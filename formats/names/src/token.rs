//! One word of a name with its keys: what it is compared and found by.

use std::sync::LazyLock;

use rphonetic::{DaitchMokotoffSoundex, DaitchMokotoffSoundexBuilder};

use crate::{
    latin::{hebrew_softly, latin},
    lexicon::{Entry, entry},
    script::Script,
    sound::{Reading, bones, sound},
};

/// One word of a name, folded, with its keys.
#[derive(Debug, PartialEq, Eq)]
pub struct Token {
    pub(crate) folded: Box<str>,
    /// In a to z.
    pub(crate) latin: Box<str>,
    pub(crate) sound: Box<str>,
    /// Consonants, read as in the west and as in the east of Europe. The second is empty when it is the first.
    pub(crate) bones: [Box<str>; 2],
    /// Codes of Daitch and Mokotoff.
    pub(crate) codes: Box<[u32]>,
    /// Which letters of a to z are in `latin`, and which twice.
    pub(crate) letters: u64,
    pub(crate) script: Script,
    pub(crate) known: Option<&'static Entry>,
}

/// How much an unknown name says, in tenths of a bit: 1 in 65,000 bears it.
pub const UNKNOWN_BITS: u16 = 160;

static DAITCH_MOKOTOFF: LazyLock<Option<DaitchMokotoffSoundex>> =
    LazyLock::new(|| DaitchMokotoffSoundexBuilder::default().build().ok());

impl Token {
    /// The token of a folded word. Words of which nothing can be read in a to z stand for themselves.
    pub(crate) fn new(folded: &str, script: Script) -> Self {
        let roman = latin(folded, script);
        Self::with_reading(folded, &roman, script)
    }
    /// The token of a folded word that is read otherwise than letter by letter.
    pub(crate) fn with_reading(folded: &str, roman: &str, script: Script) -> Self {
        let west = bones(roman, Reading::Western);
        let east = match script {
            Script::Hebrew => bones(&hebrew_softly(folded), Reading::Western),
            _ => bones(roman, Reading::Eastern),
        };
        let east = if east == west { String::new() } else { east };
        Self {
            sound: sound(roman).into(),
            codes: codes(roman, script),
            letters: letters(roman.as_bytes()),
            known: entry(roman),
            bones: [west.into(), east.into()],
            latin: roman.into(),
            folded: folded.into(),
            script,
        }
    }
    /// One letter that stands for a whole name.
    pub(crate) fn is_initial(&self) -> bool {
        self.latin.len() == 1 && !matches!(self.script, Script::Han | Script::Hangul | Script::Kana)
    }
    /// How much it says that somebody bears it, in tenths of a bit.
    pub(crate) fn bits(&self) -> u16 {
        self.known.and_then(|k| k.bits).unwrap_or(UNKNOWN_BITS)
    }
    /// The word, folded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.folded
    }
    /// The word in a to z.
    #[must_use]
    pub fn latin(&self) -> &str {
        &self.latin
    }
    /// The script that it was written in.
    #[must_use]
    pub const fn script(&self) -> Script {
        self.script
    }
    /// Its consonants, or all that is heard of it when it has none.
    pub(crate) fn coarse(&self) -> &str {
        match &*self.bones[0] {
            "" => &self.sound,
            bones => bones,
        }
    }
    /// How many consonants both have in common, if they are all.
    pub(crate) fn shared_bones(&self, other: &Self) -> Option<usize> {
        let all = self.bones[0].is_empty() && other.bones[0].is_empty();
        let shared = self.bones.iter().filter(|b| !b.is_empty() && other.bones.contains(b)).map(|b| b.len());
        shared.max().or(all.then_some(0))
    }
    pub(crate) fn shares_code(&self, other: &Self) -> bool {
        self.codes.iter().any(|c| other.codes.contains(c))
    }
}

/// Words without vowels have no code, and very long ones are not worth their branches.
fn codes(roman: &str, script: Script) -> Box<[u32]> {
    if roman.len() < 3
        || roman.len() > 16
        || script.leaves_vowels_out()
        || !roman.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Box::default();
    }
    let Some(coder) = DAITCH_MOKOTOFF.as_ref() else { return Box::default() };
    let mut codes: Vec<u32> = coder.inner_soundex(roman, true).iter().filter_map(|c| c.parse().ok()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(8);
    codes.into()
}

/// Two bits for each letter: it is there, it is there twice. Digits share the rest.
fn letters(roman: &[u8]) -> u64 {
    let mut set = 0_u64;
    for &b in roman {
        let at = if b.is_ascii_lowercase() { u32::from(b - b'a') * 2 } else { 52 + u32::from(b % 6) * 2 };
        let once = 1_u64 << at;
        set |= if set & once == 0 { once } else { once << 1 };
    }
    set
}
