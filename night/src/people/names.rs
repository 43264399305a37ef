//! Common names of the many origins found in Paris, combined at random. Any likeness to somebody is chance.

use kernel::{Dice, Lang};

use crate::numbers::{chance, one_of};

/// Names that often go together.
struct Origin {
    /// How many of a hundred people have a name of this origin; the weights need not add up to a hundred.
    weight: u64,
    /// The language in which its people read first when it is not French, and how many of a hundred do.
    reads: Option<(Lang, u32)>,
    given: &'static [&'static str],
    surnames: &'static [&'static str],
}

const ORIGINS: &[Origin] = &[
    // French.
    Origin {
        weight: 46,
        reads: None,
        given: &[
            "Camille",
            "Léa",
            "Manon",
            "Chloé",
            "Inès",
            "Jeanne",
            "Louise",
            "Alice",
            "Juliette",
            "Clara",
            "Pauline",
            "Margaux",
            "Élise",
            "Agathe",
            "Sophie",
            "Nathalie",
            "Isabelle",
            "Sylvie",
            "Monique",
            "Odile",
            "Colette",
            "Adèle",
            "Hugo",
            "Jules",
            "Lucas",
            "Arthur",
            "Paul",
            "Antoine",
            "Maxime",
            "Baptiste",
            "Clément",
            "Rémi",
            "Théo",
            "Étienne",
            "Olivier",
            "Laurent",
            "Philippe",
            "Gilles",
            "Yves",
            "Marcel",
            "Maël",
            "Yann",
            "Gwenaëlle",
            "Solène",
            "Loïc",
            "Anaïs",
            "Quentin",
            "Florent",
        ],
        surnames: &[
            "Morel",
            "Fournier",
            "Girard",
            "Mercier",
            "Lefèvre",
            "Chevalier",
            "Blanchard",
            "Gauthier",
            "Garnier",
            "Faure",
            "Roussel",
            "Masson",
            "Brun",
            "Rolland",
            "Aubert",
            "Caron",
            "Meunier",
            "Picard",
            "Barbier",
            "Renaud",
            "Leclercq",
            "Arnaud",
            "Vidal",
            "Prévost",
            "Carpentier",
            "Guyot",
            "Joly",
            "Lemoine",
            "Collet",
            "Berger",
            "Le Goff",
            "Le Gall",
            "Kervella",
            "Quéré",
            "Hamon",
            "Delmas",
            "Cabanel",
            "Escoffier",
            "Peltier",
            "Hubert",
            "Maillard",
            "Charrier",
            "Besson",
            "Pruvost",
            "Delattre",
            "Vasseur",
            "Schmitt",
            "Keller",
        ],
    },
    // Maghreb.
    Origin {
        weight: 15,
        reads: Some((Lang::Ar, 12)),
        given: &[
            "Yasmine", "Samira", "Leïla", "Nadia", "Khadija", "Meriem", "Sonia", "Salma", "Amel", "Farida", "Karim",
            "Mehdi", "Rachid", "Nabil", "Sofiane", "Yacine", "Bilal", "Hakim", "Mourad", "Tarek", "Ilyes", "Anis",
            "Zohra", "Malika",
        ],
        surnames: &[
            "Benali", "Bouzid", "Haddad", "Mansouri", "Cherif", "Belkacem", "Amrani", "Ziani", "Saïdi", "Boukhari",
            "Hamdi", "Rahmani", "Ouali", "Meziane", "Tahar", "Slimani", "Kaci", "Berrada", "Idrissi", "Trabelsi",
            "Jaziri", "Chaoui",
        ],
    },
    // West and Central Africa.
    Origin {
        weight: 9,
        reads: None,
        given: &[
            "Aminata",
            "Fatou",
            "Mariam",
            "Awa",
            "Bintou",
            "Rokia",
            "Kadiatou",
            "Aïssatou",
            "Grâce",
            "Prisca",
            "Mamadou",
            "Ibrahima",
            "Moussa",
            "Ousmane",
            "Seydou",
            "Cheikh",
            "Boubacar",
            "Kofi",
            "Serge",
            "Patrick",
            "Dieudonné",
            "Christelle",
        ],
        surnames: &[
            "Diallo",
            "Traoré",
            "Coulibaly",
            "Diarra",
            "Konaté",
            "Camara",
            "Touré",
            "Sow",
            "Ndiaye",
            "Fall",
            "Diop",
            "Sissoko",
            "Kouassi",
            "Koné",
            "Mensah",
            "Mbaye",
            "Nguema",
            "Mukendi",
            "Ilunga",
            "Okemba",
            "Tchoumi",
            "Essomba",
        ],
    },
    // China.
    Origin {
        weight: 5,
        reads: Some((Lang::En, 10)),
        given: &[
            "Mei", "Xiaolin", "Jing", "Yun", "Lihua", "Wei", "Jun", "Hao", "Tao", "Ming", "Hélène", "Julie", "David",
            "Kevin",
        ],
        surnames: &["Chen", "Wang", "Li", "Zhang", "Lin", "Zhou", "Wu", "Huang", "Xu", "Zheng", "Hu", "Ye", "Pan"],
    },
    // Vietnam, Cambodia, Laos.
    Origin {
        weight: 3,
        reads: None,
        given: &[
            "Linh", "Thuy", "Huong", "Mai", "Minh", "Tuan", "Duc", "Quang", "Sophal", "Chantha", "Sokha", "Bounmy",
            "Éric",
        ],
        surnames: &[
            "Nguyen",
            "Tran",
            "Le",
            "Pham",
            "Vo",
            "Dang",
            "Bui",
            "Chea",
            "Sok",
            "Keo",
            "Sayavong",
            "Phommachan",
        ],
    },
    // Portugal and Spain.
    Origin {
        weight: 7,
        reads: Some((Lang::Es, 25)),
        given: &[
            "Ana", "Inês", "Beatriz", "Teresa", "Catarina", "Lucía", "Carmen", "Pilar", "João", "Tiago", "Rui", "Nuno",
            "Javier", "Pablo", "Álvaro", "Diego", "Manuel", "Rosa",
        ],
        surnames: &[
            "da Silva", "Ferreira", "Pereira", "Teixeira", "Carvalho", "Moreira", "Pinto", "Marques", "Ribeiro",
            "Navarro", "Serrano", "Molina", "Castro", "Ortega", "Ibáñez", "Quintero",
        ],
    },
    // Turkey and Kurdistan.
    Origin {
        weight: 3,
        reads: None,
        given: &[
            "Elif", "Zeynep", "Ayşe", "Selin", "Derya", "Mehmet", "Emre", "Murat", "Deniz", "Baran", "Rojda", "Can",
        ],
        surnames: &["Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Aydın", "Arslan", "Doğan", "Koç", "Polat", "Güneş"],
    },
    // Poland, Romania, the Balkans.
    Origin {
        weight: 4,
        reads: Some((Lang::En, 20)),
        given: &[
            "Agnieszka",
            "Magda",
            "Zofia",
            "Ioana",
            "Elena",
            "Jelena",
            "Piotr",
            "Tomasz",
            "Andrei",
            "Radu",
            "Marko",
            "Milan",
        ],
        surnames: &[
            "Kowalski",
            "Nowak",
            "Wójcik",
            "Zieliński",
            "Popescu",
            "Ionescu",
            "Dumitru",
            "Jovanović",
            "Petrović",
            "Horvat",
        ],
    },
    // South Asia.
    Origin {
        weight: 3,
        reads: Some((Lang::En, 40)),
        given: &[
            "Priya", "Anjali", "Shanthi", "Nila", "Arun", "Ravi", "Suresh", "Imran", "Nadeem", "Tharsan", "Kumar",
            "Sana",
        ],
        surnames: &["Sharma", "Patel", "Sivakumar", "Rajan", "Khan", "Ahmed", "Rahman", "Hossain", "Selvam", "Nadar"],
    },
    // Visitors and residents from English-speaking countries and the north.
    Origin {
        weight: 4,
        reads: Some((Lang::En, 90)),
        given: &[
            "Emily", "Hannah", "Grace", "Laura", "Ingrid", "Anneke", "Oliver", "Jack", "Daniel", "Sven", "Lars",
            "Fergus",
        ],
        surnames: &[
            "Hughes",
            "Walker",
            "Turner",
            "Murphy",
            "Campbell",
            "Bennett",
            "Jansen",
            "de Vries",
            "Lindqvist",
            "Hansen",
        ],
    },
    // Caribbean and Réunion.
    Origin {
        weight: 4,
        reads: None,
        given: &[
            "Maëva",
            "Océane",
            "Ludivine",
            "Marie-Line",
            "Audrey",
            "Jimmy",
            "Teddy",
            "Rudy",
            "Steeve",
            "Jocelyn",
            "Mathis",
        ],
        surnames: &[
            "Payet",
            "Hoarau",
            "Grondin",
            "Boyer",
            "Zobel",
            "Saint-Prix",
            "Marie-Sainte",
            "Nabab",
            "Bienville",
            "Jean-Baptiste",
        ],
    },
];

/// A person's names, and the language in which they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub given: &'static str,
    pub surname: &'static str,
    pub lang: Lang,
}

/// Draws a name. One in seven given names comes from another origin than the surname, as in any big city.
pub(super) fn draw(dice: &dyn Dice) -> Named {
    let family = origin(dice);
    let first = if chance(dice, 1.0 / 7.0) { origin(dice) } else { family };
    let lang = family.and_then(|o| o.reads).filter(|(_, of_hundred)| chance(dice, f64::from(*of_hundred) / 100.0));
    Named {
        given: first.and_then(|o| one_of(dice, o.given)).copied().unwrap_or("Camille"),
        surname: family.and_then(|o| one_of(dice, o.surnames)).copied().unwrap_or("Morel"),
        lang: lang.map_or(Lang::Fr, |(lang, _)| lang),
    }
}

fn origin(dice: &dyn Dice) -> Option<&'static Origin> {
    let mut throw = dice.below(ORIGINS.iter().map(|o| o.weight).sum());
    ORIGINS.iter().find(|o| {
        let here = throw < o.weight;
        throw = throw.saturating_sub(o.weight);
        here
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kernel::SeededDice;

    use super::*;

    #[test]
    fn names_are_many_and_of_many_origins() {
        let dice = SeededDice::new(3);
        let drawn: Vec<Named> = (0..5000).map(|_| draw(&dice)).collect();
        let full: BTreeSet<(&str, &str)> = drawn.iter().map(|n| (n.given, n.surname)).collect();
        assert!(full.len() > 2500, "{}", full.len());
        for surname in ["Morel", "Benali", "Diallo", "Chen", "Nguyen", "Ferreira", "Kaya", "Nowak"] {
            assert!(drawn.iter().any(|n| n.surname == surname), "{surname}");
        }
        for lang in Lang::ALL {
            assert!(drawn.iter().any(|n| n.lang == lang), "{lang:?}");
        }
    }

    #[test]
    fn no_name_is_written_twice_in_a_list() {
        for o in ORIGINS {
            assert_eq!(o.given.iter().collect::<BTreeSet<_>>().len(), o.given.len());
            assert_eq!(o.surnames.iter().collect::<BTreeSet<_>>().len(), o.surnames.len());
        }
    }
}
