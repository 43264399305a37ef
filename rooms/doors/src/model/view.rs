//! What others see of a door, and of a stay: the only forms in which they leave the room.

use kernel::{Audience, Cell, DoorId, IncidentId, StayId, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Company, Door, DoorState, Inside, Kind, Rule, Stay, StayState, Suit, Tier};

/// A door as anybody may see it. Every figure in it is computed from the centre of its cell: nothing in it is the door's own place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DoorView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: DoorId,
    /// `open`, `full`, `paused`, `suspended`, `frozen`, `closed`, `ended`.
    pub state: &'static str,
    /// `home` or `public`.
    pub kind: Kind,
    /// `new`, `proven`, `vouched` or `institution`.
    pub tier: Tier,
    /// Its H3 cell, about 350 m across or larger.
    #[schema(value_type = String)]
    pub cell: Cell,
    /// How many more people it takes.
    pub room: i64,
    /// Until when.
    #[schema(value_type = String, format = "date-time")]
    pub until: Time,
    /// What it suits.
    pub suits: Vec<Suit>,
    /// Languages that are spoken there.
    pub langs: Vec<String>,
    /// The name of a public place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A word of the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it is part of an exercise.
    pub drill: bool,
}

/// What anybody may see of a door now.
#[must_use]
pub fn of_door(door: &Door, now: Time) -> DoorView {
    let room = door.room(now);
    let state = match door.state {
        DoorState::Draft => "draft",
        DoorState::Paused => "paused",
        // Who looks for room need not know that somebody complained.
        DoorState::Frozen | DoorState::Closed => "closed",
        DoorState::Open if door.until <= now => "ended",
        DoorState::Open if door.suspended => "suspended",
        DoorState::Open if room == 0 => "full",
        DoorState::Open => "open",
    };
    DoorView {
        id: door.id,
        state,
        kind: door.kind,
        tier: door.tier,
        cell: door.cell,
        room,
        until: door.until,
        suits: door.suits.iter().collect(),
        langs: door.langs.split(',').filter(|l| !l.is_empty()).map(str::to_owned).collect(),
        label: door.label.clone(),
        note: door.note.clone(),
        drill: door.drill,
    }
}

/// A door as its host sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnDoor {
    /// What everybody sees, with the host's own view of its state.
    #[serde(flatten)]
    pub public: DoorView,
    /// In which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// How many people in all.
    pub places: i64,
    /// How many are taken.
    pub taken: i64,
    /// How many people have arrived so far.
    pub hosted: i64,
    /// The host's standing rule.
    pub rule: Rule,
    /// Where it is: sealed on disk, shown to accepted guests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How to get in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The name that guests are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether a report has stopped it until moderators have looked.
    pub frozen: bool,
    /// The perimeters that touch its cell: nobody new comes as long as one does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perimeters: Vec<InTheWay>,
}

/// A perimeter, as those whom it is in the way of are told of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InTheWay {
    /// What people call it.
    pub name: String,
    /// Until when, as far as is known.
    #[schema(value_type = String, format = "date-time")]
    pub ends: Time,
}

/// A stay as guest or host see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StayView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: StayId,
    /// At which door.
    #[schema(value_type = String)]
    pub door: DoorId,
    /// Where it stands.
    pub state: StayState,
    /// How many people.
    pub places: i64,
    /// Who they are.
    pub who: Company,
    /// What they need.
    pub needs: Vec<Suit>,
    /// When it was asked for.
    #[schema(value_type = String, format = "date-time")]
    pub asked: Time,
    /// When its places go back by themselves, while it waits for the host or for the guest.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub until: Option<Time>,
    /// Whether the guest is to stay where they are: a perimeter is in the way.
    pub stay_put: bool,
    /// What both say at the door, once the host agreed: a word and a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
    /// The guest's first name (for the host), the host's (for an accepted guest).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The guest's word to the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where, for the accepted guest alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How to get in, for the accepted guest alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Whether it is part of an exercise.
    pub drill: bool,
}

/// What is sealed about a stay, opened.
#[derive(Clone, Debug, Default)]
pub struct Sealed {
    /// The guest's first name.
    pub name: Option<String>,
    /// The guest's word to the host.
    pub words: Option<String>,
    /// What the door keeps.
    pub inside: Inside,
}

/// What this audience sees of a stay: [`Audience::Own`] is the guest, [`Audience::Matched`] the host. Nobody else sees any of it.
///
/// This is the one place where an address leaves the room, and it does so for the guest whom the host accepted, until the stay is over.
#[must_use]
pub fn of_stay(stay: &Stay, sealed: &Sealed, audience: Audience) -> Option<StayView> {
    let accepted = stay.state.knows_address();
    let (word, number) = super::check_words(stay.code);
    let mut view = StayView {
        id: stay.id,
        door: stay.door,
        state: stay.state,
        places: stay.places,
        who: stay.who,
        needs: stay.needs.iter().collect(),
        asked: stay.asked,
        until: matches!(stay.state, StayState::Held | StayState::Accepted).then_some(stay.until),
        stay_put: stay.stay_put,
        say: accepted.then(|| format!("{word} {number}")),
        name: None,
        words: None,
        address: None,
        entry: None,
        drill: stay.drill,
    };
    match audience {
        Audience::Own => {
            view.words.clone_from(&sealed.words);
            if accepted && (!stay.stay_put || stay.state == StayState::Arrived) {
                view.name.clone_from(&sealed.inside.name);
                view.address.clone_from(&sealed.inside.address);
                view.entry.clone_from(&sealed.inside.entry);
            }
            Some(view)
        }
        Audience::Matched => {
            view.name.clone_from(&sealed.name);
            view.words.clone_from(&sealed.words);
            Some(view)
        }
        _ => None,
    }
}
