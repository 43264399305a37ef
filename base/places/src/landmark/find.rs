//! By name, as people type it.

use std::{cmp::Reverse, collections::BTreeSet};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Landmark, LandmarkKind, Landmarks};

/// The most letters of a question that are read.
const LONGEST: usize = 120;
/// Words that join others, and may be left out.
const JOINTS: [&str; 12] = ["de", "la", "le", "les", "du", "des", "d", "l", "the", "of", "a", "au"];

/// Letters without their accents, in small, and digits, as words: what is between them parts them.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .chars()
        .take(LONGEST)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let folded = folded.replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
    folded.split_whitespace().flat_map(|word| long(word).split(' ')).map(str::to_owned).collect()
}

/// What a short form stands for.
fn long(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "pl" => "place",
        "pte" => "porte",
        "av" => "avenue",
        "gal" => "general",
        "hosp" => "hopital",
        "cdg" => "charles gaulle",
        other => other,
    }
}

/// The kind that a word asks for, without being part of a name that must have it.
fn kind_of(word: &str) -> Option<LandmarkKind> {
    match word {
        "metro" | "m" | "station" | "rer" | "gare" | "subway" | "bahnhof" | "estacion" | "tram" => {
            Some(LandmarkKind::Station)
        }
        "place" | "square" | "plaza" | "platz" => Some(LandmarkKind::Square),
        "mairie" => Some(LandmarkKind::TownHall),
        "hopital" | "hospital" => Some(LandmarkKind::Hospital),
        _ => None,
    }
}

/// How well a word of a question fits a word of a name; nothing if it does not.
fn fit(asked: &str, word: &str) -> Option<u8> {
    if asked == word {
        Some(4)
    } else if word.starts_with(asked) && asked.chars().count() >= 2 {
        Some(2)
    } else if asked.len() >= 5 && one_slip(asked, word) {
        Some(1)
    } else {
        None
    }
}

/// Whether two words differ by one letter that is wrong, too many, missing, or in the place of its neighbour.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest =
        |word: &[char], skip: usize| -> Vec<char> { word.iter().skip(head.saturating_add(skip)).copied().collect() };
    let turned = || {
        let (x, y) = (rest(&a, 0), rest(&b, 0));
        matches!((x.as_slice(), y.as_slice()), ([p, q, s @ ..], [r, t, u @ ..]) if p == t && q == r && s == u)
    };
    rest(&a, 1) == rest(&b, 1) || rest(&a, 1) == rest(&b, 0) || rest(&a, 0) == rest(&b, 1) || turned()
}

/// How good an answer is: the greater, the better.
type Score = (bool, bool, usize, bool, Reverse<usize>);

impl Landmarks {
    /// The landmarks that a text may mean, the likeliest first, at most so many. Accents, case, hyphens and the small words between
    /// names do not matter; the last letters of a word may be missing, one letter of a longer one wrong; "métro", "M°", "place" or "mairie" say
    /// which of several is meant. Every other word must be in the name.
    #[must_use]
    pub fn find(&self, text: &str, most: usize) -> Vec<&Landmark> {
        let asked = words(text);
        let kind = asked.iter().find_map(|w| kind_of(w));
        let plain = |w: &&String| !JOINTS.contains(&w.as_str()) && kind_of(w).is_none();
        let needed: Vec<&String> = asked.iter().filter(plain).collect();
        // "Place de la" is no question; "Mairie" alone is none either.
        if needed.is_empty() {
            return Vec::new();
        }
        let mut scored: Vec<(Score, usize)> = self
            .candidates(&needed)
            .into_iter()
            .filter_map(|n| Some((self.score(n, &asked, &needed, kind)?, n)))
            .collect();
        scored.sort_unstable_by_key(|(score, n)| (Reverse(*score), *n));
        scored.into_iter().take(most).filter_map(|(_, n)| self.all.get(n)).collect()
    }

    /// The names that one word of the question fits: the longest one, since it is in the fewest.
    fn candidates(&self, needed: &[&String]) -> BTreeSet<usize> {
        let Some(longest) = needed.iter().max_by_key(|w| w.len()) else { return BTreeSet::new() };
        let from = self.by_word.range((*longest).clone()..);
        let begins: BTreeSet<usize> =
            from.take_while(|(w, _)| w.starts_with(longest.as_str())).flat_map(|(_, all)| all).copied().collect();
        if !begins.is_empty() {
            return begins;
        }
        self.by_word.iter().filter(|(w, _)| fit(longest, w).is_some()).flat_map(|(_, all)| all).copied().collect()
    }

    fn score(&self, n: usize, asked: &[String], needed: &[&String], kind: Option<LandmarkKind>) -> Option<Score> {
        let (landmark, words) = (self.all.get(n)?, self.words.get(n)?);
        let mut sum = 0_usize;
        for asked in needed {
            let best = words.iter().filter_map(|w| fit(asked, w)).max()?;
            sum = sum.saturating_add(best.into());
        }
        let names: Vec<&String> =
            words.iter().filter(|w| !JOINTS.contains(&w.as_str()) && kind_of(w).is_none()).collect();
        let whole = asked == words.as_slice();
        let meant = kind.is_some_and(|k| k == landmark.kind);
        // Of a name that has all the words, the one with the fewest others.
        let same = names.len() == needed.len();
        Some((whole, same && sum == needed.len().saturating_mul(4), sum, meant, Reverse(words.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<String> {
        Landmarks::paris().find(text, 1).first().map(|l| l.name.clone())
    }

    #[test]
    fn what_people_type_is_found() {
        for (typed, name) in [
            ("goncourt", "Goncourt"),
            ("Métro Goncourt", "Goncourt"),
            ("M° Parmentier", "Parmentier"),
            ("station Oberkampf", "Oberkampf"),
            ("OBERKAMPF", "Oberkampf"),
            ("oberkamf", "Oberkampf"),
            ("Obekrampf", "Oberkampf"),
            ("oberk", "Oberkampf"),
            ("republique", "République"),
            ("place de la république", "Place de la République"),
            ("place republique", "Place de la République"),
            ("metro republique", "République"),
            ("pere lachaise", "Père Lachaise"),
            ("Père-Lachaise", "Père Lachaise"),
            ("cimetiere pere lachaise", "Cimetière du Père-Lachaise"),
            ("st paul", "Saint-Paul"),
            ("strasbourg st denis", "Strasbourg – Saint-Denis"),
            ("gare de l'est", "Gare de l’Est"),
            ("gare de l’Est", "Gare de l’Est"),
            ("Gare de Lyon", "Gare de Lyon"),
            ("gare du nord", "Gare du Nord"),
            ("bastille", "Bastille"),
            ("Place de la Bastille", "Place de la Bastille"),
            ("rue saint maur", "Rue Saint-Maur"),
            ("ledru rollin", "Ledru-Rollin"),
            ("montparnasse bienv", "Montparnasse – Bienvenüe"),
            ("etoile", "Charles de Gaulle – Étoile"),
            ("cdg etoile", "Charles de Gaulle – Étoile"),
            ("charles de gaulle", "Charles de Gaulle – Étoile"),
            ("mairie du 11e", "Mairie du 11e"),
            ("mairie 11e", "Mairie du 11e"),
            ("mairie du 1er", "Mairie du 1er"),
            ("hotel de ville", "Hôtel de Ville"),
            ("place d'italie", "Place d’Italie"),
            ("stade de france", "Stade de France"),
            ("basilique saint denis", "Basilique de Saint-Denis"),
            ("sacre coeur", "Sacré-Cœur"),
            ("SACRÉ-CŒUR", "Sacré-Cœur"),
            ("hopital saint louis", "Hôpital Saint-Louis"),
            ("place leon blum", "Place Léon Blum"),
            ("richard lenoir", "Richard-Lenoir"),
            ("fille du calvaire", "Filles du Calvaire"),
            ("buttes chaumont", "Buttes Chaumont"),
            ("chatelet", "Châtelet"),
            ("chatelet les halles", "Châtelet – Les Halles"),
            ("arts et metiers", "Arts et Métiers"),
        ] {
            assert_eq!(first(typed).as_deref(), Some(name), "{typed}");
        }
    }

    #[test]
    fn what_means_nothing_finds_nothing() {
        for typed in [
            "",
            "   ",
            "place de la",
            "métro",
            "mairie",
            "xyzzy",
            "12 rue Oberkampf",
            "🙂",
            "Bataclan",
            "e",
            "marseille",
        ] {
            assert_eq!(first(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_name_finds_itself_first_in_capitals_and_without_accents() {
        let paris = Landmarks::paris();
        for l in paris.all() {
            assert_eq!(paris.find(&l.name, 3).first(), Some(&l));
            let plain = words(&l.name).join("-").to_uppercase();
            assert!(paris.find(&plain, 3).contains(&l), "{plain}");
        }
    }

    #[test]
    fn several_that_fit_are_all_given_the_shorter_names_first() {
        let paris = Landmarks::paris();
        let names: Vec<&str> = paris.find("gambetta", 9).iter().map(|l| l.name.as_str()).collect();
        assert_eq!(names, ["Gambetta", "Place Gambetta"]);
        let porte = |l: &&Landmark| words(&l.name).iter().any(|w| w.starts_with("porte"));
        assert_eq!(paris.find("porte", 100).len(), paris.all().iter().filter(porte).count());
        assert_eq!(paris.find("porte", 4).len(), 4);
    }
}
