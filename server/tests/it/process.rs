//! The server as a process: it starts, answers, ends well, and finds everything again.

use serde_json::{Value, json};

use crate::{
    scene::HERE,
    served::{Engine, Place, holds},
    wire::{Wire, soon, until},
};

#[tokio::test]
async fn the_admin_listener_says_how_it_is() {
    let place = Place::new(Engine::Sqlite).await;
    let served = place.serve().await;
    let mut admin = Wire::to(served.admin, None).await.unwrap();
    for (path, text) in [("/healthz", "ok"), ("/readyz", "ready")] {
        assert!(admin.ask("GET", path, None).await.unwrap().expect(200).body.contains(text));
        let public = served.ask(None, "GET", path, None).await;
        assert_eq!(public.status, 404, "{path} is not for the public listener");
    }
    served.register("Léa").await;
    let metrics = served.metrics().await;
    for line in metrics.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(name.starts_with("rhizome_"), "{line}");
        value.parse::<f64>().unwrap();
    }
    assert!(metrics.contains("/api/v1/people"), "counted by route: {metrics}");
    for channel in ["push", "sms", "email", "hook"] {
        assert!(metrics.contains(&format!("rhizome_waiting_{channel} 0\n")), "{metrics}");
        assert!(metrics.contains(&format!("rhizome_oldest_seconds_{channel} 0\n")), "{metrics}");
    }
    assert_eq!(served.ask(None, "GET", "/metrics", None).await.status, 404);
    served.stop().await;
}

/// Told to end, it finishes the answers that are open, tells streams to come back, and ends with 0.
async fn ends_well(engine: Engine) {
    let place = Place::new(engine).await;
    let served = place.serve().await;
    let operator = place.key("operator", "Anne V.").await;
    let incident = served.drill(&operator).await;
    let (lea, karim) = (served.register("Léa").await, served.register("Karim").await);
    served.friends(&lea, &karim).await;
    let mut stream = served.stream(Some(&karim.token), None).await;
    assert_eq!(stream.must().await.name, "ready");
    // An answer of which the server has half.
    let mut wire = served.wire(Some(&lea.token)).await;
    let body = json!({ "answer": "safe", "message": "Je suis à la maison" }).to_string();
    let (first, rest) = body.split_at(20);
    let more = format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
    let head = wire.head("POST", &format!("/api/v1/incidents/{incident}/check-ins"), &more);
    wire.write(&(head + first)).await.unwrap();
    // The half must have come before the signal does.
    until("another answer", async || served.get(&lea.token, "/api/v1/me").await.status == 200).await;
    served.terminate();
    loop {
        match stream.must().await.name.as_str() {
            "come-back" => break,
            // What the relay has still to tell of the opening.
            name => assert!(matches!(name, "incident" | "circle"), "{name}"),
        }
    }
    assert!(soon("the end of the stream", stream.next()).await.unwrap().is_none(), "and the stream ends");
    wire.write(rest).await.unwrap();
    let kept = soon("the open answer", wire.read()).await.unwrap().expect(201).at("/id");
    assert_eq!(served.ended().await, Some(0));
    // Everything is there again.
    let served = place.serve().await;
    let me = served.get(&lea.token, "/api/v1/me/status").await.expect(200);
    assert!(me.body.contains(&kept) && me.body.contains("Je suis à la maison"), "{}", me.body);
    let circle = served.get(&karim.token, "/api/v1/circle").await.expect(200);
    assert_eq!(circle.at("/people/0/statuses/0/state"), "safe");
    served.get(&operator, &format!("/api/v1/incidents/{incident}/counts")).await.expect(200);
    served.stop().await;
}

#[tokio::test]
async fn ends_well_with_sqlite() {
    ends_well(Engine::Sqlite).await;
}

#[tokio::test]
async fn ends_well_with_postgres() {
    ends_well(Engine::Postgres).await;
}

/// A copy is made while the server runs; it holds no key; who was erased since stays erased.
async fn comes_back(from: Engine, to: Engine) {
    let place = Place::new(from).await;
    let served = place.serve().await;
    let operator = place.key("operator", "Anne V.").await;
    let incident = served.drill(&operator).await;
    let (lea, karim) = (served.register("Léa Canari").await, served.register("Karim Canari").await);
    served.friends(&lea, &karim).await;
    for person in [&lea, &karim] {
        let path = format!("/api/v1/incidents/{incident}/check-ins");
        served.post(&person.token, &path, json!({ "answer": "safe", "message": "canari" })).await.expect(201);
    }
    let file = place.file("copy.rhizome");
    let name = file.to_str().unwrap().to_owned();
    place.must(&["backup", &name]).await;
    assert_eq!(place.run(&["backup", &name]).await.status.code(), Some(1), "nothing is written over");
    let keys: Value = serde_json::from_slice(&std::fs::read(place.data().join("keys.json")).unwrap()).unwrap();
    let mut secrets = vec![keys["mac"].as_str().unwrap().to_owned()];
    secrets.extend(keys["keys"].as_array().unwrap().iter().map(|k| k["key"].as_str().unwrap().to_owned()));
    let push = std::fs::read_to_string(place.data().join("vapid.key")).unwrap();
    secrets.push(push.trim().to_owned());
    for secret in &secrets {
        assert!(!holds(&file, secret.as_bytes()), "a key is in the backup");
        assert!(!holds(&file, &unbase64(secret)), "a key is in the backup");
    }
    for text in ["Canari", "canari", &lea.token, &operator] {
        assert!(!holds(&file, text.as_bytes()), "{text} is in the backup");
    }
    served.ask(Some(&karim.token), "DELETE", "/api/v1/me", None).await.expect(204);
    served.stop().await;

    let other = Place::new(to).await;
    assert_eq!(other.run(&["restore", &name]).await.status.code(), Some(1), "without keys nothing opens");
    let erasures = place.data().join("erasures").display().to_string();
    let keys = place.data().join("keys.json").display().to_string();
    let said = other.must(&["restore", "--erasures", &erasures, "--keys", &keys, &name]).await;
    assert!(said.contains("1 people erased again"), "{said}");
    assert_eq!(other.run(&["restore", &name]).await.status.code(), Some(1), "only into an empty database");
    let served = other.serve().await;
    let me = served.get(&lea.token, "/api/v1/me/status").await.expect(200);
    assert!(me.body.contains("canari") && me.body.contains("Léa Canari"), "{}", me.body);
    served.get(&karim.token, "/api/v1/me").await.expect(401);
    let circle = served.get(&lea.token, "/api/v1/circle").await.expect(200).json();
    assert_eq!(circle["people"], json!([]), "who was erased is in no circle");
    served.get(&operator, "/api/v1/proofs").await.expect(200);
    served.stop().await;
}

fn unbase64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    let bits: Vec<u8> = text.bytes().filter(|c| *c != b'=').map(value).collect();
    let bytes = |four: &[u8]| {
        let n = four.iter().fold(0_u32, |n, six| n << 6 | u32::from(*six)) << (6 * (4 - four.len()));
        n.to_be_bytes()[1..four.len()].to_vec()
    };
    bits.chunks(4).flat_map(bytes).collect()
}

#[tokio::test]
async fn a_backup_comes_back_without_who_was_erased() {
    comes_back(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test]
async fn a_backup_moves_to_the_other_engine() {
    comes_back(Engine::Postgres, Engine::Sqlite).await;
    comes_back(Engine::Sqlite, Engine::Postgres).await;
}

/// After keys were changed, everything sealed opens; also what the running server sealed in between.
async fn rotates(engine: Engine) {
    let place = Place::new(engine).await;
    let served = place.serve().await;
    let operator = place.key("operator", "Anne V.").await;
    let incident = served.drill(&operator).await;
    let path = format!("/api/v1/incidents/{incident}/check-ins");
    let (lea, karim) = (served.register("Léa").await, served.register("Karim").await);
    let help = json!({ "answer": "need_help", "message": "Vite", "place": "Au comptoir" });
    served.post(&lea.token, &path, help.clone()).await.expect(201);
    let unproven = json!({ "answer": "safe", "name": "Zoé", "contact": "zoe@example.org", "message": "Ici" });
    let proof = served.ask(None, "POST", &path, Some(unproven)).await.expect(202).at("/proof");
    let about = json!({ "about": { "name": "Zoé", "contact": "zoe@example.org" }, "how": "saw", "note": "Vue" });
    served.post(&lea.token, &format!("/api/v1/incidents/{incident}/declarations"), about).await.expect(202);
    place.must(&["key", "rotate"]).await;
    // The running server does not know the new key yet.
    served.post(&karim.token, &path, help).await.expect(201);
    served.stop().await;
    let served = place.serve().await;
    place.must(&["key", "rotate", "--drop-old"]).await;
    served.stop().await;
    let keys: Value = serde_json::from_slice(&std::fs::read(place.data().join("keys.json")).unwrap()).unwrap();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1, "the old key is gone");
    let served = place.serve().await;
    let queue = served.get(&operator, &format!("/api/v1/incidents/{incident}/help-queue")).await.expect(200);
    assert_eq!(queue.body.matches("Au comptoir").count(), 2, "{}", queue.body);
    for person in [&lea, &karim] {
        served.get(&person.token, "/api/v1/me/status").await.expect(200);
        served.get(&person.token, "/api/v1/me/export").await.expect(200);
    }
    let code = served.get(&operator, "/api/v1/proofs").await.expect(200).at("/proofs/0/code");
    let proven =
        served.ask(None, "POST", &format!("/api/v1/contacts/proofs/{proof}"), Some(json!({ "code": code }))).await;
    let zoe = proven.expect(200).at("/token");
    until("the answer that waited", async || {
        let me = served.get(&zoe, "/api/v1/me/status").await.expect(200);
        me.body.contains("Ici") && me.body.contains("Vue")
    })
    .await;
    served.stop().await;
}

#[tokio::test]
async fn keys_are_changed_with_sqlite() {
    rotates(Engine::Sqlite).await;
}

#[tokio::test]
async fn keys_are_changed_with_postgres() {
    rotates(Engine::Postgres).await;
}

/// A body that never ends, a head that is none, a path that climbs: refused, and the server goes on.
#[tokio::test]
async fn bad_requests_are_refused() {
    let place = Place::new(Engine::Sqlite).await;
    let served = place.serve().await;
    let lea = served.register("Léa").await;
    let long = json!({ "lat": HERE.0, "lon": HERE.1, "cell": "x".repeat(1_000_000) });
    let refused = served.ask(Some(&lea.token), "PUT", "/api/v1/me/position", Some(long)).await;
    assert_eq!((refused.status, refused.at("/code").is_empty()), (413, false), "{}", refused.body);
    for path in
        ["/assets/../../keys.json", "/assets/%2e%2e%2fkeys.json", "/api/v1/incidents/not-an-id", "/api/v1/nothing"]
    {
        let status = served.ask(Some(&lea.token), "GET", path, None).await.status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    let mut wire = served.wire(Some(&lea.token)).await;
    wire.write("NONSENSE\r\n\r\n").await.unwrap();
    assert_eq!(soon("an answer", wire.read()).await.unwrap().status, 400);
    let mut wire = served.wire(Some(&lea.token)).await;
    let head = wire.head("PUT", "/api/v1/me/position", "content-type: application/json\r\ncontent-length: 9\r\n");
    wire.write(&(head + "{\"lat\": ]")).await.unwrap();
    assert_eq!(soon("an answer", wire.read()).await.unwrap().status, 400);
    served.get(&lea.token, "/api/v1/me").await.expect(200);
    served.stop().await;
}
