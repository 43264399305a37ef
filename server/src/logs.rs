//! Logs: lines of JSON on the error stream. What is logged is counted, timed and numbered; it names nobody.

use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// Who draws cards logs the texts that it sets, names among them, and who speaks to PostgreSQL what it writes: neither is heard so far, whatever
/// is asked for.
const SILENT: [&str; 2] = ["cosmic_text=off", "tokio_postgres=warn"];

/// Starts logging at `RHIZOME_LOG` (as `info`, `debug`, `relay=debug`), by default `info`.
pub fn start(default: &str) {
    let filter = EnvFilter::try_from_env("RHIZOME_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let silent = SILENT.iter().filter_map(|one| one.parse().ok());
    let filter = silent.fold(filter, EnvFilter::add_directive);
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr);
    // A second start (in tests) leaves the first in place.
    let _ = tracing_subscriber::registry().with(filter).with(lines).try_init();
}
