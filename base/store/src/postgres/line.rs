//! One connection, with the statements that were prepared on it.

use std::{collections::HashMap, future::Future, pin::Pin};

use futures_util::{
    future::{MaybeDone, maybe_done},
    poll,
};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, NoTls, Statement};

use super::Problem;
use crate::Value;

/// A process that stands still in the middle of a transaction must not hold up the others for ever.
const SETTINGS: &str = "SET synchronous_commit = on; SET jit = off; SET lock_timeout = '10s'; \
    SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = warning";

pub(crate) struct Line {
    client: Client,
    driver: JoinHandle<()>,
    statements: HashMap<(usize, usize), Statement>,
}

/// What is sent to the server in one go.
pub(super) enum Word<'a> {
    /// An order of the transaction.
    Order(&'static str),
    /// A statement with its parameters.
    Step(Statement, &'a [Value]),
}

/// Sends all of them at once, in this order, then waits for all the answers.
pub(super) async fn in_order<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut all: Vec<Pin<Box<MaybeDone<F>>>> = all.map(|f| Box::pin(maybe_done(f))).collect();
    for one in &mut all {
        // The driver sends a request when its future is first polled.
        let _ = poll!(one.as_mut());
    }
    let mut answers = Vec::with_capacity(all.len());
    for one in &mut all {
        one.as_mut().await;
        answers.extend(one.as_mut().take_output());
    }
    answers
}

impl Line {
    pub(super) async fn connect(config: &Config) -> Result<Self, Problem> {
        let (client, connection) = config.connect(NoTls).await.map_err(|e| match Problem::from(e) {
            Problem::Fault(text) => Problem::Lost(text),
            other => other,
        })?;
        let driver = tokio::spawn(async move {
            let _ = connection.await;
        });
        client.batch_execute(SETTINGS).await?;
        Ok(Self { client, driver, statements: HashMap::new() })
    }
    pub(crate) const fn client(&self) -> &Client {
        &self.client
    }
    pub(super) fn lost(&self) -> bool {
        self.client.is_closed()
    }
    /// The prepared statement of a text.
    pub(super) async fn statement(&mut self, text: &'static str) -> Result<Statement, Problem> {
        // Texts are constants: where one lies says which it is, without reading it.
        let place = (text.as_ptr().addr(), text.len());
        if let Some(statement) = self.statements.get(&place) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text).await?;
        self.statements.insert(place, statement.clone());
        Ok(statement)
    }
    /// Sends words in one go. Gives the number of rows that each touched.
    pub(super) async fn send(&self, words: Vec<Word<'_>>) -> Vec<Result<u64, Problem>> {
        in_order(words.into_iter().map(async |word| {
            Ok(match word {
                Word::Order(text) => self.client.batch_execute(text).await.map(|()| 0)?,
                Word::Step(statement, params) => self.client.execute_raw(&statement, params).await?,
            })
        }))
        .await
    }
    /// Closes it, and waits until it is closed.
    pub(crate) async fn end(self) {
        drop(self.statements);
        drop(self.client);
        let _ = self.driver.await;
    }
}
