//! What a picture is recognised by when it comes back smaller, lighter, cropped or mirrored.

use std::f32::consts::PI;

use crate::raster::Raster;

/// Eight perceptual hashes of one picture: whole, mirrored, and six crops.
///
/// Each hash has 64 bits: the signs, against their median, of the lowest 64 frequencies (but the mean) of the brightness at 32 × 32 pixels (a discrete
/// cosine transform, as in Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
///
/// [`distance`](Print::distance) is the least Hamming distance between one picture whole or mirrored and the other whole or cropped, either way round.
/// What it stands is measured in `tests/it/print.rs`: other sizes, qualities and formats, lighter or darker, in grey, mirrored, and with
/// up to an eighth cut off one side or a tenth off all four, it stays within [`Print::SAME`]; among pictures of other things the nearest is
/// farther. It does not stand being turned, cut to half, framed or written all over, and a picture without any shape in it (a plain
/// wall) is like every other such. A match is a reason for a person to look, never for a machine to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Print([u64; VIEWS]);

const VIEWS: usize = 8;
/// Pixels of the longer side that are looked at.
const SMALL: u32 = 160;
/// Samples a side.
const SIDE: usize = 32;
/// Frequencies a side.
const LOW: usize = 8;
/// What of the picture is seen: left, top, right, bottom, in hundredths. The first two are the whole one, to be taken as it is and mirrored.
const CROPS: [[u32; 4]; VIEWS] = [
    [0, 0, 100, 100],
    [0, 0, 100, 100],
    [4, 4, 96, 96],
    [9, 9, 91, 91],
    [0, 0, 100, 90],
    [0, 10, 100, 100],
    [0, 0, 90, 100],
    [10, 0, 100, 100],
];

impl Print {
    /// At this distance or below, two pictures are worth comparing by eye.
    pub const SAME: u32 = 10;
    /// Bytes of [`to_bytes`](Print::to_bytes).
    pub const BYTES: usize = VIEWS * 8;

    pub(crate) fn of(raster: &Raster) -> Print {
        let small = raster.fitted(SMALL).unwrap_or_else(|_| raster.clone());
        let waves = Waves::new();
        let mut views = [0; VIEWS];
        for (at, (view, crop)) in views.iter_mut().zip(CROPS).enumerate() {
            let mut low = frequencies(&brightness(&small, crop), &waves);
            if at == 1 {
                // Mirroring turns the sign of what is odd from left to right.
                low.iter_mut().skip(1).step_by(2).for_each(|part| *part = -*part);
            }
            *view = signs(&low);
        }
        Print(views)
    }

    /// 0 (the same picture) to 64. Of two that have nothing in common about 20, as the least of many.
    pub fn distance(&self, other: &Print) -> u32 {
        let [whole, mirrored, crops @ ..] = &self.0;
        let [other_whole, other_mirrored, other_crops @ ..] = &other.0;
        let apart = |a: &u64, b: &u64| (a ^ b).count_ones();
        let mine = [whole, mirrored].into_iter();
        let ways = mine.flat_map(|a| other_crops.iter().chain([other_whole]).map(move |b| apart(a, b)));
        let theirs = [other_whole, other_mirrored].into_iter();
        let back = theirs.flat_map(|a| crops.iter().chain([whole]).map(move |b| apart(a, b)));
        ways.chain(back).min().unwrap_or(64)
    }

    /// To be kept.
    pub fn to_bytes(&self) -> [u8; Print::BYTES] {
        let mut bytes = [0; Print::BYTES];
        for (eight, view) in bytes.chunks_exact_mut(8).zip(self.0) {
            eight.copy_from_slice(&view.to_be_bytes());
        }
        bytes
    }

    /// As it was kept; none if the length is another.
    pub fn from_bytes(bytes: &[u8]) -> Option<Print> {
        let bytes: &[u8; Print::BYTES] = bytes.try_into().ok()?;
        let mut views = [0; VIEWS];
        for (view, eight) in views.iter_mut().zip(bytes.chunks_exact(8)) {
            *view = u64::from_be_bytes(eight.try_into().ok()?);
        }
        Some(Print(views))
    }
}

/// Mean brightness (ITU-R BT.601) of 32 × 32 fields of a part of the picture.
fn brightness(raster: &Raster, [left, top, right, bottom]: [u32; 4]) -> [[f32; SIDE]; SIDE] {
    let at = |length: u32, hundredths: u32| usize::try_from(length * hundredths / 100).unwrap_or(0);
    let (x0, x1) = (at(raster.width, left), at(raster.width, right));
    let (y0, y1) = (at(raster.height, top), at(raster.height, bottom));
    let row = usize::try_from(raster.width).unwrap_or(0) * 3;
    let part = |from: usize, to: usize, field: usize| {
        let start = from + (to - from) * field / SIDE;
        start..(from + (to - from) * (field + 1) / SIDE).max(start + 1)
    };
    let mut fields = [[0.0; SIDE]; SIDE];
    for (v, line) in fields.iter_mut().enumerate() {
        for (u, field) in line.iter_mut().enumerate() {
            let (mut sum, mut count) = (0_u32, 0_u32);
            for y in part(y0, y1, v) {
                let columns = part(x0, x1, u);
                let pixels = raster.rgb.get(y * row + columns.start * 3..y * row + columns.end * 3);
                for pixel in pixels.unwrap_or_default().chunks_exact(3) {
                    if let [r, g, b] = *pixel {
                        sum += (u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8;
                        count += 1;
                    }
                }
            }
            *field = f32::from(u16::try_from(sum * 16 / count.max(1)).unwrap_or(u16::MAX));
        }
    }
    fields
}

/// The lowest frequencies, by rows, in the place of the mean the first beyond.
fn frequencies(fields: &[[f32; SIDE]; SIDE], waves: &Waves) -> [f32; LOW * LOW] {
    let sum = |wave: &[f32; SIDE], values: &[f32; SIDE]| wave.iter().zip(values).map(|(a, b)| a * b).sum::<f32>();
    // Along the lines first; each frequency then stands in a column.
    let mut columns = [[0.0; SIDE]; LOW];
    for (column, wave) in columns.iter_mut().zip(&waves.0) {
        for (part, line) in column.iter_mut().zip(fields) {
            *part = sum(wave, line);
        }
    }
    let [first, ..] = &columns;
    let beyond = sum(&waves.1, first);
    let mut low = [0.0; LOW * LOW];
    let places = waves.0.iter().flat_map(|down| columns.iter().map(move |column| (down, column)));
    for (part, (down, column)) in low.iter_mut().zip(places) {
        *part = sum(down, column);
    }
    let [mean, ..] = &mut low;
    *mean = beyond;
    low
}

/// The waves of the cosine transform: the lowest, and the one beyond.
struct Waves([[f32; SIDE]; LOW], [f32; SIDE]);

impl Waves {
    fn new() -> Waves {
        let wave = |frequency: u8| {
            let mut at = [0.0; SIDE];
            for (x, part) in (0_u8..).zip(&mut at) {
                *part = (PI * f32::from(frequency) * (2.0 * f32::from(x) + 1.0) / 64.0).cos();
            }
            at
        };
        Waves([0, 1, 2, 3, 4, 5, 6, 7].map(wave), wave(8))
    }
}

/// A bit for each that is above the median.
fn signs(low: &[f32; LOW * LOW]) -> u64 {
    let mut sorted = *low;
    sorted.sort_by(f32::total_cmp);
    let median = sorted.get(LOW * LOW / 2).copied().unwrap_or(0.0);
    low.iter().fold(0, |bits, part| bits << 1 | u64::from(*part >= median))
}
