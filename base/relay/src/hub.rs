//! Who is connected, and the delivery of frames to them. Owned by the one task that reads events, so nothing is locked.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    sync::atomic::{AtomicUsize, Ordering},
};

use bytes::Bytes;
use kernel::{Event, IncidentId, PersonId, Recorded, SessionId};
use store::StoreError;
use tokio::sync::{mpsc, oneshot};

use crate::{Frame, Project, Scope, To, Want, Who};

/// Frames that may wait for one reader. Who is slower than that is dropped, comes back and resumes from the store:
/// memory does not grow with slowness.
pub(crate) const WAITING: usize = 256;

/// Whose stream it is.
#[derive(Clone, Debug)]
pub(crate) enum Reads {
    Account(Who),
    Feed(Arc<Want>),
}

impl Reads {
    /// Whether a frame goes there.
    pub(crate) fn takes(&self, frame: &Frame) -> bool {
        match self {
            Self::Account(who) => frame.concerns(*who),
            Self::Feed(want) => frame.wanted(want),
        }
    }
    /// Them alone, who resume.
    pub(crate) fn scope(&self) -> Scope<'_> {
        match self {
            Self::Account(who) => Scope::One(*who),
            Self::Feed(want) => Scope::Feed(want),
        }
    }
}

pub(crate) struct Join {
    pub(crate) reads: Reads,
    pub(crate) session: Option<SessionId>,
    pub(crate) frames: mpsc::Sender<Bytes>,
    /// Told the position from which on frames will come.
    pub(crate) joined: oneshot::Sender<i64>,
}

#[derive(Debug)]
struct Reader {
    reads: Reads,
    session: Option<SessionId>,
    frames: mpsc::Sender<Bytes>,
}

/// Everyone connected to this process.
#[derive(Debug, Default)]
pub struct Connected {
    next: u64,
    readers: HashMap<u64, Reader>,
    people: HashMap<PersonId, Vec<u64>>,
    operators: HashSet<u64>,
    moderators: HashSet<u64>,
    feeds: HashMap<u64, Arc<Want>>,
    pub(crate) count: Arc<AtomicUsize>,
    pub(crate) dropped: Arc<AtomicUsize>,
}

impl Connected {
    pub(crate) fn has(&self, person: PersonId) -> bool {
        self.people.contains_key(&person)
    }
    pub(crate) fn has_people(&self) -> bool {
        !self.people.is_empty()
    }
    pub(crate) fn has_operators(&self) -> bool {
        !self.operators.is_empty()
    }
    pub(crate) fn has_moderators(&self) -> bool {
        self.has_operators() || !self.moderators.is_empty()
    }
    pub(crate) fn has_anyone(&self) -> bool {
        self.readers.len() > self.feeds.len()
    }
    pub(crate) fn has_feed(&self, incident: IncidentId) -> bool {
        self.feeds.values().any(|w| w.incident.is_none_or(|i| i == incident))
    }
    pub(crate) fn join(&mut self, join: Join, pos: i64) {
        let Join { reads, session, frames, joined } = join;
        if joined.send(pos).is_err() {
            return; // gone before it was let in
        }
        let n = self.next;
        self.next = self.next.wrapping_add(1);
        match &reads {
            Reads::Account(Who::Person(p)) => self.people.entry(*p).or_default().push(n),
            Reads::Account(Who::Operator) => {
                self.operators.insert(n);
            }
            Reads::Account(Who::Moderator) => {
                self.moderators.insert(n);
            }
            Reads::Account(Who::Public) => {}
            Reads::Feed(want) => {
                self.feeds.insert(n, Arc::clone(want));
            }
        }
        self.readers.insert(n, Reader { reads, session, frames });
        self.count.store(self.readers.len(), Ordering::Relaxed);
    }
    fn leave(&mut self, n: u64) {
        let Some(reader) = self.readers.remove(&n) else { return };
        match reader.reads {
            Reads::Account(Who::Person(p)) => {
                if let Some(list) = self.people.get_mut(&p) {
                    list.retain(|x| *x != n);
                    if list.is_empty() {
                        self.people.remove(&p);
                    }
                }
            }
            Reads::Account(Who::Operator) => {
                self.operators.remove(&n);
            }
            Reads::Account(Who::Moderator) => {
                self.moderators.remove(&n);
            }
            Reads::Account(Who::Public) => {}
            Reads::Feed(_) => {
                self.feeds.remove(&n);
            }
        }
        self.count.store(self.readers.len(), Ordering::Relaxed);
    }
    /// Forgets readers that hung up.
    pub(crate) fn sweep(&mut self) {
        let gone: Vec<u64> = self.readers.iter().filter(|(_, r)| r.frames.is_closed()).map(|(n, _)| *n).collect();
        for n in gone {
            self.leave(n);
        }
    }
    fn addressed(&self, to: &To) -> Vec<u64> {
        match to {
            To::Everyone => self.readers.keys().filter(|n| !self.feeds.contains_key(n)).copied().collect(),
            To::Feed(marks) => self.feeds.iter().filter(|(_, w)| w.takes(marks)).map(|(n, _)| *n).collect(),
            To::People(people) => people.iter().filter_map(|p| self.people.get(p)).flatten().copied().collect(),
            To::Operators => self.operators.iter().copied().collect(),
            To::Moderators => self.operators.union(&self.moderators).copied().collect(),
        }
    }
    fn send(&mut self, to: &To, bytes: &Bytes) {
        for n in self.addressed(to) {
            let sent = self.readers.get(&n).map(|r| r.frames.try_send(bytes.clone()));
            if let Some(Err(e)) = sent {
                if matches!(e, mpsc::error::TrySendError::Full(_)) {
                    self.dropped.fetch_add(1, Ordering::Relaxed);
                }
                self.leave(n);
            }
        }
    }
    /// Shows an event to those whom it concerns.
    pub(crate) async fn show(&mut self, event: &Recorded, projections: &[Arc<dyn Project>]) -> Result<(), StoreError> {
        if self.readers.is_empty() {
            return Ok(());
        }
        let mut frames: Vec<Frame> = Vec::new();
        for projection in projections {
            frames.extend(projection.frames(event, &Scope::Live(self)).await?);
        }
        for frame in &frames {
            self.send(&frame.to, &frame.encode(event.pos));
        }
        match &event.event {
            Event::Erased { person } => {
                for n in self.people.get(person).cloned().unwrap_or_default() {
                    self.leave(n);
                }
            }
            // Rights of staff changed: who still has theirs comes back and is looked at anew.
            Event::Staff { .. } => {
                for n in self.operators.union(&self.moderators).copied().collect::<Vec<_>>() {
                    self.leave(n);
                }
            }
            Event::SignedOut { session } => {
                let of = |r: &Reader| r.session == Some(*session);
                let gone: Vec<u64> = self.readers.iter().filter(|(_, r)| of(r)).map(|(n, _)| *n).collect();
                for n in gone {
                    self.leave(n);
                }
            }
            _ => {}
        }
        Ok(())
    }
    /// Tells everyone to come back, and hangs up.
    pub(crate) fn close(&mut self) {
        let bytes = Bytes::from_static(b"retry: 1000\nevent: come-back\ndata: {}\n\n");
        let all: Vec<u64> = self.readers.keys().copied().collect();
        for n in all {
            let _ = self.readers.get(&n).map(|r| r.frames.try_send(bytes.clone()));
            self.leave(n);
        }
    }
}
