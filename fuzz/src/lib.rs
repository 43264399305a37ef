//! The functions that are fuzzed: see `README.md` in this folder.

pub mod cap;
pub mod events;
pub mod ids_and_cells;
pub mod landmarks;
pub mod languages;
pub mod masking;
pub mod people_names;
pub mod pfif;
pub mod seeds;
pub mod sms;
pub mod times;
pub mod zone;

#[cfg(feature = "rooms")]
pub mod addresses;
#[cfg(feature = "rooms")]
pub mod answers;
#[cfg(feature = "rooms")]
pub mod bodies;
#[cfg(feature = "rooms")]
pub mod bounces;
#[cfg(feature = "rooms")]
pub mod circles;
#[cfg(feature = "rooms")]
pub mod contacts;
#[cfg(feature = "rooms")]
pub mod cursors;
#[cfg(feature = "rooms")]
pub mod forms;
#[cfg(feature = "rooms")]
pub mod headers;
#[cfg(feature = "rooms")]
pub mod links;
#[cfg(feature = "rooms")]
pub mod marks;
#[cfg(feature = "rooms")]
pub mod multipart;
#[cfg(feature = "rooms")]
pub mod names;
#[cfg(feature = "rooms")]
pub mod offers;
#[cfg(feature = "rooms")]
pub mod photos;
#[cfg(feature = "rooms")]
pub mod settings;
#[cfg(feature = "rooms")]
pub mod sms_hooks;
#[cfg(feature = "rooms")]
pub mod subscriptions;
#[cfg(feature = "rooms")]
pub mod tables;
#[cfg(feature = "rooms")]
mod tame;

/// A function that must take any bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folder of seeds.
pub const TARGETS: &[(&str, Target)] = &[
    ("cap", cap::run),
    ("events", events::run),
    ("ids_and_cells", ids_and_cells::run),
    ("landmarks", landmarks::run),
    ("languages", languages::run),
    ("masking", masking::run),
    ("people_names", people_names::run),
    ("pfif", pfif::run),
    ("sms", sms::run),
    ("times", times::run),
    ("zone", zone::run),
    #[cfg(feature = "rooms")]
    ("addresses", addresses::run),
    #[cfg(feature = "rooms")]
    ("answers", answers::run),
    #[cfg(feature = "rooms")]
    ("bodies", bodies::run),
    #[cfg(feature = "rooms")]
    ("bounces", bounces::run),
    #[cfg(feature = "rooms")]
    ("circles", circles::run),
    #[cfg(feature = "rooms")]
    ("contacts", contacts::run),
    #[cfg(feature = "rooms")]
    ("cursors", cursors::run),
    #[cfg(feature = "rooms")]
    ("forms", forms::run),
    #[cfg(feature = "rooms")]
    ("headers", headers::run),
    #[cfg(feature = "rooms")]
    ("links", links::run),
    #[cfg(feature = "rooms")]
    ("marks", marks::run),
    #[cfg(feature = "rooms")]
    ("multipart", multipart::run),
    #[cfg(feature = "rooms")]
    ("names", names::run),
    #[cfg(feature = "rooms")]
    ("offers", offers::run),
    #[cfg(feature = "rooms")]
    ("photos", photos::run),
    #[cfg(feature = "rooms")]
    ("settings", settings::run),
    #[cfg(feature = "rooms")]
    ("sms_hooks", sms_hooks::run),
    #[cfg(feature = "rooms")]
    ("subscriptions", subscriptions::run),
    #[cfg(feature = "rooms")]
    ("tables", tables::run),
];

/// Hands a function to libFuzzer. Built without it, the program runs the function over the files named on its command line.
#[macro_export]
macro_rules! target {
    ($run:path) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $run(data));
        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            for file in std::env::args_os().skip(1) {
                $run(&std::fs::read(file)?);
            }
            Ok(())
        }
    };
}
