//! What became of messages: counted by channel, and tried again.

use kernel::{Role, Span};
use notify::Outcome;
use serde_json::{Value, json};
use store::testing::each_store;

use crate::scene::{Town, answers};

fn line(report: &Value, channel: &str) -> Value {
    let all = report["campaigns"][0]["channels"].as_array().unwrap();
    all.iter().find(|l| l["channel"] == channel).cloned().unwrap_or_default()
}

each_store! {
    async fn a_campaign_is_counted_by_channel_and_names_nobody(store: Store) {
        let town = Town::new(store).await;
        let anne = town.h.staff(Role::Operator, "Anne V.").await;
        let (lea, max, zoe) = (town.inside("Léa").await, town.inside("Max").await, town.inside("Zoé").await);
        town.browses(&lea, "lea").await;
        town.has(&lea, "+33 6 39 98 00 04").await;
        town.has(&max, "max@example.org").await;
        town.browses(&zoe, "zoe").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.email.will([Outcome::Dead("gone")]);
        town.deliver().await;
        answers(&lea, incident, "safe").await;
        town.deliver().await;
        let path = format!("/api/v1/incidents/{incident}/messages");
        let report = anne.get(&path).await.expect(200).json();
        let push = line(&report, "push");
        assert_eq!((&push["made"], &push["sent"], &push["p50_seconds"]), (&json!(2), &json!(2), &json!(0)));
        let sms = line(&report, "sms");
        assert_eq!((&sms["made"], &sms["spared"], &sms["sent"]), (&json!(1), &json!(1), &json!(0)), "she had answered");
        let email = line(&report, "email");
        assert_eq!((&email["made"], &email["failed"]), (&json!(1), &json!(1)));
        assert_eq!(report["campaigns"][0]["kind"], json!("ask"));
        assert_eq!(report["spent"][0]["channel"], json!("sms"));
        let page = anne.page(&format!("/console/i/{incident}/messages")).await.expect(200);
        assert!(page.says("Question, tour 1"));
        for text in [report.to_string(), page.text] {
            for secret in ["Léa", "Max", "Zoé", "example.org", "39980004", &lea.id().to_string()] {
                assert!(!text.contains(secret), "{secret}");
            }
        }
        lea.get(&path).await.is(403);
        town.h.nobody().get(&path).await.is(401);
    }

    async fn whom_another_channel_has_reached_is_not_asked_again_with_all_the_others(store: Store) {
        let town = Town::new(store).await;
        let anne = town.h.staff(Role::Operator, "Anne V.").await;
        let (lea, zoe) = (town.inside("Léa").await, town.inside("Zoé").await);
        town.browses(&lea, "lea").await;
        town.has(&lea, "+33 6 39 98 00 04").await;
        town.browses(&zoe, "zoe").await;
        town.push.will([Outcome::Dead("not-us"), Outcome::Dead("not-us")]);
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        town.push.got();
        assert_eq!(town.sms.got().len(), 1, "no browser took it: the text message goes at once");
        let done = anne.post("/api/v1/messages/again", json!({ "channel": "push", "why": "not-us" })).await;
        assert_eq!(done.expect(200).json()["count"], json!(1));
        town.deliver().await;
        let got = town.push.got();
        assert_eq!(got.len(), 1);
        assert!(got[0].to.ends_with("zoe"));
    }

    async fn one_letter_is_not_sent_again_to_whom_another_way_has_reached_and_the_page_says_so(store: Store) {
        let town = Town::new(store).await;
        let anne = town.h.staff(Role::Operator, "Anne V.").await;
        let lea = town.inside("Léa").await;
        town.browses(&lea, "lea").await;
        town.has(&lea, "+33 6 39 98 00 04").await;
        town.push.will([Outcome::Dead("not-us")]);
        town.incident(false, "Fusillades à Paris").await;
        town.h.settle().await;
        town.post.turn().await.unwrap();
        let letter = async || anne.get("/api/v1/messages").await.expect(200).json()["letters"][0].clone();
        let id = letter().await["id"].as_str().unwrap().to_owned();
        town.deliver().await;
        assert_eq!((town.push.got().len(), town.sms.got().len()), (1, 1));
        assert_eq!((&letter().await["again"], &letter().await["reached"]), (&json!(false), &json!(true)));
        let page = anne.page("/console/messages").await.expect(200);
        assert!(page.says("Reçu par une autre voie") && !page.says("name=\"letter\""));
        anne.post(&format!("/api/v1/messages/{id}/again"), json!({})).await.refuses(409, "letter-reached");
        let pressed = anne.submit(&page, "/console/messages/again", &[("letter", &id)]).await;
        assert_eq!(pressed.status.as_u16(), 422);
        assert!(pressed.says("Cette personne a reçu ce message par une autre voie"), "a page that stood open says it too");
        town.deliver().await;
        assert!(town.push.got().is_empty() && town.sms.got().is_empty());
    }

    async fn what_never_arrived_is_listed_without_whose_it_is_and_tried_again(store: Store) {
        let town = Town::new(store).await;
        let anne = town.h.staff(Role::Operator, "Anne V.").await;
        let admin = town.h.staff(Role::Admin, "Chef").await;
        for n in 0..5 {
            let who = town.inside(&format!("Personne {n}")).await;
            town.has(&who, &format!("p{n}@example.org")).await;
        }
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.email.will((0..5).map(|n| Outcome::Dead(if n < 3 { "refused" } else { "gone" })));
        town.deliver().await;
        assert_eq!(town.email.got().len(), 5);
        let all = anne.get("/api/v1/messages").await.expect(200).json();
        assert_eq!(all["letters"].as_array().unwrap().len(), 5);
        assert_eq!((&all["reasons"][0]["why"], &all["reasons"][0]["count"]), (&json!("refused"), &json!(3)));
        assert!(!all.to_string().contains("example.org") && !all.to_string().contains("Personne"));
        // Pages put together are the whole.
        let (mut seen, mut before) = (Vec::new(), String::new());
        loop {
            let page = anne.get(&format!("/api/v1/messages?limit=2{before}")).await.expect(200).json();
            seen.extend(page["letters"].as_array().unwrap().iter().map(|l| l["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            before = format!("&before={next}");
        }
        assert_eq!(seen, all["letters"].as_array().unwrap().iter().map(|l| l["id"].clone()).collect::<Vec<_>>());
        for bad in ["limit=0", "limit=501", "before=x", "before=1.x"] {
            anne.get(&format!("/api/v1/messages?{bad}")).await.refuses(422, "bad-field");
        }
        // One, by the page; then all of a reason.
        let one = all["letters"].as_array().unwrap().iter().find(|l| l["why"] == "gone").unwrap();
        let page = anne.page("/console/messages").await.expect(200);
        assert!(page.says("L’adresse n’existe plus.") && page.says("Fusillades à Paris") && !page.says("Personne 1"));
        let sent = anne.submit(&page, "/console/messages/again", &[("letter", one["id"].as_str().unwrap())]).await;
        assert_eq!(sent.header("location"), "/console/messages?again=1&old=0");
        town.deliver().await;
        assert_eq!(town.email.got().len(), 1);
        let done = anne.post("/api/v1/messages/again", json!({ "channel": "email", "why": "refused" })).await.expect(200).json();
        assert_eq!(done, json!({ "count": 3, "old": 0 }));
        town.deliver().await;
        assert_eq!(town.email.got().len(), 3);
        let left = anne.get("/api/v1/messages").await.json();
        assert_eq!(left["letters"].as_array().unwrap().len(), 1);
        // After a week nobody needs it.
        town.h.pass(Span::days(8));
        let id = left["letters"][0]["id"].as_str().unwrap();
        anne.post(&format!("/api/v1/messages/{id}/again"), json!({})).await.refuses(409, "letter-old");
        anne.post("/api/v1/messages/AAAAAAAAAAAAAAAAAAAAAA/again", json!({})).await.refuses(404, "not-found");
        anne.post("/api/v1/messages/nonsense/again", json!({})).await.refuses(404, "not-found");
        let lines = town.h.house.register.audit_before(None, 100).await.unwrap();
        let again: Vec<_> = lines.iter().filter(|l| l.act == "messages.again").collect();
        assert_eq!(again.len(), 2);
        assert!(again.iter().any(|l| l.incident == Some(incident)));
        drop(admin);
    }

    async fn a_provider_that_is_spared_is_shown(store: Store) {
        let town = Town::new(store).await;
        let anne = town.h.staff(Role::Operator, "Anne V.").await;
        for n in 0..5 {
            let who = town.inside(&format!("Personne {n}")).await;
            town.has(&who, &format!("p{n}@example.org")).await;
        }
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.email.will((0..5).map(|_| Outcome::Later { after: None, why: "no-answer" }));
        town.deliver().await;
        let report = anne.get(&format!("/api/v1/incidents/{incident}/messages")).await.json();
        assert_eq!(report["spared"][0]["channel"], json!("email"));
        assert_eq!(line(&report, "email")["waiting"], json!(5), "they wait, and nothing is lost");
        assert!(anne.page("/console/messages").await.says("le fournisseur ne répond pas"));
        assert_eq!(anne.get("/api/v1/messages").await.json()["waiting"][0]["count"], json!(5));
        town.later(Span::minutes(1)).await;
        assert_eq!(town.email.got().len(), 10);
        assert_eq!(anne.get(&format!("/api/v1/incidents/{incident}/messages")).await.json()["spared"], json!([]));
    }
}
