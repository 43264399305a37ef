//! Rumours, embargoes and what is held back: every route, and how far each gets.
//!
//! By who asks: **N**obody · the **A**uthor of the post · a **S**tranger with a proven contact · one with**U**t it · the staff.

use kernel::{Role, Span, Time};
use serde_json::{Value, json};
use web::harness::Client;

use super::ask;
use crate::scene::Scene;

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    //                                                         N ASU RMVIOA
    ("GET /api/v1/rumours",                                   "i xxx x222x2"),
    // An institution weighs once its domain is proven; this one is not.
    ("POST /api/v1/rumours",                                  "i xxx x22xx2"),
    ("GET /api/v1/rumours/{id}",                              "2 222 222222"),
    ("GET /api/v1/rumours/{id}/posts",                        "i xxx x222x2"),
    ("POST /api/v1/rumours/{id}/posts",                       "i xxx x22xx2"),
    ("DELETE /api/v1/rumours/{id}/posts/{post}",              "i xxx x22xx2"),
    ("POST /api/v1/rumours/{id}/rulings",                     "i xxx x22xx2"),
    ("POST /api/v1/rumours/{id}/aside",                       "i xxx x22xx2"),
    ("POST /api/v1/posts/{id}/seen",                          "i xrx xxxxxx"),
    ("DELETE /api/v1/posts/{id}/seen",                        "i 222 xxxxxx"),
    ("POST /api/v1/posts/{id}/appeal",                        "i r44 xxxxxx"),
    ("GET /api/v1/embargoes",                                 "2 222 222222"),
    // Nor does it hold anything back, or read where something is.
    ("GET /api/v1/incidents/{id}/embargoes",                  "i xxx xxxx22"),
    ("POST /api/v1/incidents/{id}/embargoes",                 "i xxx xxxx22"),
    ("POST /api/v1/embargoes/{id}/renew",                     "i xxx xxxx22"),
    ("POST /api/v1/embargoes/{id}/end",                       "i xxx xxxx22"),
    ("GET /api/v1/holds",                                     "i xxx x2xx22"),
    ("POST /api/v1/holds/{post}",                             "i xxx x2xx22"),
    ("DELETE /api/v1/holds/{post}",                           "i xxx xrxx22"),
    ("POST /api/v1/posts/{id}/withdraw",                      "i 244 444444"),
    ("POST /api/v1/posts/{id}/graphic",                       "i xxx x2xx22"),
    ("GET /console/rumours",                                  "i xxx x222x2"),
    ("GET /console/rumours/{id}",                             "i xxx x222x2"),
    ("POST /console/rumours/{id}",                            "i xxx x33xx3"),
    ("GET /rumours/{id}",                                     "2 222 222222"),
    ("GET /console/i/{id}/embargoes",                         "i xxx xxxx22"),
    ("GET /console/i/{id}/embargoes/new",                     "i xxx xxxx22"),
    ("POST /console/i/{id}/embargoes/new",                    "i xxx xxxxrr"),
    ("POST /console/embargoes/{id}",                          "i xxx xxxx33"),
    ("GET /embargoes",                                        "2 222 222222"),
    ("GET /console/holds",                                    "i xxx x2xx22"),
    ("POST /console/holds/{post}",                            "i xxx x3xx33"),
    ("POST /console/posts/{id}/cover",                        "i xxx x3xx33"),
    ("GET /api/v1/me/decisions",                              "i 222 xxxxxx"),
    ("POST /api/v1/me/decisions/{id}/appeal",                 "i 244 xxxxxx"),
    ("GET /me/decisions",                                     "i 222 xxxxxx"),
    ("GET /me/decisions/{id}",                                "i 244 xxxxxx"),
    ("POST /me/decisions/{id}",                               "i 344 xxxxxx"),
    ("GET /post/{id}/appeal",                                 "i 222 xxxxxx"),
    ("POST /post/{id}/appeal",                                "i r44 xxxxxx"),
    ("POST /post/{id}/withdraw",                              "i 344 444444"),
    ("POST /post/{id}/seen",                                  "i xrx xxxxxx"),
];

/// The routes of this table.
pub(super) fn routes() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(route, _)| *route)
}

/// What nobody gets, by route.
pub(super) fn nobody(route: &str) -> Option<char> {
    TABLE.iter().find(|(r, _)| *r == route).and_then(|(_, cells)| cells.chars().next())
}

/// What is there anew for each who asks.
struct There {
    night: String,
    /// A post of the author; one that is held where the route is of those.
    post: String,
    rumour: String,
    embargo: String,
    /// What was decided about the author.
    decision: String,
    now: Time,
}

fn shape() -> Value {
    json!({"type": "Polygon", "coordinates": [[[2.358, 48.865], [2.369, 48.865], [2.369, 48.870], [2.358, 48.870], [2.358, 48.865]]]})
}

fn ruling() -> Value {
    json!({ "verdict": "true", "what": "Les rues", "says": "Elles sont calmes.", "sources": ["Mairie"], "version": 1 })
}

impl There {
    async fn of(scene: &Scene, night: &str, route: &str, (author, desk, claire): (&Client, &Client, &Client)) -> Self {
        let now = scene.h.house.clock.now();
        let decided = route.contains("decisions/{id}") || route.starts_with("DELETE /api/v1/holds");
        let held = decided || route.contains("withdraw") || route.contains("holds/{post}");
        let text = if held { "Le tueur est Armel Vantroux" } else { "Les rues sont calmes" };
        let post = author.post("/api/v1/posts", json!({ "text": text })).await.expect(201).at("/id");
        scene.h.settle().await;
        let (mut rumour, mut embargo, mut decision) = (String::new(), String::new(), String::new());
        if decided {
            let keep = json!({ "release": false, "ground": "accuses", "version": 1 });
            desk.post(&format!("/api/v1/holds/{post}"), keep).await.is(204);
            decision = author.get("/api/v1/me/decisions").await.expect(200).at("/decisions/0/id");
        }
        if route.contains("rumours/{id}") {
            rumour = desk.post("/api/v1/rumours", json!({ "post": post })).await.expect(200).at("/id");
            if route.contains("GET") {
                desk.post(&format!("/api/v1/rumours/{rumour}/rulings"), ruling()).await;
            }
        }
        if route.contains("embargoes/{id}") {
            let body = json!({ "name": "x", "shape": shape(), "ends": now.plus(Span::hours(1)) });
            embargo = claire.post(&format!("/api/v1/incidents/{night}/embargoes"), body).await.expect(201).at("/id");
        }
        Self { night: night.to_owned(), post, rumour, embargo, decision, now }
    }
    fn path(&self, route: &str) -> String {
        let (_, path) = route.split_once(' ').unwrap();
        let night = self.night.clone();
        let id = if path.contains("/incidents/{id}") || path.contains("/i/{id}") {
            &night
        } else if path.contains("rumours/{id}") {
            &self.rumour
        } else if path.contains("embargoes/{id}") {
            &self.embargo
        } else if path.contains("decisions/{id}") {
            &self.decision
        } else {
            &self.post
        };
        path.replace("{id}", id).replace("{post}", &self.post)
    }
    fn body(&self, route: &str) -> Value {
        let ends = |hours| self.now.plus(Span::hours(hours));
        match route {
            "POST /console/i/{id}/embargoes/new" => json!({}),
            "POST /console/rumours/{id}" => json!({ "do": "look" }),
            "POST /console/embargoes/{id}" => json!({ "do": "end" }),
            "POST /console/holds/{post}" => json!({ "do": "release", "ground": "harmless", "version": "1" }),
            "POST /api/v1/holds/{post}" => json!({ "release": true, "ground": "harmless", "version": 1 }),
            "POST /console/posts/{id}/cover" => json!({ "do": "on", "ground": "graphic" }),
            _ if route.ends_with("/appeal") => json!({ "words": "J’y étais" }),
            _ if route.ends_with("/rulings") => ruling(),
            _ if route.ends_with("/aside") => json!({ "aside": true }),
            _ if route.ends_with("/renew") => json!({ "ends": ends(5) }),
            _ if route.ends_with("/embargoes") => json!({ "name": "x", "shape": shape(), "ends": ends(1) }),
            _ if route.ends_with("/graphic") => json!({ "covered": true, "ground": "graphic" }),
            _ if route.contains("rumours") => json!({ "post": self.post }),
            _ => json!({}),
        }
    }
}

store::testing::each_store! {
    async fn everyone_gets_as_far_with_rumours_and_embargoes_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let night = scene.night(false).await;
        let (h, mut wrong) = (&scene.h, Vec::new());
        let author = h.proven("Alba Reis", "alba@example.org").await;
        let stranger = h.proven("Sacha Lenoir", "sacha@example.org").await;
        let (desk, claire) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Operator, "Claire D.").await);
        let mut all: Vec<Client> = vec![h.nobody(), author.clone(), stranger, h.person("Ulysse").await];
        all.extend(crate::access::cast::staff(h).await);
        for (route, expected) in TABLE {
            let mut got = String::new();
            for client in &all {
                h.pass(Span::minutes(2));
                let there = There::of(&scene, &night, route, (&author, &desk, &claire)).await;
                got.push(ask(client, route, &there.path(route), &there.body(route)).await);
            }
            h.pass(Span::minutes(65));
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
