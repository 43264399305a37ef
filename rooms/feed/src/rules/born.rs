//! The tags that are there when an incident opens: those of that night, and how else they are written.

/// What a tag is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Open doors: what is to be acted on there are doors with room.
    Doors,
    /// Searches.
    Searches,
    /// Everything.
    All,
}

/// A tag of every incident: how it is shown, in which language, what it is for, and its variants, which are read with it.
#[derive(Clone, Copy, Debug)]
pub struct Born {
    /// As it is shown.
    pub name: &'static str,
    /// Its language; nothing for one that is of none.
    pub lang: &'static str,
    /// What it is for.
    pub about: About,
    /// Merged into it from the first moment.
    pub variants: &'static [&'static str],
    /// Of a town: latitude and longitude of its middle. Such a tag is born with incidents nearby alone.
    pub town: Option<(f64, f64)>,
}

/// Paris.
const PARIS: (f64, f64) = (48.857, 2.352);
/// How far from the middle of a town its tags are meant, in degrees of latitude.
const NEARBY: f64 = 0.35;

/// The tags of every incident, in the order in which they are offered.
pub const BORN: &[Born] = &[
    Born {
        name: "PorteOuverte",
        lang: "fr",
        about: About::Doors,
        variants: &[
            "PortesOuvertes",
            "PorteOuvertes",
            "PortesOuverte",
            "PorteOuverteParis",
            "PortesOuvertesParis",
            "OpenDoor",
            "OpenDoors",
            "OpenDoorParis",
            "PuertaAbierta",
            "PuertasAbiertas",
            "OffeneTür",
            "OffeneTüren",
            "OpenDeur",
            "باب_مفتوح",
            "أبواب_مفتوحة",
        ],
        town: None,
    },
    Born {
        name: "RechercheParis",
        lang: "fr",
        about: About::Searches,
        variants: &["RecherchesParis", "MissingParis"],
        town: Some(PARIS),
    },
    Born {
        name: "AvisDeRecherche",
        lang: "fr",
        about: About::Searches,
        variants: &["RechercheProche", "MissingPerson", "Desaparecidos", "Vermisst", "مفقود"],
        town: None,
    },
    Born { name: "Paris", lang: "", about: About::All, variants: &[], town: Some(PARIS) },
];

/// Whether a tag is born with an incident around this place.
#[must_use]
pub fn is_of(born: &Born, (lat, lon): (f64, f64)) -> bool {
    // A degree of longitude is shorter; a tag too many does no harm.
    born.town.is_none_or(|(y, x)| (lat - y).abs() <= NEARBY && (lon - x).abs() <= 2.0 * NEARBY)
}

/// The keys of a tag of these, and of its variants.
pub fn keys(born: &Born) -> impl Iterator<Item = String> + '_ {
    std::iter::once(born.name).chain(born.variants.iter().copied()).filter_map(words::tag_key)
}

/// What a tag is for, by its key: that of one of these, or of one that is read with it.
#[must_use]
pub fn about(key: &str) -> About {
    BORN.iter().find(|born| keys(born).any(|k| k == key)).map_or(About::All, |born| born.about)
}
