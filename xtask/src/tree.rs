//! The files of the project as the rules see them: paths and texts. Tests make small ones by hand.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use crate::lex::{self, Kind, Token};

/// What is never the project's own text.
const SKIPPED: &[&str] = &[".git", "target", "node_modules", "corpus", "artifacts", "demo-data", "shots"];
/// The endings of the files that a rule may want to read.
const READ: &[&str] = &["rs", "html", "ftl", "sql", "toml", "css", "js", "mjs", "md", "json"];

/// The files of a project, by their path from its root.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
    /// Where modules begin that only tests see: `#[cfg(test)] mod stories;`.
    tests: Vec<String>,
}

impl Tree {
    /// Reads the project at `root`.
    pub fn load(root: &Path) -> std::io::Result<Self> {
        let mut files = BTreeMap::new();
        gather(root, "", &mut files)?;
        Ok(Self::made_of(files))
    }
    /// A tree made by hand.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self::made_of(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }
    fn made_of(files: BTreeMap<String, String>) -> Self {
        let sources = files.iter().filter(|(path, _)| path.ends_with(".rs"));
        let tests = sources.flat_map(|(path, text)| test_modules(path, text)).collect();
        Self { files, tests }
    }
    /// Every file: path and text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
    /// The files whose name ends in `.ext`.
    pub fn with_ext<'a>(&'a self, ext: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| Path::new(path).extension().is_some_and(|e| e == ext))
    }
    /// The Rust files of the product itself: no tests, benches or build scripts, and not the verbs.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.with_ext("rs").filter(|(path, _)| {
            let product = path.contains("/src/") && !path.starts_with("xtask/") && !path.starts_with("fuzz/");
            product && !path.contains("/tests/") && !self.tests.iter().any(|t| path.starts_with(t))
        })
    }
}

/// The beginnings of the paths of modules that a file declares for tests alone.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let all = lex::tokens(text);
    let kept = lex::without_tests(&all);
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = match file {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    };
    let declared = modules(&all);
    let seen = modules(&kept);
    let hidden = declared.into_iter().filter(|name| !seen.contains(name));
    hidden.flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/")]).collect()
}

/// The names in `mod name;`.
fn modules(tokens: &[Token]) -> Vec<&str> {
    let named = tokens.windows(3).filter_map(|three| match three {
        [word, Token { kind: Kind::Ident(name), .. }, end] if word.is("mod") && end.sign(';') => Some(name.as_str()),
        _ => None,
    });
    named.collect()
}

fn gather(dir: &Path, at: &str, files: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            gather(&entry.path(), &path, files)?;
        } else if kind.is_file()
            && Path::new(&name).extension().is_some_and(|e| READ.iter().any(|r| e == *r))
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.insert(path, text);
        }
    }
    Ok(())
}

/// A place where a rule is broken, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, or the crate.
    pub place: String,
    /// The line, counted from 1; 0 when it is about the whole.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl Fault {
    /// A fault in a line of a file.
    pub fn at(place: &str, line: usize, what: impl Into<String>) -> Self {
        Self { place: place.to_owned(), line, what: what.into() }
    }
    /// A fault of a whole file or crate.
    pub fn of(place: &str, what: impl Into<String>) -> Self {
        Self::at(place, 0, what)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.place, self.what)
        } else {
            write!(f, "{}:{}: {}", self.place, self.line, self.what)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_tests_are_no_sources() {
        let tree = Tree::of(&[
            ("base/web/src/lib.rs", "mod page;\n#[cfg(test)]\nmod stories;"),
            ("base/web/src/page.rs", "#[cfg(test)] mod checks;"),
            ("base/web/src/page/checks.rs", ""),
            ("base/web/src/stories.rs", "mod deep;"),
            ("base/web/src/stories/deep.rs", ""),
            ("base/web/tests/it.rs", ""),
            ("xtask/src/main.rs", ""),
        ]);
        let sources: Vec<&str> = tree.sources().map(|(path, _)| path).collect();
        assert_eq!(sources, ["base/web/src/lib.rs", "base/web/src/page.rs"]);
    }
}
