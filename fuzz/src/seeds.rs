//! What targets begin with. The tests of the crates include this file, and those of the targets that are theirs: no crate of the program
//! knows the one that fuzzes it.
#![allow(dead_code, reason = "each test that takes this in needs a part of it")]

use std::{
    fs,
    panic::{RefUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

/// Damaged copies of each seed.
const COPIES: u32 = 300;

fn folder() -> PathBuf {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|path| path.join("fuzz/seeds"));
    above.find(|path| path.is_dir()).expect("the folder of seeds")
}

/// The seeds of a target, each with its name, in the order of their names.
#[must_use]
pub fn of(target: &str) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder().join(target)).expect("a folder of seeds").map(|file| file.expect("a seed"));
    let mut seeds: Vec<_> = files
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("a seed")))
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 9, "{target} has {} seeds", seeds.len());
    seeds
}

/// The Big List of Naughty Strings.
#[must_use]
pub fn naughty() -> Vec<String> {
    let list = fs::read(folder().join("strings/blns.json")).expect("the list");
    let texts: Vec<String> = serde_json::from_slice(&list).expect("a list of texts");
    assert!(texts.len() > 400);
    texts
}

/// Some damage to a text: bytes changed, dropped, doubled, or the tail of it gone.
fn damage(seed: &[u8], mut below: impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = below(bytes.len());
        match below(5) {
            0 => bytes[at] = u8::try_from(below(256)).unwrap_or_default(),
            1 => bytes[at] = b"[]{},:\"0123456789.-eE"[below(21)],
            2 => drop(bytes.remove(at)),
            3 => {
                let end = (at + 1 + below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

/// A function over its seeds, over damaged copies of them (always the same ones, so that a failure can be repeated), and over texts that
/// have broken other programs.
pub fn replay(target: &str, run: impl Fn(&[u8]) + RefUnwindSafe) {
    // SplitMix64, as in kernel.
    let mut state = 2015_u64;
    let mut below = |most: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(most).expect("small")).expect("smaller")
    };
    let calm = |bytes: &[u8], what: &str| {
        let done = catch_unwind(|| run(bytes));
        assert!(done.is_ok(), "{target}: {what}: {:?}", String::from_utf8_lossy(bytes));
    };
    for (name, seed) in of(target) {
        calm(&seed, &name);
        for copy in 0..COPIES {
            calm(&damage(&seed, &mut below), &format!("{name}, damaged ({copy})"));
        }
    }
    for text in naughty() {
        calm(text.as_bytes(), "a naughty string");
        calm(serde_json::Value::from(text).to_string().as_bytes(), "a naughty string in JSON");
    }
}
