//! Institutions: who they are, how that is proven, and what they bring.

use axum::{extract::State, response::Response};
use kernel::{AlertId, AuthorityId, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Raw, Route, WhoStaff, created};

use super::SPEAKERS;
use crate::{
    acts::{self, abroad::LONGEST, ingest::Taken, no},
    model::{Authority, Means, Standing},
    rules::No,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/authorities", Access::Anyone, list)
            .says("The institutions of this server, by domain, and whether their proof is there")
            .gives::<AuthorityList>(200),
        Route::post("/api/v1/authorities", SPEAKERS, add)
            .says("Adds an institution: an admin any, whoever speaks for a proven one another that it vouches for")
            .takes::<NewAuthority>()
            .gives::<Asked>(201),
        Route::post("/api/v1/authorities/{id}/check", SPEAKERS, check)
            .says("Looks for the proof now: a TXT record, or a file on the web site")
            .gives::<AuthorityView>(200),
        Route::put("/api/v1/authorities/{id}/keys", Access::Admin, say)
            .says("Says which keys an institution signs with, for which senders, and where its messages are fetched")
            .takes::<Saying>()
            .gives_nothing(204),
        Route::delete("/api/v1/authorities/{id}", SPEAKERS, end)
            .says("Takes an institution away, and with it all that it vouches for")
            .gives_nothing(204),
        Route::post("/api/v1/authorities/{id}/alerts", SPEAKERS, bring)
            .says("Brings a message of CAP 1.0 to 1.2 (application/cap+xml), with the key of somebody who speaks for the institution")
            .limit(LONGEST)
            .idempotent()
            .gives::<Brought>(200),
    ]
}

/// An institution.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorityView {
    /// Its id.
    #[schema(value_type = String)]
    id: AuthorityId,
    /// Its domain.
    domain: String,
    /// Its name.
    name: String,
    /// `proven`, `lost`, `unproven` or `ended`.
    standing: &'static str,
    /// `record`, `file` or `delegated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    means: Option<&'static str>,
    /// The domains of those who vouch for it, the nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    through: Vec<String>,
    /// Since when it is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    proven: Option<Time>,
    /// When the proof was last seen, or seen to be gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    checked: Option<Time>,
}

impl AuthorityView {
    fn of((a, standing): &(Authority, Standing)) -> Self {
        Self {
            id: a.id,
            domain: a.domain.clone(),
            name: a.name.clone(),
            standing: standing.word(),
            means: a.means.map(Means::word),
            through: if let Standing::Proven { through } = standing { through.clone() } else { Vec::new() },
            proven: a.proven,
            checked: a.checked,
        }
    }
}

/// Institutions.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorityList {
    /// By domain.
    authorities: Vec<AuthorityView>,
}

/// A new institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAuthority {
    /// Its domain.
    domain: String,
    /// Its name, as those who speak for it are accredited.
    name: String,
    /// Who vouches for it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    delegator: Option<AuthorityId>,
}

/// What is to be published on the domain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuthorityAsked)]
pub struct Asked {
    /// Its id.
    #[schema(value_type = String)]
    id: AuthorityId,
    /// The name of the TXT record.
    record: String,
    /// The address of the file.
    file: String,
    /// What stands in either.
    token: String,
}

/// The keys of an institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AuthorityKeys)]
pub struct Saying {
    /// Certificates or public keys in PEM.
    #[serde(default)]
    pins: String,
    /// The senders of CAP that they speak for.
    #[serde(default)]
    senders: Vec<String>,
    /// Where messages are fetched: Atom, RSS, or one message.
    #[serde(default)]
    url: String,
    /// How often, in seconds: 15 to 60.
    #[serde(default)]
    seconds: Option<i64>,
}

/// What became of a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AlertBrought)]
pub struct Brought {
    /// `new`, `known` or `skipped`.
    became: &'static str,
    /// Its id, when it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    id: Option<AlertId>,
}

async fn list(State(house): State<House>) -> Result<Json<AuthorityList>, Failure> {
    let all = acts::authorities::all(&house).await?;
    let shown = all.iter().filter(|(a, _)| a.ended.is_none());
    Ok(Json(AuthorityList { authorities: shown.map(AuthorityView::of).collect() }))
}

async fn add(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Json(new): Json<NewAuthority>,
) -> Result<Response, Failure> {
    let made = acts::authorities::add(&house, &staff, &new.domain, &new.name, new.delegator).await?;
    Ok(created(Asked {
        id: made.id,
        record: format!("_rhizome.{}", made.domain),
        file: format!("https://{}/.well-known/rhizome", made.domain),
        token: made.token,
    }))
}

async fn check(
    State(house): State<House>,
    WhoStaff(_): WhoStaff,
    Path(id): Path<AuthorityId>,
) -> Result<Json<AuthorityView>, Failure> {
    acts::authorities::check(&house, id).await?;
    Ok(Json(AuthorityView::of(&acts::authorities::one(&house, id).await?)))
}

async fn say(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AuthorityId>,
    Json(said): Json<Saying>,
) -> Result<http::StatusCode, Failure> {
    let said = acts::authorities::Said {
        pins: said.pins,
        senders: said.senders.join(" "),
        url: said.url,
        seconds: said.seconds,
    };
    acts::authorities::say(&house, &staff, id, &said).await?;
    Ok(http::StatusCode::NO_CONTENT)
}

async fn end(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AuthorityId>,
) -> Result<http::StatusCode, Failure> {
    acts::authorities::end(&house, &staff, id).await?;
    Ok(http::StatusCode::NO_CONTENT)
}

async fn bring(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AuthorityId>,
    Raw(body): Raw,
) -> Result<Json<Brought>, Failure> {
    let (of, _) = acts::authorities::one(&house, id).await?;
    if !acts::speaker(&house, &staff).await?.speaks_for(Some(&of)) || of.ended.is_some() {
        return Err(no(&No::NotAccredited));
    }
    let (became, id) = match acts::ingest::take(&house, &of, &body, Some(&staff)).await? {
        Taken::New(id) => ("new", Some(id)),
        Taken::Known => ("known", None),
        Taken::Skipped => ("skipped", None),
        Taken::Refused(why) => return Err(no(&No::Document { line: why.line, rule: why.rule })),
    };
    Ok(Json(Brought { became, id }))
}
