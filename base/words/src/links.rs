//! Which addresses in the net may stand in public: those of pages, not those by which somebody is reached or found.

use crate::{fold::fold, mask::mask};

/// Where people are reached, where addresses are hidden behind short ones, and where places are shown exactly.
const CLOSED: &[&str] = &[
    "wa.me",
    "whatsapp.com",
    "t.me",
    "telegram.me",
    "telegram.org",
    "m.me",
    "ig.me",
    "fb.me",
    "signal.me",
    "signal.group",
    "line.me",
    "discord.gg",
    "discord.com",
    "snapchat.com",
    "linktr.ee",
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "t.co",
    "is.gd",
    "ow.ly",
    "cutt.ly",
    "maps.apple.com",
    "maps.google.com",
    "maps.google.fr",
    "waze.com",
    "openstreetmap.org",
    "osm.org",
    "what3words.com",
    "w3w.co",
    "plus.codes",
    "google.com",
    "google.fr",
    "bing.com",
    "airbnb.com",
    "airbnb.fr",
    "couchsurfing.com",
];

/// Networks on which a page may be of a person: what somebody published there may be shown, and not who they are.
const NETWORKS: &[(&str, &[&str])] = &[
    ("twitter.com", &["status"]),
    ("x.com", &["status"]),
    ("facebook.com", &["posts", "videos", "events"]),
    ("instagram.com", &["p", "reel"]),
    ("tiktok.com", &["video"]),
    ("linkedin.com", &["posts", "pulse"]),
    ("vk.com", &[]),
];

/// Whether an address in the net, as it was typed, is one of a page that may stand in public. It begins with `https://`, `http://` or `www.`; it
/// leads to nobody and to no place, and holds nothing that would be masked where it stands alone.
///
/// ```
/// assert!(words::is_public_link("https://www.prefecturedepolice.interieur.gouv.fr/actualites/consignes"));
/// assert!(!words::is_public_link("https://wa.me/33612345678"));
/// assert!(!words::is_public_link("https://www.openstreetmap.org/#map=19/48.86335/2.37081"));
/// ```
#[must_use]
pub fn is_public_link(typed: &str) -> bool {
    let link = fold(typed);
    if !link.is_ascii() || link.contains(|c: char| c.is_whitespace() || c == '@' || c == '\\') {
        return false;
    }
    let Some(rest) =
        link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")).or_else(|| link.strip_prefix("www."))
    else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let named = host.contains('.')
        && host.rsplit('.').next().is_some_and(|tld| tld.len() > 1 && tld.bytes().all(|b| b.is_ascii_lowercase()));
    let of = |name: &str| host == name || host.strip_suffix(name).is_some_and(|sub| sub.ends_with('.'));
    if !named || host.contains(':') || CLOSED.iter().any(|name| of(name)) || shows_a_point(path) {
        return false;
    }
    let parts: Vec<&str> = path.split(['/', '?', '#']).collect();
    if let Some((_, published)) = NETWORKS.iter().find(|(name, _)| of(name))
        && !parts.iter().any(|part| published.contains(part))
    {
        return false;
    }
    let said: String =
        path.chars().map(|c| if c.is_alphanumeric() || c == '+' || c == '.' { c } else { ' ' }).collect();
    mask(&said).found.is_empty()
}

/// A number with four decimals or more: a latitude or a longitude.
fn shows_a_point(path: &str) -> bool {
    path.match_indices('.').any(|(at, _)| {
        let before = path.get(..at).is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
        let after = path.get(at + 1..).unwrap_or_default();
        before && after.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
    })
}

#[cfg(test)]
mod tests {
    use super::is_public_link;

    #[test]
    fn pages_stand_in_public_and_ways_to_people_and_places_do_not() {
        for link in [
            "https://www.lemonde.fr/attaques-a-paris/article/2015/11/13/fusillade_4809495_4809476.html",
            "http://www.paris.fr",
            "www.sncf.com/fr/trafic",
            "https://twitter.com/prefpolice/status/665283091000000512",
            "https://www.facebook.com/mairie/posts/10153",
        ] {
            assert!(is_public_link(link), "{link}");
        }
        for link in [
            "lemonde.fr",
            "https://t.me/jdupont99",
            "https://twitter.com/jdupont99",
            "https://instagram.com/marie_75",
            "https://maps.app.goo.gl/abcd",
            "https://www.google.com/maps/@48.8633,2.3708,19z",
            "https://example.org/?q=48.86335,2.37081",
            "https://example.org/tel/0612345678",
            "https://marie@example.org/",
            "https://localhost/x",
            "https://10.0.0.1/x",
            "tel:+33612345678",
            "@marie_75",
        ] {
            assert!(!is_public_link(link), "{link}");
        }
    }
}
