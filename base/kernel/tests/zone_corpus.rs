//! The seeds of the fuzz target, each with the answer that its name foretells: `CODE.what-it-is.json`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::{fs, path::Path};

use kernel::{Refuse, Zone, ZoneLimits};

#[path = "../../../fuzz/src/zone.rs"]
mod target;

#[test]
fn every_seed_is_answered_as_its_name_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/zone");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        target::run(&bytes);
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let expected = name.split('.').next().unwrap();
        let found = match Zone::from_text(&String::from_utf8_lossy(&bytes), &ZoneLimits::default()) {
            Ok(_) => "ok",
            Err(fault) => fault.refusal().code,
        };
        assert_eq!(found, expected, "{name}");
        seen += 1;
    }
    assert!(seen >= 40, "only {seen} seeds");
}
