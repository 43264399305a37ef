//! The flow with its own rooms: posts over HTTP, with their limits, masking, hashtags and rumours, and pages of many.

pub mod posts;
pub mod tag_page;

use std::{collections::BTreeSet, path::Path, sync::Arc};

use kernel::{Dice, IncidentId, PersonId, Role, Span, Staff, ZoneLimits, zone::Zone};
use register::{Contact, Country, Texts};
use safety::{
    acts,
    model::{Move, NewIncident},
};
use store::{Change, Worker};
use tokio::sync::watch;
use web::{Config, House, Room};

use super::{BenchError, house};

/// The tag that everybody reads.
pub const TAG: &str = "porteouverte";
/// Different words that posts are made of.
const WORDS: usize = 4_000;
/// Syllables that words are made of: they mean nothing, and hold nothing that is masked.
const SYLLABLES: [&str; 24] = [
    "ba", "che", "di", "fou", "gra", "jo", "ki", "lan", "mer", "no", "pli", "que", "ran", "sol", "ti", "vu", "zen",
    "bri", "cla", "dou", "fem", "gou", "lis", "tra",
];

/// The rooms of the flow.
pub fn rooms() -> Vec<Room> {
    vec![safety::room(), feed::room()]
}

/// A house with the flow, its work done beside it.
pub async fn open(folder: &Path) -> Result<(House, watch::Sender<bool>), BenchError> {
    let rooms = rooms();
    let (house, stop) = house::open_with(folder, Config::default(), &rooms).await?;
    let jobs = rooms.iter().filter_map(|r| r.jobs).flat_map(|jobs| jobs(&house)).collect();
    let worker = Worker::new(house.store.clone(), Arc::clone(&house.clock), Arc::clone(&house.dice), jobs);
    drop(tokio::spawn(worker.run(stop.subscribe())));
    Ok((house, stop))
}

/// Somebody of the staff.
pub async fn staff(house: &House, name: &str, role: Role) -> Result<Staff, BenchError> {
    let id = house.register.staff_named(name, house.clock.now()).await?;
    Ok(Staff { id, name: Arc::from(name), role })
}

/// A real incident over Paris that is on.
pub async fn incident(house: &House) -> Result<IncidentId, BenchError> {
    let operator = staff(house, "Bench", Role::Operator).await?;
    let new = NewIncident {
        kind: "attack".to_owned(),
        names: Texts([("en".to_owned(), "Bench".to_owned())].into()),
        prompts: Texts::default(),
        zone: Zone::from_circle(48.86, 2.35, 6.0, &ZoneLimits::default())?,
        drill: false,
    };
    let incident = acts::new_incident(house, &operator, new).await.map_err(broken)?.id;
    let alone = Move::Activate { alone: Some("a bench has one operator".to_owned()) };
    acts::move_incident(house, &operator, incident, &alone).await.map_err(broken)?;
    Ok(incident)
}

/// People who have proven a contact a month ago; their tokens.
pub async fn writers(house: &House, count: usize) -> Result<Vec<String>, BenchError> {
    let ids: Vec<PersonId> = house::ids(house, count);
    house::people(house, &ids, |_| Vec::new()).await?;
    let since = house.clock.now().minus(Span::days(30));
    let mut numbers = 0..;
    for some in ids.chunks(1000) {
        let mut change = Change::new();
        for (id, n) in some.iter().zip(&mut numbers) {
            let n: u64 = n;
            let typed = format!("writer{n}@example.org");
            let contact = Contact::parse(&typed, &Country::FRANCE).map_err(|e| format!("{e:?}"))?;
            change = house.register.prove_contact(change, *id, &contact, since);
        }
        change.events.clear();
        house.store.apply(change).await?;
    }
    house::sessions(house, &ids).await
}

/// Words that mean nothing, all different.
pub fn words(dice: &dyn Dice) -> Vec<String> {
    let mut all = BTreeSet::new();
    while all.len() < WORDS {
        let word: String = (0..3).filter_map(|_| crate::numbers::one_of(dice, &SYLLABLES)).copied().collect();
        all.insert(word);
    }
    all.into_iter().collect()
}

/// So many of these words.
pub fn sentence(dice: &dyn Dice, words: &[String], count: usize) -> String {
    let some: Vec<&str> = (0..count).filter_map(|_| crate::numbers::one_of(dice, words)).map(String::as_str).collect();
    some.join(" ")
}

/// What a room says when something is amiss.
pub fn broken(failure: web::Failure) -> BenchError {
    format!("{failure:?}").into()
}

/// So many milliseconds.
pub fn milliseconds(of: std::time::Duration) -> f64 {
    of.as_secs_f64() * 1000.0
}
