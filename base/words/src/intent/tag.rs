//! The tag of that night, and how else it is written.

use crate::Tokens;

/// Tags under which doors are offered, folded.
pub const TAGS: &[&str] = &[
    "porteouverte",
    "portesouvertes",
    "porteouvertes",
    "portesouverte",
    "porteouverteparis",
    "portesouvertesparis",
    "opendoor",
    "opendoors",
    "opendoorparis",
    "opendoorsparis",
    "puertaabierta",
    "puertasabiertas",
    "offenetur",
    "offenetuer",
    "offeneturen",
    "offenetueren",
    "opendeur",
    "opendeuren",
    "بابمفتوح",
    "الابوابالمفتوحه",
    "ابوابمفتوحه",
    "البابالمفتوح",
];

/// Takes tags of doors out of the words, so that they say nothing twice. Whether there was one.
pub fn take_out(tokens: &mut Tokens) -> bool {
    let mut tagged = false;
    for at in 0..tokens.all.len() {
        if !tokens.get(at).is_some_and(|t| t.gap.ends_with('#') || t.gap.ends_with("# ")) {
            continue;
        }
        let mut joined = String::new();
        let mut last = None;
        for n in at..at + 4 {
            let Some(token) = tokens.get(n) else { break };
            // "#porte ouverte", but a city behind a whole tag is a place.
            if n > at && (!matches!(token.gap.as_str(), "" | "_" | "-" | " ") || (last.is_some() && token.gap == " ")) {
                break;
            }
            joined.push_str(&token.text);
            if TAGS.contains(&joined.as_str()) {
                last = Some(n);
            }
        }
        if let Some(last) = last {
            tagged = true;
            for token in tokens.all.iter_mut().take(last + 1).skip(at) {
                token.text = "#".to_owned();
                token.number = false;
            }
        }
    }
    tagged
}
