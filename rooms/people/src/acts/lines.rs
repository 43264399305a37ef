//! Lines as they come from any system, with one kind of end.

use std::io::{Read, Result};

/// Ends every line with `\n`, whether it ended so, with `\r\n`, with `\r` alone or not at all, so that lines can be counted.
pub struct Lines<R> {
    input: R,
    /// Whether the last byte was `\r`.
    returned: bool,
    /// Whether the last line has been given its end.
    ended: bool,
    /// Whether somebody has come to the end of it all.
    pub over: bool,
}

impl<R: Read> Lines<R> {
    /// The lines of this.
    pub const fn of(input: R) -> Self {
        Self { input, returned: false, ended: false, over: false }
    }
    /// Ends the lines in what was read; how many bytes are left of it.
    fn end(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0_usize;
        for at in 0..bytes.len() {
            let Some(byte) = bytes.get(at).copied() else { break };
            let second = self.returned && byte == b'\n';
            self.returned = byte == b'\r';
            if let Some(place) = bytes.get_mut(kept).filter(|_| !second) {
                *place = if self.returned { b'\n' } else { byte };
                kept = kept.saturating_add(1);
            }
        }
        kept
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while !self.ended && !into.is_empty() {
            let read = self.input.read(into)?;
            let kept = self.end(into.get_mut(..read).unwrap_or_default());
            if kept > 0 {
                return Ok(kept);
            }
            if read == 0 {
                self.ended = true;
                return (&b"\n"[..]).read(into);
            }
        }
        self.over = self.ended;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives one piece at a time.
    struct Pieces(Vec<Vec<u8>>);
    impl Read for Pieces {
        fn read(&mut self, into: &mut [u8]) -> Result<usize> {
            let Some(piece) = self.0.first_mut() else { return Ok(0) };
            let read = piece.as_slice().read(into)?;
            piece.drain(..read);
            self.0.retain(|piece| !piece.is_empty());
            Ok(read)
        }
    }

    proptest! {
        #[test]
        fn lines_end_alike_wherever_they_are_cut(pieces in prop::collection::vec("[ab\r\n]{1,3}", 0..12)) {
            let plain = pieces.concat().replace("\r\n", "\n").replace('\r', "\n") + "\n";
            let mut read = String::new();
            let mut lines = Lines::of(Pieces(pieces.into_iter().map(String::into_bytes).collect()));
            lines.read_to_string(&mut read).unwrap();
            prop_assert_eq!(read, plain);
            prop_assert!(lines.over);
        }
    }
}
