//! A lean HTTP/1.1 client that makes load: many kept-alive connections on one thread, and as little work per answer as possible,
//! so that what is measured is the server.
//!
//! It understands what a server of ours answers: a status, headers, and a body of a known length. It follows nothing, checks no
//! certificate, keeps no cookie.

mod answer;

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::{Barrier, oneshot},
    task::JoinSet,
};

pub use answer::{Head, NotHttp, head};

use crate::stopwatch::{Stopwatch, per_second};

/// What load to make.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// The server.
    pub to: SocketAddr,
    /// How many connections; each has one request under way at a time.
    pub connections: usize,
    /// How many requests in all.
    pub requests: u64,
    /// One request is due every so often, and its latency counts from then, whether or not those before were answered late; without, each
    /// connection sends its next as soon as it can.
    pub every: Option<Duration>,
}

/// Which request is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The connection, from 0.
    pub connection: usize,
    /// The request, from 0, over all connections: each number comes once.
    pub number: u64,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many answers of each status.
    pub statuses: BTreeMap<u16, u64>,
    /// From the first request, all connections being open, to the last answer.
    pub elapsed: Duration,
    /// Microseconds from request to answer, sorted.
    latencies: Vec<u32>,
}

impl Report {
    /// How many answers.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.statuses.values().sum()
    }
    /// How many answers of another status than 200 to 299.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.statuses.iter().filter(|(status, _)| !(200..300).contains(*status)).map(|(_, n)| n).sum()
    }
    /// Answers per second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        per_second(self.answers(), self.elapsed)
    }
    /// The latency that this many of a thousand answers do not exceed: 500 is the median, 990 the ninety-ninth percentile.
    #[must_use]
    pub fn latency(&self, of_thousand: usize) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        let at = last.saturating_mul(of_thousand.min(1000)) / 1000;
        Duration::from_micros(self.latencies.get(at).copied().map_or(0, u64::from))
    }
    /// How far two of them are apart: the greatest difference between the shares of their answers that had come by any one time, 0 to 1 (the
    /// statistic of Kolmogorov and Smirnov for two samples).
    #[must_use]
    pub fn apart(&self, other: &Self) -> f64 {
        let share = |all: &[u32], by: u32| {
            let come = all.partition_point(|t| *t <= by);
            crate::numbers::ratio(come, all.len())
        };
        let times = self.latencies.iter().chain(&other.latencies);
        times.map(|t| (share(&self.latencies, *t) - share(&other.latencies, *t)).abs()).fold(0.0, f64::max)
    }
    fn join(&mut self, other: Self) {
        for (status, n) in other.statuses {
            let sum = self.statuses.entry(status).or_default();
            *sum = sum.saturating_add(n);
        }
        self.latencies.extend(other.latencies);
    }
}

/// Makes a load from a thread of its own, so that client and server share no runtime. `write` puts the bytes of a request into an
/// empty buffer ([`request`] helps).
///
/// # Errors
/// When a connection cannot be opened, breaks, or answers what is not HTTP.
pub async fn make<W>(load: Load, write: W) -> io::Result<Report>
where
    W: Fn(Turn, &mut Vec<u8>) + Send + Sync + 'static,
{
    Ok(make_apart(load, 1, write).await?.pop().unwrap_or_default())
}

/// The same load, told apart: request `n` belongs to kind `n % kinds`. One report for each kind.
///
/// # Errors
/// As [`make`].
pub async fn make_apart<W>(load: Load, kinds: usize, write: W) -> io::Result<Vec<Report>>
where
    W: Fn(Turn, &mut Vec<u8>) + Send + Sync + 'static,
{
    let (done, report) = oneshot::channel();
    std::thread::Builder::new().name("load".to_owned()).spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // The receiver may be gone when whoever asked for the load was stopped: there is nobody to tell then.
        let _unheard = done.send(runtime.and_then(|runtime| runtime.block_on(run(load, kinds, Arc::new(write)))));
    })?;
    report.await.unwrap_or_else(|_| Err(io::Error::other("the load's thread ended")))
}

async fn run<W>(load: Load, kinds: usize, write: Arc<W>) -> io::Result<Vec<Report>>
where
    W: Fn(Turn, &mut Vec<u8>) + Send + Sync + 'static,
{
    let next = Arc::new(AtomicU64::new(0));
    let open = Arc::new(Barrier::new(load.connections.saturating_add(1)));
    let mut all = JoinSet::new();
    for connection in 0..load.connections {
        let socket = TcpStream::connect(load.to).await?;
        socket.set_nodelay(true)?;
        let (next, open, write) = (next.clone(), open.clone(), write.clone());
        all.spawn(async move {
            open.wait().await;
            converse(socket, connection, (load, kinds), &next, &*write).await
        });
    }
    open.wait().await;
    let watch = Stopwatch::start();
    let mut reports = vec![Report::default(); kinds];
    while let Some(parts) = all.join_next().await {
        for (report, part) in reports.iter_mut().zip(parts.map_err(io::Error::other)??) {
            report.join(part);
        }
    }
    for report in &mut reports {
        report.elapsed = watch.elapsed();
        report.latencies.sort_unstable();
    }
    Ok(reports)
}

/// One connection: a request, its answer, and again.
async fn converse<W>(
    mut socket: TcpStream,
    connection: usize,
    (load, kinds): (Load, usize),
    next: &AtomicU64,
    write: &W,
) -> io::Result<Vec<Report>>
where
    W: Fn(Turn, &mut Vec<u8>),
{
    let mut reports = vec![Report::default(); kinds];
    let (mut out, mut read) = (Vec::with_capacity(1024), Vec::with_capacity(4096));
    let begun = Stopwatch::start();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= load.requests {
            return Ok(reports);
        }
        out.clear();
        write(Turn { connection, number }, &mut out);
        let due = match load.every {
            Some(every) => {
                let due = every.saturating_mul(u32::try_from(number).unwrap_or(u32::MAX));
                tokio::time::sleep(due.saturating_sub(begun.elapsed())).await;
                due
            }
            None => begun.elapsed(),
        };
        socket.write_all(&out).await?;
        let status = answered(&mut socket, &mut read).await?;
        let took = begun.elapsed().saturating_sub(due);
        let kind = usize::try_from(number).unwrap_or(0).checked_rem(kinds).unwrap_or(0);
        let Some(report) = reports.get_mut(kind) else { continue };
        report.latencies.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
        let count = report.statuses.entry(status).or_default();
        *count = count.saturating_add(1);
    }
}

/// Reads one answer to its end, leaves the buffer empty, and says its status.
async fn answered(socket: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<u16> {
    let mut known: Option<Head> = None;
    loop {
        if known.is_none() {
            known = head(read).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
        }
        if let Some(head) = known.filter(|head| read.len() >= head.ends) {
            // Nothing follows an answer: the next request has not been sent.
            read.clear();
            return Ok(head.status);
        }
        if socket.read_buf(read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// Writes a request with a body, to be kept alive.
pub fn request(out: &mut Vec<u8>, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) {
    for part in [method, " ", path, " HTTP/1.1\r\nhost: localhost\r\n"] {
        out.extend_from_slice(part.as_bytes());
    }
    for (name, value) in headers {
        for part in [name, ": ", value, "\r\n"] {
            out.extend_from_slice(part.as_bytes());
        }
    }
    out.extend_from_slice(b"content-length: ");
    out.extend_from_slice(body.len().to_string().as_bytes());
    out.extend_from_slice(b"\r\n\r\n");
    out.extend_from_slice(body);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_reports_are_as_far_apart_as_their_answers() {
        let of = |latencies: &[u32]| Report { latencies: latencies.to_vec(), ..Report::default() };
        assert_eq!(of(&[1, 2, 3, 4]).apart(&of(&[1, 2, 3, 4])), 0.0);
        assert_eq!(of(&[1, 2, 3, 4]).apart(&of(&[5, 6])), 1.0);
        assert_eq!(of(&[1, 2, 3, 4]).apart(&of(&[3, 4, 5, 6])), 0.5);
    }
}
