//! The exchange with other registers, in PFIF: who may, what is taken, what is given.

mod keys;
mod read;
mod write;

pub use keys::{all_given, give, giving, sound, withdraw, withdrawing};
pub use read::{Feed, Kind, feed, read, search};
pub use write::{Report, Skipped, Written, write};

use kernel::{Refuse, Staff};
use web::{Failure, House};

use crate::{
    rules::exchange::NoExchange,
    store::exchange::{self, Given},
};

/// A refusal as a failure.
pub(crate) fn refused(no: &NoExchange) -> Failure {
    Failure::Refused(no.refusal())
}

/// What this server's own records are named by: the host of its address.
#[must_use]
pub fn domain(house: &House) -> String {
    domain_of(&house.config.public_url)
}

/// The host of an address.
#[must_use]
pub fn domain_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The keyed digest that a record is found by.
pub(crate) fn key_of(house: &House, record_id: &str) -> [u8; 32] {
    // Upper and lower case do not matter in a domain.
    let (domain, local) = record_id.split_once('/').unwrap_or((record_id, ""));
    house.seal.mac("pfif record", format!("{}/{local}", domain.to_ascii_lowercase()).as_bytes())
}

/// What this key was given, when it may do this.
async fn needs(house: &House, staff: &Staff, may: impl Fn(&Given) -> bool) -> Result<Given, Failure> {
    let given = exchange::given(&house.store, staff.id).await?;
    given.filter(may).ok_or_else(|| refused(&NoExchange::NoDomain))
}
