//! Photos that strangers send, made harmless and small.
//!
//! No I/O, no clock, no chance: the same bytes always give the same bytes.
//!
//! ```
//! use media::{Limits, Photo, Refused};
//!
//! assert_eq!(Photo::take(b"GIF89a", &Limits::default()), Err(Refused::Format));
//! assert_eq!(Photo::take(b"\0\0\0\x18ftypheic\0\0\0\0mif1", &Limits::default()).unwrap_err().code(), "photo-heic");
//! ```
#![forbid(unsafe_code)]

mod card;
mod decode;
mod encode;
mod exif;
mod limits;
mod photo;
mod print;
mod raster;
mod refused;
mod sniff;

pub use card::{CARD_HEIGHT, CARD_WIDTH, Card, Fonts, State};
pub use limits::Limits;
pub use photo::{PAGE, PAGE_BYTES, Photo, Picture, SMALLEST, THUMBNAIL, THUMBNAIL_BYTES};
pub use print::Print;
pub use refused::Refused;
pub use sniff::Format;
