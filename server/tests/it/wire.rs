//! A client that speaks HTTP by hand: what is on the wire is what is tested.

use std::{net::SocketAddr, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

/// Nothing here takes this long unless it hangs.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// Waits for something that must come.
pub(crate) async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    timeout(LONG, future).await.unwrap_or_else(|_| panic!("waited too long for {what}"))
}

/// Asks again and again until it is so.
pub(crate) async fn until<F: AsyncFnMut() -> bool>(what: &str, mut is_so: F) {
    soon(what, async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
}

/// A kept-alive connection.
pub(crate) struct Wire {
    line: BufReader<TcpStream>,
    token: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Its first line and its headers.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.body))
    }
    #[track_caller]
    pub(crate) fn at(&self, pointer: &str) -> String {
        match self.json().pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        }
    }
}

impl Wire {
    pub(crate) async fn to(address: SocketAddr, token: Option<&str>) -> std::io::Result<Self> {
        let line = TcpStream::connect(address).await?;
        line.set_nodelay(true)?;
        Ok(Self { line: BufReader::new(line), token: token.map(str::to_owned) })
    }
    /// The head of a request.
    pub(crate) fn head(&self, method: &str, path: &str, more: &str) -> String {
        let token = self.token.as_ref().map(|t| format!("authorization: Bearer {t}\r\n")).unwrap_or_default();
        format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{token}{more}\r\n")
    }
    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        self.line.get_mut().write_all(bytes.as_ref()).await
    }
    /// Sends a request and reads the answer whole.
    pub(crate) async fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<Reply> {
        let text = body.map(Value::to_string).unwrap_or_default();
        let kind = if body.is_some() { "content-type: application/json\r\n" } else { "" };
        let head = self.head(method, path, &format!("{kind}content-length: {}\r\n", text.len()));
        self.write(&(head + &text)).await?;
        self.read().await
    }
    /// Reads an answer.
    pub(crate) async fn read(&mut self) -> std::io::Result<Reply> {
        let head = self.read_head().await?;
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        let field = |name: &str| {
            let lines = head.lines().filter_map(|l| l.split_once(':'));
            lines.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim().to_owned()).next()
        };
        let mut body = Vec::new();
        if let Some(length) = field("content-length").and_then(|l| l.parse().ok()) {
            body.resize(length, 0);
            self.line.read_exact(&mut body).await?;
        } else if field("transfer-encoding").is_some() {
            while let Some(chunk) = self.chunk().await? {
                body.extend_from_slice(&chunk);
            }
        }
        Ok(Reply { status, head, body: String::from_utf8_lossy(&body).into_owned() })
    }
    async fn read_head(&mut self) -> std::io::Result<String> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.line.read_line(&mut head).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(head)
    }
    async fn chunk(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = String::new();
        if self.line.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let length = usize::from_str_radix(line.trim(), 16).map_err(|_| std::io::ErrorKind::InvalidData)?;
        let mut chunk = vec![0; length + 2];
        self.line.read_exact(&mut chunk).await?;
        chunk.truncate(length);
        Ok((length > 0).then_some(chunk))
    }
    /// Becomes a stream of server-sent events.
    pub(crate) async fn stream(self, after: Option<i64>) -> std::io::Result<Sse> {
        self.stream_of("/api/v1/stream", after).await
    }
    /// The same, at another path.
    pub(crate) async fn stream_of(mut self, path: &str, after: Option<i64>) -> std::io::Result<Sse> {
        let more = after.map(|a| format!("last-event-id: {a}\r\n")).unwrap_or_default();
        let head = self.head("GET", path, &more);
        self.write(&head).await?;
        let head = self.read_head().await?;
        assert!(head.contains(" 200 "), "{head}");
        Ok(Sse { wire: self, text: String::new() })
    }
}

/// One message of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) id: Option<i64>,
    pub(crate) name: String,
    pub(crate) data: String,
}

impl Shown {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap()
    }
}

/// A stream.
pub(crate) struct Sse {
    wire: Wire,
    text: String,
}

impl Sse {
    /// The next message; an error when the line is cut, nothing when the server ended it.
    pub(crate) async fn next(&mut self) -> std::io::Result<Option<Shown>> {
        loop {
            while let Some((message, rest)) = self.text.split_once("\n\n") {
                let found = message_of(message);
                self.text = rest.to_owned();
                if let Some(found) = found {
                    return Ok(Some(found));
                }
            }
            match self.wire.chunk().await? {
                Some(chunk) => self.text.push_str(&String::from_utf8_lossy(&chunk)),
                None => return Ok(None),
            }
        }
    }
    /// The next message, which must come.
    pub(crate) async fn must(&mut self) -> Shown {
        soon("a message", self.next()).await.unwrap().expect("the stream ended")
    }
}

pub(crate) fn message_of(text: &str) -> Option<Shown> {
    let field = |name: &str| text.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim().to_owned());
    let name = field("event:")?;
    let id = field("id:").and_then(|id| id.parse().ok());
    Some(Shown { id, name, data: field("data:").unwrap_or_default() })
}
