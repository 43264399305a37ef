//! The flow against the simplest thing that could be it: a list of what was written, looked through from end to end.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Cell, Dice, Role, SeededDice};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::scene::{harness, ids, opens, posts};

/// Tags, each in several spellings.
const TAGS: [&[&str]; 5] = [
    &["Été2015", "ETE2015", "ｅ\u{301}te\u{301}2015"],
    &["Straße", "STRASSE"],
    &["السِّيَاسَة", "السياسه"],
    &["Nation", "nation"],
    &["ハッシュタグ", "ﾊｯｼｭﾀｸﾞ"],
];
/// Where something is written of: three places side by side, one across the river, one in another town.
const SPOTS: [(f64, f64); 5] =
    [(48.8631, 2.3708), (48.8650, 2.3740), (48.8672, 2.3636), (48.8462, 2.3372), (45.7640, 4.8357)];
/// How coarse an area is asked for: as finely as a place is kept, as coarsely as the list is kept by, and between.
const AREAS: [u8; 3] = [9, 8, 7];
const LANES: [&str; 3] = ["act", "official", "talk"];

/// A post as the list has it.
struct Written {
    id: String,
    tags: BTreeSet<usize>,
    lane: &'static str,
    incident: String,
    drill: bool,
    shown: bool,
    cell: Option<Cell>,
}

/// What was asked: in which lane, in which incident, of exercises; under any, all, none of these tags; in any of these areas.
#[derive(Default)]
struct Asked {
    lane: Option<&'static str>,
    incident: Option<String>,
    drill: bool,
    tags: [BTreeSet<usize>; 3],
    cells: Vec<Cell>,
}

fn pick<T: Copy>(dice: &SeededDice, all: &[T]) -> T {
    all[usize::try_from(dice.below(u64::try_from(all.len()).unwrap())).unwrap()]
}

fn chance(dice: &SeededDice, of: u64) -> bool {
    dice.below(of) == 0
}

/// Whether a cell is another, or a part of it.
fn lies_in(cell: Cell, area: Cell) -> bool {
    area.resolution() <= cell.resolution() && cell.coarser(area.resolution()).unwrap() == area
}

fn some(dice: &SeededDice, most: u64) -> BTreeSet<usize> {
    (0..dice.below(most + 1)).map(|_| usize::try_from(dice.below(5)).unwrap()).collect()
}

/// The cell of one of the spots.
fn spot(dice: &SeededDice, resolution: u8) -> Cell {
    let (lat, lon) = pick(dice, &SPOTS);
    Cell::at(lat, lon, 9).unwrap().coarser(resolution).unwrap()
}

/// Which tag is read with which: the one that it was merged into, or led to.
#[derive(Default)]
struct Ways(BTreeMap<usize, (usize, bool)>);

impl Ways {
    /// Under which tags something of this one is read.
    fn up(&self, tag: usize) -> BTreeSet<usize> {
        let next = self.0.get(&tag).filter(|(_, merged)| *merged);
        std::iter::once(tag).chain(next.into_iter().flat_map(|(to, _)| self.up(*to))).collect()
    }
    /// Which tag somebody sees who asks for this one.
    fn shown(&self, tag: usize) -> usize {
        self.0.get(&tag).map_or(tag, |(to, _)| self.shown(*to))
    }
    fn has(&self, post: &Written, asked: &Asked) -> bool {
        // Exercises have tags of their own, to which nobody has done anything.
        let none_of_theirs = Self::default();
        let ways = if asked.drill { &none_of_theirs } else { self };
        let stands: BTreeSet<usize> = post.tags.iter().flat_map(|t| ways.up(*t)).collect();
        let [any, all, none] = asked.tags.each_ref().map(|tags| tags.iter().map(|t| stands.contains(&ways.shown(*t))));
        let (mut any, mut all, mut none) = (any.peekable(), all, none);
        post.shown
            && post.drill == asked.drill
            && asked.lane.is_none_or(|lane| lane == post.lane)
            && asked.incident.as_ref().is_none_or(|of| *of == post.incident)
            && (any.peek().is_none() || any.any(|there| there))
            && all.all(|there| there)
            && !none.any(|there| there)
            && (asked.cells.is_empty()
                || post.cell.is_some_and(|at| asked.cells.iter().any(|c| lies_in(at, *c) || lies_in(*c, at))))
    }
}

struct Town {
    h: Harness,
    /// The real incident, and the exercise.
    nights: [String; 2],
    people: Vec<Client>,
    city: Client,
    all: Vec<Written>,
}

impl Town {
    async fn new(store: store::Store) -> Self {
        let h = harness(store).await;
        let nights = [h.active(false).await.to_string(), h.active(true).await.to_string()];
        let mut people = Vec::new();
        for n in 0..8 {
            people.push(h.proven(&format!("Personne {n}"), &format!("p{n}@example.org")).await);
        }
        let city = crate::scene::official(&h, "prefecture.example", "Préfecture de l’Exemple").await;
        Self { h, nights, people, city, all: Vec::new() }
    }
    fn one<'a>(&'a self, dice: &SeededDice) -> &'a Client {
        &self.people[usize::try_from(dice.below(8)).unwrap()]
    }
    /// Somebody writes something: a word, a word of the city, a door that is passed on; of the real incident or the exercise.
    async fn write(&mut self, dice: &SeededDice, n: usize) {
        let (tags, drill, official) = (some(dice, 2), chance(dice, 6), chance(dice, 4));
        let mut text = format!("Mot {n}");
        for tag in &tags {
            text += &format!(" #{}", pick(dice, TAGS[*tag]));
        }
        let incident = self.nights[usize::from(drill)].clone();
        let mut body = json!({ "text": text, "incident": incident });
        let mut lane = if official { "official" } else { "talk" };
        if !drill && chance(dice, 4) {
            let host = self.h.proven(&format!("Hôte {n}"), &format!("h{n}@example.org")).await;
            body["boost"] = json!({ "kind": "door", "of": opens(&self.h, &host).await });
            lane = if official { lane } else { "act" };
        }
        // What accuses somebody waits for a moderator.
        let waits = !drill && !official && chance(dice, 8);
        if waits {
            body["text"] = json!(format!("{text} Le tueur est Armel Vantroux"));
        }
        let cell = chance(dice, 2).then(|| spot(dice, 9));
        body["cell"] = json!(cell.map(|c| c.to_string()));
        let who = if official { &self.city } else { self.one(dice) };
        let id = posts(&self.h, who, body).await;
        // Where few people live it is kept coarser, and is read by who asks for any part of that.
        let kept = who.get(&format!("/api/v1/posts/{id}")).await.expect(200).json()["post"]["place"]["cell"].clone();
        let kept: Option<Cell> = kept.as_str().map(|c| c.parse().unwrap());
        assert!(kept.is_some() == cell.is_some() && kept.zip(cell).is_none_or(|(kept, cell)| lies_in(cell, kept)));
        let gone = !waits && chance(dice, 8);
        if gone {
            who.delete(&format!("/api/v1/posts/{id}")).await.is(204);
            self.h.settle().await;
        }
        self.all.push(Written { id, tags, lane, incident, drill, shown: !gone && !waits, cell: kept });
    }
    /// The newest first, as the list has it.
    fn expected(&self, ways: &Ways, asked: &Asked) -> Vec<&str> {
        self.all.iter().rev().filter(|post| ways.has(post, asked)).map(|post| post.id.as_str()).collect()
    }
    /// The same from the server, a page after the other.
    async fn found(&self, dice: &SeededDice, asked: &Asked) -> Vec<String> {
        let mut query = format!("drill={}", asked.drill);
        query.extend(asked.lane.map(|lane| format!("&lane={lane}")));
        query.extend(asked.incident.as_ref().map(|id| format!("&incident={id}")));
        let cells: Vec<String> = asked.cells.iter().map(Cell::to_string).collect();
        query += &format!("&cell={}", cells.join(","));
        for (name, tags) in ["any", "all", "none"].iter().zip(&asked.tags) {
            let names: Vec<String> = tags.iter().map(|t| encoded(pick(dice, TAGS[*t]))).collect();
            query += &format!("&{name}={}", names.join(","));
        }
        let (mut all, mut before) = (Vec::new(), String::new());
        loop {
            let limit = 1 + dice.below(7);
            let page = self.h.nobody().get(&format!("/api/v1/feed?{query}&limit={limit}{before}")).await.expect(200);
            all.extend(ids(&page));
            let Value::String(next) = &page.json()["next"] else { return all };
            before = format!("&before={next}");
        }
    }
    fn asks(&self, dice: &SeededDice) -> Asked {
        let drill = chance(dice, 5);
        Asked {
            lane: chance(dice, 2).then(|| pick(dice, &LANES)),
            incident: chance(dice, 3).then(|| self.nights[usize::from(drill)].clone()),
            drill,
            tags: [some(dice, 2), some(dice, 2), some(dice, 1)],
            cells: Vec::new(),
        }
    }
    /// In one area or two; under whatever tag, or under none of one.
    fn asks_around(&self, dice: &SeededDice) -> Asked {
        let cells = (0..=dice.below(2)).map(|_| spot(dice, pick(dice, &AREAS))).collect();
        Asked { tags: [some(dice, 1), BTreeSet::new(), some(dice, 1)], cells, ..self.asks(dice) }
    }
}

fn encoded(name: &str) -> String {
    name.bytes().map(|b| format!("%{b:02X}")).collect()
}

store::testing::each_store! {
    async fn whatever_is_asked_is_what_a_list_would_give(store: Store) {
        let dice = SeededDice::new(20_151_113);
        let mut town = Town::new(store).await;
        for n in 0..40 {
            town.write(&dice, n).await;
        }
        let anne = town.h.staff(Role::Operator, "Claire").await;
        let mut ways = Ways::default();
        let (mut seen, mut asked, mut around) = (0, 0, 0);
        for _ in 0..12 {
            for n in 0..18 {
                let ask = if n < 12 { town.asks(&dice) } else { town.asks_around(&dice) };
                let (expected, found) = (town.expected(&ways, &ask), town.found(&dice, &ask).await);
                let Asked { lane, incident, drill, tags, cells } = &ask;
                assert_eq!(found, expected, "{lane:?} {incident:?} {drill} {tags:?} {cells:?}, {:?}", ways.0);
                seen += found.len();
                around += if n < 12 { 0 } else { found.len() };
                asked += usize::from(!found.is_empty());
            }
            // Each lane has what the others have not, and all of them have everything.
            let lanes = LANES.map(|lane| Asked { lane: Some(lane), ..Asked::default() });
            let mut each: Vec<&str> = lanes.iter().flat_map(|lane| town.expected(&ways, lane)).collect();
            each.sort_unstable_by(|a, b| b.cmp(a));
            let everything = Asked::default();
            assert_eq!(town.found(&dice, &everything).await, each);
            // An operator does something to a tag, in any of its spellings.
            let (from, to) = (pick(&dice, &[0, 1, 2, 3, 4]), pick(&dice, &[0, 1, 2, 3, 4]));
            let act = pick(&dice, &["merge", "merge", "redirect", "split"]);
            let path = format!("/api/v1/tags/{}/{act}", encoded(pick(&dice, TAGS[from])));
            let body = if act == "split" { json!({}) } else { json!({ "target": pick(&dice, TAGS[to]) }) };
            let done = anne.post(&path, body).await;
            town.h.settle().await;
            if done.status.is_success() {
                ways.0.remove(&from);
                if act != "split" {
                    ways.0.insert(from, (to, act == "merge"));
                }
            } else {
                let round = from == to || ways.shown(to) == from || ways.up(to).contains(&from);
                assert!(if act == "split" { !ways.0.contains_key(&from) } else { round }, "{}", done.text);
            }
        }
        assert!(seen > 100 && asked > 40 && around > 20, "there was something to find: {seen} in {asked}, {around} by area");
    }
}
