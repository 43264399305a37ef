//! Having a role is not enough: what belongs to somebody else is not there.

use axum::http::Method;
use kernel::Role;
use serde_json::json;

use crate::scene::{HERE, Scene, friends, state, zone};

const NOBODY: &str = "0199a000-0000-7000-8000-000000000000";

store::testing::each_store! {
    async fn a_draft_is_there_for_operators_alone(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.h.person("Léa").await;
        let draft = s.draft(false).await;
        let path = format!("/api/v1/incidents/{draft}");
        for who in [&s.h.nobody(), &lea, &s.h.staff(Role::Institution, "Hôpital").await] {
            who.get(&path).await.refuses(404, "no-incident");
            assert!(!who.get("/api/v1/incidents?drill=true").await.expect(200).says(&draft));
        }
        for what in ["check-ins", "declarations"] {
            let body = json!({ "answer": "safe" });
            let about = json!({ "about": { "name": "Karim" }, "how": "saw" });
            let body = if what == "check-ins" { body } else { about };
            lea.post(&format!("{path}/{what}"), body).await.refuses(404, "no-incident");
        }
        assert!(s.bruno.get("/api/v1/incidents").await.expect(200).says(&draft));
        let drill = s.night(true).await;
        assert!(!s.h.nobody().get("/api/v1/incidents").await.expect(200).says(&drill), "drills only when asked for");
        assert!(s.h.nobody().get("/api/v1/incidents?drill=true").await.expect(200).says(&drill));
    }

    async fn what_was_said_of_somebody_is_theirs_to_answer(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, ines) = (s.h.person("Léa").await, s.h.person("Karim").await, s.h.person("Inès").await);
        friends(&lea, &karim).await;
        friends(&lea, &ines).await;
        let night = s.night(false).await;
        let at = format!("/api/v1/incidents/{night}/declarations");
        let fact = karim.post(&at, json!({ "about": { "person": lea.id() }, "how": "saw" })).await.expect(202).at("/id");
        for who in [&karim, &ines] {
            for what in ["confirm", "dispute"] {
                who.post(&format!("{at}/{fact}/{what}"), json!({})).await.refuses(404, "no-fact");
            }
        }
        let other = s.night(true).await;
        let elsewhere = format!("/api/v1/incidents/{other}/declarations/{fact}/dispute");
        lea.post(&elsewhere, json!({})).await.refuses(404, "no-fact");
        assert_eq!(state(&ines, &lea, &night).await, "safe");
        lea.post(&format!("{at}/{fact}/dispute"), json!({})).await.is(200);
        assert_eq!(state(&ines, &lea, &night).await, "none");
        lea.post(&format!("{at}/{NOBODY}/confirm"), json!({})).await.refuses(404, "no-fact");
        let about_karims_friend = json!({ "about": { "person": ines.id() }, "how": "saw" });
        karim.post(&at, about_karims_friend).await.refuses(404, "not-in-circle");
    }

    async fn a_case_is_seen_by_its_person_and_by_operators(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await);
        friends(&lea, &karim).await;
        let night = s.night(false).await;
        let body = json!({ "answer": "need_help", "place": "Derrière le comptoir", "message": "Vite" });
        lea.post(&format!("/api/v1/incidents/{night}/check-ins"), body).await.is(201);
        let queue = s.anne.get(&format!("/api/v1/incidents/{night}/help-queue")).await.expect(200);
        assert_eq!((queue.at("/cases/0/place"), queue.at("/cases/0/name")), ("Derrière le comptoir".into(), "Léa".into()));
        let case = queue.at("/cases/0/id");
        assert_eq!(state(&karim, &lea, &night).await, "need_help");
        assert!(!karim.get("/api/v1/circle").await.expect(200).says("comptoir"), "that help was asked, never where");
        let another = s.night(true).await;
        let help = |id: &str| format!("/api/v1/incidents/{id}/help");
        karim.put(&help(&night), json!({ "need": "hurt" })).await.refuses(404, "no-case");
        lea.put(&help(&another), json!({ "need": "hurt" })).await.refuses(404, "no-case");
        let take = format!("/api/v1/help/{case}/take");
        s.anne.post(&take, json!({})).await.is(200);
        s.bruno.post(&take, json!({})).await.refuses(409, "case-taken");
        s.bruno.post(&format!("/api/v1/help/{case}/release"), json!({})).await.refuses(409, "case-taken");
        s.bruno.post(&format!("/api/v1/help/{NOBODY}/take"), json!({})).await.is(404);
    }

    async fn a_list_is_its_managers(store: Store) {
        let s = Scene::new(store).await;
        let mine = s.h.staff(Role::RosterManager, "Lycée Voltaire").await;
        let theirs = s.h.staff(Role::RosterManager, "Lycée Arago").await;
        let id = mine.post("/api/v1/rosters", json!({ "name": "Voltaire" })).await.expect(201).at("/id");
        let list = "name,email\nLéa,lea@example.org\n";
        let members = format!("/api/v1/rosters/{id}/members?commit=true");
        mine.send(Method::POST, &members, Some("text/csv"), list).await.is(200);
        let night = s.night(false).await;
        let at = format!("/api/v1/rosters/{id}");
        let rolls = format!("{at}/roll-calls");
        mine.post(&rolls, json!({ "incident": night })).await.is(201);
        for who in [&theirs, &s.anne] {
            who.send(Method::POST, &members, Some("text/csv"), list).await.refuses(404, "roster-unknown");
            who.get(&format!("{at}/export")).await.refuses(404, "roster-unknown");
            who.post(&rolls, json!({ "incident": night })).await.refuses(404, "roster-unknown");
            who.get(&format!("{rolls}/{night}")).await.refuses(404, "roster-unknown");
            who.post(&format!("{rolls}/{night}/remind"), json!({})).await.refuses(404, "roster-unknown");
            who.post(&format!("{rolls}/{night}/end"), json!({})).await.refuses(404, "roster-unknown");
            assert_eq!(who.get("/api/v1/rosters").await.expect(200).json()["rosters"], json!([]));
        }
        s.h.person("X").await.delete(&format!("/api/v1/me/rosters/{id}")).await.is(404);
    }

    async fn a_key_that_was_ended_opens_nothing(store: Store) {
        let s = Scene::new(store).await;
        s.anne.get("/api/v1/proofs").await.is(200);
        let staff = s.h.house.register.staff().await.unwrap();
        let anne = staff.iter().find(|l| l.name == "Anne V.").unwrap();
        let change = s.h.house.register.end_staff(store::Change::new(), anne.id, s.h.house.clock.now());
        s.h.house.store.apply(change).await.unwrap();
        s.h.settle().await;
        s.anne.get("/api/v1/proofs").await.refuses(401, "token-unknown");
        let body = json!({ "kind": "flood", "names": { "fr": "Crue" }, "zone": zone(HERE, 1.0), "drill": true });
        s.anne.post("/api/v1/incidents", body).await.refuses(401, "token-unknown");
    }
}
