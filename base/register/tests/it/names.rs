use kernel::Refuse;
use proptest::prelude::*;
use register::{Name, NameRefused, initials, names::line};

#[test]
fn names_are_kept_as_typed_and_made_harmless() {
    let clean = |t: &str| Name::clean(t).map(Name::into_string);
    let kept =
        ["Léa T.", "Jean-Pierre d’Arc", "محمد علي", "李小龙", "María José", "O'Brien", "می\u{200c}خواهم", "X Æ A-12"];
    for name in kept {
        assert_eq!(clean(name).as_deref(), Ok(name));
    }
    assert_eq!(clean("  Léa\t\n\u{a0} T. \u{2028}").as_deref(), Ok("Léa T."));
    assert_eq!(clean("\u{202e}aéL\u{202c}\u{0}\u{7}").as_deref(), Ok("aéL"));
    assert_eq!(clean("L\u{200b}é\u{feff}a\u{200d}").as_deref(), Ok("Léa"));
    assert_eq!(clean(&format!("e{}a", "\u{301}".repeat(50))).as_deref(), Ok("e\u{301}\u{301}\u{301}\u{301}a"));
    for empty in ["", "  ", "\u{200b}\u{202e}", "…", "\u{3164}", "-"] {
        assert_eq!(clean(empty), Err(NameRefused::Empty), "{empty:?}");
    }
    assert!(clean(&"é".repeat(80)).is_ok());
    assert_eq!(clean(&"é".repeat(81)), Err(NameRefused::TooLong));
    assert_eq!(NameRefused::Empty.refusal().code, "name-empty");
    assert_eq!(format!("{:?}", Name::clean("Léa")), "Ok(Name(…))");
}

#[test]
fn initials_are_of_the_first_and_last_word() {
    let all = [
        ("Léa Martin", "LM"),
        ("léa", "L"),
        ("Jean de la Tour", "JT"),
        ("«Zoé» (B.)", "ZB"),
        ("李小龙", "李"),
        ("…", ""),
        ("", ""),
    ];
    for (name, letters) in all {
        assert_eq!(initials(name), letters);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_never_panics_and_cleaning_twice_is_cleaning_once(typed in "\\PC{0,40}|[\\s\\S]{0,40}|[a \u{200c}\u{200d}\u{202e}\u{301}\u{3000}]{0,12}") {
        let once = line(&typed);
        prop_assert_eq!(line(&once), once.clone());
        prop_assert!(!once.chars().any(char::is_control));
        prop_assert_eq!(once.trim(), once.as_str());
        let _ = initials(&typed);
        if let Ok(name) = Name::clean(&typed) {
            prop_assert!((1..=80).contains(&name.as_str().chars().count()));
        }
    }
}
