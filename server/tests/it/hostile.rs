//! Settings against the seeds of their fuzz target, and against texts that have broken other programs.

#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../../../fuzz/src/settings.rs"]
mod settings;

#[test]
fn settings_are_written_as_they_were_read() {
    seeds::replay("settings", settings::run);
}
