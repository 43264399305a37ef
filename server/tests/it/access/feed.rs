//! The flow: every route of posts, tags and what other programs read of them, and how far each gets.
//!
//! By who asks: **N**obody · the **A**uthor of the post · a **S**tranger with a proven contact · one with**U**t it · the staff. The letters of
//! what comes of it are those of [`super::table`].

use http::Method;
use kernel::Span;
use serde_json::{Value, json};
use web::harness::Client;

use super::ask;
use crate::scene::Scene;

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    //                                                         N ASU RMVIOA
    ("GET /api/v1/feed",                                      "2 222 222222"),
    ("GET /api/v1/feed/act",                                  "2 222 222222"),
    ("GET /api/v1/feed/stream",                               "2 222 222222"),
    ("POST /api/v1/posts",                                    "i 22x 222222"),
    ("GET /api/v1/posts/{id}",                                "2 222 222222"),
    ("GET /api/v1/posts/{id}/thread",                         "2 222 222222"),
    ("PUT /api/v1/posts/{id}",                                "i 244 444444"),
    ("DELETE /api/v1/posts/{id}",                             "i 244 444444"),
    ("PUT /api/v1/posts/{id}/cover",                          "i 244 444444"),
    ("PUT /api/v1/posts/{id}/pictures/{entry}",               "i 244 444444"),
    ("POST /api/v1/posts/pictures",                           "i rrx rrrrrr"),
    ("DELETE /api/v1/posts/pictures/{id}",                    "i 244 444444"),
    ("GET /p/{id}",                                           "2 222 222222"),
    ("GET /p/{id}/small",                                     "2 222 222222"),
    ("GET /api/v1/me/posts",                                  "i 222 222222"),
    ("GET /api/v1/me/writes-as",                              "i 222 xxxxxx"),
    ("PUT /api/v1/me/writes-as",                              "i 222 xxxxxx"),
    ("GET /api/v1/tags",                                      "2 222 222222"),
    ("GET /api/v1/tags/{key}",                                "2 222 222222"),
    ("POST /api/v1/tags/{key}/merge",                         "i xxx xxxx22"),
    ("POST /api/v1/tags/{key}/redirect",                      "i xxx xxxx22"),
    ("POST /api/v1/tags/{key}/split",                         "i xxx xxxxrr"),
    ("POST /api/v1/tags/{key}/rename",                        "i xxx xxxx22"),
    ("PUT /api/v1/tags/{key}/lock",                           "i xxx xxxx22"),
    ("GET /live/feed.atom",                                   "2 222 222222"),
    ("GET /live/feed.json",                                   "2 222 222222"),
    ("GET /live/feed.geojson",                                "2 222 222222"),
    ("GET /tag/{key}/feed.atom",                              "2 222 222222"),
    ("GET /tag/{key}/feed.json",                              "2 222 222222"),
    ("GET /tag/{key}/feed.geojson",                           "2 222 222222"),
    ("GET /live",                                               "2 222 222222"),
    ("GET /i/{id}/live",                                        "2 222 222222"),
    ("GET /tag/{key}",                                          "2 222 222222"),
    ("GET /post/new",                                           "2 222 222222"),
    ("POST /post/new",                                          "2 332 333333"),
    ("GET /post/{id}",                                          "2 222 222222"),
    ("GET /post/{id}/edit",                                     "i 244 444444"),
    ("POST /post/{id}/edit",                                    "i 344 444444"),
    ("POST /post/{id}/delete",                                  "i 344 444444"),
    ("POST /post/{id}/cover",                                   "i 344 444444"),
    ("GET /post/{id}/report",                                   "i 222 222222"),
    ("POST /post/{id}/report",                                  "i 333 333333"),
    ("GET /me/posts",                                           "i 222 222222"),
    ("POST /me/posts",                                          "i 333 xxxxxx"),
    ("GET /console/tags",                                       "i xxx xxxx22"),
    ("POST /console/tags",                                      "i xxx xxxx33"),
];

/// A picture.
const PHOTO: &[u8] = include_bytes!("../../../../assets/brand/icon-192.png");

/// Whether a route is about a picture, by its name or by that of its post.
fn of_picture(route: &str) -> bool {
    ["pictures/{", " /p/{"].iter().any(|part| route.contains(part))
}

/// A post of its author, and a picture: of that post, or one that they have only sent yet, where it is to be dropped.
async fn written(author: &Client, route: &str) -> (String, String) {
    let mut body = json!({ "text": "Bonsoir" });
    let mut picture = String::new();
    if of_picture(route) {
        let sent = author.send(Method::POST, "/api/v1/posts/pictures", Some("image/png"), PHOTO).await;
        picture = sent.expect(201).at("/id");
        if !route.starts_with("DELETE") {
            body["pictures"] = json!([{ "id": picture, "alt": "Une rue" }]);
        }
    }
    (author.post("/api/v1/posts", body).await.expect(201).at("/id"), picture)
}

fn path(route: &str, (post, picture): (&str, &str), night: &str) -> String {
    let (_, path) = route.split_once(' ').unwrap();
    let path = path.replace("/i/{id}", &format!("/i/{night}"));
    let id = if path.contains("pictures/{id}") || path.starts_with("/p/") { picture } else { post };
    // A tag of each line: what one line does to it is nothing to the next.
    let key: String = "essai".chars().chain(path.chars().filter(char::is_ascii_alphabetic)).collect();
    path.replace("{id}", id).replace("{entry}", picture).replace("{key}", &key)
}

fn body(route: &str) -> Value {
    match route.rsplit('/').next().unwrap() {
        "posts" if route.contains("/me/") => json!({ "name": "Alba" }),
        "posts" | "new" => json!({ "text": "Les rues sont calmes" }),
        "edit" => json!({ "text": "Les rues sont vides" }),
        "report" => json!({ "reason": "other" }),
        "tags" => json!({ "tag": "essai", "act": "lock", "reason": "Un essai" }),
        "{id}" => json!({ "text": "Les rues sont vides" }),
        "cover" => json!({ "covered": true }),
        "{entry}" => json!({ "alt": "Une rue" }),
        "writes-as" => json!({ "name": "Alba" }),
        "merge" | "redirect" | "rename" => json!({ "target": "paris" }),
        "lock" => json!({ "locked": true }),
        _ => json!({}),
    }
}

/// The routes of this table.
pub(super) fn routes() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(route, _)| *route)
}

/// What nobody gets, by route.
pub(super) fn nobody(route: &str) -> Option<char> {
    TABLE.iter().find(|(r, _)| *r == route).and_then(|(_, cells)| cells.chars().next())
}

store::testing::each_store! {
    async fn everyone_gets_as_far_in_the_flow_as_the_table_says(store: Store) {
        let scene = Scene::new(store).await;
        let night = scene.night(false).await;
        let (h, mut wrong) = (&scene.h, Vec::new());
        let author = h.proven("Alba Reis", "alba@example.org").await;
        let stranger = h.proven("Sacha Lenoir", "sacha@example.org").await;
        let mut all: Vec<Client> = vec![h.nobody(), author.clone(), stranger, h.person("Ulysse").await];
        all.extend(crate::access::cast::staff(h).await);
        for (route, expected) in TABLE {
            let mut got = String::new();
            for client in &all {
                h.pass(Span::minutes(2));
                let (post, picture) = written(&author, route).await;
                h.settle().await;
                got.push(ask(client, route, &path(route, (&post, &picture), &night), &body(route)).await);
            }
            let expected: String = expected.chars().filter(|c| *c != ' ').collect();
            if got != expected {
                wrong.push(format!("{route}\n    the table says {expected}\n    and it answers {got}"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
