//! What this room keeps, and how its decisions are written.

pub mod deaths;
pub mod exchange;
pub mod links;
pub mod lists;
pub mod memory;
pub mod notes;
pub mod notices;
pub mod photos;
pub mod reports;
pub mod reunions;
pub mod tributes;
pub mod waiting;

use ::store::Sql;

/// Every SQL text of this room.
pub const SQL: &[&[Sql]] = &[
    notices::ALL,
    notes::ALL,
    reunions::ALL,
    photos::ALL,
    exchange::ALL,
    lists::ALL,
    deaths::ALL,
    links::ALL,
    tributes::ALL,
    reports::ALL,
    waiting::ALL,
];
