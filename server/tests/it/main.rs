//! The whole server, as those who use it, and those who would misuse it, meet it.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod access;
mod cap;
mod claims;
mod command;
mod crash;
mod flow;
mod full;
mod hostile;
mod import;
mod leak;
mod mail;
mod night;
mod pfif;
mod piped;
mod process;
mod proposed;
mod relations;
mod resume;
mod scene;
mod served;
mod sms;
mod sql;
mod story;
mod stream;
mod tidy;
mod wire;
