//! The night in short: an incident, a question, one tap, everyone reassured.

use std::collections::BTreeMap;

use kernel::{Event, PersonId, Recorded, Span, Time};
use serde_json::{Value, json};
use web::harness::{Answer, Client};

use crate::scene::{AWAY, HERE, Scene, friends, shown, state, zone};

/// Everything that happened so far.
async fn events(s: &Scene) -> Vec<Recorded> {
    let (events, _) = s.h.house.store.events_after(0, 100_000).await.unwrap();
    events
}

/// How often each person was asked, and told that they need not answer.
async fn asked_and_told(s: &Scene) -> (BTreeMap<PersonId, usize>, BTreeMap<PersonId, usize>) {
    let (mut asked, mut told) = (BTreeMap::new(), BTreeMap::new());
    for event in events(s).await {
        let (to, people) = match event.event {
            Event::Asked { people, .. } => (&mut asked, people),
            Event::Unasked { people, .. } => (&mut told, people),
            _ => continue,
        };
        people.into_iter().for_each(|p| *to.entry(p).or_default() += 1);
    }
    (asked, told)
}

async fn prompts(client: &Client) -> Vec<String> {
    let all = client.get("/api/v1/me/prompts").await.expect(200).json();
    all["prompts"].as_array().unwrap().iter().map(|p| p["incident"].as_str().unwrap().to_owned()).collect()
}

async fn says(client: &Client, incident: &str, body: Value) -> Answer {
    client.post(&format!("/api/v1/incidents/{incident}/check-ins"), body).await
}

async fn said_of(client: &Client, incident: &str, body: Value) -> Answer {
    client.post(&format!("/api/v1/incidents/{incident}/declarations"), body).await
}

store::testing::each_store! {
    async fn two_operators_open_and_people_in_the_zone_are_asked_once(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.person_at("Léa", HERE).await, s.person_at("Karim", AWAY).await);
        let home = s.h.person("Inès").await;
        home.put("/api/v1/me/places", json!({ "home": { "lat": HERE.0, "lon": HERE.1 } })).await.is(200);
        s.h.settle().await;
        let id = s.draft(false).await;
        let at = format!("/api/v1/incidents/{id}");
        let dry = s.anne.post(&format!("{at}/dry-run"), json!({})).await.expect(200);
        assert_eq!(dry.at("/people"), "2");
        let waits = s.anne.post(&format!("{at}/activate"), json!({})).await.expect(200);
        assert_eq!(waits.at("/state"), "awaiting_second");
        s.anne.post(&format!("{at}/confirm"), json!({})).await.refuses(403, "same-operator");
        s.h.settle().await;
        assert!(prompts(&lea).await.is_empty(), "nobody is asked before the second operator says so");
        says(&lea, &id, json!({ "answer": "safe" })).await.is(404);
        assert_eq!(s.bruno.post(&format!("{at}/confirm"), json!({})).await.expect(200).at("/state"), "active");
        s.bruno.post(&format!("{at}/confirm"), json!({})).await.refuses(409, "incident-wrong-state");
        s.h.settle().await;
        for (who, expected) in [(&lea, 1), (&home, 1), (&karim, 0)] {
            assert_eq!(prompts(who).await.len(), expected);
        }
        let (asked, told) = asked_and_told(&s).await;
        assert_eq!((asked.len(), told.len()), (2, 0));
        assert!(asked.values().all(|n| *n == 1));
        // Who comes into the zone later is asked too; who stays in it is not asked again.
        karim.put("/api/v1/me/position", json!({ "lat": HERE.0, "lon": HERE.1 })).await.is(200);
        lea.put("/api/v1/me/position", json!({ "lat": HERE.0, "lon": HERE.1 + 0.004 })).await.is(200);
        s.h.settle().await;
        assert_eq!(prompts(&karim).await, std::slice::from_ref(&id));
        let (asked, _) = asked_and_told(&s).await;
        assert_eq!((asked.len(), asked[&lea.id()]), (3, 1));
        says(&lea, &id, json!({ "answer": "safe" })).await.is(201);
        assert!(prompts(&lea).await.is_empty(), "who has answered is not asked any more");
        let timeline = s.anne.get(&format!("{at}/timeline")).await.expect(200).json();
        let acts: Vec<_> = timeline["lines"].as_array().unwrap().iter().map(|l| l["act"].as_str().unwrap()).collect();
        for act in ["incident.draft", "incident.dry_run", "incident.activate", "incident.confirm"] {
            assert!(acts.contains(&act), "{act} is not in the timeline: {acts:?}");
        }
    }

    async fn one_operator_alone_says_why(store: Store) {
        let s = Scene::new(store).await;
        let id = s.draft(false).await;
        let at = format!("/api/v1/incidents/{id}/activate");
        s.anne.post(&at, json!({ "alone": true })).await.refuses(422, "alone-needs-reason");
        s.anne.post(&at, json!({ "alone": true, "reason": "Personne ne répond" })).await.is(200);
        let line = s.bruno.get(&format!("/api/v1/incidents/{id}/timeline")).await.expect(200);
        assert!(line.says("incident.activate_alone") && line.says("Personne ne répond"));
        let drill = s.draft(true).await;
        let active = s.anne.post(&format!("/api/v1/incidents/{drill}/activate"), json!({})).await.expect(200);
        assert_eq!(active.at("/state"), "active", "a drill needs no second");
    }

    async fn another_zone_asks_the_new_and_tells_the_excluded(store: Store) {
        let s = Scene::new(store).await;
        let between = ((HERE.0 + AWAY.0) / 2.0, (HERE.1 + AWAY.1) / 2.0);
        let stays = s.person_at("Reste", HERE).await;
        stays.put("/api/v1/me/places", json!({ "home": { "lat": between.0, "lon": between.1 } })).await.is(200);
        let (leaves, comes) = (s.person_at("Sort", HERE).await, s.person_at("Entre", between).await);
        s.h.settle().await;
        let id = s.night(false).await;
        assert_eq!(prompts(&leaves).await, std::slice::from_ref(&id));
        assert!(prompts(&comes).await.is_empty());
        let redraw = json!({ "zone": zone(between, 1.5) });
        let drawn = s.anne.put(&format!("/api/v1/incidents/{id}/zone"), redraw).await.expect(200);
        assert_eq!(drawn.at("/round"), "2");
        s.h.settle().await;
        assert!(prompts(&leaves).await.is_empty());
        for who in [&stays, &comes] {
            assert_eq!(prompts(who).await, std::slice::from_ref(&id));
        }
        let (asked, told) = asked_and_told(&s).await;
        assert_eq!(asked.values().copied().collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!(told, BTreeMap::from([(leaves.id(), 1)]));
        // And back again: who had left is asked again.
        s.anne.put(&format!("/api/v1/incidents/{id}/zone"), json!({ "zone": zone(HERE, 1.5) })).await.is(200);
        s.h.settle().await;
        assert_eq!(prompts(&leaves).await, std::slice::from_ref(&id));
        assert!(prompts(&comes).await.is_empty());
        assert_eq!(asked_and_told(&s).await.0[&leaves.id()], 2);
    }

    async fn a_false_incident_is_called_off_for_everyone(store: Store) {
        let s = Scene::new(store).await;
        let mut all = Vec::new();
        for n in 0..7 {
            all.push(s.person_at(&format!("Nº {n}"), HERE).await);
        }
        s.h.settle().await;
        let id = s.night(false).await;
        says(&all[0], &id, json!({ "answer": "safe" })).await.is(201);
        let cancel = format!("/api/v1/incidents/{id}/cancel");
        assert_eq!(s.anne.post(&cancel, json!({ "reason": "Pétards" })).await.expect(200).at("/state"), "cancelled");
        s.h.settle().await;
        let (asked, told) = asked_and_told(&s).await;
        assert_eq!(asked, told, "everyone who was asked is told, once");
        assert_eq!(told.len(), 7);
        assert!(prompts(&all[1]).await.is_empty());
        says(&all[1], &id, json!({ "answer": "safe" })).await.refuses(409, "incident-not-open");
        assert_eq!(s.h.nobody().get(&format!("/api/v1/incidents/{id}")).await.expect(200).at("/state"), "cancelled");
    }

    async fn the_stronger_and_the_later_word_counts(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, ines) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await, s.h.person("Inès").await);
        friends(&lea, &karim).await;
        friends(&lea, &ines).await;
        let id = s.night(false).await;
        let about = json!({ "person": lea.id() });
        said_of(&karim, &id, json!({ "about": about, "how": "read" })).await.is(202);
        assert_eq!(state(&ines, &lea, &id).await, "none", "what was read online changes nothing");
        said_of(&karim, &id, json!({ "about": about, "how": "spoke", "note": "Au téléphone" })).await.is(202);
        let seen = shown(&ines, &lea, &id).await;
        assert_eq!((seen["state"].as_str(), seen["source"]["how"].as_str()), (Some("safe"), Some("spoke")));
        assert_eq!(seen["message"], json!(null), "a note is for her, not for everyone");
        s.h.pass(Span::minutes(5));
        let now = s.h.house.clock.now();
        says(&lea, &id, json!({ "answer": "need_help", "at": now })).await.is(201);
        assert_eq!(state(&ines, &lea, &id).await, "need_help");
        s.h.pass(Span::minutes(5));
        said_of(&karim, &id, json!({ "about": about, "how": "saw" })).await.is(202);
        assert_eq!(state(&ines, &lea, &id).await, "need_help", "her own word is stronger, however old");
        let later = s.h.house.clock.now();
        says(&lea, &id, json!({ "answer": "safe", "at": later, "message": "C'est bon" })).await.is(201);
        let before = Time(now.0 + 1_000_000);
        says(&lea, &id, json!({ "answer": "not_there", "at": before })).await.is(201);
        let seen = shown(&ines, &lea, &id).await;
        assert_eq!((seen["state"].as_str(), seen["message"].as_str()), (Some("safe"), Some("C'est bon")));
        // Tomorrow's clock and yesterday's are the server's.
        let tomorrow = Time(later.0 + 86_400_000_000);
        let kept = says(&lea, &id, json!({ "answer": "safe", "at": tomorrow })).await.expect(201);
        assert!(kept.at("/at") <= kept.at("/received_at"));
        s.h.settle().await;
        let counts = s.anne.get(&format!("/api/v1/incidents/{id}/counts")).await.expect(200).json();
        assert_eq!((&counts["safe"], &counts["need_help"], &counts["open_help"]), (&json!(1), &json!(0), &json!(1)));
    }

    async fn one_reminder_in_half_an_hour_whoever_asks(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim, ines) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await, s.h.person("Inès").await);
        friends(&lea, &karim).await;
        friends(&lea, &ines).await;
        let id = s.night(false).await;
        let (at, whom) = (format!("/api/v1/incidents/{id}/reminders"), json!({ "person": lea.id() }));
        karim.post(&at, whom.clone()).await.is(204);
        ines.post(&at, whom.clone()).await.refuses(429, "reminded-already");
        s.h.pass(Span::minutes(31));
        ines.post(&at, whom.clone()).await.is(204);
        s.h.person("X").await.post(&at, whom.clone()).await.refuses(404, "not-in-circle");
        let reminded = events(&s).await.into_iter().filter(|e| matches!(e.event, Event::Reminded { .. })).count();
        assert_eq!(reminded, 2);
        says(&lea, &id, json!({ "answer": "safe" })).await.is(201);
        s.h.pass(Span::minutes(31));
        karim.post(&at, whom).await.refuses(409, "answered-already");
    }

    async fn without_an_account_an_answer_counts_when_proven(store: Store) {
        let s = Scene::new(store).await;
        let id = s.night(false).await;
        let nobody = s.h.nobody();
        says(&nobody, &id, json!({ "answer": "safe" })).await.refuses(422, "needs-contact");
        let body = json!({ "answer": "need_help", "name": "Zoé", "contact": "06 12 34 56 78", "place": "Au fond" });
        let kept = says(&nobody, &id, body).await.expect(202);
        assert_eq!(kept.at("/state"), "kept");
        let queue = s.anne.get(&format!("/api/v1/incidents/{id}/help-queue")).await.expect(200);
        assert_eq!((queue.at("/cases/0/place"), queue.at("/cases/0/contact_proven")), ("Au fond".into(), "false".into()));
        s.h.settle().await;
        let before = s.anne.get(&format!("/api/v1/incidents/{id}/counts")).await.expect(200);
        assert_eq!(before.at("/need_help"), "0", "unproven, it counts for nothing");
        let proof = kept.at("/proof");
        let wrong = nobody.post(&format!("/api/v1/contacts/proofs/{proof}"), json!({ "code": "000000" })).await;
        assert_ne!(wrong.status.as_u16(), 200);
        let code = s.code(&proof).await;
        let done = nobody.post(&format!("/api/v1/contacts/proofs/{proof}"), json!({ "code": code })).await.expect(200);
        assert_eq!(done.at("/created"), "true");
        let zoe = s.h.bearer(&done.at("/token"));
        s.h.settle().await;
        let me = zoe.get("/api/v1/me/status").await.expect(200);
        assert_eq!((me.at("/name"), me.at("/statuses/0/state")), ("Zoé".into(), "need_help".into()));
        let after = s.anne.get(&format!("/api/v1/incidents/{id}/counts")).await.expect(200);
        assert_eq!(after.at("/need_help"), "1");
        let queue = s.anne.get(&format!("/api/v1/incidents/{id}/help-queue")).await.expect(200);
        assert_eq!((queue.at("/cases/0/name"), queue.at("/cases/0/contact_proven")), ("Zoé".into(), "true".into()));
        assert_eq!(queue.json()["cases"].as_array().unwrap().len(), 1);
    }

    async fn a_link_answers_by_its_button_alone(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await);
        friends(&lea, &karim).await;
        s.h.settle().await;
        let id = s.night(false).await;
        let link = lea.get("/api/v1/me/prompts").await.expect(200).at("/prompts/0/link");
        let path = link.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
        let browser = s.h.browser();
        for _ in 0..3 {
            let page = browser.page(&path).await.expect(200);
            assert!(page.says("<form") && page.says("safe") && !page.says("Karim") && !page.says("Léa"));
            assert!(page.header("cache-control").contains("no-store"));
            assert_eq!(page.header("referrer-policy"), "no-referrer");
        }
        s.h.settle().await;
        assert_eq!(state(&karim, &lea, &id).await, "none", "whoever opens links for others answers for nobody");
        let page = browser.page(&path).await;
        let pressed = browser.submit(&page, &path, &[("is", "safe")]).await.expect(303);
        assert_eq!(pressed.header("set-cookie"), "", "it signs nobody in");
        assert_eq!(state(&karim, &lea, &id).await, "safe");
        assert!(prompts(&lea).await.is_empty());
        let done = browser.page(pressed.header("location")).await.expect(200);
        assert!(!done.says("Karim"), "and shows no circle");
        s.h.pass(Span::minutes(3));
        let page = browser.page(&path).await;
        browser.submit(&page, &path, &[("is", "need_help")]).await.is(303);
        assert_eq!(state(&karim, &lea, &id).await, "need_help", "it answers again");
        browser.page("/people").await.is(303);
        // Another letter, another's link, an old one.
        let mut forged = path.clone();
        let last = if forged.ends_with('A') { 'B' } else { 'A' };
        forged.pop();
        forged.push(last);
        for bad in [forged.as_str(), "/r/", "/r/x", &format!("{path}A")] {
            assert_eq!(browser.page(bad).await.status.as_u16(), 404, "{bad}");
            let sent = browser.submit(&page, bad, &[("is", "safe")]).await.status.as_u16();
            assert!(matches!(sent, 404 | 405), "{bad}: {sent}");
        }
        s.h.pass(Span::days(8));
        browser.page(&path).await.is(404);
        browser.submit(&page, &path, &[("is", "safe")]).await.is(404);
        assert_eq!(state(&karim, &lea, &id).await, "need_help");
    }

    async fn nobody_answers_in_the_name_of_whose_contact_they_know(store: Store) {
        let s = Scene::new(store).await;
        let (lea, nobody) = (s.h.person("Léa").await, s.h.nobody());
        let contact = json!({ "contact": "lea@example.org" });
        let sign_in = async |client: &Client| {
            let proof = client.post("/api/v1/contacts/proofs", contact.clone()).await.expect(202).at("/id");
            let code = json!({ "code": s.code(&proof).await });
            client.post(&format!("/api/v1/contacts/proofs/{proof}"), code).await.expect(200)
        };
        sign_in(&lea).await.is(200);
        let id = s.night(false).await;
        let forged = json!({ "answer": "safe", "name": "Léa", "contact": "lea@example.org" });
        let proof = says(&nobody, &id, forged).await.expect(202).at("/proof");
        // She signs in by that contact, for reasons of her own.
        assert_eq!(sign_in(&nobody).await.at("/person"), lea.id().to_string());
        s.h.settle().await;
        let me = lea.get("/api/v1/me/status").await.expect(200);
        assert_eq!(me.json()["statuses"], json!([]), "nobody has sent the code of that answer back");
        // The code that went out for it says that it was she.
        let again = nobody.post("/api/v1/contacts/proofs", json!({ "id": proof })).await.expect(202).at("/id");
        let code = json!({ "code": s.code(&again).await });
        nobody.post(&format!("/api/v1/contacts/proofs/{again}"), code).await.is(200);
        s.h.settle().await;
        let me = lea.get("/api/v1/me/status").await.expect(200);
        assert_eq!(me.at("/statuses/0/state"), "safe");
    }

    async fn no_answer_is_refused_for_want_of_codes(store: Store) {
        let s = Scene::new(store).await;
        let id = s.night(false).await;
        let nobody = s.h.nobody();
        for _ in 0..9 {
            nobody.post("/api/v1/contacts/proofs", json!({ "contact": "zoe@example.org" })).await.is(202);
        }
        let body = json!({ "answer": "need_help", "name": "Zoé", "contact": "zoe@example.org", "client_id": "p" });
        says(&nobody, &id, body.clone()).await.is(202);
        let proof = says(&nobody, &id, body).await.expect(202).at("/proof");
        let queue = s.anne.get(&format!("/api/v1/incidents/{id}/help-queue")).await.expect(200).json();
        assert_eq!(queue["cases"].as_array().unwrap().len(), 1);
        // One code of the hour is good for whoever asks in it; where no channel brings it, an operator tells it, also when the first proof
        // that asked for it is over.
        s.h.pass(Span::minutes(8));
        let later = says(&nobody, &id, json!({ "answer": "need_help", "name": "Zoé", "contact": "zoe@example.org" })).await;
        s.h.pass(Span::minutes(4));
        let waiting = s.anne.get("/api/v1/proofs").await.expect(200).json();
        let codes = waiting["proofs"].as_array().unwrap();
        assert_eq!(codes.len(), 1, "not once for each who asks: {waiting}");
        let prove = json!({ "code": codes[0]["code"] });
        nobody.post(&format!("/api/v1/contacts/proofs/{proof}"), prove.clone()).await.is(410);
        let zoe = nobody.post(&format!("/api/v1/contacts/proofs/{}", later.at("/proof")), prove).await.expect(200).at("/token");
        s.h.settle().await;
        let me = s.h.bearer(&zoe).get("/api/v1/me/status").await.expect(200);
        assert_eq!(me.at("/statuses/0/state"), "need_help");
    }

    async fn a_drill_touches_nothing_real(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await);
        friends(&lea, &karim).await;
        s.h.settle().await;
        let (drill, real) = (s.night(true).await, s.night(false).await);
        says(&lea, &drill, json!({ "answer": "need_help" })).await.is(201);
        s.h.settle().await;
        assert_eq!((state(&karim, &lea, &drill).await, state(&karim, &lea, &real).await), ("need_help".into(), "none".into()));
        assert_eq!(shown(&karim, &lea, &drill).await["drill"], true);
        assert_eq!(prompts(&lea).await, std::slice::from_ref(&real), "an answer in the drill answers nothing real");
        let at = |id: &str, what: &str| format!("/api/v1/incidents/{id}/{what}");
        assert_eq!(s.anne.get(&at(&real, "counts")).await.expect(200).at("/need_help"), "0");
        assert_eq!(s.anne.get(&at(&drill, "counts")).await.expect(200).at("/need_help"), "1");
        assert_eq!(s.anne.get(&at(&real, "help-queue")).await.expect(200).json()["cases"], json!([]));
        assert_eq!(s.anne.get(&at(&drill, "help-queue")).await.expect(200).at("/cases/0/drill"), "true");
        for event in events(&s).await {
            let text = serde_json::to_string(&event.event).unwrap();
            if text.contains(&drill) {
                assert!(text.contains("\"drill\":true"), "{text}");
            }
            if text.contains(&real) {
                assert!(text.contains("\"drill\":false"), "{text}");
            }
        }
        let body = json!({ "kind": "attack", "names": { "fr": "X" }, "zone": zone(HERE, 1.5) });
        s.anne.post("/api/v1/incidents", body).await.is(422);
    }

    async fn what_is_sent_twice_is_done_once(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.person_at("Léa", HERE).await, s.h.person("Karim").await);
        friends(&lea, &karim).await;
        let id = s.night(false).await;
        let press = json!({ "answer": "safe", "client_id": "p1" });
        let first = says(&lea, &id, press.clone()).await.expect(201);
        s.h.pass(Span::minutes(1));
        let again = says(&lea, &id, press.clone()).await.expect(200);
        assert_eq!(first.json(), again.json());
        assert_ne!(says(&karim, &id, press).await.expect(201).at("/id"), first.at("/id"), "another's press is another");
        let at = format!("/api/v1/incidents/{id}/check-ins");
        let body = json!({ "answer": "not_there" });
        let first = lea.post_once(&at, "k1", body.clone()).await.expect(201);
        let again = lea.post_once(&at, "k1", body.clone()).await.expect(201);
        assert_eq!((first.text.as_str(), again.header("idempotency-replayed")), (again.text.as_str(), "true"));
        lea.post_once(&at, "k1", json!({ "answer": "safe" })).await.refuses(422, "key-reused");
        let other = karim.post_once(&at, "k1", json!({ "answer": "safe" })).await.expect(201);
        assert_eq!(other.header("idempotency-replayed"), "", "a key is its actor's");
        let facts = events(&s).await.into_iter().filter(|e| matches!(e.event, Event::Fact { .. })).count();
        assert_eq!(facts, 4);
        let about = json!({ "about": { "person": lea.id() }, "how": "saw", "client_id": "d1" });
        let first = said_of(&karim, &id, about.clone()).await.expect(202);
        assert_eq!(said_of(&karim, &id, about).await.expect(202).text, first.text);
        // Many at once under one key: one is done.
        let key = |_| lea.post_once("/api/v1/circle/invitations", "k2", json!({}));
        let all = futures_util::future::join_all((0..8).map(key)).await;
        let tokens: std::collections::BTreeSet<String> = all.iter().map(|a| a.at("/token")).collect();
        assert_eq!(tokens.len(), 1, "{all:?}");
    }

    async fn who_is_blocked_learns_nothing(store: Store) {
        let s = Scene::new(store).await;
        let (lea, boris, karim) = (s.person_at("Léa", HERE).await, s.h.person("Boris").await, s.h.person("Karim").await);
        friends(&lea, &boris).await;
        friends(&boris, &karim).await;
        let id = s.night(false).await;
        lea.post(&format!("/api/v1/circle/{}/block", boris.id()), json!({})).await.is(204);
        says(&lea, &id, json!({ "answer": "need_help", "message": "Aidez-moi" })).await.is(201);
        let (blocked, silent) = (shown(&boris, &lea, &id).await, shown(&boris, &karim, &id).await);
        assert_eq!(blocked, silent, "she looks like somebody who has not answered");
        // What he says of her and asks of her looks as it would otherwise, and comes to nothing.
        said_of(&boris, &id, json!({ "about": { "person": lea.id() }, "how": "saw" })).await.is(202);
        boris.post(&format!("/api/v1/incidents/{id}/reminders"), json!({ "person": lea.id() })).await.is(204);
        let me = lea.get("/api/v1/me/status").await.expect(200).json();
        assert_eq!(me["statuses"][0]["facts"].as_array().unwrap().len(), 1);
        assert!(!events(&s).await.iter().any(|e| matches!(e.event, Event::Reminded { .. })));
    }

    async fn replies_do_not_tell_who_is_known(store: Store) {
        let s = Scene::new(store).await;
        let id = s.night(false).await;
        let known = s.h.person("Léa").await;
        let asked = known.put("/api/v1/me/contact", json!({ "contact": "known@example.org" })).await.expect(202).at("/id");
        let code = s.code(&asked).await;
        known.post(&format!("/api/v1/contacts/proofs/{asked}"), json!({ "code": code })).await.is(200);
        s.h.pass(Span::hours(2));
        let (karim, nobody) = (s.h.person("Karim").await, s.h.nobody());
        let mut pairs = Vec::new();
        for contact in ["known@example.org", "other@example.org"] {
            pairs.push([
                nobody.post("/api/v1/contacts/proofs", json!({ "contact": contact })).await,
                karim.post("/api/v1/contacts/proofs", json!({ "contact": contact })).await,
                nobody.post("/api/v1/people", json!({ "name": "Zoé", "contact": contact })).await,
                karim.put("/api/v1/me/contact", json!({ "contact": contact })).await,
                says(&nobody, &id, json!({ "answer": "safe", "name": "Zoé", "contact": contact })).await,
                said_of(&karim, &id, json!({ "about": { "name": "Léa", "contact": contact }, "how": "saw" })).await,
                said_of(&karim, &id, json!({ "about": { "name": "Léa", "contact": contact }, "how": "saw", "client_id": "x" })).await,
                said_of(&karim, &id, json!({ "about": { "name": "Léa", "contact": contact }, "how": "saw", "client_id": "x" })).await,
            ]);
        }
        for (known, other) in pairs[0].iter().zip(&pairs[1]) {
            assert!(known.status.is_success(), "{}", known.text);
            assert_eq!(known.status, other.status);
            assert_eq!(known.headers, other.headers);
            assert_eq!(masked(known), masked(other));
            assert_eq!(known.text.len(), other.text.len());
        }
    }
}

/// An answer without its ids and secrets.
fn masked(answer: &Answer) -> Value {
    let mut json = answer.json();
    for name in ["id", "token", "proof", "expires_at"] {
        if let Some(found) = json.get_mut(name) {
            *found = json!("…");
        }
    }
    json
}
