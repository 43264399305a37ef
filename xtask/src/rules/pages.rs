//! Templates: no inline style or script (the content security policy would refuse them), and no words outside `locales/`.

use crate::tree::{Fault, Tree};

/// The attributes that people read or hear.
const READ: &[&str] = &["aria-label", "title", "alt", "placeholder"];
/// Words that are the same in every language.
const NAMES: &[&str] = &["Rhizome", "rhizome", "GeoJSON", "CSV", "JSON", "QR", "SMS", "km"];

/// Reads every template. An inline `<style>` is allowed (the layout gives it a nonce), an attribute `style=` is not.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.with_ext("html").filter(|(path, _)| path.contains("templates/")) {
        // Inside styles and scripts, and where a tag names the language of its text, words are as they are meant.
        let mut meant = false;
        for (line, part) in parts(text) {
            match part {
                Part::Tag(tag) => {
                    let lower = tag.to_ascii_lowercase();
                    let own_language = !lower.starts_with("<html") && value(&lower, "lang").is_some();
                    meant = own_language || lower.starts_with("<style") || lower.starts_with("<script");
                    faults.extend(refused(&lower).into_iter().map(|what| Fault::at(path, line, what)));
                    for name in READ {
                        if value(&tag, name).is_some_and(has_words) {
                            faults.push(Fault::at(
                                path,
                                line,
                                format!("{name}= holds words: make them a key of locales/"),
                            ));
                        }
                    }
                }
                Part::Text(text) if !meant && has_words(&text) => {
                    faults.push(Fault::at(
                        path,
                        line,
                        format!(
                            "words outside locales/: {:?}; a word of another language stands in a tag with lang=",
                            text.trim()
                        ),
                    ));
                }
                Part::Text(_) => {}
            }
        }
    }
    faults
}

/// What the policy would refuse in a tag.
fn refused(tag: &str) -> Vec<String> {
    let mut found = Vec::new();
    if tag.starts_with("<script") && !has_attribute(tag, "src") && !tag.contains("application/ld+json") {
        found.push("inline <script>: make it a module in assets/".to_owned());
    }
    if has_attribute(tag, "style") {
        found.push("style=: make it a class".to_owned());
    }
    if let Some(handler) = handler(tag) {
        found.push(format!("{handler}=: make it an enhancer in assets/"));
    }
    if tag.contains("=\"javascript:") {
        found.push("a javascript: address".to_owned());
    }
    found
}

/// Whether there is a word of two letters or more, entities and names apart.
fn has_words(text: &str) -> bool {
    let mut text = text.to_owned();
    while let Some((before, after)) = text.split_once('&') {
        let (entity, rest) = after.split_once(';').unwrap_or(("", after));
        text = format!("{before} {}{rest}", if entity.contains(' ') { entity } else { "" });
    }
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.chars().count() > 1 && !NAMES.contains(&word))
}

enum Part {
    Tag(String),
    Text(String),
}

/// The tags and the texts between them, with their lines. Template expressions are left out, so that their signs do not count.
fn parts(text: &str) -> Vec<(usize, Part)> {
    let mut out = Vec::new();
    let (mut line, mut depth, mut in_tag) = (1, 0_usize, false);
    let mut now = (1, String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\n', _) => line += 1,
            ('{', Some('{' | '%' | '#')) => depth += 1,
            ('}' | '%' | '#', Some('}')) if depth > 0 => {
                depth -= 1;
                chars.next();
                continue;
            }
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        let opens =
            c == '<' && !in_tag && chars.peek().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        if opens {
            out.push((now.0, Part::Text(std::mem::take(&mut now.1))));
            in_tag = true;
        }
        if now.1.trim().is_empty() {
            now.0 = line;
        }
        if c == '>' && in_tag {
            out.push((now.0, Part::Tag(std::mem::take(&mut now.1))));
            in_tag = false;
        } else {
            now.1.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    out.push((now.0, Part::Text(now.1)));
    out
}

/// The value of an attribute in double quotes.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn has_attribute(tag: &str, name: &str) -> bool {
    tag.match_indices(name).any(|(i, _)| {
        let (before, after) = tag.split_at(i);
        before.ends_with([' ', '"', '\'']) && after.trim_start_matches(name).trim_start().starts_with('=')
    })
}

fn handler(tag: &str) -> Option<&str> {
    tag.split([' ', '"', '\'']).find_map(|word| {
        let (name, _) = word.split_once('=')?;
        (name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> usize {
        check(&Tree::of(&[("rooms/a/templates/x.html", text)])).len()
    }

    #[test]
    fn what_the_policy_allows_passes() {
        assert_eq!(
            faults(
                "<script type=\"module\" src=\"/a.js\"></script><style nonce=\"x\">b{}</style><p data-style=\"1\">a</p>"
            ),
            0
        );
        assert_eq!(
            faults(
                "{% if a > b %}<p class=\"{{ style }}\">{{ x.t(\"onclick\") }} — Rhizome</p>{% endif %}<!-- why -->"
            ),
            0
        );
    }
    #[test]
    fn inline_scripts_styles_and_handlers_are_found() {
        assert_eq!(faults("<script>alert(1)</script>"), 1);
        assert_eq!(faults("<p\n style=\"color: red\">"), 1);
        assert_eq!(faults("<a onclick=\"x()\" href=\"javascript:y\">"), 2);
        assert_eq!(faults("<a title=\"{% if a %}b{% endif %}\" style='x'>"), 1);
    }
    #[test]
    fn words_outside_the_languages_are_found() {
        assert_eq!(faults("<p>{{ a }} Bonjour</p>"), 1);
        assert_eq!(faults("<img alt=\"a door\"><input placeholder=\"{{ x }}\" aria-label=\"{{ y }}, please\">"), 2);
        assert_eq!(faults("<!doctype html><style>b { color: red }</style><b>1</b><a lang=\"es\">Español</a>"), 0);
    }
}
