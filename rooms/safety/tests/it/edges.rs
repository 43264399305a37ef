//! What presses, drafts and accounts do at their edges.

use axum::http::Method;
use kernel::{IncidentId, Role};
use register::Place;
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::scene::{active, friends, harness, square};

async fn says(who: &Client, incident: IncidentId, body: Value) -> web::harness::Answer {
    who.post(&format!("/api/v1/incidents/{incident}/check-ins"), body).await
}

async fn asked(who: &Client) -> usize {
    who.get("/api/v1/me/prompts").await.expect(200).json()["prompts"].as_array().map_or(0, Vec::len)
}

async fn case(h: &Harness, who: &Client, i: IncidentId) -> register::Case {
    h.house.register.case_of(who.id(), i).await.unwrap().unwrap()
}

store::testing::each_store! {
    async fn an_outline_may_have_all_the_points_that_a_zone_may(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        // A ring of many points with all their decimals, written out over lines as tools do.
        let ring = |points: u32| {
            let turn = |n: u32| f64::from(n % points) / f64::from(points) * std::f64::consts::TAU;
            let point = |n: u32| json!([2.3636 + 0.02 * turn(n).cos(), 48.8674 + 0.02 * turn(n).sin()]);
            json!({ "type": "Polygon", "coordinates": [(0..=points).map(point).collect::<Vec<_>>()] })
        };
        let most = u32::try_from(kernel::Zone::MAX_POINTS).unwrap() - 1;
        let body = |zone: &Value| json!({ "kind": "fire", "names": { "fr": "Feu" }, "zone": zone, "drill": true });
        let send = async |method, path: &str, body: Value| {
            let text = serde_json::to_string_pretty(&body).unwrap().replace("          ", " ");
            anne.send(method, path, Some("application/json"), text).await
        };
        let large = send(Method::POST, "/api/v1/incidents", body(&ring(most))).await.expect(201);
        let path = format!("/api/v1/incidents/{}/zone", large.at("/id"));
        send(Method::PUT, &path, json!({ "zone": ring(most - 1) })).await.is(200);
        let more = send(Method::POST, "/api/v1/incidents", body(&ring(most + 5))).await;
        assert_eq!(more.status, 422, "{}", &more.text[..200.min(more.text.len())]);

        let browser = h.browser();
        let (token, now) = ("operator", h.house.clock.now());
        let operator = h.house.register.staff_named("Anne", now).await.unwrap();
        let whom = register::SessionOf::Staff(operator, Role::Operator);
        let link = h.house.register.add_link(::store::Change::new(), web::token_hash(token), &whom, now, now.plus(kernel::Span::hours(1)));
        h.house.store.apply(link).await.unwrap();
        let page = browser.page("/in/operator").await;
        browser.submit(&page, "/in/operator", &[]).await.is(303);
        let page = browser.page("/console/new").await.expect(200);
        let zone = ring(most).to_string();
        let fields = [("kind", "fire"), ("name_fr", "Feu"), ("drill", "drill"), ("zone", &*zone)];
        browser.submit(&page, "/console/new", &fields).await.is(303);
    }

    async fn a_late_press_does_not_call_help_off(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa T.").await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let before = h.house.clock.now();
        h.pass(kernel::Span::minutes(5));
        says(&lea, i, json!({"answer": "need_help"})).await.is(201);
        h.settle().await;
        says(&lea, i, json!({"answer": "safe", "at": before})).await.is(201);
        assert!(!case(&h, &lea, i).await.better, "it was pressed before help was asked for");
        h.pass(kernel::Span::minutes(5));
        says(&lea, i, json!({"answer": "safe"})).await.is(201);
        assert!(case(&h, &lea, i).await.better);
    }

    async fn a_place_that_cannot_be_kept_keeps_nothing_else_from_being_kept(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa T.").await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let press = |place: &str| json!({"answer": "need_help", "client_id": "1", "place": place});
        says(&lea, i, press(&"x".repeat(201))).await.refuses(422, "place-too-long");
        assert!(h.house.register.case_of(lea.id(), i).await.unwrap().is_none());
        says(&lea, i, press("12 rue Bichat")).await.is(201);
        assert_eq!(case(&h, &lea, i).await.place.as_deref(), Some("12 rue Bichat"));
    }

    async fn who_stays_inside_while_the_zone_moves_is_asked_again(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa T.").await;
        lea.put("/api/v1/me/position", json!({"lat": 48.87, "lon": 2.365})).await.is(200);
        let i = active(&h, false, "Les attaques à Paris").await;
        assert_eq!(asked(&lea).await, 1);
        says(&lea, i, json!({"answer": "safe"})).await.is(201);
        assert_eq!(asked(&lea).await, 0);
        h.pass(kernel::Span::minutes(5));
        let anne = h.staff(Role::Operator, "Anne").await;
        let zone = json!({"type": "Polygon", "coordinates": [[[2.35, 48.86], [2.39, 48.86], [2.39, 48.88], [2.35, 48.88], [2.35, 48.86]]]});
        anne.put(&format!("/api/v1/incidents/{i}/zone"), json!({ "zone": zone })).await.is(200);
        h.settle().await;
        assert_eq!(asked(&lea).await, 1);
        h.pass(kernel::Span::minutes(1));
        says(&lea, i, json!({"answer": "safe"})).await.is(201);
        assert_eq!(asked(&lea).await, 0);
    }

    async fn whoever_was_just_erased_is_not_asked(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa T.").await;
        let i = active(&h, false, "Les attaques à Paris").await;
        // Drawn from the zone before, written after.
        h.house.register.erase_now(lea.id(), h.house.clock.now()).await.unwrap();
        let (incident, now) = (h.house.incidents.get(i).unwrap(), h.house.clock.now());
        for change in [
            safety::store::ask(store::Change::new(), &incident, vec![lea.id()], now),
            safety::store::call(store::Change::new(), &incident, &[], vec![lea.id()], now),
        ] {
            assert!(h.house.store.apply(change).await.unwrap_err().missed());
        }
    }

    async fn a_draft_that_was_given_up_stays_unseen(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let body = json!({"kind": "attack", "names": {"fr": "Brouillon"}, "zone": square(), "drill": false});
        let id = anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
        anne.post(&format!("/api/v1/incidents/{id}/cancel"), json!({})).await.is(200);
        h.settle().await;
        let nobody = h.nobody();
        nobody.get(&format!("/api/v1/incidents/{id}")).await.refuses(404, "no-incident");
        assert!(!nobody.get("/api/v1/incidents").await.says("Brouillon"));
        nobody.page(&format!("/i/{id}")).await.is(404);
        anne.get(&format!("/api/v1/incidents/{id}")).await.is(200);
        let scope = relay::Scope::One(relay::Who::Public);
        let shown = safety::show::Shown::new(&h.house.register, &h.house.incidents, &h.house.config);
        for event in h.house.store.events_after(0, 100).await.unwrap().0 {
            let frames = relay::Project::frames(&shown, &event, &scope).await.unwrap();
            assert!(frames.iter().all(|f| !f.concerns(relay::Who::Public)), "{event:?}");
        }
    }

    async fn whom_one_blocked_does_not_reach_one_by_ones_contact(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let contact = register::Contact::parse("lea@example.org", &register::Country::FRANCE).unwrap();
        let now = h.house.clock.now();
        let change = h.house.register.prove_contact(store::Change::new(), lea.id(), &contact, now);
        h.house.store.apply(change).await.unwrap();
        let page = lea.page("/me/circle").await;
        lea.submit(&page, "/me/circle", &[("act", &format!("block:{}", ines.id()))]).await.is(303);
        let body = json!({"about": {"name": "Léa", "contact": "lea@example.org"}, "how": "saw", "note": "Je sais où tu es"});
        ines.post(&format!("/api/v1/incidents/{i}/declarations"), body).await.is(202);
        h.settle().await;
        assert!(!lea.get("/api/v1/me/status").await.expect(200).says("Je sais"));
        assert!(h.house.register.facts_of(lea.id()).await.unwrap().is_empty());
    }

    async fn erasing_takes_what_waits_for_ones_own_contact_and_no_other(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let (lea, liar) = (h.person("Léa T.").await, h.person("Personne").await);
        let contact = register::Contact::parse("lea@example.org", &register::Country::FRANCE).unwrap();
        let (r, now) = (&h.house.register, h.house.clock.now());
        let change = r.prove_contact(store::Change::new(), lea.id(), &contact, now);
        h.house.store.apply(r.add_contact(change, liar.id(), &contact, now)).await.unwrap();
        let body = json!({"answer": "need_help", "name": "Léa", "contact": "lea@example.org", "place": "12 rue Bichat"});
        let proof = h.nobody().post(&format!("/api/v1/incidents/{i}/check-ins"), body).await.expect(202).at("/proof");
        let proof = proof.parse().unwrap();
        liar.delete("/api/v1/me").await.is(204);
        assert!(r.proof(proof).await.unwrap().is_some(), "whoever claims a contact does not erase its owner's code");
        assert_eq!(r.cases(i, true, Place::start(), 10).await.unwrap().len(), 1);
        lea.delete("/api/v1/me").await.is(204);
        assert!(r.proof(proof).await.unwrap().is_none());
        assert!(r.cases(i, true, Place::start(), 10).await.unwrap().is_empty());
        assert!(safety::store::pending_of(r, r.blind(&contact)).await.unwrap().is_empty());
    }

    async fn a_flood_without_accounts_pushes_nobody_out_of_the_queue(store: Store) {
        let h = harness(store).await;
        let lea = h.person("Léa T.").await;
        let i = active(&h, false, "Les attaques à Paris").await;
        for n in 0..3 {
            let body = json!({"answer": "need_help", "name": "X", "contact": format!("x{n}@example.org")});
            h.nobody().post(&format!("/api/v1/incidents/{i}/check-ins"), body).await.is(202);
        }
        h.pass(kernel::Span::minutes(5));
        says(&lea, i, json!({"answer": "need_help"})).await.is(201);
        let first = h.house.register.cases(i, false, Place::start(), 1).await.unwrap();
        assert_eq!(first.first().and_then(|c| c.person), Some(lea.id()));
    }
}
