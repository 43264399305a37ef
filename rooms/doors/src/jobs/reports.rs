//! What moderators decided is done to doors.

use ::store::{Change, Job, Store, StoreError, Work};
use async_trait::async_trait;
use kernel::ReportId;
use web::House;

use super::fault;
use crate::{acts, store::reports::SETTLE_JOB};

/// Does to a door what was decided.
pub(super) struct Settles(pub House);

#[async_trait]
impl Work for Settles {
    fn kind(&self) -> &'static str {
        SETTLE_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let report = job.key.split(' ').next().and_then(|id| id.parse::<ReportId>().ok());
        if let Some(report) = report {
            acts::settle(&self.0, report).await.map_err(fault)?;
        }
        store.apply(job.finish(Change::new())).await.map(drop)
    }
}
