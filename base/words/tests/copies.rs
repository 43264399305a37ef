//! Copies are found, and what only resembles is not.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use words::{Bands, Sketch};

const CORPUS: &str = include_str!("corpus/copies.tsv");

/// Names of places, as a server knows them.
fn place(word: &str) -> bool {
    ["halles", "republique", "goncourt", "voltaire", "chatelet", "est", "nord"].contains(&word)
}

fn corpus() -> Vec<(&'static str, &'static str)> {
    CORPUS.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once('\t').unwrap()).collect()
}

#[test]
fn copies_are_told_from_what_is_said_of_the_same_place() {
    let all: Vec<_> =
        corpus().into_iter().filter_map(|(group, text)| Some((group, text, Sketch::of(text, place)?))).collect();
    let (mut pairs, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for (n, (group, text, sketch)) in all.iter().enumerate() {
        for (other_group, other, other_sketch) in &all[n + 1..] {
            let same = sketch.says_the_same(other_sketch);
            assert_eq!(same, other_sketch.says_the_same(sketch), "either way round");
            let far = sketch.distance(other_sketch);
            let line = format!("{far:3} {} {text} | {other}", sketch.speaks_of_another(other_sketch));
            if group == other_group {
                pairs += 1;
                if !same {
                    missed.push(line);
                }
            } else if same {
                wrong.push(line);
            }
        }
    }
    assert!(wrong.is_empty(), "gathered and should not be:\n{}", wrong.join("\n"));
    // What is missed is found by hand.
    assert!(missed.len() * 12 <= pairs, "{} of {pairs} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_text_that_is_short_or_only_tags_is_like_no_other() {
    for text in [
        "",
        "Merci à tous",
        "#PorteOuverte #Paris #RechercheParis #Halles",
        "https://exemple.org/un/tres/long/chemin/de/page",
        "⟦phone⟧ ⟦address⟧",
    ] {
        assert_eq!(Sketch::of(text, |_| false), None, "{text}");
    }
}

fn sketch_of(slots: &[u32; 96]) -> Sketch {
    let bytes: Vec<u8> = slots.iter().chain([&0]).flat_map(|n| n.to_be_bytes()).collect();
    Sketch::from_bytes(&bytes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn bands_find_every_pair_within_the_stated_distance(
        slots in prop::array::uniform32(any::<[u32; 3]>()),
        changed in prop::collection::btree_set(0_usize..96, 0..=Bands::<u8>::SURE),
        others in prop::collection::vec(prop::array::uniform32(any::<[u32; 3]>()), 0..8),
    ) {
        let flat = |s: [[u32; 3]; 32]| -> [u32; 96] { s.concat().try_into().unwrap() };
        let one = flat(slots);
        let mut two = one;
        for at in &changed {
            two[*at] = two[*at].wrapping_add(1);
        }
        let mut bands = Bands::default();
        for (n, other) in others.iter().enumerate() {
            bands.add(sketch_of(&flat(*other)), n + 1);
        }
        bands.add(sketch_of(&one), 0);
        let asked = sketch_of(&two);
        let found: Vec<_> = bands.near(&asked).filter(|(of, ..)| **of == 0).collect();
        prop_assert_eq!(found.len(), 1, "once");
        prop_assert_eq!(found[0].2, changed.len());
    }

    #[test]
    fn a_text_says_the_same_as_itself_and_is_kept_whole(text in "\\PC{0,200}") {
        if let Some(sketch) = Sketch::of(&text, |_| false) {
            prop_assert!(sketch.says_the_same(&sketch));
            prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        }
    }

    #[test]
    fn nothing_that_was_kept_is_read_amiss(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        if let Some(sketch) = Sketch::from_bytes(&bytes) {
            prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        }
    }
}

/// Ten thousand texts that have nothing to do with each other share few bands: what is asked costs a handful of comparisons.
#[test]
fn few_are_looked_at_among_many() {
    let words: Vec<&str> = CORPUS.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2).collect();
    let mut seed = 7_u64;
    let mut next = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 40).unwrap()
    };
    let mut text = || (0..14).map(|_| words[next() % words.len()]).collect::<Vec<_>>().join(" ");
    let mut bands = Bands::default();
    for n in 0..10_000 {
        bands.add(Sketch::of(&text(), |_| false).unwrap(), n);
    }
    let looked: usize = (0..100).map(|_| bands.near(&Sketch::of(&text(), |_| false).unwrap()).count()).sum();
    assert!(looked < 100 * 10_000 / 50, "{looked} of a million comparisons");
}
