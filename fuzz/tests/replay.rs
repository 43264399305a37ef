//! Every target over its seeds, over damaged copies of them, and over texts that have broken other programs.

use std::panic::catch_unwind;

#[test]
fn no_input_breaks_a_target() {
    let broken = |(name, run): &&(&str, fuzz::Target)| catch_unwind(|| fuzz::seeds::replay(name, run)).is_err();
    let names: Vec<_> = fuzz::TARGETS.iter().filter(broken).map(|(name, _)| name).collect();
    assert!(names.is_empty(), "broken: {names:?}");
}
