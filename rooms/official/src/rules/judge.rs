//! What is made of a message that comes in: whether it is one, whether it is for everybody, and how far it is to be believed.

use cap::{Alert, Level, Limits, Message, Pin, Problem, Scope, Settings, Status, Stop, Time};

use super::compose::turn_of;
use crate::model::{Trust, Turn};

/// The longest document that is taken, in bytes: everybody who reads messages has it read for them.
pub const LONGEST: u64 = 256 << 10;
/// The most points of the outlines of one, in all its languages.
pub const MOST_POINTS: usize = 10_000;

/// A message that is taken.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What it says.
    pub alert: Alert,
    /// What it does to the ones before it.
    pub turn: Turn,
    /// Whether it is an exercise.
    pub drill: bool,
    /// How far it is believed.
    pub trust: Trust,
    /// Why no further.
    pub doubt: Option<String>,
}

/// Why a document is no message: where, and the rule. Never what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1.
    pub column: u64,
    /// The rule.
    pub rule: &'static str,
    /// The element.
    pub element: Option<&'static str>,
}
impl From<&Problem> for Refused {
    fn from(problem: &Problem) -> Self {
        Self { line: problem.line, column: problem.column, rule: problem.rule.code(), element: problem.element }
    }
}
impl Refused {
    /// The whole of it is refused.
    #[must_use]
    pub const fn whole(rule: &'static str) -> Self {
        Self { line: 1, column: 1, rule, element: None }
    }
}

/// A message that is none of ours: a test, a draft, an answer between systems, something that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped;

/// What is made of a document, with the keys that are pinned for whoever brings it and the senders for whom those speak.
///
/// # Errors
/// Where and why it is refused; within, that it is skipped.
pub fn judge(document: &[u8], pins: &[Pin], senders: &[String], now: Time) -> Result<Result<Judged, Skipped>, Refused> {
    let limits = Limits { document_bytes: LONGEST, ..Limits::default() };
    let settings = Settings { limits, now: Some(now) };
    let message = match Message::read(document, &settings) {
        Ok(message) => message,
        Err(Stop::Document(problem)) => return Err((&problem).into()),
        Err(Stop::Io(_)) => return Err(Refused::whole("unreadable")),
    };
    if !message.is_fine() {
        let worst = message.problems().iter().find(|p| p.rule.level() > Level::Warning);
        return Err(worst.map_or(Refused::whole("required"), Refused::from));
    }
    let (trust, doubt) = trust(&message, pins, senders, now);
    let Some(alert) = message.into_alert() else { return Err(Refused::whole("required")) };
    let drill = match alert.status {
        Status::Actual => false,
        Status::Exercise => true,
        Status::System | Status::Test | Status::Draft => return Ok(Err(Skipped)),
    };
    let areas = || alert.infos.iter().flat_map(|info| &info.areas);
    if areas().flat_map(|area| &area.polygons).map(|polygon| polygon.ring().len()).sum::<usize>() > MOST_POINTS {
        return Err(Refused { element: Some("polygon"), ..Refused::whole("many-points") });
    }
    let Some(turn) = turn_of(alert.message_type) else { return Ok(Err(Skipped)) };
    // What was said to some is not told to all.
    if alert.scope != Scope::Public {
        return Err(Refused { element: Some("scope"), ..Refused::whole("not-public") });
    }
    if turn != Turn::Cancel && alert.has_expired(now) {
        return Ok(Err(Skipped));
    }
    Ok(Ok(Judged { alert, turn, drill, trust, doubt }))
}

/// With which of these keys a document that was taken is verified now, by its fingerprint: keys are taken away too.
#[must_use]
pub fn verified_with(document: &[u8], pins: &[Pin], senders: &[String], now: Time) -> Option<String> {
    let message = Message::read(document, &Settings::default()).ok()?;
    let verifies = |pin: &&Pin| trust(&message, std::slice::from_ref(*pin), senders, now).0 == Trust::Verified;
    pins.iter().find(verifies).map(Pin::fingerprint)
}

/// A signature proves something when its key is pinned, and speaks for the very sender that the message names.
fn trust(message: &Message, pins: &[Pin], senders: &[String], now: Time) -> (Trust, Option<String>) {
    match message.verify(pins, Some(now)) {
        Ok(_) if message.alert().is_some_and(|a| senders.contains(&a.sender)) => (Trust::Verified, None),
        Ok(_) => (Trust::Unverified, Some("other-sender".to_owned())),
        Err(why) => {
            let trust = if message.is_signed() { Trust::Unverified } else { Trust::Unsigned };
            (trust, Some(why.code().to_owned()))
        }
    }
}
