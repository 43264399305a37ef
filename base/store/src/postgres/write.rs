//! The writer: it takes every change that waits, writes them as one pipelined transaction, and answers. While it does, the next ones
//! gather. There is one per process: groups follow each other anyway, and larger ones share one wait for the disk.
//!
//! A group goes to the server in two breaths: all statements of all changes; then, when every guard holds, the positions, the events
//! and the commit. When a change fails, the group is rolled back and written again without it, and the failing one is tried
//! by itself at the end, in a savepoint: only what fails is refused.

use std::{sync::Arc, time::Duration};

use futures_util::future::join;
use kernel::{Clock, Dice};
use tokio::{
    sync::{Mutex, mpsc, oneshot, watch},
    task::{JoinHandle, yield_now},
    time::sleep,
};
use tokio_postgres::Statement;

use super::{Line, Problem, group::Group, reached, tls::Address};
use crate::{Applied, Change, StoreError, outbox};

/// The most changes of one transaction.
const GROUP: usize = 1024;
/// How often a group that stood in another one's way, or lost its connection before it was committed, is tried.
const TRIES: u32 = 10;

/// Takes positions and writes events. The counter's row is locked from here to the commit, so that whoever takes the next
/// positions commits later: the order of positions is the order of commits, for all processes.
const TELL: &str = "WITH taken AS ( \
        INSERT INTO counter (name, value) VALUES ('outbox', $1) \
        ON CONFLICT (name) DO UPDATE SET value = counter.value + $1 RETURNING value \
    ), told AS ( \
        INSERT INTO outbox (pos, at, body) \
        SELECT taken.value - $1 + event.n, $2, event.body \
        FROM taken, unnest(CAST($3 AS TEXT[])) WITH ORDINALITY AS event(body, n) \
    ) SELECT value, pg_notify('rhizome', CAST(value AS TEXT)) FROM taken";

type Outcome = Result<Applied, StoreError>;

struct Waiting {
    change: Change,
    answer: oneshot::Sender<Outcome>,
}

pub(super) struct Queue {
    queue: std::sync::Mutex<Option<mpsc::UnboundedSender<Waiting>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Queue {
    pub(super) fn start(
        address: Address,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
        commits: Arc<watch::Sender<i64>>,
    ) -> Self {
        let (queue, waiting) = mpsc::unbounded_channel();
        let task = tokio::spawn(Writer { address, line: None, clock, dice, commits }.run(waiting));
        Self { queue: std::sync::Mutex::new(Some(queue)), task: Mutex::new(Some(task)) }
    }
    pub(super) async fn apply(&self, change: Change) -> Outcome {
        let (answer, answered) = oneshot::channel();
        {
            let queue = self.queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let queue = queue.as_ref().ok_or(StoreError::Closed)?;
            queue.send(Waiting { change, answer }).map_err(|_| StoreError::Closed)?;
        }
        answered.await.map_err(|_| StoreError::Closed)?
    }
    /// Writes what waits, then closes the connection.
    pub(super) async fn close(&self) {
        self.queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

struct Writer {
    address: Address,
    line: Option<Line>,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    commits: Arc<watch::Sender<i64>>,
}

impl Writer {
    async fn run(mut self, mut waiting: mpsc::UnboundedReceiver<Waiting>) {
        let (mut group, mut last) = (Vec::with_capacity(GROUP), 1);
        while gather(&mut waiting, &mut group, last).await {
            last = group.len();
            // Changes that wait together have no order of their own: those that are alike can be written together.
            group.sort_by(|a: &Waiting, b: &Waiting| shape(&a.change).cmp(shape(&b.change)));
            let (changes, answers): (Vec<_>, Vec<_>) = group.drain(..).map(|w| (w.change, w.answer)).unzip();
            for (answer, outcome) in answers.into_iter().zip(self.write(&changes).await) {
                let _ = answer.send(outcome);
            }
        }
        if let Some(line) = self.line.take() {
            line.end().await;
        }
    }

    /// Writes a group, as often as it takes.
    async fn write(&mut self, changes: &[Change]) -> Vec<Outcome> {
        let mut tries = 0;
        let problem = loop {
            match self.attempt(changes).await {
                Ok(outcomes) => return outcomes,
                Err(Stop::Before(problem)) if problem.passes() && tries < TRIES => {
                    tracing::debug!(?problem, tries, "a group is written again");
                    self.line.take_if(|l| l.lost() || matches!(problem, Problem::Lost(_)));
                    // 5 ms, 10 ms … 640 ms, half of it chance so that two groups do not meet again.
                    let pause = 5_000_u64 << tries.min(7);
                    sleep(Duration::from_micros(pause / 2 + self.dice.below(pause / 2))).await;
                    tries += 1;
                }
                Err(Stop::Before(problem)) => break problem,
                // Whether it was committed cannot be known: whoever asks again must find out, by the key of what they wrote.
                Err(Stop::InDoubt(problem)) => break problem,
            }
        };
        self.line = None;
        let fault = StoreError::from(problem);
        tracing::error!(error = %fault, "a group was not written");
        changes.iter().map(|_| Err(fault.clone())).collect()
    }

    async fn attempt(&mut self, changes: &[Change]) -> Result<Vec<Outcome>, Stop> {
        let line = match &mut self.line {
            Some(line) if !line.lost() => line,
            gone => gone.insert(Line::connect(&self.address).await.map_err(Stop::Before)?),
        };
        let tell = line.statement(TELL).await.map_err(Stop::Before)?;
        let group = Group::prepare(line, changes).await.map_err(Stop::Before)?;
        let outcomes = match group.write(line).await {
            Ok(outcomes) => outcomes,
            Err(problem) => {
                let _ = line.client().batch_execute("ROLLBACK").await;
                return Err(Stop::Before(problem));
            }
        };
        let mut bodies = Vec::new();
        let mut upto = Vec::with_capacity(changes.len());
        for (change, outcome) in changes.iter().zip(outcomes) {
            upto.push(outcome.and_then(|()| {
                for event in &change.events {
                    bodies.push(outbox::body(event)?);
                }
                Ok((!change.events.is_empty()).then_some(bodies.len()))
            }));
        }
        let now = self.clock.now().0;
        let positions = commit(line, &tell, now, &bodies).await?;
        if let Some((_, last)) = positions {
            reached(&self.commits, last);
        }
        let before = positions.map_or(0, |(before, _)| before);
        let pos = |n: usize| before.saturating_add(i64::try_from(n).unwrap_or(i64::MAX));
        Ok(upto.into_iter().map(|o| o.map(|upto| Applied { pos: upto.map(pos) })).collect())
    }
}

/// Takes what waits; false when nothing will come any more. Those who were just answered often have the next change at hand: they
/// get their turn to say so, as many turns as bring somebody. Nobody waits for the clock.
async fn gather(waiting: &mut mpsc::UnboundedReceiver<Waiting>, group: &mut Vec<Waiting>, last: usize) -> bool {
    if waiting.recv_many(group, GROUP).await == 0 {
        return false;
    }
    let mut quiet = 0;
    while group.len() < last && quiet < 3 {
        yield_now().await;
        let before = group.len();
        while let Some(next) = (group.len() < GROUP).then(|| waiting.try_recv().ok()).flatten() {
            group.push(next);
        }
        quiet = if group.len() == before { quiet + 1 } else { 0 };
    }
    true
}

/// Where an attempt ended.
enum Stop {
    /// Nothing was committed.
    Before(Problem),
    /// The commit was sent and its answer did not come.
    InDoubt(Problem),
}

fn shape(change: &Change) -> impl Iterator<Item = &'static str> {
    change.steps.iter().map(|s| s.sql.text)
}

/// Writes the events, if any, and commits. Gives the position before the first event, and that of the last.
async fn commit(line: &Line, tell: &Statement, now: i64, bodies: &[String]) -> Result<Option<(i64, i64)>, Stop> {
    let lost = |p: Problem| match p {
        Problem::Lost(text) => Stop::InDoubt(Problem::Lost(format!("lost while committing: {text}"))),
        // The server says that it did not commit.
        other => Stop::Before(other),
    };
    if bodies.is_empty() {
        line.client().batch_execute("COMMIT").await.map_err(|e| lost(e.into()))?;
        return Ok(None);
    }
    let n = i64::try_from(bodies.len()).unwrap_or(i64::MAX);
    // Sent together: when the first fails, the second one only ends the failed transaction.
    let (told, committed) =
        join(line.client().query_one(tell, &[&n, &now, &bodies]), line.client().batch_execute("COMMIT")).await;
    let last: i64 = match told {
        Ok(row) => row.try_get(0).map_err(|e| Stop::InDoubt(e.into()))?,
        Err(e) if e.as_db_error().is_some() => return Err(Stop::Before(e.into())),
        Err(e) => return Err(lost(e.into())),
    };
    committed.map_err(|e| lost(e.into()))?;
    Ok(Some((last.saturating_sub(n), last)))
}
