//! What a word sounds like, over languages: two coarse spellings of it.
//!
//! [`sound`] keeps the vowels: what two people write down who hear the same name (Lefèvre and Lefebvre, Szmit and Schmidt).
//! [`bones`] leaves them out: what stays the same when a script without short vowels, or another standard of romanisation, is
//! written in Latin letters (Mohamed, Muhammad, محمد). A word has two sets of bones, because letters are read in two ways: as in
//! French and Arabic, or as in German and the Slavic languages.

/// How letters that are read in two ways are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// `j` as in *Jean*, `w` as in *Walid*, `ch` as in *Chérif*.
    Western,
    /// `j` as in *Jan*, `w` as in *Walter*, `ch` as in *Michail*.
    Eastern,
}

/// What stands at `i`, as the start of the longest of `of`.
fn starts<'a>(word: &[u8], i: usize, of: &[&'a str]) -> Option<&'a str> {
    let rest = word.get(i..)?;
    of.iter().copied().find(|s| rest.starts_with(s.as_bytes()))
}

const fn vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Many ways to write one hushing sound, the longest first.
const HUSH: &[&str] = &[
    "shtch", "chtch", "schtsch", "shch", "tsch", "tzsch", "tsh", "tch", "tcz", "sch", "sh", "ch", "cz", "sz", "zh",
    "cs",
];
/// The same for the voiced one.
const SOFT_G: &[&str] = &["dsch", "dzh", "dj", "dg", "dz"];

/// Vowels and consonants as heard. `word` is in a to z.
pub fn sound(word: &str) -> String {
    let w = word.as_bytes();
    let mut out = Vec::with_capacity(w.len());
    let mut i = 0;
    while let Some(&c) = w.get(i) {
        let next = w.get(i + 1).copied().unwrap_or(0);
        let after = w.get(i + 2).copied().unwrap_or(0);
        let (heard, taken): (&[u8], usize) = match c {
            b'c' if next == b'h' && matches!(after, b'r' | b'l') => (b"k", 2),
            b'd' if starts(w, i, SOFT_G).is_some_and(|s| s != "dz") => (b"j", starts(w, i, SOFT_G).map_or(1, str::len)),
            b's' | b'c' | b't' | b'z' if starts(w, i, HUSH).is_some() => (b"c", starts(w, i, HUSH).map_or(1, str::len)),
            b'c' if next == b'k' => (b"k", 2),
            b'c' if matches!(next, b'e' | b'i' | b'y') => (b"s", 1),
            b'c' => (b"k", 1),
            b'q' if next == b'u' => (b"k", 2),
            b'q' => (b"k", 1),
            b'k' if next == b'h' => (b"h", 2),
            b'g' if next == b'h' => (b"g", 2),
            b'g' if next == b'u' && matches!(after, b'e' | b'i' | b'y') => (b"g", 2),
            b'g' if matches!(next, b'e' | b'i' | b'y') => (b"j", 1),
            b'p' if next == b'h' => (b"f", 2),
            b't' | b'd' | b'r' if next == b'h' => (
                if c == b't' {
                    b"t"
                } else if c == b'd' {
                    b"d"
                } else {
                    b"r"
                },
                2,
            ),
            b't' if next == b'z' || next == b's' => (b"s", 2),
            b'x' => (b"ks", 1),
            b'z' => (b"s", 1),
            b'w' if vowel(next) && i > 0 && w.get(i - 1).is_some_and(|p| *p == b'o') => (b"v", 1),
            b'w' => (b"v", 1),
            // A silent h.
            b'h' => (b"", 1),
            b'y' if next == b'i' || next == b'y' => (b"i", 2),
            b'i' if next == b'j' || next == b'y' => (b"i", 2),
            b'y' => (b"i", 1),
            b'a' if matches!((next, after), (b'u', _)) => (b"o", 2),
            b'e' if next == b'a' && after == b'u' => (b"o", 3),
            b'a' | b'e' if matches!(next, b'i' | b'y') => (b"e", 2),
            b'o' if matches!(next, b'u' | b'o') => (b"u", 2),
            b'o' | b'a' | b'u' if next == b'e' => (
                if c == b'o' {
                    b"o"
                } else if c == b'a' {
                    b"a"
                } else {
                    b"u"
                },
                2,
            ),
            _ => (w.get(i..=i).unwrap_or(b""), 1),
        };
        for &h in heard {
            if out.last() != Some(&h) {
                out.push(h);
            }
        }
        i += taken.max(1);
    }
    quiet_end(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Consonants that are written but not heard at the end: Dupont and Dupond, Ivanoff and Ivanov.
fn quiet_end(out: &mut Vec<u8>) {
    if let [.., b'o' | b'e', end @ b'f'] = out.as_mut_slice() {
        *end = b'v';
    }
    while out.len() > 3 && matches!(out.last(), Some(b't' | b'd' | b's' | b'p')) {
        out.pop();
    }
}

/// The consonants of `word` (a to z) in classes, doubled ones once.
pub fn bones(word: &str, reading: Reading) -> String {
    let w = word.as_bytes();
    let east = reading == Reading::Eastern;
    let mut out: Vec<u8> = Vec::with_capacity(w.len());
    let mut i = 0;
    while let Some(&c) = w.get(i) {
        let next = w.get(i + 1).copied().unwrap_or(0);
        let after = w.get(i + 2).copied().unwrap_or(0);
        let (class, taken): (&[u8], usize) = match c {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => (b"", 1),
            b'c' if next == b'h' && matches!(after, b'r' | b'l') => (b"k", 2),
            b'd' if starts(w, i, SOFT_G).is_some_and(|s| s != "dz") => (b"j", starts(w, i, SOFT_G).map_or(1, str::len)),
            b'c' if east && next == b'h' => (b"h", 2),
            b's' | b'c' | b't' | b'z' if starts(w, i, HUSH).is_some_and(|s| s != "cs" || east) => {
                (b"c", starts(w, i, HUSH).map_or(1, str::len))
            }
            b'c' if next == b'k' => (b"k", 2),
            b'c' if matches!(next, b'e' | b'i' | b'y') => (b"s", 1),
            b'c' | b'q' => (b"k", 1),
            b'k' if next == b'h' => (b"h", 2),
            b'x' => (b"ks", 1),
            b'g' if next == b'h' => (b"g", 2),
            b'g' if !east && next == b'u' && matches!(after, b'e' | b'i' | b'y') => (b"g", 2),
            b'g' if !east && matches!(next, b'e' | b'i' | b'y') => (b"j", 1),
            b'j' if east => (b"", 1),
            b'p' if next == b'h' => (b"f", 2),
            b'p' => (b"b", 1),
            b'v' => (b"f", 1),
            b'w' if east => (b"f", 1),
            b'w' => (b"", 1),
            b't' if next == b'z' || next == b's' => (b"s", 2),
            b't' | b'd' if next == b'h' => (w.get(i..=i).unwrap_or(b""), 2),
            b'z' => (b"s", 1),
            // Heard between letters, never at the end.
            b'h' if i + 1 == w.len() => (b"", 1),
            _ => (w.get(i..=i).unwrap_or(b""), 1),
        };
        for &k in class {
            if out.last() != Some(&k) {
                out.push(k);
            }
        }
        i += taken.max(1);
    }
    // "Servant of the …": the article's l before a sun letter is not spoken.
    if out.starts_with(b"bdl") && out.get(3).is_some_and(|c| matches!(c, b't' | b'd' | b'r' | b's' | b'c' | b'n')) {
        out.remove(2);
    }
    String::from_utf8(out).unwrap_or_default()
}
