//! The seeds of the fuzz target, each with the answer that its name foretells: `CODE.what-it-is.json`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use kernel::{Refuse, Zone, ZoneLimits};

#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../../../fuzz/src/zone.rs"]
mod target;

#[test]
fn every_seed_is_answered_as_its_name_says() {
    let all = seeds::of("zone");
    assert!(all.len() >= 40, "only {} seeds", all.len());
    for (name, bytes) in all {
        target::run(&bytes);
        let expected = name.split('.').next().unwrap();
        let found = match Zone::from_text(&String::from_utf8_lossy(&bytes), &ZoneLimits::default()) {
            Ok(_) => "ok",
            Err(fault) => fault.refusal().code,
        };
        assert_eq!(found, expected, "{name}");
    }
}
