//! The icons of the states, the mark of Rhizome, and the code for cameras.

use qrcode::{Color, EcLevel, QrCode};
use tiny_skia::{Path, PathBuilder, Transform};

use super::{
    State,
    canvas::{Canvas, Colour, rounded},
    layout::{INK, LAMP, TEXT, WHITE},
};

/// The icon of a state (24 × 24 units, strokes of 2), as in the pages.
pub fn state(canvas: &mut Canvas, state: State, colour: Colour, x: f32, y: f32, size: f32) {
    let mut path = PathBuilder::new();
    match state {
        State::Searching => {
            path.push_circle(10.5, 10.5, 6.5);
            path.move_to(15.5, 15.5);
            path.line_to(21.0, 21.0);
        }
        State::Found => {
            path.move_to(5.0, 12.6);
            path.line_to(9.6, 17.2);
            path.line_to(19.0, 7.4);
        }
        State::Closed => {
            path.push_circle(12.0, 12.0, 9.0);
            path.move_to(8.0, 12.0);
            path.line_to(16.0, 12.0);
        }
    }
    if let Some(path) = path.finish() {
        canvas.stroke(&path, colour, 2.0, scaled(x, y, size / 24.0));
    }
}

/// The mark: a stem with its shoots, two nodes lit (28 × 28 units).
pub fn brand(canvas: &mut Canvas, x: f32, y: f32, size: f32) {
    let at = scaled(x, y, size / 28.0);
    let mut stem = PathBuilder::new();
    for line in [
        &[(3.5, 19.5), (10.5, 19.5), (17.0, 10.5), (24.0, 6.0)][..],
        &[(10.5, 19.5), (16.5, 24.0)],
        &[(17.0, 10.5), (24.5, 15.0)],
    ] {
        for (n, (x, y)) in line.iter().enumerate() {
            if n == 0 { stem.move_to(*x, *y) } else { stem.line_to(*x, *y) }
        }
    }
    if let Some(stem) = stem.finish() {
        canvas.stroke(&stem, TEXT, 1.75, at);
    }
    for (x, y) in [(3.5, 19.5), (24.0, 6.0), (24.5, 15.0), (16.5, 24.0)] {
        dot(x, y, 2.4).inspect(|path| canvas.fill(path, TEXT, at));
    }
    for (x, y) in [(10.5, 19.5), (17.0, 10.5)] {
        dot(x, y, 3.4).inspect(|path| canvas.fill(path, LAMP, at));
    }
}

/// A QR code (ISO/IEC 18004), dark on white with its quiet zone, in a square of `size` pixels. False if the text is too long for one that a
/// camera reads off a screen.
pub fn code(canvas: &mut Canvas, text: &str, x: f32, y: f32, size: f32) -> bool {
    if text.is_empty() || text.len() > 120 {
        return false;
    }
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return false };
    let Some(ground) = rounded(x, y, size, size, 8.0) else { return false };
    canvas.fill(&ground, WHITE, Transform::identity());
    let (Ok(count), columns) = (u16::try_from(code.width()), code.width()) else { return false };
    let module = size / (f32::from(count) + 4.0);
    for (row, modules) in (0_u16..).zip(code.to_colors().chunks_exact(columns)) {
        for (column, _) in (0_u16..).zip(modules).filter(|(_, colour)| **colour == Color::Dark) {
            let (left, top) = (x + module * (f32::from(column) + 2.0), y + module * (f32::from(row) + 2.0));
            canvas.rect(left, top, module, module, INK, true);
        }
    }
    true
}

fn dot(x: f32, y: f32, radius: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_circle(x, y, radius);
    path.finish()
}

fn scaled(x: f32, y: f32, scale: f32) -> Transform {
    Transform::from_row(scale, 0.0, 0.0, scale, x, y)
}
