//! For which institution a post in the official lane was written.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use ::store::{Change, Store, StoreError, params, sql};
use kernel::{AuthorityId, PostId};

sql! {
    /// A post is an institution's word.
    pub ADD_VOICE = "INSERT INTO post_voice (post, authority) VALUES ($1, $2)";
    /// Whose word it is.
    pub VOICE = "SELECT authority FROM post_voice WHERE post = $1";
}

/// Answers that are remembered.
const MOST: usize = 4096;

/// Whose word posts are: it never changes, so what was read is kept. One of these lies on the shelf.
#[derive(Default)]
pub struct Voices(RwLock<HashMap<PostId, Option<AuthorityId>>>);

impl Voices {
    /// Whose word a post of the official lane is; nobody's, of one that is older than proofs are asked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(&self, store: &Store, post: PostId) -> Result<Option<AuthorityId>, StoreError> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&post) {
            return Ok(*known);
        }
        let found = store.one(VOICE, params![post]).await?.map(|row| row.id(0)).transpose()?;
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(post, found);
        Ok(found)
    }
}

/// A post is the word of an institution.
pub fn add(change: Change, post: PostId, authority: AuthorityId) -> Change {
    change.must(ADD_VOICE, params![post, authority])
}
