//! Tables as a stream of rows, from one engine or file into another: backups and restores.

use std::{pin::pin, sync::Arc};

use futures_util::TryStreamExt;
use rusqlite::Connection;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio_postgres::{binary_copy::BinaryCopyInWriter, types::Type};

use crate::{
    MIGRATIONS, Row, StoreError, Value,
    postgres::{Line, row_of},
    sqlite::values,
};

/// Rows of one message: enough to be quick, few enough to be small in memory.
const ROWS: usize = 500;
/// Messages that may wait for the slower side.
pub(crate) const WAITING: usize = 4;

/// A table and its columns, in the order of the migrations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    /// How many rows the migrations themselves put into it.
    pub(crate) rows_at_first: i64,
}

/// Some rows of the table of this index.
pub(crate) type Batch = Result<(usize, Vec<Row>), StoreError>;

impl Table {
    /// `INSERT`, `COPY` and `SELECT` name the columns, so that their order in the two engines does not matter.
    fn columns(&self) -> String {
        self.columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
    }
}

/// Brings a file to the shape of this version, as opening it would. `applied` are the migrations that it has had.
pub(crate) fn shape(c: &Connection, applied: &[i64], now: i64) -> Result<(), StoreError> {
    for m in MIGRATIONS.iter().filter(|m| !applied.contains(&m.number)) {
        c.execute_batch(&m.lite()).map_err(StoreError::fault)?;
        let note = rusqlite::params![m.number, m.name, now];
        c.execute(crate::migrate::NOTE_APPLIED.lite, note).map_err(StoreError::fault)?;
    }
    Ok(())
}

/// Every table of this version, as the migrations make them.
pub(crate) fn tables() -> Result<Arc<[Table]>, StoreError> {
    let c = Connection::open_in_memory().map_err(StoreError::fault)?;
    shape(&c, &[], 0)?;
    tables_of(&c)
}

fn tables_of(c: &Connection) -> Result<Arc<[Table]>, StoreError> {
    let list = |sql: &str| -> rusqlite::Result<Vec<String>> { c.prepare(sql)?.query_map([], |r| r.get(0))?.collect() };
    let names = list("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
    let table = |name: String| {
        Ok(Table {
            columns: list(&format!("SELECT name FROM pragma_table_info('{name}') ORDER BY cid"))?,
            rows_at_first: c.query_row(&format!("SELECT COUNT(*) FROM \"{name}\""), [], |r| r.get(0))?,
            name,
        })
    };
    names.and_then(|n| n.into_iter().map(table).collect()).map_err(StoreError::fault)
}

/// Reads every row of a file, in one snapshot. Runs on a thread that may wait.
pub(crate) fn read_file(c: &Connection, tables: &[Table], into: &Sender<Batch>) -> Result<(), StoreError> {
    let snapshot = c.unchecked_transaction().map_err(StoreError::fault)?;
    for (i, table) in tables.iter().enumerate() {
        let text = format!("SELECT {} FROM \"{}\"", table.columns(), table.name);
        let mut statement = snapshot.prepare(&text).map_err(StoreError::fault)?;
        let mut found = statement.query([]).map_err(StoreError::fault)?;
        let mut batch = Vec::new();
        while let Some(row) = found.next().map_err(StoreError::fault)? {
            batch.push(values(row, table.columns.len())?);
            if batch.len() == ROWS && into.blocking_send(Ok((i, std::mem::take(&mut batch)))).is_err() {
                return Ok(());
            }
        }
        if into.blocking_send(Ok((i, batch))).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads every row of PostgreSQL, in one snapshot.
pub(crate) async fn read_postgres(line: &Line, tables: &[Table], into: &Sender<Batch>) -> Result<(), StoreError> {
    line.client()
        .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await
        .map_err(StoreError::postgres)?;
    for (i, table) in tables.iter().enumerate() {
        let text = format!("SELECT {} FROM \"{}\"", table.columns(), table.name);
        let none: [&Value; 0] = [];
        let mut found = pin!(line.client().query_raw(&text, none).await.map_err(StoreError::postgres)?);
        let mut batch = Vec::new();
        while let Some(row) = found.try_next().await.map_err(StoreError::postgres)? {
            batch.push(row_of(&row)?);
            if batch.len() == ROWS && into.send(Ok((i, std::mem::take(&mut batch)))).await.is_err() {
                return Ok(());
            }
        }
        if into.send(Ok((i, batch))).await.is_err() {
            return Ok(());
        }
    }
    line.client().batch_execute("COMMIT").await.map_err(StoreError::postgres)
}

fn not_empty(table: &Table) -> StoreError {
    StoreError::Fault(format!(
        "the table {} has rows: a backup is restored into a new folder or a new database only",
        table.name
    ))
}

/// Fills the tables of SQLite, whole or not at all. Runs on a thread that may wait. Gives the position of the newest event.
pub(crate) fn fill_sqlite(c: &mut Connection, tables: &[Table], mut from: Receiver<Batch>) -> Result<i64, StoreError> {
    let tx = c.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(StoreError::fault)?;
    for table in tables {
        let rows: i64 = tx
            .query_row(&format!("SELECT COUNT(*) FROM \"{}\"", table.name), [], |r| r.get(0))
            .map_err(StoreError::fault)?;
        if rows != table.rows_at_first {
            return Err(not_empty(table));
        }
        tx.execute(&format!("DELETE FROM \"{}\"", table.name), []).map_err(StoreError::fault)?;
    }
    tx.set_prepared_statement_cache_capacity(512);
    while let Some(batch) = from.blocking_recv() {
        let (i, rows) = batch?;
        let Some(table) = tables.get(i) else { continue };
        let holes = (1..=table.columns.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let text = format!("INSERT INTO \"{}\" ({}) VALUES ({holes})", table.name, table.columns());
        let mut insert = tx.prepare_cached(&text).map_err(StoreError::fault)?;
        for row in rows {
            insert.execute(rusqlite::params_from_iter(row.values())).map_err(StoreError::fault)?;
        }
    }
    let pos = tx.query_row(crate::OUTBOX_POSITION.lite, [], |r| r.get(0)).map_err(StoreError::fault)?;
    tx.commit().map_err(StoreError::fault)?;
    Ok(pos)
}

/// Fills the tables of PostgreSQL, whole or not at all. Gives the position of the newest event.
pub(crate) async fn fill_postgres(line: &Line, tables: &[Table], from: Receiver<Batch>) -> Result<i64, StoreError> {
    let filled = fill_in_transaction(line, tables, from).await;
    let end = if filled.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = line.client().batch_execute(end).await.map_err(StoreError::postgres);
    filled.and_then(|pos| ended.map(|()| pos))
}

async fn fill_in_transaction(line: &Line, tables: &[Table], mut from: Receiver<Batch>) -> Result<i64, StoreError> {
    let client = line.client();
    let all = tables.iter().map(|t| format!("\"{}\"", t.name)).collect::<Vec<_>>().join(", ");
    let begin = format!("BEGIN; LOCK TABLE {all} IN EXCLUSIVE MODE");
    client.batch_execute(&begin).await.map_err(StoreError::postgres)?;
    for table in tables {
        let text = format!("SELECT COUNT(*) FROM \"{}\"", table.name);
        let rows: i64 = client.query_one(&text, &[]).await.map_err(StoreError::postgres)?.get(0);
        if rows != table.rows_at_first {
            return Err(not_empty(table));
        }
        client.batch_execute(&format!("DELETE FROM \"{}\"", table.name)).await.map_err(StoreError::postgres)?;
    }
    let mut next = from.recv().await;
    for (i, table) in tables.iter().enumerate() {
        let shape = client.prepare(&format!("SELECT {} FROM \"{}\"", table.columns(), table.name)).await;
        let types: Vec<Type> =
            shape.map_err(StoreError::postgres)?.columns().iter().map(|c| c.type_().clone()).collect();
        let copy = format!("COPY \"{}\" ({}) FROM STDIN BINARY", table.name, table.columns());
        let sink = client.copy_in(&copy).await.map_err(StoreError::postgres)?;
        let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
        while let Some(batch) = next.take() {
            let (of, rows) = batch?;
            if of != i {
                next = Some(Ok((of, rows)));
                break;
            }
            for row in rows {
                writer.as_mut().write_raw(row.values()).await.map_err(StoreError::postgres)?;
            }
            next = from.recv().await;
        }
        writer.finish().await.map_err(StoreError::postgres)?;
    }
    let pos = client.query_opt(crate::OUTBOX_POSITION.text, &[]).await.map_err(StoreError::postgres)?;
    Ok(pos.map_or(0, |r| r.get(0)))
}
