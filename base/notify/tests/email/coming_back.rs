//! What fuzzing begins with, and damaged copies of it.

use kernel::{Dice, SeededDice};

#[test]
fn no_report_breaks_the_reader() {
    let dice = SeededDice::new(13);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/bounces");
    let mut seeds: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 8);
    for seed in seeds {
        let whole = std::fs::read(&seed).unwrap();
        crate::bounces::run(&whole);
        for _ in 0..300 {
            let mut damaged = whole.clone();
            for _ in 0..=dice.below(4) {
                let at = usize::try_from(dice.below(damaged.len() as u64)).unwrap();
                match dice.below(3) {
                    0 => damaged[at] = dice.below(256) as u8,
                    1 => damaged.truncate(at.max(1)),
                    _ => damaged.insert(at, dice.below(256) as u8),
                }
            }
            crate::bounces::run(&damaged);
        }
    }
}
