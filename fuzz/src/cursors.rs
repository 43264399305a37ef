//! Where a page of the help queue goes on.

use register::Place;

/// Reads the bytes as a place in the queue: what is read is written and read again, and has one order.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(place) = text.parse::<Place>() else { return };
    let written = place.to_string();
    assert!(written.len() <= text.len() + 36 && written.is_ascii());
    assert_eq!(written.parse(), Ok(place));
    assert_eq!(Some(place.cmp(&Place::start())), place.partial_cmp(&Place::start()));
}
