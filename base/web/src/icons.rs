//! The icons of `assets/icons/icons.svg`, inline.

use askama::filters::Safe;

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// An icon as an inline `<svg class="i">`, hidden from screen readers: the word beside it says the same.
///
/// ```
/// assert!(web::icon("check").to_string().starts_with("<svg class=\"i\""));
/// ```
#[must_use]
pub fn icon(name: &str) -> Safe<&'static str> {
    Safe(svg(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_of_the_design_is_there() {
        assert_eq!(NAMES.len(), 44);
        assert!(NAMES.iter().all(|n| svg(n).ends_with("</svg>")));
        assert_eq!(svg("no-such-icon"), "");
    }
}
