//! Lock files of node modules name versions and hashes, and no addresses: whoever installs uses the registry that they have.

use crate::tree::{Fault, Tree};

/// Every `package.json` without a lock file beside it, and every lock file that names an address.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.with_ext("json") {
        if let Some(folder) = path.strip_suffix("package.json") {
            let lock = format!("{folder}package-lock.json");
            if !tree.files().any(|(other, _)| other == lock) {
                faults.push(Fault::of(path, "has no package-lock.json beside it"));
            }
        } else if path.ends_with("package-lock.json") {
            let named = text.lines().enumerate().find(|(_, line)| line.trim_start().starts_with("\"resolved\""));
            if let Some((n, _)) = named {
                faults.push(Fault::at(
                    path,
                    n + 1,
                    "names addresses: set omit-lockfile-registry-resolved=true in .npmrc and make it again",
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_without_addresses_passes() {
        let files = [("e2e/package.json", "{}"), ("e2e/package-lock.json", "{\"version\": \"1\"}")];
        assert_eq!(check(&Tree::of(&files)), []);
    }
    #[test]
    fn addresses_and_missing_locks_are_found() {
        assert_eq!(check(&Tree::of(&[("e2e/package.json", "{}")])).len(), 1);
        let lock = "{\n  \"resolved\": \"https://somewhere\"\n}";
        assert_eq!(check(&Tree::of(&[("e2e/package-lock.json", lock)])).len(), 1);
    }
}
