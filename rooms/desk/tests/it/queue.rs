//! The queue, the counts and the timeline, as the API gives them.

use std::time::Duration;

use futures_util::StreamExt;
use kernel::{Cell, Role};
use register::State;
use relay::Who;
use serde_json::{Value, json};
use store::testing::each_store;

use crate::desk::{Desk, Tells};

fn list(queue: &Value, field: &str) -> Vec<String> {
    queue["cases"].as_array().unwrap().iter().map(|c| c[field].as_str().unwrap_or("-").to_owned()).collect()
}

each_store! {
    async fn the_gravest_come_first_then_the_oldest(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        d.three(&i).await;
        let anonymous = d.asks(&i, None, Tells { words: Some("Sans compte"), ..Tells::default() }).await;
        let queue = d.anne.get(&d.queue(i.id)).await.expect(200).json();
        assert_eq!(list(&queue, "name"), ["Karim B.", "Sarah L.", "-", "Giulia P."]);
        assert_eq!(list(&queue, "need"), ["hurt", "-", "-", "shelter"]);
        let hurt = &queue["cases"][0];
        assert_eq!((&hurt["state"], &hurt["place"]), (&json!("open"), &json!("Rue de Charonne")));
        assert_eq!(hurt["cell"], json!(Cell::at(48.8549, 2.3849, 9).unwrap()));
        assert_eq!(hurt["message"], json!("Blessure à la jambe, conscient."));
        assert_eq!((&hurt["contact_proven"], &hurt["drill"]), (&json!(false), &json!(false)));
        assert_eq!(queue["cases"][2]["id"], json!(anonymous));
        assert_eq!(queue["cases"][3]["people"], json!(2));
    }

    async fn drills_stand_apart(store: Store) {
        let d = Desk::new(store).await;
        let (real, drill) = (d.incident(false).await, d.incident(true).await);
        let person = d.h.person("Karim B.").await;
        d.asks(&drill, Some(person.id()), Tells { need: Some("hurt"), ..Tells::default() }).await;
        d.h.settle().await;
        assert_eq!(d.anne.get(&d.queue(real.id)).await.json()["cases"], json!([]));
        assert_eq!(d.anne.get(&d.queue(drill.id)).await.json()["cases"][0]["drill"], json!(true));
        let counts = |id| format!("/api/v1/incidents/{id}/counts");
        assert_eq!(d.anne.get(&counts(real.id)).await.json()["need_help"], json!(0));
        let drilled = d.anne.get(&counts(drill.id)).await.json();
        assert_eq!((&drilled["need_help"], &drilled["open_help"]), (&json!(1), &json!(1)));
    }

    async fn safe_is_shown_and_closes_nothing(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let person = d.h.person("Karim B.").await;
        d.asks(&i, Some(person.id()), Tells::default()).await;
        d.h.pass(kernel::Span::minutes(3));
        d.says(&i, person.id(), State::Safe).await;
        d.h.settle().await;
        let queue = d.anne.get(&d.queue(i.id)).await.json();
        assert_eq!((&queue["cases"][0]["state"], &queue["cases"][0]["better"]), (&json!("open"), &json!(true)));
        assert_eq!(queue["cases"][0]["better_at"], json!(d.now()));
        let counts = d.anne.get(&format!("/api/v1/incidents/{}/counts", i.id)).await.json();
        assert_eq!((&counts["safe"], &counts["need_help"], &counts["open_help"]), (&json!(1), &json!(0), &json!(1)));
        assert!(!counts["curve"].as_array().unwrap().is_empty());
    }

    async fn nobody_but_operators_reads_any_of_it(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        let person = d.h.person("Léa T.").await;
        let hospital = d.h.staff(Role::Institution, "Hôpital").await;
        let read = ["counts", "help-queue", "timeline"].map(|p| format!("/api/v1/incidents/{}/{p}", i.id));
        let pages = ["/console", "/console/proofs", "/console/journal"].map(str::to_owned);
        let own = [format!("/console/i/{}", i.id), format!("/console/i/{}/journal", i.id), "/api/v1/audit".to_owned()];
        for path in read.iter().chain(&pages).chain(&own) {
            let answer = d.h.nobody().page(path).await;
            assert!(matches!(answer.status.as_u16(), 401 | 303), "{path}: {}", answer.status);
            for client in [&person, &hospital] {
                let answer = client.page(path).await;
                answer.is(403);
                assert!(!answer.says("Charonne") && !answer.says("Karim"), "{path}");
            }
        }
        for act in ["take", "release", "close"] {
            let path = format!("/api/v1/help/{case}/{act}");
            d.h.nobody().post(&path, json!({ "reason": "helped" })).await.is(401);
            person.post(&path, json!({ "reason": "helped" })).await.is(403);
        }
        d.anne.get("/api/v1/audit").await.is(403);
        d.admin.get("/api/v1/audit").await.is(200);
    }

    async fn operators_hear_that_numbers_moved_and_nothing_more(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(true).await;
        let person = d.h.person("Karim B.").await;
        let live = &d.h.house.live;
        let (operator, somebody) = (Who::Operator, Who::Person(d.h.person("Léa T.").await.id()));
        let mut streams = [live.open(operator, None, None).await.unwrap(), live.open(somebody, None, None).await.unwrap()];
        d.says(&i, person.id(), State::Safe).await;
        d.h.settle().await;
        let mut heard = Vec::new();
        for stream in &mut streams {
            let mut text = String::new();
            while let Ok(Some(Ok(frame))) = tokio::time::timeout(Duration::from_millis(200), stream.next()).await {
                text.push_str(&String::from_utf8_lossy(&frame));
            }
            heard.push(text);
        }
        assert!(heard[0].contains("event: counts") && heard[0].contains(&i.id.to_string()));
        assert!(heard.iter().all(|h| !h.contains(&person.id().to_string()) && !h.contains("safe")));
        assert!(!heard[1].contains("counts"));
    }

    async fn what_is_not_there_is_not_found(store: Store) {
        let d = Desk::new(store).await;
        let none = "0191a3a4-0000-7000-8000-000000000000";
        d.anne.get(&format!("/api/v1/incidents/{none}/counts")).await.refuses(404, "not-found");
        d.anne.get(&format!("/api/v1/incidents/{none}/help-queue")).await.refuses(404, "not-found");
        d.anne.post(&format!("/api/v1/help/{none}/take"), json!({})).await.refuses(404, "not-found");
        d.anne.page(&format!("/console/i/{none}")).await.is(404);
    }
}
