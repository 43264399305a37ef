//! Check-ins in PostgreSQL: groups of changes against one transaction per change.
//!
//! Both sides write the same statement, the register's own for a fact about a known person, and an event, on a server of its own with
//! `fsync` on, for the same crowd: a thousand people whose check-ins are under way at any time. Ours hands each check-in to the
//! store, which writes those that wait together. The other has 64 connections, all busy all the time; on each it awaits `BEGIN`, both
//! statements, prepared, and `COMMIT`. It takes the position of the event from a sequence, so that it is not held up by the one
//! counter that orders ours.
//!
//! The note says what is left when only 64 check-ins are under way on both sides: then nobody can do better than 64 per wait for the
//! disk, and PostgreSQL lets its connections share that wait by itself.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use kernel::{Clock, Dice, FactId, IncidentId, Lang, OsDice, PersonId, SystemClock, Time};
use register::{Author, Channel, Fact, FactKind, How, Name, NewPerson, Origin, Proof, Register, State};
use store::{
    Change, Seal, Store, StoreError, params,
    testing::{Cluster, Disk, PlainClient, Prepared},
};

use super::{Bench, BenchError, BenchLine, Options, compare};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "postgres_group_vs_single",
    about: "check-ins into PostgreSQL in groups against one awaited transaction each on 64 connections",
    run,
};

const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_secs(2);
const CONNECTIONS: usize = 64;
const CROWD: usize = 1024;
const PEOPLE: u64 = 50_000;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(options))
}

/// What makes check-ins: people in turn, each time another fact.
struct People {
    ids: Vec<PersonId>,
    incident: IncidentId,
    register: Register,
    dice: Arc<dyn Dice>,
    turn: AtomicU64,
}

impl People {
    fn check_in(&self, now: Time) -> Change {
        let turn = usize::try_from(self.turn.fetch_add(1, Ordering::Relaxed)).unwrap_or(0);
        let Some(person) = self.ids.get(turn % self.ids.len().max(1)).copied() else { return Change::new() };
        let id: FactId = self.dice.id(now);
        let fact = Fact {
            id,
            person,
            incident: self.incident,
            drill: false,
            kind: FactKind::CheckIn,
            state: State::Safe,
            how: How::Own,
            author: Author::Person(person),
            at: now,
            received: now,
            proof: Proof::Contact,
            disputed: false,
            confirmed: false,
            channel: Channel::Web,
        };
        self.register.with_fact(Change::new(), &fact, None)
    }
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let cluster = match Cluster::start(Disk::Durable) {
        Ok(cluster) => cluster,
        Err(why) => {
            let (name, note) = (BENCH.name.to_owned(), format!("skipped: {why}"));
            return Ok(vec![BenchLine { name, ratio: None, ours: 0.0, peer: None, unit: "/s", note }]);
        }
    };
    let url = cluster.database().await?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store = Store::postgres(&url, Arc::clone(&clock)).await?;
    let people = Arc::new(people(&store, &clock).await?);
    let singles = singles(&url, &people).await?;
    let round = ROUND.mul_f64(options.scale.unwrap_or(1.0));
    let ours = async |crowd: usize| {
        let store = store.clone();
        rate(round, &people, (0..crowd).map(|_| Side::Ours(store.clone())).collect()).await
    };
    let peer = async || rate(round, &people, singles.iter().map(|s| Side::Peer(Arc::clone(s))).collect()).await;
    // Both have been everywhere once before it counts.
    ours(CROWD).await?;
    peer().await?;
    let crowd = compare(ROUNDS, async || ours(CROWD).await, peer).await?;
    let few = compare(ROUNDS, async || ours(CONNECTIONS).await, peer).await?;
    let written = store.position().await?;
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: Some(crowd.ratio),
        ours: crowd.ours,
        peer: Some(crowd.peer),
        unit: "/s",
        note: format!(
            "{CROWD} under way, {CONNECTIONS} connections of the peer, fsync on, median of {ROUNDS} rounds; with only {CONNECTIONS} under \
             way: ratio={:.2} ours={:.0}/s peer={:.0}/s; {written} events of ours",
            few.ratio, few.ours, few.peer
        ),
    }])
}

async fn people(store: &Store, clock: &Arc<dyn Clock>) -> Result<People, BenchError> {
    let dice: Arc<dyn Dice> = Arc::new(OsDice);
    let register = Register::new(store.clone(), Seal::in_memory(&*dice)?, Arc::clone(&dice));
    let (now, name) = (clock.now(), Name::clean("Somebody invented").map_err(|e| format!("{e:?}"))?);
    let mut ids = Vec::new();
    for _ in 0..PEOPLE / 500 {
        let mut change = Change::new();
        for _ in 0..500 {
            let id: PersonId = dice.id(now);
            ids.push(id);
            let person = NewPerson { id, name: &name, lang: Lang::Fr, origin: Origin::Demo, at: now };
            change = register.create_person(change, &person);
        }
        change.events.clear();
        store.apply(change).await?;
    }
    Ok(People { ids, incident: dice.id(now), register, dice, turn: AtomicU64::new(0) })
}

/// A connection that writes check-ins one by one, with its statements.
struct Single {
    client: PlainClient,
    begin: Prepared,
    fact: Prepared,
    event: Prepared,
    commit: Prepared,
}

async fn singles(url: &str, people: &People) -> Result<Vec<Arc<Single>>, BenchError> {
    let shape = people.check_in(Time(0));
    let text = shape.steps.first().map(|s| s.sql.text).ok_or("a check-in writes nothing")?;
    let mut singles = Vec::new();
    for n in 0..CONNECTIONS {
        let client = PlainClient::connect(url).await?;
        if n == 0 {
            client.run("CREATE SEQUENCE peer_position; CREATE TABLE peer_outbox (LIKE outbox INCLUDING ALL)").await?;
        }
        singles.push(Arc::new(Single {
            begin: client.prepare("BEGIN").await?,
            fact: client.prepare(text).await?,
            event: client
                .prepare("INSERT INTO peer_outbox (pos, at, body) VALUES (nextval('peer_position'), $1, $2)")
                .await?,
            commit: client.prepare("COMMIT").await?,
            client,
        }));
    }
    Ok(singles)
}

impl Single {
    async fn write(&self, change: Change, now: Time) -> Result<(), StoreError> {
        self.client.execute(&self.begin, &[]).await?;
        for step in &change.steps {
            if self.client.execute(&self.fact, &step.params).await? != 1 {
                return Err(StoreError::Missed { step: 0 });
            }
        }
        for event in &change.events {
            let body = serde_json::to_string(event).map_err(|e| StoreError::Fault(e.to_string()))?;
            let params = params![now, body];
            self.client.execute(&self.event, &params).await?;
        }
        self.client.execute(&self.commit, &[]).await.map(drop)
    }
}

#[derive(Clone)]
enum Side {
    Ours(Store),
    Peer(Arc<Single>),
}

/// Check-ins per second of these, each writing one after the other until the time is over.
async fn rate(round: Duration, people: &Arc<People>, sides: Vec<Side>) -> Result<f64, BenchError> {
    let begun = SystemClock.now();
    let until = Time(begun.0.saturating_add(i64::try_from(round.as_micros()).unwrap_or(0)));
    let mut tasks = tokio::task::JoinSet::new();
    for side in sides {
        let people = Arc::clone(people);
        tasks.spawn(async move {
            let mut written = 0_u32;
            loop {
                let now = SystemClock.now();
                if now >= until {
                    return Ok::<u32, StoreError>(written);
                }
                match &side {
                    Side::Ours(store) => store.apply(people.check_in(now)).await.map(drop)?,
                    Side::Peer(single) => single.write(people.check_in(now), now).await?,
                }
                written = written.saturating_add(1);
            }
        });
    }
    let mut written = 0.0;
    while let Some(done) = tasks.join_next().await {
        written += f64::from(done??);
    }
    let micros = u32::try_from(SystemClock.now().since(begun).0).unwrap_or(u32::MAX);
    Ok(written * 1e6 / f64::from(micros.max(1)))
}
