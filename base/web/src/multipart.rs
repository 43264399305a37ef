//! Forms with files: `multipart/form-data` (RFC 7578, RFC 2046 5.1), read from a body that is there whole and bounded.
//!
//! ```
//! use web::multipart::{boundary, parts};
//! let line = boundary("multipart/form-data; boundary=X7").unwrap();
//! let body = "--X7\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\nHello\r\n--X7--\r\n".into();
//! let read = parts(&body, line).unwrap();
//! assert_eq!((read[0].name.as_str(), read[0].file, &read[0].bytes[..]), ("word", false, &b"Hello"[..]));
//! ```

use bytes::Bytes;

/// A part of such a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// Whether it is a file, which may be empty when none was chosen.
    pub file: bool,
    /// What it holds.
    pub bytes: Bytes,
}

/// More parts than any form of ours has: with more of them a body is none.
pub const MOST_PARTS: usize = 64;
/// Longer headings than any browser sends, in bytes: with a longer one a body is none.
pub const LONGEST_HEAD: usize = 2048;

/// The boundary that a content type names, 1 to 70 bytes of it, when it is that of a form with files.
#[must_use]
pub fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let found = parameters.split(';').find_map(|p| {
        let (name, value) = p.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    (1..=70).contains(&found.len()).then_some(found)
}

/// The parts of a body, in their order; nothing when it is cut off or is no such form. What they hold is not copied out of the body, and
/// no boundary stands in it. The time is in proportion to the body.
#[must_use]
pub fn parts(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let line = format!("--{boundary}");
    let mut parts = Vec::new();
    // The first boundary may stand at the very beginning, every other one begins a line.
    let mut at = if body.starts_with(line.as_bytes()) {
        line.len()
    } else {
        find(body, format!("\r\n{line}").as_bytes())?.saturating_add(line.len()).saturating_add(2)
    };
    let next = format!("\r\n{line}");
    loop {
        let rest = body.get(at..)?;
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        if parts.len() >= MOST_PARTS {
            return None;
        }
        let head_at = find(rest.get(..LONGEST_HEAD.min(rest.len()))?, b"\r\n")?.saturating_add(2);
        let after = rest.get(head_at..)?;
        let head_end = find(after.get(..LONGEST_HEAD.min(after.len()))?, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(after.get(..head_end)?).into_owned();
        let from = at.saturating_add(head_at).saturating_add(head_end).saturating_add(4);
        let length = find(body.get(from..)?, next.as_bytes())?;
        let to = from.saturating_add(length);
        let name = parameter(&head, "name")?;
        parts.push(Part { name, file: parameter(&head, "filename").is_some(), bytes: body.slice(from..to) });
        at = to.saturating_add(next.len());
    }
}

/// A parameter of the disposition. Browsers write `%22` for a quotation mark in it (WHATWG HTML, 4.10.21.8).
fn parameter(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|l| l.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let found = line.split(';').skip(1).find_map(|p| {
        let (key, value) = p.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
    })?;
    Some(found.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

/// Where these bytes stand first, in time proportional to what is looked through for the boundaries of browsers.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let (first, rest) = wanted.split_first()?;
    let mut from = 0_usize;
    loop {
        let at = bytes.get(from..)?.iter().position(|b| b == first)?.saturating_add(from);
        if bytes.get(at.saturating_add(1)..)?.starts_with(rest) {
            return Some(at);
        }
        from = at.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(parts: &[(&str, Option<&str>, &[u8])]) -> Bytes {
        let mut body = Vec::new();
        for (name, file, bytes) in parts {
            body.extend(format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"").bytes());
            if let Some(file) = file {
                body.extend(format!("; filename=\"{file}\"\r\nContent-Type: text/csv").bytes());
            }
            body.extend(b"\r\n\r\n");
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--XyZ--\r\n");
        body.into()
    }

    #[test]
    fn the_boundary_is_that_of_a_form() {
        assert_eq!(boundary("multipart/form-data; boundary=----WebKit7"), Some("----WebKit7"));
        assert_eq!(boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("multipart/mixed; boundary=a"), None);
        assert_eq!(boundary("multipart/form-data"), None);
        assert_eq!(boundary("multipart/form-data; boundary="), None);
    }

    #[test]
    fn fields_and_files_are_told_apart() {
        let body = written(&[
            ("csrf", None, b"abc"),
            ("file", Some("a;b.csv"), b"name,email\r\nL\xe9a,\r\n"),
            ("none", Some(""), b""),
        ]);
        let read = parts(&body, "XyZ").unwrap();
        assert_eq!(
            read.iter().map(|p| (p.name.as_str(), p.file, p.bytes.len())).collect::<Vec<_>>(),
            [("csrf", false, 3), ("file", true, 18), ("none", true, 0),]
        );
        assert_eq!(read[1].bytes.as_ref(), b"name,email\r\nL\xe9a,\r\n");
        for cut in 0..body.len() - 4 {
            assert_eq!(parts(&body.slice(..cut), "XyZ"), None, "cut off at {cut}");
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 0..8)) {
            prop_assume!(contents.iter().all(|c| find(c, b"--XyZ").is_none()));
            let list: Vec<(&str, Option<&str>, &[u8])> = contents.iter().map(|c| ("f", Some("x"), c.as_slice())).collect();
            let read: Vec<Vec<u8>> = parts(&written(&list), "XyZ").unwrap().into_iter().map(|p| p.bytes.to_vec()).collect();
            prop_assert_eq!(read, contents);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parts(&bytes.into(), "X");
        }
    }
}
