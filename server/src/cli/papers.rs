//! Documents that are made from the program, so that they cannot be wrong.

use std::io::Write as _;

use super::Failed;
use crate::rooms;

/// Every setting with what it is for.
pub fn config_example() -> Result<(), Failed> {
    write!(std::io::stdout(), "{}", example(SOURCE)?).map_err(Failed::from)
}

const SOURCE: &str = include_str!("../../../base/web/src/config.rs");
const EMAIL: &str = include_str!("../../../base/notify/src/email/settings.rs");
const SMS: &str = include_str!("../../../base/notify/src/sms/settings.rs");

/// A table that is there only when somebody writes it: what may stand in it, behind `#`.
fn without(name: &str) -> Result<String, Failed> {
    let (source, usual) = match name {
        "email" => (EMAIL, toml::Value::try_from(notify::email::Settings::default())),
        "sms" => (SMS, toml::Value::try_from(notify::sms::Settings::default())),
        _ => return Err(Failed::new(format!("{name} has no value"))),
    };
    let usual = usual.map_err(Failed::from)?;
    let (mut out, mut within, mut doc) = (format!("# [{name}]\n"), String::new(), String::new());
    let body = source.split("pub struct Settings {").nth(1).and_then(|s| s.split("\n}").next()).unwrap_or_default();
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc.push_str(&format!("# #{text}\n"));
        } else if let Some((field, _)) = line.strip_prefix("pub ").and_then(|l| l.split_once(':')) {
            let one = usual.get(field).map(|v| toml::Table::from_iter([(field.to_owned(), v.clone())]));
            let text = one.map(|t| toml::to_string(&t)).transpose().map_err(Failed::from)?;
            let text = text.unwrap_or_else(|| format!("{field} = …\n"));
            // A table within stands after all lines of this one, and is named from the top.
            let to = if text.starts_with('[') { &mut within } else { &mut out };
            to.push_str(&doc);
            for line in text.replace(&format!("[{field}"), &format!("[{name}.{field}")).lines() {
                to.push_str(&format!("# {line}\n"));
            }
            doc.clear();
        }
    }
    Ok(out + &within)
}

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
            let Some(value) = values.get(name) else {
                tables.push_str(&format!("\n{doc}{}", without(name)?));
                doc.clear();
                continue;
            };
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
