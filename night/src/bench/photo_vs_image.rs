//! What a photo costs: from the file that a phone sent to the two pictures that are kept, against the `image` crate doing the same in the
//! plain way.
//!
//! Both sides get the same bytes, a JPEG of twelve megapixels with the grain of a camera (made by arithmetic; nobody is on it), and give
//! two JPEGs, of 1,000 and of 320 pixels. Ours is [`Photo::take`] as the rooms call it: with its limits, the orientation, the choice of a
//! quality that keeps within the page's budget, and the print that it is recognised by, none of which the peer does. The peer decodes
//! (`load_from_memory`), resizes twice from the whole picture (`resize`, Lanczos3: what its documentation names for the best result) and
//! writes once each at one quality. The second line has the peer's fastest way instead (`thumbnail`, the second from the first), which
//! averages whole pixels.
//!
//! Here a ratio is a time: less is better.

use std::hint::black_box;

use image::{DynamicImage, RgbImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use media::{Limits, PAGE, Photo, THUMBNAIL};

use super::{Bench, BenchError, BenchLine, Options, compare};
use crate::stopwatch::Stopwatch;

/// The bench.
pub const BENCH: Bench = Bench {
    name: "photo_vs_image",
    about: "a photo of 12 megapixels to two small ones: our time to that of the image crate (less is better)",
    run,
};

/// Rounds of each side.
const ROUNDS: usize = 11;
/// Pixels of the photo at scale 1.
const SIZE: (f64, f64) = (4032.0, 3024.0);
/// What the peer writes with.
const QUALITY: u8 = 62;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_current_thread().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let side = options.scale.unwrap_or(1.0).sqrt();
    let photo = photo(SIZE.0 * side, SIZE.1 * side)?;
    // What is compared must do the same before it is timed; and this warms both.
    let taken = Photo::take(&photo, &Limits::default())?;
    for peer in [best, fastest] {
        let [page, thumbnail] = peer(&photo)?;
        let sizes = [(&page, &taken.page), (&thumbnail, &taken.thumbnail)];
        for (theirs, ours) in sizes {
            let theirs = image::load_from_memory(theirs)?;
            if (theirs.width(), theirs.height()) != (ours.width, ours.height) {
                return Err("the two sides give pictures of different sizes".into());
            }
        }
    }
    let mut lines = Vec::new();
    let peers: [(&str, Peer); 2] = [(BENCH.name, best), ("photo_vs_image_fastest", fastest)];
    for (name, peer) in peers {
        let ours = async || timed(|| Photo::take(&photo, &Limits::default()).map_err(BenchError::from));
        let compared = compare(ROUNDS, ours, async || timed(|| peer(&photo))).await?;
        lines.push(BenchLine {
            name: name.to_owned(),
            ratio: Some(compared.ratio),
            ours: compared.ours,
            peer: Some(compared.peer),
            unit: "ms",
            note: format!(
                "less is better; a file of {} bytes to two of {} and {}; no assembler: the decoder is safe Rust",
                photo.len(),
                taken.page.jpeg.len(),
                taken.thumbnail.jpeg.len()
            ),
        });
    }
    Ok(lines)
}

type Peer = fn(&[u8]) -> Result<[Vec<u8>; 2], BenchError>;

fn best(photo: &[u8]) -> Result<[Vec<u8>; 2], BenchError> {
    let whole = image::load_from_memory(photo)?;
    let [page, thumbnail] = [PAGE, THUMBNAIL].map(|side| whole.resize(side.into(), side.into(), FilterType::Lanczos3));
    Ok([written(&page)?, written(&thumbnail)?])
}

fn fastest(photo: &[u8]) -> Result<[Vec<u8>; 2], BenchError> {
    let page = image::load_from_memory(photo)?.thumbnail(PAGE.into(), PAGE.into());
    let thumbnail = page.thumbnail(THUMBNAIL.into(), THUMBNAIL.into());
    Ok([written(&page)?, written(&thumbnail)?])
}

fn written(picture: &DynamicImage) -> Result<Vec<u8>, BenchError> {
    let mut out = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))?;
    Ok(out)
}

/// Milliseconds.
fn timed<T>(work: impl FnOnce() -> Result<T, BenchError>) -> Result<f64, BenchError> {
    let watch = Stopwatch::start();
    black_box(work()?);
    Ok(watch.elapsed().as_secs_f64() * 1000.0)
}

/// A picture in clouds of all sizes, as photos have detail at all sizes, with grain.
fn photo(width: f64, height: f64) -> Result<Vec<u8>, BenchError> {
    let (width, height) = (crate::numbers::whole(width), crate::numbers::whole(height));
    let (width, height) = (u32::try_from(width)?, u32::try_from(height)?);
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let mut light = 0.06 * grain(x, y, 99);
        for octave in 0..7_u8 {
            let size = 900.0 / 2.1_f32.powi(octave.into());
            light += 0.5_f32.powi(i32::from(octave) + 1) * cloud(short(x) / size, short(y) / size, octave.into());
        }
        let tint = 0.12 * cloud(short(x) / 700.0, short(y) / 700.0, 50);
        let part = |light: f32| {
            let light = (light * 255.0).clamp(0.0, 255.0);
            u8::try_from(crate::numbers::whole(light.into())).unwrap_or(u8::MAX)
        };
        image::Rgb([part(light + tint), part(light), part(light - tint)])
    });
    let mut out = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, 88))?;
    Ok(out)
}

fn short(at: u32) -> f32 {
    f32::from(u16::try_from(at).unwrap_or(u16::MAX))
}

/// 0 to 1, another at every point.
fn grain(x: u32, y: u32, seed: u32) -> f32 {
    let mut h = x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b) ^ seed.wrapping_mul(0xc2b2_ae35);
    h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
    h = (h ^ (h >> 12)).wrapping_mul(0x297a_2d39);
    short((h >> 16) & 0xffff) / 65_535.0
}

/// 0 to 1, smooth between whole numbers.
fn cloud(x: f32, y: f32, seed: u32) -> f32 {
    let ease = |part: f32| part * part * (3.0 - 2.0 * part);
    let (fx, fy) = (ease(x.fract()), ease(y.fract()));
    let corner = |at: f32| u32::try_from(crate::numbers::whole(at.floor().into())).unwrap_or(0);
    let (x, y) = (corner(x), corner(y));
    let row = |y: u32| grain(x, y, seed) * (1.0 - fx) + grain(x + 1, y, seed) * fx;
    row(y) * (1.0 - fy) + row(y + 1) * fy
}
