//! A time and an area in which positions of forces are held back.

use kernel::{EmbargoId, IncidentId, OperatorId, Role, Time, Zone, numbered};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

numbered! {
    /// What was done with an embargo.
    Did {
        /// Opened.
        Opened = 1, "opened";
        /// Renewed, by another person.
        Renewed = 2, "renewed";
        /// Ended before its time.
        Ended = 3, "ended";
    }
}

/// An embargo as it is kept.
#[derive(Clone, Debug)]
pub struct Embargo {
    /// Its id.
    pub id: EmbargoId,
    /// In which incident.
    pub incident: IncidentId,
    /// Of an exercise.
    pub drill: bool,
    /// Guards every change.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Where.
    pub zone: Zone,
    /// Places in it by name, beside the landmarks.
    pub names: Vec<String>,
    /// Since when.
    pub starts: Time,
    /// Until when.
    pub ends: Time,
    /// When it was ended before its time.
    pub lifted: Option<Time>,
    /// Who opened it, or renewed it last.
    pub holder: OperatorId,
}

impl Embargo {
    /// When it ends, or ended.
    #[must_use]
    pub fn until(&self) -> Time {
        self.lifted.map_or(self.ends, |lifted| lifted.min(self.ends))
    }
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, now: Time) -> bool {
        self.starts <= now && now < self.until()
    }
}

/// An embargo as it is asked for.
#[derive(Clone, Debug)]
pub struct NewEmbargo {
    /// What it is called.
    pub name: String,
    /// Where.
    pub zone: Zone,
    /// Places in it by name, beside the landmarks.
    pub names: Vec<String>,
    /// Until when.
    pub ends: Time,
}

/// A line of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub did: Did,
    /// When.
    pub at: Time,
    /// Until when it holds from then on.
    pub until: Time,
    /// By which name.
    pub by_name: String,
    /// As what.
    pub role: Role,
}
