//! Open doors: nobody in the street, nobody exposed (#PorteOuverte).
//!
//! Hosts offer room, guests find the nearest door with room and hold places at it; the address goes to the guest whom the host accepted, and
//! to nobody else. See `README.md` beside this crate for what one can do here, and for its promises.
//!
//! ```
//! let room = doors::room();
//! assert_eq!(room.name, "doors");
//! assert!(web::access_table(&[room]).iter().any(|line| line.path == "/api/v1/doors/{id}/stays"));
//! ```

pub mod acts;
mod hear;
pub mod jobs;
pub mod model;
mod pages;
mod routes;
pub mod rules;
mod show;
pub mod store;

use std::sync::Arc;

use register::{Belongings, Export, Kind, Sealed};
use web::Room;

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "doors",
        routes: routes::all().into_iter().chain(pages::all()).collect(),
        sql: store::SQL,
        belongings: Some(&BELONGINGS),
        projections: Some(|register, _, _, _| vec![Arc::new(show::Shown(register.store().clone()))]),
        listeners: Some(|house| vec![Arc::new(hear::Ears(house.clone()))]),
        watchers: Some(|house| vec![Arc::new(hear::Fresh(house.clone()))]),
        jobs: Some(jobs::all),
        cards: &[&show::cards::Doors, &show::cards::Needs],
    }
}

/// What this room keeps of people.
pub static BELONGINGS: Belongings = Belongings {
    erase: &[
        store::stays::ERASE_HOLDS,
        store::companion::ERASE_COMPANIONS,
        store::stays::ERASE_PLACES,
        store::stays::ERASE_WORDS,
        store::stays::ERASE_STAYING,
        store::stays::ERASE_STAYS,
        store::stays::ERASE_HOST,
        store::stays::ERASE_SEARCHES,
        store::stays::ERASE_WAITS,
        store::stays::ERASE_VOUCHER,
        store::need::ERASE_ROOM_ASKED,
        store::ERASE_DOORS,
    ],
    export: &[
        Export {
            part: "doors",
            sql: store::EXPORT_DOORS,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("opened", Kind::Time),
                ("until", Kind::Time),
                ("places", Kind::Number),
                ("hosted", Kind::Number),
                ("label", Kind::Text),
                ("note", Kind::Text),
                ("address", Kind::Sealed("door.address")),
                ("entry", Kind::Sealed("door.entry")),
                ("name", Kind::Sealed("door.name")),
            ],
        },
        Export {
            part: "searches_for_room",
            sql: store::stays::EXPORT_SEARCHES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("people", Kind::Number),
                ("opened", Kind::Time),
            ],
        },
        Export {
            part: "stays_told_of",
            sql: store::companion::EXPORT_COMPANIONS,
            columns: &[("stay", Kind::Id), ("at", Kind::Time)],
        },
        Export {
            part: "stays",
            sql: store::stays::EXPORT_STAYS,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("state", Kind::Number),
                ("places", Kind::Number),
                ("asked", Kind::Time),
                ("arrived", Kind::Time),
                ("ended", Kind::Time),
                ("name", Kind::Sealed("stay.name")),
                ("words", Kind::Sealed("stay.words")),
            ],
        },
    ],
    sealed: &[
        Sealed { column: "door.address", keys: 1, read: store::READ_ADDRESSES, write: store::WRITE_ADDRESSES },
        Sealed { column: "door.entry", keys: 1, read: store::READ_ENTRIES, write: store::WRITE_ENTRIES },
        Sealed { column: "door.name", keys: 1, read: store::READ_HOST_NAMES, write: store::WRITE_HOST_NAMES },
        Sealed {
            column: "stay.name",
            keys: 1,
            read: store::stays::READ_GUEST_NAMES,
            write: store::stays::WRITE_GUEST_NAMES,
        },
        Sealed {
            column: "stay.words",
            keys: 1,
            read: store::stays::READ_GUEST_WORDS,
            write: store::stays::WRITE_GUEST_WORDS,
        },
        Sealed { column: "stay_word.words", keys: 2, read: store::stays::READ_WORDS, write: store::stays::WRITE_WORDS },
    ],
};
