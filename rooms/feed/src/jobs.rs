//! What is done later, by whichever process is free.

pub mod holds;

use std::sync::Arc;

use ::store::{Change, Job, NewJob, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{IncidentId, Time};
use web::House;

use crate::{
    rules::FORGOTTEN_AFTER,
    store::{forget, tags},
};

/// The kind of the job that forgets the posts of an incident.
pub const FORGET_JOB: &str = "feed.forget";

/// All jobs of this room.
#[must_use]
pub fn all(house: &House) -> Vec<Arc<dyn Work>> {
    vec![
        Arc::new(Forget(house.clone())),
        Arc::new(holds::Looks(house.clone())),
        Arc::new(holds::Spreads(house.clone())),
        Arc::new(holds::LooksBack(house.clone())),
    ]
}

/// The job that forgets the posts of an incident that ended then.
#[must_use]
pub fn forget_posts(incident: IncidentId, ended: Time) -> NewJob {
    let key = incident.to_string();
    NewJob { kind: FORGET_JOB, body: key.clone(), key, run_at: ended.plus(FORGOTTEN_AFTER) }
}

struct Forget(House);

#[async_trait]
impl Work for Forget {
    fn kind(&self) -> &'static str {
        FORGET_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let Ok(incident) = job.body.parse::<IncidentId>() else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        // Some at a time: a night has more posts than one transaction that others wait for may take.
        let change = if forget::posts(store, incident).await? {
            job.go_on(Change::new(), job.body.clone(), now)
        } else {
            job.finish(Change::new().run(tags::DROP_TAGS_OF_INCIDENT, params![incident]))
        };
        store.apply(change).await.map(drop)
    }
}
