//! What a text reads like, besides a post: an offer of room, a request for it, a search. It is proposed, never decided: whoever wrote knows.

use words::Tokens;

use super::born::{self, About};

/// What a post may be meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Somebody opens their door.
    Offer,
    /// Somebody needs room.
    Request,
    /// Somebody is looked for.
    Search,
}

/// Words of who needs something, folded: with a tag of open doors they make a request.
const NEEDS: &[&str] = &[
    "cherche", "cherchons", "cherchent", "besoin", "need", "needs", "looking", "seeking", "busco", "buscamos", "necesito", "necesitamos",
    "suche", "suchen", "brauche", "brauchen", "zoek", "zoeken", "nodig", "ابحث", "نبحث", "احتاج", "نحتاج",
];
/// Two words after each other that say it without any tag.
const OFFERS: &[(&str, &str)] = &[
    ("peux", "heberger"),
    ("pouvons", "heberger"),
    ("peux", "accueillir"),
    ("pouvons", "accueillir"),
    ("can", "host"),
    ("puedo", "alojar"),
    ("podemos", "alojar"),
    ("porte", "ouverte"),
    ("portes", "ouvertes"),
];
const SEARCHES: &[(&str, &str)] = &[
    ("cherche", "mon"),
    ("cherche", "ma"),
    ("cherchons", "notre"),
    ("sans", "nouvelles"),
    ("looking", "for"),
    ("no", "news"),
    ("sin", "noticias"),
    ("busco", "a"),
];

/// What a text reads like; nothing when it is talk.
///
/// ```
/// use feed::rules::{Meant, meant};
/// assert_eq!(meant("2 places rue Oberkampf #PorteOuverte", &[]), Some(Meant::Offer));
/// assert_eq!(meant("On cherche un toit vers Goncourt #OpenDoor", &[]), Some(Meant::Request));
/// assert_eq!(meant("Sans nouvelles de Camille, 27 ans", &[]), Some(Meant::Search));
/// assert_eq!(meant("La rue est bloquée #Paris", &[]), None);
/// ```
#[must_use]
pub fn meant(text: &str, beside: &[String]) -> Option<Meant> {
    let inside = words::hashtags(text).into_iter().map(|t| t.key);
    let tags: Vec<About> =
        inside.chain(beside.iter().filter_map(|t| words::tag_key(t))).map(|key| born::about(&key)).collect();
    let said: Vec<String> = Tokens::of(text).all.into_iter().map(|t| t.text).collect();
    let says = |pairs: &[(&str, &str)]| said.windows(2).any(|w| matches!(w, [a, b] if pairs.contains(&(a, b))));
    let needs = said.iter().any(|w| NEEDS.contains(&w.as_str()));
    if tags.contains(&About::Searches) {
        Some(Meant::Search)
    } else if tags.contains(&About::Doors) {
        Some(if needs { Meant::Request } else { Meant::Offer })
    } else if says(OFFERS) {
        Some(if needs { Meant::Request } else { Meant::Offer })
    } else if says(SEARCHES) {
        Some(Meant::Search)
    } else {
        None
    }
}
