//! Whatever is proposed, answered, decided and taken back, in whichever order: nobody is revealed who did not say yes, and what is taken back
//! leaves no trace.

use kernel::{Event, Id as _, PersonId, Role};
use missing::{
    model::{Note, ReunionState, Sex, Sign, Tell},
    store::reunions::told,
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use register::{Aging, Author, How, Proof, State, resolve};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    model::reunion,
    scene::{active, appeal, followers_told, harness, one, proven, questions, safe, seeks, sought_at},
};

fn notes() -> impl Strategy<Value = Note> {
    let said = (prop::sample::select(State::ALL), prop::sample::select(How::ALL), prop::sample::select(Proof::ALL));
    (said, any::<bool>(), any::<bool>(), 0..100i64, any::<u8>()).prop_map(
        |((state, how, proof), disputed, hidden, at, n)| Note {
            id: kernel::Id::from_bytes([n; 16]),
            notice: None,
            incident: kernel::Id::from_bytes([3; 16]),
            drill: false,
            author: Author::Person(kernel::Id::from_bytes([n; 16])),
            how,
            state,
            proof,
            disputed,
            at: kernel::Time(at),
            received: kernel::Time(at),
            cell: None,
            phone: None,
            email: None,
            ages: None,
            sex: Sex::Unknown,
            hidden,
            expires: kernel::Time(1000),
        },
    )
}

proptest! {
    /// What weighs nothing (read online, unproven, disputed, hidden, a death that somebody states) changes nothing, whenever it comes.
    #[test]
    fn what_weighs_nothing_changes_no_status(all in prop::collection::vec(notes(), 0..8), more in notes(), at in 0..8usize) {
        let subject = PersonId::from_bytes([200; 16]);
        let status = |notes: &[Note]| {
            let facts: Vec<_> = notes.iter().map(|n| n.as_fact(subject)).collect();
            let status = resolve(&facts, kernel::Time(500), &Aging::default());
            (status.state, status.at)
        };
        let mut with = all.clone();
        with.insert(at.min(all.len()), more.clone());
        if !more.as_fact(subject).counts() {
            prop_assert_eq!(status(&with), status(&all));
        }
        // Nobody who says something of another states a death, or takes back that they are alive.
        prop_assert_ne!(status(&with).0, State::Dead);
        if status(&all).0 != State::None {
            prop_assert_ne!(status(&with).0, State::None);
        }
    }

    /// Whoever listens cannot tell one answer in confidence from another.
    #[test]
    fn what_is_answered_in_confidence_is_one_event(
        a in prop::sample::select(&[ReunionState::NotNow, ReunionState::Never, ReunionState::NotSame][..]),
        b in prop::sample::select(&[ReunionState::NotNow, ReunionState::Never, ReunionState::NotSame][..]),
        sign in prop::sample::select(Sign::ALL),
    ) {
        let r = reunion(ReunionState::Asked, sign);
        prop_assert_eq!(told(&r, a), told(&r, b));
        let names_nobody = matches!(told(&r, a), Event::Reunion { person: None, .. });
        prop_assert!(names_nobody);
    }
}

/// What somebody does about a proposal.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The person answers.
    Answers(Tell),
    /// They take it back.
    TakesBack,
    /// A reviewer decides.
    Decides(bool),
    /// A reviewer takes it back.
    Undoes,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => prop::sample::select(Tell::ALL).prop_map(Step::Answers),
        1 => Just(Step::TakesBack),
        1 => any::<bool>().prop_map(Step::Decides),
        1 => Just(Step::Undoes),
    ];
    prop::collection::vec(step, 1..7)
}

/// A search with an appeal, as its seeker and everybody else sees it.
async fn seen(h: &Harness, seeker: &Client, id: &str, share: &str) -> (Value, Value) {
    (one(seeker, id).await, h.nobody().get(&format!("/api/v1/appeals/{share}")).await.expect(200).json())
}

/// Sequences that are tried on each store.
const TRIED: usize = 12;

store::testing::each_store! {
    async fn no_sequence_reveals_who_did_not_say_yes_and_undoing_restores_all(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let mut runner = TestRunner::deterministic();
        for n in 0..TRIED {
            let steps = steps().new_tree(&mut runner).unwrap().current();
            let number = format!("06 39 98 01 {n:02}");
            let karim = proven(&h, "Karim Belaïd", &format!("karim{n}@example.org")).await;
            let camille = proven(&h, "Camille Roussel", &number).await;
            let id = seeks(&h, &karim, sought_at("Camille Roussel", &number)).await;
            let share = appeal(&h, &karim, &id).await.unwrap();
            let before = seen(&h, &karim, &id, &share).await;
            safe(&h, &camille, night).await;
            let question = questions(&camille).await[0]["id"].as_str().unwrap().to_owned();
            let (path, review) = (format!("/api/v1/sought/{question}"), format!("/api/v1/reunions/{question}"));
            let (mut yes, mut last) = (false, None);
            for (at, step) in steps.iter().enumerate() {
                let answer = match step {
                    Step::Answers(tell) => camille.post(&path, json!({ "answer": tell.word() })).await,
                    Step::TakesBack => camille.delete(&path).await,
                    Step::Decides(same) => maud.post(&review, json!({ "same": same })).await,
                    Step::Undoes => maud.delete(&review).await,
                };
                h.settle().await;
                if answer.status.is_success() {
                    (yes, last) = (matches!(step, Step::Answers(Tell::Tell)), Some(step));
                }
                let now = seen(&h, &karim, &id, &share).await;
                if yes {
                    assert_eq!((&now.0["state"], &now.1["state"]), (&json!("found"), &json!("found")), "{steps:?} at {at}");
                } else {
                    assert_eq!(now, before, "{steps:?} at {at}");
                }
            }
            // Who follows hears each yes once, and each time that it is taken back.
            let told: Vec<bool> =
                followers_told(&h).await.into_iter().filter(|(_, who)| *who == [karim.id()]).map(|(found, _)| found).collect();
            assert!(told.iter().enumerate().all(|(i, found)| *found == i.is_multiple_of(2)), "{steps:?}: {told:?}");
            assert_eq!(told.len() % 2 == 1, yes, "{steps:?}: {told:?}");
            if matches!(last, Some(Step::Answers(Tell::Never))) {
                seeks(&h, &karim, sought_at("Camille Roussel", &number)).await;
                assert_eq!(questions(&camille).await.len(), 1, "{steps:?}: they are asked no more for this seeker");
            }
        }
    }
}
