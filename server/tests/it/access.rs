//! The access table: every route and who gets how far. A route that is not in it fails the test.
//!
//! The letters, by who asks: **N**obody · **L**éa, whose things these are · a **F**riend of her circle · somebody she **B**locked ·
//! a **S**tranger · staff: **R**oster manager, **M**oderator, **V**erifier, **I**nstitution, **O**perator, **A**dmin.
//!
//! `2` comes in · `3` is sent on to another page · `i` must sign in (401, or a page that says so) · `x` may not (403) · `4` is told that
//! there is no such thing (404) · `r` comes in, and a rule says no (400, 409, 410, 422, 429).

use std::collections::BTreeSet;

use axum::http::{Method, Response, header};
use kernel::{Role, Span};
use register::SessionOf;
use serde_json::{Value, json};
use store::Change;
use web::harness::Client;

use crate::scene::{AWAY, HERE, Scene, friends, zone};

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    //                                                                N LFBS RMVIOA
    ("GET /api/v1/incidents",                                        "2 2222 222222"),
    ("POST /api/v1/incidents",                                       "i xxxx xxxx22"),
    ("GET /api/v1/incidents/{id}",                                   "2 2222 222222"),
    ("POST /api/v1/incidents/{id}/dry-run",                          "i xxxx xxxx22"),
    ("POST /api/v1/incidents/{id}/activate",                         "i xxxx xxxx2r"),
    ("POST /api/v1/incidents/{id}/confirm",                          "i xxxx xxxx2r"),
    ("POST /api/v1/incidents/{id}/cancel",                           "i xxxx xxxx2r"),
    ("POST /api/v1/incidents/{id}/stand-down",                       "i xxxx xxxx2r"),
    ("POST /api/v1/incidents/{id}/close",                            "i xxxx xxxx2r"),
    ("POST /api/v1/incidents/{id}/remember",                         "i xxxx xxxx2r"),
    ("PUT /api/v1/incidents/{id}/zone",                              "i xxxx xxxx22"),
    ("POST /api/v1/incidents/{id}/check-ins",                        "r 2222 xxxxxx"),
    ("POST /api/v1/incidents/{id}/declarations",                     "i r224 xxxxxx"),
    ("POST /api/v1/incidents/{id}/declarations/{fact}/confirm",      "i 2444 xxxxxx"),
    ("POST /api/v1/incidents/{id}/declarations/{fact}/dispute",      "i 2444 xxxxxx"),
    ("POST /api/v1/incidents/{id}/reminders",                        "i 4224 xxxxxx"),
    ("PUT /api/v1/incidents/{id}/help",                              "i 2444 xxxxxx"),
    ("GET /api/v1/me/prompts",                                       "i 2222 xxxxxx"),
    ("GET /api/v1/me/status",                                        "i 2222 xxxxxx"),
    ("GET /api/v1/stream",                                           "2 2222 222222"),
    ("POST /api/v1/people",                                          "2 2222 222222"),
    ("GET /api/v1/me",                                               "i 2222 xxxxxx"),
    ("PUT /api/v1/me",                                               "i 2222 xxxxxx"),
    ("DELETE /api/v1/me",                                            "i 2222 xxxxxx"),
    ("GET /api/v1/me/export",                                        "i 2222 xxxxxx"),
    ("PUT /api/v1/me/position",                                      "i 2222 xxxxxx"),
    ("PUT /api/v1/me/places",                                        "i 2222 xxxxxx"),
    ("DELETE /api/v1/me/rosters/{id}",                               "i 2444 xxxxxx"),
    ("DELETE /api/v1/session",                                       "i 2222 222222"),
    ("PUT /api/v1/me/contact",                                       "i 2222 xxxxxx"),
    ("POST /api/v1/contacts/proofs",                                 "2 2222 222222"),
    ("POST /api/v1/contacts/proofs/{id}",                            "x 2rrr rrrrrr"),
    ("GET /api/v1/proofs",                                           "i xxxx xxxx22"),
    ("GET /api/v1/circle",                                           "i 2222 xxxxxx"),
    ("POST /api/v1/circle/invitations",                              "i 2222 xxxxxx"),
    ("GET /api/v1/circle/invitations",                               "i 2222 xxxxxx"),
    ("POST /api/v1/circle/join/{token}",                             "i rr42 xxxxxx"),
    ("DELETE /api/v1/circle/{person}",                               "i 4224 xxxxxx"),
    ("POST /api/v1/circle/{person}/block",                           "i 4224 xxxxxx"),
    ("POST /api/v1/circle/{person}/unblock",                         "i 4224 xxxxxx"),
    ("POST /api/v1/rosters",                                         "i xxxx 2xx222"),
    ("GET /api/v1/rosters",                                          "i xxxx 2xx222"),
    ("POST /api/v1/rosters/{id}/members",                            "i xxxx 2xx442"),
    ("GET /api/v1/rosters/{id}/export",                              "i xxxx 2xx442"),
    ("POST /api/v1/rosters/{id}/roll-calls",                         "i xxxx 2xx44r"),
    ("GET /api/v1/rosters/{id}/roll-calls/{incident}",               "i xxxx 2xx442"),
    ("POST /api/v1/rosters/{id}/roll-calls/{incident}/remind",       "i xxxx 2xx44r"),
    ("POST /api/v1/rosters/{id}/roll-calls/{incident}/end",          "i xxxx 2xx44r"),
    ("GET /api/v1/incidents/{id}/counts",                            "i xxxx xxxx22"),
    ("GET /api/v1/incidents/{id}/help-queue",                        "i xxxx xxxx22"),
    ("GET /api/v1/incidents/{id}/timeline",                          "i xxxx xxxx22"),
    ("POST /api/v1/help/{case}/take",                                "i xxxx xxxx2r"),
    ("POST /api/v1/help/{case}/release",                             "i xxxx xxxx2r"),
    ("POST /api/v1/help/{case}/close",                               "i xxxx xxxx2r"),
    ("GET /api/v1/audit",                                            "i xxxx xxxxx2"),
    ("GET /",                                                        "2 2222 222222"),
    ("GET /i/{id}",                                                  "2 2222 222222"),
    ("POST /i/{id}/answer",                                          "3 3333 xxxxxx"),
    ("GET /i/{id}/who",                                              "3 3333 333333"),
    ("POST /i/{id}/who",                                             "3 3333 333333"),
    ("GET /i/{id}/done",                                             "3 2333 333333"),
    ("POST /i/{id}/word",                                            "i 3444 xxxxxx"),
    ("GET /i/{id}/help",                                             "3 2333 333333"),
    ("POST /i/{id}/help",                                            "3 3333 333333"),
    ("POST /i/{id}/help/over",                                       "i 3333 xxxxxx"),
    ("GET /i/{id}/other",                                            "i 2222 xxxxxx"),
    ("POST /i/{id}/other",                                           "i r334 xxxxxx"),
    ("GET /r/{token}",                                               "2 2222 222222"),
    ("POST /r/{token}",                                              "3 3333 333333"),
    ("GET /r/{token}/help",                                          "2 2222 222222"),
    ("POST /r/{token}/help",                                         "3 3333 333333"),
    ("GET /people",                                                  "i 2222 xxxxxx"),
    ("POST /people/{person}/remind",                                 "i 4334 xxxxxx"),
    ("GET /people/{person}/well",                                    "i 4224 xxxxxx"),
    ("POST /people/{person}/well",                                   "i 4334 xxxxxx"),
    ("POST /facts/{incident}/{fact}/confirm",                        "i 3444 xxxxxx"),
    ("POST /facts/{incident}/{fact}/dispute",                        "i 3444 xxxxxx"),
    ("GET /console/new",                                             "i xxxx xxxx22"),
    ("POST /console/new",                                            "i xxxx xxxx33"),
    ("GET /console/i/{id}/zone",                                     "i xxxx xxxx22"),
    ("POST /console/i/{id}/zone",                                    "i xxxx xxxx33"),
    ("GET /console/i/{id}/activate",                                 "i xxxx xxxx22"),
    ("POST /console/i/{id}/activate",                                "i xxxx xxxx3r"),
    ("GET /console/i/{id}/confirm",                                  "i xxxx xxxx22"),
    ("POST /console/i/{id}/confirm",                                 "i xxxx xxxx3r"),
    ("GET /console/i/{id}/cancel",                                   "i xxxx xxxx22"),
    ("POST /console/i/{id}/cancel",                                  "i xxxx xxxx3r"),
    ("GET /console/i/{id}/stand-down",                               "i xxxx xxxx22"),
    ("POST /console/i/{id}/stand-down",                              "i xxxx xxxx3r"),
    ("GET /console/i/{id}/close",                                    "i xxxx xxxx22"),
    ("POST /console/i/{id}/close",                                   "i xxxx xxxx3r"),
    ("GET /console/i/{id}/remember",                                 "i xxxx xxxx22"),
    ("POST /console/i/{id}/remember",                                "i xxxx xxxx3r"),
    ("GET /console/inbox",                                           "i xxxx xxxx22"),
    ("POST /console/inbox/{id}/read",                                "i xxxx xxxx33"),
    ("POST /console/inbox/{id}/help",                                "i xxxx xxxx33"),
    ("GET /u/{token}",                                                "2 2222 222222"),
    ("POST /u/{token}",                                               "2 2222 222222"),
    // Machines alone: whoever shows no secret, signature or address is told that there is nothing.
    ("POST /hooks/bounces",                                          "4 4444 444444"),
    ("GET /hooks/sms/inbound",                                       "4 4444 444444"),
    ("POST /hooks/sms/inbound",                                      "4 4444 444444"),
    ("GET /hooks/sms/reports/{token}",                                "4 4444 444444"),
    ("POST /hooks/sms/reports/{token}",                               "4 4444 444444"),
    ("GET /sign-in",                                                 "2 2222 222222"),
    ("POST /sign-in",                                                "3 3333 333333"),
    ("POST /register",                                               "3 3333 333333"),
    ("GET /in/{token}",                                              "2 2222 222222"),
    ("POST /in/{token}",                                             "3 rrrr rrrrrr"),
    ("GET /prove/{id}",                                              "2 2222 222222"),
    ("POST /prove/{id}",                                             "x 3rrr rrrrrr"),
    ("POST /prove/{id}/again",                                       "r 3rrr rrrrrr"),
    ("GET /join/{token}",                                            "2 r242 222222"),
    ("POST /join/{token}",                                           "3 rr4r xxxxxx"),
    ("GET /joined",                                                  "i 2222 xxxxxx"),
    ("GET /me",                                                      "i 2222 xxxxxx"),
    ("POST /me/name",                                                "i 3333 xxxxxx"),
    ("POST /me/lang",                                                "i 3333 xxxxxx"),
    ("POST /me/contact",                                             "i 3333 xxxxxx"),
    ("POST /me/places",                                              "i 3333 xxxxxx"),
    ("POST /me/places/forget",                                       "i 3333 xxxxxx"),
    ("POST /me/rosters/{id}/leave",                                  "i 3444 xxxxxx"),
    ("GET /rosters",                                                 "i xxxx 2xx222"),
    ("POST /rosters",                                                "i xxxx 3xx333"),
    ("GET /rosters/{id}",                                            "i xxxx 2xx442"),
    ("POST /rosters/{id}/members",                                   "i xxxx 2xx442"),
    ("POST /rosters/{id}/rolls",                                     "i xxxx 3xx44r"),
    ("GET /rosters/{id}/rolls/{incident}",                           "i xxxx 2xx442"),
    ("POST /rosters/{id}/rolls/{incident}/remind",                   "i xxxx 3xx44r"),
    ("POST /rosters/{id}/rolls/{incident}/end",                      "i xxxx 3xx44r"),
    ("GET /me/export",                                               "i 2222 xxxxxx"),
    ("GET /me/erase",                                                "i 2222 xxxxxx"),
    ("POST /me/erase",                                               "i 2222 xxxxxx"),
    ("POST /sign-out",                                               "i 3333 333333"),
    ("POST /me/invitations",                                         "i 2222 xxxxxx"),
    ("GET /me/circle",                                               "i 2222 xxxxxx"),
    ("POST /me/circle",                                              "i 4334 xxxxxx"),
    ("GET /console",                                                 "i xxxx xxxx22"),
    ("GET /console/i/{id}",                                          "i xxxx xxxx22"),
    ("GET /console/i/{id}/journal",                                  "i xxxx xxxx22"),
    ("GET /console/help/{case}",                                     "i xxxx xxxx22"),
    ("POST /console/help/{case}/take",                               "i xxxx xxxx3r"),
    ("POST /console/help/{case}/release",                            "i xxxx xxxx3r"),
    ("POST /console/help/{case}/close",                              "i xxxx xxxx3r"),
    ("GET /console/proofs",                                          "i xxxx xxxx22"),
    ("GET /console/journal",                                         "i xxxx xxxxx2"),
    ("GET /api/v1/push/key",                                         "2 2222 222222"),
    ("POST /api/v1/me/push",                                         "i 2222 xxxxxx"),
    ("DELETE /api/v1/me/push",                                       "i 2222 xxxxxx"),
    ("POST /api/v1/me/push/trial",                                   "i rrrr xxxxxx"),
    ("POST /api/v1/push/received/{token}",                           "2 2222 222222"),
    ("GET /me/messages/push",                                        "i 2222 xxxxxx"),
    ("POST /me/messages/push/trial",                                 "i rrrr xxxxxx"),
    ("POST /me/messages/push/stop",                                  "i 3333 xxxxxx"),
    ("GET /api/v1/me/messages",                                      "i 2222 xxxxxx"),
    ("PUT /api/v1/me/messages",                                      "i 2222 xxxxxx"),
    ("POST /api/v1/me/messages/trial",                               "i rrrr xxxxxx"),
    ("GET /api/v1/incidents/{id}/messages",                          "i xxxx xxxx22"),
    ("GET /api/v1/messages",                                         "i xxxx xxxx22"),
    ("POST /api/v1/messages/again",                                  "i xxxx xxxx22"),
    ("POST /api/v1/messages/{letter}/again",                         "i xxxx xxxx24"),
    ("GET /api/v1/hooks",                                            "i xxxx xxxx22"),
    ("POST /api/v1/hooks",                                           "i xxxx xxxx22"),
    ("PUT /api/v1/hooks/{hook}",                                     "i xxxx xxxx22"),
    ("DELETE /api/v1/hooks/{hook}",                                  "i xxxx xxxx24"),
    ("POST /api/v1/hooks/{hook}/trial",                              "i xxxx xxxx22"),
    ("GET /me/messages",                                             "i 2222 xxxxxx"),
    ("POST /me/messages",                                            "i 3333 xxxxxx"),
    ("POST /me/messages/again",                                      "i 3333 xxxxxx"),
    ("POST /me/messages/trial",                                      "i rrrr xxxxxx"),
    ("POST /me/messages/forget",                                     "i 3444 xxxxxx"),
    ("GET /console/i/{id}/messages",                                 "i xxxx xxxx22"),
    ("GET /console/messages",                                        "i xxxx xxxx22"),
    ("POST /console/messages/again",                                 "i xxxx xxxx33"),
    ("GET /console/hooks",                                           "i xxxx xxxx22"),
    ("POST /console/hooks",                                          "i xxxx xxxx22"),
    ("POST /console/hooks/{hook}/pause",                             "i xxxx xxxx33"),
    ("POST /console/hooks/{hook}/trial",                             "i xxxx xxxx33"),
    ("POST /console/hooks/{hook}/delete",                            "i xxxx xxxx34"),
    ("GET /assets/{name}",                                           "2 2222 222222"),
    ("GET /manifest.webmanifest",                                    "2 2222 222222"),
    ("GET /sw.js",                                                   "2 2222 222222"),
    ("GET /offline",                                                 "2 2222 222222"),
    ("GET /robots.txt",                                              "2 2222 222222"),
    ("GET /favicon.ico",                                             "3 3333 333333"),
    ("POST /theme",                                                  "3 3333 333333"),
    ("GET /api/v1/openapi.json",                                     "2 2222 222222"),
];

const WHO: &str = "NLFBSRMVIOA";

#[test]
fn every_route_is_in_the_table() {
    let there: BTreeSet<String> =
        web::access_table(&server::rooms()).iter().map(|l| format!("{} {}", l.method, l.path)).collect();
    let listed: BTreeSet<String> = TABLE.iter().map(|(route, _)| (*route).to_owned()).collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty(), "say in TABLE who may come through these: {missing:#?}");
    assert!(gone.is_empty(), "these are routes no more: {gone:#?}");
    assert_eq!(listed.len(), TABLE.len(), "a route stands twice");
}

/// The part that this route lets in by itself is what the table says, letter by letter.
#[test]
fn the_table_says_what_the_routes_declare() {
    for line in web::access_table(&server::rooms()) {
        let route = format!("{} {}", line.method, line.path);
        let Some((_, cells)) = TABLE.iter().find(|(r, _)| *r == route) else { continue };
        let nobody = cells.starts_with('i');
        assert_eq!(nobody, line.access.refuses(&kernel::Visitor::Nobody).is_some(), "{route}");
    }
}

fn letter(status: u16, to_sign_in: bool) -> char {
    match status {
        401 => 'i',
        303 if to_sign_in => 'i',
        200..=299 => '2',
        300..=399 => '3',
        403 => 'x',
        404 => '4',
        400..=499 => 'r',
        _ => '!',
    }
}

/// Everyone, and the things that routes speak of: new for each route, so that no route sees what another did.
struct Cast<'a> {
    scene: &'a Scene,
    staff: &'a [Client],
    people: [Client; 4],
    night: String,
}

impl<'a> Cast<'a> {
    async fn new(scene: &'a Scene, staff: &'a [Client]) -> Self {
        let h = &scene.h;
        let people =
            [h.person("Léa").await, h.person("Farid").await, h.person("Boris").await, h.person("Samuel").await];
        let [lea, friend, blocked, _] = &people;
        friends(lea, friend).await;
        friends(lea, blocked).await;
        lea.post(&format!("/api/v1/circle/{}/block", blocked.id()), json!({})).await.is(204);
        Self { scene, staff, people, night: scene.night(true).await }
    }
    fn everyone(&self) -> Vec<Client> {
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
        let new = notify::NewDelivery {
            once: b"mail",
            owner: notify::Owner::Person(self.lea().id()),
            kind: notify::Kind::Ask,
            incident: None,
            campaign: None,
            about: None,
            contact: None,
            device: None,
            text: None,
            step: notify::Step { channel, at: now },
            number: 0,
            made: now,
        };
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
        use notify::{Channel, Kind, NewDelivery, Outcome, Owner, Step};
        let house = &self.scene.h.house;
        let now = house.clock.now();
        let new = NewDelivery {
            once: self.night.as_bytes(),
            owner: Owner::Person(self.lea().id()),
            kind: Kind::Over,
            incident: None,
            campaign: None,
            about: None,
            contact: None,
            device: None,
            text: None,
            step: Step { channel: Channel::Email, at: now },
            number: 0,
            made: now,
        };
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
    async fn request(&self, route: &str) -> (String, Value) {
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

/// The answer's beginning: a stream has no end.
async fn ask(client: &Client, route: &str, path: &str, body: &Value) -> char {
    let (method, _) = route.split_once(' ').unwrap();
    let method: Method = method.parse().unwrap();
    let (kind, text) = match (&method, route) {
        (_, "DELETE /api/v1/me/push") => (Some("application/json"), body.to_string()),
        (&Method::GET | &Method::DELETE, _) => (None, String::new()),
        (_, "POST /api/v1/rosters/{id}/members") => (Some("text/csv"), "name,email\nZoé,zoe@example.org\n".to_owned()),
        _ if path.starts_with("/api/") => (Some("application/json"), body.to_string()),
        _ => (Some("application/x-www-form-urlencoded"), form(body)),
    };
    let answer: Response<_> = client.begin(method, path, kind, text, &[("sec-fetch-site", "same-origin")]).await;
    let to = answer.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    letter(answer.status().as_u16(), to.starts_with("/sign-in"))
}

fn form(body: &Value) -> String {
    let fields = body.as_object().cloned().unwrap_or_default();
    fields
        .iter()
        .map(|(n, v)| format!("{n}={}", web::encode(v.as_str().unwrap_or_default())))
        .collect::<Vec<_>>()
        .join("&")
}

store::testing::each_store! {
    async fn everyone_gets_as_far_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let mut staff = Vec::new();
        for role in Role::ALL {
            staff.push(scene.h.staff(role, role.word()).await);
        }
        let mut wrong = Vec::new();
        for (route, expected) in TABLE {
            // Allowances (codes to a contact) are by the hour.
            scene.h.pass(Span::hours(2));
            let cast = Cast::new(&scene, &staff).await;
            let (path, body) = cast.request(route).await;
            let mut got = String::new();
            for (client, who) in cast.everyone().iter().zip(WHO.chars()) {
                let body = serde_json::from_str(&body.to_string().replace("WHO", &who.to_string())).unwrap();
                got.push(ask(client, route, &path, &body).await);
            }
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
