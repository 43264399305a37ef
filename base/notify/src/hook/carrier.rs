//! Handing what happened to another system, and what its answer means.

use std::sync::Arc;

use async_trait::async_trait;
use http::{HeaderName, HeaderValue, header};
use kernel::{Clock, Dice, Span};
use outbound::{Answer, Call, Outbound, OutboundError};

use crate::{Carrier, Channel, Delivery, Letter, Outcome, Target, hook::Secret, hook::sign, push::retry_after};

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Brings what happened to other systems. Their addresses are strangers': public ones by `https`, and what the operator allows besides.
pub struct HookCarrier {
    outbound: Outbound,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
}

impl HookCarrier {
    /// A carrier that calls through this client.
    #[must_use]
    pub fn new(outbound: Outbound, clock: Arc<dyn Clock>, dice: Arc<dyn Dice>) -> Self {
        Self { outbound, clock, dice }
    }
    fn call(&self, delivery: &Delivery, url: &str, secret: &Secret, body: &str) -> Option<Call> {
        let name = delivery.name();
        let seconds = self.clock.now().0.div_euclid(1_000_000);
        let signature = sign(secret, &name, seconds, body.as_bytes());
        let name = HeaderValue::try_from(name).ok()?;
        Some(
            Call::post(url, body.to_owned())
                .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .header(IDEMPOTENCY_KEY, name.clone())
                .header(ID, name)
                .header(TIMESTAMP, HeaderValue::from(seconds))
                .header(SIGNATURE, HeaderValue::try_from(signature).ok()?),
        )
    }
    fn became(&self, exchange: &Result<Answer, OutboundError>, attempts: i64) -> Outcome {
        let later = |after, why| Outcome::Later { after: Some(after), why };
        let wait = || wait_after(attempts, self.dice.below(1000));
        match exchange {
            Err(error) if error.may_pass() => later(wait(), "no-answer"),
            // The guard refuses the address: it leads into a network that is nobody's business.
            Err(_) => Outcome::Dead("not-allowed"),
            Ok(answer) => match answer.status.as_u16() {
                200..=299 => Outcome::Sent { reference: None, parts: 0 },
                410 => Outcome::Dead("gone"),
                429 | 503 => {
                    later(retry_after(&answer.headers, self.clock.now()).unwrap_or_else(wait), "asked-to-wait")
                }
                // Redirects too: a hook does not move, and we do not go where we are sent.
                _ => later(wait(), "not-taken"),
            },
        }
    }
}

/// How long to wait after try `n` (from 1): the times that Standard Webhooks recommends, 28 hours in all, and up to a tenth more by chance.
/// `chance` is 0 … 999.
///
/// Every hook is somebody else's system, with a pace and a breaker of its own: one that is slow or down holds up no other.
#[must_use]
pub fn wait_after(n: i64, chance: u64) -> Span {
    let usual = match n {
        ..=1 => Span::seconds(5),
        2 => Span::minutes(5),
        3 => Span::minutes(30),
        4 => Span::hours(2),
        5 => Span::hours(5),
        _ => Span::hours(10),
    };
    let extra = usual.0.saturating_mul(i64::try_from(chance.min(999)).unwrap_or(0)).div_euclid(10_000);
    Span(usual.0.saturating_add(extra))
}

#[async_trait]
impl Carrier for HookCarrier {
    fn channel(&self) -> Channel {
        Channel::Hook
    }
    fn limits(&self) -> (u32, usize) {
        (50, 4)
    }
    fn apart(&self) -> bool {
        true
    }
    fn speaks_against(&self, outcome: &Outcome) -> bool {
        matches!(outcome, Outcome::Later { .. })
    }
    async fn carry(&self, delivery: &Delivery, _: &Letter, to: &Target) -> Outcome {
        let Target::Hook { url, secret, body } = to else { return Outcome::Dead("no-address") };
        let Some(call) = self.call(delivery, url, secret, body) else { return Outcome::Dead("no-address") };
        let exchange = self.outbound.send(call).await;
        self.became(&exchange, delivery.attempts)
    }
    async fn check(&self) -> Result<String, String> {
        // Each hook is another provider; a trial of one is a button of the console.
        Ok("signed by HMAC-SHA256; each hook has its own trial in the console".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_fit_into_what_a_message_lasts() {
        let all: Vec<Span> = (1..crate::TRIES).map(|n| wait_after(n, 999)).collect();
        assert!(all.windows(2).all(|w| w[0] <= w[1]));
        let sum: i64 = all.iter().map(|s| s.0).sum();
        assert!(Span(sum) < crate::lasts(crate::Kind::Hook));
        assert_eq!(wait_after(1, 0), Span::seconds(5));
        assert!(wait_after(2, 500) > Span::minutes(5));
    }
}
