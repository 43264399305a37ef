//! Reads the head of an HTTP/1.1 response (RFC 9112), as far as a load client needs it.

/// A response whose head has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its status.
    pub status: u16,
    /// How many bytes head and body have together.
    pub ends: usize,
}

/// Bytes that are not a response this client understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHttp {
    /// The first line is not `HTTP/1.1 200 …`.
    #[error("not an HTTP/1.1 status line")]
    StatusLine,
    /// The body has no `Content-Length`: it is chunked, or ends with the connection.
    #[error("a response without content-length")]
    Length,
    /// More than 64 KiB of headers.
    #[error("too many headers")]
    TooLong,
}

const LONGEST: usize = 64 * 1024;

/// The head of the response that starts these bytes; nothing when it is not all there yet.
///
/// # Errors
/// When it is not a response with a known length.
pub fn head(bytes: &[u8]) -> Result<Option<Head>, NotHttp> {
    let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else {
        return if bytes.len() > LONGEST { Err(NotHttp::TooLong) } else { Ok(None) };
    };
    let (head, _) = bytes.split_at(end);
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let status = lines.next().and_then(status_of).ok_or(NotHttp::StatusLine)?;
    let body = lines.find_map(length_of);
    // These never have a body (RFC 9110, 15.2, 15.3.5, 15.4.5).
    let body = if status < 200 || matches!(status, 204 | 304) { 0 } else { body.flatten().ok_or(NotHttp::Length)? };
    Ok(Some(Head { status, ends: end.saturating_add(4).saturating_add(body) }))
}

fn status_of(line: &[u8]) -> Option<u16> {
    let digits = line.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    number(digits).and_then(|n| u16::try_from(n).ok())
}

/// The length, when the line is about it; within, nothing when it is not a number.
fn length_of(line: &[u8]) -> Option<Option<usize>> {
    let (name, value) = line.split_at_checked(b"content-length:".len())?;
    name.eq_ignore_ascii_case(b"content-length:").then(|| number(value.trim_ascii()))
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_digit())).and_then(|d| d.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREATED: &[u8] =
        b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-LENGTH:  12\r\nx: y\r\n\r\n{\"ok\": true}";

    #[test]
    fn a_response_is_read_however_it_is_cut() {
        let whole = Head { status: 201, ends: CREATED.len() };
        assert_eq!(head(CREATED), Ok(Some(whole)));
        let body = CREATED.len() - 12;
        for cut in 0..CREATED.len() {
            assert_eq!(head(&CREATED[..cut]), Ok((cut >= body).then_some(whole)), "{cut}");
        }
    }

    #[test]
    fn some_statuses_have_no_body() {
        let bytes = b"HTTP/1.1 204 No Content\r\ndate: now\r\n\r\n";
        assert_eq!(head(bytes), Ok(Some(Head { status: 204, ends: bytes.len() })));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(head(b"SSH-2.0\r\n\r\n"), Err(NotHttp::StatusLine));
        assert_eq!(head(b"HTTP/1.1 2x0 OK\r\n\r\n"), Err(NotHttp::StatusLine));
        assert_eq!(head(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"), Err(NotHttp::Length));
        assert_eq!(head(b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"), Err(NotHttp::Length));
        assert_eq!(head(&[b'x'; LONGEST + 1]), Err(NotHttp::TooLong));
    }
}
