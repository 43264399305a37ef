//! Photos of strangers.

use media::{Limits, PAGE, Photo, Print, THUMBNAIL};

/// Small, so that what is damaged is looked at more often than decoded.
const LIMITS: Limits = Limits { bytes: 1 << 20, pixels: 1 << 20, side: 4096, memory: 16 << 20 };

/// Takes the bytes as a photo. Whatever is taken is a JPEG of ours of the sizes that are promised, and can be taken again.
pub fn run(data: &[u8]) {
    let photo = match Photo::take(data, &LIMITS) {
        Ok(photo) => photo,
        Err(refused) => {
            assert!(refused.code().starts_with("photo-"));
            return;
        }
    };
    for (picture, side) in [(&photo.page, PAGE), (&photo.thumbnail, THUMBNAIL)] {
        assert!(picture.width.max(picture.height) <= u32::from(side) && picture.width.min(picture.height) > 0);
        assert!(picture.jpeg.starts_with(b"\xff\xd8\xff\xe0") && picture.jpeg.ends_with(b"\xff\xd9"));
        assert!(!picture.jpeg.windows(6).take(200).any(|w| w == b"Exif\0\0"));
    }
    assert!(Print::from_bytes(&photo.print.to_bytes()) == Some(photo.print));
    if photo.page.width.min(photo.page.height) >= media::SMALLEST {
        let again = Photo::take(&photo.page.jpeg, &LIMITS).expect("what it writes, it reads");
        assert!((again.page.width, again.page.height) == (photo.page.width, photo.page.height));
    }
}
