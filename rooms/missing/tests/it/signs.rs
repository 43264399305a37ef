//! What is declared of somebody by name, and what comes from numbers that nobody has proven, joins searches as everything else does.

use kernel::{IncidentId, Role, Span};
use notify::Kind;
use serde_json::{Value, json};
use store::{params, sql, testing::asked_by};
use web::harness::{Answer, Client, Harness};

use crate::{
    confidence::headers,
    pages::signed_in,
    scene::{
        active, answers, followers_told, harness, one, proven, questions, seeks, sent, sought_at, texts, with_sms,
    },
};

const HERS: &str = "06 39 98 00 17";
const HER_NUMBER: &str = "+33639980017";

sql! {
    SIGNS = "SELECT COUNT(*) FROM sign";
    NEWS = "SELECT COUNT(*) FROM notice_note";
    REUNIONS = "SELECT COUNT(*) FROM reunion";
}

async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

/// Declares somebody safe by name and contact; gives the answer, and what the store was asked for it.
async fn declares(
    h: &Harness,
    who: &Client,
    night: IncidentId,
    how: &str,
    name: &str,
    contact: &str,
) -> (Answer, Vec<&'static str>) {
    let body =
        json!({ "about": { "name": name, "contact": contact }, "how": how, "note": "Vue ce soir, 06 39 98 55 55" });
    let (answer, asked) = asked_by(who.post(&format!("/api/v1/incidents/{night}/declarations"), body)).await;
    h.settle().await;
    (answer.expect(202), asked)
}

/// What waits for a reviewer.
async fn queue(h: &Harness) -> Vec<Value> {
    let maud = h.staff(Role::Moderator, "Maud").await;
    maud.get("/api/v1/reunions").await.expect(200).json()["reunions"].as_array().unwrap().clone()
}

async fn same(h: &Harness, waits: &Value) {
    let maud = h.staff(Role::Moderator, "Maud").await;
    let path = format!("/api/v1/reunions/{}", waits["id"].as_str().unwrap());
    maud.post(&path, json!({ "same": true })).await.is(204);
    h.settle().await;
}

store::testing::each_store! {
    async fn a_declaration_about_a_name_is_compared_by_a_reviewer(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let people = h.house.register.people_count().await.unwrap();
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        declares(&h, &nadia, night, "spoke", "Camille Roussel", HERS).await;
        assert_eq!((one(&karim, &id).await["state"].as_str(), count(&h, SIGNS).await), (Some("searching"), 0));
        let waits = queue(&h).await;
        assert_eq!((waits.len(), &waits[0]["sign"], &waits[0]["name"]), (1, &json!("news"), &json!("Camille Roussel")));
        assert!(!waits[0]["words"].as_str().unwrap().contains("55 55"), "{}", waits[0]);
        same(&h, &waits[0]).await;
        let found = one(&karim, &id).await;
        assert_eq!((&found["state"], &found["notes"][0]["how"]), (&json!("found"), &json!("spoke")));
        assert!(!found.to_string().contains("Nadia"), "{found}");
        assert_eq!(followers_told(&h).await, [(true, vec![karim.id()])]);
        assert_eq!(h.house.register.people_count().await.unwrap(), people, "it makes nobody");
    }

    async fn a_search_finds_the_declarations_that_are_there(store: Store) {
        let h = harness(store).await;
        let (night, drill) = (active(&h, false).await, active(&h, true).await);
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        declares(&h, &nadia, night, "saw", "Roussel Camille", HERS).await;
        declares(&h, &nadia, drill, "saw", "Camille Roussel", HERS).await;
        assert!(queue(&h).await.is_empty());
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        seeks(&h, &karim, sought_at("Hana Sato", HERS)).await;
        assert_eq!(queue(&h).await.len(), 1, "neither an exercise nor another name");
    }

    async fn what_was_read_online_or_is_said_by_nobody_proven_joins_nothing(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        declares(&h, &nadia, night, "read", "Camille Roussel", HERS).await;
        let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "read", "state": "safe" } });
        nadia.post("/api/v1/news", news).await.is(201);
        declares(&h, &karim, night, "spoke", "Camille Roussel", HERS).await;
        let paul = h.person("Paul").await;
        declares(&h, &paul, night, "spoke", "Camille Roussel", HERS).await;
        assert!(queue(&h).await.is_empty(), "nor what the seeker says");
        let contact = register::Contact::parse("paul@example.org", &register::Country::FRANCE).unwrap();
        let now = h.house.clock.now();
        let change = h.house.register.prove_contact(store::Change::new(), paul.id(), &contact, now);
        h.house.store.apply(change).await.unwrap();
        h.settle().await;
        assert_eq!(queue(&h).await.len(), 1, "his word counts from now on");
    }

    async fn whoever_is_known_by_the_contact_is_asked_in_the_place_of_a_reviewer(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        declares(&h, &nadia, night, "spoke", "Camille Roussel", HERS).await;
        assert_eq!(queue(&h).await.len(), 1, "nobody is known by it");
        let camille = proven(&h, "Camille Roussel", HERS).await;
        h.settle().await;
        assert!(queue(&h).await.is_empty(), "she decides");
        assert_eq!(questions(&camille).await.len(), 1);
        declares(&h, &nadia, night, "saw", "Camille Roussel", HERS).await;
        assert!(queue(&h).await.is_empty());
        answers(&h, &camille, "tell").await.is(204);
        assert_eq!(one(&karim, &id).await["state"], "found");
    }

    async fn a_declaration_is_answered_the_same_whether_it_fits_a_search_or_not(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        proven(&h, "Inès Moreau", "06 39 98 22 22").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        // Who she is is known from here on.
        nadia.get("/api/v1/circle").await.is(200);
        let mut all = Vec::new();
        for (name, contact) in [("Camille Roussel", HERS), ("Inès Moreau", "06 39 98 22 22"), ("Hana Sato", "06 39 98 33 33")] {
            let (answer, asked) = declares(&h, &nadia, night, "spoke", name, contact).await;
            let shape = answer.json().as_object().unwrap().len();
            all.push(((answer.status, headers(&answer), answer.text.len(), shape), asked));
        }
        assert_eq!(all[0], all[2], "sought, and nobody: the same questions too");
        assert_eq!(all[1].0, all[2].0, "known, and nobody");
    }

    async fn a_number_that_nobody_has_proven_is_asked_once_a_day_and_not_after_stop(store: Store) {
        let (h, _folder) = with_sms(store).await;
        active(&h, false).await;
        let people = h.house.register.people_count().await.unwrap();
        texts(&h, "m1", HER_NUMBER, "OK Amina Benali").await;
        texts(&h, "m2", "+33639980018", "SAFE Amina Benali").await;
        texts(&h, "m3", HER_NUMBER, "OK Amina").await;
        assert_eq!(h.house.register.people_count().await.unwrap(), people);
        assert_eq!((count(&h, SIGNS).await, count(&h, NEWS).await), (3, 3), "each once");
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let people = people + 1;
        let id = seeks(&h, &karim, sought_at("Amina BEN ALI", HERS)).await;
        assert_eq!(sent(&h, Kind::Sought).await, [HER_NUMBER], "her own number, and no other");
        seeks(&h, &karim, sought_at("Amina Benali", HERS)).await;
        texts(&h, "m4", HER_NUMBER, "Amina Benali va bien").await;
        assert!(sent(&h, Kind::Sought).await.is_empty(), "once a day");
        texts(&h, "m5", HER_NUMBER, "STOP").await;
        h.pass(Span::days(1));
        texts(&h, "m6", HER_NUMBER, "SAFE Amina Benali").await;
        assert!(sent(&h, Kind::Sought).await.is_empty(), "not after STOP");
        assert!(queue(&h).await.is_empty(), "no reviewer decides for whoever has the number");
        assert_eq!((one(&karim, &id).await["state"].as_str(), followers_told(&h).await.len()), (Some("searching"), 0));
        // They prove it on a page: from then on it is their word.
        let amina = signed_in(&h, "Amina Benali", HERS).await;
        h.settle().await;
        assert_eq!(h.house.register.people_count().await.unwrap(), people + 1);
        assert_eq!(questions(&amina).await.len(), 2, "for each search");
    }

    async fn a_name_of_one_word_leads_to_its_own_number_alone(store: Store) {
        let (h, _folder) = with_sms(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        texts(&h, "m1", "+33639980018", "OK Samir").await;
        texts(&h, "m2", "+33639980019", "SAFE samirbenali").await;
        seeks(&h, &karim, sought_at("Samir Benali", HERS)).await;
        assert!(sent(&h, Kind::Sought).await.is_empty() && queue(&h).await.is_empty(), "of other numbers");
        texts(&h, "m3", HER_NUMBER, "OK Amina").await;
        assert!(sent(&h, Kind::Sought).await.is_empty(), "another first name");
        texts(&h, "m4", HER_NUMBER, "SAFE samirbenali").await;
        assert_eq!(sent(&h, Kind::Sought).await, [HER_NUMBER]);
        h.pass(Span::days(1));
        texts(&h, "m5", HER_NUMBER, "OK Samir").await;
        assert_eq!(sent(&h, Kind::Sought).await, [HER_NUMBER], "it is asked, and nobody is told");
        assert!(queue(&h).await.is_empty() && followers_told(&h).await.is_empty());
    }

    async fn signs_are_forgotten_in_their_time_and_with_whom_they_are_from(store: Store) {
        let (h, _folder) = with_sms(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        seeks(&h, &karim, sought_at("Amina Benali", HERS)).await;
        declares(&h, &nadia, night, "spoke", "Amina Benali", HERS).await;
        texts(&h, "m1", HER_NUMBER, "OK Amina Benali").await;
        let all = async || (count(&h, SIGNS).await, count(&h, NEWS).await, count(&h, REUNIONS).await);
        assert_eq!(all().await, (1, 2, 2));
        nadia.delete("/api/v1/me").await.is(204);
        assert_eq!(all().await, (1, 1, 1), "what she declared is gone with her");
        let amina = signed_in(&h, "Amina Benali", HERS).await;
        h.settle().await;
        let export = amina.get("/api/v1/me/export").await.expect(200).json();
        assert_eq!(export["signs"][0]["name"], "Amina Benali", "{export}");
        assert_eq!(all().await, (0, 1, 1), "her number needs no message any more");
        let page = amina.page("/me").await.expect(200);
        amina.submit(&page, "/me/erase", &[("sure", "yes")]).await;
        h.settle().await;
        assert_eq!(all().await, (0, 0, 0));
        texts(&h, "m2", "+33639980018", "OK Hana Sato").await;
        h.pass(Span::days(29));
        missing::acts::forget(&h.house).await.unwrap();
        assert_eq!(count(&h, NEWS).await, 1);
        h.pass(Span::days(2));
        missing::acts::forget(&h.house).await.unwrap();
        assert_eq!(all().await, (0, 0, 0));
    }
}
