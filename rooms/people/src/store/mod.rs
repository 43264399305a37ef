//! What this room keeps beside the register: organisations' lists.

pub mod rosters;

use register::{Belongings, Export, Kind, Sealed};
use store::{Sql, sql};

sql! {
    ERASE_MEMBER = "DELETE FROM roster_member WHERE person = $1";
    EXPORT_ROSTERS = "SELECT r.id, r.name, m.line, m.added, m.left_at FROM roster_member m JOIN roster r ON r.id = m.roster \
        WHERE m.person = $1 ORDER BY r.id";
    READ_ROSTER_NAMES = "SELECT id, name FROM roster WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_ROSTER_NAMES = "UPDATE roster SET name = $3 WHERE id = $1 AND name = $2";
    READ_LINES = "SELECT roster, person, line FROM roster_member WHERE (roster, person) > ($1, $2) AND line IS NOT NULL \
        ORDER BY roster, person LIMIT $3";
    WRITE_LINES = "UPDATE roster_member SET line = $4 WHERE roster = $1 AND person = $2 AND line = $3";
}

/// Every SQL text of this room.
pub const SQL: &[&[Sql]] = &[ALL, rosters::ALL];

/// What this room keeps of people.
pub static BELONGINGS: Belongings = Belongings {
    erase: &[ERASE_MEMBER],
    export: &[Export {
        part: "rosters",
        sql: EXPORT_ROSTERS,
        columns: &[
            ("id", Kind::Id),
            ("name", Kind::Sealed("roster.name")),
            ("line", Kind::Sealed("roster_member.line")),
            ("added", Kind::Time),
            ("left", Kind::Time),
        ],
    }],
    sealed: &[
        Sealed { column: "roster.name", keys: 1, read: READ_ROSTER_NAMES, write: WRITE_ROSTER_NAMES },
        Sealed { column: "roster_member.line", keys: 2, read: READ_LINES, write: WRITE_LINES },
    ],
};
