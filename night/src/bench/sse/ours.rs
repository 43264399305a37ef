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
use store::{Change, Folder, Seal, Store, StoreError};
use tokio::{net::TcpSocket, sync::watch};
use web::{Access, Config, Failure, House, NoSessions, Parts, Room, Route};

use super::super::BenchError;

/// Where readers read.
pub const READ: &str = "/api/v1/flow";
/// Where somebody publishes.
pub const PUBLISH: &str = "/api/v1/posts";

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

/// Serves until its input ends. Says its address first.
pub fn serve(folder: &Path) -> Result<(), BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (stop, stopped) = watch::channel(false);
    let (house, address) = runtime.block_on(open(folder, stopped))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{address}")?;
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
    let parts = Parts { store, seal, clock: Arc::clone(&clock), dice, config: Config::default(), folder: Some(folder) };
    let rooms = [room()];
    let (house, _relay) = web::open(parts, &rooms, |_| Arc::new(NoSessions), stop.clone()).await?;
    let socket = TcpSocket::new_v4()?;
    socket.set_nodelay(true)?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let listener = socket.listen(4096)?;
    let address = listener.local_addr()?;
    drop(tokio::spawn(web::serve(listener, web::router(&rooms, house.clone()), clock, stop)));
    Ok((house, address))
}
