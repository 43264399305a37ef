//! Whether two texts say the same: copies with a few letters, words or signs changed, whatever the language; and finding them among many
//! without looking at each.

mod bands;
mod sketch;

pub use bands::Bands;
pub use sketch::Sketch;
