//! Characters of XML 1.0.

/// Whether a document can carry it (2.2).
pub(crate) const fn may_stand(c: char) -> bool {
    (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}') || is_white(c)
}

/// White space (2.3), of which there is less than in Unicode.
pub(crate) const fn is_white(c: char) -> bool {
    c == ' ' || c == '\t' || c == '\n' || c == '\r'
}

/// Whether it can be a name without a colon (Namespaces in XML 1.0, 4). Which letters beyond ASCII are letters is not asked.
pub(super) fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii());
    first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') || !c.is_ascii())
}
