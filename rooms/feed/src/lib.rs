//! The flow: what people write, under hashtags, live; what is known of it; what is held back for safety.
//!
//! Anybody reads, without account and live; whoever has a proven contact writes. What is passed on is a reference, so that every copy shows how
//! things stand now. See `README.md` beside this crate for what one can do here, and for its promises.
//!
//! ```
//! let room = feed::room();
//! assert_eq!(room.name, "feed");
//! assert!(web::access_table(&[room]).iter().any(|line| line.path == "/api/v1/feed/stream"));
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
        name: "feed",
        routes: [routes::all(), pages::all()].concat(),
        sql: store::SQL,
        belongings: Some(&BELONGINGS),
        projections: Some(|_, _, _, home| vec![Arc::new(show::Shown(home.clone()))]),
        listeners: Some(hear::listeners),
        watchers: Some(hear::watchers),
        jobs: Some(jobs::all),
        cards: &[],
    }
}

/// What this room keeps of people.
pub static BELONGINGS: Belongings = Belongings {
    erase: &[
        store::waits::ERASE_WAITS,
        store::holds::ERASE_HOLDS,
        store::rumours::ERASE_COPIES,
        store::rumours::ERASE_KNOWN,
        store::rumours::ERASE_SEEN_OF,
        store::rumours::ERASE_SEEN,
        store::rumours::ERASE_TOLD,
        store::rumours::ERASE_APPEALS,
        store::pictures::ERASE_PICTURES,
        store::posts::ERASE_POST_TAGS,
        store::posts::ERASE_EDITS,
        store::posts::ERASE_POSTS,
        store::posts::ERASE_WRITER,
    ],
    export: &[
        Export {
            part: "posts",
            sql: store::posts::EXPORT_POSTS,
            columns: &[
                ("id", Kind::Text),
                ("incident", Kind::Id),
                ("drill", Kind::Flag),
                ("lang", Kind::Text),
                ("tags", Kind::Text),
                ("cell", Kind::Cell),
                ("edited", Kind::Time),
                ("text", Kind::Sealed(store::posts::TEXT)),
                ("name", Kind::Sealed(store::posts::NAME)),
            ],
        },
        Export {
            part: "posts_before",
            sql: store::posts::EXPORT_EDITS,
            columns: &[("post", Kind::Text), ("at", Kind::Time), ("text", Kind::Sealed(store::posts::EDIT))],
        },
        Export {
            part: "pictures_of_posts",
            sql: store::pictures::EXPORT_PICTURES,
            columns: &[
                ("id", Kind::Id),
                ("post", Kind::Text),
                ("at", Kind::Time),
                ("alt", Kind::Sealed(store::pictures::ALT)),
            ],
        },
        Export {
            part: "seen_too",
            sql: store::rumours::EXPORT_SEEN,
            columns: &[("post", Kind::Text), ("at", Kind::Time)],
        },
        Export {
            part: "appeals_against_rulings",
            sql: store::rumours::EXPORT_APPEALS,
            columns: &[("ruling", Kind::Id), ("at", Kind::Time)],
        },
        Export {
            part: "writes_as",
            sql: store::posts::EXPORT_WRITER,
            columns: &[("name", Kind::Sealed(store::posts::WRITER)), ("at", Kind::Time)],
        },
    ],
    sealed: &[
        Sealed {
            column: store::posts::TEXT,
            keys: Sealed::A_NUMBER,
            read: store::posts::READ_TEXTS,
            write: store::posts::WRITE_TEXTS,
        },
        Sealed {
            column: store::posts::NAME,
            keys: Sealed::A_NUMBER,
            read: store::posts::READ_NAMES,
            write: store::posts::WRITE_NAMES,
        },
        Sealed {
            column: store::posts::EDIT,
            keys: 1,
            read: store::posts::READ_EDITS,
            write: store::posts::WRITE_EDITS,
        },
        Sealed {
            column: store::posts::WRITER,
            keys: 1,
            read: store::posts::READ_WRITERS,
            write: store::posts::WRITE_WRITERS,
        },
        Sealed {
            column: store::pictures::ALT,
            keys: 1,
            read: store::pictures::READ_ALTS,
            write: store::pictures::WRITE_ALTS,
        },
        Sealed {
            column: store::pictures::PAGE,
            keys: 1,
            read: store::pictures::READ_PAGES,
            write: store::pictures::WRITE_PAGES,
        },
        Sealed {
            column: store::pictures::THUMB,
            keys: 1,
            read: store::pictures::READ_THUMBS,
            write: store::pictures::WRITE_THUMBS,
        },
    ],
};
