//! What reports mean to doors.

use kernel::{DoorId, ReportId, Time};
use store::{Change, NewJob, Row, Store, StoreError, params, sql};

use crate::model::report::StayReport;

/// The kind of the job that does to a door what was decided.
pub const SETTLE_JOB: &str = "doors.settle";

sql! {
    /// Notes a report: once for each stay and party.
    pub ADD_STAY_REPORT = "INSERT INTO stay_report (stay, by_host, report, door, at, was, closed) VALUES ($1, $2, $3, $4, $5, $6, 0) \
        ON CONFLICT (stay, by_host) DO NOTHING";
    /// What a report means to a door.
    pub STAY_REPORT = "SELECT report, stay, door, by_host, closed, was FROM stay_report WHERE report = $1";
    /// Whether one party of a stay has reported it.
    pub REPORTED = "SELECT 1 FROM stay_report WHERE stay = $1 AND by_host = $2";
    /// How many other reports hold a door: they stop it and nobody has decided them, or they were upheld against the host.
    pub HELD_BESIDE = "SELECT COUNT(*) FROM stay_report s JOIN report r ON r.id = s.report WHERE s.door = $1 AND s.report <> $2 \
        AND ((r.state IN (1, 2) AND s.was >= 0) OR (r.state = 3 AND s.by_host = 0))";
    /// What a door was before it was stopped.
    pub WAS = "SELECT was FROM stay_report WHERE door = $1 AND was > 0 ORDER BY at DESC LIMIT 1";
    /// A decision closes the door …
    pub NOTE_CLOSED = "UPDATE stay_report SET closed = $2 WHERE report = $1";
    /// … and when it is taken back the door is stopped as it was.
    pub STOP_AGAIN = "UPDATE door SET state = 3, changed = $2, version = version + 1 WHERE id = $1 AND state = 4";
    /// Doors of a host that may be found.
    pub STANDING_DOORS = "SELECT id FROM door WHERE host = $1 AND state IN (1, 2, 3) AND id <> $2 AND drill = $3 ORDER BY id";
    /// What reports meant is forgotten: they were decided long ago, or never will be.
    pub FORGET_STAY_REPORTS = "DELETE FROM stay_report WHERE at < $1";
}

/// What a report means to a door, if it is about one.
///
/// # Errors
/// When the store fails.
pub async fn of_report(store: &Store, id: ReportId) -> Result<Option<StayReport>, StoreError> {
    let read = |row: Row| {
        Ok(StayReport {
            report: row.id(0)?,
            stay: row.id(1)?,
            door: row.id(2)?,
            by_host: row.flag(3)?,
            closed: row.flag(4)?,
            stops: row.int(5)? >= 0,
        })
    };
    store.one(STAY_REPORT, params![id]).await?.map(read).transpose()
}

/// Whether another report than this holds a door.
///
/// # Errors
/// When the store fails.
pub async fn held_beside(store: &Store, door: DoorId, report: ReportId) -> Result<bool, StoreError> {
    Ok(store.one(HELD_BESIDE, params![door, report]).await?.map_or(Ok(0), |r| r.int(0))? > 0)
}

/// A door is stopped.
pub fn stop(change: Change, door: DoorId, now: Time) -> Change {
    change.run(super::FREEZE, params![door, now])
}

/// The job that does to a door what was decided; one for each turn that a report takes.
#[must_use]
pub fn settle_job(report: ReportId, turn: &str, now: Time) -> NewJob {
    NewJob { kind: SETTLE_JOB, key: format!("{report} {turn}"), body: String::new(), run_at: now }
}
