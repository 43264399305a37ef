//! Templates of addresses, headers and bodies. Pure.

use std::fmt::Write as _;

/// How a value is written into the place where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// As it is: a header, which refuses what it cannot hold.
    Plain,
    /// Into a parameter of an address or of a form (RFC 3986: all but unreserved characters).
    Percent,
    /// Inside a JSON text.
    Json,
}

impl Escape {
    fn write(self, out: &mut String, value: &str) {
        match self {
            Self::Plain => out.push_str(value),
            Self::Percent => percent(out, value),
            Self::Json => {
                let quoted = serde_json::Value::from(value).to_string();
                out.push_str(quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"')).unwrap_or_default());
            }
        }
    }
}

/// Percent-encodes a value.
pub fn percent(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// The values that templates can name.
pub type Values<'a> = [(&'static str, &'a str)];

/// Fills a template once: what a value contains is never read as a template, and a brace that names nothing stays.
#[must_use]
pub fn fill(template: &str, values: &Values<'_>, escape: Escape) -> String {
    let mut out = String::with_capacity(template.len().saturating_add(64));
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let named = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        match named {
            Some((value, tail)) => {
                escape.write(&mut out, value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_for_their_place_and_filled_once() {
        let values = [("to", "+33 6"), ("text", "a\"b\n{to} & é")];
        assert_eq!(fill("{to}", &values, Escape::Percent), "%2B33%206");
        assert_eq!(fill("{\"t\":\"{text}\"}", &values, Escape::Json), "{\"t\":\"a\\\"b\\n{to} & é\"}");
        assert_eq!(fill("{nobody} {", &values, Escape::Plain), "{nobody} {");
        assert_eq!(fill("{text}", &values, Escape::Percent), "a%22b%0A%7Bto%7D%20%26%20%C3%A9");
    }
}
