//! Embargoes: opened for hours, renewed by another person, ended; each step in the audit and in a log that everybody may read afterwards.

use std::sync::Arc;

use ::store::{Change, params};
use kernel::{EmbargoId, Id, IncidentId, OperatorId, Refuse, Role, Staff, Time};
use register::{
    AuditLine,
    seconds::{self, Irreversible, Turn},
};
use serde_json::json;
use web::{Access, Failure, House, OrRefuse, thrice};

use crate::{
    jobs::holds as jobs,
    model::{
        embargo::{Did, Embargo, NewEmbargo, Step},
        hold::Ward,
    },
    rules::{self, Not},
    store::{
        embargoes::{self as kept, Wards},
        holds,
    },
};

/// Who opens, renews and ends embargoes: authorities and operators. An authority is one whose domain is proven ([`may`]).
pub const AUTHORITIES: Access = Access::Staff(&[Role::Institution, Role::Operator, Role::Admin]);

/// Embargoes that are listed.
const MOST: i64 = 200;

fn not(refused: &Not) -> Failure {
    Failure::Refused(refused.refusal())
}

/// Whether a member of staff has to do with embargoes: an operator, or who speaks for an institution that is proven in this moment. A role
/// alone hides nothing, and is not told where something is hidden.
///
/// # Errors
/// [`Not::NoAuthority`].
pub async fn may(house: &House, staff: &Staff) -> Result<(), Failure> {
    if staff.role == Role::Institution && house.register.proven_voice(staff.id).await?.is_none() {
        return Err(not(&Not::NoAuthority));
    }
    Ok(())
}

/// The embargoes that are not over, in memory.
///
/// # Errors
/// When the store fails.
pub async fn wards(house: &House) -> Result<Arc<[Ward]>, Failure> {
    let landmarks = web::landmarks::known(house).await?;
    Ok(house.shelf.get::<Wards>().known(&house.store, &landmarks, house.clock.now()).await?)
}

/// An embargo as it would be opened, and the names of the places in it that texts are searched for.
///
/// # Errors
/// The rules' refusals.
pub async fn planned(
    house: &House,
    staff: &Staff,
    incident: IncidentId,
    new: NewEmbargo,
) -> Result<(Embargo, Vec<String>), Failure> {
    may(house, staff).await?;
    let now = house.clock.now();
    let on = house.incidents.get(incident).ok_or(Failure::not_found())?;
    if on.state.is_over() {
        return Err(not(&Not::NoIncident));
    }
    let mut before = kept::since(&house.store, now.minus(rules::embargo::LONGEST)).await?;
    before.retain(|e| e.incident == incident);
    rules::embargo::open(now, &new, staff.id, &before).or_refuse()?;
    let holding = before.iter().filter(|e| e.until() > now).count();
    if holding >= rules::embargo::MOST_EMBARGOES {
        return Err(not(&Not::ManyEmbargoes));
    }
    let landmarks = web::landmarks::known(house).await?;
    let inside = landmarks.all().iter().filter(|l| new.zone.contains(l.lat, l.lon)).map(|l| l.name.clone());
    let mut named: Vec<String> = inside.chain(new.names.iter().map(|n| register::names::line(n))).collect();
    named.sort_unstable();
    named.dedup();
    let planned = Embargo {
        id: house.dice.id(now),
        incident,
        drill: on.drill,
        version: 1,
        name: register::names::line(&new.name),
        names: new.names.iter().map(|n| register::names::line(n)).collect(),
        zone: new.zone,
        starts: now,
        ends: new.ends,
        lifted: None,
        holder: staff.id,
    };
    Ok((planned, named))
}

/// Opens an embargo. What is written there waits from now on; and what was written there within the hour before, once it was looked at.
///
/// # Errors
/// The rules' refusals.
pub async fn open(house: &House, staff: &Staff, incident: IncidentId, new: NewEmbargo) -> Result<Embargo, Failure> {
    let (planned, _) = planned(house, staff, incident, new).await?;
    let change = kept::add(Change::new(), &planned, staff);
    write(house, staff, "embargo.open", planned, change).await
}

/// It holds for longer, because another person has looked.
///
/// # Errors
/// [`Not::NoAuthority`], [`Not::Unknown`], [`Not::EmbargoOver`], [`Not::SecondPerson`], [`Not::EmbargoTime`].
pub async fn renew(house: &House, staff: &Staff, id: EmbargoId, ends: Time) -> Result<Embargo, Failure> {
    thrice(|| async move {
        may(house, staff).await?;
        let now = house.clock.now();
        let next = rules::embargo::renew(now, &one(house, id).await?, staff, ends).or_refuse()?;
        // Whoever asked to end it spoke of when it would have ended by itself.
        let change = seconds::over(Change::new(), END, id.bytes());
        let change = kept::change(change, &next, Did::Renewed, staff, now);
        let next = Embargo { version: next.version.saturating_add(1), ..next };
        write(house, staff, "embargo.renew", next, change).await
    })
    .await
}

/// Ending one before its time: what it held is read by everybody, and hidden from nobody again.
pub const END: &str = "embargo.end";

/// It holds no more: what it held is released. It takes two people: the first press asks, that of another does it.
///
/// # Errors
/// [`Not::NoAuthority`], [`Not::Unknown`], [`Not::EmbargoOver`], [`seconds::SamePerson`].
pub async fn end(house: &House, staff: &Staff, id: EmbargoId) -> Result<Embargo, Failure> {
    thrice(|| async move {
        may(house, staff).await?;
        let now = house.clock.now();
        let was = one(house, id).await?;
        let next = rules::embargo::end(now, &was).or_refuse()?;
        let href = format!("/console/i/{}/embargoes", was.incident);
        let of = Irreversible { act: END, id: id.bytes(), incident: was.incident, drill: was.drill, href: &href };
        match seconds::turn(now, house.register.second(END, of.id, now).await?.as_ref(), staff).or_refuse()? {
            Turn::Asks => {
                let details = json!({ "embargo": id, "name": was.name });
                let line = AuditLine::new(now, staff, "embargo.end_asked").of(was.incident).with(details);
                let change = seconds::asks(Change::new(), &of, staff, now);
                house.store.apply(house.register.audit(change, &line)).await?;
                Ok(was)
            }
            Turn::Agrees(first) => {
                let change = seconds::agreed(Change::new(), &of, &first);
                let change = kept::change(change, &next, Did::Ended, staff, now);
                let next = Embargo { version: next.version.saturating_add(1), ..next };
                write(house, staff, END, next, change).await
            }
        }
    })
    .await
}

/// Who asked to end one before its time.
///
/// # Errors
/// When the store fails.
pub async fn end_asked(house: &House, id: EmbargoId) -> Result<Option<String>, Failure> {
    Ok(house.register.second(END, id.bytes(), house.clock.now()).await?.map(|hand| hand.name))
}

async fn write(house: &House, staff: &Staff, act: &str, next: Embargo, change: Change) -> Result<Embargo, Failure> {
    let now = house.clock.now();
    let km2 = (next.zone.area_km2() * 1000.0).round() / 1000.0;
    let details = json!({ "embargo": next.id, "name": next.name, "km2": km2, "until": next.until() });
    let change = house.register.audit(change, &AuditLine::new(now, staff, act).of(next.incident).with(details));
    house.store.apply(jobs::looks(change, &next, now)).await?;
    house.shelf.get::<Wards>().forget();
    Ok(next)
}

/// One embargo.
///
/// # Errors
/// [`Not::Unknown`].
pub async fn one(house: &House, id: EmbargoId) -> Result<Embargo, Failure> {
    kept::one(&house.store, id).await?.ok_or_else(|| not(&Not::Unknown))
}

/// An embargo with its log, and how many posts it held and how many of them are shown again.
#[derive(Clone, Debug)]
pub struct Told {
    /// The embargo.
    pub embargo: Embargo,
    /// Who asked to end it before its time: another person may do it.
    pub end_asked: Option<String>,
    /// What was done with it.
    pub steps: Vec<Step>,
    /// Posts that it held.
    pub held: i64,
    /// Posts that are shown again.
    pub released: i64,
}

async fn told(house: &House, all: Vec<Embargo>) -> Result<Vec<Told>, Failure> {
    let mut out = Vec::with_capacity(all.len());
    for embargo in all {
        let steps = kept::steps(&house.store, embargo.id).await?;
        let (held, released) = match house.store.one(holds::HELD_COUNT, params![embargo.id]).await? {
            Some(row) => (row.int(0)?, row.int(1)?),
            None => (0, 0),
        };
        // The log of what is over names nobody who only asked.
        let end_asked = match embargo.holds(house.clock.now()) {
            true => end_asked(house, embargo.id).await?,
            false => None,
        };
        out.push(Told { embargo, end_asked, steps, held, released });
    }
    Ok(out)
}

/// All embargoes of an incident, the newest first: for those who may open one.
///
/// # Errors
/// [`Not::NoAuthority`].
pub async fn list(house: &House, staff: &Staff, drill: bool, incident: IncidentId) -> Result<Vec<Told>, Failure> {
    may(house, staff).await?;
    let rows = house.store.read(kept::EMBARGOES, params![drill, MOST]).await?;
    let mut all = rows.iter().map(kept::embargo).collect::<Result<Vec<_>, _>>()?;
    all.retain(|e| e.incident == incident);
    told(house, all).await
}

/// The log as everybody may read it: of what is over, all of it; of what holds, only that there may be something (`true`), and not where.
///
/// # Errors
/// When the store fails.
pub async fn log(house: &House, drill: bool) -> Result<(bool, Vec<Told>), Failure> {
    let now = house.clock.now();
    let rows = house.store.read(kept::OVER_EMBARGOES, params![drill, now, MOST]).await?;
    let all = rows.iter().map(kept::embargo).collect::<Result<Vec<_>, _>>()?;
    let holding = wards(house).await?.iter().any(|w| w.drill == drill && w.area.in_force(now));
    Ok((holding, told(house, all).await?))
}

/// Whether this member of staff may renew an embargo: another person than the one who did last.
#[must_use]
pub fn may_renew(of: &Embargo, staff: OperatorId) -> bool {
    of.holder != staff
}
