//! Oneself.

use kernel::{Lang, PersonId, ProofId, RosterId, SessionId, Span, Time, Token};
use register::{Aging, Contact, Name, PlaceKind, Presence, SessionOf};
use serde_json::Value;
use store::Change;
use web::{Failure, House, OrRefuse, token_hash};

use super::{HOME, contacts, missed_as, no, session_for};
use crate::{
    model::{Changed, Me, MyContact, MyRoster, NewPlaces, Places, Position, Spot},
    rules::{self, No},
    store::rosters,
};

/// Somebody who was registered just now.
#[derive(Clone, Debug)]
pub struct Newcoming {
    /// Who they are.
    pub id: PersonId,
    /// Their token.
    pub token: Token,
    /// The proof of their contact.
    pub proof: Option<ProofId>,
}

/// Registers somebody on this device: a name is enough. A contact is kept unproven, and a code goes out.
///
/// # Errors
/// When name or contact cannot be taken.
pub async fn register_person(
    house: &House,
    name: &str,
    contact: Option<&str>,
    lang: Lang,
) -> Result<Newcoming, Failure> {
    let name = Name::clean(name).or_refuse()?;
    let contact = contact.filter(|c| !c.trim().is_empty()).map(|c| Contact::parse(c, &HOME).or_refuse()).transpose()?;
    let now = house.clock.now();
    let (id, change) = newcomer(house, Change::new(), &name, lang, now);
    let (token, change) = session_for(house, change, id, now);
    let proof = if let Some(contact) = &contact {
        let change = house.register.add_contact(change, id, contact, now);
        let ask = contacts::asked(house, contact, Some(id), None, lang, now);
        Some(contacts::asking(house, &ask, |_| change.clone()).await?)
    } else {
        house.store.apply(change).await?;
        None
    };
    Ok(Newcoming { id, token, proof })
}

pub(super) fn newcomer(house: &House, change: Change, name: &Name, lang: Lang, now: Time) -> (PersonId, Change) {
    web::newcomer::newcomer(house, change, name, lang, now)
}

/// What one knows of oneself.
///
/// # Errors
/// 401 when one was erased meanwhile.
pub async fn me(house: &House, person: PersonId, session: SessionId) -> Result<Me, Failure> {
    let r = &house.register;
    let known = r.card(person).await?.ok_or_else(Failure::sign_in_first)?;
    let contacts = r.contacts(person).await?.into_iter();
    let presence = r.presence(person, house.clock.now()).await?;
    let at = |kind| presence.iter().find(|p| p.slot == kind);
    let place = |kind| at(kind).map(|p| p.cell);
    Ok(Me {
        id: person,
        name: known.name,
        lang: known.lang,
        created: known.created,
        contact_proven: known.contact_proven,
        contacts: contacts
            .map(|c| MyContact { kind: c.kind.word(), value: c.value, proven: c.proven.is_some() })
            .collect(),
        position: at(PlaceKind::Position)
            .and_then(|p| p.expires.map(|expires_at| Position { cell: p.cell, expires_at })),
        places: Places { home: place(PlaceKind::Home), work: place(PlaceKind::Work), school: place(PlaceKind::School) },
        rosters: rosters::with(r, person).await?.into_iter().map(|(id, name)| MyRoster { id, name }).collect(),
        circle: r.circle(person).await?.0.links().on_board().count(),
        session,
    })
}

/// Gives oneself another name or language.
///
/// # Errors
/// When the name cannot be taken.
pub async fn update(house: &House, person: PersonId, changed: &Changed) -> Result<(), Failure> {
    let mut change = Change::new();
    if let Some(name) = &changed.name {
        change = house.register.rename(change, person, &Name::clean(name).or_refuse()?);
    }
    if let Some(lang) = changed.lang {
        change = house.register.speak(change, person, lang);
    }
    if !change.is_empty() {
        house.store.apply(change).await?;
    }
    Ok(())
}

/// Says where one is. Only the cell is kept, for the configured hours.
///
/// # Errors
/// When it is no place.
pub async fn move_to(house: &House, person: PersonId, spot: &Spot) -> Result<Position, Failure> {
    let cell = rules::reduce(spot, house.config.cell_resolution).or_refuse()?;
    let expires_at = house.clock.now().plus(Span::hours(i64::from(house.config.position_hours)));
    let presence = Presence { person, slot: PlaceKind::Position, cell, expires: Some(expires_at) };
    house.store.apply(house.register.set_presence(Change::new(), &presence)).await?;
    Ok(Position { cell, expires_at })
}

/// Names or forgets the places where one lives, works, learns.
///
/// # Errors
/// When one of them is no place: then none is changed.
pub async fn set_places(house: &House, person: PersonId, new: &NewPlaces) -> Result<Places, Failure> {
    let mut change = Change::new();
    let slots = [(PlaceKind::Home, &new.home), (PlaceKind::Work, &new.work), (PlaceKind::School, &new.school)];
    for (slot, place) in slots {
        change = match place {
            None => change,
            Some(None) => house.register.clear_presence(change, person, slot),
            Some(Some(spot)) => {
                let cell = rules::reduce(spot, house.config.cell_resolution).or_refuse()?;
                house.register.set_presence(change, &Presence { person, slot, cell, expires: None })
            }
        };
    }
    if !change.is_empty() {
        house.store.apply(change).await?;
    }
    let presence = house.register.presence(person, house.clock.now()).await?;
    let place = |kind| presence.iter().find(|p| p.slot == kind).map(|p| p.cell);
    Ok(Places { home: place(PlaceKind::Home), work: place(PlaceKind::Work), school: place(PlaceKind::School) })
}

/// Forgets a place of one's own, by its word.
///
/// # Errors
/// [`No::PlaceUnclear`] when there is no such word.
pub async fn forget_place(house: &House, person: PersonId, word: &str) -> Result<(), Failure> {
    let slot = PlaceKind::ALL.into_iter().find(|k| register::place_word(*k) == word);
    let slot = slot.ok_or_else(|| no(No::PlaceUnclear))?;
    house.store.apply(house.register.clear_presence(Change::new(), person, slot)).await?;
    Ok(())
}

/// Everything that is kept of oneself.
///
/// # Errors
/// 401 when one was erased meanwhile.
pub async fn export(house: &House, person: PersonId) -> Result<Value, Failure> {
    let aging = Aging { safe_ages: Span::hours(i64::from(house.config.safe_ages_hours)), ..Aging::default() };
    let out = house.register.export(person, house.clock.now(), &aging).await?;
    out.ok_or_else(Failure::sign_in_first)
}

/// Erases oneself.
///
/// # Errors
/// When the store fails.
pub async fn erase(house: &House, person: PersonId) -> Result<(), Failure> {
    house.register.erase_now(person, house.clock.now()).await?;
    house.register.forget_visitors(&[], &[person], &[]);
    Ok(())
}

/// Leaves a list.
///
/// # Errors
/// [`No::NotOnRoster`].
pub async fn leave_roster(house: &House, person: PersonId, roster: RosterId) -> Result<(), Failure> {
    let change = rosters::leave(Change::new(), roster, person, house.clock.now());
    house.store.apply(change).await.map(drop).map_err(|e| missed_as(e, No::NotOnRoster))
}

/// Ends the session of a token.
///
/// # Errors
/// When the store fails.
pub async fn sign_out(house: &House, hash: [u8; 32]) -> Result<(), Failure> {
    let change = house.register.end_session(Change::new(), hash, house.clock.now()).await?;
    if !change.is_empty() {
        house.store.apply(change).await?;
    }
    house.register.forget_token(&hash);
    Ok(())
}

/// Opens a session for a person who is signed in by other means (a demo).
///
/// # Errors
/// When the store fails.
pub async fn new_session(house: &House, person: PersonId) -> Result<Token, Failure> {
    let (token, change) = session_for(house, Change::new(), person, house.clock.now());
    house.store.apply(change).await?;
    Ok(token)
}

/// Uses a one-time link up and signs in whom it names; also for how many seconds.
///
/// # Errors
/// [`No::LinkOver`].
pub async fn sign_in_by_link(house: &House, link: &str) -> Result<(SessionOf, Token, i64), Failure> {
    let now = house.clock.now();
    let hash = token_hash(link);
    let found = house.register.link(hash, now).await?.ok_or_else(|| no(No::LinkOver))?;
    let stay = match found.whom {
        SessionOf::Person(_) => Span::days(i64::from(house.config.session_days)),
        SessionOf::Staff(..) => Span::hours(i64::from(house.config.staff_session_hours)),
    };
    let token = house.dice.token();
    let change = house.register.use_link(Change::new(), hash, now);
    let (_, change) = house.register.open_session(change, token_hash(&token.0), &found.whom, now, now.plus(stay));
    house.store.apply(change).await.map_err(|e| missed_as(e, No::LinkOver))?;
    Ok((found.whom, token, stay.whole_seconds()))
}
