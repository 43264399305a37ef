//! Writing JPEG, as small as it has to be. Nothing of the file that was sent goes into it but pixels.

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use crate::{Refused, raster::Raster};

/// What is tried, worst first. Below the first, blocks show.
const QUALITIES: [u8; 7] = [40, 48, 55, 62, 69, 76, 83];

/// The picture with the best of the qualities that keeps it within `budget` bytes, or the worst if none does.
pub fn within(raster: &Raster, budget: usize) -> Result<Vec<u8>, Refused> {
    let mut best: Option<Vec<u8>> = None;
    let (mut low, mut high) = (0, QUALITIES.len());
    while low < high {
        let middle = low.midpoint(high);
        let jpeg = jpeg(raster, QUALITIES.get(middle).copied().unwrap_or(40))?;
        if jpeg.len() <= budget {
            low = middle + 1;
            best = Some(jpeg);
        } else {
            high = middle;
            if middle == 0 {
                best = Some(jpeg);
            }
        }
    }
    best.ok_or(Refused::Broken)
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
