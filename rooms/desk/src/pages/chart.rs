//! The curve of the answers: an SVG that the server draws, in whole tenths of a pixel.

use kernel::{Span, Time};
use register::tally::Point;
use web::Say;

/// Where the drawing is in its view of 470 × 250, in tenths.
const LEFT: i64 = 500;
const RIGHT: i64 = 3700;
const TOP: i64 = 260;
const FLOOR: i64 = 2140;
/// How many pieces the lines have.
const STEPS: i64 = 48;
/// Labels at the end of the lines stand so far apart at least.
const APART: i64 = 440;

/// A line of the grid.
pub struct Rule {
    /// Where.
    pub y: String,
    /// Where its label stands.
    pub label_y: String,
    /// Its number.
    pub label: String,
}

/// The curve, ready to be drawn.
pub struct Chart {
    /// The grid.
    pub rules: Vec<Rule>,
    /// Times under it.
    pub ticks: Vec<(String, String)>,
    /// The line of safe people.
    pub safe: String,
    /// What is under it.
    pub area: String,
    /// The line of people in need of help.
    pub help: String,
    /// Where the first line ends, and its label and number stand.
    pub safe_end: [String; 3],
    /// Where the second line ends.
    pub help_end: [String; 3],
    /// By how much the second line is drawn higher than it is.
    pub factor: i64,
    /// The numbers at the end.
    pub now: (i64, i64),
    /// Some points, in figures.
    pub table: Vec<Point>,
}

/// Draws the curve from `start` to `end`; nothing when nobody has answered.
pub fn draw(say: &Say, curve: &[Point], start: Time, end: Time) -> Option<Chart> {
    let last = curve.last()?;
    let end = end.max(start.plus(Span::minutes(10)));
    let at = |step: i64| Time(start.0.saturating_add(end.since(start).0 / STEPS * step));
    let samples: Vec<Point> = (0..=STEPS).map(|s| reading(curve, if s == STEPS { end } else { at(s) })).collect();
    let highest = |of: fn(&Point) -> i64| samples.iter().map(of).max().unwrap_or(0).max(0);
    let (safe, help) = (highest(|p| p.safe), highest(|p| p.need_help));
    let factor = [100, 10].into_iter().find(|f| help > 0 && safe >= help.saturating_mul(f * 2)).unwrap_or(1);
    let step = nice(safe.max(help.saturating_mul(factor)));
    let rows = safe.max(help.saturating_mul(factor)).div_euclid(step).saturating_add(1).min(5);
    let most = step.saturating_mul(rows).max(1);
    let y = |v: i64| FLOOR - v.clamp(0, most).saturating_mul(FLOOR - TOP) / most;
    let x = |s: usize| LEFT + i64::try_from(s).unwrap_or(0) * (RIGHT - LEFT) / STEPS;
    let line = |of: &dyn Fn(&Point) -> i64| {
        let points = samples.iter().enumerate().map(|(s, p)| format!("{} {}", tenths(x(s)), tenths(y(of(p)))));
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    };
    let safe_line = line(&|p| p.safe);
    let (safe_y, help_y) = (y(last.safe), y(last.need_help.saturating_mul(factor)));
    let (safe_label, help_label) = labels(safe_y, help_y);
    let ends = |y: i64, label: i64| [tenths(y), tenths(label), tenths(label + 180)];
    let rule = |row: i64| {
        let v = step.saturating_mul(row);
        Rule { y: tenths(y(v)), label_y: tenths(y(v) + 40), label: short(say, v) }
    };
    let tick = |part: i64| (tenths(LEFT + (RIGHT - LEFT) * part / 2), say.time(at(part * STEPS / 2)));
    Some(Chart {
        rules: (0..=rows).map(rule).collect(),
        ticks: (0..=2).map(tick).collect(),
        area: format!("{safe_line}V{}H{}z", tenths(FLOOR), tenths(LEFT)),
        safe: safe_line,
        help: line(&|p| p.need_help.saturating_mul(factor)),
        safe_end: ends(safe_y, safe_label),
        help_end: ends(help_y, help_label),
        factor,
        now: (last.safe, last.need_help),
        table: samples.iter().step_by(8).cloned().collect(),
    })
}

/// What the curve says at a time.
fn reading(curve: &[Point], at: Time) -> Point {
    let found = curve.iter().rev().find(|p| p.at <= at);
    found.map_or(Point { at, safe: 0, need_help: 0 }, |p| Point { at, ..p.clone() })
}

/// A step of 1, 2 or 5 and zeros, of which four are enough.
fn nice(most: i64) -> i64 {
    let mut ten = 1_i64;
    loop {
        for step in [ten, ten.saturating_mul(2), ten.saturating_mul(5)] {
            if step.saturating_mul(4) >= most {
                return step;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// Where the labels of two line ends stand, so that neither covers the other.
fn labels(safe: i64, help: i64) -> (i64, i64) {
    let upper = safe.min(help);
    let (high, low) = if safe.max(help) - upper >= APART {
        (upper, safe.max(help))
    } else {
        let high = upper.clamp(TOP, FLOOR - APART);
        (high, high + APART)
    };
    if safe <= help { (high, low) } else { (low, high) }
}

/// `5 k` for 5 000.
fn short(say: &Say, n: i64) -> String {
    if n >= 1000 && n % 1000 == 0 { say.one("desk-thousands", "n", n / 1000) } else { say.number(n) }
}

/// A length in pixels, of tenths.
fn tenths(n: i64) -> String {
    if n % 10 == 0 { (n / 10).to_string() } else { format!("{}.{}", n / 10, n % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Lang;
    use web::Words;

    fn point(minute: i64, safe: i64, need_help: i64) -> Point {
        Point { at: Time(minute * 60_000_000), safe, need_help }
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let say = Words::default().in_lang(Lang::Fr);
        assert!(draw(&say, &[], Time(0), Time(1)).is_none());
    }

    #[test]
    fn few_calls_for_help_are_drawn_higher_and_it_says_so() {
        let say = Words::default().in_lang(Lang::En);
        let curve = [point(1, 10, 1), point(50, 900, 12), point(100, 18_243, 412)];
        let chart = draw(&say, &curve, Time(0), Time(120 * 60_000_000)).unwrap();
        assert_eq!((chart.factor, chart.now), (10, (18_243, 412)));
        assert_eq!(
            chart.rules.iter().map(|r| r.label.as_str()).collect::<Vec<_>>(),
            ["0", "5\u{a0}k", "10\u{a0}k", "15\u{a0}k", "20\u{a0}k"]
        );
        assert!(chart.safe.starts_with("M50 214L"));
        assert_eq!(chart.table.len(), 7);
    }

    #[test]
    fn labels_never_cover_each_other() {
        for safe in (TOP..=FLOOR).step_by(37) {
            for help in (TOP..=FLOOR).step_by(41) {
                let (a, b) = labels(safe, help);
                assert!((a - b).abs() >= APART && a.min(b) >= TOP.min(safe.min(help)), "{safe} {help}");
            }
        }
    }

    #[test]
    fn steps_are_round() {
        assert_eq!([0, 1, 4, 5, 8, 9, 20, 21, 18_243].map(nice), [1, 1, 1, 2, 2, 5, 5, 10, 5000]);
    }
}
