//! Words of any script in the letters a to z.
//!
//! One reading is made of each word; what other standards would write is met by [`crate::sound`], which brings the standards
//! together. Arabic and Hebrew come out with their long vowels alone.

use any_ascii::any_ascii_char;

use crate::script::Script;

/// The longest romanised word that is kept: what is longer is cut.
pub const LONGEST: usize = 32;

/// `word` (folded) in a to z; digits are kept. Empty if nothing of it can be read.
pub fn latin(word: &str, script: Script) -> String {
    let mut out = String::with_capacity(word.len());
    match script {
        Script::Latin if word.is_ascii() => out.extend(word.chars().filter(char::is_ascii_alphanumeric)),
        Script::Arabic => arabic(word, &mut out),
        Script::Hebrew => hebrew(word, &mut out),
        Script::Greek => plainly(&greek(word), &mut out),
        _ => plainly(word, &mut out),
    }
    out.truncate(LONGEST);
    out
}

fn plainly(word: &str, out: &mut String) {
    for c in word.chars() {
        out.extend(any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        if out.len() > LONGEST {
            break;
        }
    }
}

/// Pairs of letters that are one sound.
fn greek(word: &str) -> String {
    let mut word = word.to_owned();
    for (first, spoken) in [("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("τζ", "tz")] {
        if let Some(rest) = word.strip_prefix(first) {
            word = format!("{spoken}{rest}");
        }
    }
    for (pair, spoken) in [("ου", "ou"), ("ευ", "ev"), ("αυ", "av"), ("γγ", "ng"), ("γκ", "gk"), ("χ", "ch")]
    {
        if word.contains(pair) {
            word = word.replace(pair, spoken);
        }
    }
    word
}

fn arabic(word: &str, out: &mut String) {
    let last = word.chars().count().saturating_sub(1);
    for (i, c) in word.chars().enumerate() {
        let read = match c {
            'ا' | 'ع' => "a",
            'ة' | 'ه' if i == last && i > 0 => "a",
            'ء' | 'ئ' | 'ؤ' | 'ۀ' => "",
            'ب' => "b",
            'پ' => "p",
            'ت' | 'ط' | 'ة' => "t",
            'ث' => "th",
            'ج' => "j",
            'چ' => "ch",
            'ح' | 'ه' => "h",
            'خ' => "kh",
            'د' | 'ض' => "d",
            'ذ' => "dh",
            'ر' | 'ڑ' => "r",
            'ز' | 'ظ' => "z",
            'ژ' => "zh",
            'س' | 'ص' => "s",
            'ش' => "sh",
            'غ' => "gh",
            'ف' => "f",
            'ڤ' => "v",
            'ق' => "q",
            'ك' => "k",
            'گ' | 'ڭ' => "g",
            'ل' => "l",
            'م' => "m",
            'ن' | 'ں' => "n",
            'و' if i == 0 => "w",
            'و' => "u",
            'ي' if i == 0 => "y",
            'ي' => "i",
            _ => {
                plainly(c.encode_utf8(&mut [0; 4]), out);
                ""
            }
        };
        // Without a vowel between them the two would be read as one.
        if read == "h" && out.ends_with(['c', 'd', 'g', 'k', 'p', 's', 't', 'z']) {
            out.push('a');
        }
        out.push_str(read);
    }
}

/// The other reading of a Hebrew word: letters that stand for two sounds, softly.
pub fn hebrew_softly(word: &str) -> String {
    let soft: String = word
        .chars()
        .map(|c| match c {
            'ב' | 'ו' => 'v',
            'פ' => 'f',
            _ => c,
        })
        .collect();
    let mut out = String::new();
    hebrew(&soft, &mut out);
    out.truncate(LONGEST);
    out
}

fn hebrew(word: &str, out: &mut String) {
    let last = word.chars().count().saturating_sub(1);
    for (i, c) in word.chars().enumerate() {
        out.push_str(match c {
            'א' | 'ע' => "a",
            'ה' if i == last => "a",
            'ב' => "b",
            'ג' => "g",
            'ד' => "d",
            'ה' => "h",
            'ו' if i == 0 => "v",
            'ו' => "o",
            'ז' => "z",
            'ח' => "ch",
            'ט' | 'ת' => "t",
            'י' if i == 0 => "y",
            'י' => "i",
            'כ' | 'ק' => "k",
            'ל' => "l",
            'מ' => "m",
            'נ' => "n",
            'ס' => "s",
            'פ' if i == last => "f",
            'פ' => "p",
            'v' => "v",
            'f' => "f",
            'צ' => "ts",
            'ר' => "r",
            'ש' => "sh",
            _ => "",
        });
    }
}

/// One reading for each character: pinyin without tones for Chinese, the revised romanisation for Korean.
pub fn syllables(word: &str) -> Vec<String> {
    word.chars()
        .map(|c| {
            let mut one = String::new();
            plainly(c.encode_utf8(&mut [0; 4]), &mut one);
            one
        })
        .collect()
}
