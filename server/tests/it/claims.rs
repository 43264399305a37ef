//! Never more guests than places: ten thousand claims of places over as many connections as a busy server has, called off again, with the
//! server killed in between, while somebody looks at the books all the time.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use kernel::{Clock, SystemClock};
use serde_json::json;
use store::{Change, Store, params, sql};

use crate::{
    scene::HERE,
    served::{Engine, Place, Served, Somebody},
    wire::{Reply, Wire, soon},
};

sql! {
    BOOKS = "SELECT places, taken, (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) FROM stay s WHERE s.door = door.id \
        AND s.state IN (1, 2, 3)) FROM door";
    /// Somebody has proven a contact, whichever: who has not may hold half of a place, and few of an area ask at once.
    PROVE = "INSERT INTO proven_contact (blind, person, at) SELECT id, id, created FROM person";
}

const DOORS: usize = 50;
const GUESTS: usize = 512;
const CLAIMS: usize = 10_000;

/// What all guests share.
struct Rush {
    /// Where each process listens; the one that is killed comes back elsewhere.
    addresses: Mutex<Vec<SocketAddr>>,
    doors: Vec<String>,
    /// Claims that were answered.
    claims: AtomicUsize,
    /// Stays that were acknowledged and not called off since.
    living: Mutex<HashMap<String, String>>,
    over: AtomicBool,
}

/// Numbers that look like chance, the same each time.
fn mix(n: usize) -> usize {
    n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 7
}

/// Claims places and calls them off, until enough claims were made. When the line is cut it comes back to whoever listens.
async fn guest(rush: Arc<Rush>, me: Somebody, n: usize) {
    let mut turn = n * 1000;
    while !rush.over.load(Ordering::Relaxed) {
        let address = {
            let all = rush.addresses.lock().unwrap();
            all[n % all.len()]
        };
        let Ok(mut wire) = Wire::to(address, Some(&me.token)).await else {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        // Whatever was under way when the line was cut.
        let Ok(mine) = wire.ask("GET", "/api/v1/stays", None).await else { continue };
        if mine.status != 200 {
            continue;
        }
        for stay in mine.json()["stays"].as_array().unwrap() {
            if stay["state"] == "held" {
                rush.living.lock().unwrap().insert(stay["id"].as_str().unwrap().to_owned(), me.token.clone());
            }
        }
        while !rush.over.load(Ordering::Relaxed) {
            turn += 1;
            let chance = mix(turn);
            let path = format!("/api/v1/doors/{}/stays", rush.doors[chance % DOORS]);
            let body =
                json!({ "places": 1 + chance / 64 % 4, "place": { "lat": HERE.0, "lon": HERE.1 }, "name": "Alba" });
            let Ok(reply) = wire.ask("POST", &path, Some(&body)).await else { break };
            if rush.claims.fetch_add(1, Ordering::Relaxed) + 1 >= CLAIMS {
                rush.over.store(true, Ordering::Relaxed);
            }
            let stay = match reply.status {
                201 => reply.at("/id"),
                409 | 429 | 503 => continue,
                _ => panic!("{} {}", reply.status, reply.body),
            };
            rush.living.lock().unwrap().insert(stay.clone(), me.token.clone());
            if !(chance / 4096).is_multiple_of(8) {
                let Ok(reply) = wire.ask("POST", &format!("/api/v1/stays/{stay}/cancel"), Some(&json!({}))).await
                else {
                    // Called off or not: whoever comes back sees.
                    rush.living.lock().unwrap().remove(&stay);
                    break;
                };
                if reply.status == 200 {
                    rush.living.lock().unwrap().remove(&stay);
                }
            }
        }
    }
}

/// Reads the books in one snapshot: every place that is taken is somebody's, and no door has more guests than places.
async fn look(store: &Store) {
    for row in store.read(BOOKS, params![]).await.unwrap() {
        let (places, taken, living) = (row.int(0).unwrap(), row.int(1).unwrap(), row.int(2).unwrap());
        assert_eq!(taken, living, "taken is the sum of living stays");
        assert!(taken <= places, "{taken} of {places}");
    }
}

async fn open_doors(served: &Served, operator: &str) -> Vec<String> {
    let mut doors = Vec::new();
    for n in 0..DOORS {
        let offer = json!({
            "kind": "public", "label": format!("Gymnase {n}"), "places": 8 + n % 5, "address": "1 rue des Essais",
            "place": { "lat": HERE.0 + f64::from(u8::try_from(n % 7).unwrap()) * 0.003, "lon": HERE.1 },
        });
        doors.push(served.post(operator, "/api/v1/doors", offer).await.expect(201).at("/id"));
    }
    doors
}

async fn never_more_guests_than_places(engine: Engine, processes: usize) {
    let place = Place::new(engine).await;
    let mut served = Vec::new();
    for _ in 0..processes {
        served.push(place.serve().await);
    }
    let operator = place.key("operator", "Anne V.").await;
    served[0].drill(&operator).await;
    let doors = open_doors(&served[0], &operator).await;
    let addresses = Mutex::new(served.iter().map(|s| s.address).collect());
    let rush = Arc::new(Rush {
        addresses,
        doors,
        claims: AtomicUsize::new(0),
        living: Mutex::default(),
        over: AtomicBool::new(false),
    });
    let mut guests = Vec::new();
    for n in 0..GUESTS {
        let me = served[n % processes].register(&format!("Invitée {n}")).await;
        guests.push(me);
    }
    let books = match &place.url {
        Some(url) => Store::postgres_unmigrated(url, Arc::new(SystemClock)).await.unwrap(),
        None => Store::sqlite_unmigrated(&place.data().join("rhizome.db"), Arc::new(SystemClock)).unwrap(),
    };
    books.apply(Change::new().must(PROVE, params![])).await.unwrap();
    let looking = {
        let (rush, books) = (Arc::clone(&rush), books.clone());
        tokio::spawn(async move {
            let mut looks = 0;
            while !rush.over.load(Ordering::Relaxed) {
                look(&books).await;
                looks += 1;
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            looks
        })
    };
    let coming: Vec<_> =
        guests.into_iter().enumerate().map(|(n, me)| tokio::spawn(guest(Arc::clone(&rush), me, n))).collect();
    let spread = usize::try_from(SystemClock.now().0 % 397).unwrap();
    for kill in 1..=2 {
        let enough = kill * CLAIMS / 3 + spread;
        long(async || rush.claims.load(Ordering::Relaxed) >= enough).await;
        let last = served.len() - 1;
        served[last].kill().await;
        served[last] = place.serve().await;
        rush.addresses.lock().unwrap()[last] = served[last].address;
    }
    long(async || rush.over.load(Ordering::Relaxed)).await;
    for guest in coming {
        soon("a guest", guest).await.unwrap();
    }
    let looks = looking.await.unwrap();
    assert!(looks > 20, "the books were looked at {looks} times");
    look(&books).await;
    // What was acknowledged is there.
    let living = rush.living.lock().unwrap().clone();
    assert!(!living.is_empty());
    for (stay, token) in living {
        let reply: Reply = served[0].get(&token, &format!("/api/v1/stays/{stay}")).await.expect(200);
        assert!(matches!(reply.at("/state").as_str(), "held" | "guest_cancelled"), "{}", reply.body);
    }
    // Each door says outside what the books say inside.
    let mine = served[0].get(&operator, "/api/v1/doors/mine").await.expect(200).json();
    for door in mine["doors"].as_array().unwrap() {
        assert_eq!(door["room"].as_i64().unwrap(), door["places"].as_i64().unwrap() - door["taken"].as_i64().unwrap());
    }
    books.close().await;
    for served in served {
        served.stop().await;
    }
}

/// Waits for what takes longer than anything else in these tests.
async fn long<F: AsyncFnMut() -> bool>(mut is_so: F) {
    let all = tokio::time::timeout(std::time::Duration::from_secs(400), async {
        while !is_so().await {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    });
    all.await.expect("claims go on");
}

#[tokio::test(flavor = "multi_thread")]
async fn never_more_guests_than_places_with_sqlite() {
    never_more_guests_than_places(Engine::Sqlite, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn never_more_guests_than_places_with_two_processes_on_postgres() {
    never_more_guests_than_places(Engine::Postgres, 2).await;
}
