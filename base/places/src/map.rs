//! What a map of doors shows, ready to be written as SVG: the cells of doors with a lit arch each, perimeters, landmarks, and the asker's own
//! cell. Small whatever it shows: at most some 30 points, 12 names and 400 corners, in whole pixels. The list beside it says the same.
//!
//! Doors stand in the middle of their cell, all at one spot: the map knows no more than that.
//!
//! ```html
//! <svg viewBox="0 0 390 306" role="group" aria-label="…"><path class="m-a" d="{{ map.cells }}"/>
//! {% for d in map.zones %}<path class="m-zone" fill-rule="evenodd" d="{{ d }}"/>{% endfor %}
//! <g class="m-st">{% for n in map.nodes %}<circle cx="{{ n.x }}" cy="{{ n.y }}" r="2.6"/>{% endfor %}</g>
//! <g class="m-lab">{% for l in map.labels %}<text x="{{ l.x }}" y="{{ l.y }}" text-anchor="{{ l.anchor }}">{{ l.name }}</text>{% endfor %}</g>
//! {% if let Some(y) = map.you %}<g class="m-you"><circle class="ring" cx="{{ y.x }}" cy="{{ y.y }}" r="15"/><circle cx="{{ y.x }}" cy="{{ y.y }}" r="7"/></g>{% endif %}
//! {% for p in map.pins %}<a href="#door-{{ p.first }}" class="pin"><path d="{{ p.path }}"/><text x="{{ p.x }}" y="{{ p.y }}">{{ p.text }}</text></a>{% endfor %}
//! <path class="m-bar" d="{{ map.scale }}"/></svg>
//! ```

mod clip;
mod label;
mod view;

use kernel::{Cell, Zone};

pub use label::Label;
use label::{Boxes, Rect};
use view::View;

use crate::landmark::{Landmark, Landmarks};

/// The width of the map, in pixels.
pub const WIDTH: f64 = 390.0;
/// The height of the map, in pixels.
pub const HEIGHT: f64 = 306.0;
/// The most landmarks that are drawn as points.
const NODES: usize = 30;

/// A door of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its number in the list.
    pub number: usize,
    /// Its cell.
    pub cell: Cell,
    /// Whether it has no room.
    pub full: bool,
}

/// What is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The cell of who asks.
    pub you: Option<Cell>,
    /// The doors of the list, in its order.
    pub spots: &'a [Spot],
    /// The polygons to keep out of.
    pub zones: &'a [&'a Zone],
    /// What is known of the town.
    pub landmarks: &'a Landmarks,
}

/// A point of the map, in whole pixels from its left and its top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dot {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
}

impl Dot {
    fn at((x, y): (f64, f64)) -> Self {
        Self { x: px(x), y: px(y) }
    }
}

/// A lit arch: doors that are in one cell, or in cells too close to each other to be told apart on this map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The first of its doors in the list: where its link leads.
    pub first: usize,
    /// Their numbers in the list, in order.
    pub numbers: Vec<usize>,
    /// What stands in it: their numbers, shortened if they are many.
    pub text: String,
    /// Whether none of them has room.
    pub full: bool,
    /// The arch.
    pub path: String,
    /// Where the text stands, around its middle.
    pub x: String,
    /// Where the text stands.
    pub y: String,
}

/// A map, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The outlines of the cells that have doors.
    pub cells: String,
    /// The polygons to keep out of, as far as they are in view; to be filled by the even-odd rule.
    pub zones: Vec<String>,
    /// Landmarks.
    pub nodes: Vec<Dot>,
    /// The names of some of them.
    pub labels: Vec<Label>,
    /// The middle of the asker's cell.
    pub you: Option<Dot>,
    /// Doors.
    pub pins: Vec<Pin>,
    /// The bar of the scale, at the left of the bottom.
    pub scale: String,
    /// How many metres it is long.
    pub metres: u32,
}

/// Draws a scene; nothing if there is nothing to place it by.
#[must_use]
pub fn draw(scene: &Scene<'_>) -> Option<Drawing> {
    let view = View::of(scene)?;
    let spots: Vec<(Spot, (f64, f64))> =
        scene.spots.iter().map(|s| (*s, view.at(s.cell.centre()))).filter(|(_, at)| View::holds(*at, 0.0)).collect();
    let pins = pins(&spots);
    let you = scene.you.map(|cell| view.at(cell.centre())).filter(|at| View::holds(*at, 0.0));
    let (scale, metres, bar) = view.scale();
    let mut boxes = Boxes::default();
    boxes.take(bar);
    boxes.take_all(pins.iter().map(|p| p.1));
    boxes.ring(you.map(|at| Rect::around(at, 16.0, 16.0)));
    let shown = landmarks(scene, &view);
    let (named, labels) = label::choose(&shown, &mut boxes);
    let rest = shown.iter().map(|(_, at)| *at).filter(|at| boxes.free(&Rect::around(*at, 4.0, 4.0)));
    let mut nodes: Vec<(f64, f64)> = named;
    for at in rest {
        if nodes.len() >= NODES {
            break;
        }
        if nodes.iter().all(|n| (n.0 - at.0).hypot(n.1 - at.1) > 12.0) {
            nodes.push(at);
        }
    }
    Some(Drawing {
        cells: cells(&view, scene.spots),
        zones: scene.zones.iter().map(|z| clip::outline(&view, z)).filter(|d| !d.is_empty()).collect(),
        nodes: nodes.into_iter().map(Dot::at).collect(),
        labels,
        you: you.map(Dot::at),
        pins: pins.into_iter().map(|(pin, _)| pin).collect(),
        scale,
        metres,
    })
}

/// The landmarks in view, those to name first at the beginning: by kind, then the nearest to who asks, or to the middle.
fn landmarks<'a>(scene: &Scene<'a>, view: &View) -> Vec<(&'a Landmark, (f64, f64))> {
    let middle = scene.you.map_or((WIDTH / 2.0, HEIGHT / 2.0), |cell| view.at(cell.centre()));
    let far = |at: (f64, f64)| (at.0 - middle.0).hypot(at.1 - middle.1);
    let all = scene.landmarks.all().iter().map(|l| (l, view.at((l.lat, l.lon))));
    let mut shown: Vec<_> = all.filter(|(_, at)| View::holds(*at, 6.0)).collect();
    shown.sort_by(|(a, p), (b, q)| a.kind.cmp(&b.kind).then(far(*p).total_cmp(&far(*q))).then(a.name.cmp(&b.name)));
    shown
}

/// The outline of each cell once.
fn cells(view: &View, spots: &[Spot]) -> String {
    let mut cells: Vec<Cell> = spots.iter().map(|s| s.cell).collect();
    cells.sort_unstable();
    cells.dedup();
    let rings = cells.into_iter().map(|cell| cell.corners().into_iter().map(|c| view.at(c)).collect::<Vec<_>>());
    rings.filter(|ring| ring.iter().any(|at| View::holds(*at, 0.0))).map(|ring| clip::path(&ring)).collect()
}

/// Spots that would cover each other are one arch.
fn pins(spots: &[(Spot, (f64, f64))]) -> Vec<(Pin, Rect)> {
    let mut groups: Vec<((f64, f64), Vec<Spot>)> = Vec::new();
    for (spot, at) in spots {
        match groups.iter_mut().find(|((x, y), _)| (x - at.0).abs() < 40.0 && (y - at.1).abs() < 34.0) {
            Some((_, all)) => all.push(*spot),
            None => groups.push((*at, vec![*spot])),
        }
    }
    groups.into_iter().filter_map(|(at, all)| pin(at, &all)).collect()
}

fn pin((x, y): (f64, f64), spots: &[Spot]) -> Option<(Pin, Rect)> {
    let mut numbers: Vec<usize> = spots.iter().map(|s| s.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let first = *numbers.first()?;
    let text = told(&numbers);
    let half = (label::width(&text, 8.0) / 2.0 + 4.0).max(12.0);
    // Wholly in view, so that it can be read and pressed.
    let (x, y) = (x.clamp(half + 1.0, WIDTH - half - 1.0), y.clamp(17.0, HEIGHT - 17.0));
    let (left, base, flat) = (px(x - half), px(y + 14.0), px(half * 2.0 - 24.0));
    let path = format!("M{left} {base}v-16a12 12 0 0 1 12-12h{flat}a12 12 0 0 1 12 12v16z");
    let full = spots.iter().all(|s| s.full);
    let pin = Pin { first, numbers, text, full, path, x: px(x), y: px(y + 7.0) };
    Some((pin, Rect::around((x, y), half + 2.0, 17.0)))
}

/// Numbers in short: 1–3, 5. More than seven letters of them: the first, and how many more.
fn told(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for n in numbers {
        match runs.last_mut() {
            Some((_, end)) if end.saturating_add(1) == *n => *end = *n,
            _ => runs.push((*n, *n)),
        }
    }
    let run = |(a, b): &(usize, usize)| if a == b { a.to_string() } else { format!("{a}–{b}") };
    let text = runs.iter().map(run).collect::<Vec<_>>().join(", ");
    match numbers {
        [first, rest @ ..] if text.chars().count() > 7 => format!("{first} +{}", rest.len()),
        _ => text,
    }
}

/// Whole pixels.
fn px(x: f64) -> String {
    // Adding zero turns −0 into 0.
    format!("{:.0}", x.round() + 0.0)
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn numbers_are_told_in_short() {
        let cases: [(&[usize], &str); 5] =
            [(&[4], "4"), (&[1, 2, 3], "1–3"), (&[1, 2, 4], "1–2, 4"), (&[1, 3, 5, 7], "1 +3"), (&[9, 10], "9–10")];
        for (numbers, text) in cases {
            assert_eq!(told(numbers), text);
        }
    }
}
