//! What a push service says of a message.

use std::time::UNIX_EPOCH;

use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use kernel::{Span, Time};
use outbound::{Answer, OutboundError};

/// The least and the most that a service can make us wait.
const WAIT: (Span, Span) = (Span::seconds(1), Span::hours(24));

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The service has it. Whether the browser got it, nobody says.
    Delivered,
    /// The subscription is no more: it is to be removed.
    Gone,
    /// The service takes no message of this length.
    TooLarge,
    /// The service wants to be left alone for so long.
    Wait(Span),
    /// It may work later: the sender's own back-off says when.
    Retry,
    /// It will not work, with this status (0: it may not be called at all). 401 and 403 are about us, not about the subscription.
    Dead(u16),
}

impl Outcome {
    /// What an exchange came to.
    #[must_use]
    pub fn of(exchange: &Result<Answer, OutboundError>, now: Time) -> Self {
        match exchange {
            Ok(answer) => Self::of_answer(answer.status, &answer.headers, now),
            Err(error) if error.may_pass() => Self::Retry,
            Err(_) => Self::Dead(0),
        }
    }
    /// What an answer means (RFC 8030, 5 and 7; RFC 9110, 10.2.3 and 15).
    #[must_use]
    pub fn of_answer(status: StatusCode, headers: &HeaderMap, now: Time) -> Self {
        match status.as_u16() {
            200..=299 => Self::Delivered,
            404 | 410 => Self::Gone,
            413 => Self::TooLarge,
            429 | 503 => retry_after(headers, now).map_or(Self::Retry, Self::Wait),
            // They ran out of time, or do not want to risk a replay: nothing is wrong with the message.
            408 | 425 => Self::Retry,
            500..=599 => Self::Retry,
            // Redirects too: a subscription's endpoint does not move, and we do not go where we are sent.
            other => Self::Dead(other),
        }
    }
}

/// `Retry-After` in seconds or as a date, within bounds.
pub(crate) fn retry_after(headers: &HeaderMap, now: Time) -> Option<Span> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let span = if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number has are a long time.
        text.parse().map_or(WAIT.1, Span::seconds)
    } else {
        let date = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
        Time(i64::try_from(date.as_micros()).ok()?).since(now)
    };
    Some(span.clamp(WAIT.0, WAIT.1))
}
