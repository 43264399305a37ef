//! Searches: every route of theirs, and how far each gets who has to do with a search, or nothing.
//!
//! By who asks: **N**obody · who **K**eeps looking, whose search it is · who is sought (**C**), and asked · a **W**itness who said something
//! on the appeal · a **S**tranger with a proven contact · a stranger with**U**t one · the staff. The letters of what comes of it are those
//! of [`super::table`].

use axum::http::Method;
use kernel::{Id as _, PersonId, Role, Span};
use missing::{
    model::NoticeState,
    store::{deaths, notices},
};
use register::{Contact, Country};
use serde_json::{Value, json};
use store::{Change, params};
use web::harness::Client;

use super::{ask, letter};
use crate::scene::Scene;

/// A picture of nobody.
const PHOTO: &[u8] = include_bytes!("../../../../assets/brand/icon-192.png");

/// Whether each of them finds the search as it was, or all of them the same one.
#[derive(Clone, Copy, PartialEq)]
enum For {
    Each,
    All,
}
use For::{All, Each};

#[rustfmt::skip]
const TABLE: &[(&str, For, &str)] = &[
    //                                                     N KCW SU RMVIOA
    ("POST /api/v1/notices",                       All,   "2 222 22 222222"),
    ("POST /api/v1/notices/publish",               Each,  "i 222 2x xxxxxx"),
    ("GET /api/v1/notices",                        All,   "i 222 22 xxxxxx"),
    ("GET /api/v1/notices/{id}",                   All,   "i 244 44 xxxxxx"),
    ("POST /api/v1/notices/{id}/renew",            All,   "i 244 44 xxxxxx"),
    ("POST /api/v1/notices/{id}/close",            All,   "i 244 44 xxxxxx"),
    ("POST /api/v1/notices/{id}/appeal",           All,   "i 244 44 xxxxxx"),
    ("POST /api/v1/notices/search",                All,   "2 222 22 222222"),
    ("GET /api/v1/appeals/{share}",                All,   "2 222 22 222222"),
    ("POST /api/v1/news",                          All,   "i 222 2x xxxxxx"),
    ("POST /api/v1/appeals/{share}/notes",         All,   "i r22 2x xxxxxx"),
    ("GET /api/v1/notices/{id}/messages",          All,   "i 442 44 xxxxxx"),
    ("POST /api/v1/notices/{id}/messages",         All,   "i 442 44 xxxxxx"),
    ("GET /api/v1/sought",                         All,   "i 222 22 xxxxxx"),
    ("POST /api/v1/sought/{id}",                   Each,  "i 424 44 xxxxxx"),
    ("DELETE /api/v1/sought/{id}",                 Each,  "i 424 44 xxxxxx"),
    ("GET /api/v1/reunions",                       All,   "i xxx xx x2xxx2"),
    ("POST /api/v1/reunions/{id}",                 Each,  "i xxx xx x2xxx2"),
    ("DELETE /api/v1/reunions/{id}",               Each,  "i xxx xx x2xxx2"),
    ("GET /api/v1/appeals",                        All,   "i xxx xx x2xxx2"),
    ("POST /api/v1/notices/{id}/approve",          Each,  "i xxx xx x2xxx2"),
    ("DELETE /api/v1/notices/{id}/approve",        Each,  "i xxx xx x2xxx2"),
    ("POST /api/v1/notes/{id}/hide",               Each,  "i xxx xx x2xxx2"),
    ("PUT /api/v1/notices/{id}/photo",             All,   "i 244 44 xxxxxx"),
    ("DELETE /api/v1/notices/{id}/photo",          All,   "i 244 44 xxxxxx"),
    ("GET /api/v1/notices/{id}/photo",             All,   "i 244 44 xxxxxx"),
    ("GET /api/v1/notices/{id}/photo/review",      All,   "i xxx xx x2xxx2"),
    ("GET /api/v1/appeals/{share}/photo",          All,   "2 222 22 222222"),
    ("POST /api/v1/notices/{id}/hoax",             Each,  "i xxx xx x2xxx2"),
    ("DELETE /api/v1/notices/{id}/hoax",           Each,  "i xxx xx x2xxx2"),
    ("GET /s/{share}/card.png",                    All,   "2 222 22 222222"),
    ("GET /missing",                               All,   "2 222 22 222222"),
    ("POST /missing",                              All,   "2 222 22 222222"),
    ("GET /missing/new",                           All,   "2 222 22 222222"),
    ("POST /missing/new",                          All,   "2 222 22 xxxxxx"),
    ("GET /missing/draft",                         All,   "3 333 33 333333"),
    ("POST /missing/draft",                        All,   "i 333 33 xxxxxx"),
    ("POST /missing/draft/contact",                All,   "3 333 33 333333"),
    ("GET /missing/draft/edit",                    All,   "3 333 33 333333"),
    ("GET /missing/mine",                          All,   "i 222 22 xxxxxx"),
    ("GET /missing/{id}",                          All,   "i 244 44 xxxxxx"),
    ("POST /missing/{id}/move",                    All,   "i 344 44 xxxxxx"),
    ("POST /missing/{id}/photo",                   All,   "i 344 44 xxxxxx"),
    ("GET /missing/{id}/messages/{note}",          All,   "i 242 44 xxxxxx"),
    ("POST /missing/{id}/messages/{note}",         All,   "i 343 44 xxxxxx"),
    ("GET /missing/news",                          All,   "2 222 22 222222"),
    ("POST /missing/news",                         All,   "3 333 33 xxxxxx"),
    ("GET /sought",                                All,   "i 222 22 xxxxxx"),
    ("POST /sought/{id}",                          Each,  "i 434 44 xxxxxx"),
    ("GET /s/{share}",                             All,   "2 222 22 222222"),
    ("POST /s/{share}",                            All,   "i r33 3r xxxxxx"),
    ("GET /console/reunions",                      All,   "i xxx xx x2xxx2"),
    ("POST /console/reunions/{id}",                Each,  "i xxx xx x3xxx3"),
    ("POST /api/v1/appeals/{share}/report",        All,   "2 222 22 222222"),
    ("GET /s/{share}/report",                      All,   "2 222 22 222222"),
    ("POST /s/{share}/report",                     All,   "3 333 33 333333"),
    ("POST /api/v1/waiting/{kind}/{id}/take",      Each,  "i xxx xx x2xxx2"),
    ("POST /api/v1/waiting/{kind}/{id}/give-back", Each,  "i xxx xx x2xxx2"),
    ("POST /console/waiting/{kind}/{id}",          Each,  "i xxx xx x3xxx3"),
    ("GET /console/appeals",                       All,   "i xxx xx x2xxx2"),
    ("POST /console/appeals/{id}",                 Each,  "i xxx xx x3xxx3"),
    ("GET /api/v1/links",                          All,   "i xxx xx x2xxx2"),
    ("POST /api/v1/links/{id}",                    Each,  "i xxx xx x2xxx2"),
    ("DELETE /api/v1/links/{id}",                  Each,  "i xxx xx x2xxx2"),
    ("GET /console/duplicates",                    All,   "i xxx xx x2xxx2"),
    ("POST /console/duplicates/{id}",              Each,  "i xxx xx x3xxx3"),
    // A page in memory that who kept looking made; the witness wrote a few words, which a moderator let through.
    ("POST /api/v1/notices/{id}/tribute",          All,   "i r44 44 xxxxxx"),
    ("GET /api/v1/notices/{id}/tribute",           All,   "i 244 44 xxxxxx"),
    ("PUT /api/v1/notices/{id}/tribute",           All,   "i 244 44 xxxxxx"),
    ("DELETE /api/v1/notices/{id}/tribute",        Each,  "i 244 44 xxxxxx"),
    ("PUT /api/v1/notices/{id}/tribute/photo",     All,   "i 244 44 xxxxxx"),
    ("DELETE /api/v1/notices/{id}/tribute/photo",  All,   "i 244 44 xxxxxx"),
    ("GET /api/v1/tributes/{share}",               All,   "2 222 22 222222"),
    ("GET /api/v1/tributes/{share}/photo",         All,   "2 222 22 222222"),
    ("POST /api/v1/tributes/{share}/light",        All,   "2 222 22 222222"),
    ("POST /api/v1/tributes/{share}/condolences",  All,   "i 222 2x xxxxxx"),
    ("POST /api/v1/condolences/{id}/show",         Each,  "i 244 44 xxxxxx"),
    ("DELETE /api/v1/condolences/{id}",            Each,  "i 242 44 xxxxxx"),
    ("GET /api/v1/incidents/{id}/windows",         All,   "2 222 22 222222"),
    ("GET /api/v1/condolences",                    All,   "i xxx xx x2xxx2"),
    ("POST /api/v1/condolences/{id}/review",       Each,  "i xxx xx x2xxx2"),
    ("GET /api/v1/tributes",                       All,   "i xxx xx xxxxxx"),
    ("POST /api/v1/notices/{id}/tribute/propose",  All,   "i xxx xx xxxxxx"),
    ("DELETE /api/v1/notices/{id}/tribute/propose", All,  "i xxx xx xxx4xx"),
    ("POST /api/v1/notices/{id}/tribute/confirm",  All,   "i xxx xx xxxxxx"),
    ("GET /t/{share}",                             All,   "2 222 22 222222"),
    ("POST /t/{share}/light",                      All,   "2 222 22 222222"),
    ("POST /t/{share}/words",                      All,   "i 333 3r xxxxxx"),
    ("GET /memory/{incident}",                     All,   "2 222 22 222222"),
    ("GET /missing/{id}/tribute",                  All,   "i 244 44 xxxxxx"),
    ("POST /missing/{id}/tribute",                 All,   "i 344 44 xxxxxx"),
    ("POST /missing/{id}/tribute/words",           All,   "i 344 44 xxxxxx"),
    ("POST /missing/{id}/tribute/remove",          Each,  "i 333 33 xxxxxx"),
    ("GET /console/condolences",                   All,   "i xxx xx x2xxx2"),
    ("POST /console/condolences/{id}",             Each,  "i xxx xx x3xxx3"),
];

/// Who has to do with a search, and who has not; and all that routes speak of.
struct Search {
    seeker: Client,
    sought: Client,
    witness: Client,
    stranger: Client,
    unproven: Client,
    /// The search, its appeal, and the question that she is asked.
    notice: String,
    share: String,
    question: String,
    /// A note of the witness on the appeal.
    note: String,
    /// What a reviewer is to compare.
    review: String,
    /// A search whose appeal nobody has decided on.
    asked: String,
    /// The token of a draft.
    token: String,
    /// Her search, and the same of somebody else.
    link: String,
    incident: String,
}

fn body_of(night: &str, name: &str, email: Option<String>) -> Value {
    json!({ "incident": night, "name": name, "relation": "family", "police": true, "ages": {"low": 30, "high": 30}, "email": email })
}

impl Search {
    async fn new(scene: &Scene, moderator: &Client) -> Self {
        // In an exercise of its own: the people of other lines, who have the same names, are no part of it.
        let night = &scene.night(true).await;
        let h = &scene.h;
        // What waits from the lines before is decided: a queue shows a hundred at once.
        let queue = moderator.get("/api/v1/reunions?drill=true").await.expect(200).json();
        for waits in queue["reunions"].as_array().unwrap() {
            let review = format!("/api/v1/reunions/{}", waits["id"].as_str().unwrap());
            moderator.post(&review, json!({ "same": false })).await.is(204);
        }
        let queue = moderator.get("/api/v1/links?drill=true").await.expect(200).json();
        for waits in queue["waiting"].as_array().unwrap() {
            let pair = format!("/api/v1/links/{}", waits["id"].as_str().unwrap());
            moderator.post(&pair, json!({ "same": false })).await.is(204);
        }
        let mut four = Vec::new();
        let prove = async |who: &Client| {
            let contact = Contact::parse(&mail(who.id()), &Country::FRANCE).unwrap();
            let change = h.house.register.prove_contact(Change::new(), who.id(), &contact, h.house.clock.now());
            h.house.store.apply(change).await.unwrap();
        };
        for name in ["Karim Belaïd", "Camille Roussel", "Wanda Leroy", "Sacha Petit"] {
            four.push(h.person(name).await);
        }
        let [seeker, sought, witness, stranger] = four.try_into().ok().unwrap();
        for who in [&seeker, &witness, &stranger] {
            prove(who).await;
        }
        let unproven = h.person("Ulysse").await;
        let searches = "/api/v1/notices";
        let hers = body_of(night, "Camille Roussel", Some(mail(sought.id())));
        let notice = seeker.post(searches, hers).await.expect(201).at("/id");
        // Of a name that is told apart from those of the lines before by its contact.
        let other = mail(unproven.id());
        let named = seeker.post(searches, body_of(night, "Hana Sato", Some(other.clone()))).await.expect(201).at("/id");
        stranger.post(searches, body_of(night, "Hana Sato", Some(other.clone()))).await.is(201);
        let asked = seeker.post(searches, body_of(night, "Tom Perrin", None)).await.expect(201).at("/id");
        for id in [&notice, &asked] {
            seeker.post(&format!("{searches}/{id}/appeal"), json!({})).await.is(200);
        }
        let photo = format!("{searches}/{notice}/photo");
        seeker.send(Method::PUT, &photo, Some("image/png"), PHOTO).await.is(204);
        // The queue shows the oldest first, and those of the lines before wait in it.
        let no = json!({ "approve": false, "ground": "unclear" });
        let waiting = loop {
            let queue = moderator.get("/api/v1/appeals?drill=true").await.expect(200).json();
            let queue = queue["notices"].as_array().unwrap();
            if let Some(hers) = queue.iter().find(|n| n["id"] == notice.as_str()) {
                break hers.clone();
            }
            for id in queue.iter().filter_map(|n| n["id"].as_str()).filter(|id| *id != asked) {
                moderator.post(&format!("{searches}/{id}/approve"), no.clone()).await.is(204);
            }
        };
        let yes = json!({ "approve": true, "photo_seen": waiting["photo_seen"] });
        moderator.post(&format!("{searches}/{notice}/approve"), yes).await.is(204);
        let share = seeker.get(&format!("{searches}/{notice}")).await.expect(200).at("/share");
        // Of whoever could be reached before, the appeal would wait until they were asked.
        prove(&sought).await;
        let said = json!({ "how": "saw", "state": "none" });
        let note = witness.post(&format!("/api/v1/appeals/{share}/notes"), said).await.expect(201).at("/id");
        let safe = json!({ "answer": "safe" });
        sought.post(&format!("/api/v1/incidents/{night}/check-ins"), safe).await.is(201);
        let news = json!({ "incident": night, "name": "Hana Sato", "contact": other,
            "note": { "how": "spoke", "state": "safe" } });
        stranger.post("/api/v1/news", news).await.is(201);
        h.settle().await;
        let question = sought.get("/api/v1/sought").await.expect(200).at("/sought/0/id");
        let queue = moderator.get("/api/v1/reunions?drill=true").await.expect(200).json();
        let waits = queue["reunions"].as_array().unwrap();
        let review = waits.iter().find(|r| r["notice"]["id"] == named.as_str()).unwrap();
        let review = review["id"].as_str().unwrap().to_owned();
        let queue = moderator.get("/api/v1/links?drill=true").await.expect(200).json();
        let of_hers = |l: &&Value| l["notices"].as_array().unwrap().iter().any(|n| n["id"] == named.as_str());
        let link = queue["waiting"].as_array().unwrap().iter().find(of_hers).unwrap();
        let link = link["id"].as_str().unwrap().to_owned();
        let token = h.nobody().post(searches, body_of(night, "Zoé Blanc", None)).await.expect(201).at("/token");
        Self {
            seeker,
            sought,
            witness,
            stranger,
            unproven,
            notice,
            share,
            question,
            note,
            review,
            asked,
            token,
            link,
            incident: night.to_owned(),
        }
    }
    /// Two of an institution have stated that she died, and who keeps looking agreed that it is shown: then made a page in memory, on which
    /// the witness wrote. Where that page is, and what was written.
    async fn remembered(&self, scene: &Scene, moderator: &Client) -> (String, String) {
        let (house, id) = (&scene.h.house, self.notice.parse().unwrap());
        // After all that she has said herself.
        scene.h.pass(Span::minutes(1));
        let now = house.clock.now();
        let [first, second, of]: [[u8; 16]; 3] = [[1; 16], [2; 16], [3; 16]];
        let n = notices::one(&house.store, id).await.unwrap().unwrap();
        let change = Change::new()
            .must(deaths::STATE_DEATH, params![id, of, "H", n.incident, n.drill, now, now, first, "Nora"])
            .must(deaths::CONFIRM_DEATH, params![id, 1, now, second])
            .must(deaths::CONSENT, params![id, 2, now, self.seeker.id(), n.state.number()]);
        house.store.apply(notices::moved(change, &n, NoticeState::Dead, now)).await.unwrap();
        scene.h.settle().await;
        let at = format!("/api/v1/notices/{}/tribute", self.notice);
        let made = json!({ "name": "Camille R.", "wall": "named" });
        let share = self.seeker.post(&at, made).await.expect(200).at("/share");
        self.seeker.send(Method::PUT, &format!("{at}/photo"), Some("image/png"), PHOTO).await.is(204);
        let words = json!({ "words": "Un mot" });
        let word =
            self.witness.post(&format!("/api/v1/tributes/{share}/condolences"), words).await.expect(201).at("/id");
        moderator.post(&format!("/api/v1/condolences/{word}/review"), json!({ "show": true })).await.is(204);
        (share, word)
    }
    /// The path of a route with what is there in it, after what must have happened before.
    async fn path(&self, scene: &Scene, route: &str, moderator: &Client) -> String {
        let (method, path) = route.split_once(' ').unwrap();
        if ["/tribute", "/t/", "/condolences", "/windows", "/memory"].iter().any(|part| path.contains(part)) {
            let (share, word) = self.remembered(scene, moderator).await;
            let id = match path {
                _ if path.contains("/windows") => &self.incident,
                _ if path.contains("/condolences/{id}") => &word,
                _ => &self.notice,
            };
            let of_drills = route == "GET /api/v1/condolences" || path.ends_with("/windows");
            let drill = if of_drills { "?drill=true" } else { "" };
            return path.replace("{id}", id).replace("{share}", &share).replace("{incident}", &self.incident) + drill;
        }
        if route == "DELETE /api/v1/notices/{id}/approve" {
            let refused = json!({ "approve": false, "ground": "unclear" });
            moderator.post(&format!("/api/v1/notices/{}/approve", self.asked), refused).await.is(204);
        }
        if route == "DELETE /api/v1/notices/{id}/hoax" {
            let (hoax, why) = (format!("/api/v1/notices/{}/hoax", self.notice), json!({ "ground": "deceit" }));
            scene.h.staff(Role::Moderator, "Nino").await.post(&hoax, why.clone()).await.is(202);
            moderator.post(&hoax, why).await.is(204);
        }
        if route == "DELETE /api/v1/sought/{id}" {
            let answer = json!({ "answer": "never" });
            self.sought.post(&format!("/api/v1/sought/{}", self.question), answer).await.is(204);
        }
        if route == "DELETE /api/v1/reunions/{id}" {
            let same = json!({ "same": true });
            moderator.post(&format!("/api/v1/reunions/{}", self.review), same).await.is(204);
        }
        if route == "DELETE /api/v1/links/{id}" {
            moderator.post(&format!("/api/v1/links/{}", self.link), json!({ "same": false })).await.is(204);
        }
        let id = match path {
            _ if path.contains("/links/") || path.contains("/duplicates/") => &self.link,
            _ if path.contains("/sought/") => &self.question,
            _ if path.contains("/reunions/") => &self.review,
            _ if path.contains("/notes/{id}") => &self.note,
            _ if path.ends_with("/appeal") || path.ends_with("/approve") => &self.asked,
            _ if path.contains("/waiting/") => &self.asked,
            "/console/appeals/{id}" => &self.asked,
            _ => &self.notice,
        };
        let lists = method == "GET" && ["/api/v1/reunions", "/api/v1/appeals", "/api/v1/links"].contains(&path);
        let drill = if lists { "?drill=true" } else { "" };
        path.replace("{kind}", "appeal")
            .replace("{id}", id)
            .replace("{share}", &self.share)
            .replace("{note}", &self.note)
            + drill
    }
    /// What a route takes.
    fn body(&self, route: &str, night: &str) -> Value {
        match route {
            "POST /api/v1/notices" => body_of(night, "Paul Durand", None),
            "POST /api/v1/notices/publish" => json!({ "token": self.token }),
            "POST /api/v1/notices/search" => json!({ "incident": night, "name": "Paul Durand", "tail": "0000" }),
            "POST /api/v1/news" => {
                json!({ "incident": night, "name": "Inès Moreau", "note": { "how": "saw", "state": "safe" } })
            }
            "POST /api/v1/appeals/{share}/notes" => json!({ "how": "saw", "state": "none", "words": "Vers 22 h" }),
            "POST /api/v1/notices/{id}/messages" => json!({ "words": "Vers 22 h" }),
            "POST /api/v1/sought/{id}" => json!({ "answer": "not_now" }),
            "POST /api/v1/notices/{id}/tribute" | "PUT /api/v1/notices/{id}/tribute" => json!({ "name": "Camille R." }),
            "POST /api/v1/notices/{id}/tribute/propose" => json!({ "name": "Camille R." }),
            "POST /api/v1/tributes/{share}/condolences" | "POST /t/{share}/words" => json!({ "words": "Un mot" }),
            "POST /api/v1/condolences/{id}/review" => json!({ "show": false }),
            "POST /console/condolences/{id}" => json!({ "do": "refuse" }),
            "POST /missing/{id}/tribute" => json!({ "name": "Camille R.", "wall": "apart" }),
            "POST /api/v1/reunions/{id}" | "POST /api/v1/links/{id}" => json!({ "same": false }),
            "POST /api/v1/notices/{id}/approve" => json!({ "approve": true }),
            "POST /api/v1/notices/{id}/hoax" => json!({ "ground": "deceit" }),
            "POST /api/v1/notes/{id}/hide" => json!({ "hidden": true }),
            "POST /missing" => json!({ "name": "Paul Durand", "tail": "0000" }),
            "POST /missing/new" => {
                json!({ "name": "Paul Durand", "relation": "family", "police": "yes", "do": "next" })
            }
            "POST /missing/{id}/photo" => json!({ "do": "drop" }),
            "POST /missing/{id}/move" => json!({ "do": "renew" }),
            "POST /missing/{id}/messages/{note}" => json!({ "words": "Vers 22 h" }),
            "POST /missing/news" => {
                let mine = mail(self.unproven.id());
                json!({ "who": "Inès Moreau", "how": "saw", "state": "safe", "name": "Ulysse", "mine": mine })
            }
            "POST /s/{share}" => json!({ "how": "saw", "state": "none", "words": "Vers 22 h" }),
            "POST /sought/{id}" => json!({ "answer": "not_now" }),
            "POST /console/reunions/{id}" | "POST /console/duplicates/{id}" => json!({ "do": "two" }),
            "POST /console/appeals/{id}" => json!({ "do": "approve" }),
            "POST /console/waiting/{kind}/{id}" => json!({ "do": "take" }),
            "POST /api/v1/appeals/{share}/report" | "POST /s/{share}/report" => json!({ "wrong": "other" }),
            _ => json!({}),
        }
    }
}

fn mail(of: PersonId) -> String {
    let hex: String = of.bytes().iter().map(|b| format!("{b:02x}")).collect();
    format!("{hex}@example.org")
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
    async fn everyone_gets_as_far_in_a_search_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let staff = crate::access::cast::staff(&scene.h).await;
        let moderator = &staff[1];
        let mut wrong = Vec::new();
        for (route, of, expected) in TABLE {
            // Allowances are by the hour.
            scene.h.pass(Span::hours(1));
            let mut search = Search::new(&scene, moderator).await;
            let mut path = search.path(&scene, route, moderator).await;
            let mut got = String::new();
            for column in 0..6 + staff.len() {
                // Who is refused leaves everything as it was.
                if *of == Each && got.ends_with(['2', '3']) {
                    search = Search::new(&scene, moderator).await;
                    path = search.path(&scene, route, moderator).await;
                }
                let nobody = scene.h.nobody();
                let Search { seeker, sought, witness, stranger, unproven, .. } = &search;
                let people = [&nobody, seeker, sought, witness, stranger, unproven];
                let client = people.get(column).copied().unwrap_or_else(|| &staff[column - people.len()]);
                if route.starts_with("PUT") && route.ends_with("/photo") {
                    let sent = client.send(Method::PUT, &path, Some("image/png"), PHOTO).await;
                    got.push(letter(sent.status.as_u16(), false));
                    continue;
                }
                got.push(ask(client, route, &path, &search.body(route, &search.incident)).await);
            }
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
