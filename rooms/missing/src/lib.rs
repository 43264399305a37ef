//! Finding the missing, and the join: somebody is looked for on one side, and says that they are well on the other (#RechercheParis).
//!
//! Whoever searches opens a notice: it is for private matching first. Every sign of life that arrives is matched with the open notices, and
//! every notice with the signs of life. Whoever is sought is asked first, alone; what they answer in confidence can be seen by nobody. See
//! `README.md` beside this crate for what one can do here, and for its promises.
//!
//! ```
//! let room = missing::room();
//! assert_eq!(room.name, "missing");
//! assert!(web::access_table(&[room]).iter().any(|line| line.path == "/api/v1/notices"));
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
        name: "missing",
        routes: [routes::all(), pages::all()].concat(),
        sql: store::SQL,
        belongings: Some(&BELONGINGS),
        projections: Some(|register, _, _, _| vec![Arc::new(show::Shown(register.store().clone()))]),
        listeners: Some(|house| {
            let (ears, ledger) = (hear::Ears(house.clone()), hear::Ledger(house.clone()));
            let (vigil, decided) = (hear::Vigil(house.clone()), hear::Decided(house.clone()));
            vec![Arc::new(ears), Arc::new(ledger), Arc::new(vigil), Arc::new(decided), Arc::new(hear::Waits)]
        }),
        watchers: Some(|house| vec![Arc::new(hear::Fresh(house.clone()))]),
        jobs: Some(jobs::all),
        cards: &[&show::cards::Appeals],
    }
}

/// What this room keeps of people.
pub static BELONGINGS: Belongings = Belongings {
    erase: &[
        store::exchange::ERASE_AND_SUPPRESS,
        store::exchange::ERASE_AND_SUPPRESS_LATER,
        store::exchange::ERASE_NOTES_OF_RECORDS,
        store::exchange::ERASE_LINKS_OF_RECORDS,
        store::exchange::ERASE_ORIGINALS,
        store::exchange::ERASE_IMPORTED,
        store::photos::ERASE_PHOTOS,
        store::notices::ERASE_WORDS_OF_NOTICES,
        store::notices::ERASE_NOTES_OF_NOTICES,
        store::notices::ERASE_NOT_NOWS,
        store::notices::ERASE_WHO_HIDES,
        store::notices::ERASE_REUNIONS_OF_NOTICES,
        store::notices::ERASE_FOLLOWERS_OF_NOTICES,
        store::links::ERASE_LINKS,
        store::links::ERASE_CARRIED,
        store::lists::ERASE_MATCHES_OF_NOTICES,
        store::lists::ERASE_MATCHES,
        store::lists::ERASE_ENTRIES,
        store::tributes::ERASE_DEATHS_OF_TRIBUTES,
        store::tributes::ERASE_CONDOLENCES_OF_TRIBUTES,
        store::tributes::ERASE_CONDOLENCES,
        store::tributes::ERASE_TRIBUTES,
        store::deaths::ERASE_DEATHS,
        store::deaths::ERASE_CONSENT,
        store::notices::ERASE_NOTICES,
        store::notices::ERASE_PERSON,
        store::notices::ERASE_HUSHES,
        store::notes::ERASE_PROPOSED,
        store::notes::ERASE_OF_NUMBERS,
        store::notes::ERASE_NOTES,
        store::notes::ERASE_MESSAGES,
    ],
    export: &[
        Export {
            part: "notices",
            sql: store::notices::EXPORT_NOTICES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("opened", Kind::Time),
                ("expires", Kind::Time),
                ("sought", Kind::Sealed(store::notices::PROFILE)),
            ],
        },
        Export {
            part: "notes",
            sql: store::notes::EXPORT_NOTES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("at", Kind::Time),
                ("state", Kind::Number),
                ("how", Kind::Number),
                ("name", Kind::Sealed(store::notes::NAME)),
                ("words", Kind::Sealed(store::notes::WORDS)),
            ],
        },
        Export {
            part: "signs",
            sql: store::notes::EXPORT_OF_NUMBERS,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("at", Kind::Time),
                ("state", Kind::Number),
                ("name", Kind::Sealed(store::notes::NAME)),
            ],
        },
        Export {
            part: "listed",
            sql: store::lists::EXPORT_ENTRIES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("institution", Kind::Text),
                ("state", Kind::Number),
                ("arrived", Kind::Time),
                ("who", Kind::Sealed(store::lists::WHO)),
            ],
        },
        Export {
            part: "consents",
            sql: store::deaths::EXPORT_CONSENTS,
            columns: &[("notice", Kind::Id), ("incident", Kind::Id), ("drill", Kind::Flag), ("consent", Kind::Time)],
        },
        Export {
            part: "tributes",
            sql: store::tributes::EXPORT_TRIBUTES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("made", Kind::Time),
                ("expires", Kind::Time),
                ("words", Kind::Sealed(store::tributes::WORDS)),
            ],
        },
        Export {
            part: "condolences",
            sql: store::tributes::EXPORT_CONDOLENCES,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("at", Kind::Time),
                ("words", Kind::Sealed(store::tributes::CONDOLENCE)),
            ],
        },
        Export {
            part: "sought",
            sql: store::reunions::EXPORT_REUNIONS,
            columns: &[
                ("id", Kind::Id),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("asked", Kind::Time),
                ("state", Kind::Number),
            ],
        },
    ],
    sealed: &[
        Sealed { column: store::lists::WHO, keys: 1, read: store::lists::READ_WHO, write: store::lists::WRITE_WHO },
        Sealed {
            column: store::exchange::ORIGINAL,
            keys: 1,
            read: store::exchange::READ_ORIGINALS,
            write: store::exchange::WRITE_ORIGINALS,
        },
        Sealed {
            column: store::notices::PROFILE,
            keys: 1,
            read: store::notices::READ_PROFILES,
            write: store::notices::WRITE_PROFILES,
        },
        Sealed {
            column: store::notes::NAME,
            keys: 1,
            read: store::notes::READ_NAMES,
            write: store::notes::WRITE_NAMES,
        },
        Sealed {
            column: store::notes::WORDS,
            keys: 1,
            read: store::notes::READ_WORDS,
            write: store::notes::WRITE_WORDS,
        },
        Sealed {
            column: store::photos::PAGE,
            keys: 1,
            read: store::photos::READ_PAGES,
            write: store::photos::WRITE_PAGES,
        },
        Sealed {
            column: store::photos::THUMB,
            keys: 1,
            read: store::photos::READ_THUMBS,
            write: store::photos::WRITE_THUMBS,
        },
        Sealed {
            column: store::tributes::WORDS,
            keys: 1,
            read: store::tributes::READ_TRIBUTE_WORDS,
            write: store::tributes::WRITE_TRIBUTE_WORDS,
        },
        Sealed {
            column: store::tributes::PHOTO,
            keys: 1,
            read: store::tributes::READ_TRIBUTE_PHOTOS,
            write: store::tributes::WRITE_TRIBUTE_PHOTOS,
        },
        Sealed {
            column: store::tributes::CONDOLENCE,
            keys: 1,
            read: store::tributes::READ_CONDOLENCES,
            write: store::tributes::WRITE_CONDOLENCES,
        },
        Sealed {
            column: store::notes::MESSAGE,
            keys: 3,
            read: store::notes::READ_MESSAGES,
            write: store::notes::WRITE_MESSAGES,
        },
    ],
};
