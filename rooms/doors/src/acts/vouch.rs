//! An organisation vouches for somebody: as a host they may offer public places, as a guest they come in by a standing rule.

use kernel::{Event, PersonId, Span, Staff, Time};
use register::{AuditLine, Contact, Country};
use store::{Change, StoreError, params};
use web::{Failure, House, OrRefuse, thrice};

use super::{closing, no, proven_since};
use crate::{
    model::{Host, Kind},
    rules::{self, No},
    store as kept,
};

/// How many words about whom to vouch for one member of staff gives in an hour: contacts are not tried out here.
const AN_HOUR: i64 = 300;

/// Vouches for whoever has proven this contact, or takes it back: when nobody else vouches for them, public places of theirs close, of which they
/// are told, and their home is one of a host whom nobody vouches for. An organisation takes back its own word alone; an operator anybody's. Whether
/// somebody has proven that contact, or is vouched for, is not said.
///
/// # Errors
/// When the contact is not understood; [`No::TooMany`].
pub async fn vouch(house: &House, staff: &Staff, contact: &str, yes: bool) -> Result<(), Failure> {
    let contact = Contact::parse(contact, &Country::FRANCE).or_refuse()?;
    let contact = house.register.blind(&contact);
    thrice(|| async {
        let now = house.clock.now();
        let who = kernel::Id::bytes(staff.id);
        let limited = house.register.take_allowance(Change::new(), "vouch", &who, now, Span::hours(1), AN_HOUR);
        let limits = limited.steps.len();
        let known: Option<PersonId> = house.register.owner_of_contact(contact).await?;
        let change = match known {
            None => limited,
            Some(person) => {
                let written = if yes {
                    limited.run(kept::VOUCH, params![person, staff.id, &*staff.name, now])
                } else {
                    taken_back(house, limited, staff, person, now).await?
                };
                let act = if yes { "voucher.give" } else { "voucher.take_back" };
                house.register.audit(written, &AuditLine::new(now, staff, act).about(person))
            }
        };
        match house.store.apply(change).await {
            Ok(_) => Ok(()),
            Err(StoreError::Missed { step }) if step < limits => Err(no(&No::TooMany)),
            Err(e) => Err(e.into()),
        }
    })
    .await
}

/// An organisation's word is taken back; whoever has none left is trusted less.
async fn taken_back(
    house: &House,
    change: Change,
    staff: &Staff,
    person: PersonId,
    now: Time,
) -> Result<Change, Failure> {
    if staff.role.operates() {
        return trusted_less(house, change.run(kept::UNVOUCH_ALL, params![person]), person, now).await;
    }
    let others = house.store.one(kept::VOUCHED_BESIDE, params![person, staff.id]).await?.is_some();
    let change = change.run(kept::UNVOUCH, params![person, staff.id]);
    // Who was never vouched for has no door that is trusted because of it.
    if others { Ok(change) } else { trusted_less(house, change, person, now).await }
}

/// What becomes of the doors of somebody whom nobody vouches for any more: families are sent to public places, so that these close.
async fn trusted_less(house: &House, mut change: Change, person: PersonId, now: Time) -> Result<Change, Failure> {
    let row = house.store.one(kept::HOST_DOORS, params![person, false]).await?;
    let hosted = row.map_or(Ok(0), |r| r.int(1))?;
    let host = Host { proven: proven_since(house, person).await?, hosted, ..Host::default() };
    for row in house.store.read(kept::DOORS_VOUCHED, params![person]).await? {
        let door = kept::door(&row)?;
        change = match door.kind {
            Kind::Public => {
                let change = change.run(kept::CLOSE, params![door.id, now]);
                let change = closing(house, change, &door).await?;
                let (incident, drill) = (door.incident, door.drill);
                change.event(Event::Unvouched { door: door.id, host: person, incident, drill })
            }
            Kind::Home => change.run(kept::TRUST, params![door.id, rules::tier(now, &host).number()]),
        };
        change = change.event(kept::changed(door.id, door.incident, door.drill));
    }
    Ok(change)
}
