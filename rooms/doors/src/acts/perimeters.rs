//! Where nobody shall walk.

use std::{collections::HashSet, sync::Arc};

use ::store::{Change, NewJob, params};
use kernel::{Cell, Id, IncidentId, PerimeterId, Staff, Time, Visitor};
use places::NoWay;
use register::{AuditLine, Incident};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{
    effect::{Effect, effect},
    no,
};
use crate::{
    jobs,
    model::perimeter::{NewPerimeter, NewShape, Perimeter, Stands},
    rules::{self, No},
    store::perimeters::{self as kept, Around, Perimeters},
};

/// How many perimeters of an incident are listed, beside those that hold still.
const LISTED: i64 = 200;

/// The perimeters of an incident that hold now.
///
/// # Errors
/// When the store fails.
pub async fn around(house: &House, incident: IncidentId, now: Time) -> Result<Arc<Around>, Failure> {
    Ok(house.shelf.get::<Perimeters>().around(&house.store, incident, now).await?)
}

/// Whether a perimeter of the incident touches this cell now.
///
/// # Errors
/// When the store fails.
pub async fn touched(house: &House, incident: IncidentId, cell: Cell, now: Time) -> Result<bool, Failure> {
    Ok(around(house, incident, now).await?.walks.touches(cell))
}

/// Whether there is a way between two cells now.
///
/// # Errors
/// [`No::StayPut`] for who is inside a perimeter, [`No::WayCrosses`] when every way crosses one.
pub async fn way(house: &House, incident: IncidentId, from: Cell, to: Cell, now: Time) -> Result<(), Failure> {
    match around(house, incident, now).await?.walks.walk(from, to) {
        Ok(_) => Ok(()),
        Err(NoWay::Inside) => Err(no(&No::StayPut)),
        Err(NoWay::Touched | NoWay::Closed) => Err(no(&No::WayCrosses)),
    }
}

/// Whether whoever is in this cell is inside a perimeter now: they are to stay put and to follow instructions.
///
/// # Errors
/// When the store fails.
pub async fn inside(house: &House, incident: IncidentId, cell: Cell, now: Time) -> Result<bool, Failure> {
    Ok(around(house, incident, now).await?.walks.holds(cell))
}

/// Why the doors of a cell are suspended: the perimeters that touch it now.
///
/// # Errors
/// When the store fails.
pub async fn why(house: &House, incident: IncidentId, cell: Cell, now: Time) -> Result<Vec<Perimeter>, Failure> {
    Ok(around(house, incident, now).await?.touching(cell).cloned().collect())
}

/// An incident that this visitor may see.
///
/// # Errors
/// That there is none.
pub fn incident_of(house: &House, visitor: &Visitor, id: IncidentId) -> Result<Arc<Incident>, Failure> {
    let found = house.incidents.get(id).filter(|i| i.is_public() || visitor.operator().is_some());
    found.ok_or(Failure::not_found())
}

/// The perimeters of an incident, the newest first: everybody sees those that hold, as long as the incident is on; operators all.
///
/// # Errors
/// When there is no such incident, or the store fails.
pub async fn list(house: &House, visitor: &Visitor, id: IncidentId) -> Result<Vec<Perimeter>, Failure> {
    let incident = incident_of(house, visitor, id)?;
    let now = house.clock.now();
    let rows = house.store.read(kept::PERIMETERS_OF, params![id, LISTED]).await?;
    let mut all: Vec<Perimeter> = rows.iter().map(kept::perimeter).collect::<Result<_, _>>()?;
    // One that holds is never missing because many were drawn after it.
    let known: HashSet<PerimeterId> = all.iter().map(|p| p.id).collect();
    let living = kept::living(&house.store, id, now).await?;
    all.extend(living.iter().filter(|p| !known.contains(&p.id)).cloned());
    if visitor.operator().is_none() {
        all.retain(|p| incident.state.takes_answers() && p.stands(now) == Stands::On);
    }
    Ok(all)
}

/// One perimeter of an incident, as operators see it.
///
/// # Errors
/// When there is no such one.
pub async fn one(house: &House, incident: IncidentId, id: PerimeterId) -> Result<Perimeter, Failure> {
    let found = kept::one_perimeter(&house.store, id).await?.filter(|p| p.incident == incident);
    found.ok_or(Failure::not_found())
}

/// A perimeter as it would be drawn.
async fn planned(house: &House, incident: IncidentId, new: NewPerimeter, now: Time) -> Result<Perimeter, Failure> {
    let incident = house.incidents.get(incident).ok_or(Failure::not_found())?;
    if incident.state.is_over() {
        return Err(no(&No::NoIncident));
    }
    let new = NewPerimeter { name: register::names::line(&new.name), ..new };
    let (starts, ends) = rules::draw(now, &new).or_refuse()?;
    if kept::living(&house.store, incident.id, now).await?.len() >= rules::MOST_PERIMETERS {
        return Err(no(&No::ManyPerimeters));
    }
    Ok(Perimeter {
        id: house.dice.id(now),
        incident: incident.id,
        drill: incident.drill,
        version: 1,
        name: new.name,
        zone: new.zone,
        starts,
        ends,
        lifted: None,
    })
}

/// What a perimeter would do to how many, were it drawn now. Who asks is written down: whoever asks often enough learns where guests are.
///
/// # Errors
/// The rules' refusals.
pub async fn would_draw(
    house: &House,
    staff: &Staff,
    incident: IncidentId,
    new: NewPerimeter,
) -> Result<(Perimeter, Effect), Failure> {
    let now = house.clock.now();
    let drawn = planned(house, incident, new, now).await?;
    let mut living = kept::living(&house.store, incident, now).await?.to_vec();
    living.push(drawn.clone());
    let effect = effect(house, incident, &living, drawn.starts).await?;
    house.store.apply(audited(house, staff, "perimeter.dry_run", &drawn, now, Change::new())).await?;
    Ok((drawn, effect))
}

/// What it would do to how many, were a perimeter lifted now.
///
/// # Errors
/// The rules' refusals.
pub async fn would_lift(house: &House, incident: IncidentId, id: PerimeterId) -> Result<(Perimeter, Effect), Failure> {
    let now = house.clock.now();
    let was = one(house, incident, id).await?;
    rules::lift(now, &was).or_refuse()?;
    let mut living = kept::living(&house.store, incident, now).await?.to_vec();
    living.retain(|p| p.id != id);
    let effect = effect(house, incident, &living, now).await?;
    Ok((was, effect))
}

/// Draws a perimeter. Doors and stays are looked at again at once, when it begins, and when it ends.
///
/// # Errors
/// The rules' refusals.
pub async fn draw(house: &House, staff: &Staff, incident: IncidentId, new: NewPerimeter) -> Result<Perimeter, Failure> {
    let now = house.clock.now();
    let drawn = planned(house, incident, new, now).await?;
    let change = audited(house, staff, "perimeter.draw", &drawn, now, kept::add(Change::new(), &drawn, staff, now));
    write(house, drawn, change, now).await
}

/// The same; the same press of a form, sent twice, draws one. What names the press is everything that the form says.
///
/// # Errors
/// The rules' refusals.
pub async fn draw_once(
    house: &House,
    staff: &Staff,
    incident: IncidentId,
    new: NewPerimeter,
    press: &str,
) -> Result<Perimeter, Failure> {
    let data = [&staff.id.bytes()[..], &incident.bytes()[..], press.as_bytes()].concat();
    let mac = house.seal.mac("perimeter of a press", &data);
    let id = PerimeterId::from_bytes(mac.first_chunk::<16>().copied().unwrap_or_default());
    if let Some(before) = kept::one_perimeter(&house.store, id).await? {
        return Ok(before);
    }
    let now = house.clock.now();
    let drawn = Perimeter { id, ..planned(house, incident, new, now).await? };
    let change = audited(house, staff, "perimeter.draw", &drawn, now, kept::add(Change::new(), &drawn, staff, now));
    write(house, drawn, change, now).await
}

/// Another shape, or another end.
///
/// # Errors
/// The rules' refusals.
pub async fn redraw(
    house: &House,
    staff: &Staff,
    incident: IncidentId,
    id: PerimeterId,
    new: &NewShape,
) -> Result<Perimeter, Failure> {
    moved(house, staff, "perimeter.change", (incident, id), |now, was| rules::redraw(now, was, new.clone())).await
}

/// It holds no more.
///
/// # Errors
/// The rules' refusals.
pub async fn lift(house: &House, staff: &Staff, incident: IncidentId, id: PerimeterId) -> Result<Perimeter, Failure> {
    moved(house, staff, "perimeter.lift", (incident, id), rules::lift).await
}

async fn moved(
    house: &House,
    staff: &Staff,
    act: &'static str,
    (incident, id): (IncidentId, PerimeterId),
    decide: impl Fn(Time, &Perimeter) -> Result<Perimeter, No>,
) -> Result<Perimeter, Failure> {
    let decide = &decide;
    thrice(|| async move {
        let now = house.clock.now();
        let next = decide(now, &one(house, incident, id).await?).or_refuse()?;
        let change = audited(house, staff, act, &next, now, kept::change(Change::new(), &next));
        write(house, Perimeter { version: next.version.saturating_add(1), ..next }, change, now).await
    })
    .await
}

fn audited(house: &House, staff: &Staff, act: &str, of: &Perimeter, now: Time, change: Change) -> Change {
    let km2 = (of.zone.area_km2() * 1000.0).round() / 1000.0;
    let details = json!({ "name": of.name, "km2": km2, "starts": of.starts, "ends": of.ends, "perimeter": of.id });
    house.register.audit(change, &AuditLine::new(now, staff, act).of(of.incident).with(details))
}

/// Writes a perimeter as it is now, with the looks at doors and stays that this means.
async fn write(house: &House, next: Perimeter, mut change: Change, now: Time) -> Result<Perimeter, Failure> {
    for job in looks(&next, now) {
        change = change.job(job);
    }
    house.store.apply(change).await?;
    house.shelf.get::<Perimeters>().forget(next.incident);
    Ok(next)
}

fn looks(next: &Perimeter, now: Time) -> impl Iterator<Item = NewJob> {
    let turns = if next.lifted.is_some() { [None, None] } else { [Some(next.starts), Some(next.ends)] };
    let turns = turns.into_iter().flatten().filter(move |t| *t > now);
    std::iter::once(Time(0)).chain(turns).map(move |at| jobs::perimeters::look(next, at))
}
