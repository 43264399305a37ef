//! What is drawn on: pixels without opacity, shapes with soft edges.

use cosmic_text::Color;
use tiny_skia::{FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::{CARD_HEIGHT, CARD_WIDTH};
use crate::raster::Raster;

/// Red, green, blue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Whole pixels, inside of which something may be drawn.
pub struct Area {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Area {
    pub fn of(x: f32, y: f32, width: f32, height: f32) -> Area {
        Area { left: whole(x), top: whole(y), right: whole(x + width), bottom: whole(y + height) }
    }
}

#[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "rounded and clamped to what fits")]
fn whole(at: f32) -> i32 {
    at.clamp(-2000.0, 4000.0).round() as i32
}

pub struct Canvas(Pixmap);

impl Canvas {
    pub fn new(ground: Colour) -> Option<Canvas> {
        let mut pixels = Pixmap::new(CARD_WIDTH.into(), CARD_HEIGHT.into())?;
        pixels.fill(tiny_skia::Color::from_rgba8(ground.0, ground.1, ground.2, 255));
        Some(Canvas(pixels))
    }

    pub fn fill(&mut self, path: &Path, colour: Colour, at: Transform) {
        self.0.fill_path(path, &paint(colour), FillRule::Winding, at, None);
    }

    /// With round ends, `width` in the units of the path.
    pub fn stroke(&mut self, path: &Path, colour: Colour, width: f32, at: Transform) {
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.0.stroke_path(path, &paint(colour), &stroke, at, None);
    }

    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour, soft: bool) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            let paint = Paint { anti_alias: soft, ..paint(colour) };
            self.0.fill_rect(rect, &paint, Transform::identity(), None);
        }
    }

    /// A picture with its corner at a whole pixel, seen through a shape.
    pub fn picture(&mut self, raster: &Raster, x: u16, y: u16, shape: &Path) {
        let Some(mut mask) = Mask::new(CARD_WIDTH.into(), CARD_HEIGHT.into()) else { return };
        mask.fill_path(shape, FillRule::Winding, true, Transform::identity());
        let columns = usize::try_from(raster.width).unwrap_or(0);
        let stride = usize::from(CARD_WIDTH);
        let rows = raster.rgb.chunks_exact((columns * 3).max(1));
        for (row, down) in rows.zip(usize::from(y)..usize::from(CARD_HEIGHT)) {
            let start = down * stride + usize::from(x);
            let covers = mask.data().get(start..start + columns).unwrap_or_default();
            let ground = self.0.data_mut().get_mut(start * 4..(start + columns) * 4).unwrap_or_default();
            for ((pixel, cover), ground) in row.chunks_exact(3).zip(covers).zip(ground.chunks_exact_mut(4)) {
                for (ground, part) in ground.iter_mut().zip(pixel) {
                    *ground = mixed(*ground, *part, *cover);
                }
            }
        }
    }

    pub fn blend(&mut self, area: &Area, x: i32, y: i32, colour: Color) {
        if x < area.left.max(0) || x >= area.right || y < area.top.max(0) || y >= area.bottom {
            return;
        }
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x >= usize::from(CARD_WIDTH) {
            return;
        }
        let at = (y * usize::from(CARD_WIDTH) + x) * 4;
        let Some(ground) = self.0.data_mut().get_mut(at..at + 3) else { return };
        for (ground, part) in ground.iter_mut().zip([colour.r(), colour.g(), colour.b()]) {
            *ground = mixed(*ground, part, colour.a());
        }
    }

    /// As PNG, without any words in it.
    pub fn png(&self) -> Vec<u8> {
        let rgb: Vec<u8> = self.0.data().chunks_exact(4).flat_map(|p| p.iter().take(3)).copied().collect();
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, CARD_WIDTH.into(), CARD_HEIGHT.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        // Writing to memory, with as many bytes as were announced, does not fail.
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&rgb));
        written.map(|()| out).unwrap_or_default()
    }
}

fn paint(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(colour.0, colour.1, colour.2, 255);
    paint
}

fn mixed(ground: u8, part: u8, cover: u8) -> u8 {
    let (ground, part, cover) = (u32::from(ground), u32::from(part), u32::from(cover));
    u8::try_from((ground * (255 - cover) + part * cover + 127) / 255).unwrap_or(u8::MAX)
}

/// A rectangle with round corners.
pub fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    // How far the handles of a cubic curve stand off for a quarter of a circle.
    let handle = radius * (1.0 - 0.552_284_8);
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - handle, y, right, y + handle, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + handle, bottom, x, bottom - handle, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + handle, x + handle, y, x + radius, y);
    path.close();
    path.finish()
}
