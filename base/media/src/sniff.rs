//! What a file is, by what it begins with. Names and content types are what the sender says, and are not asked.

use crate::Refused;

/// The kinds of photos that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ISO/IEC 10918-1.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// RFC 9649.
    WebP,
}

/// Brands of ISO base media files (ISO/IEC 14496-12, 4.3) with HEVC pictures inside (ISO/IEC 23008-12).
const HEIC: [&[u8]; 10] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"];

impl Format {
    /// Reads the first bytes. Refused: [`Refused::Empty`], [`Refused::Heic`], [`Refused::Format`].
    pub fn of(bytes: &[u8]) -> Result<Format, Refused> {
        match bytes {
            [] => Err(Refused::Empty),
            [0xff, 0xd8, 0xff, ..] => Ok(Format::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Format::WebP),
            file if brands(file).any(|b| HEIC.contains(&b)) => Err(Refused::Heic),
            _ => Err(Refused::Format),
        }
    }
}

/// The brands that a file of the ISO kind gives itself: the major one and those it is compatible with. AVIF names `mif1` too, and
/// is not HEIC.
fn brands(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let size = bytes.first_chunk::<4>().map_or(0, |s| u32::from_be_bytes(*s));
    let head = usize::try_from(size).unwrap_or(0).min(256);
    let body = bytes.get(4..head).or(bytes.get(4..)).unwrap_or_default();
    let body = body.strip_prefix(b"ftyp").unwrap_or_default();
    let avif = body.chunks_exact(4).any(|b| matches!(b, b"avif" | b"avis"));
    body.chunks_exact(4).filter(move |_| !avif)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert_eq!(Format::of(b"\xff\xd8\xff\xe0rest"), Ok(Format::Jpeg));
        assert_eq!(Format::of(b"\x89PNG\r\n\x1a\nrest"), Ok(Format::Png));
        assert_eq!(Format::of(b"RIFF\x10\0\0\0WEBPVP8 "), Ok(Format::WebP));
        assert_eq!(Format::of(b""), Err(Refused::Empty));
        for other in [&b"GIF89a"[..], b"<svg xmlns=", b"%PDF-1.7", b"MZ", b"RIFF\x10\0\0\0WAVE", b"BM", b"\xff\xd8"] {
            assert_eq!(Format::of(other), Err(Refused::Format), "{other:?}");
        }
    }
    #[test]
    fn photos_of_iphones_have_a_reason_of_their_own() {
        assert_eq!(Format::of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Err(Refused::Heic));
        assert_eq!(Format::of(b"\0\0\0\x18ftypmif1\0\0\0\0heixmsf1"), Err(Refused::Heic));
        assert_eq!(Format::of(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"), Err(Refused::Format));
        assert_eq!(Format::of(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42"), Err(Refused::Format));
        assert_eq!(Format::of(b"\xff\xff\xff\xffftypheic"), Err(Refused::Heic));
    }
}
