//! Documents that are made from the program, so that they cannot be wrong.

use std::io::Write as _;

use super::Failed;
use crate::rooms;

/// Every setting with what it is for.
pub fn config_example() -> Result<(), Failed> {
    write!(std::io::stdout(), "{}", example(SOURCE)?).map_err(Failed::from)
}

const SOURCE: &str = include_str!("../../../base/web/src/config.rs");

/// The settings as their source documents them, with the value that each has by itself.
fn example(source: &str) -> Result<String, Failed> {
    let values = toml::Value::try_from(web::Config::default()).map_err(Failed::from)?;
    let mut out =
        String::from("# Every setting of a Rhizome server, with the value that it has when it is left out.\n");
    let mut tables = String::new();
    let mut doc = String::new();
    let body = source.split("pub struct Config {").nth(1).and_then(|s| s.split("\n}").next()).unwrap_or_default();
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc.push_str(&format!("#{text}\n"));
        } else if let Some((name, _)) = line.strip_prefix("pub ").and_then(|l| l.split_once(':')) {
            let Some(value) = values.get(name) else { return Err(Failed::new(format!("{name} has no value"))) };
            let one = toml::Table::from_iter([(name.to_owned(), value.clone())]);
            let text = toml::to_string(&one).map_err(Failed::from)?;
            let to = if text.contains("[[") || text.contains("\n[") { &mut tables } else { &mut out };
            to.push_str(&format!("\n{doc}{text}"));
            doc.clear();
        }
    }
    Ok(out + &tables)
}

/// The OpenAPI document.
pub fn openapi() -> Result<(), Failed> {
    let text = serde_json::to_string_pretty(&web::openapi(&rooms())).map_err(Failed::from)?;
    writeln!(std::io::stdout(), "{text}").map_err(Failed::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_says_what_is_so_by_itself() {
        let text = example(SOURCE).unwrap();
        assert_eq!(toml::from_str::<web::Config>(&text).unwrap(), web::Config::default());
        let settings = toml::Value::try_from(web::Config::default()).unwrap();
        for name in settings.as_table().unwrap().keys() {
            assert!(text.contains(name), "{name} is not documented");
        }
    }
}
