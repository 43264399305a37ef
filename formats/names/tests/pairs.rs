//! The pairs of `pairs.tsv`, judged by hand. What was tuned was tuned on the first half alone: the rows with an odd number.
#![allow(
    clippy::as_conversions,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use names::{Name, compare};

/// From this value on two names are taken for one.
const ONE: u16 = 800;

#[test]
fn both_halves_are_judged_as_by_hand() {
    let rows: Vec<Vec<&str>> =
        include_str!("pairs.tsv").lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    assert!(rows.len() >= 400, "{}", rows.len());
    for (half, name, least) in [(0, "tuned", 93), (1, "held out", 83)] {
        for verdict in ["same", "not"] {
            let rows = rows.iter().enumerate().filter(|(n, r)| n % 2 == half && r[0] == verdict).map(|(_, r)| r);
            let (mut all, mut wrong) = (0, Vec::new());
            for row in rows {
                all += 1;
                let score = compare(&Name::parse(row[2]), &Name::parse(row[3]));
                if (score.value >= ONE) != (verdict == "same") {
                    // What is held out is counted, not looked at.
                    wrong.push(if half == 0 { format!("{row:?} {score:?}") } else { row[1].to_owned() });
                }
            }
            let right = 100 * (all - wrong.len()) / all;
            println!("{name}, {verdict}: {} of {all} right", all - wrong.len());
            assert!(right >= least, "{name}, {verdict}: {right} %: {wrong:#?}");
        }
    }
}
