//! Letters without case, accents and ornament, each in its own script.

use unicode_normalization::UnicodeNormalization;

/// `text` in compatibility form, lower case, without accents, points and characters that are not drawn.
pub fn fold(text: &str) -> String {
    // Plain ASCII is most of what comes.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd() {
        if ornament(c) {
            continue;
        }
        for l in c.to_lowercase() {
            match plain(l) {
                "" => out.push(l),
                spelled => out.push_str(spelled),
            }
        }
    }
    // Korean syllables were taken apart: together again. A capital may have brought a mark with its lower case.
    out.nfc().filter(|c| !ornament(*c)).collect()
}

/// Letters of the Latin script that do not come apart, and Arabic and Hebrew letters that are written in several ways.
const fn plain(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "ng",
        'ə' => "a",
        'ɛ' => "e",
        'ɔ' => "o",
        'ɓ' => "b",
        'ɗ' => "d",
        'ƙ' => "k",
        'ƴ' => "y",
        'ς' => "σ",
        'ٱ' | 'ى' => "ا",
        'ی' | 'ې' => "ي",
        'ک' => "ك",
        'ہ' | 'ھ' | 'ە' => "ه",
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        _ => "",
    }
}

/// Accents, vowel points, the long stroke of Arabic, and what is not drawn. Vowel signs of Indic scripts are letters, not ornament.
const fn ornament(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05bd}' | '\u{05bf}'..='\u{05c7}'
        | '\u{0610}'..='\u{061a}' | '\u{061c}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06ed}'
        | '\u{180e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_points_go_and_syllables_stay() {
        for (typed, folded) in [
            ("Éléonore", "eleonore"),
            ("Nguyễn", "nguyen"),
            ("Straße", "strasse"),
            ("Łukasz Đặng", "lukasz dang"),
            ("مُحَمَّد", "محمد"),
            ("أحمد", "احمد"),
            ("김민수", "김민수"),
            ("Ёлкин", "елкин"),
            ("ＡＢＣ", "abc"),
            ("İpek", "ipek"),
        ] {
            assert_eq!(fold(typed), folded);
            assert_eq!(fold(folded), folded);
        }
    }
}
