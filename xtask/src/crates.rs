//! The crates of the workspace and what they depend on, as `cargo metadata` tells.

use serde_json::Value;

use crate::shell::{self, Done, failed};

/// Where a crate lives in the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Floor {
    /// `formats/NAME`: what others speak too.
    Formats,
    /// `base/NAME`: what every room stands on.
    Base,
    /// `rooms/NAME`: what a person comes for.
    Room,
    /// `server`, `night`.
    Top,
    /// `xtask`.
    Verbs,
}

/// A crate of the workspace.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its folder from the root of the project.
    pub folder: String,
    /// The names of the packages that it depends on, for building, running or testing.
    pub deps: Vec<String>,
}

impl Member {
    /// Where it lives; nothing when the house has no such place.
    pub fn floor(&self) -> Option<Floor> {
        match self.folder.split('/').collect::<Vec<_>>().as_slice() {
            ["formats", _] => Some(Floor::Formats),
            ["base", _] => Some(Floor::Base),
            ["rooms", _] => Some(Floor::Room),
            ["server" | "night"] => Some(Floor::Top),
            ["xtask"] => Some(Floor::Verbs),
            _ => None,
        }
    }
    /// A crate made by hand.
    #[cfg(test)]
    pub fn of(folder: &str, deps: &[&str]) -> Self {
        Self {
            name: folder.rsplit('/').next().unwrap_or(folder).to_owned(),
            folder: folder.to_owned(),
            deps: deps.iter().map(|d| (*d).to_owned()).collect(),
        }
    }
}

/// A package that the build uses, ours or not.
#[derive(Debug, Clone)]
pub struct Package {
    /// Name and version.
    pub name: String,
    /// Its licence as an SPDX expression, when it names one.
    pub licence: Option<String>,
    /// Where it comes from; nothing when it is a folder of this machine.
    pub source: Option<String>,
}

/// What `cargo metadata` says.
#[derive(Debug)]
pub struct Crates {
    /// The crates of the workspace.
    pub members: Vec<Member>,
    /// Every package of the build.
    pub packages: Vec<Package>,
    /// Where cargo builds.
    pub target: std::path::PathBuf,
}

impl Crates {
    /// Asks cargo, about this machine's kind of system only: what others would need is not fetched.
    pub fn load() -> Done<Self> {
        let about = shell::output(shell::program("rustc", &["-vV"]))?;
        let host = about.lines().find_map(|l| l.strip_prefix("host: ")).unwrap_or("x86_64-unknown-linux-gnu");
        let ask = ["metadata", "--format-version", "1", "--all-features", "--filter-platform", host];
        match serde_json::from_str(&shell::output(shell::cargo(&ask))?) {
            Ok(json) => Ok(Self::read(&json)),
            Err(e) => failed(format!("cargo metadata: {e}")),
        }
    }
    /// Reads the answer of `cargo metadata`.
    pub fn read(json: &Value) -> Self {
        let root = format!("{}/", word(json, "workspace_root").unwrap_or_default());
        let ours = list(json, "workspace_members");
        let (mut members, mut packages) = (Vec::new(), Vec::new());
        for package in list(json, "packages") {
            let name = word(package, "name").unwrap_or_default();
            if package.get("id").is_some_and(|id| ours.contains(id)) {
                let manifest = word(package, "manifest_path").unwrap_or_default();
                let folder = manifest.strip_prefix(&root).unwrap_or(&manifest).trim_end_matches("/Cargo.toml");
                // What only tests use does not count: a room's stories are told where other rooms are there too.
                let used = |d: &&Value| word(d, "kind").as_deref() != Some("dev");
                let mut deps: Vec<String> =
                    list(package, "dependencies").iter().filter(used).filter_map(|d| word(d, "name")).collect();
                deps.sort();
                deps.dedup();
                members.push(Member { name: name.clone(), folder: folder.to_owned(), deps });
            }
            packages.push(Package {
                name: format!("{name} {}", word(package, "version").unwrap_or_default()),
                licence: word(package, "license"),
                source: word(package, "source"),
            });
        }
        let target = word(json, "target_directory").map_or_else(|| shell::root().join("target"), Into::into);
        Self { members, packages, target }
    }
}

fn word(json: &Value, field: &str) -> Option<String> {
    json.get(field).and_then(Value::as_str).map(str::to_owned)
}

fn list<'a>(json: &'a Value, field: &str) -> &'a [Value] {
    json.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_told_apart_from_what_they_use() {
        let json = serde_json::json!({
            "workspace_root": "/p", "target_directory": "/p/target", "workspace_members": ["a#1"],
            "packages": [
                {"id": "a#1", "name": "a", "version": "1", "manifest_path": "/p/rooms/a/Cargo.toml", "license": "AGPL-3.0-or-later",
                 "dependencies": [{"name": "web"}, {"name": "web"}, {"name": "serde"}, {"name": "proptest", "kind": "dev"}]},
                {"id": "b#1", "name": "b", "version": "2", "manifest_path": "/x/Cargo.toml", "source": "registry+x", "dependencies": []}
            ]
        });
        let crates = Crates::read(&json);
        let [a] = crates.members.as_slice() else { panic!("one member") };
        assert_eq!(
            (a.folder.as_str(), a.deps.as_slice(), a.floor()),
            ("rooms/a", &["serde".to_owned(), "web".to_owned()][..], Some(Floor::Room))
        );
        assert_eq!(crates.packages.len(), 2);
    }
}
