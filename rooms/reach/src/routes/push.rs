//! Notifications of browsers: the API that their scripts call.

use axum::{extract::State, response::Response};
use http::StatusCode;
use notify::Channel;
use web::{Access, Failure, House, Json, Path, Route, WhoPerson, created};

use crate::{
    acts::{browsers, choices},
    model::push::{Browser, Browsers, OldBrowser, PushKey},
};

/// The longest body: an endpoint of two kilobytes and two keys.
const LARGEST: usize = 8 * 1024;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/push/key", Access::Anyone, key)
            .says("The key that a browser subscribes with")
            .gives::<PushKey>(200),
        Route::post("/api/v1/me/push", Access::Person, take)
            .says("Takes this browser for oneself: it is notified from then on, and is nobody else's; of more than ten the oldest goes")
            .takes::<Browser>()
            .gives::<Browsers>(201)
            .limit(LARGEST)
            .idempotent(),
        Route::delete("/api/v1/me/push", Access::Person, forget)
            .says("Forgets this browser")
            .takes::<OldBrowser>()
            .gives_nothing(204)
            .limit(LARGEST)
            .idempotent(),
        Route::post("/api/v1/me/push/trial", Access::Person, try_all)
            .says("Sends a trial to one's browsers: five an hour")
            .gives_nothing(202),
        Route::post("/api/v1/push/received/{token}", Access::Anyone, received)
            .says("A browser says that a message has arrived; the token came with it and is good for nothing else")
            .gives_nothing(204)
            .limit(0)
            .idempotent(),
    ]
}

async fn key(State(house): State<House>) -> Json<PushKey> {
    Json(PushKey { key: house.vapid.public() })
}

async fn take(
    State(house): State<House>,
    WhoPerson(me, session): WhoPerson,
    Json(browser): Json<Browser>,
) -> Result<Response, Failure> {
    browsers::take(&house, me, session, &browser).await.map(created)
}

async fn forget(
    State(house): State<House>,
    WhoPerson(me, _): WhoPerson,
    Json(old): Json<OldBrowser>,
) -> Result<StatusCode, Failure> {
    browsers::forget(&house, me, &old.endpoint).await.map(|()| StatusCode::NO_CONTENT)
}

async fn try_all(State(house): State<House>, WhoPerson(me, _): WhoPerson) -> Result<StatusCode, Failure> {
    choices::try_out(&house, me, Some(Channel::Push)).await.map(|_| StatusCode::ACCEPTED)
}

async fn received(State(house): State<House>, Path(token): Path<String>) -> Result<StatusCode, Failure> {
    browsers::received(&house, &token).await.map(|()| StatusCode::NO_CONTENT)
}
