//! What this room does when something happened: it keeps its memory fresh, and gives every incident its tags.

pub mod decided;
pub mod truth;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, PostId, Recorded};
use relay::{Listener, Watcher};
use web::House;

use crate::{
    acts, jobs,
    store::{load::Load, newest::Newest, tags::Tags},
};

/// Everything here that hears once for the whole service.
pub fn listeners(house: &House) -> Vec<Arc<dyn Listener>> {
    vec![
        Arc::new(Ears(house.clone())),
        Arc::new(truth::Gathers(house.clone())),
        Arc::new(decided::Decided(house.clone())),
    ]
}

/// Everything here that keeps something fresh in every process.
pub fn watchers(house: &House) -> Vec<Arc<dyn Watcher>> {
    vec![Arc::new(Fresh(house.clone())), Arc::new(truth::Holds(house.clone()))]
}

/// Keeps the newest posts and the tags as they are on disk, in every process.
pub struct Fresh(pub House);

#[async_trait]
impl Watcher for Fresh {
    async fn watch(&self, events: &[Recorded]) {
        let newest = self.0.shelf.get::<Newest>();
        let mut posts: HashSet<PostId> = HashSet::new();
        let mut shown: HashMap<PostId, i64> = HashMap::new();
        let (mut tags, mut written) = (false, Vec::new());
        for recorded in events {
            match &recorded.event {
                Event::Post { post, state, .. } => {
                    posts.insert(*post);
                    if matches!(state.as_str(), "published" | "held") {
                        written.push(*post);
                    }
                    if matches!(state.as_str(), "published" | "released") {
                        shown.insert(*post, recorded.pos);
                    }
                }
                Event::Tag { .. } => tags = true,
                Event::Erased { person } => newest.forget(*person),
                _ => {}
            }
        }
        if tags && let Err(fault) = self.0.shelf.get::<Tags>().refresh(&self.0.store).await {
            tracing::warn!(cause = %fault, "tags in memory are older than those on disk");
        }
        if posts.is_empty() {
            return;
        }
        let ids: Vec<PostId> = posts.into_iter().collect();
        if let Err(fault) = newest.refresh(&self.0.register, &ids, &shown).await {
            tracing::warn!(cause = %fault, "posts in memory are older than those on disk");
        }
        self.counts(&newest, &written).await;
    }
}

impl Fresh {
    /// Posts of new people are counted, so that many of them at once cost them something.
    async fn counts(&self, newest: &Newest, written: &[PostId]) {
        let load = self.0.shelf.get::<Load>();
        for kept in written.iter().filter_map(|id| newest.get(*id)).filter(|k| k.post.fresh) {
            match acts::toll::counted(&self.0, kept.post.keys(), kept.post.incident).await {
                Ok(keys) => load.heard(&kept.post, keys, self.0.clock.now()),
                Err(fault) => tracing::warn!(cause = ?fault, "a post is not counted"),
            }
        }
    }
}

/// The room's listener: once for the whole service.
pub struct Ears(pub House);

#[async_trait]
impl Listener for Ears {
    fn name(&self) -> &'static str {
        "feed"
    }
    fn cares(&self, event: &Event) -> bool {
        let on = |state: &str| matches!(state, "active" | "closed" | "cancelled");
        matches!(event, Event::Incident { state, .. } if on(state))
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        let now = self.0.clock.now();
        let mut change = Change::new();
        for recorded in events {
            let Event::Incident { incident, state, .. } = &recorded.event else { continue };
            let Some(found) = self.0.incidents.fresh(*incident).await? else { continue };
            change = match state.as_str() {
                "active" => acts::born(change, &found, now),
                _ => change.job(jobs::forget_posts(found.id, found.ended.unwrap_or(now))),
            };
        }
        Ok(change)
    }
}
