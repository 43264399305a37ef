//! What browsers give, and what is not taken.

use kernel::SeededDice;
use notify::push::{BadSubscription, PushError, Subscription, encrypt};
use proptest::prelude::*;

use notify::push::testing::{Browser, text64};

const ENDPOINT: &str = "https://push.example.net/v1/a-secret";

fn with_key(point: &[u8]) -> Result<Subscription, BadSubscription> {
    Subscription::new(ENDPOINT, &text64(point), &text64([1; 16]))
}

#[test]
fn fields_are_read_with_padding_and_without() {
    let browser = Browser::of(1);
    let (key, secret) = (text64(browser.public()), text64(browser.secret));
    for (k, s) in [("", ""), ("=", "=="), ("=", ""), ("", "==")] {
        let read = Subscription::new(ENDPOINT, &format!("{key}{k}"), &format!("{secret}{s}")).unwrap();
        assert_eq!((read.p256dh(), read.auth(), read.endpoint()), (key.clone(), secret.clone(), ENDPOINT));
    }
    // The alphabet of plain base64 is another.
    assert_eq!(Subscription::new(ENDPOINT, &key, "+/+/+/+/+/+/+/+/+/+/+w"), Err(BadSubscription::Secret));
}

#[test]
fn a_point_that_is_none_is_refused() {
    let good = Browser::of(1).public();
    assert!(with_key(&good).is_ok());
    let mut off_the_curve = good.clone();
    off_the_curve[64] ^= 1;
    let mut compressed = good[..33].to_vec();
    compressed[0] = 2 + (good[64] & 1);
    let mut hybrid = good.clone();
    hybrid[0] = 6 + (good[64] & 1);
    let beyond_the_field = [&[4][..], &[0xff; 64]].concat();
    let zero = [&[4][..], &[0; 64]].concat();
    let longer = [&good[..], &[0]].concat();
    for bad in [
        &off_the_curve,
        &compressed,
        &hybrid,
        &beyond_the_field,
        &zero,
        &longer,
        &good[..64].to_vec(),
        &vec![0],
        &vec![],
    ] {
        assert_eq!(with_key(bad), Err(BadSubscription::Key), "{bad:02x?}");
    }
    assert_eq!(Subscription::new(ENDPOINT, "not base64!", &text64([1; 16])), Err(BadSubscription::Key));
}

#[test]
fn what_is_kept_is_found_again_and_a_key_that_was_spoilt_seals_nothing() {
    let read = Browser::of(1).subscription();
    let kept = Subscription::kept(read.endpoint(), read.public(), read.secret()).unwrap();
    assert_eq!(kept, read);
    let mut spoilt = *read.public();
    spoilt[64] ^= 1;
    let spoilt = Subscription::kept(ENDPOINT, &spoilt, read.secret()).unwrap();
    assert_eq!(encrypt(&SeededDice::new(1), &spoilt, b"x"), Err(PushError::Key));
    assert_eq!(Subscription::kept(ENDPOINT, &[4; 64], &[0; 16]), Err(BadSubscription::Key));
    assert_eq!(Subscription::kept(ENDPOINT, &[4; 65], &[0; 15]), Err(BadSubscription::Secret));
    assert_eq!(Subscription::kept("x", &[4; 65], &[0; 16]), Err(BadSubscription::Endpoint));
}

#[test]
fn a_secret_has_sixteen_bytes() {
    let key = text64(Browser::of(1).public());
    for length in [0, 1, 15, 17, 32] {
        assert_eq!(Subscription::new(ENDPOINT, &key, &text64(vec![1; length])), Err(BadSubscription::Secret));
    }
}

#[test]
fn origins_are_as_tokens_name_them() {
    let browser = Browser::of(1);
    let origin = |endpoint: &str| {
        Subscription::new(endpoint, &text64(browser.public()), &text64([1; 16])).map(|s| s.origin().to_owned())
    };
    assert_eq!(origin(ENDPOINT).unwrap(), "https://push.example.net");
    assert_eq!(origin("https://PUSH.example.net:443/x").unwrap(), "https://push.example.net");
    assert_eq!(origin("https://push.example.net:8443/x").unwrap(), "https://push.example.net:8443");
    assert_eq!(origin("http://127.0.0.1:9000/x").unwrap(), "http://127.0.0.1:9000");
    let long = format!("{ENDPOINT}/{}", "x".repeat(2048));
    for bad in ["", "x", "/v1/x", "ftp://push.example.net/", "mailto:a@b.example", "https://", long.as_str()] {
        assert_eq!(origin(bad), Err(BadSubscription::Endpoint), "{bad}");
    }
}

#[test]
fn what_is_shown_of_it_is_the_service() {
    assert_eq!(format!("{:?}", Browser::of(1).subscription()), "Subscription(https://push.example.net)");
}

proptest! {
    #[test]
    fn any_three_texts_are_read_or_refused(endpoint in ".{0,60}", key in "[A-Za-z0-9_=-]{80,90}", secret in "[A-Za-z0-9_=-]{20,26}") {
        let _ = Subscription::new(&endpoint, &key, &secret);
        let _ = Subscription::new(ENDPOINT, &key, &secret);
    }
}
