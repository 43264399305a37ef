//! Photos: sent as they are, served as they were written anew.

use axum::{body::Bytes, extract::State, response::Response};
use http::{HeaderMap, StatusCode};
use kernel::NoticeId;
use media::Picture;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Access, Failure, House, Json, Path, Raw, Route, Who, WhoStaff};

use super::{notices::DONE, review::REVIEWERS};
use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::put("/api/v1/notices/{id}/photo", Access::Person, set_photo)
            .says("Keeps a photo of who is sought: JPEG, PNG or WebP, at most 8 MB. It is written anew, without what stands in the file besides")
            .limit(acts::MOST_BYTES)
            .gives_nothing(204),
        Route::delete("/api/v1/notices/{id}/photo", Access::Person, drop_photo)
            .says("Takes it away")
            .gives_nothing(204),
        Route::get("/api/v1/notices/{id}/photo", Access::Person, own_photo).says("The photo of one's own search, a JPEG"),
        Route::get("/api/v1/notices/{id}/photo/review", REVIEWERS, any_photo)
            .says("The photo of a search that is to be decided on, a JPEG"),
        Route::get("/api/v1/appeals/{share}/photo", Access::Anyone, shared_photo)
            .says("The photo of a public appeal while it is on, a JPEG"),
        Route::post("/api/v1/notices/{id}/hoax", REVIEWERS, hoax)
            .says("Its picture is a hoax: the search is taken down, and the picture is known from now on. After a day nothing of it is left, so it takes two: the first is answered 202")
            .takes::<Hoax>()
            .gives_nothing(204),
        Route::delete("/api/v1/notices/{id}/hoax", REVIEWERS, no_hoax)
            .says("It was none: for a day the search can go on, and its picture is known as nothing")
            .gives_nothing(204),
    ]
}

/// What is found to be a hoax.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HoaxFound)]
pub struct Hoax {
    /// The `photo_seen` of the photo that was looked at.
    #[serde(default)]
    photo_seen: Option<String>,
    /// Why, of the list of all rooms: `deceit`, as a rule. Required.
    #[serde(default)]
    ground: String,
}

async fn set_photo(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    Raw(bytes): Raw,
) -> Result<StatusCode, Failure> {
    acts::set_photo(&house, &visitor, id, Vec::from(bytes)).await?;
    Ok(DONE)
}

async fn drop_photo(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
) -> Result<StatusCode, Failure> {
    acts::drop_photo(&house, &visitor, id).await?;
    Ok(DONE)
}

/// A picture, for its reader alone or for a moment: it goes when somebody is found.
pub(super) fn picture(asked: &HeaderMap, jpeg: Vec<u8>, public: bool) -> Response {
    web::kept_briefly(asked, Picture::TYPE, Bytes::from(jpeg), public)
}

async fn own_photo(
    State(house): State<House>,
    Who(visitor): Who,
    headers: HeaderMap,
    Path(id): Path<NoticeId>,
) -> Result<Response, Failure> {
    Ok(picture(&headers, acts::own_photo(&house, &visitor, id, false).await?, false))
}

async fn any_photo(
    State(house): State<House>,
    WhoStaff(_): WhoStaff,
    headers: HeaderMap,
    Path(id): Path<NoticeId>,
) -> Result<Response, Failure> {
    Ok(picture(&headers, acts::any_photo(&house, id, false).await?, false))
}

async fn shared_photo(
    State(house): State<House>,
    headers: HeaderMap,
    Path(share): Path<String>,
) -> Result<Response, Failure> {
    Ok(picture(&headers, acts::shared_photo(&house, &share, false).await?, true))
}

async fn hoax(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoticeId>,
    Json(body): Json<Hoax>,
) -> Result<StatusCode, Failure> {
    let done = acts::hoax(&house, &staff, id, body.photo_seen.as_deref(), &body.ground).await?;
    Ok(if done { DONE } else { StatusCode::ACCEPTED })
}

async fn no_hoax(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<NoticeId>,
) -> Result<StatusCode, Failure> {
    acts::no_hoax(&house, &staff, id).await?;
    Ok(DONE)
}
