//! What is forgotten with time.

use ::store::{Change, Sql, Store, StoreError, params, sql};
use kernel::{IncidentId, PostId, Time};

sql! {
    /// Posts of an incident, in any lane.
    pub POSTS_TO_FORGET = "SELECT id FROM post WHERE incident = $1 ORDER BY id LIMIT $2";
    /// Of one of them: where it stands,
    pub FORGET_TAGS = "DELETE FROM post_tag WHERE post = $1";
    /// … what it said before,
    pub FORGET_EDITS = "DELETE FROM post_edit WHERE post = $1";
    /// … its pictures,
    pub FORGET_PICTURES = "DELETE FROM post_picture WHERE post = $1";
    /// … who saw it too, and so was there,
    pub FORGET_SEEN = "DELETE FROM post_seen WHERE post = $1";
    /// … how many they were,
    pub FORGET_KNOWN = "DELETE FROM post_known WHERE post = $1";
    /// … as the word of which institution it stood,
    pub FORGET_VOICE = "DELETE FROM post_voice WHERE post = $1";
    /// … in which rumour it was gathered,
    pub FORGET_COPIES = "DELETE FROM rumour_post WHERE post = $1";
    /// … by what its copies were recognised,
    pub FORGET_MARKS = "DELETE FROM rumour_mark WHERE post = $1";
    /// … itself.
    pub FORGET_POST = "DELETE FROM post WHERE id = $1";
    /// Who was told of the rulings of an incident, …
    pub FORGET_TOLD = "DELETE FROM ruling_told WHERE ruling IN (SELECT r.id FROM ruling r JOIN rumour u ON u.id = r.rumour WHERE u.incident = $1)";
    /// … and who appealed against them. What was ruled stays.
    pub FORGET_APPEALS = "DELETE FROM ruling_appeal WHERE ruling IN (SELECT r.id FROM ruling r JOIN rumour u ON u.id = r.rumour WHERE u.incident = $1)";
    /// Pictures that nobody wrote a post for.
    pub FORGET_LOOSE = "DELETE FROM post_picture WHERE post IS NULL AND at < $1";
    /// The presses that made posts, so that a key can be used anew. The plus keeps it on the index of those that still have one, off all posts.
    pub FORGET_PRESSES = "UPDATE post SET press = NULL, said = NULL WHERE press IS NOT NULL AND +id < $1";
}

/// Posts that go in one change.
const STEP: i64 = 200;

/// What goes of each post.
const OF_A_POST: &[Sql] = &[
    FORGET_TAGS,
    FORGET_EDITS,
    FORGET_PICTURES,
    FORGET_SEEN,
    FORGET_KNOWN,
    FORGET_VOICE,
    FORGET_COPIES,
    FORGET_MARKS,
    super::waits::FORGET_WAITS,
    FORGET_POST,
];

/// Forgets posts of an incident, some at a time; whether there may be more.
///
/// # Errors
/// When the store fails; what was forgotten until then is.
pub async fn posts(store: &Store, incident: IncidentId) -> Result<bool, StoreError> {
    let rows = store.read(POSTS_TO_FORGET, params![incident, STEP]).await?;
    let more = i64::try_from(rows.len()).is_ok_and(|n| n == STEP);
    let mut change = Change::new();
    for row in &rows {
        let id = PostId::of_number(row.int(0)?);
        for sql in OF_A_POST.iter().copied() {
            change = change.run(sql, params![id]);
        }
    }
    if !more {
        change = change.run(FORGET_TOLD, params![incident]).run(FORGET_APPEALS, params![incident]);
    }
    store.apply(change).await?;
    Ok(more)
}

/// Forgets pictures that wait for a post since before `loose`, and presses of posts before `presses`.
///
/// # Errors
/// When the store fails.
pub async fn loose(store: &Store, loose: Time, presses: Time) -> Result<(), StoreError> {
    let change = Change::new().run(FORGET_LOOSE, params![loose]).run(FORGET_PRESSES, params![PostId::at(presses, 0)]);
    store.apply(change).await.map(drop)
}
