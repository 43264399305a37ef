//! Whatever is corrected and cancelled in whatever order: the chain is whole, one message of it holds at most, others can follow it, and
//! nobody goes alone beyond what two people said.

use kernel::Role;
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::json;
use store::each_store;

use crate::scene::{document, harness, message, said};

/// A square around the Place de la République, so many times as wide as that of the message.
fn around(share: f64) -> serde_json::Value {
    let (lat, lon, high, wide) = (48.87, 2.365, 0.01 * share, 0.015 * share);
    let ring = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
    let ring: Vec<[f64; 2]> = ring.iter().map(|(x, y)| [lon + wide * x, lat + high * y]).collect();
    json!({"type": "Polygon", "coordinates": [ring]})
}

each_store! {
    async fn chains_of_references_are_whole(store: Store) {
        let h = harness(store).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let mut runner = TestRunner::deterministic();
        for _ in 0..4 {
            let step = (prop::bool::weighted(0.2), 0_i64..90, 1_i64..6, prop::option::of(0.5..1.3_f64), prop::option::of(0..3_usize));
            let steps = prop::collection::vec(step, 1..7).new_tree(&mut runner).unwrap().current();
            let mut at = said(&h, message()).await;
            let read = |text: &String| {
                let message = cap::Message::read(text.as_bytes(), &cap::Settings::default()).unwrap();
                assert!(message.is_fine(), "{:?}", message.problems());
                message.into_alert().unwrap()
            };
            let mut documents = vec![document(&h, &at).await.text];
            // What two people said last.
            let mut agreed = read(&documents[0]);
            for (n, (cancels, minutes, hours, share, grade)) in steps.iter().enumerate() {
                h.pass(kernel::Span::minutes(*minutes));
                let words = json!({"fr": {"headline": format!("Nouvelle {n}")}});
                let mut said = json!({"words": words, "hours": hours});
                if let Some(share) = share {
                    said["shape"] = around(*share);
                }
                if let Some(grade) = grade {
                    said["grade"] = json!(["extreme", "severe", "moderate"][*grade]);
                }
                let answer = if *cancels {
                    anne.post(&format!("/api/v1/alerts/{at}/cancel"), json!({})).await
                } else {
                    anne.post(&format!("/api/v1/alerts/{at}/correct"), said).await
                };
                if answer.status != 201 {
                    answer.refuses(409, "official-moved-on");
                    break;
                }
                let next = answer.at("/id");
                let waits = answer.at("/state") == "proposed";
                if waits {
                    // Nobody reads it, and what it is to replace stands, until another person says so.
                    h.nobody().get(&format!("/alerts/{next}.xml")).await.is(404);
                    anne.post(&format!("/api/v1/alerts/{next}/confirm"), json!({})).await.refuses(403, "official-same-person");
                    assert_eq!(h.nobody().get(&format!("/api/v1/alerts/{at}")).await.json()["replaced"], serde_json::Value::Null);
                    bruno.post(&format!("/api/v1/alerts/{next}/confirm"), json!({})).await.is(200);
                }
                at = next;
                documents.push(document(&h, &at).await.text);
                let now = read(documents.last().unwrap());
                if waits {
                    agreed = now;
                } else if !*cancels {
                    assert_eq!(cap::beyond(&[&agreed], &now), [], "one person alone went beyond what two said");
                }
                if *cancels {
                    break;
                }
            }
            h.settle().await;
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
