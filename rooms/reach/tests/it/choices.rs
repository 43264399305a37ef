//! What one wants: chosen, tried, taken back.

use kernel::Span;
use register::{Contact, Country};
use serde_json::{Value, json};
use store::{Change, testing::each_store};

use crate::scene::Town;

fn wanted(mine: &Value, kind: &str, channel: &str) -> bool {
    let all = mine["choices"].as_array().unwrap();
    all.iter().find(|c| c["kind"] == kind && c["channel"] == channel).unwrap()["wanted"].as_bool().unwrap()
}

each_store! {
    async fn one_chooses_what_comes_through_what_with_and_without_scripts(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "lea@example.org").await;
        town.has(&lea, "+33 6 39 98 00 04").await;
        let mine = lea.get("/api/v1/me/messages").await.expect(200).json();
        assert!(wanted(&mine, "ask", "sms") && wanted(&mine, "told", "push") && !wanted(&mine, "told", "email"));
        assert_eq!(mine["channels"][0]["usable"], json!(false), "no browser yet");
        assert_eq!(mine["channels"][1]["contacts"], json!(["+33639980004"]));
        let change = json!({ "choices": [{ "kind": "ask", "channel": "sms", "wanted": false }] });
        let mine = lea.put("/api/v1/me/messages", change).await.expect(200).json();
        assert!(!wanted(&mine, "ask", "sms") && wanted(&mine, "ask", "email"));
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!((town.sms.got().len(), town.email.got().len()), (0, 1), "the e-mail goes at once, as the first that is wanted");
        // The page has the same boxes, and a form of all of them.
        let page = lea.page("/me/messages").await.expect(200);
        assert!(page.says("name=\"ask-email\" value=\"yes\" checked") && page.says("name=\"ask-sms\" value=\"yes\"><span>"));
        let fields = [("ask-sms", "yes"), ("told-email", "yes")];
        let sent = lea.submit(&page, "/me/messages", &fields).await;
        assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/me/messages?did=saved"));
        let mine = lea.get("/api/v1/me/messages").await.expect(200).json();
        assert!(wanted(&mine, "ask", "sms") && !wanted(&mine, "ask", "email") && wanted(&mine, "told", "email"));
        assert!(!wanted(&mine, "over", "push"), "a box that is not ticked is a no");
        assert!(lea.page("/me/messages?did=saved").await.says("Vos choix sont enregistrés."));
        for bad in [json!({ "kind": "code", "channel": "sms", "wanted": false }), json!({ "kind": "ask", "channel": "hook", "wanted": true })] {
            lea.put("/api/v1/me/messages", json!({ "choices": [bad] })).await.refuses(422, "bad-field");
        }
    }

    async fn a_trial_goes_where_one_asks_and_only_there(store: Store) {
        let town = Town::new(store).await;
        let lea = town.h.person("Léa").await;
        lea.post("/api/v1/me/messages/trial", json!({})).await.refuses(409, "not-reachable");
        town.has(&lea, "lea@example.org").await;
        town.browses(&lea, "lea").await;
        town.browses(&lea, "lea-2").await;
        lea.post("/api/v1/me/messages/trial", json!({})).await.is(202);
        town.deliver().await;
        assert_eq!((town.push.got().len(), town.email.got().len()), (2, 0), "each of one's browsers");
        lea.post("/api/v1/me/messages/trial", json!({ "channel": "email" })).await.is(202);
        lea.post("/api/v1/me/messages/trial", json!({ "channel": "sms" })).await.refuses(409, "not-reachable");
        lea.post("/api/v1/me/messages/trial", json!({ "channel": "pigeon" })).await.refuses(422, "bad-field");
        let page = lea.page("/me/messages").await;
        let sent = lea.submit(&page, "/me/messages/trial", &[("channel", "email")]).await;
        assert_eq!(sent.header("location"), "/me/messages?did=tried-email");
        town.deliver().await;
        let mails = town.email.got();
        assert_eq!(mails.len(), 2);
        assert!(mails[0].title.starts_with("Essai"));
        for _ in 0..2 {
            lea.post("/api/v1/me/messages/trial", json!({})).await.is(202);
        }
        lea.post("/api/v1/me/messages/trial", json!({})).await.refuses(429, "many-trials");
        let too_many = lea.submit(&page, "/me/messages/trial", &[("channel", "email")]).await;
        assert_eq!(too_many.status.as_u16(), 429);
        assert!(too_many.says("Vous avez déjà envoyé plusieurs essais."));
        town.h.pass(Span::hours(1));
        lea.post("/api/v1/me/messages/trial", json!({})).await.is(202);
    }

    async fn who_said_stop_is_shown_so_and_may_take_it_back(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 04").await;
        let house = &town.h.house;
        let blind = house.register.blind(&Contact::parse("+33639980004", &Country::FRANCE).unwrap());
        house.store.apply(house.queue.stop(Change::new(), blind, true, house.clock.now())).await.unwrap();
        let mine = lea.get("/api/v1/me/messages").await.json();
        assert_eq!((&mine["channels"][1]["usable"], &mine["channels"][1]["stopped"]), (&json!(false), &json!(true)));
        lea.post("/api/v1/me/messages/trial", json!({ "channel": "sms" })).await.refuses(409, "not-reachable");
        let page = lea.page("/me/messages").await.expect(200);
        assert!(page.says("Arrêté"));
        lea.submit(&page, "/me/messages/again", &[("channel", "sms")]).await.is(303);
        let mine = lea.get("/api/v1/me/messages").await.json();
        assert_eq!((&mine["channels"][1]["usable"], &mine["channels"][1]["stopped"]), (&json!(true), &json!(false)));
    }

    async fn a_device_is_forgotten_by_whose_it_is_alone(store: Store) {
        let town = Town::new(store).await;
        let (lea, max) = (town.h.person("Léa").await, town.h.person("Max").await);
        town.browses(&lea, "lea").await;
        let id = lea.get("/api/v1/me/messages").await.at("/devices/0/id");
        let page = max.page("/me/messages").await.expect(200);
        max.submit(&page, "/me/messages/forget", &[("device", &id)]).await.is(404);
        assert_eq!(lea.get("/api/v1/me/messages").await.json()["devices"].as_array().unwrap().len(), 1);
        let page = lea.page("/me/messages").await.expect(200);
        lea.submit(&page, "/me/messages/forget", &[("device", &id)]).await.is(303);
        assert_eq!(lea.get("/api/v1/me/messages").await.json()["devices"], json!([]));
    }
}
