//! `cargo x bless`: what a change of the code changes in other files.

use std::{fs, path::Path};

use super::generated;
use crate::shell::{self, Done, Stop, step};

/// Formats, writes the generated files, accepts the snapshots that the last tests left.
pub fn bless(args: &[String]) -> Done {
    if let Some(arg) = args.first() {
        return Err(Stop::Usage(format!("bless takes no {arg:?}")));
    }
    step("format");
    shell::must(shell::cargo(&["fmt", "--all"]))?;
    step("generated files");
    generated::write()?;
    step("snapshots");
    if shell::says_yes(shell::cargo(&["insta", "--version"])) {
        return shell::must(shell::cargo(&["insta", "accept"]));
    }
    let mut inline = 0;
    accept(&shell::root(), &mut inline).or_else(|e| shell::failed(e.to_string()))?;
    if inline > 0 {
        println!(
            "{inline} file(s) with inline snapshots wait: `cargo install cargo-insta`, then `cargo x bless` again"
        );
    }
    Ok(())
}

/// A snapshot in a file of its own is accepted by giving it its name; one inside a source file needs cargo-insta.
fn accept(dir: &Path, inline: &mut usize) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if entry.file_type()?.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                accept(&path, inline)?;
            }
        } else if let Some(accepted) = name.strip_suffix(".new").filter(|n| n.ends_with(".snap")) {
            println!("{accepted}");
            fs::rename(&path, path.with_file_name(accepted))?;
        } else if name.ends_with(".pending-snap") {
            *inline += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_snapshot_takes_the_place_of_the_old_one() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("snapshots")).unwrap();
        let at = |name: &str| dir.path().join("snapshots").join(name);
        fs::write(at("a.snap"), "old").unwrap();
        fs::write(at("a.snap.new"), "new").unwrap();
        fs::write(at(".b.pending-snap"), "").unwrap();
        let mut inline = 0;
        accept(dir.path(), &mut inline).unwrap();
        assert_eq!(
            (fs::read_to_string(at("a.snap")).unwrap().as_str(), at("a.snap.new").exists(), inline),
            ("new", false, 1)
        );
    }
}
