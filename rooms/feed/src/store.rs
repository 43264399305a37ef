//! What this room keeps, and how its decisions are written.

pub mod embargoes;
pub mod forget;
pub mod gathered;
pub mod holds;
pub mod load;
pub mod newest;
pub mod pictures;
pub mod posts;
pub mod rumours;
pub mod scan;
pub mod tags;
pub mod voices;
pub mod waits;

use ::store::Sql;

/// Every SQL text of this room.
pub const SQL: &[&[Sql]] = &[
    posts::ALL,
    scan::ALL,
    tags::ALL,
    pictures::ALL,
    forget::ALL,
    rumours::ALL,
    embargoes::ALL,
    holds::ALL,
    voices::ALL,
    waits::ALL,
];
