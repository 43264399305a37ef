//! A campaign of web pushes to a push service on this machine: from rows in the queue to "sent" in the store.
//!
//! Each message takes the real path: it is claimed under a lease, composed from what the store has of its reader, sealed for its
//! browser, posted over HTTP/1.1 on kept connections, and noted as sent on disk (SQLite, `synchronous=FULL`). A process of its own
//! sends; the service runs in this one. The share of cryptography is what sealing and signing as many messages takes of the
//! processor alone, of all that the sending process took; the connection to the service is without TLS, which a real one is not:
//! its cost lies once in the connection, and per message in a kilobyte of AES.

use super::{Bench, BenchError, BenchLine, Options, sender};
use crate::numbers::{float, whole};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "push_campaign",
    about: "100,000 web pushes (× --scale) from the queue to a push service on this machine, one sending process",
    run,
};

const MESSAGES: f64 = 100_000.0;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let messages = whole((MESSAGES * options.scale.unwrap_or(1.0)).max(100.0));
    let folder = tempfile::tempdir()?;
    let (service, at) = sender::Service::start().await?;
    sender::fill(folder.path(), &at, usize::try_from(messages)?).await?;
    let child = sender::start(folder.path(), &at)?;
    let out = tokio::task::spawn_blocking(move || child.wait_with_output()).await??;
    let said: sender::Said = serde_json::from_slice(&out.stdout)?;
    let (came, (repeats, _)) = (service.different(), service.repeats());
    if came != usize::try_from(messages)? || repeats > 0 {
        return Err(format!("{came} of {messages} messages came, {repeats} of them again").into());
    }
    let cryptography = said.sealing * float(messages) / 1e6;
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: float(messages) / said.seconds,
        peer: None,
        unit: "/s",
        note: format!(
            "{messages} messages in {:.1} s, none missing, none twice; {:.0} µs of processor each, {:.0} µs of them cryptography: {:.0} %",
            said.seconds,
            said.cpu * 1e6 / float(messages),
            said.sealing,
            100.0 * cryptography / said.cpu,
        ),
    }])
}
