//! People as they are kept: sealed, found by blind indexes, changed under guards.
//!
//! Reading gives what the rules and [`crate::view`] need. Writing adds steps to a [`Change`](store::Change) that the caller
//! applies, so that an answer, its fact and its event are one transaction. A step that the world has outrun is
//! [`StoreError::Missed`]: read again, decide again.

mod audit;
mod belongings;
mod circles;
mod contacts;
mod erase;
mod export;
mod facts;
mod import;
mod invitations;
mod people;
mod presence;
mod proofs;
mod reseal;
mod sessions;
mod signs;
mod staff;
mod visitors;

use std::{
    fmt,
    sync::{Arc, RwLock},
};

use kernel::Dice;
use store::{Folder, Row, Seal, SealError, Sql, Store, StoreError, Value};

pub use audit::{Actor, AuditLine};
pub use belongings::{Belongings, Export, Kind, Sealed};
pub use contacts::KnownContact;
pub use import::Listed;
pub use invitations::Invitation;
pub use people::{NewPerson, Origin, Person};
pub use presence::{Presence, place_word};
pub use proofs::{Asking, OpenProof};
pub use reseal::Resealed;
pub use sessions::{SessionOf, SignInLink};
pub use signs::{Sign, SignSaid};
pub use staff::{StaffKey, StaffLine};

use crate::cells::PeopleByCell;

/// How many ids stand in one question; a shorter list is filled up with its last id.
const MANY: usize = 64;

/// `($1, …, $64)`: the same on both engines, so that many rows are one question.
#[macro_export]
macro_rules! many {
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
         $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, \
         $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64)"
    };
}
use many;

/// Everything that is known of people. Cheap to clone.
#[derive(Clone)]
pub struct Register(Arc<Inner>);

struct Inner {
    store: Store,
    seal: Seal,
    dice: Arc<dyn Dice>,
    rooms: Vec<&'static Belongings>,
    folder: Option<Folder>,
    cells: RwLock<PeopleByCell>,
    visitors: visitors::Visitors,
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Register")
    }
}

impl Register {
    /// Every SQL text of the register, for the test that prepares each on both engines.
    pub const SQL: &'static [&'static [Sql]] = &[
        crate::alarms::ALL,
        crate::institutions::ALL,
        crate::cases::ALL,
        crate::decisions::ALL,
        crate::incidents::ALL,
        crate::reports::ALL,
        crate::seconds::ALL,
        crate::tally::ALL,
        crate::waiting::ALL,
        audit::ALL,
        belongings::ALL,
        circles::ALL,
        contacts::ALL,
        erase::ALL,
        export::ALL,
        facts::ALL,
        import::ALL,
        invitations::ALL,
        people::ALL,
        presence::ALL,
        proofs::ALL,
        sessions::ALL,
        signs::ALL,
        staff::ALL,
    ];

    /// The register of a store, without rooms that keep something of people and without a folder (for tests).
    #[must_use]
    pub fn new(store: Store, seal: Seal, dice: Arc<dyn Dice>) -> Self {
        Self::with_rooms(store, seal, dice, Vec::new(), None)
    }
    /// The register of a store: `rooms` say what else is kept of people, so that erasing, exporting and sealing anew reach it;
    /// the erased are noted in `folder` too, so that a restored backup can be told.
    #[must_use]
    pub fn with_rooms(
        store: Store,
        seal: Seal,
        dice: Arc<dyn Dice>,
        rooms: Vec<&'static Belongings>,
        folder: Option<Folder>,
    ) -> Self {
        Self(Arc::new(Inner {
            store,
            seal,
            dice,
            rooms,
            folder,
            cells: RwLock::new(PeopleByCell::new()),
            visitors: visitors::Visitors::default(),
        }))
    }
    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }
    /// The keys.
    #[must_use]
    pub fn seal(&self) -> &Seal {
        &self.0.seal
    }
    /// The dice.
    #[must_use]
    pub fn dice(&self) -> &dyn Dice {
        &*self.0.dice
    }
    /// Who is where. Hold its lock for a moment only, and never across a wait.
    #[must_use]
    pub fn cells(&self) -> &RwLock<PeopleByCell> {
        &self.0.cells
    }
    /// A text sealed for a column (named `table.column`), or nothing when there is none.
    #[must_use]
    pub fn seal_or_null(&self, column: &str, text: Option<&str>) -> Value {
        text.map_or(Value::Null, |t| self.sealed(column, t))
    }
    /// The text of a sealed column, or nothing when there is none.
    ///
    /// # Errors
    /// When it was sealed for another column, or with a key that is gone.
    pub fn open_or_none(&self, column: &str, sealed: Option<&[u8]>) -> Result<Option<String>, StoreError> {
        sealed.map(|b| self.opened(column, b)).transpose()
    }
    pub(crate) fn sealed(&self, column: &str, text: &str) -> Value {
        Value::Blob(self.0.seal.seal(&*self.0.dice, column, text.as_bytes()))
    }
    pub(crate) fn opened(&self, column: &str, sealed: &[u8]) -> Result<String, StoreError> {
        self.0.seal.open_text(column, sealed).map_err(|e| broken(column, &e))
    }
    /// Asks about several at once, sixty-four by sixty-four: `sql` has [`many!`](crate::many!) in the place of their list.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn many<T>(&self, sql: Sql, ids: &[T]) -> Result<Vec<Row>, StoreError>
    where
        T: Copy,
        Value: From<T>,
    {
        let mut rows = Vec::new();
        for some in ids.chunks(MANY) {
            let Some(last) = some.last() else { continue };
            let filled = some.iter().chain(std::iter::repeat(last)).take(MANY);
            rows.extend(self.0.store.read(sql, filled.map(|id| Value::from(*id)).collect()).await?);
        }
        Ok(rows)
    }
}

fn broken(column: &str, error: &SealError) -> StoreError {
    StoreError::Fault(format!("{column}: {error}"))
}
