//! What the tests need besides Rust, and how it gets onto a Debian machine.

use std::{fs, io::Write, path::PathBuf, process::Stdio};

use crate::shell::{self, Done, failed, step};

/// Run as root with the names of packages: installs them without letting their services start.
const INSTALL: &str = include_str!("install.sh");

/// Something that the tests need, or do more with.
struct Need {
    what: &'static str,
    here: bool,
    /// Without it some tests and benches pass over what they would have compared.
    wish: bool,
    package: String,
}

/// Makes sure that everything is there: installs it from Debian's packages as root or by `sudo` without a password,
/// else says exactly what to install.
pub fn ensure(node_modules: bool, browser_journeys: bool, no_install: bool) -> Done {
    let missing: Vec<Need> = needs(node_modules, browser_journeys).into_iter().filter(|n| !n.here).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|n| n.package.as_str()).collect();
    step(&format!("missing: {}", names(&missing)));
    let advice = format!("sudo apt-get update && sudo apt-get install {}", packages.join(" "));
    let able = !no_install && shell::which("apt-get").is_some();
    let mut command = match (able, is_root()) {
        (true, true) => shell::program("sh", &["-s", "--"]),
        (true, false) if shell::says_yes(shell::program("sudo", &["-n", "true"])) => {
            shell::program("sudo", &["-n", "sh", "-s", "--"])
        }
        _ if missing.iter().all(|n| n.wish) => {
            println!("some comparisons are passed over; to have them: {advice}");
            return Ok(());
        }
        _ => return failed(format!("install it, then try again:\n\n    {advice}\n")),
    };
    println!("installing from Debian's packages: {}", packages.join(" "));
    command.args(&packages).stdin(Stdio::piped());
    let mut child = command.spawn().or_else(|e| failed(e.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(INSTALL.as_bytes()).or_else(|e| failed(e.to_string()))?;
    }
    let installed = child.wait().is_ok_and(|status| status.success());
    let still: Vec<Need> = needs(node_modules, browser_journeys).into_iter().filter(|n| !n.here && !n.wish).collect();
    match (installed, still.is_empty()) {
        (_, true) => Ok(()),
        (true, false) => failed(format!("still missing after the installation: {}", names(&still))),
        (false, false) => failed(format!("the installation failed; try it yourself:\n\n    {advice}\n")),
    }
}

fn names(needs: &[Need]) -> String {
    needs.iter().map(|n| n.what).collect::<Vec<_>>().join(", ")
}

fn needs(node_modules: bool, browser_journeys: bool) -> Vec<Need> {
    let need = |what, here, package: &str| Need { what, here, wish: false, package: package.to_owned() };
    let on_path = |programs: &[&str]| programs.iter().all(|p| shell::which(p).is_some());
    let version = postgres_version();
    let server = version.is_some() || on_path(&["initdb", "postgres"]);
    let postgis =
        version.as_ref().map_or_else(|| "postgresql-postgis".to_owned(), |v| format!("postgresql-{v}-postgis-3"));
    // A server that is not Debian's has extensions that are not ours to judge.
    let has_postgis = version.as_deref().map_or(server, has_postgis);
    let mut needs =
        vec![need("PostgreSQL", server, "postgresql"), Need { wish: true, ..need("PostGIS", has_postgis, &postgis) }];
    // The mail server that mails are handed to, and the certificates that it shows.
    needs.push(need("aiosmtpd", has_python("aiosmtpd"), "python3-aiosmtpd"));
    // The other reader of what the register of missing people writes.
    needs.push(need("lxml", has_python("lxml.etree"), "python3-lxml"));
    // The other readers of alerts and of their signatures, and what makes the keys of the tests.
    needs.push(need("xmllint", on_path(&["xmllint"]), "libxml2-utils"));
    needs.push(need("xmlsec1", on_path(&["xmlsec1"]), "xmlsec1"));
    needs.push(need("openssl", on_path(&["openssl"]), "openssl"));
    // Daemons of Debian's are where a user's path does not lead.
    let daemon = |name: &str| shell::which(name).is_some() || PathBuf::from("/usr/sbin").join(name).is_file();
    needs.push(need("Kannel", daemon("bearerbox") && daemon("smsbox"), "kannel"));
    let centre = fs::exists("/usr/lib/kannel/test/fakesmsc").unwrap_or(false);
    needs.push(need("Kannel's false SMS centre", centre, "kannel-extras"));
    // The other server of live streams.
    let nchan = daemon("nginx") && fs::exists("/usr/lib/nginx/modules/ngx_nchan_module.so").unwrap_or(false);
    needs.push(Need { wish: true, ..need("nginx", nchan, "nginx") });
    needs.push(Need { wish: true, ..need("nginx's nchan", nchan, "libnginx-mod-nchan") });
    if browser_journeys {
        needs.push(need("Chromium", browser().is_some(), "chromium"));
        // Chromium subscribes with one push service alone, which is far away; this one with that of the tests.
        needs.push(Need { wish: true, ..need("Firefox", on_path(&["firefox-esr"]), "firefox-esr") });
    }
    if node_modules {
        needs.push(need("Node.js", on_path(&["node"]), "nodejs"));
        needs.push(need("npm", on_path(&["npm"]), "npm"));
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

/// The Python of Debian's packages, or else the first there is: the one that the tests take.
fn has_python(module: &str) -> bool {
    let debian = "/usr/bin/python3";
    let python = if fs::exists(debian).unwrap_or(false) { debian } else { "python3" };
    shell::says_yes(shell::program(python, &["-c", &format!("import {module}")]))
}

/// The browser of the journeys.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|p| p.is_file());
    named.or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| shell::which(name)))
}

fn is_root() -> bool {
    shell::output(shell::program("id", &["-u"])).is_ok_and(|id| id.trim() == "0")
}
