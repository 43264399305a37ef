//! One check-in that reaches 88 friends, 20 of whom look at their page: from the press to the last of the 20 frames, over HTTP.

use std::sync::Arc;

use register::Circle;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{Bench, BenchError, BenchLine, Options, house, median};
use crate::{load, stopwatch::Stopwatch};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "reassure_88",
    about: "one check-in reaching 88 friends of whom 20 are connected: from the press to the last frame",
    run,
};

const FRIENDS: usize = 88;
const CONNECTED: usize = 20;
const PRESSES: usize = 200;

fn run(_: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure())
}

async fn measure() -> Result<Vec<BenchLine>, BenchError> {
    let open = house::open().await?;
    let incident = house::drill(&open.house).await?;
    let ids = house::ids(&open.house, FRIENDS + 1);
    let (me, friends) = ids.split_first().ok_or("nobody")?;
    let mut mine = Circle::default();
    for friend in friends {
        mine.insert(*friend, Circle::CAP).map_err(|e| format!("{e:?}"))?;
    }
    let mut theirs = Circle::default();
    theirs.insert(*me, Circle::CAP).map_err(|e| format!("{e:?}"))?;
    house::people(&open.house, &ids, |n| if n == 0 { mine.blob().to_vec() } else { theirs.blob().to_vec() }).await?;
    let tokens = house::sessions(&open.house, &ids).await?;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?;
    tokio::spawn(axum::serve(listener, web::router(&[safety::room()], open.house.clone())).into_future());

    // Each reader says when a frame named "status" has come.
    let (seen, mut frames) = tokio::sync::mpsc::channel::<()>(4096);
    for token in tokens.iter().skip(1).take(CONNECTED) {
        let mut stream = TcpStream::connect(at).await?;
        let mut request = Vec::new();
        let bearer = format!("Bearer {token}");
        load::request(&mut request, "GET", "/api/v1/stream", &[("authorization", &bearer)], b"");
        stream.write_all(&request).await?;
        let seen = seen.clone();
        tokio::spawn(async move {
            let mut buffer = vec![0; 16 * 1024];
            let mut tail = Vec::new();
            while let Ok(n) = stream.read(&mut buffer).await {
                if n == 0 {
                    break;
                }
                tail.extend_from_slice(buffer.get(..n).unwrap_or_default());
                while let Some(end) = tail.windows(2).position(|w| w == b"\n\n") {
                    let frame: Vec<u8> = tail.drain(..end + 2).collect();
                    if String::from_utf8_lossy(&frame).contains("event: status") && seen.send(()).await.is_err() {
                        return;
                    }
                }
            }
        });
    }
    while open.house.live.connected() < CONNECTED {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }

    let token = Arc::new(tokens.first().cloned().unwrap_or_default());
    let mut times = Vec::with_capacity(PRESSES);
    let mut client = TcpStream::connect(at).await?;
    client.set_nodelay(true)?;
    for press in 0..PRESSES {
        let mut request = Vec::new();
        let bearer = format!("Bearer {token}");
        let body = format!("{{\"answer\":\"safe\",\"client_id\":\"{press}\"}}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let path = format!("/api/v1/incidents/{incident}/check-ins");
        load::request(&mut request, "POST", &path, &headers, body.as_bytes());
        let watch = Stopwatch::start();
        client.write_all(&request).await?;
        let all = async {
            for _ in 0..CONNECTED {
                frames.recv().await.ok_or("the readers are gone")?;
            }
            Ok::<_, BenchError>(())
        };
        tokio::time::timeout(std::time::Duration::from_secs(10), all).await.map_err(|_| "a frame did not come")??;
        times.push(watch.elapsed().as_secs_f64() * 1000.0);
        let mut answer = [0; 4096];
        let _ = client.read(&mut answer).await?;
    }
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: median(&times),
        peer: None,
        unit: "ms",
        note: format!("median of {PRESSES} presses, each to the last of {CONNECTED} frames"),
    }])
}
