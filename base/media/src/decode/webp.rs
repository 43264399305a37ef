//! WebP: lossy or lossless; of a moving one the first picture.

use std::io::Cursor;

use image_webp::WebPDecoder;

use super::{Decoded, admit, shrink::Shrink};
use crate::{Limits, Refused, exif};

/// Pixels as they come out, and as much again inside.
const EACH: u64 = 8;

pub fn decode(bytes: &[u8], limits: &Limits, side: u16) -> Result<Decoded, Refused> {
    // The decoder believes the picture inside before it compares it with what the file says of itself.
    for (width, height) in inner(bytes) {
        admit(width, height, EACH, limits)?;
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Refused::Broken)?;
    let (width, height) = decoder.dimensions();
    admit(width, height, EACH, limits)?;
    decoder.set_memory_limit(usize::try_from(limits.memory).unwrap_or(usize::MAX));
    let turn = decoder.exif_metadata().ok().flatten().map(|exif| exif::turn(&exif)).unwrap_or_default();
    let size = decoder.output_buffer_size().ok_or(Refused::TooLarge)?;
    let samples = if decoder.has_alpha() { 4 } else { 3 };
    let mut whole = vec![0; size];
    decoder.read_image(&mut whole).map_err(|_| Refused::Broken)?;
    let mut shrink = Shrink::new(width, height, samples, side);
    let row = usize::try_from(width).unwrap_or(1).saturating_mul(samples).max(1);
    whole.chunks_exact(row).for_each(|row| shrink.row(row));
    Ok(Decoded { raster: shrink.done()?, turn })
}

/// The sizes that the file (RFC 9649, 2.7) and the lossy pictures in it (RFC 6386, 9.1) give themselves.
fn inner(bytes: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    chunks(bytes.get(12..).unwrap_or_default()).flat_map(|(kind, body)| {
        let frame = if kind == b"ANMF" { body.get(16..).unwrap_or_default() } else { &[] };
        let inside = chunks(frame).filter(|(kind, _)| *kind == b"VP8 ").map(|(_, body)| body);
        let itself = (kind == b"VP8 ").then_some(body);
        let canvas = (kind == b"VP8X").then(|| canvas(body)).flatten();
        canvas.into_iter().chain(itself.into_iter().chain(inside).filter_map(size))
    })
}

fn canvas(vp8x: &[u8]) -> Option<(u32, u32)> {
    let [w0, w1, w2, h0, h1, h2] = *vp8x.get(4..10)?.first_chunk::<6>()?;
    Some((u32::from_le_bytes([w0, w1, w2, 0]) + 1, u32::from_le_bytes([h0, h1, h2, 0]) + 1))
}

fn size(vp8: &[u8]) -> Option<(u32, u32)> {
    let [w0, w1, h0, h1] = *vp8.get(6..10)?.first_chunk::<4>()?;
    let length = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    Some((length(w0, w1), length(h0, h1)))
}

/// The chunks of a RIFF file, each with its four letters. One that is cut off is given as far as it goes.
fn chunks(mut rest: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (kind, after) = rest.split_first_chunk::<4>()?;
        let (size, after) = after.split_first_chunk::<4>()?;
        let size = usize::try_from(u32::from_le_bytes(*size)).ok()?;
        let body = after.get(..size).unwrap_or(after);
        rest = after.get(size.saturating_add(size % 2)..).unwrap_or_default();
        Some((kind, body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_inside_is_found_in_still_and_in_moving_pictures() {
        let picture = b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x7f";
        let still = [&b"RIFF\0\0\0\0WEBPVP8X\x02\0\0\0ab"[..], picture].concat();
        assert_eq!(inner(&still).collect::<Vec<_>>(), [(16383, 16383)]);
        let moving = [&b"RIFF\0\0\0\0WEBPANMF\x22\0\0\0"[..], &[0; 16], picture].concat();
        assert_eq!(inner(&moving).collect::<Vec<_>>(), [(16383, 16383)]);
        assert_eq!(inner(b"RIFF\0\0\0\0WEBPVP8 \xff\xff\xff\xff\0").count(), 0);
    }
}
