//! How long it takes to be told nothing: whether a clock tells apart what no byte tells apart.
//!
//! Somebody who looks for people by name and digits gets one answer for a name that nobody bears here, for somebody whose appeal is held back
//! because they hide from its seeker, for somebody who has answered "never", and for somebody whose appeal is shown but whose digits are
//! others. And a seeker's own page is the same whether the person has answered "never" or was never heard of. Here requests of all kinds
//! come in turn, over HTTP, at one pace, each by somebody who asked little before, and the times of their answers are compared kind by kind.
//!
//! How far two kinds are apart is the greatest difference between the shares of their answers that had come by any one time (Kolmogorov and
//! Smirnov). The figure is the greatest of all pairs, divided by what one pair of samples of this size, drawn from one distribution, passes
//! once in a hundred times: at 1 or below the clock tells nothing.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use kernel::{IncidentId, NoticeId, OperatorId, PersonId, Role, SessionId, Staff, Visitor};
use missing::{
    acts::{Raw, Ruled, answer, approve, ask_appeal, asked, close, post},
    model::{Ages, Guardian, Relation, Tell},
};
use names::invent::Inventor;
use tokio::sync::watch;
use web::{Config, Failure, House};

use super::{Bench, BenchError, BenchLine, Options, house};
use crate::{
    load::{self, Load, Report},
    numbers::{float, whole},
};

/// The bench.
pub const BENCH: Bench = Bench {
    name: "equal_answers",
    about: "whether the time of an answer tells who is unknown, hides, or answered never (× --scale: how many are asked for)",
    run,
};

/// What is asked for, in turn.
const KINDS: [&str; 4] = ["nobody", "held back", "never", "other digits"];
/// People of each kind.
const OF_EACH: f64 = 120.0;
/// Searches for each of them: fewer than are counted against a name in an hour.
const TIMES: u64 = 15;
/// Who asks: each less often than is allowed in an hour.
const ASKERS: usize = 400;
/// A time that no timer of whole milliseconds keeps step with.
const EVERY: Duration = Duration::from_micros(5_137);
/// A seeker's page is read so often.
const READ: u64 = 6_000;
/// What a pair of samples from one distribution is apart by once in a hundred times, times the root of (n + m) / (n m).
const ONCE_IN_A_HUNDRED: f64 = 1.628;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure(options))
}

/// Somebody who is sought.
struct Sought {
    name: String,
    tail: String,
}

/// Everybody: kind by kind, and the pages of two seekers of each of which one person answered never.
struct Town {
    incident: IncidentId,
    sought: Arc<Vec<[Sought; 4]>>,
    /// Of each pair the search whose person answered never, and one of whom nobody has heard; with the token of its seeker.
    pages: Arc<Vec<[(NoticeId, String); 2]>>,
    askers: Arc<Vec<String>>,
    at: SocketAddr,
    _stop: watch::Sender<bool>,
    _folder: tempfile::TempDir,
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let each = usize::try_from(whole(OF_EACH * options.scale.unwrap_or(1.0)).max(8))?;
    let town = town(each).await?;
    let searches = u64::try_from(each.saturating_mul(KINDS.len()))?.saturating_mul(TIMES);
    let first = told(&town, 64, 9).await?; // warm
    drop(first);
    let searched = told(&town, searches, 0).await?;
    let read = pages(&town).await?;
    let pages = ["never", "nobody heard of"];
    Ok(vec![line(BENCH.name, &KINDS, &searched), line("equal_answers_own_page", &pages, &read)])
}

/// How far apart the kinds are, at most, against chance.
fn line(name: &str, kinds: &[&str], reports: &[Report]) -> BenchLine {
    let ms = |r: &Report, of: usize| r.latency(of).as_secs_f64() * 1000.0;
    let mut worst = (0.0, String::new());
    for (n, (a, of_a)) in reports.iter().zip(kinds).enumerate() {
        for (b, of_b) in reports.iter().zip(kinds).skip(n.saturating_add(1)) {
            let (all, other) = (float(a.answers()), float(b.answers()));
            let chance = ONCE_IN_A_HUNDRED * ((all + other) / (all * other)).sqrt();
            let far = a.apart(b) / chance;
            if far >= worst.0 {
                worst = (far, format!("{of_a} and {of_b}: {:.3} of 1, {chance:.3} once in a hundred", a.apart(b)));
            }
        }
    }
    let times: Vec<String> = reports
        .iter()
        .zip(kinds)
        .map(|(r, kind)| format!("{kind} {:.2}/{:.2}/{:.2}", ms(r, 50), ms(r, 500), ms(r, 990)))
        .collect();
    let middles = || reports.iter().map(|r| ms(r, 500));
    BenchLine {
        name: name.to_owned(),
        ratio: Some(worst.0),
        ours: middles().fold(0.0, f64::max),
        peer: Some(middles().fold(f64::INFINITY, f64::min)),
        unit: "ms",
        note: format!(
            "less is better, 1 or below is chance; slowest and fastest middle; furthest apart {}; {} answers of each; 5 %/middle/99 % in ms: {}",
            worst.1,
            reports.first().map_or(0, Report::answers),
            times.join(", ")
        ),
    }
}

/// Searches for all of them in turn.
async fn told(town: &Town, requests: u64, round: u64) -> Result<Vec<Report>, BenchError> {
    let load = Load { to: town.at, connections: 256, requests, every: Some(EVERY) };
    let (sought, askers, incident) = (Arc::clone(&town.sought), Arc::clone(&town.askers), town.incident);
    let reports = load::make_apart(load, KINDS.len(), move |turn, out| {
        let (of, kind) = (turn.number / 4, usize::try_from(turn.number % 4).unwrap_or(0));
        let one = sought.get(usize::try_from(of).unwrap_or(0) % sought.len().max(1)).and_then(|s| s.get(kind));
        let asker = usize::try_from(turn.number.wrapping_add(round)).unwrap_or(0) % askers.len().max(1);
        let (name, tail) = one.map_or(("", ""), |s| (s.name.as_str(), s.tail.as_str()));
        let body = serde_json::json!({ "incident": incident, "name": name, "tail": tail }).to_string();
        let bearer = format!("Bearer {}", askers.get(asker).map_or("", String::as_str));
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        load::request(out, "POST", "/api/v1/notices/search", &headers, body.as_bytes());
    })
    .await?;
    all_answered(&reports)?;
    Ok(reports)
}

/// Reads the pages of the seekers in turn.
async fn pages(town: &Town) -> Result<Vec<Report>, BenchError> {
    let load = Load { to: town.at, connections: 8, requests: READ, every: Some(Duration::from_micros(1_137)) };
    let pages = Arc::clone(&town.pages);
    let reports = load::make_apart(load, 2, move |turn, out| {
        let (of, kind) = (usize::try_from(turn.number / 2).unwrap_or(0), usize::try_from(turn.number % 2).unwrap_or(0));
        let Some((notice, token)) = pages.get(of % pages.len().max(1)).and_then(|p| p.get(kind)) else { return };
        let (path, bearer) = (format!("/api/v1/notices/{notice}"), format!("Bearer {token}"));
        load::request(out, "GET", &path, &[("authorization", bearer.as_str())], b"");
    })
    .await?;
    all_answered(&reports)?;
    Ok(reports)
}

fn all_answered(reports: &[Report]) -> Result<(), BenchError> {
    match reports.iter().find(|r| r.refused() > 0) {
        Some(r) => Err(format!("not every answer was 200: {:?}", r.statuses).into()),
        None => Ok(()),
    }
}

fn broken(failure: Failure) -> BenchError {
    BenchError::from(format!("{failure:?}"))
}

fn phone(n: usize) -> String {
    format!("+336398{n:05}")
}

/// Names of several parts that no two of them share: a search for one is not counted against another.
fn names(count: usize) -> Vec<String> {
    let mut inventor = Inventor::new(1511);
    let mut seen = std::collections::HashSet::new();
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let name = inventor.person().name();
        if seen.insert(name.clone()) {
            all.push(name);
        }
    }
    all
}

/// Whoever acts for the bench.
struct Hand<'a> {
    house: &'a House,
    incident: IncidentId,
    moderator: Staff,
}

impl Hand<'_> {
    fn visitor(&self, id: PersonId) -> Visitor {
        let session: SessionId = self.house.dice.id(self.house.clock.now());
        Visitor::Person { id, session }
    }
    /// A search with an appeal that a moderator agrees to.
    async fn seek(&self, seeker: PersonId, name: &str, phone: &str) -> Result<NoticeId, BenchError> {
        let raw = Raw {
            incident: Some(self.incident),
            name: name.to_owned(),
            ages: Some(Ages { low: 30, high: 35 }),
            relation: Some(Relation::Family),
            phone: Some(phone.to_owned()),
            told_police: true,
            ..Raw::default()
        };
        let visitor = self.visitor(seeker);
        let id = post(self.house, &visitor, raw).await.map_err(broken)?.notice;
        ask_appeal(self.house, &visitor, id, None, Guardian::None).await.map_err(broken)?;
        approve(self.house, &self.moderator, id, Ruled::Yes(None)).await.map_err(broken)?;
        Ok(id)
    }
    /// Whoever is sought answers that this seeker is never to know.
    async fn never(&self, person: PersonId) -> Result<(), BenchError> {
        let visitor = self.visitor(person);
        let questions = asked(self.house, &visitor).await.map_err(broken)?;
        let question = questions.first().ok_or("nobody was asked")?;
        answer(self.house, &visitor, question.id, Tell::Never).await.map_err(broken)?;
        Ok(())
    }
}

async fn town(each: usize) -> Result<Town, BenchError> {
    let folder = tempfile::tempdir()?;
    let rooms = [safety::room(), missing::room()];
    let (house, stop) = house::open_with(folder.path(), Config::default(), &rooms).await?;
    let incident = house::drill(&house).await?;
    let names = names(each.saturating_mul(5));
    let name = |n: usize| names.get(n).cloned().unwrap_or_default();
    // Two of three groups are known here under their name and a telephone.
    let known = house::ids(&house, each.saturating_mul(2));
    house::named_people(&house, &known, name, |_| Vec::new()).await?;
    house::prove(&house, &known, phone).await?;
    let seekers = house::ids(&house, each.saturating_mul(4));
    house::people(&house, &seekers, |_| Vec::new()).await?;
    house::prove(&house, &seekers, |n| format!("seeker{n}@example.org")).await?;
    let tokens = house::sessions(&house, &seekers).await?;
    let moderator: OperatorId = house.register.staff_named("Moderator", house.clock.now()).await?;
    let moderator = Staff { id: moderator, name: Arc::from("Moderator"), role: Role::Moderator };
    let hand = Hand { house: &house, incident, moderator };
    let (mut sought, mut pages) = (Vec::with_capacity(each), Vec::with_capacity(each));
    for n in 0..each {
        let (hides, never, shown, unheard) = (n, n + each, n + 2 * each, n + 3 * each);
        let who = |at: usize| known.get(at).copied().ok_or("a person is missing");
        let seeker = |at: usize| seekers.get(at).copied().ok_or("a seeker is missing");
        // Who answered never to a first search hides from the same seeker's second.
        let first = hand.seek(seeker(hides)?, &name(hides), &phone(hides)).await?;
        hand.never(who(hides)?).await?;
        close(&house, &hand.visitor(seeker(hides)?), first).await.map_err(broken)?;
        hand.seek(seeker(hides)?, &name(hides), &phone(hides)).await?;
        let told = hand.seek(seeker(never)?, &name(never), &phone(never)).await?;
        hand.never(who(never)?).await?;
        hand.seek(seeker(shown)?, &name(shown), &phone(shown)).await?;
        let quiet = hand.seek(seeker(unheard)?, &name(unheard), &phone(unheard)).await?;
        let token = |at: usize| tokens.get(at).cloned().unwrap_or_default();
        pages.push([(told, token(never)), (quiet, token(unheard))]);
        let tail = |at: usize| phone(at).split_off(8);
        sought.push([
            Sought { name: name(n + 4 * each), tail: tail(n) },
            Sought { name: name(hides), tail: tail(hides) },
            Sought { name: name(never), tail: tail(never) },
            Sought { name: name(shown), tail: tail(shown + 1) },
        ]);
    }
    let last = house.store.position().await?;
    while house.store.cursor("missing").await?.pos < last {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let askers = house::ids(&house, ASKERS);
    house::people(&house, &askers, |_| Vec::new()).await?;
    let askers = Arc::new(house::sessions(&house, &askers).await?);
    let (listener, at) = house::listener()?;
    tokio::spawn(axum::serve(listener, web::router(&rooms, house.clone())).into_future());
    let (sought, pages) = (Arc::new(sought), Arc::new(pages));
    Ok(Town { incident, sought, pages, askers, at, _stop: stop, _folder: folder })
}
