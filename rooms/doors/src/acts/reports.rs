//! A guest or a host reports a stay; what moderators decide is done to the door.

use kernel::{DoorId, Id, PersonId, ReportId, Span, StayId, Time, Visitor};
use register::{NewReport, Report, ReportKind, ReportState};
use store::{Change, StoreError, params};
use web::{Failure, House, OrRefuse, thrice};

use super::{limits::Limits, no, stays::mine};
use crate::{
    model::{
        Door, DoorState, Kind, Side, Stay, Step,
        report::{Evidence, Reason, Wrote},
    },
    rules::{
        self, No,
        report::{Becomes, Beside, LONGEST_REPORT, REPORTS_A_DAY},
    },
    store::{self as kept, reports, stays},
};

/// Whether somebody may not open doors, nor stay in homes, because of what was reported.
///
/// # Errors
/// When the store fails.
pub(super) async fn barred(house: &House, person: PersonId, drill: bool) -> Result<bool, Failure> {
    Ok(house.register.is_barred(person, (ReportKind::Stay, drill), house.clock.now()).await?)
}

/// Whether the reader has reported a stay of theirs, and whether that stops the door at once.
///
/// # Errors
/// [`No::Unknown`], also when the stay is others'.
pub async fn reported(house: &House, visitor: &Visitor, id: StayId) -> Result<(Stay, bool, bool), Failure> {
    let (stay, side) = mine(house, visitor, id).await?;
    let by_host = side == Side::Host;
    let found = house.store.one(reports::REPORTED, params![id, by_host]).await?;
    let stops = rules::report::stops(&stay, by_host);
    Ok((stay, found.is_some(), stops))
}

/// Reports a stay, as its guest or its host: the door is stopped before this returns, and moderators see the report.
///
/// # Errors
/// [`No::Unknown`], [`No::Reported`], [`No::TooLong`], [`No::TooMany`].
pub async fn report(
    house: &House,
    visitor: &Visitor,
    id: StayId,
    device: [u8; 16],
    reason: Reason,
    words: Option<String>,
) -> Result<ReportId, Failure> {
    let words = words.map(|w| w.trim().to_owned()).filter(|w| !w.is_empty());
    if words.as_ref().is_some_and(|w| w.chars().count() > LONGEST_REPORT) {
        return Err(no(&No::TooLong { most: LONGEST_REPORT }));
    }
    let (stay, side) = mine(house, visitor, id).await?;
    let now = house.clock.now();
    rules::report::report(now, &stay).or_refuse()?;
    let by_host = side == Side::Host;
    if house.store.one(reports::REPORTED, params![id, by_host]).await?.is_some() {
        return Err(no(&No::Reported));
    }
    let (me, other) = if by_host { (stay.host, stay.guest) } else { (stay.guest, stay.host) };
    let door = kept::one_door(&house.store, stay.door).await?;
    let stops = rules::report::stops(&stay, by_host);
    let was =
        door.as_ref().filter(|d| matches!(d.state, DoorState::Open | DoorState::Paused)).map(|d| d.state.number());
    let evidence = Evidence { words, ..evidence(house, &stay).await? };
    let evidence = serde_json::to_string(&evidence).map_err(|e| StoreError::Fault(e.to_string()))?;
    let report: ReportId = house.dice.id(now);
    let href = format!("/stays/{id}");
    let new = NewReport {
        id: report,
        kind: ReportKind::Stay,
        incident: stay.incident,
        drill: stay.drill,
        reason: reason.word(),
        teller: if by_host { "host" } else { "guest" },
        risk: rules::report::risk(reason, &stay),
        said_by: Some(me),
        about: Some(other),
        evidence: &evidence,
        href: Some(&href),
        first: None,
    };
    let r = &house.register;
    let noted = params![id, by_host, report, stay.door, now, if stops { was.unwrap_or_default() } else { -1 }];
    let (day, twice) = (Span::days(1), REPORTS_A_DAY.saturating_mul(2));
    let limits = Limits::new(house, stay.drill, now);
    let limits = limits.take("report", &me.bytes(), day, REPORTS_A_DAY).take("report device", &device, day, twice);
    let (change, limits) = limits.done();
    let change = change.must(reports::ADD_STAY_REPORT, noted);
    let change = r.report(change, &new, now).await?;
    let change = if stops { reports::stop(change, stay.door, now) } else { change };
    let change =
        change.job(reports::settle_job(report, "0", now)).event(kept::changed(stay.door, stay.incident, stay.drill));
    match house.store.apply(change).await {
        Ok(_) => {}
        Err(StoreError::Missed { step }) if step < limits => return Err(no(&No::TooMany)),
        Err(StoreError::Missed { step }) if step == limits => return Err(no(&No::Reported)),
        Err(e) => return Err(e.into()),
    }
    // Nobody comes in any more; who is on the way is let go now, and by the job should this be cut off.
    match settle(house, report).await {
        Ok(()) | Err(Failure::Changed) => Ok(report),
        Err(e) => Err(e),
    }
}

/// What stands between guest and host now, address and all.
async fn evidence(house: &House, stay: &Stay) -> Result<Evidence, Failure> {
    let inside = kept::inside(&house.register, stay.door).await?;
    let sealed = super::stays::sealed(house, stay, false).await?;
    let mut chat = Vec::new();
    for row in house.store.read(stays::WORDS_OF, params![stay.id]).await? {
        let by = if row.flag(0)? { "host" } else { "guest" }.to_owned();
        let words = house.register.open_or_none("stay_word.words", Some(row.blob(2)?))?.unwrap_or_default();
        chat.push(Wrote { by, at: row.time(1)?, words });
    }
    Ok(Evidence {
        address: inside.address,
        entry: inside.entry,
        host: inside.name,
        guest: sealed.name,
        asked: sealed.words,
        words: None,
        chat,
    })
}

/// Does to a door what its report has come to; the same again changes nothing.
///
/// # Errors
/// When the store fails, or others write at the same moment again and again.
pub async fn settle(house: &House, id: ReportId) -> Result<(), Failure> {
    thrice(|| async {
        let now = house.clock.now();
        let Some(of) = reports::of_report(&house.store, id).await? else { return Ok(()) };
        let Some(report) = house.register.one_report(id).await? else { return Ok(()) };
        let mut change = Change::new();
        let mut again = false;
        if of.by_host && report.state == ReportState::Upheld {
            change = leaves_home(house, change, &report, now).await?;
        }
        if let Some(door) = kept::one_door(&house.store, of.door).await? {
            let beside = Beside {
                held: reports::held_beside(&house.store, door.id, id).await?,
                barred: match door.host {
                    Some(host) => barred(house, host, door.drill).await?,
                    None => false,
                },
                on: house.incidents.get(door.incident).is_some_and(|i| super::doors_open(&i)),
                closed: of.closed,
                stops: of.stops,
            };
            let becomes = rules::report::settle(&door, report.state, of.by_host, beside);
            again = becomes == Becomes::StopsAgain && report.state == ReportState::Dismissed;
            change = done(house, change, &door, &report, becomes, now).await?;
        }
        if !change.steps.is_empty() {
            house.store.apply(change).await?;
        }
        // What stands still because of a report that is dismissed goes on: the rules say so of the door as it is now.
        if again { Err(Failure::Changed) } else { Ok(()) }
    })
    .await
}

async fn done(
    house: &House,
    change: Change,
    door: &Door,
    report: &Report,
    becomes: Becomes,
    now: Time,
) -> Result<Change, Failure> {
    let told = kept::changed(door.id, door.incident, door.drill);
    Ok(match becomes {
        Becomes::Stays => change,
        Becomes::Stops if door.state == DoorState::Frozen => let_go(house, change, door.id, now).await?,
        Becomes::Stops => let_go(house, reports::stop(change, door.id, now), door.id, now).await?.event(told),
        Becomes::StopsAgain => {
            let change = change
                .must(reports::STOP_AGAIN, params![door.id, now])
                .run(reports::NOTE_CLOSED, params![report.id, false]);
            others(house, change, door, false, now).await?.event(told)
        }
        Becomes::Closes => {
            let change = change
                .must(kept::DRIVE, params![door.id, door.version, DoorState::Closed.number(), door.until, now])
                .run(reports::NOTE_CLOSED, params![report.id, true])
                .job(kept::erase_job(door.id, now));
            let change = let_go(house, change, door.id, now).await?;
            others(house, change, door, true, now).await?.event(told)
        }
        Becomes::GoesOn => {
            let was = house.store.one(reports::WAS, params![door.id]).await?.map_or(Ok(0), |r| r.int(0))?;
            let state = DoorState::of_number(was).unwrap_or(DoorState::Paused);
            change.must(kept::THAW, params![door.id, state.number(), now]).event(told)
        }
    })
}

/// The other doors of a host who was found to be a danger are stopped too. When that is taken back they are paused: their host opens them.
async fn others(house: &House, mut change: Change, door: &Door, stop: bool, now: Time) -> Result<Change, Failure> {
    let Some(host) = door.host else { return Ok(change) };
    for row in house.store.read(reports::STANDING_DOORS, params![host, door.id, door.drill]).await? {
        let id: DoorId = row.id(0)?;
        let Some(other) = kept::one_door(&house.store, id).await? else { continue };
        if stop {
            change = let_go(house, reports::stop(change, id, now), id, now).await?;
        } else if !reports::held_beside(&house.store, id, ReportId::from_bytes([0; 16])).await? {
            change = change.run(kept::THAW, params![id, DoorState::Paused.number(), now]);
        }
        change = change.event(kept::changed(id, other.incident, other.drill));
    }
    Ok(change)
}

/// Everybody who is at a door, or on the way to it, is let go: they are told, and look for room elsewhere.
async fn let_go(house: &House, mut change: Change, door: DoorId, now: Time) -> Result<Change, Failure> {
    for row in house.store.read(stays::LIVING_STAYS, params![door]).await? {
        let stay = stays::stay(&row)?;
        if let Ok(next) = rules::step(now, &stay, Side::House, Step::Freeze) {
            change = stays::moved(change, &stay, next, now);
        }
    }
    Ok(change)
}

/// A guest who was found to be a danger stays in no home any more.
async fn leaves_home(house: &House, change: Change, report: &Report, now: Time) -> Result<Change, Failure> {
    let Some(guest) = report.about else { return Ok(change) };
    let Some(row) = house.store.one(stays::STAYING, params![guest, report.drill]).await? else { return Ok(change) };
    let Some(stay) = stays::one_stay(&house.store, row.id(0)?).await? else { return Ok(change) };
    let home = kept::one_door(&house.store, stay.door).await?.is_some_and(|d| d.kind == Kind::Home);
    match rules::step(now, &stay, Side::House, Step::Freeze) {
        Ok(next) if home => Ok(stays::moved(change, &stay, next, now)),
        _ => Ok(change),
    }
}
