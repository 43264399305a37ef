//! Tables for spreadsheets: CSV (RFC 4180) in which no cell is a formula.

use axum::response::{IntoResponse, Response};
use http::header;

/// A table that is being written.
#[derive(Clone, PartialEq, Eq)]
pub struct Table(String);

/// It says nothing: what stands in tables does not go to logs.
impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Table")
    }
}

impl Table {
    /// A table with these titles.
    #[must_use]
    pub fn new(titles: &[&str]) -> Self {
        let mut table = Self(String::new());
        table.row(titles);
        table
    }
    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Its text, to be sent in another way than as a file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
    /// The answer that gives it as a file of this name.
    #[must_use]
    pub fn into_file(self, name: &'static str) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ];
        (headers, self.0).into_response()
    }
}

/// A text as a cell that a spreadsheet takes for text: one that begins like a formula, as spreadsheets read it, gets an apostrophe in front
/// (OWASP, "CSV injection"). Blanks before the sign are skipped by some of them.
#[must_use]
pub fn cell(text: &str) -> String {
    let control = text.starts_with(['\t', '\r', '\n']);
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !below_zero(text);
    let guard = if control || formula { "'" } else { "" };
    if guard.is_empty() && !text.contains(['"', ',', ';', '\r', '\n']) && text.trim() == text {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// A number below zero is none: a longitude, say. (What begins with `+` may be a phone number, and stays text.)
fn below_zero(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('-').is_some_and(|n| n.split_once('.').map_or_else(|| digits(n), |(a, b)| digits(a) && digits(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads one line of RFC 4180 back.
    fn cells(line: &str) -> Vec<String> {
        let (mut all, mut now, mut inside) = (Vec::new(), String::new(), false);
        let mut chars = line.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => now.extend(chars.next()),
                '"' => inside = !inside,
                ',' if !inside => all.push(std::mem::take(&mut now)),
                c => now.push(c),
            }
        }
        assert!(!inside);
        all.push(now);
        all
    }

    #[test]
    fn a_table_is_rfc_4180() {
        let mut table = Table::new(&["name", "words"]);
        table.row(&["Léa", "deux, \"trois\"\r\nquatre"]);
        table.row(&["+33612345678", " =1+1"]);
        assert_eq!(
            table.as_str(),
            "name,words\r\nLéa,\"deux, \"\"trois\"\"\r\nquatre\"\r\n\"'+33612345678\",\"' =1+1\"\r\n"
        );
        table.row(&["-0.579", "-1+1"]);
        assert!(table.as_str().ends_with("\r\n-0.579,\"'-1+1\"\r\n"));
        assert_eq!(format!("{table:?}"), "Table");
    }
    proptest! {
        #[test]
        fn cells_are_read_back_and_none_is_a_formula(words in proptest::collection::vec("[ \t\r\n\"',;=+@a-]{0,6}|.{0,8}", 1..5)) {
            let mut table = Table(String::new());
            table.row(&words.iter().map(String::as_str).collect::<Vec<_>>());
            let found = cells(table.as_str());
            prop_assert_eq!(found.len(), words.len());
            for (cell, word) in found.iter().zip(&words) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
                let guarded = format!("'{word}");
                prop_assert!(cell == word || *cell == guarded);
            }
        }
    }
}
