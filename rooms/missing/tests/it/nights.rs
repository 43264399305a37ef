//! Four nights: somebody is found by their own word, a seeker is a stalker, a picture is a hoax, a join was wrong.

use kernel::Role;
use notify::Kind;
use serde_json::json;
use web::harness::{Client, Harness};

use crate::{
    exchange::register,
    pages::signed_in,
    photos::{picture, sends},
    scene::{
        active, answers, appeal, followers_told, found_a_hoax, harness, one, proven, questions, safe, seeks, sent,
        sought, sought_at, texted_code, texts, with_sms,
    },
};

const HERS: &str = "06 39 98 00 17";
const HER_NUMBER: &str = "+33639980017";

/// Everything that shows a search to others: the page of its appeal, its card, its record, and the same through the API.
struct Outputs {
    page: String,
    card: String,
    record: String,
    appeal: String,
}

async fn outputs(h: &Harness, register: &Client, id: &str, share: &str) -> Outputs {
    let nobody = h.nobody().reading("fr");
    let page = nobody.page(&format!("/s/{share}")).await.expect(200).text;
    let card = nobody.get(&format!("/s/{share}/card.png")).await.expect(200).header("etag").to_owned();
    let read = format!("/api/v1/pfif/read?id=127.0.0.1/person.{id}");
    let record = register.get(&read).await.expect(200).text;
    let appeal = nobody.get(&format!("/api/v1/appeals/{share}")).await.expect(200).at("/state");
    Outputs { page, card, record, appeal }
}

impl Outputs {
    fn says(&self, state: &str) {
        assert_eq!(self.appeal, state);
        assert_eq!(self.record.contains("believed_alive"), state == "found", "{}", self.record);
    }
    fn turned(&self, before: &Self) {
        assert_ne!(self.card, before.card, "the card turns");
        assert_ne!(self.page, before.page, "the page turns");
    }
}

store::testing::each_store! {
    async fn somebody_is_found_by_their_own_check_in_by_sms(store: Store) {
        let (h, _folder) = with_sms(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let amina = proven(&h, "Amina Benali", HERS).await;
        let id = seeks(&h, &karim, sought_at("Amina Benali", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let paris = register(&h, "Paris", "paris.example.org", [true, false, false]).await;
        let before = outputs(&h, &paris, &id, &share).await;
        before.says("searching");
        texts(&h, "m1", HER_NUMBER, "je suis en sécurité").await;
        assert_eq!(one(&karim, &id).await["state"], "searching", "she is asked before anybody is told");
        assert_eq!(questions(&amina).await.len(), 1);
        answers(&h, &amina, "tell").await.is(204);
        assert_eq!(one(&karim, &id).await["state"], "found");
        let after = outputs(&h, &paris, &id, &share).await;
        after.says("found");
        after.turned(&before);
        texts(&h, "m2", HER_NUMBER, "OK").await;
        assert_eq!(followers_told(&h).await, [(true, vec![karim.id()])], "whoever follows it is told, once");
    }

    async fn somebody_whom_nobody_here_knows_is_found_by_their_own_check_in_by_sms(store: Store) {
        let (h, _folder) = with_sms(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Amina Benali", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let paris = register(&h, "Paris", "paris.example.org", [true, false, false]).await;
        let before = outputs(&h, &paris, &id, &share).await;
        let people = h.house.register.people_count().await.unwrap();
        texts(&h, "m1", HER_NUMBER, "je suis en sécurité, Amina Benali").await;
        assert_eq!(sent(&h, Kind::Sought).await, [HER_NUMBER], "her number is asked");
        texts(&h, "m2", HER_NUMBER, "Amina Benali").await;
        assert_eq!(h.house.register.people_count().await.unwrap(), people, "a message makes nobody");
        let maud = h.staff(Role::Moderator, "Maud").await;
        assert_eq!(maud.get("/api/v1/reunions").await.expect(200).json()["reunions"], json!([]), "nobody decides for her");
        assert_eq!(one(&karim, &id).await["state"], "searching");
        let code = texted_code(&h).await;
        texts(&h, "m3", HER_NUMBER, &code).await;
        assert_eq!(h.house.register.people_count().await.unwrap(), people + 1);
        assert_eq!(one(&karim, &id).await["state"], "searching");
        let amina = signed_in(&h, "Amina Benali", HERS).await;
        h.settle().await;
        let page = amina.page("/sought").await.expect(200);
        let asked = questions(&amina).await;
        assert_eq!(asked.len(), 1, "she is asked once: {asked:?}");
        let path = format!("/sought/{}", asked[0]["id"].as_str().unwrap());
        amina.submit(&page, &path, &[("answer", "tell")]).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "found");
        let after = outputs(&h, &paris, &id, &share).await;
        after.says("found");
        after.turned(&before);
        assert_eq!(followers_told(&h).await, [(true, vec![karim.id()])]);
    }

    async fn the_seeker_is_a_stalker(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let stalker = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &stalker, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &stalker, &id).await.unwrap();
        let paris = register(&h, "Paris", "paris.example.org", [true, false, false]).await;
        let (seen, before) = (one(&stalker, &id).await, outputs(&h, &paris, &id, &share).await);
        safe(&h, &camille, night).await;
        answers(&h, &camille, "never").await.is(204);
        let after = outputs(&h, &paris, &id, &share).await;
        after.says("searching");
        assert_eq!((after.card, after.record), (before.card, before.record), "byte for byte");
        assert_eq!(one(&stalker, &id).await, seen);
        assert_eq!(followers_told(&h).await, []);
        // What others say of her leads to her, and to nobody else.
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "spoke", "state": "safe" } });
        nadia.post("/api/v1/news", news).await.is(201);
        h.settle().await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        assert_eq!(maud.get("/api/v1/reunions").await.expect(200).json()["reunions"], json!([]));
        h.pass(kernel::Span::days(31));
        h.settle().await;
        assert_eq!(one(&stalker, &id).await["state"], "over", "until it would have ended anyway");
    }

    async fn the_picture_is_a_hoax(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let bruno = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
        let id = seeks(&h, &bruno, sought("Paul Inconnu")).await;
        sends(&bruno, &id, picture(3)).await.is(204);
        let share = appeal(&h, &bruno, &id).await.unwrap();
        let paris = register(&h, "Paris", "paris.example.org", [true, false, false]).await;
        let before = outputs(&h, &paris, &id, &share).await;
        found_a_hoax(&h, &maud, &id).await;
        h.settle().await;
        assert_eq!(one(&bruno, &id).await["state"], "taken_down");
        outputs(&h, &paris, &id, &share).await.turned(&before);
        let public = h.nobody().get(&format!("/api/v1/appeals/{share}")).await.expect(200).json();
        assert!(public.get("name").is_none() && public["photo"] == false, "{public}");
        // Somebody else comes with the same picture: a moderator sees that before deciding; whoever sent it does not.
        let again = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let second = seeks(&h, &again, sought("Jean Inconnu")).await;
        sends(&again, &second, picture(3)).await.is(204);
        again.post(&format!("/api/v1/notices/{second}/appeal"), json!({})).await.is(200);
        let queue = maud.get("/api/v1/appeals").await.expect(200).json();
        assert_eq!(queue["notices"][0]["photo_flag"], "hoax");
        assert!(one(&again, &second).await.get("photo_flag").is_none());
    }

    async fn the_join_was_wrong_and_everything_it_caused_is_undone(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let paris = register(&h, "Paris", "paris.example.org", [true, false, false]).await;
        let (seen, before) = (one(&karim, &id).await, outputs(&h, &paris, &id, &share).await);
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let news = json!({ "name": "Camille Roussel", "contact": HERS,
            "note": { "how": "spoke", "state": "safe", "words": "Elle est chez moi, 12 rue des Tilleuls, 06 39 98 55 55" } });
        let kept = nadia.post("/api/v1/news", news).await.expect(201);
        h.settle().await;
        assert_eq!(kept.json().as_object().unwrap().len(), 1, "nothing tells whether a search fits");
        let maud = h.staff(Role::Moderator, "Maud").await;
        let queue = maud.get("/api/v1/reunions").await.expect(200).json();
        let proposal = &queue["reunions"][0];
        assert_eq!(proposal["reasons"], json!(["name-likely", "contact-said"]));
        let words = proposal["words"].as_str().unwrap();
        assert!(!words.contains("Tilleuls") && !words.contains("55 55"), "{words}");
        let path = format!("/api/v1/reunions/{}", proposal["id"].as_str().unwrap());
        maud.post(&path, json!({ "same": true })).await.is(204);
        h.settle().await;
        let found = one(&karim, &id).await;
        assert_eq!((found["state"].as_str(), found["notes"][0]["state"].as_str()), (Some("found"), Some("safe")));
        let joined = outputs(&h, &paris, &id, &share).await;
        joined.says("found");
        joined.turned(&before);
        maud.delete(&path).await.is(204);
        h.settle().await;
        assert_eq!(one(&karim, &id).await, seen, "as it was, to the last field");
        let after = outputs(&h, &paris, &id, &share).await;
        after.says("searching");
        assert_eq!((&after.card, after.record.contains("Manteau vert")), (&before.card, true));
        let both = [(true, vec![karim.id()]), (false, vec![karim.id()])];
        assert_eq!(followers_told(&h).await, both, "whoever was told hears that it was somebody else");
        maud.delete(&path).await.refuses(409, "missing-answered");
        assert_eq!(maud.get("/api/v1/reunions").await.expect(200).json()["reunions"], json!([]), "it is not proposed again");
    }
}
