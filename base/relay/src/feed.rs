//! What a frame of the flow is about, and what a reader without account wants of it.

use kernel::{Cell, IncidentId, TagId};

/// What a frame of the flow is about: by this it finds its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The incident.
    pub incident: IncidentId,
    /// Whether it is an exercise. What is of one never reaches a reader of the other.
    pub drill: bool,
    /// The lane, by its number.
    pub lane: u8,
    /// The hashtags.
    pub tags: Vec<TagId>,
    /// Where it is, as coarse as it was said. Empty: nowhere in particular.
    pub cells: Vec<Cell>,
}

/// What a reader of the flow wants: everything that is asked holds at once. What is empty asks nothing, so that the default wants all
/// that is in earnest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Want {
    /// Only of this incident.
    pub incident: Option<IncidentId>,
    /// With at least one of these hashtags.
    pub any: Vec<TagId>,
    /// With every one of these.
    pub all: Vec<TagId>,
    /// With none of these.
    pub none: Vec<TagId>,
    /// Only in this lane.
    pub lane: Option<u8>,
    /// Placed in one of these cells, or around it, or within it.
    pub cells: Vec<Cell>,
    /// Exercises, and nothing else.
    pub drill: bool,
}

impl Want {
    /// Whether a frame with these marks is wanted.
    #[must_use]
    pub fn takes(&self, marks: &Marks) -> bool {
        let has = |tag: &TagId| marks.tags.contains(tag);
        self.drill == marks.drill
            && self.incident.is_none_or(|i| i == marks.incident)
            && self.lane.is_none_or(|l| l == marks.lane)
            && (self.any.is_empty() || self.any.iter().any(has))
            && self.all.iter().all(has)
            && !self.none.iter().any(has)
            && (self.cells.is_empty() || self.cells.iter().any(|w| marks.cells.iter().any(|m| touch(*w, *m))))
    }
    /// Whether it reads the flow of an incident (of any, without one), whatever else it wants.
    #[must_use]
    pub fn reads(&self, incident: Option<IncidentId>, drill: bool) -> bool {
        self.drill == drill && (incident.is_none() || self.incident.is_none() || self.incident == incident)
    }
    /// The same, as everybody writes it who wants the same: they share what is made for them.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        for tags in [&mut self.any, &mut self.all, &mut self.none] {
            tags.sort_unstable();
            tags.dedup();
        }
        self.cells.sort_unstable();
        self.cells.dedup();
        self
    }
}

/// Whether one of two cells is the other, or lies within it.
fn touch(a: Cell, b: Cell) -> bool {
    let (large, small) = if a.resolution() <= b.resolution() { (a, b) } else { (b, a) };
    small.coarser(large.resolution()).is_ok_and(|c| c == large)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;
    use proptest::prelude::*;

    fn tag(n: u8) -> TagId {
        TagId::from_bytes([n; 16])
    }

    fn tags() -> impl Strategy<Value = Vec<TagId>> {
        proptest::collection::vec((0_u8..5).prop_map(tag), 0..4)
    }

    fn cells() -> impl Strategy<Value = Vec<Cell>> {
        let cell = (0_u8..4, 6_u8..10).prop_map(|(n, r)| Cell::at(48.85 + f64::from(n) * 0.02, 2.37, r).unwrap());
        proptest::collection::vec(cell, 0..3)
    }

    prop_compose! {
        fn marks()(i in 0_u8..3, drill: bool, lane in 0_u8..3, tags in tags(), cells in cells()) -> Marks {
            Marks { incident: IncidentId::from_bytes([i; 16]), drill, lane, tags, cells }
        }
    }

    prop_compose! {
        fn want()(
            i in proptest::option::of(0_u8..3), any in tags(), all in tags(), none in tags(),
            lane in proptest::option::of(0_u8..3), cells in cells(), drill: bool,
        ) -> Want {
            Want { incident: i.map(|i| IncidentId::from_bytes([i; 16])), any, all, none, lane, cells, drill }
        }
    }

    proptest! {
        #[test]
        fn asking_more_never_gives_more(want in want(), marks in marks(), more in 0_u8..5, drill: bool) {
            let open = Want { drill: want.drill, ..Want::default() };
            prop_assert_eq!(open.takes(&marks), want.drill == marks.drill);
            let narrower = [
                Want { all: [want.all.clone(), vec![tag(more)]].concat(), ..want.clone() },
                Want { none: [want.none.clone(), vec![tag(more)]].concat(), ..want.clone() },
                Want { incident: want.incident.or(Some(IncidentId::from_bytes([more; 16]))), ..want.clone() },
                Want { lane: want.lane.or(Some(more)), ..want.clone() },
            ];
            for n in narrower {
                prop_assert!(!n.takes(&marks) || want.takes(&marks));
            }
            if drill != want.drill {
                let other = Want { drill, ..want.clone() };
                prop_assert!(!(want.takes(&marks) && other.takes(&marks)), "never both");
            }
        }

        #[test]
        fn one_tag_decides_as_it_is_asked(want in want(), marks in marks(), n in 0_u8..5) {
            let t = tag(n);
            let bare = Want { any: Vec::new(), all: Vec::new(), none: Vec::new(), ..want };
            let worn = Marks { tags: [marks.tags.clone(), vec![t]].concat(), ..marks.clone() };
            let bared = Marks { tags: marks.tags.into_iter().filter(|x| *x != t).collect(), ..marks };
            for (any, all, none) in [(vec![t], vec![], vec![]), (vec![], vec![t], vec![]), (vec![t, tag(9)], vec![], vec![])] {
                let w = Want { any, all, none, ..bare.clone() };
                prop_assert_eq!(w.takes(&worn), bare.takes(&worn));
                prop_assert!(!w.takes(&bared));
            }
            let w = Want { none: vec![t], ..bare.clone() };
            prop_assert!(!w.takes(&worn));
            prop_assert_eq!(w.takes(&bared), bare.takes(&bared));
        }

        #[test]
        fn a_place_is_wanted_from_within_and_from_around(n in 0_u8..4, fine in 6_u8..10, coarse in 6_u8..10, marks in marks()) {
            let at = |r| Cell::at(48.85 + f64::from(n) * 0.02, 2.37, r).unwrap();
            let marks = Marks { cells: vec![at(fine)], drill: false, ..marks };
            let want = Want { cells: vec![at(fine).coarser(coarse.min(fine)).unwrap()], ..Want::default() };
            prop_assert!(want.takes(&marks));
            let turned = Want { cells: marks.cells.clone(), ..Want::default() };
            let around = Marks { cells: want.cells.clone(), ..marks.clone() };
            prop_assert!(turned.takes(&around));
            let far = Want { cells: vec![Cell::at(43.3, 5.4, coarse).unwrap()], ..Want::default() };
            prop_assert!(!far.takes(&marks));
            let nowhere = Marks { cells: Vec::new(), ..marks };
            prop_assert!(!want.takes(&nowhere), "what is nowhere is in no area");
        }

        #[test]
        fn the_order_of_what_is_wanted_changes_nothing(want in want(), marks in marks()) {
            let ordered = want.clone().in_order();
            prop_assert_eq!(ordered.takes(&marks), want.takes(&marks));
            let mut turned = want;
            turned.any.reverse();
            turned.all.reverse();
            turned.none.reverse();
            turned.cells.reverse();
            prop_assert_eq!(turned.in_order(), ordered);
        }
    }
}
