//! Every target over its seeds, over damaged copies of them (always the same ones, so that a failure can be repeated), and over texts
//! that have broken other programs.

use std::{fs, path::Path};

use fuzz::TARGETS;

/// Damaged copies of each seed.
const COPIES: u32 = 300;

/// Some damage to a text: bytes changed, dropped, doubled, or the tail of it gone.
fn damage(seed: &[u8], mut chance: impl FnMut() -> u64) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance() % 4 {
        let Some(at) = (chance() as usize).checked_rem(bytes.len()) else { break };
        match chance() % 5 {
            0 => bytes[at] = chance() as u8,
            1 => bytes[at] = b"[]{},:\"0123456789.-eE"[chance() as usize % 21],
            2 => drop(bytes.remove(at)),
            3 => {
                let end = (at + 1 + chance() as usize % 40).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

#[test]
fn no_input_breaks_a_target() {
    for (name, run) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
        let mut files: Vec<_> = fs::read_dir(&folder).expect("a folder of seeds").map(|f| f.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{name} has no seeds");
        // SplitMix64, as in kernel.
        let mut state = 2015_u64;
        let mut chance = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        for file in files {
            let seed = fs::read(&file).unwrap();
            run(&seed);
            for copy in 0..COPIES {
                let bytes = damage(&seed, &mut chance);
                let done = std::panic::catch_unwind(|| run(&bytes));
                assert!(
                    done.is_ok(),
                    "{name}: {} damaged ({copy}): {}",
                    file.display(),
                    String::from_utf8_lossy(&bytes)
                );
            }
        }
    }
}

#[test]
fn naughty_strings_break_no_target() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/strings/blns.json");
    let texts: Vec<String> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert!(texts.len() > 400);
    for (name, run) in TARGETS {
        for text in &texts {
            for bytes in [text.clone(), serde_json::to_string(text).unwrap()] {
                let done = std::panic::catch_unwind(|| run(bytes.as_bytes()));
                assert!(done.is_ok(), "{name}: {bytes:?}");
            }
        }
    }
}
