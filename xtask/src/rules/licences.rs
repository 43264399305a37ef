//! Licences and origins of what the build uses: the part of `deny.toml` that can be checked without `cargo-deny`.

use toml::{Table, Value};

use crate::{crates::Package, tree::Fault};

/// Every package whose licence `deny.toml` does not allow, or that comes from elsewhere than a registry.
pub fn check(packages: &[Package], deny: &str) -> Vec<Fault> {
    let rules: Table = match deny.parse() {
        Ok(rules) => rules,
        Err(e) => return vec![Fault::of("deny.toml", e.to_string())],
    };
    let licences = rules.get("licenses");
    let allowed = words(licences.and_then(|l| l.get("allow")));
    let mut faults = Vec::new();
    for package in packages {
        let name = package.name.split(' ').next().unwrap_or_default();
        let mut mine = allowed.clone();
        let exceptions = licences.and_then(|l| l.get("exceptions")).and_then(Value::as_array);
        for exception in exceptions.into_iter().flatten().filter(|e| named(e, name)) {
            mine.extend(words(exception.get("allow")));
        }
        let clarified = licences.and_then(|l| l.get("clarify")).and_then(Value::as_array).into_iter().flatten();
        let clarified = clarified.filter(|c| named(c, name)).find_map(|c| c.get("expression").and_then(Value::as_str));
        match clarified.or(package.licence.as_deref()) {
            None => faults.push(Fault::of(&package.name, "names no licence")),
            Some(expression) if !allows(expression, &mine) => {
                faults.push(Fault::of(&package.name, format!("licence {expression} is not allowed by deny.toml")));
            }
            Some(_) => {}
        }
        if package.source.as_deref().is_some_and(|s| !s.starts_with("registry+") && !s.starts_with("sparse+")) {
            faults.push(Fault::of(&package.name, "comes from elsewhere than the registry"));
        }
    }
    faults
}

fn words(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn named(entry: &Value, name: &str) -> bool {
    entry.get("crate").or_else(|| entry.get("name")).and_then(Value::as_str) == Some(name)
}

/// Whether the licences allowed are enough for an SPDX expression (SPDX 2.3, annex D; `/` is the old way to write OR).
fn allows(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (yes, rest) = either(&words, allowed);
    yes && rest.is_empty()
}

fn either<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    let (mut yes, mut rest) = both(words, allowed);
    while let Some((&"OR", after)) = rest.split_first() {
        let (other, behind) = both(after, allowed);
        (yes, rest) = (yes || other, behind);
    }
    (yes, rest)
}

fn both<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    let (mut yes, mut rest) = one(words, allowed);
    while let Some((&"AND", after)) = rest.split_first() {
        let (other, behind) = one(after, allowed);
        (yes, rest) = (yes && other, behind);
    }
    (yes, rest)
}

fn one<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    match words {
        ["(", inside @ ..] => match either(inside, allowed) {
            (yes, [")", rest @ ..]) => (yes, rest),
            (_, rest) => (false, rest),
        },
        [name, "WITH", exception, rest @ ..] => {
            let whole = format!("{name} WITH {exception}");
            (allowed.iter().any(|a| a == name || *a == whole), rest)
        }
        [name, rest @ ..] => (allowed.iter().any(|a| a == name), rest),
        [] => (false, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0", "Unicode-3.0"]
        exceptions = [{ crate = "odd", allow = ["OpenSSL"] }]
        [[licenses.clarify]]
        crate = "silent"
        expression = "MIT"
    "#;

    fn package(name: &str, licence: Option<&str>, source: Option<&str>) -> Package {
        Package { name: format!("{name} 1.0.0"), licence: licence.map(Into::into), source: source.map(Into::into) }
    }
    fn faults(packages: &[Package]) -> Vec<String> {
        check(packages, DENY).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn expressions_are_weighed() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned);
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR X",
        ] {
            assert!(allows(good, &allowed), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR X", "", "MIT X"] {
            assert!(!allows(bad, &allowed), "{bad}");
        }
    }
    #[test]
    fn exceptions_are_for_one_crate_and_clarifications_fill_in() {
        let good = [package("odd", Some("MIT AND OpenSSL"), None), package("silent", None, Some("registry+x"))];
        assert_eq!(faults(&good), [""; 0]);
    }
    #[test]
    fn a_licence_or_an_origin_that_is_not_allowed_is_found() {
        let bad = [
            package("gpl", Some("GPL-3.0"), Some("registry+x")),
            package("none", None, Some("registry+x")),
            package("git", Some("MIT"), Some("git+x")),
            package("even", Some("OpenSSL"), None),
        ];
        assert_eq!(faults(&bad).len(), 4);
    }
}
