//! Addresses, as far as they must be looked at to be told from others (RFC 3986).

/// Whether it is an absolute URI, or at least a relative one. Letters beyond ASCII are let through (RFC 3987).
pub(crate) fn is_uri(text: &str, may_be_relative: bool) -> bool {
    let carried = |c: char| {
        c.is_ascii_alphanumeric()
            || !c.is_ascii() && !c.is_whitespace() && !c.is_control()
            || "-._~:/?#@!$&'()*+,;=%".contains(c)
    };
    let escapes = text.split('%').skip(1);
    let mut escaped = escapes.map(|rest| rest.get(..2).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit())));
    if text.is_empty() || !text.chars().all(carried) || !escaped.all(|sound| sound) || text.matches('#').count() > 1 {
        return false;
    }
    let scheme = text.split_once(':').filter(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    match scheme {
        Some((_, rest)) => !rest.is_empty() && has_sound_host(rest),
        // A colon in the first part of a path would make it a scheme.
        None => may_be_relative && has_sound_host(text) && !text.split('/').next().unwrap_or_default().contains(':'),
    }
}

/// Whether what begins with `//` has a host, and numbers for a port.
fn has_sound_host(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("//") else { return true };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    !name.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit()) && !port.is_empty()
}

/// Whether it has the form of a code of a language (RFC 3066, 2.1).
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let sized = |part: &str| (1..=8).contains(&part.len());
    parts.next().is_some_and(|part| sized(part) && part.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| sized(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
