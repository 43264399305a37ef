//! Somebody new, by their first name alone: a person and a session on this device. Whoever needs room, or joins a circle, is not sent away to
//! make an account first.

use axum::response::Response;
use kernel::{Event, Lang, PersonId, SessionId, Span, Time, Token};
use register::{Name, NewPerson, Origin, SessionOf};
use store::Change;

use crate::{House, cookie, token_hash};

/// Adds somebody who registered by name.
pub fn newcomer(house: &House, change: Change, name: &Name, lang: Lang, now: Time) -> (PersonId, Change) {
    let id = house.dice.id(now);
    let new = NewPerson { id, name, lang, origin: Origin::Themself, at: now };
    (id, house.register.create_person(change, &new).event(Event::Person { person: id }))
}

/// Opens a session for a person: the token is seen only here and by who gets it.
pub fn session_for(house: &House, change: Change, person: PersonId, now: Time) -> (Token, SessionId, Change) {
    let token = house.dice.token();
    let until = now.plus(Span::days(i64::from(house.config.session_days)));
    let whose = SessionOf::Person(person);
    let (session, change) = house.register.open_session(change, token_hash(&token.0), &whose, now, until);
    (token, session, change)
}

/// The answer, with a person's session for the browser.
#[must_use]
pub fn signed_in(house: &House, mut response: Response, token: &Token) -> Response {
    let seconds = Span::days(i64::from(house.config.session_days)).whole_seconds();
    cookie::sign_in(&mut response, house, token, seconds);
    response
}
