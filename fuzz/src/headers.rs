//! Headers that we read ourselves: `Idempotency-Key`, `Authorization`, `Last-Event-ID`.

use http::{HeaderMap, HeaderValue, header};
use web::{bearer, idempotency};

/// Reads the bytes as the value of each.
pub fn run(data: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(data) else { return };
    let of = |name: &'static str, value: &HeaderValue| {
        HeaderMap::from_iter([(name.parse().expect("a header"), value.clone())])
    };

    let headers = of(idempotency::KEY, &value);
    match idempotency::key_of(&headers) {
        Ok(key) => {
            assert!((1..=255).contains(&key.len()) && key.trim() == key && data.trim_ascii() == key.as_bytes());
            assert!(key.len() >= 20 || idempotency::can_be_guessed(key), "short keys are anybody's");
            assert!(idempotency::can_be_guessed(&key[..key.len().min(19)]));
        }
        Err(refused) => assert_eq!((refused.status().as_u16(), refused.code()), (400, "key-unfit")),
    }

    let headers = of(header::AUTHORIZATION.as_str(), &value);
    let given = bearer(&headers).expect("the header is there");
    assert!(given.trim() == given && (given.is_empty() || data.trim_ascii_end().ends_with(given.as_bytes())));
    assert!(given.is_empty() || data[..7].eq_ignore_ascii_case(b"bearer "));
    assert_eq!(bearer(&HeaderMap::new()), None);
    if let Ok(text) = value.to_str() {
        let sent = HeaderValue::from_str(&format!("Bearer {text}")).expect("ASCII");
        assert_eq!(bearer(&of(header::AUTHORIZATION.as_str(), &sent)), Some(text.trim()));
    }

    let heard = web::last_heard(&of("last-event-id", &value));
    if let Some(pos) = heard {
        let written = HeaderValue::from_str(&pos.to_string()).expect("digits");
        assert_eq!(web::last_heard(&of("last-event-id", &written)), Some(pos));
    }
    assert!(heard.is_none() || data.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b' ' | b'\t')));
}
