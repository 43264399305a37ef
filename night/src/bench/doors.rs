//! Many doors, for the benches.

use doors::{
    model::{DoorState, Kind, Offer, Rule, Suits, Tier, as_host},
    rules::Terms,
    store::{self as kept, NewDoor},
};
use kernel::{Cell, Dice, DoorId, IncidentId, OperatorId, PersonId, Span};
use store::Change;
use web::House;

use super::BenchError;

/// A door to be opened: where, and for how many.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Its cell.
    pub cell: Cell,
    /// How many places.
    pub places: i64,
}

/// Opens public places of an institution; their ids.
pub async fn open(house: &House, incident: IncidentId, spots: &[Spot]) -> Result<Vec<DoorId>, BenchError> {
    let staff: OperatorId = house.dice.id(house.clock.now());
    open_of(house, incident, spots, &vec![as_host(staff); spots.len()]).await
}

/// Opens the doors of these hosts, a thousand in a change; their ids.
pub async fn open_of(
    house: &House,
    incident: IncidentId,
    spots: &[Spot],
    hosts: &[PersonId],
) -> Result<Vec<DoorId>, BenchError> {
    let now = house.clock.now();
    let mut ids = Vec::with_capacity(spots.len());
    let all: Vec<(&Spot, &PersonId)> = spots.iter().zip(hosts).collect();
    for some in all.chunks(1000) {
        let mut change = Change::new();
        for (spot, host) in some {
            let id: DoorId = house.dice.id(now);
            let offer = Offer {
                incident,
                kind: Kind::Public,
                places: spot.places,
                until: now.plus(Span::hours(12)),
                suits: Suits::default(),
                langs: Vec::new(),
                cell: spot.cell,
                label: Some("Gymnase".to_owned()),
                note: None,
                address: Some("1 rue des Essais".to_owned()),
                entry: None,
                name: None,
                rule: Rule::Ask,
            };
            let terms = Terms { tier: Tier::Institution, state: DoorState::Open };
            let new =
                NewDoor { id, host: Some(**host), token: None, drill: true, suspended: false, terms, offer: &offer };
            change = kept::add(change, &house.register, &new, now);
            ids.push(id);
        }
        house.store.apply(change).await?;
    }
    Ok(ids)
}

/// From 0 to 1.
pub fn share(dice: &dyn Dice) -> f64 {
    f64::from(u32::try_from(dice.number() >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

/// A place in and around a city, thinner the farther out.
pub fn somewhere(dice: &dyn Dice) -> Result<Cell, BenchError> {
    // Distances from the middle, in km, have a Rayleigh distribution: two normal ones (Box and Muller).
    let spread = if share(dice) < 0.6 { 3.6 } else { 11.0 };
    let distance = spread * (-2.0 * share(dice).max(1e-12).ln()).sqrt();
    let angle = std::f64::consts::TAU * share(dice);
    let lat = 48.86 + distance * angle.sin() / 111.2;
    let lon = 2.343 + distance * angle.cos() / (111.2 * 48.86_f64.to_radians().cos());
    Ok(Cell::at(lat, lon, Cell::RESOLUTION)?)
}
