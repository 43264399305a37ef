//! Logs: lines of JSON on the error stream. What is logged is counted, timed and numbered; it names nobody.

use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// Who draws cards logs the texts that it sets, names among them: it is heard at no level, whatever is asked for.
const SILENT: &str = "cosmic_text=off";

/// Starts logging at `RHIZOME_LOG` (as `info`, `debug`, `relay=debug`), by default `info`.
pub fn start(default: &str) {
    let filter = EnvFilter::try_from_env("RHIZOME_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let filter = match SILENT.parse() {
        Ok(silent) => filter.add_directive(silent),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr);
    // A second start (in tests) leaves the first in place.
    let _ = tracing_subscriber::registry().with(filter).with(lines).try_init();
}
