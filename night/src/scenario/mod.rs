//! A night as a file: what happened, what the operators do, where people are, how they answer.

mod check;
mod doors;
mod flow;

use std::collections::BTreeMap;

use kernel::{Lang, Time, ZoneFault, ZoneLimits};
use register::State;
use serde::{Deserialize, Serialize};

pub use doors::{Doors, Perimeter, PublicPlace};
pub use flow::{Flow, Post, Rumour};

/// A scenario that cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The file does not have the shape of a scenario.
    #[error("{0}")]
    Shape(#[from] toml::de::Error),
    /// A zone that the server would refuse.
    #[error("zone {zone}: {fault}")]
    Zone {
        /// Which.
        zone: String,
        /// What is wrong.
        fault: ZoneFault,
    },
    /// The parts do not fit together.
    #[error("{0}")]
    Unfit(String),
}

/// A scenario, checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The IANA name of the zone in which hours are told: `Europe/Paris`.
    pub time_zone: String,
    /// When the playing starts.
    pub starts: Time,
    /// When it is over.
    pub ends: Time,
    /// The incident that the operators open.
    pub incident: Incident,
    /// Where the facts come from.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// Where they happened.
    #[serde(rename = "place", default)]
    pub places: Vec<Place>,
    /// The zones that the operators draw.
    #[serde(rename = "zone")]
    pub zones: Vec<Zone>,
    /// How many people, and how they are connected.
    pub people: Crowd,
    /// Where they live, work and go out.
    #[serde(rename = "quarter")]
    pub quarters: Vec<Quarter>,
    /// How they answer.
    pub answers: Answers,
    /// The words that they may send.
    #[serde(rename = "message", default)]
    pub messages: Vec<Message>,
    /// How doors open, when they do.
    pub doors: Option<Doors>,
    /// The public places that institutions open.
    #[serde(rename = "public_place", default)]
    pub public_places: Vec<PublicPlace>,
    /// The perimeters that the operators draw.
    #[serde(rename = "perimeter", default)]
    pub perimeters: Vec<Perimeter>,
    /// How people write, when they do.
    pub flow: Option<Flow>,
    /// What they write.
    #[serde(rename = "post", default)]
    pub posts: Vec<Post>,
    /// What is not so.
    #[serde(rename = "rumour", default)]
    pub rumours: Vec<Rumour>,
    /// What happens, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// The incident as the API takes it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Its kind.
    pub kind: String,
    /// Always true: a scenario is never played as a real incident.
    pub drill: bool,
    /// Its name in each language; French and English at least.
    pub names: BTreeMap<Lang, String>,
}

/// A publication that tells what happened.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// How steps refer to it.
    pub id: String,
    /// The citation.
    pub cite: String,
}

/// A place of the night, coarse: three decimals of a degree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// How steps refer to it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
}

/// A zone that the operators draw.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// How steps refer to it.
    pub id: String,
    /// Its name, for the terminal.
    pub name: String,
    /// A GeoJSON geometry, as the API takes it.
    pub geometry: String,
}

impl Zone {
    /// Its polygons, checked as the server checks them.
    ///
    /// # Errors
    /// When the server would refuse it.
    pub fn area(&self) -> Result<kernel::Zone, ScenarioError> {
        kernel::Zone::from_text(&self.geometry, &ZoneLimits::default())
            .map_err(|fault| ScenarioError::Zone { zone: self.id.clone(), fault })
    }
}

/// How many people, and how they are connected.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowd {
    /// How many, unless the command line says otherwise.
    pub count: u32,
    /// The mean size of a circle.
    pub mean_circle: f64,
    /// The share of people who are out.
    pub out: f64,
    /// The share of people who live with the one before them.
    pub shared_homes: f64,
}

/// A quarter: a disc in which people live, work and go out. Weights compare quarters with each other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quarter {
    /// Its name.
    pub name: String,
    /// Latitude of its centre in degrees.
    pub lat: f64,
    /// Longitude of its centre in degrees.
    pub lon: f64,
    /// Its radius in metres.
    pub radius_m: f64,
    /// Weight of homes.
    pub homes: u32,
    /// Weight of places of work.
    pub works: u32,
    /// Weight of evenings out.
    pub outings: u32,
}

/// How people answer. Shares are between 0 and 1.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Half of those who answer have answered this many minutes after the question.
    pub median_minutes: f64,
    /// Standard deviation of the logarithm of the delay.
    pub spread: f64,
    /// Share of people who never answer.
    pub never: f64,
    /// Of those asked for a home or a work only: share who say that they are not there (the others say that they are safe).
    pub away_says_not_there: f64,
    /// Of those in the zone: share who need help.
    pub need_help: f64,
    /// Median delay in minutes after which those say that they are safe.
    pub helped_after_minutes: f64,
    /// Share of answers that come with a few words.
    pub writes: f64,
    /// Share of people about whom a friend says something first.
    pub declared: f64,
}

/// Words that an answer may come with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// With which answer: `safe`, `need_help` or `not_there`.
    pub answer: State,
    /// In which language.
    pub lang: Lang,
    /// The words.
    pub text: String,
}

/// Something that happens at a given time.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// A plain fact, shown in the terminal.
    Event {
        /// When.
        at: Time,
        /// Whether the hour is known to a few minutes only.
        #[serde(default)]
        about: bool,
        /// Where, when it has a place.
        place: Option<String>,
        /// Who says so.
        source: Vec<String>,
        /// In French.
        fr: String,
        /// In English.
        en: String,
    },
    /// The operators open the incident with this zone.
    OpenIncident {
        /// When.
        at: Time,
        /// Its zone.
        zone: String,
    },
    /// The operators activate it: people are asked.
    Activate {
        /// When.
        at: Time,
    },
    /// The operators change the zone: who is newly inside is asked, who no longer is inside is told.
    Zone {
        /// When.
        at: Time,
        /// The new zone.
        zone: String,
    },
    /// An institution opens a public place, until the night ends.
    PublicPlace {
        /// When.
        at: Time,
        /// Which.
        place: String,
    },
    /// The operators draw a perimeter, until the night ends or they lift it.
    Perimeter {
        /// When.
        at: Time,
        /// Which.
        perimeter: String,
    },
    /// The operators lift a perimeter.
    LiftPerimeter {
        /// When.
        at: Time,
        /// Which.
        perimeter: String,
    },
    /// An institution rules that a rumour is false.
    Ruling {
        /// When.
        at: Time,
        /// Which.
        rumour: String,
    },
    /// The operators stand down.
    StandDown {
        /// When.
        at: Time,
    },
    /// The operators close the incident.
    Close {
        /// When.
        at: Time,
    },
}

impl Step {
    /// When it happens.
    #[must_use]
    pub const fn at(&self) -> Time {
        match self {
            Self::Event { at, .. }
            | Self::OpenIncident { at, .. }
            | Self::Activate { at }
            | Self::Zone { at, .. }
            | Self::PublicPlace { at, .. }
            | Self::Perimeter { at, .. }
            | Self::LiftPerimeter { at, .. }
            | Self::Ruling { at, .. }
            | Self::StandDown { at }
            | Self::Close { at } => *at,
        }
    }
}

impl Scenario {
    /// The text of the night of 13 November 2015.
    pub const PARIS: &'static str = include_str!("../../scenarios/paris-2015-11-13.toml");

    /// The night of 13 November 2015.
    ///
    /// # Errors
    /// Never with the file that is shipped (a test reads it).
    pub fn paris() -> Result<Self, ScenarioError> {
        Self::parse(Self::PARIS)
    }

    /// Reads a scenario and checks that its parts fit together.
    ///
    /// # Errors
    /// With the first thing that is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        let scenario: Self = toml::from_str(text)?;
        check::check(&scenario)?;
        Ok(scenario)
    }

    /// The zone of this name.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.zones.iter().find(|z| z.id == id)
    }

    /// The place of this name.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|p| p.id == id)
    }

    /// The public place of this name.
    #[must_use]
    pub fn public_place(&self, id: &str) -> Option<&PublicPlace> {
        self.public_places.iter().find(|p| p.id == id)
    }

    /// The perimeter of this name.
    #[must_use]
    pub fn perimeter(&self, id: &str) -> Option<&Perimeter> {
        self.perimeters.iter().find(|p| p.id == id)
    }

    /// The rumour of this name.
    #[must_use]
    pub fn rumour(&self, id: &str) -> Option<&Rumour> {
        self.rumours.iter().find(|r| r.id == id)
    }

    /// Hour and minute as they were told there: `21:44`.
    #[must_use]
    pub fn hour(&self, at: Time) -> String {
        let (hour, minute) = at.hour_minute(&self.time_zone);
        format!("{hour:02}:{minute:02}")
    }

    /// The zone with which the incident is opened.
    #[must_use]
    pub fn first_zone(&self) -> Option<&Zone> {
        self.steps.iter().find_map(|s| match s {
            Step::OpenIncident { zone, .. } => self.zone(zone),
            _ => None,
        })
    }
}
