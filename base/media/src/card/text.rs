//! Text in a field: as large as fits, in as many lines as it may have, then cut.

use cosmic_text::{
    Align, Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, Metrics, Shaping, SwashContent, Weight, Wrap,
};

use super::{
    canvas::{Area, Canvas, Colour},
    fonts::{FACE, Pen},
};

/// How a text is set.
#[derive(Clone, Copy)]
pub struct Style {
    pub bold: bool,
    pub colour: Colour,
    /// Of the line, in sizes of the letters.
    pub leading: f32,
    /// Between letters, in sizes of them.
    pub spacing: f32,
    /// Along the right edge.
    pub right: bool,
}

/// A text with its lines found.
pub struct Laid {
    buffer: Buffer,
    style: Style,
    cut: bool,
    pub lines: u16,
    pub line: f32,
    /// Of the longest line.
    pub width: f32,
}

/// Sets the text in the first of the sizes and numbers of lines in which all of it fits, or in the last with its end cut off.
pub fn fit(pen: &mut Pen, text: &str, width: f32, tries: &[(f32, u16)], style: Style) -> Option<Laid> {
    for (size, lines) in tries {
        let laid = lay(pen, text, width, *size, None, style);
        if laid.lines <= *lines && laid.width <= width + 0.5 {
            return Some(laid);
        }
    }
    let (size, lines) = tries.last()?;
    (*lines > 0).then(|| lay(pen, text, width, *size, Some(*lines), style))
}

fn lay(pen: &mut Pen, text: &str, width: f32, size: f32, most: Option<u16>, style: Style) -> Laid {
    let line = size * style.leading;
    let mut buffer = Buffer::new(&mut pen.system, Metrics::new(size, line));
    buffer.set_size(Some(width), None);
    buffer.set_wrap(Wrap::WordOrGlyph);
    if let Some(most) = most {
        buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(most.into())));
    }
    let weight = if style.bold { Weight::BOLD } else { Weight::NORMAL };
    let attrs = Attrs::new().family(Family::Name(FACE)).weight(weight).letter_spacing(style.spacing);
    let align = if style.right { Align::Right } else { Align::Left };
    buffer.set_text(text, &attrs, Shaping::Advanced, Some(align));
    buffer.shape_until_scroll(&mut pen.system, false);
    let (mut lines, mut longest) = (0_u16, 0.0_f32);
    for run in buffer.layout_runs() {
        lines = lines.saturating_add(1);
        longest = longest.max(run.line_w);
    }
    Laid { buffer, style, cut: most.is_some(), lines, line, width: longest }
}

impl Laid {
    /// Whether its end had to be left out.
    pub fn cut(&self) -> bool {
        self.cut
    }
    pub fn height(&self) -> f32 {
        f32::from(self.lines) * self.line
    }

    /// Draws it with its corner at `x`, `y`. Not a pixel is set farther than a quarter of a line above or below its lines.
    pub fn draw(&self, pen: &mut Pen, canvas: &mut Canvas, x: f32, y: f32) {
        let (over, width) = (self.line / 4.0, self.buffer.size().0.unwrap_or(0.0));
        let area = Area::of(x - over, y - over, width + 2.0 * over, self.height() + 2.0 * over);
        for run in self.buffer.layout_runs().take(self.lines.into()) {
            for glyph in run.glyphs {
                let at = glyph.physical((x, y + run.line_y), 1.0);
                let Some(image) = pen.cache.get_image_uncached(&mut pen.system, at.cache_key) else { continue };
                let Colour(r, g, b) = self.style.colour;
                let columns = usize::try_from(image.placement.width).unwrap_or(0);
                let pixel = if image.content == SwashContent::Mask { 1 } else { 4 };
                let rows = image.data.chunks_exact((columns * pixel).max(1));
                for (row, down) in rows.zip(at.y - image.placement.top..) {
                    for (part, across) in row.chunks_exact(pixel).zip(at.x + image.placement.left..) {
                        let colour = match *part {
                            [cover] => Color::rgba(r, g, b, cover),
                            [r, g, b, a] => Color::rgba(r, g, b, a),
                            _ => continue,
                        };
                        canvas.blend(&area, across, down, colour);
                    }
                }
            }
        }
    }
}
