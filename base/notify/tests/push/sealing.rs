//! What is sealed can be opened by the one it is for, and tells nobody else anything.

use kernel::SeededDice;
use notify::push::{MOST, PADDED, PushError, SenderKey, USUAL, encrypt, encrypt_as};
use proptest::prelude::*;

use notify::push::testing::Browser;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_sealed_is_opened_by_its_browser_and_by_no_other(seed: u64, text in prop::collection::vec(any::<u8>(), 0..=MOST)) {
        let (browser, other) = (Browser::of(seed), Browser::of(seed.wrapping_add(1)));
        let body = encrypt(&SeededDice::new(seed ^ 7), &browser.subscription(), &text).unwrap();
        prop_assert_eq!(browser.open(&body), Some(text));
        prop_assert_eq!(other.open(&body), None);
    }
    #[test]
    fn a_body_that_was_changed_does_not_open(seed: u64, at in 0usize..PADDED + 102, bit in 0u8..8) {
        let browser = Browser::of(seed);
        let mut body = encrypt(&SeededDice::new(seed ^ 7), &browser.subscription(), b"Are you safe?").unwrap();
        body[at] ^= 1 << bit;
        // The size of records is not sealed, and all that it says is that there is one.
        if !(16..20).contains(&at) {
            prop_assert_eq!(browser.open(&body), None);
        }
    }
    #[test]
    fn the_length_tells_nothing(a in prop::collection::vec(any::<u8>(), 0..=USUAL), b in prop::collection::vec(any::<u8>(), 0..=USUAL)) {
        let (dice, to) = (SeededDice::new(1), Browser::of(1).subscription());
        prop_assert_eq!(encrypt(&dice, &to, &a).unwrap().len(), encrypt(&dice, &to, &b).unwrap().len());
    }
}

#[test]
fn bodies_have_two_lengths_and_no_more_than_services_must_take() {
    let (dice, to) = (SeededDice::new(1), Browser::of(1).subscription());
    let length = |text: usize| encrypt(&dice, &to, &vec![7; text]).map(|body| body.len());
    assert_eq!([0, 1, USUAL].map(length), [Ok(PADDED + 102); 3]);
    assert_eq!([USUAL + 1, MOST].map(length), [Ok(4096); 2]);
    assert_eq!(length(MOST + 1), Err(PushError::TooLong));
}

#[test]
fn every_message_has_a_salt_and_a_key_of_its_own() {
    let (dice, to) = (SeededDice::new(1), Browser::of(1).subscription());
    let (a, b) = (encrypt(&dice, &to, b"same").unwrap(), encrypt(&dice, &to, b"same").unwrap());
    assert_ne!(a[..16], b[..16]);
    assert_ne!(a[21..86], b[21..86]);
    assert_ne!(a[86..], b[86..]);
}

#[test]
fn the_same_key_and_salt_seal_the_same() {
    let to = Browser::of(1).subscription();
    let once = || encrypt_as(SenderKey::from_raw(&[5; 32]).unwrap(), &[6; 16], &to, b"again", PADDED).unwrap();
    assert_eq!(once(), once());
    assert_eq!(Browser::of(1).open(&once()).unwrap(), b"again");
    let most =
        |padded| encrypt_as(SenderKey::from_raw(&[5; 32]).unwrap(), &[6; 16], &to, b"x", padded).map(|b| b.len());
    assert_eq!((most(2), most(1), most(MOST + 2)), (Ok(104), Err(PushError::TooLong), Err(PushError::TooLong)));
}
