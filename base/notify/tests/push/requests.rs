//! What is posted.

use kernel::Span;
use notify::push::{Delivery, Topic, Urgency, call};
use proptest::prelude::*;

use crate::tokens::{now, us};
use notify::push::testing::Browser;

#[test]
fn a_message_is_posted_with_how_long_how_urgent_and_what_it_replaces() {
    let to = Browser::of(1).subscription();
    let delivery = Delivery { keep: Span::minutes(90), urgency: Urgency::High, topic: Topic::new("incident-1") };
    let call = call(&us(), now(), &to, b"sealed".to_vec(), &delivery).unwrap();
    assert_eq!((call.method.as_str(), call.url.as_str(), &call.body[..]), ("POST", to.endpoint(), &b"sealed"[..]));
    for (name, value) in [
        ("ttl", "5400"),
        ("urgency", "high"),
        ("topic", "incident-1"),
        ("content-encoding", "aes128gcm"),
        ("content-type", "application/octet-stream"),
    ] {
        assert_eq!(call.headers[name], value);
    }
    assert!(call.headers["authorization"].to_str().unwrap().starts_with("vapid t="));
    assert_eq!(call.headers.len(), 6);
}

#[test]
fn without_a_topic_nothing_is_replaced_and_a_moment_is_zero_seconds() {
    let to = Browser::of(1).subscription();
    for (urgency, said) in
        [(Urgency::VeryLow, "very-low"), (Urgency::Low, "low"), (Urgency::Normal, "normal"), (Urgency::High, "high")]
    {
        let delivery = Delivery { keep: Span(-5), urgency, topic: None };
        let call = call(&us(), now(), &to, Vec::new(), &delivery).unwrap();
        assert_eq!((&call.headers["ttl"], &call.headers["urgency"]), (&"0".parse().unwrap(), &said.parse().unwrap()));
        assert!(!call.headers.contains_key("topic"));
    }
}

#[test]
fn a_topic_is_short_and_plain() {
    for good in ["a", "upd", "A-b_9", &"x".repeat(32)] {
        assert_eq!(Topic::new(good).unwrap().as_str(), good);
    }
    for bad in ["", "a b", "é", "a.b", "a+b", "a=", &"x".repeat(33)] {
        assert_eq!(Topic::new(bad), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn a_topic_of_anything_is_a_topic_and_says_nothing(a in prop::collection::vec(any::<u8>(), 0..40), b in prop::collection::vec(any::<u8>(), 0..40)) {
        let topic = Topic::of(&[&a, &b]);
        prop_assert_eq!(Topic::new(topic.as_str()), Some(topic.clone()));
        prop_assert_eq!(topic.as_str().len(), 32);
        let joined = [&a[..], &b].concat();
        prop_assert_ne!(&topic, &Topic::of(&[&joined]));
        prop_assert_eq!(topic == Topic::of(&[&b, &a]), a == b);
    }
}
