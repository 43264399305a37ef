//! What every handler gets.

use std::{ops::Deref, sync::Arc};

use kernel::{Clock, Dice};

use crate::{Config, Metrics, Sessions, Words};

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
    /// How many answered what, for operators.
    pub tally: register::Tally,
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
}

impl House {
    /// A house of these parts.
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
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
