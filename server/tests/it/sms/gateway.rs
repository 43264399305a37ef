//! A gateway that takes what it is given, unless it is told to answer otherwise.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
};
use notify::sms::inbound::pairs;

/// What it was given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) from: String,
    pub(crate) coding: String,
    pub(crate) password: String,
    pub(crate) key: String,
    /// The path of the address that it reports to.
    pub(crate) report: String,
}

#[derive(Clone, Default)]
struct Shelf {
    taken: Arc<Mutex<Vec<Taken>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

/// The gateway, on a port of its own.
pub(crate) struct Gateway {
    pub(crate) url: String,
    shelf: Shelf,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(State(shelf): State<Shelf>, request: Request) -> StatusCode {
    let (head, body) = request.into_parts();
    let query = pairs(head.uri.query().unwrap_or_default().as_bytes());
    let header = |name: &str| head.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let (key, password) = (header("idempotency-key"), header("authorization"));
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let get = |name: &str| {
        let of_query = query.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        of_query.or_else(|| body[name].as_str().map(str::to_owned)).unwrap_or_default()
    };
    let status = shelf.answers.lock().unwrap().pop_front().unwrap_or(202);
    if status == 202 {
        let address = if query.is_empty() { get("report_url") } else { get("dlr-url") };
        let report = address.split_once("/hooks/").map_or(String::new(), |(_, path)| format!("/hooks/{path}"));
        shelf.taken.lock().unwrap().push(Taken {
            to: get("to"),
            text: get("text"),
            from: get("from"),
            coding: get("coding"),
            password: if password.is_empty() { get("password") } else { password },
            key,
            report,
        });
    }
    StatusCode::from_u16(status).unwrap()
}

impl Gateway {
    pub(crate) async fn new() -> Self {
        let listener = server::serve::listen("127.0.0.1:0".parse().unwrap()).unwrap();
        let url = format!("http://{}/send", listener.local_addr().unwrap());
        let shelf = Shelf::default();
        let router = Router::new().fallback(take).with_state(shelf.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, shelf, task }
    }
    /// Answers so, once each.
    pub(crate) fn will(&self, statuses: &[u16]) {
        self.shelf.answers.lock().unwrap().extend(statuses);
    }
    /// What came since one last looked.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        std::mem::take(&mut *self.shelf.taken.lock().unwrap())
    }
}
