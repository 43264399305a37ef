//! The seeds of the fuzz target on photos, and damaged copies of them.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

#[path = "../../../fuzz/src/photos.rs"]
mod photos;
#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;

#[test]
fn every_photo_is_taken_or_refused_calmly() {
    seeds::replay("photos", photos::run);
}
#[test]
fn the_seeds_that_are_photos_are_taken() {
    for (name, seed) in seeds::of("photos") {
        let photo = Path::new(&name).extension().is_some();
        assert_eq!(media::Photo::take(&seed, &media::Limits::default()).is_ok(), photo, "{name}");
    }
}
