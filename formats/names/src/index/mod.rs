//! People by name, in memory: put in, taken out and found at once.
//!
//! A million people have far fewer distinct words in their names. What is fuzzy is looked up among these words (by letters left
//! out, by sound, by consonants, in tables); from the words the people are found by plain lists, and the best of them are compared
//! whole. There is no commit: what is put in is found, and what is taken out is gone, at once.

mod few;
mod search;
mod vocabulary;

use std::{hash::Hash, sync::Arc};

use rustc_hash::FxHashMap;

use crate::{
    name::{Name, Role},
    score::Score,
};
use few::Few;
use vocabulary::Vocabulary;

/// Somebody found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<Id> {
    /// Who.
    pub id: Id,
    /// How alike the names are, and why; `bits` are counted among those in the index.
    pub score: Score,
}

/// People by name.
///
/// ```
/// use names::Index;
///
/// let mut index = Index::new();
/// index.insert(1, "Éléonore de la Tour");
/// index.insert(2, "Нина Щербакова");
/// assert_eq!(index.search("Delatour Eleonor", 10)[0].id, 1);
/// assert_eq!(index.search("Chtcherbakova", 10)[0].id, 2);
/// assert!(index.remove(&2));
/// assert!(index.search("Chtcherbakova", 10).is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Index<Id> {
    words: Vocabulary,
    records: Vec<Option<Record<Id>>>,
    free: Vec<u32>,
    slots: FxHashMap<Id, Few>,
}

/// One name of somebody.
#[derive(Clone, Debug)]
struct Record<Id> {
    id: Id,
    parts: Parts,
}

/// A word of the vocabulary and its role, in one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
struct Packed(u32);

impl Packed {
    const fn new(word: u32, role: Role) -> Self {
        let role = match role {
            Role::Main => 0,
            Role::Birth => 1,
            Role::Particle => 2,
            Role::Initial => 3,
            Role::Suffix => 4,
        };
        Self(word << 3 | role)
    }
    const fn word(self) -> u32 {
        self.0 >> 3
    }
    const fn role(self) -> Role {
        match self.0 & 7 {
            0 => Role::Main,
            1 => Role::Birth,
            2 => Role::Particle,
            3 => Role::Initial,
            _ => Role::Suffix,
        }
    }
    /// It is found by this part.
    const fn listed(self) -> bool {
        matches!(self.role(), Role::Main | Role::Birth)
    }
}

/// Most names have at most four parts, and need no memory of their own.
#[derive(Clone, Debug)]
enum Parts {
    Some(u8, [Packed; 4]),
    Many(Box<[Packed]>),
}

impl Parts {
    fn new(parts: Vec<Packed>) -> Self {
        match (u8::try_from(parts.len()), parts.as_slice()) {
            (Ok(n), list) if n <= 4 => {
                let mut own = [Packed::default(); 4];
                own.iter_mut().zip(list).for_each(|(to, from)| *to = *from);
                Self::Some(n, own)
            }
            _ => Self::Many(parts.into()),
        }
    }
    fn list(&self) -> &[Packed] {
        match self {
            Self::Some(n, own) => own.get(..usize::from(*n)).unwrap_or_default(),
            Self::Many(list) => list,
        }
    }
}

/// Where a word leads: a name, with its parts beside it, so that most names are judged where they are met.
#[derive(Clone, Copy, Debug)]
struct Posting {
    slot: u32,
    /// How many parts; none when there are more than fit.
    count: u8,
    parts: [Packed; 4],
}

impl Posting {
    fn new(slot: u32, parts: &Parts) -> Self {
        match parts {
            Parts::Some(count, parts) => Self { slot, count: *count, parts: *parts },
            Parts::Many(_) => Self { slot, count: 0, parts: [Packed::default(); 4] },
        }
    }
}

impl<Id> Default for Index<Id> {
    fn default() -> Self {
        Self { words: Vocabulary::default(), records: Vec::new(), free: Vec::new(), slots: FxHashMap::default() }
    }
}

impl<Id: Clone + Eq + Hash + Ord> Index<Id> {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// How many people are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }
    /// Nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
    /// Distinct words in the names of all.
    #[must_use]
    pub fn distinct_words(&self) -> usize {
        self.words.len()
    }
    /// Adds a name to somebody, who may have several: by marriage, in another script. Nothing is added for a text that is no name.
    pub fn insert(&mut self, id: Id, text: &str) -> bool {
        let name = self.parse(text);
        self.insert_name(id, &name)
    }
    /// The same with a name that is taken apart already.
    pub fn insert_name(&mut self, id: Id, name: &Name) -> bool {
        if name.is_empty() {
            return false;
        }
        let slot = self.free.pop().or_else(|| u32::try_from(self.records.len()).ok());
        let Some(slot) = slot.filter(|s| *s < u32::MAX) else { return false };
        let parts: Vec<Packed> =
            name.parts.iter().map(|part| Packed::new(self.words.take(&part.token), part.role)).collect();
        let record = Record { id: id.clone(), parts: Parts::new(parts) };
        let parts = record.parts.list();
        for (i, packed) in parts.iter().enumerate() {
            if packed.listed() && !parts.iter().take(i).any(|p| p == packed) {
                self.words.list(packed.word(), Posting::new(slot, &record.parts));
            }
        }
        match self.records.get_mut(usize::try_from(slot).unwrap_or(usize::MAX)) {
            Some(place) => *place = Some(record),
            None => self.records.push(Some(record)),
        }
        self.slots.entry(id).or_default().push(slot);
        true
    }
    /// Takes somebody out, with all names. Says whether there was anybody.
    pub fn remove(&mut self, id: &Id) -> bool {
        let Some(slots) = self.slots.remove(id) else { return false };
        for &slot in slots.list() {
            let place = usize::try_from(slot).ok().and_then(|s| self.records.get_mut(s));
            let Some(record) = place.and_then(Option::take) else { continue };
            let parts = record.parts.list();
            for (i, packed) in parts.iter().enumerate() {
                if packed.listed() && !parts.iter().take(i).any(|p| p == packed) {
                    self.words.unlist(packed.word(), slot);
                }
            }
            for packed in parts {
                self.words.give_back(packed.word());
            }
            self.free.push(slot);
        }
        if self.slots.is_empty() {
            *self = Self::default();
        }
        true
    }
    /// Somebody is in it.
    #[must_use]
    pub fn contains(&self, id: &Id) -> bool {
        self.slots.contains_key(id)
    }
    /// Takes `text` apart; words that are known need no keys to be made.
    #[must_use]
    pub fn parse(&self, text: &str) -> Name {
        Name::parse_with(text, |word| self.words.known(word).map(Arc::clone))
    }
    /// The parts of a name that a word leads to.
    fn parts<'a>(&'a self, to: &'a Posting) -> &'a [Packed] {
        match to.count {
            0 => self.record(to.slot).map_or(&[], |r| r.parts.list()),
            n => to.parts.get(..usize::from(n)).unwrap_or_default(),
        }
    }
    fn record(&self, slot: u32) -> Option<&Record<Id>> {
        self.records.get(usize::try_from(slot).ok()?)?.as_ref()
    }
}
