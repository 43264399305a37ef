//! Telling somebody of one's circle where one goes.

use kernel::{PersonId, Span, StayId, Visitor};
use register::{Flags, Sight};
use store::{Change, StoreError};
use web::{Failure, FieldError, House};

use super::{actor, no, stay_of};
use crate::{
    model::{
        Side, Stay, StayState,
        companion::{CompanionView, of_companion},
    },
    rules::No,
    store::{self as kept, companion, stays},
};

/// Lets one person of one's circle know where one goes, while one is on the way. Whoever knew before hears that it has changed.
///
/// # Errors
/// [`No::Unknown`] for others' stays, [`No::MovedOn`] when one is not on the way, 422 for somebody who is not in one's circle.
pub async fn tell(house: &House, visitor: &Visitor, id: StayId, person: PersonId) -> Result<(), Failure> {
    let (stay, _, side) = stay_of(house, visitor, id).await?;
    if side != Side::Guest {
        return Err(no(&No::Unknown));
    }
    if stay.state != StayState::Accepted {
        return Err(no(&No::MovedOn));
    }
    let between = between(house, stay.guest, person).await?;
    if between == Between::Nothing {
        return Err(FieldError::new("person", "field-choose").into());
    }
    let before = companion::of(&house.store, id).await?;
    if before == Some(person) {
        return Ok(());
    }
    let mut change = companion::tell(Change::new(), &stay, person, house.clock.now());
    // Who blocked the guest hears nothing, and the guest does not notice.
    if between == Between::Told {
        change = change.event(companion::says(&stay, person, "goes"));
    }
    if let Some(before) = before
        && self::between(house, stay.guest, before).await? == Between::Told
    {
        change = change.event(companion::says(&stay, before, "changed"));
    }
    match house.store.apply(change).await {
        Ok(_) => Ok(()),
        Err(e) if e.missed() => Err(no(&No::MovedOn)),
        Err(e) => Err(e.into()),
    }
}

/// What is between a guest and one of their circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    /// They tell each other.
    Told,
    /// The other blocked the guest, who must not notice.
    Shown,
    /// They are not in each other's circle, or the guest blocked the other.
    Nothing,
}

pub(crate) async fn between(house: &House, guest: PersonId, other: PersonId) -> Result<Between, StoreError> {
    let (circle, _) = house.register.circle(guest).await?;
    Ok(match circle.links().get(other).map(|link| link.flags) {
        Some(Flags::NONE) => Between::Told,
        Some(flags) if !flags.has(Flags::BLOCKED_BY_ME) => Between::Shown,
        _ => Between::Nothing,
    })
}

/// Whom one may choose, by name, and who was chosen.
///
/// # Errors
/// When the store fails.
pub async fn companions(house: &House, stay: &Stay) -> Result<(Vec<(PersonId, String)>, Option<PersonId>), Failure> {
    let (circle, _) = house.register.circle(stay.guest).await?;
    let people: Vec<PersonId> = circle.links().on_board().map(|link| link.person).collect();
    let mut named: Vec<(PersonId, String)> =
        house.register.cards(&people).await?.into_values().map(|p| (p.id, p.name)).collect();
    named.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let chosen = companion::of(&house.store, stay.id).await?;
    Ok((named, chosen.filter(|c| people.contains(c))))
}

/// A stay whose guest wanted one to know, and the guest's name as their circle sees it. Who left the circle, or is blocked
/// either way, sees nothing.
///
/// # Errors
/// [`No::Unknown`] for everybody else.
pub async fn told_of(house: &House, visitor: &Visitor, id: StayId) -> Result<(CompanionView, String), Failure> {
    let me = actor(visitor)?;
    let unknown = || no(&No::Unknown);
    if companion::of(&house.store, id).await? != Some(me) {
        return Err(unknown());
    }
    let stay = stays::one_stay(&house.store, id).await?.ok_or_else(unknown)?;
    if between(house, stay.guest, me).await? != Between::Told {
        return Err(unknown());
    }
    let sight = Sight {
        incidents: house.incidents.get(stay.incident).into_iter().collect(),
        now: house.clock.now(),
        safe_ages: Span::hours(i64::from(house.config.safe_ages_hours)),
    };
    let seen = house.register.seen_in_circle(stay.guest, &sight).await?.ok_or_else(unknown)?;
    let door = kept::one_door(&house.store, stay.door).await?.ok_or_else(unknown)?;
    Ok((of_companion(&stay, door.cell), seen.name.unwrap_or_default()))
}
