//! The access table: every route and who gets how far. A route that is not in it fails the test.

mod cast;
mod doors;
mod feed;
mod lists;
mod missing;
mod official;
mod table;
mod truth;

use std::collections::BTreeSet;

use axum::http::{Method, Response, header};
use kernel::Span;
use serde_json::Value;
use web::harness::Client;

use self::{
    cast::Cast,
    table::{TABLE, WHO},
};
use crate::scene::Scene;

#[test]
fn every_route_is_in_the_table() {
    let there: BTreeSet<String> =
        web::access_table(&server::rooms()).iter().map(|l| format!("{} {}", l.method, l.path)).collect();
    let mut listed: BTreeSet<String> = TABLE.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(listed.len(), TABLE.len(), "a route stands twice");
    listed.extend(
        doors::routes()
            .chain(missing::routes())
            .chain(lists::routes())
            .chain(feed::routes())
            .chain(official::routes())
            .chain(truth::routes())
            .map(str::to_owned),
    );
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(missing.is_empty(), "say in TABLE who may come through these: {missing:#?}");
    assert!(gone.is_empty(), "these are routes no more: {gone:#?}");
}

/// The part that this route lets in by itself is what the table says, letter by letter.
#[test]
fn the_table_says_what_the_routes_declare() {
    for line in web::access_table(&server::rooms()) {
        let route = format!("{} {}", line.method, line.path);
        let first = TABLE.iter().find(|(r, _)| *r == route).and_then(|(_, cells)| cells.chars().next());
        let first = first
            .or_else(|| doors::nobody(&route))
            .or_else(|| missing::nobody(&route))
            .or_else(|| lists::nobody(&route))
            .or_else(|| feed::nobody(&route))
            .or_else(|| official::nobody(&route))
            .or_else(|| truth::nobody(&route));
        let Some(nobody) = first else { continue };
        assert_eq!(nobody == 'i', line.access.refuses(&kernel::Visitor::Nobody).is_some(), "{route}");
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

/// The answer's beginning: a stream has no end.
async fn ask(client: &Client, route: &str, path: &str, body: &Value) -> char {
    let (method, _) = route.split_once(' ').unwrap();
    let method: Method = method.parse().unwrap();
    let (kind, text) = match (&method, route) {
        (_, "DELETE /api/v1/me/push") => (Some("application/json"), body.to_string()),
        (&Method::GET | &Method::DELETE, _) => (None, String::new()),
        (_, "POST /api/v1/rosters/{id}/members") => (Some("text/csv"), "name,email\nZoé,zoe@example.org\n".to_owned()),
        (_, "POST /api/v1/pfif/write") => {
            let empty = "<pfif:pfif xmlns:pfif=\"http://zesty.ca/pfif/1.4\"></pfif:pfif>";
            (Some("application/pfif+xml"), empty.to_owned())
        }
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
        let staff = cast::staff(&scene.h).await;
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
