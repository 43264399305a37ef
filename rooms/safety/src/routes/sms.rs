//! The hooks of the SMS gateway: messages that came in, and reports of those that went out.
//!
//! They are spoken to by a machine that shows a secret, a signature or its address; no browser has any of these. That is why a GET acts here,
//! and nowhere else: Kannel calls with GET. Whoever shows nothing, or something wrong, is told that there is no such page.

use std::net::SocketAddr;

use ::store::Change;
use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    response::Response,
};
use http::{HeaderMap, StatusCode, Uri};
use notify::{
    Channel,
    sms::{
        inbound::{Incoming, pairs},
        report::Report,
    },
};
use web::{Access, Failure, House, Path, Raw, Route};

use crate::acts;

/// The most bytes of a message on its way in.
const LONGEST: usize = 16 * 1024;

/// The routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/hooks/sms/inbound", Access::Anyone, bring)
            .says("The SMS gateway brings a message: with its secret, or from its address"),
        Route::post("/hooks/sms/inbound", Access::Anyone, bring_signed)
            .says("The SMS gateway brings a message: signed JSON")
            .limit(LONGEST),
        Route::get("/hooks/sms/reports/{token}", Access::Anyone, report)
            .says("The SMS gateway reports what became of a message, at the address that came with it"),
        Route::post("/hooks/sms/reports/{token}", Access::Anyone, report)
            .says("The same, for gateways that post")
            .limit(LONGEST),
    ]
}

/// A gateway reads the status alone; a body would be sent on as a text message.
fn done(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

async fn bring(State(house): State<House>, request: Request) -> Result<Response, Failure> {
    let settings = house.config.sms.as_ref().ok_or_else(Failure::not_found)?;
    let query = request.uri().query().unwrap_or_default();
    if query.len() > LONGEST {
        return Ok(done(StatusCode::URI_TOO_LONG));
    }
    let named = pairs(query.as_bytes());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let secret = settings.inbound.secret().await;
    if !settings.inbound.lets_get(secret.as_deref(), &named, peer, request.headers()) {
        return Err(Failure::not_found());
    }
    take(&house, settings.inbound.of_query(query.as_bytes())).await
}

async fn bring_signed(State(house): State<House>, headers: HeaderMap, Raw(body): Raw) -> Result<Response, Failure> {
    let settings = house.config.sms.as_ref().ok_or_else(Failure::not_found)?;
    let secret = settings.inbound.secret().await;
    if !settings.inbound.lets_post(secret.as_deref(), &headers, &body, house.clock.now()) {
        return Err(Failure::not_found());
    }
    take(&house, settings.inbound.of_json(&body)).await
}

async fn take(house: &House, incoming: Option<Incoming>) -> Result<Response, Failure> {
    let Some(incoming) = incoming else { return Ok(done(StatusCode::BAD_REQUEST)) };
    acts::sms::hear(house, &incoming).await?;
    Ok(done(StatusCode::OK))
}

async fn report(
    State(house): State<House>,
    Path(code): Path<String>,
    uri: Uri,
    Raw(body): Raw,
) -> Result<Response, Failure> {
    let delivery = house.queue.of_report(&code).await?.filter(|d| d.channel == Channel::Sms);
    let delivery = delivery.ok_or_else(Failure::not_found)?;
    let now = house.clock.now();
    let change = match Report::of(uri.query().unwrap_or_default(), &body) {
        Report::Arrived => house.queue.delivered(Change::new(), &delivery, now),
        Report::Failed => house.queue.bounced(Change::new(), &delivery, "undeliverable", now),
        Report::Waiting => return Ok(done(StatusCode::OK)),
    };
    house.store.apply(change).await?;
    Ok(done(StatusCode::OK))
}
