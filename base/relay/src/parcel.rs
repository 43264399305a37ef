//! What goes to readers, made once for all of them.

use bytes::{BufMut, Bytes, BytesMut};

/// Frames that leave together, as one chunk of HTTP/1.1 (RFC 9112, 7.1): whoever writes chunks themself takes it as it is, and whoever has
/// another framing takes what is in it. Cloning shares the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    chunk: Bytes,
    /// Where the content begins.
    begins: u8,
    frames: u16,
}

/// What stands after the content of a chunk.
const END: &[u8] = b"\r\n";

impl Parcel {
    /// A parcel of these bytes, which are so many frames.
    pub(crate) fn of(content: &[u8], frames: u16) -> Self {
        Self::joined(&[content], frames)
    }
    /// One parcel of several.
    pub(crate) fn all(parcels: &[Self]) -> Self {
        let contents: Vec<Bytes> = parcels.iter().map(Self::content).collect();
        let slices: Vec<&[u8]> = contents.iter().map(AsRef::as_ref).collect();
        Self::joined(&slices, parcels.iter().map(|p| p.frames).fold(0, u16::saturating_add))
    }
    fn joined(contents: &[&[u8]], frames: u16) -> Self {
        let length = contents.iter().map(|c| c.len()).sum::<usize>();
        let head = format!("{length:x}\r\n");
        let mut chunk = BytesMut::with_capacity(head.len() + length + END.len());
        chunk.put_slice(head.as_bytes());
        for content in contents {
            chunk.put_slice(content);
        }
        chunk.put_slice(END);
        Self { chunk: chunk.freeze(), begins: u8::try_from(head.len()).unwrap_or(0), frames }
    }
    /// The chunk, ready to be written.
    #[must_use]
    pub const fn chunk(&self) -> &Bytes {
        &self.chunk
    }
    /// The frames alone.
    #[must_use]
    pub fn content(&self) -> Bytes {
        let begins = usize::from(self.begins);
        self.chunk.slice(begins..self.chunk.len().saturating_sub(END.len()).max(begins))
    }
    /// How many frames are in it.
    pub(crate) const fn frames(&self) -> u16 {
        self.frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_parcel_is_a_chunk_of_what_is_in_it(contents in proptest::collection::vec("[ -~\n]{1,400}", 1..9)) {
            let parcels: Vec<Parcel> = contents.iter().map(|c| Parcel::of(c.as_bytes(), 1)).collect();
            let all = Parcel::all(&parcels);
            let content = contents.concat();
            prop_assert_eq!(&all.content()[..], content.as_bytes());
            let chunk = format!("{:x}\r\n{content}\r\n", content.len());
            prop_assert_eq!(&all.chunk()[..], chunk.as_bytes());
            prop_assert_eq!(usize::from(all.frames()), contents.len());
        }
    }
}
