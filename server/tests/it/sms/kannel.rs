//! Debian's Kannel.
