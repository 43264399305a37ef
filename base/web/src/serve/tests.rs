//! What stands on the wire, byte by byte: requests and then a stream on one connection.

use std::{net::SocketAddr, sync::Arc};

use async_trait::async_trait;
use axum::{extract::State, response::Response};
use http_body_util::{BodyExt, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use kernel::{AuthorityId, Event, Id, IncidentId, PostId, Recorded};
use relay::{Frame, Marks, Project, Scope, To, Want};
use store::{Change, Store, StoreError};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    sync::watch,
    task::JoinHandle,
};

use super::connection::{self, Server};
use crate::{Access, Failure, House, NoSessions, Room, Route, harness::Harness, streamed};

/// Shows posts to the flow, and authorities to everyone.
struct Shown;

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        Ok(match &event.event {
            Event::Post { incident, drill, state, .. } if scope.has_feed(*incident) => {
                let marks = Marks { incident: *incident, drill: *drill, lane: 0, tags: Vec::new(), cells: Vec::new() };
                vec![Frame::new(To::Feed(marks), "post", state.clone())]
            }
            Event::Authority { .. } if scope.has_anyone() => vec![Frame::new(To::Everyone, "authority", "{}".into())],
            _ => Vec::new(),
        })
    }
}

async fn stream(State(house): State<House>) -> Result<Response, Failure> {
    Ok(streamed(house.feed(Want::default(), None).await?))
}
async fn short() -> &'static str {
    "short"
}
async fn long() -> String {
    "long ".repeat(4000)
}

fn room() -> Room {
    Room {
        name: "flow",
        routes: vec![
            Route::get("/api/v1/flow", Access::Anyone, stream).says("Streams"),
            Route::get("/api/v1/short", Access::Anyone, short).says("Says little"),
            Route::get("/api/v1/long", Access::Anyone, long).says("Says much"),
        ],
        projections: Some(|_, _, _, _| vec![Arc::new(Shown)]),
        ..Room::default()
    }
}

struct Scene {
    h: Harness,
    server: Server,
    open: watch::Receiver<()>,
}

impl Scene {
    async fn new(store: Store) -> Self {
        let h = Harness::new(vec![room()], store, |_, _| Arc::new(NoSessions)).await;
        let (open, all) = watch::channel(());
        let (router, clock, stop) = (h.router.clone(), h.house.clock.clone(), h.stop.subscribe());
        Self { h, server: Server { router, clock, stop, open: Arc::new(open) }, open: all }
    }
    /// A connection that holds so many bytes on their way, and what was said on it.
    fn says(&self, holds: usize, what: &str) -> (DuplexStream, JoinHandle<()>) {
        let (mut ours, theirs) = duplex(holds);
        let peer = SocketAddr::from(([127, 0, 0, 1], 9));
        let served = tokio::spawn(connection::serve(self.server.clone(), theirs, peer));
        let what = what.to_owned();
        let said = async move {
            ours.write_all(what.as_bytes()).await.unwrap();
            ours
        };
        (futures_util::FutureExt::now_or_never(said).expect("it is held"), served)
    }
    async fn post(&self, text: &str) {
        let incident = IncidentId::from_bytes([1; 16]);
        let event = Event::Post { post: PostId::FIRST, incident, drill: false, state: text.to_owned() };
        self.h.house.store.apply(Change::new().event(event)).await.unwrap();
    }
    /// Waits until every connection is over, streams included.
    async fn over(mut self) {
        drop(self.server);
        self.h.stop.send_replace(true);
        while self.open.changed().await.is_ok() {}
        assert_eq!(self.h.house.live.connected(), 0);
    }
}

/// Reads until this was read.
async fn until(io: &mut DuplexStream, what: &str) -> String {
    let mut text = String::new();
    while !text.ends_with(what) {
        let byte = io.read_u8().await.unwrap_or_else(|_| panic!("{what:?} does not come after {text:?}"));
        text.push(char::from(byte));
    }
    text
}

async fn rest(io: &mut DuplexStream) -> String {
    let mut text = String::new();
    io.read_to_string(&mut text).await.unwrap();
    text
}

const ASK: &str = "GET /api/v1/flow HTTP/1.1\r\nhost: a\r\n\r\n";

store::testing::each_store! {
    async fn a_stream_is_an_answer_in_chunks(store: Store) {
        let s = Scene::new(store).await;
        let (mut io, _) = s.says(4096, ASK);
        let head = until(&mut io, "\r\n\r\n").await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        for line in [
            "content-type: text/event-stream", "cache-control: ", "x-accel-buffering: no", "connection: close",
            "date: Fri, 13 Nov 2015 22:41:00 GMT", "transfer-encoding: chunked", "x-content-type-options: nosniff",
        ] {
            assert_eq!(head.matches(&format!("\r\n{line}")).count(), 1, "{line}: {head}");
        }
        let hello = until(&mut io, "\n\n\r\n").await;
        let now = s.h.house.store.position().await.unwrap();
        assert_eq!(hello, format!("{:x}\r\nretry: 2000\nid: {now}\nevent: ready\ndata: {{}}\n\n\r\n", 40 + now.to_string().len()));
        s.post("one").await;
        assert!(until(&mut io, "\n\n\r\n").await.ends_with("\nevent: post\ndata: one\n\n\r\n"));
        // What it does not want does not come.
        let authority = Event::Authority { authority: AuthorityId::from_bytes([1; 16]) };
        s.h.house.store.apply(Change::new().event(authority)).await.unwrap();
        s.post("two").await;
        let told = until(&mut io, "\n\n\r\n").await;
        assert!(told.ends_with("\nevent: post\ndata: two\n\n\r\n") && told.matches("event:").count() == 1, "{told}");
        s.h.stop.send_replace(true);
        let bye = rest(&mut io).await;
        assert!(bye.ends_with("event: come-back\ndata: {}\n\n\r\n0\r\n\r\n"), "{bye}");
        s.over().await;
    }

    async fn what_was_asked_before_is_answered_before(store: Store) {
        let s = Scene::new(store).await;
        // All at once, on a connection that holds little: the long answer is still on its way when the stream is asked for.
        let long = "GET /api/v1/long HTTP/1.1\r\nhost: a\r\n\r\n";
        let short = "GET /api/v1/short HTTP/1.1\r\nhost: a\r\n\r\n";
        let (mut io, _) = s.says(300, &format!("{short}{long}{ASK}"));
        assert!(until(&mut io, "\r\n\r\n").await.contains("\r\ncontent-length: 5\r\n"));
        assert_eq!(until(&mut io, "short").await, "short");
        assert!(until(&mut io, "\r\n\r\n").await.contains("\r\ncontent-length: 20000\r\n"));
        let mut all = vec![0; 20_000];
        io.read_exact(&mut all).await.unwrap();
        assert_eq!(all, b"long ".repeat(4000));
        assert!(until(&mut io, "\r\n\r\n").await.contains("text/event-stream"));
        until(&mut io, "event: ready\ndata: {}\n\n\r\n").await;
        s.post("one").await;
        until(&mut io, "data: one\n\n\r\n").await;
        drop(io);
        s.over().await;
    }

    async fn older_readers_and_those_who_ask_for_the_head_alone_are_answered_too(store: Store) {
        let s = Scene::new(store).await;
        let (mut io, _) = s.says(4096, "GET /api/v1/flow HTTP/1.0\r\n\r\n");
        assert!(!until(&mut io, "\r\n\r\n").await.contains("chunked"));
        s.post("one").await;
        let told = until(&mut io, "data: one\n\n").await;
        assert!(told.starts_with("retry: 2000\nid: "), "{told}");
        drop(io);
        let (mut io, _) = s.says(4096, "HEAD /api/v1/flow HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        let head = rest(&mut io).await;
        assert!(head.contains("text/event-stream") && head.ends_with("\r\n\r\n") && !head.contains("ready"), "{head}");
        s.over().await;
    }

    async fn another_protocol_has_the_same_stream(store: Store) {
        let s = Scene::new(store).await;
        let (ours, theirs) = duplex(65_536);
        drop(tokio::spawn(connection::serve(s.server.clone(), theirs, SocketAddr::from(([127, 0, 0, 1], 9)))));
        let (mut ask, line) = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(ours)).await.unwrap();
        let line = tokio::spawn(line);
        let get = |path: &str| http::Request::get(format!("http://a{path}")).body(Empty::<bytes::Bytes>::new()).unwrap();
        let short = ask.send_request(get("/api/v1/short")).await.unwrap();
        assert_eq!(short.into_body().collect().await.unwrap().to_bytes(), "short");
        let mut told = ask.send_request(get("/api/v1/flow")).await.unwrap().into_body();
        let mut text = String::new();
        while !text.contains("ready") {
            let frame = told.frame().await.unwrap().unwrap().into_data().unwrap();
            text.push_str(std::str::from_utf8(&frame).unwrap());
        }
        s.post("one").await;
        while !text.contains("data: one\n\n") {
            let frame = told.frame().await.unwrap().unwrap().into_data().unwrap();
            text.push_str(std::str::from_utf8(&frame).unwrap());
        }
        drop((told, ask));
        s.over().await;
        let _ = line.await;
    }

    async fn who_hangs_up_is_let_go(store: Store) {
        let s = Scene::new(store).await;
        let (mut io, _) = s.says(4096, ASK);
        until(&mut io, "event: ready\ndata: {}\n\n\r\n").await;
        assert_eq!(s.h.house.live.connected(), 1);
        // What is said on a connection that is a stream is heard by nobody.
        io.write_all(&[b'x'; 500]).await.unwrap();
        s.post("one").await;
        until(&mut io, "data: one\n\n\r\n").await;
        drop(io);
        while s.h.house.live.connected() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        s.over().await;
    }

    async fn who_does_not_read_is_hung_up_on(store: Store) {
        let s = Scene::new(store).await;
        let (mut io, _) = s.says(600, ASK);
        until(&mut io, "event: ready\ndata: {}\n\n\r\n").await;
        for n in 0..8 {
            let events = (0..100).map(|m| Event::Post {
                post: PostId::FIRST,
                incident: IncidentId::from_bytes([1; 16]),
                drill: false,
                state: format!("{n} {m} {}", "x".repeat(1000)),
            });
            s.h.house.store.apply(Change::new().events(events)).await.unwrap();
        }
        // Nobody reads: the connection is closed without them.
        while s.h.house.live.connected() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        assert_eq!(s.h.house.live.dropped(), 1);
        let got = rest(&mut io).await;
        assert!(got.len() <= 600 && !got.ends_with("0\r\n\r\n"), "what was cut off does not look whole: {}", got.len());
        s.over().await;
    }
}

#[tokio::test]
async fn what_is_no_http_is_no_connection() {
    let fixture = store::testing::sqlite().await;
    let s = Scene::new(fixture.store.clone()).await;
    let (mut io, served) = s.says(4096, "PRI * HTTP/2.0\r\n\r\nxx");
    drop(served);
    io.shutdown().await.unwrap();
    rest(&mut io).await;
    let (mut io, _) = s.says(4096, "PRI");
    io.shutdown().await.unwrap();
    assert_eq!(rest(&mut io).await, "");
    s.over().await;
}
