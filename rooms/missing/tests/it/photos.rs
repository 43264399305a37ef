//! Photos of who is sought.

use axum::http::Method;
use kernel::Role;
use serde_json::json;
use web::harness::Client;

use crate::scene::{active, appeal, harness, looked_at, proven, seeks, sought};

/// A picture with shapes in it, and with a word in its file that no picture needs. Nobody is on it.
pub(crate) fn picture(seed: u32) -> Vec<u8> {
    let (width, height) = (320_u32, 400_u32);
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let bars = (x / (17 + seed * 23) + y / (29 + seed * 11)) % 5;
            rgb.extend([(bars * 50) as u8, ((x * (seed + 1)) % 256) as u8, ((y * 3 + seed * 40) % 256) as u8]);
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Comment".into(), "Canari: 12 rue des Tilleuls".into()).unwrap();
    encoder.write_header().unwrap().write_image_data(&rgb).unwrap();
    out
}

pub(crate) async fn sends(who: &Client, id: &str, file: Vec<u8>) -> web::harness::Answer {
    who.send(Method::PUT, &format!("/api/v1/notices/{id}/photo"), Some("image/png"), file).await
}

store::testing::each_store! {
    async fn a_photo_is_written_anew_and_shown_to_whom_the_search_is_shown(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let path = format!("/api/v1/notices/{id}/photo");
        karim.get(&path).await.refuses(404, "missing-unknown");
        sends(&karim, &id, b"GIF89a".to_vec()).await.refuses(422, "photo-format");
        sends(&karim, &id, picture(1)).await.is(204);
        let seen = karim.send(Method::GET, &path, None, "").await.expect(200);
        assert_eq!((seen.header("content-type"), seen.header("cache-control")), ("image/jpeg", "private, no-store"));
        assert!(!seen.text.contains("Tilleuls"));
        let other = h.person("Bruno").await;
        other.get(&path).await.refuses(404, "missing-unknown");
        sends(&other, &id, picture(2)).await.refuses(404, "missing-unknown");
        let share = appeal(&h, &karim, &id).await.unwrap();
        let shared = format!("/api/v1/appeals/{share}/photo");
        h.nobody().send(Method::GET, &shared, None, "").await.is(200);
        karim.post(&format!("/api/v1/notices/{id}/close"), json!({})).await.is(200);
        h.settle().await;
        h.nobody().get(&shared).await.refuses(404, "missing-unknown");
        sends(&karim, &id, picture(1)).await.refuses(409, "missing-over");
    }

    async fn a_photo_that_stands_in_another_search_is_noticed(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let bruno = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
        let again = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let third = seeks(&h, &again, sought("Luc Inconnu")).await;
        sends(&again, &third, picture(0)).await.is(204);
        let fourth = seeks(&h, &bruno, sought("Marc Inconnu")).await;
        sends(&bruno, &fourth, picture(0)).await.is(204);
        bruno.post(&format!("/api/v1/notices/{fourth}/appeal"), json!({})).await.is(200);
        let queue = maud.get("/api/v1/appeals").await.expect(200).json();
        assert_eq!(queue["notices"][0]["photo_flag"], "elsewhere");
    }
}

store::testing::each_store! {
    async fn the_card_that_is_relayed_says_how_things_stand(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let path = |share: &str| format!("/s/{share}/card.png");
        h.nobody().get(&path("AAAAAAAAAA")).await.is(404);
        let share = appeal(&h, &karim, &id).await.unwrap();
        let (fr, ar) = (h.nobody().reading("fr"), h.nobody().reading("ar"));
        let searching = fr.get(&path(&share)).await.expect(200);
        assert_eq!((searching.header("content-type"), searching.header("content-language")), ("image/png", "fr"));
        let elsewhere = ar.get(&path(&share)).await.expect(200);
        assert_ne!(searching.header("etag"), elsewhere.header("etag"), "in the reader's language");
        assert_eq!(fr.get(&path(&share)).await.header("etag"), searching.header("etag"), "as long as nothing changes");
        sends(&karim, &id, picture(1)).await.is(204);
        let maud = h.staff(Role::Moderator, "Maud").await;
        maud.post(&format!("/api/v1/notices/{id}/approve"), looked_at(&maud, &id).await).await.is(204);
        let with_photo = fr.get(&path(&share)).await.expect(200);
        assert_ne!(with_photo.header("etag"), searching.header("etag"));
        karim.post(&format!("/api/v1/notices/{id}/close"), json!({})).await.is(200);
        h.settle().await;
        let over = fr.get(&path(&share)).await.expect(200);
        assert!(![searching.header("etag"), with_photo.header("etag")].contains(&over.header("etag")), "every card turns");
    }
}
