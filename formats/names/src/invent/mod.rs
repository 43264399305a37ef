//! Invented people for measuring: names of many origins, as they are spread in France, and what becomes of them when others write
//! them down. From a seed: the same seed, the same people.
//!
//! Nobody is meant. Family names that are rare are put together from syllables, so that there are as many of them as in life.

mod chance;
mod lists;
mod roman;
mod vary;

use chance::Chance;

/// Where a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Origin {
    French,
    Maghrebi,
    WestAfrican,
    Portuguese,
    Spanish,
    English,
    Chinese,
    Vietnamese,
    Slavic,
    German,
    Turkish,
}

/// What becomes of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// As it is.
    Same,
    /// One letter wrong, missing, too many or swapped with its neighbour.
    Typo1,
    /// Two of them, anywhere, the same word included.
    Typo2,
    /// The family name first, in capitals or before a comma.
    Order,
    /// Without accents.
    Accent,
    /// A particle is left out, joined or set apart.
    Particle,
    /// A hyphen is left out or the two are one word.
    Hyphen,
    /// A short form.
    Nickname,
    /// Another standard of romanisation.
    Transliteration,
    /// Its own script.
    Script,
    /// The name at birth, beside or in place of that by marriage.
    Maiden,
    /// The initial of the given name.
    Initial,
    /// As it is heard.
    Phonetic,
}

/// All kinds.
pub const KINDS: [Kind; 13] = [
    Kind::Same,
    Kind::Typo1,
    Kind::Typo2,
    Kind::Order,
    Kind::Accent,
    Kind::Particle,
    Kind::Hyphen,
    Kind::Nickname,
    Kind::Transliteration,
    Kind::Script,
    Kind::Maiden,
    Kind::Initial,
    Kind::Phonetic,
];

/// Somebody who does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Where the name comes from.
    pub origin: Origin,
    /// Given names.
    pub given: String,
    /// Family names, with their particles.
    pub family: String,
    /// The name at birth, of some who married.
    pub birth: Option<String>,
    /// The same in the script of its origin.
    pub script: Option<String>,
    /// The year of birth.
    pub born: u16,
}

impl Person {
    /// The name as it stands on papers.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.birth, self.origin) {
            (Some(birth), _) => format!("{} {} née {birth}", self.given, self.family),
            (None, Origin::Chinese | Origin::Vietnamese) => format!("{} {}", self.family, self.given),
            (None, _) => format!("{} {}", self.given, self.family),
        }
    }
}

/// Makes people up.
#[derive(Clone, Debug)]
pub struct Inventor {
    chance: Chance,
    french_given: Vec<&'static str>,
    french_family: Vec<&'static str>,
    rare: [Vec<&'static str>; 3],
}

fn list(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

impl Inventor {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed),
            french_given: list(lists::FRENCH_GIVEN),
            french_family: list(lists::FRENCH_FAMILY),
            rare: [list(lists::FRENCH_FRONT), list(lists::FRENCH_MIDDLE), list(lists::FRENCH_END)],
        }
    }
    /// Somebody.
    pub fn person(&mut self) -> Person {
        let origin = match self.chance.below(1000) {
            0..640 => Origin::French,
            640..760 => Origin::Maghrebi,
            760..810 => Origin::WestAfrican,
            810..850 => Origin::Portuguese,
            850..880 => Origin::Spanish,
            880..910 => Origin::English,
            910..930 => Origin::Chinese,
            930..945 => Origin::Vietnamese,
            945..970 => Origin::Slavic,
            970..985 => Origin::German,
            _ => Origin::Turkish,
        };
        self.person_of(origin)
    }
    /// Somebody of an origin.
    pub fn person_of(&mut self, origin: Origin) -> Person {
        let year = 1936 + self.chance.below(38) + self.chance.below(38);
        let mut person = Person {
            origin,
            given: String::new(),
            family: String::new(),
            birth: None,
            script: None,
            born: u16::try_from(year).unwrap_or(1980),
        };
        let mut from = |given: &'static str, family: &'static str| {
            person.given = spaced(self.chance.pick_early(&list(given)));
            person.family = spaced(self.chance.pick_early(&list(family)));
        };
        match origin {
            Origin::French => {
                person.given = spaced(self.chance.pick_early(&self.french_given));
                if self.chance.percent(12) && !person.given.contains('-') {
                    person.given = format!("{} {}", person.given, spaced(self.chance.pick_early(&self.french_given)));
                }
                person.family = self.french_family();
                if self.chance.percent(6) {
                    person.birth = Some(self.french_family());
                }
            }
            Origin::Maghrebi => self.paired(&mut person, lists::MAGHREBI_GIVEN, lists::MAGHREBI_FAMILY, false),
            Origin::Chinese => self.paired(&mut person, lists::CHINESE_GIVEN, lists::CHINESE_FAMILY, true),
            Origin::WestAfrican => from(lists::AFRICAN_GIVEN, lists::AFRICAN_FAMILY),
            Origin::Portuguese => from(lists::PORTUGUESE_GIVEN, lists::PORTUGUESE_FAMILY),
            Origin::English => from(lists::ENGLISH_GIVEN, lists::ENGLISH_FAMILY),
            Origin::Vietnamese => from(lists::VIETNAMESE_GIVEN, lists::VIETNAMESE_FAMILY),
            Origin::German => from(lists::GERMAN_GIVEN, lists::GERMAN_FAMILY),
            Origin::Turkish => from(lists::TURKISH_GIVEN, lists::TURKISH_FAMILY),
            Origin::Spanish => {
                from(lists::SPANISH_GIVEN, lists::SPANISH_FAMILY);
                let second = spaced(self.chance.pick_early(&list(lists::SPANISH_FAMILY)));
                person.family = format!("{} {second}", person.family);
            }
            Origin::Slavic => {
                from(lists::SLAVIC_GIVEN, lists::SLAVIC_FAMILY);
                let woman = person.given.ends_with(['а', 'я']) || person.given.ends_with("вь");
                if woman && (person.family.ends_with('в') || person.family.ends_with("ин")) {
                    person.family.push('а');
                } else if woman && person.family.ends_with("ий") {
                    person.family = person.family.replace("ий", "ая");
                }
                person.script = Some(format!("{} {}", person.given, person.family));
                let roman = |x: &str| roman::romanised(x, roman::Standard::English);
                (person.given, person.family) = (roman(&person.given), roman(&person.family));
            }
        }
        person
    }
    fn paired(
        &mut self,
        person: &mut Person,
        given: &[(&'static str, &'static str)],
        family: &[(&'static str, &'static str)],
        joined: bool,
    ) {
        let (given, family) = (self.chance.pick_early(given), self.chance.pick_early(family));
        if let (Some((given, own_given)), Some((family, own_family))) = (given, family) {
            (person.given, person.family) = ((*given).to_owned(), (*family).to_owned());
            person.script =
                Some(if joined { format!("{own_family}{own_given}") } else { format!("{own_given} {own_family}") });
        }
    }
    fn french_family(&mut self) -> String {
        if self.chance.percent(25) {
            return spaced(self.chance.pick_early(&self.french_family));
        }
        // Few of the rare ones are much rarer than the others.
        let mut part = |at: usize| -> &'static str {
            let Some(list) = self.rare.get(at) else { return "" };
            let place = self.chance.below(list.len()).min(self.chance.below(list.len()));
            list.get(place).copied().unwrap_or("")
        };
        let (front, middle, end) = (part(0), part(1), part(2));
        let name = if self.chance.percent(30) { format!("{front}{end}") } else { format!("{front}{middle}{end}") };
        match self.chance.below(100) {
            0..4 => format!("de {name}"),
            4..6 => format!("de la {name}"),
            6..12 => format!("Le {name}"),
            12..14 => format!("{name}-{}", spaced(self.chance.pick_early(&self.french_family))),
            _ => name,
        }
    }
    /// What becomes of a name; nothing if this cannot become of it.
    pub fn variant(&mut self, person: &Person, kind: Kind) -> Option<String> {
        vary::variant(&mut self.chance, person, kind).filter(|v| kind == Kind::Same || *v != person.name())
    }
    /// A number below `n`, for whoever measures.
    pub fn below(&mut self, n: usize) -> usize {
        self.chance.below(n)
    }
}

fn spaced(word: Option<&&'static str>) -> String {
    word.map_or_else(String::new, |w| w.replace('_', " "))
}
