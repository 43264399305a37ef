//! Streams of server-sent events.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use kernel::SessionId;
use store::{Store, StoreError, params, sql};
use tokio::sync::{mpsc, oneshot, watch};
use tokio_stream::wrappers::ReceiverStream;

use crate::{
    Project, Want, Who,
    hub::{Join, Reads, WAITING},
};

sql! {
    /// The oldest event that can still be replayed.
    pub OLDEST_EVENT = "SELECT MIN(pos) FROM outbox";
}

/// Events read at once while catching up.
const PAGE: i64 = 500;

/// A stream of bytes: frames, and a heartbeat while nothing happens.
pub type LiveStream = Pin<Box<dyn Stream<Item = Result<Bytes, std::convert::Infallible>> + Send>>;

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
    /// How often an idle stream shows a sign of life.
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
        let (frames, incoming) = mpsc::channel(WAITING);
        let (joined, told) = oneshot::channel();
        let join = Join { reads: reads.clone(), session, frames, joined };
        self.door.send(join).await.map_err(|_| StoreError::Closed)?;
        let now = told.await.map_err(|_| StoreError::Closed)?;
        let hello = self.hello(after, now).await?;
        let missed: Pin<Box<dyn Stream<Item = Result<Bytes, StoreError>> + Send>> = match hello.replay_from {
            Some(from) => Box::pin(replay(self.clone(), reads, from, now)),
            None => Box::pin(stream::empty()),
        };
        let live = ReceiverStream::new(incoming).map(Ok);
        let all = stream::once(async move { Ok(hello.bytes) }).chain(missed).chain(live);
        // What could not be read is not passed over: the stream ends there, and the client resumes.
        let all = all.take_while(|r: &Result<Bytes, StoreError>| std::future::ready(r.is_ok()));
        let all = all.filter_map(|r| std::future::ready(r.ok())).map(Ok);
        Ok(Box::pin(with_heartbeat(all, self.heartbeat)))
    }
    async fn hello(&self, after: Option<i64>, now: i64) -> Result<Hello, StoreError> {
        let ready = |replay_from| Hello {
            bytes: Bytes::from(match replay_from {
                // No id yet: whoever hangs up while catching up resumes from where they really are.
                Some(_) => "retry: 2000\nevent: ready\ndata: {}\n\n".to_owned(),
                None => format!("retry: 2000\nid: {now}\nevent: ready\ndata: {{}}\n\n"),
            }),
            replay_from,
        };
        let Some(after) = after else { return Ok(ready(None)) };
        if after == now {
            return Ok(ready(None));
        }
        let oldest = self.store.one(OLDEST_EVENT, params![]).await?.and_then(|r| r.opt_int(0).ok().flatten());
        if after > now || after.saturating_add(1) < oldest.unwrap_or(now.saturating_add(1)) {
            let bytes = Bytes::from(format!("retry: 2000\nid: {now}\nevent: reset\ndata: {{}}\n\n"));
            return Ok(Hello { bytes, replay_from: None });
        }
        Ok(ready(Some(after)))
    }
}

struct Hello {
    bytes: Bytes,
    replay_from: Option<i64>,
}

/// What a viewer missed between two positions, read page by page as fast as they take it.
fn replay(live: Live, reads: Reads, from: i64, upto: i64) -> impl Stream<Item = Result<Bytes, StoreError>> {
    stream::unfold(Some(from), move |at| {
        let (live, reads) = (live.clone(), reads.clone());
        async move {
            let at = at.filter(|at| *at < upto)?;
            let page = async {
                let (events, last) = live.store.events_after(at, PAGE).await?;
                let mut out = Vec::new();
                for event in events.iter().filter(|e| e.pos <= upto) {
                    for projection in live.projections.iter() {
                        for frame in projection.frames(event, &reads.scope()).await? {
                            if reads.takes(&frame) {
                                out.extend_from_slice(&frame.encode(event.pos));
                            }
                        }
                    }
                }
                Ok::<_, StoreError>((Bytes::from(out), last))
            };
            match page.await {
                // Nothing more to read although positions were given out: the rest was for nobody.
                Ok((bytes, last)) if last == at => Some((Ok(bytes), None)),
                Ok((bytes, last)) => Some((Ok(bytes), Some(last))),
                Err(error) => {
                    // Hang up: the client comes back with the id of the last frame it has.
                    tracing::warn!(%error, "a stream could not catch up");
                    Some((Err(error), None))
                }
            }
        }
    })
    .filter(|r| std::future::ready(!matches!(r, Ok(b) if b.is_empty())))
}

fn with_heartbeat<S>(inner: S, every: Duration) -> impl Stream<Item = Result<Bytes, std::convert::Infallible>> + Send
where
    S: Stream<Item = Result<Bytes, std::convert::Infallible>> + Send + 'static,
{
    stream::unfold(Box::pin(inner), move |mut inner| async move {
        match tokio::time::timeout(every, inner.next()).await {
            Ok(Some(frame)) => Some((frame, inner)),
            Ok(None) => None,
            Err(_) => Some((Ok(Bytes::from_static(b":\n\n")), inner)),
        }
    })
}
