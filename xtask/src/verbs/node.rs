//! The parts that need Node.js: types of the scripts, journeys in a browser.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::shell::{self, Done};

/// Whether the node modules that the lock file names are installed.
pub fn modules_are_there() -> bool {
    let e2e = shell::root().join("e2e");
    let age = |file: PathBuf| fs::metadata(file).and_then(|m| m.modified()).ok();
    match (age(e2e.join("node_modules/.package-lock.json")), age(e2e.join("package-lock.json"))) {
        (Some(installed), Some(wanted)) => installed >= wanted,
        _ => false,
    }
}

/// Installs exactly what the lock file names.
pub fn install_modules() -> Done {
    if modules_are_there() {
        return Ok(());
    }
    shell::step("node modules of e2e/");
    let mut npm = shell::program("npm", &["ci", "--no-audit", "--no-fund"]);
    npm.current_dir(shell::root().join("e2e"));
    shell::must(npm)
}

/// TypeScript reads the scripts for mistakes (`checkJs`); only where its modules are installed.
pub fn types() -> Done {
    let tsc = shell::root().join("e2e/node_modules/.bin/tsc");
    let project = ["e2e/tsconfig.json", "assets/tsconfig.json", "e2e/jsconfig.json", "assets/jsconfig.json"];
    let project: Vec<&str> = project.into_iter().filter(|p| shell::root().join(p).exists()).collect();
    if !tsc.exists() || project.is_empty() {
        println!("passed over: no TypeScript in e2e/node_modules (`cargo x test` installs it)");
        return Ok(());
    }
    for project in project {
        shell::must(shell::program(&tsc, &["--noEmit", "--project", project]))?;
    }
    Ok(())
}

/// The files of journeys: `e2e/**/*.test.{js,mjs}`.
pub fn journeys() -> Vec<String> {
    let mut found = Vec::new();
    gather(&shell::root().join("e2e"), &mut found);
    found.sort();
    found
}

fn gather(dir: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" {
            gather(&path, found);
        } else if name.ends_with(".test.js") || name.ends_with(".test.mjs") {
            found.push(path.to_string_lossy().into_owned());
        }
    }
}
