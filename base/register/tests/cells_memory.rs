//! How much memory the people-by-cell index takes: alone in its process, so that nobody else's memory is counted.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use kernel::{Cell, Id, PersonId, Time};
use register::{PeopleByCell, PlaceKind};

/// The memory of this process that is in use, in bytes (Linux).
fn resident() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    pages.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4096)
}

#[test]
fn a_million_people_take_little() {
    let Some(before) = resident() else { return };
    let cells: Vec<Cell> = (0..10_000)
        .map(|i| (f64::from(i / 100), f64::from(i % 100)))
        .map(|(y, x)| Cell::at(48.6 + y * 0.005, 2.0 + x * 0.008, Cell::RESOLUTION).unwrap())
        .collect();
    let mut index = PeopleByCell::new();
    let people = 1_000_000u64;
    for n in 0..people {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&n.to_be_bytes());
        let (id, spread) = (PersonId::from_bytes(id), n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32);
        index.place(id, PlaceKind::Position, cells[(spread % 10_000) as usize], Some(Time(1 << 50)));
        index.place(id, PlaceKind::Home, cells[(spread / 7 % 10_000) as usize], None);
    }
    let each = (resident().unwrap() - before) / people;
    eprintln!("{each} bytes per person with two places");
    assert_eq!(index.people(), 1_000_000);
    assert!(each < 80, "{each} bytes per person");
}
