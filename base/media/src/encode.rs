//! Writing JPEG, as small as it has to be. Nothing of the file that was sent goes into it but pixels.

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use crate::{Refused, raster::Raster};

/// What is tried, worst first. Below the first, blocks show.
const QUALITIES: [u8; 7] = [40, 48, 55, 62, 69, 76, 83];

/// Rows of a band: a row of blocks at half the resolution of colours.
const BAND: u32 = 16;
/// Bytes of a file that do not grow with the picture, about.
const TABLES: usize = 500;
/// One band of so many is written to see what quality fits.
const ONE_OF: u32 = 8;

/// The picture with the best of the qualities that, judged by some bands of it, keeps it within `budget` bytes, or the worst if none does:
/// never more than `budget` when a worse one fits. Whole it is written once, rarely twice.
pub fn within(raster: &Raster, budget: usize) -> Result<Vec<u8>, Refused> {
    for quality in QUALITIES.iter().take(promising(raster, budget)?).rev() {
        let jpeg = jpeg(raster, *quality)?;
        if jpeg.len() <= budget {
            return Ok(jpeg);
        }
    }
    jpeg(raster, QUALITIES.first().copied().unwrap_or(40))
}

/// How many of the qualities seem to keep within `budget`.
fn promising(raster: &Raster, budget: usize) -> Result<usize, Refused> {
    let some = bands(raster);
    let whole = usize::try_from(raster.height.max(1)).unwrap_or(usize::MAX);
    // Tables stand in the file once, however many bands there are.
    let share = budget.saturating_sub(TABLES).saturating_mul(usize::try_from(some.height).unwrap_or(0)) / whole;
    let share = share.saturating_add(TABLES);
    let (mut low, mut high) = (0, QUALITIES.len());
    while low < high {
        let middle = low.midpoint(high);
        if jpeg(&some, QUALITIES.get(middle).copied().unwrap_or(40))?.len() <= share {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// Bands of a picture from top to bottom, one of [`ONE_OF`].
fn bands(raster: &Raster) -> Raster {
    let size = |pixels: u32| usize::try_from(pixels).unwrap_or(0).saturating_mul(3);
    let band = size(raster.width.saturating_mul(BAND)).max(1);
    // From the middle of the first few on: what is at the very top is often sky.
    let every = usize::try_from(ONE_OF).unwrap_or(1);
    let rgb: Vec<u8> = raster.rgb.chunks(band).skip(every / 2).step_by(every).flatten().copied().collect();
    let height = u32::try_from(rgb.len() / size(raster.width).max(1)).unwrap_or(0);
    if height == 0 { raster.clone() } else { Raster { width: raster.width, height, rgb } }
}

/// The picture at one quality (1 to 100): colours at half the resolution, tables made for it.
pub fn jpeg(raster: &Raster, quality: u8) -> Result<Vec<u8>, Refused> {
    let side = |length: u32| u16::try_from(length).map_err(|_| Refused::TooLarge);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder.set_optimized_huffman_tables(true);
    // Not progressive: this encoder makes those a fifth larger, and thirty kilobytes come at once.
    encoder.set_progressive(false);
    encoder
        .encode(&raster.rgb, side(raster.width)?, side(raster.height)?, ColorType::Rgb)
        .map_err(|_| Refused::Broken)?;
    Ok(out)
}
