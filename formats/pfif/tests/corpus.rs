//! The corpus: good documents, and bad ones with the rules that they break and where.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{fs, path::PathBuf};

use pfif::{Limits, Reader, Record, Rule, Settings, Severity, Time, Writer, convert, validate};

pub fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn told(document: &[u8]) -> (pfif::Report, Vec<pfif::Problem>) {
    let now = Time::parse("2015-12-20T00:00:00Z");
    let mut problems = Vec::new();
    let settings = Settings { now, ..Settings::default() };
    let report = validate(document, &settings, |p| problems.push(p.clone())).unwrap();
    (report, problems)
}

/// The files of the table, with their rules.
fn expected() -> Vec<(String, Vec<u8>, String)> {
    let table = fs::read_to_string(corpus().join("expected.tsv")).unwrap();
    let rows = table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once('\t').unwrap());
    rows.map(|(file, rules)| (file.to_owned(), fs::read(corpus().join(file)).unwrap(), rules.to_owned())).collect()
}

#[test]
fn every_document_breaks_the_rules_that_the_table_says_and_no_others() {
    let mut wrong = String::new();
    for (file, document, expected) in expected() {
        let (report, problems) = told(&document);
        let found: Vec<_> = problems.iter().map(|p| format!("{}@{}", p.rule.code(), p.line)).collect();
        if found.join(" ") != expected {
            wrong += &format!("{file}\n  expected {expected}\n  found    {}\n", found.join(" "));
        }
        assert_eq!(report.is_fine(), file.starts_with("good/"), "{file}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_table_and_the_folders_are_the_same_list_and_large_enough() {
    let named: Vec<_> = expected().into_iter().map(|(file, ..)| file).collect();
    let mut there = Vec::new();
    for folder in ["bad", "good"] {
        for file in fs::read_dir(corpus().join(folder)).unwrap() {
            there.push(format!("{folder}/{}", file.unwrap().file_name().to_string_lossy()));
        }
    }
    there.sort();
    assert_eq!(named, there);
    assert!(named.iter().filter(|n| n.starts_with("bad/")).count() >= 60);
}

#[test]
fn every_rule_is_broken_somewhere() {
    let all: String = expected().into_iter().map(|(.., rules)| format!(" {rules}")).collect();
    // These need a document of a size that is no good in a corpus: see `limits.rs`.
    let elsewhere = [Rule::LongPiece, Rule::LongDocument, Rule::LongRecord, Rule::Unchecked];
    for rule in Rule::ALL.iter().filter(|r| !elsewhere.contains(r)) {
        assert!(all.contains(&format!(" {}@", rule.code())), "{} is broken nowhere", rule.code());
    }
}

#[test]
fn what_is_good_converts_to_a_document_of_the_newest_version_that_is_good_and_says_the_same() {
    for (file, document, _) in expected().into_iter().filter(|(file, ..)| file.starts_with("good/")) {
        let (report, written) = convert(&document[..], Vec::new(), Limits::default(), |_| ()).unwrap();
        let read = |text: &[u8]| -> Vec<Record> { Reader::new(text).filter_map(|i| i.unwrap().record).collect() };
        assert_eq!(read(&written), read(&document), "{file}");
        assert!(report.is_fine(), "{file}");
        let now = told(&written);
        assert_eq!(now.0.version.unwrap().as_str(), "1.4", "{file}");
        let worse: Vec<_> = now.1.iter().filter(|p| p.severity() > Severity::Warning).collect();
        assert!(worse.is_empty(), "{file}: {worse:?}");
        // Once more changes nothing.
        let again = convert(&written[..], Vec::new(), Limits::default(), |_| ()).unwrap().1;
        assert!(again == written, "{file}");
    }
}

#[test]
fn a_problem_quotes_nothing_of_what_is_written() {
    for (file, document, _) in expected() {
        for problem in told(&document).1 {
            let said = problem.to_string();
            for private in ["Anouk", "Basile", "Chlo", "thirty", "call me"] {
                assert!(!said.contains(private), "{file}: {said}");
            }
        }
    }
}

#[test]
fn a_document_can_be_cut_off_anywhere() {
    let document = fs::read(corpus().join("good/person-whole.xml")).unwrap();
    let end = document.iter().rposition(|b| *b == b'>').unwrap();
    for cut in 0..end {
        let (report, problems) = told(&document[..cut]);
        assert!(!report.whole, "{cut}");
        assert_eq!(problems.last().unwrap().severity(), Severity::Fatal);
    }
    assert!(Writer::document(Vec::new()).finish().is_ok());
}

#[test]
fn the_documentation_lists_every_rule() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/pfif.md");
    // The crate alone has no such page.
    let Ok(page) = fs::read_to_string(page) else { return };
    for rule in Rule::ALL {
        let row = format!("| `{}` | {} | {} |", rule.code(), rule.severity().as_str(), rule.says());
        assert!(page.contains(&row), "{row}");
    }
}
