//! Free text as a draft of an offer.

use doors::rules::parse::{Intent, parse};
use kernel::Time;

/// Reads the bytes as a text, at a moment and in a zone that its first bytes choose.
pub fn run(data: &[u8]) {
    let (head, rest) = data.split_at(data.len().min(2));
    let offset = i32::from(head.first().copied().unwrap_or_default() % 27) * 3_600 - 12 * 3_600;
    let now = Time(1_447_448_400_000_000 + i64::from(head.last().copied().unwrap_or_default()) * 600_000_000);
    for text in [String::from_utf8_lossy(data), String::from_utf8_lossy(rest)] {
        let text: String = text.chars().take(600).collect();
        let landmark = |name: &str| name.ends_with('e').then(|| name.to_owned());
        let draft = parse(&text, now, offset, landmark);
        assert_eq!(draft, parse(&text, now, offset, landmark), "the same text has one reading");
        let mut ranges: Vec<_> = draft.wheres.iter().map(|w| w.range.clone()).collect();
        ranges.extend(draft.suits.iter().map(|s| s.range.clone()).chain(draft.langs.iter().map(|l| l.range.clone())));
        if let Some(places) = &draft.places {
            assert!((1..=2_000).contains(&places.value));
            ranges.push(places.range.clone());
        }
        if let Some(until) = &draft.until {
            assert!(until.value > now && until.value.0 - now.0 <= 73 * 3_600_000_000, "{text:?}");
            ranges.push(until.range.clone());
        }
        ranges.extend(draft.kind.iter().map(|k| k.range.clone()));
        assert!(
            ranges.iter().all(|r| r.start <= r.end && text.is_char_boundary(r.start) && text.is_char_boundary(r.end)),
            "{text:?}"
        );
        assert!(draft.intent != Intent::Neither || ranges.is_empty());
        for t in [i64::MIN, i64::MAX] {
            parse(&text, Time(t), offset, |_| None::<()>);
        }
    }
}
