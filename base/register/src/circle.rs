//! A circle as one packed list: 17 bytes per link (the person's 16 bytes and a byte of flags), sorted by person, no header.
//!
//! A million people with eighty-eight links each are a million short blobs, not eighty-eight million rows, and a circle is read where it
//! lies: [`Links`] looks into the bytes, [`Circle`] owns and changes them.

use kernel::{Id, PersonId, Refusal, Refuse};

const LINK: usize = 17;

/// What is between two people, apart from being in each other's circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u8);

impl Flags {
    /// Nothing special: they tell each other.
    pub const NONE: Self = Self(0);
    /// The owner of the circle blocked this person, who goes on seeing "no news".
    pub const BLOCKED_BY_ME: Self = Self(1);
    /// This person blocked the owner of the circle, who must not notice.
    pub const BLOCKED_BY_THEM: Self = Self(2);

    /// Whether all of `other` is in here.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
    /// These flags and `other`.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// These flags without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// A person in a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Who.
    pub person: PersonId,
    /// What is between them.
    pub flags: Flags,
}

/// A circle cannot take this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CircleRefused {
    /// It holds as many people as it may.
    #[error("the circle is full")]
    Full {
        /// As many.
        cap: usize,
    },
}

impl Refuse for CircleRefused {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Full { cap } => {
                Refusal::new(409, "circle-full").with("cap", u32::try_from(*cap).map_or(f64::MAX, f64::from))
            }
        }
    }
}

/// Bytes that are not a packed circle: ours to repair, not the person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a packed circle")]
pub struct NotACircle;

/// A look into a packed circle.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Links<'a>(&'a [[u8; LINK]]);

fn read([id @ .., flags]: &[u8; LINK]) -> Link {
    Link { person: PersonId::from_bytes(*id), flags: Flags(*flags) }
}

fn find(links: &[[u8; LINK]], person: PersonId) -> Result<usize, usize> {
    let wanted = person.bytes();
    links.binary_search_by(|[id @ .., _]| id.cmp(&wanted))
}

impl<'a> Links<'a> {
    /// The circle that these bytes are.
    ///
    /// # Errors
    /// [`NotACircle`] when they are cut, unsorted, or name somebody twice.
    pub fn of(blob: &'a [u8]) -> Result<Self, NotACircle> {
        let (links, []) = blob.as_chunks::<LINK>() else { return Err(NotACircle) };
        let sorted = links.is_sorted_by(|[a @ .., _], [b @ .., _]| a < b);
        if sorted { Ok(Self(links)) } else { Err(NotACircle) }
    }
    /// How many people are in it, blocked ones too.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.len()
    }
    /// Whether nobody is.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
    /// Everyone, by id.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Link> + 'a {
        self.0.iter().map(read)
    }
    /// Whom the owner's answer is told to, and who tells theirs: nobody blocked either way.
    pub fn told(self) -> impl Iterator<Item = PersonId> + 'a {
        self.iter().filter(|l| l.flags == Flags::NONE).map(|l| l.person)
    }
    /// Whom the owner sees on their board: all but those they blocked. Who blocked the owner stays there, with "no news".
    pub fn on_board(self) -> impl Iterator<Item = Link> + 'a {
        self.iter().filter(|l| !l.flags.has(Flags::BLOCKED_BY_ME))
    }
    /// The link to `person`.
    #[must_use]
    pub fn get(self, person: PersonId) -> Option<Link> {
        find(self.0, person).ok().and_then(|i| self.0.get(i)).map(read)
    }
    /// Whether `person` is in it, blocked or not.
    #[must_use]
    pub fn contains(self, person: PersonId) -> bool {
        find(self.0, person).is_ok()
    }
}

/// A packed circle that can be changed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Circle(Vec<[u8; LINK]>);

impl Circle {
    /// How many people a circle holds unless configured otherwise.
    pub const CAP: usize = 1000;

    /// The circle that these bytes are; none at all are an empty circle.
    ///
    /// # Errors
    /// [`NotACircle`].
    pub fn of(blob: &[u8]) -> Result<Self, NotACircle> {
        Links::of(blob).map(|links| Self(links.0.to_vec()))
    }
    /// A look into it.
    #[must_use]
    pub fn links(&self) -> Links<'_> {
        Links(&self.0)
    }
    /// Its bytes, as they are stored.
    #[must_use]
    pub fn blob(&self) -> &[u8] {
        self.0.as_flattened()
    }
    /// Takes `person` in; whether they are new. Somebody who is in already keeps their flags.
    ///
    /// # Errors
    /// [`CircleRefused::Full`] when it holds `cap` people and `person` is not one of them.
    pub fn insert(&mut self, person: PersonId, cap: usize) -> Result<bool, CircleRefused> {
        let Err(place) = find(&self.0, person) else { return Ok(false) };
        if self.0.len() >= cap {
            return Err(CircleRefused::Full { cap });
        }
        let mut link = [0; LINK];
        let [id @ .., _] = &mut link;
        *id = person.bytes();
        self.0.insert(place, link);
        Ok(true)
    }
    /// Lets `person` out; whether they were in.
    pub fn remove(&mut self, person: PersonId) -> bool {
        let found = find(&self.0, person);
        if let Ok(place) = found {
            self.0.remove(place);
        }
        found.is_ok()
    }
    /// Gives the link to `person` these flags; whether there is one.
    pub fn set(&mut self, person: PersonId, flags: Flags) -> bool {
        let found = find(&self.0, person).ok().and_then(|place| self.0.get_mut(place));
        found.map(|[_, .., f]| *f = flags.0).is_some()
    }
}
