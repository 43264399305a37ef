//! What a browser writes when it subscribes (`PushSubscription.toJSON()`), and where it would have us call.

use notify::push::Subscription;
use outbound::{Named, Settings};
use reach::model::push::Browser;
use std::net::IpAddr;
use web::Json;

/// Reads the bytes as JSON of a subscription, and as an address to call.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    address(&text);
    address(&format!("https://{text}/"));

    let Ok(Json(browser)) = Json::<Browser>::read(data) else { return };
    address(&browser.endpoint);
    let Ok(taken) = Subscription::new(&browser.endpoint, &browser.keys.p256dh, &browser.keys.auth) else { return };
    assert!(taken.endpoint() == browser.endpoint && taken.endpoint().len() <= 2048);
    assert!(taken.origin().starts_with("https://") || taken.origin().starts_with("http://"));
    assert!(
        taken.origin().matches('/').count() == 2 && !taken.origin().contains(['@', '?', '#']),
        "{}",
        taken.origin()
    );
    assert_eq!(taken.public()[0], 4);
    assert_eq!(format!("{taken:?}"), format!("Subscription({})", taken.origin()), "the rest is a secret");
    assert!(Subscription::new(taken.endpoint(), &taken.p256dh(), &taken.auth()).as_ref() == Ok(&taken));
    assert!(Subscription::kept(taken.endpoint(), taken.public(), taken.secret()).as_ref() == Ok(&taken));
}

/// What may be called is `https` to a public place at a usual port, as every reader of addresses has it.
fn address(url: &str) {
    if let Ok(named) = Named::of_url(url) {
        assert!(url.bytes().all(|b| b.is_ascii_graphic() && b != b'\\'), "{url:?} can be read in two ways");
        assert!(format!("{named:?}").len() < url.len() + 200);
    }
    if Settings::default().allows(url).is_err() {
        return;
    }
    let uri: http::Uri = url.parse().expect("an address");
    let authority = uri.authority().expect("a host").as_str();
    let host = uri.host().expect("a host");
    assert!(url.len() <= 8192 && uri.scheme_str() == Some("https") && !authority.contains('@'), "{url:?}");
    assert!(matches!(uri.port_u16(), None | Some(443 | 8443)), "{url:?}");
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(ip) = bare.parse::<IpAddr>() {
        assert!(outbound::is_public(ip), "{url:?} is in somebody's own network");
    } else {
        // `127.1`, `0x7f.1` and `2130706433` are addresses to many programs.
        let last = bare.rsplit('.').next().unwrap_or_default();
        assert!(!last.bytes().all(|b| b.is_ascii_digit()) && !last.to_ascii_lowercase().starts_with("0x"), "{url:?}");
    }
}
