//! What is held is decided by those who have read it as it is, for the reason for which it is held; whatever else is decided meanwhile.

use kernel::{Role, Span};
use serde_json::json;
use web::harness::{Client, Harness};

use crate::{
    abuse::changes,
    embargo::{SECRET, opens},
    moderation::{ACCUSES, is_shown, queue, reported, rules},
    outputs::picture,
    truth_scene::{choice, decides, house, says},
};

/// It accuses somebody, and tells where forces are.
const BOTH: &str = "Le tueur est Armel Vantroux, le RAID monte sur le toit place de la République canari-5";

async fn two(h: &Harness) -> (Client, Client) {
    (h.staff(Role::Operator, "Claire").await, h.staff(Role::Operator, "Bruno").await)
}

store::testing::each_store! {
    async fn nobody_releases_what_they_have_not_read(store: Store) {
        let (h, night) = house(store).await;
        let (desk, paul) = (h.staff(Role::Moderator, "Sonia").await, h.proven("Paul Ravel", "paul@example.org").await);
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        let read = choice(&h, &id, true, "unfounded").await;
        let page = desk.page("/console/holds").await.expect(200);
        assert!(page.says(&format!("name=\"version\" value=\"{}\"", read["version"])));
        assert_eq!(desk.get("/api/v1/holds").await.expect(200).json()["holds"][0]["version"], read["version"]);
        changes(&h, &paul, &id, "Le tueur est Jonas Perrichet canari-8, partagez").await;
        desk.post(&format!("/api/v1/holds/{id}"), read.clone()).await.refuses(409, "hold-changed");
        let fields = [("do", "release"), ("ground", "unfounded"), ("version", "1")];
        assert!(desk.submit(&page, &format!("/console/holds/{id}"), &fields).await.expect(422).says("canari-8"), "as it is now");
        desk.submit(&page, &format!("/console/holds/{id}"), &fields[..2]).await.is(422);
        h.settle().await;
        assert!(!is_shown(&h, &id).await);
        // What is seen on a picture is read as well; once it is kept back for good, nothing of it is changed.
        let sent = paul.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let seen = sent.expect(201).at("/id");
        let body = json!({ "text": ACCUSES, "pictures": [{ "id": seen, "alt": "Une rue" }] });
        let with = says(&h, &paul, body).await.at("/id");
        let read = choice(&h, &with, true, "unfounded").await;
        let alt = format!("/api/v1/posts/{with}/pictures/{seen}");
        paul.put(&alt, json!({ "alt": "Le tueur Jonas Perrichet" })).await.is(204);
        desk.post(&format!("/api/v1/holds/{with}"), read).await.refuses(409, "hold-changed");
        decides(&h, &desk, &with, (false, "accuses")).await.is(204);
        paul.put(&alt, json!({ "alt": "Jonas Perrichet encore" })).await.refuses(409, "post-over");
        // What takes two takes two who have read the same.
        let (anne, bruno) = two(&h).await;
        opens(&h, &anne, night, 3).await;
        h.pass(Span::minutes(2));
        let id = says(&h, &paul, json!({ "text": SECRET })).await.at("/id");
        decides(&h, &anne, &id, (true, "harmless")).await.is(202);
        changes(&h, &paul, &id, "La police entre rue Amelot canari-6").await;
        assert!(queue(&bruno).await.iter().all(|w| w["kind"] != "second"));
        decides(&h, &bruno, &id, (true, "harmless")).await.is(202);
        h.settle().await;
        assert!(!is_shown(&h, &id).await, "the first has not read this");
        // What accuses by now waits for a person, not for a time.
        changes(&h, &paul, &id, BOTH).await;
        assert_eq!(desk.get("/api/v1/holds").await.expect(200).json()["holds"].as_array().unwrap().iter()
            .filter(|w| w["post"]["id"] == id && w["why"] == "accusation").count(), 1);
        decides(&h, &anne, &id, (true, "harmless")).await.is(204);
    }

    async fn what_is_held_is_not_changed_for_ever(store: Store) {
        let (h, _) = house(store).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        for n in 0..20 {
            changes(&h, &paul, &id, &format!("{ACCUSES} {n}")).await;
        }
        let more = json!({ "text": format!("{ACCUSES} encore") });
        paul.put(&format!("/api/v1/posts/{id}"), more).await.refuses(409, "post-many-edits");
    }

    async fn an_embargo_holds_what_people_released_for_another_reason(store: Store) {
        let (h, night) = house(store).await;
        let (desk, paul) = (h.staff(Role::Moderator, "Sonia").await, h.proven("Paul Ravel", "paul@example.org").await);
        let (anne, bruno) = two(&h).await;
        let before = says(&h, &paul, json!({ "text": BOTH })).await.at("/id");
        decides(&h, &desk, &before, (true, "public")).await.is(204);
        h.settle().await;
        assert!(is_shown(&h, &before).await);
        opens(&h, &anne, night, 1).await;
        assert!(!is_shown(&h, &before).await, "that it accuses nobody says nothing of where forces are");
        // Nor is what a moderator lets through while it holds shown before its end.
        h.pass(Span::minutes(2));
        let during = says(&h, &paul, json!({ "text": BOTH })).await.at("/id");
        decides(&h, &desk, &during, (true, "public")).await.is(204);
        h.settle().await;
        assert!(!is_shown(&h, &during).await);
        decides(&h, &desk, &during, (true, "public")).await.refuses(409, "hold-embargoed");
        // What two release from it stays released, however often it is looked at again; not from another one that opens later.
        h.pass(Span::minutes(2));
        let early = says(&h, &paul, json!({ "text": SECRET })).await.at("/id");
        decides(&h, &anne, &early, (true, "harmless")).await.is(202);
        decides(&h, &bruno, &early, (true, "harmless")).await.is(204);
        h.settle().await;
        h.pass(Span::seconds(10));
        h.settle().await;
        assert!(is_shown(&h, &early).await);
        opens(&h, &bruno, night, 1).await;
        assert!(!is_shown(&h, &early).await);
        for _ in 0..2 {
            h.pass(Span::minutes(65));
            h.settle().await;
        }
        for id in [&before, &during, &early] {
            assert!(is_shown(&h, id).await, "what is let through is asked about once");
        }
    }

    async fn what_is_kept_and_taken_back_at_once_waits_again(store: Store) {
        let (h, _) = house(store).await;
        let (desk, paul) = (h.staff(Role::Moderator, "Sonia").await, h.proven("Paul Ravel", "paul@example.org").await);
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        decides(&h, &desk, &id, (false, "accuses")).await.is(204);
        // Before anybody has heard of it.
        desk.delete(&format!("/api/v1/holds/{id}")).await.is(204);
        h.settle().await;
        assert_eq!(desk.get("/api/v1/holds").await.expect(200).json()["holds"].as_array().unwrap().len(), 1);
        decides(&h, &desk, &id, (true, "unfounded")).await.is(204);
        h.settle().await;
        assert!(is_shown(&h, &id).await && queue(&desk).await.is_empty());
    }

    async fn an_accusation_that_nobody_let_through_waits_when_a_report_is_taken_back(store: Store) {
        let (h, _) = house(store).await;
        let (desk, paul) = (h.staff(Role::Moderator, "Sonia").await, h.proven("Paul Ravel", "paul@example.org").await);
        let id = says(&h, &paul, json!({ "text": "Il se passe quelque chose" })).await.at("/id");
        let case = reported(&h, &desk, &id).await;
        changes(&h, &paul, &id, ACCUSES).await;
        rules(&h, &desk, &case, ("uphold", "accuses")).await.is(200);
        assert!(queue(&desk).await.is_empty());
        let undo = format!("/api/v1/moderation/{case}/undo");
        desk.post(&undo, json!({})).await.is(200);
        h.settle().await;
        assert!(!is_shown(&h, &id).await && queue(&desk).await.iter().any(|w| w["kind"] == "hold"));
        // Once a person has let it through, it comes back as it was.
        decides(&h, &desk, &id, (true, "public")).await.is(204);
        rules(&h, &desk, &case, ("uphold", "accuses")).await.is(200);
        assert!(!is_shown(&h, &id).await);
        desk.post(&undo, json!({})).await.is(200);
        h.settle().await;
        assert!(is_shown(&h, &id).await);
    }
}
