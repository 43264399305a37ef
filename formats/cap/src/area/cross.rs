//! Whether the sides of a ring cross.

use super::Budget;

/// A side, in degrees: x is the longitude, y the latitude.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) x1: f64,
    pub(super) y1: f64,
    pub(super) x2: f64,
    pub(super) y2: f64,
}
impl Line {
    fn west(&self) -> f64 {
        self.x1.min(self.x2)
    }
    fn east(&self) -> f64 {
        self.x1.max(self.x2)
    }
    fn south(&self) -> f64 {
        self.y1.min(self.y2)
    }
    fn north(&self) -> f64 {
        self.y1.max(self.y2)
    }
    /// Whether a point lies in the rectangle around it.
    pub(super) fn is_near(&self, x: f64, y: f64) -> bool {
        self.west() <= x && x <= self.east() && self.south() <= y && y <= self.north()
    }
    fn size(&self) -> f64 {
        (self.x2 - self.x1).abs() + (self.y2 - self.y1).abs()
    }
}

/// How the sides of a ring lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Crossing {
    None,
    /// Two have a point in common that is not their corner.
    Touches,
    Crosses,
}

/// On which side of a line a point lies: 1 left, -1 right, 0 on it, as far as numbers of 53 bits can tell.
pub(super) fn side(line: &Line, x: f64, y: f64) -> i8 {
    let turn = (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1);
    // What rounding does to degrees up to 540 (their last bit, 1.1e-13), times the lengths.
    let noise = 2.5e-13 * (line.size() + (x - line.x1).abs() + (y - line.y1).abs());
    if turn.abs() <= noise {
        0
    } else if turn > 0.0 {
        1
    } else {
        -1
    }
}

/// Looks at every pair of sides that lie near each other, from west to east. Nothing when that would take too long.
pub(super) fn look(lines: &[Line], budget: &mut Budget) -> Option<Crossing> {
    let mut sorted: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| a.west().total_cmp(&b.west()));
    let mut worst = Crossing::None;
    for (at, (i, a)) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().skip(at + 1) {
            budget.0 = budget.0.checked_sub(1)?;
            if b.west() > a.east() {
                break;
            }
            if b.south() > a.north() || b.north() < a.south() {
                continue;
            }
            let gap = i.abs_diff(*j);
            let found = if gap == 1 || gap + 1 == lines.len() { corner(a, b) } else { pair(a, b) };
            match found {
                Crossing::Crosses => return Some(found),
                Crossing::Touches => worst = found,
                Crossing::None => {}
            }
        }
    }
    Some(worst)
}

/// Two sides that follow each other: the second does not go back over the first.
fn corner(a: &Line, b: &Line) -> Crossing {
    let follows = (a.x2, a.y2) == (b.x1, b.y1);
    let (first, next) = if follows { (a, b) } else { (b, a) };
    let straight = side(first, next.x2, next.y2) == 0;
    let back = (first.x2 - first.x1) * (next.x2 - next.x1) + (first.y2 - first.y1) * (next.y2 - next.y1) < 0.0;
    if straight && back { Crossing::Crosses } else { Crossing::None }
}

/// Two sides that do not.
fn pair(a: &Line, b: &Line) -> Crossing {
    let (b1, b2) = (side(a, b.x1, b.y1), side(a, b.x2, b.y2));
    let (a1, a2) = (side(b, a.x1, a.y1), side(b, a.x2, a.y2));
    if b1 * b2 < 0 && a1 * a2 < 0 {
        return Crossing::Crosses;
    }
    if (b1, b2, a1, a2) == (0, 0, 0, 0) {
        // On one line: how long is what both have?
        let wide = a.east().min(b.east()) - a.west().max(b.west());
        let high = a.north().min(b.north()) - a.south().max(b.south());
        return if wide > 0.0 || high > 0.0 { Crossing::Crosses } else { Crossing::Touches };
    }
    let on = |line: &Line, s: i8, x: f64, y: f64| s == 0 && line.is_near(x, y);
    let touches = on(a, b1, b.x1, b.y1) || on(a, b2, b.x2, b.y2) || on(b, a1, a.x1, a.y1) || on(b, a2, a.x2, a.y2);
    if touches { Crossing::Touches } else { Crossing::None }
}
