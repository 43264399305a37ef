//! What holds for every text that comes in.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use sms::{Answer, Expect, Meaning, read, read_expecting};

fn good_news(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Declaration { .. } | Meaning::Answer { answer: Answer::Safe, .. })
}

const WORDS: &str = "(je|suis|en|sécurité|I'm|safe|ok|OK|Marie|Paul|et|and|estoy|bien|bem|estou|ich|bin|Sicherheit|أنا|بخير|va|is|maman|merci|help|aide|la|a|y|[,.:\\-]| ){1,3}";

proptest! {
    #[test]
    fn every_text_has_one_reading(text in any::<String>()) {
        for expect in [Expect::Anything, Expect::Name, Expect::Code] {
            prop_assert_eq!(read_expecting(&text, expect), read_expecting(&text, expect));
        }
    }
    #[test]
    fn a_denial_leaves_nobody_safe(before in prop::collection::vec(WORDS, 0..6), after in prop::collection::vec(WORDS, 0..6),
                                   no in "(pas|not|nicht|لست|não|jamais|never)") {
        let text = format!("{} {no} {}", before.join(" "), after.join(" "));
        let said = read(&text).meaning;
        prop_assert!(!good_news(&said), "{text:?} is {said:?}");
    }
    #[test]
    fn danger_leaves_nobody_safe(before in prop::collection::vec(WORDS, 0..6), after in prop::collection::vec(WORDS, 0..6),
                                 what in "(blessé|shooting|tirs|herido|verletzt|ferido|مصاب|bombe|hôpital)") {
        let text = format!("{} {what} {}", before.join(" "), after.join(" "));
        let said = read(&text).meaning;
        let read_by_a_person =
            matches!(said, Meaning::Unclear { urgent: true } | Meaning::Answer { answer: Answer::NeedHelp, .. });
        prop_assert!(read_by_a_person, "{text:?} is {said:?}");
    }
    #[test]
    fn names_are_as_typed(first in "[A-Z][a-zéïü]{7,12}x", last in "[A-Z][a-zéïü]{7,12}z") {
        let name = format!("{first} {last}");
        for text in [format!("OK {name}"), format!("{name} est en sécurité"), format!("{name} is safe"), format!("  ok  {name} !")] {
            prop_assert_eq!(read(&text).meaning, Meaning::Declaration { names: vec![name.clone()] });
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn long_texts_are_never_good_news(words in prop::collection::vec("[a-z]{2,9}", 300..400)) {
        let said = read(&format!("ok {}", words.join(" "))).meaning;
        prop_assert!(!good_news(&said), "{:?}", said);
    }
}
