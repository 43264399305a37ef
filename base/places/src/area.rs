//! Metres, minutes and points of the compass between cells, and as they are told to people.
//!
//! ```
//! use kernel::Cell;
//! use places::area::{Direction, Figures, between, direction};
//! let republique = Cell::at(48.867, 2.364, 9).unwrap();
//! let nation = Cell::at(48.848, 2.396, 9).unwrap();
//! let figures = Figures::of(between(republique, nation));
//! assert_eq!((figures.metres, figures.minutes), (3130, 54));
//! assert_eq!(direction(republique, nation), Some(Direction::SouthEast));
//! ```

use kernel::Cell;

/// Mean radius of the Earth in metres (IUGG).
const MEAN_RADIUS: f64 = 6_371_008.8;
/// How much longer a walk is than the straight line.
const DETOUR: f64 = 1.3;
/// 4.5 km/h.
const METRES_A_MINUTE: f64 = 75.0;

/// Metres of the great circle between two points, each a latitude and a longitude in degrees.
///
/// The haversine formula on the mean sphere (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984): within 0.6 % of
/// the distance on the ellipsoid.
#[must_use]
pub fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * MEAN_RADIUS * h.min(1.0).sqrt().asin()
}

/// Metres of the great circle over a chord of the sphere of radius one.
pub(crate) fn of_chord(chord: f64) -> f64 {
    2.0 * MEAN_RADIUS * (chord / 2.0).min(1.0).asin()
}

/// Metres between the centres of two cells.
#[must_use]
pub fn between(a: Cell, b: Cell) -> f64 {
    metres(a.centre(), b.centre())
}

/// A length as it is told to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figures {
    /// To ten metres. Nothing between places in one cell: say that they are near, not that they are together.
    pub metres: u32,
    /// On foot, at least one: the line × 1.3 at 4.5 km/h.
    pub minutes: u32,
}

impl Figures {
    /// A length in metres, as it is told to people.
    #[must_use]
    pub fn of(metres: f64) -> Self {
        let tens = whole(metres / 10.0);
        Self { metres: tens.saturating_mul(10), minutes: whole(metres * DETOUR / METRES_A_MINUTE).max(1) }
    }
    /// Whether both ends are in one cell, so that nothing nearer can be said.
    #[must_use]
    pub const fn here(self) -> bool {
        self.metres == 0
    }
}

/// The nearest whole number; nothing for what is negative or no number.
fn whole(x: f64) -> u32 {
    // Through text, since no conversion from a float is fallible; figures are few.
    format!("{:.0}", x.clamp(0.0, 4e9)).parse().unwrap_or(0)
}

/// A point of the compass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// North.
    North,
    /// North-east.
    NorthEast,
    /// East.
    East,
    /// South-east.
    SouthEast,
    /// South.
    South,
    /// South-west.
    SouthWest,
    /// West.
    West,
    /// North-west.
    NorthWest,
}

impl Direction {
    /// All, clockwise from the north.
    pub const ALL: [Self; 8] = [
        Self::North,
        Self::NorthEast,
        Self::East,
        Self::SouthEast,
        Self::South,
        Self::SouthWest,
        Self::West,
        Self::NorthWest,
    ];

    /// Its word: the end of a key in `locales/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::North => "north",
            Self::NorthEast => "north-east",
            Self::East => "east",
            Self::SouthEast => "south-east",
            Self::South => "south",
            Self::SouthWest => "south-west",
            Self::West => "west",
            Self::NorthWest => "north-west",
        }
    }
}

/// Where `to` lies as seen from `from`; nothing for one and the same cell.
#[must_use]
pub fn direction(from: Cell, to: Cell) -> Option<Direction> {
    (from != to).then(|| bearing(from.centre(), to.centre()))
}

/// The point of the compass nearest to the initial bearing of the great circle (Williams, Aviation Formulary, "Course between points").
fn bearing(a: (f64, f64), b: (f64, f64)) -> Direction {
    let (la, lb, east) = (a.0.to_radians(), b.0.to_radians(), (b.1 - a.1).to_radians());
    let turn = (east.sin() * lb.cos()).atan2(la.cos() * lb.sin() - la.sin() * lb.cos() * east.cos());
    let eighth = usize::try_from(whole(turn.to_degrees().rem_euclid(360.0) / 45.0)).unwrap_or(0);
    Direction::ALL.get(eighth % 8).copied().unwrap_or(Direction::North)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_as_people_read_them() {
        assert_eq!(Figures::of(0.0), Figures { metres: 0, minutes: 1 });
        assert_eq!(Figures::of(394.9), Figures { metres: 390, minutes: 7 });
        assert_eq!(Figures::of(395.1), Figures { metres: 400, minutes: 7 });
        assert_eq!(Figures::of(f64::NAN), Figures { metres: 0, minutes: 1 });
        assert!(Figures::of(4.9).here() && !Figures::of(5.1).here());
    }

    #[test]
    fn distances_are_those_of_the_sphere() {
        // A degree of latitude, and a quarter of the way round.
        assert!((metres((48.0, 2.0), (49.0, 2.0)) - 111_195.08).abs() < 0.1);
        assert!((metres((0.0, 0.0), (0.0, 90.0)) / 1000.0 - 10_007.557).abs() < 0.01);
        assert!((metres((10.0, 179.9), (10.0, -179.9)) - metres((10.0, -0.1), (10.0, 0.1))).abs() < 0.001);
    }

    #[test]
    fn the_compass_goes_all_the_way_round() {
        for (n, direction) in (0_i32..).zip(Direction::ALL) {
            for off in [-22.0, 0.0, 22.0] {
                let angle: f64 = (f64::from(n) * 45.0 + off).to_radians();
                assert_eq!(bearing((0.0, 0.0), (angle.cos() * 0.01, angle.sin() * 0.01)), direction);
            }
        }
    }
}
