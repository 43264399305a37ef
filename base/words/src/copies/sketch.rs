//! What is left of a text to recognise its copies by.

use crate::{Piece, Tokens, claims::bare, pieces};

/// What copies of a text are recognised by: the least hashes of all its groups of four letters (Broder, "On the resemblance and
/// containment of documents", 1997), and which names and numbers stand in it.
///
/// The number of slots in which two sketches differ, of 96, is how much of what is in either text is not in both. What it stands is
/// measured in `tests/copies.rs`, on texts in four languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    slots: [u32; Sketch::SLOTS],
    /// Names and numbers, hashed.
    names: Box<[u32]>,
    /// All words that are not small, hashed.
    words: Box<[u32]>,
}

/// Letters of a group.
const GROUP: usize = 4;
/// A text of fewer groups is like too many others: "merci", "ok où êtes-vous".
const FEWEST: usize = 18;
/// Letters by which words are compared: their ends change with grammar and haste. Arabic words have three that matter.
const HEAD: usize = 5;
const HEAD_ARABIC: usize = 3;
/// Letters of a word that is not small.
const LONG: usize = 4;
/// Said around what is passed on, and of it nothing.
const AROUND: &[&str] = &[
    "urgent",
    "urgence",
    "urgente",
    "alerte",
    "alerta",
    "alert",
    "info",
    "infos",
    "attention",
    "atencion",
    "breaking",
    "svp",
    "please",
    "partagez",
    "partager",
    "faites",
    "tourner",
    "share",
    "retweet",
    "copie",
    "colle",
    "difundid",
    "difundir",
    "pasadlo",
    "confirme",
    "confirmed",
    "vient",
    "apparemment",
    "apparently",
    "parait",
    "dicen",
    "semble",
    "عاجل",
    "انتبهوا",
    "انشروا",
    "يرجي",
];

impl Sketch {
    /// How many hashes are kept.
    pub const SLOTS: usize = 96;
    /// Texts whose sketches differ in at most so many slots, and that speak of the same names and numbers, say the same.
    pub const SAME: usize = 52;
    /// Bytes of [`to_bytes`](Sketch::to_bytes) before its names.
    const HEADER: usize = Self::SLOTS * 4 + 4;

    /// Of a text; nothing of one that is too short to be told from others. Tags, handles, links and what is masked are left out.
    /// `is_name` says of a folded word whether it is a name where these texts are written: of a station, say.
    #[must_use]
    pub fn of(text: &str, is_name: impl Fn(&str) -> bool) -> Option<Self> {
        let plain = plain(text);
        let tokens = Tokens::of(&plain);
        let (mut said, mut names, mut words) = (String::new(), Vec::new(), Vec::new());
        let mut skips_link = false;
        for (at, token) in tokens.all.iter().enumerate() {
            // "https://example.org/a": what follows without a space belongs to it.
            skips_link = (skips_link && !token.gap.contains(' ') && !token.gap.contains('\n'))
                || (matches!(token.text.as_str(), "http" | "https" | "www") && at + 1 < tokens.all.len());
            let handle = token.gap.ends_with('@');
            if skips_link || handle {
                continue;
            }
            let letters = token.text.chars().count();
            let hash = word(&token.text);
            let tag = token.gap.ends_with('#');
            let around = AROUND.contains(&token.text.as_str());
            if !tag {
                said.push_str(&token.text);
                said.push(' ');
            }
            if around {
                continue;
            }
            if token.number || letters >= LONG || is_name(&token.text) {
                words.push(hash);
            }
            let begins = at == 0 || token.gap.contains(['.', '!', '?', ':', '\n', '"', '«']);
            let caseless = token.text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)) && letters >= LONG;
            if !tag
                && (token.number || caseless || is_name(&token.text) || (tokens.named(at) && !begins && letters > 2))
            {
                names.push(hash);
                words.push(hash);
            }
        }
        let letters: Vec<char> = said.trim_end().chars().collect();
        if letters.len() < FEWEST + GROUP - 1 {
            return None;
        }
        let mut slots = [u32::MAX; Self::SLOTS];
        for group in letters.windows(GROUP) {
            let x = mixed(group.iter().fold(0, |h: u64, c| mixed(h ^ u64::from(u32::from(*c)))));
            let (mut a, step) = (x, mixed(x) | 1);
            for slot in &mut slots {
                // A slot takes the least of one hash of its own; they all grow out of two (Kirsch and Mitzenmacher, 2006).
                *slot = (*slot).min(top(mixed(a)));
                a = a.wrapping_add(step);
            }
        }
        Some(Self { slots, names: set(names), words: set(words) })
    }

    /// In how many slots they differ: 0 for the same text, about 96 for two that have nothing in common.
    #[must_use]
    pub fn distance(&self, other: &Self) -> usize {
        self.slots.iter().zip(&other.slots).filter(|(a, b)| a != b).count()
    }

    /// Whether each names or counts something that the other does not: "aux Halles" and "à République", "2 blessés" and "12 blessés". What
    /// is said of one place is not denied by what is said of another.
    #[must_use]
    pub fn speaks_of_another(&self, other: &Self) -> bool {
        let lacks = |of: &[u32], words: &[u32]| of.iter().any(|w| words.binary_search(w).is_err());
        lacks(&self.names, &other.words) && lacks(&other.words, &self.words)
            || lacks(&other.names, &self.words) && lacks(&self.words, &other.words)
    }

    /// Whether the two texts say the same.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.distance(other) <= Self::SAME && !self.speaks_of_another(other)
    }

    /// The slots, for [`Bands`].
    pub(super) const fn slots(&self) -> &[u32; Self::SLOTS] {
        &self.slots
    }

    /// To be kept. Neither the text nor any word of it can be read from it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let many = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let all = self.slots.iter().chain([&many]).chain(&*self.names).chain(&*self.words);
        all.flat_map(|n| n.to_be_bytes()).collect()
    }

    /// As it was kept; none when it is not one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() < Self::HEADER || !bytes.len().is_multiple_of(4) {
            return None;
        }
        let mut numbers = bytes.chunks_exact(4).filter_map(|four| Some(u32::from_be_bytes(four.try_into().ok()?)));
        let mut slots = [0; Self::SLOTS];
        for slot in &mut slots {
            *slot = numbers.next()?;
        }
        let many = usize::try_from(numbers.next()?).ok()?;
        let rest: Vec<u32> = numbers.collect();
        let (names, words) = (rest.get(..many)?.to_vec(), rest.get(many..)?.to_vec());
        Some(Self { slots, names: set(names), words: set(words) })
    }
}

/// A text without what is masked in it.
fn plain(text: &str) -> String {
    let parts = pieces(text).map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Masked(_) => " ",
    });
    parts.collect()
}

/// A word by its head.
fn word(text: &str) -> u32 {
    let bare = bare(text);
    let arabic = bare.chars().next().is_some_and(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let head = if arabic { HEAD_ARABIC } else { HEAD };
    top(bare.chars().take(head).fold(7, |h: u64, c| mixed(h ^ u64::from(u32::from(c)))))
}

fn set(mut all: Vec<u32>) -> Box<[u32]> {
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// SplitMix64's finalizer (Steele et al. 2014).
const fn mixed(x: u64) -> u64 {
    let z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn top(x: u64) -> u32 {
    u32::try_from(x >> 32).unwrap_or(0)
}
