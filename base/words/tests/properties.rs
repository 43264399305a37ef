//! What holds for every text.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use words::{Kind, Masked, Piece, mask, pieces};

fn sound(text: &str) -> Masked {
    let masked = mask(text);
    let mut built = String::new();
    let mut done = 0;
    for found in &masked.found {
        assert!(found.range.start >= done && found.range.start < found.range.end, "{text:?}: {:?}", masked.found);
        assert!(text.is_char_boundary(found.range.start) && text.is_char_boundary(found.range.end), "{text:?}");
        built += &text[done..found.range.start];
        built += found.kind.marker();
        done = found.range.end;
    }
    built += &text[done..];
    assert_eq!(built, masked.text);
    let again = mask(&masked.text);
    assert_eq!(again.text, masked.text, "of {text:?}");
    assert!(again.found.is_empty());
    let joined: String = pieces(&masked.text)
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Masked(kind) => kind.marker(),
        })
        .collect();
    assert_eq!(joined, masked.text);
    masked
}

const PARTS: &str = concat!(
    "(12|06|rue|de la|Roquette|bis|Hauptstraße|5|Calle|Mayor|code|45B12|interphone|Martin|@|mail|\\.fr|at|dot|\\+33|6 12 34|56 78|",
    "شارع|١٢|رقم|t\\.me/|x|,|\\.|-|/|#|\n|\u{200b}|\u{301}|\u{a0}|Baker|Street|appt|B|3º|Am Markt|⟦phone⟧|⟦|⟧|h|⑫|℡|½|㎏|2 places|zéro|six)"
);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn any_text_is_masked_once_and_for_all(text in any::<String>()) {
        sound(&text);
    }
    #[test]
    fn any_mixture_of_what_is_masked_is_too(parts in prop::collection::vec(PARTS, 0..24), glue in "(| |, )") {
        sound(&parts.join(&glue));
    }
    #[test]
    fn no_digit_of_a_telephone_is_left(
        before in "(|Tél : |appelez le |mon num |2 places! )",
        after in "(| merci|, 2 places|\\.| svp)",
        prefix in "(0|\\+33|\\+33 |0033 |\\+33\\(0\\))",
        digits in "[1-9][0-9]{8}",
        sep in "(|[ ]|\\.|-|/| - |\u{a0}|\u{202f}|\u{200b}|_)",
    ) {
        let pairs: Vec<String> = digits.as_bytes()[1..].chunks(2).map(|p| String::from_utf8_lossy(p).into_owned()).collect();
        let number = format!("{prefix}{}{sep}{}", &digits[..1], pairs.join(&sep));
        let text = format!("{before}{number}{after}");
        let masked = sound(&text);
        let kept = format!("{before}{after}").chars().filter(char::is_ascii_digit).count();
        prop_assert_eq!(masked.text.chars().filter(char::is_ascii_digit).count(), kept, "{:?} is {:?}", text, masked.text);
        prop_assert!(masked.found.iter().any(|f| f.kind == Kind::Phone));
    }
    #[test]
    fn no_number_of_a_street_is_left(
        number in 1_u32..400,
        suffix in "(| bis| ter|b)",
        kind in "(rue|avenue|bd|impasse|quai|boulevard|Rue|passage)",
        name in "(Oberkampf|de la Roquette|Jean-Pierre Timbaud|du Faubourg du Temple|des Trois Bornes)",
        comma in "(|,)",
    ) {
        let masked = sound(&format!("2 places au {number}{suffix}{comma} {kind} {name}, métro Parmentier"));
        prop_assert_eq!(masked.text, "2 places au ⟦address⟧, métro Parmentier");
    }
    #[test]
    fn hours_counts_and_postcodes_stay(h in 0_u32..24, m in 0_u32..60, n in 2_u32..30, code in 75001_u32..75021) {
        for text in [
            format!("{n} places rue Oberkampf jusqu'à {h}h{m:02}"),
            format!("{h}:{m:02}, {n} people near rue Alibert, {code}"),
            format!("{code} Paris, {n} adultes, {h} h {m}"),
            format!("bis {h} Uhr, {n} Plätze am Alexanderplatz"),
            format!("hasta las {h}, {n} plazas, Plaza Mayor"),
        ] {
            prop_assert_eq!(&mask(&text).text, &text);
        }
    }
}
