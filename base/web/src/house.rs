//! What every handler gets.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock, Weak},
};

use kernel::{Clock, Dice, Visitor};
use relay::{LiveStream, Still, Want, Who};
use store::StoreError;

use crate::{Caller, Config, Metrics, Sessions, Shelf, Words};

/// The house: store, words, clock, settings. Cloning it is cheap; a handler takes it with `State(house): State<House>`.
#[derive(Clone)]
pub struct House(Arc<Inner>);

/// What is in it.
pub struct Inner {
    /// The database.
    pub store: store::Store,
    /// People: circles, facts, the one projection.
    pub register: register::Register,
    /// The incidents of this server.
    pub incidents: register::Incidents,
    /// The official messages that hold now.
    pub alarms: register::Alarms,
    /// Institutions, and whether each is proven.
    pub institutions: register::Institutions,
    /// How many answered what, for operators.
    pub tally: register::Tally,
    /// What is on its way to people who are not looking.
    pub queue: notify::Queue,
    /// Who this server is to push services.
    pub vapid: Arc<notify::push::Vapid>,
    /// Live pages.
    pub live: relay::Live,
    /// Seals personal data, and makes blind indexes.
    pub seal: store::Seal,
    /// Who a token or a cookie belongs to.
    pub sessions: Arc<dyn Sessions>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub dice: Arc<dyn Dice>,
    /// What people read.
    pub words: Words,
    /// The settings.
    pub config: Config,
    /// Counters for `/metrics`.
    pub metrics: Metrics,
    /// What rooms keep in memory.
    pub shelf: Shelf,
    /// The folder of this server, where it has one.
    pub folder: Option<store::Folder>,
    /// What rooms let others show of them.
    pub cards: Vec<&'static dyn crate::Cards>,
}

/// The way to a house for what is made before it stands. It does not keep the house standing.
#[derive(Clone, Default)]
pub struct Home(Arc<OnceLock<Weak<Inner>>>);

impl Home {
    /// The house stands.
    pub(crate) fn stands(&self, house: &House) {
        let _ = self.0.set(Arc::downgrade(&house.0));
    }
    /// The house, while it stands.
    #[must_use]
    pub fn house(&self) -> Option<House> {
        self.0.get().and_then(Weak::upgrade).map(House)
    }
}

impl House {
    /// A house of these parts.
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }
    /// Opens a live stream of this caller (see [`relay::Live::open`]). It ends at once when they sign out or are erased, and within a heartbeat
    /// when their session or key has ended in any other way: it expired, it was revoked, another process ended it.
    ///
    /// # Errors
    /// While the server stops; when the store fails.
    pub async fn stream(&self, caller: &Caller, who: Who, after: Option<i64>) -> Result<LiveStream, StoreError> {
        let session = match &caller.visitor {
            Visitor::Person { session, .. } => Some(*session),
            _ => None,
        };
        let stream = self.live.open(who, session, after).await?;
        let Some(token) = caller.token else { return Ok(stream) };
        let (house, visitor) = (self.clone(), caller.visitor.clone());
        let still: Still = Box::new(move || {
            let (house, visitor) = (house.clone(), visitor.clone());
            Box::pin(async move { house.still(token, &visitor).await })
        });
        Ok(stream.while_still(still))
    }
    /// Opens a live stream of the flow, for anybody (see [`relay::Live::open_feed`]).
    ///
    /// # Errors
    /// While the server stops; when the store fails.
    pub async fn feed(&self, want: Want, after: Option<i64>) -> Result<LiveStream, StoreError> {
        self.live.open_feed(want, after).await
    }
    /// Whether this token is still this visitor's, with the same rights.
    async fn still(&self, token: [u8; 32], visitor: &Visitor) -> bool {
        match (self.sessions.visitor_now(token).await, visitor) {
            (Ok(Visitor::Person { id, session }), Visitor::Person { id: was, session: by }) => {
                id == *was && session == *by
            }
            (Ok(Visitor::Staff(now)), Visitor::Staff(was)) => now.id == was.id && now.role == was.role,
            (Ok(_), _) => false,
            (Err(fault), _) => {
                // Nothing is shown either while the store does not answer; it is asked again.
                tracing::warn!(cause = %fault, "whether a stream may go on is not known");
                true
            }
        }
    }
}

impl Deref for House {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("config", &self.config).finish_non_exhaustive()
    }
}
