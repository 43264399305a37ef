//! Whatever is corrected and cancelled in whatever order: the chain is whole, one message of it holds at most, and others can follow it.

use kernel::Role;
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::json;
use store::each_store;

use crate::scene::{document, harness, message, said};

each_store! {
    async fn chains_of_references_are_whole(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..4 {
            let steps = prop::collection::vec((any::<bool>(), 0_i64..90), 1..6);
            let steps = steps.new_tree(&mut runner).unwrap().current();
            let mut at = said(&h, message()).await;
            let mut documents = vec![document(&h, &at).await.text];
            for (n, (cancels, minutes)) in steps.iter().enumerate() {
                h.pass(kernel::Span::minutes(*minutes));
                let words = json!({"fr": {"headline": format!("Nouvelle {n}")}});
                let answer = if *cancels {
                    anne.post(&format!("/api/v1/alerts/{at}/cancel"), json!({})).await
                } else {
                    anne.post(&format!("/api/v1/alerts/{at}/correct"), json!({"words": words, "hours": 4})).await
                };
                if answer.status != 201 {
                    answer.refuses(409, "official-moved-on");
                    break;
                }
                at = answer.at("/id");
                documents.push(document(&h, &at).await.text);
                if *cancels {
                    break;
                }
            }
            h.settle().await;
            let read = |text: &String| {
                let message = cap::Message::read(text.as_bytes(), &cap::Settings::default()).unwrap();
                assert!(message.is_fine(), "{:?}", message.problems());
                message.into_alert().unwrap()
            };
            let chain: Vec<cap::Alert> = documents.iter().map(read).collect();
            let known: Vec<&cap::Alert> = chain.iter().collect();
            for (n, alert) in chain.iter().enumerate() {
                assert_eq!(alert.references.len(), n, "it names all that came before");
                let before = &known[..n];
                assert_eq!(cap::check_references(alert, before), [], "{n}");
            }
            let now = cap::Time::new(h.house.clock.now().0 / 1_000_000, 0).unwrap();
            assert!(cap::in_force(&known, now).len() <= 1);
        }
    }
}
