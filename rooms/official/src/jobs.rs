//! What is done later: proofs are looked at every day, feeds every minute. Other servers are waited for beside the queue, so that one that is
//! slow holds up nobody.

use std::sync::Arc;

use ::store::{Change, Job, NewJob, Store, StoreError, Work};
use async_trait::async_trait;
use kernel::{AuthorityId, Span, Time};
use web::House;

use crate::{acts, store::sources};

/// Looks at proofs.
pub const PROOF_JOB: &str = "official.proof";
/// Looks at a feed.
pub const POLL_JOB: &str = "official.poll";
/// How often proofs are looked at.
const DAILY: Span = Span::hours(24);

/// The look at all proofs, from now on every day.
#[must_use]
pub fn daily(now: Time) -> NewJob {
    NewJob { kind: PROOF_JOB, key: "all".to_owned(), body: String::new(), run_at: now.plus(DAILY) }
}

/// The look at a feed.
#[must_use]
pub fn poll(id: AuthorityId, at: Time) -> NewJob {
    NewJob { kind: POLL_JOB, key: id.to_string(), body: String::new(), run_at: at }
}

/// The jobs of this room.
#[must_use]
pub fn all(house: &House) -> Vec<Arc<dyn Work>> {
    vec![Arc::new(Proofs(house.clone())), Arc::new(Polls(house.clone()))]
}

struct Proofs(House);

#[async_trait]
impl Work for Proofs {
    fn kind(&self) -> &'static str {
        PROOF_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let next = self.0.clock.now().plus(DAILY);
        store.apply(job.go_on(Change::new(), String::new(), next)).await?;
        let house = self.0.clone();
        tokio::spawn(async move {
            if let Err(failure) = acts::authorities::check_all(&house).await {
                tracing::warn!(?failure, "proofs of institutions could not be looked at");
            }
            if let Err(failure) = acts::forget(&house).await {
                tracing::warn!(?failure, "old refusals could not be forgotten");
            }
        });
        Ok(())
    }
}

struct Polls(House);

#[async_trait]
impl Work for Polls {
    fn kind(&self) -> &'static str {
        POLL_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let Ok(id) = job.key.parse::<AuthorityId>() else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let Some(source) = sources::one(store, id).await? else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let next = self.0.clock.now().plus(Span::seconds(source.seconds));
        store.apply(job.go_on(Change::new(), String::new(), next)).await?;
        let house = self.0.clone();
        tokio::spawn(async move {
            if let Err(failure) = acts::ingest::poll_alone(&house, id).await {
                tracing::warn!(?failure, "a source of messages could not be read");
            }
        });
        Ok(())
    }
}
