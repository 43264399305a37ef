//! Names, lines, contacts and packed circles against the seeds of their fuzz targets, and against texts that have broken other programs.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use register::{Contact, Country, Name, names};

#[path = "../../../fuzz/src/circles.rs"]
mod circles;
#[path = "../../../fuzz/src/contacts.rs"]
mod contacts_target;
#[path = "../../../fuzz/src/cursors.rs"]
mod cursors;
#[path = "../../../fuzz/src/names.rs"]
mod names_target;
#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../../../fuzz/src/tame.rs"]
mod tame;

/// A text, and what somebody may do with it: between other words, many times over, in the place of a part of an address.
fn worn(text: &str) -> Vec<String> {
    let wear = ["{}", "Ana {} María", "{}@example.org", "lea@{}", "lea@{}.org", "+33 {}", "0612345678{}", "tel:{}"];
    wear.iter().map(|w| w.replace("{}", text)).chain([text.repeat(40)]).collect()
}

#[test]
fn every_seed_is_taken_calmly() {
    for (of, run) in [
        ("circles", circles::run as fn(&[u8])),
        ("contacts", contacts_target::run),
        ("names", names_target::run),
        ("forms", names_target::run),
        ("addresses", contacts_target::run),
    ] {
        seeds::of(of).iter().for_each(|(_, seed)| run(seed));
    }
    seeds::replay("cursors", cursors::run);
}

#[test]
fn naughty_strings_come_out_harmless_or_not_at_all() {
    let (mut named, mut reached) = (0, 0);
    for text in seeds::naughty().iter().flat_map(|t| worn(t)) {
        names_target::run(text.as_bytes());
        contacts_target::run(text.as_bytes());
        circles::run(text.as_bytes());
        named += i32::from(Name::clean(&text).is_ok());
        reached += i32::from(Contact::parse(&text, &Country::FRANCE).is_ok());
    }
    assert!(named > 1000, "only {named} are names: people have names like these");
    assert!(reached > 100, "only {reached} are contacts");
}

#[test]
fn every_character_of_unicode_alone_and_inside() {
    for c in char::MIN..=char::MAX {
        let line = names::line(&format!("a{c}b"));
        assert!(!line.chars().any(tame::disturbs), "U+{:04X}", u32::from(c));
        assert!(line.starts_with('a') && line.ends_with('b') && line.chars().count() <= 3);
        assert!(Name::clean(&c.to_string()).is_err() || c.is_alphanumeric(), "U+{:04X}", u32::from(c));
    }
}

#[test]
fn what_is_endless_is_refused_and_not_chewed_on() {
    let endless = "a".repeat(1 << 20);
    assert!(Name::clean(&endless).is_err());
    assert!(Contact::parse(&format!("{endless}@example.org"), &Country::FRANCE).is_err());
    let zalgo = format!("a{}", "\u{301}".repeat(1 << 20));
    assert_eq!(names::line(&zalgo).chars().count(), 5);
}
