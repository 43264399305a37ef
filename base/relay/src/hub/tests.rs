//! Whoever wants a frame gets it once, in order, whoever comes and goes; and nobody else.

use std::task::{Context, Poll, Waker};

use kernel::{Id, TagId};
use proptest::prelude::*;

use super::*;
use crate::{Marks, To, Want, seat::Found};

fn tag(n: u8) -> TagId {
    TagId::from_bytes([n; 16])
}

fn tags(upto: u8) -> impl Strategy<Value = Vec<TagId>> {
    proptest::collection::vec((0..upto).prop_map(tag), 0..3)
}

fn who() -> impl Strategy<Value = Reads> {
    let accounts = [Who::Public, Who::Operator, Who::Moderator, Who::Person(PersonId::from_bytes([7; 16]))];
    let incident = |i: u8| IncidentId::from_bytes([i; 16]);
    let want = (proptest::option::of(0_u8..3), tags(4), tags(4), tags(6), any::<bool>()).prop_map(
        move |(i, any, all, none, drill)| {
            let want = Want { incident: i.map(incident), any, all, none, drill, ..Want::default() };
            Reads::Feed(Arc::new(want.in_order()))
        },
    );
    prop_oneof![1 => proptest::sample::select(accounts.map(Reads::Account).to_vec()), 4 => want]
}

fn to() -> impl Strategy<Value = To> {
    let marks = (0_u8..3, any::<bool>(), tags(6)).prop_map(|(i, drill, tags)| {
        To::Feed(Marks { incident: IncidentId::from_bytes([i; 16]), drill, lane: 0, tags, cells: Vec::new() })
    });
    let flow = (proptest::option::of(0_u8..3), any::<bool>())
        .prop_map(|(i, drill)| To::Flow { incident: i.map(|i| IncidentId::from_bytes([i; 16])), drill });
    let people = To::People(vec![PersonId::from_bytes([7; 16]), PersonId::from_bytes([8; 16])]);
    prop_oneof![
        6 => marks,
        1 => flow,
        1 => proptest::sample::select(vec![To::Everyone, people, To::Operators, To::Moderators]),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Join(Reads),
    /// The first of those who are there hangs up.
    Leave,
    Frame(To),
    Flush,
    Beat,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => who().prop_map(Step::Join),
        1 => Just(Step::Leave),
        6 => to().prop_map(Step::Frame),
        2 => Just(Step::Flush),
        1 => Just(Step::Beat),
    ]
}

/// A reader, and what should be before them.
struct There {
    reads: Reads,
    seat: Arc<Seat>,
    due: Vec<u8>,
}

fn join(hub: &mut Connected, reads: Reads) -> There {
    let seat = Arc::new(Seat::new());
    let (joined, _told) = oneshot::channel();
    hub.join(Join { reads: reads.clone(), session: None, seat: Arc::clone(&seat), joined }, 0);
    There { reads, seat, due: Vec::new() }
}

/// Everything that waits there; whether more may come.
fn taken(seat: &Seat) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    loop {
        match seat.poll(&Context::from_waker(Waker::noop()), true) {
            Poll::Ready(Found::Parcels(first, more)) => {
                for parcel in std::iter::once(first).chain(more) {
                    bytes.extend_from_slice(&parcel.content());
                }
            }
            Poll::Ready(Found::Beat) => {}
            Poll::Ready(Found::End) => return (bytes, false),
            Poll::Pending => return (bytes, true),
        }
    }
}

proptest! {
    #[test]
    fn each_gets_what_is_theirs(steps in proptest::collection::vec(step(), 1..120)) {
        let mut hub = Connected::default();
        let mut there: Vec<There> = Vec::new();
        for (pos, step) in (1..).zip(steps) {
            match step {
                Step::Join(reads) => {
                    // Nobody joins while frames wait to leave.
                    hub.flush();
                    there.push(join(&mut hub, reads));
                }
                Step::Leave if !there.is_empty() => drop(there.remove(0)),
                Step::Leave => {}
                Step::Frame(to) => {
                    let frame = Frame::new(to, "x", "{}".to_owned());
                    hub.put(&frame, pos);
                    for reader in there.iter_mut().filter(|r| r.reads.takes(&frame)) {
                        reader.due.extend_from_slice(&frame.encode(pos));
                    }
                    if let To::Feed(marks) = &frame.to
                        && there.iter().any(|r| r.reads.takes(&frame))
                    {
                        prop_assert!(hub.has_feed(marks.incident), "work is not spared that somebody waits for");
                    }
                }
                Step::Flush => hub.flush(),
                Step::Beat => hub.beat(1),
            }
        }
        hub.flush();
        for reader in &there {
            let (bytes, open) = taken(&reader.seat);
            prop_assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&reader.due));
            prop_assert!(open);
        }
        let accounts = there.iter().any(|r| matches!(r.reads, Reads::Account(_)));
        there.clear();
        prop_assert!(hub.has_anyone() || !accounts);
        hub.beat(1);
        prop_assert_eq!((hub.readers.len(), hub.groups.is_empty()), (0, true), "nothing is kept of those who are gone");
    }
}

#[test]
fn who_reads_too_slowly_is_cut_off_and_nobody_else() {
    let mut hub = Connected::default();
    let want = Reads::Feed(Arc::default());
    let (slow, quick) = (join(&mut hub, want.clone()), join(&mut hub, want));
    let marks =
        Marks { incident: IncidentId::from_bytes([1; 16]), drill: false, lane: 0, tags: Vec::new(), cells: Vec::new() };
    let frame = Frame::new(To::Feed(marks), "x", "{}".to_owned());
    for pos in 1..=300 {
        hub.put(&frame, pos);
        hub.flush();
        let (bytes, open) = taken(&quick.seat);
        assert_eq!((&bytes[..], open), (&frame.encode(pos)[..], true));
    }
    let over = |seat: &Seat| seat.poll_over(&Context::from_waker(Waker::noop())).is_ready();
    assert!(over(&slow.seat) && !over(&quick.seat));
    assert_eq!((hub.dropped.load(Ordering::Relaxed), hub.readers.len()), (1, 1));
    let (bytes, open) = taken(&slow.seat);
    assert_eq!(
        (String::from_utf8(bytes).unwrap().matches("id: ").count(), open),
        (256, false),
        "what waits is bounded"
    );
}

#[test]
fn nothing_is_kept_for_who_is_gone() {
    let mut hub = Connected::default();
    let reader = join(&mut hub, Reads::Account(Who::Public));
    let frame = Frame::new(To::Everyone, "x", "{}".to_owned());
    hub.put(&frame, 1);
    hub.flush();
    reader.seat.leave();
    assert_eq!(taken(&reader.seat), (Vec::new(), false));
    for pos in 2..400 {
        hub.put(&frame, pos);
        hub.flush();
    }
    assert_eq!((hub.dropped.load(Ordering::Relaxed), hub.readers.len()), (0, 0), "gone is not slow");
}

#[test]
fn what_waits_is_still_taken_when_everyone_is_told_to_come_back() {
    let mut hub = Connected::default();
    let reader = join(&mut hub, Reads::Account(Who::Public));
    hub.put(&Frame::new(To::Everyone, "x", "{}".to_owned()), 7);
    hub.close();
    let (bytes, open) = taken(&reader.seat);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text, "id: 7\nevent: x\ndata: {}\n\nretry: 1000\nevent: come-back\ndata: {}\n\n");
    assert!(!open && hub.readers.len() == 0);
}
