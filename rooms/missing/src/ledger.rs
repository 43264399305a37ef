//! What is exchanged follows what becomes of searches: an approved appeal becomes a record, and what ends is emptied, told, and forgotten.

use std::{collections::HashSet, sync::Arc};

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{Event, NoticeId, Recorded, Span};
use relay::Listener;
use web::House;

use crate::{
    acts::exchange::{domain, key_of},
    model::{Appeal, NoticeState},
    store::{
        exchange::{self as kept, Kept, RECORD_JOB, SUPPRESSED_FOR, Sort},
        notes, notices,
    },
};

/// What is over is a placeholder for so long, and then nothing. Content is gone from here at once, and backups are kept sixty days at most.
const PLACEHOLDER: Span = Span::days(30);

/// Keeps the records: once for the whole service.
pub struct Ledger(pub House);

#[async_trait]
impl Listener for Ledger {
    fn name(&self) -> &'static str {
        "exchange"
    }
    fn cares(&self, event: &Event) -> bool {
        matches!(event, Event::Notice { .. } | Event::Erased { .. })
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let house = &self.0;
        let now = house.clock.now();
        let mut ids: HashSet<NoticeId> = HashSet::new();
        let mut erased = false;
        for recorded in events {
            match &recorded.event {
                Event::Notice { notice, .. } => drop(ids.insert(*notice)),
                Event::Erased { .. } => erased = true,
                _ => {}
            }
        }
        let ids: Vec<NoticeId> = ids.into_iter().collect();
        let records = kept::many(&house.register, kept::RECORDS_OF, &ids).await?;
        let known: HashSet<NoticeId> = records.iter().map(|k| k.notice).collect();
        let mut change = Change::new();
        for whole in notices::many_whole(&house.register, &ids).await? {
            let n = whole.notice;
            if !known.contains(&n.id) {
                if n.appeal == Appeal::Approved && !n.drill {
                    let record_id = format!("{}/person.{}", domain(house), n.id);
                    let record = Kept {
                        key: key_of(house, &record_id),
                        record_id,
                        sort: Sort::Person,
                        own: true,
                        shown: true,
                        notice: n.id,
                        note: None,
                        domain: domain(house),
                        source: n.opened,
                        entry: now,
                        expiry: n.expires,
                        dead: false,
                    };
                    change = kept::keep(change, &house.register, &record, None);
                }
                continue;
            }
            let expiry = if n.state == NoticeState::Searching { n.expires } else { n.expires.min(now) };
            change = change.run(kept::TOUCH, params![n.id, now, expiry]);
            if n.state != NoticeState::Searching {
                change = change.run(kept::EMPTY, params![n.id]);
            }
            if n.state == NoticeState::TakenDown {
                change = change.run(kept::SUPPRESS, params![n.id, now.plus(SUPPRESSED_FOR)]);
            }
        }
        if erased {
            change = change.run(kept::ORPHANS, params![now]).run(kept::ORPHAN_NOTES, params![]);
        }
        Ok(change)
    }
}

/// Hides a record when its time is over, and forgets it later.
pub struct Records(pub House);

/// The work of this part.
pub fn work(house: &House) -> Arc<dyn Work> {
    Arc::new(Records(house.clone()))
}

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
