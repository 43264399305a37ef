//! Hashtags: Twitter's own cases, and what holds for every text and every tag.
//!
//! `corpus/twitter-text-extract.yml` is `conformance/extract.yml` of twitter/twitter-text 30e2430d, unchanged (Apache-2.0).
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use words::{hashtags, tag_key};

const CASES: &str = include_str!("corpus/twitter-text-extract.yml");

/// A text of YAML in double quotes.
fn unquoted(text: &str) -> String {
    serde_json::from_str(text).unwrap_or_else(|_| {
        let mut out = String::new();
        let mut rest = text.trim_matches('"');
        while let Some((before, after)) = rest.split_once("\\U") {
            out += before;
            let (code, after) = after.split_at(8);
            out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            rest = after;
        }
        out + rest
    })
}

/// The cases of a part: what each says, its text, and the names that must be found.
fn cases(part: &str) -> Vec<(String, String, Vec<String>)> {
    let (_, rest) = CASES.split_once(&format!("\n  {part}:\n")).unwrap();
    let rest = &rest[..rest.find("\n  hashtags").or_else(|| rest.find("\n  cashtags")).unwrap_or(rest.len())];
    rest.split("    - description: ")
        .skip(1)
        .map(|case| {
            let line = |name: &str| case.lines().find_map(|l| l.trim().strip_prefix(name)).unwrap().trim().to_owned();
            let expected = line("expected:");
            let names = expected.trim_matches(['[', ']']).split(',').map(str::trim).filter(|n| !n.is_empty());
            (case.lines().next().unwrap().to_owned(), unquoted(&line("text:")), names.map(unquoted).collect())
        })
        .collect()
}

#[test]
fn what_others_find_is_found_and_nothing_else() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (says, text, names) in cases("hashtags").into_iter().chain(cases("hashtags_from_astral")) {
        let found: Vec<String> = hashtags(&text).into_iter().map(|t| t.name.to_owned()).collect();
        if found != names {
            wrong.push(format!("{says}: {text:?}\n    found {found:?}\n    not   {names:?}"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 65, "{seen} cases");
}

#[test]
fn spellings_have_one_key() {
    for spellings in [
        vec!["PorteOuverte", "porteouverte", "#PORTEOUVERTE", "＃ｐｏｒｔｅｏｕｖｅｒｔｅ", "Porte\u{200c}Ouverte"],
        vec!["Été2015", "ete2015", "E\u{301}te\u{301}2015", "ÉTÉ２０１５"],
        vec!["Straße", "STRASSE", "strasse"],
        vec!["السياسة", "السِّيَاسَة", "السياسه"],
        vec!["مفقود", "مفـقود"],
        vec!["ﾊｯｼｭﾀｸﾞ", "ハッシュタグ"],
        vec!["Αθήνα", "ΑΘΗΝΑ", "αθηνα"],
        vec!["ﬁn", "fin"],
    ] {
        let keys: Vec<_> = spellings.iter().map(|s| tag_key(s)).collect();
        assert!(keys[0].is_some() && keys.iter().all(|k| *k == keys[0]), "{spellings:?}: {keys:?}");
    }
    for (one, other) in [("мир", "мір"), ("йод", "иод"), ("गीत", "गत"), ("bar", "bär2")] {
        assert_ne!(tag_key(one), tag_key(other), "{one} is not {other}");
    }
    for none in ["", "#", "16", "_", "a b", "a,b", "http://x", "#a#b", "\u{200d}"] {
        assert_eq!(tag_key(none), None, "{none:?}");
    }
    assert_eq!(tag_key(&"a".repeat(words::LONGEST_KEY + 1)), None);
}

/// A letter as somebody may type it: large, wide, with an accent of its own or beside it, with what joins or parts letters after it.
fn spelled(letter: &str, how: u8) -> String {
    let wide = |letter: &str| letter.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    match how {
        1 => letter.to_uppercase(),
        2 => wide(letter),
        3 => wide(&letter.to_uppercase()),
        4 => format!("{letter}\u{301}"),
        5 => format!("{}\u{308}", letter.to_uppercase()),
        6 => format!("{letter}\u{200c}"),
        _ => letter.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn a_key_is_its_own_key_and_found_where_it_stands(typed in "[\\p{L}\\p{M}\\p{Nd}_·]{1,30}") {
        if let Some(key) = tag_key(&typed) {
            prop_assert_eq!(tag_key(&key), Some(key.clone()), "of {:?}", &typed);
            prop_assert_eq!(tag_key(&typed.to_uppercase()).is_some(), true);
            let text = format!("avant #{typed} après");
            let found = hashtags(&text);
            prop_assert_eq!(found.len(), 1, "{:?}", &text);
            prop_assert_eq!(&found[0].key, &key);
            prop_assert_eq!(&text[found[0].range.clone()], format!("#{typed}"));
        }
    }

    #[test]
    fn however_it_is_typed_it_is_the_same_tag(letters in prop::collection::vec(("[a-z]", 0..7_u8), 1..16), other in "[а-яα-ρσ-ω]{1,12}") {
        let word: String = letters.iter().map(|(letter, _)| letter.as_str()).collect();
        let typed: String = letters.iter().map(|(letter, how)| spelled(letter, *how)).collect();
        prop_assert_eq!(tag_key(&typed), Some(word.clone()), "{:?} is {}", &typed, &word);
        prop_assert_eq!(tag_key(&format!("＃{typed}")), Some(word));
        prop_assert_eq!(tag_key(&other.to_uppercase()), tag_key(&other), "{}", &other);
    }

    #[test]
    fn every_text_is_read_to_its_end(text in "(#|＃|[a-zé]|\u{301}|\u{fe0f}|1|_|/|&| |\n|👍|:|\\PC){0,60}") {
        let mut end = 0;
        for tag in hashtags(&text) {
            prop_assert!(tag.range.start >= end && text.is_char_boundary(tag.range.end));
            prop_assert!(text[tag.range.clone()].ends_with(tag.name) && tag_key(tag.name).as_ref() == Some(&tag.key));
            end = tag.range.end;
        }
    }
}
