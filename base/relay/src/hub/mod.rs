//! Who is connected, and the delivery of frames to them. Owned by the one task that reads events, so that only the seat of each reader has
//! a lock.

mod group;
mod reads;
mod slab;
#[cfg(test)]
mod tests;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use kernel::{Event, IncidentId, PersonId, Recorded, SessionId};
use store::StoreError;
use tokio::sync::oneshot;

use self::{group::Groups, slab::Slab};
use crate::{Frame, Parcel, Project, Scope, Who, seat::Seat};

pub(crate) use self::reads::Reads;

pub(crate) struct Join {
    pub(crate) reads: Reads,
    pub(crate) session: Option<SessionId>,
    pub(crate) seat: Arc<Seat>,
    /// Told the position from which on frames will come.
    pub(crate) joined: oneshot::Sender<i64>,
}

#[derive(Debug)]
struct Reader {
    seat: Arc<Seat>,
    session: Option<SessionId>,
    group: usize,
    /// Where it stands among the readers of its group.
    place: usize,
}

/// Frames of one group that leave together at most.
const TOGETHER: usize = 64;
/// Events after which what waits leaves, however many there still are.
const EVENTS: usize = 64;

/// Everyone connected to this process.
#[derive(Debug, Default)]
pub struct Connected {
    readers: Slab<Reader>,
    groups: Groups,
    /// Groups for which frames wait.
    pending: Vec<usize>,
    /// Events shown since frames last left.
    shown: usize,
    /// Which part of the readers has its beat next.
    turn: usize,
    pub(crate) dropped: Arc<AtomicUsize>,
}

impl Connected {
    pub(crate) fn has(&self, person: PersonId) -> bool {
        self.groups.has(Who::Person(person))
    }
    pub(crate) const fn has_people(&self) -> bool {
        self.groups.has_people()
    }
    pub(crate) fn has_operators(&self) -> bool {
        self.groups.has(Who::Operator)
    }
    pub(crate) fn has_moderators(&self) -> bool {
        self.has_operators() || self.groups.has(Who::Moderator)
    }
    pub(crate) fn has_anyone(&self) -> bool {
        self.groups.has_accounts()
    }
    pub(crate) fn has_feed(&self, incident: IncidentId) -> bool {
        self.groups.has_flow(incident)
    }
    pub(crate) fn join(&mut self, join: Join, pos: i64) {
        let Join { reads, session, seat, joined } = join;
        if joined.send(pos).is_err() {
            return; // gone before it was let in
        }
        let group = self.groups.of(reads);
        let place = self.groups.all.get(group).map_or(0, |g| g.readers.len());
        let n = self.readers.insert(Reader { seat, session, group, place });
        if let Some(group) = self.groups.all.get_mut(group) {
            group.readers.push(n);
        }
    }
    fn leave(&mut self, n: usize) {
        let Some(reader) = self.readers.remove(n) else { return };
        let Some(group) = self.groups.all.get_mut(reader.group) else { return };
        if reader.place < group.readers.len() {
            group.readers.swap_remove(reader.place);
        }
        let moved = group.readers.get(reader.place).copied();
        let empty = group.readers.is_empty();
        if let Some(moved) = moved.and_then(|m| self.readers.get_mut(m)) {
            moved.place = reader.place;
        }
        if empty {
            self.groups.forget(reader.group);
        }
    }
    fn leave_all(&mut self, readers: Vec<usize>, end: impl Fn(&Seat)) {
        for n in readers {
            if let Some(reader) = self.readers.get(n) {
                end(&reader.seat);
            }
            self.leave(n);
        }
    }
    fn readers_of(&self, groups: impl IntoIterator<Item = usize>) -> Vec<usize> {
        groups.into_iter().filter_map(|g| self.groups.all.get(g)).flat_map(|g| &g.readers).copied().collect()
    }
    /// A sign of life for one of so many parts of the readers; whoever hung up is forgotten.
    pub(crate) fn beat(&mut self, parts: usize) {
        self.turn = self.turn.saturating_add(1).checked_rem(parts).unwrap_or(0);
        let mut gone = Vec::new();
        for (n, reader) in self.readers.part(self.turn, parts) {
            if Arc::strong_count(&reader.seat) == 1 {
                gone.push(n);
            } else {
                reader.seat.beat();
            }
        }
        self.leave_all(gone, |_| {});
    }
    /// Puts a frame before those whom it goes to. It leaves with those that follow it.
    fn put(&mut self, frame: &Frame, pos: i64) {
        let groups = self.groups.addressed(&frame.to);
        if groups.is_empty() {
            return;
        }
        let parcel = Parcel::of(&frame.encode(pos), 1);
        for n in groups {
            let Some(group) = self.groups.all.get_mut(n) else { continue };
            if group.pending.is_empty() {
                self.pending.push(n);
            }
            group.pending.push(parcel.clone());
            if group.pending.len() >= TOGETHER {
                self.send(n);
            }
        }
    }
    /// What waits leaves.
    pub(crate) fn flush(&mut self) {
        self.shown = 0;
        for n in std::mem::take(&mut self.pending) {
            self.send(n);
        }
    }
    fn send(&mut self, n: usize) {
        let Some(group) = self.groups.all.get_mut(n) else { return };
        let pending = std::mem::take(&mut group.pending);
        let parcel = match pending.as_slice() {
            [] => return,
            [one] => one.clone(),
            several => Parcel::all(several),
        };
        let mut gone = Vec::new();
        for reader in &group.readers {
            let Some(refused) = self.readers.get(*reader).and_then(|r| r.seat.push(&parcel).err()) else { continue };
            if refused.slow {
                self.dropped.fetch_add(1, Ordering::Relaxed);
            }
            gone.push(*reader);
        }
        self.leave_all(gone, |_| {});
    }
    /// Shows an event to those whom it concerns; frames leave with the next [`Self::flush`] at the latest.
    pub(crate) async fn show(&mut self, event: &Recorded, projections: &[Arc<dyn Project>]) -> Result<(), StoreError> {
        if self.readers.len() == 0 {
            return Ok(());
        }
        let mut frames: Vec<Frame> = Vec::new();
        for projection in projections {
            frames.extend(projection.frames(event, &Scope::Live(self)).await?);
        }
        for frame in &frames {
            self.put(frame, event.pos);
        }
        self.shown = self.shown.saturating_add(1);
        if self.shown >= EVENTS {
            self.flush();
        }
        let gone = match &event.event {
            Event::Erased { person } => self.readers_of(self.groups.person(*person)),
            // Rights of staff changed: who still has theirs comes back and is looked at anew.
            Event::Staff { .. } => self.readers_of(self.groups.staff()),
            Event::SignedOut { session } => {
                let theirs = self.readers.iter().filter(|(_, r)| r.session == Some(*session));
                theirs.map(|(n, _)| n).collect()
            }
            _ => return Ok(()),
        };
        self.flush();
        self.leave_all(gone, Seat::cut);
        Ok(())
    }
    /// Tells everyone to come back, and hangs up.
    pub(crate) fn close(&mut self) {
        self.flush();
        let bye = Parcel::of(b"retry: 1000\nevent: come-back\ndata: {}\n\n", 1);
        let all: Vec<usize> = self.readers.iter().map(|(n, _)| n).collect();
        self.leave_all(all, |seat| {
            let _ = seat.push(&bye);
            seat.close();
        });
    }
}
