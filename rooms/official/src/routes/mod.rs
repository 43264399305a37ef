//! The ways in of programs: JSON, feeds, and the documents themselves.

pub(crate) mod alerts;
mod authorities;
pub(crate) mod feeds;

use kernel::Role;
use web::{Access, Route};

pub(crate) use alerts::{incident_of, place};

/// Who may say something officially, as far as their role goes; whom they speak for decides the rest.
pub(crate) const SPEAKERS: Access = Access::Staff(&[Role::Institution, Role::Operator, Role::Admin]);

/// Every one of them.
pub fn all() -> Vec<Route> {
    [alerts::routes(), authorities::routes(), feeds::routes()].concat()
}
