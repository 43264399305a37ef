//! Entries of lists are forgotten when their time is over.

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{Event, IncidentId, NoteId, Span};
use web::House;

use crate::store::lists::{self as kept, LIST_JOB};

/// Entries that are forgotten together.
const PAGE: i64 = 200;

/// Forgets what institutions have not brought again, and the matches that nobody has acted on since.
pub(super) struct Lists(pub(super) House);

#[async_trait]
impl Work for Lists {
    fn kind(&self) -> &'static str {
        LIST_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let rows = store.read(kept::OVER, params![now, PAGE]).await?;
        let mut change = Change::new();
        for row in &rows {
            let (note, incident, drill): (NoteId, IncidentId, bool) = (row.id(0)?, row.id(1)?, row.flag(2)?);
            change = change
                .run(kept::DROP_MATCHES_OF_ENTRY, params![note])
                .run(kept::DROP_ENTRY, params![note])
                .event(Event::News { note, incident, drill });
        }
        let change = if !rows.is_empty() {
            job.go_on(change, String::new(), now)
        } else if store.one(kept::STILL_OVER, params![now]).await?.is_some() {
            // One that a death was stated of stays as long as its search.
            job.go_on(change, String::new(), now.plus(Span::days(1)))
        } else {
            job.finish(change)
        };
        store.apply(change).await.map(drop)
    }
}
