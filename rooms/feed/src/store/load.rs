//! How much new people write at the moment, in memory: heard of, in every process, as posts are; nothing is read for it.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use kernel::{Cell, PostId, Span, Time};

use crate::model::{Post, trust};

/// How long a post counts for the whole house …
const MINUTE: Span = Span::minutes(1);
/// … and for a place or a tag.
const WHILE: Span = Span::minutes(10);
/// Posts that are remembered: what is more says no more.
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
    around: HashMap<Cell, u32>,
    tags: HashMap<String, u32>,
}

struct One {
    id: PostId,
    around: Option<Cell>,
    tags: Vec<String>,
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
        if all.posts.len() >= MOST || !all.known.insert(post.id) {
            return;
        }
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
        let since = PostId::at(now.minus(MINUTE), 0);
        trust::Load {
            house: u32::try_from(all.known.range(since..).count()).unwrap_or(u32::MAX),
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
            let Some(one) = self.posts.pop_front() else { break };
            self.known.remove(&one.id);
            one.around.iter().for_each(|cell| fewer(&mut self.around, cell));
            one.tags.iter().for_each(|tag| fewer(&mut self.tags, tag));
        }
    }
}
