//! Serving: the public listener, the admin listener, the relay and the jobs, until a signal.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use store::Worker;
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::watch,
    task::JoinHandle,
};
use web::House;

use crate::{cli::Failed, rooms, site::Site};

/// Connections that may wait to be accepted: a burst of a thousand messages must not be refused by the kernel.
const BACKLOG: u32 = 4096;
/// How long open answers may take to finish once the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How often what has expired is forgotten.
const TIDY: Duration = Duration::from_secs(60);

/// A listener on this address.
///
/// # Errors
/// When the address is taken or not ours.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.set_nodelay(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// A running server.
pub struct Running {
    /// The house.
    pub house: House,
    /// Where the public pages are.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Starts everything: when this returns, the server answers.
///
/// # Errors
/// When an address is taken, or the store fails.
pub async fn start(site: &Site, address: SocketAddr, admin: Option<SocketAddr>) -> Result<Running, Failed> {
    let (stop, stopped) = watch::channel(false);
    let taken = |a: SocketAddr| move |e: io::Error| Failed::new(format!("{a}: {e}"));
    let public = listen(address).map_err(taken(address))?;
    let address = public.local_addr().map_err(Failed::from)?;
    let (house, relay) = site.house(stopped.clone()).await?;
    let mut tasks = vec![relay];
    let router = web::router(&rooms(), house.clone());
    tasks.push(tokio::spawn(web::serve(public, router, Arc::clone(&site.clock), stopped.clone())));
    if let Some(admin) = admin {
        let listener = listen(admin).map_err(taken(admin))?;
        let at = listener.local_addr().map_err(Failed::from)?;
        tracing::info!(address = %at, "admin listener");
        let router = admin_router(house.clone(), stopped.clone());
        tasks.push(tokio::spawn(web::serve(listener, router, Arc::clone(&site.clock), stopped.clone())));
    }
    let work = rooms().iter().filter_map(|r| r.jobs).flat_map(|jobs| jobs(&house)).collect();
    let worker = Worker::new(site.store.clone(), Arc::clone(&site.clock), Arc::clone(&site.dice), work);
    tasks.push(tokio::spawn(worker.run(stopped.clone())));
    tasks.push(tokio::spawn(crate::post::post(site, &house)?.run(stopped.clone())));
    tasks.push(tokio::spawn(tidy(house.clone(), stopped)));
    Ok(Running { house, address, stop, tasks })
}

impl Running {
    /// Tells streams to come back, lets open answers finish, writes what waits.
    pub async fn stop(self) {
        let Self { house, stop, tasks, .. } = self;
        stop.send_replace(true);
        let all = async {
            for task in tasks {
                let _ = task.await;
            }
        };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::warn!("some answers were cut off");
        }
        house.store.close().await;
    }
}

/// The signals that end a server.
pub struct Signals {
    term: tokio::signal::unix::Signal,
    int: tokio::signal::unix::Signal,
}

impl Signals {
    /// Listens to SIGTERM and SIGINT from now on: before anybody is told that the server is there, as whoever is told may end it.
    ///
    /// # Errors
    /// When signals cannot be listened to.
    pub fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { term: signal(SignalKind::terminate())?, int: signal(SignalKind::interrupt())? })
    }
    /// Waits for one of them.
    pub async fn wait(mut self) {
        tokio::select! { _ = self.term.recv() => {}, _ = self.int.recv() => {} }
    }
}

#[derive(Clone)]
struct Admin {
    house: House,
    stop: watch::Receiver<bool>,
}

fn admin_router(house: House, stop: watch::Receiver<bool>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(Admin { house, stop })
}

async fn ready(State(admin): State<Admin>) -> impl IntoResponse {
    if *admin.stop.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    readiness(&admin.house).await
}

/// Whether requests can be served: the store answers, and takes what is written.
pub async fn readiness(house: &House) -> (StatusCode, &'static str) {
    if house.store.position().await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n");
    }
    if !house.store.has_room().await {
        return (StatusCode::SERVICE_UNAVAILABLE, "there is no room on the disk\n");
    }
    (StatusCode::OK, "ready\n")
}

async fn metrics(State(admin): State<Admin>) -> impl IntoResponse {
    let house = &admin.house;
    let gauge = |name, n: usize| house.metrics.gauge(name, i64::try_from(n).unwrap_or(i64::MAX));
    gauge("rhizome_streams", house.live.connected());
    gauge("rhizome_streams_dropped_total", house.live.dropped());
    if let Ok(pos) = house.store.position().await {
        house.metrics.gauge("rhizome_outbox_position", pos);
    }
    if let Ok(waiting) = house.queue.waiting().await {
        queue_gauges(house, &waiting);
    }
    ([("content-type", "text/plain; version=0.0.4; charset=utf-8")], house.metrics.render())
}

/// How many messages wait, and for how many seconds the first of each channel has been due.
fn queue_gauges(house: &House, waiting: &[notify::dead::Waiting]) {
    use notify::Channel;
    let now = house.clock.now();
    for channel in Channel::ALL {
        let (count, age) = match channel {
            Channel::Push => ("rhizome_waiting_push", "rhizome_oldest_seconds_push"),
            Channel::Sms => ("rhizome_waiting_sms", "rhizome_oldest_seconds_sms"),
            Channel::Email => ("rhizome_waiting_email", "rhizome_oldest_seconds_email"),
            Channel::Hook => ("rhizome_waiting_hook", "rhizome_oldest_seconds_hook"),
        };
        let found = waiting.iter().find(|w| w.channel == channel);
        house.metrics.gauge(count, found.map_or(0, |w| w.count));
        // Not due yet is not late.
        house.metrics.gauge(age, found.map_or(0, |w| now.since(w.due).whole_seconds().max(0)));
    }
}

/// Forgets what has expired: positions, sessions, proofs, answers that nobody proved, events that everyone has read.
async fn tidy(house: House, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|s| *s) => return,
            () = tokio::time::sleep(TIDY) => {}
        }
        tidy_once(&house).await;
    }
}

/// Once through all of it. One sweep that fails is logged and holds up none of the others. Gives the names of those that failed.
pub async fn tidy_once(house: &House) -> Vec<&'static str> {
    let now = house.clock.now();
    let (register, hours) = (&house.register, kernel::Span::hours);
    let positions = async {
        while register.forget_expired(now, 1000).await? == 1000 {}
        Ok::<_, store::StoreError>(())
    };
    let swept = [
        ("positions", told(positions.await)),
        ("sessions", told(register.forget_sessions(now).await)),
        ("proofs", told(register.forget_proofs(now.minus(hours(1))).await)),
        ("invitations", told(register.forget_invitations(now).await)),
        ("repeats", told(web::idempotency::forget_old(house).await)),
        ("waiting answers", told(safety::acts::forget_waiting(house).await)),
        ("help", told(safety::acts::forget_help(house).await)),
        ("messages", told(safety::acts::sms::forget_messages(house).await)),
        ("searches", told(missing::acts::forget(house).await)),
        ("doors", told(doors::acts::forget_past(house).await)),
        ("posts", told(feed::acts::forget_loose(house).await)),
        ("deliveries", told(reach::store::forget::deliveries(house, now).await)),
        ("codes", told(reach::store::forget::codes(house, now).await)),
        ("campaigns", told(reach::store::forget::campaigns(house, now).await)),
        ("told", told(reach::store::forget::told(house, now).await)),
        ("events", told(house.store.forget_events(now.minus(hours(i64::from(house.config.replay_hours)))).await)),
        ("log", told(house.store.trim_log().await)),
    ];
    let mut failed = Vec::new();
    for (sweep, error) in swept {
        if let Some(error) = error {
            tracing::error!(sweep, error, "forgetting what has expired");
            failed.push(sweep);
        }
    }
    failed
}

/// What was wrong, if anything was.
fn told<T, E: std::fmt::Debug>(result: Result<T, E>) -> Option<String> {
    result.err().map(|e| format!("{e:?}"))
}
