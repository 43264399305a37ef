//! Door codes, and names and numbers at a bell.

use std::{ops::Range, sync::LazyLock};

use regex::{Match, Regex};

use crate::fold::Folded;

/// A code: letters and digits, a star or a hash, perhaps in groups.
const CODE: &str = r"(?:[0-9](?:[ .-][0-9]){3,5}|[a-z*#]{0,3}[0-9]{1,4} [a-z] [0-9]{1,4}\b|[0-9]{2,5} [a-z]\b|[a-z]{1,2} [0-9]{3,6}\b|[*#]?\p{L}{0,3}[*#]?[0-9][a-z0-9]{0,9}(?:[ .-][0-9]{2,4})*(?:\s?[*#]){0,2})";

/// What is called a code, in front of it.
const CALLED: &str = concat!(
    r"digi-? ?code|vigik|(?:door|entry|gate|access|building|front door|key|lock|entrance|keypad|intercom|alarm) ?(?:codes?|pin)|codes?",
    r"|(?:tur|tuer|haus|zugangs|eingangs|tor|haustur|hoftor|tor)-?\s?(?:code|pin)|kode|codigos?|clave|contrasena|passe?code",
    r"|(?:deur|toegangs|ingangs|poort|voordeur|portiek|hek)-?\s?code|pin(?:code)?|(?:ال)?رمز|(?:ال)?كود|(?:ال)?شفره|رقم الباب السري|(?:ال)?رقم السري"
);
/// What may stand between the word and the code.
const BETWEEN: &str = concat!(
    r#"(?:[\s:=,.;«"'(n°>-]|\b(?:est|c'?est|is|ist|es|lautet|luidt|le|la|the|der|die|das|el|de|du|des|d|l|van|del|fur|for|pour|para|voor|a"#,
    r"|entree|porte|immeuble|portail|hall|bas|batiment|bat|acces|interphone|rue|cour|escalier|ascenseur|parking|residence|suivant",
    r"|door|gate|building|street|front|main|entrance|lift|tur|tuer|haustur|haus|eingang|tor|portal|puerta|entrada|acceso|edificio|abajo|garaje",
    r"|deur|voordeur|poort|ingang|hek|beneden|unten|oben|first|second|1er|2e|2eme|premier|deuxieme|erste|zweite|und|to|open|get|in)\b",
    r"|هو|الباب|باب|الدخول|دخول|المدخل|مدخل|البنايه|بنايه|العماره|عماره|البوابه|بوابه|المبني|رقم){0,40}?"
);
const AND: &str = r"(?:\s*(?:/|puis|et|ensuite|then|and|dann|und|danach|y|luego|despues|en|daarna|dan|ثم|و)\s*(?:le |the |la |der |el |de )?(?:2e |2eme |second |deuxieme |zweite )?(?:(?:code|codigo|pin|الكود|الرمز) )?)";
const PRESSED: &str = concat!(
    r"(?:tape[zr]?|compose[zr]|composer|appuye[zr] sur|entre[zr]|saisi[rs](?:sez)?|faites|fais|typ|type|press|punch in|enter|dial|key in|tippen?|tippe",
    r"|druck(?:e|en|t)|gib|eingeben|geben sie|marca[rd]?|marque|pulsa[rd]?|pulse|teclea[rd]?|teclee|toets(?: in)?|druk|اضغطوا?|ادخلوا?|اكتبوا?)"
);
const AT_DOOR: &str = concat!(
    r"(?:(?:au|sur le|a la|on the|at the|in the|into the|am|an der|in das|ins|en el|en la|op het|op de|bij de|علي|في)\s+(?:digi-?code|interphone",
    r"|clavier|portail|keypad|buzzer|intercom|panel|door ?phone|door|gate|tastenfeld|turschloss|tur|telefonillo|portero|portal|teclado|puerta|paneel|deur|(?:ال)?لوحه|(?:ال)?باب)",
    r"|pour (?:entrer|ouvrir|la porte|monter|le portail)|to (?:get in|enter|open)|for the (?:door|gate)|um rein\w*|fur die (?:tur|haustur)|zum offnen",
    r"|para (?:entrar|abrir|la puerta|el portal)|om binnen|voor de (?:deur|poort)|للدخول|للباب)"
);

static TOLD: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        format!(r"(?:^|[^\p{{L}}])(?:{CALLED})(?:[^\p{{L}}0-9\x01]|\b){BETWEEN}({CODE})((?:{AND}{CODE}){{0,3}})"),
        format!(r"(?:^|[^\p{{L}}])(?:{PRESSED})\s+(?:(?:le|the|el|die|den|de|sur|code|in|ein|علي|sie|un|une)\s+){{0,3}}[«\x22']?({CODE})((?:{AND}{CODE}){{0,2}})"),
        format!(r"(?:^|[^\p{{L}}0-9])({CODE})()[»\x22')]?,?\s+{AT_DOOR}"),
        format!(r"(?:^|[^\p{{L}}0-9])({CODE})()\s*[,(]?\s*(?:c'est|is|ist|es|est|=)?\s*(?:le|the|der|el|de|هو)?\s*(?:{CALLED})(?:[^\p{{L}}0-9\x01]|$)"),
        r"(?:^|[^\p{L}])(?:digi-?code|code|pin)([a-z]?[0-9]{3,6}[a-z]?)()".to_owned(),
        format!(
            r"(?:^|[^\p{{L}}])(?:portail|porte|lock ?box|key ?box|key ?safe|boite a cles?|schlusselbox|schlusseltresor|sleutelkluis|gate|tor)\s?[:=]?\s?({CODE})()"
        ),
    ]
    .iter()
    .filter_map(|r| Regex::new(r).ok())
    .collect()
});

static BELL: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let bell = concat!(
        r"interphones?|interfon|intercom|parlophone|parlofoon|sonnettes?|sonne[zr]?|ring(?: the)?(?: (?:bell|buzzer))?|buzzer|buzz|doorbell|bell",
        r"|klingel(?:n|schild|knopf)?|telefonillo|timbre|portero(?: automatico)?|deurbel|bel(?:len|letje)?(?: aan)? bij|bel(?:len)? aan|(?:ال)?انتركم|(?:ال)?انترفون|(?:ال)?جرس"
    );
    let link = concat!(
        r#"(?:[\s:=,«"'-]|\b(?:au nom|nom|name|chez|bei|bij|a|au|at|for|marked|named|labelled|says|de|du|des|d|la|le|les|the|op|naam|van|nombre|num|el|"#,
        r"en|con|sobre|auf|mit|dem|namen|von|der|die|al|famille|familie|familia|family|fam|mr|mme|mrs|ms|herr|frau|don|dona|senor|senora|no|nr|n",
        r"|piso|flat|apt|appt|appartement|numero|nummer|number|est|is|ist|es|bouton|button|knopf|boton|knop)\b|علي|باسم|اسم|عند|عائله|رقم){0,24}"
    );
    [
        format!(r"(?:^|[^\p{{L}}])((?:{bell})(?:[^\p{{L}}0-9\x01]|\b){link})(?:([0-9]{{1,4}}(?:o|a)?\s?[a-z]?\b|[a-z][0-9]{{1,4}}\b)|(\p{{L}}{{2,}}(?:[ '-]\p{{L}}+){{0,2}}))"),
        r"(?:^|[^\p{L}])(bei(?: familie| fam\.?| herrn?| frau)?\s+)()(\p{L}{2,}(?:[ '-]\p{L}+){0,1})\s+(?:klingeln|lauten|schellen)\b".to_owned(),
    ]
    .iter()
    .filter_map(|r| Regex::new(r).ok())
    .collect()
});

/// Numbers that anybody may dial, and that no one may lose: emergencies, child helplines and the like.
const SAFE: &[&str] = &[
    "112", "15", "17", "18", "114", "115", "116", "117", "118", "119", "191", "196", "197", "911", "999", "110", "061",
    "091", "062", "080", "100", "101", "102", "103", "105", "107", "122", "123", "140", "144", "190", "113", "193",
    "3919", "3114", "3117", "3624", "116000", "116006", "116111", "116117", "31117", "116123", "016",
];
/// What, after a number, says that it is something else.
const OTHER: &[&str] = &[
    "h",
    "heures",
    "uhr",
    "fois",
    "mal",
    "times",
    "veces",
    "keer",
    "euros",
    "places",
    "personnes",
    "min",
    "minutes",
    "minuten",
];

/// Where codes and bells stand: what is masked begins with the word that says so.
pub fn find(folded: &Folded) -> Vec<Range<usize>> {
    let text = folded.text();
    let mut found = Vec::new();
    for (n, r) in TOLD.iter().enumerate() {
        let mut at = 0;
        while let Some(m) = r.captures_at(text, at) {
            let (Some(whole), Some(code)) = (m.get(0), m.get(1)) else { break };
            at = code.end().max(at + 1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
            let least = if n == 0 { 3 } else { 4 };
            if !is_code(folded, &code, least) || postal(folded, &whole) {
                continue;
            }
            let more = m.get(2).filter(|m| !m.is_empty()).map_or(code.end(), |m| m.end());
            let start = if n == 3 { code.start() } else { first_letter(text, whole.start(), code.start()) };
            let end = if n == 3 { trimmed(text, whole.range()) } else { more };
            found.push(start..end);
        }
    }
    let mut shouts: Option<bool> = None;
    for m in BELL.iter().flat_map(|r| r.captures_iter(text)) {
        let (Some(whole), Some(bell)) = (m.get(0), m.get(1)) else { continue };
        let start = first_letter(text, whole.start(), bell.end());
        if let Some(code) = m.get(2).filter(|c| !c.is_empty()) {
            if !SAFE.contains(&code.as_str().trim()) && !followed(text, code.end(), OTHER) && !in_digits(text, &code) {
                found.push(start..code.end());
            }
        } else if let Some(name) = m.get(3) {
            let arabic = name.as_str().chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
            let told = ["nom", "name", "naam", "nombre", "باسم", "اسم", "chez ", "famil", "bei ", "bij "]
                .iter()
                .any(|w| bell.as_str().contains(w));
            let shouts = *shouts.get_or_insert_with(|| folded.shouts());
            let words = named(folded, &name, told || arabic, shouts);
            if let Some(end) = words {
                found.push(start..end);
            }
        }
    }
    found
}

/// The end of the words that are a name.
fn named(folded: &Folded, name: &Match<'_>, told: bool, shouts: bool) -> Option<usize> {
    let mut end = None;
    let mut at = name.start();
    for word in name.as_str().split_inclusive([' ', '-', '\'']) {
        let bare = word.trim_end_matches([' ', '-', '\'']);
        if NO_NAMES.contains(&bare) {
            break;
        }
        if !((folded.upper(at) && !shouts) || (end.is_none() && (told || shouts))) {
            break;
        }
        end = Some(at + bare.len());
        at += word.len();
    }
    end
}

/// What stands after "interphone" and is no name.
const NO_NAMES: &[&str] = &[
    "casse",
    "cassee",
    "en",
    "ne",
    "hs",
    "marche",
    "pas",
    "et",
    "puis",
    "broken",
    "not",
    "does",
    "doesn",
    "and",
    "then",
    "when",
    "out",
    "kaputt",
    "geht",
    "funktioniert",
    "defekt",
    "und",
    "roto",
    "no",
    "estropeado",
    "y",
    "kapot",
    "werkt",
    "doet",
    "or",
    "ou",
    "if",
    "si",
    "me",
    "moi",
    "us",
    "once",
    "twice",
    "deux",
    "trois",
    "two",
    "three",
    "zweimal",
    "معطل",
    "لا",
    "مكسور",
    "ou",
    "je",
    "on",
    "nous",
    "we",
    "i",
    "ich",
    "wir",
    "fort",
    "loud",
    "laut",
    "long",
    "please",
    "svp",
    "bitte",
    "por",
    "favor",
    "alsjeblieft",
    "de",
    "que",
    "merci",
    "when",
    "quand",
    "wenn",
    "cuando",
    "als",
    "pour",
    "for",
    "fur",
    "para",
    "voor",
    "the",
    "la",
    "le",
    "porte",
    "door",
    "dos",
    "twee",
    "your",
    "votre",
    "mother",
    "maman",
    "arrival",
    "people",
    "friends",
    "sur",
    "au",
    "a",
    "dans",
    "avec",
    "with",
    "mit",
    "con",
    "met",
    "church",
    "tower",
];

fn is_code(folded: &Folded, code: &Match<'_>, least: usize) -> bool {
    let text = code.as_str().trim();
    let signs = text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '#')).count();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let letters = text.chars().any(|c| c.is_ascii_alphabetic());
    let hour = text.chars().position(|c| c == 'h').is_some_and(|h| h > 0 && h <= 2);
    let year = !letters
        && signs == digits.len()
        && (digits.starts_with("20") || digits.starts_with("19"))
        && digits.len() == 4;
    signs >= least
        && !SAFE.contains(&digits.as_str())
        && (!hour || digits.len() > 4)
        && (!year || least <= 3)
        && !in_digits(folded.text(), code)
        && !followed(folded.text(), code.end(), OTHER)
}

/// Whether more digits are joined to it on either side, or it is part of a word.
fn in_digits(text: &str, code: &Match<'_>) -> bool {
    let after = text.get(code.end()..).unwrap_or_default();
    let before = text.get(..code.start()).unwrap_or_default();
    after.starts_with(|c: char| c.is_alphanumeric())
        || (after.starts_with(['/', ':', '.'])
            && after.get(1..).is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit())))
        || before.ends_with(|c: char| c.is_ascii_digit())
        || (before.ends_with(['/', ':', '.'])
            && before.get(..before.len() - 1).is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit())))
}

fn followed(text: &str, at: usize, words: &[&str]) -> bool {
    let after = text.get(at..).unwrap_or_default().trim_start();
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    words.contains(&word) || after.starts_with(['€', '%', '$'])
}

/// Postcodes, discounts and the like are codes too.
fn postal(folded: &Folded, whole: &Match<'_>) -> bool {
    let before = folded.get(0..whole.start() + 1).trim_end();
    ["zip", "post", "qr", "bar", "area", "promo", "postal", "dress", "source", "penal", "civil", "rabatt"]
        .iter()
        .any(|w| before.ends_with(w))
}

fn first_letter(text: &str, from: usize, to: usize) -> usize {
    let part = text.get(from..to).unwrap_or_default();
    from + part.find(char::is_alphanumeric).unwrap_or_default()
}

fn trimmed(text: &str, range: Range<usize>) -> usize {
    range.start + text.get(range).unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric()).len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_is_one() {
        assert_eq!((super::TOLD.len(), super::BELL.len()), (6, 2));
    }
}
