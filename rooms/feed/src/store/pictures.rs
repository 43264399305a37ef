//! Pictures of posts as they are kept.

use ::store::{Change, Row, StoreError, params, sql};
use kernel::{PictureId, PostId, Time};
use media::Photo;
use register::Register;

use crate::model::{Cover, Pic};

/// What is sealed of a picture: what is seen on it,
pub const ALT: &str = "post_picture.alt";
/// … itself,
pub const PAGE: &str = "post_picture.page";
/// … and its small size.
pub const THUMB: &str = "post_picture.thumb";

macro_rules! columns {
    () => {
        "id, post, place, cover, width, height, alt"
    };
}

sql! {
    /// Keeps a picture that waits for its post.
    pub ADD_PICTURE = "INSERT INTO post_picture (id, owner, post, place, at, cover, width, height, print, alt, thumb, page) \
        SELECT $1, $2, NULL, 0, $3, 0, $4, $5, $6, NULL, $7, $8 WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $2)";
    /// It is of a post now.
    pub ATTACH_PICTURE = "UPDATE post_picture SET post = $3, place = $4, alt = $5, cover = $6 WHERE id = $1 AND owner = $2 AND post IS NULL";
    /// The pictures of a post.
    pub PICTURES_OF = concat!("SELECT ", columns!(), " FROM post_picture WHERE post = $1 ORDER BY place, id");
    /// The pictures of several posts.
    pub PICTURES_OF_MANY = concat!("SELECT ", columns!(), " FROM post_picture WHERE post IN ", register::many!(), " ORDER BY post, place, id");
    /// One picture, without its bytes; and who sent it.
    pub PICTURE = concat!("SELECT ", columns!(), ", owner FROM post_picture WHERE id = $1");
    /// Its bytes.
    pub PAGE_OF = "SELECT page FROM post_picture WHERE id = $1";
    /// … in small.
    pub THUMB_OF = "SELECT thumb FROM post_picture WHERE id = $1";
    /// Covers it, or takes the cover off; its author's own stays.
    pub COVER = "UPDATE post_picture SET cover = CASE WHEN cover IN (1, 4, 5) THEN CAST($3 AS BIGINT) ELSE CAST($2 AS BIGINT) END WHERE id = $1";
    /// Its author does; that of others stays.
    pub COVER_OWN = "UPDATE post_picture SET cover = CASE cover WHEN 0 THEN 1 WHEN 2 THEN 4 WHEN 3 THEN 5 ELSE cover END WHERE post = $1";
    /// Its author takes theirs off.
    pub UNCOVER_OWN = "UPDATE post_picture SET cover = CASE cover WHEN 1 THEN 0 WHEN 4 THEN 2 WHEN 5 THEN 3 ELSE cover END WHERE post = $1";
    /// Says what is seen on it.
    pub SAY_ALT = "UPDATE post_picture SET alt = $3 WHERE id = $1 AND post = $2";
    /// The pictures of a post that is gone.
    pub DROP_PICTURES = "DELETE FROM post_picture WHERE post = $1";
    /// One that its sender takes back before its post is written.
    pub DROP_PICTURE = "DELETE FROM post_picture WHERE id = $1 AND owner = $2 AND post IS NULL";
    /// Somebody is erased: their pictures are.
    pub ERASE_PICTURES = "DELETE FROM post_picture WHERE owner = $1";
    /// Their pictures, for the export of their data.
    pub EXPORT_PICTURES = "SELECT id, CAST(post AS TEXT), at, alt FROM post_picture WHERE owner = $1 ORDER BY id";
    /// Read to be sealed anew …
    pub READ_ALTS = "SELECT id, alt FROM post_picture WHERE id > $1 AND alt IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_ALTS = "UPDATE post_picture SET alt = $3 WHERE id = $1 AND alt = $2";
    /// Read to be sealed anew …
    pub READ_PAGES = "SELECT id, page FROM post_picture WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_PAGES = "UPDATE post_picture SET page = $3 WHERE id = $1 AND page = $2";
    /// Read to be sealed anew …
    pub READ_THUMBS = "SELECT id, thumb FROM post_picture WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_THUMBS = "UPDATE post_picture SET thumb = $3 WHERE id = $1 AND thumb = $2";
}

/// Reads a picture from a row of its columns.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn picture(register: &Register, row: &Row) -> Result<Pic, StoreError> {
    Ok(Pic {
        id: row.id(0)?,
        post: row.opt_int(1)?.map(PostId::of_number),
        place: row.int(2)?,
        cover: Cover::of_number(row.int(3)?).unwrap_or(Cover::Moderator),
        width: row.int(4)?,
        height: row.int(5)?,
        alt: register.open_or_none(ALT, row.opt_blob(6)?)?,
    })
}

/// Keeps a picture that waits for its post.
pub fn add(change: Change, register: &Register, id: PictureId, owner: [u8; 16], photo: &Photo, now: Time) -> Change {
    let sealed = |column: &str, bytes: &[u8]| register.seal().seal(register.dice(), column, bytes);
    let (page, thumb) = (sealed(PAGE, &photo.page.jpeg), sealed(THUMB, &photo.thumbnail.jpeg));
    let print = photo.print.to_bytes().to_vec();
    change.must(ADD_PICTURE, params![id, owner, now, photo.page.width, photo.page.height, print, thumb, page])
}

/// Pictures that wait belong to a post from now on, in this order; each must be its author's, and nobody else's yet.
pub fn attach(
    mut change: Change,
    register: &Register,
    post: PostId,
    owner: [u8; 16],
    pictures: &[(PictureId, Option<String>)],
    cover: Cover,
) -> Change {
    for (place, (id, alt)) in (1_i64..).zip(pictures) {
        let alt = register.seal_or_null(ALT, alt.as_deref());
        change = change.must(ATTACH_PICTURE, params![*id, owner, post, place, alt, cover.number()]);
    }
    change
}

/// The pictures of several posts, in order.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn of(register: &Register, posts: &[PostId]) -> Result<Vec<Pic>, StoreError> {
    let rows = register.many(PICTURES_OF_MANY, posts).await?;
    rows.iter().map(|row| picture(register, row)).collect()
}

/// A picture's bytes, opened: a JPEG.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn jpeg(register: &Register, id: PictureId, small: bool) -> Result<Option<Vec<u8>>, StoreError> {
    let (sql, column) = if small { (THUMB_OF, THUMB) } else { (PAGE_OF, PAGE) };
    let Some(row) = register.store().one(sql, params![id]).await? else { return Ok(None) };
    let opened = register.seal().open(column, row.blob(0)?);
    opened.map(Some).map_err(|e| StoreError::Fault(format!("{column}: {e}")))
}
