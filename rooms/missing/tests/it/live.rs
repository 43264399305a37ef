//! What open pages hear of searches, and what nobody hears.

use std::time::Duration;

use futures_util::StreamExt as _;
use kernel::Role;
use relay::Who;
use serde_json::json;
use web::harness::Harness;

use crate::scene::{active, answers, appeal, harness, proven, safe, seeks, sought_at};

const HERS: &str = "06 39 98 00 17";

/// All that somebody has heard so far of searches, by name and text.
async fn heard(h: &Harness, who: Who) -> Vec<(String, String)> {
    let mut stream = h.house.live.open(who, None, Some(0)).await.unwrap();
    let mut all = String::new();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(Duration::from_millis(200), stream.next()).await {
        all += std::str::from_utf8(&bytes).unwrap();
    }
    let part = |frame: &str, name: &str| frame.lines().find_map(|l| l.strip_prefix(name)).map(str::to_owned);
    all.split("\n\n")
        .filter_map(|f| Some((part(f, "event: ")?, part(f, "data: ")?)))
        .filter(|(name, _)| ["notice", "sought", "reunion", "appeal"].contains(&name.as_str()))
        .collect()
}

fn names(all: &[(String, String)]) -> Vec<&str> {
    all.iter().map(|(name, _)| name.as_str()).collect()
}

store::testing::each_store! {
    async fn who_is_sought_and_who_follows_hear_it_and_nobody_else(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let other = proven(&h, "Nadia", "nadia@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        safe(&h, &camille, night).await;
        let hers = heard(&h, Who::Person(camille.id())).await;
        assert_eq!(names(&hers), ["sought"]);
        assert!(!hers[0].1.contains(&id), "neither who seeks nor which search: {hers:?}");
        let his = heard(&h, Who::Person(karim.id())).await;
        assert_eq!(names(&his), ["notice"]);
        answers(&h, &camille, "tell").await.is(204);
        let his = heard(&h, Who::Person(karim.id())).await;
        assert_eq!(names(&his), ["notice", "notice"]);
        assert!(his[1].1.contains("\"found\"") && his[1].1.contains(&id), "{his:?}");
        assert!(!his[1].1.contains(&camille.id().to_string()));
        for who in [Who::Person(other.id()), Who::Public, Who::Moderator, Who::Operator] {
            assert_eq!(heard(&h, who).await, [], "{who:?}");
        }
    }

    async fn who_follows_hears_that_something_is_said_and_nobody_else(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let before = heard(&h, Who::Person(karim.id())).await.len();
        let said = json!({ "how": "saw", "state": "none", "words": "Canari vers le canal" });
        nadia.post(&format!("/api/v1/appeals/{share}/notes"), said).await.is(201);
        h.settle().await;
        let his = heard(&h, Who::Person(karim.id())).await;
        assert_eq!(his.len(), before + 1, "{his:?}");
        let (name, text) = his.last().unwrap();
        assert!(name == "notice" && text.contains(&id), "{his:?}");
        assert!(!text.contains("Canari") && !text.contains(&nadia.id().to_string()), "{text}");
        for who in [Who::Person(nadia.id()), Who::Public, Who::Operator] {
            assert_eq!(heard(&h, who).await, [], "{who:?}");
        }
    }

    async fn what_is_answered_in_confidence_is_no_frame(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let bruno = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        seeks(&h, &bruno, sought_at("Camille Roussel", HERS)).await;
        safe(&h, &camille, night).await;
        let everybody = [
            Who::Person(bruno.id()),
            Who::Person(camille.id()),
            Who::Public,
            Who::Moderator,
            Who::Operator,
        ];
        let mut before = Vec::new();
        for who in everybody {
            before.push(heard(&h, who).await);
        }
        for answer in ["not_now", "never"] {
            answers(&h, &camille, answer).await.is(204);
            for (who, before) in everybody.into_iter().zip(&before) {
                assert_eq!(heard(&h, who).await, *before, "{answer}: {who:?}");
            }
        }
    }

    async fn moderators_hear_that_something_waits_and_not_for_whom(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        assert!(appeal(&h, &karim, &id).await.is_some());
        let waits = heard(&h, Who::Moderator).await;
        assert!(!names(&waits).contains(&"reunion"), "{waits:?}");
        let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "spoke", "state": "safe" } });
        nadia.post("/api/v1/news", news).await.is(201);
        h.settle().await;
        let waits = heard(&h, Who::Moderator).await;
        assert_eq!(waits.last().unwrap().0, "reunion");
        assert!(waits.iter().all(|(_, text)| !text.contains(&id)), "{waits:?}");
        for who in [Who::Public, Who::Person(nadia.id())] {
            assert_eq!(heard(&h, who).await, [], "{who:?}");
        }
        let maud = h.staff(Role::Moderator, "Maud").await;
        assert_eq!(maud.get("/api/v1/reunions").await.expect(200).json()["reunions"].as_array().unwrap().len(), 1);
    }
}
