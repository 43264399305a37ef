//! Opening a door: in twenty seconds, without an account as a draft.

use kernel::{Cell, DoorId, Id, IncidentId, Role, Span, Time, Visitor};
use store::{Change, params};
use web::{Failure, House, OrRefuse, thrice, token_hash};

use super::{actor, incident, limits::Limits, no, proven_since, vouched};
use crate::{
    model::{Door, Host, Kind, Offer, Rule, Suits},
    rules::{self, No, OPEN_FOR},
    store::{self as kept, NewDoor},
};

/// Drafts of people without an account that one area may have in ten minutes.
const DRAFTS_OF_AREA: i64 = 60;
/// Offers of one person and of one device in an hour, and of one member of staff: a city opens its gymnasiums at once.
const OFFERS_AN_HOUR: i64 = 12;
const PLACES_AN_HOUR: i64 = 1000;

/// An offer as it comes in.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// In which incident, if one is meant.
    pub incident: Option<IncidentId>,
    /// A home unless it says otherwise.
    pub kind: Option<Kind>,
    /// How many people.
    pub places: i64,
    /// Until when; three hours from now by default.
    pub until: Option<Time>,
    /// What it suits.
    pub suits: Suits,
    /// Languages.
    pub langs: Vec<String>,
    /// Where, coarsely.
    pub cell: Option<Cell>,
    /// The name of a public place.
    pub label: Option<String>,
    /// A public word.
    pub note: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// How to get in.
    pub entry: Option<String>,
    /// The host's first name.
    pub name: Option<String>,
    /// Who comes in without being asked.
    pub rule: Option<Rule>,
    /// On which device; nothing for the player of the night.
    pub device: Option<[u8; 16]>,
}

/// An offer that was kept.
#[derive(Clone, Debug)]
pub struct Posted {
    /// Its id.
    pub door: DoorId,
    /// The token of a draft: whoever has it, and a proven contact, may open the door.
    pub token: Option<String>,
}

/// Keeps an offer: open at once for who has a proven contact, else as a draft.
///
/// # Errors
/// The rules' refusals.
pub async fn post(house: &House, visitor: &Visitor, raw: Raw) -> Result<Posted, Failure> {
    post_once(house, visitor, raw, None).await
}

/// What names a press: a key of the page's or the device's, and all that was written, so that another offer under the same key is another.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    /// The key; one that may be guessed names nothing.
    pub key: &'a str,
    /// What was written.
    pub words: &'a str,
}

/// The shortest key that nobody guesses.
const SHORTEST_PRESS: usize = 20;

/// What an offer is called by the press that sends it: the same press is the same door, and the same draft.
struct Pressed {
    door: DoorId,
    token: String,
}

impl Pressed {
    /// Nothing for a name that a stranger may guess: they would be handed the draft of somebody else.
    fn of(house: &House, visitor: &Visitor, press: &Press<'_>) -> Option<Self> {
        if press.key.len() < SHORTEST_PRESS {
            return None;
        }
        let who = crate::model::host_of(visitor).map(Id::bytes).unwrap_or_default();
        let data = [who.as_slice(), press.key.as_bytes(), b"\n", press.words.as_bytes()].concat();
        let door = house.seal.mac("door of a press", &data).first_chunk::<16>().copied()?;
        let token = house.seal.mac("draft of a press", &data).iter().map(|b| format!("{b:02x}")).collect();
        Some(Self { door: DoorId::from_bytes(door), token })
    }
    /// What was kept when it was sent before.
    async fn before(&self, house: &House) -> Result<Option<Posted>, Failure> {
        let door = kept::one_door(&house.store, self.door).await?;
        Ok(door.map(|d| Posted {
            door: d.id,
            token: (d.state == crate::model::DoorState::Draft).then(|| self.token.clone()),
        }))
    }
}

/// The same; the same press, sent twice by a device that heard no answer, opens one door.
///
/// # Errors
/// The rules' refusals.
pub async fn post_once(
    house: &House,
    visitor: &Visitor,
    raw: Raw,
    press: Option<Press<'_>>,
) -> Result<Posted, Failure> {
    let pressed = press.and_then(|p| Pressed::of(house, visitor, &p));
    if let Some(pressed) = &pressed
        && let Some(posted) = pressed.before(house).await?
    {
        return Ok(posted);
    }
    let now = house.clock.now();
    let incident = incident(house, raw.incident)?;
    let cell = web::landmarks::public_cell(house, raw.cell.ok_or_else(|| no(&No::PlaceMissing))?).await?;
    let offer = Offer {
        incident: incident.id,
        kind: raw.kind.unwrap_or(Kind::Home),
        places: raw.places,
        until: raw.until.unwrap_or_else(|| now.plus(OPEN_FOR)),
        suits: raw.suits,
        langs: codes(raw.langs),
        cell,
        // A home has no name: whatever is written there would be read by everybody.
        label: line(short(raw.label, rules::LONGEST)?).filter(|_| raw.kind == Some(Kind::Public)),
        note: masked(raw.note, rules::LONGEST_NOTE)?,
        address: line(raw.address),
        entry: line(raw.entry),
        name: line(raw.name),
        rule: raw.rule.unwrap_or(Rule::Ask),
    };
    // The name of a public place is public too.
    if offer.kind == Kind::Public && offer.label.as_deref().is_some_and(tells) {
        return Err(no(&No::TellsTooMuch));
    }
    if let Some(me) = crate::model::host_of(visitor)
        && super::reports::barred(house, me, incident.drill).await?
    {
        return Err(no(&No::Barred));
    }
    let host = known_host(house, visitor, incident.drill).await?;
    let terms = rules::offer(now, &host, &offer).or_refuse()?;
    let draft = terms.state == crate::model::DoorState::Draft;
    let token = draft.then(|| pressed.as_ref().map_or_else(|| house.dice.token().0, |p| p.token.clone()));
    let id: DoorId = pressed.as_ref().map_or_else(|| house.dice.id(now), |p| p.door);
    let most = if host.institution { PLACES_AN_HOUR } else { OFFERS_AN_HOUR };
    let mut limits = Limits::new(house, incident.drill, now);
    if let Some(device) = raw.device.filter(|_| !host.institution) {
        limits = limits.take("offer device", &device, Span::hours(1), OFFERS_AN_HOUR);
    }
    limits = match crate::model::host_of(visitor) {
        Some(who) => limits.take("offer", &who.bytes(), Span::hours(1), most),
        None => limits.take("draft", &cell.number().to_be_bytes(), Span::minutes(10), DRAFTS_OF_AREA),
    };
    let (limited, _) = limits.done();
    let new = NewDoor {
        id,
        host: if draft { None } else { crate::model::host_of(visitor) },
        token: token.as_ref().map(|t| token_hash(t)),
        drill: incident.drill,
        suspended: super::perimeters::touched(house, incident.id, cell, now).await?,
        terms,
        offer: &offer,
    };
    let change = kept::add(limited, &house.register, &new, now);
    match (house.store.apply(change).await, &pressed) {
        (Ok(_), _) => Ok(Posted { door: id, token }),
        // The page and its worker may both have sent it at once.
        (Err(e), Some(pressed)) if e.missed() => pressed.before(house).await?.ok_or_else(|| no(&No::TooMany)),
        (Err(e), None) if e.missed() => Err(no(&No::TooMany)),
        (Err(e), _) => Err(e.into()),
    }
}

/// The draft of a token.
///
/// # Errors
/// [`No::DraftOver`].
pub async fn read_draft(house: &House, token: &str) -> Result<Door, Failure> {
    let row = house.store.one(kept::DOOR_OF_TOKEN, params![token_hash(token)]).await?;
    row.as_ref().map(kept::door).transpose()?.ok_or_else(|| no(&No::DraftOver))
}

/// A draft becomes the open door of who has its token and a proven contact.
///
/// # Errors
/// [`No::DraftOver`], [`No::ProveToOpen`], the rules' refusals.
pub async fn publish(house: &House, visitor: &Visitor, token: &str) -> Result<DoorId, Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let door = read_draft(house, token).await?;
        incident(house, Some(door.incident))?;
        if super::reports::barred(house, me, door.drill).await? {
            return Err(no(&No::Barred));
        }
        let host = known_host(house, visitor, door.drill).await?;
        if host.proven.is_none() && !host.institution {
            return Err(no(&No::ProveToOpen));
        }
        let tier = rules::tier(now, &host);
        if door.places > rules::most_places(tier) {
            return Err(no(&No::Places { most: rules::most_places(tier) }));
        }
        if host.doors >= rules::MOST_DOORS && !host.institution {
            return Err(no(&No::ManyDoors));
        }
        let touched = super::perimeters::touched(house, door.incident, door.cell, now).await?;
        // Time that went by while the contact was proven is not taken from the guests.
        let until = door.until.max(now.plus(Span::hours(1)));
        let change = Change::new()
            .must(kept::PUBLISH, params![door.id, door.version, me, tier.number(), until, now])
            // Perimeters pass drafts by.
            .run(kept::SUSPEND, params![door.id, touched, now])
            .event(kept::changed(door.id, door.incident, door.drill));
        house.store.apply(change).await?;
        Ok(door.id)
    })
    .await
}

/// What is known of whoever wants to open a door. Doors of exercises and real ones are counted apart, and nobody is known for whom they let in
/// during an exercise.
pub(crate) async fn known_host(house: &House, visitor: &Visitor, drill: bool) -> Result<Host, Failure> {
    let Some(id) = crate::model::host_of(visitor) else { return Ok(Host::default()) };
    let row = house.store.one(kept::HOST_DOORS, params![id, drill]).await?;
    let (doors, hosted) = row.map_or(Ok((0, 0)), |r| r.int(0).and_then(|d| Ok((d, r.int(1)?))))?;
    let institution =
        visitor.staff().is_some_and(|s| matches!(s.role, Role::Institution | Role::Operator | Role::Admin));
    Ok(Host { proven: proven_since(house, id).await?, vouched: vouched(house, id).await?, institution, hosted, doors })
}

/// A text on one line, or nothing when it is blank.
pub(super) fn line(text: Option<String>) -> Option<String> {
    let text = register::names::line(&text?);
    (!text.is_empty()).then_some(text)
}

/// A text, unless it is too long: nothing is looked for in what is not taken.
pub(super) fn short(text: Option<String>, most: usize) -> Result<Option<String>, Failure> {
    match text {
        Some(t) if t.chars().count() > most => Err(no(&No::TooLong { most })),
        other => Ok(other),
    }
}

/// A text for others, of at most so many characters, without addresses, codes and contacts: marks stand in their place.
pub(super) fn masked(text: Option<String>, most: usize) -> Result<Option<String>, Failure> {
    Ok(line(short(text, most)?).map(|t| words::mask(&t).text))
}

/// Whether a text holds what nobody but a matched guest may know.
pub(super) fn tells(text: &str) -> bool {
    !words::mask(text).found.is_empty()
}

/// Codes of languages: two or three letters, at most eight of them, each once.
pub(super) fn codes(langs: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for lang in langs {
        let lang = lang.trim().to_ascii_lowercase();
        if (2..=3).contains(&lang.len()) && lang.bytes().all(|b| b.is_ascii_lowercase()) && !kept.contains(&lang) {
            kept.push(lang);
        }
    }
    kept.truncate(8);
    kept
}
