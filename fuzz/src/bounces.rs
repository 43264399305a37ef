//! Mails that came back: reports of mail servers (RFC 3464), and what providers say in JSON.

use notify::email::bounce::{LONGEST, Verdict, read};

/// Reads the bytes as what comes to the hook. Little is taken from it, whatever it is, and the same in any case of line ends.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(verdict) = Verdict::of(&text) {
        assert_eq!(Verdict::of(text.trim_start_matches(' ')), Some(verdict));
        assert!(verdict == Verdict::NotYet || text.contains('5'), "a mail dies by a 5 alone");
    }
    let bounce = read(data);
    assert_eq!(read(data), bounce, "the same bytes have one reading");
    if let Some(bounce) = bounce {
        assert!(bounce.came_to.len() <= 16);
        assert!(bounce.verdict == Verdict::NotYet || text.contains('5'));
        let json = data.trim_ascii_start().starts_with(b"{");
        for to in &bounce.came_to {
            assert!(json || (to.contains('@') && to.len() <= 320 && text.contains(to.as_str())), "{to:?}");
        }
    }
    // What is longer is read as far as it may be.
    if data.len() > LONGEST {
        assert_eq!(read(data), read(&data[..LONGEST]));
    }
}
