//! Reaching people who are not looking: what is sent, and to where.

pub mod push;
