use std::io::Write;

use media::{Limits, Photo, Refused};
use proptest::prelude::*;

use crate::painted::{Painted, png};

fn take(bytes: &[u8]) -> Result<Photo, Refused> {
    Photo::take(bytes, &Limits::default())
}
fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut out = (body.len() as u32).to_be_bytes().to_vec();
    out.extend_from_slice(kind);
    out.extend_from_slice(body);
    let mut crc = u32::MAX;
    for byte in &out[4..] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    out.extend_from_slice(&(!crc).to_be_bytes());
    out
}
/// A PNG that claims a size, with what stands between its header and its end.
fn claims(width: u32, height: u32, interlaced: u8, between: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, interlaced]].concat();
    [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &head)[..], between, &chunk(b"IEND", b"")].concat()
}

#[test]
fn sizes_are_refused_before_anything_is_decoded() {
    assert_eq!(take(&claims(100_000, 100_000, 0, b"")), Err(Refused::TooLarge));
    assert_eq!(take(&claims(u32::MAX >> 1, u32::MAX >> 1, 1, b"")), Err(Refused::TooLarge));
    assert_eq!(take(&claims(16_000, 3_000, 1, b"")), Err(Refused::TooLarge), "memory");
    assert_eq!(take(&claims(4, 4000, 0, b"")), Err(Refused::TooSmall));
    assert!(take(&claims(0, 0, 0, b"")).is_err());
    let mut jpeg = Painted::scene(64, 64, 1).jpeg(80);
    let at = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    jpeg[at + 5..at + 9].fill(0xff);
    assert_eq!(take(&jpeg), Err(Refused::TooLarge));
    let mut webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    webp.extend_from_slice(&[0xff; 6]);
    assert_eq!(take(&webp), Err(Refused::TooLarge));
    // Small outside, large inside.
    let picture = b"VP8 \x0a\0\0\0\x10\0\0\x9d\x01\x2a\xff\x3f\xff\x3f";
    let webp = [&b"RIFF\x26\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x63\0\0\x63\0\0"[..], picture].concat();
    assert_eq!(take(&webp), Err(Refused::TooLarge));
    assert_eq!(take(&vec![0xff; 20 << 20]), Err(Refused::Format));
    assert_eq!(take(&[&b"\xff\xd8\xff\xe0"[..], &vec![0; 16 << 20]].concat()), Err(Refused::TooHeavy));
}
#[test]
fn a_bomb_that_unpacks_to_gigabytes_is_read_no_further_than_its_picture() {
    // 60 MB of zeros where a picture of 64 × 64 is due: zlib in 60 KB.
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..60 {
        zlib.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let data = zlib.finish().unwrap();
    let taken = take(&claims(64, 64, 0, &chunk(b"IDAT", &data)));
    assert!(taken.is_ok_and(|photo| photo.page.width == 64));
    let profile = chunk(b"iCCP", &[b"x\0\0", &data[..]].concat());
    let text = chunk(b"zTXt", &[b"Comment\0\0", &data[..]].concat());
    let beside = [profile, text, chunk(b"IDAT", &data)].concat();
    assert!(take(&claims(64, 64, 0, &beside)).is_ok());
}
#[test]
fn a_small_file_of_thousands_of_scans_is_not_begun() {
    let jpeg = Painted::scene(256, 256, 1).jpeg_as(80, true, None);
    let at = jpeg.windows(2).rposition(|w| w == [0xff, 0xda]).unwrap();
    let scan = &jpeg[at..jpeg.len() - 2];
    let many = [&jpeg[..at], &scan.repeat(5000), b"\xff\xd9"].concat();
    assert_eq!(take(&many), Err(Refused::Broken));
}
#[test]
fn what_is_cut_off_is_refused_or_shown_as_far_as_it_goes() {
    let scene = Painted::scene(120, 90, 2);
    for file in [scene.jpeg(80), scene.jpeg_as(80, true, None), scene.png(), scene.webp()] {
        for end in (0..file.len()).step_by(file.len() / 60) {
            if let Ok(photo) = take(&file[..end]) {
                assert_eq!((photo.page.width, photo.page.height), (120, 90));
            }
        }
    }
    assert_eq!(take(&scene.png()[..400]), Err(Refused::Broken));
}
#[test]
fn other_files_are_refused_whatever_they_call_themselves() {
    for file in ["GIF89a", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "%PDF-1.7", "BM", "II*\0", "PK\x03\x04"] {
        assert_eq!(take(file.as_bytes()), Err(Refused::Format), "{file}");
    }
    assert_eq!(take(b""), Err(Refused::Empty));
    assert_eq!(take(b"\0\0\0\x24ftypheic\0\0\0\0mif1heic"), Err(Refused::Heic));
    assert_eq!(take(b"\x89PNG\r\n\x1a\nnothing more"), Err(Refused::Broken));
}
#[test]
fn of_a_moving_picture_the_first_is_taken() {
    let first = png(64, 64, png::ColorType::Rgb, png::BitDepth::Eight, &[40; 64 * 64 * 3]);
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 64, 64);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[40; 64 * 64 * 3]).unwrap();
    writer.write_image_data(&[200; 64 * 64 * 3]).unwrap();
    writer.finish().unwrap();
    assert_eq!(take(&out).unwrap().page, take(&first).unwrap().page);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_files_never_do_more_than_be_refused(
        seed in 0_u64..4,
        kind in 0_usize..4,
        hits in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..12),
    ) {
        let scene = Painted::scene(48, 40, seed);
        let mut file = match kind {
            0 => scene.jpeg(70),
            1 => scene.jpeg_as(70, true, None),
            2 => scene.png(),
            _ => scene.webp(),
        };
        for (at, byte) in hits {
            let at = usize::from(at) % file.len();
            file[at] = byte;
        }
        if let Ok(photo) = take(&file) {
            prop_assert!(photo.page.width <= 1000 && photo.page.height <= 1000);
            prop_assert!(photo.page.jpeg.starts_with(b"\xff\xd8"));
        }
    }
}
