//! Which URLs may be called before anybody asks for their addresses.

use std::sync::Arc;

use outbound::{Call, Named, Outbound, Refused, Settings, SystemResolver};
use proptest::prelude::*;

fn public() -> Outbound {
    Outbound::public(&Settings::default(), Arc::new(SystemResolver)).unwrap()
}

#[test]
fn strangers_may_name_https_on_a_usual_port() {
    let public = public();
    for url in [
        "https://push.example/v1/abc",
        "https://PUSH.example:443/",
        "https://push.example:8443/x?y=z",
        "https://93.184.215.14/",
        "https://[2606:4700:4700::1111]/x",
        "https://a_b.push.example/",
    ] {
        assert_eq!(public.allows(url), Ok(()), "{url}");
    }
}

#[test]
fn everything_else_is_refused_with_its_reason() {
    let public = public();
    for (url, why) in [
        ("http://push.example/", Refused::Scheme),
        ("ftp://push.example/", Refused::Scheme),
        ("file:///etc/passwd", Refused::Url),
        ("/just/a/path", Refused::Url),
        ("push.example", Refused::Url),
        ("", Refused::Url),
        ("https://", Refused::Url),
        ("https:///x", Refused::Url),
        ("https://somebody@push.example/", Refused::User),
        ("https://somebody:secret@push.example/", Refused::User),
        ("https://push.example@127.0.0.1/", Refused::User),
        ("https://push.example:22/", Refused::Port),
        ("https://push.example:0/", Refused::Port),
        ("https://push.example:/", Refused::Url),
        ("https://push.example:99999/", Refused::Url),
        ("https://push.example./", Refused::Url),
        ("https://.push.example/", Refused::Url),
        ("https://push..example/", Refused::Url),
        ("https://127.0.0.1/", Refused::Private),
        ("https://[::1]/", Refused::Private),
        ("https://[::ffff:127.0.0.1]/", Refused::Private),
        ("https://169.254.169.254/latest/meta-data", Refused::Private),
        ("https://127.1/", Refused::Url),
        ("https://2130706433/", Refused::Url),
        ("https://0x7f000001/", Refused::Url),
        ("https://0177.0.0.1/", Refused::Url),
        ("https://127.0.0.0x1/", Refused::Url),
        ("https://push.example\\@127.0.0.1/", Refused::Url),
        ("https://push.example /", Refused::Url),
        ("https://push.exämple/", Refused::Url),
        ("https://[fe80::1%25eth0]/", Refused::Url),
        ("https://%31%32%37.0.0.1/", Refused::Url),
    ] {
        assert_eq!(public.allows(url), Err(why), "{url}");
    }
}

#[test]
fn a_gateways_client_calls_what_was_named_and_nothing_else() {
    let named = ["http://127.0.0.1:13013", "sms.example", "hooks.example:9000"].map(|n| n.parse().unwrap());
    let gateways = Outbound::configured(named.to_vec(), &Settings::default(), Arc::new(SystemResolver)).unwrap();
    assert_eq!(gateways.allows("http://127.0.0.1:13013/cgi-bin/sendsms?text=x"), Ok(()));
    assert_eq!(gateways.allows("https://sms.example/send"), Ok(()));
    assert_eq!(gateways.allows("https://hooks.example:9000/"), Ok(()));
    assert_eq!(gateways.allows("http://sms.example/send"), Err(Refused::Scheme));
    assert_eq!(gateways.allows("http://127.0.0.1:80/"), Err(Refused::Scheme));
    assert_eq!(gateways.allows("https://127.0.0.1:13013/"), Err(Refused::Host));
    assert_eq!(gateways.allows("https://push.example/"), Err(Refused::Host));
}

#[test]
fn names_in_the_settings_are_a_host_and_a_port() {
    for good in ["push.example", "push.example:8443", "http://127.0.0.1:13013", "https://[::1]:9/", "localhost:1"] {
        assert!(good.parse::<Named>().is_ok(), "{good}");
    }
    for bad in ["", "http://", "ftp://push.example", "push.example/path", "a b", "u@push.example", "push.example?x"] {
        assert!(bad.parse::<Named>().is_err(), "{bad}");
    }
    assert_eq!(Named::of_url("http://127.0.0.1:13013/send?to=1"), Ok("http://127.0.0.1:13013".parse().unwrap()));
}

#[test]
fn what_is_shown_of_a_call_is_its_host() {
    let call = Call::post("https://push.example/v1/very-secret", "words");
    assert_eq!(format!("{call:?}"), "Call(POST push.example:443)");
    assert_eq!(format!("{:?}", Call::get("very-secret")), "Call(GET not a URL that can be called)");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_no_private_address_gets_through(url in "https?://[a-z0-9.:@\\[\\]/%\\\\x-]{0,40}") {
        let _ = public().allows(&url);
    }
    #[test]
    fn addresses_as_hosts_are_judged_as_addresses(bits: u32) {
        let a = std::net::Ipv4Addr::from_bits(bits);
        prop_assert_eq!(public().allows(&format!("https://{a}/")).is_ok(), outbound::is_public(a.into()));
    }
}
