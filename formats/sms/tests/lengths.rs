//! Lengths, parts and cuts.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use sms::{Encoding, MOST_PARTS, fit, measure, septets, split};

/// 3GPP TS 23.038, 6.2.1, written down a second time: by code, with the code points.
const TABLE: &str = include_str!("gsm7.tsv");

#[test]
fn every_character_of_the_standard_and_no_other() {
    let mut known = std::collections::BTreeMap::new();
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let (code, point) = line.split_once('\t').expect("code, code point");
        let point = char::from_u32(u32::from_str_radix(point, 16).unwrap()).unwrap();
        assert_eq!(known.insert(point, code.len() / 2), None, "{code} twice");
    }
    assert_eq!(known.len(), 127 + 10);
    for c in '\0'..=char::MAX {
        assert_eq!(septets(c), known.get(&c).copied(), "U+{:04X}", c as u32);
    }
    for c in "éèàùìòÄÖÑÜäöñüÇÉøØåÅß¿¡£¥".chars() {
        assert_eq!(septets(c), Some(1), "{c}");
    }
    for c in "ÊêçÀÈáíóúâîôœ«»’…–őãõ\u{1b}\t\u{a0}".chars() {
        assert_eq!(septets(c), None, "{c}");
    }
}

#[test]
fn limits_are_those_of_the_standard() {
    for (unit, alone, in_each) in [("a", 160, 153), ("ê", 70, 67), ("é", 160, 153), ("م", 70, 67)] {
        assert_eq!(measure(&unit.repeat(alone)).parts, 1, "{unit}");
        assert_eq!(measure(&unit.repeat(alone)).left, 0);
        assert_eq!(measure(&unit.repeat(alone + 1)).parts, 2);
        assert_eq!(measure(&unit.repeat(in_each * 2)).parts, 2);
        assert_eq!(measure(&unit.repeat(in_each * 2 + 1)).parts, 3);
        assert_eq!(measure(&unit.repeat(in_each * 2 + 1)).left, in_each - 1);
    }
    assert_eq!(measure("€".repeat(80).as_str()).parts, 1);
    assert_eq!(measure("€".repeat(81).as_str()).parts, 2);
    let empty = measure("");
    assert_eq!((empty.encoding, empty.units, empty.parts, empty.left), (Encoding::Gsm7, 0, 1, 160));
}

#[test]
fn pairs_stay_together() {
    // 152 septets, then an escape pair that does not fit into the 153rd.
    let text = format!("{}€{}", "a".repeat(152), "b".repeat(20));
    let parts = split(&text);
    assert_eq!((parts[0].units, parts[1].units), (152, 22));
    assert!(parts[1].text.starts_with('€'));
    assert_eq!(measure(&format!("{}€{}", "a".repeat(152), "b".repeat(151))).parts, 2);
    assert_eq!(measure(&format!("{}€{}", "a".repeat(152), "b".repeat(152))).parts, 3, "306 septets, and one lost");
    // 66 units, then an emoji of two.
    let text = format!("{}😀{}", "ê".repeat(66), "ê".repeat(10));
    let parts = split(&text);
    assert_eq!((parts[0].units, parts[1].units), (66, 12));
}

/// What is sent on such a night, with the units counted by hand or by another program.
const CORPUS: &[(&str, Encoding, usize, usize)] = &[
    ("Allez-vous bien ? Répondez OK, AIDE ou OUT.", Encoding::Gsm7, 43, 1),
    ("Êtes-vous en sécurité ? Répondez OK, AIDE ou OUT.", Encoding::Ucs2, 49, 1),
    ("Ça va ? Çà et là.", Encoding::Gsm7, 17, 1),
    ("EXERCICE : ceci est un exercice, façon de vérifier.", Encoding::Ucs2, 51, 1),
    ("Votre code : 123456. Il vaut 10 minutes. [Rhizome]", Encoding::Gsm7, 52, 1),
    ("¿Está usted bien? Responda OK, AYUDA o FUERA.", Encoding::Ucs2, 45, 1),
    ("¿Estas bien? Mañana sera otro dia.", Encoding::Gsm7, 34, 1),
    ("Sind Sie in Sicherheit? Antworten Sie OK. Straßen gesperrt: Äußere, Öl, Übel.", Encoding::Gsm7, 77, 1),
    ("Você está bem? Responda OK, AJUDA ou FORA.", Encoding::Ucs2, 42, 1),
    ("Coraçao e Açores", Encoding::Ucs2, 16, 1),
    ("هل أنت بخير؟ أجب بكلمة نعم أو مساعدة.", Encoding::Ucs2, 37, 1),
    ("Coût : 5 €", Encoding::Ucs2, 10, 1),
    ("Prix : 5 €", Encoding::Gsm7, 11, 1),
    ("On pense à vous 💙", Encoding::Ucs2, 18, 1),
    ("L’abri", Encoding::Ucs2, 6, 1),
];

#[test]
fn the_corpus_is_measured() {
    for (text, encoding, units, parts) in CORPUS {
        let m = measure(text);
        assert_eq!((m.encoding, m.units, m.parts), (*encoding, *units, *parts), "{text}");
        for times in [1, 3, 9] {
            check(&text.repeat(times));
        }
    }
}

/// What holds for every text.
fn check(text: &str) {
    let whole = measure(text);
    let parts = split(text);
    assert_eq!(parts.iter().map(|p| p.text.as_str()).collect::<String>(), text);
    assert_eq!(parts.len(), whole.parts);
    assert_eq!(parts.iter().map(|p| p.units).sum::<usize>(), whole.units);
    let limit = if parts.len() == 1 { whole.encoding.alone() } else { whole.encoding.in_each() };
    assert!(parts.iter().all(|p| p.units <= limit));
    assert_eq!(parts.last().unwrap().units + whole.left, limit);
    for wanted in [0, 1, 2, 3] {
        let cut = fit(text, wanted);
        if wanted == 0 {
            assert_eq!(cut, "");
            continue;
        }
        let m = measure(&cut);
        assert!(m.parts <= wanted, "{cut:?} takes {} of {wanted}", m.parts);
        if whole.parts <= wanted {
            assert_eq!(cut, text);
        } else {
            let kept = cut.strip_suffix(if m.encoding == Encoding::Gsm7 { "..." } else { "…" }).expect("an ellipsis");
            assert!(text.starts_with(kept));
        }
    }
}

#[test]
fn it_is_cut_where_a_reader_would() {
    let words = "sicherheit ".repeat(20);
    assert_eq!(fit(&words, 1), format!("{}...", "sicherheit ".repeat(14).trim_end()));
    // One long word is cut in the middle, and a family of four is not.
    assert_eq!(fit(&"a".repeat(200), 1), format!("{}...", "a".repeat(157)));
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(fit(&family.repeat(9), 1), format!("{}…", family.repeat(6)));
    // Letters with marks of their own stay whole.
    assert!(!fit(&"e\u{301}".repeat(60), 1).ends_with("e…"));
    // What would need UCS-2 lies behind the cut: what is kept does not pay for it.
    assert!(fit(&format!("{}ê", "mot ".repeat(60)), 1).ends_with("..."));
    assert_eq!(measure(&fit(&"ê".repeat(100_000), 1_000)).parts, MOST_PARTS);
}

proptest! {
    #[test]
    fn every_text_can_be_measured_and_cut(text in any::<String>()) {
        check(&text);
    }
    #[test]
    fn every_text_of_common_signs_too(text in "([a-zéèêç€\\[ 😀مخ\u{301}]|sécurité |بخير ){0,400}") {
        check(&text);
    }
    #[test]
    fn more_parts_keep_more(text in "[a-z€ê ]{0,700}", parts in 1_usize..4) {
        prop_assert!(fit(&text, parts).chars().count() <= fit(&text, parts + 1).chars().count() + 3);
    }
}
