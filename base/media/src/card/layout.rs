//! Where what stands: `design`'s card in pixels, mirrored for what is written from right to left.

use super::{
    Card, State,
    canvas::{Canvas, Colour, rounded},
    clean::{apart, clean},
    fonts::Pen,
    marks,
    text::{Laid, Style, fit},
};
use crate::{Limits, decode::decode, raster::Raster};

// The tokens of the night.
const GROUND: Colour = Colour(0x0b, 0x13, 0x15);
const LINE: Colour = Colour(0x2c, 0x41, 0x47);
const MUTED: Colour = Colour(0xbc, 0xca, 0xcb);
const LOST: Colour = Colour(0xd9, 0xbe, 0xff);
const SAFE: Colour = Colour(0x74, 0xe2, 0xbe);
pub const TEXT: Colour = Colour(0xf4, 0xf1, 0xe8);
pub const LAMP: Colour = Colour(0xff, 0xdd, 0x8f);
pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);
pub const INK: Colour = Colour(0x0a, 0x1a, 0x1d);

const WIDTH: f32 = 1200.0;
const EDGE: f32 = 56.0;
/// Of the photo.
const PHOTO: (u16, u16) = (300, 375);
/// Where the words beside the photo end, and the line under them lies.
const WORDS_END: f32 = 448.0;
const RULE: f32 = 467.0;

/// Draws the card. None only if a canvas of its size could not be.
pub fn draw(card: &Card, pen: &mut Pen) -> Option<Canvas> {
    let mut page = Page { canvas: Canvas::new(GROUND)?, rtl: card.rtl, pen };
    let photo = card.photo.as_deref().filter(|_| card.state == State::Searching).and_then(portrait);
    if let Some(photo) = &photo {
        page.photo(photo);
    }
    page.brand();
    page.words(card, if photo.is_some() { 408.0 } else { EDGE });
    page.foot(card);
    Some(page.canvas)
}

struct Page<'a> {
    canvas: Canvas,
    rtl: bool,
    pen: &'a mut Pen,
}

impl Page<'_> {
    /// From the left where one begins to read there, from the right otherwise.
    fn x(&self, from_start: f32, width: f32) -> f32 {
        if self.rtl { WIDTH - from_start - width } else { from_start }
    }
    fn style(&self, colour: Colour, bold: bool, leading: f32) -> Style {
        Style { bold, colour, leading, spacing: 0.0, right: self.rtl }
    }
    fn put(&mut self, text: &Laid, from_start: f32, width: f32, y: f32) {
        let x = self.x(from_start, width);
        text.draw(self.pen, &mut self.canvas, x, y);
    }
    /// A sentence of ours in the direction of its language, whatever letter it begins with.
    fn sentence(&self, text: &str) -> String {
        format!("{}{text}", if self.rtl { '\u{200f}' } else { '\u{200e}' })
    }

    fn photo(&mut self, photo: &Raster) {
        let (width, height) = (f32::from(PHOTO.0), f32::from(PHOTO.1));
        let x = self.x(EDGE, width);
        if let Some(shape) = rounded(x, EDGE, width, height, 24.0) {
            self.canvas.picture(photo, if self.rtl { 1200 - 56 - PHOTO.0 } else { 56 }, 56, &shape);
        }
    }

    fn brand(&mut self) {
        let style = Style { right: !self.rtl, ..self.style(TEXT, true, 1.35) };
        let Some(word) = fit(self.pen, "rhizome", 200.0, &[(28.0, 1)], style) else { return };
        let left = if self.rtl { EDGE + 58.0 } else { WIDTH - EDGE - 200.0 };
        word.draw(self.pen, &mut self.canvas, left, 51.0);
        let mark = if self.rtl { EDGE } else { WIDTH - EDGE - word.width - 58.0 };
        marks::brand(&mut self.canvas, mark, 48.0, 44.0);
    }

    /// State, name and what is known, beginning `start` from the side.
    fn words(&mut self, card: &Card, start: f32) {
        let colour = match card.state {
            State::Searching => LOST,
            State::Found => SAFE,
            State::Closed => MUTED,
        };
        let x = self.x(start, 36.0);
        marks::state(&mut self.canvas, card.state, colour, x, 57.0, 36.0);
        let word = self.sentence(&clean(&card.status_word));
        let room = WIDTH - 220.0 - EDGE - start - 41.0;
        let style = self.style(colour, true, 1.35);
        if let Some(word) = fit(self.pen, &word, room, &[(28.0, 1), (24.0, 1), (20.0, 1)], style) {
            self.put(&word, start + 41.0, room, 55.0 + (38.0 - word.line) / 2.0);
        }

        let width = WIDTH - EDGE - start;
        let mut y = 106.0;
        let (name, age) = (clean(&card.name), clean(&card.age_line));
        // Letters that join up stay joined.
        let style = Style { spacing: if self.rtl { 0.0 } else { -0.015 }, ..self.style(TEXT, true, 1.15) };
        let whole = match (name.is_empty() || age.is_empty(), self.rtl) {
            (true, _) if name.is_empty() => self.sentence(&age),
            (true, _) => self.sentence(&apart(&name)),
            (false, false) => self.sentence(&format!("{}, {age}", apart(&name))),
            (false, true) => self.sentence(&format!("{}، {age}", apart(&name))),
        };
        let one_line = [(84.0, 1), (76.0, 1), (68.0, 1)];
        let head = fit(self.pen, &whole, width, &one_line, style).filter(|head| !head.cut());
        let (head, age) = match head {
            Some(head) => (Some(head), String::new()),
            None => {
                let name = self.sentence(&apart(&name));
                let tries = [(84.0, 1), (76.0, 1), (68.0, 1), (64.0, 2), (56.0, 2), (48.0, 2)];
                (fit(self.pen, &name, width, &tries, style), age)
            }
        };
        if let Some(head) = head {
            self.put(&head, start, width, y);
            y += head.height() + 13.0;
        }
        let lines = card.lines.iter().map(|line| clean(line));
        for line in [age].into_iter().chain(lines).filter(|line| !line.is_empty()) {
            y = self.paragraph(&line, start, width, y);
        }
    }

    /// Draws as many lines of it as there is room for; gives where the next begins.
    fn paragraph(&mut self, text: &str, start: f32, width: f32, y: f32) -> f32 {
        let (size, leading) = (36.0, 1.35);
        let room = (0_u16..6).rev().find(|lines| y + f32::from(*lines) * size * leading <= WORDS_END).unwrap_or(0);
        let text = self.sentence(text);
        let style = self.style(TEXT, false, leading);
        let Some(laid) = fit(self.pen, &text, width, &[(size, room)], style) else { return y };
        self.put(&laid, start, width, y);
        y + laid.height()
    }

    fn foot(&mut self, card: &Card) {
        self.canvas.rect(EDGE, RULE, WIDTH - 2.0 * EDGE, 2.0, LINE, false);
        let x = self.x(EDGE, 116.0);
        let code = marks::code(&mut self.canvas, &card.qr, x, 495.0, 116.0);
        let start = if code { 200.0 } else { EDGE };

        let limit = self.sentence(&clean(&card.valid_line));
        let style = self.style(MUTED, false, 1.35);
        let (room, limit_start) = (572.0, WIDTH - EDGE - 572.0);
        if let Some(limit) = fit(self.pen, &limit, room, &[(22.0, 3), (20.0, 3)], style) {
            self.put(&limit, limit_start, room, 557.5 - limit.height() / 2.0);
        }

        let room = limit_start - start - 28.0;
        let tries = [(26.0, 1), (23.0, 1), (20.0, 1), (18.0, 1)];
        let (ask, address) = (self.sentence(&clean(&card.ask)), apart(&clean(&card.address)));
        for (text, bold, y) in [(ask, true, 522.0), (address, false, 557.5)] {
            let style = self.style(TEXT, bold, 1.35);
            if let Some(text) = fit(self.pen, &text, room, &tries, style) {
                self.put(&text, start, room, y + (35.1 - text.line) / 2.0);
            }
        }
    }
}

/// The middle of a photo, in the shape that the card has for it; of an upright one the upper part, where the face is.
fn portrait(bytes: &[u8]) -> Option<Raster> {
    let (wide, high) = (u32::from(PHOTO.0), u32::from(PHOTO.1));
    let decoded = decode(bytes, &Limits::default(), 2 * PHOTO.1).ok()?;
    let photo = decoded.raster.turned(decoded.turn);
    let (width, height) = if photo.width * high > photo.height * wide {
        (photo.height * wide / high, photo.height)
    } else {
        (photo.width, photo.width * high / wide)
    };
    let (left, top) = ((photo.width - width.min(photo.width)) / 2, (photo.height - height.min(photo.height)) / 4);
    photo.cropped(left, top, width.max(1), height.max(1)).resized(wide, high).ok()
}
