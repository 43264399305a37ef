//! What fuzzing begins with, and damaged copies of it.

#[test]
fn no_report_breaks_the_reader() {
    crate::seeds::replay("bounces", crate::bounces::run);
}
