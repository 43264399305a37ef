//! A large list of members: others' answers pass between its lines, and what a crash cut off goes on with the same list.

use std::{fmt::Write as _, time::Duration};

use kernel::Role;
use serde_json::json;
use store::{params, sql};
use web::harness::{Answer, Client};

use crate::scene::{HERE, Scene};

sql! {
    MEMBERS = "SELECT COUNT(*) FROM roster_member";
}

const MANY: i64 = 10_000;

fn list(many: i64) -> String {
    let mut list = String::from("name,email,phone,group\n");
    for n in 0..many {
        writeln!(list, "Élève {n},eleve{n}@lycee.example,,{}", n % 30).unwrap();
    }
    list
}

async fn import(who: Client, roster: String, list: String) -> Answer {
    let path = format!("/api/v1/rosters/{roster}/members?commit=true");
    who.send(http::Method::POST, &path, Some("text/csv"), list).await
}

store::testing::each_store! {
    async fn answers_pass_while_a_large_list_is_written(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.person_at("Léa T.", HERE).await;
        let night = s.night(false).await;
        let manager = s.h.staff(Role::RosterManager, "Lycée").await;
        let roster = manager.post("/api/v1/rosters", json!({ "name": "Lycée" })).await.expect(201).at("/id");
        let members = async || s.h.house.store.one(MEMBERS, params![]).await.unwrap().unwrap().int(0).unwrap();

        // One bad line, the last: nothing is written of the others.
        let bad = format!("{}Tom,tom(at)example.org,,B\n", list(1_200));
        import(manager.clone(), roster.clone(), bad).await.refuses(422, "bad-field");
        assert_eq!(members().await, 0);

        let whole = list(MANY);
        let cut = tokio::spawn(import(manager.clone(), roster.clone(), whole.clone()));
        while members().await == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // The server dies here.
        cut.abort();
        assert!(cut.await.unwrap_err().is_cancelled());
        s.h.settle().await;
        let before = members().await;
        assert!(before > 0 && before < MANY && before % 500 == 0, "{before}: whole pieces");

        let again = tokio::spawn(import(manager.clone(), roster.clone(), whole));
        let mut seen = Vec::new();
        while !again.is_finished() {
            let body = json!({ "answer": "safe", "client_id": seen.len().to_string() });
            lea.post(&format!("/api/v1/incidents/{night}/check-ins"), body).await.is(201);
            seen.push(members().await);
        }
        let done = again.await.unwrap().expect(200).json();
        assert_eq!(done["known"].as_i64().unwrap(), before, "what was written is known");
        assert_eq!(done["new"].as_i64().unwrap(), MANY - before, "and the rest is taken in");
        assert_eq!(members().await, MANY);
        let between = seen.iter().filter(|n| (before + 1..MANY).contains(*n)).count();
        assert!(between > 0, "answers came through between the pieces: {seen:?}");
    }
}
