//! How the rules of this room say no.

use kernel::{Refusal, Refuse};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no such door, stay or request, or not for this visitor.
    Unknown,
    /// No incident is on in which doors open.
    NoIncident,
    /// A contact has to be proven before a door is seen.
    ProveToOpen,
    /// A contact has to be proven before somebody's home is asked.
    ProveToStay,
    /// So many places are too many, or none.
    Places {
        /// The most that may be offered or asked.
        most: i64,
    },
    /// Fewer places than are taken.
    FewerThanTaken {
        /// As many are taken.
        taken: i64,
    },
    /// The end is past, or too far away.
    Until,
    /// An address is needed: guests who are accepted see it.
    AddressMissing,
    /// A text is too long.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// A public text holds an address, a code or a contact.
    TellsTooMuch,
    /// A public place needs an organisation that vouches for it.
    PublicNeedsVoucher,
    /// A public place needs a name.
    LabelMissing,
    /// Somebody is on the way to the address already.
    OnTheWay,
    /// This standing rule is for public places.
    RuleForPublic,
    /// So many doors of one host are open.
    ManyDoors,
    /// The door is closed, paused, frozen, suspended or over.
    DoorShut,
    /// One's own door stands still: a perimeter touches it, or moderators look at a report.
    DoorStopped,
    /// The door has too little room left.
    NoRoom {
        /// As many places are left.
        left: i64,
    },
    /// So many places are held for people who have proven nothing.
    Newcomers {
        /// As many are left for them.
        left: i64,
    },
    /// Homes are for adults.
    AdultsOnly,
    /// One's own door.
    OwnDoor,
    /// One stay at a time.
    Staying,
    /// So many addresses were given today.
    ManyAddresses,
    /// The way crosses a perimeter.
    WayCrosses,
    /// Where one is lies in a perimeter: stay put.
    StayPut,
    /// The stay has moved on.
    MovedOn,
    /// The chat is full.
    ManyWords,
    /// Nothing was written.
    NoWords,
    /// A place is needed: a position, a cell or a landmark.
    PlaceMissing,
    /// Such a large cell says nothing of where somebody is.
    PlaceCoarse,
    /// No landmark is called so.
    LandmarkUnknown,
    /// The draft is gone.
    DraftOver,
    /// So many drafts or requests came from this device or area.
    TooMany,
    /// The stay was reported already.
    Reported,
    /// What was reported of them was right: they open no door, and stay in no home.
    Barred,
    /// The perimeter's shape or time cannot be taken.
    PerimeterTime,
    /// A perimeter needs a name that is not too long.
    PerimeterName {
        /// The most characters.
        most: usize,
    },
    /// The perimeter was lifted, or its time is over.
    PerimeterOver,
    /// So many perimeters hold already.
    ManyPerimeters,
}

/// The codes of this room's refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const CODES: &[&str] = &[
    "door-unknown",
    "door-no-incident",
    "door-prove-to-open",
    "door-prove-to-stay",
    "door-places",
    "door-fewer-than-taken",
    "door-until",
    "door-address-missing",
    "door-too-long",
    "door-tells-too-much",
    "door-public-needs-voucher",
    "door-label-missing",
    "door-on-the-way",
    "door-rule-for-public",
    "door-many",
    "door-shut",
    "door-stopped",
    "door-no-room",
    "door-newcomers",
    "door-adults-only",
    "door-own",
    "door-staying",
    "door-many-addresses",
    "door-way-crosses",
    "door-stay-put",
    "door-moved-on",
    "door-many-words",
    "door-no-words",
    "door-place-missing",
    "door-place-coarse",
    "door-landmark-unknown",
    "door-draft-over",
    "door-too-many",
    "door-reported",
    "door-barred",
    "door-perimeter-time",
    "door-perimeter-name",
    "door-perimeter-over",
    "door-many-perimeters",
];

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        let n = |i: i64| i32::try_from(i).map_or(f64::MAX, f64::from);
        let new = Refusal::new;
        match self {
            Self::Unknown => new(404, "door-unknown"),
            Self::NoIncident => new(409, "door-no-incident"),
            Self::ProveToOpen => new(403, "door-prove-to-open"),
            Self::ProveToStay => new(403, "door-prove-to-stay"),
            Self::Places { most } => new(422, "door-places").at("places").with("most", n(*most)),
            Self::FewerThanTaken { taken } => new(409, "door-fewer-than-taken").at("places").with("taken", n(*taken)),
            Self::Until => new(422, "door-until").at("until"),
            Self::AddressMissing => new(422, "door-address-missing").at("address"),
            Self::TooLong { most } => {
                new(422, "door-too-long").with("most", n(i64::try_from(*most).unwrap_or(i64::MAX)))
            }
            Self::TellsTooMuch => new(422, "door-tells-too-much").at("note"),
            Self::PublicNeedsVoucher => new(403, "door-public-needs-voucher").at("kind"),
            Self::LabelMissing => new(422, "door-label-missing").at("label"),
            Self::OnTheWay => new(409, "door-on-the-way").at("address"),
            Self::RuleForPublic => new(422, "door-rule-for-public").at("rule"),
            Self::ManyDoors => new(429, "door-many"),
            Self::DoorShut => new(409, "door-shut"),
            Self::DoorStopped => new(409, "door-stopped"),
            Self::NoRoom { left } => new(409, "door-no-room").at("places").with("left", n(*left)),
            Self::Newcomers { left } => new(409, "door-newcomers").at("places").with("left", n(*left)),
            Self::AdultsOnly => new(403, "door-adults-only").at("who"),
            Self::OwnDoor => new(409, "door-own"),
            Self::Staying => new(409, "door-staying"),
            Self::ManyAddresses => new(429, "door-many-addresses"),
            Self::WayCrosses => new(409, "door-way-crosses"),
            Self::StayPut => new(409, "door-stay-put"),
            Self::MovedOn => new(409, "door-moved-on"),
            Self::ManyWords => new(429, "door-many-words"),
            Self::NoWords => new(422, "door-no-words").at("words"),
            Self::PlaceMissing => new(422, "door-place-missing").at("near"),
            Self::PlaceCoarse => new(422, "door-place-coarse").at("near"),
            Self::LandmarkUnknown => new(422, "door-landmark-unknown").at("near"),
            Self::DraftOver => new(404, "door-draft-over"),
            Self::TooMany => new(429, "door-too-many"),
            Self::Reported => new(409, "door-reported"),
            Self::Barred => new(403, "door-barred"),
            Self::PerimeterTime => new(422, "door-perimeter-time").at("ends"),
            Self::PerimeterName { most } => {
                new(422, "door-perimeter-name").at("name").with("most", n(i64::try_from(*most).unwrap_or(i64::MAX)))
            }
            Self::PerimeterOver => new(409, "door-perimeter-over"),
            Self::ManyPerimeters => new(429, "door-many-perimeters"),
        }
    }
}
