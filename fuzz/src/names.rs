//! Names and short lines as people type them.

use register::{Name, initials, names};

use super::tame::disturbs;

/// Cleans the bytes as a line and as a name. What comes out is bounded, harmless, and clean already.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let line = names::line(&text);
    assert!(line.len() <= text.len());
    assert!(!line.chars().any(disturbs), "{line:?}");
    assert!(line.trim() == line && !line.contains("  "), "{line:?}");
    assert_eq!(names::line(&line), line);
    assert!(initials(&text).chars().count() <= 6);

    let Ok(name) = Name::clean(&text) else { return };
    assert_eq!(name.as_str(), line);
    assert!((1..=names::LONGEST_NAME).contains(&name.as_str().chars().count()));
    assert!((1..=6).contains(&initials(name.as_str()).chars().count()));
    assert!(!format!("{name:?}").contains(name.as_str()) || "Name(…)".contains(name.as_str()));
    assert_eq!(Name::clean(name.as_str()), Ok(name));
}
