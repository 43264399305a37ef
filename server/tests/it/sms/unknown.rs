//! What comes from a number that nobody has proven.

use super::town::Town;
use crate::scene::state;
use register::{Contact, Country};

const NEW: &str = "+33639980009";

async fn owner(town: &Town) -> Option<kernel::PersonId> {
    let contact = Contact::parse(NEW, &Country::FRANCE).unwrap();
    let r = &town.h.house.register;
    r.owner_of_contact(r.blind(&contact)).await.unwrap()
}

fn code_in(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    assert_eq!(digits.len(), 6, "{text}");
    digits
}

store::testing::each_store! {
    async fn an_unknown_sender_is_asked_their_name_and_proves_their_number_in_the_same_conversation(store: Store) {
        let town = Town::new(store).await;
        let night = town.incident(false, "Crue").await;
        let before = town.people().await;
        let line = town.says("m1", NEW, "je suis en sécurité").await;
        assert!(line.contains("ce numéro nous est inconnu") && line.contains("prénom"), "{line}");
        assert_eq!((town.people().await, owner(&town).await), (before, None), "it is nobody's name");
        town.brings("m2", NEW, "Alba Romero").await.is(200);
        let mut lines = town.deliver().await;
        lines.sort_by_key(|l| !l.text.contains("Merci"));
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].text.contains("Merci Alba Romero"));
        assert_eq!((town.people().await, owner(&town).await), (before, None), "a name makes nobody either");
        let code = code_in(lines[1].text.split_once(':').unwrap().1);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert!(town.says("m3", NEW, wrong).await.contains("pas le bon"));
        assert!(town.says("m4", NEW, &format!("{} {}", &code[..3], &code[3..])).await.contains("est bien à vous"));
        town.h.settle().await;
        let alba = owner(&town).await.unwrap();
        assert_eq!(town.people().await, before + 1);
        let facts = town.h.house.register.facts(alba, night).await.unwrap();
        assert_eq!((facts.len(), facts[0].state.word()), (1, "safe"));
        assert_eq!(town.h.house.register.card(alba).await.unwrap().unwrap().name, "Alba Romero");
        assert!(town.says("m5", NEW, "OUT").await.contains("pas sur place"), "from now on they are known");
    }
    async fn an_unknown_sender_who_needs_help_is_seen_by_operators_at_once(store: Store) {
        let town = Town::new(store).await;
        let night = town.incident(false, "Crue").await;
        let line = town.says("m1", NEW, "au secours, je suis blessé rue Bichat").await;
        assert!(line.starts_with("Appelez d'abord : 17, 15, 18, 112"), "{line}");
        let queue = town.anne.get(&format!("/api/v1/incidents/{night}/help-queue")).await.expect(200);
        assert!(queue.says("rue Bichat"), "{}", queue.text);
        assert!(town.inbox().await[0].0);
        let page = town.anne.page("/console/inbox").await.expect(200);
        assert!(page.says(NEW), "they can be called back");
        town.says("m2", NEW, "OK").await;
        let queue = town.anne.get(&format!("/api/v1/incidents/{night}/help-queue")).await.expect(200);
        assert!(queue.says("rue Bichat"), "it stays");
    }
    async fn nobody_is_made_by_accident(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", "+33639980001").await;
        let night = town.incident(false, "Crue").await.to_string();
        town.deliver().await;
        let before = town.people().await;
        for (n, text) in ["OK Marie", "OK Léa", "Bonjour", "Paul", "je suis perdue", "123456", "???", "", "🙏", "STOP", "START"]
            .into_iter()
            .enumerate()
        {
            town.brings(&format!("m{n}"), NEW, text).await.is(200);
            town.deliver().await;
        }
        // Names that are not phones are kept, and nobody writes to them.
        town.brings("ad", "BANQUE", "Votre crédit est prêt").await.is(200);
        assert!(town.deliver().await.is_empty());
        assert_eq!((town.people().await, owner(&town).await), (before, None));
        assert_eq!(state(&lea, &lea, &night).await, "gone");
        assert!(town.h.house.register.facts(lea.id(), night.parse().unwrap()).await.unwrap().is_empty());
    }
    async fn a_flood_in_the_name_of_a_number_does_not_keep_it_from_proving_itself(store: Store) {
        let town = Town::new(store).await;
        let night = town.incident(false, "Crue").await;
        let path = format!("/api/v1/incidents/{night}/check-ins");
        let flood = async || {
            for _ in 0..10 {
                let body = serde_json::json!({ "answer": "not_there", "name": "Alba", "contact": NEW });
                town.h.nobody().post(&path, body).await.is(202);
            }
        };
        flood().await;
        let sent = town.deliver().await;
        assert_eq!(sent.len(), 6, "five codes and the standing one: {sent:?}");
        let long: Vec<String> = sent
            .iter()
            .map(|l| l.text.split_once(':').unwrap().1.chars().filter(|c| c.is_ascii_digit() || *c == ' ').collect::<String>())
            .map(|t| t.trim().split(' ').take(3).collect::<Vec<_>>().join(" "))
            .filter(|c| c.len() == 14)
            .collect();
        assert_eq!(long.len(), 1, "{sent:?}");
        town.brings("m1", NEW, "je suis en sécurité").await.is(200);
        town.brings("m2", NEW, "Alba Romero").await.is(200);
        town.deliver().await;
        flood().await;
        // What it texts back confirms what it texted, though strangers asked after it.
        assert!(town.says("m3", NEW, &long[0]).await.contains("est bien à vous"));
        town.h.settle().await;
        let alba = owner(&town).await.unwrap();
        let facts = town.h.house.register.facts(alba, night).await.unwrap();
        assert_eq!((facts.len(), facts[0].state.word()), (1, "safe"));
    }
    async fn a_number_that_is_sought_is_written_to_silently_and_without_a_name(store: Store) {
        let town = Town::new(store).await;
        town.incident(false, "Crue").await;
        let karim = town.h.person("Karim Belaïd").await;
        town.has(&karim, "karim@example.org").await;
        let search = serde_json::json!({ "name": "Amina Benali", "phone": NEW, "relation": "family", "police": true });
        karim.post("/api/v1/notices", search).await.is(201);
        town.deliver().await;
        town.brings("m1", NEW, "SAFE Amina Benali").await.is(200);
        town.brings("m2", "+33639980008", "SAFE Amina Benali").await.is(200);
        let lines = town.deliver().await;
        let (sought, answers): (Vec<_>, Vec<_>) = lines.into_iter().partition(|l| l.text.contains("/sought"));
        assert_eq!((sought.len(), sought[0].to.as_str()), (1, NEW), "her number alone: {sought:?}");
        for name in ["Amina", "Benali", "Karim", "Bela"] {
            assert!(!sought[0].text.contains(name), "{}", sought[0].text);
        }
        assert_eq!(answers.len(), 2);
        assert_eq!(answers[0].text, answers[1].text, "whether it fits a search or not");
        let (events, _) = town.h.house.store.events_after(0, 10_000).await.unwrap();
        let told: String = events.iter().map(|e| serde_json::to_string(&e.event).unwrap()).collect();
        assert!(told.contains("\"sign\"") && !told.contains("Benali") && !told.contains("639980009"), "ids alone");
        assert_eq!(owner(&town).await, None);
    }
    async fn a_code_of_a_page_is_typed_there(store: Store) {
        let town = Town::new(store).await;
        let asked = serde_json::json!({ "contact": NEW, "name": "Alba" });
        town.h.nobody().post("/api/v1/contacts/proofs", asked).await.is(202);
        let sent = town.deliver().await;
        let code = code_in(sent[0].text.split_once(':').unwrap().1);
        assert!(town.says("m1", NEW, &code).await.contains("sur la page"));
        assert_eq!(owner(&town).await, None);
    }
}
