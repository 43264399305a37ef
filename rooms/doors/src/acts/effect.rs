//! What perimeters mean for doors and stays: what stands on disk is compared with what should. The look that writes it and the page that
//! says it beforehand ask the same.

use std::{collections::HashMap, sync::Arc};

use ::store::{StoreError, params};
use kernel::{Cell, DoorId, Id, IncidentId, StayId, Time};
use places::Walker;
use web::{Failure, House};

use crate::{
    model::{
        Door, Stay, StayState,
        perimeter::{Lie, Perimeter},
    },
    rules,
    store::{self as kept, memory::Memory, perimeters::Around, stays},
};

/// Stays that are read at a time.
const PAGE: usize = 2000;

/// How many doors and guests a change of perimeters would reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Doors that would be suspended.
    pub suspended: usize,
    /// Doors that would go on.
    pub resumed: usize,
    /// Guests who would be told to stay where they are.
    pub told_to_stay: usize,
    /// Guests who would be told that they may go.
    pub told_to_go: usize,
}

/// What these perimeters, and no other, would change at a time; doors and stays are taken as they are now.
///
/// # Errors
/// When the store fails.
pub async fn effect(house: &House, of: IncidentId, living: &[Perimeter], at: Time) -> Result<Effect, Failure> {
    let around = Around::of(living, at);
    let memory = super::memory(house).await?;
    let doors = memory.of_incident(of);
    let (suspended, resumed) = doors_to_change(&around, &doors);
    let mut effect = Effect { suspended: suspended.len(), resumed: resumed.len(), ..Effect::default() };
    let mut guests = Guests::new(&around);
    let mut after = StayId::from_bytes([0; 16]);
    loop {
        let page = page(house, of, after).await?;
        let Some(last) = page.last() else { return Ok(effect) };
        after = last.id;
        let cells = cells(house, &memory, &page).await?;
        let (stay, go) = guests.whom_to_tell(&page, &cells);
        effect.told_to_stay = effect.told_to_stay.saturating_add(stay.len());
        effect.told_to_go = effect.told_to_go.saturating_add(go.len());
    }
}

/// The doors that are to be suspended, and those that go on.
pub(crate) fn doors_to_change<'a>(around: &Around, doors: &'a [Arc<Door>]) -> (Vec<&'a Arc<Door>>, Vec<&'a Arc<Door>>) {
    let mut known: HashMap<Cell, bool> = HashMap::new();
    let (mut on, mut off) = (Vec::new(), Vec::new());
    for door in doors {
        let touched = *known.entry(door.cell).or_insert_with(|| around.walks.touches(door.cell));
        match (touched, door.suspended) {
            (true, false) => on.push(door),
            (false, true) => off.push(door),
            _ => {}
        }
    }
    (on, off)
}

/// Who is to stay where they are, of many.
pub(crate) struct Guests<'a> {
    around: &'a Around,
    walker: Walker<'a>,
    touched: HashMap<Cell, bool>,
}

impl<'a> Guests<'a> {
    pub(crate) fn new(around: &'a Around) -> Self {
        Self { around, walker: around.walks.walker(), touched: HashMap::new() }
    }
    /// The stays whose guests are to stay put and have not been told, and those of whom it is the other way round.
    pub(crate) fn whom_to_tell<'s>(
        &mut self,
        page: &'s [Stay],
        cells: &HashMap<DoorId, Cell>,
    ) -> (Vec<&'s Stay>, Vec<&'s Stay>) {
        let (mut on, mut off) = (Vec::new(), Vec::new());
        for stay in page {
            let Some(door) = cells.get(&stay.door).copied() else { continue };
            let waits = stay.state != StayState::Arrived;
            let lie = Lie {
                way: !waits || self.walker.walk(stay.cell, door).is_ok(),
                crossed: waits && self.around.crossed_since(stay.asked, stay.cell, door),
                door: *self.touched.entry(door).or_insert_with(|| self.around.walks.touches(door)),
            };
            match (rules::stays_put(stay.state, lie), stay.stay_put) {
                (true, false) => on.push(stay),
                (false, true) => off.push(stay),
                _ => {}
            }
        }
        (on, off)
    }
}

/// The next stays of an incident that live.
pub(crate) async fn page(house: &House, of: IncidentId, after: StayId) -> Result<Vec<Stay>, StoreError> {
    let rows = house.store.read(stays::STAYS_OF_INCIDENT, params![after, of, PAGE]).await?;
    rows.iter().map(stays::stay).collect()
}

/// The cells of the doors of these stays; those of doors that closed are read.
pub(crate) async fn cells(
    house: &House,
    memory: &Arc<Memory>,
    page: &[Stay],
) -> Result<HashMap<DoorId, Cell>, StoreError> {
    let mut cells = HashMap::new();
    let mut gone: Vec<DoorId> = Vec::new();
    for stay in page {
        match memory.get(stay.door) {
            Some(door) => drop(cells.insert(stay.door, door.cell)),
            None => gone.push(stay.door),
        }
    }
    gone.sort_unstable();
    gone.dedup();
    for row in house.register.many(kept::DOORS, &gone).await? {
        let door: Door = kept::door(&row)?;
        cells.insert(door.id, door.cell);
    }
    Ok(cells)
}
