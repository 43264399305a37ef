//! JPEG: decoded at an eighth, a quarter or half of its size, which leaves most of the work undone.

use jpeg_decoder::{CodingProcess, Decoder, PixelFormat};

use super::{Decoded, admit};
use crate::{Limits, Refused, exif, raster::Raster};

/// Scans of one picture. Progressive files have about ten; an empty scan of a few bytes takes as long as a full one, and so a small file with many
/// could keep a processor busy for minutes.
const MOST_SCANS: usize = 64;

pub fn decode(bytes: &[u8], limits: &Limits, side: u16) -> Result<Decoded, Refused> {
    if scans(bytes) > MOST_SCANS {
        return Err(Refused::Broken);
    }
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().map_err(|_| Refused::Broken)?;
    let info = decoder.info().ok_or(Refused::Broken)?;
    let samples = match info.pixel_format {
        PixelFormat::L8 => 1,
        PixelFormat::L16 => 2,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => 4,
    };
    // Coefficients of 16 bits are kept for the whole picture when it comes in several passes.
    let each = if info.coding_process == CodingProcess::DctSequential { samples } else { 2 * samples };
    admit(info.width.into(), info.height.into(), each, limits)?;

    // The decoder takes the smallest scale that reaches both: the shorter side is asked for as it will be shown.
    let longest = info.width.max(info.height);
    let shown = |length: u16| {
        let exact = u32::from(length) * u32::from(side) / u32::from(longest.max(1));
        u16::try_from(exact).unwrap_or(u16::MAX).clamp(1, length)
    };
    let (width, height) = decoder.scale(shown(info.width), shown(info.height)).map_err(|_| Refused::Broken)?;
    let pixels = decoder.decode().map_err(|_| Refused::Broken)?;
    let turn = decoder.exif_data().map(exif::turn).unwrap_or_default();
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => pixels,
        PixelFormat::L8 => pixels.iter().flat_map(|l| [*l; 3]).collect(),
        PixelFormat::L16 => pixels.chunks_exact(2).flat_map(|two| [most(two); 3]).collect(),
        PixelFormat::CMYK32 => pixels.chunks_exact(4).flat_map(ink).collect(),
    };
    Ok(Decoded { raster: Raster { width: width.into(), height: height.into(), rgb }, turn })
}

/// The more significant byte of a sample of 16 bits in the order of the machine.
fn most(two: &[u8]) -> u8 {
    let two = two.first_chunk::<2>().copied().unwrap_or_default();
    let [most, _] = u16::from_ne_bytes(two).to_be_bytes();
    most
}

/// What four inks look like, without a profile of the press.
fn ink(cmyk: &[u8]) -> [u8; 3] {
    let [c, m, y, k] = cmyk.first_chunk::<4>().copied().unwrap_or_default();
    [c, m, y].map(|ink| {
        let light = u16::from(255 - ink) * u16::from(255 - k) / 255;
        u8::try_from(light).unwrap_or(u8::MAX)
    })
}

/// How many scans there are before the end of the picture (ISO/IEC 10918-1, annex B). Previews in other segments do not count, nor what
/// stands behind the picture, as films of "live" photos do.
fn scans(bytes: &[u8]) -> usize {
    let mut rest = bytes.get(2..).unwrap_or_default();
    let mut scans = 0;
    while let Some(at) = rest.windows(2).position(marker) {
        let (kind, after) = match rest.get(at..) {
            Some([_, kind, after @ ..]) => (*kind, after),
            _ => break,
        };
        match kind {
            // End of the picture; a marker without a segment.
            0xd9 => break,
            0x01 | 0xd8 => rest = after,
            _ => {
                scans += usize::from(kind == 0xda);
                let length = after.first_chunk::<2>().map_or(2, |two| u16::from_be_bytes(*two).max(2));
                rest = after.get(usize::from(length)..).unwrap_or_default();
            }
        }
    }
    scans
}

/// Neither a stuffed byte, nor a filler, nor a point of restart.
fn marker(two: &[u8]) -> bool {
    matches!(two, [0xff, kind] if !matches!(kind, 0x00 | 0xff | 0xd0..=0xd7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scans_are_counted_where_they_are_scans() {
        let preview = b"\xff\xe1\x00\x06\xff\xda\xff\xda";
        let scan = b"\xff\xda\x00\x03x\xff\x00\xff\xd0data";
        let file = [b"\xff\xd8", &preview[..], scan, scan, b"\xff\xd9", scan].concat();
        assert_eq!(scans(&file), 2);
        assert_eq!(scans(b"\xff\xd8\xff\xda"), 1);
        assert_eq!(scans(b""), 0);
    }
    #[test]
    fn inks_mix_to_colours() {
        assert_eq!(ink(&[0, 0, 0, 0]), [255, 255, 255]);
        assert_eq!(ink(&[0, 255, 255, 0]), [255, 0, 0]);
        assert_eq!(ink(&[9, 9, 9, 255]), [0, 0, 0]);
    }
}
