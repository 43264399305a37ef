//! Lists of institutions, what comes of them, and deaths.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kernel::{IncidentId, NoteId, NoticeId, OperatorId, ReunionId, Role, Time};
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Failure, Front, House, Json, OrRefuse, Path, Query, Raw, Route, Who, WhoStaff};

use super::{notices::DONE, tributes::OnPage};
use crate::{
    acts::list::{self as acts, Called, Line, ListReport, Listed},
    model::{
        Ages, Sex,
        list::{EntryState, NewEntry, Patient},
    },
    rules::list::{MOST_BYTES, NoList},
};

/// Who may bring a list, once an admin has said for which institution.
pub(crate) const INSTITUTIONS: Access = Access::Staff(&[Role::Institution]);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::put("/api/v1/institutions/{operator}", Access::Admin, accredit)
            .says("Says for which institution a member of staff speaks")
            .takes::<Accrediting>()
            .gives_nothing(204),
        Route::delete("/api/v1/institutions/{operator}", Access::Admin, unaccredit)
            .says("They do not any more")
            .gives_nothing(204),
        Route::get("/api/v1/lists", INSTITUTIONS, listed)
            .says("One's institution's own list, with the searches that may be for somebody on it: why, and no more before one calls")
            .query("page", "which part of it; the first one unless it is told")
            .gives::<Listed>(200),
        Route::post("/api/v1/lists", INSTITUTIONS, bring)
            .says("Brings a list: JSON, or text/csv with the columns name, sex, age or born, document, phone, email, arrived, state (in_care, safe, unknown) and reference; at most 1000 lines and 1 MB. A known reference corrects its entry. All of it is kept, or nothing")
            .query("incident", "of a CSV: in which incident; by default the newest real one that is on")
            .takes::<NewList>()
            .limit(MOST_BYTES)
            .idempotent()
            .gives::<ListReport>(200)
            .gives::<ListReport>(422),
        Route::put("/api/v1/lists/{entry}", INSTITUTIONS, correct)
            .says("Corrects an entry: what it caused is undone when it is about somebody else")
            .takes::<NewListEntry>()
            .gives_nothing(204),
        Route::delete("/api/v1/lists/{entry}", INSTITUTIONS, withdraw)
            .says("Withdraws an entry, and everything that it caused")
            .gives_nothing(204),
        Route::post("/api/v1/lists/matches/{id}/call", INSTITUTIONS, call)
            .says("One calls the family: whom, and how. It stands in the journal each time")
            .gives::<Called>(200),
        Route::post("/api/v1/lists/matches/{id}/refuse", INSTITUTIONS, refuse)
            .says("They are two different people")
            .idempotent()
            .gives_nothing(204),
        Route::post("/api/v1/lists/matches/{id}/release", INSTITUTIONS, release)
            .says("Lets the family's search end, once it was called: only now its page changes")
            .takes::<Release>()
            .idempotent()
            .gives_nothing(204),
        Route::delete("/api/v1/lists/matches/{id}", INSTITUTIONS, take_back)
            .says("That was a mistake: the search goes on, and whoever was told hears it")
            .gives_nothing(204),
        Route::post("/api/v1/lists/matches/{id}/death", INSTITUTIONS, state_death)
            .says("States a death, for a second person to confirm. Nothing shows it, and nobody is written to")
            .takes::<Stating>()
            .idempotent()
            .gives_nothing(204),
        Route::post("/api/v1/lists/matches/{id}/death/confirm", INSTITUTIONS, confirm_death)
            .says("A second, different person confirms it, once the family was told by voice: the family may then agree that it is shown")
            .takes::<Confirming>()
            .idempotent()
            .gives_nothing(204),
        Route::delete("/api/v1/lists/matches/{id}/death", INSTITUTIONS, suspend_death)
            .says("One of the two suspends it: every output goes back at once")
            .gives_nothing(204),
        Route::put("/api/v1/notices/{id}/consent", Access::Person, consent)
            .says("The family agrees that it is shown what an institution told it by voice, or takes that back")
            .takes::<Consenting>()
            .gives_nothing(204),
    ]
}

/// For which institution somebody speaks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accrediting {
    /// Its name: who speaks for the same name speaks for the same institution.
    institution: String,
}

/// A list that is brought.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewList {
    /// In which incident; by default the newest real one that is on, else an exercise.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// At most 1000.
    entries: Vec<NewListEntry>,
}

/// Somebody on it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewListEntry {
    /// The full name; it may be missing when it is not known who they are.
    #[serde(default)]
    name: Option<String>,
    /// Sex.
    #[serde(default)]
    sex: Option<Sex>,
    /// How old.
    #[serde(default)]
    ages: Option<Ages>,
    /// … or the year of birth.
    #[serde(default)]
    born: Option<i64>,
    /// What they carry to be known by: shown to nobody else.
    #[serde(default)]
    document: Option<String>,
    /// Their telephone: for matching alone.
    #[serde(default)]
    phone: Option<String>,
    /// Their e-mail: likewise.
    #[serde(default)]
    email: Option<String>,
    /// Since when they are there.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    arrived: Option<Time>,
    /// How they are. A death is no line of a list.
    state: EntryState,
    /// One's own reference: the same one again corrects the entry. A correction keeps it.
    #[serde(default)]
    reference: String,
}

impl From<NewListEntry> for NewEntry {
    fn from(n: NewListEntry) -> Self {
        Self {
            name: n.name.unwrap_or_default(),
            sex: n.sex.map(|s| s.word().to_owned()).unwrap_or_default(),
            age: n.ages.map(|a| format!("{}/{}", a.low, a.high)).unwrap_or_default(),
            born: n.born.map(|b| b.to_string()).unwrap_or_default(),
            document: n.document.unwrap_or_default(),
            phone: n.phone.unwrap_or_default(),
            email: n.email.unwrap_or_default(),
            arrived: n.arrived.map(|t| t.to_string()).unwrap_or_default(),
            state: n.state.word().to_owned(),
            reference: n.reference,
        }
    }
}

/// What whoever is listed says to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ListRelease)]
pub struct Release {
    /// `agrees` or `cannot_answer`: they are asked first.
    #[serde(default)]
    patient: Option<Patient>,
}

/// A death.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DeathStated)]
pub struct Stating {
    /// When they died.
    #[schema(value_type = String, format = "date-time")]
    died: Time,
}

/// A death is confirmed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DeathConfirmed)]
pub struct Confirming {
    /// Whether the family was told by voice.
    #[serde(default)]
    told: bool,
}

/// What the family says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FamilyConsent)]
pub struct Consenting {
    /// Whether it may be shown.
    shown: bool,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    incident: Option<IncidentId>,
}

async fn accredit(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(operator): Path<OperatorId>,
    Json(body): Json<Accrediting>,
) -> Result<StatusCode, Failure> {
    acts::accredit(&house, &staff, operator, &body.institution).await?;
    Ok(DONE)
}

async fn unaccredit(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(operator): Path<OperatorId>,
) -> Result<StatusCode, Failure> {
    acts::unaccredit(&house, &staff, operator).await?;
    Ok(DONE)
}

async fn listed(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Query(on): Query<OnPage>,
) -> Result<Json<Listed>, Failure> {
    acts::listed(&house, &staff, on.page).await.map(Json)
}

async fn bring(
    front: Front,
    WhoStaff(staff): WhoStaff,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
    Raw(bytes): Raw,
) -> Result<Response, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (incident, lines) = if kind.split(';').next().unwrap_or_default().trim() == "text/csv" {
        (wanted.incident, acts::read_file(&bytes).or_refuse()?)
    } else {
        let list: NewList = serde_json::from_slice(&bytes).map_err(|_| acts::refused(&NoList::File))?;
        let lines: Vec<Line> = (1..).zip(list.entries.into_iter().map(NewEntry::from)).collect();
        (list.incident, lines)
    };
    let report = acts::bring(&front.house, &staff, incident, &lines, front.say()).await?;
    let status = if report.committed { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, axum::Json(report)).into_response())
}

async fn correct(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(entry): Path<NoteId>,
    Json(body): Json<NewListEntry>,
) -> Result<StatusCode, Failure> {
    acts::correct(&house, &staff, entry, &body.into()).await?;
    Ok(DONE)
}

async fn withdraw(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(entry): Path<NoteId>,
) -> Result<StatusCode, Failure> {
    acts::withdraw(&house, &staff, entry).await?;
    Ok(DONE)
}

async fn call(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
) -> Result<Json<Called>, Failure> {
    acts::call(&house, &staff, id).await.map(Json)
}

async fn refuse(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
) -> Result<StatusCode, Failure> {
    acts::refuse(&house, &staff, id).await?;
    Ok(DONE)
}

async fn release(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
    Json(body): Json<Release>,
) -> Result<StatusCode, Failure> {
    acts::release(&house, &staff, id, body.patient).await?;
    Ok(DONE)
}

async fn take_back(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
) -> Result<StatusCode, Failure> {
    acts::take_back(&house, &staff, id).await?;
    Ok(DONE)
}

async fn state_death(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
    Json(body): Json<Stating>,
) -> Result<StatusCode, Failure> {
    acts::state_death(&house, &staff, id, body.died).await?;
    Ok(DONE)
}

async fn confirm_death(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
    Json(body): Json<Confirming>,
) -> Result<StatusCode, Failure> {
    acts::confirm_death(&house, &staff, id, body.told).await?;
    Ok(DONE)
}

async fn suspend_death(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
) -> Result<StatusCode, Failure> {
    acts::suspend_death(&house, &staff, id).await?;
    Ok(DONE)
}

async fn consent(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    Json(body): Json<Consenting>,
) -> Result<StatusCode, Failure> {
    acts::consent(&house, &visitor, id, body.shown).await?;
    Ok(DONE)
}
