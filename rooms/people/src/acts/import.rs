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

/// Lines that are judged, sealed and written together.
const CHUNK: usize = 1000;
/// Lines that are put in the order of their ids before they are written: whoever follows from a contact stands anywhere in the tables,
/// and in order neighbours land on the same page. A line takes some 300 bytes of memory until it is written.
const WINDOW: usize = 250_000;
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
type Judged = (Vec<(PersonId, Good)>, Vec<Bad>);

/// Imports a list of people: columns `name`, `email`, `phone`, `lang`, `home_lat`, `home_lon`, `home_cell`, and the same for `work_…`
/// and `school_…`. Importing the same list again changes nothing; who was erased does not come back. `on_progress` hears after each
/// thousand lines that are written.
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
    let (mut report, mut seen) = (Report::default(), HashSet::new());
    let now = importing.clock.now();
    loop {
        let window = judge(importing, &mut lines, &mut report, &say).await?;
        if window.is_empty() {
            break;
        }
        write(importing, window, now, &mut report, &mut seen, &mut on_progress).await?;
    }
    reading.await.map_err(|e| Fault::new(format!("an import's reader: {e}")))?;
    report.bad.sort_by_key(|b| b.line);
    Ok(report)
}

fn broken(e: &tokio::task::JoinError) -> Failure {
    Failure::Fault(Fault::new(format!("an import's worker: {e}")))
}

/// The good lines of the next window, by id, each person once; what is bad goes into the report.
async fn judge(
    importing: &Importing,
    lines: &mut mpsc::Receiver<Result<(Columns, Lines), No>>,
    report: &mut Report,
    say: &web::Say,
) -> Result<Vec<(PersonId, Good)>, Failure> {
    let mut window: Vec<(PersonId, Good)> = Vec::new();
    let mut running: JoinSet<Judged> = JoinSet::new();
    let mut open = true;
    while window.len() < WINDOW || !running.is_empty() {
        let room = open && window.len() < WINDOW && running.len() < AT_ONCE;
        if !room && running.is_empty() {
            break;
        }
        tokio::select! {
            Some(done) = running.join_next() => {
                let (good, bad) = done.map_err(|e| broken(&e))?;
                report.bad_count = report.bad_count.saturating_add(u64::try_from(bad.len()).unwrap_or(u64::MAX));
                report.rows = report.rows.saturating_add(u64::try_from(bad.len()).unwrap_or(u64::MAX));
                let space = BAD_SHOWN.saturating_sub(report.bad.len());
                report.bad.extend(bad.iter().take(space).map(|b| b.shown(say)));
                window.extend(good);
            }
            next = lines.recv(), if room => match next {
                Some(chunk) => {
                    let (columns, chunk) = chunk.or_refuse()?;
                    let importing = importing.clone();
                    running.spawn_blocking(move || judge_chunk(&importing, &columns, &chunk));
                }
                None => open = false,
            },
        }
    }
    // The same person twice: the first line stays first.
    window.sort_by_key(|(person, _)| *person);
    Ok(window)
}

fn judge_chunk(importing: &Importing, columns: &Columns, lines: &Lines) -> Judged {
    let (mut good, mut bad) = (Vec::with_capacity(lines.len()), Vec::new());
    for (line, record) in lines {
        match columns.read(record, *line, importing.resolution, importing.lang) {
            Ok(read) => {
                if let Some(first) = read.who.contacts.first() {
                    good.push((importing.register.listed_id(first), read));
                }
            }
            Err(fault) => bad.push(fault),
        }
    }
    (good, bad)
}

/// Seals and writes a window: some chunks are sealed while others are written.
async fn write(
    importing: &Importing,
    window: Vec<(PersonId, Good)>,
    now: Time,
    report: &mut Report,
    seen: &mut HashSet<PersonId>,
    on_progress: &mut impl FnMut(&Report),
) -> Result<(), Failure> {
    let mut running: JoinSet<Result<Written, Failure>> = JoinSet::new();
    let mut rest = window.into_iter();
    loop {
        let chunk: Vec<(PersonId, Good)> = rest.by_ref().take(CHUNK).collect();
        let over = chunk.is_empty();
        if !over {
            running.spawn(write_chunk(importing.clone(), chunk, now));
        }
        while running.len() >= AT_ONCE || (over && !running.is_empty()) {
            let Some(done) = running.join_next().await else { break };
            let written = done.map_err(|e| broken(&e))??;
            for person in &written.people {
                let new = written.fresh.contains(person) && seen.insert(*person);
                let count = if new { &mut report.new } else { &mut report.known };
                *count = count.saturating_add(1);
            }
            report.rows = report.rows.saturating_add(u64::try_from(written.people.len()).unwrap_or(u64::MAX));
            on_progress(report);
        }
        if over {
            return Ok(());
        }
    }
}

struct Written {
    people: Vec<PersonId>,
    fresh: HashSet<PersonId>,
}

async fn write_chunk(importing: Importing, chunk: Vec<(PersonId, Good)>, now: Time) -> Result<Written, Failure> {
    let people: Vec<PersonId> = chunk.iter().map(|(p, _)| *p).collect();
    let register = importing.register.clone();
    let known: HashSet<PersonId> = register.known_of(&people).await?.into_iter().collect();
    let sealing = tokio::task::spawn_blocking(move || {
        chunk.iter().fold(Change::new(), |change, (_, good)| importing.register.import(change, &good.who, now).1)
    });
    register.store().apply(sealing.await.map_err(|e| broken(&e))?).await?;
    let fresh = people.iter().copied().filter(|p| !known.contains(p)).collect();
    Ok(Written { people, fresh })
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
