//! What is exchanged is hidden when its time is over, and forgotten later.

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{NoticeId, Span};
use web::House;

use super::PLACEHOLDER;
use crate::{
    model::NoticeState,
    store::{
        exchange::{self as kept, RECORD_JOB},
        notes, notices,
    },
};

/// Hides a record when its time is over, and forgets it later.
pub(super) struct Records(pub(super) House);

#[async_trait]
impl Work for Records {
    fn kind(&self) -> &'static str {
        RECORD_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let Some(id) = job.key.split(' ').next().and_then(|id| id.parse::<NoticeId>().ok()) else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let later =
            |change: Change, at: kernel::Time| job.go_on(change, String::new(), at.max(now.plus(Span::hours(1))));
        let change = match notices::one(store, id).await? {
            Some(n) if n.state == NoticeState::Searching && n.expires <= now => {
                let over = NoticeState::Over.number();
                let change = Change::new()
                    .must(notices::MOVE, params![n.id, n.version, over, n.person, n.found, n.expires, now])
                    .run(notices::FORGET_PROFILE, params![n.id])
                    .run(notices::UNSHARE, params![n.id])
                    .run(notes::DROP_NOTES, params![n.id])
                    .run(kept::EMPTY, params![n.id])
                    .event(notices::changed(&n, NoticeState::Over));
                later(change, n.expires.plus(PLACEHOLDER))
            }
            Some(n) if n.state == NoticeState::Searching => later(Change::new(), n.expires.plus(Span::minutes(1))),
            Some(n) => later(Change::new(), n.expires.plus(PLACEHOLDER)),
            None => {
                let row = store.one(kept::LAST_EXPIRY, params![id]).await?;
                let last = row.as_ref().map(|r| r.time(0)).transpose()?;
                match last.map(|t| t.plus(PLACEHOLDER)) {
                    Some(due) if due > now => later(Change::new(), due),
                    _ => job.finish(Change::new().run(kept::DROP_RECORDS, params![id, now])),
                }
            }
        };
        store.apply(change).await.map(drop)
    }
}
