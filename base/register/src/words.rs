//! The words that facts are made of, each with its number in the store and its word in the API.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An enumeration with a number for the store and a word for the API. Numbers are never reused.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $number:literal $word:literal,)+ })+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        $(#[$doc])*
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Its number in the store.
            #[must_use]
            pub const fn number(self) -> i64 { match self { $(Self::$variant => $number,)+ } }
            /// The one of a number in the store.
            #[must_use]
            pub const fn of_number(n: i64) -> Option<Self> { match n { $($number => Some(Self::$variant),)+ _ => None } }
            /// Its word in the API.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
            /// The one of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
    )+};
}

words! {
    /// What sort of statement it is.
    FactKind {
        /// A person's own answer.
        CheckIn = 1 "check_in",
        /// What somebody of their circle says of them.
        Declaration = 2 "declaration",
        /// What a witness says of somebody who is searched for.
        Sighting = 3 "sighting",
        /// A line of an institution's list.
        ListEntry = 4 "list_entry",
        /// What an institution states of a person.
        Official = 5 "official",
    }
    /// How somebody is.
    #[schema(as = PersonState)]
    State {
        /// No news. It never means danger.
        None = 0 "none",
        /// Not in the zone.
        NotThere = 1 "not_there",
        /// Safe.
        Safe = 2 "safe",
        /// Asks for help.
        NeedHelp = 3 "need_help",
        /// In the hands of a hospital or a rescue service.
        InCare = 4 "in_care",
        /// Dead.
        Dead = 5 "dead",
    }
    /// How the author knows.
    How {
        /// They speak of themself.
        Own = 1 "own",
        /// They saw the person.
        Saw = 2 "saw",
        /// They spoke with the person.
        Spoke = 3 "spoke",
        /// They heard from the person: a call, a message.
        Heard = 4 "heard",
        /// They read it online. It never changes a status.
        Read = 5 "read",
    }
    /// How far it is proven that the author is who they say.
    Proof {
        /// Not at all: kept, counts for nothing.
        None = 0 "none",
        /// The session of a device that was let into a circle by invitation: it speaks for that circle.
        Device = 1 "device",
        /// A contact that was proven by code or link.
        Contact = 2 "contact",
        /// One accredited member of an institution.
        Accredited = 3 "accredited",
        /// An accredited member of an institution and a second person.
        AccreditedPair = 4 "accredited_pair",
    }
    /// How the statement came in. It is shown: the sender of an SMS can be forged.
    Channel {
        /// A page.
        Web = 1 "web",
        /// The API.
        Api = 2 "api",
        /// An SMS.
        Sms = 3 "sms",
        /// A push message's button or link.
        Push = 4 "push",
        /// An e-mail's link.
        Email = 5 "email",
        /// An imported file.
        Import = 6 "import",
    }
    /// How much a fact weighs, and with it how sure a status is. The order is the lattice's.
    Strength {
        /// Nothing: it is kept, and changes no status.
        Nothing = 0 "none",
        /// Somebody else saw, spoke with or heard from the person.
        Said = 1 "declared",
        /// The person's own proven word.
        Own = 2 "own",
        /// An accredited pair.
        Official = 3 "official",
    }
}

impl Proof {
    /// Whether a word so proven may close a search or a join: a name-only device speaks for its circle alone.
    #[must_use]
    pub const fn closes_a_search(self) -> bool {
        matches!(self, Self::Contact | Self::AccreditedPair)
    }
}
