//! Throw-away stores for tests and benches. Other crates ask for the feature `testing` in their `dev-dependencies`.
//!
//! A test that is written with [`each_store!`] runs on both engines:
//!
//! ```
//! use store::{Change, params, sql};
//! sql! {
//!     /// Writes a note of this server about itself.
//!     pub WRITE_NOTE = "INSERT INTO note (name, value) VALUES ($1, $2)";
//! }
//! store::testing::each_store! {
//!     async fn a_note_is_written_once(store: Store) {
//!         let change = || Change::new().must(WRITE_NOTE, params!["colour", "green"]);
//!         store.apply(change()).await.unwrap();
//!         assert!(store.apply(change()).await.unwrap_err().missed());
//!     }
//!     async fn two_processes_see_the_same(stores: Stores) {
//!         let (a, b) = (stores.open().await, stores.open().await);
//!         a.apply(Change::new().must(WRITE_NOTE, params!["colour", "green"])).await.unwrap();
//!         assert!(b.apply(Change::new().must(WRITE_NOTE, params!["colour", "red"])).await.is_err());
//!     }
//! }
//! # fn main() {}
//! ```

pub(crate) mod asked;
mod cluster;
mod full;
mod plain;

use std::{path::PathBuf, sync::Arc};

use kernel::{Clock, SystemClock};

pub use self::asked::asked_by;
pub use self::cluster::{Cluster, Disk};
pub use self::plain::{PlainClient, Prepared};
pub use crate::each_store;
use crate::{Store, StoreError};

/// One database, and as many stores on it as there are to be processes. It is gone when this is dropped.
pub struct Stores {
    at: At,
    _folder: Option<tempfile::TempDir>,
}

enum At {
    File(PathBuf),
    Url(String),
}

/// A store on a database of its own, that is gone when this is dropped.
pub struct TestStore {
    /// The store.
    pub store: Store,
    /// Its database.
    pub stores: Stores,
}

fn must<T>(result: Result<T, StoreError>) -> T {
    // Only tests come here.
    result.unwrap_or_else(|e| panic!("{e}"))
}

impl Stores {
    /// A database of SQLite.
    ///
    /// # Panics
    /// When the temporary folder cannot be made.
    #[must_use]
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        Self { at: At::File(folder.path().join("rhizome.db")), _folder: Some(folder) }
    }
    /// A database of PostgreSQL with every table in it.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or refuses.
    pub async fn postgres() -> Self {
        Self { at: At::Url(must(Cluster::shared().database().await)), _folder: None }
    }
    /// A database of PostgreSQL with nothing in it.
    ///
    /// # Panics
    /// As [`Stores::postgres`].
    pub async fn postgres_empty() -> Self {
        Self { at: At::Url(must(Cluster::shared().empty_database().await)), _folder: None }
    }
    /// The same kind of database again, another one.
    ///
    /// # Panics
    /// As [`Stores::postgres`].
    pub async fn another(&self) -> Self {
        match &self.at {
            At::File(_) => Self::sqlite(),
            At::Url(_) => Self::postgres().await,
        }
    }
    /// The database's URL, when it is of PostgreSQL.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        match &self.at {
            At::File(_) => None,
            At::Url(url) => Some(url),
        }
    }
    /// The database's file, when it is of SQLite.
    #[must_use]
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.at {
            At::File(path) => Some(path),
            At::Url(_) => None,
        }
    }
    /// Takes away what room is left on the disk of a store on this database, or gives it back. SQLite is told that the file may not
    /// grow; PostgreSQL is made to say of every new row what it says when its disk is full.
    ///
    /// # Panics
    /// When the engine refuses.
    pub async fn fill_up(&self, store: &Store, full: bool) {
        must(match &self.at {
            At::File(_) => full::sqlite(store, full).await,
            At::Url(url) => full::postgres(url, full).await,
        });
    }
    /// A store on this database, as one process would open it.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open(&self) -> Store {
        self.open_at(Arc::new(SystemClock)).await
    }
    /// The same, with another clock.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open_at(&self, clock: Arc<dyn Clock>) -> Store {
        must(match &self.at {
            At::File(path) => Store::sqlite_at(path, clock).await,
            At::Url(url) => Store::postgres(url, clock).await,
        })
    }
}

/// A store on SQLite.
pub async fn sqlite() -> TestStore {
    let stores = Stores::sqlite();
    TestStore { store: stores.open().await, stores }
}

/// A store on PostgreSQL.
pub async fn postgres() -> TestStore {
    let stores = Stores::postgres().await;
    TestStore { store: stores.open().await, stores }
}

/// Runs a test in a runtime of its own.
///
/// # Panics
/// When the test does.
pub fn run<F: Future<Output = ()>>(test: impl FnOnce(Stores) -> F, stores: impl AsyncFnOnce() -> Stores) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.unwrap_or_else(|e| panic!("{e}")).block_on(async { test(stores().await).await });
}

/// Writes each test as two: one on SQLite, one on PostgreSQL. The parameter is a `Store`, or `Stores` for tests that play
/// several processes or need their own clock.
#[macro_export]
macro_rules! each_store {
    () => {};
    ($(#[$meta:meta])* async fn $name:ident($store:ident: Store) $body:block $($rest:tt)*) => {
        $crate::each_store! { @one $(#[$meta])* $name (stores) {
            let $store = stores.open().await;
            $body
        } }
        $crate::each_store! { $($rest)* }
    };
    ($(#[$meta:meta])* async fn $name:ident($stores:ident: Stores) $body:block $($rest:tt)*) => {
        $crate::each_store! { @one $(#[$meta])* $name ($stores) $body }
        $crate::each_store! { $($rest)* }
    };
    (@one $(#[$meta:meta])* $name:ident ($stores:ident) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn told($stores: $crate::testing::Stores) $body
            #[test]
            fn sqlite() {
                $crate::testing::run(told, async || $crate::testing::Stores::sqlite());
            }
            #[test]
            fn postgres() {
                $crate::testing::run(told, async || $crate::testing::Stores::postgres().await);
            }
        }
    };
}
