//! The program itself, killed again and again while many write and many read along: whoever comes back with the last id that they heard ends
//! with exactly what was published, in order, each once; what was changed they have as it was changed, and what was taken back not at all;
//! whoever presses again until it is acknowledged has written once.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use kernel::{Dice, Event, PostId, SeededDice};
use serde_json::json;
use tokio::sync::watch;

use crate::{
    flow::store_at,
    served::{Engine, Place, Served, events_of},
    wire::{Wire, soon},
};

/// As many posts as one of staff writes in a minute, and no more.
const EACH: usize = 50;
const WRITERS: usize = 8;
const READERS: usize = 24;
const KILLS: u64 = 4;

/// A post as it is written: its text says under which tags it stands.
#[derive(Clone, Debug)]
struct Said {
    official: bool,
    first: bool,
    second: bool,
    here: bool,
    fate: Fate,
}

/// What becomes of a post, by its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Changed,
    Deleted,
}

impl Said {
    fn text(&self, n: usize) -> String {
        let (first, second) = (if self.first { " #Rive" } else { "" }, if self.second { " #Pont" } else { "" });
        let changed = if self.fate == Fate::Changed { CHANGED } else { "" };
        format!("Message {n}{first}{second}{changed}")
    }
    fn cell(&self) -> Option<&'static str> {
        self.here.then_some(HERE)
    }
}

/// How what was changed ends.
const CHANGED: &str = " (corrigé)";

/// Where some of it is written of, and the area around that.
const HERE: &str = "891fb4662b3ffff";
const AROUND: &str = "&cell=871fb4662ffffff";

/// What a reader asks for, and what of all that is said it is.
type Want = (&'static str, fn(&Said) -> bool);

const WANTS: &[Want] = &[
    ("", |_| true),
    ("&tag=rive", |s| s.first),
    ("&any=rive,pont", |s| s.first || s.second),
    ("&all=rive,pont", |s| s.first && s.second),
    ("&any=rive&none=pont", |s| s.first && !s.second),
    ("&lane=official", |s| s.official),
    ("&lane=talk&none=rive", |s| !s.official && !s.first),
    (AROUND, |s| s.here),
];

/// What ends it: of these, everybody wants some, and the last of them only when everything else was heard.
const LAST: [Said; 4] = [
    Said { official: false, first: false, second: false, here: false, fate: Fate::Stays },
    Said { official: false, first: true, second: false, here: false, fate: Fate::Stays },
    Said { official: false, first: true, second: true, here: true, fate: Fate::Stays },
    Said { official: true, first: true, second: true, here: true, fate: Fate::Stays },
];

/// Everybody knows where the server is now.
type Where = watch::Receiver<SocketAddr>;
/// What was acknowledged: the number of a post, and what it says.
type Kept = Arc<Mutex<BTreeMap<String, Said>>>;

fn chance(dice: &SeededDice, of: u64) -> bool {
    dice.below(of) == 0
}

/// A line to where the server is by now.
async fn dial(at: &Where, token: Option<&str>) -> Wire {
    loop {
        let address = *at.borrow();
        match Wire::to(address, token).await {
            Ok(wire) => return wire,
            Err(_) => tokio::task::yield_now().await,
        }
    }
}

/// Writes one post after the other, and presses again for each until it is acknowledged; now and then the line is cut before it is.
async fn write(at: Where, token: String, official: bool, incident: String, who: usize, kept: Kept) {
    let dice = SeededDice::new(u64::try_from(who).unwrap() + 1000);
    let mut wire: Option<Wire> = None;
    for n in 0..EACH {
        let said = Said {
            official,
            first: chance(&dice, 2),
            second: chance(&dice, 3),
            here: chance(&dice, 2),
            fate: Fate::Stays,
        };
        let text = said.text(who * EACH + n);
        let body =
            json!({ "text": text, "incident": incident, "client_id": format!("press-{who}-{n}"), "cell": said.cell() });
        let id = loop {
            let mut line = match wire.take() {
                Some(line) => line,
                None => dial(&at, Some(&token)).await,
            };
            if chance(&dice, 12) {
                let all = body.to_string();
                let more = format!("content-type: application/json\r\ncontent-length: {}\r\n", all.len());
                let whole = line.head("POST", "/api/v1/posts", &more) + &all;
                // Whether this was published, nobody is told.
                drop(line.write(&whole).await);
                continue;
            }
            let Ok(reply) = line.ask("POST", "/api/v1/posts", Some(&body)).await else { continue };
            assert_eq!(reply.status, 201, "{}", reply.body);
            wire = Some(line);
            break reply.at("/id");
        };
        let said = Said {
            fate: [Fate::Changed, Fate::Deleted, Fate::Stays][usize::try_from(dice.below(8).min(2)).unwrap()],
            ..said
        };
        let mut changes = said.fate != Fate::Stays;
        while changes {
            let mut line = match wire.take() {
                Some(line) => line,
                None => dial(&at, Some(&token)).await,
            };
            let (method, change) = match said.fate {
                Fate::Changed => ("PUT", Some(json!({ "text": said.text(who * EACH + n), "lang": "fr" }))),
                _ => ("DELETE", None),
            };
            let Ok(reply) = line.ask(method, &format!("/api/v1/posts/{id}"), change.as_ref()).await else { continue };
            // A server that was killed before it answered may have done it.
            assert!(matches!((said.fate, reply.status), (_, 200 | 204) | (Fate::Deleted, 404)), "{}", reply.body);
            wire = Some(line);
            changes = false;
        }
        let twice = kept.lock().unwrap().insert(id, said);
        assert!(twice.is_none(), "one number, one post");
    }
}

/// What a reader has heard, in order: numbers of posts, and what they say; nothing for what is gone.
type Heard = Arc<Mutex<Vec<(String, Option<String>)>>>;

/// Reads along from the beginning on; hangs up now and then, and comes back with the last id.
async fn follow(at: Where, path: String, who: usize, seen: Heard) {
    let dice = SeededDice::new(u64::try_from(who).unwrap());
    let mut last = Some(0);
    loop {
        let wire = dial(&at, None).await;
        let Ok(mut stream) = wire.stream_of(&path, last).await else { continue };
        let patience = if chance(&dice, 4) { dice.below(4) } else { dice.below(250) };
        for _ in 0..=patience {
            let Ok(Some(message)) = stream.next().await else { break };
            assert_ne!(message.name, "reset", "nothing that was missed is lost");
            last = message.id.or(last);
            let told = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            match message.name.as_str() {
                "post" => {
                    let post = message.json();
                    seen.lock().unwrap().push((told(&post["id"]), Some(told(&post["text"]))));
                }
                "gone" => {
                    let gone = message.json();
                    seen.lock().unwrap().extend(gone["posts"].as_array().unwrap().iter().map(|id| (told(id), None)));
                }
                _ => {}
            }
        }
    }
}

/// The numbers of what was published, in the order in which it was.
async fn published(place: &Place) -> Vec<String> {
    let at = place.url.clone().unwrap_or_else(|| place.data().join("rhizome.db").display().to_string());
    let posts = events_of(store_at(&at).await).await.into_iter().filter_map(|event| match event {
        Event::Post { post, state, .. } if state == "published" => Some(post),
        _ => None,
    });
    posts.map(|post: PostId| post.to_string()).collect()
}

/// Publishes what ends it; the numbers, in order.
async fn ends(served: &Served, incident: &str, [talks, city]: [&str; 2], kept: &Kept) -> Vec<String> {
    let mut all = Vec::new();
    for (n, said) in LAST.iter().enumerate() {
        let body = json!({ "text": said.text(100_000 + n), "incident": incident, "cell": said.cell() });
        let who = if said.official { city } else { talks };
        let id = served.post(who, "/api/v1/posts", body).await.expect(201).at("/id");
        kept.lock().unwrap().insert(id.clone(), said.clone());
        all.push(id);
    }
    all
}

async fn everybody_ends_with_what_was_published(engine: Engine) {
    let place = Place::new(engine).await;
    let mut served = place.serve().await;
    let operator = place.key("operator", "Anne V.").await;
    let incident = served.drill(&operator).await;
    let (city, talks) = (place.key("institution", "Préfecture").await, place.key("operator", "Bruno K.").await);
    let mut writers = Vec::new();
    for n in 0..WRITERS {
        let official = n % 4 == 3;
        let role = if official { "institution" } else { "operator" };
        writers.push((place.key(role, &format!("Plume {n}")).await, official));
    }
    let plumes: Vec<String> = (0..WRITERS).filter(|n| n % 4 == 3).map(|n| format!("Plume {n}")).collect();
    let speakers: Vec<&str> = plumes.iter().map(String::as_str).chain(["Préfecture"]).collect();
    place.institution("prefecture.example", "Préfecture de l’Exemple", &speakers).await;
    // Who is of the staff is read again by a server that begins.
    served.kill().await;
    served = place.serve().await;
    let (now_at, at) = watch::channel(served.address);
    let seen: Vec<Heard> = (0..READERS).map(|_| Arc::default()).collect();
    let reading: Vec<_> = seen
        .iter()
        .enumerate()
        .map(|(n, seen)| {
            let (query, _) = WANTS[n % WANTS.len()];
            let path = format!("/api/v1/feed/stream?incident={incident}{query}");
            tokio::spawn(follow(at.clone(), path, n, Arc::clone(seen)))
        })
        .collect();
    let kept: Kept = Arc::default();
    let writing: Vec<_> = writers
        .into_iter()
        .enumerate()
        .map(|(n, (token, official))| {
            tokio::spawn(write(at.clone(), token, official, incident.clone(), n, Arc::clone(&kept)))
        })
        .collect();
    let dice = SeededDice::new(2015);
    let all = WRITERS * EACH;
    for kill in 1..=KILLS {
        let part = u64::try_from(all).unwrap() / (KILLS + 1);
        let before = usize::try_from(kill * part - dice.below(part / 2)).unwrap();
        soon("posts", async {
            while kept.lock().unwrap().len() < before {
                tokio::task::yield_now().await;
            }
        })
        .await;
        served.kill().await;
        served = place.serve().await;
        now_at.send_replace(served.address);
    }
    for writer in writing {
        soon("a writer", writer).await.unwrap();
    }
    assert_eq!(kept.lock().unwrap().len(), all, "every press was acknowledged once");
    let ends = ends(&served, &incident, [&talks, &city], &kept).await;
    let kept = kept.lock().unwrap().clone();
    let wanted = |n: usize, id: &String| (WANTS[n % WANTS.len()].1)(&kept[id]);
    // Everybody hears the end; whoever does not is looked at below.
    let ended = |(n, seen): (usize, &Heard)| {
        seen.lock().unwrap().last().map(|(id, _)| id) == ends.iter().rfind(|id| wanted(n, id))
    };
    for _ in 0..600 {
        if seen.iter().enumerate().all(ended) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    for reader in reading {
        assert!(!reader.is_finished(), "a reader has given up");
        reader.abort();
    }
    served.stop().await;
    let published = published(&place).await;
    let once: BTreeSet<&String> = published.iter().collect();
    assert_eq!(once.len(), published.len(), "no press was published twice");
    assert!(once.iter().copied().eq(kept.keys()), "what was published is what was acknowledged");
    for (n, seen) in seen.iter().enumerate() {
        let seen = seen.lock().unwrap();
        let stays = |id: &&String| kept[*id].fate == Fate::Stays;
        let theirs: Vec<&String> = published.iter().filter(|id| wanted(n, id)).collect();
        assert!(theirs.len() > 20, "reader {n} had something to read: {}", theirs.len());
        // What nobody touched, in order, each once.
        let untouched: Vec<&String> = theirs.iter().copied().filter(stays).collect();
        let heard: Vec<&String> = seen.iter().map(|(id, _)| id).filter(stays).collect();
        let same = heard.iter().zip(&untouched).take_while(|(a, b)| a == b).count();
        let all = (heard.len(), untouched.len());
        assert!(
            same == heard.len() && same == untouched.len(),
            "reader {n} heard {all:?}, and other things from {same} on"
        );
        // What was changed stands there as it was changed, and what was taken back does not, whenever they came back.
        let mut stands: BTreeMap<&String, &String> = BTreeMap::new();
        for (id, text) in seen.iter() {
            match text {
                Some(text) => stands.insert(id, text),
                None => stands.remove(id),
            };
        }
        for id in theirs.iter().copied().filter(|id| !stays(id)) {
            let text = stands.get(id).copied();
            let as_it_became = match kept[id].fate {
                Fate::Changed => text.is_some_and(|text| text.ends_with(CHANGED)),
                _ => text.is_none(),
            };
            assert!(as_it_became, "reader {n}: {:?} stands as {text:?}", kept[id]);
        }
        let became: BTreeSet<&String> = stands.into_keys().collect();
        let due = theirs.iter().copied().filter(|id| kept[*id].fate != Fate::Deleted);
        assert!(became.into_iter().eq(due.collect::<BTreeSet<_>>()), "reader {n} has that and nothing else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_ends_with_what_was_published_with_sqlite() {
    everybody_ends_with_what_was_published(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_ends_with_what_was_published_with_postgres() {
    everybody_ends_with_what_was_published(Engine::Postgres).await;
}
