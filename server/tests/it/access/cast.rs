//! Who asks, and what for.

use axum::http::Method;
use kernel::{Role, Span};
use register::SessionOf;
use serde_json::{Value, json};
use store::Change;
use web::harness::{Client, Harness};

use crate::scene::{AWAY, HERE, Scene, friends, zone};

/// Somebody of every role.
pub async fn staff(h: &Harness) -> Vec<Client> {
    let mut staff = Vec::new();
    for role in Role::ALL {
        staff.push(h.staff(role, role.word()).await);
    }
    staff
}

/// Everyone, and the things that routes speak of: new for each route, so that no route sees what another did.
pub struct Cast<'a> {
    scene: &'a Scene,
    staff: &'a [Client],
    people: [Client; 4],
    night: String,
}

impl<'a> Cast<'a> {
    pub async fn new(scene: &'a Scene, staff: &'a [Client]) -> Self {
        let h = &scene.h;
        let people =
            [h.person("Léa").await, h.person("Farid").await, h.person("Boris").await, h.person("Samuel").await];
        let [lea, friend, blocked, _] = &people;
        friends(lea, friend).await;
        friends(lea, blocked).await;
        lea.post(&format!("/api/v1/circle/{}/block", blocked.id()), json!({})).await.is(204);
        Self { scene, staff, people, night: scene.night(true).await }
    }
    pub fn everyone(&self) -> Vec<Client> {
        [self.scene.h.nobody()].iter().chain(&self.people).chain(self.staff).cloned().collect()
    }
    fn lea(&self) -> &Client {
        &self.people[0]
    }
    fn mail(&self) -> String {
        format!("{}@example.org", self.lea().id())
    }
    fn manager(&self) -> &Client {
        &self.staff[0]
    }
    fn operator(&self) -> &Client {
        &self.staff[4]
    }
    async fn fact(&self) -> String {
        let body = json!({ "about": { "person": self.lea().id() }, "how": "saw" });
        let path = format!("/api/v1/incidents/{}/declarations", self.night);
        self.people[1].post(&path, body).await.expect(202).at("/id")
    }
    /// The secret of the addresses in a mail to Léa.
    async fn mail_code(&self) -> String {
        let house = &self.scene.h.house;
        let (now, channel) = (house.clock.now(), notify::Channel::Email);
        let new =
            notify::NewDelivery::new(b"mail", notify::Owner::Person(self.lea().id()), notify::Kind::Ask, channel, now);
        house.store.apply(house.queue.add(Change::new(), &new)).await.unwrap();
        let mine = house.queue.claim(channel, now, 1000).await.unwrap();
        house.queue.link_code(&mine.iter().find(|d| d.person() == self.lea().person).unwrap().id)
    }
    /// A text message of Léa's that no machine understood.
    async fn message(&self) -> String {
        let house = &self.scene.h.house;
        let mut id = [0; 16];
        house.dice.fill(&mut id);
        let message = safety::store::sms::Message {
            id,
            at: house.clock.now(),
            sender: "+33612345678".to_owned(),
            words: "Je ne sais pas".to_owned(),
            person: self.lea().person,
            incident: Some(self.night.parse().unwrap()),
            urgent: true,
        };
        let change = safety::store::sms::keep(Change::new(), &house.register, &message, [7; 16], None);
        house.store.apply(change).await.unwrap();
        message.name()
    }
    async fn institution(&self) -> kernel::OperatorId {
        let house = &self.scene.h.house;
        house.register.staff_named(kernel::Role::Institution.word(), house.clock.now()).await.unwrap()
    }
    /// Every member of staff is given a domain.
    async fn exchange(&self) {
        let house = &self.scene.h.house;
        for role in kernel::Role::ALL {
            let id = house.register.staff_named(role.word(), house.clock.now()).await.unwrap();
            let given = store::params![id, "example.org", true, true, true];
            house.store.apply(Change::new().run(missing::store::exchange::GIVE, given)).await.unwrap();
        }
    }
    async fn case(&self) -> String {
        self.lea().post(&self.check_ins(), json!({ "answer": "need_help" })).await.is(201);
        let queue = format!("/api/v1/incidents/{}/help-queue", self.night);
        self.operator().get(&queue).await.expect(200).at("/cases/0/id")
    }
    /// What a browser of Léa's says when a message has arrived.
    async fn receipt(&self) -> String {
        self.lea().post("/api/v1/me/push", browser(self.lea().id())).await.is(201);
        self.lea().post("/api/v1/me/push/trial", json!({})).await.is(202);
        let house = &self.scene.h.house;
        let mine = house.queue.claim(notify::Channel::Push, house.clock.now(), 1000).await.unwrap();
        let mine = mine.iter().find(|d| d.person() == self.lea().person).unwrap();
        house.queue.receipt(&mine.id)
    }
    /// A message of Léa's that never arrived.
    async fn dead_letter(&self) -> String {
        use notify::{Channel, Kind, NewDelivery, Outcome, Owner};
        let house = &self.scene.h.house;
        let now = house.clock.now();
        let new =
            NewDelivery::new(self.night.as_bytes(), Owner::Person(self.lea().id()), Kind::Over, Channel::Email, now);
        house.store.apply(house.queue.add(Change::new(), &new)).await.unwrap();
        for mine in house.queue.claim(Channel::Email, now, 1000).await.unwrap() {
            house.queue.settle(&mine, Outcome::Dead("gone"), now).await.unwrap();
        }
        let letters = self.operator().get("/api/v1/messages").await.expect(200).json();
        letters["letters"][0]["id"].as_str().unwrap().to_owned()
    }
    fn check_ins(&self) -> String {
        format!("/api/v1/incidents/{}/check-ins", self.night)
    }
    /// Léa's door, and the stay that her friend asks for there.
    async fn hosted(&self) -> (String, String) {
        let house = &self.scene.h.house;
        for who in self.people.get(..2).unwrap() {
            let contact = register::Contact::parse(&format!("{}@example.org", who.id()), &register::Country::FRANCE);
            let change = house.register.prove_contact(Change::new(), who.id(), &contact.unwrap(), house.clock.now());
            house.store.apply(change).await.unwrap();
        }
        let place = json!({ "lat": HERE.0, "lon": HERE.1 });
        let offer = json!({ "incident": self.night, "places": 3, "place": place, "address": "12 rue des Tilleuls" });
        let door = self.lea().post("/api/v1/doors", offer).await.expect(201).at("/id");
        let asked = json!({ "places": 1, "place": place });
        let stay = self.people[1].post(&format!("/api/v1/doors/{door}/stays"), asked).await.expect(201).at("/id");
        (door, stay)
    }
    /// The link of the message that Léa's door ends.
    async fn door_code(&self, door: &str) -> String {
        use kernel::Id as _;
        use notify::{Channel, Kind, NewDelivery, Owner};
        let house = &self.scene.h.house;
        let now = house.clock.now();
        let once = house.dice.token().0;
        let new = NewDelivery {
            about: Some(door.parse::<kernel::DoorId>().unwrap().bytes()),
            ..NewDelivery::new(once.as_bytes(), Owner::Person(self.lea().id()), Kind::DoorEnds, Channel::Sms, now)
        };
        house.store.apply(house.queue.add(Change::new(), &new)).await.unwrap();
        let due = house.queue.claim(Channel::Sms, now, 1000).await.unwrap();
        house.queue.link_code(&due.iter().find(|d| d.about == new.about).unwrap().id)
    }
    /// A perimeter around République, as it is drawn.
    fn perimeter(&self) -> Value {
        let ends = self.scene.h.house.clock.now().plus(Span::hours(1));
        json!({ "name": "République", "shape": zone(HERE, 0.5), "ends": ends })
    }
    /// What Léa's guest reports, as far as somebody must have gone with it before.
    async fn reported(&self, path: &str) -> String {
        let (_, stay) = self.hosted().await;
        let report = json!({ "reason": "unsafe" });
        self.people[1].post(&format!("/api/v1/stays/{stay}/report"), report).await.is(204);
        let moderator = &self.staff[1];
        let queue = moderator.get("/api/v1/moderation?drill=true").await.expect(200).json();
        let reports = queue["reports"].as_array().unwrap();
        let newest = reports.iter().max_by_key(|r| r["at"].as_str().unwrap().to_owned()).unwrap();
        let id = newest["id"].as_str().unwrap().to_owned();
        let before = match path.rsplit('/').next() {
            Some("give-back") => Some(("take", json!({}))),
            Some("undo" | "lift") => Some(("decide", json!({ "decision": "uphold", "ground": "danger" }))),
            _ => None,
        };
        if let Some((what, body)) = before {
            moderator.post(&format!("/api/v1/moderation/{id}/{what}"), body).await.is(200);
        }
        id
    }
    /// The roster manager's list, with Léa on it.
    async fn roster(&self) -> String {
        let id = self.manager().post("/api/v1/rosters", json!({ "name": "Lycée" })).await.expect(201).at("/id");
        let proof = self.lea().put("/api/v1/me/contact", json!({ "contact": self.mail() })).await.expect(202);
        let (proof, code) = (proof.at("/id"), self.scene.code(&proof.at("/id")).await);
        let prove = format!("/api/v1/contacts/proofs/{proof}");
        self.lea().post(&prove, json!({ "code": code })).await.is(200);
        let path = format!("/api/v1/rosters/{id}/members?commit=true");
        let list = format!("name,email\nLéa,{}\n", self.mail());
        self.manager().send(Method::POST, &path, Some("text/csv"), list).await.is(200);
        id
    }
    async fn roll(&self) -> String {
        let id = self.roster().await;
        let body = json!({ "incident": self.night });
        self.manager().post(&format!("/api/v1/rosters/{id}/roll-calls"), body).await.is(201);
        id
    }
    /// The path of a route with real things in it, after what must have happened before; and the body that it takes.
    pub async fn request(&self, route: &str) -> (String, Value) {
        let (_, path) = route.split_once(' ').unwrap();
        let moved = |id: String, body| (path.replace("{id}", &id), body);
        let night = |body| (path.replace("{id}", &self.night), body);
        let none = json!({});
        let lea = self.lea().id();
        let to_lea = path.replace("{person}", &lea.to_string());
        match route {
            "POST /console/inbox/{id}/read" | "POST /console/inbox/{id}/help" => moved(self.message().await, none),
            "GET /u/{token}" | "POST /u/{token}" => {
                (path.replace("{token}", &self.mail_code().await), json!({ "List-Unsubscribe": "One-Click" }))
            }
            "GET /hooks/sms/reports/{token}" | "POST /hooks/sms/reports/{token}" => {
                (path.replace("{token}", &"A".repeat(38)), none)
            }
            "POST /api/v1/incidents" => {
                let body =
                    json!({ "kind": "flood", "names": { "fr": "Crue" }, "zone": zone(AWAY, 1.0), "drill": true });
                (path.to_owned(), body)
            }
            "POST /api/v1/incidents/{id}/activate"
            | "GET /console/i/{id}/activate"
            | "POST /console/i/{id}/activate" => moved(self.scene.draft(false).await, none),
            "POST /api/v1/incidents/{id}/confirm" | "GET /console/i/{id}/confirm" | "POST /console/i/{id}/confirm" => {
                let id = self.scene.draft(false).await;
                self.scene.anne.post(&format!("/api/v1/incidents/{id}/activate"), json!({})).await.is(200);
                moved(id, none)
            }
            "POST /api/v1/incidents/{id}/remember"
            | "GET /console/i/{id}/remember"
            | "POST /console/i/{id}/remember" => {
                self.operator().post(&format!("/api/v1/incidents/{}/close", self.night), json!({})).await.is(200);
                night(none)
            }
            "PUT /api/v1/incidents/{id}/zone" => night(json!({ "zone": zone(HERE, 2.0) })),
            "POST /api/v1/incidents/{id}/check-ins" => night(json!({ "answer": "safe" })),
            "POST /api/v1/incidents/{id}/declarations" => night(json!({ "about": { "person": lea }, "how": "spoke" })),
            "POST /api/v1/incidents/{id}/reminders" => night(json!({ "person": lea })),
            "PUT /api/v1/incidents/{id}/help" => {
                self.case().await;
                night(json!({ "need": "hurt" }))
            }
            "GET /i/{id}/done" | "POST /i/{id}/word" | "GET /i/{id}/help" | "POST /i/{id}/help" => {
                self.case().await;
                night(json!({ "step": "need", "need": "hurt", "message": "Vite" }))
            }
            "POST /console/i/{id}/cancel" => night(json!({ "reason": "Pétards" })),
            "POST /i/{id}/answer" => night(json!({ "is": "safe" })),
            "POST /i/{id}/other" => night(json!({ "about": lea, "how": "saw" })),
            "GET /r/{token}" | "POST /r/{token}" => {
                let link = safety::acts::link(&self.scene.h.house, lea, self.night.parse().unwrap());
                (path.replace("{token}", link.rsplit('/').next().unwrap()), json!({ "is": "safe" }))
            }
            "GET /r/{token}/help" | "POST /r/{token}/help" => {
                self.case().await;
                let link = safety::acts::link(&self.scene.h.house, lea, self.night.parse().unwrap());
                let help = json!({ "step": "need", "need": "hurt" });
                (path.replace("{token}", link.rsplit('/').next().unwrap()), help)
            }
            "POST /people/{person}/remind" | "GET /people/{person}/well" | "POST /people/{person}/well" => {
                (to_lea, json!({ "incident": self.night, "how": "saw" }))
            }
            "POST /console/new" => {
                let centre = json!({ "lat": "48.8674", "lon": "2.3636", "radius": "2" });
                let named = json!({ "kind": "flood", "name_fr": "Crue", "name_en": "Flood", "drill": "drill" });
                (path.to_owned(), both(named, &centre))
            }
            "POST /console/i/{id}/zone" => {
                night(json!({ "lat": "48.8674", "lon": "2.3636", "radius": "2", "do": "keep" }))
            }
            _ if path.contains("/exchange/") => {
                let id = self.institution().await.to_string();
                (path.replace("{operator}", &id), json!({ "domain": "example.org", "reads": true }))
            }
            _ if path.contains("/pfif/") => {
                self.exchange().await;
                (format!("{path}?id=example.org/1&q=Camille"), none)
            }
            _ if path.contains("{fact}") => (
                path.replace("{id}", &self.night)
                    .replace("{incident}", &self.night)
                    .replace("{fact}", &self.fact().await),
                none,
            ),
            "POST /api/v1/people" => (path.to_owned(), json!({ "name": "Nouveau" })),
            "PUT /api/v1/me" => (path.to_owned(), json!({ "name": "Autre" })),
            "PUT /api/v1/me/position" => (path.to_owned(), json!({ "lat": HERE.0, "lon": HERE.1 })),
            "PUT /api/v1/me/places" => (path.to_owned(), json!({ "home": { "lat": HERE.0, "lon": HERE.1 } })),
            "PUT /api/v1/me/contact" | "POST /api/v1/contacts/proofs" => {
                (path.to_owned(), json!({ "contact": "WHO@example.org" }))
            }
            "POST /api/v1/contacts/proofs/{id}" | "GET /prove/{id}" | "POST /prove/{id}" | "POST /prove/{id}/again" => {
                let asked = self.lea().put("/api/v1/me/contact", json!({ "contact": self.mail() })).await;
                let id = asked.expect(202).at("/id");
                let code = self.scene.code(&id).await;
                moved(id, json!({ "code": code, "name": "Quelqu'un" }))
            }
            "DELETE /api/v1/me/rosters/{id}" | "POST /me/rosters/{id}/leave" => moved(self.roster().await, none),
            "POST /api/v1/circle/join/{token}" | "GET /join/{token}" | "POST /join/{token}" => {
                let made = self.lea().post("/api/v1/circle/invitations", json!({})).await.expect(201);
                (path.replace("{token}", &made.at("/token")), json!({ "name": "Nouvelle" }))
            }
            "GET /in/{token}" | "POST /in/{token}" => {
                let house = &self.scene.h.house;
                let (now, token) = (house.clock.now(), house.dice.token().0);
                let whom = SessionOf::Person(lea);
                let until = now.plus(Span::hours(1));
                let change = house.register.add_link(Change::new(), web::token_hash(&token), &whom, now, until);
                house.store.apply(change).await.unwrap();
                (path.replace("{token}", &token), none)
            }
            "POST /sign-in" | "POST /me/contact" => (path.to_owned(), json!({ "contact": "WHO@example.org" })),
            "POST /api/v1/me/push" => (path.to_owned(), browser(self.lea().id())),
            "DELETE /api/v1/me/push" => (path.to_owned(), json!({ "endpoint": "https://push.example.net/v1/x" })),
            "POST /api/v1/push/received/{token}" => (path.replace("{token}", &self.receipt().await), none),
            "PUT /api/v1/me/messages" => {
                let choice = json!({ "kind": "told", "channel": "email", "wanted": true });
                (path.to_owned(), json!({ "choices": [choice] }))
            }
            "POST /me/messages/again" => (path.to_owned(), json!({ "channel": "sms" })),
            "POST /me/messages/forget" => {
                self.lea().post("/api/v1/me/push", browser(self.lea().id())).await.is(201);
                let device = self.lea().get("/api/v1/me/messages").await.at("/devices/0/id");
                (path.to_owned(), json!({ "device": device }))
            }
            "POST /api/v1/messages/again" => (path.to_owned(), json!({ "channel": "email", "why": "gone" })),
            "POST /console/messages/again" => (path.to_owned(), json!({ "all": "email.gone" })),
            "POST /api/v1/messages/{letter}/again" => (path.replace("{letter}", &self.dead_letter().await), none),
            "POST /api/v1/hooks" | "POST /console/hooks" => {
                (path.to_owned(), json!({ "name": "Mairie", "url": "https://hooks.example.org/x" }))
            }
            _ if path.contains("/hooks/{hook}") => {
                let new = json!({ "name": "Mairie", "url": "https://hooks.example.org/x" });
                let hook = self.operator().post("/api/v1/hooks", new).await.expect(201).at("/id");
                (
                    path.replace("{hook}", &hook),
                    if path.starts_with("/api/") { json!({ "paused": false }) } else { none },
                )
            }
            "POST /doors/offer" => {
                let offer =
                    json!({ "places": "1", "hours": "3", "near": "Parmentier", "address": "12 rue des Tilleuls" });
                (path.to_owned(), offer)
            }
            "POST /doors/offer/read" | "POST /api/v1/doors/parse" => {
                (path.to_owned(), json!({ "text": "#PorteOuverte 2 places, métro Parmentier" }))
            }
            _ if path.starts_with("/doors/mine/{id}") => {
                let (door, stay) = self.hosted().await;
                let body = match path.rsplit('/').next() {
                    Some("move") => json!({ "do": "pause" }),
                    Some("places") => json!({ "places": "2" }),
                    Some("edit") => json!({ "address": "12 rue des Tilleuls" }),
                    _ => json!({ "do": "accept" }),
                };
                (path.replace("{id}", &door).replace("{stay}", &stay), body)
            }
            "POST /api/v1/incidents/{id}/perimeters" => night(self.perimeter()),
            "POST /console/i/{id}/perimeters/new" => {
                let around = json!({ "lat": "48.8674", "lon": "2.3636", "radius": "0,5" });
                let drawn = json!({ "name": "République", "hours": "1", "do": "draw" });
                night(both(drawn, &around))
            }
            _ if path.contains("/{perimeter}") => {
                let all = format!("/api/v1/incidents/{}/perimeters", self.night);
                let drawn = self.operator().post(&all, self.perimeter()).await.expect(201).at("/id");
                let ends = self.scene.h.house.clock.now().plus(Span::hours(2));
                let body = if path.ends_with("/lift") {
                    none
                } else if path.starts_with("/console") {
                    json!({ "hours": "2" })
                } else {
                    json!({ "ends": ends })
                };
                (path.replace("{id}", &self.night).replace("{perimeter}", &drawn), body)
            }
            "POST /doors/here" => (path.to_owned(), json!({ "near": "Parmentier" })),
            "POST /doors/search" => {
                (path.to_owned(), json!({ "near": "Parmentier", "name": "Nadia", "incident": self.night }))
            }
            "POST /doors/{id}/wait" | "GET /doors/{id}/ask" | "POST /doors/{id}/ask" => {
                let (door, _) = self.hosted().await;
                self.scene.h.settle().await;
                let asked = json!({
                    "near": "Parmentier", "incident": self.night, "places": "1", "who": "adults", "name": "Nadia",
                    "contact": "WHO@example.org",
                });
                (path.replace("{id}", &door), asked)
            }
            _ if path.ends_with("/stays/{id}/companion") => {
                let (_, stay) = self.hosted().await;
                moved(stay, json!({ "person": lea }))
            }
            "GET /d/{code}" | "POST /d/{code}" => {
                let (door, _) = self.hosted().await;
                (path.replace("{code}", &self.door_code(&door).await), json!({ "do": "renew" }))
            }
            _ if path.starts_with("/api/v1/moderation/{id}") || path.starts_with("/console/moderation/{id}") => moved(
                self.reported(path).await,
                json!({ "decision": "dismiss", "ground": "unfounded" }).take_unless(!path.ends_with("decide")),
            ),
            _ if path.ends_with("/stays/{id}/report") => moved(self.hosted().await.1, json!({ "reason": "other" })),
            "GET /stays/{id}" | "POST /stays/{id}" | "POST /stays/{id}/words" => {
                let (_, stay) = self.hosted().await;
                moved(stay, json!({ "act": "cancel", "words": "Bonjour" }))
            }
            "POST /api/v1/handover" | "POST /console/handover" => {
                (path.to_owned(), json!({ "words": "Tout est calme." }))
            }
            "POST /register" | "POST /me/name" => (path.to_owned(), json!({ "name": "Nouvelle" })),
            "POST /me/lang" => (path.to_owned(), json!({ "lang": "en" })),
            "POST /me/places" => (path.to_owned(), json!({ "place": "home", "lat": "48.8674", "lon": "2.3636" })),
            "POST /me/places/forget" => (path.to_owned(), json!({ "place": "home" })),
            "POST /me/erase" => (path.to_owned(), json!({ "sure": "yes" })),
            "POST /me/circle" => (path.to_owned(), json!({ "act": format!("leave:{lea}") })),
            "POST /api/v1/rosters" | "POST /rosters" => (path.to_owned(), json!({ "name": "Université" })),
            "GET /rosters/{id}" | "POST /rosters/{id}/members" => {
                moved(self.roster().await, json!({ "do": "write", "list": "name,email\nZoé,zoe@example.org\n" }))
            }
            "POST /rosters/{id}/rolls" => moved(self.roster().await, json!({ "incident": self.night })),
            "POST /api/v1/rosters/{id}/members" => moved(self.roster().await, none),
            "GET /api/v1/rosters/{id}/export" => moved(self.roster().await, none),
            "POST /api/v1/rosters/{id}/roll-calls" => moved(self.roster().await, json!({ "incident": self.night })),
            _ if path.contains("/roll-calls/{incident}") || path.contains("/rolls/{incident}") => {
                (path.replace("{id}", &self.roll().await).replace("{incident}", &self.night), none)
            }
            _ if path.contains("/help/{case}") => {
                let case = self.case().await;
                if path.ends_with("release") {
                    self.operator().post(&format!("/api/v1/help/{case}/take"), json!({})).await.is(200);
                }
                (path.replace("{case}", &case), json!({ "reason": "helped" }).take_unless(!path.ends_with("close")))
            }
            "GET /assets/{name}" => {
                let page = self.scene.h.nobody().page("/nowhere").await;
                let (_, rest) = page.text.split_once("/assets/").unwrap();
                (format!("/assets/{}", rest.split('"').next().unwrap()), none)
            }
            _ if path.contains("{id}") => night(none),
            _ => (to_lea, none),
        }
    }
}

/// A browser of somebody's, as its script writes it.
fn browser(of: kernel::PersonId) -> Value {
    let p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    let keys = json!({ "p256dh": p256dh, "auth": "BTBZMqHH6r4Tts7J_aSIgg" });
    json!({ "endpoint": format!("https://push.example.net/v1/{of}"), "keys": keys })
}

fn both(mut one: Value, other: &Value) -> Value {
    one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    one
}

trait TakeUnless {
    fn take_unless(self, not: bool) -> Self;
}
impl TakeUnless for Value {
    fn take_unless(self, not: bool) -> Self {
        if not { json!({}) } else { self }
    }
}
