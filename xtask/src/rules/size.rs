//! Files that grow past what one reads in one sitting: a warning, not a failure.

use crate::tree::{Fault, Tree};

/// The longest file that draws no warning, in lines.
const LONGEST: usize = 600;

/// Every source file, script, style sheet or page that is longer.
pub fn check(tree: &Tree) -> Vec<Fault> {
    tree.files()
        .filter(|(path, _)| ![".md", ".ftl", ".toml", ".json"].iter().any(|end| path.ends_with(end)))
        .filter_map(|(path, text)| {
            let lines = text.lines().count();
            (lines > LONGEST).then(|| Fault::of(path, format!("{lines} lines: make it a folder of the same name")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_draws_a_warning() {
        let long = "a\n".repeat(LONGEST + 1);
        assert_eq!(check(&Tree::of(&[("a.rs", &long), ("b.rs", "a"), ("c.md", &long)])).len(), 1);
    }
}
