//! Stations, squares, town halls: public places by which people say where they are. There is no geocoder: who gives no position picks one
//! of these.
//!
//! ```
//! use places::Landmarks;
//! let paris = Landmarks::paris();
//! assert_eq!(paris.find("metro goncourt", 5)[0].name, "Goncourt");
//! assert_eq!(paris.find("pl. de la republique", 1)[0].name, "Place de la République");
//! let here = paris.find("Goncourt", 1)[0].cell(9).unwrap();
//! assert_eq!(paris.nearest(here).unwrap().0.name, "Goncourt");
//! ```

mod find;
mod geojson;

use std::collections::BTreeMap;

use kernel::{Cell, PlaceError};

pub use geojson::{Bad, BadWhy, parse_geojson};

use crate::area;

/// The landmarks of Paris and Saint-Denis that come with the program.
const PARIS: &str = include_str!("../paris.tsv");

/// What a landmark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LandmarkKind {
    /// A station of any railway.
    Station,
    /// A square.
    Square,
    /// A town hall.
    TownHall,
    /// A hospital.
    Hospital,
    /// Anything else that everybody knows.
    #[default]
    Sight,
}

impl LandmarkKind {
    /// All.
    pub const ALL: [Self; 5] = [Self::Station, Self::Square, Self::TownHall, Self::Hospital, Self::Sight];

    /// Its word, in files, in the store, and at the end of keys in `locales/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Square => "square",
            Self::TownHall => "town-hall",
            Self::Hospital => "hospital",
            Self::Sight => "sight",
        }
    }
    /// The kind of a word.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A public place that has a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmark {
    /// As it is written where it is.
    pub name: String,
    /// What it is.
    pub kind: LandmarkKind,
    /// Degrees (WGS 84), rounded to three decimals: about 100 m.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// The town or district, as people there say it; empty if not known.
    pub area: String,
}

impl Landmark {
    /// The most letters of a name, and of an area.
    pub const LONGEST: usize = 80;

    /// A landmark whose place is rounded to three decimals.
    #[must_use]
    pub fn new(name: &str, kind: LandmarkKind, lat: f64, lon: f64, area: &str) -> Self {
        // Adding zero turns −0 into 0.
        let round = |degrees: f64| (degrees * 1000.0).round() / 1000.0 + 0.0;
        Self { name: name.to_owned(), kind, lat: round(lat), lon: round(lon), area: area.to_owned() }
    }
    /// The cell that it lies in.
    ///
    /// # Errors
    /// [`PlaceError::OutOfRange`].
    pub fn cell(&self, resolution: u8) -> Result<Cell, PlaceError> {
        Cell::at(self.lat, self.lon, resolution)
    }
}

/// The landmarks that are known. To be made once and asked often.
#[derive(Clone, Debug, Default)]
pub struct Landmarks {
    all: Vec<Landmark>,
    /// The words of each name, folded.
    words: Vec<Vec<String>>,
    /// Which names have a word.
    by_word: BTreeMap<String, Vec<usize>>,
}

impl Landmarks {
    /// The most of them, over all files.
    pub const MOST: usize = 20_000;

    /// These, in the order in which equally good answers are given: the better known first.
    #[must_use]
    pub fn new(all: Vec<Landmark>) -> Self {
        let words: Vec<Vec<String>> = all.iter().map(|l| find::words(&l.name)).collect();
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, words) in words.iter().enumerate() {
            for word in words {
                by_word.entry(word.clone()).or_default().push(n);
            }
        }
        Self { all, words, by_word }
    }
    /// Those that come with the program.
    #[must_use]
    pub fn paris() -> Self {
        Self::new(lines(PARIS).collect())
    }
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Landmark] {
        &self.all
    }
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
    /// The landmark of exactly this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Landmark> {
        self.all.iter().find(|l| l.name == name)
    }
    /// Their names, each once, in the order of the alphabet: what a `<datalist>` offers.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<(String, &str)> =
            self.all.iter().map(|l| (find::words(&l.name).join(" "), l.name.as_str())).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|(_, name)| name).collect()
    }
    /// The landmark nearest to the centre of a cell, and how many metres away it is, unrounded.
    #[must_use]
    pub fn nearest(&self, cell: Cell) -> Option<(&Landmark, f64)> {
        self.nearest_of(cell, |_| true)
    }
    /// The nearest of those that are meant.
    #[must_use]
    pub fn nearest_of(&self, cell: Cell, mut meant: impl FnMut(&Landmark) -> bool) -> Option<(&Landmark, f64)> {
        let (lat, lon) = cell.centre();
        // Good for comparing lengths of some kilometres, without a sine for each.
        let east = lat.to_radians().cos();
        let far = |l: &Landmark| ((l.lon - lon) * east).powi(2) + (l.lat - lat).powi(2);
        let found = self.all.iter().filter(|l| meant(l)).min_by(|a, b| far(a).total_cmp(&far(b)))?;
        Some((found, area::metres((lat, lon), (found.lat, found.lon))))
    }
    /// The landmarks in a cell.
    pub fn in_cell(&self, cell: Cell) -> impl Iterator<Item = &Landmark> {
        self.all.iter().filter(move |l| l.cell(cell.resolution()) == Ok(cell))
    }
    /// The town or district of a cell: that of the landmark nearest to its centre, if one is within two kilometres.
    #[must_use]
    pub fn area(&self, cell: Cell) -> Option<&str> {
        let (found, far) = self.nearest_of(cell, |l| !l.area.is_empty())?;
        (far <= 2000.0).then_some(found.area.as_str())
    }
}

/// The landmarks of a file of lines: name, kind, latitude, longitude, area, with tabs between them.
fn lines(text: &str) -> impl Iterator<Item = Landmark> + '_ {
    text.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('\t');
        let (name, kind) = (parts.next()?, LandmarkKind::of(parts.next()?)?);
        let (lat, lon) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Landmark::new(name, kind, lat, lon, parts.next().unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read_and_lies_where_it_says() {
        let (paris, lines) = (Landmarks::paris(), PARIS.lines().filter(|l| !l.starts_with('#')).count());
        assert_eq!(paris.len(), lines);
        let count = |kind| paris.all().iter().filter(|l| l.kind == kind && l.area.starts_with("Paris ")).count();
        assert!(count(LandmarkKind::Station) >= 250 && count(LandmarkKind::Square) >= 40, "enough for the night");
        assert_eq!(count(LandmarkKind::TownHall), 21, "one of each arrondissement, and the city's");
        assert!(paris.all().iter().filter(|l| l.area == "Saint-Denis").count() >= 10);
        for l in paris.all() {
            assert!((48.81..48.95).contains(&l.lat) && (2.25..2.42).contains(&l.lon), "{}", l.name);
            assert_eq!(paris.named(&l.name), Some(l), "{} is there once", l.name);
        }
    }

    #[test]
    fn names_are_in_the_order_of_the_alphabet_whatever_their_accents() {
        let paris = Landmarks::paris();
        let names = paris.names();
        assert_eq!(names.len(), paris.len());
        let at = |name| names.iter().position(|n| *n == name).unwrap();
        assert!(at("Ternes") > at("Télégraphe") && at("École Militaire") < at("Europe"));
    }

    #[test]
    fn a_cell_has_its_landmarks_the_nearest_and_a_district() {
        let paris = Landmarks::paris();
        let cell = |lat, lon| Cell::at(lat, lon, 9).unwrap();
        let republique = paris.named("République").unwrap();
        let here = republique.cell(9).unwrap();
        assert!(paris.in_cell(here).any(|l| l == republique));
        assert!(paris.in_cell(here).all(|l| area::metres(here.centre(), (l.lat, l.lon)) < 260.0));
        let (near, far) = paris.nearest(cell(48.8653, 2.3747)).unwrap();
        assert!(near.name == "Parmentier" && far < 200.0);
        assert_eq!(paris.area(cell(48.8653, 2.3747)), Some("Paris 11e"));
        assert_eq!(paris.area(cell(48.9362, 2.3574)), Some("Saint-Denis"));
        assert_eq!(paris.area(cell(43.3, 5.4)), None);
        assert_eq!(Landmarks::default().nearest(here), None);
    }
}
