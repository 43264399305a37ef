//! Notifications, end to end: a browser subscribes, a push service of the test's takes our requests, the browser opens them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use kernel::{Clock, IncidentId, Span};
use notify::{
    Carrier, Channel, Post,
    push::{
        PushCarrier,
        testing::{Browser, b64, read_by_others, text64},
    },
};
use outbound::{Outbound, SystemResolver};
use serde_json::{Value, json};
use store::testing::each_store;
use web::{
    Config, Ways,
    harness::{Client, Harness},
};

use crate::scene::{Provider, Town, answers, friends};

/// What a push service was asked to do.
struct Asked {
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A push service: it takes everything, unless it is told what to answer.
#[derive(Clone, Default)]
struct Service(Arc<Mutex<Desk>>);

/// What came, and what is to be answered: a status, and `Retry-After`.
#[derive(Default)]
struct Desk {
    asked: Vec<Asked>,
    answers: VecDeque<(u16, &'static str)>,
}

impl Service {
    async fn start() -> (Self, String) {
        let service = Self::default();
        let router = Router::new().route("/p/{name}", axum::routing::post(take)).with_state(service.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (service, at)
    }
    /// Answers so, once each: a status, and `Retry-After`.
    fn will(&self, answers: impl IntoIterator<Item = (u16, &'static str)>) {
        self.0.lock().unwrap().answers.extend(answers);
    }
    /// What came since one last looked.
    fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }
}

async fn take(State(service): State<Service>, Path(path): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let mut it = service.0.lock().unwrap();
    it.asked.push(Asked { path, headers, body: body.to_vec() });
    match it.answers.pop_front() {
        Some((status, wait)) => {
            let status = StatusCode::from_u16(status).unwrap();
            if wait.is_empty() { status.into_response() } else { (status, [(RETRY_AFTER, wait)]).into_response() }
        }
        None => StatusCode::CREATED.into_response(),
    }
}

/// A town whose notifications go through a real carrier to a push service.
struct Scene {
    town: Town,
    service: Service,
    at: String,
}

impl Scene {
    async fn new(store: ::store::Store) -> Self {
        let (service, at) = Service::start().await;
        let config = Config {
            sms: Some(notify::sms::Settings::default()),
            email: Some(notify::email::Settings::default()),
            push_contact: "mailto:desk@rhizome.example".to_owned(),
            outbound: Ways { allow_private: vec![at.clone()] },
            ..Config::default()
        };
        let rooms = vec![people::room(), safety::room(), reach::room()];
        let h = Harness::with(rooms, store, people::sessions, config).await;
        let [push, sms, email] = Channel::PEOPLE.map(Provider::of);
        let clock: Arc<dyn Clock> = h.clock.clone();
        let client = Outbound::public(&h.house.config.calls().unwrap(), Arc::new(SystemResolver)).unwrap();
        let (vapid, queue, dice) = (h.house.vapid.clone(), h.house.queue.clone(), h.house.dice.clone());
        let carrier = PushCarrier::new(client, vapid, None, queue, clock.clone(), dice);
        let carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(carrier), sms.clone(), email.clone()];
        let post = Post::new(h.house.queue.clone(), clock, reach::compose::composer(&h.house), carriers);
        Self { town: Town { h, push, sms, email, post }, service, at }
    }
    fn subscription(&self, browser: &Browser, name: &str) -> Value {
        let keys = json!({ "p256dh": text64(browser.public()), "auth": text64(browser.secret) });
        json!({ "endpoint": format!("{}/p/{name}", self.at), "expirationTime": null, "keys": keys })
    }
    /// Somebody asks for notifications in a browser of theirs.
    async fn subscribes(&self, who: &Client, seed: u64, name: &str) -> Browser {
        let browser = Browser::of(seed);
        who.post("/api/v1/me/push", self.subscription(&browser, name)).await.is(201);
        browser
    }
    /// How many pushes of the first question of an incident were sent, arrived, and failed.
    async fn counts(&self, incident: IncidentId) -> (i64, i64, i64) {
        let queue = &self.town.h.house.queue;
        let first = queue.campaigns(incident).await.unwrap().pop().unwrap();
        let lines = queue.report(first.id).await.unwrap();
        let line = lines.into_iter().find(|l| l.channel == "push").unwrap();
        (line.sent, line.delivered, line.failed)
    }
    async fn devices(&self, who: &Client) -> i64 {
        reach::store::devices::count(&self.town.h.house, who.id()).await.unwrap()
    }
}

fn said(browser: &Browser, asked: &Asked) -> Value {
    serde_json::from_slice(&browser.open(&asked.body).unwrap()).unwrap()
}

each_store! {
    async fn a_question_is_opened_by_others_arrives_and_the_press_spares_the_text_message(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.town.inside("Léa").await;
        s.town.has(&lea, "+33 6 39 98 00 01").await;
        let browser = s.subscribes(&lea, 1, "lea").await;
        let incident = s.town.incident(false, "Fusillades à Paris").await;
        s.town.deliver().await;
        let asked = s.service.asked();
        assert_eq!((asked.len(), asked[0].path.as_str()), (1, "lea"));
        for (name, value) in [("urgency", "high"), ("content-encoding", "aes128gcm"), ("ttl", "86400")] {
            assert_eq!(asked[0].headers[name], value);
        }
        // Sealed and signed: somebody else's programs open the one and believe the other.
        let header = asked[0].headers["authorization"].to_str().unwrap();
        let (token, key) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(s.town.h.nobody().get("/api/v1/push/key").await.expect(200).at("/key"), key);
        let read = read_by_others(&json!({
            "number": text64(browser.number), "secret": text64(browser.secret), "bodies": [text64(&asked[0].body)],
            "token": token, "key": key, "say": "-",
        }));
        assert_eq!((&read["claims"]["aud"], &read["claims"]["sub"]), (&json!(s.at), &json!("mailto:desk@rhizome.example")));
        let left = read["claims"]["exp"].as_i64().unwrap() - s.town.h.house.clock.now().0 / 1_000_000;
        assert!((0..=86_400).contains(&left), "{left}");
        let message: Value = serde_json::from_slice(&b64(read["texts"][0].as_str().unwrap())).unwrap();
        assert_eq!(message, said(&browser, &asked[0]));
        assert_eq!(message["title"], "Allez-vous bien\u{a0}?");
        assert!(message["text"].as_str().unwrap().contains("Fusillades à Paris"));
        assert_eq!((&message["silent"], &message["lang"], &message["dir"]), (&json!(true), &json!("fr"), &json!("ltr")));
        assert_eq!(message["tag"], format!("q-{incident}"));
        // It arrives, is said to have arrived once, and by nobody who was not told how.
        assert_eq!(s.counts(incident).await, (1, 0, 0));
        let ack = message["ack"].as_str().unwrap();
        let device = s.town.h.nobody();
        for bad in [format!("{ack}A"), ack[..ack.len() - 1].to_owned(), "/api/v1/push/received/AAAA".to_owned()] {
            device.send("POST".parse().unwrap(), &bad, None, "").await.is(404);
        }
        for _ in 0..2 {
            device.send("POST".parse().unwrap(), ack, None, "").await.is(204);
        }
        assert_eq!(s.counts(incident).await, (1, 1, 0));
        // The press answers; nothing else follows.
        let path = message["url"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
        let page = s.town.h.browser().page(path).await.expect(200);
        s.town.h.browser().submit(&page, path, &[("is", "safe")]).await.is(303);
        s.town.later(Span::hours(1)).await;
        assert!(s.town.sms.got().is_empty() && s.service.asked().is_empty());
        assert_eq!(lea.get("/api/v1/me/status").await.expect(200).at("/statuses/0/state"), "safe");
    }
    async fn a_browser_that_is_gone_is_forgotten_and_the_next_channel_goes_at_once(store: Store) {
        let s = Scene::new(store).await;
        let (lea, ada) = (s.town.inside("Léa").await, s.town.inside("Ada").await);
        for (n, who) in [&lea, &ada].into_iter().enumerate() {
            s.town.has(who, &format!("+33 6 39 98 00 0{n}")).await;
            s.subscribes(who, n as u64 + 1, &n.to_string()).await;
        }
        s.service.will([(404, ""), (410, "")]);
        s.town.incident(false, "Fusillades à Paris").await;
        s.town.deliver().await;
        assert_eq!((s.service.asked().len(), s.devices(&lea).await, s.devices(&ada).await), (2, 0, 0));
        // The turn that heard it is over; the next is not three minutes later.
        s.town.deliver().await;
        let to: Vec<String> = s.town.sms.got().into_iter().map(|m| m.to).collect();
        assert_eq!(to, ["+33639980000", "+33639980001"]);
    }
    async fn a_service_that_asks_for_time_is_given_it(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.town.inside("Léa").await;
        s.subscribes(&lea, 1, "lea").await;
        s.service.will([(429, "90"), (503, "40")]);
        s.town.incident(false, "Fusillades à Paris").await;
        s.town.deliver().await;
        assert_eq!(s.service.asked().len(), 1);
        s.town.later(Span::seconds(89)).await;
        assert!(s.service.asked().is_empty());
        s.town.later(Span::seconds(1)).await;
        assert_eq!(s.service.asked().len(), 1);
        s.town.later(Span::seconds(39)).await;
        assert!(s.service.asked().is_empty());
        s.town.later(Span::seconds(1)).await;
        let asked = s.service.asked();
        assert_eq!(asked.len(), 1);
        let ttl: i64 = asked[0].headers["ttl"].to_str().unwrap().parse().unwrap();
        assert_eq!(ttl, 86_400 - 130, "no later than it is worth");
    }
    async fn a_repeat_has_the_name_of_the_first(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.town.inside("Léa").await;
        s.subscribes(&lea, 1, "lea").await;
        s.service.will([(500, "")]);
        s.town.incident(false, "Fusillades à Paris").await;
        s.town.deliver().await;
        s.town.later(Span::minutes(1)).await;
        let topics: Vec<String> =
            s.service.asked().iter().map(|a| a.headers["topic"].to_str().unwrap().to_owned()).collect();
        assert!(topics.len() == 2 && topics[0] == topics[1] && topics[0].len() <= 32, "{topics:?}");
    }
    async fn a_message_that_is_too_large_is_sent_shorter_once(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.town.inside("Léa").await;
        let browser = s.subscribes(&lea, 1, "lea").await;
        s.service.will([(413, "")]);
        let incident = s.town.incident(false, &"Fusillades à Paris ".repeat(4)).await;
        s.town.deliver().await;
        let asked = s.service.asked();
        assert_eq!(asked.iter().map(|a| a.body.len()).collect::<Vec<_>>(), [86 + 1024 + 16, 86 + 512 + 16]);
        let (long, short) = (said(&browser, &asked[0]), said(&browser, &asked[1]));
        assert!(short["text"].as_str().unwrap().ends_with('…') || short["text"] == "");
        assert_eq!((&long["url"], &long["ack"], &long["title"]), (&short["url"], &short["ack"], &short["title"]));
        assert_eq!(s.counts(incident).await, (1, 0, 0));
        s.service.will([(413, ""), (413, "")]);
        let incident = s.town.incident(false, "Encore").await;
        s.town.deliver().await;
        assert_eq!(s.counts(incident).await, (0, 0, 1));
    }
    async fn a_drill_says_so_first_and_a_death_is_in_no_message(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.town.inside("Léa").await, s.town.h.person("Karim").await);
        friends(&lea, &[&karim]).await;
        let (hers, his) = (s.subscribes(&lea, 1, "lea").await, s.subscribes(&karim, 2, "karim").await);
        let incident = s.town.incident(true, "Essai").await;
        s.town.deliver().await;
        answers(&lea, incident, "safe").await;
        s.town.deliver().await;
        let asked = s.service.asked();
        assert_eq!(asked.len(), 2);
        for (one, browser) in asked.iter().zip([&hers, &his]) {
            let message = said(browser, one);
            for part in ["title", "text"] {
                assert!(message[part].as_str().unwrap().starts_with("EXERCICE "), "{message}");
            }
            assert_eq!(message["silent"], true);
        }
    }
    async fn addresses_that_are_not_a_public_services_are_refused(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.town.h.person("Léa").await;
        let browser = Browser::of(1);
        let mut body = s.subscription(&browser, "lea");
        for bad in [
            "", "push", "http://push.example.net/v1/x", "ftp://push.example.net/x", "https://10.0.0.8/x",
            "https://127.0.0.1/x", "https://127.0.0.1:8443/x", "https://127.1/x", "https://2130706433/x", "https://0x7f.1/x",
            "https://169.254.169.254/latest/meta-data", "https://192.168.1.1/x", "https://172.16.0.1/x", "https://100.64.0.1/x",
            "https://[::1]/x", "https://[::ffff:10.0.0.1]/x", "https://[fd00::1]/x", "https://[fe80::1]/x",
            "https://0.0.0.0/x", "https://push.example.net:22/x", "https://u@push.example.net/x", "https://push.example.net\\@10.0.0.1/x",
        ] {
            body["endpoint"] = json!(bad);
            lea.post("/api/v1/me/push", body.clone()).await.refuses(422, "push-endpoint");
        }
        let good = s.subscription(&browser, "lea");
        for (key, bad) in [("p256dh", ""), ("p256dh", "AAAA"), ("auth", "AAAA"), ("p256dh", &text64([4; 65]))] {
            let mut body = good.clone();
            body["keys"][key] = json!(bad);
            lea.post("/api/v1/me/push", body).await.refuses(422, "push-keys");
        }
        assert_eq!(s.devices(&lea).await, 0);
        lea.post("/api/v1/me/push", good).await.is(201);
    }
    async fn a_browser_is_one_persons_and_goes_with_its_session(store: Store) {
        let s = Scene::new(store).await;
        let (lea, karim) = (s.town.h.person("Léa").await, s.town.h.person("Karim").await);
        s.subscribes(&lea, 1, "one").await;
        s.subscribes(&lea, 1, "one").await;
        assert_eq!((s.devices(&lea).await, s.devices(&karim).await), (1, 0));
        s.subscribes(&karim, 1, "one").await;
        assert_eq!((s.devices(&lea).await, s.devices(&karim).await), (0, 1));
        s.subscribes(&karim, 1, "two").await;
        assert_eq!(s.devices(&karim).await, 1, "a session is one browser");
        let theirs = s.subscription(&Browser::of(1), "two");
        lea.send("DELETE".parse().unwrap(), "/api/v1/me/push", Some("application/json"), theirs.to_string()).await.is(204);
        assert_eq!(s.devices(&karim).await, 1, "nobody ends another's");
        karim.delete("/api/v1/session").await.is(204);
        s.town.h.settle().await;
        assert_eq!(s.devices(&karim).await, 0, "a shared device shows nobody's messages after");
        let house = &s.town.h.house;
        for n in 0..12_u64 {
            let at = format!("{}/p/{n}", s.at);
            let it = Browser::of(n + 1).subscribed_at(&at);
            let now = house.clock.now();
            let change = reach::store::devices::add(store::Change::new(), house, lea.id(), None, &it, now);
            house.store.apply(change).await.unwrap();
            s.town.h.pass(Span::seconds(1));
        }
        assert_eq!(s.devices(&lea).await, 10);
        let first = Browser::of(3).subscribed_at(&format!("{}/p/2", s.at));
        let body = json!({ "endpoint": first.endpoint() });
        lea.send("DELETE".parse().unwrap(), "/api/v1/me/push", Some("application/json"), body.to_string()).await.is(204);
        assert_eq!(s.devices(&lea).await, 9, "the oldest two went, not the third");
    }
    async fn a_trial_goes_to_all_of_ones_devices(store: Store) {
        let s = Scene::new(store).await;
        let lea = s.town.h.person("Léa").await;
        lea.post("/api/v1/me/push/trial", json!({})).await.refuses(409, "not-reachable");
        let page = lea.page("/me/messages/push").await.expect(200);
        assert!(page.says("data-push") && page.says("rz-push.") && page.says("Aucun appareil"));
        let browser = s.subscribes(&lea, 1, "lea").await;
        lea.post("/api/v1/me/push/trial", json!({})).await.is(202);
        s.town.deliver().await;
        let asked = s.service.asked();
        assert_eq!(asked.len(), 1);
        assert_eq!(said(&browser, &asked[0])["title"], "Essai");
        assert_eq!(asked[0].headers["urgency"], "normal");
        let page = lea.page("/me/messages/push").await.expect(200);
        assert!(page.says("Un appareil"));
        lea.submit(&page, "/me/messages/push/stop", &[]).await.is(303);
        assert_eq!(s.devices(&lea).await, 0);
    }
}
