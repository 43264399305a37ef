//! What guest and host say to each other at the door.

/// What both say at the door: a word that is easy to hear and to say in French, and a number.
const WORDS: [&str; 64] = [
    "tilleul", "lampe", "mésange", "rivage", "citron", "velours", "colline", "horloge", "moulin", "panier", "lilas",
    "safran", "jardin", "cerise", "tambour", "nuage", "olive", "miroir", "ruban", "sapin", "guitare", "vanille",
    "bateau", "fougère", "salade", "marin", "abricot", "bougie", "tulipe", "chemin", "piano", "girafe", "melon",
    "cabane", "violette", "tapis", "ciseau", "rosier", "canard", "poire", "lavande", "fontaine", "merle", "cadran",
    "pivoine", "balcon", "menthe", "valise", "dauphin", "figue", "soleil", "carafe", "rivière", "mouton", "planche",
    "orange", "sirop", "noisette", "volet", "hamac", "boussole", "tisane", "caramel", "plume",
];

/// The word and the number of a stay's code: the same for guest and host, in every language.
#[must_use]
pub fn check_words(code: i64) -> (&'static str, i64) {
    let code = code.rem_euclid(64 * 90);
    let word = usize::try_from(code / 90).ok().and_then(|i| WORDS.get(i)).copied().unwrap_or("lampe");
    (word, 10 + code % 90)
}
