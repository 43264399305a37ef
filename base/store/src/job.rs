//! Work that waits its turn, and survives a crash.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use kernel::{Clock, Dice, Span, Time};
use tokio::sync::watch;

use crate::{Change, Sql, Store, StoreError, Value, params, sql};

sql! {
    /// Puts a job in the queue, unless one of this kind and key is there.
    pub ENQUEUE = "INSERT INTO job (kind, key, body, run_at, lease_until, attempts) \
        VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (kind, key) DO NOTHING";
    /// Puts a job in the queue in the place of the one of this kind and key: whoever does that one writes nothing more of it.
    pub ENQUEUE_ANEW = "INSERT INTO job (kind, key, body, run_at, lease_until, attempts) VALUES ($1, $2, $3, $4, 0, 0) \
        ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body, run_at = excluded.run_at, lease_until = 0, attempts = 0";
    /// Jobs that may run now. A lease that ends later than any can was taken before the clock was set back.
    pub JOBS_DUE = "SELECT kind, key, body, lease_until, attempts FROM job \
        WHERE kind = $1 AND run_at <= $2 AND (lease_until <= $2 OR lease_until > $4) ORDER BY run_at LIMIT $3";
    /// Takes a job for a while, if it is still as it was seen: nobody took it, or took it and gave it back, in between.
    pub LEASE = "UPDATE job SET lease_until = $4, attempts = attempts + 1 \
        WHERE kind = $1 AND key = $2 AND lease_until = $3 AND run_at <= $5 AND attempts = $6 AND body = $7";
    /// Ends a job, if it is still ours.
    pub FINISH = "DELETE FROM job WHERE kind = $1 AND key = $2 AND lease_until = $3";
    /// Keeps a job for the next step of it, if it is still ours.
    pub GO_ON = "UPDATE job SET body = $4, run_at = $5, lease_until = 0, attempts = 0 \
        WHERE kind = $1 AND key = $2 AND lease_until = $3";
    /// Keeps a job, longer, with how far it has come, if it is still ours.
    pub PROGRESS = "UPDATE job SET body = $4, lease_until = $5 WHERE kind = $1 AND key = $2 AND lease_until = $3";
    /// Gives a failed job back for later, if it is still ours: under the lease that its last step asked for, or, when that was not
    /// written, under the one before.
    pub LATER = "UPDATE job SET run_at = $4, lease_until = 0 WHERE kind = $1 AND key = $2 AND lease_until IN ($3, $5)";
}

/// A job to be put in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What kind of work.
    pub kind: &'static str,
    /// Which piece of work: one job per kind and key.
    pub key: String,
    /// What the worker needs to know (JSON without names, contacts or texts).
    pub body: String,
    /// Not before.
    pub run_at: Time,
}

impl NewJob {
    pub(crate) fn into_insert(self, anew: bool) -> (Sql, Vec<Value>) {
        (if anew { ENQUEUE_ANEW } else { ENQUEUE }, params![self.kind, self.key, self.body, self.run_at])
    }
}

/// A job that is ours until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its kind.
    pub kind: &'static str,
    /// Its key.
    pub key: String,
    /// Its body.
    pub body: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
    lease: Lease,
}

/// The end of a lease, which is its name too. Shared by the copies of a job: whoever does the work moves it on, and whoever puts a failed
/// job off must know where it is now.
#[derive(Clone, Debug)]
struct Lease(Arc<(AtomicI64, AtomicI64)>);

impl Lease {
    fn new(until: i64) -> Self {
        Self(Arc::new((AtomicI64::new(until), AtomicI64::new(until))))
    }
    fn now(&self) -> i64 {
        self.0.0.load(Ordering::Acquire)
    }
    /// The one before: still the one in the store when the last step was not written.
    fn before(&self) -> i64 {
        self.0.1.load(Ordering::Acquire)
    }
    fn moves_to(&self, until: i64) {
        self.0.1.store(self.now(), Ordering::Release);
        self.0.0.store(until, Ordering::Release);
    }
}
impl PartialEq for Lease {
    fn eq(&self, other: &Self) -> bool {
        self.now() == other.now()
    }
}
impl Eq for Lease {}

impl Job {
    /// Ends this job in the same transaction as its effect: refused when the lease was lost, so the effect happens once.
    pub fn finish(&self, change: Change) -> Change {
        change.must(FINISH, params![self.kind, self.key.as_str(), self.lease.now()])
    }
    /// Keeps this job with a new body, in the same transaction as the step that was done.
    pub fn go_on(&self, change: Change, body: String, run_at: Time) -> Change {
        change.must(GO_ON, params![self.kind, self.key.as_str(), self.lease.now(), body, run_at])
    }
    /// Notes how far this job has come, in the same transaction as the step that was done, and keeps it for a while more.
    pub fn progress(&mut self, change: Change, body: String, now: Time) -> Change {
        let was = self.lease.now();
        let until = now.plus(LEASE_FOR).0.max(was.saturating_add(1));
        self.lease.moves_to(until);
        let change = change.must(PROGRESS, params![self.kind, self.key.as_str(), was, body.as_str(), until]);
        self.body = body;
        change
    }
}

/// What does the jobs of one kind.
#[async_trait]
pub trait Work: Send + Sync {
    /// The kind of job.
    fn kind(&self) -> &'static str;
    /// Does one job, and ends it by applying a change made with [`Job::finish`] or [`Job::go_on`].
    ///
    /// # Errors
    /// Anything that failed: the job is tried again later, ever more slowly.
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError>;
}

/// Runs jobs of the kinds it was given until it is told to stop.
pub struct Worker {
    store: Store,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    kinds: HashMap<&'static str, Arc<dyn Work>>,
}

/// How long a job is ours before another process may take it over.
const LEASE_FOR: Span = Span::seconds(60);

impl Worker {
    /// A worker for these kinds of job.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, dice: Arc<dyn Dice>, work: Vec<Arc<dyn Work>>) -> Self {
        Self { store, clock, dice, kinds: work.into_iter().map(|w| (w.kind(), w)).collect() }
    }
    /// Does every job that is due, once. Returns how many it took.
    ///
    /// # Errors
    /// When the engine fails; a job that fails is put off instead.
    pub async fn turn(&self) -> Result<usize, StoreError> {
        let mut done = 0;
        for (kind, work) in &self.kinds {
            for job in self.claim(kind, 32).await? {
                done += 1;
                if let Err(error) = work.work(&self.store, &job).await {
                    tracing::warn!(kind, attempts = job.attempts, %error, "job put off");
                    self.put_off(&job).await?;
                }
            }
        }
        Ok(done)
    }
    /// Takes at most `n` jobs of a kind that are due.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn claim(&self, kind: &'static str, n: i64) -> Result<Vec<Job>, StoreError> {
        let now = self.clock.now();
        let mut mine = Vec::new();
        let latest = now.plus(LEASE_FOR).plus(LEASE_FOR);
        for row in self.store.read(JOBS_DUE, params![kind, now, n, latest]).await? {
            let (key, body) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
            let (was, attempts) = (row.int(3)?, row.int(4)?);
            // The lease's end is also its name: a little chance keeps two processes of one instant apart.
            let chance = i64::try_from(self.dice.below(1_000_000)).unwrap_or(0);
            let lease = now.plus(LEASE_FOR).0.saturating_add(chance);
            let take = params![kind, key.as_str(), was, lease, now, attempts, body.as_str()];
            match self.store.apply(Change::new().must(LEASE, take)).await {
                Ok(_) => {
                    let lease = Lease::new(lease);
                    mine.push(Job { kind, key, body, attempts: attempts.saturating_add(1), lease });
                }
                Err(e) if e.missed() => {}
                Err(e) => return Err(e),
            }
        }
        Ok(mine)
    }
    async fn put_off(&self, job: &Job) -> Result<(), StoreError> {
        // 1, 2, 4 … seconds, at most ten minutes, plus up to a half of it so that not all come back together.
        let seconds = 1_i64 << job.attempts.clamp(1, 10).saturating_sub(1);
        let seconds = seconds.min(600);
        let chance = i64::try_from(self.dice.below(500_000)).unwrap_or(0).saturating_mul(seconds);
        let at = self.clock.now().plus(Span::seconds(seconds)).plus(Span(chance));
        let lease = (job.lease.now(), job.lease.before());
        let later = params![job.kind, job.key.as_str(), lease.0, at, lease.1];
        match self.store.apply(Change::new().must(LATER, later)).await {
            Ok(_) => Ok(()),
            Err(e) if e.missed() => Ok(()),
            Err(e) => Err(e),
        }
    }
    /// Works until `stop` turns true: after every commit of this process, and twice a second for those of others.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut commits = self.store.commits();
        while !*stop.borrow() {
            match self.turn().await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, "jobs"),
            }
            let next = async {
                // Commits come by the thousand per second: a look at the queue every 20 ms is enough.
                if commits.changed().await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            tokio::select! {
                () = async { let _ = stop.wait_for(|s| *s).await; } => return,
                _ = tokio::time::timeout(Duration::from_millis(500), next) => {}
            }
        }
    }
}
