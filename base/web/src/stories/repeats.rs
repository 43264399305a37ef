//! The same request, sent again.

use super::*;

const JSON: (&str, &str) = ("content-type", "application/json");

const ME: (&str, &str) = ("authorization", "Bearer person-token");
/// A key that nobody guesses.
const RANDOM: (&str, &str) = ("idempotency-key", "5b0c2f5e-9d1a-4a67-8f3e-2c7b61d9a0e4");

store::testing::each_store! {
    async fn the_same_key_does_it_once(store: Store) {
        let site = Site::on(store).await;
        let key = ("idempotency-key", "one");
        let first = site.post("/api/v1/notes", &[JSON, ME, key], r#"{"text":"a"}"#).await;
        let again = site.post("/api/v1/notes", &[JSON, ME, key], r#"{"text":"a"}"#).await;
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.header("content-type"), "application/json");

        let other = site.post("/api/v1/notes", &[JSON, ME, key], r#"{"text":"b"}"#).await;
        assert_eq!((other.status.as_u16(), other.json()["code"].as_str()), (422, Some("key-reused")));

        let asked = site.post("/api/v1/notes?commit=true", &[JSON, ME, key], r#"{"text":"a"}"#).await;
        assert_eq!((asked.status.as_u16(), asked.json()["code"].as_str()), (422, Some("key-reused")), "in the query too");

        let staff = ("authorization", "Bearer operator-token");
        let somebody_else = site.post("/api/v1/notes", &[JSON, key, staff], r#"{"text":"a"}"#).await;
        assert_ne!(somebody_else.json()["n"], first.json()["n"], "a key is one's own");

        let without = site.post("/api/v1/notes", &[JSON, ME], r#"{"text":"a"}"#).await;
        assert_ne!(without.json()["n"], first.json()["n"]);

        site.bench.clock.advance(kernel::Span::hours(25));
        let tomorrow = site.post("/api/v1/notes", &[JSON, ME, key], r#"{"text":"c"}"#).await;
        assert_eq!(tomorrow.json()["text"], "c", "after a day the key is free");
    }
    async fn without_an_account_a_key_that_cannot_be_guessed_does_it_once(store: Store) {
        let site = Site::on(store).await;
        // A phone that changes networks in the middle: the proxy in front names another address, and the answer is the same.
        let at = |address| [JSON, RANDOM, ("x-forwarded-for", address)];
        let first = site.post("/api/v1/notes", &at("192.0.2.7"), r#"{"text":"a"}"#).await;
        let again = site.post("/api/v1/notes", &at("2001:db8::1"), r#"{"text":"a"}"#).await;
        assert_eq!((first.status.as_u16(), &first.bytes), (201, &again.bytes));
        assert_eq!((again.header("idempotency-replayed"), again.header("idempotency-key-passed-over")), ("true", ""));
        // Another body is another request: it is neither told of the first nor stopped by it.
        let other = site.post("/api/v1/notes", &[JSON, RANDOM], r#"{"text":"b"}"#).await;
        assert_eq!((other.status.as_u16(), other.header("idempotency-replayed")), (201, ""));
        let signed_in = site.post("/api/v1/notes", &[JSON, RANDOM, ME], r#"{"text":"a"}"#).await;
        assert_eq!((signed_in.status.as_u16(), signed_in.header("idempotency-replayed")), (201, ""));
    }
    async fn a_key_that_others_may_take_too_shows_nobody_a_strangers_answer(store: Store) {
        let site = Site::on(store).await;
        for key in ["1", "order-7", "2015-11-13", "00000000-0000-0000-0000-000000000000", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            let headers = [JSON, ("idempotency-key", key)];
            let one = site.post("/api/v1/notes", &headers, r#"{"text":"a"}"#).await;
            let stranger = site.post("/api/v1/notes", &headers, r#"{"text":"a"}"#).await;
            assert_eq!((one.status.as_u16(), stranger.status.as_u16()), (201, 201), "nobody is stopped");
            assert_ne!(one.json()["n"], stranger.json()["n"], "{key}");
            for got in [one, stranger] {
                assert_eq!((got.header("idempotency-replayed"), got.header("idempotency-key-passed-over")), ("", "true"));
            }
        }
    }
    async fn at_the_same_moment_it_is_done_once_too(store: Store) {
        let site = Site::on(store).await;
        let post = || site.post("/api/v1/notes", &[JSON, RANDOM], r#"{"text":"slow"}"#);
        let (a, b, c) = tokio::join!(post(), post(), post());
        assert_eq!((a.status.as_u16(), b.status.as_u16(), c.status.as_u16()), (201, 201, 201));
        assert_eq!(a.bytes, b.bytes);
        assert_eq!(b.bytes, c.bytes);
    }
    async fn what_may_succeed_later_is_tried_again_and_what_may_not_stays(store: Store) {
        let site = Site::on(store).await;
        let post = async |key, text| {
            let body = serde_json::json!({ "text": text }).to_string();
            site.post("/api/v1/notes", &[JSON, ME, ("idempotency-key", key)], &body).await
        };
        for status in ["401", "403", "409", "425", "429", "503", "broken"] {
            let wanted = status.parse().unwrap_or(500);
            for _ in 0..2 {
                let got = post(status, status).await;
                assert_eq!((got.status.as_u16(), got.header("idempotency-replayed")), (wanted, ""));
            }
            let got = post(status, "a").await;
            assert_eq!(got.status, 201, "the key is free again");
        }
        for status in ["400", "410", "422", "refused"] {
            post(status, status).await;
            let got = post(status, status).await;
            let wanted = status.parse().unwrap_or(404);
            assert_eq!((got.status.as_u16(), got.header("idempotency-replayed")), (wanted, "true"));
            assert_eq!(got.header("content-type"), "application/problem+json");
        }
        let long = "k".repeat(300);
        assert_eq!(site.post("/api/v1/notes", &[JSON, ("idempotency-key", &long)], "{}").await.status, 400);
    }
    async fn a_clock_that_is_set_back_holds_no_key(store: Store) {
        let site = Site::on(store.clone()).await;
        site.post("/api/v1/notes", &[JSON, ME, ("idempotency-key", "six")], r#"{"text":"a"}"#).await;
        // Its process died with it, and then the clock was set right.
        store.apply(store::Change::new().run(DIED, store::params![])).await.unwrap();
        site.bench.clock.advance(kernel::Span::hours(-3));
        let got = site.post("/api/v1/notes", &[JSON, ME, ("idempotency-key", "six")], r#"{"text":"a"}"#).await;
        assert_eq!(got.status, 201);
    }
    async fn what_is_kept_is_sealed_and_forgotten(store: Store) {
        let site = Site::on(store.clone()).await;
        site.post("/api/v1/notes", &[JSON, RANDOM], r#"{"text":"private words"}"#).await;
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
    /// A process that claimed a key died.
    DIED = "UPDATE idempotency SET status = 0, answer = NULL";
    /// Every kept answer.
    ALL_ANSWERS = "SELECT answer FROM idempotency";
}
