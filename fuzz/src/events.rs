//! Events as they are read from the outbox: written by this version of the program, an older or a newer one, or by a restored backup.

use kernel::Event;
use serde_json::{from_slice, from_str, to_string};

/// Reads the bytes as an event. Whatever is accepted is written in one form, and read from it as the same.
pub fn run(data: &[u8]) {
    let Ok(event) = from_slice::<Event>(data) else { return };
    let written = to_string(&event).expect("JSON");
    let again = from_str::<Event>(&written).expect("what it writes, it reads");
    assert_eq!(to_string(&again).expect("JSON"), written);
    assert_eq!(again.person(), event.person());
    assert_eq!(std::mem::discriminant(&again), std::mem::discriminant(&event));
    if let Some(person) = event.person() {
        assert!(written.contains(&person.to_string()));
    }
}
