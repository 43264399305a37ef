//! The night's main job: an incident, a question, one tap, everyone reassured.
//!
//! Operators open incidents; people in the zone are asked; they answer with one press; their circle is told at once. See `README.md` beside
//! this crate for what one can do here, and for its promises.
//!
//! ```
//! let room = safety::room();
//! assert_eq!(room.name, "safety");
//! assert!(web::access_table(&[room]).iter().any(|line| line.path == "/api/v1/incidents/{id}/check-ins"));
//! ```

pub mod acts;
pub mod hear;
pub mod jobs;
pub mod model;
mod pages;
mod routes;
pub mod rules;
pub mod show;
pub mod store;

use std::sync::Arc;

use register::{Belongings, Export, Kind, Sealed};
use web::{House, Room};

/// The room, to be wired by the server.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "safety",
        routes: routes::all().into_iter().chain(pages::all()).collect(),
        sql: store::SQL,
        belongings: Some(&BELONGINGS),
        projections: Some(|register, incidents, config, _| {
            vec![Arc::new(show::Shown::new(register, incidents, config))]
        }),
        listeners: Some(|house| vec![Arc::new(hear::Ears(house.clone()))]),
        jobs: Some(|house: &House| vec![Arc::new(jobs::Asking(house.clone()))]),
        ..Room::default()
    }
}

/// What this room keeps of people.
pub const BELONGINGS: Belongings = Belongings {
    erase: &[
        store::ERASE_PROMPTS,
        store::ERASE_REMINDERS,
        store::ERASE_CASES,
        store::ERASE_PENDING_CASES,
        store::ERASE_PENDING,
        store::ERASE_DECLARATIONS,
        store::sms::ERASE_MESSAGES,
        store::sms::ERASE_REPLIES,
    ],
    export: &[
        Export {
            part: "prompts",
            sql: store::EXPORT_PROMPTS,
            columns: &[("incident", Kind::Id), ("round", Kind::Number), ("asked", Kind::Time), ("open", Kind::Flag)],
        },
        Export {
            part: "help",
            sql: store::EXPORT_CASES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("opened", Kind::Time),
                ("changed", Kind::Time),
                ("need", Kind::Text),
                ("people", Kind::Number),
                ("place", Kind::Sealed("help_case.place")),
                ("words", Kind::Sealed("help_case.words")),
            ],
        },
        Export {
            part: "declared",
            sql: store::EXPORT_DECLARATIONS,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("at", Kind::Time),
                ("name", Kind::Sealed("declaration.name")),
                ("words", Kind::Sealed("declaration.words")),
            ],
        },
        Export {
            part: "sent_by_sms",
            sql: store::sms::EXPORT_MESSAGES,
            columns: &[
                ("id", Kind::Id),
                ("at", Kind::Time),
                ("incident", Kind::Id),
                ("words", Kind::Sealed("inbox.words")),
            ],
        },
    ],
    sealed: &[
        Sealed { column: "help_case.place", keys: 1, read: store::READ_PLACES, write: store::WRITE_PLACES },
        Sealed { column: "help_case.words", keys: 1, read: store::READ_HELP_WORDS, write: store::WRITE_HELP_WORDS },
        Sealed {
            column: "pending_answer.name",
            keys: 1,
            read: store::READ_PENDING_NAMES,
            write: store::WRITE_PENDING_NAMES,
        },
        Sealed {
            column: "pending_answer.words",
            keys: 1,
            read: store::READ_PENDING_WORDS,
            write: store::WRITE_PENDING_WORDS,
        },
        Sealed {
            column: "declaration.name",
            keys: 1,
            read: store::READ_DECLARED_NAMES,
            write: store::WRITE_DECLARED_NAMES,
        },
        Sealed {
            column: "declaration.words",
            keys: 1,
            read: store::READ_DECLARED_WORDS,
            write: store::WRITE_DECLARED_WORDS,
        },
    ],
};
