//! A house for the benches: the real store on the real disk, an active drill, people with sessions.

use std::{net::SocketAddr, path::Path, sync::Arc};

use async_trait::async_trait;
use kernel::{
    Dice, IncidentId, Lang, OsDice, PersonId, Role, Span, Staff, SystemClock, Visitor, ZoneLimits, zone::Zone,
};
use register::{Circle, Contact, Country, Name, NewPerson, Origin, Register, SessionOf, Texts};
use safety::{
    acts,
    model::{Move, NewIncident},
};
use store::{Change, Folder, Seal, Store};
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::watch,
};
use web::{Config, Fault, House, Parts, Room, Sessions};

use super::BenchError;
use crate::load::{self, Load, Report};

/// A house and what keeps it going.
pub struct Open {
    /// The house.
    pub house: House,
    /// Ends its relay when it turns true or is dropped.
    #[allow(dead_code, reason = "held so that the relay goes on")]
    pub stop: watch::Sender<bool>,
    /// Its folder; gone when this is dropped.
    pub folder: tempfile::TempDir,
}

struct OfRegister(Register);

#[async_trait]
impl Sessions for OfRegister {
    fn known(&self, token: &[u8; 32]) -> Option<Visitor> {
        self.0.visitor_seen(token, self.0.store().clock().now())
    }
    async fn visitor(&self, token: [u8; 32]) -> Result<Visitor, Fault> {
        Ok(self.0.visitor_of(token, self.0.store().clock().now()).await?)
    }
}

/// A house on SQLite in a folder of its own.
pub async fn open() -> Result<Open, BenchError> {
    let folder = tempfile::tempdir()?;
    let (house, stop) = open_at(folder.path(), Config::default()).await?;
    Ok(Open { house, stop, folder })
}

/// The house of a folder, which may have been there before.
pub async fn open_at(folder: &Path, config: Config) -> Result<(House, watch::Sender<bool>), BenchError> {
    open_with(folder, config, &[safety::room()]).await
}

/// The same, with these rooms.
pub async fn open_with(
    folder: &Path,
    config: Config,
    rooms: &[Room],
) -> Result<(House, watch::Sender<bool>), BenchError> {
    let store = Store::sqlite(&Folder::open(folder)?.database()).await?;
    open_on(store, folder, config, rooms).await
}

/// The same, on a store that is open already.
pub async fn open_on(
    store: Store,
    folder: &Path,
    config: Config,
    rooms: &[Room],
) -> Result<(House, watch::Sender<bool>), BenchError> {
    let folder = Folder::open(folder)?;
    let dice: Arc<dyn Dice> = Arc::new(OsDice);
    let seal = Seal::open_or_make(&folder.keys(), &*dice)?;
    let (stop, stopped) = watch::channel(false);
    let parts = Parts { store, seal, clock: Arc::new(SystemClock), dice, config, folder: Some(folder) };
    let (house, _relay) = web::open(parts, rooms, |r| Arc::new(OfRegister(r.clone())), stopped).await?;
    Ok((house, stop))
}

/// An active drill over Paris. Nobody is asked: the benches answer by themselves.
pub async fn drill(house: &House) -> Result<IncidentId, BenchError> {
    let name = "Bench";
    let id = house.register.staff_named(name, house.clock.now()).await?;
    let staff = Staff { id, name: Arc::from(name), role: Role::Operator };
    let new = NewIncident {
        kind: "attack".to_owned(),
        names: Texts([("en".to_owned(), "Bench".to_owned())].into()),
        prompts: Texts::default(),
        zone: Zone::from_circle(48.86, 2.35, 6.0, &ZoneLimits::default())?,
        drill: true,
    };
    let broken = |e: web::Failure| BenchError::from(format!("{e:?}"));
    let incident = acts::new_incident(house, &staff, new).await.map_err(broken)?;
    acts::move_incident(house, &staff, incident.id, &Move::Activate { alone: None }).await.map_err(broken)?;
    Ok(incident.id)
}

/// Registers people of one name, each with the circle that `circle` gives.
pub async fn people(house: &House, ids: &[PersonId], circle: impl Fn(usize) -> Vec<u8>) -> Result<(), BenchError> {
    named_people(house, ids, |_| "Somebody invented".to_owned(), circle).await
}

/// Registers people, each with the name and the circle that these give.
pub async fn named_people(
    house: &House,
    ids: &[PersonId],
    name: impl Fn(usize) -> String,
    circle: impl Fn(usize) -> Vec<u8>,
) -> Result<(), BenchError> {
    let now = house.clock.now();
    let mut numbers = 0..;
    for some in ids.chunks(1000) {
        let mut change = Change::new();
        for (id, n) in some.iter().zip(&mut numbers) {
            let name = Name::clean(&name(n)).map_err(|e| format!("{e:?}"))?;
            let person = NewPerson { id: *id, name: &name, lang: Lang::Fr, origin: Origin::Demo, at: now };
            change = house.register.create_person(change, &person);
            let links = circle(n);
            if !links.is_empty() {
                let circle = Circle::of(&links).map_err(|e| format!("{e:?}"))?;
                change = house.register.with_circle(change, *id, &circle, 0);
            }
        }
        // Their circles are not news.
        change.events.clear();
        house.store.apply(change).await?;
    }
    Ok(())
}

/// Each of these people has proven the contact that `contact` gives.
pub async fn prove(house: &House, ids: &[PersonId], contact: impl Fn(usize) -> String) -> Result<(), BenchError> {
    let now = house.clock.now();
    let mut numbers = 0..;
    for some in ids.chunks(1000) {
        let mut change = Change::new();
        for (id, n) in some.iter().zip(&mut numbers) {
            let contact = Contact::parse(&contact(n), &Country::FRANCE).map_err(|e| format!("{e:?}"))?;
            change = house.register.prove_contact(change, *id, &contact, now);
        }
        // That they have is not news.
        change.events.clear();
        house.store.apply(change).await?;
    }
    Ok(())
}

/// A session for each of these people; their tokens.
pub async fn sessions(house: &House, ids: &[PersonId]) -> Result<Vec<String>, BenchError> {
    let now = house.clock.now();
    let mut tokens = Vec::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        let mut change = Change::new();
        for id in some {
            let token = house.dice.token().0;
            let whose = SessionOf::Person(*id);
            (_, change) =
                house.register.open_session(change, web::token_hash(&token), &whose, now, now.plus(Span::days(1)));
            tokens.push(token);
        }
        house.store.apply(change).await?;
    }
    Ok(tokens)
}

/// New ids.
pub fn ids(house: &House, n: usize) -> Vec<PersonId> {
    let now = house.clock.now();
    let mut ids: Vec<PersonId> = (0..n).map(|_| house.dice.id(now)).collect();
    ids.sort();
    ids
}

/// A free port of this machine to listen on, and its address.
pub fn listener() -> Result<(TcpListener, SocketAddr), BenchError> {
    let socket = TcpSocket::new_v4()?;
    socket.set_nodelay(true)?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let listener = socket.listen(1024)?;
    let at = listener.local_addr()?;
    Ok((listener, at))
}

/// Check-ins over HTTP by these people in turn, from this one on, each a new press of this round; all must be answered 201.
pub async fn check_ins(
    load: Load,
    path: &Arc<String>,
    tokens: &Arc<Vec<String>>,
    (round, from): (u64, u64),
) -> Result<Report, BenchError> {
    let (tokens, path) = (Arc::clone(tokens), Arc::clone(path));
    let report = load::make(load, move |turn, out| {
        let n = usize::try_from(from.saturating_add(turn.number)).unwrap_or(0) % tokens.len().max(1);
        let token = tokens.get(n).map_or("", String::as_str);
        let body = format!("{{\"answer\":\"safe\",\"client_id\":\"{round}-{}\"}}", turn.number);
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        load::request(out, "POST", &path, &headers, body.as_bytes());
    })
    .await?;
    if report.statuses.get(&201).copied().unwrap_or(0) != load.requests {
        return Err(format!("not every answer was 201: {:?}", report.statuses).into());
    }
    Ok(report)
}
