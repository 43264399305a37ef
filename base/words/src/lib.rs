//! What people write in free text, and what of it nobody else may read: street addresses with a number, door codes and how to get
//! in, telephone numbers, e-mail addresses, links and handles. French, English, German, Spanish, Dutch and Arabic forms.
//!
//! No I/O, no clock, no chance: the same text is always masked in the same way, and masking twice changes nothing more.
//!
//! ```
//! use words::{Kind, Piece, mask, pieces};
//!
//! let masked = mask("2 places, 12 bis rue de la Roquette 75011, code 45B12. SMS 06.12.34.56.78");
//! assert_eq!(masked.text, "2 places, ⟦address⟧ 75011, ⟦code⟧. SMS ⟦phone⟧");
//! assert_eq!(masked.found[0].kind, Kind::Address);
//! // A page says it in its reader's language.
//! let shown: String = pieces(&masked.text)
//!     .map(|piece| match piece {
//!         Piece::Text(text) => text,
//!         Piece::Masked(_) => "(masqué)",
//!     })
//!     .collect();
//! assert_eq!(shown, "2 places, (masqué) 75011, (masqué). SMS (masqué)");
//! // A street alone, a station, an hour, an emergency number stay.
//! assert!(mask("rue Oberkampf, métro 9, jusqu'à 2h, sinon appelez le 112").found.is_empty());
//! ```
#![forbid(unsafe_code)]

mod address;
mod claims;
mod code;
mod contact;
mod copies;
mod fold;
mod hashtag;
mod intent;
mod length;
mod links;
mod mask;
mod phone;
pub mod phrase;
mod steps;
mod tokens;

pub use address::streets;
pub use claims::{accuses, tells_of_forces};
pub use copies::{Bands, Sketch};
pub use fold::{fold, hidden};
pub use hashtag::{Hashtag, LONGEST_KEY, hashtags, tag_key};
pub use intent::{Intent, Sure, TAGS as DOOR_TAGS, intent, searches, take_out as take_out_door_tags};
pub use length::{characters, shorten};
pub use links::is_public_link;
pub use mask::{Found, Kind, Masked, Piece, mask, mask_but, pieces};
pub use tokens::{Token, Tokens};
