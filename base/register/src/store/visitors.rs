//! Who a token belongs to, remembered for a moment: every request asks, and nearly all ask again.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use kernel::{OperatorId, PersonId, SessionId, Span, Time, Visitor};
use store::StoreError;

use super::Register;

/// How long an answer is believed: what another process has ended is over here after that at the latest.
const BELIEVED: Span = Span::seconds(30);
/// How many are remembered: some 15 MB.
const MOST: usize = 100_000;

/// Tokens seen lately, by digest.
#[derive(Default)]
pub(super) struct Visitors(RwLock<HashMap<[u8; 32], (Visitor, Time)>>);

impl Visitors {
    fn get(&self, hash: &[u8; 32], now: Time) -> Option<Visitor> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        // What is believed for longer than it can be was asked before the clock was set back.
        let good = |until: Time| until > now && until <= now.plus(BELIEVED);
        all.get(hash).filter(|(_, until)| good(*until)).map(|(v, _)| v.clone())
    }
    fn put(&self, hash: [u8; 32], visitor: &Visitor, now: Time) {
        // Nobody is not remembered: whoever tries out tokens fills nothing.
        if *visitor == Visitor::Nobody {
            return;
        }
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, (_, until)| *until > now);
            if all.len() >= MOST {
                all.clear();
            }
        }
        all.insert(hash, (visitor.clone(), now.plus(BELIEVED)));
    }
    fn forget(&self, gone: impl Fn(&[u8; 32], &Visitor) -> bool) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|hash, (visitor, _)| !gone(hash, visitor));
    }
}

impl Register {
    /// Whose a token is, if it was asked within the last half minute.
    #[must_use]
    pub fn visitor_seen(&self, hash: &[u8; 32], now: Time) -> Option<Visitor> {
        self.0.visitors.get(hash, now)
    }
    /// Whose a token is; remembered for half a minute.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn visitor_of(&self, hash: [u8; 32], now: Time) -> Result<Visitor, StoreError> {
        if let Some(visitor) = self.visitor_seen(&hash, now) {
            return Ok(visitor);
        }
        let visitor = self.visitor(hash, now).await?;
        self.0.visitors.put(hash, &visitor, now);
        Ok(visitor)
    }
    /// Forgets what is remembered of a token that has just ended here.
    pub fn forget_token(&self, hash: &[u8; 32]) {
        self.0.visitors.forget(|h, _| h == hash);
    }
    /// Forgets what is remembered of these sessions, people and members of staff, as events tell of them.
    pub fn forget_visitors(&self, sessions: &[SessionId], people: &[PersonId], staff: &[OperatorId]) {
        if sessions.is_empty() && people.is_empty() && staff.is_empty() {
            return;
        }
        self.0.visitors.forget(|_, visitor| match visitor {
            Visitor::Person { id, session } => people.contains(id) || sessions.contains(session),
            Visitor::Staff(s) => staff.contains(&s.id) || !sessions.is_empty(),
            Visitor::Nobody => true,
        });
    }
}
