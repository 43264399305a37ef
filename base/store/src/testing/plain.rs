//! A plain client of PostgreSQL, for benches that ask what PostgreSQL itself can do.

use bytes::Bytes;
use futures_util::{SinkExt as _, TryStreamExt as _, pin_mut};
use kernel::Id;
use tokio_postgres::{Client, NoTls, Statement};

use crate::{StoreError, Value};

/// One connection, and nothing of the store's own ways.
#[derive(Debug)]
pub struct PlainClient(Client);

/// A query that PostgreSQL has parsed and may keep a plan of.
#[derive(Debug, Clone)]
pub struct Prepared(Statement);

impl PlainClient {
    /// Connects to the database of a URL.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(StoreError::fault)?;
        // It ends with the client.
        drop(tokio::spawn(connection));
        Ok(Self(client))
    }
    /// Runs statements without answers.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn run(&self, statements: &str) -> Result<(), StoreError> {
        self.0.batch_execute(statements).await.map_err(StoreError::fault)
    }
    /// Copies lines (`COPY … FROM STDIN` in its text form), given in pieces of any size.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn copy(&self, statement: &str, pieces: impl Iterator<Item = String>) -> Result<u64, StoreError> {
        let sink = self.0.copy_in::<_, Bytes>(statement).await.map_err(StoreError::fault)?;
        pin_mut!(sink);
        for piece in pieces {
            sink.send(Bytes::from(piece)).await.map_err(StoreError::fault)?;
        }
        sink.finish().await.map_err(StoreError::fault)
    }
    /// The first column of the rows, which is text.
    ///
    /// # Errors
    /// When the server refuses, or the column is not text.
    pub async fn texts(&self, query: &str) -> Result<Vec<String>, StoreError> {
        let rows = self.0.query(query, &[]).await.map_err(StoreError::fault)?;
        rows.iter().map(|r| r.try_get(0).map_err(StoreError::fault)).collect()
    }
    /// Runs a prepared statement, and waits for it. Gives the number of rows that it touched.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn execute(&self, statement: &Prepared, params: &[Value]) -> Result<u64, StoreError> {
        self.0.execute_raw(&statement.0, params).await.map_err(StoreError::fault)
    }
    /// Prepares a query or a statement.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn prepare(&self, query: &str) -> Result<Prepared, StoreError> {
        self.0.prepare(query).await.map(Prepared).map_err(StoreError::fault)
    }
    /// The first column of the rows, which is a BYTEA of 16 bytes, as ids.
    ///
    /// # Errors
    /// When the server refuses, or the column holds no ids.
    pub async fn ids<T: Id>(&self, query: &Prepared) -> Result<Vec<T>, StoreError> {
        let none: [&str; 0] = [];
        let rows = self.0.query_raw(&query.0, none).await.map_err(StoreError::fault)?;
        pin_mut!(rows);
        let mut ids = Vec::new();
        while let Some(row) = rows.try_next().await.map_err(StoreError::fault)? {
            let bytes: &[u8] = row.try_get(0).map_err(StoreError::fault)?;
            ids.extend(T::from_slice(bytes));
        }
        Ok(ids)
    }
}
