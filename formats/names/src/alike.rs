//! How alike two words of names are, and why.

use crate::{
    lexicon::{Entry, Kin, Place, kin},
    near::distance,
    score::Reason,
    script::Script,
    token::Token,
};

/// How alike two words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// From 1 to 1000.
    pub value: u16,
    /// Why; nothing when they are the same.
    pub reason: Option<Reason>,
}

const fn because(value: u16, reason: Reason) -> Option<Alike> {
    Some(Alike { value, reason: Some(reason) })
}

/// How alike two words are, if at all. The order of the two does not matter.
pub fn alike(a: &Token, b: &Token) -> Option<Alike> {
    if a.folded == b.folded {
        return Some(Alike { value: 1000, reason: None });
    }
    let scripts_differ = a.script != b.script;
    if a.latin == b.latin && !a.latin.is_empty() {
        // Other characters that are read alike are, within one script, another name that sounds so.
        let reason = if scripts_differ { Reason::Transliterated } else { Reason::SameSound };
        return because(if scripts_differ { 970 } else { 900 }, reason);
    }
    if a.is_initial() || b.is_initial() {
        return if a.latin.as_bytes().first() == b.latin.as_bytes().first() {
            because(620, Reason::InitialOnly)
        } else {
            None
        };
    }
    let related = match (a.known, b.known) {
        (Some(x), Some(y)) => kin(&x.groups, &y.groups),
        _ => None,
    };
    match related {
        Some(Kin::Spelling) if scripts_differ => return because(940, Reason::Transliterated),
        Some(Kin::Spelling) => return because(940, Reason::SpelledOtherwise),
        Some(Kin::Short) => return because(880, Reason::Nickname),
        _ => {}
    }
    let heard = by_sound(a, b).into_iter().chain(by_letters(a, b)).max_by_key(|x| (x.value, x.reason));
    match related {
        Some(Kin::BothShort) => heard.max_by_value(because(800, Reason::Nickname)),
        Some(Kin::Language) => heard.max_by_value(because(760, Reason::OtherLanguage)),
        _ => heard.map(|h| Alike { value: h.value.min(most(a, b)), ..h }),
    }
}

trait MaxByValue {
    fn max_by_value(self, other: Self) -> Self;
}
impl MaxByValue for Option<Alike> {
    fn max_by_value(self, other: Self) -> Self {
        match (self, other) {
            (Some(x), Some(y)) => Some(if x.value > y.value { x } else { y }),
            (x, y) => x.or(y),
        }
    }
}

/// Two names that everybody knows are two names, whatever their letters: Jean and Jeanne, Julie and Julien, Morel and Moreau.
fn most(a: &Token, b: &Token) -> u16 {
    let (Some(x), Some(y)) = (a.known, b.known) else { return 1000 };
    let listed = |k: &Entry| k.groups.iter().any(|g| g.place == Place::Spelling);
    if (x.given || listed(x)) && (y.given || listed(y)) {
        480
    } else if x.bits.is_some() && y.bits.is_some() {
        600
    } else {
        1000
    }
}

fn by_letters(a: &Token, b: &Token) -> Option<Alike> {
    // Each letter that differs changes at most two of the counts.
    if (a.letters ^ b.letters).count_ones() > 4 || a.latin.len().abs_diff(b.latin.len()) > 2 {
        return None;
    }
    let longest = a.latin.len().max(b.latin.len());
    let most = match longest {
        0..=2 => 0,
        3 => 1,
        _ => 2,
    };
    let d = distance(a.latin.as_bytes(), b.latin.as_bytes(), most)?;
    // A letter of a short word is more of it.
    let lost = 1000 * usize::from(d) / longest.max(1);
    let value = u16::try_from(1000_usize.saturating_sub(lost * 9 / 10)).unwrap_or(0);
    (value >= 400).then_some(()).and_then(|()| because(value, Reason::LettersDiffer(d)))
}

fn by_sound(a: &Token, b: &Token) -> Option<Alike> {
    let short = a.sound.len().min(b.sound.len());
    if a.sound == b.sound && short >= 2 {
        return because(if short >= 3 { 940 } else { 880 }, Reason::SameSound);
    }
    let vowelless = a.script.leaves_vowels_out() || b.script.leaves_vowels_out();
    let scripts_differ = a.script != b.script;
    if let Some(bones) = a.shared_bones(b) {
        if vowelless {
            let value = match (bones, vowels_allow(a, b)) {
                (3.., Some(missing)) => 930_u16.saturating_sub(15 * missing.min(4)),
                (2, Some(missing)) => 880_u16.saturating_sub(20 * missing.min(4)),
                (_, Some(missing)) => 820_u16.saturating_sub(40 * missing.min(4)),
                (3.., None) => 760,
                (_, None) => return None,
            };
            return because(value, Reason::Transliterated);
        }
        let d = distance(a.sound.as_bytes(), b.sound.as_bytes(), 2);
        let reason = if scripts_differ { Reason::Transliterated } else { Reason::SameSound };
        // A syllable has no letters to spare.
        let syllables = [a, b].iter().any(|t| t.script == Script::Han);
        let value = match (bones, d) {
            _ if syllables => 600,
            (0, _) => return None,
            (1, Some(1)) => 640,
            (1, _) => return None,
            (2, Some(1)) => 840,
            (2, Some(2)) => 720,
            (2, _) => 560,
            (_, Some(1)) => 890,
            (_, Some(2)) => 850,
            _ => 780,
        };
        if scripts_differ {
            return because(value + 40, reason);
        }
        // Within one script the letters have a say as well.
        let far = match distance(a.latin.as_bytes(), b.latin.as_bytes(), 2) {
            Some(0 | 1) => 0,
            Some(_) => 20,
            None => 80,
        };
        return because(value - far, reason);
    }
    if short >= 4 && a.shares_code(b) {
        return match distance(a.sound.as_bytes(), b.sound.as_bytes(), 2)? {
            1 => because(860, Reason::SameSound),
            _ => because(760, Reason::SameSound),
        };
    }
    None
}

/// The long vowels that a script without short ones writes must be there in the other, in their order. How many of the other it does
/// not write, if so.
fn vowels_allow(a: &Token, b: &Token) -> Option<u16> {
    let (bare, full) = match (a.script.leaves_vowels_out(), b.script.leaves_vowels_out()) {
        (true, true) => return Some(0),
        (true, false) => (a, b),
        _ => (b, a),
    };
    if bare.script == Script::Hebrew && bare.bones[1].len() >= 2 && full.bones.contains(&bare.bones[1]) {
        return Some(0);
    }
    let class = |c: u8| match c {
        b'a' => Some(b'a'),
        b'e' | b'i' | b'y' => Some(b'i'),
        b'o' | b'u' | b'w' => Some(b'u'),
        _ => None,
    };
    let mut there = full.latin.bytes().filter_map(class);
    let mut written = bare.latin.bytes().filter_map(class);
    // A letter that carries a vowel may stand for any at the start.
    if bare.latin.starts_with('a') {
        written.next();
        if !full.latin.starts_with(['a', 'e', 'i', 'o', 'u', 'y']) {
            return None;
        }
        there.next();
    }
    let hebrew = bare.script == Script::Hebrew;
    let mut passed = 0;
    for w in written {
        loop {
            let t = there.next()?;
            if t == w || (hebrew && w == b'a') {
                break;
            }
            passed += u16::from(t == b'i' || t == b'u');
        }
    }
    Some(passed + u16::try_from(there.filter(|t| *t != b'a').count()).unwrap_or(0))
}
