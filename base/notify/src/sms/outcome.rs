//! What a gateway's answer means. Pure.

use http::{HeaderMap, StatusCode, header};
use kernel::Span;
use outbound::{Answer, OutboundError, Why};

use super::Settings;
use crate::Outcome;

/// The longest that a gateway can have us wait.
const LONGEST_WAIT: i64 = 3600;

/// What became of a message by the gateway's answer.
///
/// What is wrong with the message is for ever (other 4xx); what is wrong with us (401, 403, 407: the password) or with the gateway (5xx,
/// 408, 425, 429, silence) is mended and tried again.
#[must_use]
pub fn of_answer(answer: &Answer, settings: &Settings, parts: i64) -> Outcome {
    let status = answer.status;
    let taken = match settings.success_status.as_slice() {
        [] => status.is_success(),
        some => some.contains(&status.as_u16()),
    };
    if taken {
        let said = String::from_utf8_lossy(&answer.body);
        if !settings.success_contains.is_empty() && !said.contains(&settings.success_contains) {
            return Outcome::Dead("refused");
        }
        return Outcome::Sent { reference: reference(&answer.body, &settings.reference), parts };
    }
    let later = |why| Outcome::Later { after: wait(&answer.headers), why };
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            later("gateway-password")
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => later("gateway-busy"),
        s if s.is_client_error() => Outcome::Dead("refused"),
        _ => later("gateway-down"),
    }
}

/// What became of it when there was no answer.
#[must_use]
pub const fn of_error(error: &OutboundError) -> Outcome {
    let why = match error.why {
        Why::Refused(_) => "gateway-not-allowed",
        Why::Late => "gateway-late",
        _ => "gateway-unreachable",
    };
    Outcome::Later { after: None, why }
}

/// Whether the gateway may have taken it all the same: the answer alone was lost.
#[must_use]
pub const fn may_have_gone(error: &OutboundError) -> bool {
    matches!(error.why, Why::Late | Why::Broken | Why::Long)
}

fn wait(headers: &HeaderMap) -> Option<Span> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    let seconds: i64 = text.trim().parse().ok()?;
    (seconds >= 0).then(|| Span::seconds(seconds.min(LONGEST_WAIT)))
}

/// A provider's name of a message: short and plain, or none.
fn reference(body: &[u8], pointer: &str) -> Option<String> {
    if pointer.is_empty() {
        return None;
    }
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    let found = body.pointer(pointer)?;
    let text = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
    (text.len() <= 120 && text.chars().all(|c| c.is_ascii_graphic())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(status: u16, body: &'static str, settings: &Settings) -> Outcome {
        let status = StatusCode::from_u16(status).unwrap();
        let mut headers = HeaderMap::new();
        if status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(header::RETRY_AFTER, "7".parse().unwrap());
        }
        of_answer(&Answer { status, headers, body: body.into() }, settings, 2)
    }

    #[test]
    fn what_is_wrong_with_the_message_is_for_ever_and_what_is_wrong_with_the_gateway_is_not() {
        let usual = Settings::default();
        let sent = Outcome::Sent { reference: None, parts: 2 };
        assert_eq!(answers(202, "0: Accepted for delivery", &usual), sent);
        assert_eq!(answers(202, "3: Queued for later delivery", &usual), sent);
        assert_eq!(answers(400, "", &usual), Outcome::Dead("refused"));
        assert_eq!(answers(404, "", &usual), Outcome::Dead("refused"));
        for (status, why) in
            [(401, "gateway-password"), (403, "gateway-password"), (503, "gateway-down"), (302, "gateway-down")]
        {
            assert_eq!(answers(status, "", &usual), Outcome::Later { after: None, why });
        }
        let busy = Outcome::Later { after: Some(Span::seconds(7)), why: "gateway-busy" };
        assert_eq!(answers(429, "", &usual), busy);
    }
    #[test]
    fn a_rule_of_ones_own_says_what_success_is() {
        let own = Settings {
            success_status: vec![200],
            success_contains: "\"ok\"".into(),
            reference: "/m/0/id".into(),
            ..Settings::default()
        };
        let sent = Outcome::Sent { reference: Some("x7".into()), parts: 2 };
        assert_eq!(answers(200, r#"{"s":"ok","m":[{"id":"x7"}]}"#, &own), sent);
        assert_eq!(answers(200, r#"{"s":"no"}"#, &own), Outcome::Dead("refused"));
        assert_eq!(answers(202, r#"{"s":"ok"}"#, &own), Outcome::Later { after: None, why: "gateway-down" });
    }
}
