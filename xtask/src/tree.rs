//! The files of the project as the rules see them: paths and texts. Tests make small ones by hand.

use std::{collections::BTreeMap, fmt, fs, path::Path};

/// What is never the project's own text.
const SKIPPED: &[&str] = &[".git", "target", "node_modules", "corpus", "artifacts", "demo-data", "shots"];
/// The endings of the files that a rule may want to read.
const READ: &[&str] = &["rs", "html", "ftl", "sql", "toml", "css", "js", "mjs", "md", "json"];

/// The files of a project, by their path from its root.
#[derive(Debug, Default)]
pub struct Tree(BTreeMap<String, String>);

impl Tree {
    /// Reads the project at `root`.
    pub fn load(root: &Path) -> std::io::Result<Self> {
        let mut files = BTreeMap::new();
        gather(root, "", &mut files)?;
        Ok(Self(files))
    }
    /// A tree made by hand.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }
    /// Every file: path and text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
    /// The files whose name ends in `.ext`.
    pub fn with_ext<'a>(&'a self, ext: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| Path::new(path).extension().is_some_and(|e| e == ext))
    }
    /// The Rust files of the product itself: no tests, benches or build scripts, and not the verbs.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.with_ext("rs").filter(|(path, _)| {
            path.contains("/src/")
                && !path.starts_with("xtask/")
                && !path.contains("/tests/")
                && !path.starts_with("fuzz/")
        })
    }
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
