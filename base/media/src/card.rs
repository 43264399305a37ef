//! The card that is relayed: 1200 × 630 pixels, as social networks and messengers show of a link. It says the present state.

mod canvas;
mod clean;
mod fonts;
mod layout;
mod marks;
mod text;

pub use fonts::Fonts;

/// Pixels.
pub const CARD_WIDTH: u16 = 1200;
/// Pixels.
pub const CARD_HEIGHT: u16 = 630;

/// What the card says of the person: shape, word and colour together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Sought. The only state that shows a photo and more than the name.
    Searching,
    /// Found.
    Found,
    /// The notice ended otherwise.
    Closed,
}

/// All that stands on a card, in the reader's language. What is too long is made smaller, then wrapped, then cut with "…"; nothing is drawn
/// outside its field. Controls of writing direction, line ends and heaps of accents in any of the texts are dropped: a name cannot turn
/// the sentence around it, nor grow over it.
#[derive(Clone, Debug)]
pub struct Card {
    /// Which icon and colour; whether photo and [`lines`](Card::lines) are shown.
    pub state: State,
    /// "Recherchée".
    pub status_word: String,
    /// As the notice has it, in any script.
    pub name: String,
    /// "27 ans"; may be empty.
    pub age_line: String,
    /// Where last seen, in what clothes: a paragraph each. Of a person who was found or whose notice is closed, a sentence about that.
    pub lines: Vec<String>,
    /// "Une information ?"
    pub ask: String,
    /// Where to answer, as one would type it.
    pub address: String,
    /// The whole address, for cameras. Left out if it is too long to be a code.
    pub qr: String,
    /// Until when, and to look whether it is still so.
    pub valid_line: String,
    /// A page's photo ([`Photo::page`](crate::Photo)), or any that could be taken. One that cannot be read is left out, and so is one of a person
    /// who is no longer sought, whatever is given here.
    pub photo: Option<Vec<u8>>,
    /// Whether the language is written from right to left.
    pub rtl: bool,
}

impl Card {
    /// The card as PNG. With [`Fonts::embedded`] the same card has the same bytes on every machine.
    ///
    /// Takes some tens of milliseconds: not for a thread that serves others.
    pub fn png(&self, fonts: &Fonts) -> Vec<u8> {
        fonts.with(|pen| layout::draw(self, pen)).map(|canvas| canvas.png()).unwrap_or_default()
    }
}
