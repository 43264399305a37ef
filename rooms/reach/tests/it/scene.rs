//! What the stories share: a town, people with phones and browsers, and providers that do as they are told.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use kernel::{IncidentId, Lang, Role, Span};
use notify::{Carrier, Channel, Delivery, Kind, Letter, Outcome, Post, Target, push::Subscription};
use register::{Contact, Country};
use serde_json::{Value, json};
use store::{Change, Store};
use web::{
    Config,
    harness::{Client, Harness},
};

/// What a provider was given.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) channel: Channel,
    pub(crate) kind: Kind,
    pub(crate) to: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) short: String,
    pub(crate) link: String,
    pub(crate) silent: bool,
    pub(crate) name: String,
}

/// A provider that takes everything, unless it is told what to answer.
pub(crate) struct Provider {
    channel: Channel,
    limits: (u32, usize),
    got: Mutex<Vec<Sent>>,
    answers: Mutex<VecDeque<Outcome>>,
}

impl Provider {
    pub(crate) fn of(channel: Channel) -> Arc<Self> {
        Self::limited(channel, (0, 8))
    }
    pub(crate) fn limited(channel: Channel, limits: (u32, usize)) -> Arc<Self> {
        Arc::new(Self { channel, limits, got: Mutex::default(), answers: Mutex::default() })
    }
    /// Answers so, once each.
    pub(crate) fn will(&self, outcomes: impl IntoIterator<Item = Outcome>) {
        self.answers.lock().unwrap().extend(outcomes);
    }
    /// What came since one last looked.
    pub(crate) fn got(&self) -> Vec<Sent> {
        let mut got = std::mem::take(&mut *self.got.lock().unwrap());
        got.sort_by(|a, b| (&a.to, &a.title).cmp(&(&b.to, &b.title)));
        got
    }
}

#[async_trait]
impl Carrier for Provider {
    fn channel(&self) -> Channel {
        self.channel
    }
    fn limits(&self) -> (u32, usize) {
        self.limits
    }
    async fn carry(&self, delivery: &Delivery, letter: &Letter, to: &Target) -> Outcome {
        let to = match to {
            Target::Push(s) => s.endpoint().to_owned(),
            Target::Sms(to) | Target::Email(to) => to.clone(),
            Target::Hook { url, .. } => url.clone(),
        };
        self.got.lock().unwrap().push(Sent {
            channel: self.channel,
            kind: delivery.kind,
            to,
            title: letter.title.clone(),
            text: letter.text.clone(),
            short: letter.short.clone(),
            link: letter.message.link.clone(),
            silent: letter.message.silent,
            name: delivery.name(),
        });
        self.answers.lock().unwrap().pop_front().unwrap_or(Outcome::Sent { reference: None, parts: 1 })
    }
    async fn check(&self) -> Result<String, String> {
        Ok("it answers".to_owned())
    }
}

/// A server with its providers.
pub(crate) struct Town {
    pub(crate) h: Harness,
    pub(crate) push: Arc<Provider>,
    pub(crate) sms: Arc<Provider>,
    pub(crate) email: Arc<Provider>,
    pub(crate) post: Post,
}

impl Town {
    pub(crate) async fn new(store: Store) -> Self {
        let config = Config {
            sms: Some(notify::sms::Settings::default()),
            email: Some(notify::email::Settings::default()),
            ..Config::default()
        };
        let rooms = vec![people::room(), safety::room(), reach::room()];
        let h = Harness::with(rooms, store, people::sessions, config).await;
        let [push, sms, email] = Channel::PEOPLE.map(Provider::of);
        let post = Self::post_of(&h, &[&push, &sms, &email]);
        Self { h, push, sms, email, post }
    }
    pub(crate) fn post_of(h: &Harness, providers: &[&Arc<Provider>]) -> Post {
        let carriers = providers.iter().map(|p| Arc::clone(p) as Arc<dyn Carrier>).collect();
        Post::new(h.house.queue.clone(), h.clock.clone(), reach::compose::composer(&h.house), carriers)
    }
    /// Everything that is due has gone.
    pub(crate) async fn deliver(&self) {
        self.h.settle().await;
        while self.post.turn().await.unwrap() > 0 {}
    }
    /// So much later, everything that is due has gone.
    pub(crate) async fn later(&self, span: Span) {
        self.h.pass(span);
        self.deliver().await;
    }
    /// Somebody with this contact, proven.
    pub(crate) async fn has(&self, who: &Client, contact: &str) {
        let contact = Contact::parse(contact, &Country::FRANCE).unwrap();
        let now = self.h.house.clock.now();
        let change = self.h.house.register.prove_contact(Change::new(), who.id(), &contact, now);
        self.h.house.store.apply(change).await.unwrap();
    }
    /// Somebody with a browser that takes pushes; gives its endpoint.
    pub(crate) async fn browses(&self, who: &Client, name: &str) -> String {
        let endpoint = format!("https://push.example.net/v1/{name}");
        let subscription = Subscription::new(
            &endpoint,
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        );
        let now = self.h.house.clock.now();
        let house = &self.h.house;
        let change = reach::store::devices::add(Change::new(), house, who.id(), None, &subscription.unwrap(), now);
        house.store.apply(change).await.unwrap();
        endpoint
    }
    pub(crate) async fn speaks(&self, who: &Client, lang: Lang) {
        let change = self.h.house.register.speak(Change::new(), who.id(), lang);
        self.h.house.store.apply(change).await.unwrap();
    }
    /// Somebody who is in the square.
    pub(crate) async fn inside(&self, name: &str) -> Client {
        let who = self.h.person(name).await;
        who.put("/api/v1/me/position", json!({"lat": 48.87, "lon": 2.365})).await.is(200);
        who
    }
    /// An incident in the square that asks.
    pub(crate) async fn incident(&self, drill: bool, name: &str) -> IncidentId {
        let anne = self.h.staff(Role::Operator, "Anne").await;
        let body = json!({"kind": "attack", "names": {"fr": name, "en": name}, "zone": square(), "drill": drill});
        let id = anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
        let alone = json!({"alone": true, "reason": "Seule cette nuit"});
        anne.post(&format!("/api/v1/incidents/{id}/activate"), alone).await.is(200);
        id.parse().unwrap()
    }
}

pub(crate) fn square() -> Value {
    json!({"type": "Polygon", "coordinates": [[[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]]})
}

/// The first is in a circle with each of the others.
pub(crate) async fn friends(of: &Client, others: &[&Client]) {
    for other in others {
        let token = of.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        other.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
    }
}

pub(crate) async fn answers(who: &Client, incident: IncidentId, answer: &str) {
    who.post(&format!("/api/v1/incidents/{incident}/check-ins"), json!({"answer": answer})).await.is(201);
}
