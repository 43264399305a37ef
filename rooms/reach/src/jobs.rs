//! What is done later: people are told of what institutions say, some at a time.

use ::store::{Change, Job, Store, StoreError, Work};
use async_trait::async_trait;
use web::House;

use crate::acts::alerts::{TELL_JOB, Telling, step};

/// Tells of a message.
pub(crate) struct Tells(pub House);

#[async_trait]
impl Work for Tells {
    fn kind(&self) -> &'static str {
        TELL_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let mut job = job.clone();
        // Who has moved there before it was said is told, also when another process wrote that a moment ago.
        self.0.live.caught_up().await?;
        loop {
            let at: Option<Telling> = serde_json::from_str(&job.body).ok();
            let (change, next) = match &at {
                Some(at) => step(&self.0, at).await?,
                None => (Change::new(), None),
            };
            let change = match &next {
                None => job.finish(change),
                Some(next) => {
                    let body = serde_json::to_string(next).map_err(|e| StoreError::Fault(e.to_string()))?;
                    job.progress(change, body, self.0.clock.now())
                }
            };
            match store.apply(change).await {
                Ok(_) if next.is_some() => {}
                Ok(_) => return Ok(()),
                // Something became of the message: another job tells that.
                Err(e) if e.missed() => return Ok(()),
                Err(e) => return Err(e),
            }
        }
    }
}
