//! Which landmarks are named, and where their names stand, so that nothing covers anything.

use super::{View, WIDTH, px};
use crate::landmark::Landmark;

/// The most names.
const MOST: usize = 12;
/// How near to each other two named landmarks are at least, in pixels.
const APART: f64 = 26.0;
/// Pixels of a letter, wide rather than narrow.
const LETTER: f64 = 7.0;
/// The height of a name.
const LINE: f64 = 15.0;

/// The name of a landmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where it stands.
    pub x: String,
    /// Where it stands: the line under the letters.
    pub y: String,
    /// Which part of it stands there, as SVG's `text-anchor` says: `start`, `middle`, `end`.
    pub anchor: &'static str,
    /// The name.
    pub name: String,
}

/// A rectangle of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    x: f64,
    y: f64,
    wide: f64,
    high: f64,
}

impl Rect {
    pub(super) const fn new(x: f64, y: f64, wide: f64, high: f64) -> Self {
        Self { x, y, wide, high }
    }
    /// The rectangle this far to either side and this far up and down.
    pub(super) fn around((x, y): (f64, f64), half: f64, up: f64) -> Self {
        Self::new(x - half, y - up, 2.0 * half, 2.0 * up)
    }
    fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.wide
            && other.x < self.x + self.wide
            && self.y < other.y + other.high
            && other.y < self.y + self.high
    }
    fn in_view(&self) -> bool {
        View::holds((self.x, self.y), 3.0) && View::holds((self.x + self.wide, self.y + self.high), 3.0)
    }
}

/// What is covered already.
#[derive(Clone, Debug, Default)]
pub(super) struct Boxes {
    taken: Vec<Rect>,
    /// The ring of who asks: no name covers it, though a landmark may be under it.
    ring: Option<Rect>,
}

impl Boxes {
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }
    pub(super) fn take_all(&mut self, rects: impl IntoIterator<Item = Rect>) {
        self.taken.extend(rects);
    }
    pub(super) fn ring(&mut self, rect: Option<Rect>) {
        self.ring = rect;
    }
    pub(super) fn free(&self, rect: &Rect) -> bool {
        !self.taken.iter().chain(&self.ring).any(|taken| taken.meets(rect))
    }
    fn free_of_all_but_the_ring(&self, rect: &Rect) -> bool {
        !self.taken.iter().any(|taken| taken.meets(rect))
    }
}

/// How wide a text may be, in pixels.
pub(super) fn width(text: &str, letter: f64) -> f64 {
    f64::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX)) * letter
}

/// Names landmarks in their order, as many as there is room for. Where the named ones are, and their names.
pub(super) fn choose(shown: &[(&Landmark, (f64, f64))], boxes: &mut Boxes) -> (Vec<(f64, f64)>, Vec<Label>) {
    let (mut named, mut labels): (Vec<(f64, f64)>, Vec<Label>) = (Vec::new(), Vec::new());
    for (landmark, at) in shown {
        if labels.len() >= MOST {
            break;
        }
        if named.iter().any(|n| (n.0 - at.0).hypot(n.1 - at.1) < APART) {
            continue;
        }
        let dot = Rect::around(*at, 4.0, 4.0);
        if !boxes.free_of_all_but_the_ring(&dot) {
            continue;
        }
        let wide = width(&landmark.name, LETTER);
        let Some((label, rect)) = places(*at, wide).into_iter().find_map(|(anchor, (x, y), rect)| {
            let label = Label { x: px(x), y: px(y), anchor, name: landmark.name.clone() };
            (rect.in_view() && boxes.free(&rect)).then_some((label, rect))
        }) else {
            continue;
        };
        // The name of the place where somebody is stands even if its point is under the ring.
        boxes.take_all([dot, rect]);
        named.push(*at);
        labels.push(label);
    }
    (named, labels)
}

type Place = (&'static str, (f64, f64), Rect);

/// Where a name may stand: to the right of its point, to the left, above, below; beside the ring of who asks too.
fn places((x, y): (f64, f64), wide: f64) -> [Place; 6] {
    let up = LINE / 2.0;
    let right = |gap: f64| ("start", (x + gap, y + 4.0), Rect::new(x + gap, y - up, wide, LINE));
    let left = |gap: f64| ("end", (x - gap, y + 4.0), Rect::new(x - gap - wide, y - up, wide, LINE));
    let middle = |base: f64| ("middle", (x, base), Rect::new(x - wide / 2.0, base - 12.0, wide, LINE));
    let inner = if x > WIDTH / 2.0 { [left(8.0), right(8.0)] } else { [right(8.0), left(8.0)] };
    let [first, second] = inner;
    [first, second, middle(y - 9.0), middle(y + 18.0), right(22.0), left(22.0)]
}
