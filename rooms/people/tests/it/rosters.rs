use kernel::{Role, Span};
use register::{Incident, IncidentState, State};
use serde_json::{Value, json};
use store::Change;
use web::harness::{Answer, Client};

use crate::support::{code, harness, incident, says};

const LIST: &str = "Nom;E-mail;Téléphone;Groupe\n\
    Léa;lea@example.org;;A\n\
    Karim;;06 12 34 56 78;A\n\
    =HYPERLINK(1);ines@example.org;;@B\n";

async fn send(who: &Client, roster: &str, query: &str, list: &str) -> Answer {
    let path = format!("/api/v1/rosters/{roster}/members{query}");
    who.send(http::Method::POST, &path, Some("text/csv"), list.to_owned()).await
}

store::testing::each_store! {
    async fn a_bad_roster_row_says_its_line(store: Store) {
        let h = harness(store).await;
        let manager = h.staff(Role::RosterManager, "Lycée").await;
        let roster = manager.post("/api/v1/rosters", json!({ "name": "Lycée Voltaire" })).await.expect(201).at("/id");
        let list = format!("{LIST};rien@example.org;;\nTom;tom(at)example.org;;B\n\nAna;;;\n");
        let report = send(&manager, &roster, "", &list).await.expect(200).json();
        assert_eq!((&report["rows"], &report["good"], &report["new"], &report["committed"]), (&json!(6), &json!(3), &json!(3), &json!(false)));
        let bad: Vec<(u64, &str, &str)> = report["bad"].as_array().unwrap().iter()
            .map(|b| (b["line"].as_u64().unwrap(), b["column"].as_str().unwrap_or(""), b["code"].as_str().unwrap())).collect();
        assert_eq!(bad, [(5, "name", "name-empty"), (6, "email", "contact-not-understood"), (8, "", "contact-missing")]);
        assert!(report["bad"].as_array().unwrap().iter().all(|b| !b["reason"].as_str().unwrap().starts_with("refusal-")));
        let refused = send(&manager, &roster, "?commit=true", &list).await;
        refused.refuses(422, "bad-field");
        assert_eq!(refused.at("/errors/1/pointer"), "/lines/6/email");
        assert_eq!(manager.get("/api/v1/rosters").await.json()["rosters"][0]["members"], 0, "nothing half written");
        let report = send(&manager, &roster, "?commit=true&good_only=true", &list).await.expect(200).json();
        assert_eq!(report["committed"], true);
        assert_eq!(manager.get("/api/v1/rosters").await.json()["rosters"][0]["members"], 3);
        let again = send(&manager, &roster, "?commit=true", LIST).await.expect(200).json();
        assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(3)), "the same list changes nothing");
        send(&manager, &roster, "", "prénom,âge\nLéa,20\n").await.refuses(422, "csv-heading");
        send(&h.staff(Role::RosterManager, "Autre").await, &roster, "", LIST).await.refuses(404, "roster-unknown");
        send(&h.staff(Role::Moderator, "Modo").await, &roster, "", LIST).await.refuses(403, "not-allowed");
    }

    async fn a_spreadsheet_finds_no_formula(store: Store) {
        let h = harness(store).await;
        let manager = h.staff(Role::Institution, "Lycée").await;
        let roster = manager.post("/api/v1/rosters", json!({ "name": "Lycée" })).await.expect(201).at("/id");
        send(&manager, &roster, "?commit=true", LIST).await.is(200);
        let table = manager.get(&format!("/api/v1/rosters/{roster}/export")).await.expect(200);
        assert_eq!(table.text, "name,email,phone,group,state\r\n\
            \"'=HYPERLINK(1)\",ines@example.org,,\"'@B\",\r\n\
            Karim,,\"'+33612345678\",A,\r\n\
            Léa,lea@example.org,,A,\r\n");
        let report = send(&manager, &roster, "", &table.text).await.expect(200).json();
        assert_eq!((&report["known"], &report["new"]), (&json!(3), &json!(0)), "what was exported can be imported");
    }

    async fn a_roll_is_called(store: Store) {
        let h = harness(store).await;
        let manager = h.staff(Role::RosterManager, "Lycée").await;
        let roster = manager.post("/api/v1/rosters", json!({ "name": "Lycée" })).await.expect(201).at("/id");
        send(&manager, &roster, "?commit=true", LIST).await.is(200);
        let night = incident(&h, false).await;
        let rolls = format!("/api/v1/rosters/{roster}/roll-calls");
        let this = format!("{rolls}/{night}");
        manager.get(&this).await.refuses(409, "roll-call-over");
        let begun = manager.post(&rolls, json!({ "incident": night })).await.expect(201).json();
        assert_eq!((&begun["asked"], &begun["answered"], &begun["open"]), (&json!(3), &json!(0), &json!(true)));
        manager.post(&rolls, json!({ "incident": night })).await.refuses(409, "roll-call-open");
        let of = |roll: &Value, name: &str| -> Value {
            roll["members"].as_array().unwrap().iter().find(|m| m["name"] == name).cloned().unwrap_or_default()
        };
        let lea = of(&begun, "Léa")["person"].as_str().unwrap().to_owned();
        says(&h, lea.parse().unwrap(), night, false, State::Safe).await;
        let roll = manager.get(&this).await.expect(200).json();
        assert_eq!((&of(&roll, "Léa")["state"], &of(&roll, "Karim")["state"]), (&json!("safe"), &json!("none")));
        assert!(!roll.to_string().contains("tout va bien"), "the answer alone");
        let export = manager.get(&format!("/api/v1/rosters/{roster}/export?incident={night}")).await.expect(200);
        assert!(export.says("Léa,lea@example.org,,A,safe"));
        assert_eq!(manager.post(&format!("{this}/remind"), json!({})).await.expect(200).json()["reminded"], 2);
        manager.post(&format!("{this}/remind"), json!({})).await.refuses(429, "reminded-lately");
        h.pass(Span::minutes(30));
        manager.post(&format!("{this}/remind"), json!({})).await.is(200);
        let ended = manager.post(&format!("{this}/end"), json!({})).await.expect(200).json();
        assert_eq!((&ended["open"], &ended["members"], &ended["answered"]), (&json!(false), &json!([]), &Value::Null));
        manager.post(&format!("{this}/remind"), json!({})).await.refuses(409, "roll-call-over");
        manager.post(&format!("{this}/end"), json!({})).await.refuses(409, "roll-call-over");
        let unknown = "01234567-89ab-7cde-8f01-23456789abcd";
        manager.post(&rolls, json!({ "incident": unknown })).await.refuses(404, "no-open-incident");
    }

    async fn no_roll_begins_in_what_has_just_ended(store: Store) {
        let h = harness(store).await;
        let night = incident(&h, false).await;
        let begin = people::store::rosters::begin_roll(
            Change::new(), h.house.dice.id(h.house.clock.now()), night, false, &[], h.house.clock.now(),
        );
        // It ends after it was looked at, and before the roll is written.
        let now = h.house.clock.now();
        let over = Incident { state: IncidentState::Closed, ended: Some(now), ..(*h.house.incidents.get(night).unwrap()).clone() };
        h.house.store.apply(register::incidents::moved(Change::new(), &over)).await.unwrap();
        assert!(h.house.store.apply(begin).await.unwrap_err().missed(), "it would never end by itself");
    }

    async fn a_member_may_leave_and_is_not_brought_back(store: Store) {
        let h = harness(store).await;
        let manager = h.staff(Role::RosterManager, "Lycée").await;
        let roster = manager.post("/api/v1/rosters", json!({ "name": "Lycée" })).await.expect(201).at("/id");
        send(&manager, &roster, "?commit=true", LIST).await.is(200);
        let asked = h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "lea@example.org" })).await.expect(202).at("/id");
        let sent = json!({ "code": code(&h, &asked).await });
        let done = h.nobody().post(&format!("/api/v1/contacts/proofs/{asked}"), sent).await.expect(200);
        assert_eq!(done.json()["created"], false, "the list knows her already");
        let lea = h.bearer(&done.at("/token"));
        assert_eq!(lea.get("/api/v1/me").await.at("/rosters/0/name"), "Lycée");
        lea.delete(&format!("/api/v1/me/rosters/{roster}")).await.is(204);
        lea.delete(&format!("/api/v1/me/rosters/{roster}")).await.refuses(404, "not-on-roster");
        let report = send(&manager, &roster, "?commit=true", LIST).await.expect(200).json();
        assert_eq!((&report["left"], &report["known"]), (&json!(1), &json!(2)));
        assert_eq!(manager.get("/api/v1/rosters").await.json()["rosters"][0]["members"], 2);
        assert!(!manager.get(&format!("/api/v1/rosters/{roster}/export")).await.says("Léa"));
    }
}
