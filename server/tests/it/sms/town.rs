//! A server with a gateway, and people with phones.

use std::sync::Arc;

use kernel::{IncidentId, Role, Span};
use notify::{
    Carrier, Channel, Post,
    sms::{Inbound, Settings, SmsCarrier},
};
use outbound::SystemResolver;
use register::{Contact, Country};
use serde_json::json;
use store::{Change, Store};
use web::{
    Config,
    harness::{Answer, Client, Harness},
};

use super::gateway::{Gateway, Taken};
use crate::scene::{HERE, zone};

pub(crate) const SECRET: &str = "un secret des essais";

pub(crate) struct Town {
    pub(crate) h: Harness,
    pub(crate) gateway: Gateway,
    pub(crate) carrier: Arc<SmsCarrier>,
    pub(crate) post: Post,
    pub(crate) anne: Client,
    files: tempfile::TempDir,
}

impl Town {
    pub(crate) async fn new(store: Store) -> Self {
        Self::with(store, |_| {}).await
    }
    pub(crate) async fn with(store: Store, change: impl FnOnce(&mut Settings)) -> Self {
        Self::at(store, &Config::default().public_url, change).await
    }
    /// The same, at an address.
    pub(crate) async fn at(store: Store, public_url: &str, change: impl FnOnce(&mut Settings)) -> Self {
        let (gateway, files) = (Gateway::new().await, tempfile::tempdir().unwrap());
        let file = |name: &str, text: &str| {
            let path = files.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let mut settings = Settings {
            preset: "kannel".to_owned(),
            url: gateway.url.clone(),
            user: "rhizome".to_owned(),
            password_file: file("password", "mot de passe\n"),
            from: "38100".to_owned(),
            per_second: 0,
            inbound: Inbound { secret_file: file("secret", &format!("{SECRET}\n")), ..Inbound::default() },
            ..Settings::default()
        };
        change(&mut settings);
        let public_url = public_url.to_owned();
        let config =
            Config { public_url, sms: Some(settings.clone()), email: Some(Default::default()), ..Config::default() };
        let h = Harness::with(server::rooms(), store, people::sessions, config).await;
        let calls = outbound::Settings::default();
        let (queue, url) = (h.house.queue.clone(), &h.house.config.public_url);
        let carrier = SmsCarrier::new(&settings, &calls, Arc::new(SystemResolver), queue, url).unwrap();
        let carrier = Arc::new(carrier);
        let carriers = vec![Arc::clone(&carrier) as Arc<dyn Carrier>];
        let composer = reach::compose::composer(&h.house);
        let post = Post::new(h.house.queue.clone(), h.clock.clone(), composer, carriers);
        let anne = h.staff(Role::Operator, "Anne V.").await;
        Self { h, gateway, carrier, post, anne, files }
    }
    /// Where its secrets are.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.files.path()
    }
    /// Somebody inside the zone, with a proven number.
    pub(crate) async fn inside(&self, name: &str, number: &str) -> Client {
        let who = self.h.person(name).await;
        who.put("/api/v1/me/position", json!({ "lat": HERE.0, "lon": HERE.1 })).await.is(200);
        self.has(&who, number).await;
        who
    }
    pub(crate) async fn has(&self, who: &Client, contact: &str) {
        let contact = Contact::parse(contact, &Country::FRANCE).unwrap();
        let now = self.h.house.clock.now();
        let change = self.h.house.register.prove_contact(Change::new(), who.id(), &contact, now);
        self.h.house.store.apply(change).await.unwrap();
        self.h.settle().await;
    }
    /// An incident that asks everyone inside.
    pub(crate) async fn incident(&self, drill: bool, name: &str) -> IncidentId {
        let body =
            json!({ "kind": "attack", "names": { "fr": name, "en": name }, "zone": zone(HERE, 1.5), "drill": drill });
        let id = self.anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
        let alone = json!({ "alone": true, "reason": "Seule cette nuit" });
        self.anne.post(&format!("/api/v1/incidents/{id}/activate"), alone).await.is(200);
        self.h.settle().await;
        id.parse().unwrap()
    }
    /// Everything that is due has gone; gives what the gateway was given.
    pub(crate) async fn deliver(&self) -> Vec<Taken> {
        self.h.settle().await;
        while self.post.turn().await.unwrap() > 0 {}
        self.gateway.taken()
    }
    pub(crate) async fn later(&self, span: Span) -> Vec<Taken> {
        self.h.pass(span);
        self.deliver().await
    }
    /// Kannel brings a message.
    pub(crate) async fn brings(&self, id: &str, from: &str, text: &str) -> Answer {
        let enc = web::encode;
        let path =
            format!("/hooks/sms/inbound?secret={}&id={}&from={}&text={}", enc(SECRET), enc(id), enc(from), enc(text));
        self.h.nobody().get(&path).await
    }
    /// The same; and the one line that answers it.
    pub(crate) async fn says(&self, id: &str, from: &str, text: &str) -> String {
        self.brings(id, from, text).await.is(200);
        let lines = self.deliver().await;
        assert!(lines.len() <= 1, "one line at most: {lines:?}");
        lines.into_iter().next().map(|t| t.text).unwrap_or_default()
    }
    /// What waits for a person to read it: who, what, whether urgent.
    pub(crate) async fn inbox(&self) -> Vec<(bool, String)> {
        let all = safety::store::sms::waiting(&self.h.house.register, 100).await.unwrap();
        all.into_iter().map(|m| (m.urgent, m.words)).collect()
    }
    pub(crate) async fn people(&self) -> i64 {
        self.h.house.register.people_count().await.unwrap()
    }
    /// The deliveries that wait in a channel.
    pub(crate) async fn waits(&self, channel: Channel) -> usize {
        self.h.house.queue.claim(channel, self.h.house.clock.now(), 100).await.unwrap().len()
    }
}
