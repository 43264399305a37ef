//! PNG: row by row, shrunk on the way, so that only interlaced files are ever held whole.

use std::io::Cursor;

use png::{ColorType, DecodeOptions, Decoder, Limits as Memory, Transformations};

use super::{Decoded, admit, shrink::Shrink};
use crate::{Limits, Refused, exif};

pub fn decode(bytes: &[u8], limits: &Limits, side: u16) -> Result<Decoded, Refused> {
    let mut options = DecodeOptions::default();
    // What is compressed beside the picture stays as it is.
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    let memory = usize::try_from(limits.memory).unwrap_or(usize::MAX);
    decoder.set_limits(Memory { bytes: memory });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let info = decoder.read_header_info().map_err(|_| Refused::Broken)?;
    let (width, height, interlaced) = (info.width, info.height, info.interlaced);
    admit(width, height, if interlaced { 8 } else { 1 }, limits)?;

    let mut reader = decoder.read_info().map_err(|_| Refused::Broken)?;
    let turn = reader.info().exif_metadata.as_deref().map(exif::turn).unwrap_or_default();
    let samples = match reader.output_color_type().0 {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
        ColorType::Indexed => return Err(Refused::Broken),
    };
    let mut shrink = Shrink::new(width, height, samples, side);
    if interlaced {
        let size = reader.output_buffer_size().ok_or(Refused::TooLarge)?;
        let mut whole = vec![0; size];
        reader.next_frame(&mut whole).map_err(|_| Refused::Broken)?;
        let row = reader.output_line_size(width).ok_or(Refused::TooLarge)?;
        whole.chunks_exact(row.max(1)).for_each(|row| shrink.row(row));
    } else {
        while let Some(row) = reader.next_row().map_err(|_| Refused::Broken)? {
            shrink.row(row.data());
        }
    }
    Ok(Decoded { raster: shrink.done()?, turn })
}
