//! From bytes to few pixels: headers first, then limits, then no more than is needed.

mod jpeg;
mod png;
mod shrink;
mod webp;

use std::panic::catch_unwind;

use crate::{Limits, Refused, SMALLEST, exif::Turn, raster::Raster, sniff::Format};

/// A picture as it is in the file, and how it is turned to stand upright.
pub struct Decoded {
    /// Pixels. The longer side is at least what was asked for, if the file has so many, and less than three times that.
    pub raster: Raster,
    /// What is still to be done.
    pub turn: Turn,
}

/// Decodes a picture for showing it at `side` pixels.
///
/// The decoders have no unsafe code, and are fuzzed; one that panics all the same costs the sender the photo and nobody else anything.
pub fn decode(bytes: &[u8], limits: &Limits, side: u16) -> Result<Decoded, Refused> {
    let format = Format::of(bytes)?;
    if bytes.len() > limits.bytes {
        return Err(Refused::TooHeavy);
    }
    let read = || match format {
        Format::Jpeg => jpeg::decode(bytes, limits, side),
        Format::Png => png::decode(bytes, limits, side),
        Format::WebP => webp::decode(bytes, limits, side),
    };
    catch_unwind(read).unwrap_or(Err(Refused::Broken))
}

/// Whether a picture of this size is looked at; `each` is how many bytes of memory every pixel takes.
fn admit(width: u32, height: u32, each: u64, limits: &Limits) -> Result<(), Refused> {
    if width.min(height) < SMALLEST {
        return Err(Refused::TooSmall);
    }
    let pixels = u64::from(width) * u64::from(height);
    let memory = pixels.checked_mul(each).ok_or(Refused::TooLarge)?;
    if width.max(height) > limits.side || pixels > limits.pixels || memory > limits.memory {
        return Err(Refused::TooLarge);
    }
    Ok(())
}
