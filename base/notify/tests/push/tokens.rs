//! Who we are, as push services read it.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use http::HeaderValue;
use kernel::{Dice, SeededDice, Span, Time};
use notify::push::{PushError, Subscription, Vapid, VapidKey};
use serde_json::Value;

use notify::push::testing::{Browser, b64, text64};

pub fn now() -> Time {
    Time::parse("2015-11-13T21:20:00+01:00").unwrap()
}
pub fn us() -> Vapid {
    Vapid::new(VapidKey::generate(&SeededDice::new(9)).unwrap(), "mailto:desk@rhizome.example")
}
fn of(origin: &str) -> Subscription {
    let browser = Browser::of(1);
    Subscription::new(&format!("{origin}/v1/x"), &text64(browser.public()), &text64(browser.secret)).unwrap()
}

/// The claims of a header whose signature is good.
fn claims(header: &HeaderValue) -> Value {
    let text = header.to_str().unwrap().strip_prefix("vapid t=").unwrap();
    let (token, key) = text.split_once(", k=").unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, b64(key)).verify(signed.as_bytes(), &b64(signature)).unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    assert_eq!(b64(head), br#"{"typ":"JWT","alg":"ES256"}"#);
    serde_json::from_slice(&b64(claims)).unwrap()
}

#[test]
fn a_token_names_the_service_who_we_are_and_until_when() {
    let header = us().authorization(now(), &of("https://push.example.net:8443")).unwrap();
    let until = now().plus(Span::hours(12)).0 / 1_000_000;
    let said =
        serde_json::json!({"aud": "https://push.example.net:8443", "exp": until, "sub": "mailto:desk@rhizome.example"});
    assert_eq!(claims(&header), said);
    assert_eq!(format!("{header:?}"), "Sensitive");
}

#[test]
fn a_token_is_used_again_until_it_is_nearly_over() {
    let (us, here, there) = (us(), of("https://push.example.net"), of("https://other.example.net"));
    let first = us.authorization(now(), &here).unwrap();
    // Signatures have chance in them: the same one was not made twice.
    assert_eq!(us.authorization(now().plus(Span::hours(11)), &here).unwrap(), first);
    assert_eq!(claims(&us.authorization(now(), &there).unwrap())["aud"], "https://other.example.net");
    assert_eq!(us.authorization(now(), &here).unwrap(), first);
    let later = now().plus(Span::hours(11)).plus(Span::seconds(1));
    let second = us.authorization(later, &here).unwrap();
    assert_eq!(claims(&second)["exp"], later.plus(Span::hours(12)).0 / 1_000_000);
    // A clock that was set back: the token would be good for longer than is allowed.
    let back = now().minus(Span::hours(1));
    assert_eq!(claims(&us.authorization(back, &here).unwrap())["exp"], back.plus(Span::hours(12)).0 / 1_000_000);
}

#[test]
fn many_services_are_served_and_not_all_remembered() {
    let us = us();
    for i in 0..1100 {
        assert!(us.authorization(now(), &of(&format!("https://s{i}.example.net"))).is_ok());
    }
}

#[test]
fn a_key_is_kept_and_found_again() {
    let key = VapidKey::generate(&SeededDice::new(9)).unwrap();
    assert_eq!(VapidKey::from_raw(&key.to_raw().unwrap()).unwrap().public(), key.public());
    assert_eq!(VapidKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap().public(), key.public());
    assert_eq!(b64(&key.public()).len(), 65);
    assert_eq!(format!("{key:?}"), format!("VapidKey({})", key.public()));
    assert_ne!(VapidKey::generate(&SeededDice::new(10)).unwrap().public(), key.public());
}

#[test]
fn dice_that_are_no_dice_are_noticed() {
    /// Always the same number, which is no number of a key.
    #[derive(Debug)]
    struct Stuck(u8);
    impl Dice for Stuck {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }
    for stuck in [0, 255] {
        assert_eq!(VapidKey::generate(&Stuck(stuck)).map(|k| k.public()), Err(PushError::Key));
    }
}

#[test]
fn what_is_no_key_is_refused() {
    for bad in [&[0; 32][..], &[255; 32], &[1; 31], &[1; 33], &[]] {
        assert_eq!(VapidKey::from_raw(bad).map(|k| k.public()), Err(PushError::Key));
        assert_eq!(VapidKey::from_pkcs8(bad).map(|k| k.public()), Err(PushError::Key));
    }
}
