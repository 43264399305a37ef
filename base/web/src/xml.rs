//! Text in XML that is written by hand: feeds.

/// A text as an element or an attribute in double quotes holds it: characters that XML 1.0 does not know are left out.
///
/// ```
/// assert_eq!(web::xml("\u{7}\"1 < 2\" & so\u{ffff}"), "&quot;1 &lt; 2&quot; &amp; so");
/// ```
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
