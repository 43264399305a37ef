//! How much may be done by one person, on one device, in one area. Exercises are counted apart: nobody uses up in one what they may do when it
//! is real.

use ::store::Change;
use kernel::{Cell, PersonId, Span, Time};
use web::House;

use crate::rules::need::area_of;

/// What a person with nothing but a first name counts in: an area is cut in so many parts by chance, so that not all of it waits for one number.
const PARTS: u8 = 8;

/// Limits of one press, taken as the first steps of its change.
pub(super) struct Limits<'a> {
    house: &'a House,
    drill: bool,
    now: Time,
    change: Change,
}

impl<'a> Limits<'a> {
    pub(super) const fn new(house: &'a House, drill: bool, now: Time) -> Self {
        Self { house, drill, now, change: Change::new() }
    }
    /// So many per stretch of time for whoever these bytes are.
    pub(super) fn take(mut self, what: &str, who: &[u8], stretch: Span, most: i64) -> Self {
        let what = if self.drill { format!("{what} in an exercise") } else { what.to_owned() };
        self.change = self.house.register.take_allowance(self.change, &what, who, self.now, stretch, most);
        self
    }
    /// So many per stretch of time for all who are known by a first name alone in the area of a cell.
    pub(super) fn take_area(self, what: &str, cell: Cell, who: PersonId, stretch: Span, most: i64) -> Self {
        let part = kernel::Id::bytes(who).iter().fold(0, |sum: u8, b| sum.wrapping_add(*b)) % PARTS;
        let area = [&area_of(cell).number().to_be_bytes()[..], &[part]].concat();
        self.take(what, &area, stretch, most / i64::from(PARTS))
    }
    /// The change that takes them, and how many steps that are: a change that misses in one of these was refused by a limit.
    pub(super) fn done(self) -> (Change, usize) {
        let steps = self.change.steps.len();
        (self.change, steps)
    }
}
