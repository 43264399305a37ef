//! The bench command.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::process::{Command, Output};

fn bench(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bench")).args(words).output().unwrap()
}

#[test]
fn an_unknown_name_lists_the_names_and_exits_2() {
    let out = bench(&["nothing_like_it"]);
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("no bench named nothing_like_it"), "{said}");
    for bench in night::bench::ALL {
        assert!(said.contains(bench.name), "{said}");
    }
}

#[test]
fn a_scale_is_a_number_above_zero() {
    for words in [&["--scale", "0"][..], &["--scale", "much"], &["--scale"]] {
        assert_eq!(bench(words).status.code(), Some(2));
    }
}

#[test]
fn help_is_given() {
    let out = bench(&["--help"]);
    assert!(out.status.success());
    assert!(String::from_utf8(out.stdout).unwrap().contains("Example:"));
}
