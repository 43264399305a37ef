//! Taking, giving back and closing, by two operators and an admin.

use serde_json::json;
use store::testing::each_store;

use crate::desk::Desk;

each_store! {
    async fn who_takes_a_request_has_it_alone(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        let path = |act: &str| format!("/api/v1/help/{case}/{act}");
        let taken = d.anne.post(&path("take"), json!({})).await.expect(200);
        assert_eq!((taken.at("/state"), taken.at("/taken_by")), ("taken".to_owned(), "Anne V.".to_owned()));
        let refused = d.bruno.post(&path("take"), json!({})).await;
        refused.refuses(409, "case-taken");
        assert!(refused.at("/detail").contains("Anne V."), "it says who has it");
        d.bruno.post(&path("release"), json!({})).await.refuses(409, "case-taken");
        d.bruno.post(&path("close"), json!({ "reason": "helped" })).await.refuses(409, "case-taken");
        d.anne.post(&path("take"), json!({})).await.is(200);

        d.anne.post(&path("release"), json!({})).await.is(200);
        d.anne.post(&path("release"), json!({})).await.refuses(409, "case-not-taken");
        assert_eq!(d.bruno.post(&path("take"), json!({})).await.expect(200).at("/taken_by"), "Bruno K.");
        assert_eq!(d.admin.post(&path("release"), json!({})).await.expect(200).at("/state"), "open");
    }

    async fn closing_needs_a_reason_and_is_for_good(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        let path = |act: &str| format!("/api/v1/help/{case}/{act}");
        d.anne.post(&path("close"), json!({})).await.refuses(422, "bad-field");
        d.anne.post(&path("close"), json!({ "reason": "bored" })).await.refuses(422, "bad-field");
        let closed = d.anne.post(&path("close"), json!({ "reason": "passed_on" })).await.expect(200);
        assert_eq!((closed.at("/state"), closed.at("/taken_by")), ("closed".to_owned(), "Anne V.".to_owned()));
        for (act, body) in [("take", json!({})), ("release", json!({})), ("close", json!({ "reason": "safe" }))] {
            d.bruno.post(&path(act), body).await.refuses(409, "case-closed");
        }
        let open = d.anne.get(&d.queue(i.id)).await.json();
        assert_eq!(open["cases"].as_array().unwrap().len(), 2);
        let all = d.anne.get(&format!("{}?closed=true", d.queue(i.id))).await.json();
        assert_eq!((&all["cases"][2]["id"], &all["cases"][2]["state"]), (&json!(case), &json!("closed")));
    }

    async fn what_changed_since_it_was_seen_is_not_closed_unseen(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        let path = |act: &str| format!("/api/v1/help/{case}/{act}");
        let version: i64 = d.anne.post(&path("take"), json!({})).await.at("/version").parse().unwrap();
        let stale = json!({ "reason": "helped", "version": version - 1 });
        d.anne.post(&path("close"), stale).await.refuses(409, "changed-meanwhile");
        d.anne.post(&path("close"), json!({ "reason": "helped", "version": version })).await.is(200);
    }

    async fn two_who_press_at_once_do_not_both_have_it(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        for case in d.three(&i).await {
            let path = format!("/api/v1/help/{case}/take");
            let (a, b) = tokio::join!(d.anne.post(&path, json!({})), d.bruno.post(&path, json!({})));
            let mut both = [a.status.as_u16(), b.status.as_u16()];
            both.sort_unstable();
            assert_eq!(both, [200, 409]);
        }
    }

    async fn everything_that_is_done_is_written(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        for (act, body) in [("take", json!({})), ("release", json!({})), ("close", json!({ "reason": "twice" }))] {
            d.anne.post(&format!("/api/v1/help/{case}/{act}"), body).await.is(200);
            d.h.pass(kernel::Span::seconds(1));
        }
        let timeline = d.bruno.get(&format!("/api/v1/incidents/{}/timeline", i.id)).await.expect(200);
        let lines = timeline.json()["lines"].as_array().unwrap().clone();
        let acts: Vec<_> = lines.iter().map(|l| l["act"].as_str().unwrap()).collect();
        assert_eq!(acts, ["help.close", "help.release", "help.take"]);
        assert_eq!(lines[0]["who"], json!("Anne V."));
        assert_eq!(lines[0]["details"], json!({ "case": case, "drill": false, "reason": "twice" }));
        assert!(!timeline.says("Giulia"), "no names of people");

        let audit = d.admin.get("/api/v1/audit").await.json();
        let first = audit["lines"][0].clone();
        assert_eq!((&first["act"], &first["incident"]), (&json!("help.close"), &json!(i.id)));
        let older = d.admin.get(&format!("/api/v1/audit?before={}", first["id"].as_str().unwrap())).await.json();
        assert_eq!(older["lines"][0]["act"], json!("help.release"));
    }
}
