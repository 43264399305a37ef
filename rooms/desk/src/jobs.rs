//! What is done later: reports are forgotten, and first what they are about; what was handed over is.

use std::sync::Arc;

use ::store::{Change, Job, Store, StoreError, Work};
use async_trait::async_trait;
use kernel::{DecisionId, ReportId};
use register::{decisions, reports::REPORT_JOB, seconds};
use web::House;

use crate::store as kept;

/// The jobs of this room.
pub fn all(house: &House) -> Vec<Arc<dyn Work>> {
    vec![
        Arc::new(Forgets(house.clone())),
        Arc::new(HandedOver(house.clone())),
        Arc::new(Decided(house.clone())),
        Arc::new(Seconds(house.clone())),
    ]
}

/// Erases what a report is about when its time is over, and the report itself much later.
struct Forgets(House);

#[async_trait]
impl Work for Forgets {
    fn kind(&self) -> &'static str {
        REPORT_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let report = match job.key.parse::<ReportId>() {
            Ok(id) => self.0.register.one_report(id).await?,
            Err(_) => None,
        };
        let Some(report) = report else { return store.apply(job.finish(Change::new())).await.map(drop) };
        let (change, next) = self.0.register.forget_report(Change::new(), &report, self.0.clock.now());
        let change = match next {
            Some(at) => job.go_on(change, String::new(), at),
            None => job.finish(change),
        };
        store.apply(change).await.map(drop)
    }
}

/// Erases what moderators handed over, when its time is over.
struct HandedOver(House);

#[async_trait]
impl Work for HandedOver {
    fn kind(&self) -> &'static str {
        kept::NOTE_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        store.apply(job.finish(kept::forget(Change::new(), self.0.clock.now()))).await.map(drop)
    }
}

/// Forgets what was decided about somebody, long after.
struct Decided(House);

#[async_trait]
impl Work for Decided {
    fn kind(&self) -> &'static str {
        decisions::DECISION_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let change = job.finish(Change::new());
        let change = match job.body.parse::<DecisionId>() {
            Ok(id) => decisions::forget(change, id, self.0.clock.now()),
            Err(_) => change,
        };
        store.apply(change).await.map(drop)
    }
}

/// Forgets what one asked for and no second person agreed to.
struct Seconds(House);

#[async_trait]
impl Work for Seconds {
    fn kind(&self) -> &'static str {
        seconds::SECOND_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        store.apply(job.finish(seconds::forget(Change::new(), self.0.clock.now()))).await.map(drop)
    }
}
