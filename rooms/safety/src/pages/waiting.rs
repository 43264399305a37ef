//! Whose answer waits for its proof: this browser's, by a signed cookie that only the pages of its incident get.

use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use kernel::{Id, IncidentId};
use web::{Failure, House, cookie};

use crate::{
    model::{Answer, Pending},
    store,
};

const NAME: &str = "answer";
const PURPOSE: &str = "answer of this browser";
/// As long as such an answer waits.
const SECONDS: i64 = 2 * 24 * 3600;

/// Lets this browser keep its answer.
pub(super) fn keep(response: &mut Response, house: &House, incident: IncidentId, answer: [u8; 16]) {
    let secure = if house.config.secure() { "; Secure" } else { "" };
    let value = house.seal.signed(PURPOSE, &incident.bytes(), &answer);
    let line = format!("{NAME}={value}; Path=/i/{incident}; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

/// The answer of this browser in an incident, while it waits.
pub(super) async fn of(house: &House, headers: &HeaderMap, incident: IncidentId) -> Result<Option<Pending>, Failure> {
    let Some(id) = read(house, headers, incident) else { return Ok(None) };
    Ok(store::pending(&house.register, id).await?.filter(|p| p.incident == incident))
}

/// Whether this browser's answer is a request for help that operators read.
pub(super) async fn asks_for_help(house: &House, headers: &HeaderMap, incident: IncidentId) -> Result<bool, Failure> {
    let Some(pending) = of(house, headers, incident).await?.filter(|p| p.answer == Answer::NeedHelp) else {
        return Ok(false);
    };
    Ok(house.register.case_pending(pending.id).await?.is_some_and(|c| c.state != register::CaseState::Closed))
}

fn read(house: &House, headers: &HeaderMap, incident: IncidentId) -> Option<[u8; 16]> {
    house.seal.read_signed(PURPOSE, &incident.bytes(), cookie::get(headers, NAME)?)
}
