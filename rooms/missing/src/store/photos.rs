//! Photos of who is sought, and pictures that are known to be hoaxes.

use std::collections::HashSet;

use ::store::{Change, Row, StoreError, params, sql};
use kernel::{Id, NoticeId, Time};
use media::{Photo, Print};
use register::Register;

use crate::model::{Notice, PhotoFlag};

/// What is sealed of a photo.
pub const PAGE: &str = "photo.page";
/// … its small size.
pub const THUMB: &str = "photo.thumb";
/// Photos that one is compared with.
const MOST: i64 = 50_000;

sql! {
    /// Keeps the photo of a search, instead of the one before.
    pub SET_PHOTO = "INSERT INTO photo (notice, print, page, thumb, at, flag) \
        SELECT $1, $2, $3, $4, $5, $6 FROM notice WHERE id = $1 AND state IN (0, 1) \
        ON CONFLICT (notice) DO UPDATE SET print = excluded.print, page = excluded.page, thumb = excluded.thumb, at = excluded.at, \
        flag = excluded.flag";
    /// Takes it away.
    pub DROP_PHOTO = "DELETE FROM photo WHERE notice = $1";
    /// As a page shows it.
    pub PAGE_OF = "SELECT page FROM photo WHERE notice = $1";
    /// In its small size.
    pub THUMB_OF = "SELECT thumb FROM photo WHERE notice = $1";
    /// Whether there is one, and what was noticed of it.
    pub FLAG_OF = "SELECT flag FROM photo WHERE notice = $1";
    /// What photos are recognised by; those of drafts, which are written again and again, are of no search yet.
    pub PRINTS = "SELECT p.notice, p.print FROM photo p JOIN notice n ON n.id = p.notice WHERE n.state <> 0 ORDER BY p.notice LIMIT $1";
    /// What the photo of a search is recognised by.
    pub PRINT_OF = "SELECT print FROM photo WHERE notice = $1";
    /// … and those of the other searches that are on in an incident.
    pub PRINTS_OF = "SELECT photo.notice, photo.print FROM photo JOIN notice ON notice.id = photo.notice \
        WHERE notice.incident = $1 AND notice.state = 1 AND notice.id <> $2 ORDER BY photo.notice LIMIT $3";
    /// What hoaxes are.
    pub HOAXES = "SELECT print FROM hoax ORDER BY id LIMIT $1";
    /// A picture is known to be a hoax.
    pub ADD_HOAX = "INSERT INTO hoax (id, print, at) SELECT notice, print, $2 FROM photo WHERE notice = $1 ON CONFLICT (id) DO NOTHING";
    /// It was none.
    pub DROP_HOAX = "DELETE FROM hoax WHERE id = $1";
    /// Somebody is erased: the photos of their searches are.
    pub ERASE_PHOTOS = "DELETE FROM photo WHERE notice IN (SELECT id FROM notice WHERE seeker = $1)";
    /// Read to be sealed anew …
    pub READ_PAGES = "SELECT notice, page FROM photo WHERE notice > $1 ORDER BY notice LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_PAGES = "UPDATE photo SET page = $3 WHERE notice = $1 AND page = $2";
    /// Read to be sealed anew …
    pub READ_THUMBS = "SELECT notice, thumb FROM photo WHERE notice > $1 ORDER BY notice LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_THUMBS = "UPDATE photo SET thumb = $3 WHERE notice = $1 AND thumb = $2";
}

/// Keeps a photo.
pub fn set(change: Change, register: &Register, id: NoticeId, photo: &Photo, flag: PhotoFlag, now: Time) -> Change {
    let sealed = |column: &str, bytes: &[u8]| register.seal().seal(register.dice(), column, bytes);
    let (page, thumb) = (sealed(PAGE, &photo.page.jpeg), sealed(THUMB, &photo.thumbnail.jpeg));
    change.must(SET_PHOTO, params![id, photo.print.to_bytes().to_vec(), page, thumb, now, flag.number()])
}

/// What is noticed of a picture: what it is like.
///
/// # Errors
/// When the store fails.
pub async fn flag(register: &Register, of: NoticeId, print: &Print) -> Result<PhotoFlag, StoreError> {
    let like = |bytes: &[u8]| Print::from_bytes(bytes).is_some_and(|p| p.distance(print) <= Print::SAME);
    for row in register.store().read(HOAXES, params![MOST]).await? {
        if like(row.blob(0)?) {
            return Ok(PhotoFlag::Hoax);
        }
    }
    for row in register.store().read(PRINTS, params![MOST]).await? {
        if row.id::<NoticeId>(0)?.bytes() != of.bytes() && like(row.blob(1)?) {
            return Ok(PhotoFlag::Elsewhere);
        }
    }
    Ok(PhotoFlag::Nothing)
}

/// The other searches of its incident that are on and show the same photo as this one, nearly.
///
/// # Errors
/// When the store fails.
pub async fn like(register: &Register, notice: &Notice) -> Result<HashSet<NoticeId>, StoreError> {
    let store = register.store();
    let print = |row: &Row, at| Ok::<_, StoreError>(Print::from_bytes(row.blob(at)?));
    let own = store.one(PRINT_OF, params![notice.id]).await?;
    let Some(own) = own.as_ref().map(|r| print(r, 0)).transpose()?.flatten() else { return Ok(HashSet::new()) };
    let mut all = HashSet::new();
    for row in store.read(PRINTS_OF, params![notice.incident, notice.id, MOST]).await? {
        if print(&row, 1)?.is_some_and(|p| p.distance(&own) <= Print::SAME) {
            all.insert(row.id(0)?);
        }
    }
    Ok(all)
}

/// What was noticed of the photo of a search; nothing when it has none.
///
/// # Errors
/// When the store fails.
pub async fn flag_of(register: &Register, id: NoticeId) -> Result<Option<PhotoFlag>, StoreError> {
    let row = register.store().one(FLAG_OF, params![id]).await?;
    Ok(row.map(|r| r.int(0)).transpose()?.and_then(PhotoFlag::of_number))
}

/// What the photo of a search is told by, so that a yes is to the one that was looked at.
///
/// # Errors
/// When the store fails.
pub async fn told_by(register: &Register, id: NoticeId) -> Result<Option<String>, StoreError> {
    let row = register.store().one(PRINT_OF, params![id]).await?;
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect();
    row.map(|r| r.blob(0).map(hex)).transpose()
}

/// The photo of a search, opened: a JPEG.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn jpeg(register: &Register, id: NoticeId, small: bool) -> Result<Option<Vec<u8>>, StoreError> {
    let (sql, column) = if small { (THUMB_OF, THUMB) } else { (PAGE_OF, PAGE) };
    let Some(row) = register.store().one(sql, params![id]).await? else { return Ok(None) };
    let opened = register.seal().open(column, row.blob(0)?);
    opened.map(Some).map_err(|e| StoreError::Fault(format!("{column}: {e}")))
}

/// The picture of a search is known to be a hoax from now on.
pub fn hoax(change: Change, id: NoticeId, now: Time) -> Change {
    change.run(ADD_HOAX, params![id, now])
}

/// It was none.
pub fn no_hoax(change: Change, id: NoticeId) -> Change {
    change.run(DROP_HOAX, params![id])
}
