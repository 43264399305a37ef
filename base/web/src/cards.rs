//! What a room lets others show of it: the public card of one thing, in its present state. Rooms never call each other; the house asks the room
//! that a card is of. See `docs/adr/0011-cards.md`.

use std::fmt;

use async_trait::async_trait;
use kernel::{Cell, Event, IncidentId, Lang, Time};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Failure, House};

/// Something of a room as anybody may read it, now. It holds nothing that the room does not show everybody on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Card {
    /// What it is: `door`, `need`, `notice`, `alert`.
    pub kind: &'static str,
    /// What it is found by in public.
    pub of: String,
    /// Of which incident; nothing for what is of none.
    #[schema(value_type = Option<String>)]
    pub incident: Option<IncidentId>,
    /// Of an exercise.
    pub drill: bool,
    /// How it stands, in a word of its room: `open`, `full`, `searching`, `found` …
    pub state: String,
    /// Nothing is to be done about it any more.
    pub over: bool,
    /// Where its page is.
    pub href: String,
    /// Who or what, in the reader's language, when there is a name that anybody may read.
    pub title: Option<String>,
    /// The landmark near it.
    pub near: Option<String>,
    /// Where, as coarsely as everybody may know.
    #[schema(value_type = Option<String>)]
    pub cell: Option<Cell>,
    /// How many people there is room for.
    pub room: Option<i64>,
    /// Until when.
    #[schema(value_type = Option<String>)]
    pub until: Option<Time>,
    /// Since when it stands so.
    #[schema(value_type = String)]
    pub at: Time,
}

/// A room's answers about one kind of thing.
#[async_trait]
pub trait Cards: Send + Sync + fmt::Debug {
    /// Of which kind: `door`, `need`, `notice`, `alert`. One room answers for a kind.
    fn kind(&self) -> &'static str;
    /// What is found by this, as anybody may read it now; nothing when there is no such thing in public.
    ///
    /// # Errors
    /// When the store fails.
    async fn card(&self, house: &House, of: &str, lang: Lang) -> Result<Option<Card>, Failure>;
    /// What is to be acted on now in an incident, the latest first; nothing for what is never listed.
    ///
    /// # Errors
    /// When the store fails.
    async fn to_act_on(
        &self,
        house: &House,
        incident: IncidentId,
        lang: Lang,
        limit: usize,
    ) -> Result<Vec<Card>, Failure>;
    /// What an event is about, by what it is found by in public: whoever shows its card shows it anew. Nothing when the event is of another
    /// kind, or about something that nobody may find.
    ///
    /// # Errors
    /// When the store fails.
    async fn moved(&self, house: &House, event: &Event) -> Result<Option<String>, Failure>;
}

impl House {
    /// Who answers for a kind of card.
    #[must_use]
    pub fn cards(&self, kind: &str) -> Option<&'static dyn Cards> {
        self.cards.iter().copied().find(|c| c.kind() == kind)
    }
}
