//! What is exchanged follows what becomes of searches: an approved appeal becomes a record, and what ends is emptied, told, and forgotten.

use std::collections::HashSet;

use ::store::{Change, StoreError, params};
use async_trait::async_trait;
use kernel::{Event, NoticeId, Recorded};
use relay::Listener;
use web::House;

use crate::{
    acts::exchange::{domain, key_of},
    model::{Appeal, NoticeState},
    store::{
        exchange::{self as kept, Kept, SUPPRESSED_FOR, Sort},
        notices,
    },
};

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
            if n.state == NoticeState::Found {
                change = change.run(kept::FOUND_TOLD, params![n.id]);
            }
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
