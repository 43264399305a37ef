//! Languages: the header `Accept-Language`, and codes in addresses, forms and tables.

use kernel::Lang;

/// Reads the bytes as a header and as a code. A language is chosen only if it is named.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let lower = text.to_ascii_lowercase();
    let chosen = Lang::accepted(text);
    // French is for the silent and for "*", English for those who ask for other languages.
    assert!(matches!(chosen, Lang::Fr | Lang::En) || lower.contains(chosen.code()));
    assert!(!text.trim().is_empty() || chosen == Lang::Fr);
    assert_eq!(Lang::accepted(chosen.code()), chosen);
    if let Some(lang) = Lang::of(text) {
        assert!(lower.starts_with(lang.code()));
        assert_eq!(Lang::of(lang.code()), Some(lang));
    }
    if let Ok(lang) = serde_json::from_slice::<Lang>(data) {
        assert_eq!(serde_json::to_string(&lang).ok(), Some(format!("\"{}\"", lang.code())));
    }
}
