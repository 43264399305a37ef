//! The load client against a small server.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};
use night::load::{Load, make, request};
use tokio::net::TcpListener;

async fn serve(router: Router) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    to
}

#[tokio::test]
async fn every_request_is_sent_once_and_every_answer_is_counted() {
    let seen = Arc::new(Mutex::new(Vec::<u64>::new()));
    let heard = seen.clone();
    let router = Router::new().route(
        "/people/{n}",
        post(move |Path(n): Path<u64>, body: String| async move {
            heard.lock().unwrap().push(n);
            if n.is_multiple_of(10) { (StatusCode::CONFLICT, "no".to_owned()) } else { (StatusCode::OK, body) }
        }),
    );
    let load = Load { to: serve(router).await, connections: 16, requests: 1000, every: None };
    let report = make(load, |turn, out| {
        let body = "x".repeat(usize::try_from(turn.number).unwrap() * 20);
        request(out, "POST", &format!("/people/{}", turn.number), &[("content-type", "text/plain")], body.as_bytes());
    })
    .await
    .unwrap();
    assert_eq!(report.answers(), 1000);
    assert_eq!(report.statuses[&409], 100);
    assert_eq!(report.refused(), 100);
    assert!(report.rate() > 0.0);
    assert!(report.latency(500) > Duration::ZERO && report.latency(500) <= report.latency(990));
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 1000);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 1000);
}

#[tokio::test]
async fn an_answer_of_unknown_length_is_an_error_and_not_a_wait() {
    let router = Router::new()
        .route("/", get(|| async { axum::body::Body::from_stream(tokio_stream::once(Ok::<_, std::io::Error>("x"))) }));
    let load = Load { to: serve(router).await, connections: 1, requests: 1, every: None };
    let fault = make(load, |_, out| request(out, "GET", "/", &[], b"")).await.unwrap_err();
    assert!(fault.to_string().contains("content-length"), "{fault}");
}

#[tokio::test]
async fn nobody_at_the_other_end_is_an_error() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert!(
        make(Load { to: gone, connections: 1, requests: 1, every: None }, |_, out| request(out, "GET", "/", &[], b""))
            .await
            .is_err()
    );
}
