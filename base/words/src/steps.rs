//! How much of texts is looked at, counted in tests alone: work must grow with the length of a text, and no faster.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

/// So many bytes were looked at.
pub fn took(bytes: usize) {
    #[cfg(test)]
    TAKEN.set(TAKEN.get().saturating_add(bytes));
    #[cfg(not(test))]
    let _ = bytes;
}

/// Counts anew.
#[cfg(test)]
pub fn start() {
    TAKEN.set(0);
}

/// How many were looked at since.
#[cfg(test)]
pub fn taken() -> usize {
    TAKEN.get()
}
