//! Work that waits its turn, on both engines.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{FixedClock, OsDice, Span, SystemClock, Time};
use store::{Change, Job, NewJob, Store, StoreError, Work, Worker, params, sql, testing::each_store};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub NAMES = "SELECT name FROM note ORDER BY name";
    pub NOBODY = "DELETE FROM note WHERE name = 'nobody'";
    pub JOBS = "SELECT key FROM job ORDER BY key";
}

/// Writes a note for each job; every third one fails the first time.
struct Tell;

#[async_trait]
impl Work for Tell {
    fn kind(&self) -> &'static str {
        "tell"
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        if job.attempts == 1 && job.key.ends_with('3') {
            return Err(StoreError::Fault("no answer".into()));
        }
        // Two workers may do it; one of them writes it.
        store
            .apply(job.finish(Change::new().run(WRITE, params![format!("{} {}", job.key, job.attempts), "told"])))
            .await
            .map(drop)
    }
}

/// Does its work in two steps: the first is written, the second fails (`fails`), or is not even written (`missed`). The second try ends it.
struct InSteps;

#[async_trait]
impl Work for InSteps {
    fn kind(&self) -> &'static str {
        "steps"
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let mut job = job.clone();
        if job.attempts > 1 {
            return store
                .apply(job.finish(Change::new().run(WRITE, params![job.key.as_str(), "done"])))
                .await
                .map(drop);
        }
        let step = job.progress(Change::new(), "half".into(), Time(5_000_000_000));
        store.apply(step).await?;
        if job.key == "missed" {
            let step = job.progress(Change::new().must(NOBODY, params![]), "all".into(), Time(6_000_000_000));
            store.apply(step).await?;
        }
        Err(StoreError::Fault("no answer".into()))
    }
}

fn worker(store: &Store, clock: &Arc<FixedClock>) -> Worker {
    Worker::new(store.clone(), Arc::clone(clock) as _, Arc::new(OsDice), vec![Arc::new(Tell)])
}

fn job(key: &str) -> NewJob {
    NewJob { kind: "tell", key: key.into(), body: "{}".into(), run_at: Time(0) }
}

async fn count(store: &Store, sql: store::Sql) -> usize {
    store.read(sql, params![]).await.unwrap().len()
}

each_store! {
    async fn every_job_has_its_effect_once(stores: Stores) {
        let clock = Arc::new(FixedClock::at(Time(1_000_000_000)));
        let (a, b) = (stores.open().await, stores.open().await);
        for i in 0..120 {
            // Put in twice: it is one job.
            a.apply(Change::new().job(job(&format!("k{i}"))).job(job(&format!("k{i}")))).await.unwrap();
        }
        for _ in 0..20 {
            let turns = [worker(&a, &clock), worker(&b, &clock), worker(&a, &clock)].map(|w| tokio::spawn(async move { w.turn().await }));
            for turn in turns {
                turn.await.unwrap().unwrap();
            }
            clock.advance(Span::seconds(2));
        }
        assert_eq!(count(&a, JOBS).await, 0);
        let told: Vec<String> = a.read(NAMES, params![]).await.unwrap().iter().map(|r| r.text(0).unwrap().to_owned()).collect();
        assert_eq!(told.len(), 120);
        assert!(told.iter().all(|t| t.ends_with(if t.contains("3 ") { " 2" } else { " 1" })), "{told:?}");
    }

    async fn a_lease_that_ended_is_another_ones(store: Store) {
        let clock = Arc::new(FixedClock::at(Time(1_000_000_000)));
        store.apply(Change::new().job(job("k"))).await.unwrap();
        let (a, b) = (worker(&store, &clock), worker(&store, &clock));
        let first = a.claim("tell", 8).await.unwrap();
        assert_eq!((first.len(), first[0].attempts), (1, 1));
        assert!(b.claim("tell", 8).await.unwrap().is_empty());
        clock.advance(Span::seconds(62));
        let second = b.claim("tell", 8).await.unwrap();
        assert_eq!((second.len(), second[0].attempts), (1, 2));
        let late = first[0].finish(Change::new().run(WRITE, params!["first", "1"]));
        assert!(store.apply(late).await.unwrap_err().missed());
        let step = second[0].go_on(Change::new().run(WRITE, params!["second", "1"]), "next".into(), Time(2_000_000_000));
        store.apply(step).await.unwrap();
        assert!(b.claim("tell", 8).await.unwrap().is_empty(), "it waits for its time");
        clock.set(Time(2_000_000_000));
        let third = a.claim("tell", 8).await.unwrap();
        assert_eq!((third[0].body.as_str(), third[0].attempts), ("next", 1));
        store.apply(third[0].finish(Change::new())).await.unwrap();
        assert_eq!(count(&store, JOBS).await, 0);
        assert_eq!(count(&store, NAMES).await, 1);
    }

    async fn a_job_whose_later_step_failed_is_tried_again_within_seconds(store: Store) {
        let clock = Arc::new(FixedClock::at(Time(5_000_000_000)));
        for key in ["fails", "missed"] {
            let job = NewJob { kind: "steps", key: key.into(), body: "{}".into(), run_at: Time(0) };
            store.apply(Change::new().job(job)).await.unwrap();
        }
        let worker = Worker::new(store.clone(), Arc::clone(&clock) as _, Arc::new(OsDice), vec![Arc::new(InSteps)]);
        assert_eq!(worker.turn().await.unwrap(), 2);
        assert_eq!(worker.turn().await.unwrap(), 0, "not at once");
        clock.advance(Span::seconds(2));
        assert_eq!(worker.turn().await.unwrap(), 2, "the lease of the last step is given back");
        assert_eq!((count(&store, JOBS).await, count(&store, NAMES).await), (0, 2));
    }

    async fn a_lease_from_before_the_clock_was_set_back_holds_nobody_up(store: Store) {
        let clock = Arc::new(FixedClock::at(Time(9_000_000_000)));
        store.apply(Change::new().job(job("k"))).await.unwrap();
        let (a, b) = (worker(&store, &clock), worker(&store, &clock));
        assert_eq!(a.claim("tell", 8).await.unwrap().len(), 1);
        clock.advance(Span::seconds(-30));
        assert!(b.claim("tell", 8).await.unwrap().is_empty(), "clocks of two processes are never quite the same");
        clock.advance(Span::hours(-1));
        assert_eq!(b.claim("tell", 8).await.unwrap().len(), 1);
    }

    async fn a_worker_stops_when_it_is_told(store: Store) {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = Worker::new(store.clone(), Arc::new(SystemClock), Arc::new(OsDice), vec![Arc::new(Tell)]);
        let running = tokio::spawn(worker.run(stopped));
        store.apply(Change::new().job(job("k"))).await.unwrap();
        while count(&store, JOBS).await > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        stop.send(true).unwrap();
        tokio::time::timeout(std::time::Duration::from_secs(5), running).await.expect("it stops").unwrap();
    }
}
