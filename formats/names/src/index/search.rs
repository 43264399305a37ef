//! From words to people: those that share the rarest words first, the best of them compared whole.

use std::{cmp::Reverse, hash::Hash};

use rustc_hash::FxHashMap;

use super::{Hit, Index, Packed, Record, vocabulary::Near};
use crate::{
    alike::alike,
    compare::{View, compare_views, views},
    lexicon::{self, Place, prefix_of_two},
    name::{Name, Role},
    score::Score,
    token::{Token, UNKNOWN_BITS},
};

/// Names that are looked at for one search.
const MOST_LOOKED_AT: usize = 60_000;
/// Of them, those that are compared whole.
const MOST_COMPARED: usize = 256;
/// People of exactly one name that come before those of other names that are like it too.
const OF_ONE_NAME: usize = 3;
/// What it is worth that the one part that agrees is the rarest.
const RAREST: u32 = 1200;
/// Above this value two parts agree at least: whoever shares one part alone need not be looked at.
const TWO_PARTS: u16 = 640;

/// What one word of the vocabulary means for a search.
#[derive(Clone, Copy)]
struct Worth {
    /// Which part of the name that is looked for.
    part: u8,
    value: u16,
}

/// What the words near a name mean for it.
struct Worths {
    of: FxHashMap<u32, Worth>,
    /// A bit for each word that may be there: most words of the names that are met are not.
    bits: [u64; 64],
}

impl Default for Worths {
    fn default() -> Self {
        Self { of: FxHashMap::default(), bits: [0; 64] }
    }
}

impl Worths {
    fn place(word: u32) -> (usize, u64) {
        let mixed = word.wrapping_mul(0x9e37_79b1) >> 20;
        (usize::try_from(mixed >> 6).unwrap_or(0), 1 << (mixed & 63))
    }
    fn put(&mut self, word: u32, new: Worth) {
        let (at, bit) = Self::place(word);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
        let old = self.of.entry(word).or_insert(new);
        if old.value < new.value {
            *old = new;
        }
    }
    fn get(&self, word: u32) -> Option<&Worth> {
        let (at, bit) = Self::place(word);
        if self.bits.get(at).is_none_or(|bits| bits & bit == 0) { None } else { self.of.get(&word) }
    }
}

/// A part that is looked for, and where it leads.
struct Wanted {
    near: Vec<Near>,
    /// Names that it leads to.
    names: usize,
}

impl<Id: Clone + Eq + Hash + Ord> Index<Id> {
    /// The people whose names are most like `text`, the best first; those alike in the order of their ids. After three people with
    /// exactly one name come those with other names, before more of that one.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit<Id>> {
        self.search_name(&self.parse(text), limit)
    }
    /// The same with a name that is taken apart already.
    #[must_use]
    pub fn search_name(&self, name: &Name, limit: usize) -> Vec<Hit<Id>> {
        self.found(name, limit, 1)
    }
    /// Everybody whose name is like `text` with a value of `threshold` or more, the best first. At most 256. A threshold above 640
    /// is much cheaper than one below: most names then lead to nobody at once.
    #[must_use]
    pub fn matches(&self, text: &str, threshold: u16) -> Vec<Hit<Id>> {
        self.matches_name(&self.parse(text), threshold)
    }
    /// The same with a name that is taken apart already.
    #[must_use]
    pub fn matches_name(&self, name: &Name, threshold: u16) -> Vec<Hit<Id>> {
        self.found(name, MOST_COMPARED, threshold.max(1))
    }

    fn found(&self, name: &Name, limit: usize, threshold: u16) -> Vec<Hit<Id>> {
        if limit == 0 || self.slots.is_empty() {
            return Vec::new();
        }
        let wanted = self.wanted(name, threshold);
        let most = if threshold > 1 { MOST_COMPARED } else { (limit * 12).clamp(64, MOST_COMPARED) };
        let candidates = self.candidates(name, &wanted, threshold, (limit, most));
        let looked_for = views(&name.parts);
        let bits = |token: &Token| self.bits(token);
        let mut parts: Vec<View<'_>> = Vec::with_capacity(8);
        // Many people have one name: it is compared once.
        let mut scores: FxHashMap<&[Packed], Score> = FxHashMap::default();
        let mut hits: Vec<(Hit<Id>, &[Packed])> = Vec::with_capacity(candidates.len());
        for record in candidates {
            let list = record.parts.list();
            let score = scores.entry(list).or_insert_with(|| {
                parts.clear();
                parts.extend(
                    list.iter().filter_map(|p| Some(View { token: self.words.token(p.word())?, role: p.role() })),
                );
                compare_views(&looked_for, &parts, &bits)
            });
            if score.value >= threshold {
                hits.push((Hit { id: record.id.clone(), score: score.clone() }, list));
            }
        }
        // Somebody with several names comes once, with the best.
        hits.sort_by(|(a, _), (b, _)| (&a.id, Reverse(a.score.value)).cmp(&(&b.id, Reverse(b.score.value))));
        hits.dedup_by(|later, first| later.0.id == first.0.id);
        hits.sort_by_key(|(h, _)| Reverse((h.score.value, h.score.bits)));
        if threshold <= 1 {
            // Whoever wrote a name with errors finds the others that may be meant, rather than one name ten times.
            let mut times: FxHashMap<&[Packed], usize> = FxHashMap::default();
            hits.sort_by_cached_key(|(_, list)| {
                let n = times.entry(*list).or_default();
                *n += 1;
                *n > OF_ONE_NAME
            });
        }
        hits.truncate(limit);
        hits.into_iter().map(|(hit, _)| hit).collect()
    }

    /// How much it says that somebody has a word, by how many here have it, in tenths of a bit.
    fn bits(&self, token: &Token) -> u16 {
        // The one that is compared does not count; of few, nothing can be said.
        match self.words.count(token).saturating_sub(1) {
            0 => UNKNOWN_BITS,
            others => tenths_of_bits(self.slots.len().max(2_000), others),
        }
    }

    /// For each part, the words that are like it.
    fn wanted(&self, name: &Name, threshold: u16) -> Vec<Wanted> {
        let mains = name.parts.iter().filter(|p| matches!(p.role, Role::Main | Role::Birth)).count();
        let least = weakest(threshold, mains);
        // Whoever agrees in two parts agrees in one besides the commonest: that one need not be followed.
        let strict = threshold > TWO_PARTS && mains >= 2;
        let commonest = name.parts.iter().enumerate().filter(|(_, p)| p.role == Role::Main);
        let commonest = commonest.max_by_key(|(_, p)| self.words.count(&p.token)).map(|(i, _)| i).filter(|_| strict);
        let mut wanted: Vec<Wanted> = Vec::with_capacity(name.parts.len());
        for (i, part) in name.parts.iter().enumerate() {
            let mut near = Vec::new();
            if commonest != Some(i) && matches!(part.role, Role::Main | Role::Birth | Role::Initial) {
                self.words.near(&part.token, least, &mut near);
                self.parted(&part.token, &mut near);
            }
            wanted.push(Wanted { near, names: 0 });
        }
        self.joined(name, &mut wanted);
        for part in &mut wanted {
            part.names = part.near.iter().map(|n| self.words.names(n.word).len()).sum();
        }
        wanted
    }

    /// Words of which `token` may be two written together.
    fn parted(&self, token: &Token, near: &mut Vec<Near>) {
        for group in token.known.map_or(&[][..], |k| &k.groups).iter().filter(|g| g.place == Place::Short) {
            for name in lexicon::line(group.line).iter().filter(|n| n.len() > 8) {
                self.halves(name, near);
            }
        }
        let whole = &*token.latin;
        if whole.len() < 5 {
            return;
        }
        for rest in prefix_of_two(whole) {
            near.extend(self.words.read_as(rest).iter().map(|&word| Near { word, value: 800 }));
        }
        self.halves(whole, near);
    }

    /// Two words of the vocabulary that make `whole` together.
    fn halves(&self, whole: &str, near: &mut Vec<Near>) {
        for cut in 2..whole.len().saturating_sub(1) {
            let (Some(a), Some(b)) = (whole.get(..cut), whole.get(cut..)) else { continue };
            let (a, b) = (self.words.read_as(a), self.words.read_as(b));
            if !a.is_empty() && !b.is_empty() {
                near.extend(a.iter().chain(b).map(|&word| Near { word, value: 600 }));
            }
        }
    }

    /// Words that are two or three of the parts written together: found by the last of them.
    fn joined(&self, name: &Name, wanted: &mut [Wanted]) {
        for length in [2, 3] {
            for (i, parts) in name.parts.windows(length).enumerate() {
                let whole: String = parts.iter().map(|p| &*p.token.latin).collect();
                let mains = parts.iter().filter(|p| p.role != Role::Particle).count();
                let bones = |particles: bool| -> &[u32] {
                    // One part and its particle: without it that is the part, which is followed already.
                    if !particles && mains < 2 {
                        return &[];
                    }
                    let kept = parts.iter().filter(|p| particles || p.role != Role::Particle);
                    let bones: String = kept.map(|p| &*p.token.bones[0]).collect();
                    if bones.len() >= 3 { self.words.with_bones(&bones) } else { &[] }
                };
                let Some(wanted) = wanted.get_mut(i + length - 1) else { continue };
                for (words, value) in [(self.words.read_as(&whole), 950), (bones(true), 880), (bones(false), 880)] {
                    wanted.near.extend(words.iter().map(|&word| Near { word, value }));
                }
            }
        }
    }

    /// Some part of a name besides `word` is like some part of the one that is looked for.
    fn second(&self, name: &Name, parts: &[Packed], word: u32, least: u16) -> bool {
        let mut others =
            parts.iter().filter(|p| p.word() != word && !matches!(p.role(), Role::Particle | Role::Suffix));
        let like = |token: &Token| {
            name.parts.iter().any(|q| alike(&q.token, token).is_some_and(|a| a.value >= least.min(600)))
        };
        others.any(|p| self.words.token(p.word()).is_some_and(like))
    }

    /// The most promising names: those of the rarest parts first, each once.
    fn candidates(
        &self,
        name: &Name,
        wanted: &[Wanted],
        threshold: u16,
        (limit, most): (usize, usize),
    ) -> Vec<&Record<Id>> {
        let mut worth = Worths::default();
        let mut order: Vec<(usize, &Wanted)> = wanted.iter().enumerate().filter(|(_, w)| w.names > 0).collect();
        order.sort_by_key(|(i, w)| (w.names, *i));
        for (part, wanted) in &order {
            for near in &wanted.near {
                let new = Worth { part: u8::try_from(*part).unwrap_or(u8::MAX), value: near.value };
                worth.put(near.word, new);
            }
        }
        // The places of the parts in that order: a name is looked at under the first part that leads to it.
        let mut rank = [u8::MAX; 64];
        for (r, (part, _)) in (0_u8..).zip(&order) {
            if let Some(place) = rank.get_mut(*part) {
                *place = r;
            }
        }
        let mains = name.parts.iter().filter(|p| matches!(p.role, Role::Main | Role::Birth)).count();
        let two = threshold > TWO_PARTS && mains >= 2;
        let least = weakest(threshold, name.parts.len());
        let mut best: Vec<(u32, u32)> = Vec::new();
        let mut looked_at = 0;
        let (mut pairs, mut good) = (0, 0);
        let all = u32::try_from(order.len()).unwrap_or(u32::MAX);
        for (place, (part, wanted)) in (0_u8..).zip(&order) {
            let last = order.len() >= 2 && usize::from(place) + 1 == order.len();
            // Somebody agrees in all parts: those who have not even the rarest in common are no better.
            if last && !two && pairs > 0 || place > 0 && good > 0 {
                break;
            }
            let mut near: Vec<&Near> = wanted.near.iter().collect();
            near.sort_unstable_by_key(|n| (Reverse(n.value / 100), self.words.names(n.word).len(), n.word));
            near.dedup_by_key(|n| n.word);
            for n in near {
                if good >= most / 6 && n.value < 720 {
                    break;
                }
                // Another part has the word for its own.
                if worth.get(n.word).is_some_and(|w| usize::from(w.part) != *part) {
                    continue;
                }
                for posting in self.words.names(n.word) {
                    looked_at += 1;
                    let here = self.parts(posting);
                    let Some(Promise { quick, total, parts }) = promise(here, &worth, &rank, place, n.word) else {
                        continue;
                    };
                    good += usize::from(parts == all && total >= 800 * all);
                    pairs += u32::from(parts >= 2);
                    if two && parts < 2 && !joins(n) && !self.second(name, here, n.word, least) {
                        continue;
                    }
                    best.push((quick, posting.slot));
                }
                if looked_at > MOST_LOOKED_AT {
                    break;
                }
            }
            if looked_at > MOST_LOOKED_AT {
                break;
            }
        }
        let key = |x: &(u32, u32)| Reverse(*x);
        let some = if threshold > 1 { most } else { most * 8 };
        if best.len() > some {
            best.select_nth_unstable_by_key(some, key);
            best.truncate(some);
        }
        let mut records: Vec<&Record<Id>> = Vec::with_capacity(best.len().min(most));
        if threshold > 1 {
            records.extend(best.iter().filter_map(|(_, slot)| self.record(*slot)));
            return records;
        }
        best.sort_unstable_by_key(key);
        let mut times: FxHashMap<&[Packed], usize> = FxHashMap::default();
        for record in best.iter().filter_map(|(_, slot)| self.record(*slot)) {
            let n = times.entry(record.parts.list()).or_default();
            *n += 1;
            if *n <= limit {
                records.push(record);
            }
            if records.len() == most {
                break;
            }
        }
        records
    }
}

/// How alike every part has to be at least for a name of so many parts to reach `threshold`: the inverse of how the value of a name
/// is made, when all other parts are the same.
fn weakest(threshold: u16, parts: usize) -> u16 {
    let (t, n) = (i64::from(threshold), i64::try_from(parts.clamp(2, 12)).unwrap_or(2));
    // (3 ((n - 1) 1000 + v) / n + v) / 4 = t
    let v = (4 * t * n - 3000 * (n - 1)) / (3 + n);
    u16::try_from((v - 20).clamp(0, 1000)).unwrap_or(0)
}

/// The word may stand for several parts at once.
const fn joins(near: &Near) -> bool {
    matches!(near.value, 950 | 880)
}

/// How promising a name is.
#[derive(Clone, Copy)]
struct Promise {
    /// In which order names are compared whole.
    quick: u32,
    /// The values of the parts together.
    total: u32,
    /// How many parts lead to it.
    parts: u32,
}

/// How promising a name is, and how many parts of it lead here; nothing if it was looked at before.
fn promise(parts: &[Packed], worth: &Worths, rank: &[u8; 64], place: u8, word: u32) -> Option<Promise> {
    let mut sum = [0_u16; 16];
    let mut more = 0_u32;
    for packed in parts {
        let Some(w) = worth.get(packed.word()) else {
            more += u32::from(Packed::listed(*packed));
            continue;
        };
        let here = rank.get(usize::from(w.part)).copied().unwrap_or(u8::MAX);
        if packed.listed() && here < place {
            return None;
        }
        // Two words of one part lead to the same name: it is looked at under the first of them in the name.
        if packed.listed() && here == place && packed.word() != word {
            let earlier = parts.iter().find(|p| worth.get(p.word()).is_some_and(|x| x.part == w.part && p.listed()));
            if earlier.is_some_and(|p| p.word() != word) {
                return None;
            }
        }
        if let Some(s) = sum.get_mut(usize::from(w.part)) {
            *s = (*s).max(w.value);
        }
    }
    let total: u32 = sum.iter().map(|s| u32::from(*s)).sum();
    let many = sum.iter().filter(|s| **s > 0).count();
    // Of those that share one part alone, those that share the rarest come first, and none before those that share two.
    let quick = if many >= 2 { total * 8 } else { total * 3 + if place == 0 { RAREST } else { 0 } };
    Some(Promise { quick: quick.saturating_sub(more * 160), total, parts: u32::try_from(many).unwrap_or(0) })
}

/// Ten times the logarithm to base two of `all` over one more than half of `others`.
fn tenths_of_bits(all: usize, others: usize) -> u16 {
    let log = |n: usize| -> u32 {
        // The integer part, and the rest on a straight line: within a tenth of a bit.
        let whole = n.max(1).ilog2();
        let rest = u64::try_from(n).unwrap_or(u64::MAX).saturating_mul(10) >> whole;
        whole * 10 + u32::try_from(rest.saturating_sub(10)).unwrap_or(0)
    };
    u16::try_from(log(all).saturating_sub(log(others.max(1)))).unwrap_or(u16::MAX)
}
