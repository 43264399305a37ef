//! What the tests need besides Rust, and how it gets onto a Debian machine.

use std::{fs, path::PathBuf, process::Stdio};

use crate::shell::{self, Done, failed, step};

/// Run as root with the names of packages: installs them without letting their services start.
const INSTALL: &str = include_str!("install.sh");

/// Something that the tests need.
struct Need {
    what: &'static str,
    here: bool,
    packages: Vec<String>,
}

/// Makes sure that everything is there: installs it from Debian's packages as root or by `sudo` without a password,
/// else says exactly what to install.
pub fn ensure(browser_journeys: bool, no_install: bool) -> Done {
    let missing: Vec<Need> = needs(browser_journeys).into_iter().filter(|n| !n.here).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<String> = missing.iter().flat_map(|n| n.packages.clone()).collect();
    step(&format!("missing: {}", missing.iter().map(|n| n.what).collect::<Vec<_>>().join(", ")));
    let advice = format!(
        "install it, then try again:\n\n    sudo apt-get update && sudo apt-get install {}\n",
        packages.join(" ")
    );
    let as_root = !no_install && shell::which("apt-get").is_some();
    let mut command = match (as_root, is_root()) {
        (false, _) => return failed(advice),
        (true, true) => shell::program("sh", &["-s", "--"]),
        (true, false) if shell::says_yes(shell::program("sudo", &["-n", "true"])) => {
            shell::program("sudo", &["-n", "sh", "-s", "--"])
        }
        (true, false) => return failed(advice),
    };
    println!("installing from Debian's packages: {}", packages.join(" "));
    command.args(&packages).stdin(Stdio::piped());
    let mut child = command.spawn().or_else(|e| failed(e.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        std::io::Write::write_all(&mut stdin, INSTALL.as_bytes()).or_else(|e| failed(e.to_string()))?;
    }
    match child.wait() {
        Ok(status) if status.success() => {}
        _ => return failed(format!("the installation failed; {advice}")),
    }
    let still: Vec<&str> = needs(browser_journeys).into_iter().filter(|n| !n.here).map(|n| n.what).collect();
    if still.is_empty() {
        Ok(())
    } else {
        failed(format!("still missing after the installation: {}", still.join(", ")))
    }
}

fn needs(browser_journeys: bool) -> Vec<Need> {
    let version = postgres_version();
    let postgis =
        version.as_ref().map_or_else(|| "postgresql-postgis".to_owned(), |v| format!("postgresql-{v}-postgis-3"));
    let mut needs = vec![
        Need { what: "PostgreSQL", here: version.is_some(), packages: vec!["postgresql".to_owned()] },
        Need { what: "PostGIS", here: version.as_deref().is_some_and(has_postgis), packages: vec![postgis] },
    ];
    if browser_journeys {
        needs.push(Need { what: "Chromium", here: browser().is_some(), packages: vec!["chromium".to_owned()] });
        needs.push(Need { what: "Node.js", here: shell::which("node").is_some(), packages: vec!["nodejs".to_owned()] });
        needs.push(Need { what: "npm", here: shell::which("npm").is_some(), packages: vec!["npm".to_owned()] });
    }
    needs
}

/// The newest PostgreSQL server of Debian's packages on this machine (`/usr/lib/postgresql/VERSION/bin`).
fn postgres_version() -> Option<String> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let versions =
        versions.filter(|e| ["initdb", "pg_ctl", "postgres"].iter().all(|p| e.path().join("bin").join(p).is_file()));
    versions.map(|e| e.file_name().to_string_lossy().into_owned()).max_by_key(|v| v.parse::<u32>().unwrap_or(0))
}

fn has_postgis(version: &str) -> bool {
    fs::exists(format!("/usr/share/postgresql/{version}/extension/postgis.control")).unwrap_or(false)
}

/// The browser of the journeys.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|p| p.is_file());
    named.or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| shell::which(name)))
}

fn is_root() -> bool {
    shell::output(shell::program("id", &["-u"])).is_ok_and(|id| id.trim() == "0")
}
