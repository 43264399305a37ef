//! Rows of any colour type in, a smaller picture out: each pixel is the mean of a square of whole pixels.

use crate::{Refused, raster::Raster};

/// Takes the rows of a picture one after the other.
pub struct Shrink {
    width: u32,
    height: u32,
    samples: usize,
    square: u32,
    taken: u32,
    /// Sums of red, green, blue over the squares of the present rows.
    sums: Vec<[u32; 3]>,
    rgb: Vec<u8>,
}

impl Shrink {
    /// For a picture of `samples` (1 to 4: grey, grey and opacity, colour, colour and opacity), so that the longer side comes out at twice `side`
    /// or more, if it is so long.
    pub fn new(width: u32, height: u32, samples: usize, side: u16) -> Shrink {
        let square = (width.max(height) / (2 * u32::from(side.max(1)))).max(1);
        let columns = usize::try_from(width.div_ceil(square)).unwrap_or(0);
        let sums = vec![[0; 3]; columns];
        Shrink { width, height, samples, square, taken: 0, sums, rgb: Vec::new() }
    }

    /// The next row. More than the picture has are left out.
    pub fn row(&mut self, row: &[u8]) {
        if self.taken == self.height {
            return;
        }
        self.taken += 1;
        let squares = row.chunks(self.samples * usize::try_from(self.square).unwrap_or(1));
        if self.square == 1 {
            self.rgb.extend(row.chunks_exact(self.samples).flat_map(colour));
            return;
        }
        for (sum, pixels) in self.sums.iter_mut().zip(squares) {
            for pixel in pixels.chunks_exact(self.samples) {
                for (sum, part) in sum.iter_mut().zip(colour(pixel)) {
                    *sum += u32::from(part);
                }
            }
        }
        if self.taken.is_multiple_of(self.square) || self.taken == self.height {
            self.emit();
        }
    }

    fn emit(&mut self) {
        let rows = (self.taken - 1) % self.square + 1;
        let mut left = self.width;
        for sum in &mut self.sums {
            let count = rows * left.min(self.square);
            left = left.saturating_sub(self.square);
            self.rgb.extend(sum.map(|sum| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(u8::MAX)));
            *sum = [0; 3];
        }
    }

    /// The picture. [`Refused::Broken`] if rows are missing.
    pub fn done(self) -> Result<Raster, Refused> {
        let (width, height) = (self.width.div_ceil(self.square), self.height.div_ceil(self.square));
        let whole = u64::from(width) * u64::from(height) * 3;
        if usize::try_from(whole) != Ok(self.rgb.len()) {
            return Err(Refused::Broken);
        }
        Ok(Raster { width, height, rgb: self.rgb })
    }
}

/// A pixel as it looks on white paper.
fn colour(pixel: &[u8]) -> [u8; 3] {
    match *pixel {
        [grey] => [grey; 3],
        [grey, opacity] => [grey; 3].map(|part| on_white(part, opacity)),
        [r, g, b] => [r, g, b],
        [r, g, b, opacity] => [r, g, b].map(|part| on_white(part, opacity)),
        _ => [255; 3],
    }
}

fn on_white(part: u8, opacity: u8) -> u8 {
    let (part, opacity) = (u16::from(part), u16::from(opacity));
    u8::try_from((part * opacity + 255 * (255 - opacity)) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_become_their_mean_and_edges_theirs() {
        let mut shrink = Shrink::new(5, 3, 1, 1);
        assert_eq!(shrink.square, 2);
        shrink.row(&[0, 2, 10, 10, 7]);
        shrink.row(&[4, 6, 10, 10, 9]);
        shrink.row(&[1, 3, 50, 70, 200]);
        shrink.row(&[9; 5]);
        let out = shrink.done().unwrap();
        assert_eq!((out.width, out.height), (3, 2));
        assert_eq!(out.rgb.chunks(3).map(|p| p[0]).collect::<Vec<_>>(), [3, 10, 8, 2, 60, 200]);
    }
    #[test]
    fn what_is_clear_is_white() {
        let mut shrink = Shrink::new(2, 1, 4, 100);
        shrink.row(&[1, 2, 3, 0, 1, 2, 3, 255]);
        assert_eq!(shrink.done().unwrap().rgb, [255, 255, 255, 1, 2, 3]);
    }
    #[test]
    fn a_row_that_is_missing_is_noticed() {
        let mut shrink = Shrink::new(2, 2, 3, 100);
        shrink.row(&[0; 6]);
        assert_eq!(shrink.done(), Err(Refused::Broken));
    }
}
