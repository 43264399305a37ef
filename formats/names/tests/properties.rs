//! What holds for all names, and for names that were made to break things.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use names::{Index, MOST_PARTS, Name, Reason, Score, compare};
use proptest::prelude::*;

/// Words of many scripts, small words, marks and rubbish.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[A-Za-zéèüßøłñçÉÖ]{1,12}",
        1 => prop::sample::select(vec![
            "de", "la", "van", "al-", "el", "ben", "née", "O'", "d'", "Abd", "Jr", "Dr", "J.", "St", "Mac", "عبد", "ال", "-", "'", "ёж", "李",
            "김민수", "王小明", "田中太郎", "たなか", "محمد", "עברי", "Щербакова", "Γεώργιος", "นาม", "नाम", "ⵣ", "🙂", "\u{202e}", "½",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,9}",
    ];
    prop::collection::vec(word, 0..7).prop_map(|w| w.join(" "))
}

fn score(a: &str, b: &str) -> Score {
    compare(&Name::parse(a), &Name::parse(b))
}

proptest! {
    #[test]
    fn comparing_is_symmetric_and_bounded(a in text(), b in text()) {
        let there = score(&a, &b);
        prop_assert_eq!(&there, &score(&b, &a));
        prop_assert!(there.value <= 1000);
        prop_assert!(there.reasons.windows(2).all(|w| w[0] < w[1]), "{:?}", there.reasons);
        prop_assert!(there.reasons.iter().all(|r| !matches!(r, Reason::LettersDiffer(d) if !(1..=2).contains(d))));
    }
    #[test]
    fn a_name_is_itself(a in text()) {
        let name = Name::parse(&a);
        prop_assert!(name.parts().len() <= MOST_PARTS);
        let same = compare(&name, &name);
        prop_assert_eq!(same.value, if name.is_empty() { 0 } else { 1000 });
        prop_assert_eq!(Name::parse(&a.to_uppercase().to_lowercase()), Name::parse(&a.to_lowercase().to_uppercase().to_lowercase()));
    }
    #[test]
    fn what_is_put_in_is_found_and_what_is_taken_out_is_gone(texts in prop::collection::vec(text(), 1..12), seek in text()) {
        let mut index = Index::new();
        let mut inside = Vec::new();
        for (id, text) in texts.iter().enumerate() {
            if index.insert(id, text) {
                inside.push(id);
            }
        }
        prop_assert_eq!(index.len(), inside.len());
        for hit in index.search(&seek, 20) {
            let there = score(&seek, &texts[hit.id]);
            prop_assert_eq!((hit.score.value, &hit.score.reasons), (there.value, &there.reasons));
        }
        let sure = index.matches(&seek, 700);
        prop_assert!(sure.iter().all(|h| h.score.value >= 700));
        for &id in &inside {
            let name = Name::parse(&texts[id]);
            if name.parts().iter().any(|p| matches!(p.role(), names::Role::Main | names::Role::Birth)) {
                prop_assert!(index.search(&texts[id], 20).iter().any(|h| h.id == id), "{:?}", texts[id]);
            }
        }
        for id in &inside {
            prop_assert!(index.remove(id));
            prop_assert!(!index.contains(id) && !index.remove(id));
            prop_assert!(index.search(&texts[*id], 20).iter().all(|h| h.id != *id));
        }
        prop_assert!(index.is_empty());
        prop_assert_eq!(index.distinct_words(), 0);
    }
}
