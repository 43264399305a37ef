//! What is kept, and how it is read.

pub mod alerts;
pub mod authorities;
mod read;
pub mod sources;

/// Every text, by module.
pub const SQL: &[&[::store::Sql]] = &[alerts::ALL, authorities::ALL, sources::ALL];
