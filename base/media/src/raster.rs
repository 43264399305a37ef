//! Pixels, once they are known to be few: shrinking and turning.

use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image};

use crate::{Refused, exif::Turn};

/// Red, green, blue, 8 bits each, row by row from the top left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width × height × 3` bytes.
    pub rgb: Vec<u8>,
}

impl Raster {
    /// The same picture with no side longer than `side`; never larger than it was.
    pub fn fitted(&self, side: u32) -> Result<Raster, Refused> {
        let longest = self.width.max(self.height);
        if longest <= side {
            return Ok(self.clone());
        }
        let scaled = |length: u32| {
            let exact = u64::from(length) * u64::from(side);
            let rounded = (exact + u64::from(longest) / 2) / u64::from(longest);
            u32::try_from(rounded).unwrap_or(side).max(1)
        };
        self.resized(scaled(self.width), scaled(self.height))
    }

    /// The same picture, `width` × `height`.
    pub fn resized(&self, width: u32, height: u32) -> Result<Raster, Refused> {
        let from = fast_image_resize::images::ImageRef::new(self.width, self.height, &self.rgb, PixelType::U8x3)
            .map_err(|_| Refused::Broken)?;
        let mut to = Image::new(width, height, PixelType::U8x3);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new().resize(&from, &mut to, &options).map_err(|_| Refused::Broken)?;
        Ok(Raster { width, height, rgb: to.into_vec() })
    }

    /// The part of it that begins at `left`, `top`.
    pub fn cropped(&self, left: u32, top: u32, width: u32, height: u32) -> Raster {
        let count = |pixels: u32| usize::try_from(pixels).unwrap_or(0);
        let row = (count(self.width) * 3).max(1);
        let columns = count(left) * 3..count(left.saturating_add(width)) * 3;
        let rows = self.rgb.chunks_exact(row).skip(count(top)).take(count(height));
        let rgb = rows.filter_map(|row| row.get(columns.clone())).flatten().copied().collect();
        Raster { width, height, rgb }
    }

    /// The same picture, upright.
    pub fn turned(self, turn: Turn) -> Raster {
        let mut out = if turn.transpose { self.transposed() } else { self };
        let row = usize::try_from(out.width).unwrap_or(0).saturating_mul(3).max(3);
        if turn.mirror {
            for row in out.rgb.chunks_exact_mut(row) {
                row.reverse();
                for pixel in row.chunks_exact_mut(3) {
                    pixel.reverse();
                }
            }
        }
        if turn.flip {
            out.rgb = out.rgb.chunks_exact(row).rev().flatten().copied().collect();
        }
        out
    }

    fn transposed(&self) -> Raster {
        let row = usize::try_from(self.width).unwrap_or(0).saturating_mul(3).max(3);
        let rows: Vec<&[u8]> = self.rgb.chunks_exact(row).collect();
        let mut rgb = Vec::with_capacity(self.rgb.len());
        for column in (0..row).step_by(3) {
            for pixels in &rows {
                rgb.extend_from_slice(pixels.get(column..column + 3).unwrap_or(&[0; 3]));
            }
        }
        Raster { width: self.height, height: self.width, rgb }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif::turn;

    /// 1 2 3
    /// 4 5 6
    fn six() -> Raster {
        Raster { width: 3, height: 2, rgb: (1..=6).flat_map(|p| [p, p + 10, p + 20]).collect() }
    }
    fn upright(value: u8) -> (u32, u32, Vec<u8>) {
        let exif = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[value, 0, 0, 0][..]].concat();
        let out = six().turned(turn(&exif));
        assert!(out.rgb.chunks_exact(3).all(|p| p[1] == p[0] + 10 && p[2] == p[0] + 20));
        (out.width, out.height, out.rgb.chunks_exact(3).map(|p| p[0]).collect())
    }

    #[test]
    fn every_orientation_ends_upright() {
        assert_eq!(upright(1), (3, 2, vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(upright(2), (3, 2, vec![3, 2, 1, 6, 5, 4]));
        assert_eq!(upright(3), (3, 2, vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(upright(4), (3, 2, vec![4, 5, 6, 1, 2, 3]));
        assert_eq!(upright(5), (2, 3, vec![1, 4, 2, 5, 3, 6]));
        assert_eq!(upright(6), (2, 3, vec![4, 1, 5, 2, 6, 3]));
        assert_eq!(upright(7), (2, 3, vec![6, 3, 5, 2, 4, 1]));
        assert_eq!(upright(8), (2, 3, vec![3, 6, 2, 5, 1, 4]));
    }
    #[test]
    fn a_picture_is_fitted_and_never_blown_up() {
        let wide = Raster { width: 400, height: 2, rgb: vec![7; 2400] };
        let fitted = wide.fitted(100).unwrap();
        assert_eq!((fitted.width, fitted.height, fitted.rgb.len()), (100, 1, 300));
        assert!(fitted.rgb.iter().all(|b| *b == 7));
        assert_eq!(wide.fitted(400).unwrap(), wide);
    }
}
