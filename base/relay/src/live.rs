//! The live pages of a process, and how a stream begins.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use kernel::SessionId;
use store::{Store, StoreError, params, sql};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    LiveStream, Parcel, Project, Want, Who,
    hub::{Join, Reads},
    replay::{NEAR, Replay},
    seat::Seat,
    stream::Begin,
};

sql! {
    /// The oldest event that can still be replayed.
    pub OLDEST_EVENT = "SELECT MIN(pos) FROM outbox";
}

/// The live pages of this process. Cheap to clone.
#[derive(Clone)]
pub struct Live {
    pub(crate) store: Store,
    pub(crate) projections: Arc<Vec<Arc<dyn Project>>>,
    pub(crate) door: mpsc::Sender<Join>,
    pub(crate) count: Arc<AtomicUsize>,
    pub(crate) dropped: Arc<AtomicUsize>,
    pub(crate) heartbeat: Duration,
    pub(crate) watched: watch::Receiver<i64>,
}

impl Live {
    /// Waits until the watchers of this process have heard everything that is committed by now: what they keep in memory is then at
    /// least as new as this call, whichever process committed it.
    ///
    /// # Errors
    /// [`StoreError::Closed`] while the server stops; when the store fails.
    pub async fn caught_up(&self) -> Result<(), StoreError> {
        let now = self.store.position().await?;
        let mut watched = self.watched.clone();
        watched.wait_for(|w| *w >= now).await.map(drop).map_err(|_| StoreError::Closed)
    }
    /// The position up to which the watchers of this process have heard: whatever is read from now on shows at least that. A page that
    /// says it to its stream misses nothing of what happens while it is on its way.
    #[must_use]
    pub fn heard(&self) -> Option<i64> {
        Some(*self.watched.borrow()).filter(|pos| *pos >= 0)
    }
    /// How often a stream shows a sign of life.
    #[must_use]
    pub const fn heartbeat(&self) -> Duration {
        self.heartbeat
    }
    /// How many streams are open in this process.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }
    /// How many readers were dropped for being slow since the start.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped.load(Ordering::Relaxed)
    }
    /// Opens a stream: first a `ready` frame (or `reset`, when the events since `after` are no longer kept and the page must be
    /// read again), then everything after `after` from the store, then what happens, without a gap and without a double.
    ///
    /// # Errors
    /// [`StoreError::Closed`] while the server stops.
    pub async fn open(
        &self,
        who: Who,
        session: Option<SessionId>,
        after: Option<i64>,
    ) -> Result<LiveStream, StoreError> {
        self.begin(Reads::Account(who), session, after).await
    }
    /// Opens a stream of the flow, without account: what is wanted of the frames that a projection addresses to the flow
    /// ([`crate::To::Feed`]), and nothing else. It begins and resumes as [`Self::open`] does.
    ///
    /// # Errors
    /// [`StoreError::Closed`] while the server stops.
    pub async fn open_feed(&self, want: Want, after: Option<i64>) -> Result<LiveStream, StoreError> {
        self.begin(Reads::Feed(Arc::new(want.in_order())), None, after).await
    }
    async fn begin(
        &self,
        reads: Reads,
        session: Option<SessionId>,
        after: Option<i64>,
    ) -> Result<LiveStream, StoreError> {
        let entry = Entry { live: self.clone(), reads, session, seat: Arc::new(Seat::new()) };
        let seat = Arc::clone(&entry.seat);
        let opened = |begin| Ok(LiveStream::new(seat, Arc::clone(&self.count), begin));
        let far = after.filter(|a| self.heard().is_some_and(|heard| heard.saturating_sub(*a) > NEAR));
        if let Some(after) = far {
            // It joins those who see what happens when it has nearly caught up: until then nothing waits for it.
            if self.oldest().await?.is_some_and(|oldest| after.saturating_add(1) >= oldest) {
                return opened(Begin::Replay(said("ready", None), Replay::new(entry, after, None)));
            }
            let now = entry.join().await?;
            return opened(Begin::Now(said("reset", Some(now))));
        }
        let now = entry.join().await?;
        let Some(after) = after.filter(|a| *a != now) else { return opened(Begin::Now(said("ready", Some(now)))) };
        if after > now || after.saturating_add(1) < self.oldest().await?.unwrap_or(now.saturating_add(1)) {
            return opened(Begin::Now(said("reset", Some(now))));
        }
        opened(Begin::Replay(said("ready", None), Replay::new(entry, after, Some(now))))
    }
    async fn oldest(&self) -> Result<Option<i64>, StoreError> {
        Ok(self.store.one(OLDEST_EVENT, params![]).await?.and_then(|r| r.opt_int(0).ok().flatten()))
    }
}

/// The first frame. While there is something to catch up with it has no id: whoever hangs up then resumes from where they really are.
fn said(what: &str, now: Option<i64>) -> Parcel {
    let id = now.map(|now| format!("id: {now}\n")).unwrap_or_default();
    Parcel::of(format!("retry: 2000\n{id}event: {what}\ndata: {{}}\n\n").as_bytes(), 1)
}

/// A reader on the way in.
pub(crate) struct Entry {
    pub(crate) live: Live,
    pub(crate) reads: Reads,
    session: Option<SessionId>,
    seat: Arc<Seat>,
}

impl Entry {
    /// Joins those who see what happens; the position from which on they do.
    pub(crate) async fn join(&self) -> Result<i64, StoreError> {
        let (joined, told) = oneshot::channel();
        let join = Join { reads: self.reads.clone(), session: self.session, seat: Arc::clone(&self.seat), joined };
        self.live.door.send(join).await.map_err(|_| StoreError::Closed)?;
        told.await.map_err(|_| StoreError::Closed)
    }
}
