//! The same request, sent again.

use super::*;

const JSON: (&str, &str) = ("content-type", "application/json");

store::testing::each_store! {
    async fn the_same_key_does_it_once(store: Store) {
        let site = Site::on(store).await;
        let key = ("idempotency-key", "one");
        let first = site.post("/api/v1/notes", &[JSON, key], r#"{"text":"a"}"#).await;
        let again = site.post("/api/v1/notes", &[JSON, key], r#"{"text":"a"}"#).await;
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.header("content-type"), "application/json");

        let other = site.post("/api/v1/notes", &[JSON, key], r#"{"text":"b"}"#).await;
        assert_eq!((other.status.as_u16(), other.json()["code"].as_str()), (422, Some("key-reused")));

        let somebody_else = site.post("/api/v1/notes", &[JSON, key, ("authorization", "Bearer person-token")], r#"{"text":"a"}"#).await;
        assert_ne!(somebody_else.json()["n"], first.json()["n"], "a key is one's own");

        let without = site.post("/api/v1/notes", &[JSON], r#"{"text":"a"}"#).await;
        assert_ne!(without.json()["n"], first.json()["n"]);

        site.bench.clock.advance(kernel::Span::hours(25));
        let tomorrow = site.post("/api/v1/notes", &[JSON, key], r#"{"text":"c"}"#).await;
        assert_eq!(tomorrow.json()["text"], "c", "after a day the key is free");
    }
    async fn at_the_same_moment_it_is_done_once_too(store: Store) {
        let site = Site::on(store).await;
        let headers = [JSON, ("idempotency-key", "two")];
        let post = || site.post("/api/v1/notes", &headers, r#"{"text":"slow"}"#);
        let (a, b, c) = tokio::join!(post(), post(), post());
        assert_eq!((a.status.as_u16(), b.status.as_u16(), c.status.as_u16()), (201, 201, 201));
        assert_eq!(a.bytes, b.bytes);
        assert_eq!(b.bytes, c.bytes);
    }
    async fn a_fault_may_be_tried_again_and_a_refusal_stays(store: Store) {
        let site = Site::on(store).await;
        let key = ("idempotency-key", "three");
        for _ in 0..2 {
            let broken = site.post("/api/v1/notes", &[JSON, key], r#"{"text":"broken"}"#).await;
            assert_eq!((broken.status.as_u16(), broken.header("idempotency-replayed")), (500, ""));
        }
        let key = ("idempotency-key", "four");
        site.post("/api/v1/notes", &[JSON, key], r#"{"text":"refused"}"#).await;
        let refused = site.post("/api/v1/notes", &[JSON, key], r#"{"text":"refused"}"#).await;
        assert_eq!((refused.status.as_u16(), refused.header("idempotency-replayed")), (404, "true"));
        assert_eq!(refused.header("content-type"), "application/problem+json");
        let long = "k".repeat(300);
        assert_eq!(site.post("/api/v1/notes", &[JSON, ("idempotency-key", &long)], "{}").await.status, 400);
    }
    async fn what_is_kept_is_sealed_and_forgotten(store: Store) {
        let site = Site::on(store.clone()).await;
        site.post("/api/v1/notes", &[JSON, ("idempotency-key", "five")], r#"{"text":"private words"}"#).await;
        let all = || store.read(ALL_ANSWERS, store::params![]);
        let rows = all().await.unwrap();
        assert_eq!(rows.len(), 1);
        let sealed = rows[0].blob(0).unwrap();
        assert!(!sealed.windows(7).any(|w| w == b"private"));
        site.bench.clock.advance(kernel::Span::hours(25));
        crate::idempotency::forget_old(&site.bench.house).await.unwrap();
        assert_eq!(all().await.unwrap().len(), 0);
    }
}

store::sql! {
    /// Every kept answer.
    ALL_ANSWERS = "SELECT answer FROM idempotency";
}
