//! Where things are, as far as anybody may know: everything in here is reckoned between the centres of cells ([`kernel::Cell`]) and
//! public landmarks, never from the place of a person or a door. Asking again, from elsewhere, or sorting the answers tells no
//! more than the cell.
//!
//! Pure: no I/O, no clock, no chance.
//!
//! | | |
//! |---|---|
//! | [`area`] | metres, minutes on foot and points of the compass between cells |
//! | [`landmark`] | stations, squares and town halls: found by name, nearest to a cell, read from GeoJSON |
//! | [`perimeter`] | keep-out polygons: which cells they touch |
//! | [`walk`] | the way on foot around them, or why there is none |
//! | [`index`] | the nearest doors with room |
//! | [`map`] | what a map of doors shows |
//! | [`tally`] | counts by area, none of which is too small |

pub mod area;
pub mod index;
pub mod landmark;
pub mod map;
pub mod perimeter;
mod plane;
pub mod tally;
pub mod walk;

pub use area::{Direction, Figures};
pub use index::{Facts, Hit, Index, Kind, Want};
pub use landmark::{Landmark, LandmarkKind, Landmarks};
pub use perimeter::Perimeter;
pub use walk::{NoWay, Walk, Walker, Walks};
