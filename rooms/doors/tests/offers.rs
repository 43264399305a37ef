//! What people write under the tag, in six languages, and what is read in it: precision and recall of each field, printed and held.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../../../fuzz/src/offers.rs"]
mod offers_target;
#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;

use std::collections::BTreeMap;

use doors::rules::parse::{Draft, Intent, Whereabouts, parse};
use kernel::Time;
use proptest::prelude::*;

const TUNED: &str = include_str!("corpus/offers_tuned.tsv");
const HELD_OUT: &str = include_str!("corpus/offers_held_out.tsv");
const OFFSET: i32 = 3600;
const DAY: i64 = 86_400_000_000;

/// 22:00 in Paris.
fn now() -> Time {
    Time::parse("2015-11-13T21:00:00Z").unwrap()
}

const LANDMARKS: &[&str] = &[
    "Parmentier",
    "Oberkampf",
    "République",
    "Place de la République",
    "Nation",
    "Bastille",
    "Voltaire",
    "Saint-Ambroise",
    "Gare du Nord",
    "Gare de Lyon",
    "Belleville",
    "Charonne",
    "Goncourt",
    "Ménilmontant",
    "Bataclan",
    "Châtelet",
    "Stade de France",
    "Jaurès",
    "Père Lachaise",
    "Hôtel de Ville",
    "Alexanderplatz",
    "Hauptbahnhof",
    "Puerta del Sol",
    "Atocha",
    "Centraal",
    "الجمهورية",
    "الباستيل",
    "بيلفيل",
];

fn landmark(name: &str) -> Option<&'static str> {
    LANDMARKS.iter().find(|l| words::fold(l) == words::fold(name)).copied()
}

/// What a draft says, as `n=2`, `t=…`: one string a reading.
fn said(draft: &Draft<&'static str>) -> Vec<String> {
    let mut out = vec![format!("intent={}", draft.intent.word())];
    out.extend(draft.places.as_ref().map(|p| format!("n={}", p.value)));
    out.extend(draft.until.as_ref().map(|u| format!("t={}", u.value.0)));
    out.extend(draft.kind.as_ref().map(|k| format!("k={}", k.value.word())));
    out.extend(draft.suits.iter().map(|s| format!("s={}", s.value.word())));
    out.extend(draft.langs.iter().map(|l| format!("l={}", l.value)));
    out.extend(draft.wheres.iter().map(|w| match &w.value {
        Whereabouts::Landmark(l) => format!("w=L:{l}"),
        Whereabouts::Street(s) => format!("w=S:{s}"),
        Whereabouts::District(d) => format!("w=D:{d}"),
    }));
    out
}

fn expected(column: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in column.split(';') {
        let Some((field, value)) = part.split_once('=') else {
            out.push(format!("intent={part}"));
            continue;
        };
        match field {
            "t" => out.push(format!("t={}", moment(value))),
            "s" | "l" => out.extend(value.split(',').map(|v| format!("{field}={v}"))),
            "w" => out.extend(value.split('|').map(|v| format!("w={v}"))),
            _ => out.push(part.to_owned()),
        }
    }
    out
}

fn moment(value: &str) -> i64 {
    if let Some(hours) = value.strip_prefix('+') {
        return now().0 + hours.trim_end_matches('h').parse::<i64>().unwrap() * 3_600_000_000;
    }
    let (h, m) = value.split_once(':').unwrap();
    let of_day = (h.parse::<i64>().unwrap() * 60 + m.parse::<i64>().unwrap()) * 60_000_000;
    let local = now().0 + i64::from(OFFSET) * 1_000_000;
    let midnight = local - local.rem_euclid(DAY);
    let at = if midnight + of_day > local { midnight + of_day } else { midnight + of_day + DAY };
    at - i64::from(OFFSET) * 1_000_000
}

#[derive(Default, Clone, Copy)]
struct Score {
    expected: usize,
    said: usize,
    right: usize,
}

impl Score {
    fn precision(self) -> f64 {
        if self.said == 0 { 1.0 } else { self.right as f64 / self.said as f64 }
    }
    fn recall(self) -> f64 {
        if self.expected == 0 { 1.0 } else { self.right as f64 / self.expected as f64 }
    }
}

fn rows(file: &'static str) -> Vec<[&'static str; 3]> {
    let lines = file.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.map(|l| l.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{l}"))).collect()
}

fn report(name: &str, file: &'static str) -> (BTreeMap<String, Score>, String) {
    let rows = rows(file);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    for [lang, column, text] in &rows {
        let expected = expected(column);
        let said = said(&parse(text, now(), OFFSET, landmark));
        let field = |s: &str| s.split('=').next().unwrap().to_owned();
        for e in &expected {
            let score = scores.entry(field(e)).or_default();
            score.expected += 1;
            score.right += usize::from(said.contains(e));
        }
        for s in &said {
            scores.entry(field(s)).or_default().said += 1;
        }
        let missed: Vec<&String> = expected.iter().filter(|e| !said.contains(e)).collect();
        let more: Vec<&String> = said.iter().filter(|s| !expected.contains(s)).collect();
        if !missed.is_empty() || !more.is_empty() {
            wrong.push(format!("{lang} {text:?}: missed {missed:?}, said {more:?}"));
        }
    }
    println!("{name}: {} texts", rows.len());
    for (field, s) in &scores {
        println!(
            "{field:>7}: precision {:.3} ({} of {}), recall {:.3} ({} of {})",
            s.precision(),
            s.right,
            s.said,
            s.recall(),
            s.right,
            s.expected
        );
    }
    (scores, wrong.join("\n"))
}

#[test]
fn what_was_tuned_on_is_read() {
    let (scores, wrong) = report("tuned", TUNED);
    println!("{wrong}");
    for (field, score) in scores {
        assert!(score.precision() >= 0.95 && score.recall() >= 0.90, "{field}\n{wrong}");
    }
}

#[test]
fn what_was_held_out_is_read_nearly_as_well() {
    let (scores, wrong) = report("held out", HELD_OUT);
    if std::env::var_os("WORDS_SHOW").is_some() {
        println!("{wrong}");
    }
    for (field, score) in scores {
        assert!(score.precision() >= 0.95 && score.recall() >= 0.90, "{field}");
    }
}

#[test]
fn the_corpora_are_as_large_as_they_say() {
    assert!(rows(TUNED).len() + rows(HELD_OUT).len() >= 200, "{} {}", rows(TUNED).len(), rows(HELD_OUT).len());
}

#[test]
fn tags_are_known_however_they_are_written() {
    for tag in [
        "#PorteOuverte",
        "#porteouverte",
        "#PORTESOUVERTES",
        "＃PorteOuverte",
        "#Porte_Ouverte",
        "# porteouverte",
        "#OpenDoor",
        "#opendoors",
        "#puertaabierta",
        "#OffeneTür",
        "#offenetuer",
        "#opendeur",
        "#باب_مفتوح",
    ] {
        let draft = parse(&format!("{tag} 2 places"), now(), OFFSET, landmark);
        assert!(draft.tagged, "{tag}");
        assert_eq!((draft.intent, draft.places.unwrap().value), (Intent::Offer, 2), "{tag}");
    }
    assert!(!parse("la porte ouverte", now(), OFFSET, landmark).tagged);
}

#[test]
fn nothing_that_is_masked_is_read() {
    let text = "#PorteOuverte 3 places au 12 rue de la Roquette, code 45B12, 06 12 34 56 78";
    let draft = parse(text, now(), OFFSET, landmark);
    assert_eq!(said(&draft), ["intent=offer", "n=3", "w=S:rue de la Roquette"]);
    assert_eq!(draft.masked.text, "#PorteOuverte 3 places au ⟦address⟧, ⟦code⟧, ⟦phone⟧");
}

const PARTS: &str = concat!(
    "(2|deux|places|personnes|jusqu'à|2h|22h30|à|de|pour|heures|3|bis|Uhr|till|am|hasta las|tot|uur|demain|morgen|toute la nuit|rue|",
    "Oberkampf|métro|Nation|11e|75011|#PorteOuverte|#|je cherche|I need|chez moi|mairie|enfants|pas|chien|حتى|الساعة|لشخصين|٢|,|\\.|:|-|\n|",
    "06 12 34 56 78|12 rue de la Roquette|ou|1 lit double|minuit|\u{200b}|\u{301})"
);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn whatever_is_written_what_is_read_is_sound(
        parts in prop::collection::vec(PARTS, 0..20),
        glue in "(| |, )",
        any in ".{0,40}",
        minutes in 0_i64..1_440,
        zone in -12_i32..=14,
    ) {
        let now = Time(now().0 + minutes * 60_000_000);
        for text in [parts.join(&glue), any] {
            let draft = parse(&text, now, zone * 3_600, landmark);
            prop_assert_eq!(&draft, &parse(&text, now, zone * 3_600, landmark));
            if let Some(until) = &draft.until {
                prop_assert!(until.value > now && until.value.0 - now.0 <= 73 * 3_600_000_000, "{text:?}");
            }
            if let Some(places) = &draft.places {
                prop_assert!((1..=2_000).contains(&places.value));
            }
            let telling = draft.places.is_some() || draft.until.is_some() || draft.kind.is_some() || !draft.wheres.is_empty();
            prop_assert!(draft.intent != Intent::Neither || !telling);
            for read in &draft.wheres {
                prop_assert!(text.get(read.range.clone()).is_some_and(|t| !t.is_empty()), "{text:?}");
            }
            // No number of a house comes out with a street.
            if let Some(Whereabouts::Street(street)) = draft.wheres.first().map(|w| &w.value) {
                prop_assert!(!street.starts_with(|c: char| c.is_ascii_digit()), "{street}");
            }
        }
    }
}

#[test]
fn hours_are_those_of_the_local_clock() {
    let until =
        |text: &str, now: &str, offset| parse(text, Time::parse(now).unwrap(), offset, landmark).until.map(|u| u.value);
    for (text, now, offset, then) in [
        ("2 places jusqu'à 2h #PorteOuverte", "2015-11-13T21:00:00Z", 3_600, "2015-11-14T01:00:00Z"),
        ("2 places jusqu'à 2h #PorteOuverte", "2015-11-14T00:30:00Z", 3_600, "2015-11-14T01:00:00Z"),
        ("2 places jusqu'à 23h #PorteOuverte", "2015-11-13T21:00:00Z", 3_600, "2015-11-13T22:00:00Z"),
        ("2 beds until 11 #OpenDoor", "2015-11-13T21:00:00Z", 0, "2015-11-13T23:00:00Z"),
        ("2 beds until 2 #OpenDoor", "2015-11-13T21:00:00Z", -18_000, "2015-11-14T07:00:00Z"),
        ("2 places jusqu'à demain 10h #PorteOuverte", "2015-11-13T21:00:00Z", 3_600, "2015-11-14T09:00:00Z"),
        ("2 places jusqu'à demain 10h #PorteOuverte", "2015-11-14T01:00:00Z", 3_600, "2015-11-14T09:00:00Z"),
        ("2 places pour 2 heures #PorteOuverte", "2015-11-13T21:00:00Z", 3_600, "2015-11-13T23:00:00Z"),
        ("2 places de 22h à 6h #PorteOuverte", "2015-11-13T21:00:00Z", 3_600, "2015-11-14T05:00:00Z"),
    ] {
        let then = Time::parse(then).unwrap();
        assert_eq!(until(text, now, offset), Some(then), "{text} at {now}");
    }
    for text in
        ["2 places #PorteOuverte", "jusqu'à 4 personnes #PorteOuverte", "2 places à 10 min à pied #PorteOuverte"]
    {
        assert_eq!(until(text, "2015-11-13T21:00:00Z", 3_600), None, "{text}");
    }
}

#[test]
fn no_text_breaks_the_parser() {
    seeds::replay("offers", offers_target::run);
}
