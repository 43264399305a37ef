//! Organisations' lists.

use axum::{extract::State, response::Response};
use kernel::{IncidentId, RosterId};
use serde::Deserialize;
use web::{Failure, Front, House, Json, KEEPERS, Path, Query, Raw, Route, WhoStaff, created};

use crate::{
    acts,
    model::{NewRollCall, NewRoster, RemindedCount, RollCallShown, RosterReport, RosterShown, Rosters},
};

/// The largest list in one request: some fifty thousand lines.
pub(crate) const LARGEST: usize = 8 * 1024 * 1024;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/rosters", KEEPERS, begin)
            .says("Begins an organisation's list")
            .takes::<NewRoster>()
            .gives::<RosterShown>(201),
        Route::get("/api/v1/rosters", KEEPERS, managed).says("The lists that one manages").gives::<Rosters>(200),
        Route::post("/api/v1/rosters/{id}/members", KEEPERS, import)
            .says("Reads members from CSV (name, email, phone, group, …): a report of what would be written, line by line")
            .query("commit", "true: write it, if every line is good")
            .query("good_only", "true: with commit, write the good lines and leave the bad ones out")
            .limit(LARGEST)
            .gives::<RosterReport>(200),
        Route::get("/api/v1/rosters/{id}/export", KEEPERS, export)
            .says("The list as CSV for a spreadsheet; no cell is a formula")
            .query("incident", "adds answers, while that incident's roll is being called")
            .gives_nothing(200),
        Route::post("/api/v1/rosters/{id}/roll-calls", KEEPERS, begin_roll)
            .says("Begins to call the roll in an incident")
            .takes::<NewRollCall>()
            .gives::<RollCallShown>(201),
        Route::get("/api/v1/rosters/{id}/roll-calls/{incident}", KEEPERS, roll)
            .says("Who answered what, while the roll is being called")
            .gives::<RollCallShown>(200),
        Route::post("/api/v1/rosters/{id}/roll-calls/{incident}/remind", KEEPERS, remind)
            .says("Reminds those who have not answered, at most every half hour")
            .gives::<RemindedCount>(200),
        Route::post("/api/v1/rosters/{id}/roll-calls/{incident}/end", KEEPERS, end)
            .says("Ends the roll: answers are no longer shown")
            .gives::<RollCallShown>(200),
    ]
}

async fn begin(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(new): Json<NewRoster>,
) -> Result<Response, Failure> {
    acts::new_roster(&house, &staff, &new.name).await.map(created)
}

async fn managed(State(house): State<House>, WhoStaff(staff): WhoStaff) -> Result<Json<Rosters>, Failure> {
    Ok(Json(Rosters { rosters: acts::managed(&house, &staff).await? }))
}

#[derive(Deserialize)]
struct Sending {
    #[serde(default)]
    commit: bool,
    #[serde(default)]
    good_only: bool,
}

async fn import(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RosterId>,
    Query(sending): Query<Sending>,
    Raw(bytes): Raw,
) -> Result<Json<RosterReport>, Failure> {
    let (commit, good_only) = (sending.commit, sending.good_only);
    acts::import_roster(&house, &staff, id, &bytes, commit, good_only, front.say()).await.map(Json)
}

#[derive(Deserialize)]
struct Exporting {
    incident: Option<IncidentId>,
}

async fn export(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RosterId>,
    Query(wanted): Query<Exporting>,
) -> Result<Response, Failure> {
    Ok(acts::export_roster(&house, &staff, id, wanted.incident).await?.into_file("roster.csv"))
}

async fn begin_roll(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RosterId>,
    Json(new): Json<NewRollCall>,
) -> Result<Response, Failure> {
    acts::begin_roll_call(&house, &staff, id, new.incident).await.map(created)
}

async fn roll(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path((id, incident)): Path<(RosterId, IncidentId)>,
) -> Result<Json<RollCallShown>, Failure> {
    acts::roll_call(&house, &staff, id, incident).await.map(Json)
}

async fn remind(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path((id, incident)): Path<(RosterId, IncidentId)>,
) -> Result<Json<RemindedCount>, Failure> {
    Ok(Json(RemindedCount { reminded: acts::remind(&house, &staff, id, incident).await? }))
}

async fn end(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path((id, incident)): Path<(RosterId, IncidentId)>,
) -> Result<Json<RollCallShown>, Failure> {
    acts::end_roll_call(&house, &staff, id, incident).await.map(Json)
}
