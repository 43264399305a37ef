//! The rules of the house (ARCHITECTURE.md). Each is a function from files or crates to the places where it is broken.

pub mod layers;
pub mod licences;
pub mod locks;
pub mod owners;
pub mod pages;
pub mod rooms;
pub mod size;
pub mod sql;
pub mod words;
