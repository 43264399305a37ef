//! Beginning a search, and what becomes of it; searching.

use axum::{extract::State, response::Response};
use http::StatusCode;
use kernel::{Cell, IncidentId, NoticeId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Route, Who, created};

use crate::{
    acts::{self, Found, Raw, Whence},
    model::{Ages, Guardian, Relation, Sex, view::NoticeView},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/notices", Access::Anyone, search_for)
            .says("Begins a search for somebody: private, for matching alone. Without a proven contact it is a draft, and its token is given here once")
            .takes::<NewNotice>()
            .gives::<Opened>(201),
        Route::post("/api/v1/notices/publish", Access::Person, publish)
            .says("Begins the search of a draft's token, for whoever has proven a contact since")
            .takes::<Publish>()
            .gives::<NoticeView>(200),
        Route::get("/api/v1/notices", Access::Person, mine).says("One's own searches").gives::<Notices>(200),
        Route::get("/api/v1/notices/{id}", Access::Person, one).says("One of one's own searches").gives::<NoticeView>(200),
        Route::post("/api/v1/notices/{id}/renew", Access::Person, renew)
            .says("Whoever searches keeps it on: thirty days more, seven for a minor")
            .idempotent()
            .gives::<NoticeView>(200),
        Route::post("/api/v1/notices/{id}/close", Access::Person, close)
            .says("Whoever searches ends it")
            .idempotent()
            .gives::<NoticeView>(200),
        Route::post("/api/v1/notices/{id}/appeal", Access::Person, ask_appeal)
            .says("Asks for a public appeal: moderators decide. How old somebody is, when it was not said before, is told with it")
            .idempotent()
            .takes::<AppealAsked>()
            .gives::<NoticeView>(200),
        Route::post("/api/v1/notices/search", Access::Anyone, search)
            .says("Whether there is a public appeal for somebody: a name and the last four digits of their telephone. One answer for nobody, hidden, and who does not wish to be found")
            .takes::<Search>()
            .gives::<Found>(200),
        Route::get("/api/v1/appeals/{share}", Access::Anyone, shared)
            .says("A public appeal as it stands")
            .gives::<NoticeView>(200),
    ]
}

/// What is asked when a search is to be shown in public, unless it was said before.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealAsked {
    /// How old.
    #[serde(default)]
    ages: Option<Ages>,
    /// For a minor: `guardian` when one is a parent or guardian.
    #[serde(default)]
    guardian: Option<Guardian>,
}

/// A search.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    /// In which incident; by default the newest real one that is on, else an exercise.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// The full name, in any script.
    name: String,
    /// Other names: by marriage, at birth, short forms, other scripts.
    #[serde(default)]
    others: Vec<String>,
    /// How old.
    #[serde(default)]
    ages: Option<Ages>,
    /// Sex.
    #[serde(default)]
    sex: Option<Sex>,
    /// What they look like; addresses, codes and contacts in it are masked.
    #[serde(default)]
    description: Option<String>,
    /// What they wore.
    #[serde(default)]
    wearing: Option<String>,
    /// What tells them apart.
    #[serde(default)]
    sign: Option<String>,
    /// Where they were last seen: the name of a landmark.
    #[serde(default)]
    near: Option<String>,
    /// … or as an H3 cell.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    cell: Option<Cell>,
    /// When that was.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    seen: Option<Time>,
    /// Their telephone: for matching alone, shown to nobody.
    #[serde(default)]
    phone: Option<String>,
    /// Their e-mail: likewise.
    #[serde(default)]
    email: Option<String>,
    /// Who one is to them.
    #[serde(default)]
    relation: Option<Relation>,
    /// For a minor: who stands behind it.
    #[serde(default)]
    guardian: Option<Guardian>,
    /// Until when: thirty days by default and at most, seven for a minor.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date-time")]
    expires: Option<Time>,
    /// Whether one has read that the police are to be called first.
    #[serde(default)]
    police: bool,
}

/// A search that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opened {
    /// Its id.
    #[schema(value_type = String)]
    id: NoticeId,
    /// `searching` or `draft`.
    state: &'static str,
    /// Of a draft: what opens it, together with a proven contact. It is shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

/// What opens a draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublishNotice)]
pub struct Publish {
    /// The draft's token.
    token: String,
}

/// One's own searches.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    /// The newest first.
    notices: Vec<NoticeView>,
}

/// Who is looked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// In which incident.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    incident: Option<IncidentId>,
    /// Their name.
    name: String,
    /// The last four digits of their telephone.
    tail: String,
}

async fn search_for(
    State(house): State<House>,
    Who(visitor): Who,
    Json(new): Json<NewNotice>,
) -> Result<Response, Failure> {
    let raw = Raw {
        incident: new.incident,
        name: new.name,
        others: new.others,
        ages: new.ages,
        sex: new.sex,
        description: new.description,
        wearing: new.wearing,
        sign: new.sign,
        near: new.near,
        cell: new.cell,
        seen: new.seen,
        phone: new.phone,
        email: new.email,
        relation: new.relation,
        guardian: new.guardian,
        expires: new.expires,
        told_police: new.police,
        photo: None,
    };
    let posted = acts::post(&house, &visitor, raw).await?;
    let state = if posted.token.is_some() { "draft" } else { "searching" };
    Ok(created(Opened { id: posted.notice, state, token: posted.token }))
}

type View = Result<Json<NoticeView>, Failure>;

async fn publish(State(house): State<House>, Who(visitor): Who, Json(body): Json<Publish>) -> View {
    let id = acts::publish(&house, &visitor, &body.token).await?;
    acts::one_of_mine(&house, &visitor, id).await.map(Json)
}

async fn mine(State(house): State<House>, Who(visitor): Who) -> Result<Json<Notices>, Failure> {
    Ok(Json(Notices { notices: acts::mine(&house, &visitor).await? }))
}

async fn one(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>) -> View {
    acts::one_of_mine(&house, &visitor, id).await.map(Json)
}

async fn renew(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>) -> View {
    acts::renew(&house, &visitor, id).await?;
    acts::one_of_mine(&house, &visitor, id).await.map(Json)
}

async fn close(State(house): State<House>, Who(visitor): Who, Path(id): Path<NoticeId>) -> View {
    acts::close(&house, &visitor, id).await?;
    acts::one_of_mine(&house, &visitor, id).await.map(Json)
}

async fn ask_appeal(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    web::Raw(body): web::Raw,
) -> View {
    let Json(asked) = Json::<AppealAsked>::read_or_default(&body)?;
    acts::ask_appeal(&house, &visitor, id, asked.ages, asked.guardian.unwrap_or(Guardian::None)).await?;
    acts::one_of_mine(&house, &visitor, id).await.map(Json)
}

async fn search(
    State(house): State<House>,
    Who(visitor): Who,
    whence: Whence,
    Json(body): Json<Search>,
) -> Result<Json<Found>, Failure> {
    acts::search(&house, &visitor, &whence, body.incident, &body.name, &body.tail).await.map(Json)
}

async fn shared(State(house): State<House>, Path(share): Path<String>) -> View {
    acts::shared(&house, &share).await.map(Json)
}

/// Nothing more to say.
pub(super) const DONE: StatusCode = StatusCode::NO_CONTENT;
