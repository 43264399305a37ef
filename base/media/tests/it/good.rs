use media::{Limits, PAGE_BYTES, Photo, THUMBNAIL_BYTES};

use crate::painted::{Painted, png};

fn take(bytes: &[u8]) -> Photo {
    Photo::take(bytes, &Limits::default()).unwrap()
}
fn pixels(jpeg: &[u8]) -> (u16, u16, Vec<u8>) {
    let mut decoder = jpeg_decoder::Decoder::new(jpeg);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    assert_eq!(info.pixel_format, jpeg_decoder::PixelFormat::RGB24);
    (info.width, info.height, pixels)
}
/// Mean difference of the parts of two pictures of one size.
fn apart(a: &[u8], b: &[u8]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| f32::from(a.abs_diff(*b))).sum::<f32>() / a.len() as f32
}

#[test]
fn every_kind_gives_the_same_picture_in_two_sizes() {
    let scene = Painted::scene(1600, 1200, 3);
    let photos = [scene.jpeg(90), scene.jpeg_as(90, true, None), scene.png(), scene.webp()].map(|b| take(&b));
    let (_, _, first) = pixels(&photos[0].page.jpeg);
    for photo in &photos {
        assert_eq!((photo.page.width, photo.page.height), (1000, 750));
        assert_eq!((photo.thumbnail.width, photo.thumbnail.height), (320, 240));
        assert!(photo.page.jpeg.len() <= PAGE_BYTES && photo.thumbnail.jpeg.len() <= THUMBNAIL_BYTES);
        let (width, height, shown) = pixels(&photo.page.jpeg);
        assert_eq!((width, height), (1000, 750));
        assert!(apart(&shown, &first) < 6.0);
        assert!(photo.print.distance(&photos[0].print) <= 2);
    }
    assert_eq!(take(&scene.jpeg(90)), photos[0], "the same file gives the same bytes");
}
#[test]
fn a_small_photo_stays_as_small_as_it_is() {
    let photo = take(&Painted::scene(200, 333, 4).png());
    assert_eq!((photo.page.width, photo.page.height), (200, 333));
    assert_eq!((photo.thumbnail.width, photo.thumbnail.height), (192, 320));
}
#[test]
fn a_photo_held_sideways_stands_upright() {
    let scene = Painted::scene(640, 480, 5);
    let (_, _, upright) = pixels(&take(&scene.jpeg(95)).page.jpeg);
    let quarter = scene.mapped(480, 640, |x, y| (y, 479 - x));
    for (value, sent) in
        [(8_u8, quarter), (3, scene.mapped(640, 480, |x, y| (639 - x, 479 - y))), (2, scene.mirrored())]
    {
        let exif = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[value, 0, 0, 0][..]].concat();
        let photo = take(&sent.jpeg_as(95, false, Some(&exif)));
        assert_eq!((photo.page.width, photo.page.height), (640, 480));
        assert!(apart(&pixels(&photo.page.jpeg).2, &upright) < 5.0, "orientation {value}");
    }
}
#[test]
fn colours_of_all_kinds_are_read() {
    let grey = png(64, 48, png::ColorType::Grayscale, png::BitDepth::Eight, &[90; 64 * 48]);
    let deep = png(64, 48, png::ColorType::Rgb, png::BitDepth::Sixteen, &[90; 64 * 48 * 6]);
    let clear = png(64, 48, png::ColorType::Rgba, png::BitDepth::Eight, &[0; 64 * 48 * 4]);
    let bits = png(64, 48, png::ColorType::Grayscale, png::BitDepth::One, &[0xff; 8 * 48]);
    for (file, expected) in [(grey, 90), (deep, 90), (clear, 255), (bits, 255)] {
        let (_, _, shown) = pixels(&take(&file).page.jpeg);
        assert!(shown.iter().all(|part| part.abs_diff(expected) <= 2), "{expected}");
    }
    let mut inks = Vec::new();
    let paint = [[0, 255, 255, 0]; 64 * 48].concat();
    jpeg_encoder::Encoder::new(&mut inks, 90).encode(&paint, 64, 48, jpeg_encoder::ColorType::Cmyk).unwrap();
    let (_, _, shown) = pixels(&take(&inks).page.jpeg);
    assert!(shown.chunks(3).all(|p| p[0] > 240 && p[1] < 15 && p[2] < 15), "{:?}", &shown[..3]);
}
#[test]
fn a_crowd_of_small_things_is_shown_smaller_to_keep_within_its_bytes() {
    let mut noise = Painted::scene(1400, 1400, 6);
    let mut state = 1_u32;
    for part in &mut noise.rgb {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *part = part.wrapping_add((state >> 25) as u8);
    }
    let photo = take(&noise.jpeg(85));
    assert!(photo.page.width < 1000 && photo.page.width >= 500, "{}", photo.page.width);
    assert!(photo.page.jpeg.len() < 3 * PAGE_BYTES, "{}", photo.page.jpeg.len());
}
