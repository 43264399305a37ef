//! Throw-away stores for tests and benches.
