//! The distinct words of all names, and what they are found by.

use std::{hash::Hasher, sync::Arc};

use rustc_hash::{FxHashMap, FxHasher};

use super::{Posting, few::Few};
use crate::{alike::alike, lexicon, script::Script, token::Token};

/// A word of the vocabulary that is like one looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    pub word: u32,
    pub value: u16,
}

/// Words that are less alike are not followed.
const LEAST: u16 = 540;
/// From so many first letters of a word others are left out.
const FIRST: usize = 7;

#[derive(Clone, Debug)]
struct Entry {
    token: Arc<Token>,
    /// How many parts of names it is.
    uses: u32,
    /// Names that it leads to.
    names: Vec<Posting>,
}

/// The words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Option<Entry>>,
    /// The letters and the length of each, close together: most of what is met on the way is told apart by these.
    signs: Vec<(u64, usize)>,
    free: Vec<u32>,
    folded: FxHashMap<Box<str>, u32>,
    keys: FxHashMap<u64, Few>,
    /// Words by what is left of their first letters without up to two of them: chains in `links`.
    left_out: FxHashMap<u32, u32>,
    links: Vec<Link>,
    free_links: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    word: u32,
    next: u32,
    /// The letters of the word, folded: those of two words differ in no more places than the letters themselves.
    sketch: u32,
}

/// Sixty-four signs in thirty-two.
fn sketch(letters: u64) -> u32 {
    u32::try_from((letters ^ (letters >> 32)) & u64::from(u32::MAX)).unwrap_or(0)
}
const END: u32 = u32::MAX;

fn at<T>(list: &[T], n: u32) -> Option<&T> {
    list.get(usize::try_from(n).ok()?)
}
fn at_mut<T>(list: &mut [T], n: u32) -> Option<&mut T> {
    list.get_mut(usize::try_from(n).ok()?)
}

/// What a word stands under. Characters that are read in several ways stand once for each.
fn place(token: &Token) -> std::borrow::Cow<'_, str> {
    match token.script {
        Script::Han | Script::Hangul | Script::Kana => format!("{}={}", token.folded, token.latin).into(),
        _ => (&*token.folded).into(),
    }
}

fn hashed(kind: u8, text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind);
    hasher.write(text);
    hasher.finish()
}

/// What a word is found by, besides its letters.
fn keys(token: &Token, mut each: impl FnMut(u64)) {
    each(hashed(b'=', token.latin.as_bytes()));
    if token.latin.len() < 2 {
        return;
    }
    each(hashed(b's', token.sound.as_bytes()));
    for bones in token.bones.iter().filter(|b| !b.is_empty()) {
        each(hashed(b'b', bones.as_bytes()));
    }
    for code in &token.codes {
        each(hashed(b'c', &code.to_le_bytes()));
    }
}

/// What is left of the first letters without one or two of them, each once.
fn left_out(latin: &str, mut each: impl FnMut(u32)) {
    let word = latin.as_bytes();
    let word = word.get(..FIRST).unwrap_or(word);
    if word.len() < 3 {
        return;
    }
    let mut seen: [u32; 32] = [0; 32];
    let mut many = 0;
    let mut one = |i: usize, j: usize| {
        let mut hash = 0x811c_9dc5_u32;
        for (k, b) in word.iter().enumerate() {
            if k != i && k != j {
                hash = (hash ^ u32::from(*b)).wrapping_mul(0x0100_0193);
            }
        }
        if !seen.iter().take(many).any(|s| *s == hash) {
            if let Some(place) = seen.get_mut(many) {
                *place = hash;
            }
            many += 1;
            each(hash);
        }
    };
    let deep = word.len() >= 4;
    one(usize::MAX, usize::MAX);
    for i in 0..word.len() {
        one(i, usize::MAX);
        for j in i + 1..if deep { word.len() } else { 0 } {
            one(i, j);
        }
    }
}

impl Vocabulary {
    pub fn len(&self) -> usize {
        self.folded.len()
    }
    /// The word, if it is there and is read letter by letter.
    pub fn known(&self, folded: &str) -> Option<&Arc<Token>> {
        self.token_arc(*self.folded.get(folded)?)
    }
    fn token_arc(&self, word: u32) -> Option<&Arc<Token>> {
        Some(&at(&self.entries, word)?.as_ref()?.token)
    }
    pub fn token(&self, word: u32) -> Option<&Token> {
        self.token_arc(word).map(|t| &**t)
    }
    /// The names that a word leads to.
    pub fn names(&self, word: u32) -> &[Posting] {
        at(&self.entries, word).and_then(Option::as_ref).map_or(&[], |e| &e.names)
    }
    /// How many names have the word.
    pub fn count(&self, token: &Token) -> usize {
        self.folded.get(&*place(token)).map_or(0, |w| self.names(*w).len())
    }
    /// The number of a word, which has one use more.
    pub fn take(&mut self, token: &Arc<Token>) -> u32 {
        if let Some(&word) = self.folded.get(&*place(token)) {
            if let Some(entry) = at_mut(&mut self.entries, word).and_then(Option::as_mut) {
                entry.uses += 1;
            }
            return word;
        }
        let entry = Some(Entry { token: Arc::clone(token), uses: 1, names: Vec::new() });
        let sign = (token.letters, token.latin.len());
        let word = match self.free.pop() {
            Some(word) => {
                if let Some(place) = at_mut(&mut self.signs, word) {
                    *place = sign;
                }
                if let Some(place) = at_mut(&mut self.entries, word) {
                    *place = entry;
                }
                word
            }
            None => {
                self.entries.push(entry);
                self.signs.push(sign);
                u32::try_from(self.entries.len() - 1).unwrap_or(END >> 3)
            }
        };
        self.folded.insert(place(token).into(), word);
        keys(token, |key| self.keys.entry(key).or_default().push(word));
        left_out(&token.latin, |key| {
            let head = self.left_out.entry(key).or_insert(END);
            let link = Link { word, next: *head, sketch: sketch(token.letters) };
            *head = match self.free_links.pop() {
                Some(free) => {
                    if let Some(place) = at_mut(&mut self.links, free) {
                        *place = link;
                    }
                    free
                }
                None => {
                    self.links.push(link);
                    u32::try_from(self.links.len() - 1).unwrap_or(END)
                }
            };
        });
        word
    }
    /// One use less; the last takes the word away.
    pub fn give_back(&mut self, word: u32) {
        let Some(place_of) = at_mut(&mut self.entries, word) else { return };
        let Some(entry) = place_of.as_mut() else { return };
        entry.uses = entry.uses.saturating_sub(1);
        if entry.uses > 0 {
            return;
        }
        let Some(entry) = place_of.take() else { return };
        self.folded.remove(&*place(&entry.token));
        keys(&entry.token, |key| {
            if self.keys.get_mut(&key).is_some_and(|few| few.remove(word)) {
                self.keys.remove(&key);
            }
        });
        left_out(&entry.token.latin, |key| self.unlink(key, word));
        self.free.push(word);
    }
    fn unlink(&mut self, key: u32, word: u32) {
        let Some(&head) = self.left_out.get(&key) else { return };
        let (mut before, mut here) = (END, head);
        while let Some(&link) = at(&self.links, here) {
            if link.word == word {
                match at_mut(&mut self.links, before) {
                    Some(previous) => previous.next = link.next,
                    None if link.next == END => {
                        self.left_out.remove(&key);
                    }
                    None => {
                        self.left_out.insert(key, link.next);
                    }
                }
                self.free_links.push(here);
                return;
            }
            (before, here) = (here, link.next);
        }
    }
    pub fn list(&mut self, word: u32, name: Posting) {
        if let Some(entry) = at_mut(&mut self.entries, word).and_then(Option::as_mut) {
            entry.names.push(name);
        }
    }
    pub fn unlist(&mut self, word: u32, name: u32) {
        if let Some(entry) = at_mut(&mut self.entries, word).and_then(Option::as_mut)
            && let Some(i) = entry.names.iter().position(|n| n.slot == name)
        {
            entry.names.swap_remove(i);
        }
    }
    /// Words whose reading in a to z is `latin`.
    pub fn read_as(&self, latin: &str) -> &[u32] {
        self.keys.get(&hashed(b'=', latin.as_bytes())).map_or(&[], Few::list)
    }
    /// Words with these consonants.
    pub fn with_bones(&self, bones: &str) -> &[u32] {
        self.keys.get(&hashed(b'b', bones.as_bytes())).map_or(&[], Few::list)
    }
    /// The words that are like `token`, each once.
    pub fn near(&self, token: &Token, least: u16, out: &mut Vec<Near>) {
        let mut seen: Vec<u32> = Vec::with_capacity(64);
        if token.is_initial() {
            out.extend(self.read_as(&token.latin).iter().map(|&word| Near { word, value: 1000 }));
            return;
        }
        keys(token, |key| seen.extend_from_slice(self.keys.get(&key).map_or(&[], Few::list)));
        for group in token.known.map_or(&[][..], |k| &k.groups) {
            for name in lexicon::line(group.line) {
                seen.extend_from_slice(self.read_as(name));
            }
        }
        let own = sketch(token.letters);
        left_out(&token.latin, |key| {
            let mut here = self.left_out.get(&key).copied().unwrap_or(END);
            while let Some(link) = at(&self.links, here) {
                // Most are far: their letters say so.
                let close = || {
                    at(&self.signs, link.word).is_some_and(|(letters, length)| {
                        (letters ^ token.letters).count_ones() <= 4 && length.abs_diff(token.latin.len()) <= 2
                    })
                };
                if (link.sketch ^ own).count_ones() <= 4 && close() {
                    seen.push(link.word);
                }
                here = link.next;
            }
        });
        seen.sort_unstable();
        seen.dedup();
        for word in seen {
            let value = self.token(word).and_then(|t| alike(t, token)).map_or(0, |a| a.value);
            if value >= least.max(LEAST) {
                out.push(Near { word, value });
            }
        }
    }
}
