//! How much new people write at the moment, in memory: heard of, in every process, as posts are; nothing is read for it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use kernel::{Cell, PostId, Span, Time};

use crate::model::{Post, trust};

/// How long a post counts for the whole house …
const MINUTE: Span = Span::minutes(1);
/// … and for a place or a tag.
const WHILE: Span = Span::minutes(10);
/// Posts that are remembered, with what each stands under: for more, the first are forgotten.
const MOST: usize = 20_000;
/// The small area around a place: cells of about 0.7 km².
const AROUND: u8 = 8;

/// The posts of new people in the last minutes. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Load(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// In the order in which they were heard of, with what each stands under.
    posts: VecDeque<One>,
    known: BTreeSet<PostId>,
    /// How many there were in each second of the last minute, remembered or not.
    seconds: BTreeMap<i64, u32>,
    around: HashMap<Cell, u32>,
    tags: HashMap<String, u32>,
}

struct One {
    id: PostId,
    around: Option<Cell>,
    tags: Vec<String>,
}

/// In which second something was.
const fn second(at: Time) -> i64 {
    at.0.div_euclid(1_000_000)
}

fn around(cell: Option<Cell>) -> Option<Cell> {
    cell.and_then(|c| c.coarser(AROUND).ok())
}

fn more<K: Hash + Eq>(of: &mut HashMap<K, u32>, key: K) {
    let many = of.entry(key).or_default();
    *many = many.saturating_add(1);
}

fn fewer<K: Hash + Eq>(of: &mut HashMap<K, u32>, key: &K) {
    if let Some(many) = of.get_mut(key) {
        *many = many.saturating_sub(1);
        if *many == 0 {
            of.remove(key);
        }
    }
}

impl Load {
    /// A post was written, under these keys beside those of the incident. Heard twice, it counts once.
    pub fn heard(&self, post: &Post, tags: Vec<String>, now: Time) {
        if !post.fresh || post.drill || post.id.time() < now.minus(WHILE) {
            return;
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.pass(now);
        if !all.known.insert(post.id) {
            return;
        }
        if all.posts.len() >= MOST {
            all.forget_first();
        }
        let many = all.seconds.entry(second(post.id.time())).or_default();
        *many = many.saturating_add(1);
        let one = One { id: post.id, around: around(post.cell), tags };
        one.around.into_iter().for_each(|cell| more(&mut all.around, cell));
        one.tags.iter().cloned().for_each(|tag| more(&mut all.tags, tag));
        all.posts.push_back(one);
    }
    /// How many there were lately, where a post is to be placed and under its keys.
    #[must_use]
    pub fn now(&self, cell: Option<Cell>, tags: &[String], now: Time) -> trust::Load {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.pass(now);
        trust::Load {
            house: all.seconds.values().fold(0, |sum, many| sum.saturating_add(*many)),
            here: around(cell).and_then(|c| all.around.get(&c).copied()).unwrap_or_default(),
            tag: tags.iter().filter_map(|t| all.tags.get(t).copied()).max().unwrap_or_default(),
        }
    }
}

impl Inner {
    /// What is older counts no more.
    fn pass(&mut self, now: Time) {
        let since = PostId::at(now.minus(WHILE), 0);
        while self.posts.front().is_some_and(|one| one.id < since) {
            self.forget_first();
        }
        let since = second(now.minus(MINUTE));
        while self.seconds.first_key_value().is_some_and(|(at, _)| *at < since) {
            self.seconds.pop_first();
        }
    }
    fn forget_first(&mut self) {
        let Some(one) = self.posts.pop_front() else { return };
        self.known.remove(&one.id);
        one.around.iter().for_each(|cell| fewer(&mut self.around, cell));
        one.tags.iter().for_each(|tag| fewer(&mut self.tags, tag));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Author, AuthorKind, Lane, PostState, Truth};

    /// A post of somebody new.
    fn post(id: PostId, cell: Cell) -> Post {
        Post {
            id,
            incident: kernel::Id::from_bytes([1; 16]),
            drill: false,
            version: 1,
            author: Author { kind: AuthorKind::Person, id: [2; 16] },
            name: String::new(),
            lane: Lane::Talk,
            state: PostState::Shown,
            held: 0,
            held_until: None,
            truth: Truth::Unverified,
            witness: false,
            lang: String::new(),
            tags: Vec::new(),
            pictures: 0,
            text: None,
            cell: Some(cell),
            reply: None,
            thread: None,
            boost: None,
            edited: None,
            changed: id.time(),
            fresh: true,
        }
    }

    #[test]
    fn a_flood_is_counted_as_long_as_it_lasts() {
        let (load, start) = (Load::default(), Time(0).plus(Span::days(1000)));
        let here = Cell::at(48.8674, 2.3636, 9).unwrap();
        let mut now = start;
        // 250 in a second, for three minutes: twice as many as are remembered.
        for n in 0..45_000_i64 {
            now = start.plus(Span(n * 4_000));
            let post = post(PostId::at(now, 0), here);
            load.heard(&post, vec!["essaim".to_owned()], now);
            load.heard(&post, vec!["essaim".to_owned()], now);
        }
        let tags = ["essaim".to_owned()];
        let at = |now| load.now(Some(here), &tags, now);
        let busy = at(now);
        assert!((14_900..=15_250).contains(&busy.house), "those of a minute, each once: {busy:?}");
        assert_eq!((busy.here, busy.tag), (20_000, 20_000));
        let quiet = at(now.plus(Span::seconds(61)));
        assert_eq!((quiet.house, quiet.here), (0, 20_000));
        let over = at(now.plus(WHILE).plus(Span::seconds(1)));
        assert_eq!((over.house, over.here, over.tag), (0, 0, 0));
    }
}
