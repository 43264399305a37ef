//! What may be done, and what follows from it. Pure: no store, no clock, no chance.

pub mod sms;

use kernel::{FactId, Id, IncidentId, OperatorId, PersonId, Refuse, Staff, Time};
use register::{
    Author, Channel, Fact, FactKind, How, Proof,
    incident::{Incident, IncidentState, TextsRefused},
    names, press_time,
};

use crate::model::{Move, NEEDS, NewIncident, Press, Say};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such incident, or none that this visitor may see.
    NoIncident,
    /// The incident cannot make this move from where it stands.
    WrongState,
    /// The operator who asked for the activation cannot confirm it.
    SameOperator,
    /// Acting alone needs a reason.
    AloneNeedsReason,
    /// The kind is not a word of 1 to 40 letters.
    BadKind,
    /// A name is missing or cannot be shown.
    BadNames(TextsRefused),
    /// The incident takes no answers (any more).
    NotOpen,
    /// A word for the circle is longer than 140 characters.
    MessageTooLong,
    /// A place is longer than 200 characters.
    PlaceTooLong,
    /// Somebody speaks of themself as of another.
    OneselfIsAnother,
    /// Not somebody of one's circle.
    NotInCircle,
    /// Nobody is named.
    Nobody,
    /// No such fact about oneself.
    NoFact,
    /// They were reminded within the last half hour.
    RemindedAlready,
    /// They have answered already.
    AnsweredAlready,
    /// An unknown need.
    UnknownNeed,
    /// More people than 1 to 500.
    BadNumber,
    /// No request for help of oneself.
    NoCase,
    /// The link is not one of ours, or has expired.
    BadLink,
    /// An answer without an account needs a name and a contact.
    NeedsContact,
    /// Something changed at the same time; nothing was written.
    Busy,
    /// What names an act is longer than 80 characters.
    BadClientId,
    /// A place that is not one.
    BadPlace,
    /// Too many answers without an account wait for their proof.
    TooMany,
    /// Too many declarations of one author within a day.
    TooManyDeclarations,
}

impl Refuse for Refusal {
    fn refusal(&self) -> kernel::Refusal {
        let no = |status, code| kernel::Refusal::new(status, code);
        match self {
            Self::NoIncident => no(404, "no-incident"),
            Self::WrongState => no(409, "incident-wrong-state"),
            Self::SameOperator => no(403, "same-operator"),
            Self::AloneNeedsReason => no(422, "alone-needs-reason").at("reason"),
            Self::BadKind => no(422, "bad-kind").at("kind"),
            Self::BadNames(why) => why.refusal().at("names"),
            Self::NotOpen => no(409, "incident-not-open"),
            Self::MessageTooLong => no(422, "message-too-long").at("message").with("longest", 140.0),
            Self::PlaceTooLong => no(422, "place-too-long").at("place").with("longest", 200.0),
            Self::OneselfIsAnother => no(422, "oneself-is-another").at("about"),
            Self::NotInCircle => no(404, "not-in-circle").at("about"),
            Self::Nobody => no(422, "nobody-named").at("about"),
            Self::NoFact => no(404, "no-fact"),
            Self::RemindedAlready => no(429, "reminded-already"),
            Self::AnsweredAlready => no(409, "answered-already"),
            Self::UnknownNeed => no(422, "unknown-need").at("need"),
            Self::BadNumber => no(422, "bad-number").at("people"),
            Self::NoCase => no(404, "no-case"),
            Self::BadLink => no(404, "bad-link"),
            Self::NeedsContact => no(422, "needs-contact").at("contact"),
            Self::Busy => no(409, "busy"),
            Self::BadClientId => no(422, "bad-client-id").at("client_id"),
            Self::BadPlace => no(422, "bad-place").at("place"),
            Self::TooMany => no(429, "too-many-pending"),
            Self::TooManyDeclarations => no(429, "too-many-declarations").with("most", f64::from(DECLARATIONS_A_DAY)),
        }
    }
}

/// How many people one author may speak of in a day.
pub const DECLARATIONS_A_DAY: u32 = 30;
/// The longest word for the circle, in characters.
pub const LONGEST_MESSAGE: usize = 140;
/// The longest place, in characters.
pub const LONGEST_PLACE: usize = 200;

/// A new incident, as a draft.
///
/// # Errors
/// [`Refusal::BadKind`], [`Refusal::BadNames`].
pub fn draft(now: Time, id: IncidentId, staff: &Staff, new: NewIncident) -> Result<Incident, Refusal> {
    let kind = new.kind.trim().to_lowercase();
    let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ' ';
    if kind.is_empty() || kind.chars().count() > 40 || !kind.chars().all(word) {
        return Err(Refusal::BadKind);
    }
    let names = new.names.checked().map_err(Refusal::BadNames)?;
    if names.0.is_empty() {
        return Err(Refusal::BadNames(TextsRefused::None));
    }
    Ok(Incident {
        id,
        version: 1,
        kind,
        drill: new.drill,
        state: IncidentState::Draft,
        names,
        prompts: new.prompts.checked().map_err(Refusal::BadNames)?,
        zone: new.zone,
        round: 1,
        created: now,
        opened_by: staff.id,
        opened_by_name: staff.name.to_string(),
        activated_by: None,
        activated: None,
        asked_again: None,
        ended: None,
    })
}

/// An incident moved on by one operator.
///
/// A real incident needs two: the one who asks for its activation and another who confirms. A drill needs one, and a reason
/// written in the audit stands for the second in an emergency.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::SameOperator`], [`Refusal::AloneNeedsReason`].
pub fn moved(now: Time, incident: &Incident, by: OperatorId, act: &Move) -> Result<Incident, Refusal> {
    use IncidentState as S;
    let mut next = incident.clone();
    let activate = |next: &mut Incident| {
        next.state = S::Active;
        next.activated = Some(now);
    };
    match (act, incident.state) {
        (Move::Activate { alone: Some(reason) }, _) if !incident.drill && reason.trim().chars().count() < 3 => {
            return Err(Refusal::AloneNeedsReason);
        }
        (Move::Activate { alone }, S::Draft) => {
            next.activated_by = Some(by);
            if incident.drill || alone.is_some() { activate(&mut next) } else { next.state = S::AwaitingSecond }
        }
        // The one who waits for a second may still decide to act alone.
        (Move::Activate { alone: Some(_) }, S::AwaitingSecond) => {
            next.activated_by = Some(by);
            activate(&mut next);
        }
        (Move::Confirm, S::AwaitingSecond) if incident.activated_by == Some(by) => return Err(Refusal::SameOperator),
        (Move::Confirm, S::AwaitingSecond) => activate(&mut next),
        (Move::Cancel { .. }, S::Draft | S::AwaitingSecond | S::Active | S::StandingDown) => {
            next.state = S::Cancelled;
            next.ended = Some(now);
        }
        (Move::StandDown, S::Active) => next.state = S::StandingDown,
        (Move::Close, S::Active | S::StandingDown) => {
            next.state = S::Closed;
            next.ended = Some(now);
        }
        (Move::Remember, S::Closed) => next.state = S::Remembered,
        (Move::Redraw(zone), S::Draft) => next.zone = zone.clone(),
        (Move::Redraw(zone), S::Active) => {
            next.zone = zone.clone();
            next.round = incident.round.saturating_add(1);
            // Everyone's safety was said of the old zone: it is old now, and asked again of those in the new one.
            next.asked_again = Some(now);
        }
        // What the second operator is asked to confirm must be what the first one asked for.
        _ => return Err(Refusal::WrongState),
    }
    Ok(next)
}

/// A line that may be shown: harmless characters, one line, at most `longest` characters; nothing when it is empty.
///
/// # Errors
/// `too_long`.
pub fn line(text: Option<&str>, longest: usize, too_long: Refusal) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    let text = names::line(text);
    if text.chars().count() > longest {
        return Err(too_long);
    }
    Ok((!text.is_empty()).then_some(text))
}

/// A person's own answer.
///
/// # Errors
/// [`Refusal::NotOpen`] when the incident takes none.
pub fn check_in(
    now: Time,
    incident: &Incident,
    person: PersonId,
    id: FactId,
    press: &Press,
    proof: Proof,
    channel: Channel,
) -> Result<Fact, Refusal> {
    if !incident.state.takes_answers() {
        return Err(Refusal::NotOpen);
    }
    Ok(Fact {
        id,
        person,
        incident: incident.id,
        drill: incident.drill,
        kind: FactKind::CheckIn,
        state: press.answer.state(),
        how: How::Own,
        author: Author::Person(person),
        at: press_time(press.at, incident.since(), now),
        received: now,
        proof,
        disputed: false,
        confirmed: false,
        channel,
    })
}

/// What somebody says of a person of their circle: that they are safe.
///
/// # Errors
/// [`Refusal::NotOpen`], [`Refusal::OneselfIsAnother`].
pub fn declare(
    now: Time,
    incident: &Incident,
    author: PersonId,
    about: PersonId,
    id: FactId,
    say: &Say,
    channel: Channel,
) -> Result<Fact, Refusal> {
    if !incident.state.takes_answers() {
        return Err(Refusal::NotOpen);
    }
    if author == about {
        return Err(Refusal::OneselfIsAnother);
    }
    Ok(Fact {
        id,
        person: about,
        incident: incident.id,
        drill: incident.drill,
        kind: FactKind::Declaration,
        state: register::State::Safe,
        how: say.how,
        author: Author::Person(author),
        at: press_time(say.at, incident.since(), now),
        received: now,
        proof: Proof::Device,
        disputed: false,
        confirmed: false,
        channel,
    })
}

/// A need that can be told, and a number of people that can be.
///
/// # Errors
/// [`Refusal::UnknownNeed`], [`Refusal::BadNumber`].
pub fn help_words(need: Option<&str>, people: Option<u32>) -> Result<(), Refusal> {
    if need.is_some_and(|n| !NEEDS.contains(&n)) {
        return Err(Refusal::UnknownNeed);
    }
    if people.is_some_and(|n| !(1..=500).contains(&n)) {
        return Err(Refusal::BadNumber);
    }
    Ok(())
}

/// A fact's id made of what names the act: the same act gives the same id, so that sending it twice keeps it once.
#[must_use]
pub fn fact_id(digest: [u8; 32]) -> FactId {
    FactId::from_bytes(digest.first_chunk::<16>().copied().unwrap_or([0; 16]))
}
