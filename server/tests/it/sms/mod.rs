//! Text messages in both directions, through a gateway: one of the tests' own on both stores, and Kannel.

mod gateway;
mod hooks;
mod inbound;
mod inbox;
mod kannel;
mod outbound;
mod silent;
pub(crate) mod town;
mod unknown;
