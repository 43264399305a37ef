//! The queue of the moderators: read, let the rules decide, write.

use ::store::Change;
use kernel::{ReportId, Staff, Time};
use register::{AuditLine, Report, ReportKind, ReportState};
use serde_json::{Value, json};
use web::{Failure, House, OrRefuse, thrice};

use super::decisions;
use crate::{
    model::reports::{Doing, ReportView},
    rules::reports::{self as rules, UNDO_WITHIN},
};

/// Reports that are shown at once, the gravest first.
const MOST: i64 = 200;

/// The queue: reports that wait or are handled, then those whose decision may be taken back.
///
/// # Errors
/// When the store fails.
pub async fn list(house: &House, staff: &Staff, drill: bool) -> Result<(Vec<ReportView>, Vec<ReportView>), Failure> {
    let now = house.clock.now();
    let seen = |all: Vec<Report>| all.iter().map(|r| rules::seen(now, r, staff)).collect();
    let waiting = house.register.reports(drill, MOST).await?;
    let decided = house.register.reports_decided(drill, now.minus(UNDO_WITHIN), MOST).await?;
    Ok((seen(waiting), seen(decided)))
}

/// One report.
///
/// # Errors
/// 404.
pub async fn one(house: &House, id: ReportId) -> Result<Report, Failure> {
    house.register.one_report(id).await?.ok_or_else(Failure::not_found)
}

/// One report, as moderators see it.
///
/// # Errors
/// 404.
pub async fn see(house: &House, staff: &Staff, id: ReportId) -> Result<ReportView, Failure> {
    Ok(rules::seen(house.clock.now(), &one(house, id).await?, staff))
}

/// Does this with a report. With `version`, only what was seen: refused when the report has changed since.
///
/// # Errors
/// 404, [`Failure::Changed`], and the rules' refusals.
pub async fn handle(
    house: &House,
    staff: &Staff,
    id: ReportId,
    what: Doing,
    version: Option<i64>,
) -> Result<ReportView, Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let was = with_its_page(house, one(house, id).await?).await?;
        let Some(next) = rules::handle(now, &was, staff, what).or_refuse()? else { return Ok(()) };
        if version.is_some_and(|v| v != was.version) {
            return Err(Failure::Changed);
        }
        if let (ReportState::Upheld, Some(kind), Some(href)) = (next.state, was.kind.decides(&was.reason), &was.href)
            && !was.state.is_decided()
        {
            house.register.may_decide_again(kind, href, staff.id).await?.or_refuse()?;
        }
        let mut change = house.register.move_report(Change::new(), &was, &next);
        if was.kind == ReportKind::Again {
            change = decisions::looked(house, change, &was, &next).await?;
        }
        if what == Doing::Lift {
            change = house.register.bar(change, id, false);
        }
        // The second of two who open it, and the first, stand in different words.
        let act = if next.opened.is_some() && what == Doing::Open { "report.open_second" } else { what.act() };
        let line = line(now, staff, &was, act);
        let line = if what.concerns() { was.about.map_or(line.clone(), |about| line.about(about)) } else { line };
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await?;
    see(house, staff, id).await
}

/// A report of a post with the page of that. One that was made before reports kept it has it among what is sealed with it.
async fn with_its_page(house: &House, report: Report) -> Result<Report, Failure> {
    if report.kind != ReportKind::Post || report.href.is_some() {
        return Ok(report);
    }
    let text = house.register.evidence(report.id).await?.unwrap_or_default();
    let sealed: Value = serde_json::from_str(&text).unwrap_or_default();
    let href = sealed.get("share").and_then(Value::as_str).filter(|page| page.starts_with("/post/"));
    Ok(Report { href: href.map(str::to_owned), ..report })
}

/// What a report is about, for one of the two who opened it. That it was read is written first.
///
/// # Errors
/// 404, and the rules' refusals.
pub async fn evidence(house: &House, staff: &Staff, id: ReportId) -> Result<(Report, Value), Failure> {
    let now = house.clock.now();
    let report = one(house, id).await?;
    rules::may_read(now, &report, staff).or_refuse()?;
    let line = line(now, staff, &report, "report.read");
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    let text = house.register.evidence(id).await?.ok_or(rules::No::Gone).or_refuse()?;
    Ok((report, serde_json::from_str(&text).unwrap_or_default()))
}

/// Who did what with which report: neither whom it is about nor why stands in it.
fn line(now: Time, staff: &Staff, report: &Report, act: &str) -> AuditLine {
    let details = json!({ "report": report.id, "kind": report.kind.word(), "drill": report.drill });
    AuditLine::new(now, staff, act).of(report.incident).with(details)
}
