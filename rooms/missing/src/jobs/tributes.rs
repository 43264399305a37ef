//! Pages in memory have an end, and so has what was not let through.

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::TributeId;
use web::House;

use crate::{
    rules::tribute::REFUSED_LASTS,
    store::tributes::{self as kept, CONDOLENCE_JOB, TRIBUTE_JOB},
};

/// Forgets a page when its time is over.
pub(super) struct Tributes(pub(super) House);

#[async_trait]
impl Work for Tributes {
    fn kind(&self) -> &'static str {
        TRIBUTE_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let found = match job.key.parse::<TributeId>() {
            Ok(id) => kept::one(&self.0.register, id).await?,
            Err(_) => None,
        };
        let change = match found.map(|w| w.tribute) {
            None => job.finish(Change::new()),
            Some(t) if now < t.expires => job.go_on(Change::new(), String::new(), t.expires),
            Some(t) => job.finish(kept::drop(Change::new(), &t)),
        };
        store.apply(change).await.map(drop)
    }
}

/// Forgets what moderators did not let through, once that can be taken back no more.
pub(super) struct Refused(pub(super) House);

#[async_trait]
impl Work for Refused {
    fn kind(&self) -> &'static str {
        CONDOLENCE_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let before = self.0.clock.now().minus(REFUSED_LASTS);
        let id = job.key.split(' ').next().and_then(|id| id.parse::<kernel::CondolenceId>().ok());
        let change = match id {
            Some(id) => Change::new().run(kept::FORGET_REFUSED, params![id, before]),
            None => Change::new(),
        };
        store.apply(job.finish(change)).await.map(drop)
    }
}
