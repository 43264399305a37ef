//! What another person has found wrong stays so, and what is said yes to is what was looked at.

use kernel::{Role, Span};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    photos::{picture, sends},
    scene::{active, appeal, found_a_hoax, harness, one, proven, refused, seeks, sought, watched},
};

/// What was decided about somebody the last, as they read it.
async fn reads(who: &Client) -> Value {
    who.get("/api/v1/me/decisions").await.expect(200).json()["decisions"][0].clone()
}

/// Asks to look again at that: under which name moderators find it.
async fn asks_again(h: &Harness, who: &Client, desk: &Client) -> String {
    let id = reads(who).await["id"].as_str().unwrap().to_owned();
    who.post(&format!("/api/v1/me/decisions/{id}/appeal"), json!({})).await.is(202);
    h.settle().await;
    let all = desk.get("/api/v1/moderation").await.expect(200).json();
    all["reports"].as_array().unwrap().iter().find(|r| r["kind"] == "again").unwrap()["id"].as_str().unwrap().to_owned()
}

async fn decides(h: &Harness, who: &Client, case: &str, (decision, ground): (&str, &str)) {
    let body = json!({ "decision": decision, "ground": ground });
    who.post(&format!("/api/v1/moderation/{case}/decide"), body).await.is(200);
    h.settle().await;
}

/// A search with a photo that was taken for a hoax, and who looks at that again.
async fn taken_down(h: &Harness) -> (Client, Client, String) {
    active(h, false).await;
    let karim = proven(h, "Karim Belaïd", "karim@example.org").await;
    let id = seeks(h, &karim, sought("Camille Roussel")).await;
    sends(&karim, &id, picture(1)).await.is(204);
    found_a_hoax(h, &h.staff(Role::Moderator, "Maud").await, &id).await;
    h.settle().await;
    (karim, h.staff(Role::Moderator, "Lou").await, id)
}

store::testing::each_store! {
    async fn a_search_that_is_asked_about_is_kept_until_somebody_has_looked(store: Store) {
        let h = harness(store).await;
        let (karim, lou, id) = taken_down(&h).await;
        h.pass(Span::hours(23));
        let case = asks_again(&h, &karim, &lou).await;
        h.pass(Span::hours(30));
        h.settle().await;
        decides(&h, &lou, &case, ("uphold", "unfounded")).await;
        let seen = one(&karim, &id).await;
        assert_eq!((&seen["state"], &seen["name"]), (&json!("searching"), &json!("Camille Roussel")), "whole");
        karim.get(&format!("/api/v1/notices/{id}/photo")).await.is(200);
        let maud = h.staff(Role::Moderator, "Maud").await;
        let hoax = format!("/api/v1/notices/{id}/hoax");
        maud.post(&hoax, json!({ "ground": "deceit" })).await.refuses(403, "decision-same-person");
    }

    async fn what_is_forgotten_comes_back_as_no_empty_search(store: Store) {
        let h = harness(store).await;
        let (karim, lou, id) = taken_down(&h).await;
        let case = asks_again(&h, &karim, &lou).await;
        decides(&h, &lou, &case, ("dismiss", "deceit")).await;
        h.pass(Span::hours(23));
        lou.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        decides(&h, &lou, &case, ("dismiss", "deceit")).await;
        h.pass(Span::hours(3));
        h.settle().await;
        lou.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        decides(&h, &lou, &case, ("uphold", "unfounded")).await;
        assert_eq!(one(&karim, &id).await["state"], "taken_down");
        let share = karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await;
        share.refuses(409, "missing-over");
    }

    async fn who_refused_an_appeal_does_not_refuse_it_again_once_that_was_found_wrong(store: Store) {
        let h = harness(store).await;
        let (maud, lou, karim, id) = watched(&h, "Lou").await;
        let approve = format!("/api/v1/notices/{id}/approve");
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        maud.post(&approve, refused()).await.is(204);
        h.settle().await;
        // What is taken back is asked about no more.
        let first = asks_again(&h, &karim, &lou).await;
        lou.delete(&approve).await.is(204);
        h.settle().await;
        assert_eq!(reads(&karim).await["state"], "taken_back");
        assert!(!lou.get("/api/v1/waiting").await.expect(200).says(&first));
        h.pass(Span::minutes(1));
        maud.post(&approve, refused()).await.is(204);
        h.settle().await;
        let case = asks_again(&h, &karim, &lou).await;
        decides(&h, &lou, &case, ("uphold", "settled")).await;
        assert_eq!(one(&karim, &id).await["appeal"], "asked");
        maud.post(&approve, refused()).await.refuses(403, "decision-same-person");
        lou.post(&approve, refused()).await.is(204);
    }

    async fn who_took_an_appeal_down_and_was_wrong_does_so_by_no_other_way(store: Store) {
        let h = harness(store).await;
        let (maud, lou, karim, id) = watched(&h, "Lou").await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        h.nobody().post(&format!("/api/v1/appeals/{share}/report"), json!({ "wrong": "hoax" })).await.is(204);
        h.settle().await;
        let case = maud.get("/api/v1/moderation").await.expect(200).at("/reports/0/id");
        decides(&h, &maud, &case, ("uphold", "deceit")).await;
        let again = asks_again(&h, &karim, &lou).await;
        decides(&h, &lou, &again, ("uphold", "unfounded")).await;
        let ada = h.staff(Role::Admin, "Ada").await;
        ada.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.refuses(409, "decision-reversed");
        assert_eq!(one(&karim, &id).await["appeal"], "approved");
        maud.post(&format!("/api/v1/notices/{id}/approve"), refused()).await.refuses(403, "decision-same-person");
    }

    async fn a_first_yes_to_a_photo_is_none_to_the_next(store: Store) {
        let h = harness(store).await;
        let (maud, nino, karim, id) = watched(&h, "Nino").await;
        sends(&karim, &id, picture(1)).await.is(204);
        let (hoax, why) = (format!("/api/v1/notices/{id}/hoax"), json!({ "ground": "deceit" }));
        nino.post(&hoax, why.clone()).await.is(202);
        sends(&karim, &id, picture(2)).await.is(204);
        maud.post(&hoax, why.clone()).await.is(202);
        karim.send(axum::http::Method::DELETE, &format!("/api/v1/notices/{id}/photo"), None, "").await.is(204);
        nino.post(&hoax, why).await.is(202);
        assert_eq!(one(&karim, &id).await["state"], "searching");
    }

    async fn staff_decide_on_nothing_that_they_reported(store: Store) {
        let h = harness(store).await;
        let (maud, lou, karim, id) = watched(&h, "Lou").await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        maud.post(&format!("/api/v1/appeals/{share}/report"), json!({ "wrong": "hoax" })).await.is(204);
        h.settle().await;
        let case = lou.get("/api/v1/moderation").await.expect(200).at("/reports/0/id");
        let decide = format!("/api/v1/moderation/{case}/decide");
        let right = json!({ "decision": "uphold", "ground": "deceit" });
        maud.post(&decide, right.clone()).await.refuses(403, "report-own");
        lou.post(&decide, right).await.is(200);
    }
}
