//! A photo that a stranger sent, made harmless and small.

use crate::{Limits, Print, Refused, decode::decode, encode, raster::Raster};

/// Pixels of the shorter side, below which nobody could be recognised.
pub const SMALLEST: u32 = 32;
/// Pixels of the longer side as a page shows it.
pub const PAGE: u16 = 1000;
/// Pixels of the longer side in a list.
pub const THUMBNAIL: u16 = 320;
/// Bytes that a page has for its photo.
pub const PAGE_BYTES: usize = 30 * 1024;
/// Bytes of one in a list.
pub const THUMBNAIL_BYTES: usize = 10 * 1024;

/// A photo in the two sizes that are kept, and what it is recognised by. The file that was sent is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// No side longer than [`PAGE`].
    pub page: Picture,
    /// No side longer than [`THUMBNAIL`].
    pub thumbnail: Picture,
    /// What is compared with pictures known to be hoaxes, and with those of other notices.
    pub print: Print,
}

/// A JPEG of ours: upright, and without a word about where, when or with what it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file, to be served as [`Picture::TYPE`].
    pub jpeg: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Picture {
    /// The content type.
    pub const TYPE: &str = "image/jpeg";
}

impl Photo {
    /// Looks at the headers, refuses what is too much, decodes no more than is shown, turns it upright, and writes it anew.
    ///
    /// Takes some tens of milliseconds of a processor: not for a thread that serves others. The bytes are those of the two pictures; the same file gives the
    /// same bytes.
    pub fn take(bytes: &[u8], limits: &Limits) -> Result<Photo, Refused> {
        let decoded = decode(bytes, limits, PAGE)?;
        let page = decoded.raster.fitted(PAGE.into())?.turned(decoded.turn);
        let thumbnail = page.fitted(THUMBNAIL.into())?;
        let print = Print::of(&page);
        Ok(Photo {
            thumbnail: Picture::of(&thumbnail, encode::within(&thumbnail, THUMBNAIL_BYTES)?),
            page: for_page(page)?,
            print,
        })
    }
}

/// As large as the budget allows: a crowd of small things at a thousand pixels would be blocks or too heavy, and is shown smaller.
fn for_page(page: Raster) -> Result<Picture, Refused> {
    let mut tried = page;
    loop {
        let jpeg = encode::within(&tried, PAGE_BYTES)?;
        let longest = tried.width.max(tried.height);
        if jpeg.len() <= PAGE_BYTES || longest <= 2 * u32::from(THUMBNAIL) {
            return Ok(Picture::of(&tried, jpeg));
        }
        tried = tried.fitted(longest * 4 / 5)?;
    }
}

impl Picture {
    fn of(raster: &Raster, jpeg: Vec<u8>) -> Picture {
        Picture { jpeg, width: raster.width, height: raster.height }
    }
}
