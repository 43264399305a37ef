//! How codes reach people. Until a channel is there, an operator reads them in the console and tells them; the demo shows them.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Event, Recorded};
use register::{OpenProof, Register};
use relay::Listener;
use store::{Change, StoreError};

/// Brings a code to a contact.
#[async_trait]
pub trait Courier: Send + Sync {
    /// Sends the code of a proof to its contact. May be asked twice for one proof after a crash.
    ///
    /// # Errors
    /// When it could not be sent: it is tried again.
    async fn deliver(&self, proof: &OpenProof) -> Result<(), StoreError>;
}

/// Sends nothing: the sealed code waits in the register, where the console shows it to operators until it expires.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console;

#[async_trait]
impl Courier for Console {
    async fn deliver(&self, _: &OpenProof) -> Result<(), StoreError> {
        Ok(())
    }
}

struct Deliver {
    register: Register,
    courier: Arc<dyn Courier>,
}

/// Hears that a proof was asked and hands it to the courier.
#[must_use]
pub fn courier_listener(register: Register, courier: Arc<dyn Courier>) -> Arc<dyn Listener> {
    Arc::new(Deliver { register, courier })
}

#[async_trait]
impl Listener for Deliver {
    fn name(&self) -> &'static str {
        "people.courier"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::ProofAsked { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        for recorded in events {
            if let Event::ProofAsked { proof } = recorded.event
                && let Some(proof) = self.register.proof(proof).await?
                && proof.done.is_none()
            {
                self.courier.deliver(&proof).await?;
            }
        }
        Ok(Change::new())
    }
}
