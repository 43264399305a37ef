//! One SQL text, two engines. Everything that is written goes through here as a [`Change`]: a transaction as data, that is
//! on disk when [`Store::apply`] returns.
//!
//! - **SQLite** (bundled, the default): WAL, `synchronous=FULL`, one writer thread that writes every waiting change in one
//!   commit, each in a savepoint of its own; a pool of readers.
//! - **PostgreSQL**: the same groups, pipelined on one connection per process; inserts that are alike go as one statement. What fails is
//!   taken out of its group, which is then written again without it. The groups of all processes follow each other, so that
//!   a guard that looks at other rows than it writes holds at the instant of writing, as on SQLite.
//!
//! Events of a change become rows of the outbox in the same transaction. Their positions come from one counter row that is
//! updated last, so that the order of commit is the order of reading, on both engines and with several processes.
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! use store::{params, Change, Store, sql};
//! sql! {
//!     /// Writes a note of this server about itself.
//!     pub WRITE_NOTE = "INSERT INTO note (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2";
//!     /// Reads one.
//!     pub READ_NOTE = "SELECT value FROM note WHERE name = $1";
//! }
//! let dir = tempfile::tempdir().unwrap();
//! let store = Store::sqlite(&dir.path().join("rhizome.db")).await.unwrap();
//! store.apply(Change::new().must(WRITE_NOTE, params!["colour", "green"])).await.unwrap();
//! let row = store.one(READ_NOTE, params!["colour"]).await.unwrap().unwrap();
//! assert_eq!(row.text(0).unwrap(), "green");
//! # });
//! ```

mod backup;
mod change;
mod copy;
mod error;
mod folder;
mod job;
mod migrate;
mod outbox;
mod postgres;
mod recent;
mod restore;
mod row;
mod seal;
mod signed;
mod sql;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod value;

pub use change::{Applied, Change, Guard, Step};
pub use error::StoreError;
pub use folder::Folder;
pub use job::{Job, NewJob, Work, Worker};
pub use migrate::{MIGRATIONS, Migration, Plan};
pub use outbox::{Cursor, NOBODY, OUTBOX_POSITION};
pub use row::Row;
pub use seal::{Seal, SealError};
pub use sql::Sql;
#[doc(hidden)]
pub use sql::to_question_marks;
pub use store::{Store, every_sql};
pub use value::Value;
