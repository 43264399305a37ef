//! Other systems that are told: an organisation's own receiver, on a socket.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
};
use kernel::{Clock, Role, Span};
use notify::{
    Carrier, Post,
    hook::{HookCarrier, Secret, sign},
};
use outbound::{Outbound, SystemResolver};
use serde_json::{Value, json};
use store::{Store, testing::each_store};
use web::{
    Config, Ways,
    harness::{Client, Harness},
};

use crate::scene::answers;

/// A call that came: where, its headers, its body.
type Heard = (String, HeaderMap, String);
type Calls = Arc<Mutex<Vec<Heard>>>;

async fn take(State(calls): State<Calls>, Path(path): Path<String>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let status = match path.as_str() {
        "gone" => StatusCode::GONE,
        "broken" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::NO_CONTENT,
    };
    let never = path == "never";
    calls.lock().unwrap().push((path, headers, String::from_utf8(body.to_vec()).unwrap()));
    if never {
        std::future::pending::<()>().await;
    }
    status
}

struct Office {
    h: Harness,
    post: Post,
    calls: Calls,
    url: String,
    anne: Client,
    admin: Client,
}

impl Office {
    async fn new(store: Store) -> Self {
        let calls = Calls::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/{path}", axum::routing::post(take)).with_state(calls.clone());
        tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        let outbound = Ways { allow_private: vec![url.clone()] };
        let config = Config { outbound, ..Config::default() };
        let rooms = vec![people::room(), safety::room(), reach::room()];
        let h = Harness::with(rooms, store, people::sessions, config).await;
        let client = Outbound::public(&h.house.config.calls().unwrap(), Arc::new(SystemResolver)).unwrap();
        let carrier: Arc<dyn Carrier> = Arc::new(HookCarrier::new(client, h.clock.clone(), h.house.dice.clone()));
        let compose = reach::compose::composer(&h.house);
        let post = Post::new(h.house.queue.clone(), h.clock.clone(), compose, vec![carrier]);
        let anne = h.staff(Role::Operator, "Anne V.").await;
        let admin = h.staff(Role::Admin, "Chef").await;
        Self { h, post, calls, url, anne, admin }
    }
    async fn add(&self, path: &str, roster: Option<&str>) -> (String, Secret) {
        let body = json!({ "name": "Mairie du 11e", "url": format!("{}/{path}", self.url), "roster": roster });
        let added = self.admin.post("/api/v1/hooks", body).await.expect(201);
        (added.at("/id"), Secret::parse(&added.at("/secret")).unwrap())
    }
    async fn heard(&self) -> Vec<Heard> {
        self.h.settle().await;
        while self.post.turn().await.unwrap() > 0 {}
        std::mem::take(&mut *self.calls.lock().unwrap())
    }
    async fn incident(&self, drill: bool) -> String {
        let zone = json!({"type": "Polygon", "coordinates": [[[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]]});
        let body = json!({"kind": "attack", "names": {"fr": "Fusillades"}, "zone": zone, "drill": drill});
        let id = self.anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
        let alone = json!({"alone": true, "reason": "Seule cette nuit"});
        self.anne.post(&format!("/api/v1/incidents/{id}/activate"), alone).await.is(200);
        id
    }
}

fn body(heard: &Heard) -> Value {
    serde_json::from_str(&heard.2).unwrap()
}

each_store! {
    async fn another_system_hears_of_an_incident_as_the_public_does(store: Store) {
        let o = Office::new(store).await;
        let (id, secret) = o.add("take", None).await;
        let incident = o.incident(false).await;
        let heard = o.heard().await;
        assert_eq!(heard.len(), 1, "a draft is nobody's business");
        let told = body(&heard[0]);
        assert_eq!((&told["type"], &told["drill"]), (&json!("incident.active"), &json!(false)));
        assert_eq!((&told["data"]["id"], &told["data"]["names"]["fr"]), (&json!(incident), &json!("Fusillades")));
        let header = |name: &str| heard[0].1[name].to_str().unwrap().to_owned();
        let seconds = o.h.clock.now().0 / 1_000_000;
        assert_eq!(header("webhook-timestamp"), seconds.to_string());
        assert_eq!(header("webhook-signature"), sign(&secret, &header("webhook-id"), seconds, heard[0].2.as_bytes()));
        assert_eq!(header("idempotency-key"), header("webhook-id"));
        o.anne.post(&format!("/api/v1/incidents/{incident}/close"), json!({})).await.is(200);
        assert_eq!(body(&o.heard().await[0])["type"], json!("incident.closed"));
        let shown = o.admin.get("/api/v1/hooks").await.json();
        assert_eq!((&shown["hooks"][0]["sent"], &shown["hooks"][0]["host"]), (&json!(2), &json!("127.0.0.1")));
        assert!(!shown.to_string().contains("whsec_") && !shown.to_string().contains("/take"), "address and secret are said once");
        // A drill says so, and first.
        o.incident(true).await;
        let drill = body(&o.heard().await[0]);
        assert_eq!((&drill["drill"], &drill["data"]["names"]["fr"]), (&json!(true), &json!("EXERCICE Fusillades")));
        // Paused it is not called, and hears nothing late.
        o.admin.put(&format!("/api/v1/hooks/{id}"), json!({ "paused": true })).await.is(200);
        o.admin.post(&format!("/api/v1/hooks/{id}/trial"), json!({})).await.refuses(409, "hook-paused");
        o.incident(false).await;
        o.h.settle().await;
        o.admin.put(&format!("/api/v1/hooks/{id}"), json!({ "paused": false })).await.is(200);
        assert!(o.heard().await.is_empty());
        o.admin.post(&format!("/api/v1/hooks/{id}/trial"), json!({})).await.is(202);
        assert_eq!(body(&o.heard().await[0])["type"], json!("trial"));
        o.admin.post(&format!("/api/v1/hooks/{id}/trial"), json!({})).await.is(202);
        o.admin.delete(&format!("/api/v1/hooks/{id}")).await.is(204);
        assert!(o.heard().await.is_empty(), "forgotten with what was on its way");
        o.admin.delete(&format!("/api/v1/hooks/{id}")).await.refuses(404, "not-found");
        let acts: Vec<_> = o.h.house.register.audit_before(None, 100).await.unwrap().into_iter().map(|l| l.act).collect();
        for act in ["hook.add", "hook.pause", "hook.resume", "hook.trial", "hook.delete"] {
            assert!(acts.iter().any(|a| a == act), "{act}");
        }
    }

    /// One that never answers, with more waiting for it than are called at once, holds up itself alone.
    async fn one_that_is_slow_holds_up_no_other(store: Store) {
        let o = Office::new(store).await;
        let (slow, _) = o.add("never", None).await;
        for _ in 0..20 {
            o.admin.post(&format!("/api/v1/hooks/{slow}/trial"), json!({})).await.is(202);
        }
        o.h.settle().await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let running = tokio::spawn(o.post.clone().run(stopped));
        let came = async |path: &str, n: usize| {
            while o.calls.lock().unwrap().iter().filter(|c| c.0 == path).count() < n {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        };
        came("never", 4).await;
        let (fast, _) = o.add("take", None).await;
        o.admin.post(&format!("/api/v1/hooks/{fast}/trial"), json!({})).await.is(202);
        came("take", 1).await;
        let waits = o.calls.lock().unwrap().iter().filter(|c| c.0 == "never").count();
        assert_eq!(waits, 4, "no more of them at once");
        drop(stop);
        running.abort();
    }

    /// One that fails is left alone after five failures, whatever waits for it; the others are called.
    async fn one_that_fails_is_spared_by_itself(store: Store) {
        let o = Office::new(store).await;
        let (broken, _) = o.add("broken", None).await;
        let (fine, _) = o.add("take", None).await;
        for _ in 0..20 {
            o.admin.post(&format!("/api/v1/hooks/{broken}/trial"), json!({})).await.is(202);
        }
        for _ in 0..20 {
            o.anne.post(&format!("/api/v1/hooks/{fine}/trial"), json!({})).await.is(202);
        }
        let heard = o.heard().await;
        let count = |path: &str| heard.iter().filter(|c| c.0 == path).count();
        assert_eq!(count("take"), 20);
        assert!((5..=8).contains(&count("broken")), "{}", count("broken"));
        assert!(o.post.spared_until(notify::Channel::Hook).is_none(), "the channel is not spared");
        let mut calls = 0;
        for _ in 0..60 {
            o.h.pass(Span::minutes(1));
            calls += o.heard().await.len();
        }
        assert!(calls >= 5, "it is tried now and then: {calls}");
        assert_eq!(o.admin.get("/api/v1/hooks").await.json()["hooks"][0]["failed"], json!(0));
    }

    async fn one_that_says_it_is_gone_is_paused(store: Store) {
        let o = Office::new(store).await;
        o.add("gone", None).await;
        o.incident(false).await;
        assert_eq!(o.heard().await.len(), 1);
        assert_eq!(o.admin.get("/api/v1/hooks").await.at("/hooks/0/state"), "gone");
        o.incident(false).await;
        assert!(o.heard().await.is_empty());
        let page = o.admin.page("/console/hooks").await.expect(200);
        assert!(page.says("Il a répondu qu’il n’existe plus"));
        let line = o.h.house.register.audit_before(None, 50).await.unwrap().into_iter().find(|l| l.act == "hook.gone").unwrap();
        assert_eq!(line.actor, register::Actor::Server);
    }

    /// The answers of a list are told while its roll is called, by name and state alone; before and after, and of others, nothing is.
    async fn a_list_hears_answers_while_its_roll_is_called_and_only_then(store: Store) {
        let o = Office::new(store).await;
        let roster = o.admin.post("/api/v1/rosters", json!({ "name": "Lycée" })).await.expect(201).at("/id");
        let (lea, max) = (o.h.person("Léa T.").await, o.h.person("Max").await);
        let contact = register::Contact::parse("lea@example.org", &register::Country::FRANCE).unwrap();
        let house = &o.h.house;
        let proven = house.register.prove_contact(store::Change::new(), lea.id(), &contact, house.clock.now());
        house.store.apply(proven).await.unwrap();
        let list = "name,email,group\nLéa Dubois,lea@example.org,Terminale B\n";
        let path = format!("/api/v1/rosters/{roster}/members?commit=true");
        o.admin.send(Method::POST, &path, Some("text/csv"), list).await.is(200);
        o.add("roll", Some(&roster)).await;
        let other = o.anne.post("/api/v1/hooks", json!({ "name": "Curieux", "url": "https://example.org/x", "roster": roster })).await;
        other.refuses(404, "roster-unknown");
        assert_eq!(o.anne.get("/api/v1/hooks").await.json()["hooks"], json!([]), "who does not manage the list sees nothing of it");
        let incident: kernel::IncidentId = o.incident(false).await.parse().unwrap();
        answers(&lea, incident, "safe").await;
        assert!(o.heard().await.is_empty(), "the roll is not called yet");
        o.admin.post(&format!("/api/v1/rosters/{roster}/roll-calls"), json!({ "incident": incident })).await.is(201);
        o.h.pass(Span::minutes(1));
        answers(&lea, incident, "need_help").await;
        answers(&max, incident, "safe").await;
        let heard = o.heard().await;
        assert_eq!(heard.len(), 1, "only of who is on the list");
        let told = body(&heard[0]);
        assert_eq!(told["type"], json!("roll_call.answer"));
        let data = &told["data"];
        assert_eq!((&data["name"], &data["group"], &data["state"]), (&json!("Léa Dubois"), &json!("Terminale B"), &json!("need_help")));
        assert!(!told.to_string().contains("example.org") && !told.to_string().contains("48."), "neither contact nor place");
        // What is on its way when the roll ends is not told any more.
        o.h.pass(Span::minutes(1));
        answers(&lea, incident, "safe").await;
        o.h.settle().await;
        o.admin.post(&format!("/api/v1/rosters/{roster}/roll-calls/{incident}/end"), json!({})).await.is(200);
        assert!(o.heard().await.is_empty());
        // Erased, nothing of her waits.
        lea.delete("/api/v1/me").await.is(204);
        assert!(o.heard().await.is_empty());
    }

    async fn an_address_inside_is_not_taken_and_the_page_says_why(store: Store) {
        let o = Office::new(store).await;
        for (url, code) in [
            ("https://10.0.0.1/x", "hook-address-private"),
            ("https://169.254.169.254/latest", "hook-address-private"),
            ("https://example.org:25/x", "hook-address-private"),
            ("http://example.org/x", "hook-address"),
            ("ftp://example.org/x", "hook-address"),
            ("nonsense", "hook-address"),
        ] {
            o.anne.post("/api/v1/hooks", json!({ "name": "X", "url": url })).await.refuses(422, code);
        }
        let page = o.anne.page("/console/hooks").await.expect(200);
        let fields = [("name", "Mairie"), ("url", "https://10.0.0.1/x"), ("roster", "")];
        let refused = o.anne.submit(&page, "/console/hooks", &fields).await;
        assert_eq!(refused.status.as_u16(), 422);
        assert!(refused.says("réseau privé") && refused.says("value=\"https://10.0.0.1/x\""), "what was typed is kept");
        let fields = [("name", "Mairie"), ("url", "https://hooks.example.org/secret-path"), ("roster", "")];
        let added = o.anne.submit(&page, "/console/hooks", &fields).await.expect(200);
        assert!(added.says("whsec_"));
        let after = o.anne.page("/console/hooks").await.expect(200);
        assert!(after.says("hooks.example.org") && !after.says("whsec_") && !after.says("secret-path"));
        let lea = o.h.person("Léa").await;
        lea.get("/api/v1/hooks").await.is(403);
        lea.page("/console/hooks").await.is(403);
    }
}
