//! The last events that this process wrote, so that whoever follows the outbox closely need not read them back from the disk.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use kernel::{Event, Recorded, Time};

/// How many are kept: some seconds of the busiest night.
const KEPT: usize = 16_384;

/// A run of events without a gap, the newest of this process.
#[derive(Debug, Default)]
pub(crate) struct Recent(Mutex<VecDeque<Recorded>>);

impl Recent {
    /// Adds the events of a group that is on disk. When another process wrote in between, the run begins anew.
    pub(crate) fn push(&self, first: i64, at: Time, events: Vec<Event>) {
        let mut run = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever is erased is taken out of the events on the disk: these here go altogether, and are read from there.
        let erases = events.iter().any(|e| matches!(e, Event::Erased { .. }));
        if erases || run.back().is_some_and(|last| last.pos.saturating_add(1) != first) {
            run.clear();
        }
        if erases {
            return;
        }
        run.extend((first..).zip(events).map(|(pos, event)| Recorded { pos, at, event }));
        let over = run.len().saturating_sub(KEPT);
        run.drain(..over);
    }
    /// At most `limit` events after `pos`, if the run has the next one.
    pub(crate) fn after(&self, pos: i64, limit: usize) -> Option<Vec<Recorded>> {
        let run = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = run.front()?.pos;
        let skip = usize::try_from(pos.saturating_add(1).checked_sub(first)?).ok()?;
        (skip < run.len()).then(|| run.range(skip..).take(limit).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, PersonId};

    use super::*;

    fn event(n: u8) -> Event {
        Event::Moved { person: PersonId::from_bytes([n; 16]) }
    }
    fn positions(found: Option<Vec<Recorded>>) -> Option<Vec<i64>> {
        found.map(|events| events.iter().map(|e| e.pos).collect())
    }

    #[test]
    fn a_run_has_no_gap() {
        let recent = Recent::default();
        assert_eq!(positions(recent.after(0, 10)), None);
        recent.push(1, Time(0), vec![event(1), event(2)]);
        recent.push(3, Time(0), vec![event(3)]);
        assert_eq!(positions(recent.after(0, 10)), Some(vec![1, 2, 3]));
        assert_eq!(positions(recent.after(1, 1)), Some(vec![2]));
        assert_eq!(positions(recent.after(3, 10)), None, "nothing newer: the store is asked");
        recent.push(9, Time(0), vec![event(9)]);
        assert_eq!(positions(recent.after(3, 10)), None, "another process wrote 4 to 8");
        assert_eq!(positions(recent.after(8, 10)), Some(vec![9]));
    }

    #[test]
    fn the_erased_do_not_stay_in_memory() {
        let recent = Recent::default();
        recent.push(1, Time(0), vec![event(1)]);
        recent.push(2, Time(0), vec![Event::Erased { person: PersonId::from_bytes([1; 16]) }]);
        assert_eq!(positions(recent.after(0, 10)), None);
        recent.push(3, Time(0), vec![event(3)]);
        assert_eq!(positions(recent.after(2, 10)), Some(vec![3]));
    }

    #[test]
    fn it_forgets_the_oldest() {
        let recent = Recent::default();
        recent.push(1, Time(0), (0..20_000).map(|_| event(0)).collect());
        assert_eq!(positions(recent.after(0, 1)), None);
        assert_eq!(positions(recent.after(19_999, 5)), Some(vec![20_000]));
    }
}
