//! What people who are known write.

use kernel::Span;
use register::CaseState;
use serde_json::json;

use super::town::Town;
use crate::scene::{friends, state};

const LEA: &str = "+33639980001";

store::testing::each_store! {
    async fn what_a_provider_brings_twice_is_read_once(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        let night = town.incident(false, "Crue").await;
        town.deliver().await;
        assert!(!town.says("m1", LEA, "OK").await.is_empty());
        for _ in 0..3 {
            assert_eq!(town.says("m1", LEA, "OK").await, "");
        }
        let facts = town.h.house.register.facts(lea.id(), night).await.unwrap();
        assert_eq!(facts.len(), 1);
        assert!(!town.says("m2", LEA, "OUT").await.is_empty());
        assert_eq!(town.h.house.register.facts(lea.id(), night).await.unwrap().len(), 2);
    }
    async fn a_flood_in_somebodys_name_does_not_keep_their_stop_from_being_heard(store: Store) {
        let town = Town::new(store).await;
        town.inside("Léa", LEA).await;
        for n in 0..31 {
            town.says(&format!("flood-{n}"), LEA, "bla bla").await;
        }
        let contact = register::Contact::parse(LEA, &register::Country::FRANCE).unwrap();
        let blind = town.h.house.register.blind(&contact);
        town.says("stop", LEA, "STOP").await;
        assert!(town.h.house.queue.has_stopped(blind).await.unwrap());
    }
    async fn it_answers_the_newest_real_question_else_the_newest_drill(store: Store) {
        let town = Town::new(store).await;
        let (lea, karim) = (town.inside("Léa", LEA).await, town.h.person("Karim").await);
        friends(&lea, &karim).await;
        let old_drill = town.incident(true, "Ancien exercice").await.to_string();
        town.h.pass(Span::minutes(5));
        let drill = town.incident(true, "Exercice attentat").await.to_string();
        town.deliver().await;
        let line = town.says("m1", LEA, "je suis en sécurité").await;
        assert!(line.starts_with("EXERCICE ") && line.contains("Exercice attentat"), "{line}");
        assert_eq!(state(&karim, &lea, &drill).await, "safe");
        assert_eq!(state(&karim, &lea, &old_drill).await, "none");
        town.h.pass(Span::minutes(5));
        let real = town.incident(false, "Crue").await.to_string();
        town.h.pass(Span::minutes(5));
        town.incident(true, "Encore un exercice").await;
        town.deliver().await;
        let line = town.says("m2", LEA, "nous allons bien, on rentre").await;
        assert!(line.contains("Crue") && !line.starts_with("EXERCICE"), "{line}");
        assert_eq!(state(&karim, &lea, &real).await, "safe");
    }
    async fn a_call_for_help_is_closed_by_no_text_message(store: Store) {
        let town = Town::new(store).await;
        let (lea, karim) = (town.inside("Léa", LEA).await, town.h.person("Karim").await);
        friends(&lea, &karim).await;
        let night = town.incident(false, "Crue").await;
        town.deliver().await;
        let line = town.says("m1", LEA, "AIDE je suis coincée au sous-sol").await;
        assert!(line.starts_with("Appelez d'abord : 17, 15, 18, 112"), "{line}");
        let r = &town.h.house.register;
        let case = r.case_of(lea.id(), night).await.unwrap().unwrap();
        assert_eq!((case.state, case.channel.word()), (CaseState::Open, "sms"));
        assert_eq!(case.words.as_deref(), Some("AIDE je suis coincée au sous-sol"));
        assert_eq!(state(&karim, &lea, &night.to_string()).await, "need_help");
        assert!(!karim.get("/api/v1/circle").await.expect(200).says("sous-sol"), "that help was asked, never where");
        // She tells more, in words that no machine reads: operators do.
        let line = town.says("m2", LEA, "12 rue Bichat, derrière la porte bleue").await;
        assert!(line.contains("opérateurs"), "{line}");
        let case = r.case_of(lea.id(), night).await.unwrap().unwrap();
        assert_eq!(case.place.as_deref(), Some("12 rue Bichat, derrière la porte bleue"));
        for (id, text) in [("m3", "OK"), ("m4", "OUT"), ("m5", "je vais bien maintenant")] {
            let line = town.says(id, LEA, text).await;
            assert!(line.contains("votre demande reste ouverte"), "{line}");
            let case = r.case_of(lea.id(), night).await.unwrap().unwrap();
            assert_eq!((case.state, case.better), (CaseState::Open, false), "{text}");
            assert_eq!(state(&karim, &lea, &night.to_string()).await, "need_help");
        }
        assert!(town.inbox().await.iter().filter(|m| m.0).count() >= 4, "operators read all of it first");
        // What cannot be forged can say it.
        town.h.pass(Span::minutes(1));
        let ok = json!({ "answer": "safe" });
        lea.post(&format!("/api/v1/incidents/{night}/check-ins"), ok).await.is(201);
        assert_eq!(state(&karim, &lea, &night.to_string()).await, "safe");
        assert!(town.says("m6", LEA, "OK").await.contains("vous allez bien"));
    }
    async fn ok_marie_is_about_one_marie_of_the_senders_circle(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        let (dupre, roy, karim) =
            (town.h.person("Marie Dupré").await, town.h.person("Marie Roy").await, town.h.person("Karim B.").await);
        let stranger = town.h.person("Alba").await;
        for friend in [&dupre, &roy, &karim] {
            friends(&lea, friend).await;
        }
        friends(&karim, &dupre).await;
        let night = town.incident(false, "Crue").await.to_string();
        town.deliver().await;
        let people = town.people().await;
        let line = town.says("m1", LEA, "OK Karim").await;
        assert!(line.contains("selon vous, Karim B. va bien"), "{line}");
        assert_eq!(state(&lea, &karim, &night).await, "safe");
        assert_eq!(state(&karim, &lea, &night).await, "none", "it says nothing of the sender");
        let line = town.says("m2", LEA, "OK Marie").await;
        assert!(line.contains("Marie Dupré") && line.contains("Marie Roy"), "{line}");
        assert_eq!(state(&lea, &dupre, &night).await, "none");
        assert!(town.says("m3", LEA, "OK Marie Dupre").await.contains("Marie Dupré va bien"));
        assert_eq!((state(&lea, &dupre, &night).await, state(&lea, &roy, &night).await), ("safe".into(), "none".into()));
        let line = town.says("m4", LEA, "OK Alba").await;
        assert!(line.contains("Personne ne porte ce nom dans votre cercle"), "who is elsewhere is nobody here: {line}");
        let (known, unknown) = (line.replace("Alba", "X"), town.says("m5", LEA, "OK Zacharie").await.replace("Zacharie", "X"));
        assert_eq!(known, unknown, "the same whether or not somebody of that name is known");
        assert_eq!(town.people().await, people, "it makes nobody");
        let _ = stranger;
    }
    async fn an_older_word_of_their_own_goes_before_what_a_friend_texts(store: Store) {
        let town = Town::new(store).await;
        let (lea, karim) = (town.inside("Léa", LEA).await, town.inside("Karim", "+33639980002").await);
        friends(&lea, &karim).await;
        let night = town.incident(false, "Crue").await.to_string();
        town.deliver().await;
        karim.post(&format!("/api/v1/incidents/{night}/check-ins"), json!({ "answer": "need_help" })).await.is(201);
        town.says("m1", LEA, "OK Karim").await;
        assert_eq!(state(&lea, &karim, &night).await, "need_help");
    }
    async fn stop_ends_text_messages_and_start_takes_it_back(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        let line = town.says("m1", LEA, "STOP").await;
        assert!(line.contains("ne vous écrira plus par SMS"), "{line}");
        assert_eq!(town.says("m2", LEA, "Stop").await, "", "it is said once");
        town.incident(false, "Crue").await;
        assert!(town.deliver().await.is_empty());
        let line = town.says("m3", LEA, "OK").await;
        assert!(line.contains("vous allez bien"), "what answers them is sent: {line}");
        assert!(town.says("m4", LEA, "START").await.contains("de nouveau"));
        town.h.pass(Span::minutes(1));
        town.incident(false, "Incendie").await;
        assert_eq!(town.deliver().await.len(), 1);
        let _ = lea;
    }
    async fn what_is_not_understood_is_read_by_a_person_and_two_machines_fall_silent(store: Store) {
        let town = Town::new(store).await;
        let _lea = town.inside("Léa", LEA).await;
        town.incident(false, "Crue").await;
        town.deliver().await;
        let line = town.says("m1", LEA, "On regarde le match, et vous ?").await;
        assert!(line.starts_with("Pas compris."), "{line}");
        let line = town.says("m2", LEA, "aidez Marie elle est blessée").await;
        assert!(line.starts_with("En danger, appelez : 17, 15, 18, 112"), "{line}");
        let inbox = town.inbox().await;
        assert_eq!(inbox.len(), 2);
        assert_eq!(inbox[0], (true, "aidez Marie elle est blessée".to_owned()), "the urgent one first");
        let mut lines = 0;
        for n in 0..40 {
            lines += usize::from(!town.says(&format!("r{n}"), LEA, "Ich bin derzeit nicht im Büro, bla").await.is_empty());
        }
        assert!(lines <= 3, "{lines}");
        // Beyond what is read of one number, a call for help still is.
        assert!(town.says("h1", LEA, "AIDE").await.starts_with("Appelez d'abord"));
    }
    async fn people_are_answered_in_the_language_they_write_in(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        town.incident(false, "Crue").await;
        town.deliver().await;
        for (id, text, begins) in [
            ("m1", "I am safe, thank you", "Noted: you are safe"),
            ("m2", "estoy bien, gracias", "Anotado: usted se encuentra bien"),
            ("m3", "أنا بخير والحمد لله", "سجلنا أنك بخير"),
            ("m4", "mir geht es gut", "Noted: you are safe"),
            ("m5", "estou bem, obrigada", "Noted: you are safe"),
            ("m6", "OK", "Noté : vous allez bien"),
        ] {
            let line = town.says(id, LEA, text).await;
            assert!(line.starts_with(begins), "{text}: {line}");
        }
        let _ = lea;
    }
    async fn without_an_alert_a_call_for_help_still_finds_a_person(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        let line = town.says("m1", LEA, "AIDE").await;
        assert!(line.contains("Aucune alerte") && line.contains("112"), "{line}");
        assert_eq!(town.inbox().await, [(true, "AIDE".to_owned())]);
        assert!(town.says("m2", LEA, "OK").await.contains("Aucune alerte"));
        assert_eq!(town.inbox().await.len(), 1);
        let _ = lea;
    }
    async fn of_several_real_alerts_an_answer_joins_the_one_that_asked(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        let first = town.incident(false, "Crue").await;
        town.h.pass(Span::minutes(3));
        let second = town.incident(false, "Incendie").await;
        town.deliver().await;
        town.says("m1", LEA, "OK").await;
        let r = &town.h.house.register;
        assert!(r.facts(lea.id(), first).await.unwrap().is_empty());
        assert_eq!(r.facts(lea.id(), second).await.unwrap().len(), 1);
    }
}
