//! Somebody finds something wrong with a public appeal: moderators read it. Who says so needs no account, and nobody hears whether others did.

use ::store::{Change, StoreError, params};
use kernel::{Id, ReportId, Span, Visitor};
use register::{NewReport, ReportKind, reports::teller};
use serde_json::json;
use web::{Failure, House};

use super::{Whence, limited, masked_short, no, notice::by_share, notice::drills};
use crate::{
    model::{Appeal, Notice, Wrong},
    rules::{LONGEST, No},
    store::reports,
};

/// Reports of one browser, or of one person, in an hour.
const AN_HOUR: i64 = 10;
/// Reports of one network in an hour.
const OF_NETWORK: i64 = 60;
/// How often somebody tries again who says something at once with another.
const AT_ONCE: usize = 8;

/// Reports an appeal. What several say of one appeal is one report, which stands the higher for it; the answer is the same.
///
/// # Errors
/// 404 for what is no appeal that is on; [`No::TooMany`]; [`No::TooLong`]; [`Failure::Changed`] when very many say so at once.
pub async fn report_appeal(
    house: &House,
    visitor: &Visitor,
    whence: &Whence,
    share: &str,
    wrong: Wrong,
    words: Option<&str>,
) -> Result<(), Failure> {
    let now = house.clock.now();
    let notice = by_share(house, share).await?;
    if notice.appeal != Appeal::Approved || !notice.is_open(now) {
        return Err(no(&No::Unknown));
    }
    let words = masked_short(words, LONGEST)?;
    let who = match visitor {
        Visitor::Person { id, .. } => id.bytes(),
        Visitor::Staff(staff) => staff.id.bytes(),
        Visitor::Nobody => whence.device,
    };
    let (r, hour) = (&house.register, Span::hours(1));
    let mut change = limited(house, drills(notice.drill, "appeal report"), &who, hour, AN_HOUR);
    if let Some(network) = whence.network {
        change = r.take_allowance(change, drills(notice.drill, "appeal reports from"), &network, now, hour, OF_NETWORK);
    }
    match house.store.apply(change).await {
        Ok(_) => {}
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        Err(e) => return Err(e.into()),
    }
    let of = [&notice.id.bytes()[..], wrong.word().as_bytes()].concat();
    let evidence = json!({ "words": words, "share": format!("/s/{share}") }).to_string();
    let href = super::ruled::own_page(notice.id);
    for _ in 0..AT_ONCE {
        let Some((id, known)) = r.report_of_several("an appeal", &of, visitor, now).await? else { return Ok(()) };
        let new = NewReport {
            id,
            kind: ReportKind::Search,
            incident: notice.incident,
            drill: notice.drill,
            reason: wrong.word(),
            teller: if visitor.person().is_some() { "person" } else { "somebody" },
            risk: wrong.risk(notice.is_minor()),
            said_by: teller(visitor),
            about: notice.seeker,
            evidence: &evidence,
            href: Some(&href),
            first: None,
        };
        let change = first_time(house, &notice, id, &who);
        let change = if known {
            r.reported_again(change, id, words.as_deref(), None).await?
        } else {
            r.report(change.run(reports::ADD_APPEAL_REPORT, params![id, notice.id, now]), &new, now).await?
        };
        match house.store.apply(change).await {
            // Whoever says it again does not raise it again.
            Ok(_) | Err(StoreError::Missed { step: 0 }) => return Ok(()),
            // Another said something of it at once, or decided it.
            Err(e) if e.missed() => {}
            Err(_) if !known && r.one_report(id).await?.is_some() => {}
            Err(e) => return Err(e.into()),
        }
    }
    Err(Failure::Changed)
}

/// Somebody says something for the first time in a day.
fn first_time(house: &House, notice: &Notice, id: ReportId, who: &[u8; 16]) -> Change {
    let said = [&who[..], &id.bytes()].concat();
    limited(house, drills(notice.drill, "appeal report again"), &said, Span::days(1), 1)
}
