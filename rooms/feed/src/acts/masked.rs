//! What people write, without what nobody else may read.

use web::Failure;
use words::Kind;

use super::no;
use crate::rules::{LONGEST, No};

/// The most bytes that are looked at.
pub const LONGEST_TYPED: usize = 40 * LONGEST;
/// Empty lines in a row.
const MOST_EMPTY: usize = 1;

/// A text for everybody: lines stay, without addresses, codes and contacts; pages in the net stay. Nothing when it is blank.
///
/// # Errors
/// [`No::TooLong`], before anything is looked for in it.
pub fn masked(typed: &str) -> Result<Option<String>, Failure> {
    if typed.len() > LONGEST_TYPED || words::characters(typed) > LONGEST {
        return Err(no(&No::TooLong { most: LONGEST }));
    }
    let text = lines(typed);
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(words::mask_but(&text, |kind, link| kind == Kind::Link && words::is_public_link(link)).text))
}

/// The same lines, each without what would disturb the page around it, and no more than one empty one in a row.
fn lines(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut empty = 0;
    for line in typed.lines().map(register::names::line) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty.min(MOST_EMPTY) == 0 { "\n" } else { "\n\n" });
        }
        empty = 0;
        out.push_str(&line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_and_what_tells_too_much_goes() {
        let text = masked(
            "  Porte ouverte\r\n\n\n\n12 rue de la Roquette \u{202e}\nhttps://www.paris.fr/infos 06 12 34 56 78\n",
        )
        .unwrap();
        assert_eq!(text.as_deref(), Some("Porte ouverte\n\n⟦address⟧\nhttps://www.paris.fr/infos ⟦phone⟧"));
        assert_eq!(masked(" \n\u{200b}\n").unwrap(), None);
        assert!(masked(&"e\u{301}".repeat(LONGEST)).is_ok());
        assert_eq!(masked(&"a".repeat(LONGEST + 1)).unwrap_err().code(), "post-too-long");
    }
}
