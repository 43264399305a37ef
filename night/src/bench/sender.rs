//! A process that sends what waits in a folder, so that it can be measured by itself, and ended in the middle; and what it sends to: a
//! push service that takes everything and counts by name.

use std::{
    collections::HashMap,
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use axum::{
    Router,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use kernel::{IncidentId, PersonId, Time};
use notify::{
    Carrier, Channel, Delivery, Kind, Letter, NewDelivery, Outcome, Owner, Post, Target,
    push::{PushCarrier, encrypt, testing::Browser},
    report::Campaign,
};
use outbound::{Outbound, SystemResolver};
use store::Change;
use web::{Config, House, Ways};

use super::{BenchError, house};
use crate::stopwatch::Stopwatch;

const FOLDER: &str = "RHIZOME_BENCH_SEND_FROM";
const SERVICE: &str = "RHIZOME_BENCH_SEND_TO";
/// Browsers of one person: as many as one may have.
const EACH: usize = 10;
/// Keys that browsers take turns with; each endpoint is its own.
const KEYS: u64 = 256;
/// Messages that are sealed once more, alone, to know what that costs.
const SEALED_ALONE: u32 = 20_000;

/// Takes every message at once: what is measured is how fast they are queued.
pub struct Taken;

#[async_trait]
impl Carrier for Taken {
    fn channel(&self) -> Channel {
        Channel::Push
    }
    fn limits(&self) -> (u32, usize) {
        (0, 500)
    }
    async fn carry(&self, _: &Delivery, _: &Letter, _: &Target) -> Outcome {
        Outcome::Sent { reference: None, parts: 0 }
    }
    async fn check(&self) -> Result<String, String> {
        Ok(String::new())
    }
}

/// A push service.
#[derive(Clone, Default)]
pub struct Service(Arc<Mutex<HashMap<String, u32>>>);

impl Service {
    /// Listens on a port of this machine.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn start() -> Result<(Self, String), BenchError> {
        let service = Self::default();
        let counted = service.clone();
        let take = move |headers: HeaderMap| {
            let topic = headers.get("topic").and_then(|t| t.to_str().ok()).unwrap_or_default().to_owned();
            let mut all = counted.0.lock().unwrap_or_else(PoisonError::into_inner);
            *all.entry(topic).or_default() += 1;
            std::future::ready(StatusCode::CREATED)
        };
        let router = Router::new().route("/p/{name}", post(take));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let at = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok((service, at))
    }
    /// How many different messages came.
    #[must_use]
    pub fn different(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
    /// How many came more than once, and how often the most frequent came.
    #[must_use]
    pub fn repeats(&self) -> (u32, u32) {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (all.values().map(|n| n.saturating_sub(1)).sum(), all.values().copied().max().unwrap_or(0))
    }
}

fn config(service: &str) -> Config {
    let outbound = Ways { allow_private: vec![service.to_owned()] };
    Config { push_contact: "mailto:bench@rhizome.example".to_owned(), outbound, ..Config::default() }
}

/// Fills a folder with people, ten browsers each, and a question to each browser.
///
/// # Errors
/// When the store fails.
pub async fn fill(folder: &Path, service: &str, messages: usize) -> Result<(), BenchError> {
    let (house, _stop) = house::open_at(folder, config(service)).await?;
    let incident = house::drill(&house).await?;
    let ids = house::ids(&house, messages.div_ceil(EACH));
    house::people(&house, &ids, |_| Vec::new()).await?;
    let now = house.clock.now();
    let keys: Vec<Browser> = (1..=KEYS).map(Browser::of).collect();
    let campaign = Campaign { id: [7; 16], kind: Kind::Ask.number(), round: 1, at: now };
    house.store.apply(house.queue.add_campaign(Change::new(), &campaign, incident, true)).await?;
    let all: Vec<usize> = (0..messages).collect();
    for some in all.chunks(1000) {
        let mut change = Change::new();
        for n in some {
            let (Some(person), Some(key)) = (ids.get(n / EACH), keys.get(n % keys.len())) else { continue };
            let browser = key.subscribed_at(&format!("{service}/p/{n}"));
            change = reach::store::devices::add(change, &house, *person, None, &browser, now);
            let device = reach::store::devices::device_id(&house, browser.endpoint());
            change = house.queue.add(change, &question(*person, incident, device, campaign.id, now));
        }
        house.store.apply(change).await?;
    }
    house.store.close().await;
    Ok(())
}

fn question(
    person: PersonId,
    incident: IncidentId,
    device: [u8; 16],
    campaign: [u8; 16],
    now: Time,
) -> NewDelivery<'static> {
    NewDelivery {
        incident: Some((incident, true)),
        campaign: Some(campaign),
        device: Some(device),
        ..NewDelivery::new(b"bench", Owner::Person(person), Kind::Ask, Channel::Push, now)
    }
}

/// Starts a process that sends what waits in this folder.
///
/// # Errors
/// When it cannot be started.
pub fn start(folder: &Path, service: &str) -> Result<Child, BenchError> {
    let mut again = Command::new(std::env::current_exe()?);
    Ok(again.env(FOLDER, folder).env(SERVICE, service).stdout(Stdio::piped()).spawn()?)
}

/// What a sender says of itself.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Said {
    /// How long it sent, in seconds.
    pub seconds: f64,
    /// What that took of the processors, in seconds.
    pub cpu: f64,
    /// What sealing and signing one message takes of them, in microseconds, measured alone right after.
    pub sealing: f64,
}

/// Sends, when the environment asks this process to.
#[must_use]
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its outputs")]
pub fn run_if_asked() -> Option<ExitCode> {
    let (folder, service) = (std::env::var(FOLDER).ok()?, std::env::var(SERVICE).ok()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let sent = runtime.map_err(BenchError::from).and_then(|r| r.block_on(send(Path::new(&folder), &service)));
    match sent.and_then(|said| Ok(serde_json::to_string(&said)?)) {
        Ok(line) => {
            println!("{line}");
            Some(ExitCode::SUCCESS)
        }
        Err(fault) => {
            eprintln!("sending: {fault}");
            Some(ExitCode::FAILURE)
        }
    }
}

async fn send(folder: &Path, service: &str) -> Result<Said, BenchError> {
    let (house, _stop) = house::open_at(folder, config(service)).await?;
    let mut calls = house.config.calls()?;
    calls.idle_connections = 128;
    let client = Outbound::public(&calls, Arc::new(SystemResolver))?;
    let carrier = PushCarrier::new(
        client,
        Arc::clone(&house.vapid),
        None,
        house.queue.clone(),
        Arc::clone(&house.clock),
        Arc::clone(&house.dice),
    );
    let carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(carrier)];
    let post = Post::new(house.queue.clone(), Arc::clone(&house.clock), reach::compose::composer(&house), carriers);
    let (before, watch) = (cpu_seconds(), Stopwatch::start());
    loop {
        if post.turn().await? > 0 {
            continue;
        }
        if !house.queue.waiting().await?.iter().any(|w| w.channel == Channel::Push) {
            break;
        }
        // What a process that died had taken is free again when its lease ends.
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let (seconds, cpu) = (watch.elapsed().as_secs_f64(), cpu_seconds() - before);
    let sealing = sealing(&house)?;
    house.store.close().await;
    Ok(Said { seconds, cpu, sealing })
}

/// Microseconds of processor for sealing a message of the usual length and for the header that says who we are.
fn sealing(house: &House) -> Result<f64, BenchError> {
    let keys: Vec<Browser> = (1..=KEYS).map(Browser::of).collect();
    let subscriptions: Vec<_> = keys.iter().map(Browser::subscription).collect();
    let text = [b'x'; 700];
    let before = cpu_seconds();
    for (_, to) in (0..SEALED_ALONE).zip(subscriptions.iter().cycle()) {
        let body = encrypt(&*house.dice, to, &text)?;
        let header = house.vapid.authorization(house.clock.now(), to)?;
        std::hint::black_box((body, header));
    }
    Ok((cpu_seconds() - before) * 1e6 / f64::from(SEALED_ALONE))
}

/// What this process has taken of the processors so far, in seconds (Linux; 0 elsewhere).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which may hold spaces: user and system time are the 12th and 13th, in hundredths.
    let rest = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    rest.split(' ').skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}
