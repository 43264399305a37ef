use kernel::Refuse;
use proptest::prelude::*;
use register::{Contact, ContactKind, ContactRefused, Country};

fn read(typed: &str) -> Result<String, ContactRefused> {
    Contact::parse(typed, &Country::FRANCE).map(|c| c.normalized().to_owned())
}

#[test]
fn numbers_are_understood_as_people_write_them() {
    let same = [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "+33 6 12 34 56 78",
        "+33612345678",
        "0033 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "+33 06 12 34 56 78",
        "(06) 12/34/56/78",
        "٠٦١٢٣٤٥٦٧٨",
        "۰۶۱۲۳۴۵۶۷۸",
        "０６１２３４５６７８",
        "+٣٣٦١٢٣٤٥٦٧٨",
        "\u{202a}+33\u{a0}6\u{202f}12 34 56 78\u{202c}",
        "tel:+33612345678",
        "TEL:0612345678",
        "  06 12 34 56 78\n",
        "०६१२३४५६७८",
        "06‑12‑34‑56‑78",
    ];
    for typed in same {
        assert_eq!(read(typed).as_deref(), Ok("+33612345678"), "{typed}");
    }
    let others = [
        ("+1 (415) 555-2671", "+14155552671"),
        ("+39 06 1234 5678", "+390612345678"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+262 692 12 34 56", "+262692123456"),
    ];
    for (typed, normal) in others {
        assert_eq!(read(typed).as_deref(), Ok(normal));
    }
    let belgium = Country { code: "32", trunk: "0", digits: 9 };
    assert_eq!(Contact::parse("0470 12 34 56", &belgium).unwrap().normalized(), "+32470123456");
    let bad = [
        "0612",
        "06 12 34 56 7",
        "06 12 34 56 78 9",
        "612345678",
        "+33 6 12",
        "112",
        "+0612345678",
        "+1234567890123456",
        "++33612345678",
        "",
        "+",
        "00",
        "+33 00 12 34 56 78",
    ];
    for typed in bad {
        assert!(matches!(read(typed), Err(ContactRefused::Phone | ContactRefused::NotUnderstood)), "{typed}");
    }
    for typed in ["Léa", "06 12 34 56 78 poste 3", "06,12,34,56,78", "06 12\u{0}x"] {
        assert_eq!(read(typed), Err(ContactRefused::NotUnderstood), "{typed}");
    }
}

#[test]
fn addresses_are_compared_in_lower_case_and_cannot_break_a_header() {
    let good = [
        ("Lea.Martin@Example.ORG", "lea.martin@example.org"),
        (" lea+nuit@example.org ", "lea+nuit@example.org"),
        ("mailto:lea@example.org", "lea@example.org"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("léa@exemple.fr", "léa@exemple.fr"),
        ("info@Bücher.example", "info@bücher.example"),
        ("一@例子.测试", "一@例子.测试"),
        ("lea＠example．org", "lea@example.org"),
    ];
    for (typed, normal) in good {
        assert_eq!(read(typed).as_deref(), Ok(normal));
    }
    let long = format!("{}@example.org", "a".repeat(65));
    let longer = format!("a@{}.org", ["b".repeat(60).as_str(); 5].join("."));
    let bad = [
        "lea@",
        "@example.org",
        "lea@example",
        "lea@@example.org",
        "a@b@c.org",
        "lea@example..org",
        ".lea@example.org",
        "lea.@example.org",
        "le..a@example.org",
        "lea@-example.org",
        "lea@example-.org",
        "lea@127.0.0.1",
        "lea@[127.0.0.1]",
        "lea martin@example.org",
        "lea@exam ple.org",
        "\"lea\"@example.org",
        "lea@example.org\r\nBcc: all@example.org",
        "lea@example.org,max@example.org",
        "lea@example.org;x",
        "<lea@example.org>",
        "lea@example.org\u{0}",
        "le\u{202e}a@example.org",
        "lea\u{2028}x@example.org",
        "(x)lea@example.org",
        "lea@exa_mple.org",
        &long,
        &longer,
    ];
    for typed in bad.iter().filter(|t| !t.ends_with('\u{0}')) {
        assert_eq!(read(typed), Err(ContactRefused::Email), "{typed}");
    }
    // Around the address they are only a pasting accident.
    assert_eq!(read("lea@example.org\u{0}").as_deref(), Ok("lea@example.org"));
}

#[test]
fn a_contact_never_shows_itself() {
    let contact = Contact::parse("lea@example.org", &Country::FRANCE).unwrap();
    assert_eq!(format!("{contact:?}"), "Contact(email)");
    assert_eq!(contact.kind(), ContactKind::Email);
    for kind in [ContactKind::Email, ContactKind::Phone] {
        assert_eq!(ContactKind::of_number(kind.number()), Some(kind));
    }
    assert_eq!(ContactRefused::NotUnderstood.refusal().code, "contact-not-understood");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_read_or_refused(typed in "[\\s\\S]{0,40}|\\PC{0,20}@\\PC{0,20}|[+0-9٠-٩ ().-]{0,20}|(\\+|00)[0-9]{7,16}|0[1-9][0-9]{8}") {
        if let Ok(contact) = Contact::parse(&typed, &Country::FRANCE) {
            let normal = contact.normalized();
            prop_assert_eq!(read(normal), Ok(normal.to_owned()));
            prop_assert!(!normal.chars().any(|c| c.is_control() || c.is_whitespace() || "<>,;:\"\\()[]".contains(c)));
            prop_assert!(contact.kind() == ContactKind::Email || (normal.starts_with('+') && (9..=16).contains(&normal.len())));
        }
    }
}
