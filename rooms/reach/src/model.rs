//! What one asks and is told here, as plain data.

pub mod push;

use kernel::{IncidentId, RosterId, Time};
pub use notify::{Channel, Kind, report::Line, usual};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The kinds of messages that a person chooses for. Codes always come: they were asked for by that very contact; and so does that one is to
/// stay where one is.
pub const CHOSEN: [Kind; 15] = [
    Kind::Ask,
    Kind::Remind,
    Kind::Over,
    Kind::Told,
    Kind::Stay,
    Kind::Word,
    Kind::StayAsked,
    Kind::Guest,
    Kind::DoorEnds,
    Kind::RoomNeeded,
    Kind::Companion,
    Kind::Sought,
    Kind::Reunited,
    Kind::Alert,
    Kind::Ruled,
];

/// How one is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MyMessages {
    /// The channels, in the order in which they are tried.
    pub channels: Vec<MyChannel>,
    /// What one wants, by kind of message and channel.
    pub choices: Vec<Choice>,
    /// The browsers that take notifications.
    pub devices: Vec<Device>,
    /// How long a notification is given before a text message follows, when there is no sign of life, in minutes.
    pub after_push_minutes: u32,
    /// How long a text message is given before an e-mail follows, in minutes.
    pub after_sms_minutes: u32,
}

/// A channel, as somebody has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MyChannel {
    /// `push`, `sms` or `email`.
    pub channel: &'static str,
    /// Whether this server sends through it at all.
    pub offered: bool,
    /// Whether one can be reached through it now.
    pub usable: bool,
    /// One's proven contacts for it.
    pub contacts: Vec<String>,
    /// Whether a contact of it said STOP, or ended our mails.
    pub stopped: bool,
}

/// Whether messages of a kind take a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Choice {
    /// `ask`, `remind`, `over`, `told`, `stay`, `word`, `stay_asked`, `guest`, `door_ends`, `room_needed`, `companion`, `sought`, `reunited` or `alert`.
    pub kind: &'static str,
    /// `push`, `sms` or `email`.
    pub channel: &'static str,
    /// Whether they do.
    pub wanted: bool,
}

/// A browser that takes notifications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub added_at: Time,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// What changes.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewChoices {
    /// What one wants; what is left out stays as it is.
    pub choices: Vec<NewChoice>,
    /// Channels (`sms`, `email`) whose contacts said STOP and may be written to again.
    pub again: Vec<String>,
}

/// What changes of one kind in one channel.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChoice {
    /// `ask`, `remind`, `over`, `told`, `stay`, `word`, `stay_asked`, `guest`, `door_ends`, `room_needed`, `companion`, `sought`, `reunited` or `alert`.
    pub kind: String,
    /// `push`, `sms` or `email`.
    pub channel: String,
    /// Whether such messages take it.
    pub wanted: bool,
}

/// A trial that is asked for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Trial {
    /// `push`, `sms` or `email`; the first that one can be reached through when it is left out.
    pub channel: Option<String>,
}

/// What became of the messages of an incident. It counts messages by channel, never people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reports {
    /// The campaigns, the newest first.
    pub campaigns: Vec<Report>,
    /// What was spent of the incident's ceilings.
    pub spent: Vec<Spent>,
    /// The providers that are left alone because they do not answer.
    pub spared: Vec<SparedProvider>,
}

/// One question to many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// `ask` or `remind`.
    pub kind: &'static str,
    /// Which round of the zone asked, for `ask`.
    pub round: Option<i64>,
    /// When it began.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// By channel.
    pub channels: Vec<Line>,
}

/// What was spent of a ceiling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Spent {
    /// `sms`.
    pub channel: &'static str,
    /// Parts of text messages.
    pub parts: i64,
    /// How many at most; nothing where there is no ceiling.
    pub ceiling: Option<i64>,
}

/// A provider that is left alone for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SparedProvider {
    /// Through what.
    pub channel: &'static str,
    /// Until when.
    #[schema(value_type = String, format = "date-time")]
    pub until: Time,
}

/// What waits, and what never arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Letters {
    /// What waits, by channel.
    pub waiting: Vec<WaitingLine>,
    /// The providers that are left alone because they do not answer.
    pub spared: Vec<SparedProvider>,
    /// Why what never arrived did not, the most first.
    pub reasons: Vec<ReasonLine>,
    /// What never arrived, the newest first.
    pub letters: Vec<Letter>,
    /// What to ask the next page with (`?before=`); nothing after the last.
    pub next: Option<String>,
}

/// What waits in a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitingLine {
    /// Which.
    pub channel: &'static str,
    /// How many.
    pub count: i64,
    /// When the first of them is due, or was.
    #[schema(value_type = String, format = "date-time")]
    pub due: Time,
}

/// How many never arrived for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonLine {
    /// Through what.
    pub channel: &'static str,
    /// Why, as a word.
    pub why: String,
    /// How many.
    pub count: i64,
}

/// A message that never arrived. Neither whose it is nor what it says is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Letter {
    /// Its id.
    pub id: String,
    /// Through what.
    pub channel: &'static str,
    /// What for.
    pub kind: &'static str,
    /// In which incident.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub incident: Option<IncidentId>,
    /// Whether that is an exercise.
    pub drill: bool,
    /// When it was made.
    #[schema(value_type = String, format = "date-time")]
    pub made_at: Time,
    /// Why, as a word.
    pub why: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether it is still worth another try.
    pub again: bool,
    /// Whether the same message reached its person by another way.
    pub reached: bool,
}

/// Which letters are tried again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// Through what: `push`, `sms`, `email` or `hook`.
    pub channel: String,
    /// Why they never arrived, as a word.
    pub why: String,
}

/// How many are tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Revived {
    /// How many are on their way again.
    pub count: usize,
    /// How many are not worth it any more: a code of yesterday, say.
    pub old: usize,
}

/// What a web hook hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// Incidents, as the public sees them.
    Incidents,
    /// The answers of a list while its roll is called.
    Roll(RosterId),
}

/// Whether a web hook is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    On,
    /// Not until somebody says so.
    Paused,
    /// Not until somebody says so: it answered that it is gone (410).
    Gone,
}

impl Standing {
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::On => 0,
            Self::Paused => 1,
            Self::Gone => 2,
        }
    }
    /// The one of a number.
    #[must_use]
    pub const fn of_number(n: i64) -> Self {
        match n {
            0 => Self::On,
            2 => Self::Gone,
            _ => Self::Paused,
        }
    }
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }
}

/// A web hook, as operators see it. Its address is a secret as well: only the host is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HookShown {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The host that it calls.
    pub host: String,
    /// `incidents` or `roll`.
    pub hears: &'static str,
    /// The list whose roll it hears.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub roster: Option<RosterId>,
    /// `on`, `paused`, or `gone` when it answered that it is.
    pub state: &'static str,
    /// Since when it stands here.
    #[schema(value_type = String, format = "date-time")]
    pub added_at: Time,
    /// How many calls it took.
    pub sent: i64,
    /// How many wait.
    pub waiting: i64,
    /// How many never got there.
    pub failed: i64,
    /// The secret that it checks signatures with (`whsec_…`): said once, when it is added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// Web hooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hooks {
    /// The oldest first.
    pub hooks: Vec<HookShown>,
}

/// A web hook as it is added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHook {
    /// Its name, for operators.
    pub name: String,
    /// Where it is called: `https`, at a public address.
    pub url: String,
    /// The list whose roll it hears; incidents when it is left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub roster: Option<RosterId>,
}

/// What changes of a web hook.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedHook {
    /// Whether it is not called.
    pub paused: bool,
}

/// A channel that reaches people, by its word.
#[must_use]
pub fn people_channel(word: &str) -> Option<Channel> {
    Channel::PEOPLE.into_iter().find(|c| c.word() == word)
}
