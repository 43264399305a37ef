//! What services answer, and what follows from it.

use http::{HeaderMap, StatusCode};
use kernel::Span;
use notify::push::Outcome;
use outbound::{Answer, OutboundError, Refused, Why};
use proptest::prelude::*;

use crate::tokens::now;

fn said(status: u16, retry_after: Option<&str>) -> Outcome {
    let mut headers = HeaderMap::new();
    if let Some(value) = retry_after {
        headers.insert("retry-after", value.parse().unwrap());
    }
    Outcome::of_answer(StatusCode::from_u16(status).unwrap(), &headers, now())
}

#[test]
fn each_status_has_its_consequence() {
    for (status, outcome) in [
        (201, Outcome::Delivered),
        (202, Outcome::Delivered),
        (200, Outcome::Delivered),
        (204, Outcome::Delivered),
        (404, Outcome::Gone),
        (410, Outcome::Gone),
        (413, Outcome::TooLarge),
        (408, Outcome::Retry),
        (429, Outcome::Retry),
        (500, Outcome::Retry),
        (502, Outcome::Retry),
        (503, Outcome::Retry),
        (504, Outcome::Retry),
        (301, Outcome::Dead(301)),
        (307, Outcome::Dead(307)),
        (400, Outcome::Dead(400)),
        (401, Outcome::Dead(401)),
        (403, Outcome::Dead(403)),
        (406, Outcome::Dead(406)),
    ] {
        assert_eq!(said(status, None), outcome, "{status}");
    }
}

#[test]
fn a_service_that_wants_rest_gets_it() {
    for status in [429, 503] {
        for (text, wait) in [
            ("120", Span::minutes(2)),
            (" 7 ", Span::seconds(7)),
            ("0", Span::seconds(1)),
            // now() is 20:20:00 in UTC.
            ("Fri, 13 Nov 2015 20:25:00 GMT", Span::minutes(5)),
            ("Friday, 13-Nov-15 20:25:00 GMT", Span::minutes(5)),
            ("Fri Nov 13 20:25:00 2015", Span::minutes(5)),
            ("Fri, 13 Nov 2015 20:00:00 GMT", Span::seconds(1)),
            ("Fri, 13 Nov 2099 20:00:00 GMT", Span::hours(24)),
            ("86401", Span::hours(24)),
            ("99999999999999999999999999", Span::hours(24)),
        ] {
            assert_eq!(said(status, Some(text)), Outcome::Wait(wait), "{text}");
        }
        for bad in ["", "soon", "-5", "1.5", "Fri, 99 Nov 2015 20:25:00 GMT"] {
            assert_eq!(said(status, Some(bad)), Outcome::Retry, "{bad}");
        }
    }
    // Elsewhere it says nothing about us.
    assert_eq!(said(201, Some("120")), Outcome::Delivered);
    assert_eq!(said(410, Some("120")), Outcome::Gone);
}

#[test]
fn no_answer_is_tried_again_unless_it_may_not_be_asked_for() {
    let failed = |why| Outcome::of(&Err(OutboundError { host: String::new(), why }), now());
    for why in [Why::Late, Why::Broken, Why::Unreachable, Why::Unresolved, Why::Long] {
        assert_eq!(failed(why), Outcome::Retry);
    }
    assert_eq!(failed(Refused::Private.into()), Outcome::Dead(0));
    let answer = Answer { status: StatusCode::CREATED, headers: HeaderMap::new(), body: "".into() };
    assert_eq!(Outcome::of(&Ok(answer), now()), Outcome::Delivered);
}

proptest! {
    #[test]
    fn any_answer_is_understood_and_no_service_keeps_us_waiting_for_ever(status in 200u16..600, text in "[ -~]{0,40}") {
        if let Outcome::Wait(span) = said(status, Some(&text)) {
            prop_assert!((Span::seconds(1)..=Span::hours(24)).contains(&span));
        }
    }
}
