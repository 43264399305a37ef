//! Tags that are merged, led elsewhere and split, in any order and to any depth: what holds of how they are read.

use std::collections::{BTreeSet, HashMap};

use feed::{
    model::How,
    rules::tag::{Links, downwards, link, shown, upwards},
};
use kernel::{Id, TagId};
use proptest::prelude::*;

/// Enough for a way that is longer than any that is followed.
const TAGS: u8 = 14;

fn tag(n: u8) -> TagId {
    TagId::from_bytes([n; 16])
}

/// What an operator does: one tag is read with another, or stands for itself again.
#[derive(Clone, Copy, Debug)]
enum Step {
    Link(u8, u8, How),
    Split(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let how = prop_oneof![3 => Just(How::Merged), 1 => Just(How::Redirected)];
    let link = (0..TAGS, 0..TAGS, how).prop_map(|(from, to, how)| Step::Link(from, to, how));
    prop::collection::vec(prop_oneof![5 => link, 1 => (0..TAGS).prop_map(Step::Split)], 0..60)
}

/// Takes a step as operators' acts do; whether it was allowed.
fn take(links: &mut Links, step: Step) -> bool {
    match step {
        Step::Link(from, to, how) => {
            let mut rest = links.clone();
            rest.remove(&tag(from));
            let allowed = link(&rest, tag(from), tag(to)).is_ok();
            if allowed {
                links.insert(tag(from), (tag(to), how));
            }
            allowed
        }
        Step::Split(n) => links.remove(&tag(n)).is_some(),
    }
}

/// Where one gets from a tag, one step after the other, by those ways that count; never anywhere twice.
fn way(links: &Links, from: TagId, counts: impl Fn(How) -> bool) -> Vec<TagId> {
    let mut all = vec![from];
    while let Some((to, how)) = links.get(all.last().unwrap())
        && counts(*how)
    {
        assert!(!all.contains(to), "round about: {all:?}");
        all.push(*to);
    }
    all
}

/// What is read under each tag.
fn read(links: &Links) -> HashMap<TagId, (TagId, BTreeSet<TagId>)> {
    let all = (0..TAGS).map(tag);
    all.map(|t| (t, (shown(links, t), downwards(links, t).into_iter().collect()))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn tags_are_never_read_round_about_and_lists_show_what_streams_show(steps in steps()) {
        let mut links = Links::new();
        for step in steps {
            take(&mut links, step);
            for n in 0..TAGS {
                let up = way(&links, tag(n), |how| how == How::Merged);
                prop_assert_eq!(upwards(&links, tag(n)), up.clone(), "every tag that it is merged into");
                let end = way(&links, tag(n), |_| true);
                prop_assert_eq!(shown(&links, tag(n)), *end.last().unwrap(), "to the end of its way");
                for m in 0..TAGS {
                    let listed = downwards(&links, tag(m)).contains(&tag(n));
                    prop_assert_eq!(listed, up.contains(&tag(m)), "{} is listed under {} as it is heard there", n, m);
                }
            }
        }
    }

    #[test]
    fn what_is_split_again_is_as_it_was(before in steps(), from in 0..TAGS, to in 0..TAGS) {
        let mut links = Links::new();
        for step in before {
            take(&mut links, step);
        }
        take(&mut links, Step::Split(from));
        let was = read(&links);
        if take(&mut links, Step::Link(from, to, How::Merged)) {
            prop_assert!(downwards(&links, tag(to)).contains(&tag(from)));
            prop_assert!(take(&mut links, Step::Split(from)));
        }
        prop_assert_eq!(read(&links), was);
        for n in 0..TAGS {
            take(&mut links, Step::Split(n));
        }
        for n in 0..TAGS {
            prop_assert_eq!(shown(&links, tag(n)), tag(n));
            prop_assert_eq!(downwards(&links, tag(n)), vec![tag(n)]);
        }
    }
}
