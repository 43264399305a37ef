//! Nothing finer than the cell: wherever in its cell a door is, however often it is opened again, and whoever asks from wherever, everybody
//! is told the same to the letter.

use futures_util::StreamExt;
use kernel::{Cell, DoorId, Role};
use places::Landmarks;
use serde_json::{Value, json};
use store::each_store;
use web::harness::{Client, Harness};

use crate::scene::{active, harness, offer, opens, proven};

/// As far apart as one cell allows: near each of its corners, and in the middle.
fn spots() -> Vec<(f64, f64)> {
    let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
    let (lat, lon) = cell.centre();
    let towards = |(a, b): (f64, f64)| (lat + (a - lat) * 0.97, lon + (b - lon) * 0.97);
    let all: Vec<_> = cell.corners().into_iter().map(towards).chain([(lat, lon)]).collect();
    assert!(all.iter().all(|(a, b)| Cell::at(*a, *b, 9).unwrap() == cell), "they are in one cell");
    all
}

/// Everything that anybody is told of doors, from every landmark and from every cell around.
async fn everything(h: &Harness, doors: &[DoorId]) -> String {
    let (nobody, mut all) = (h.nobody(), String::new());
    let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
    let landmarks = Landmarks::paris();
    let around = cell.around(3).into_iter().map(|c| c.to_string());
    // Every fourth landmark of the town: some near, some at the other end of it.
    let names = landmarks.names().into_iter().step_by(4).map(str::to_owned);
    for from in names.chain(around) {
        for more in ["", "&places=2&needs=animals"] {
            let list = nobody.get(&format!("/api/v1/doors?near={}{more}", web::encode(&from))).await.expect(200).json();
            all += &format!("{from}{more}: {}\n", sorted(list));
        }
    }
    for from in ["République", "Goncourt", "Bastille"] {
        let from = web::encode(from);
        // Which of equals comes first on a list is chance: a page is compared where there is but one.
        if doors.len() == 1 {
            all += &page(&nobody, &format!("/doors?near={from}")).await;
        }
        for door in doors {
            all += &page(&nobody, &format!("/doors/{door}/ask?near={from}")).await;
        }
    }
    for path in ["/api/v1/places.geojson", "/api/v1/places.csv"] {
        all += &nobody.get(path).await.expect(200).text;
    }
    for door in doors {
        all += &nobody.get(&format!("/api/v1/doors/{door}")).await.expect(200).text;
    }
    doors.iter().fold(all, |text, door| text.replace(&door.to_string(), "a door"))
}

/// Doors of one place in an order of their own: their ids are chance, and so is the order of equals.
fn sorted(mut list: Value) -> Value {
    if let Some(doors) = list["doors"].as_array_mut() {
        for door in doors.iter_mut() {
            door["id"] = json!("a door");
        }
        doors.sort_by_key(ToString::to_string);
    }
    list
}

/// What stands on a page, the hidden fields of its forms that are chance apart.
async fn page(who: &Client, path: &str) -> String {
    let page = who.page(path).await.expect(200);
    let csrf = page.csrf().unwrap_or_default();
    let mut text = page.text.replace(&csrf, "");
    if let Some(key) = text.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()) {
        text = text.replace(&key.to_owned(), "");
    }
    // How much has happened so far is counted, whatever it was.
    text.lines().filter(|l| !l.starts_with("<body data-stream=")).map(|l| format!("{l}\n")).collect()
}

/// What the public stream has said so far of these doors.
async fn live(h: &Harness, doors: &[DoorId]) -> String {
    let mut stream = h.house.live.open(relay::Who::Public, None, Some(0)).await.unwrap();
    let mut all = String::new();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(std::time::Duration::from_millis(200), stream.next()).await {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let of_them = |line: &&str| line.starts_with("data:") && doors.iter().any(|d| line.contains(&d.to_string()));
        all.extend(text.lines().filter(of_them).map(|l| format!("{l}\n")));
    }
    assert!(!all.is_empty(), "the stream tells of doors");
    doors.iter().fold(all, |text, door| text.replace(&door.to_string(), "a door"))
}

fn at((lat, lon): (f64, f64), mut offer: Value) -> Value {
    offer["place"] = json!({"lat": lat, "lon": lon});
    offer
}

each_store! {
    async fn wherever_in_its_cell_a_door_is_everybody_is_told_the_same(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let staff = h.staff(Role::Institution, "Mairie").await;
        let hall = json!({"kind": "public", "label": "Salle des fêtes", "places": 30, "rule": "anyone", "address": "1 place des Fêtes"});
        let mut known: Option<(String, String, String)> = None;
        for (n, spot) in spots().into_iter().enumerate() {
            let mut public = at(spot, hall.clone());
            public["suits"] = json!(["animals"]);
            let host = proven(&h, "Inès M.", &format!("ines{n}@example.org")).await;
            let home = opens(&h, &host, at(spot, offer(3))).await;
            let first = everything(&h, &[home]).await;
            let hall = opens(&h, &staff, public).await;
            assert!(first.contains("a door") && first.contains("metres"), "there is something to compare");
            for digits in [format!("{:.4}", spot.0), format!("{:.4}", spot.1)] {
                assert!(n == 6 || !first.contains(&digits), "{digits} is told");
            }
            // Closed and opened, asked again and again: nothing else.
            for (id, who) in [(home, &host), (hall, &staff)] {
                for what in ["pause", "reopen"] {
                    who.post(&format!("/api/v1/doors/{id}/{what}"), json!({})).await.is(200);
                    h.settle().await;
                }
            }
            let again = everything(&h, &[home, hall]).await;
            // Another host at the very same place, then somewhere else in the cell: equals among equals.
            let second = proven(&h, "Paul D.", &format!("paul{n}@example.org")).await;
            let other = opens(&h, &second, at(*spots().get((n + 3) % 7).unwrap(), offer(3))).await;
            let three = [home, hall, other];
            let both = everything(&h, &three).await + &live(&h, &three).await;
            let now = (first, again, both);
            match &known {
                None => known = Some(now),
                Some(before) => {
                    same(&before.0, &now.0);
                    same(&before.1, &now.1);
                    same(&before.2, &now.2);
                }
            }
            for (id, who) in [(home, &host), (hall, &staff), (other, &second)] {
                who.post(&format!("/api/v1/doors/{id}/close"), json!({})).await.is(200);
            }
            h.settle().await;
        }
    }
}

/// Line by line, so that a failure says where.
#[track_caller]
fn same(one: &str, other: &str) {
    for (a, b) in one.lines().zip(other.lines()) {
        assert_eq!(a, b);
    }
    assert_eq!(one.len(), other.len());
}
