//! Many sketches, and those near another, found without looking at each.

use std::collections::{HashMap, HashSet};

use super::Sketch;

/// Slots of a band.
const ROWS: usize = 3;
/// Bands of a sketch.
const BANDS: usize = Sketch::SLOTS / ROWS;
/// No entry.
const NONE: u32 = u32::MAX;

/// Sketches in memory, each with what it belongs to, found by bands: two that have all three slots of one of 32 bands in common are compared.
///
/// Two sketches that differ in at most [`Bands::SURE`] slots have a band in common, whatever the slots are; of those that differ in half,
/// 98 of 100 have. It takes about 0.9 KB a sketch and forgets nothing: whoever fills it bounds it.
///
/// ```
/// use words::{Bands, Sketch};
/// let mut known = Bands::default();
/// let sketch = |text| Sketch::of(text, |_| false).unwrap();
/// known.add(sketch("Il se passe quelque chose aux Halles, n'y allez pas"), 7);
/// let copy = sketch("URGENT il se passe quelque chose aux Halles n’y allez pas !!");
/// assert_eq!(known.same(&copy).map(|(tag, _)| *tag), Some(7));
/// assert!(known.same(&sketch("Nous ouvrons le gymnase de la rue Japy à tout le monde")).is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Bands<T> {
    all: Vec<(Sketch, T)>,
    /// The last entry of a band's hash, for each band.
    heads: Vec<HashMap<u32, u32>>,
    /// The entry before, of the same hash, for each entry and band.
    before: Vec<[u32; BANDS]>,
}

impl<T> Default for Bands<T> {
    fn default() -> Self {
        Self { all: Vec::new(), heads: vec![HashMap::new(); BANDS], before: Vec::new() }
    }
}

impl<T> Bands<T> {
    /// Two sketches that differ in at most so many slots are found: one band fewer than there are cannot all be touched.
    pub const SURE: usize = BANDS - 1;

    /// How many are known.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.all.len()
    }
    /// Whether none is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
    /// Keeps one more.
    pub fn add(&mut self, sketch: Sketch, of: T) {
        let Ok(id) = u32::try_from(self.all.len()) else { return };
        let mut before = [NONE; BANDS];
        for ((hash, heads), before) in hashes(&sketch).zip(&mut self.heads).zip(&mut before) {
            *before = heads.insert(hash, id).unwrap_or(NONE);
        }
        self.before.push(before);
        self.all.push((sketch, of));
    }
    /// Those that have a band in common with this one, each once, in no order, with how far they are.
    pub fn near<'a, 's>(
        &'a self,
        sketch: &'s Sketch,
    ) -> impl Iterator<Item = (&'a T, &'a Sketch, usize)> + use<'a, 's, T> {
        let mut seen = HashSet::new();
        for (band, (hash, heads)) in hashes(sketch).zip(&self.heads).enumerate() {
            let mut next = heads.get(&hash).copied().unwrap_or(NONE);
            while next != NONE {
                seen.insert(next);
                let before = usize::try_from(next).ok().and_then(|n| self.before.get(n)).and_then(|b| b.get(band));
                next = before.copied().unwrap_or(NONE);
            }
        }
        seen.into_iter().filter_map(move |id| {
            let (found, of) = self.all.get(usize::try_from(id).ok()?)?;
            Some((of, found, found.distance(sketch)))
        })
    }
    /// The nearest that says the same, the first of those that are equally near.
    #[must_use]
    pub fn same(&self, sketch: &Sketch) -> Option<(&T, usize)>
    where
        T: Ord,
    {
        let same = self.near(sketch).filter(|(_, s, far)| *far <= Sketch::SAME && !s.speaks_of_another(sketch));
        same.map(|(of, _, far)| (of, far)).min_by_key(|(of, far)| (*far, *of))
    }
}

/// One hash for each band.
fn hashes(sketch: &Sketch) -> impl Iterator<Item = u32> + '_ {
    // FNV-1a over three numbers: bands that differ and meet none the less only cost a comparison.
    sketch.slots().chunks_exact(ROWS).map(|band| {
        band.iter().fold(0x811c_9dc5_u32, |h, slot| (h ^ slot ^ (slot >> 15)).wrapping_mul(0x0100_0193).rotate_left(7))
    })
}
