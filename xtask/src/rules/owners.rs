//! Rule 3: one owner per technology.

use crate::{
    crates::Member,
    lex,
    tree::{Fault, Tree},
};

/// A technology: packages whose name is one of these words, or begins with one that ends in `*`; the crates that may use it.
/// `night` measures the house against the bare drivers, so it holds them as peers.
const OWNERS: &[(&[&str], &[&str])] = &[
    (
        &["rusqlite", "libsqlite3-sys", "tokio-postgres", "postgres", "postgres-types", "sqlx*", "diesel*"],
        &["store", "night"],
    ),
    (&["async-nats"], &["relay"]),
    (&["lettre", "web-push*"], &["notify"]),
    // The peer that push encryption is measured against.
    (&["ece"], &["night"]),
    (
        &[
            "reqwest",
            "ureq",
            "isahc",
            "surf",
            "curl",
            "attohttpc",
            "awc",
            "hyper-rustls",
            "hyper-tls",
            "hyper-openssl",
            "hickory-*",
            "trust-dns-*",
            "dns-lookup",
            "domain",
            "webpki*",
        ],
        &["outbound"],
    ),
    // To others, and to the database.
    (&["rustls", "rustls-*", "tokio-rustls"], &["outbound", "store"]),
    (&["h3o", "uuid"], &["kernel"]),
    (&["jiff", "chrono", "time"], &["kernel", "web"]),
    (&["rand", "getrandom", "fastrand", "ring", "openssl", "native-tls"], &[]),
    (&["aws-lc-rs"], &["cap", "kernel", "store", "web", "notify", "outbound"]),
    (&["fluent-bundle", "fluent*", "unic-langid"], &["web"]),
    (&["clap"], &["server", "night"]),
];

/// What opens a connection or asks for the address of a name: in no source but those of `outbound`, and of `night`, whose load
/// comes from outside. Some crates can do it that are there for something else (`hyper-util` serves, `tokio` does everything).
const DOORS: &[&[&str]] = &[
    &["hyper_util", "client"],
    &["hyper", "client"],
    &["lookup_host"],
    &["ToSocketAddrs"],
    &["TcpStream"],
    &["UdpSocket"],
];

/// Every way out that is named in the sources of somebody who is not `outbound`.
pub fn doors(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let others = tree.sources().filter(|(path, _)| !path.starts_with("base/outbound/") && !path.starts_with("night/"));
    for (path, text) in others {
        let tokens = lex::tokens(text);
        let kept = lex::without_tests(&tokens);
        for (names, line) in lex::paths(&kept) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if DOORS.iter().any(|door| names.windows(door.len()).any(|w| w == *door)) {
                let what = format!("names {}: what goes out goes through base/outbound", names.join("::"));
                faults.push(Fault::at(path, line, what));
            }
        }
    }
    faults
}

/// Every dependency on an owned technology by a crate that does not own it.
pub fn check(members: &[Member]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for member in members {
        for dep in &member.deps {
            for (packages, owners) in OWNERS {
                if packages.iter().any(|p| matches(p, dep)) && !owners.contains(&member.name.as_str()) {
                    let whose = if owners.is_empty() { "nobody".to_owned() } else { owners.join(", ") };
                    faults.push(Fault::of(&member.folder, format!("uses {dep}, which belongs to {whose}")));
                }
            }
        }
    }
    faults
}

fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |head| name.starts_with(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_outside_the_store_is_found() {
        let found = check(&[
            Member::of("base/store", &["rusqlite", "tokio-postgres"]),
            Member::of("rooms/safety", &["rusqlite"]),
            Member::of("base/web", &["reqwest"]),
            Member::of("base/kernel", &["rand"]),
        ]);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "rooms/safety: uses rusqlite, which belongs to store, night",
                "base/web: uses reqwest, which belongs to outbound",
                "base/kernel: uses rand, which belongs to nobody",
            ]
        );
    }
    #[test]
    fn a_way_out_beside_outbound_is_found() {
        let tree = Tree::of(&[
            ("base/outbound/src/connect.rs", "use tokio::net::TcpStream;"),
            ("night/src/load.rs", "use tokio::net::TcpStream;"),
            ("server/src/serve.rs", "use hyper_util::{rt::TokioIo, server::conn}; use tokio::net::TcpListener;"),
            ("rooms/safety/src/jobs.rs", "use tokio::net::{TcpListener, TcpStream};"),
            (
                "base/notify/src/hook.rs",
                "use hyper_util::client::legacy::Client;\nfn f() { tokio::net::lookup_host(x) }",
            ),
            ("base/notify/src/sms.rs", "#[cfg(test)] mod tests { use std::net::TcpStream; }"),
        ]);
        let found: Vec<String> = doors(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "base/notify/src/hook.rs:1: names hyper_util::client::legacy::Client: what goes out goes through base/outbound",
                "base/notify/src/hook.rs:2: names tokio::net::lookup_host: what goes out goes through base/outbound",
                "rooms/safety/src/jobs.rs:1: names tokio::net::TcpStream: what goes out goes through base/outbound",
            ]
        );
    }
}
