//! What moderators decide on a report of an appeal is done to it.

use ::store::{Change, StoreError, params};
use async_trait::async_trait;
use kernel::{Event, Recorded};
use register::{ReportState, reports::UNDONE};
use relay::Listener;
use web::House;

use crate::store::reports;

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
            Event::Erased { .. } => true,
            _ => false,
        }
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let now = self.0.clock.now();
        let mut change = Change::new();
        for recorded in events {
            change = match &recorded.event {
                Event::Report { report, state, .. } => {
                    reports::decided(&self.0.store, change, *report, state != UNDONE, now).await?
                }
                Event::Erased { .. } => change.run(reports::FORGET_APPEAL_REPORTS, params![]),
                _ => change,
            };
        }
        Ok(change)
    }
}
