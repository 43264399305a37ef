//! What is answered in confidence, looked for in every byte that the seeker gets.

use axum::http::header;
use kernel::{Role, Span};
use serde_json::json;
use web::harness::Client;

use super::NOBODY;
use crate::scene::Scene;

/// Two searches of the same shape: one for somebody who answers, one for somebody of whom nobody has heard.
struct Pair {
    seekers: [Client; 2],
    notices: [String; 2],
    shares: [String; 2],
    hunted: Client,
}

/// As many letters in each: what is different is not the length.
const SOUGHT: [&str; 2] = ["Camille Roussel", "Justine Marceau"];
const SEEKERS: [&str; 2] = ["Bruno Vasseur", "Simon Lambert"];

async fn pair(scene: &Scene, night: &str) -> Pair {
    let h = &scene.h;
    let prove = async |who: &Client, contact: &str| {
        let contact = register::Contact::parse(contact, &register::Country::FRANCE).unwrap();
        let change = h.house.register.prove_contact(store::Change::new(), who.id(), &contact, h.house.clock.now());
        h.house.store.apply(change).await.unwrap();
    };
    let hunted = h.person(SOUGHT[0]).await;
    prove(&hunted, "06 39 98 00 17").await;
    let seekers = [h.person(SEEKERS[0]).await, h.person(SEEKERS[1]).await];
    let moderator = h.staff(Role::Moderator, "Maud").await;
    let (mut notices, mut shares) = (Vec::new(), Vec::new());
    for (n, (who, phone)) in seekers.iter().zip(["06 39 98 00 17", "06 39 98 00 18"]).enumerate() {
        prove(who, &format!("seeker{n}@example.org")).await;
        let body = json!({ "incident": night, "name": SOUGHT[n], "phone": phone, "relation": "family", "police": true, "ages": {"low": 30, "high": 30} });
        let id = who.post("/api/v1/notices", body).await.expect(201).at("/id");
        who.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        moderator.post(&format!("/api/v1/notices/{id}/approve"), json!({ "approve": true })).await.is(204);
        notices.push(id);
    }
    // Whoever can be reached is asked before an appeal is shown.
    h.settle().await;
    h.pass(Span::hours(2));
    h.settle().await;
    for (who, id) in seekers.iter().zip(&notices) {
        shares.push(who.get(&format!("/api/v1/notices/{id}")).await.expect(200).at("/share"));
    }
    let safe = json!({ "answer": "safe" });
    hunted.post(&format!("/api/v1/incidents/{night}/check-ins"), safe).await.is(201);
    h.settle().await;
    Pair { seekers, notices: notices.try_into().unwrap(), shares: shares.try_into().unwrap(), hunted }
}

/// Everything that one of the two, or anybody with the link, gets to read, headers and all.
async fn read(scene: &Scene, pair: &Pair, n: usize) -> Vec<String> {
    let (id, share, seeker) = (&pair.notices[n], &pair.shares[n], &pair.seekers[n]);
    let nobody = scene.h.nobody();
    let mut all = Vec::new();
    for line in web::access_table(&server::rooms()) {
        let of_searches =
            ["/notices", "/appeals/{share}", "/s/{share}", "/missing", "/me/export", "/circle", "/sought"];
        if line.method != "GET" || !of_searches.iter().any(|part| line.path.contains(part)) {
            continue;
        }
        let path = line.path.replace("{id}", id).replace("{share}", share).replace("{note}", NOBODY);
        if path.contains('{') {
            continue;
        }
        for who in [seeker, &nobody] {
            let seen = who.get(&path).await;
            let mut headers: Vec<String> = seen
                .headers
                .iter()
                .filter(|(name, _)| !["x-request-id", "set-cookie"].contains(&name.as_str()) && **name != header::ETAG)
                .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")))
                .collect();
            headers.sort();
            let mut text = format!("GET {}\n{}\n{}\n\n{}", line.path, seen.status, headers.join("\n"), seen.text);
            for (what, with) in [
                (id.as_str(), "ID"),
                (share.as_str(), "SHARE"),
                (SOUGHT[n], "WHO IS SOUGHT"),
                (SEEKERS[n], "WHO SEEKS"),
                (&seeker.id().to_string(), "SEEKER"),
                (&format!("seeker{n}@"), "MAIL@"),
                (["0017", "0018"][n], "TAIL"),
                (["00 17", "00 18"][n], "TAIL"),
            ] {
                text = text.replace(what, with);
            }
            // First name and initial, as an appeal shows them; each page has a token of its own.
            text = text.replace(&model_short(SOUGHT[n]), "SHORT");
            all.push(without_tokens(&text));
        }
    }
    all
}

fn model_short(name: &str) -> String {
    missing::model::short(name)
}

/// Without ids: sessions have their own.
fn without_ids(text: &str) -> String {
    let is_id = |word: &str| word.len() == 36 && word.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let apart = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    text.split_inclusive(apart).map(|part| if is_id(part.trim_end_matches(apart)) { "ID " } else { part }).collect()
}

/// Without what is drawn by chance for every page, the keys of forms and nonces, and without how far everybody's stream has come: it moves
/// with all that happens anywhere.
fn without_tokens(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = ["name=\"key\" value=\"", "nonce-", "nonce=\"", "last_event_id="]
        .iter()
        .filter_map(|m| rest.find(m).map(|i| i + m.len()))
        .min()
    {
        let (before, after) = rest.split_at(at);
        out += before;
        rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_=+/".contains(c));
    }
    out + rest
}

store::testing::each_store! {
    async fn what_is_answered_in_confidence_changes_no_byte_that_a_seeker_gets(store: Store) {
        let scene = Scene::new(store).await;
        let night = scene.night(false).await;
        let pair = pair(&scene, &night).await;
        let question = pair.hunted.get("/api/v1/sought").await.expect(200).at("/sought/0/id");
        let before = read(&scene, &pair, 0).await;
        assert!(before.len() >= 12, "there was something to read: {}", before.len());
        assert_eq!(before, read(&scene, &pair, 0).await, "the same twice");
        for answer in ["not_now", "never"] {
            pair.hunted.post(&format!("/api/v1/sought/{question}"), json!({ "answer": answer })).await.is(204);
            scene.h.settle().await;
            for (seen, then) in read(&scene, &pair, 0).await.iter().zip(&before) {
                assert_eq!(seen, then, "{answer}");
            }
        }
        // And nobody can tell it from a search without any news, until both are over and gone. Pictures and codes for cameras differ with
        // what is in them.
        let of_api = |text: &&String| text.starts_with("GET /api/v1/notices") || text.starts_with("GET /api/v1/appeals/");
        for days in [0, 1, 30, 31] {
            scene.h.pass(Span::days(days));
            scene.h.settle().await;
            let (hers, nobodys) = (read(&scene, &pair, 0).await, read(&scene, &pair, 1).await);
            for (hers, nobodys) in hers.iter().filter(of_api).zip(nobodys.iter().filter(of_api)) {
                assert_eq!(without_ids(hers), without_ids(nobodys), "{days} days on");
            }
        }
    }

    async fn a_search_that_is_over_describes_nobody_in_any_table(store: Store) {
        let scene = Scene::new(store).await;
        let night = scene.night(false).await;
        let pair = pair(&scene, &night).await;
        scene.h.pass(Span::days(31));
        scene.h.settle().await;
        let own = pair.seekers[0].get("/api/v1/me/export").await.expect(200).text;
        assert!(!own.contains(SOUGHT[0]), "{own}");
        let whole = missing::store::notices::one_whole(&scene.h.house.register, pair.notices[0].parse().unwrap()).await;
        let whole = whole.unwrap().unwrap();
        assert_eq!((whole.profile.name(), whole.notice.phone, whole.notice.tail), ("", None, None));
    }
}
