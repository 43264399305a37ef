//! Who is connected, and the delivery of frames to them. Owned by the one task that reads events, so nothing is locked.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    sync::atomic::{AtomicUsize, Ordering},
};

use bytes::Bytes;
use kernel::{Event, PersonId, Recorded, SessionId};
use store::StoreError;
use tokio::sync::{mpsc, oneshot};

use crate::{Frame, Project, Scope, To, Who};

/// Frames that may wait for one reader. Who is slower than that is dropped, comes back and resumes from the store:
/// memory does not grow with slowness.
pub(crate) const WAITING: usize = 256;

pub(crate) struct Join {
    pub(crate) who: Who,
    pub(crate) session: Option<SessionId>,
    pub(crate) frames: mpsc::Sender<Bytes>,
    /// Told the position from which on frames will come.
    pub(crate) joined: oneshot::Sender<i64>,
}

#[derive(Debug)]
struct Reader {
    who: Who,
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
        !self.readers.is_empty()
    }
    pub(crate) fn join(&mut self, join: Join, pos: i64) {
        let Join { who, session, frames, joined } = join;
        if joined.send(pos).is_err() {
            return; // gone before it was let in
        }
        let n = self.next;
        self.next = self.next.wrapping_add(1);
        match who {
            Who::Person(p) => self.people.entry(p).or_default().push(n),
            Who::Operator => {
                self.operators.insert(n);
            }
            Who::Moderator => {
                self.moderators.insert(n);
            }
            Who::Public => {}
        }
        self.readers.insert(n, Reader { who, session, frames });
        self.count.store(self.readers.len(), Ordering::Relaxed);
    }
    fn leave(&mut self, n: u64) {
        let Some(reader) = self.readers.remove(&n) else { return };
        match reader.who {
            Who::Person(p) => {
                if let Some(list) = self.people.get_mut(&p) {
                    list.retain(|x| *x != n);
                    if list.is_empty() {
                        self.people.remove(&p);
                    }
                }
            }
            Who::Operator => {
                self.operators.remove(&n);
            }
            Who::Moderator => {
                self.moderators.remove(&n);
            }
            Who::Public => {}
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
            To::Everyone => self.readers.keys().copied().collect(),
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
        if !self.has_anyone() {
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
        self.send(&To::Everyone, &bytes);
        let all: Vec<u64> = self.readers.keys().copied().collect();
        for n in all {
            self.leave(n);
        }
    }
}
