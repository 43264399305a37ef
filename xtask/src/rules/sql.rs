//! Rule 5: every SQL text is a constant of `sql!`, in a room's `store`, and stands in the list that a test prepares on both engines.

use crate::{
    lex::{self, Kind, Token},
    tree::{Fault, Tree},
};

/// How a statement begins.
const VERBS: &[&str] = &["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "SELECT\n", "WITH\n"];

/// Reads every source file of the rooms, the base and the server. `base/store` owns the engines and may speak their dialects;
/// `night` measures them.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.sources() {
        if path.starts_with("base/store/") || path.starts_with("night/") {
            continue;
        }
        let tokens = lex::without_tests(&lex::tokens(text));
        let (inside, outside) = split(&tokens);
        for token in &outside {
            if let Kind::Text(text) = &token.kind
                && VERBS.iter().any(|v| text.trim_start().starts_with(v))
            {
                faults.push(Fault::at(path, token.line, "an SQL text stands outside sql!"));
            }
        }
        let Some(first) = inside.first() else { continue };
        if path.starts_with("rooms/") && !is_store(path) {
            faults.push(Fault::at(path, first.line, "the SQL of a room stands in its store"));
        }
        let here = outside.iter().any(|t| t.is("ALL"));
        if !here && !registered(path, tree) {
            faults.push(Fault::at(
                path,
                first.line,
                "ALL of this module is named nowhere: no test prepares these texts",
            ));
        }
    }
    faults
}

fn is_store(path: &str) -> bool {
    path.ends_with("/src/store.rs") || path.contains("/src/store/")
}

/// The tokens inside `sql! { … }` and the others.
fn split(tokens: &[Token]) -> (Vec<&Token>, Vec<&Token>) {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    let mut depth = 0_usize;
    let mut last: [Option<&Token>; 2] = [None, None];
    for token in tokens {
        let opens = matches!(token.kind, Kind::Sign('{' | '(' | '['));
        let closes = matches!(token.kind, Kind::Sign('}' | ')' | ']'));
        if depth > 0 {
            depth = if opens {
                depth + 1
            } else if closes {
                depth - 1
            } else {
                depth
            };
            if depth > 0 {
                inside.push(token);
            }
        } else if opens && matches!(last, [Some(name), Some(bang)] if name.is("sql") && bang.sign('!')) {
            depth = 1;
        } else {
            outside.push(token);
        }
        let [_, second] = last;
        last = [second, Some(token)];
    }
    (inside, outside)
}

/// Whether another file of the same crate names `MODULE::ALL`.
fn registered(path: &str, tree: &Tree) -> bool {
    let Some((folder, file)) = path.split_once("/src/") else { return false };
    let module = file.trim_end_matches(".rs").trim_end_matches("/mod").rsplit('/').next().unwrap_or(file);
    tree.sources().filter(|(other, _)| other.starts_with(&format!("{folder}/src/"))).any(|(_, text)| {
        lex::paths(&lex::tokens(text)).iter().any(|(names, _)| match names.as_slice() {
            [.., parent, last] => last == "ALL" && (parent == module || module == "lib"),
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).iter().map(ToString::to_string).collect()
    }

    const STORE: &str = "store::sql! {\n/// All.\npub ALL_OF_THEM = \"SELECT 1 FROM t\"; }";

    #[test]
    fn a_registered_text_in_the_store_passes() {
        let lib = "mod store; fn room() -> Room { Room { sql: &[store::ALL] } }";
        assert_eq!(faults(&[("rooms/a/src/store.rs", STORE), ("rooms/a/src/lib.rs", lib)]), [""; 0]);
        let parent = "mod rows; pub const SQL: &[&[Sql]] = &[rows::ALL];";
        assert_eq!(faults(&[("rooms/a/src/store/rows.rs", STORE), ("rooms/a/src/store.rs", parent)]), [""; 0]);
    }
    #[test]
    fn a_bare_text_is_found() {
        let found = faults(&[("rooms/a/src/routes.rs", "fn f() {\n db.run(\"DELETE FROM t\") }")]);
        assert_eq!(found, ["rooms/a/src/routes.rs:2: an SQL text stands outside sql!"]);
    }
    #[test]
    fn a_text_in_the_wrong_place_or_in_no_list_is_found() {
        assert_eq!(faults(&[("rooms/a/src/pages.rs", STORE)]).len(), 2);
        assert_eq!(faults(&[("rooms/a/src/store.rs", STORE), ("rooms/b/src/lib.rs", "use store::ALL;")]).len(), 1);
    }
    #[test]
    fn sentences_are_no_sql() {
        assert_eq!(faults(&[("rooms/a/src/pages.rs", "const A: &str = \"Select a place\"; // \"SELECT 1\"")]), [""; 0]);
    }
}
