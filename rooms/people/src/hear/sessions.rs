//! Who a token belongs to: the register's answer, remembered for half a minute, forgotten at once when an event says that it ended.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Clock, Event, Recorded, Visitor};
use register::Register;
use relay::Watcher;
use web::{Fault, House, Sessions};

struct OfRegister {
    register: Register,
    clock: Arc<dyn Clock>,
}

/// Sessions and staff keys as the register keeps them.
#[must_use]
pub fn sessions(register: &Register, clock: Arc<dyn Clock>) -> Arc<dyn Sessions> {
    Arc::new(OfRegister { register: register.clone(), clock })
}

#[async_trait]
impl Sessions for OfRegister {
    fn known(&self, token: &[u8; 32]) -> Option<Visitor> {
        self.register.visitor_seen(token, self.clock.now())
    }
    async fn visitor(&self, token: [u8; 32]) -> Result<Visitor, Fault> {
        Ok(self.register.visitor_of(token, self.clock.now()).await?)
    }
    async fn visitor_now(&self, token: [u8; 32]) -> Result<Visitor, Fault> {
        let visitor = self.register.visitor(token, self.clock.now()).await?;
        if visitor == Visitor::Nobody {
            self.register.forget_token(&token);
        }
        Ok(visitor)
    }
}

struct Forget(Register);

/// What forgets ended sessions in every process.
pub fn watchers(house: &House) -> Vec<Arc<dyn Watcher>> {
    vec![Arc::new(Forget(house.register.clone()))]
}

#[async_trait]
impl Watcher for Forget {
    async fn watch(&self, events: &[Recorded]) {
        let (mut sessions, mut people, mut staff) = (Vec::new(), Vec::new(), Vec::new());
        for recorded in events {
            match recorded.event {
                Event::SignedOut { session } => sessions.push(session),
                Event::Erased { person } => people.push(person),
                Event::Staff { operator } => staff.push(operator),
                _ => {}
            }
        }
        self.0.forget_visitors(&sessions, &people, &staff);
    }
}
