//! A perimeter is moved while 100,000 doors are open and 20,000 guests are on their way or inside: how long until the last door and stay
//! that it touches has been looked at again, and until the last message to a host or guest is in the queue, on disk. Who is to be told is
//! reckoned beforehand, as the console does; nobody may be missing, and nobody be told twice.

use std::sync::Arc;

use doors::{
    acts::{self, effect::Effect},
    model::{
        Ask, Company, StayState, Suits,
        perimeter::{NewPerimeter, NewShape},
    },
    rules::{self, Decided},
    store::stays::{NewStay, hold},
};
use kernel::{Cell, Dice, DoorId, IncidentId, PersonId, Role, SeededDice, Span, Staff, Time, zone::Zone};
use notify::{Carrier, Channel, Post, push::testing::Browser};
use store::{Change, Worker};
use web::{Config, House};

use super::{
    Bench, BenchError, BenchLine, Options,
    doors::{Spot, open_of, share, somewhere},
    house, sender,
};
use crate::{numbers::whole, stopwatch::Stopwatch};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "perimeter_change",
    about: "a perimeter moves among 100,000 doors and 20,000 open stays (× --scale): until everybody concerned is told, embedded store",
    run,
};

const DOORS: f64 = 100_000.0;
/// One door in so many has a guest.
const DOORS_A_GUEST: usize = 5;
/// Keys that browsers take turns with; each endpoint is its own.
const KEYS: u64 = 256;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let count = usize::try_from(whole((DOORS * options.scale.unwrap_or(1.0)).max(1000.0)))?;
    let folder = tempfile::tempdir()?;
    let rooms = [safety::room(), doors::room(), reach::room()];
    let (house, stop) = house::open_with(folder.path(), Config::default(), &rooms).await?;
    let jobs = rooms.iter().filter_map(|r| r.jobs).flat_map(|jobs| jobs(&house)).collect();
    let incident = house::drill(&house).await?;
    let guests = fill(&house, incident, count).await?;
    // The doors are read into memory as the program does it when it starts.
    acts::memory(&house).await.map_err(broken)?;
    let worker = Worker::new(house.store.clone(), Arc::clone(&house.clock), Arc::clone(&house.dice), jobs);
    tokio::spawn(worker.run(stop.subscribe()));
    let carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(sender::Taken)];
    let post = Post::new(house.queue.clone(), Arc::clone(&house.clock), reach::compose::composer(&house), carriers);

    let name = "Bench";
    let id = house.register.staff_named(name, house.clock.now()).await?;
    let staff = Staff { id, name: Arc::from(name), role: Role::Operator };
    let ends = house.clock.now().plus(Span::hours(2));
    let at = |lat: f64, lon: f64, km: f64| Zone::from_circle(lat, lon, km, &rules::PERIMETER_LIMITS);
    let first = NewPerimeter { name: "Bench".to_owned(), zone: at(48.860, 2.335, 1.2)?, starts: None, ends };
    let drawn = acts::perimeters::draw(&house, &staff, incident, first).await.map_err(broken)?;
    let mut lines = Vec::new();
    let mut last = drawn.clone();
    for (name, zone) in [
        // From one quarter to the next.
        ("perimeter_change", at(48.868, 2.352, 1.2)?),
        // Over the whole city: nearly everybody is concerned.
        ("perimeter_change_city", at(48.862, 2.345, 7.5)?),
        // … and back.
        ("perimeter_change_back", at(48.868, 2.352, 1.2)?),
    ] {
        quiet(&house, &post).await?;
        let next = rules::redraw(house.clock.now(), &last, NewShape { zone: Some(zone.clone()), ends: None });
        let next = next.map_err(|e| format!("{e:?}"))?;
        let effect = acts::effect::effect(&house, incident, std::slice::from_ref(&next), house.clock.now()).await;
        let effect = effect.map_err(broken)?;
        let watch = Stopwatch::start();
        let new = NewShape { zone: Some(zone), ends: None };
        last = acts::perimeters::redraw(&house, &staff, incident, drawn.id, &new).await.map_err(broken)?;
        until_told(&house, told(&effect)).await?;
        let seconds = watch.elapsed().as_secs_f64();
        let left = acts::effect::effect(&house, incident, std::slice::from_ref(&last), house.clock.now()).await;
        if left.map_err(broken)? != Effect::default() {
            return Err("somebody was not looked at".into());
        }
        lines.push(BenchLine {
            name: name.to_owned(),
            ratio: None,
            ours: seconds,
            peer: None,
            unit: "s",
            note: format!(
                "{count} doors, {guests} open stays; {} doors suspended, {} go on, {} guests told to stay put, {} that they may go: {} \
                 messages queued, none missing, none twice",
                effect.suspended,
                effect.resumed,
                effect.told_to_stay,
                effect.told_to_go,
                told(&effect),
            ),
        });
    }
    quiet(&house, &post).await?;
    stop.send_replace(true);
    house.store.close().await;
    Ok(lines)
}

fn broken(failure: web::Failure) -> BenchError {
    format!("{failure:?}").into()
}

const fn told(effect: &Effect) -> usize {
    effect
        .suspended
        .saturating_add(effect.resumed)
        .saturating_add(effect.told_to_stay)
        .saturating_add(effect.told_to_go)
}

async fn waiting(house: &House) -> Result<usize, BenchError> {
    let all = house.queue.waiting().await?;
    Ok(usize::try_from(all.iter().filter(|w| w.channel == Channel::Push).map(|w| w.count).sum::<i64>())?)
}

async fn until_told(house: &House, count: usize) -> Result<(), BenchError> {
    loop {
        let now = waiting(house).await?;
        if now == count {
            return Ok(());
        }
        if now > count {
            return Err(format!("{now} messages for {count} people").into());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

/// Until the second look is over, and everything that was queued is sent. Nothing new may come of looking again.
async fn quiet(house: &House, post: &Post) -> Result<(), BenchError> {
    let before = waiting(house).await?;
    tokio::time::sleep(std::time::Duration::from_secs(7)).await;
    if before > 0 && waiting(house).await? != before {
        return Err("somebody was told twice".into());
    }
    while post.turn().await? > 0 {}
    Ok(())
}

/// Hosts with a browser and a door each, and guests at some of the doors, two in three on the way; how many guests.
async fn fill(house: &House, incident: IncidentId, count: usize) -> Result<usize, BenchError> {
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(13));
    let hosts = people(house, count, 0).await?;
    let mut spots = Vec::with_capacity(count);
    for _ in 0..count {
        spots.push(Spot { cell: somewhere(&*dice)?, places: 4 });
    }
    let doors = open_of(house, incident, &spots, &hosts).await?;
    let guests = people(house, count / DOORS_A_GUEST, count).await?;
    let taken: Vec<(DoorId, PersonId, Cell)> = doors
        .iter()
        .zip(&hosts)
        .zip(&spots)
        .step_by(DOORS_A_GUEST)
        .map(|((door, host), spot)| (*door, *host, spot.cell))
        .collect();
    let staying: Vec<_> = taken.into_iter().zip(&guests).collect();
    let now = house.clock.now();
    for some in staying.chunks(500) {
        let mut change = Change::new();
        for ((door, host, cell), guest) in some {
            let state = if share(&*dice) < 0.66 { StayState::Accepted } else { StayState::Arrived };
            let door = ::doors::store::one_door(&house.store, *door).await?.ok_or("no door")?;
            let ask = Ask {
                places: 1,
                needs: Suits::default(),
                who: Company::Adults,
                cell: beside(*cell, &*dice)?,
                name: Some("Alba".to_owned()),
                words: None,
            };
            let decided = Decided { state, until: now.plus(Span::hours(2)), newcomer: false };
            let new = NewStay {
                id: house.dice.id(now),
                door: &door,
                host: *host,
                guest: **guest,
                device: [0; 16],
                code: 1,
                ask: &ask,
                decided,
            };
            change = hold(change, &house.register, &new, now);
        }
        // How they came there is no news.
        change.events.clear();
        house.store.apply(change).await?;
    }
    Ok(guests.len())
}

/// A place up to some two kilometres away.
fn beside(cell: Cell, dice: &dyn Dice) -> Result<Cell, BenchError> {
    let (lat, lon) = cell.centre();
    Ok(Cell::at(lat + (share(dice) - 0.5) * 0.03, lon + (share(dice) - 0.5) * 0.045, Cell::RESOLUTION)?)
}

/// People with a browser each.
async fn people(house: &House, count: usize, from: usize) -> Result<Vec<PersonId>, BenchError> {
    let ids = house::ids(house, count);
    house::people(house, &ids, |_| Vec::new()).await?;
    let now: Time = house.clock.now();
    let keys: Vec<Browser> = (1..=KEYS).map(Browser::of).collect();
    let all: Vec<(usize, PersonId)> = (from..).zip(ids.iter().copied()).collect();
    for some in all.chunks(1000) {
        let mut change = Change::new();
        for ((n, person), key) in some.iter().zip(keys.iter().cycle()) {
            let browser = key.subscribed_at(&format!("https://push.example/p/{n}"));
            change = reach::store::devices::add(change, house, *person, None, &browser, now);
        }
        change.events.clear();
        house.store.apply(change).await?;
    }
    Ok(ids)
}
