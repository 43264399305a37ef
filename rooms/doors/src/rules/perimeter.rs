//! Drawing and lifting perimeters, and who stays where they are.

use kernel::{Span, Time, zone::ZoneLimits};

use super::No;
use crate::model::{
    StayState,
    perimeter::{Lie, NewPerimeter, NewShape, Perimeter, Stands},
};

/// A street corner, up to a large town: perimeters say where to be out of, so they may be small; nobody is located by them.
pub const PERIMETER_LIMITS: ZoneLimits = ZoneLimits { min_km2: 0.001, max_km2: 200.0 };
/// No perimeter holds for longer from now: it is drawn again by somebody who has looked.
pub const LONGEST_PERIMETER: Span = Span::hours(72);
/// The most characters of a perimeter's name.
pub const LONGEST_PERIMETER_NAME: usize = 80;
/// How many perimeters of an incident may be ahead or on at once.
pub const MOST_PERIMETERS: usize = 50;
/// Who was told to stay put has this long to arrive once the way is free.
pub const ARRIVE_AFTER: Span = Span::minutes(45);

/// From when until when a new perimeter holds.
///
/// # Errors
/// [`No::PerimeterName`], [`No::PerimeterTime`].
pub fn draw(now: Time, new: &NewPerimeter) -> Result<(Time, Time), No> {
    let letters = new.name.chars().count();
    if letters == 0 || letters > LONGEST_PERIMETER_NAME {
        return Err(No::PerimeterName { most: LONGEST_PERIMETER_NAME });
    }
    // One that began already begins now: nobody was told before.
    let starts = new.starts.map_or(now, |s| s.max(now));
    times(now, starts, new.ends)
}

fn times(now: Time, starts: Time, ends: Time) -> Result<(Time, Time), No> {
    if ends <= starts || ends <= now || ends > now.plus(LONGEST_PERIMETER) {
        return Err(No::PerimeterTime);
    }
    Ok((starts, ends))
}

/// A perimeter in its new shape, or with its new end.
///
/// # Errors
/// [`No::PerimeterOver`], [`No::PerimeterTime`].
pub fn redraw(now: Time, was: &Perimeter, new: NewShape) -> Result<Perimeter, No> {
    if !was.stands(now).lives() {
        return Err(No::PerimeterOver);
    }
    let mut next = was.clone();
    if let Some(zone) = new.zone {
        next.zone = zone;
        next.starts = was.starts.max(now);
    }
    if let Some(ends) = new.ends {
        next.ends = ends;
        times(now, next.starts, ends)?;
    }
    Ok(next)
}

/// A perimeter that holds no more.
///
/// # Errors
/// [`No::PerimeterOver`].
pub fn lift(now: Time, was: &Perimeter) -> Result<Perimeter, No> {
    match was.stands(now) {
        Stands::Ahead | Stands::On => Ok(Perimeter { lifted: Some(now), ..was.clone() }),
        Stands::Over | Stands::Lifted => Err(No::PerimeterOver),
    }
}

/// Whether a guest is to stay where they are: inside, when a perimeter touches the door where they are; else where they were, when
/// there is no way, or when they may be on one that has just been closed.
#[must_use]
pub const fn stays_put(state: StayState, lie: Lie) -> bool {
    match state {
        StayState::Held | StayState::Accepted => !lie.way || lie.crossed,
        StayState::Arrived => lie.door,
        _ => false,
    }
}
