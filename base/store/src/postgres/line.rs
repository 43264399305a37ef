//! One connection, with the statements that were prepared on it.

use std::{collections::HashMap, future::Future, pin::Pin};

use futures_util::{
    TryStreamExt,
    future::{MaybeDone, maybe_done},
    poll,
};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Statement};

use super::{Problem, bulk::Insert, group::Prepared, tls::Address};
use crate::Value;

/// A process that stands still in the middle of a transaction must not hold up the others for ever.
const SETTINGS: &str = "SET synchronous_commit = on; SET jit = off; SET plan_cache_mode = force_generic_plan; SET lock_timeout = '10s'; \
    SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = warning";

pub(crate) struct Line {
    client: Client,
    driver: JoinHandle<()>,
    statements: HashMap<(usize, usize), Prepared>,
}

/// What is sent to the server in one go.
pub(super) enum Word<'a> {
    /// An order of the transaction.
    Order(&'static str),
    /// A statement with its parameters.
    Step(Statement, &'a [Value]),
    /// A statement for many, with the parameters of all of them, column by column.
    Many(Statement, Vec<Vec<&'a Value>>),
}

/// What the server says to a word.
pub(super) enum Answer {
    /// So many rows were touched.
    Touched(u64),
    /// So many rows were touched for each element.
    Each(Vec<u64>),
}

impl Answer {
    /// The rows touched, for one of many or in all.
    pub(super) fn touched(&self, element: Option<usize>) -> u64 {
        match (self, element) {
            (Self::Touched(n), _) => *n,
            (Self::Each(each), Some(i)) => each.get(i).copied().unwrap_or(0),
            (Self::Each(each), None) => each.iter().sum(),
        }
    }
    fn each(row: &tokio_postgres::Row, elements: usize) -> Result<Self, Problem> {
        let mut each = vec![0_u64; elements];
        let numbers: Vec<i64> = row.try_get(0)?;
        let written: i64 = row.try_get(1)?;
        if usize::try_from(written) != Ok(numbers.len()) {
            return Err(Problem::Fault("rows that cannot be told apart".into()));
        }
        for n in numbers {
            let slot = usize::try_from(n).ok().and_then(|n| each.get_mut(n.checked_sub(1)?));
            *slot.ok_or_else(|| Problem::Fault("a row of nobody".into()))? += 1;
        }
        Ok(Self::Each(each))
    }
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
    pub(super) async fn connect(address: &Address) -> Result<Self, Problem> {
        let (client, connection) = address.connect().await.map_err(|e| match Problem::from(e) {
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
    /// The statement of a text.
    pub(super) async fn statement(&mut self, text: &'static str) -> Result<Statement, Problem> {
        // Texts are constants: where one lies says which it is, without reading it.
        let place = (text.as_ptr().addr(), text.len());
        if let Some(prepared) = self.statements.get(&place) {
            return Ok(prepared.one.clone());
        }
        let one = self.client.prepare(text).await?;
        self.statements.insert(place, Prepared { one: one.clone(), many: None });
        Ok(one)
    }
    /// The statement of a text, and the one for many of it if there is one.
    pub(super) async fn prepared(&mut self, text: &'static str) -> Result<Prepared, Problem> {
        let place = (text.as_ptr().addr(), text.len());
        if let Some(prepared) = self.statements.get(&place) {
            return Ok(prepared.clone());
        }
        let one = self.client.prepare(text).await?;
        let many = match Insert::of(text) {
            Some(insert) => insert.prepare(self, &one).await?,
            None => None,
        };
        let prepared = Prepared { one, many };
        self.statements.insert(place, prepared.clone());
        Ok(prepared)
    }
    /// Sends words in one go, and gives the answer to each.
    pub(super) async fn send(&self, words: Vec<Word<'_>>) -> Vec<Result<Answer, Problem>> {
        in_order(words.into_iter().map(async |word| match word {
            Word::Order(text) => Ok(self.client.batch_execute(text).await.map(|()| Answer::Touched(0))?),
            Word::Step(statement, params) => Ok(Answer::Touched(self.client.execute_raw(&statement, params).await?)),
            Word::Many(statement, columns) => {
                let rows: Vec<_> = self.client.query_raw(&statement, &columns).await?.try_collect().await?;
                let row = rows.first().ok_or_else(|| Problem::Fault("no answer".into()))?;
                Answer::each(row, columns.first().map_or(0, Vec::len))
            }
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
