//! With which name a message is signed.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;

#[test]
fn an_answer_with_a_full_name_is_signed_with_it() {
    for (text, name) in [
        ("je suis en sécurité, Amina Benali", "Amina Benali"),
        ("Je suis en sécurité Amina Benali", "Amina Benali"),
        ("je suis en sécurité. C'est Amina Benali", "Amina Benali"),
        ("Ici Amina Benali, je vais bien", "Amina Benali"),
        ("Amina Benali: je suis en sécurité", "Amina Benali"),
        ("OK Amina Benali", "Amina Benali"),
        ("OK\nAmina Benali", "Amina Benali"),
        ("SAFE Jean-Marc de la Tour", "Jean-Marc de la Tour"),
        ("I am safe, this is Tom O'Brien", "Tom O'Brien"),
        ("estoy bien, Lucía Pérez", "Lucía Pérez"),
        ("Mir geht es gut, Jana Vogel", "Jana Vogel"),
        ("estou bem, João Pereira", "João Pereira"),
        ("أنا بخير، أمينة حداد", "أمينة حداد"),
        ("OUT Paul Roy", "Paul Roy"),
    ] {
        assert_eq!(sms::signed(text).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn what_is_no_answer_or_no_full_name_is_signed_with_nothing() {
    for text in [
        "",
        "OK",
        "Amina Benali",
        "OK Amina",
        "je suis en sécurité, merci",
        "je suis en sécurité, bisous à tous",
        "aidez Amina Benali",
        "Amina Benali est-elle en sécurité ?",
        "je ne suis pas en sécurité, Amina Benali ?",
        "où est Amina Benali",
        "123456",
    ] {
        assert_eq!(sms::signed(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_a_name_is_a_part_of_it(text in "\\PC{0,80}") {
        if let Some(name) = sms::signed(&text) {
            prop_assert!(text.contains(&name), "{name}");
        }
    }
}
