//! E-mail addresses, links and handles.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::fold::Folded;

const AT: &str = r"(?:@|[\[({<*_-]+\s*(?:at|arobase|arobas|arroba|chez|a|ad|apestaartje|apenstaartje|klammeraffe|ات|ايت|@)\s*[\])}>*_-]+|\s(?:at|arobase|arobas|arroba|apestaartje|apenstaartje|klammeraffe|ات|ايت)\s)";
const DOT: &str = r"(?:\.|[\[({<*_-]+\s*(?:dot|point|punkt|punto|punt|نقطه|\.)\s*[\])}>*_-]+|\s(?:dot|point|punkt|punto|punt|نقطه)\s)";
const TLD: &str = "com|net|org|info|fr|de|es|nl|be|eu|uk|io|me|ch|at|it|lu|pt|ma|tn|dz|eg|lb|sy|ca|us|edu|gouv|paris|app|online|site|biz|co|name|pro|email|live|ie|se|pl|ru";

static EMAIL: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let name = r"[\p{L}0-9][\p{L}0-9._%+'-]*";
    [
        format!(r"{name}\s?@\s?[\p{{L}}0-9-]+(?:\s?\.\s?[\p{{L}}0-9-]+)*\s?\.\s?\p{{L}}{{2,}}"),
        format!(
            r"{name}(?:\s?{DOT}\s?[\p{{L}}0-9_-]+){{0,3}}\s?{AT}\s?[\p{{L}}0-9-]+(?:\s?{DOT}\s?[\p{{L}}0-9-]+){{0,3}}?\s?{DOT}\s?(?:{TLD})\b"
        ),
        format!(r"{name}(?:\s?{AT}\s?|\s(?:chez|bei|bij|en|sur)\s)(?:gmail|hotmail|outlook|yahoo|orange|free|laposte|gmx|proton|protonmail|icloud|wanadoo|sfr)(?:\s?{DOT}\s?(?:{TLD}))?\b"),
    ]
    .iter()
    .filter_map(|r| Regex::new(r).ok())
    .collect()
});

static LINK: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let tail = r#"[^\s\x01<>"«»)\]]*"#;
    [
        format!(r"\b(?:https?|hxxps?|ftp|mailto|tg|whatsapp|signal|geo)\s?:\s?/?/?{tail}[\p{{L}}0-9/]"),
        format!(r"\bwww\s?\.\s?[\p{{L}}0-9]{tail}[\p{{L}}0-9/]"),
        // Messengers and what shortens links.
        format!(
            r"\b(?:wa|t|m|ig|fb|signal|line|telegram|linktr|bit|tinyurl|discord|snapchat|goo|youtu)\s?\.\s?(?:me|ee|ly|gg|gl|be|com)\s?/\s?[\p{{L}}0-9+@_-]{tail}"
        ),
        format!(
            r"\b[\p{{L}}0-9][\p{{L}}0-9-]*(?:\.[\p{{L}}0-9-]+)*\.(?:com|net|org|info|fr|eu|be|nl|uk|io|app|gg|ly|ma|tn|co|edu|ch|link|chat)\b(?:/{tail})?"
        ),
        format!(r"\b[\p{{L}}0-9][\p{{L}}0-9-]*(?:\.[\p{{L}}0-9-]+)*\.(?:de|es|me|it|at|lu|pt|ru|pl|se)/{tail}"),
        r"(?:^|[^\p{L}0-9@.])(@\p{L}[\p{L}0-9_.]{0,29}[\p{L}0-9_])".to_owned(),
        r"(?:^|[^\p{L}0-9@.])(@_[\p{L}0-9_.]{1,29})".to_owned(),
    ]
    .iter()
    .filter_map(|r| Regex::new(r).ok())
    .collect()
});

/// "insta : marie_75", "Telegram jdupont99": the network stays, the handle goes along with it.
static HANDLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let networks = concat!(
        "insta(?:gram)?|snap(?:chat)?|telegram|tg|twitter|fb|facebook|messenger|whats ?app|signal|discord|tik ?tok|skype|kik|wechat|viber",
        "|threema|mastodon|انستغرام|انستا|سناب|تلغرام|تليجرام|تويتر|فيسبوك|واتساب"
    );
    Regex::new(&format!(
        r"\b(?:{networks})\b(?:\s(?:est|is|ist|es|me|moi))?(?:\s*[:=]\s*|\s+)([\p{{L}}0-9][\p{{L}}0-9_.#-]{{1,29}}[\p{{L}}0-9])"
    ))
    .ok()
});

/// Where e-mail addresses stand.
pub fn emails(folded: &Folded) -> Vec<Range<usize>> {
    EMAIL.iter().flat_map(|r| r.find_iter(folded.text())).map(|m| m.range()).collect()
}

/// Where links and handles stand.
pub fn links(folded: &Folded) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for r in LINK.iter() {
        for m in r.captures_iter(folded.text()) {
            if let Some(m) = m.get(1).or_else(|| m.get(0)) {
                let end = m.as_str().trim_end_matches(['.', ',', '!', '?', ';', ':']).len();
                found.push(m.start()..m.start() + end);
            }
        }
    }
    for m in HANDLE.iter().flat_map(|r| r.captures_iter(folded.text())) {
        let (Some(whole), Some(name)) = (m.get(0), m.get(1)) else { continue };
        let before = folded.get(whole.start()..name.start());
        let told = before.contains([':', '=']);
        let mixed = name.as_str().contains(|c: char| c == '_' || c == '.' || c == '#' || c.is_ascii_digit());
        let letters = name.as_str().chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 2 && (told || mixed) && !TALK.contains(&name.as_str()) {
            found.push(name.range());
        }
    }
    found
}

/// What follows the name of a network and is no handle.
const TALK: &[&str] = &[
    "oui",
    "non",
    "ok",
    "possible",
    "dispo",
    "only",
    "seulement",
    "yes",
    "no",
    "si",
    "ja",
    "nein",
    "nee",
    "nur",
    "uniquement",
    "indispo",
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_is_one() {
        assert_eq!((super::EMAIL.len(), super::LINK.len()), (3, 7));
        assert!(super::HANDLE.is_some());
    }
}
