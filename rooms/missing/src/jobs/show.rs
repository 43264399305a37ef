//! An approved appeal is shown when whoever is sought has been asked, and has had time to answer.

use ::store::{Change, Job, Store, StoreError, Work};
use async_trait::async_trait;
use kernel::NoticeId;
use web::House;

use crate::{
    acts::hiding,
    model::{Appeal, Notice, NoticeState},
    rules::{ASKED_FOR, Standing},
    store::notices::{self, SHOW_JOB},
};

/// Shows appeals that were approved. One for somebody who hides is looked at again until the search is over: they may change their mind.
pub(super) struct Shows(pub(super) House);

#[async_trait]
impl Work for Shows {
    fn kind(&self) -> &'static str {
        SHOW_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let (id, approved) = job.key.split_once(' ').unwrap_or_default();
        let found = match id.parse::<NoticeId>() {
            Ok(id) => notices::one(store, id).await?,
            Err(_) => None,
        };
        // Whoever is found may be somebody else: then the search goes on, and so does this.
        let waits = |n: &Notice| {
            n.approved.is_some_and(|t| t.0.to_string() == approved)
                && n.appeal == Appeal::Asked
                && matches!(n.state, NoticeState::Searching | NoticeState::Found)
                && now < n.expires
        };
        let Some(n) = found.filter(waits) else { return store.apply(job.finish(Change::new())).await.map(drop) };
        let hidden = n.state != NoticeState::Searching || hiding::standing(&self.0, &n).await? == Standing::Hidden;
        let change = if hidden {
            job.go_on(Change::new(), String::new(), now.plus(ASKED_FOR))
        } else {
            job.finish(hiding::shown(&self.0, Change::new(), &n, now))
        };
        store.apply(change).await.map(drop)
    }
}
