//! `cargo x bench`: the ratios of docs/performance.md.

use crate::shell::{self, Done, Stop};

/// Builds and runs the benches of `night`; it names and measures them.
pub fn bench(args: &[String]) -> Done {
    let mut command =
        shell::cargo(&["run", "--release", "--package", "night", "--features", "bench", "--bin", "bench", "--"]);
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--scale" => match rest.next().filter(|v| v.parse::<f64>().is_ok_and(|x| x > 0.0)) {
                Some(value) => command.args([arg, value]),
                None => return Err(Stop::Usage("--scale needs a number above 0".to_owned())),
            },
            flag if flag.starts_with('-') => return Err(Stop::Usage(format!("no such flag: {flag}"))),
            name => command.arg(name),
        };
    }
    shell::must(command)
}
