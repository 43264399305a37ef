//! What was decided comes back only as it was looked at: appeals that a report took down, pages that were proposed anew, photos that were
//! replaced while somebody looked; and what several report is heard, each of them, however often it was dismissed.

use kernel::{Role, Span};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    photos::{picture, sends},
    scene::{active, answers, appeal, found_a_hoax, harness, one, proven, seeks, sought, sought_at},
    tribute::{listed, staff_of, stated},
};

const HERS: &str = "06 39 98 00 17";

/// Somebody reports an appeal: under which number moderators find it.
async fn reports(h: &Harness, maud: &Client, share: &str, (wrong, words): (&str, &str)) -> String {
    let who = h.person("Témoin").await;
    let body = json!({ "wrong": wrong, "words": words });
    who.post(&format!("/api/v1/appeals/{share}/report"), body).await.is(204);
    h.settle().await;
    let all = maud.get("/api/v1/moderation").await.expect(200).json();
    let found = all["reports"].as_array().unwrap().iter().find(|r| r["reason"] == wrong).cloned().unwrap_or_default();
    found["id"].as_str().unwrap().to_owned()
}

async fn decides(h: &Harness, maud: &Client, case: &str, (decision, ground): (&str, &str)) {
    let body = json!({ "decision": decision, "ground": ground });
    maud.post(&format!("/api/v1/moderation/{case}/decide"), body).await.is(200);
    h.settle().await;
}

async fn takes_back(h: &Harness, maud: &Client, case: &str) {
    maud.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
    h.settle().await;
}

async fn is_shown(h: &Harness, share: &str) -> bool {
    h.nobody().get(&format!("/api/v1/appeals/{share}")).await.status == 200
}

async fn voices(maud: &Client, case: &str) -> String {
    let read: Value = maud.get(&format!("/api/v1/moderation/{case}/evidence")).await.expect(200).json();
    read["evidence"]["words"].as_str().unwrap().to_owned()
}

store::testing::each_store! {
    async fn an_appeal_that_a_report_took_down_comes_back_by_no_other_report_and_with_no_other_photo(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        h.pass(Span::minutes(1));
        let danger = reports(&h, &maud, &share, ("danger", "Il la bat.")).await;
        let hoax = reports(&h, &maud, &share, ("hoax", "Un faux.")).await;
        decides(&h, &maud, &hoax, ("dismiss", "unfounded")).await;
        decides(&h, &maud, &danger, ("uphold", "danger")).await;
        assert!(!is_shown(&h, &share).await);
        takes_back(&h, &maud, &hoax).await;
        assert!(!is_shown(&h, &share).await, "what another report took down stays down");
        takes_back(&h, &maud, &danger).await;
        assert!(is_shown(&h, &share).await);
        h.pass(Span::minutes(1));
        decides(&h, &maud, &danger, ("uphold", "danger")).await;
        h.pass(Span::minutes(1));
        sends(&karim, &id, picture(1)).await.is(204);
        takes_back(&h, &maud, &danger).await;
        assert!(!is_shown(&h, &share).await, "nobody has looked at this photo");
    }

    async fn an_appeal_that_comes_back_asks_first_and_never_shows_who_has_hidden_meanwhile(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let danger = reports(&h, &maud, &share, ("danger", "Il la bat.")).await;
        decides(&h, &maud, &danger, ("uphold", "danger")).await;
        answers(&h, &camille, "never").await.is(204);
        takes_back(&h, &maud, &danger).await;
        h.pass(Span::hours(5));
        h.settle().await;
        assert!(!is_shown(&h, &share).await, "nobody relays the face of who hides");
        assert_eq!(one(&karim, &id).await["state"], "searching");
    }

    async fn a_report_that_is_right_counts_also_when_a_hoax_is_taken_back(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let danger = reports(&h, &maud, &share, ("danger", "Il la bat.")).await;
        let hoax = format!("/api/v1/notices/{id}/hoax");
        found_a_hoax(&h, &maud, &id).await;
        decides(&h, &maud, &danger, ("uphold", "danger")).await;
        maud.delete(&hoax).await.is(204);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "searching");
        assert!(!is_shown(&h, &share).await, "it was found right while the search was taken down");
    }

    async fn each_who_reports_is_heard_and_nothing_wears_reports_out(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        // Whoever is first says nothing of weight; what the second one says is read all the same.
        let case = reports(&h, &maud, &share, ("danger", "Rien de grave, je suis de la famille.")).await;
        assert_eq!(reports(&h, &maud, &share, ("danger", "C’est moi, je me cache de lui. 06 39 98 55 55")).await, case);
        let read = voices(&maud, &case).await;
        assert!(read.contains("Rien de grave") && read.contains("je me cache de lui") && !read.contains("55 55"), "{read}");
        for _ in 0..9 {
            let case = reports(&h, &maud, &share, ("danger", "Encore.")).await;
            decides(&h, &maud, &case, ("dismiss", "unfounded")).await;
        }
        let last = reports(&h, &maud, &share, ("danger", "Il est devant la porte.")).await;
        assert!(voices(&maud, &last).await.contains("devant la porte"));
    }

    async fn a_second_person_confirms_the_page_that_they_read(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        h.pass(Span::hours(1));
        let (nora, paul) = (staff_of(&h, "Nora", "Hôpital de Paris").await, staff_of(&h, "Paul", "Hôpital de Paris").await);
        let body = json!({ "name": "Camille Roussel", "phone": HERS, "ages": { "low": 27, "high": 27 }, "sex": "female" });
        nora.post("/api/v1/notices", body).await.is(201);
        h.settle().await;
        let case = listed(&h, &nora, "Camille Roussel", HERS).await;
        let path = case.replace("/api/v1/", "/console/");
        stated(&h, (&nora, &paul), &case).await;
        let page = nora.page(&path).await.expect(200);
        let said = |words: &'static str| [("do", "memory"), ("name", "Camille R."), ("words", words), ("wall", "apart")];
        nora.submit(&page, &path, &said("Elle chantait.")).await.is(303);
        let read = paul.page(&path).await.expect(200);
        nora.submit(&page, &path, &[("do", "memory-withdraw")]).await.is(303);
        nora.submit(&page, &path, &said("Une insulte.")).await.is(303);
        let seen = read.text.split("name=\"page\" value=\"").nth(1).unwrap_or_default().split('"').next().unwrap().to_owned();
        let stale = paul.submit(&read, &path, &[("do", "memory-confirm"), ("page", &seen)]).await.expect(422);
        assert!(stale.says("Une insulte.") && !stale.says("href=\"/t/"), "{}", stale.text);
    }

    async fn a_hoax_is_the_photo_that_was_looked_at(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        sends(&karim, &id, picture(1)).await.is(204);
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        let path = format!("/console/appeals/{id}");
        let page = maud.page("/console/appeals").await.expect(200);
        let seen = page.text.split("name=\"photo_seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        h.pass(Span::minutes(1));
        sends(&karim, &id, picture(2)).await.is(204);
        maud.submit(&page, &path, &[("do", "hoax"), ("photo_seen", &seen), ("ground", "deceit")]).await.is(422);
        assert_eq!(one(&karim, &id).await["state"], "searching", "nobody has looked at this one");
    }
}
