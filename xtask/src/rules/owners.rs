//! Rule 3: one owner per technology.

use crate::{crates::Member, tree::Fault};

/// A technology: packages whose name is one of these words, or begins with one that ends in `*`; the crates that may use it.
/// `night` measures the house against the bare drivers, so it holds them as peers.
const OWNERS: &[(&[&str], &[&str])] = &[
    (
        &["rusqlite", "libsqlite3-sys", "tokio-postgres", "postgres", "postgres-types", "sqlx*", "diesel*"],
        &["store", "night"],
    ),
    (&["async-nats"], &["relay"]),
    (&["lettre", "web-push*", "ece"], &["notify"]),
    (&["reqwest", "ureq", "isahc", "surf", "curl", "hickory-*", "trust-dns-*"], &["outbound"]),
    (&["h3o", "uuid"], &["kernel"]),
    (&["jiff", "chrono", "time"], &["kernel", "web"]),
    (&["rand", "getrandom", "fastrand", "ring", "openssl", "rustls"], &[]),
    (&["aws-lc-rs"], &["kernel", "store", "web", "notify", "outbound"]),
    (&["fluent-bundle", "fluent*", "unic-langid"], &["web"]),
    (&["clap"], &["server", "night"]),
];

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
}
