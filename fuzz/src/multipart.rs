//! Forms with files, as browsers send them.

use bytes::Bytes;
use web::multipart::{LONGEST_HEAD, MOST_PARTS, Part, boundary, parts};

/// The boundary of the seeds.
const USUAL: &str = "X7";

/// Reads the first line as a content type and the rest as its body; then all of it as a body, and as the file in one.
pub fn run(data: &[u8]) {
    let at = data.iter().position(|b| *b == b'\n').unwrap_or(data.len());
    let (kind, rest) = data.split_at(at);
    let kind = String::from_utf8_lossy(kind);
    if let Some(named) = boundary(kind.trim()) {
        assert!((1..=70).contains(&named.len()) && kind.contains(named));
        sound(&Bytes::copy_from_slice(rest.get(1..).unwrap_or_default()), named);
    }
    let whole = Bytes::copy_from_slice(data);
    sound(&whole, USUAL);

    if !holds(data, USUAL) {
        let sent = vec![
            Part { name: "csrf".to_owned(), file: false, bytes: Bytes::from_static(b"abc") },
            Part { name: "a \"list\"".to_owned(), file: true, bytes: whole },
        ];
        assert_eq!(parts(&written(&sent, USUAL), USUAL), Some(sent), "a file comes in as it was");
    }
}

/// Whether what somebody sends has this boundary in it.
fn holds(bytes: &[u8], boundary: &str) -> bool {
    let line = format!("\r\n--{boundary}");
    bytes.windows(line.len()).any(|w| w == line.as_bytes())
}

fn sound(body: &Bytes, boundary: &str) {
    let Some(read) = parts(body, boundary) else { return };
    assert!(read.len() <= MOST_PARTS);
    let mut from = body.as_ptr_range().start;
    for part in &read {
        // A broken byte becomes U+FFFD, which is three.
        assert!(part.name.len() <= LONGEST_HEAD * 3);
        let range = part.bytes.as_ptr_range();
        assert!(
            part.bytes.is_empty() || (from <= range.start && range.end <= body.as_ptr_range().end),
            "copied, or twice"
        );
        from = from.max(range.end);
        assert!(!holds(&part.bytes, boundary));
    }
    if read.iter().all(|p| p.name.len() < LONGEST_HEAD / 4) {
        assert_eq!(parts(&written(&read, boundary), boundary), Some(read), "what is read is written and read again");
    }
}

/// As a browser writes it (WHATWG HTML, 4.10.21.8).
fn written(parts: &[Part], boundary: &str) -> Bytes {
    let mut body = Vec::new();
    for part in parts {
        let name = part.name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let file = if part.file { "; filename=\"list.csv\"" } else { "" };
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend(head.bytes().chain(part.bytes.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    body.into()
}
