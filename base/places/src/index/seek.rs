//! The search.

use std::{cmp::Ordering, collections::BinaryHeap, hash::Hash};

use kernel::Cell;

use super::{Door, Hit, Index, Want, admits, chord2, on_sphere};
use crate::{
    area,
    walk::{NoWay, Walker},
};

/// Lengths that differ by less are equal: two formulas for one length agree to far less.
const SAME: f64 = 1e-6;

/// So many cells that nobody should go to are enough to stop.
const REFUSED: usize = 1000;

/// Something at a length, the shortest first, then by cell: doors of one cell, or a region.
struct Entry {
    far: f64,
    cell: Cell,
    node: usize,
    /// Whether it stands for the node's own doors, not for what is below.
    own: bool,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Entry {}
impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Entry {
    /// The other way round: a heap gives its greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.far.total_cmp(&self.far).then_with(|| other.cell.cmp(&self.cell)).then_with(|| other.own.cmp(&self.own))
    }
}

impl<I: Copy + Ord + Hash> Index<I> {
    /// The nearest doors that fulfil a want, at most `limit`, by straight lines.
    #[must_use]
    pub fn nearest(&self, from: Cell, want: &Want, limit: usize) -> Vec<Hit<I>> {
        self.seek(from, want, limit, |_, straight| Some(straight))
    }

    /// The nearest doors by walks around perimeters.
    ///
    /// # Errors
    /// [`NoWay::Inside`]: who asks stays put.
    pub fn nearest_around(
        &self,
        from: Cell,
        want: &Want,
        limit: usize,
        walker: &mut Walker<'_>,
    ) -> Result<Vec<Hit<I>>, NoWay> {
        if walker.is_empty() {
            return Ok(self.nearest(from, want, limit));
        }
        if walker.holds(from) {
            return Err(NoWay::Inside);
        }
        Ok(self.nearest_by(from, want, limit, |cell| walker.walk(from, cell).ok().map(|walk| walk.metres)))
    }

    /// The same by any ways: `way` gives the length of the walk to the centre of a cell, never shorter than the straight line, or nothing
    /// where nobody should go. It is asked once for each cell, and only for those that come into question. When it has refused a
    /// thousand cells, no others are asked for: there is no way out of where `from` is.
    #[must_use]
    pub fn nearest_by(
        &self,
        from: Cell,
        want: &Want,
        limit: usize,
        mut way: impl FnMut(Cell) -> Option<f64>,
    ) -> Vec<Hit<I>> {
        self.seek(from, want, limit, |cell, _| way(cell))
    }

    /// `way` is given the length of the straight line too.
    fn seek(
        &self,
        from: Cell,
        want: &Want,
        limit: usize,
        mut way: impl FnMut(Cell, f64) -> Option<f64>,
    ) -> Vec<Hit<I>> {
        let mut hits = Vec::with_capacity(limit.min(64));
        let here = on_sphere(from.centre());
        let mut refused = 0_usize;
        let mut ahead = BinaryHeap::new();
        for top in &self.tops {
            self.push(&mut ahead, here, *top, want);
        }
        // Cells whose walk is known, until no straight line to another is shorter.
        let mut walked: BinaryHeap<Entry> = BinaryHeap::new();
        while let Some(Entry { far, cell, node, own }) = ahead.pop() {
            if !own {
                for below in self.nodes.get(node).into_iter().flat_map(|n| &n.below) {
                    self.push(&mut ahead, here, *below, want);
                }
                continue;
            }
            let straight = area::of_chord(far);
            if straight > want.within {
                break;
            }
            while walked.peek().is_some_and(|w| w.far < straight - SAME) {
                self.gather(walked.pop(), want, limit, &mut hits);
            }
            if hits.len() >= limit {
                return hits;
            }
            match way(cell, straight) {
                Some(far) if far <= want.within => walked.push(Entry { far, cell, node, own }),
                Some(_) => {}
                None => refused = refused.saturating_add(1),
            }
            if refused >= REFUSED {
                break;
            }
        }
        while hits.len() < limit && !walked.is_empty() {
            self.gather(walked.pop(), want, limit, &mut hits);
        }
        hits
    }

    /// Puts a node on the heap, if anything in it may fulfil the want.
    fn push(&self, ahead: &mut BinaryHeap<Entry>, here: [f64; 3], at: usize, want: &Want) {
        let Some(node) = self.nodes.get(at).filter(|n| admits(&n.offer, want)) else { return };
        let far = chord2(here, node.at).sqrt();
        if node.doors.iter().any(|d| d.admits(want)) {
            ahead.push(Entry { far, cell: node.cell, node: at, own: true });
        }
        if !node.below.is_empty() {
            ahead.push(Entry { far: (far - node.reach).max(0.0), cell: node.cell, node: at, own: false });
        }
    }

    /// Adds the doors of a cell, until there are enough.
    fn gather(&self, entry: Option<Entry>, want: &Want, limit: usize, hits: &mut Vec<Hit<I>>) {
        let Some((entry, node)) = entry.and_then(|e| self.nodes.get(e.node).map(|n| (e, n))) else { return };
        let mut doors: Vec<&Door<I>> = node.doors.iter().filter(|d| d.admits(want)).collect();
        let need = limit.saturating_sub(hits.len());
        let order = |d: &&Door<I>| (d.facts.rank, mix(d.dice ^ want.salt), d.id);
        if doors.len() > need && need > 0 {
            doors.select_nth_unstable_by_key(need.saturating_sub(1), order);
        }
        doors.truncate(need);
        doors.sort_unstable_by_key(order);
        let hit = |d: &Door<I>| Hit { id: d.id, cell: node.cell, metres: entry.far, facts: d.facts };
        hits.extend(doors.into_iter().map(hit));
    }
}

/// Spreads bits (SplitMix64's last step: Steele and others, "Fast splittable pseudorandom number generators", OOPSLA 2014).
fn mix(x: u64) -> u64 {
    let z = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
