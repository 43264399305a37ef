//! Rule 6: every text that a person reads is a key in `locales/`, in French and in English alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    lex::{self, Kind, Token},
    tree::{Fault, Tree},
};

/// The languages that must be complete.
const COMPLETE: &[&str] = &["fr", "en"];
/// The methods of `web::Say` and `web::Words` that take a key, and which of their arguments it is.
const CALLS: &[(&str, usize)] = &[("t", 0), ("one", 0), ("two", 0), ("with", 0), ("say", 1)];

/// One language: its messages, with the variables that each uses, and where each stands.
type Messages = BTreeMap<String, Message>;

#[derive(Debug, Default, Clone)]
struct Message {
    place: String,
    line: usize,
    variables: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// What fails the check.
    pub faults: Vec<Fault>,
    /// What is only worth a look: keys that nothing seems to use.
    pub unused: Vec<Fault>,
}

/// Reads `locales/`, the templates and the sources.
pub fn check(tree: &Tree) -> Found {
    let mut found = Found::default();
    let languages = languages(tree, &mut found.faults);
    let everywhere: BTreeSet<&String> =
        COMPLETE.iter().filter_map(|l| languages.get(*l)).flat_map(BTreeMap::keys).collect();
    compare(&languages, &everywhere, &mut found.faults);

    let mut used = Used::default();
    for (path, text) in tree.sources() {
        used.read(path, &lex::without_tests(&lex::tokens(text)));
    }
    for (path, text) in tree.with_ext("html").filter(|(path, _)| path.contains("templates/")) {
        used.read(path, &template_tokens(text));
    }
    for (key, place, line) in &used.keys {
        if !everywhere.contains(key) {
            found.faults.push(Fault::at(place, *line, format!("the text {key:?} is in no language of locales/")));
        }
    }
    for (head, place, line) in &used.heads {
        if !everywhere.iter().any(|k| k.starts_with(head)) {
            found.faults.push(Fault::at(place, *line, format!("no text of locales/ begins with {head:?}")));
        }
    }
    let linked: BTreeSet<&String> = languages.values().flat_map(BTreeMap::values).flat_map(|m| &m.names).collect();
    for key in &everywhere {
        let named = used.literals.contains(*key) || linked.contains(*key);
        let composed = used.prefixes.iter().any(|p| key.starts_with(p));
        let first = COMPLETE.iter().find_map(|l| languages.get(*l).and_then(|m| m.get(*key)));
        if let Some(message) = first.filter(|_| !named && !composed) {
            found.unused.push(Fault::at(&message.place, message.line, format!("{key} seems to be used nowhere")));
        }
    }
    found
}

/// The language of `locales/ROOM.LANG.ftl`.
fn language(path: &str) -> Option<&str> {
    path.strip_prefix("locales/")?.trim_end_matches(".ftl").split(['/', '.']).find(|part| part.len() == 2)
}

fn languages<'a>(tree: &'a Tree, faults: &mut Vec<Fault>) -> BTreeMap<&'a str, Messages> {
    let mut all: BTreeMap<&str, Messages> = BTreeMap::new();
    for (path, text) in tree.with_ext("ftl") {
        let Some(lang) = language(path) else { continue };
        let messages = all.entry(lang).or_default();
        for (key, message) in messages_of(path, text) {
            if let Some(first) = messages.get(&key) {
                faults.push(Fault::at(
                    path,
                    message.line,
                    format!("{key} stands already at {}:{}", first.place, first.line),
                ));
            }
            messages.insert(key, message);
        }
    }
    all
}

/// The messages and terms of a Fluent file (<https://projectfluent.org>): what begins in the first column and has a `=`.
fn messages_of(path: &str, text: &str) -> Vec<(String, Message)> {
    let mut out: Vec<(String, Message)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let mut rest = line;
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            let Some((key, value)) = line.split_once('=') else { continue };
            let message = Message { place: path.to_owned(), line: n + 1, ..Message::default() };
            out.push((key.trim().to_owned(), message));
            rest = value;
        }
        if let Some((_, message)) = out.last_mut() {
            for part in rest.split('{').skip(1) {
                let inside = part.split('}').next().unwrap_or(part);
                for word in inside.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | '_' | '.'))) {
                    if let Some(variable) = word.strip_prefix('$') {
                        message.variables.insert(variable.to_owned());
                    }
                }
                let name = inside.trim().split(['.', '(', ' ']).next().unwrap_or_default();
                let is_name = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '-') && name != "-";
                if is_name && !inside.trim_start().starts_with('"') {
                    message.names.insert(name.to_owned());
                }
            }
        }
    }
    out
}

fn compare(languages: &BTreeMap<&str, Messages>, everywhere: &BTreeSet<&String>, faults: &mut Vec<Fault>) {
    for (lang, messages) in languages {
        if COMPLETE.contains(lang) {
            for key in everywhere.iter().filter(|k| !messages.contains_key(**k)) {
                faults.push(Fault::of(&format!("locales ({lang})"), format!("{key} is missing")));
            }
        }
        for (key, message) in messages {
            if !everywhere.contains(key) {
                faults.push(Fault::at(&message.place, message.line, format!("{key} is in neither French nor English")));
            }
            for name in message.names.iter().filter(|n| !messages.contains_key(*n) && !everywhere.contains(n)) {
                faults.push(Fault::at(
                    &message.place,
                    message.line,
                    format!("{key} names {name}, which does not exist"),
                ));
            }
            let first = COMPLETE.iter().find_map(|l| languages.get(l).and_then(|m| m.get(key)));
            let missing = first.and_then(|f| message.variables.difference(&f.variables).next());
            if let Some(variable) = missing {
                faults.push(Fault::at(
                    &message.place,
                    message.line,
                    format!("{key} uses ${variable}, unlike {}", COMPLETE.join("/")),
                ));
            }
        }
    }
    for lang in COMPLETE.iter().filter(|l| !languages.contains_key(**l) && !languages.is_empty()) {
        faults.push(Fault::of("locales", format!("there is no {lang}")));
    }
}

/// What sources and templates say about keys.
#[derive(Debug, Default)]
struct Used {
    /// Keys in the known forms of call, with file and line.
    keys: Vec<(String, String, usize)>,
    /// The fixed beginnings of keys composed in the known forms of call: `t(format!("state-{s}"))`.
    heads: Vec<(String, String, usize)>,
    /// Every literal that could be a key.
    literals: BTreeSet<String>,
    /// Every beginning of a literal that goes on with a value, or that ends in `-`.
    prefixes: BTreeSet<String>,
}

impl Used {
    fn read(&mut self, path: &str, tokens: &[Token]) {
        for (i, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Text(text) => self.literal(text),
                Kind::Ident(name) => {
                    let back = |n| i.checked_sub(n).and_then(|j| tokens.get(j));
                    let called = tokens.get(i + 1).is_some_and(|t| t.sign('('));
                    if !called || back(1).is_some_and(|t| t.is("fn")) {
                        continue;
                    }
                    let arguments = arguments(tokens.get(i + 2..).unwrap_or_default());
                    if let Some((_, n)) = CALLS.iter().find(|(call, _)| call == name) {
                        // `with` is also a method of refusals; that of words takes a list.
                        let listed = arguments.get(1).is_some_and(|a| a.iter().any(|t| t.sign('[')));
                        if name != "with" || listed {
                            self.call(path, arguments.get(*n).copied().unwrap_or_default());
                        }
                    }
                    if name == "refused" || (name == "new" && back(2).is_some_and(|t| t.is("Refusal"))) {
                        self.refusal(path, arguments.get(1).copied().unwrap_or_default());
                    }
                }
                _ => {}
            }
        }
    }
    fn literal(&mut self, text: &str) {
        if let Some((head, _)) = text.split_once('{') {
            if head.len() > 2 && head.ends_with('-') && is_key(head.trim_end_matches('-')) {
                self.prefixes.insert(head.to_owned());
            }
        } else if text.len() > 2 && text.ends_with('-') && is_key(text.trim_end_matches('-')) {
            self.prefixes.insert(text.to_owned());
        } else if is_key(text) {
            self.literals.insert(text.to_owned());
            // A refusal's word: its sentences are `refusal-WORD` and `refusal-WORD-next`.
            self.literals.insert(format!("refusal-{text}"));
            self.literals.insert(format!("refusal-{text}-next"));
        }
    }
    fn call(&mut self, path: &str, argument: &[Token]) {
        // A literal, one of several, or a composed key; not a literal deep inside the arguments of something else.
        let argument = if argument.first().is_some_and(|t| t.sign('&')) {
            argument.get(1..).unwrap_or_default()
        } else {
            argument
        };
        let direct = argument
            .first()
            .is_some_and(|t| matches!(t.kind, Kind::Text(_)) || t.is("if") || t.is("match") || t.is("format"));
        let conditions = argument.windows(2).filter_map(|pair| match pair {
            [sign, text] if sign.sign('=') => Some(text.line).filter(|_| matches!(text.kind, Kind::Text(_))),
            _ => None,
        });
        let compared = conditions.count();
        for token in argument.iter().filter(|_| direct) {
            let Kind::Text(text) = &token.kind else { continue };
            let here = |key: &str| (key.to_owned(), path.to_owned(), token.line);
            match text.split_once('{') {
                Some((head, _)) if head.ends_with('-') => self.heads.push(here(head)),
                None if text.ends_with('-') => self.heads.push(here(text)),
                None if is_key(text) && compared == 0 => self.keys.push(here(text)),
                _ => {}
            }
        }
    }
    fn refusal(&mut self, path: &str, argument: &[Token]) {
        if let [Token { kind: Kind::Text(code), line }] = argument {
            self.keys.push((format!("refusal-{code}"), path.to_owned(), *line));
            self.keys.push((format!("refusal-{code}-next"), path.to_owned(), *line));
        }
    }
}

/// The arguments of a call, from the token behind its opening parenthesis.
fn arguments(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut out, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') if depth > 0 => depth -= 1,
            Kind::Sign(')' | ']' | '}') => {
                out.extend(tokens.get(from..i));
                break;
            }
            Kind::Sign(',') if depth == 0 => {
                out.extend(tokens.get(from..i));
                from = i + 1;
            }
            _ => {}
        }
    }
    out
}

/// Whether a literal looks like the key of a message.
fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The tokens of a template's expressions, `{{ … }}` and `{% … %}`, with the lines where they stand.
fn template_tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, from) = rest.split_at(start);
        line += before.matches('\n').count();
        let end = if from.starts_with("{{") { "}}" } else { "%}" };
        let length = from.find(end).map_or(from.len(), |n| n + 2);
        let (inside, after) = from.split_at(length);
        let expression = inside.trim_start_matches(['{', '%']).trim_end_matches(['}', '%']);
        out.extend(lex::tokens(expression).into_iter().map(|t| Token { line: t.line + line - 1, ..t }));
        line += inside.matches('\n').count();
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FR: &str =
        "# Titre\nhello = Bonjour { $name }\nbye = Au revoir\n    .title = Fin\nstate-safe = En sécurité\n";
    const EN: &str = "hello = Hello { $name }\nbye = Goodbye\nstate-safe = Safe\n";

    fn found(files: &[(&str, &str)]) -> (Vec<String>, usize) {
        let found = check(&Tree::of(files));
        (found.faults.iter().map(ToString::to_string).collect(), found.unused.len())
    }

    #[test]
    fn complete_languages_and_known_keys_pass() {
        let html = "<h1>{{ w.t(\"hello\") }}</h1>\n{% if a %}{{ t(\"bye\") }}{% endif %}";
        let rs = "fn f(w: &Words) { w.say(Lang::Fr, &format!(\"state-{}\", s)); other(\"not a key\") }";
        let files = [
            ("locales/a.fr.ftl", FR),
            ("locales/a.en.ftl", EN),
            ("rooms/a/templates/x.html", html),
            ("rooms/a/src/pages.rs", rs),
        ];
        assert_eq!(found(&files), (vec![], 0));
    }
    #[test]
    fn a_key_missing_in_one_language_is_found() {
        let (faults, unused) =
            found(&[("locales/a.fr.ftl", FR), ("locales/a.en.ftl", "hello = Hello\nextra = More\n")]);
        assert_eq!(
            faults,
            ["locales (en): bye is missing", "locales (en): state-safe is missing", "locales (fr): extra is missing"]
        );
        assert_eq!(unused, 4);
    }
    #[test]
    fn a_key_that_nobody_wrote_is_found() {
        let files = |html, rs| {
            [
                ("locales/a.fr.ftl", FR),
                ("locales/a.en.ftl", EN),
                ("base/web/templates/x.html", html),
                ("base/web/src/x.rs", rs),
            ]
        };
        assert_eq!(
            found(&files("\n{{ t(\"helo\") }}", "")).0,
            ["base/web/templates/x.html:2: the text \"helo\" is in no language of locales/"]
        );
        assert_eq!(found(&files("", "fn f() { w.say(l, \"nope\") }")).0.len(), 1);
        assert_eq!(found(&files("", "fn f() { w.say(l, &format!(\"none-{x}\")) }")).0.len(), 1);
        assert_eq!(found(&files("", "fn f() { w.one(if a { \"bye\" } else { \"byebye\" }, \"n\", 1) }")).0.len(), 1);
        assert_eq!(found(&files("", "fn f() { w.with(\"nope\", &[(\"n\", n)]) }")).0.len(), 1);
        assert_eq!(found(&files("", "fn f() { Refusal::new(404, \"no-zone\").with(\"n\", 1) }")).0.len(), 2);
    }
    #[test]
    fn what_only_looks_like_a_key_is_left_alone() {
        let rs = "fn f() { store.one(SQL, params![\"colour\"]); refusal.with(\"max\", 3); x.t(name(\"y\")) }";
        let files = [("locales/a.fr.ftl", FR), ("locales/a.en.ftl", EN), ("base/web/src/x.rs", rs)];
        assert_eq!(found(&files).0, [""; 0]);
    }
    #[test]
    fn variables_and_names_must_exist() {
        let (faults, _) = found(&[("locales/a.fr.ftl", "a = A { $x }"), ("locales/a.en.ftl", "a = A { $y } { b }")]);
        assert_eq!(
            faults,
            ["locales/a.en.ftl:1: a names b, which does not exist", "locales/a.en.ftl:1: a uses $y, unlike fr/en"]
        );
    }
    #[test]
    fn other_languages_may_be_incomplete_but_not_alone() {
        let (faults, _) =
            found(&[("locales/a.fr.ftl", FR), ("locales/a.en.ftl", EN), ("locales/a.ar.ftl", "bye = x\nodd = y")]);
        assert_eq!(faults, ["locales/a.ar.ftl:2: odd is in neither French nor English"]);
    }
}
