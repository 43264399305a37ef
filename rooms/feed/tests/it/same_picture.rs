//! The same picture, sent again by others in other words: what is ruled on it stands on each of them.

use axum::http::Method;
use kernel::Role;
use serde_json::{Value, json};
use store::each_store;
use web::harness::{Client, Harness};

use crate::{
    scene::posts,
    truth::{post, rules, ruling, rumours},
    truth_scene::house,
};

/// A picture of many waves of light that lie askew, as they come out of this seed; so many pixels wide, and as much of its light.
fn painted(seed: u32, wide: u32, percent: f64) -> Vec<u8> {
    let high = wide * 3 / 4;
    let part = |n: u32| {
        let mixed = (seed * 1000 + n).wrapping_mul(2_654_435_761);
        f64::from((mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519) >> 16) / 65536.0
    };
    let waves: Vec<[f64; 3]> =
        (0..16).map(|n| [part(3 * n) * 24.0, part(3 * n + 1) * 24.0, part(3 * n + 2) * 6.3]).collect();
    let light = |n: u32| {
        let (x, y) = (f64::from(n % wide) / f64::from(wide), f64::from(n / wide) / f64::from(high));
        let sum: f64 = waves.iter().map(|[across, down, from]| (across * x + down * y + from).sin()).sum();
        ((128.0 + sum * 20.0) * percent / 100.0).clamp(0.0, 255.0) as u8
    };
    let pixels: Vec<u8> = (0..wide * high).flat_map(|n| [light(n); 3]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, wide, high);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// They publish a picture with these words: the picture, and the number of the post.
async fn shows(h: &Harness, who: &Client, (kind, bytes): (&str, Vec<u8>), text: &str) -> (String, String) {
    let sent = who.send(Method::POST, "/api/v1/posts/pictures", Some(kind), bytes).await.expect(201).at("/id");
    let body = json!({ "text": text, "pictures": [{ "id": sent, "alt": "Des voitures" }] });
    let id = posts(h, who, body).await;
    (sent, id)
}

each_store! {
    async fn the_same_picture_is_one_rumour_however_it_is_sent_and_whatever_stands_beside_it(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let mut people = Vec::new();
        for n in 0..5 {
            people.push(h.proven(&format!("Vincent {n}"), &format!("v{n}@example.org")).await);
        }
        let (picture, first) = shows(&h, &people[0], ("image/png", painted(5, 240, 100.0)), "Voilà le canal ce soir").await;
        // As this server gives it to readers, then smaller and darker; and another one.
        let mut again = people[1].begin(Method::GET, &format!("/p/{picture}"), None, "", &[]).await;
        let again = axum::body::to_bytes(std::mem::take(again.body_mut()), 1 << 20).await.unwrap().to_vec();
        let (_, second) = shows(&h, &people[1], ("image/jpeg", again), "Regardez donc ce que je vois").await;
        let (_, other) = shows(&h, &people[4], ("image/png", painted(90, 240, 100.0)), "Une tout autre rue").await;
        assert_eq!(rumours(&desk, "gathered").await, Vec::<Value>::new(), "two are not many");
        let (_, third) = shows(&h, &people[2], ("image/png", painted(5, 120, 70.0)), "Elles brûlent toutes").await;
        let found = rumours(&desk, "gathered").await;
        assert_eq!((found.len(), &found[0]["posts"]), (1, &json!(3)));
        let id = found[0]["id"].as_str().unwrap();
        let how = desk.get(&format!("/api/v1/rumours/{id}/posts")).await.expect(200).json();
        let how: Vec<&Value> = how["posts"].as_array().unwrap().iter().map(|copy| &copy["how"]).collect();
        assert_eq!(how, ["picture", "picture", "first"]);
        rules(&h, &desk, id, ruling("false", &found[0]["version"])).await.is(200);
        // Who shows it from now on shows at once what was ruled, before anybody has heard of it.
        let sent = people[3].send(Method::POST, "/api/v1/posts/pictures", Some("image/png"), painted(5, 180, 85.0)).await;
        let body = json!({ "text": "Je n’y crois pas", "pictures": [{ "id": sent.expect(201).at("/id"), "alt": "Le canal" }] });
        let fourth = people[3].post("/api/v1/posts", body).await.expect(201).at("/id");
        for copy in [&first, &second, &third, &fourth] {
            assert_eq!(post(&h, copy).await["truth"], json!("false"));
        }
        assert_eq!(post(&h, &other).await["truth"], json!("unverified"), "another picture is another");
        h.settle().await;
        assert_eq!(rumours(&desk, "ruled").await[0]["posts"], json!(4));
    }

    async fn who_moderates_sees_pictures_blurred_and_grey_until_they_ask(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let (_, id) = shows(&h, &paul, ("image/png", painted(5, 120, 100.0)), "Voilà le canal ce soir").await;
        let (_, answer) = shows(&h, &paul, ("image/png", painted(9, 120, 100.0)), "Et voilà la rue").await;
        let reply = json!({ "text": "Ici aussi", "reply": id, "boost": { "kind": "post", "of": answer }, "confirm": true });
        posts(&h, &paul, reply).await;
        let rumour = desk.post("/api/v1/rumours", json!({ "post": id })).await.expect(200).at("/id");
        // How many pictures of a page are veiled, and how many are not.
        let sees = async |who: &Client, path: &str| {
            let page = who.page(path).await.expect(200);
            let all = page.text.matches("<img src=\"/p/").count();
            let veiled = page.text.matches("class=\"img ph\" href=").count();
            assert_eq!(page.text.matches("class=\"veil\"").count(), veiled);
            (veiled, all - veiled)
        };
        assert_eq!(sees(&desk, &format!("/console/rumours/{rumour}")).await, (1, 0));
        assert_eq!(sees(&desk, &format!("/post/{id}")).await, (2, 0), "nor where a report leads");
        for who in [&h.nobody(), &paul] {
            assert_eq!(sees(who, &format!("/post/{id}")).await, (0, 2));
        }
    }
}
