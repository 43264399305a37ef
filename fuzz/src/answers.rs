//! What providers answer when they are handed a message: push services, gateways for text messages.

use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use kernel::{Span, Time};
use notify::{Outcome, push, sms};
use outbound::Answer;

const NOW: Time = Time(1_447_454_460_000_000);

/// Takes the first line as a status and the header `Retry-After`, the rest as the body. However long the provider would have us wait, it
/// is not for ever, and what it calls a message is short and plain.
pub fn run(data: &[u8]) {
    let at = data.iter().position(|b| *b == b'\n').unwrap_or(data.len());
    let (line, body) = data.split_at(at);
    let (status, wait) = line.split_at_checked(3).unwrap_or((b"200", line));
    let Ok(status) = StatusCode::from_bytes(status) else { return };
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(wait.trim_ascii()) {
        headers.insert(RETRY_AFTER, value);
    }

    match push::Outcome::of_answer(status, &headers, NOW) {
        push::Outcome::Wait(span) => assert!((Span::seconds(1)..=Span::hours(24)).contains(&span)),
        push::Outcome::Dead(code) => assert_eq!(code, status.as_u16()),
        outcome => assert!(outcome != push::Outcome::Delivered || status.is_success()),
    }

    let body = body.strip_prefix(b"\n").unwrap_or(body).to_vec();
    for reference in ["", "/id", "/messages/0/id"] {
        let settings = sms::Settings { reference: reference.to_owned(), ..sms::Settings::default() };
        let answer = Answer { status, headers: headers.clone(), body: body.clone().into() };
        match sms::outcome::of_answer(&answer, &settings, 2) {
            Outcome::Sent { reference, parts } => {
                assert!(status.is_success() && parts == 2);
                assert!(reference.is_none_or(|r| r.len() <= 120 && r.bytes().all(|b| b.is_ascii_graphic())));
            }
            Outcome::Later { after, .. } => {
                assert!(!status.is_success());
                assert!(after.is_none_or(|span| (Span::seconds(0)..=Span::hours(1)).contains(&span)));
            }
            Outcome::Dead(why) => assert!(status.is_client_error() && why == "refused"),
            outcome => panic!("{outcome:?} is no answer"),
        }
    }
}
