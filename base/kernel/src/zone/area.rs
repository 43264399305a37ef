//! Areas on the ellipsoid.

use super::{Part, Point};

/// Mean radius of the Earth (IUGG): enough for a circle of some kilometres.
pub(super) const MEAN_RADIUS_KM: f64 = 6371.0088;

/// WGS 84: equatorial radius in km, and eccentricity.
const EQUATOR_KM: f64 = 6378.137;
const ECCENTRICITY: f64 = 0.081_819_190_842_621_49;

/// The area of a part without its holes.
pub(super) fn km2(part: &Part) -> f64 {
    let mut rings = part.rings.iter().map(|r| ring_km2(r));
    rings.next().unwrap_or(0.0) - rings.sum::<f64>()
}

/// The area of a ring whose sides are straight in longitude and latitude: `a²/2 · |∮ q(φ) dλ|`, where `q` is the authalic
/// function (Snyder, "Map Projections: A Working Manual", USGS 1987, equation 3-12): the surface between the equator and φ
/// is `a²/2 · q(φ)` per radian of longitude. The mean of `q` along a side is taken by Simpson's rule, so that the error is
/// far below a thousandth for any zone that is accepted.
fn ring_km2(ring: &[Point]) -> f64 {
    // Heights are counted from the first vertex: sums of small numbers keep their digits.
    let base = ring.first().map_or(0.0, |p| authalic(p.lat));
    let ends = ring.iter().skip(1).chain(ring.first());
    let sum: f64 = ring
        .iter()
        .zip(ends)
        .map(|(a, b)| {
            let mean = (authalic(a.lat) + 4.0 * authalic(f64::midpoint(a.lat, b.lat)) + authalic(b.lat)) / 6.0;
            (b.lon - a.lon).to_radians() * (mean - base)
        })
        .sum();
    EQUATOR_KM * EQUATOR_KM / 2.0 * sum.abs()
}

fn authalic(lat: f64) -> f64 {
    let e = ECCENTRICITY;
    let sin = lat.to_radians().sin();
    (1.0 - e * e) * (sin / (1.0 - e * e * sin * sin) + (e * sin).atanh() / e)
}
