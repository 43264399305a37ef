//! Those who read and those who publish, in a process of their own: thousands of connections on one thread, as light as they can be.

use std::{
    future::poll_fn,
    io::{self, BufRead, Write},
    net::{Ipv4Addr, SocketAddr},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::ready,
    time::Duration,
};

use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt, ReadBuf},
    net::{TcpSocket, TcpStream},
    sync::{Notify, Semaphore},
};

use super::{
    super::{BenchError, flow},
    ours::Server,
    process::Helper,
};
use crate::stopwatch::Stopwatch;

/// What stands once in each message, and nowhere else on the wire: messages are counted by it.
const MARK: u8 = b'~';
/// The bytes of a message.
const MESSAGE: usize = 200;
/// Connections that are opened at the same time.
const OPENING: usize = 64;
/// Connections from one address of this machine.
const FROM_ONE: usize = 4000;
/// How long a message may be on its way before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What readers are asked to do.
#[derive(Serialize, Deserialize)]
pub enum Asked {
    /// So many connect.
    Open {
        /// The server.
        server: Server,
        /// How many.
        readers: usize,
    },
    /// So many times, this many messages are published together; the next time when everybody has all of them.
    Publish {
        /// How many times.
        times: usize,
        /// How many messages.
        together: usize,
    },
}

/// How long each time took, in seconds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Took {
    /// From the first byte of the first request to the last byte of the last message at the last reader.
    pub sent: Vec<f64>,
    /// From the last answer to a request; below 0 when everybody had the message before.
    pub answered: Vec<f64>,
}

/// The readers of a server, as whoever measures sees them.
pub struct Readers {
    helper: Helper,
    readers: usize,
}

impl Readers {
    /// So many readers of this server.
    pub fn open(server: Server, readers: usize) -> Result<Self, BenchError> {
        let mut all = Self { helper: Helper::start("readers")?, readers };
        all.ask(&Asked::Open { server, readers })?;
        Ok(all)
    }
    fn ask(&mut self, what: &Asked) -> Result<Took, BenchError> {
        let answer: Result<Took, String> = serde_json::from_str(&self.helper.ask(&serde_json::to_string(what)?)?)?;
        Ok(answer?)
    }
    /// Messages are published, and all of them come to everybody.
    pub fn publish(&mut self, times: usize, together: usize) -> Result<Took, BenchError> {
        self.ask(&Asked::Publish { times, together })
    }
    /// Deliveries a second, while messages are published.
    pub fn rate(&mut self, times: usize, together: usize) -> Result<f64, BenchError> {
        let took = self.publish(times, together)?;
        let count = u64::try_from(self.readers.saturating_mul(times).saturating_mul(together))?;
        Ok(crate::numbers::float(count) / took.sent.iter().sum::<f64>())
    }
}

/// Does what it is asked, a line at a time, until nobody asks any more.
pub fn serve() -> Result<(), BenchError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut here: Option<Here> = None;
    for line in io::stdin().lock().lines() {
        let done = match serde_json::from_str(&line?)? {
            Asked::Open { server, readers } => runtime.block_on(Here::open(server, readers)).map(|h| {
                here = Some(h);
                Took::default()
            }),
            Asked::Publish { times, together } => match &mut here {
                Some(here) => runtime.block_on(here.publish(times, together)),
                None => Err("nobody is connected".into()),
            },
        };
        let mut out = io::stdout().lock();
        writeln!(out, "{}", serde_json::to_string(&done.map_err(|e| e.to_string()))?)?;
        out.flush()?;
    }
    Ok(())
}

/// What has come so far, and who waits for it.
#[derive(Default)]
struct Come {
    count: AtomicU64,
    awaited: AtomicU64,
    there: Notify,
    lost: AtomicU64,
}

struct Here {
    come: Arc<Come>,
    readers: usize,
    server: Server,
    publishers: Vec<TcpStream>,
    /// Messages that were published.
    published: usize,
}

impl Here {
    async fn open(server: Server, readers: usize) -> Result<Self, BenchError> {
        let (to, read) = (server.address, &server.read);
        let come = Arc::new(Come::default());
        let few = Arc::new(Semaphore::new(OPENING));
        let request: Arc<str> =
            format!("GET {read} HTTP/1.1\r\nhost: {to}\r\naccept: text/event-stream\r\n\r\n").into();
        let opened = (0..readers).map(|n| {
            let (come, few, request) = (Arc::clone(&come), Arc::clone(&few), Arc::clone(&request));
            async move {
                let permit = few.acquire_owned().await?;
                let io = connect(to, n).await?;
                let io = head(io, &request).await?;
                drop(permit);
                drop(tokio::spawn(count(io, come)));
                Ok::<_, BenchError>(())
            }
        });
        try_join_all(opened).await?;
        // Who was answered last is let in too.
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(Self { come, readers, server, publishers: Vec::new(), published: 0 })
    }
    async fn publish(&mut self, times: usize, together: usize) -> Result<Took, BenchError> {
        while self.publishers.len() < together {
            self.publishers.push(connect(self.server.address, 0).await?);
        }
        let each = u64::try_from(self.readers.saturating_mul(together))?;
        let mut took = Took::default();
        for _ in 0..times {
            let due = self.come.count.load(Ordering::Relaxed).saturating_add(each);
            self.come.awaited.store(due, Ordering::Relaxed);
            let requests: Vec<String> = (0..together).map(|_| self.request()).collect();
            let watch = Stopwatch::start();
            let posts = self.publishers.iter_mut().zip(&requests).map(|(io, request)| post(io, request.as_bytes()));
            let answered = async {
                try_join_all(posts).await?;
                Ok::<_, BenchError>(watch.elapsed())
            };
            let all = async {
                while self.come.count.load(Ordering::Relaxed) < due {
                    self.come.there.notified().await;
                }
                Ok(watch.elapsed())
            };
            let both = tokio::time::timeout(PATIENCE, async { tokio::try_join!(answered, all) });
            let (answered, all) = both.await.map_err(|_| {
                let come = self.come.count.load(Ordering::Relaxed);
                format!("{come} of {due} came, {} readers were hung up on", self.come.lost.load(Ordering::Relaxed))
            })??;
            took.sent.push(all.as_secs_f64());
            took.answered.push(all.as_secs_f64() - answered.as_secs_f64());
        }
        Ok(took)
    }
    /// Publishes the next message: as it is, or as the text of a post of whose turn it is.
    fn request(&mut self) -> String {
        let (n, server) = (self.published, &self.server);
        self.published = n.saturating_add(1);
        let author = server.authors.get(n.checked_rem(server.authors.len()).unwrap_or_default());
        let (head, body) = match author {
            None => {
                let body = format!("{{\"n\":{n},\"text\":\"{}", char::from(MARK));
                ("content-type: text/plain".to_owned(), format!("{body:x<width$}\"}}", width = MESSAGE - 2))
            }
            Some(token) => {
                let text = format!("{n} {}", char::from(MARK));
                let body = format!("{{\"text\":\"{text:x<MESSAGE$}\",\"tags\":[\"{}\"]}}", flow::TAG);
                (format!("content-type: application/json\r\nauthorization: Bearer {token}"), body)
            }
        };
        let (to, path) = (server.address, &server.publish);
        format!("POST {path} HTTP/1.1\r\nhost: {to}\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    }
}

/// A connection, from one of several addresses of this machine.
async fn connect(to: SocketAddr, n: usize) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    // Those who were there a minute ago still hold their ports: each process has addresses of its own.
    let ours = u8::try_from(1 + std::process::id() % 250).unwrap_or(1);
    let from = Ipv4Addr::new(127, 1, ours, u8::try_from(1 + n / FROM_ONE).unwrap_or(1));
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((from, 0)))?;
    let io = socket.connect(to).await?;
    io.set_nodelay(true)?;
    Ok(io)
}

/// Asks, and reads the head of the answer.
async fn head(mut io: TcpStream, request: &str) -> Result<TcpStream, BenchError> {
    io.write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(io.read_u8().await?);
    }
    let first = String::from_utf8_lossy(&head);
    if first.starts_with("HTTP/1.1 200") { Ok(io) } else { Err(format!("not a stream: {first}").into()) }
}

/// Counts the messages that come.
async fn count(mut io: TcpStream, come: Arc<Come>) {
    poll_fn(|cx| {
        loop {
            let mut room = [0; 16 * 1024];
            let mut read = ReadBuf::new(&mut room);
            let read = match ready!(Pin::new(&mut io).poll_read(cx, &mut read)) {
                Ok(()) if !read.filled().is_empty() => read.filled(),
                _ => return std::task::Poll::Ready(()),
            };
            let marks = read.iter().filter(|b| **b == MARK).count();
            let marks = u64::try_from(marks).unwrap_or(0);
            let count = come.count.fetch_add(marks, Ordering::Relaxed).saturating_add(marks);
            if marks > 0 && count >= come.awaited.load(Ordering::Relaxed) {
                come.there.notify_one();
            }
        }
    })
    .await;
    come.lost.fetch_add(1, Ordering::Relaxed);
}

/// One request and its answer, whose length is stated.
async fn post(io: &mut TcpStream, request: &[u8]) -> Result<(), BenchError> {
    io.write_all(request).await?;
    let mut text = Vec::new();
    loop {
        if io.read_buf(&mut text).await? == 0 {
            return Err("the connection of a publisher ended".into());
        }
        let seen = String::from_utf8_lossy(&text).to_ascii_lowercase();
        let Some((head, body)) = seen.split_once("\r\n\r\n") else { continue };
        if !head.starts_with("http/1.1 2") {
            return Err(format!("not published: {seen}").into());
        }
        let length = head.lines().find_map(|l| l.strip_prefix("content-length:"));
        let length = length.and_then(|l| l.trim().parse::<usize>().ok()).ok_or("an answer of unknown length")?;
        if body.len() >= length {
            return Ok(());
        }
    }
}
