//! Free text in which addresses, codes and contacts are masked.

use words::{Kind, Piece, mask, pieces, streets};

/// Masks the bytes as a text: whole characters, once and for all.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text: String = text.chars().take(1_000).collect();
    let masked = mask(&text);
    let mut built = String::new();
    let mut done = 0;
    for found in &masked.found {
        assert!(done <= found.range.start && found.range.start < found.range.end);
        built += &text[done..found.range.start];
        built += found.kind.marker();
        done = found.range.end;
    }
    built += &text[done..];
    assert_eq!(built, masked.text);
    let again = mask(&masked.text);
    assert!(
        again.found.is_empty() && again.text == masked.text,
        "{text:?} is {:?}, then {:?}",
        masked.text,
        again.text
    );
    let joined: String = pieces(&masked.text)
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Masked(kind) => kind.marker(),
        })
        .collect();
    assert_eq!(joined, masked.text);
    for street in streets(&text) {
        assert!(!text[street].is_empty());
    }
    // A telephone number stands out whatever is around it, if it is a word of its own.
    let told = mask(&format!("{text}\n\n\n\n. +33 6 12 34 56 78"));
    assert!(told.found.last().is_some_and(|f| f.kind == Kind::Phone) && !told.text.ends_with("78"), "{:?}", told.text);
}
