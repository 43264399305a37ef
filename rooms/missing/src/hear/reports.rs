//! What moderators decide on a report of an appeal is done to it.

use std::collections::{BTreeMap, BTreeSet};

use ::store::{Change, StoreError, params};
use async_trait::async_trait;
use kernel::{Event, NoticeId, Recorded, Time};
use register::{DecisionState, ReportState, reports::UNDONE};
use relay::Listener;
use web::House;

use crate::{
    acts::{self, hiding},
    model::Notice,
    store::{notices, reports},
};

/// Does what was decided: once for the whole service.
pub struct Decided(pub House);

#[async_trait]
impl Listener for Decided {
    fn name(&self) -> &'static str {
        "missing reports"
    }
    fn cares(&self, event: &Event) -> bool {
        match event {
            Event::Report { state, .. } => state == ReportState::Upheld.word() || state == UNDONE,
            Event::Decision { state, .. } => state == DecisionState::Reversed.word(),
            Event::Erased { .. } => true,
            _ => false,
        }
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let (now, store) = (self.0.clock.now(), &self.0.store);
        let mut change = Change::new();
        let mut heard = BTreeSet::new();
        for recorded in events {
            match &recorded.event {
                Event::Report { report, .. } => drop(heard.insert(*report)),
                Event::Decision { decision, .. } => {
                    change = acts::reversed(&self.0, change, *decision, now).await?;
                }
                Event::Erased { .. } => change = change.run(reports::FORGET_APPEAL_REPORTS, params![]),
                _ => {}
            }
        }
        let mut back: BTreeMap<NoticeId, Notice> = BTreeMap::new();
        for id in heard {
            let Some(notice) = reports::reported(store, id).await? else { continue };
            // As it is decided now: what was decided and taken back before this was heard is as it was.
            match self.0.register.one_report(id).await?.map(|r| r.state) {
                Some(ReportState::Upheld) => change = reports::take_back(change, id, &notice, now),
                Some(_) => drop(back.insert(notice.id, notice)),
                None => {}
            }
        }
        for notice in back.values() {
            change = self.given_back(change, notice, now).await?;
        }
        Ok(change)
    }
}

impl Decided {
    /// What a report took down is as a moderator's yes left it, when nothing else was decided or changed since: whoever is sought may have
    /// answered meanwhile, and who hides now is shown by nothing that is taken back.
    async fn given_back(&self, change: Change, notice: &Notice, now: Time) -> Result<Change, StoreError> {
        if !reports::was_taken_back(&self.0.store, notice, now).await? {
            return Ok(change);
        }
        let change = change.must(reports::ASK_APPEAL_AGAIN, params![notice.id, notice.version]);
        let change = change.event(notices::changed(notice, notice.state));
        hiding::approved(&self.0, change, notice, now).await
    }
}
