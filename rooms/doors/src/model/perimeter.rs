//! Where nobody shall walk, for a time.

use kernel::{IncidentId, PerimeterId, Time, zone::Zone};

/// A perimeter as it is kept.
#[derive(Clone, Debug)]
pub struct Perimeter {
    /// Its id.
    pub id: PerimeterId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// What people call it.
    pub name: String,
    /// Where.
    pub zone: Zone,
    /// Since when this shape holds.
    pub starts: Time,
    /// Until when.
    pub ends: Time,
    /// When an operator lifted it.
    pub lifted: Option<Time>,
}

/// Where a perimeter stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It will hold.
    Ahead,
    /// It holds.
    On,
    /// Its time is over.
    Over,
    /// It was lifted before.
    Lifted,
}

impl Stands {
    /// Its word in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::On => "on",
            Self::Over => "over",
            Self::Lifted => "lifted",
        }
    }
    /// Whether it can still be changed.
    #[must_use]
    pub const fn lives(self) -> bool {
        matches!(self, Self::Ahead | Self::On)
    }
}

impl Perimeter {
    /// Where it stands now.
    #[must_use]
    pub fn stands(&self, now: Time) -> Stands {
        match self.lifted {
            Some(_) => Stands::Lifted,
            None if self.ends <= now => Stands::Over,
            None if self.starts > now => Stands::Ahead,
            None => Stands::On,
        }
    }
}

impl Perimeter {
    /// Whether it has not held yet, and so nobody but operators knows of it.
    #[must_use]
    pub fn never_held(&self, now: Time) -> bool {
        self.lifted.unwrap_or(now) < self.starts
    }
}

/// A perimeter as it is asked for.
#[derive(Clone, Debug)]
pub struct NewPerimeter {
    /// What people call it.
    pub name: String,
    /// Where.
    pub zone: Zone,
    /// Since when; at once by default.
    pub starts: Option<Time>,
    /// Until when.
    pub ends: Time,
}

/// What becomes of a perimeter: only what is given changes.
#[derive(Clone, Debug, Default)]
pub struct NewShape {
    /// Another shape. It holds from now on: whoever is on the way does not know it yet.
    pub zone: Option<Zone>,
    /// Another end.
    pub ends: Option<Time>,
}

/// How a stay lies to the perimeters that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lie {
    /// Whether there is a way from where the guest was to the door.
    pub way: bool,
    /// Whether a perimeter that holds since after the guest asked lies across the straight line: they may be on it.
    pub crossed: bool,
    /// Whether one touches the door's cell.
    pub door: bool,
}
