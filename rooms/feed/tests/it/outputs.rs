//! What other programs read, and pictures.

use axum::http::Method;
use serde_json::json;

use crate::scene::{night, opens, posts, says};

/// A picture of one colour and some noise, as a phone would send it.
pub(crate) fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 48);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = (0..64 * 48 * 3_u32).map(|n| u8::try_from(n * n % 251).unwrap()).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

store::testing::each_store! {
    async fn other_programs_read_the_same_and_ask_again_with_what_they_know(store: Store) {
        let (h, _, karim) = night(store).await;
        let body = json!({ "text": "<b>Tout</b> & calme, 06 12 34 56 78 #Paris", "cell": "891fb466a0fffff" });
        let id = posts(&h, &karim, body).await;
        says(&h, &karim, "Ailleurs").await;
        let atom = h.nobody().get("/tag/paris/feed.atom").await.expect(200);
        assert!(atom.says("&lt;b&gt;Tout&lt;/b&gt; &amp; calme") && atom.says(&format!("/post/{id}</id>")), "{}", atom.text);
        assert!(!atom.says("06 12") && !atom.says("⟦") && !atom.says("Ailleurs"));
        let feed = h.nobody().get("/tag/paris/feed.json").await.expect(200);
        assert_eq!(feed.at("/version"), "https://jsonfeed.org/version/1.1");
        assert_eq!((feed.at("/items/0/authors/0/name"), feed.at("/items/0/tags/0")), ("Karim B.".into(), "Paris".into()));
        let places = h.nobody().get("/live/feed.geojson").await.expect(200);
        assert_eq!(places.json()["features"].as_array().unwrap().len(), 1, "what is nowhere is left out");
        let ring = places.json()["features"][0]["geometry"]["coordinates"][0].clone();
        let ring = ring.as_array().unwrap();
        assert!(ring.len() >= 6 && ring.first() == ring.last(), "a cell, closed");
        let with = [("if-none-match", atom.header("etag"))];
        h.nobody().send_with(Method::GET, "/tag/paris/feed.atom", None, "", &with).await.is(304);
    }

    async fn other_programs_are_told_what_can_be_acted_on_as_it_stands_now(store: Store) {
        let (h, night, karim) = night(store).await;
        let door = opens(&h, &karim).await;
        let at = format!("/doors/{door}/ask");
        let told = async |path: &str| {
            let mut all = Vec::new();
            for kind in ["atom", "json", "geojson"] {
                let (page, query) = path.split_once('?').unwrap_or((path, ""));
                let answer = h.nobody().get(&format!("{page}/feed.{kind}?{query}")).await.expect(200);
                assert!(!answer.says("Roquette"), "no address leaves");
                all.push(answer.says(&at) && answer.says("Porte ouverte"));
            }
            all
        };
        for path in ["/live", "/tag/porteouverte", "/live?lane=act", &format!("/live?incident={night}"), "/live?cell=871fb4662ffffff"] {
            assert_eq!(told(path).await, [true; 3], "{path}");
        }
        for path in ["/tag/rechercheparis", "/live?lane=talk", "/live?cell=871fb4675ffffff", "/live?drill=true", "/live?none=paris"] {
            assert_eq!(told(path).await, [false; 3], "{path}");
        }
        // However many are opened elsewhere afterwards, whoever asks for an area is told of those that are in it.
        h.pass(kernel::Span::seconds(1));
        for n in 0..13 {
            let other = h.proven("Awa Keita", &format!("awa{n}@example.org")).await;
            let there = json!({ "places": 2, "place": { "lat": 48.8049, "lon": 2.4203 }, "address": "3 rue des Peupliers" });
            other.post("/api/v1/doors", there).await.is(201);
        }
        h.settle().await;
        assert_eq!(told("/live").await, [false; 3], "the newest of everywhere");
        assert_eq!(told("/live?cell=871fb4662ffffff").await, [true; 3]);
        karim.post(&format!("/api/v1/doors/{door}/close"), json!({})).await.is(200);
        h.settle().await;
        assert_eq!(told("/live?cell=871fb4662ffffff").await, [false; 3], "a door that is closed is not to be acted on");
    }

    async fn a_picture_is_seen_by_whom_its_post_is_seen_by(store: Store) {
        let (h, _, karim) = night(store).await;
        let sent = karim.send(Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await.expect(201);
        let pic = sent.at("/id");
        let path = format!("/p/{pic}/small");
        h.nobody().get(&path).await.is(404);
        karim.get(&path).await.is(200);
        let other = h.proven("Nadia Roux", "nadia@example.org").await;
        let with = |alt: &str| json!({ "pictures": [{ "id": pic, "alt": alt }], "graphic": true });
        other.post("/api/v1/posts", with("Une rue")).await.refuses(422, "post-picture-gone");
        let id = posts(&h, &karim, with("Une rue vide, 06 12 34 56 78")).await;
        let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200);
        assert_eq!(read.at("/post/pictures/0/alt"), "Une rue vide, ⟦phone⟧");
        assert_eq!(read.at("/post/pictures/0/covered"), "true");
        let seen = h.nobody().get(&path).await.expect(200);
        assert_eq!(seen.header("content-type"), "image/jpeg");
        karim.delete(&format!("/api/v1/posts/{id}")).await.is(204);
        h.settle().await;
        for who in [&h.nobody(), &karim] {
            who.get(&path).await.is(404);
        }
    }
}
