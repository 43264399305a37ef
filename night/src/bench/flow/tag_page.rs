//! Pages of hashtags from cold, at a million posts: the house has just been opened, nothing of the database is in the memory of the machine, and
//! each page is asked for once, over HTTP, by somebody without account.

use std::{path::Path, process::Command, sync::Arc};

use feed::{
    model::{Author, AuthorKind, Draft, Lane, Truth, Writer, trust::Standing},
    store::{posts, tags},
};
use kernel::{Dice, Id, IncidentId, PersonId, PostId, SeededDice, Span};
use store::Change;
use web::House;

use super::{
    super::{Bench, BenchError, BenchLine, Options, house},
    TAG, incident, milliseconds, open, rooms, sentence, words,
};
use crate::{
    load::{self, Load, Report},
    numbers::whole,
};

/// The bench.
pub const BENCH: Bench =
    Bench { name: "tag_page", about: "pages of hashtags from cold, p99, at 1,000,000 posts (× --scale)", run };

const POSTS: f64 = 1_000_000.0;
/// Tags; the first is in one post of three, the others ever more rarely.
const TAGS: usize = 2_000;
/// Pages that are asked for after each opening, each another one.
const PAGES: u64 = 300;
/// Openings.
const ROUNDS: u64 = 4;
/// Posts that are written in one change: what a change has touched is looked through at each step of it.
const AT_ONCE: usize = 100;

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let count = usize::try_from(whole((POSTS * options.scale.unwrap_or(1.0)).max(1_000.0)))?;
    let folder = tempfile::tempdir()?;
    let dice = SeededDice::new(17);
    let words = Arc::new(words(&dice));
    fill(folder.path(), &dice, &words, count).await?;
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        forgotten(folder.path())?;
        all.push(asked(folder.path(), &words, round).await?);
    }
    let worst = |of: usize| all.iter().map(|r| milliseconds(r.latency(of))).fold(0.0, f64::max);
    let middle = super::super::median(&all.iter().map(|r| milliseconds(r.latency(500))).collect::<Vec<_>>());
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: None,
        ours: worst(990),
        peer: None,
        unit: "ms",
        note: format!(
            "p99 of {PAGES} different pages after an opening, the worst of {ROUNDS} openings; {middle:.2} ms in the middle, the slowest {:.1} ms; \
             {count} posts, {TAGS} tags, half of the pages of one tag, half of several (any, all, none); the database is dropped from the \
             memory of the machine before each opening",
            worst(1000),
        ),
    }])
}

/// Posts of a night, three tags each: one of three has the first, the others are the rarer the later they come.
async fn fill(folder: &Path, dice: &dyn Dice, words: &[String], count: usize) -> Result<(), BenchError> {
    let (house, stop) = open(folder).await?;
    let incident = incident(&house).await?;
    let authors = house::ids(&house, 1_000);
    house::people(&house, &authors, |_| Vec::new()).await?;
    let now = house.clock.now();
    let known = tags::Tags::default();
    for first in (0..count).step_by(AT_ONCE) {
        let mut change = Change::new();
        for n in first..count.min(first.saturating_add(AT_ONCE)) {
            let age = Span(i64::try_from(count.saturating_sub(n))?.saturating_mul(10_000));
            let id = PostId::at(now.minus(age), u16::try_from(n % 60_000)?);
            let author = authors.get(n % authors.len().max(1)).copied().ok_or("nobody writes")?;
            let post = Written { id, incident, author, tags: names(dice, words, n), text: sentence(dice, words, 12) };
            change = post.keep(change, &house, &known, now);
        }
        change.events.clear();
        house.store.apply(change).await?;
    }
    stop.send_replace(true);
    house.store.close().await;
    Ok(())
}

/// A post of somebody.
struct Written {
    id: PostId,
    incident: IncidentId,
    author: PersonId,
    tags: Vec<String>,
    text: String,
}

impl Written {
    fn keep(self, change: Change, house: &House, known: &tags::Tags, now: kernel::Time) -> Change {
        let author = Author { kind: AuthorKind::Person, id: self.author.bytes() };
        let writer = Writer {
            author,
            standing: Standing { proven: Some(now), ..Standing::default() },
            name: "Alba R.".to_owned(),
        };
        let draft = Draft { text: Some(self.text), tags: self.tags, lang: "fr".to_owned(), ..Draft::default() };
        let new = posts::New {
            id: self.id,
            incident: self.incident,
            drill: false,
            writer: &writer,
            draft: &draft,
            lane: Lane::Talk,
            held: None,
            truth: Truth::Unverified,
            thread: None,
            press: None,
            said: [0; 32],
            fresh: false,
            signs: Vec::new(),
        };
        let mut change = posts::add(change, &house.register, &new, now);
        for name in &draft.tags {
            let id = feed::model::tag_id(name, false);
            if !known.is_known(id) {
                change = tags::add(change, (name, name), false, None, now);
                known.is_there(id);
            }
        }
        change
    }
}

fn names(dice: &dyn Dice, words: &[String], n: usize) -> Vec<String> {
    let mut names: Vec<String> = (0..2).filter_map(|_| words.get(rare(dice)).cloned()).collect();
    if n.is_multiple_of(3) {
        names.push(TAG.to_owned());
    }
    names.sort();
    names.dedup();
    names
}

/// Which of the tags: tag n about n times as rarely as the first (Zipf's law).
fn rare(dice: &dyn Dice) -> usize {
    let ends = f64::from(u32::try_from(TAGS).unwrap_or(1)).ln();
    usize::try_from(whole((crate::numbers::unit(dice) * ends).exp())).unwrap_or(0).min(TAGS.saturating_sub(1))
}

/// Nothing of the database stays in the memory of the machine.
fn forgotten(folder: &Path) -> Result<(), BenchError> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        // Reads nothing, and lets the kernel drop what it has of the file.
        let of = format!("if={}", entry.path().display());
        let done = Command::new("dd").args([&of, "iflag=nocache", "count=0", "status=none"]).output()?;
        // What the last who closed the database has put away meanwhile is not there.
        if !done.status.success() && entry.path().exists() {
            return Err(format!("dd {of}: {}", String::from_utf8_lossy(&done.stderr)).into());
        }
    }
    Ok(())
}

/// Opens the house and asks for its pages, one after the other.
async fn asked(folder: &Path, words: &Arc<Vec<String>>, round: u64) -> Result<Report, BenchError> {
    let (house, stop) = open(folder).await?;
    let (listener, to) = house::listener()?;
    let serving = tokio::spawn(axum::serve(listener, web::router(&rooms(), house.clone())).into_future());
    let words = Arc::clone(words);
    let report = load::make(Load { to, connections: 1, requests: PAGES, every: None }, move |turn, out| {
        let dice = SeededDice::new(round.saturating_mul(PAGES).saturating_add(turn.number));
        let tag = || words.get(rare(&dice)).map_or(TAG, String::as_str);
        let path = match turn.number % 8 {
            0 => format!("/tag/{TAG}"),
            1..=3 => format!("/tag/{}", tag()),
            4 => format!("/live?any={TAG},{},{}", tag(), tag()),
            5 => format!("/live?all={TAG},{}", tag()),
            6 => format!("/live?all={},{}", tag(), tag()),
            _ => format!("/live?any={TAG}&none={},{}", tag(), tag()),
        };
        load::request(out, "GET", &path, &[("accept-language", "fr")], b"");
    })
    .await?;
    serving.abort();
    stop.send_replace(true);
    house.store.close().await;
    if report.statuses.keys().any(|status| *status != 200) {
        return Err(format!("not every page came: {:?}", report.statuses).into());
    }
    Ok(report)
}
