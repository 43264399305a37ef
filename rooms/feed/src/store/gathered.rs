//! By what the copies of rumours are recognised, in memory: every post that is published asks it, and it never reads the store for that but
//! the first time.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use ::store::{Store, StoreError, params};
use kernel::{IncidentId, PostId, RumourId};
use places::Landmarks;
use words::Tokens;

use super::rumours;
use crate::{
    model::rumour::{How, Verdict},
    rules::copies::{Index, Lately, Marks},
};

/// Marks of one incident that are known at once.
const MOST_MARKS: i64 = 20_000;
/// Different posts of one incident that are remembered, in each of two halves: some forty megabytes at the most.
const LATELY: usize = 15_000;
/// Words that stand in names of places, and name none.
const JOINTS: &[&str] = &[
    "place",
    "gare",
    "porte",
    "pont",
    "mairie",
    "hopital",
    "saint",
    "sainte",
    "hotel",
    "ville",
    "theatre",
    "stade",
    "musee",
    "marche",
    "palais",
    "parc",
    "jardin",
    "eglise",
    "avenue",
    "boulevard",
    "quai",
    "cite",
    "grand",
    "petit",
    "nouvelle",
    "paris",
    "france",
];
/// The shortest word that names a place by itself.
const LONG: usize = 4;

/// What a post is a copy of: which rumour, by what, and what holds of it.
pub type Copied = (RumourId, How, Option<Verdict>);

/// What is known of one incident.
#[derive(Default)]
struct Known {
    rumours: Index<RumourId>,
    verdicts: HashMap<RumourId, Verdict>,
}

/// The landmarks that a set of names was made of, and the names.
type Named = (Arc<Landmarks>, Arc<HashSet<String>>);

/// Since which post this program remembers what is said in an incident, and what that is.
type Remembered = (PostId, Lately<PostId, [u8; 16]>);

/// Posts that are like each other: by what they are recognised, which they are, and since which post such are remembered.
pub type Alike = (Marks, Vec<(PostId, How)>, PostId);

/// One of these lies on the shelf of the house.
#[derive(Default)]
pub struct Gathered {
    known: Mutex<HashMap<IncidentId, Arc<Known>>>,
    lately: Mutex<HashMap<IncidentId, Remembered>>,
    places: Mutex<Option<Named>>,
}

impl Gathered {
    /// What a post of an incident is a copy of.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(&self, store: &Store, of: IncidentId, marks: &Marks) -> Result<Option<Copied>, StoreError> {
        if marks.is_empty() {
            return Ok(None);
        }
        let known = lock(&self.known).get(&of).cloned();
        let known = match known {
            Some(known) => known,
            None => {
                let read = Arc::new(load(store, of).await?);
                Arc::clone(lock(&self.known).entry(of).or_insert(read))
            }
        };
        let with = |(rumour, how)| (rumour, how, known.verdicts.get(&rumour).copied());
        let all: Vec<Copied> = known.rumours.all(marks).into_iter().map(with).collect();
        // What is denied is not hidden behind what nobody has looked at yet, nor behind what is confirmed.
        let denied = all.iter().find(|(.., verdict)| verdict.is_some_and(|v| v != Verdict::True));
        Ok(denied.or(all.first()).copied())
    }
    /// The rumours of an incident are read again when somebody asks.
    pub fn forget(&self, of: IncidentId) {
        lock(&self.known).remove(&of);
    }
    /// A post came that is no copy of a rumour yet: those that are like it, when `enough` different authors say so, and since which post this
    /// program remembers what is said.
    #[must_use]
    pub fn came(
        &self,
        of: IncidentId,
        (post, author): (PostId, [u8; 16]),
        marks: &Marks,
        enough: usize,
    ) -> Option<Alike> {
        let mut all = lock(&self.lately);
        let (since, lately) = all.entry(of).or_insert_with(|| (post, Lately::new(LATELY)));
        let group = lately.came(post, author, marks)?;
        let posts = (group.authors() >= enough).then(|| group.posts.iter().map(|(p, _, how)| (*p, *how)).collect());
        posts.map(|posts| (group.marks().clone(), posts, *since))
    }
    /// What is over is remembered no more.
    pub fn over(&self, of: IncidentId) {
        self.forget(of);
        lock(&self.lately).remove(&of);
    }
    /// The words that name places, of these landmarks.
    #[must_use]
    pub fn places(&self, landmarks: &Arc<Landmarks>) -> Arc<HashSet<String>> {
        let mut last = lock(&self.places);
        if let Some((of, words)) = last.as_ref()
            && Arc::ptr_eq(of, landmarks)
        {
            return Arc::clone(words);
        }
        let named = landmarks.all().iter().flat_map(|l| Tokens::of(&l.name).all);
        let plain = |w: &String| w.chars().count() >= LONG && !JOINTS.contains(&w.as_str());
        let words: Arc<HashSet<String>> = Arc::new(named.filter(|t| !t.number).map(|t| t.text).filter(plain).collect());
        *last = Some((Arc::clone(landmarks), Arc::clone(&words)));
        words
    }
}

async fn load(store: &Store, of: IncidentId) -> Result<Known, StoreError> {
    let mut known = Known::default();
    for row in store.read(rumours::MARKS, params![of, MOST_MARKS]).await? {
        let rumour: RumourId = row.id(0)?;
        let mut marks = Marks::default();
        marks.put(How::of_number(row.int(1)?).unwrap_or(How::Hand), row.blob(2)?);
        known.rumours.add(marks, rumour);
        if let Some(verdict) = Verdict::of_number(row.int(3)?) {
            known.verdicts.insert(rumour, verdict);
        }
    }
    Ok(known)
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
