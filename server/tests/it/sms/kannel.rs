//! Debian's Kannel with its false SMS centre, as `docs/kannel.conf` sets it up: bearerbox, smsbox and fakesmsc on free ports of loopback.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex},
};

use notify::Carrier;
use store::{Store, params, sql};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, Command},
};

use super::town::Town;
use crate::{
    scene::{friends, state},
    wire::{Wire, until},
};

const LEA: &str = "+33639980001";
const FAKE: &str = "/usr/lib/kannel/test/fakesmsc";

sql! {
    READ = "SELECT COUNT(*) FROM inbound";
    TAKEN = "SELECT COUNT(*) FROM delivery WHERE channel = 2 AND state IN (1, 2)";
    STATES = "SELECT COUNT(*) FROM delivery WHERE channel = 2 AND state = $1";
}

/// Where Debian puts it, or where else it is.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.push(PathBuf::from("/usr/sbin"));
    let found = folders.iter().map(|f| f.join(name)).find(|p| p.is_file());
    found.unwrap_or_else(|| panic!("{name} is missing: `cargo x test` installs Debian's kannel and kannel-extras"))
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

fn start(program: &Path, words: &[&str]) -> Child {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.kill_on_drop(true).spawn().unwrap()
}

struct Kannel {
    admin: SocketAddr,
    send: u16,
    operator: u16,
    _boxes: [Child; 2],
    _folder: tempfile::TempDir,
}

impl Kannel {
    async fn status(admin: SocketAddr) -> String {
        let Ok(mut wire) = Wire::to(admin, None).await else { return String::new() };
        let asked = wire.ask("GET", "/status.txt?password=change-me-admin", None).await;
        asked.map(|r| r.body).unwrap_or_default()
    }
    /// The configuration of the guide, on other ports, before a server at this address.
    async fn before(server: SocketAddr) -> Self {
        let [admin, boxes, send, operator] = std::array::from_fn(|_| free_port());
        let text = include_str!("../../../../docs/kannel.conf")
            .replace("13000", &admin.to_string())
            .replace("13001", &boxes.to_string())
            .replace("13013", &send.to_string())
            .replace("= 10000\n", &format!("= {operator}\n"))
            .replace("127.0.0.1:8080", &server.to_string())
            .replace("change-me-inbound", "un%20secret%20des%20essais")
            .replace("change-me-sendsms", "mot de passe");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kannel.conf");
        std::fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        let admin = SocketAddr::from((Ipv4Addr::LOCALHOST, admin));
        let bearerbox = start(&program("bearerbox"), &["-v", "4", file]);
        until("bearerbox", async || Self::status(admin).await.contains("SMSC connections")).await;
        let smsbox = start(&program("smsbox"), &["-v", "4", file]);
        until("smsbox", async || Self::status(admin).await.contains("smsbox:")).await;
        until("smsbox to take messages", async || {
            Wire::to(SocketAddr::from((Ipv4Addr::LOCALHOST, send)), None).await.is_ok()
        })
        .await;
        Self { admin, send, operator, _boxes: [bearerbox, smsbox], _folder: folder }
    }
    /// Phones: what they send is typed, what they get is written down.
    async fn phones(&self, words: &[String]) -> Phones {
        let mut command = Command::new(FAKE);
        command.args(["-r", &self.operator.to_string()]).args(words);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.kill_on_drop(true).spawn().unwrap();
        let got: Arc<Mutex<Vec<String>>> = Arc::default();
        let (mut lines, to) = (BufReader::new(child.stderr.take().unwrap()).lines(), Arc::clone(&got));
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some((_, message)) = line.split_once(": <") {
                    to.lock().unwrap().push(message.trim_end_matches('>').to_owned());
                }
            }
        });
        until("the SMS centre", async || Self::status(self.admin).await.contains("(online")).await;
        Phones { keys: child.stdin.take().unwrap(), _child: child, got }
    }
}

struct Phones {
    keys: ChildStdin,
    _child: Child,
    got: Arc<Mutex<Vec<String>>>,
}

impl Phones {
    async fn type_in(&mut self, line: &str) {
        self.keys.write_all(format!("{line}\n").as_bytes()).await.unwrap();
        self.keys.flush().await.unwrap();
    }
    /// Those that came to a number, as "sender receiver kind text".
    fn got(&self, number: &str) -> Vec<String> {
        let got = self.got.lock().unwrap();
        got.iter().filter(|m| m.split(' ').nth(1) == Some(number)).cloned().collect()
    }
    fn count(&self) -> usize {
        self.got.lock().unwrap().len()
    }
}

impl Drop for Phones {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let got = self.got.lock().unwrap();
            eprintln!("the phones got {}: {:#?}", got.len(), got.iter().rev().take(6).collect::<Vec<_>>());
        }
    }
}

/// What a phone shows of a message: `text` in GSM-7, `ucs-2` as escaped bytes, `udh` one part of several.
fn shown(message: &str) -> String {
    let mut words = message.splitn(4, ' ');
    let (kind, rest) = (words.nth(2).unwrap(), words.next().unwrap_or_default());
    let bytes = |text: &str| {
        let mut out = Vec::new();
        let mut rest = text.bytes();
        while let Some(b) = rest.next() {
            match b {
                b'+' => out.push(b' '),
                b'%' => {
                    let hex: String = rest.by_ref().take(2).map(char::from).collect();
                    out.push(u8::from_str_radix(&hex, 16).unwrap());
                }
                b => out.push(b),
            }
        }
        out
    };
    let utf16 = |bytes: Vec<u8>| {
        let units: Vec<u16> = bytes.chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        String::from_utf16(&units).unwrap()
    };
    match kind {
        "text" => rest.to_owned(),
        "data" => String::from_utf8_lossy(&bytes(rest)).into_owned(),
        "ucs-2" => utf16(bytes(rest)),
        "udh" => {
            // One part of several: text of one byte has no zero byte, UTF-16 with a link in it has.
            let body = bytes(rest.split_once(" data ").unwrap().1);
            if body.contains(&0) { utf16(body) } else { String::from_utf8_lossy(&body).into_owned() }
        }
        other => panic!("{other}: {message}"),
    }
}

/// A server on a port, and a Kannel before it.
async fn street(store: Store) -> (Town, Kannel, tokio::task::JoinHandle<()>) {
    let listener = server::serve::listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let at = listener.local_addr().unwrap();
    let kannel = Kannel::before(at).await;
    let send = format!("http://127.0.0.1:{}/cgi-bin/sendsms", kannel.send);
    let town = Town::at(store, &format!("http://{at}"), |s| {
        s.url = send;
        s.at_once = 64;
        s.inbound.allow = vec!["127.0.0.1".to_owned()];
    })
    .await;
    let service = town.h.router.clone().into_make_service_with_connect_info::<SocketAddr>();
    let task = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    (town, kannel, task)
}

async fn count(store: &Store, what: store::Sql, state: Option<i64>) -> i64 {
    let params = state.map_or_else(Vec::new, |s| params![s]);
    store.one(what, params).await.unwrap().unwrap().int(0).unwrap()
}

store::testing::each_store! {
    async fn kannel_carries_a_question_out_and_ok_back_and_the_circle_is_told(store: Store) {
        let (town, kannel, server) = street(store.clone()).await;
        let mut phones = kannel.phones(&[]).await;
        assert!(town.carrier.check().await.unwrap().contains("answers"));
        let (lea, karim) = (town.inside("Léa", LEA).await, town.h.person("Karim").await);
        let amal = town.inside("Amal", "+33639980002").await;
        friends(&lea, &karim).await;
        friends(&amal, &karim).await;
        amal.put("/api/v1/me", serde_json::json!({ "name": "Amal", "lang": "ar" })).await.is(200);
        let night = town.incident(false, "Fusillades à Paris").await.to_string();
        town.deliver().await;
        until("the question", async || !phones.got(LEA).is_empty()).await;
        let question: String = phones.got(LEA).iter().map(|m| shown(m)).collect();
        assert!(question.contains("Fusillades") && question.contains("/r/"), "{question}");
        until("the question in Arabic", async || {
            phones.got("+33639980002").iter().map(|m| shown(m)).collect::<String>().contains("/r/")
        })
        .await;
        let arabic: String = phones.got("+33639980002").iter().map(|m| shown(m)).collect();
        let say = town.h.house.words.in_lang(kernel::Lang::Ar);
        let asks = say.t("msg-ask-title").into_owned();
        assert!(arabic.contains(asks.trim_end_matches('؟')), "whole: {arabic}");
        // The false centre says at once that it arrived: Kannel reports it to the address of each message.
        until("the reports", async || count(&store, STATES, Some(2)).await == 2).await;
        phones.type_in(&format!("{LEA} 38100 text OK, je suis en sécurité")).await;
        until("her answer", async || count(&store, READ, None).await == 1).await;
        assert_eq!(state(&karim, &lea, &night).await, "safe");
        town.deliver().await;
        until("the line that answers it", async || phones.got(LEA).iter().any(|m| shown(m).contains("Vos proches le voient"))).await;
        phones.type_in("+33639980002 38100 text أنا بخير والحمد لله").await;
        until("his answer", async || count(&store, READ, None).await == 2).await;
        assert_eq!(state(&karim, &amal, &night).await, "safe");
        // From elsewhere than Kannel, without the secret: nothing.
        let mut wire = Wire::to(town.h.house.config.public_url.strip_prefix("http://").unwrap().parse().unwrap(), None).await.unwrap();
        let asked = wire.ask("GET", "/hooks/sms/inbound?id=9&from=%2B33639980001&text=AIDE", None).await.unwrap();
        assert_eq!(asked.status, 404);
        server.abort();
    }
    async fn a_thousand_messages_in_a_burst_are_all_taken_and_all_answered(store: Store) {
        let (town, kannel, server) = street(store.clone()).await;
        town.incident(false, "Crue").await;
        let messages: Vec<String> = (0..1000).map(|n| format!("+3363999{n:04} 38100 text OK")).collect();
        let words: Vec<String> = ["-i", "0", "-m", "1000"].map(str::to_owned).into_iter().chain(messages).collect();
        let phones = kannel.phones(&words).await;
        until("a thousand to be read", async || count(&store, READ, None).await == 1000).await;
        town.deliver().await;
        // Counted in one look: reports move them on meanwhile.
        let answered = usize::try_from(count(&store, TAKEN, None).await).unwrap();
        assert!(answered >= 500, "each number that wrote was answered: {answered}");
        until("the answers", async || phones.count() >= answered).await;
        server.abort();
    }
}
