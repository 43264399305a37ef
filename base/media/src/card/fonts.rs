//! The faces that cards are written in.

use std::sync::{Mutex, PoisonError};

use cosmic_text::{FontSystem, SwashCache, fontdb};

const REGULAR: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Bold.ttf");
/// What the embedded face calls itself.
pub const FACE: &str = "Atkinson Hyperlegible Next";

/// A set of faces, to be made once: looking through a machine's takes a second or so. Cards are drawn with it one at a time.
pub struct Fonts(Mutex<Pen>);

/// What shapes and draws letters.
pub struct Pen {
    pub system: FontSystem,
    pub cache: SwashCache,
}

impl Fonts {
    /// The embedded face alone, which has Latin letters: the letters of other scripts are drawn as empty boxes.
    pub fn embedded() -> Fonts {
        Fonts::of(fontdb::Database::new())
    }

    /// The embedded face, and those of the machine for what it lacks. The one call of this crate that looks at the disk.
    pub fn with_system() -> Fonts {
        let mut faces = fontdb::Database::new();
        faces.load_system_fonts();
        Fonts::of(faces)
    }

    fn of(mut faces: fontdb::Database) -> Fonts {
        faces.load_font_data(REGULAR.to_vec());
        faces.load_font_data(BOLD.to_vec());
        faces.set_sans_serif_family(FACE);
        let system = FontSystem::new_with_locale_and_db("en".to_owned(), faces);
        Fonts(Mutex::new(Pen { system, cache: SwashCache::new() }))
    }

    /// Lends the pen. One that was dropped in the middle of a card is as good as new: nothing in it is half done that matters.
    pub(super) fn with<T>(&self, draw: impl FnOnce(&mut Pen) -> T) -> T {
        let mut pen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        draw(&mut pen)
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}
