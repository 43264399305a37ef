//! Web hooks against a receiver that is not ours: Python's own `hmac`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    sync::Arc,
};

use kernel::{Clock, Dice, FixedClock, Lang, SeededDice, Span, Time};
use notify::{
    Carrier, Channel, Delivery, Kind, Letter, NewDelivery, Outcome, Owner, Queue, Target,
    hook::{HookCarrier, Secret, wait_after},
};
use outbound::{Outbound, Settings, SystemResolver};
use serde_json::Value;
use store::{Change, Seal, Store};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

struct Receiver {
    child: Child,
    told: BufReader<ChildStdout>,
    port: u16,
}

impl Receiver {
    fn start(now: Time) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hook/receiver.py");
        let seconds = (now.0 / 1_000_000).to_string();
        let mut child =
            Command::new("python3").args([script, SECRET, &seconds]).stdout(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        Self { child, told, port: line.trim().parse().unwrap() }
    }
    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
    fn heard(&mut self) -> Value {
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Scene {
    receiver: Receiver,
    queue: Queue,
    clock: Arc<FixedClock>,
    carrier: HookCarrier,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn new() -> Self {
        let clock = Arc::new(FixedClock::at(Time::parse("2015-11-13T23:41:00+01:00").unwrap()));
        let receiver = Receiver::start(clock.now());
        let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(7));
        let folder = tempfile::tempdir().unwrap();
        let store = Store::sqlite_at(&folder.path().join("db"), clock.clone()).await.unwrap();
        let queue = Queue::new(store, Seal::in_memory(&*dice).unwrap(), dice.clone());
        let allow_private = vec![receiver.url("").parse().unwrap()];
        let settings = Settings { allow_private, ..Settings::default() };
        let client = Outbound::public(&settings, Arc::new(SystemResolver)).unwrap();
        let carrier = HookCarrier::new(client, clock.clone(), dice);
        Self { receiver, queue, clock, carrier, _folder: folder }
    }
    async fn delivery(&self, once: &str) -> Delivery {
        let now = self.clock.now();
        let new = NewDelivery {
            text: Some(("trial", "{}")),
            ..NewDelivery::new(once.as_bytes(), Owner::Hook([9; 16]), Kind::Hook, Channel::Hook, now)
        };
        self.queue.store().apply(self.queue.add(Change::new(), &new)).await.unwrap();
        self.queue.claim(Channel::Hook, now, 1).await.unwrap().pop().unwrap()
    }
    async fn carry(&self, delivery: &Delivery, url: String, secret: &str) -> Outcome {
        let blank = String::new;
        let letter = Letter {
            message: self.queue.message(delivery, Lang::En, true, blank()),
            title: blank(),
            text: blank(),
            button: blank(),
            short: blank(),
            footer: blank(),
            stop: None,
            stop_label: blank(),
        };
        let body = r#"{"type":"trial","data":{"message":"tout va bien, ça va"}}"#.to_owned();
        let to = Target::Hook { url, secret: Secret::parse(secret).unwrap(), body };
        self.carrier.carry(delivery, &letter, &to).await
    }
}

#[tokio::test]
async fn another_system_believes_a_call_of_ours_and_knows_it_when_it_comes_again() {
    let mut s = Scene::new().await;
    let delivery = s.delivery("one").await;
    for again in [false, true] {
        let outcome = s.carry(&delivery, s.receiver.url("/take"), SECRET).await;
        assert_eq!(outcome, Outcome::Sent { reference: None, parts: 0 });
        let heard = s.receiver.heard();
        assert_eq!((&heard["wrong"], &heard["same"]), (&Value::Null, &Value::Bool(true)), "{heard}");
        assert_eq!(heard["again"], Value::Bool(again), "every try carries the same name");
        assert_eq!(heard["type"], "application/json");
        assert!(heard["body"].as_str().unwrap().contains("ça va"));
    }
}

#[tokio::test]
async fn a_call_under_another_secret_or_of_another_time_is_not_believed() {
    let mut s = Scene::new().await;
    let delivery = s.delivery("one").await;
    let other = Secret::new(&SeededDice::new(1)).to_text();
    let refused = s.carry(&delivery, s.receiver.url("/take"), &other).await;
    assert!(matches!(refused, Outcome::Later { why: "not-taken", .. }), "{refused:?}");
    assert_eq!(s.receiver.heard()["wrong"], "signature");
    s.clock.advance(Span::minutes(6));
    s.carry(&delivery, s.receiver.url("/take"), SECRET).await;
    assert_eq!(s.receiver.heard()["wrong"], "old", "a call that was kept by somebody is of no use to them");
}

#[tokio::test]
async fn what_it_answers_is_what_happens() {
    let mut s = Scene::new().await;
    let delivery = s.delivery("one").await;
    assert_eq!(s.carry(&delivery, s.receiver.url("/gone"), SECRET).await, Outcome::Dead("gone"));
    let busy = s.carry(&delivery, s.receiver.url("/busy"), SECRET).await;
    assert_eq!(busy, Outcome::Later { after: Some(Span::seconds(7)), why: "asked-to-wait" });
    for path in ["/down", "/moved"] {
        let Outcome::Later { after: Some(after), .. } = s.carry(&delivery, s.receiver.url(path), SECRET).await else {
            panic!("{path}")
        };
        assert!((wait_after(1, 0)..=wait_after(1, 999)).contains(&after), "{path}");
    }
    let paths: Vec<Value> = (0..4).map(|_| s.receiver.heard()["path"].clone()).collect();
    assert_eq!(paths, ["/gone", "/busy", "/down", "/moved"], "where it sends us we do not go");
}

#[tokio::test]
async fn an_address_inside_is_never_called() {
    let s = Scene::new().await;
    let delivery = s.delivery("one").await;
    for url in
        ["https://127.0.0.1/", "https://10.0.0.1:8443/x", "http://example.org/", "https://169.254.169.254/latest"]
    {
        assert_eq!(s.carry(&delivery, url.to_owned(), SECRET).await, Outcome::Dead("not-allowed"), "{url}");
    }
}
