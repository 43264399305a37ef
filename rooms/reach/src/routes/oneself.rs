//! How one is reached.

use axum::{extract::State, response::Response};
use http::StatusCode;
use web::{Access, Failure, FieldError, House, Json, Raw, Route, WhoPerson};

use crate::{
    acts::choices,
    model::{MyMessages, NewChoices, Trial, people_channel},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/me/messages", Access::Person, show)
            .says("Through what one is reached, and what one wants")
            .gives::<MyMessages>(200),
        Route::put("/api/v1/me/messages", Access::Person, choose)
            .says("Chooses which messages take which channel; lets contacts that said STOP be written to again")
            .takes::<NewChoices>()
            .gives::<MyMessages>(200),
        Route::post("/api/v1/me/messages/trial", Access::Person, trial)
            .says("Sends oneself a trial: five an hour")
            .takes::<Trial>()
            .gives_nothing(202),
    ]
}

async fn show(State(house): State<House>, WhoPerson(me, session): WhoPerson) -> Result<Json<MyMessages>, Failure> {
    Ok(Json(choices::mine(&house, me, Some(session)).await?))
}

async fn choose(
    State(house): State<House>,
    WhoPerson(me, session): WhoPerson,
    Json(new): Json<NewChoices>,
) -> Result<Json<MyMessages>, Failure> {
    choices::choose(&house, me, &new).await?;
    Ok(Json(choices::mine(&house, me, Some(session)).await?))
}

async fn trial(State(house): State<House>, WhoPerson(me, _): WhoPerson, body: Raw) -> Result<Response, Failure> {
    let Json(trial) = Json::<Trial>::read_or_default(&body.0)?;
    let unknown = || FieldError::new("channel", "field-choose");
    let channel = trial.channel.map(|word| people_channel(&word).ok_or_else(unknown)).transpose()?;
    choices::try_out(&house, me, channel).await?;
    Ok(super::nothing(StatusCode::ACCEPTED))
}
