//! Pictures: sent as they are, served as they were written anew.

use axum::{body::Bytes, extract::State, response::Response};
use http::{HeaderMap, StatusCode};
use kernel::{PictureId, Visitor};
use media::Picture;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Failure, House, Path, Raw, Route, Who, created};

use crate::acts;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/posts/pictures", Access::SignedIn, send)
            .says("Keeps a picture for a post that is being written: JPEG, PNG or WebP, at most 8 MB. It is written anew, without what stands in the file besides. It waits two hours")
            .limit(acts::MOST_BYTES)
            .gives::<SentOut>(201),
        Route::delete("/api/v1/posts/pictures/{id}", Access::SignedIn, drop_picture)
            .says("Takes it back before its post is written")
            .gives_nothing(204),
        Route::get("/p/{id}", Access::Anyone, page).says("A picture of a post, a JPEG of at most 1000 pixels"),
        Route::get("/p/{id}/small", Access::Anyone, small).says("The same in small"),
    ]
}

/// A picture that waits for its post.
#[derive(Serialize, ToSchema)]
struct SentOut {
    /// Its id.
    #[schema(value_type = String)]
    id: PictureId,
}

async fn send(State(house): State<House>, Who(visitor): Who, Raw(bytes): Raw) -> Result<Response, Failure> {
    Ok(created(SentOut { id: acts::send_picture(&house, &visitor, Vec::from(bytes)).await? }))
}

async fn drop_picture(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<PictureId>,
) -> Result<StatusCode, Failure> {
    acts::drop_picture(&house, &visitor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn page(
    State(house): State<House>,
    Who(visitor): Who,
    headers: HeaderMap,
    Path(id): Path<PictureId>,
) -> Result<Response, Failure> {
    picture(&house, &visitor, &headers, id, false).await
}

async fn small(
    State(house): State<House>,
    Who(visitor): Who,
    headers: HeaderMap,
    Path(id): Path<PictureId>,
) -> Result<Response, Failure> {
    picture(&house, &visitor, &headers, id, true).await
}

/// A picture, for a moment alone: it goes when its post does.
async fn picture(
    house: &House,
    visitor: &Visitor,
    asked: &HeaderMap,
    id: PictureId,
    small: bool,
) -> Result<Response, Failure> {
    let (jpeg, public) = acts::picture(house, visitor, id, small).await?;
    Ok(web::kept_briefly(asked, Picture::TYPE, Bytes::from(jpeg), public))
}
