//! Text messages through a gateway that speaks HTTP.

mod settings;

pub use settings::Settings;
