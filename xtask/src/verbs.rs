//! The verbs themselves.

mod bench;
mod bless;
mod check;
mod generated;
mod node;
mod test;

pub use bench::bench;
pub use bless::bless;
pub use check::check;
pub use test::test;

use crate::shell::{self, Done};

/// `cargo x run`: the server, with optimisation.
pub fn run(args: &[String]) -> Done {
    let mut command = shell::cargo(&["run", "--release", "--"]);
    command.args(args);
    shell::must(command)
}
