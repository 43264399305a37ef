//! Opening, renewing and ending embargoes.

use kernel::{OperatorId, Span, Staff, Time, ZoneLimits};

use super::Not;
use crate::model::embargo::{Embargo, NewEmbargo};

/// A building, up to a district: what is held back for a whole town would blind it.
pub const EMBARGO_LIMITS: ZoneLimits = ZoneLimits { min_km2: 0.001, max_km2: 20.0 };
/// No embargo holds for longer from now: then another person renews it, who has looked.
pub const LONGEST: Span = Span::hours(6);
/// The most characters of its name, and of a place in it.
pub const LONGEST_NAME: usize = 80;
/// Places in it by name, beside the landmarks.
pub const MOST_NAMES: usize = 20;
/// How many of an incident hold at once.
pub const MOST_EMBARGOES: usize = 20;

/// Checks an embargo that is asked for. `before` are those of the same incident that hold, or did lately: whoever opens another one where
/// theirs ends would renew it alone.
///
/// # Errors
/// [`Not::EmbargoName`], [`Not::EmbargoTime`], [`Not::EmbargoNames`], [`Not::SecondPerson`].
pub fn open(now: Time, new: &NewEmbargo, staff: OperatorId, before: &[Embargo]) -> Result<(), Not> {
    named(&new.name).ok_or(Not::EmbargoName { most: LONGEST_NAME })?;
    if new.names.len() > MOST_NAMES || new.names.iter().any(|n| named(n).is_none()) {
        return Err(Not::EmbargoNames { most: MOST_NAMES });
    }
    within(now, new.ends)?;
    let goes_on = |was: &Embargo| {
        let lately = was.until().plus(LONGEST) > now;
        was.holder == staff && lately && new.ends > was.ends.max(was.starts.plus(LONGEST)) && meet(was, new)
    };
    if before.iter().any(goes_on) { Err(Not::SecondPerson) } else { Ok(()) }
}

/// Whether two areas may have something in common: their bounds have.
fn meet(was: &Embargo, new: &NewEmbargo) -> bool {
    let (a, b) = (was.zone.bounds(), new.zone.bounds());
    a.south <= b.north && b.south <= a.north && a.west <= b.east && b.west <= a.east
}

fn named(name: &str) -> Option<()> {
    let letters = name.trim().chars().count();
    (letters > 0 && letters <= LONGEST_NAME).then_some(())
}

fn within(now: Time, ends: Time) -> Result<(), Not> {
    if ends <= now || ends > now.plus(LONGEST) {
        return Err(Not::EmbargoTime { hours: LONGEST.whole_minutes() / 60 });
    }
    Ok(())
}

/// An embargo that holds for longer: by another person than the one who opened it or renewed it last.
///
/// # Errors
/// [`Not::EmbargoOver`], [`Not::SecondPerson`], [`Not::EmbargoTime`].
pub fn renew(now: Time, was: &Embargo, staff: &Staff, ends: Time) -> Result<Embargo, Not> {
    if !was.holds(now) {
        return Err(Not::EmbargoOver);
    }
    if was.holder == staff.id {
        return Err(Not::SecondPerson);
    }
    within(now, ends)?;
    if ends <= was.ends {
        return Err(Not::EmbargoTime { hours: LONGEST.whole_minutes() / 60 });
    }
    Ok(Embargo { ends, holder: staff.id, ..was.clone() })
}

/// An embargo that holds no more. Two of those who may open one end it before its time: what was read is hidden from nobody again.
///
/// # Errors
/// [`Not::EmbargoOver`].
pub fn end(now: Time, was: &Embargo) -> Result<Embargo, Not> {
    if !was.holds(now) {
        return Err(Not::EmbargoOver);
    }
    Ok(Embargo { lifted: Some(now), ..was.clone() })
}
