//! A mail server for tests, which is not ours: Debian's `aiosmtpd`, on a free port, with certificates made for the occasion; what it got is
//! read by Python's `email`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "only tests come here: what fails here fails the test"
)]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use serde::Deserialize;

use super::Settings;

/// How the server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In plain, by anybody.
    Plain,
    /// Encrypted after the greeting, signed in.
    StartTls,
    /// Encrypted from the first byte, signed in.
    Tls,
}

/// A mail as it arrived, read by a program that is not ours.
#[derive(Clone, Debug, Deserialize)]
pub struct Arrived {
    /// The return path.
    pub from: String,
    /// The recipients.
    pub to: Vec<String>,
    /// Its headers, with small names.
    pub headers: Vec<(String, String)>,
    /// What the reader found wrong with its form.
    pub defects: Vec<String>,
    /// Its content type.
    pub kind: String,
    /// The text.
    pub text: String,
    /// The page.
    pub html: String,
    /// Its size in bytes.
    pub size: usize,
    /// Whether it came encrypted.
    pub safe: bool,
    /// Whether somebody had signed in.
    pub user: bool,
    /// As what we greeted.
    pub hello: String,
}

impl Arrived {
    /// Every value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }
}

/// A running server. It ends when this is dropped.
pub struct MailServer {
    how: How,
    port: u16,
    folder: PathBuf,
    child: Child,
    mails: Mutex<Receiver<Arrived>>,
}

fn openssl(folder: &Path, line: &str) {
    let done = Command::new("openssl").args(line.split(' ')).current_dir(folder).output().expect("openssl");
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A folder with a private authority (`ca.pem`), a certificate of it for `localhost` (`server.crt`, `server.key`), and a password.
fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("rhizome-mail-{}-{n}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
    openssl(&folder, &format!("{new} -keyout ca.key -out ca.pem -subj /CN=rhizome-test"));
    let named = "-subj /CN=localhost -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE";
    openssl(&folder, &format!("{new} -keyout server.key -out server.crt -CA ca.pem -CAkey ca.key {named}"));
    fs::write(folder.join("password"), "correct horse\n").unwrap();
    fs::write(folder.join("secret"), "a secret of the tests\n").unwrap();
    folder
}

/// The Python that Debian's packages are for.
fn python() -> &'static str {
    if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" }
}

impl MailServer {
    /// Starts one.
    #[must_use]
    pub fn start(how: How) -> Self {
        let folder = folder();
        let word = match how {
            How::Plain => "plain",
            How::StartTls => "starttls",
            How::Tls => "smtps",
        };
        let mut child = Command::new(python())
            .args(["-W", "ignore"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/email/server.py"))
            .arg(word)
            .args([folder.join("server.crt"), folder.join("server.key")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python, with aiosmtpd (Debian: python3-aiosmtpd)");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.next().expect("aiosmtpd is installed (Debian: python3-aiosmtpd)").unwrap();
        let port = said.parse().unwrap();
        let (tell, mails) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = tell.send(serde_json::from_str(&line).expect("a mail as JSON"));
            }
        });
        Self { how, port, folder, child, mails: Mutex::new(mails) }
    }
    /// The settings that reach it.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let file = |name: &str| Some(self.folder.join(name));
        let (scheme, safe) = match self.how {
            How::Plain => ("smtp", false),
            How::StartTls => ("smtp+starttls", true),
            How::Tls => ("smtps", true),
        };
        Settings {
            url: format!("{scheme}://localhost:{}", self.port),
            user: if safe { "rhizome".to_owned() } else { String::new() },
            password_file: if safe { file("password") } else { None },
            from: "Rhizome <alert@rhizome.example>".to_owned(),
            per_second: 0,
            timeout_seconds: 10,
            roots_file: if safe { file("ca.pem") } else { None },
            bounces: Some("bounce@rhizome.example".to_owned()),
            bounce_secret_file: file("secret"),
            ..Settings::default()
        }
    }
    /// A file of its folder, with this in it.
    #[must_use]
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }
    /// The next mail that arrived.
    #[must_use]
    pub fn next(&self) -> Arrived {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails.recv_timeout(Duration::from_secs(20)).expect("a mail")
    }
    /// Whether nothing else arrived, as far as one knows.
    #[must_use]
    pub fn nothing_more(&self) -> bool {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).try_recv().is_err()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
