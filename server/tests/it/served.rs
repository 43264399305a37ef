//! The real program, started and ended as whoever runs it would.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    sync::{Arc, Mutex},
};

use kernel::Event;
use serde_json::{Value, json};
use store::{Store, testing::Cluster};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{
    scene::{HERE, zone},
    wire::{Reply, Sse, Wire, soon},
};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_rhizome");

/// Which engine a server of a test has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A folder, and the database that goes with it.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    pub(crate) url: Option<String>,
}

store::sql! {
    /// A domain is proven by its record.
    PROVE = "UPDATE authority SET proof = 1, proven = $2, checked = $2 WHERE domain = $1";
}

impl Place {
    pub(crate) async fn new(engine: Engine) -> Self {
        let url = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Cluster::shared().database().await.unwrap()),
        };
        Self { folder: tempfile::tempdir().unwrap(), url }
    }
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    fn at(&self) -> Vec<String> {
        let mut at = vec!["--data".to_owned(), self.data().display().to_string()];
        at.extend(self.url.iter().flat_map(|u| ["--database-url".to_owned(), u.clone()]));
        at
    }
    /// Runs a command on this folder.
    pub(crate) async fn run(&self, words: &[&str]) -> Output {
        let mut all: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        all.extend(self.at());
        run(&all).await
    }
    /// The same, which must succeed; gives what it printed.
    pub(crate) async fn must(&self, words: &[&str]) -> String {
        let done = self.run(words).await;
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }
    /// A bearer key.
    pub(crate) async fn key(&self, role: &str, name: &str) -> String {
        self.must(&["key", "create", "--role", role, "--name", name]).await.trim().to_owned()
    }
    /// These members of staff speak for an institution whose domain is proven. What proves it is far away: it is written as if it had been seen.
    pub(crate) async fn institution(&self, domain: &str, name: &str, speakers: &[&str]) {
        self.must(&["authority", "add", domain, "--name", name]).await;
        let engine = |url: Option<String>| async move {
            let clock = std::sync::Arc::new(kernel::SystemClock);
            match url {
                Some(url) => store::Store::postgres_unmigrated(&url, clock).await,
                None => store::Store::sqlite_unmigrated(&self.data().join("rhizome.db"), clock),
            }
        };
        let db = engine(self.url.clone()).await.unwrap();
        let change = store::Change::new().must(PROVE, store::params![domain, kernel::Time(1)]);
        db.apply(change.event(kernel::Event::Authority { authority: kernel::Id::from_bytes([0; 16]) })).await.unwrap();
        db.close().await;
        for speaker in speakers {
            self.must(&["institution", "add", "--name", speaker, "--institution", name]).await;
        }
    }
    pub(crate) async fn serve(&self) -> Served {
        self.serve_with(&[]).await
    }
    pub(crate) async fn serve_with(&self, vars: &[(&str, &str)]) -> Served {
        self.serve_as(&[], vars).await
    }
    /// With these words on its command line.
    pub(crate) async fn serve_as(&self, words: &[&str], vars: &[(&str, &str)]) -> Served {
        let mut command = Command::new(PROGRAM);
        command.arg("serve").args(self.at()).args(words).args([
            "--listen",
            "127.0.0.1:0",
            "--admin-listen",
            "127.0.0.1:0",
        ]);
        command.envs(vars.iter().copied()).env_remove("RHIZOME_DATA").env_remove("RHIZOME_DATABASE_URL");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let mut errors = BufReader::new(child.stderr.take().unwrap()).lines();
        let to = Arc::clone(&log);
        let logging = tokio::spawn(async move {
            while let Ok(Some(line)) = errors.next_line().await {
                to.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = soon("the server to listen", lines.next_line()).await.unwrap();
        let said = said.unwrap_or_else(|| panic!("the server ended: {}", log.lock().unwrap()));
        let address = said.strip_prefix("listening on http://").unwrap().parse().unwrap();
        let admin = admin_of(&log).await;
        Served { child, address, admin, log, logging }
    }
}

async fn admin_of(log: &Mutex<String>) -> SocketAddr {
    let find = || {
        let text = log.lock().unwrap();
        let line = text.lines().find(|l| l.contains("admin listener"))?;
        serde_json::from_str::<Value>(line).ok()?["address"].as_str()?.parse().ok()
    };
    soon("the admin listener", async {
        loop {
            match find() {
                Some(found) => return found,
                None => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
            }
        }
    })
    .await
}

/// Runs the program.
pub(crate) async fn run<S: AsRef<std::ffi::OsStr>>(words: &[S]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(words).env_remove("RHIZOME_DATA").env_remove("RHIZOME_DATABASE_URL").kill_on_drop(true);
    soon("a command", command.output()).await.unwrap()
}

/// A running server.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) admin: SocketAddr,
    log: Arc<Mutex<String>>,
    logging: tokio::task::JoinHandle<()>,
}

impl Served {
    pub(crate) async fn wire(&self, token: Option<&str>) -> Wire {
        Wire::to(self.address, token).await.unwrap()
    }
    pub(crate) async fn ask(&self, token: Option<&str>, method: &str, path: &str, body: Option<Value>) -> Reply {
        let mut wire = self.wire(token).await;
        soon(path, wire.ask(method, path, body.as_ref())).await.unwrap()
    }
    pub(crate) async fn get(&self, token: &str, path: &str) -> Reply {
        self.ask(Some(token), "GET", path, None).await
    }
    pub(crate) async fn post(&self, token: &str, path: &str, body: Value) -> Reply {
        self.ask(Some(token), "POST", path, Some(body)).await
    }
    /// Sends bytes of another kind than JSON, as a page of this server does.
    pub(crate) async fn send(&self, token: &str, path: &str, kind: &str, bytes: &[u8]) -> Reply {
        let mut wire = self.wire(Some(token)).await;
        let length = bytes.len();
        let more = format!("sec-fetch-site: same-origin\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n");
        let head = wire.head("POST", path, &more);
        wire.write([head.as_bytes(), bytes].concat()).await.unwrap();
        soon(path, wire.read()).await.unwrap()
    }
    pub(crate) async fn stream(&self, token: Option<&str>, after: Option<i64>) -> Sse {
        soon("a stream", self.wire(token).await.stream(after)).await.unwrap()
    }
    pub(crate) async fn metrics(&self) -> String {
        Wire::to(self.admin, None).await.unwrap().ask("GET", "/metrics", None).await.unwrap().body
    }
    /// Somebody registers: who they are.
    pub(crate) async fn register(&self, name: &str) -> Somebody {
        let new = self.ask(None, "POST", "/api/v1/people", Some(json!({ "name": name }))).await.expect(201);
        Somebody { id: new.at("/id"), token: new.at("/token") }
    }
    pub(crate) async fn friends(&self, a: &Somebody, b: &Somebody) {
        let made = self.post(&a.token, "/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        self.post(&b.token, &format!("/api/v1/circle/join/{made}"), json!({})).await.expect(200);
    }
    /// A drill that is on.
    pub(crate) async fn drill(&self, operator: &str) -> String {
        let body = json!({ "kind": "attack", "names": { "fr": "Exercice" }, "zone": zone(HERE, 1.5), "drill": true });
        let id = self.post(operator, "/api/v1/incidents", body).await.expect(201).at("/id");
        self.post(operator, &format!("/api/v1/incidents/{id}/activate"), json!({})).await.expect(200);
        id
    }
    fn signal(&self, name: &str) {
        let id = self.child.id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    }
    /// Ends it without a word.
    pub(crate) async fn kill(&mut self) {
        self.signal("-KILL");
        soon("the end of the server", self.child.wait()).await.unwrap();
    }
    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        self.signal("-TERM");
    }
    /// Waits for its end; gives its exit code.
    pub(crate) async fn ended(mut self) -> Option<i32> {
        soon("the end of the server", self.child.wait()).await.unwrap().code()
    }
    pub(crate) async fn stop(self) {
        self.stop_and_tell().await;
    }
    /// Stops it; gives everything that it logged.
    pub(crate) async fn stop_and_tell(mut self) -> String {
        self.terminate();
        assert_eq!(soon("the end of the server", self.child.wait()).await.unwrap().code(), Some(0));
        soon("the end of the log", self.logging).await.unwrap();
        self.log.lock().unwrap().clone()
    }
}

/// A person of a test.
#[derive(Clone, Debug)]
pub(crate) struct Somebody {
    pub(crate) id: String,
    pub(crate) token: String,
}

/// Whether a file has these bytes in it.
pub(crate) fn holds(file: &Path, bytes: &[u8]) -> bool {
    std::fs::read(file).unwrap().windows(bytes.len()).any(|w| w == bytes)
}

/// Everything that has happened, as a database has it, in order.
pub(crate) async fn events_of(store: Store) -> Vec<Event> {
    let (mut pos, mut all) = (0, Vec::new());
    loop {
        let (events, last) = store.events_after(pos, 1000).await.unwrap();
        if last == pos {
            store.close().await;
            return all;
        }
        pos = last;
        all.extend(events.into_iter().map(|e| e.event));
    }
}
