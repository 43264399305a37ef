//! What the versions of PFIF call things.

use std::fmt;

use crate::record::Kind;

/// A version of PFIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.1, of 2005: first and last names in capitals, US addresses, notes inside persons only.
    V1_1,
    /// 1.2, of 2010: sex, age, country, status, links; notes anywhere; any alphabet.
    V1_2,
    /// 1.3, of 2011: full names, and records that expire.
    V1_3,
    /// 1.4, of 2012: alternate names, descriptions, profiles, photos of notes. The one that is written here.
    V1_4,
}

/// What the namespaces of all versions begin with.
const SPACE: &str = "http://zesty.ca/pfif/";

impl Version {
    /// All that are read.
    pub const ALL: [Self; 4] = [Self::V1_1, Self::V1_2, Self::V1_3, Self::V1_4];

    /// "1.4"
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
            Self::V1_3 => "1.3",
            Self::V1_4 => "1.4",
        }
    }
    /// Its namespace, which has no slash at its end.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::V1_1 => "http://zesty.ca/pfif/1.1",
            Self::V1_2 => "http://zesty.ca/pfif/1.2",
            Self::V1_3 => "http://zesty.ca/pfif/1.3",
            Self::V1_4 => "http://zesty.ca/pfif/1.4",
        }
    }
    /// The fields that a record must have in this version; a note outside of a person must name the person besides.
    pub(crate) const fn required(self, kind: Kind) -> &'static [&'static str] {
        match (kind, self) {
            (Kind::Person, Self::V1_1 | Self::V1_2) => &["person_record_id", "first_name", "last_name"],
            (Kind::Person, _) => &["person_record_id", "source_date", "full_name"],
            (Kind::Note, _) => &["note_record_id", "author_name", "source_date", "text"],
        }
    }
}
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where an element is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    Pfif {
        version: Version,
        slash: bool,
    },
    /// Something of PFIF's that is not known.
    OtherPfif,
    Atom,
    Other,
    None,
}
impl Space {
    pub(crate) fn of(uri: &str) -> Self {
        if uri == crate::ATOM_NAMESPACE {
            return Self::Atom;
        }
        let Some(rest) = uri.strip_prefix(SPACE) else {
            let like = uri.to_ascii_lowercase().contains("zesty.ca/pfif");
            return if like { Self::OtherPfif } else { Self::Other };
        };
        let (name, slash) = rest.strip_suffix('/').map_or((rest, false), |name| (name, true));
        let version = Version::ALL.into_iter().find(|v| v.as_str() == name);
        version.map_or(Self::OtherPfif, |version| Self::Pfif { version, slash })
    }
}

/// What a version calls a field.
pub(crate) struct Called {
    /// Its name in the document.
    pub(crate) name: &'static str,
    /// What 1.4 calls it; `other` is none of its fields.
    pub(crate) now: &'static str,
    since: Version,
    until: Version,
}
impl Called {
    pub(crate) fn is_of(&self, version: Version) -> bool {
        (self.since..=self.until).contains(&version)
    }
}

const fn field(name: &'static str, now: &'static str, since: Version, until: Version) -> Called {
    Called { name, now, since, until }
}
const fn always(name: &'static str) -> Called {
    field(name, name, Version::V1_1, Version::V1_4)
}
const fn since(version: Version, name: &'static str) -> Called {
    field(name, name, version, Version::V1_4)
}

use Version::{V1_1, V1_2, V1_3, V1_4};

/// The fields of a person, in the order of 1.1.
const PERSON: &[Called] = &[
    always("person_record_id"),
    always("entry_date"),
    since(V1_3, "expiry_date"),
    always("author_name"),
    always("author_email"),
    always("author_phone"),
    always("source_name"),
    always("source_date"),
    always("source_url"),
    since(V1_3, "full_name"),
    field("first_name", "given_name", V1_1, V1_3),
    field("last_name", "family_name", V1_1, V1_3),
    since(V1_4, "given_name"),
    since(V1_4, "family_name"),
    since(V1_4, "alternate_names"),
    since(V1_4, "description"),
    since(V1_2, "sex"),
    since(V1_2, "date_of_birth"),
    since(V1_2, "age"),
    always("home_city"),
    always("home_state"),
    always("home_neighborhood"),
    always("home_street"),
    field("home_zip", "home_postal_code", V1_1, V1_1),
    since(V1_2, "home_postal_code"),
    since(V1_2, "home_country"),
    always("photo_url"),
    since(V1_4, "profile_urls"),
    field("other", "other", V1_1, V1_3),
];

/// The fields of a note, in the order of 1.1.
const NOTE: &[Called] = &[
    always("note_record_id"),
    since(V1_2, "person_record_id"),
    since(V1_2, "linked_person_record_id"),
    always("entry_date"),
    always("author_name"),
    always("author_email"),
    always("author_phone"),
    always("source_date"),
    field("found", "author_made_contact", V1_1, V1_3),
    since(V1_4, "author_made_contact"),
    since(V1_2, "status"),
    always("email_of_found_person"),
    always("phone_of_found_person"),
    always("last_known_location"),
    always("text"),
    since(V1_4, "photo_url"),
];

/// A field by what a document calls it, with its rank in the order of 1.1.
pub(crate) fn called(kind: Kind, name: &str) -> Option<(usize, &'static Called)> {
    let list = match kind {
        Kind::Person => PERSON,
        Kind::Note => NOTE,
    };
    list.iter().enumerate().find(|(_, c)| c.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_has_as_many_fields_as_its_specification() {
        let count = |list: &[Called], version| list.iter().filter(|c| c.is_of(version)).count();
        let counts: Vec<_> = Version::ALL.iter().map(|v| (count(PERSON, *v), count(NOTE, *v))).collect();
        assert_eq!(counts, [(17, 11), (21, 14), (23, 14), (25, 15)]);
        for (kind, list) in [(Kind::Person, PERSON), (Kind::Note, NOTE)] {
            assert!(list.iter().all(|c| c.now == "other" || kind.fields().contains(&c.now)));
            assert!(kind.fields().iter().all(|f| called(kind, f).is_some_and(|(_, c)| c.is_of(V1_4))));
        }
    }
}
