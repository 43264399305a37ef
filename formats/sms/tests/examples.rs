//! The table of examples: what people write, what is understood, and why.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use sms::{Answer, Expect, Meaning, Said, read_expecting};

const TABLE: &str = include_str!("examples.tsv");

/// "safe+Marie", "decl:Marie;Paul", "urgent": a reading in one word.
fn word(said: &Said) -> String {
    match &said.meaning {
        Meaning::Answer { answer: Answer::Safe, and } if and.is_empty() => "safe".to_owned(),
        Meaning::Answer { answer: Answer::Safe, and } => format!("safe+{}", and.join(";")),
        Meaning::Answer { answer: Answer::NeedHelp, .. } => "help".to_owned(),
        Meaning::Answer { answer: Answer::NotThere, .. } => "away".to_owned(),
        Meaning::Declaration { names } => format!("decl:{}", names.join(";")),
        Meaning::Code(code) => format!("code:{code}"),
        Meaning::Name(name) => format!("name:{name}"),
        Meaning::Stop => "stop".to_owned(),
        Meaning::Start => "start".to_owned(),
        Meaning::Greeting => "hello".to_owned(),
        Meaning::Unclear { urgent: false } => "unclear".to_owned(),
        Meaning::Unclear { urgent: true } => "urgent".to_owned(),
    }
}

/// The table writes line ends and characters that are not drawn as `\n`, `\t`, `\u{202e}`.
fn typed(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        if let Some(after) = after.strip_prefix("u{") {
            let (code, after) = after.split_once('}').expect("a closing bracket");
            out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            rest = after;
        } else {
            out.push(match &after[..1] {
                "n" => '\n',
                "r" => '\r',
                "t" => '\t',
                other => panic!("\\{other}"),
            });
            rest = &after[1..];
        }
    }
    out + rest
}

/// A row: what was expected of the sender, the language (or "-" for none, "*" for any), the reading, the text.
fn rows() -> Vec<(Expect, &'static str, &'static str, String)> {
    let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let rows = lines.map(|line| {
        let [asked, lang, reading, text, why] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(!why.is_empty(), "{line}");
        let asked = match asked {
            "-" => Expect::Anything,
            "name" => Expect::Name,
            "code" => Expect::Code,
            _ => panic!("{line}"),
        };
        (asked, lang, reading, typed(text))
    });
    rows.collect()
}

#[test]
fn every_example_is_read_as_it_should_be() {
    let rows = rows();
    assert!(rows.len() >= 250, "{}", rows.len());
    let mut wrong = Vec::new();
    for (expect, lang, reading, text) in &rows {
        let said = read_expecting(text, *expect);
        if word(&said) != *reading {
            wrong.push(format!("{text:?}: {} instead of {reading}", word(&said)));
        }
        let guessed = said.lang.map_or("-", |l| l.code());
        if *lang != "*" && guessed != *lang {
            wrong.push(format!("{text:?}: in {guessed} instead of {lang}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Words that deny, for each language.
const DENIALS: &[(&str, &[&str])] = &[
    ("fr", &["pas", "ne", "jamais", "plus", "non", "pas du tout"]),
    ("en", &["not", "no", "never", "isn't", "don't", "cannot"]),
    ("es", &["no", "nunca", "tampoco", "jamás"]),
    ("ar", &["لا", "ليس", "لست", "مش", "لم"]),
    ("de", &["nicht", "nie", "nein", "kein"]),
    ("pt", &["não", "nao", "nunca", "nem"]),
];

#[test]
fn a_denial_anywhere_never_leaves_anybody_safe() {
    for (expect, lang, reading, text) in rows() {
        if !reading.starts_with("safe") && !reading.starts_with("decl") {
            continue;
        }
        let denials =
            DENIALS.iter().filter(|(l, _)| *l == lang || matches!(lang, "-" | "*")).flat_map(|(_, words)| *words);
        for denial in denials {
            let words: Vec<&str> = text.split(' ').collect();
            for at in 0..=words.len() {
                // Behind a line end may stand what is quoted.
                if words[..at].iter().any(|w| w.contains(['\n', '>'])) || text.contains(['\n', '>', '\u{202e}']) {
                    continue;
                }
                let mut denied = words.clone();
                denied.insert(at, denial);
                let denied = denied.join(" ");
                let said = word(&read_expecting(&denied, expect));
                assert!(!said.starts_with("safe") && !said.starts_with("decl"), "{denied:?} is {said}");
            }
        }
    }
}

#[test]
fn case_spaces_and_punctuation_change_nothing() {
    for (expect, _, reading, text) in rows() {
        if !["safe", "help", "away", "stop", "start", "hello", "urgent"].contains(&reading)
            || text.contains(['\n', '>'])
        {
            continue;
        }
        let other = [
            text.to_uppercase(),
            text.to_lowercase(),
            format!("  {text}\t"),
            text.replace(' ', "   "),
            format!("{text} !!!"),
            format!("{text}."),
            format!("{text} 🙏🏽"),
            format!("\u{200f}{text}\u{200e}"),
            format!("Re: {text}"),
            text.replace(' ', "\u{a0}"),
        ];
        for changed in other {
            assert_eq!(word(&read_expecting(&changed, expect)), reading, "{changed:?} was {text:?}");
        }
    }
}

#[test]
fn a_question_mark_never_leaves_anybody_safe() {
    for (expect, _, reading, text) in rows() {
        let ends = text.contains(['\n', '.', '!', '?', '؟', ';']);
        if (reading.starts_with("safe") || reading.starts_with("decl")) && !ends {
            for mark in ["?", " ?", "؟", " ??", "!?"] {
                let said = word(&read_expecting(&format!("{text}{mark}"), expect));
                assert!(!said.starts_with("safe") && !said.starts_with("decl"), "{text:?}{mark} is {said}");
            }
        }
    }
}

#[test]
fn one_letter_amiss_in_a_long_word_is_understood() {
    for (right, long) in [
        ("je suis en sécurité", "sécurité"),
        ("ich bin in Sicherheit", "Sicherheit"),
        ("estou em segurança", "segurança"),
    ] {
        let letters: Vec<char> = long.chars().collect();
        for at in 1..letters.len() {
            let mut dropped = letters.clone();
            dropped.remove(at);
            let mut swapped = letters.clone();
            swapped.swap(at, at - 1);
            let mut doubled = letters.clone();
            doubled.insert(at, 'x');
            for typo in [dropped, swapped, doubled] {
                let text = right.replace(long, &typo.iter().collect::<String>());
                assert_eq!(word(&read_expecting(&text, Expect::Anything)), "safe", "{text}");
            }
        }
    }
}
