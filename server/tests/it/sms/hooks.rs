//! Who may bring messages.

use http::Method;
use serde_json::json;

use super::town::{SECRET, Town};

const LEA: &str = "+33639980001";

fn signature(stamp: &str, body: &str) -> String {
    let mac = notify::sms::inbound::sign(SECRET.as_bytes(), stamp, body.as_bytes());
    format!("sha256={mac}")
}

store::testing::each_store! {
    async fn only_who_shows_the_secret_or_signs_brings_messages(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        let night = town.incident(false, "Crue").await;
        let nobody = town.h.nobody();
        let text = "id=1&from=%2B33639980001&text=OK";
        for path in [format!("/hooks/sms/inbound?{text}"), format!("/hooks/sms/inbound?secret=x&{text}")] {
            nobody.get(&path).await.is(404);
        }
        let body = json!({ "id": "1", "from": LEA, "text": "OK" }).to_string();
        let stamp = town.h.house.clock.now().0.div_euclid(1_000_000).to_string();
        let post = async |body: &str, stamp: &str, tag: &str| {
            let more = [("rhizome-timestamp", stamp), ("rhizome-signature", tag)];
            let kind = Some("application/json");
            nobody.send_with(Method::POST, "/hooks/sms/inbound", kind, body.to_owned(), &more).await
        };
        let tag = signature(&stamp, &body);
        post(&body, &stamp, "sha256=00").await.is(404);
        post(&body.replace("OK", "AIDE"), &stamp, &tag).await.is(404);
        post(&body, "1447454459", &tag).await.is(404);
        let r = &town.h.house.register;
        assert!(r.facts(lea.id(), night).await.unwrap().is_empty());
        post(&body, &stamp, &tag).await.is(200);
        assert_eq!(r.facts(lea.id(), night).await.unwrap().len(), 1);
        post(&body, &stamp, &tag).await.is(200);
        assert_eq!(r.facts(lea.id(), night).await.unwrap().len(), 1, "replayed, it does nothing");
        let broken = "{\"from\": 3";
        post(broken, &stamp, &signature(&stamp, broken)).await.is(400);
        town.brings("2", "", "OK").await.is(400);
        std::fs::remove_file(town.folder().join("secret")).unwrap();
        town.brings("3", LEA, "OK").await.is(404);
    }
    async fn a_body_that_is_too_long_is_not_read(store: Store) {
        let town = Town::new(store).await;
        let long = "x".repeat(20_000);
        town.h.nobody().send(Method::POST, "/hooks/sms/inbound", Some("application/json"), long.clone()).await.is(413);
        town.h.nobody().get(&format!("/hooks/sms/inbound?text={long}")).await.is(414);
    }
}
