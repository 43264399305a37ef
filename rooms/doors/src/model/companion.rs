//! What a friend sees of a stay that its guest told them of: whereabouts, never where, and whether they have arrived.

use kernel::{Cell, IncidentId, StayId, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Stay, StayState};

/// A stay, as the friend sees it whom its guest chose.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CompanionView {
    /// Which stay.
    #[schema(value_type = String)]
    pub stay: StayId,
    /// In which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// `on_the_way`, `stays_put`, `arrived`, `safe`, `not_confirmed`, `changed`.
    pub state: &'static str,
    /// Whereabouts the door is: its public cell.
    #[schema(value_type = String)]
    pub cell: Cell,
    /// By when they are to arrive, while they are on the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub until: Option<Time>,
    /// Since when they are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub arrived: Option<Time>,
}

/// What that friend sees now. What guest and host know of each other is not in it, nor is why a stay ended.
#[must_use]
pub fn of_companion(stay: &Stay, cell: Cell) -> CompanionView {
    let state = match stay.state {
        StayState::Held | StayState::Accepted if stay.stay_put => "stays_put",
        StayState::Held | StayState::Accepted => "on_the_way",
        StayState::Arrived => "arrived",
        StayState::Left | StayState::Home => "safe",
        StayState::RanOut => "not_confirmed",
        _ => "changed",
    };
    CompanionView {
        stay: stay.id,
        incident: stay.incident,
        drill: stay.drill,
        state,
        cell,
        until: (state == "on_the_way").then_some(stay.until),
        arrived: stay.arrived,
    }
}

/// What a companion is told when a stay has moved on; nothing where there is nothing new for them.
#[must_use]
pub fn news(stay: &Stay, state: &str) -> Option<&'static str> {
    match state {
        "arrived" => Some("arrived"),
        // Whoever got home without having been there is as well as one who arrived.
        "home" if stay.arrived.is_none() => Some("arrived"),
        "ran_out" => Some("late"),
        "guest_cancelled" | "host_cancelled" | "door_closed" | "frozen" => Some("changed"),
        _ => None,
    }
}
