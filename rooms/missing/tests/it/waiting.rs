//! What waits in this room stands in the moderators' queue; and anybody may say that something is wrong with an appeal.

use kernel::{Role, Span};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::scene::{
    active, answers, appeal, harness, looked_at, one, proven, refused, safe, seeks, sought, sought_at, watched,
};

const HERS: &str = "06 39 98 00 17";

async fn queue(who: &Client) -> Vec<Value> {
    who.get("/api/v1/waiting").await.expect(200).json()["waiting"].as_array().unwrap().clone()
}

async fn kinds(who: &Client) -> Vec<String> {
    queue(who).await.iter().map(|w| w["kind"].as_str().unwrap().to_owned()).collect()
}

/// Somebody says that something is wrong with an appeal.
async fn reports(h: &Harness, who: &Client, share: &str, wrong: &str) {
    let body = json!({ "wrong": wrong, "words": "Canari : il la cherche. 06 39 98 55 55" });
    who.post(&format!("/api/v1/appeals/{share}/report"), body).await.is(204);
    h.settle().await;
}

store::testing::each_store! {
    async fn what_waits_here_stands_in_the_queue_as_long_as_it_waits(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        assert!(queue(&maud).await.is_empty());
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        h.pass(Span::minutes(1));
        let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "saw", "state": "safe" } });
        nadia.post("/api/v1/news", news).await.is(201);
        h.settle().await;
        assert_eq!(kinds(&maud).await, ["reunion", "appeal"], "the graver first, though it is younger");
        let text = json!(queue(&maud).await).to_string();
        for secret in ["Camille", "Karim", "0017", "00 17", "Voltaire"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        let anne = h.staff(Role::Operator, "Anne").await;
        assert!(queue(&anne).await.is_empty(), "what is compared is the moderators'");
        maud.post(&format!("/api/v1/notices/{id}/approve"), refused()).await.is(204);
        h.settle().await;
        assert_eq!(kinds(&maud).await, ["reunion"]);
        maud.delete(&format!("/api/v1/notices/{id}/approve")).await.is(204);
        h.settle().await;
        assert_eq!(kinds(&maud).await, ["reunion", "appeal"], "it waits again");
        // Whoever is known by the number decides themself: nobody else is to.
        let camille = proven(&h, "Camille Roussel", HERS).await;
        h.settle().await;
        assert_eq!(kinds(&maud).await, ["appeal"]);
        safe(&h, &camille, night).await;
        answers(&h, &camille, "tell").await.is(204);
        h.settle().await;
        assert!(queue(&maud).await.is_empty(), "who is found is shown in no appeal");
    }

    async fn who_takes_something_has_it_alone_until_they_leave_it(store: Store) {
        let h = harness(store).await;
        let (maud, nino, karim, id) = watched(&h, "Nino").await;
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        h.settle().await;
        let path = format!("/api/v1/waiting/appeal/{id}");
        let taken = maud.post(&format!("{path}/take"), json!({})).await.expect(200);
        assert_eq!(taken.at("/taken_by"), "Maud");
        nino.post(&format!("{path}/take"), json!({})).await.refuses(409, "waiting-taken");
        nino.post(&format!("{path}/give-back"), json!({})).await.refuses(409, "waiting-taken");
        let approve = format!("/api/v1/notices/{id}/approve");
        nino.post(&approve, looked_at(&nino, &id).await).await.refuses(409, "waiting-taken");
        let page = nino.page("/console/appeals").await.expect(200);
        let told = nino.submit(&page, &format!("/console/appeals/{id}"), &[("do", "refuse"), ("ground", "unclear")]).await.expect(422);
        assert!(told.says("Maud s’en occupe"), "{}", told.text);
        h.pass(Span::minutes(15));
        assert!(queue(&nino).await[0].get("taken_by").is_none(), "it returned by itself");
        nino.post(&format!("{path}/take"), json!({})).await.is(200);
        maud.post(&approve, refused()).await.refuses(409, "waiting-taken");
        h.staff(Role::Admin, "Ada").await.post(&format!("{path}/give-back"), json!({})).await.is(200);
        maud.post(&approve, looked_at(&maud, &id).await).await.is(204);
        h.settle().await;
        maud.post(&format!("{path}/take"), json!({})).await.is(404);
        karim.get("/api/v1/waiting").await.is(403);
    }

    async fn a_refusal_is_looked_at_again_by_another_and_hints_at_nobody(store: Store) {
        let h = harness(store).await;
        let (maud, nino, karim, id) = watched(&h, "Nino").await;
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        h.settle().await;
        let approve = format!("/api/v1/notices/{id}/approve");
        maud.post(&approve, json!({ "approve": false })).await.refuses(422, "ground-missing");
        maud.post(&approve, json!({ "approve": false, "ground": "danger" })).await.is(204);
        h.settle().await;
        let read = karim.get("/api/v1/me/decisions").await.expect(200);
        assert_eq!((read.at("/decisions/0/kind"), read.at("/decisions/0/ground")), ("appeal".into(), "rule".into()), "nobody spoke of danger");
        let asks = format!("/api/v1/me/decisions/{}/appeal", read.at("/decisions/0/id"));
        karim.post(&asks, json!({ "words": "x".repeat(501) })).await.refuses(422, "decision-long");
        karim.post(&asks, json!({})).await.is(202);
        h.settle().await;
        let case = queue(&nino).await[0]["id"].as_str().unwrap().to_owned();
        let (decide, right) = (format!("/api/v1/moderation/{case}/decide"), json!({ "decision": "uphold", "ground": "settled" }));
        maud.post(&decide, right.clone()).await.refuses(403, "decision-same-person");
        nino.post(&decide, right).await.is(200);
        h.settle().await;
        assert_eq!((one(&karim, &id).await["appeal"].clone(), kinds(&nino).await), (json!("asked"), vec!["appeal".to_owned()]), "it waits again");
    }

    async fn anybody_says_that_something_is_wrong_with_an_appeal_and_numbers_hide_nothing(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let (maud, path) = (h.staff(Role::Moderator, "Maud").await, format!("/s/{share}"));
        let browser = h.browser();
        assert!(browser.page(&path).await.expect(200).says(&format!("{path}/report")));
        let page = browser.page(&format!("{path}/report")).await.expect(200);
        let none = browser.submit(&page, &format!("{path}/report"), &[("words", "Je ne veux pas")]).await.expect(422);
        assert!(none.says("id=\"m-wrong\"") && none.says("Je ne veux pas"), "{}", none.text);
        let told = [("wrong", "hoax"), ("words", "Canari : c’est un faux. 06 39 98 55 55")];
        let done = browser.submit(&page, &format!("{path}/report"), &told).await.expect(303);
        assert!(browser.page(done.header("location")).await.says("Une personne de la modération regarde"));
        h.settle().await;
        let first = queue(&maud).await;
        assert_eq!((first.len(), &first[0]["kind"], &first[0]["risk"]), (1, &json!("report"), &json!(3)));
        // The same browser again raises nothing; others do, and the appeal stands.
        browser.submit(&page, &format!("{path}/report"), &told).await.is(303);
        assert_eq!(queue(&maud).await[0]["risk"], 3);
        for n in 0..5 {
            reports(&h, &h.person(&format!("Témoin {n}")).await, &share, "hoax").await;
        }
        let raised = queue(&maud).await;
        assert_eq!((raised.len(), &raised[0]["risk"], &raised[0]["reports"]), (1, &json!(1), &json!(5)), "one report, which stands higher");
        h.nobody().get(&format!("/api/v1/appeals/{share}")).await.is(200);
        // Of nobody's appeal nothing is said that is not said of any address.
        h.nobody().post("/api/v1/appeals/2222222222/report", json!({ "wrong": "hoax" })).await.refuses(404, "missing-unknown");
        h.browser().page("/s/2222222222/report").await.is(404);
        let case = raised[0]["id"].as_str().unwrap();
        let read = maud.get(&format!("/api/v1/moderation/{case}/evidence")).await.expect(200).json();
        assert_eq!(read["evidence"]["share"], path);
        let words = read["evidence"]["words"].as_str().unwrap();
        assert!(words.contains("Canari") && !words.contains("55 55"), "{words}");
        assert!(!maud.get("/api/v1/moderation").await.text.contains("Canari"));
        let decide = format!("/api/v1/moderation/{case}/decide");
        maud.post(&decide, json!({ "decision": "uphold", "ground": "unfounded" })).await.refuses(422, "report-ground");
        maud.post(&decide, json!({ "decision": "uphold", "ground": "deceit" })).await.is(200);
        h.settle().await;
        h.nobody().get(&format!("/api/v1/appeals/{share}")).await.refuses(404, "missing-unknown");
        assert_eq!(one(&karim, &id).await["state"], "searching", "the private search goes on");
        assert!(queue(&maud).await.is_empty());
        maud.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        h.settle().await;
        h.nobody().get(&format!("/api/v1/appeals/{share}")).await.is(200);
        assert_eq!(kinds(&maud).await, ["report"]);
    }
}
