//! The corpus: good documents, and bad ones with the rules that they break and where.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod scene;

use std::{collections::BTreeSet, fs};

use cap::{Level, Message, Rule, Settings, Version};
use scene::{corpus, told};

/// The files of the table, with their rules.
fn expected() -> Vec<(String, Vec<u8>, String)> {
    let table = fs::read_to_string(corpus().join("expected.tsv")).unwrap();
    let row = |line: &str| {
        let (file, rules) = line.split_once('\t').unwrap();
        (file.to_owned(), fs::read(corpus().join(file)).unwrap(), rules.to_owned())
    };
    table.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

#[test]
fn every_document_breaks_the_rules_that_the_table_says_and_no_others() {
    let mut wrong = String::new();
    for (file, document, expected) in expected() {
        let (fine, problems) = told(&document);
        let found: Vec<_> = problems.iter().map(|p| format!("{}@{}", p.rule.code(), p.line)).collect();
        if found.join(" ") != expected || fine != file.starts_with("good/") {
            wrong += &format!("{file}\t{}\n", found.join(" "));
        }
    }
    assert!(wrong.is_empty(), "not so:\n{wrong}");
}

#[test]
fn the_table_and_the_folders_are_the_same_list() {
    let named: BTreeSet<String> = expected().into_iter().map(|(file, ..)| file).collect();
    let mut there = BTreeSet::new();
    for folder in ["bad", "good"] {
        let files = fs::read_dir(corpus().join(folder)).unwrap();
        there.extend(files.map(|f| format!("{folder}/{}", f.unwrap().file_name().to_str().unwrap())));
    }
    assert_eq!(named, there);
    assert!(named.iter().filter(|name| name.starts_with("bad/")).count() > 100);
}

#[test]
fn every_rule_is_broken_somewhere() {
    let all: String = expected().into_iter().map(|(.., rules)| format!(" {rules}")).collect();
    // These take a document of a size that is no good in a corpus: see `limits.rs`.
    let elsewhere = [Rule::Many, Rule::LongDocument, Rule::Unchecked];
    let missing: Vec<_> = Rule::ALL.iter().filter(|r| !all.contains(&format!(" {}@", r.code()))).copied().collect();
    assert_eq!(missing, elsewhere);
}

#[test]
fn what_is_good_is_written_as_1_2_and_says_the_same() {
    for (file, document, _) in expected().into_iter().filter(|(file, ..)| file.starts_with("good/")) {
        let alert = Message::read(&document[..], &Settings::default()).unwrap().into_alert().unwrap();
        let written = alert.to_xml().unwrap();
        let again = Message::read(written.as_bytes(), &Settings::default()).unwrap();
        assert_eq!((again.version(), again.alert()), (Version::V1_2, Some(&alert)), "{file}");
        assert!(again.is_fine(), "{file}: {:?}", again.problems());
        assert_eq!(again.into_alert().unwrap().to_xml().unwrap(), written, "{file}");
    }
}

#[test]
fn older_words_come_out_as_those_of_today() {
    let alert = |name: &str| {
        let document = fs::read(corpus().join(name)).unwrap();
        Message::read(&document[..], &Settings::default()).unwrap().into_alert().unwrap()
    };
    let old = alert("good/version-1.0.xml");
    let info = &old.infos[0];
    assert_eq!(
        (old.scope, info.certainty, &info.categories[..]),
        (cap::Scope::Public, cap::Certainty::Likely, &[cap::Category::Other][..])
    );
    assert_eq!(info.event_codes, [cap::NamedValue::new("SAME", "FFW")]);
    assert_eq!(info.areas[0].geocodes, [cap::NamedValue::new("FIPS6", "006109")]);
    assert_eq!(info.language, cap::DEFAULT_LANGUAGE);
    let newer = alert("good/version-1.1-older-ways.xml");
    assert_eq!(newer.sent.to_string(), "2015-11-13T21:20:00-00:00");
    assert_eq!(newer.infos[0].resources[0].mime_type, "application/octet-stream");
    for name in ["good/latin-1.xml", "good/utf-16.xml"] {
        assert_eq!(alert(name).infos[0].event, "Incident étrange", "{name}");
    }
}

#[test]
fn a_problem_quotes_nothing_of_what_is_written() {
    for (file, document, _) in expected() {
        for problem in told(&document).1 {
            let said = problem.to_string();
            for written in ["2015", "alerts", "example", "Attentat", "Exempleville", "Anouk"] {
                assert!(!said.contains(written), "{file}: {said}");
            }
        }
    }
}

#[test]
fn a_document_can_be_cut_off_anywhere() {
    let document = fs::read(corpus().join("good/whole.xml")).unwrap();
    let end = document.iter().rposition(|b| *b == b'>').unwrap();
    for cut in 0..end {
        let (fine, problems) = told(&document[..cut]);
        assert!(!fine && problems.last().unwrap().rule.level() == Level::Fatal, "{cut}");
    }
}

#[test]
fn the_documentation_lists_every_rule() {
    // The crate alone has no such page.
    let Ok(page) = fs::read_to_string(corpus().join("../../../../docs/cap.md")) else { return };
    for link in cap::Link::ALL {
        assert!(page.contains(&format!("| `{link}` | {} | ", link.level())), "{link}");
    }
    for rule in Rule::ALL {
        let row = format!("| `{}` | {} | {} | {} |", rule.code(), rule.level(), rule.source(), rule.says());
        assert!(page.contains(&row), "{row}");
    }
}
