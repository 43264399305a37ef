//! The exchange with other registers: the paths and words of Google Person Finder, and a key in the header alone.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kernel::{IncidentId, OperatorId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, By, Caller, Failure, House, Json, Path, Query, Raw, Route, WhoStaff};

use super::notices::DONE;
use crate::{
    acts::exchange::{self as acts, Feed, Kind, Report},
    rules::exchange::{MOST_BYTES, NoExchange, time},
    store::exchange::{Given, Key},
};

/// Who may hold a key of the exchange.
const KEEPERS: Access = Access::Staff(&[Role::Institution, Role::Operator, Role::Admin]);
/// Records of one answer when nothing is said.
const USUAL: i64 = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::put("/api/v1/exchange/{operator}", Access::Admin, give)
            .says("Gives a domain to a member of staff: whose records their key may bring, and what else it may do")
            .takes::<Giving>()
            .gives_nothing(204),
        Route::get("/api/v1/exchange", Access::Admin, given)
            .says("Whose key may do what, by domain; never the keys")
            .gives::<KeysOut>(200),
        Route::delete("/api/v1/exchange/{operator}", Access::Admin, withdraw).says("Takes it back").gives_nothing(204),
        Route::get("/api/v1/pfif/read", KEEPERS, read)
            .says("One record of a person with its notes, as PFIF 1.4 (application/pfif+xml)")
            .query("id", "the name of the record: DOMAIN/LOCAL"),
        Route::post("/api/v1/pfif/write", KEEPERS, write)
            .says("Brings records of the key's own domain: PFIF 1.1 to 1.4 as application/pfif+xml, at most 4 MB and 500 records")
            .query("incident", "in which incident; by default the newest real one that is on")
            .limit(MOST_BYTES)
            .idempotent()
            .gives::<Report>(200),
        Route::get("/api/v1/pfif/search", KEEPERS, search)
            .says("Records of people of a name, as PFIF 1.4: approved appeals, and those of other registers")
            .query("q", "the name")
            .query("max_results", "at most so many: 50, up to 200"),
        Route::get("/api/v1/pfif/feeds/person", KEEPERS, persons)
            .says("Records of people, as Atom with PFIF 1.4 inside")
            .query("min_entry_date", "from when on, in UTC: then the oldest comes first")
            .query("skip", "so many are passed over")
            .query("max_results", "at most so many: 50, up to 200"),
        Route::get("/api/v1/pfif/feeds/note", KEEPERS, notes)
            .says("Notes that somebody was found, as Atom with PFIF 1.4 inside")
            .query("min_entry_date", "from when on, in UTC: then the oldest comes first")
            .query("skip", "so many are passed over")
            .query("max_results", "at most so many: 50, up to 200"),
    ]
}

/// What a key is given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExchangeGiving)]
pub struct Giving {
    /// The domain before the slash of its records' names.
    domain: String,
    /// It may read records and feeds.
    #[serde(default)]
    reads: bool,
    /// It may bring records.
    #[serde(default)]
    writes: bool,
    /// It may search by name.
    #[serde(default)]
    searches: bool,
}

/// Whose key may do what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeKey)]
pub struct KeyOut {
    /// The member of staff.
    #[schema(value_type = String)]
    operator: OperatorId,
    /// Their name.
    name: String,
    /// The domain before the slash of its records' names.
    domain: String,
    /// It may read records and feeds.
    reads: bool,
    /// It may bring records.
    writes: bool,
    /// It may search by name.
    searches: bool,
}

/// Everybody who was given a domain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExchangeKeys)]
pub struct KeysOut {
    /// By domain.
    keys: Vec<KeyOut>,
}

#[derive(Deserialize)]
struct One {
    id: String,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    incident: Option<IncidentId>,
}

#[derive(Deserialize)]
struct Named {
    q: String,
    #[serde(default)]
    max_results: Option<i64>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    min_entry_date: Option<String>,
    #[serde(default)]
    skip: Option<i64>,
    #[serde(default)]
    max_results: Option<i64>,
}

/// A key comes in the header alone: a session of the console is none.
fn by_key(caller: &Caller) -> Result<(), Failure> {
    if caller.by == By::Bearer { Ok(()) } else { Err(acts::refused(&NoExchange::NoDomain)) }
}

fn xml(kind: &'static str, body: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, no-store")], body).into_response()
}

async fn give(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(operator): Path<OperatorId>,
    Json(body): Json<Giving>,
) -> Result<StatusCode, Failure> {
    let Giving { domain, reads, writes, searches } = body;
    acts::give(&house, &staff, operator, Given { domain, reads, writes, searches }).await?;
    Ok(DONE)
}

async fn given(State(house): State<House>) -> Result<Json<KeysOut>, Failure> {
    let out = |Key { operator, name, given }| {
        let Given { domain, reads, writes, searches } = given;
        KeyOut { operator, name, domain, reads, writes, searches }
    };
    Ok(Json(KeysOut { keys: acts::all_given(&house.store).await?.into_iter().map(out).collect() }))
}

async fn withdraw(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(operator): Path<OperatorId>,
) -> Result<StatusCode, Failure> {
    acts::withdraw(&house, &staff, operator).await?;
    Ok(DONE)
}

async fn read(
    State(house): State<House>,
    caller: Caller,
    WhoStaff(staff): WhoStaff,
    Query(one): Query<One>,
) -> Result<Response, Failure> {
    by_key(&caller)?;
    Ok(xml(pfif::MEDIA_TYPE, acts::read(&house, &staff, &one.id).await?))
}

async fn write(
    State(house): State<House>,
    caller: Caller,
    WhoStaff(staff): WhoStaff,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
    Raw(bytes): Raw,
) -> Result<Json<Report>, Failure> {
    by_key(&caller)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if ![pfif::MEDIA_TYPE, "application/xml", "text/xml"].contains(&kind) {
        return Err(acts::refused(&NoExchange::Kind));
    }
    Ok(Json(acts::write(&house, &staff, Vec::from(bytes), wanted.incident).await?))
}

async fn search(
    State(house): State<House>,
    caller: Caller,
    WhoStaff(staff): WhoStaff,
    Query(named): Query<Named>,
) -> Result<Response, Failure> {
    by_key(&caller)?;
    let most = named.max_results.unwrap_or(USUAL);
    Ok(xml(pfif::MEDIA_TYPE, acts::search(&house, &staff, &named.q, most).await?))
}

async fn persons(
    State(house): State<House>,
    caller: Caller,
    WhoStaff(staff): WhoStaff,
    Query(part): Query<Part>,
) -> Result<Response, Failure> {
    feed(&house, &caller, &staff, Kind::Persons, &part).await
}

async fn notes(
    State(house): State<House>,
    caller: Caller,
    WhoStaff(staff): WhoStaff,
    Query(part): Query<Part>,
) -> Result<Response, Failure> {
    feed(&house, &caller, &staff, Kind::Notes, &part).await
}

async fn feed(
    house: &House,
    caller: &Caller,
    staff: &kernel::Staff,
    kind: Kind,
    part: &Part,
) -> Result<Response, Failure> {
    by_key(caller)?;
    let since = match part.min_entry_date.as_deref().map(pfif::Time::parse) {
        None => None,
        Some(Some(t)) => Some(time(t)),
        Some(None) => return Err(acts::refused(&NoExchange::Since)),
    };
    let feed = Feed { kind, since, skip: part.skip.unwrap_or(0), most: part.max_results.unwrap_or(USUAL) };
    Ok(xml(pfif::ATOM_MEDIA_TYPE, acts::feed(house, staff, feed).await?))
}
