//! Which appeal a report is about, and what is decided of it.

use ::store::{Change, Store, StoreError, params, sql};
use kernel::{NoticeId, ReportId, Time};
use register::ReportState;

use super::notices;
use crate::model::{Appeal, Notice};

sql! {
    /// Keeps which appeal a report is about.
    pub ADD_APPEAL_REPORT = "INSERT INTO appeal_report (report, notice, at) VALUES ($1, $2, $3) ON CONFLICT (report) DO NOTHING";
    /// Which appeal a report is about.
    pub REPORTED_APPEAL = "SELECT notice FROM appeal_report WHERE report = $1";
    /// It is shown no more, also when its search is over and goes on later; what it was found by is kept, should that be taken back.
    pub TAKE_APPEAL_BACK = "UPDATE notice SET appeal = 3, changed = CASE WHEN state = 1 THEN $2 ELSE changed END, approved = NULL, \
        version = version + 1 WHERE id = $1 AND (appeal = 2 OR approved IS NOT NULL)";
    /// … and of a report, when it did that.
    pub TOOK_APPEAL_BACK = "UPDATE appeal_report SET at = $2 WHERE report = $1 AND EXISTS (SELECT 1 FROM notice \
        WHERE notice.id = appeal_report.notice AND notice.appeal = 3 AND notice.changed = $2)";
    /// Nothing but a report took it down, nothing of it has changed since, and no report of it is right.
    pub WAS_TAKEN_BACK = "SELECT 1 FROM notice WHERE notice.id = $1 AND notice.version = $2 AND EXISTS (SELECT 1 FROM appeal_report m \
        WHERE m.notice = notice.id AND m.at = notice.changed) AND NOT EXISTS (SELECT 1 FROM appeal_report m, report r \
        WHERE m.notice = notice.id AND r.id = m.report AND r.state = $3)";
    /// It is asked for, as it was before.
    pub ASK_APPEAL_AGAIN = "UPDATE notice SET appeal = 1 WHERE id = $1 AND version = $2 AND appeal = 3";
    /// What is known of reports of searches that are gone.
    pub FORGET_APPEAL_REPORTS = "DELETE FROM appeal_report WHERE NOT EXISTS (SELECT 1 FROM notice WHERE notice.id = appeal_report.notice)";
}

/// The search of the appeal that a report is about.
///
/// # Errors
/// When the store fails.
pub async fn reported(store: &Store, id: ReportId) -> Result<Option<Notice>, StoreError> {
    match store.one(REPORTED_APPEAL, params![id]).await? {
        Some(row) => notices::one(store, row.id::<NoticeId>(0)?).await,
        None => Ok(None),
    }
}

/// An appeal is shown no more because of a report.
pub fn take_back(change: Change, id: ReportId, notice: &Notice, now: Time) -> Change {
    let change = change.run(TAKE_APPEAL_BACK, params![notice.id, now]).run(TOOK_APPEAL_BACK, params![id, now]);
    change.event(notices::changed(notice, notice.state))
}

/// Whether an appeal that was shown would be, but for a report that is not right after all.
///
/// # Errors
/// When the store fails.
pub async fn was_taken_back(store: &Store, n: &Notice, now: Time) -> Result<bool, StoreError> {
    let params = params![n.id, n.version, ReportState::Upheld.number()];
    let refused = n.appeal == Appeal::Refused && n.share.is_some() && n.is_open(now);
    Ok(refused && store.one(WAS_TAKEN_BACK, params).await?.is_some())
}
