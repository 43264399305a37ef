//! A disk that is full.

use super::PlainClient;
use crate::{Store, StoreError, store::Engine};

/// The most pages that a file of SQLite may ever have.
const NO_LIMIT: i64 = 4_294_967_294;

pub(super) async fn sqlite(store: &Store, full: bool) -> Result<(), StoreError> {
    let Engine::Sqlite(sqlite) = store.engine_itself() else { return Err(StoreError::fault("no file")) };
    sqlite
        .direct(move |c| {
            let pages: i64 = c.query_row("PRAGMA page_count", [], |r| r.get(0)).map_err(StoreError::fault)?;
            let most = if full { pages } else { NO_LIMIT };
            c.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(())).map_err(StoreError::fault)
        })
        .await
}

pub(super) async fn postgres(url: &str, full: bool) -> Result<(), StoreError> {
    let tables = ["fact", "prompt", "outbox", "note", "idempotency", "person"];
    let client = PlainClient::connect(url).await?;
    client
        .run(
            "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE disk_full USING MESSAGE = 'could not extend file: No space left on device'; END $$",
        )
        .await?;
    for table in tables {
        client
            .run(&if full {
                format!("CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()")
            } else {
                format!("DROP TRIGGER no_room ON {table}")
            })
            .await?;
    }
    Ok(())
}
