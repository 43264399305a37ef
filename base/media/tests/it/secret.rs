use media::{Limits, Photo};

use crate::painted::Painted;

const CANARY: &[u8] = b"48.8589N 2.3800E CANARY 12 rue des Exemples";

/// EXIF with a text where a position would stand, and no other tag.
fn exif() -> Vec<u8> {
    [
        &b"II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0"[..],
        &(CANARY.len() as u32).to_le_bytes(),
        &26_u32.to_le_bytes(),
        &[0; 4],
        CANARY,
    ]
    .concat()
}
fn silent(photo: &Photo) {
    for picture in [&photo.page, &photo.thumbnail] {
        for part in
            [CANARY, b"CANARY", b"Exif", b"http:", b"ICC_PROFILE", b"Photoshop", b"PK\x03\x04", b"<script", b"\xff\xfe"]
        {
            let found = picture.jpeg.windows(part.len()).take(2000).any(|w| w == part);
            let behind = picture.jpeg.windows(part.len()).any(|w| w == part) && part.len() > 4;
            assert!(!found && !behind, "{:?}", String::from_utf8_lossy(part));
        }
        assert!(picture.jpeg.ends_with(b"\xff\xd9"));
    }
}

#[test]
fn nothing_of_where_or_by_whom_it_was_taken_is_left() {
    let scene = Painted::scene(400, 300, 1);
    let limits = Limits::default();

    let jpeg = scene.jpeg_as(85, false, Some(&exif()));
    assert!(jpeg.windows(CANARY.len()).any(|w| w == CANARY));
    // In the segments of XMP, of Photoshop and of comments too.
    let mut more = jpeg[..2].to_vec();
    for (kind, head) in [(0xe1_u8, &b"http://ns.adobe.com/xap/1.0/\0"[..]), (0xed, b"Photoshop 3.0\0"), (0xfe, b"")] {
        more.extend_from_slice(&[0xff, kind, 0, (2 + head.len() + CANARY.len()) as u8]);
        more.extend_from_slice(head);
        more.extend_from_slice(CANARY);
    }
    more.extend_from_slice(&jpeg[2..]);
    silent(&Photo::take(&more, &limits).unwrap());

    // Behind the picture: archives, pages, films.
    let behind = [&jpeg[..], b"PK\x03\x04<script>", CANARY].concat();
    silent(&Photo::take(&behind, &limits).unwrap());

    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 400, 300);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Comment".to_owned(), String::from_utf8_lossy(CANARY).into_owned()).unwrap();
    encoder.write_header().unwrap().write_image_data(&scene.rgb).unwrap();
    assert!(out.windows(CANARY.len()).any(|w| w == CANARY));
    silent(&Photo::take(&out, &limits).unwrap());

    let mut out = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut out);
    encoder.set_exif_metadata(exif());
    encoder.encode(&scene.rgb, 400, 300, image_webp::ColorType::Rgb8).unwrap();
    assert!(out.windows(CANARY.len()).any(|w| w == CANARY));
    silent(&Photo::take(&out, &limits).unwrap());
}
