//! Where people are, as cells: a position that expires, and the places they named.

use kernel::{Cell, Event, PersonId, Time};
use store::{Change, Row, StoreError, params, sql};

use std::sync::PoisonError;

use super::{Register, many};
use crate::cells::{PeopleByCell, PlaceKind};

sql! {
    /// Sets the cell of a slot; nothing for somebody who is gone.
    pub SET_PRESENCE = "INSERT INTO presence (person, slot, cell, expires) SELECT id, $2, $3, $4 FROM person WHERE id = $1 \
        ON CONFLICT (person, slot) DO UPDATE SET cell = excluded.cell, expires = excluded.expires";
    /// Clears a slot.
    pub CLEAR_PRESENCE = "DELETE FROM presence WHERE person = $1 AND slot = $2";
    /// The cells of a person.
    pub PRESENCE_OF = "SELECT person, slot, cell, expires FROM presence WHERE person = $1 ORDER BY slot";
    /// The cells of several people.
    pub PRESENCE_OF_MANY = concat!("SELECT person, slot, cell, expires FROM presence WHERE person IN ", many!());
    /// All cells, a page at a time.
    pub PRESENCE_AFTER = "SELECT person, slot, cell, expires FROM presence WHERE (person, slot) > ($1, $2) \
        ORDER BY person, slot LIMIT $3";
    /// Positions that have expired.
    pub EXPIRED_PRESENCE = "SELECT person, slot, cell, expires FROM presence WHERE expires IS NOT NULL AND expires <= $1 \
        ORDER BY expires LIMIT $2";
    /// Forgets one that has expired, unless it was renewed.
    pub FORGET_EXPIRED = "DELETE FROM presence WHERE person = $1 AND slot = $2 AND expires <= $3";
}

/// How many cells are read at once.
const PAGE: i64 = 20_000;

/// The word of a place in the API.
#[must_use]
pub const fn place_word(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Position => "position",
        PlaceKind::Home => "home",
        PlaceKind::Work => "work",
        PlaceKind::School => "school",
    }
}

/// A cell of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub person: PersonId,
    /// What it is to them.
    pub slot: PlaceKind,
    /// Where.
    pub cell: Cell,
    /// When it is forgotten; places stay until they are changed.
    pub expires: Option<Time>,
}

fn presence(row: &Row) -> Result<Presence, StoreError> {
    let shape = |column, wanted| StoreError::Shape { column, wanted };
    Ok(Presence {
        person: row.id(0)?,
        slot: PlaceKind::of_number(row.int(1)?).ok_or(shape(1, "a slot"))?,
        cell: Cell::of_number(row.int(2)?).ok_or(shape(2, "a cell"))?,
        expires: row.opt_time(3)?,
    })
}

impl Register {
    /// Sets a cell of a person.
    pub fn set_presence(&self, change: Change, p: &Presence) -> Change {
        change
            .must(SET_PRESENCE, params![p.person, p.slot.number(), p.cell, p.expires])
            .event(Event::Moved { person: p.person })
    }
    /// Clears a cell of a person.
    pub fn clear_presence(&self, change: Change, person: PersonId, slot: PlaceKind) -> Change {
        change.run(CLEAR_PRESENCE, params![person, slot.number()]).event(Event::Moved { person })
    }
    /// The cells of a person, expired ones left out.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn presence(&self, person: PersonId, now: Time) -> Result<Vec<Presence>, StoreError> {
        let rows = self.store().read(PRESENCE_OF, params![person]).await?;
        let all = rows.iter().map(presence).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().filter(|p| p.expires.is_none_or(|e| e > now)).collect())
    }
    /// At most `limit` cells of everybody after (`person`, `slot`), in that order: to fill the index in memory.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn presence_after(
        &self,
        after: Option<(PersonId, PlaceKind)>,
        limit: i64,
    ) -> Result<Vec<Presence>, StoreError> {
        let (person, slot) = after.map_or(([0; 16], -1), |(p, s)| (kernel::Id::bytes(p), s.number()));
        self.store().read(PRESENCE_AFTER, params![person, slot, limit]).await?.iter().map(presence).collect()
    }
    /// Fills the index of who is where. Done once, before anything is asked of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load_cells(&self) -> Result<usize, StoreError> {
        let mut index = PeopleByCell::new();
        let mut after = None;
        loop {
            let page = self.presence_after(after, PAGE).await?;
            for p in &page {
                index.place(p.person, p.slot, p.cell, p.expires);
            }
            match page.last() {
                Some(last) => after = Some((last.person, last.slot)),
                None => break,
            }
        }
        index.settle();
        let people = index.people();
        *self.cells().write().unwrap_or_else(PoisonError::into_inner) = index;
        Ok(people)
    }
    /// Reads again where these people are, after [`Event::Moved`] or [`Event::Erased`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refresh_cells(&self, people: &[PersonId]) -> Result<(), StoreError> {
        let rows = self.many(PRESENCE_OF_MANY, people).await?;
        let all = rows.iter().map(presence).collect::<Result<Vec<_>, _>>()?;
        let mut index = self.cells().write().unwrap_or_else(PoisonError::into_inner);
        for person in people {
            index.forget(*person);
        }
        for p in &all {
            index.place(p.person, p.slot, p.cell, p.expires);
        }
        Ok(())
    }
    /// Forgets at most `limit` positions that have expired. Returns how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_expired(&self, now: Time, limit: i64) -> Result<usize, StoreError> {
        let rows = self.store().read(EXPIRED_PRESENCE, params![now, limit]).await?;
        let mut change = Change::new();
        for row in &rows {
            let p = presence(row)?;
            change = change
                .run(FORGET_EXPIRED, params![p.person, p.slot.number(), now])
                .event(Event::Moved { person: p.person });
        }
        if !change.is_empty() {
            self.store().apply(change).await?;
        }
        Ok(rows.len())
    }
}
