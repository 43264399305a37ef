//! Official messages and institutions: every route of theirs, and how far each gets.
//!
//! By who asks: **N**obody · a **P**erson · the staff, of whom the **I**nstitution speaks for the one that the message is of · somebody
//! **E**lsewhere, of another institution. The letters of what comes of it are those of [`super::table`]. Each of them finds everything as it was.

use async_trait::async_trait;
use kernel::{OperatorId, Role, Span};
use official::acts::abroad::{Abroad, Way};
use serde_json::{Value, json};
use store::{Change, params};
use web::harness::Client;

use super::ask;
use crate::scene::Scene;

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    //                                                 N P RMVIOA E
    ("GET /api/v1/alerts",                            "2 2 222222 2"),
    ("GET /api/v1/alerts/{id}",                       "2 2 222222 2"),
    ("POST /api/v1/alerts",                           "i x xxx2xx x"),
    ("POST /api/v1/alerts/{id}/confirm",              "i x xxx222 x"),
    ("POST /api/v1/alerts/{id}/drop",                 "i x xxx222 x"),
    ("POST /api/v1/alerts/{id}/correct",              "i x xxx222 x"),
    ("POST /api/v1/alerts/{id}/cancel",               "i x xxx222 x"),
    ("POST /api/v1/alerts/{id}/pass-on",              "i x xxxxrr x"),
    ("PUT /api/v1/alerts/{id}/incident",              "i x xxxx22 x"),
    ("GET /api/v1/authorities",                       "2 2 222222 2"),
    ("POST /api/v1/authorities",                      "i x xxxxx2 x"),
    ("POST /api/v1/authorities/{id}/check",           "i x xxx222 2"),
    ("PUT /api/v1/authorities/{id}/keys",             "i x xxxxx2 x"),
    ("DELETE /api/v1/authorities/{id}",               "i x xxxxx2 x"),
    ("POST /api/v1/authorities/{id}/alerts",          "i x xxxrxx x"),
    ("GET /alerts.atom",                              "2 2 222222 2"),
    ("GET /alerts.rss",                               "2 2 222222 2"),
    ("GET /alerts.geojson",                           "2 2 222222 2"),
    ("GET /alerts/style.css",                         "2 2 222222 2"),
    ("GET /alerts/key.pem",                           "2 2 222222 2"),
    ("GET /alerts",                                   "2 2 222222 2"),
    ("GET /alerts/{id}",                              "2 2 222222 2"),
    ("GET /alerts/band",                              "2 2 222222 2"),
    ("GET /i/{id}/official",                          "2 2 222222 2"),
    ("GET /console/official",                         "i x xxx222 2"),
    ("GET /console/official/{id}",                    "i x xxx222 4"),
    ("POST /console/official/{id}/confirm",           "i x xxx333 4"),
    ("POST /console/official/{id}/drop",              "i x xxx333 4"),
    ("POST /console/official/{id}/cancel",            "i x xxx333 x"),
    ("POST /console/official/{id}/pass-on",           "i x xxxxrr x"),
    ("POST /console/official/{id}/incident",          "i x xxxx33 x"),
    ("GET /console/official/new",                     "i x xxx222 2"),
    ("POST /console/official/new",                    "i x xxxrrr r"),
    ("GET /console/official/{id}/correct",            "i x xxx222 2"),
    ("POST /console/official/{id}/correct",           "i x xxx333 x"),
    ("GET /console/institutions",                     "i x xxx222 2"),
    ("POST /console/institutions",                    "i x xxxrrr r"),
    ("GET /console/institutions/{id}",                "i x xxx222 2"),
    ("POST /console/institutions/{id}/check",         "i x xxx333 3"),
    ("POST /console/institutions/{id}/keys",          "i x xxxxx3 x"),
    ("POST /console/institutions/{id}/end",           "i x xxxxx3 x"),
];

store::sql! {
    /// A domain is proven.
    PROVE = "UPDATE authority SET proof = 1, proven = $2 WHERE domain = $1";
}

/// The routes of this table.
pub(super) fn routes() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(route, ..)| *route)
}

/// What nobody gets, by route.
pub(super) fn nobody(route: &str) -> Option<char> {
    TABLE.iter().find(|(r, _)| *r == route).and_then(|(_, cells)| cells.chars().next())
}

/// A world in which nobody answers.
struct Silence;

#[async_trait]
impl Abroad for Silence {
    async fn texts(&self, _: &str) -> Option<Vec<String>> {
        None
    }
    async fn get(&self, _: outbound::Call) -> Option<outbound::Answer> {
        None
    }
    fn allows(&self, _: &str) -> bool {
        true
    }
}

/// A message, in an incident or in none.
fn message(authority: &str, incident: Option<&str>) -> Value {
    let ring = json!([[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]);
    json!({
        "what": "fire", "grade": "severe", "place": "Le port", "hours": 4, "authority": authority, "incident": incident,
        "shape": { "type": "Polygon", "coordinates": [ring] }, "words": { "fr": { "headline": "Évitez le port." } },
    })
}

/// The path of a route with what is there in it, after what must have happened before.
async fn path(route: &str, night: &str, colleagues: &[Client; 2], authority: &str) -> String {
    let (_, path) = route.split_once(' ').unwrap();
    if path.contains("/authorities/") || path.contains("/institutions/") {
        return path.replace("{id}", authority);
    }
    if path.starts_with("/i/") {
        return path.replace("{id}", night);
    }
    let [first, second] = colleagues;
    let id = first.post("/api/v1/alerts", message(authority, None)).await.expect(201).at("/id");
    let waits = path.ends_with("/confirm") || path.ends_with("/drop") || route == "GET /console/official/{id}";
    if !waits {
        second.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.is(200);
    }
    path.replace("{id}", &id)
}

/// What a route takes.
fn body(route: &str, night: &str, authority: &str, n: usize) -> Value {
    match route {
        "POST /api/v1/alerts" => message(authority, Some(night)),
        "POST /api/v1/alerts/{id}/correct" => json!({ "words": { "fr": { "headline": "Évitez le quai." } } }),
        "POST /console/official/{id}/correct" => json!({ "headline_fr": "Évitez le quai." }),
        "PUT /api/v1/alerts/{id}/incident" => json!({ "incident": night }),
        "POST /api/v1/authorities" => json!({ "domain": format!("d{n}.example"), "name": "X" }),
        _ => json!({}),
    }
}

store::testing::each_store! {
    async fn everyone_gets_as_far_in_official_messages_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let h = &scene.h;
        h.house.shelf.get::<Way>().take(std::sync::Arc::new(Silence));
        let night = scene.night(false).await;
        let mut staff = crate::access::cast::staff(h).await;
        for name in ["ailleurs", "première", "seconde"] {
            staff.push(h.staff(Role::Institution, name).await);
        }
        for (name, institution) in [("institution", "Préfecture"), ("ailleurs", "Ailleurs"), ("première", "Préfecture"), ("seconde", "Préfecture")] {
            let id: OperatorId = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
            staff[5].put(&format!("/api/v1/institutions/{id}"), json!({ "institution": institution })).await.is(204);
        }
        let colleagues = [staff.remove(7), staff.remove(7)];
        let person = h.person("Karim").await;
        let mut wrong = Vec::new();
        let mut n = 0;
        for (route, expected) in TABLE {
            let mut got = String::new();
            for column in 0..2 + staff.len() {
                n += 1;
                h.pass(Span::seconds(2));
                let domain = format!("prefecture{n}.example");
                let made = staff[5].post("/api/v1/authorities", json!({ "domain": domain, "name": "Préfecture" })).await;
                let authority = made.expect(201).at("/id");
                h.house.store.apply(Change::new().run(PROVE, params![domain.as_str(), h.house.clock.now()])).await.unwrap();
                let path = path(route, &night, &colleagues, &authority).await;
                let nobody = h.nobody();
                let people = [&nobody, &person];
                let client = people.get(column).copied().unwrap_or_else(|| &staff[column - people.len()]);
                got.push(ask(client, route, &path, &body(route, &night, &authority, n)).await);
            }
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
