//! Doors: every route of theirs, and how far each gets who has to do with a door or with a stay there, or nothing.
//!
//! By who asks: **N**obody · the **H**ost · the guest who waits for an answer (**W**) · the guest whom the host **A**ccepted · the host of
//! an**O**ther door · a **S**tranger with a proven contact · a stranger with**U**t one · the staff. The letters of what comes of it are those
//! of [`super::table`].

use kernel::{Span, Time};
use register::{Contact, Country};
use serde_json::{Value, json};
use store::Change;
use web::harness::Client;

use super::ask;
use crate::scene::{HERE, Scene, zone};

/// Which stay a route speaks of: that of the guest who waits, or that of the guest on the way.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    Waiting,
    Accepted,
}
use Of::{Accepted, Waiting};

#[rustfmt::skip]
const TABLE: &[(&str, Of, &str)] = &[
    //                                                                             N HWA OSU RMVIOA
    ("POST /api/v1/doors",                                             Waiting,   "2 222 222 222222"),
    ("GET /api/v1/doors",                                              Waiting,   "2 222 222 222222"),
    ("GET /api/v1/doors/mine",                                         Waiting,   "i 222 222 222222"),
    ("GET /api/v1/doors/need",                                         Waiting,   "i 222 222 222222"),
    ("POST /api/v1/doors/parse",                                       Waiting,   "2 222 222 222222"),
    ("POST /api/v1/doors/publish",                                     Waiting,   "i 444 444 444444"),
    ("GET /api/v1/doors/{id}",                                         Waiting,   "2 222 222 222222"),
    ("POST /api/v1/doors/{id}/close",                                  Waiting,   "i 244 444 444444"),
    ("POST /api/v1/doors/{id}/pause",                                  Waiting,   "i 244 444 444444"),
    ("PUT /api/v1/doors/{id}/places",                                  Waiting,   "i 244 444 444444"),
    ("POST /api/v1/doors/{id}/renew",                                  Waiting,   "i 244 444 444444"),
    ("POST /api/v1/doors/{id}/reopen",                                 Waiting,   "i 244 444 444444"),
    ("POST /api/v1/doors/{id}/stays",                                  Waiting,   "i rrr 22x xxxxxx"),
    ("GET /api/v1/incidents/{id}/doors",                               Waiting,   "i xxx xxx xxxx22"),
    ("GET /api/v1/incidents/{id}/perimeters",                          Waiting,   "2 222 222 222222"),
    ("POST /api/v1/incidents/{id}/perimeters",                         Waiting,   "i xxx xxx xxxx22"),
    ("PUT /api/v1/incidents/{id}/perimeters/{perimeter}",              Waiting,   "i xxx xxx xxxx22"),
    ("POST /api/v1/incidents/{id}/perimeters/{perimeter}/lift",        Waiting,   "i xxx xxx xxxx2r"),
    ("GET /api/v1/places.csv",                                         Waiting,   "2 222 222 222222"),
    ("GET /api/v1/places.geojson",                                     Waiting,   "2 222 222 222222"),
    ("POST /api/v1/requests",                                          Waiting,   "i 222 222 xxxxxx"),
    ("DELETE /api/v1/requests/{incident}",                             Waiting,   "i 222 222 xxxxxx"),
    ("GET /api/v1/stays",                                              Waiting,   "i 222 222 xxxxxx"),
    ("GET /api/v1/stays/{id}",                                         Waiting,   "i 224 444 444444"),
    ("GET /api/v1/stays/{id}",                                         Accepted,  "i 242 444 444444"),
    ("POST /api/v1/stays/{id}/accept",                                 Waiting,   "i 244 444 444444"),
    ("POST /api/v1/stays/{id}/accept",                                 Accepted,  "i r44 444 444444"),
    ("POST /api/v1/stays/{id}/arrive",                                 Waiting,   "i rr4 444 444444"),
    ("POST /api/v1/stays/{id}/arrive",                                 Accepted,  "i 242 444 444444"),
    ("POST /api/v1/stays/{id}/cancel",                                 Waiting,   "i 224 444 444444"),
    ("POST /api/v1/stays/{id}/cancel",                                 Accepted,  "i 242 444 444444"),
    ("POST /api/v1/stays/{id}/home",                                   Waiting,   "i 4r4 444 444444"),
    ("POST /api/v1/stays/{id}/home",                                   Accepted,  "i 442 444 444444"),
    ("POST /api/v1/stays/{id}/leave",                                  Waiting,   "i rr4 444 444444"),
    ("POST /api/v1/stays/{id}/leave",                                  Accepted,  "i r4r 444 444444"),
    ("POST /api/v1/stays/{id}/refuse",                                 Waiting,   "i 244 444 444444"),
    ("POST /api/v1/stays/{id}/refuse",                                 Accepted,  "i r44 444 444444"),
    ("GET /api/v1/stays/{id}/words",                                   Waiting,   "i 224 444 444444"),
    ("GET /api/v1/stays/{id}/words",                                   Accepted,  "i 242 444 444444"),
    ("POST /api/v1/stays/{id}/words",                                  Waiting,   "i 224 444 444444"),
    ("POST /api/v1/stays/{id}/words",                                  Accepted,  "i 242 444 444444"),
    ("POST /api/v1/vouchers",                                          Waiting,   "i xxx xxx 2xx222"),
    ("POST /api/v1/vouchers/end",                                      Waiting,   "i xxx xxx 2xx222"),
    ("GET /doors",                                                     Waiting,   "2 222 222 222222"),
    ("GET /doors/draft",                                               Waiting,   "3 333 333 333333"),
    ("POST /doors/draft",                                              Waiting,   "i 333 333 333333"),
    ("POST /doors/draft/contact",                                      Waiting,   "3 333 333 333333"),
    ("GET /doors/draft/edit",                                          Waiting,   "3 333 333 333333"),
    ("POST /doors/here",                                               Waiting,   "3 333 333 333333"),
    ("GET /doors/mine",                                                Waiting,   "i 222 222 222222"),
    ("GET /doors/mine/{id}",                                           Waiting,   "i 244 444 444444"),
    ("GET /doors/mine/{id}/edit",                                      Waiting,   "i 244 444 444444"),
    ("POST /doors/mine/{id}/edit",                                     Waiting,   "i 344 444 444444"),
    ("POST /doors/mine/{id}/move",                                     Waiting,   "i 344 444 444444"),
    ("POST /doors/mine/{id}/places",                                   Waiting,   "i 344 444 444444"),
    ("POST /doors/mine/{id}/stays/{stay}",                             Waiting,   "i 344 444 444444"),
    ("POST /doors/mine/{id}/stays/{stay}",                             Accepted,  "i 344 444 444444"),
    ("GET /doors/offer",                                               Waiting,   "2 222 222 222222"),
    ("POST /doors/offer",                                              Waiting,   "3 333 333 333333"),
    ("POST /doors/offer/read",                                         Waiting,   "2 222 222 222222"),
    ("POST /doors/search",                                             Waiting,   "3 333 333 xxxxxx"),
    ("GET /doors/{id}/ask",                                            Waiting,   "2 222 222 222222"),
    ("POST /doors/{id}/ask",                                           Waiting,   "3 r33 333 xxxxxx"),
    ("POST /doors/{id}/wait",                                          Waiting,   "i 333 333 xxxxxx"),
    ("GET /doors/vouch",                                               Waiting,   "i xxx xxx 2xx222"),
    ("POST /doors/vouch",                                              Waiting,   "i xxx xxx 3xx333"),
    ("GET /stays/{id}",                                                Waiting,   "i 224 444 444444"),
    ("GET /stays/{id}",                                                Accepted,  "i 242 444 444444"),
    ("POST /stays/{id}",                                               Waiting,   "i 334 444 444444"),
    ("POST /stays/{id}",                                               Accepted,  "i 343 444 444444"),
    ("POST /stays/{id}/words",                                         Waiting,   "i 334 444 444444"),
    ("POST /stays/{id}/words",                                         Accepted,  "i 343 444 444444"),
];

/// Who has to do with the door, and who has not.
struct Street {
    host: Client,
    waits: Client,
    comes: Client,
    other: Client,
    stranger: Client,
    unproven: Client,
    night: String,
    door: String,
    waiting: String,
    accepted: String,
    perimeter: String,
}

impl Street {
    async fn new(scene: &Scene, night: &str) -> Self {
        let h = &scene.h;
        let mut five = Vec::new();
        for name in ["Alba", "Wassim", "Anouk", "Odile", "Sacha"] {
            let who = h.person(name).await;
            let contact = Contact::parse(&format!("{}@example.org", who.id()), &Country::FRANCE).unwrap();
            let change = h.house.register.prove_contact(Change::new(), who.id(), &contact, h.house.clock.now());
            h.house.store.apply(change).await.unwrap();
            five.push(who);
        }
        let [host, waits, comes, other, stranger] = five.try_into().ok().unwrap();
        let door = host.post("/api/v1/doors", offer(night)).await.expect(201).at("/id");
        other.post("/api/v1/doors", offer(night)).await.is(201);
        let mut stays = Vec::new();
        for guest in [&waits, &comes] {
            stays.push(guest.post(&format!("/api/v1/doors/{door}/stays"), asked()).await.expect(201).at("/id"));
        }
        let [waiting, accepted] = stays.try_into().unwrap();
        host.post(&format!("/api/v1/stays/{accepted}/accept"), json!({})).await.is(200);
        let unproven = h.person("Ulysse").await;
        // Who looks for doors is shown what is in memory.
        h.settle().await;
        let (night, perimeter) = (night.to_owned(), String::new());
        Self { host, waits, comes, other, stranger, unproven, night, door, waiting, accepted, perimeter }
    }
    /// The path of a route with what is there in it.
    fn path(&self, route: &str, of: Of) -> String {
        let (_, path) = route.split_once(' ').unwrap();
        let stay = if of == Accepted { &self.accepted } else { &self.waiting };
        let id = match path {
            _ if path.contains("/incidents/{id}") => &self.night,
            _ if path.contains("/stays/{id}") => stay,
            _ => &self.door,
        };
        let path = path.replace("{id}", id).replace("{stay}", stay).replace("{incident}", &self.night);
        let path = path.replace("{perimeter}", &self.perimeter);
        match route {
            "GET /api/v1/doors" | "GET /doors" => format!("{path}?near=R%C3%A9publique&incident={}", self.night),
            "GET /doors/{id}/ask" => format!("{path}?near=R%C3%A9publique"),
            "GET /api/v1/doors/need" | "GET /api/v1/places.geojson" | "GET /api/v1/places.csv" => {
                format!("{path}?incident={}", self.night)
            }
            _ => path,
        }
    }
}

fn offer(night: &str) -> Value {
    let place = json!({ "lat": HERE.0, "lon": HERE.1 });
    json!({ "incident": night, "places": 4, "place": place, "address": "12 rue des Tilleuls", "name": "Alba" })
}

fn asked() -> Value {
    json!({ "places": 1, "place": { "lat": HERE.0, "lon": HERE.1 }, "name": "Nadia" })
}

/// What a route takes.
fn body(route: &str, night: &str, now: Time) -> Value {
    let near = "République";
    let ends = |hours| now.plus(Span::hours(hours)).to_string();
    match route {
        "POST /api/v1/doors/parse" | "POST /doors/offer/read" => {
            json!({ "text": "#PorteOuverte 2 places, métro Parmentier" })
        }
        "POST /api/v1/doors" => offer(night),
        "POST /doors/offer" => {
            json!({ "places": "1", "hours": "3", "near": near, "address": "12 rue des Tilleuls", "incident": night })
        }
        "POST /api/v1/doors/publish" => json!({ "token": "x" }),
        "PUT /api/v1/doors/{id}/places" => json!({ "places": 4 }),
        "POST /api/v1/doors/{id}/stays" => asked(),
        "POST /api/v1/requests" => {
            json!({ "incident": night, "people": 1, "place": { "lat": HERE.0, "lon": HERE.1 } })
        }
        "POST /api/v1/stays/{id}/words" | "POST /stays/{id}/words" => json!({ "words": "J’arrive." }),
        "POST /doors/here" => json!({ "near": near, "incident": night }),
        "POST /doors/search" => json!({ "near": near, "incident": night, "name": "Nadia" }),
        "POST /doors/{id}/wait" => json!({ "near": near, "incident": night }),
        "POST /doors/{id}/ask" => {
            json!({ "near": near, "places": "1", "who": "adults", "name": "Nadia", "contact": "WHO@example.org" })
        }
        "POST /stays/{id}" => json!({ "act": "cancel" }),
        "POST /api/v1/vouchers" | "POST /api/v1/vouchers/end" => json!({ "contact": "sacha@example.org" }),
        "POST /doors/vouch" => json!({ "contact": "sacha@example.org", "act": "give" }),
        "POST /doors/mine/{id}/move" => json!({ "do": "pause" }),
        "POST /doors/mine/{id}/places" => json!({ "places": "2" }),
        "POST /doors/mine/{id}/edit" => json!({ "address": "12 rue des Tilleuls" }),
        "POST /doors/mine/{id}/stays/{stay}" => json!({ "do": "accept" }),
        "POST /api/v1/incidents/{id}/perimeters" => {
            json!({ "name": "Boulevard", "shape": zone(crate::scene::AWAY, 0.5), "ends": ends(5) })
        }
        "PUT /api/v1/incidents/{id}/perimeters/{perimeter}" => json!({ "ends": ends(4) }),
        _ => json!({}),
    }
}

/// The routes of this table.
pub(super) fn routes() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(route, ..)| *route)
}

/// What nobody gets, by route.
pub(super) fn nobody(route: &str) -> Option<char> {
    TABLE.iter().find(|(r, ..)| *r == route).and_then(|(.., cells)| cells.chars().next())
}

store::testing::each_store! {
    async fn everyone_gets_as_far_at_a_door_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let night = scene.night(true).await;
        let staff = crate::access::cast::staff(&scene.h).await;
        let mut wrong = Vec::new();
        for (route, of, expected) in TABLE {
            // Allowances are by the hour; what an hour does to the doors of the lines before is no matter.
            scene.h.pass(Span::hours(1));
            let now = scene.h.house.clock.now();
            let mut got = Vec::new();
            // Each of the three who may do something finds the door as it was; everybody else changes nothing for them.
            for turn in 0..3 {
                let mut street = Street::new(&scene, &night).await;
                if route.contains("{perimeter}") {
                    let new = body("POST /api/v1/incidents/{id}/perimeters", &night, now);
                    let drawn = scene.anne.post(&format!("/api/v1/incidents/{night}/perimeters"), new).await;
                    street.perimeter = drawn.expect(201).at("/id");
                }
                let path = street.path(route, *of);
                let nobody = scene.h.nobody();
                let Street { host, waits, comes, other, stranger, unproven, .. } = &street;
                let mut asks: Vec<(char, &Client)> = vec![[('H', host), ('W', waits), ('A', comes)][turn]];
                if turn == 0 {
                    asks.splice(0..0, [('N', &nobody), ('O', other), ('S', stranger), ('U', unproven)]);
                    let hands = "rmvioa".chars().zip(&staff);
                    asks.splice(0..0, hands);
                }
                for (who, client) in asks {
                    let mail = format!("{who}{}", got.len());
                    let body = body(route, &night, now).to_string().replace("WHO", &mail);
                    got.push((who, ask(client, route, &path, &serde_json::from_str(&body).unwrap()).await));
                }
            }
            let got: String = "NHWAOSUrmvioa"
                .chars()
                .map(|who| got.iter().find(|(w, _)| *w == who).map_or('?', |(_, came)| *came))
                .collect();
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
