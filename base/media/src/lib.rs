//! Photos that strangers send, made harmless and small; and the card that is relayed, drawn by the server.
//!
//! Pure: no I/O (but for [`Fonts::with_system`], once), no clock, no chance. The same bytes give the same bytes. Everything here takes some
//! tens of milliseconds of a processor: it belongs on a thread of its own, and only so many at a time.
//!
//! | | |
//! |---|---|
//! | [`Photo::take`] | JPEG, PNG or WebP of any sender → two upright JPEGs without a word of metadata, and a [`Print`] |
//! | [`Limits`], [`Refused`] | what is not even begun, and why |
//! | [`Print`] | known again when it comes back smaller, cropped or mirrored |
//! | [`Card`], [`Fonts`] | 1200 × 630 PNG: who is sought, found, or no longer sought |
//!
//! JPEGs are decoded at a fraction of their size by `jpeg-decoder`, in safe Rust: neither C nor an assembler is needed, nothing jumps over our
//! frames, and a decoder that panics costs the sender the photo and nobody else anything. Colour profiles go with the other
//! metadata: a photo in a wide gamut (Display P3) looks a little paler.
//!
//! ```
//! use media::{Card, Fonts, Limits, Photo, Refused, State};
//!
//! assert_eq!(Photo::take(b"GIF89a", &Limits::default()), Err(Refused::Format));
//! let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1";
//! assert_eq!(Photo::take(heic, &Limits::default()).unwrap_err().code(), "photo-heic");
//!
//! let card = Card {
//!     state: State::Found,
//!     status_word: "Retrouvée".into(),
//!     name: "Camille R.".into(),
//!     age_line: "27 ans".into(),
//!     lines: vec!["Merci à toutes celles et ceux qui ont relayé.".into()],
//!     ask: "La page".into(),
//!     address: "rhizome.example/s/7KQ4".into(),
//!     qr: "https://rhizome.example/s/7KQ4".into(),
//!     valid_line: "État du 14 novembre à 9 h 12.".into(),
//!     photo: None,
//!     rtl: false,
//! };
//! let png = card.png(&Fonts::embedded());
//! assert!(png.starts_with(b"\x89PNG"));
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
