//! Which appeal a report is about, and what is decided of it.

use ::store::{Change, Store, StoreError, params, sql};
use kernel::{NoticeId, ReportId, Time};

use super::notices;

sql! {
    /// Keeps which appeal a report is about.
    pub ADD_APPEAL_REPORT = "INSERT INTO appeal_report (report, notice, at) VALUES ($1, $2, $3) ON CONFLICT (report) DO NOTHING";
    /// Which appeal a report is about.
    pub REPORTED_APPEAL = "SELECT notice FROM appeal_report WHERE report = $1";
    /// It is shown no more; what it was found by is kept, should that be taken back.
    pub TAKE_APPEAL_BACK = "UPDATE notice SET appeal = 3, changed = $2, approved = NULL, version = version + 1 \
        WHERE id = $1 AND state = 1 AND (appeal = 2 OR approved IS NOT NULL)";
    /// It is shown again.
    pub GIVE_APPEAL_BACK = "UPDATE notice SET appeal = 2, changed = $2, version = version + 1 \
        WHERE id = $1 AND state = 1 AND appeal = 3 AND share IS NOT NULL";
    /// What is known of reports of searches that are gone.
    pub FORGET_APPEAL_REPORTS = "DELETE FROM appeal_report WHERE NOT EXISTS (SELECT 1 FROM notice WHERE notice.id = appeal_report.notice)";
}

/// What a decision on a report means for the appeal that it is about; nothing when it is about none.
///
/// # Errors
/// When the store fails.
pub async fn decided(
    store: &Store,
    change: Change,
    id: ReportId,
    upheld: bool,
    now: Time,
) -> Result<Change, StoreError> {
    let Some(row) = store.one(REPORTED_APPEAL, params![id]).await? else { return Ok(change) };
    let Some(notice) = notices::one(store, row.id::<NoticeId>(0)?).await? else { return Ok(change) };
    let sql = if upheld { TAKE_APPEAL_BACK } else { GIVE_APPEAL_BACK };
    Ok(change.run(sql, params![notice.id, now]).event(notices::changed(&notice, notice.state)))
}
