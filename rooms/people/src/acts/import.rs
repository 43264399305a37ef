//! Large lists of people, from a file on the server: read, sealed and written at the same time.

use std::{collections::HashSet, io::Read, sync::Arc};

use csv::StringRecord;
use kernel::{Clock, Lang, PersonId, Time};
use register::Register;
use store::Change;
use tokio::{sync::mpsc, task::JoinSet};
use web::{Failure, Fault, OrRefuse, Words};

use super::table::{Bad, Columns, Good, Table};
use crate::{model::BadLine, rules::No};

/// Lines that are sealed and written as one change.
const CHUNK: usize = 1000;
/// Chunks that are prepared while others are written.
const AT_ONCE: usize = 4;
/// How many bad lines a report names.
const BAD_SHOWN: usize = 1000;

/// What an import needs of the house.
#[derive(Clone)]
pub struct Importing {
    /// Where people are kept.
    pub register: Register,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The H3 resolution of places.
    pub resolution: u8,
    /// The language of people whose line names none.
    pub lang: Lang,
}

/// What became of a list.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Lines with something on them, the heading left out.
    pub rows: u64,
    /// People who are new.
    pub new: u64,
    /// People who were known already, or stand twice in the list.
    pub known: u64,
    /// Lines that could not be taken, at most 1000 of them.
    pub bad: Vec<BadLine>,
    /// How many there are.
    pub bad_count: u64,
}

type Lines = Vec<(u64, StringRecord)>;

struct Chunk {
    rows: u64,
    good: Vec<(PersonId, Good)>,
    bad: Vec<Bad>,
    fresh: HashSet<PersonId>,
}

/// Imports a list of people: columns `name`, `email`, `phone`, `lang`, `home_lat`, `home_lon`, `home_cell`, and the same for `work_…`
/// and `school_…`. Importing the same list again changes nothing; who was erased does not come back. `on_progress` hears after each
/// thousand lines.
///
/// # Errors
/// When it is no table of people, or the store fails. What was written until then stays.
pub async fn import_csv<R: Read + Send + 'static>(
    input: R,
    importing: &Importing,
    mut on_progress: impl FnMut(&Report),
) -> Result<Report, Failure> {
    let (send, mut lines) = mpsc::channel::<Result<(Columns, Lines), No>>(AT_ONCE);
    let reading = tokio::task::spawn_blocking(move || read(input, &send));
    let say = Words::default().in_lang(Lang::En);
    let (mut report, mut seen, mut running) = (Report::default(), HashSet::new(), JoinSet::new());
    let now = importing.clock.now();
    loop {
        let room = running.len() < AT_ONCE;
        tokio::select! {
            biased;
            Some(done) = running.join_next() => {
                let chunk: Result<Chunk, Failure> = done.map_err(|e| Fault::new(format!("an import's task: {e}")))?;
                count(&mut report, chunk?, &mut seen, &say);
                on_progress(&report);
            }
            next = lines.recv(), if room => match next {
                Some(chunk) => {
                    let (columns, chunk) = chunk.or_refuse()?;
                    running.spawn(take(importing.clone(), columns, chunk, now));
                }
                None if running.is_empty() => break,
                None => {
                    while let Some(done) = running.join_next().await {
                        let chunk: Result<Chunk, Failure> =
                            done.map_err(|e| Fault::new(format!("an import's task: {e}")))?;
                        count(&mut report, chunk?, &mut seen, &say);
                        on_progress(&report);
                    }
                    break;
                }
            },
        }
    }
    reading.await.map_err(|e| Fault::new(format!("an import's reader: {e}")))?;
    report.bad.sort_by_key(|b| b.line);
    Ok(report)
}

fn count(report: &mut Report, chunk: Chunk, seen: &mut HashSet<PersonId>, say: &web::Say) {
    report.rows = report.rows.saturating_add(chunk.rows);
    for (person, _) in &chunk.good {
        let new = chunk.fresh.contains(person) && seen.insert(*person);
        let count = if new { &mut report.new } else { &mut report.known };
        *count = count.saturating_add(1);
    }
    report.bad_count = report.bad_count.saturating_add(u64::try_from(chunk.bad.len()).unwrap_or(u64::MAX));
    let room = BAD_SHOWN.saturating_sub(report.bad.len());
    report.bad.extend(chunk.bad.iter().take(room).map(|b| b.shown(say)));
}

/// Reads the file, in a thread of its own.
fn read<R: Read>(input: R, send: &mpsc::Sender<Result<(Columns, Lines), No>>) {
    if let Err(refused) = read_chunks(input, send) {
        let _ = send.blocking_send(Err(refused));
    }
}

fn read_chunks<R: Read>(input: R, send: &mpsc::Sender<Result<(Columns, Lines), No>>) -> Result<(), No> {
    let mut table = Table::open(input)?;
    let mut chunk = Vec::with_capacity(CHUNK);
    loop {
        let next = table.next_line()?;
        let over = next.is_none();
        chunk.extend(next);
        if chunk.len() == CHUNK || (over && !chunk.is_empty()) {
            let full = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK));
            // Nobody listens any more: the store has failed, and says so itself.
            if send.blocking_send(Ok((table.columns().clone(), full))).is_err() {
                return Ok(());
            }
        }
        if over {
            return Ok(());
        }
    }
}

/// Judges, seals and writes one chunk.
async fn take(importing: Importing, columns: Columns, lines: Lines, now: Time) -> Result<Chunk, Failure> {
    let register = importing.register.clone();
    let prepared = tokio::task::spawn_blocking(move || prepare(&importing, &columns, &lines, now));
    let (mut chunk, change) = prepared.await.map_err(|e| Fault::new(format!("an import's worker: {e}")))?;
    let ids: Vec<PersonId> = chunk.good.iter().map(|(p, _)| *p).collect();
    let known: HashSet<PersonId> = register.known_of(&ids).await?.into_iter().collect();
    chunk.fresh = ids.into_iter().filter(|p| !known.contains(p)).collect();
    if !change.is_empty() {
        register.store().apply(change).await?;
    }
    Ok(chunk)
}

fn prepare(importing: &Importing, columns: &Columns, lines: &Lines, now: Time) -> (Chunk, Change) {
    let rows = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    let mut chunk = Chunk { rows, good: Vec::with_capacity(lines.len()), bad: Vec::new(), fresh: HashSet::new() };
    for (line, record) in lines {
        match columns.read(record, *line, importing.resolution, importing.lang) {
            Ok(good) => {
                if let Some(first) = good.who.contacts.first() {
                    chunk.good.push((importing.register.listed_id(first), good));
                }
            }
            Err(bad) => chunk.bad.push(bad),
        }
    }
    // In the order of their ids, neighbours land on the same pages of the tables.
    chunk.good.sort_by_key(|(person, _)| *person);
    let mut change = Change::new();
    for (_, good) in &chunk.good {
        change = importing.register.import(change, &good.who, now).1;
    }
    (chunk, change)
}
