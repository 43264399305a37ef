//! The other end: a real server on loopback, and a resolver that says what a test wants.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use outbound::Resolver;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpListener,
};

/// A server that gives everybody the same bytes.
pub struct There {
    pub at: SocketAddr,
    pub asked: Arc<AtomicUsize>,
}

impl There {
    /// Answers each request with these bytes and closes; with none it keeps the connection open and says nothing.
    pub async fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (at, asked, bytes) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)), bytes.into());
        let count = asked.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(answer(stream, bytes.clone()));
            }
        });
        Self { at, asked }
    }
    pub fn times_asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Reads the head of a request, writes the answer.
pub async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, bytes: Vec<u8>) {
    let mut head = Vec::new();
    while !head.windows(4).any(|w| w == b"\r\n\r\n") {
        if stream.read_buf(&mut head).await.unwrap_or(0) == 0 {
            return;
        }
    }
    if bytes.is_empty() {
        // Kept open until the other side has had enough.
        let _ = stream.read(&mut [0]).await;
        return;
    }
    let _ = stream.write_all(&bytes).await;
    let _ = stream.shutdown().await;
}

/// Says one list of addresses after the other, the last one for ever, and counts.
pub struct Script(Mutex<Vec<Vec<IpAddr>>>, AtomicUsize);

impl Script {
    pub fn of(lists: &[&[&str]]) -> Arc<Self> {
        let lists = lists.iter().rev().map(|l| l.iter().map(|a| a.parse().unwrap()).collect()).collect();
        Arc::new(Self(Mutex::new(lists), AtomicUsize::new(0)))
    }
    pub fn times_asked(&self) -> usize {
        self.1.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Resolver for Script {
    async fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let mut lists = self.0.lock().unwrap();
        let next = if lists.len() > 1 { lists.pop() } else { lists.last().cloned() };
        next.ok_or_else(|| io::Error::other("no such name"))
    }
}
