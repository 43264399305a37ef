//! How well names are found, by what became of them, and how many strangers would be proposed.
//!
//! `cargo run --release -p names --example recall [PEOPLE] [QUERIES OF EACH KIND]`
#![allow(
    clippy::as_conversions,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout
)]

use std::{collections::HashMap, time::Instant};

use names::{
    Index, Strength,
    invent::{Inventor, KINDS, Person},
};

fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<usize>().expect("a number"));
    let (people, queries) = (args.next().unwrap_or(1_000_000), args.next().unwrap_or(1_000));
    if queries > 0 {
        found(people, queries);
    }
    strangers();
}

/// Recall at ten and precision at one, by kind. Any record with the same full name is a hit.
fn found(people: usize, queries: usize) {
    let mut inventor = Inventor::new(2015);
    let everybody: Vec<Person> = (0..people).map(|_| inventor.person()).collect();
    let mut index = Index::new();
    let begun = Instant::now();
    for (id, person) in everybody.iter().enumerate() {
        index.insert(id, &person.name());
    }
    println!(
        "{people} people, {} distinct words, put in within {:.1} s, {} MB in all",
        index.distinct_words(),
        begun.elapsed().as_secs_f64(),
        resident()
    );
    let verbose = std::env::var_os("MISSES").is_some();
    let mut slowest: Vec<f64> = Vec::new();
    for kind in KINDS {
        let (mut asked, mut at_ten, mut at_one) = (0, 0, 0);
        let mut tries = 0;
        let mut times = Vec::new();
        while asked < queries && tries < queries * 300 {
            tries += 1;
            let sought = &everybody[inventor.below(people)];
            let Some(query) = inventor.variant(sought, kind) else { continue };
            asked += 1;
            let begun = Instant::now();
            let hits = index.search(&query, 10);
            times.push(begun.elapsed().as_secs_f64() * 1e3);
            let full = names_of(sought);
            let same = |id: usize| names_of(&everybody[id]).iter().any(|n| full.contains(n));
            let rank = hits.iter().position(|h| same(h.id));
            at_ten += usize::from(rank.is_some());
            at_one += usize::from(rank == Some(0));
            if verbose && rank.is_none() {
                println!(
                    "  missed {kind:?}: {query} for {}; first {:?}",
                    sought.name(),
                    hits.first().map(|h| (everybody[h.id].name(), &h.score))
                );
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0.0);
        println!(
            "{kind:?}\t{asked}\trecall@10 {:.4}\tprecision@1 {:.4}\tmedian {:.2} ms\tp99 {:.2} ms",
            at_ten as f64 / asked.max(1) as f64,
            at_one as f64 / asked.max(1) as f64,
            at(0.5),
            at(0.99)
        );
        slowest.push(at(0.99));
    }
}

/// The full names of somebody, with and without the name at birth: their words in whatever order.
fn names_of(person: &Person) -> Vec<Vec<String>> {
    let words = |family: &str| {
        let mut words: Vec<String> =
            format!("{} {family}", person.given).split([' ', '-']).map(str::to_lowercase).collect();
        words.sort();
        words
    };
    std::iter::once(words(&person.family)).chain(person.birth.as_deref().map(words)).collect()
}

/// 10,000 check-ins of people nobody seeks against 20,000 open notices, several times.
fn strangers() {
    let mut totals: HashMap<(&str, Strength), usize> = HashMap::new();
    let mut by_bits: HashMap<u16, usize> = HashMap::new();
    let runs = 10;
    let mut took = 0.0;
    for run in 0..runs {
        let mut inventor = Inventor::new(4_000 + run);
        let notices: Vec<Person> = (0..20_000).map(|_| inventor.person()).collect();
        let mut index = Index::new();
        for (id, person) in notices.iter().enumerate() {
            index.insert(id, &person.name());
        }
        let arriving: Vec<Person> = (0..10_000).map(|_| inventor.person()).collect();
        let names: Vec<String> = arriving.iter().map(Person::name).collect();
        let begun = Instant::now();
        let found: Vec<_> = names.iter().map(|n| index.matches(n, names::LIKELY)).collect();
        took += begun.elapsed().as_secs_f64();
        for (person, hits) in arriving.iter().zip(found) {
            let best = |age: bool| {
                let fits = hits.iter().filter(|h| !age || notices[h.id].born.abs_diff(person.born) <= 2);
                fits.map(|h| h.score.strength()).max()
            };
            for (what, strength) in [("name", best(false)), ("name and age", best(true))] {
                if let Some(strength) = strength {
                    *totals.entry((what, strength)).or_default() += 1;
                }
            }
            for h in
                hits.iter().filter(|h| notices[h.id].born.abs_diff(person.born) <= 2 && h.score.value >= names::SAME)
            {
                *by_bits.entry(h.score.bits / 10).or_default() += 1;
                if std::env::var_os("MISSES").is_some() && h.score.bits >= 200 {
                    println!("  missed stranger {} {}: {:?}", person.name(), notices[h.id].name(), h.score);
                }
            }
        }
    }
    let mut totals: Vec<_> = totals.into_iter().collect();
    totals.sort();
    for ((what, strength), n) in totals {
        println!("strangers with a best match of {strength:?} by {what}: {:.1} of 10,000", n as f64 / runs as f64);
    }
    let mut by_bits: Vec<_> = by_bits.into_iter().collect();
    by_bits.sort();
    println!("pairs of value {} and age, by bits: {by_bits:?}", names::SAME);
    println!("{:.0} check-ins/s against 20,000 notices", runs as f64 * 10_000.0 / took);
}

fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) / 1024
}
