//! Lists of institutions: every route of theirs, and how far each gets who has to do with a list, or nothing.
//!
//! By who asks: **N**obody · who **K**eeps looking, whose search it is · a **S**tranger with a proven contact · the staff, of whom the
//! **I**nstitution is the one whose list it is · somebody **E**lsewhere, of another institution. The letters of what comes of it are those of
//! [`super::table`]. Each of them finds everything as it was.

use kernel::{Id as _, OperatorId, Role, Span};
use register::{Contact, Country};
use serde_json::{Value, json};
use store::Change;
use web::harness::Client;

use super::ask;
use crate::scene::Scene;

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    //                                                         N KS RMVIOA E
    ("PUT /api/v1/institutions/{operator}",                   "i xx xxxxx2 x"),
    ("DELETE /api/v1/institutions/{operator}",                "i xx xxxxx2 x"),
    ("GET /api/v1/lists",                                     "i xx xxx2xx 2"),
    ("POST /api/v1/lists",                                    "i xx xxx2xx 2"),
    ("PUT /api/v1/lists/{entry}",                             "i xx xxx2xx 4"),
    ("DELETE /api/v1/lists/{entry}",                          "i xx xxx2xx 4"),
    ("POST /api/v1/lists/matches/{id}/call",                  "i xx xxx2xx 4"),
    ("POST /api/v1/lists/matches/{id}/refuse",                "i xx xxx2xx 4"),
    ("POST /api/v1/lists/matches/{id}/release",               "i xx xxx2xx 4"),
    ("DELETE /api/v1/lists/matches/{id}",                     "i xx xxx2xx 4"),
    ("POST /api/v1/lists/matches/{id}/death",                 "i xx xxx2xx 4"),
    ("POST /api/v1/lists/matches/{id}/death/confirm",         "i xx xxx2xx 4"),
    ("DELETE /api/v1/lists/matches/{id}/death",               "i xx xxx2xx 4"),
    ("PUT /api/v1/notices/{id}/consent",                      "i 24 xxxxxx x"),
    ("GET /console/lists",                                    "i xx xxx2xx 2"),
    ("POST /console/lists",                                   "i xx xxx2xx 2"),
    ("POST /console/lists/{entry}",                           "i xx xxx3xx 4"),
    ("GET /console/lists/matches/{id}",                       "i xx xxx2xx 4"),
    ("POST /console/lists/matches/{id}",                      "i xx xxx3xx 4"),
    ("GET /missing/{id}/consent",                             "i 24 xxxxxx x"),
    ("POST /missing/{id}/consent",                            "i 34 xxxxxx x"),
];

/// The routes of this table.
pub(super) fn routes() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(route, ..)| *route)
}

/// What nobody gets, by route.
pub(super) fn nobody(route: &str) -> Option<char> {
    TABLE.iter().find(|(r, _)| *r == route).and_then(|(_, cells)| cells.chars().next())
}

/// A search, and the entry that may be whom it seeks.
struct List<'a> {
    institution: &'a Client,
    colleague: &'a Client,
    seeker: Client,
    stranger: Client,
    notice: String,
    entry: String,
    matched: String,
}

impl<'a> List<'a> {
    async fn new(scene: &Scene, night: &str, institution: &'a Client, colleague: &'a Client) -> Self {
        let h = &scene.h;
        let mut two = Vec::new();
        for name in ["Karim Belaïd", "Sacha Petit"] {
            let who = h.person(name).await;
            let mail = format!("{}@example.org", hex(&who));
            let contact = Contact::parse(&mail, &Country::FRANCE).unwrap();
            let change = h.house.register.prove_contact(Change::new(), who.id(), &contact, h.house.clock.now());
            h.house.store.apply(change).await.unwrap();
            two.push(who);
        }
        let [seeker, stranger] = two.try_into().ok().unwrap();
        let carried = format!("{}@example.net", hex(&seeker));
        let body = json!({ "incident": night, "name": "Camille Roussel", "relation": "family", "police": true, "email": carried });
        let notice = seeker.post("/api/v1/notices", body).await.expect(201).at("/id");
        let entry = json!({ "name": "Camille Roussel", "email": carried, "state": "in_care", "reference": carried });
        institution.post("/api/v1/lists", json!({ "incident": night, "entries": [entry] })).await.is(200);
        h.settle().await;
        let all = institution.get("/api/v1/lists").await.expect(200).json();
        let all = all["entries"].as_array().unwrap();
        let mine = all.iter().find(|e| e["reference"] == carried.as_str()).unwrap();
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let (entry, matched) = (text(&mine["id"]), text(&mine["matches"][0]["id"]));
        Self { institution, colleague, seeker, stranger, notice, entry, matched }
    }
    /// The path of a route with what is there in it, after what must have happened before.
    async fn path(&self, route: &str, operator: OperatorId) -> String {
        let (_, path) = route.split_once(' ').unwrap();
        let at = format!("/api/v1/lists/matches/{}", self.matched);
        let dies = path.contains("/death") || path.contains("/consent");
        if dies || path.contains("/matches/") && !path.ends_with("/call") && !path.starts_with("/console") {
            self.institution.post(&format!("{at}/call"), json!({})).await.is(200);
        }
        if route == "DELETE /api/v1/lists/matches/{id}" {
            self.institution.post(&format!("{at}/release"), json!({ "patient": "agrees" })).await.is(204);
        }
        let died = json!({ "died": "2015-11-13T23:00:00+01:00" });
        if path.contains("/consent") {
            self.institution.post(&format!("{at}/death"), died.clone()).await.is(204);
            self.colleague.post(&format!("{at}/death/confirm"), json!({ "told": true })).await.is(204);
        }
        if path.ends_with("/death/confirm") {
            self.colleague.post(&format!("{at}/death"), died.clone()).await.is(204);
        }
        if route.starts_with("DELETE") && path.ends_with("/death") {
            self.institution.post(&format!("{at}/death"), died).await.is(204);
        }
        let id = if path.contains("/matches/") { &self.matched } else { &self.notice };
        path.replace("{id}", id).replace("{entry}", &self.entry).replace("{operator}", &operator.to_string())
    }
}

fn hex(of: &Client) -> String {
    of.id().bytes().iter().map(|b| format!("{b:02x}")).collect()
}

/// What a route takes.
fn body(route: &str, night: &str) -> Value {
    let zoe = json!({ "name": "Zoé Blanc", "state": "safe", "reference": "z" });
    match route {
        "PUT /api/v1/institutions/{operator}" => json!({ "institution": "Ailleurs" }),
        "POST /api/v1/lists" => json!({ "incident": night, "entries": [zoe] }),
        "PUT /api/v1/lists/{entry}" => zoe,
        "POST /api/v1/lists/matches/{id}/release" => json!({ "patient": "agrees" }),
        "POST /api/v1/lists/matches/{id}/death" => json!({ "died": "2015-11-13T23:00:00+01:00" }),
        "POST /api/v1/lists/matches/{id}/death/confirm" => json!({ "told": true }),
        "PUT /api/v1/notices/{id}/consent" => json!({ "shown": true }),
        "POST /console/lists" => json!({ "incident": night, "list": "name,state,reference\nZoé Blanc,safe,z\n" }),
        "POST /console/lists/{entry}" => json!({ "do": "withdraw" }),
        "POST /console/lists/matches/{id}" => json!({ "do": "refuse" }),
        "POST /missing/{id}/consent" => json!({ "do": "agree" }),
        _ => json!({}),
    }
}

store::testing::each_store! {
    async fn everyone_gets_as_far_in_a_list_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let night = scene.night(true).await;
        let mut staff = crate::access::cast::staff(&scene.h).await;
        for (name, institution) in [("ailleurs", "Ailleurs"), ("collègue", "Hôpital")] {
            staff.push(scene.h.staff(Role::Institution, name).await);
            let id: OperatorId = scene.h.house.register.staff_named(name, scene.h.house.clock.now()).await.unwrap();
            let path = format!("/api/v1/institutions/{id}");
            staff[5].put(&path, json!({ "institution": institution })).await.is(204);
        }
        let colleague = staff.pop().unwrap();
        let me: OperatorId = scene.h.house.register.staff_named("institution", scene.h.house.clock.now()).await.unwrap();
        let mut wrong = Vec::new();
        for (route, expected) in TABLE {
            let mut got = String::new();
            for column in 0..3 + staff.len() {
                // Allowances are by the hour; and who speaks for whom is as it was.
                scene.h.pass(Span::minutes(10));
                staff[5].put(&format!("/api/v1/institutions/{me}"), json!({ "institution": "Hôpital" })).await.is(204);
                let list = List::new(&scene, &night, &staff[3], &colleague).await;
                let path = list.path(route, me).await;
                let nobody = scene.h.nobody();
                let people = [&nobody, &list.seeker, &list.stranger];
                let client = people.get(column).copied().unwrap_or_else(|| &staff[column - people.len()]);
                got.push(ask(client, route, &path, &body(route, &night)).await);
            }
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
