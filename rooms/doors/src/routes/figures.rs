//! Open data about collective places, and what came of the doors.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kernel::IncidentId;
use serde::Deserialize;
use web::{Access, Failure, House, Json, Path, Query, Route};

use crate::acts::{self, figures};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/places.geojson", Access::Anyone, as_geojson)
            .says("The collective places that are open, as GeoJSON: points at the centres of cells. No home is ever in it. Has an `ETag`")
            .query("incident", "which incident; by default the newest real one that is on")
            .query("drill", "true: of an exercise, when nothing real is on")
            .gives_nothing(200),
        Route::get("/api/v1/places.csv", Access::Anyone, as_hxl)
            .says("The same as CSV with HXL hashtags; no cell is a formula")
            .query("incident", "which incident; by default the newest real one that is on")
            .query("drill", "true: of an exercise, when nothing real is on")
            .gives_nothing(200),
        Route::get("/api/v1/incidents/{id}/doors", Access::Operator, measure)
            .says("What came of the doors: people hosted per offer, time from request to address. Nobody is in it")
            .gives::<figures::Measure>(200),
    ]
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    incident: Option<IncidentId>,
    #[serde(default)]
    drill: bool,
}

async fn as_geojson(State(house): State<House>, Query(q): Query<Which>, asked: HeaderMap) -> Result<Response, Failure> {
    let all = acts::figures::open_places(&house, q.incident, q.drill).await?;
    Ok(tagged(&asked, "application/geo+json", figures::geojson(&all).to_string()))
}

async fn as_hxl(State(house): State<House>, Query(q): Query<Which>, asked: HeaderMap) -> Result<Response, Failure> {
    let all = acts::figures::open_places(&house, q.incident, q.drill).await?;
    Ok(tagged(&asked, "text/csv; charset=utf-8; header=present", figures::hxl(&all).into_text()))
}

/// With its tag, or nothing when the reader has just that.
fn tagged(asked: &HeaderMap, kind: &'static str, body: String) -> Response {
    let tag = web::tag_of(body.as_bytes());
    let known =
        asked.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| web::tag_matches(v, &tag));
    let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, "public, max-age=10".to_owned())];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(header::CONTENT_TYPE, kind)], body).into_response()
}

async fn measure(State(house): State<House>, Path(id): Path<IncidentId>) -> Result<Json<figures::Measure>, Failure> {
    if house.incidents.get(id).is_none() {
        return Err(Failure::not_found());
    }
    figures::measure(&house, id).await.map(Json)
}
