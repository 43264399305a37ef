//! Rule 2: inside a room, `model ← rules ← store ← acts, jobs ← routes, pages, hear, show`, and rules that stay pure.

use crate::{
    crates::{Floor, Member},
    lex::{self, Kind, Token},
    tree::{Fault, Tree},
};

/// The furniture of a room and its height: each piece may name those that are not above it.
const FURNITURE: &[(&str, usize)] = &[
    ("model", 0),
    ("rules", 1),
    ("store", 2),
    ("acts", 3),
    ("routes", 4),
    ("pages", 4),
    ("jobs", 3),
    ("hear", 4),
    ("show", 4),
];
const ORDER: &str = "model ← rules ← store ← acts, jobs ← routes, pages, hear, show";
/// What rules may name besides the language's own library and what stands below them in their room.
const PURE: &[&str] = &["kernel", "register", "words", "places", "names", "pfif", "cap", "media"];
/// The parts of `register` that reach a database.
const NOT_PURE: &[&str] = &["Register", "store"];

/// Reads every source file of every room.
pub fn check(members: &[Member], tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for room in members.iter().filter(|m| m.floor() == Some(Floor::Room)) {
        let src = format!("{}/src/", room.folder);
        for (path, text) in tree.sources() {
            let Some(inside) = path.strip_prefix(&src) else { continue };
            let piece = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
            if piece == "lib" {
                continue;
            }
            let tokens = lex::without_tests(&lex::tokens(text));
            match height(piece) {
                Some(height) => order(path, &tokens, piece, height, &mut faults),
                None => faults.push(Fault::of(
                    path,
                    format!("a room has lib and {ORDER}: put this in a folder under one of them"),
                )),
            }
            if piece == "rules" {
                pure(path, &tokens, room, &mut faults);
            }
        }
    }
    faults
}

fn height(piece: &str) -> Option<usize> {
    FURNITURE.iter().find(|(name, _)| *name == piece).map(|(_, h)| *h)
}

fn order(path: &str, tokens: &[Token], piece: &str, own: usize, faults: &mut Vec<Fault>) {
    for (names, line) in lex::paths(tokens) {
        let mut names = names.iter().map(String::as_str);
        let (Some("crate" | "super"), Some(named)) = (names.next(), names.find(|n| *n != "super")) else { continue };
        if named != piece && height(named).is_some_and(|h| h > own) {
            faults.push(Fault::at(path, line, format!("{piece} may not name {named}: {ORDER}")));
        }
    }
}

fn pure(path: &str, tokens: &[Token], room: &Member, faults: &mut Vec<Fault>) {
    for (names, line) in lex::paths(tokens) {
        let mut names = names.iter().map(String::as_str);
        let Some(first) = names.next() else { continue };
        let outside = room.deps.iter().any(|d| d.replace('-', "_") == first);
        if outside && !PURE.contains(&first) {
            faults.push(Fault::at(
                path,
                line,
                format!("rules name only model, kernel, register, words, places, media and formats, not {first}"),
            ));
        }
        if first == "register" && names.next().is_some_and(|n| NOT_PURE.contains(&n)) {
            faults.push(Fault::at(path, line, "rules name only the pure part of register"));
        }
        if first == "std" && matches!(names.next(), Some("fs" | "net" | "env" | "thread" | "process")) {
            faults.push(Fault::at(path, line, "rules do no input or output"));
        }
    }
    for token in tokens {
        if let Kind::Ident(word) = &token.kind
            && (word == "async" || word == "await")
        {
            faults.push(Fault::at(path, token.line, "rules are not async: they decide on what was read"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: &str, text: &str) -> Vec<String> {
        let room = Member::of("rooms/safety", &["kernel", "register", "store", "web", "tokio"]);
        let path = format!("rooms/safety/src/{file}");
        check(&[room], &Tree::of(&[(&path, text)])).iter().map(|f| f.what.clone()).collect()
    }

    #[test]
    fn furniture_in_its_order_passes() {
        assert_eq!(faults("rules.rs", "use kernel::Time; use crate::model::Incident; use register::resolve;"), [""; 0]);
        assert_eq!(faults("routes.rs", "use crate::{model, rules::decide, store::SAVE, pages};"), [""; 0]);
        assert_eq!(faults("routes/answers.rs", "use super::super::store;"), [""; 0]);
        assert_eq!(faults("lib.rs", "pub use crate::routes::routes;"), [""; 0]);
    }
    #[test]
    fn the_model_may_not_look_up() {
        assert_eq!(faults("model.rs", "use crate::rules::decide;").len(), 1);
        assert_eq!(faults("rules.rs", "fn f() { crate::{store::SAVE}; super::routes::x() }").len(), 2);
        assert_eq!(faults("acts.rs", "use crate::routes::Answer;").len(), 1);
        assert_eq!(faults("store/rows.rs", "use crate::{model::A, pages::B};").len(), 1);
    }
    #[test]
    fn rules_stay_pure() {
        assert_eq!(
            faults("rules.rs", "use store::Change;"),
            ["rules name only model, kernel, register, words, places, media and formats, not store"]
        );
        assert_eq!(
            faults("rules.rs", "fn f(r: &register::Register) {}"),
            ["rules name only the pure part of register"]
        );
        assert_eq!(faults("rules/zone.rs", "async fn f() { std::fs::read(x) }").len(), 2);
        assert_eq!(faults("rules.rs", "#[cfg(test)] mod tests { use store::Change; }"), [""; 0]);
    }
    #[test]
    fn odd_furniture_is_found() {
        assert_eq!(faults("helpers.rs", "").len(), 1);
    }
}
