//! A durable check-in over HTTP against a handler that does nothing.
//!
//! Both sides are axum in the same process, on the same runtime of two threads, and get the same bytes over 256 connections: an authorised
//! `POST` with a JSON body. Ours reads the session and the body, decides, writes fact and event with `synchronous=FULL`, and answers 201
//! when they are on disk. The other answers 201 with a few bytes. The client that loads both has a thread of its own and costs both alike.

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, routing::post};

use super::{Bench, BenchError, BenchLine, Options, compare, house};
use crate::load::Load;

/// The bench.
pub const BENCH: Bench = Bench {
    name: "check_in_vs_noop",
    about: "durable check-ins over HTTP against an axum handler that does nothing, 256 connections",
    run,
};

const ROUNDS: usize = 9;
const CONNECTIONS: usize = 256;
const PEOPLE: usize = 20_000;
const REQUESTS: f64 = 40_000.0;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let open = house::open().await?;
    let incident = house::drill(&open.house).await?;
    let ids = house::ids(&open.house, PEOPLE);
    house::people(&open.house, &ids, |_| Vec::new()).await?;
    let tokens = Arc::new(house::sessions(&open.house, &ids).await?);
    let path = Arc::new(format!("/api/v1/incidents/{incident}/check-ins"));

    let (ours_at, ours) = house::listener().map(|(l, a)| (a, l))?;
    tokio::spawn(axum::serve(ours, web::router(&[safety::room()], open.house.clone())).into_future());
    let (noop_at, noop) = house::listener().map(|(l, a)| (a, l))?;
    let nothing = || async { (axum::http::StatusCode::CREATED, "{\"state\":\"kept\"}") };
    tokio::spawn(axum::serve(noop, Router::new().route(&path, post(nothing))).into_future());

    let requests = whole(REQUESTS * options.scale.unwrap_or(1.0));
    let presses = std::cell::Cell::new(0_u64);
    let side = async |to: SocketAddr| -> Result<f64, BenchError> {
        presses.set(presses.get().saturating_add(1));
        let load = Load { to, connections: CONNECTIONS, requests, every: None };
        let report = house::check_ins(load, &path, &tokens, (presses.get(), 0)).await?;
        Ok(report.rate())
    };
    // Both sides warm: sessions known, statements prepared, pages in memory.
    side(ours_at).await?;
    side(noop_at).await?;
    let found = compare(ROUNDS, async || side(ours_at).await, async || side(noop_at).await).await?;
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: Some(found.ratio),
        ours: found.ours,
        peer: Some(found.peer),
        unit: "/s",
        note: format!("{requests} a round, SQLite synchronous=FULL"),
    }])
}

fn whole(x: f64) -> u64 {
    format!("{:.0}", x.max(1.0)).parse().unwrap_or(1)
}
