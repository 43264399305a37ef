//! What a store is asked, question by question: answers that nobody is to tell apart ask the same.

use std::cell::RefCell;

tokio::task_local! {
    static ASKED: RefCell<Vec<&'static str>>;
}

/// Does something, and gives the names of the questions that stores were asked and of the statements that they were given by it, in order. What
/// other tasks ask meanwhile is not among them.
///
/// ```
/// # use store::{Store, params, sql};
/// # async fn shown(store: Store) {
/// # sql! { NOTES = "SELECT name FROM note"; }
/// let (rows, asked) = store::testing::asked_by(store.read(NOTES, params![])).await;
/// assert_eq!(asked, ["NOTES"]);
/// # }
/// ```
pub async fn asked_by<F: Future>(doing: F) -> (F::Output, Vec<&'static str>) {
    let both = async {
        let output = doing.await;
        (output, ASKED.with(RefCell::take))
    };
    ASKED.scope(RefCell::default(), both).await
}

/// Notes that a store is asked something.
pub(crate) fn note(names: impl Iterator<Item = &'static str>) {
    // Outside of `asked_by` nobody wants to know.
    ASKED.try_with(|asked| asked.borrow_mut().extend(names)).ok();
}
