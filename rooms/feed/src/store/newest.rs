//! The newest posts, opened, in memory: what pages begin with and what streams show, without reading the store for each.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use ::store::{StoreError, params};
use kernel::{PersonId, PostId};
use register::Register;
use tokio::sync::OnceCell;

use super::{pictures, posts};
use crate::model::{Pic, Post};

/// Posts that are kept: some minutes of a night, some megabytes.
const MOST: usize = 10_000;
/// People who were erased, whose posts are remembered to be gone.
const ERASED: usize = 200;
/// Posts that are read at the start.
const FIRST: i64 = 2_000;

/// A post with its pictures, and the position of the event by which everybody may read it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The post.
    pub post: Arc<Post>,
    /// Its pictures.
    pub pictures: Arc<Vec<Pic>>,
    /// The position from which on streams have shown it; 0 when that was before this process began.
    pub shown_at: i64,
}

/// The newest posts. One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Newest {
    all: RwLock<Inner>,
    loaded: OnceCell<()>,
}

#[derive(Default)]
struct Inner {
    posts: BTreeMap<PostId, Kept>,
    /// Posts of people who were erased lately: whoever reads along is told that they are gone.
    gone: VecDeque<(PersonId, Vec<PostId>)>,
    /// Posts from here on are here as soon as they were heard of; older ones are in the store alone.
    floor: PostId0,
}

/// The number of a post, before every post by default.
#[derive(Clone, Copy)]
struct PostId0(PostId);

impl Default for PostId0 {
    fn default() -> Self {
        Self(PostId::FIRST)
    }
}

impl Newest {
    /// Reads the newest, the first time that somebody asks.
    ///
    /// # Errors
    /// When the store fails; the next asker tries again.
    pub async fn load(&self, register: &Register) -> Result<(), StoreError> {
        self.loaded
            .get_or_try_init(|| async {
                let rows = register.store().read(posts::NEWEST, params![FIRST]).await?;
                let read: Vec<Post> = rows.iter().map(|r| posts::post(register, r)).collect::<Result<_, _>>()?;
                let with = with_pictures(register, read).await?;
                let mut all = self.write();
                if i64::try_from(with.len()).is_ok_and(|n| n == FIRST) {
                    all.floor = PostId0(with.iter().map(|(p, _)| p.id).min().unwrap_or(PostId::FIRST));
                }
                for (post, pictures) in with {
                    all.put(post, pictures, 0);
                }
                Ok(())
            })
            .await
            .copied()
    }
    /// Whether it was read.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded.initialized()
    }
    /// Reads these again: something of them happened. `shown` says of which everybody heard just now, and at which position.
    ///
    /// # Errors
    /// When the store fails: they are forgotten, and read from the store by whoever asks.
    pub async fn refresh(
        &self,
        register: &Register,
        ids: &[PostId],
        shown: &HashMap<PostId, i64>,
    ) -> Result<(), StoreError> {
        let read = async { with_pictures(register, posts::several(register, ids).await?).await }.await;
        let mut all = self.write();
        let fresh = match read {
            Ok(fresh) => fresh,
            Err(fault) => {
                ids.iter().for_each(|id| drop(all.posts.remove(id)));
                return Err(fault);
            }
        };
        let there: std::collections::HashSet<PostId> = fresh.iter().map(|(p, _)| p.id).collect();
        ids.iter().filter(|id| !there.contains(*id)).for_each(|id| drop(all.posts.remove(id)));
        for (post, pictures) in fresh {
            let at = shown.get(&post.id).copied();
            let at = at.or_else(|| all.posts.get(&post.id).map(|k| k.shown_at)).unwrap_or_default();
            all.put(post, pictures, at);
        }
        while all.posts.len() > MOST {
            let Some((id, _)) = all.posts.pop_first() else { break };
            all.floor = PostId0(PostId::of_number(id.number().saturating_add(1)).max(all.floor.0));
        }
        drop(all);
        Ok(())
    }
    /// Forgets the posts of somebody who was erased.
    pub fn forget(&self, person: PersonId) {
        let mut all = self.write();
        let of = |kept: &Kept| posts::person(&kept.post) == Some(person);
        let gone: Vec<PostId> = all.posts.iter().filter(|(_, kept)| of(kept)).map(|(id, _)| *id).collect();
        gone.iter().for_each(|id| drop(all.posts.remove(id)));
        if !gone.is_empty() {
            all.gone.push_back((person, gone));
        }
        while all.gone.len() > ERASED {
            all.gone.pop_front();
        }
    }
    /// The posts that went with somebody who was erased, as far as they were here.
    #[must_use]
    pub fn gone_with(&self, person: PersonId) -> Vec<PostId> {
        let all = self.read();
        let of = all.gone.iter().filter(|(who, _)| *who == person);
        of.flat_map(|(_, posts)| posts.iter().copied()).collect()
    }
    /// One of them.
    #[must_use]
    pub fn get(&self, id: PostId) -> Option<Kept> {
        self.read().posts.get(&id).cloned()
    }
    /// Whether streams have shown a post by this position: of what is older than what is kept they have.
    #[must_use]
    pub fn was_shown(&self, id: PostId, by: i64) -> bool {
        let all = self.read();
        id < all.floor.0 || all.posts.get(&id).is_some_and(|kept| kept.shown_at <= by)
    }
    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        self.all.read().unwrap_or_else(PoisonError::into_inner)
    }
    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.all.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Puts in what was read, unless something newer is there: readings may overtake each other.
    fn put(&mut self, post: Post, pictures: Vec<Pic>, shown_at: i64) {
        if post.id < self.floor.0 || self.posts.get(&post.id).is_some_and(|k| k.post.version > post.version) {
            return;
        }
        self.posts.insert(post.id, Kept { post: Arc::new(post), pictures: Arc::new(pictures), shown_at });
    }
}

/// Posts with their pictures.
///
/// # Errors
/// When the store fails.
pub async fn with_pictures(register: &Register, posts: Vec<Post>) -> Result<Vec<(Post, Vec<Pic>)>, StoreError> {
    let ids: Vec<PostId> = posts.iter().filter(|p| p.pictures > 0).map(|p| p.id).collect();
    let mut of: HashMap<PostId, Vec<Pic>> = HashMap::new();
    for pic in pictures::of(register, &ids).await? {
        if let Some(post) = pic.post {
            of.entry(post).or_default().push(pic);
        }
    }
    Ok(posts.into_iter().map(|p| (of.remove(&p.id).unwrap_or_default(), p)).map(|(pics, p)| (p, pics)).collect())
}
