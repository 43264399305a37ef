//! Our side: the house on SQLite on the disk, a route that publishes and one that streams; the way of a post of the flow, without what a
//! post costs besides (limits, masking, hashtags): the peer has nothing of that either.

use std::{
    io::{BufRead, Write},
    net::SocketAddr,
    path::Path,
    sync::Arc,
};

use async_trait::async_trait;
use axum::{extract::State, response::Response};
use kernel::{Clock, Dice, Event, Id, IncidentId, OsDice, PostId, Recorded, SystemClock, TagId};
use relay::{Frame, Marks, Project, Scope, To, Want};
use serde::{Deserialize, Serialize};
use store::{Change, Folder, Seal, Store, StoreError};
use tokio::{net::TcpSocket, sync::watch};
use web::{Access, Config, Failure, House, NoSessions, Parts, Room, Route};

use super::super::{BenchError, flow};

/// Where a server is read and written to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Server {
    /// Its address.
    pub address: SocketAddr,
    /// Where readers read.
    pub read: String,
    /// Where somebody publishes.
    pub publish: String,
    /// Those who publish, in turn: their tokens. None where anybody may, and a message is all that is sent.
    pub authors: Vec<String>,
}

/// People who write: none of them as often as the limits forbid.
const AUTHORS: usize = 400;
/// Where readers read.
const READ: &str = "/api/v1/flow";
/// Where somebody publishes.
const PUBLISH: &str = "/api/v1/posts";

fn tag() -> TagId {
    TagId::from_bytes([7; 16])
}

/// Shows a post whose text is in its event: the bench has no table of posts.
struct Shown;

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let Event::Post { incident, drill, state, .. } = &event.event else { return Ok(Vec::new()) };
        if !scope.has_feed(*incident) {
            return Ok(Vec::new());
        }
        let marks = Marks { incident: *incident, drill: *drill, lane: 2, tags: vec![tag()], cells: Vec::new() };
        Ok(vec![Frame::new(To::Feed(marks), "post", state.clone())])
    }
}

async fn read(State(house): State<House>) -> Result<Response, Failure> {
    let want = Want { any: vec![tag()], ..Want::default() };
    Ok(web::streamed(house.feed(want, None).await?))
}

async fn publish(State(house): State<House>, text: String) -> Result<Response, Failure> {
    let now = house.clock.now();
    let chance = u16::try_from(house.dice.below(1 << 16)).unwrap_or(0);
    let incident = IncidentId::from_bytes([1; 16]);
    let event = Event::Post { post: PostId::at(now, chance), incident, drill: false, state: text };
    house.store.apply(Change::new().event(event)).await?;
    Ok(web::created(serde_json::json!({})))
}

fn room() -> Room {
    Room {
        name: "flow",
        routes: vec![
            Route::get(READ, Access::Anyone, read).says("Streams"),
            Route::post(PUBLISH, Access::Anyone, publish).says("Publishes"),
        ],
        projections: Some(|_, _, _, _| vec![Arc::new(Shown)]),
        ..Room::default()
    }
}

/// Serves a house that only streams until its input ends. Says where first.
pub fn serve(folder: &Path) -> Result<(), BenchError> {
    until_told(async {
        let (stop, stopped) = watch::channel(false);
        let (house, address) = open(folder, stopped).await?;
        let server = Server { address, read: READ.to_owned(), publish: PUBLISH.to_owned(), authors: Vec::new() };
        Ok((house, stop, server))
    })
}

/// Serves the flow with its own rooms: real posts of people who have proven a contact. Says where, and by whom, first.
pub fn serve_flow(folder: &Path) -> Result<(), BenchError> {
    until_told(async {
        let (house, stop) = flow::open(folder).await?;
        flow::incident(&house).await?;
        let authors = flow::writers(&house, AUTHORS).await?;
        let address = listen(&flow::rooms(), &house, stop.subscribe()).await?;
        let (read, publish) = (format!("/api/v1/feed/stream?any={}", flow::TAG), PUBLISH.to_owned());
        Ok((house, stop, Server { address, read, publish, authors }))
    })
}

fn until_told(
    opened: impl Future<Output = Result<(House, watch::Sender<bool>, Server), BenchError>>,
) -> Result<(), BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (house, stop, server) = runtime.block_on(opened)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&server)?)?;
    out.flush()?;
    for line in std::io::stdin().lock().lines() {
        line?;
    }
    stop.send_replace(true);
    runtime.block_on(house.store.close());
    Ok(())
}

async fn open(folder: &Path, stop: watch::Receiver<bool>) -> Result<(House, SocketAddr), BenchError> {
    let folder = Folder::open(folder)?;
    let store = Store::sqlite(&folder.database()).await?;
    let (clock, dice): (Arc<dyn Clock>, Arc<dyn Dice>) = (Arc::new(SystemClock), Arc::new(OsDice));
    let seal = Seal::open_or_make(&folder.keys(), &*dice)?;
    let parts = Parts { store, seal, clock, dice, config: Config::default(), folder: Some(folder) };
    let rooms = [room()];
    let (house, _relay) = web::open(parts, &rooms, |_| Arc::new(NoSessions), stop.clone()).await?;
    let address = listen(&rooms, &house, stop).await?;
    Ok((house, address))
}

/// Listens, as the server does.
async fn listen(rooms: &[Room], house: &House, stop: watch::Receiver<bool>) -> Result<SocketAddr, BenchError> {
    let socket = TcpSocket::new_v4()?;
    socket.set_nodelay(true)?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let listener = socket.listen(4096)?;
    let address = listener.local_addr()?;
    let clock = Arc::clone(&house.clock);
    drop(tokio::spawn(web::serve(listener, web::router(rooms, house.clone()), clock, stop)));
    Ok(address)
}
