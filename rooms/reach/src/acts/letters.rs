//! What never arrived: why, and tried again.

use ::store::Change;
use kernel::{Staff, Time};
use notify::{
    Channel, Queue,
    dead::{DeadLetter, Waiting, again_for},
};
use register::AuditLine;
use serde_json::json;
use web::{Failure, FieldError, House};

use super::{id_of, name_of, no, reports::spared};
use crate::{
    model::{Again, Letter, Letters, ReasonLine, Revived, WaitingLine},
    rules::no::No,
};

/// How many letters stand in one change: the writer is not held up.
const STEP: usize = 500;

/// What waits, and a page of what never arrived.
///
/// # Errors
/// When the place is none, or the store fails.
pub async fn page(house: &House, before: Option<&str>, limit: i64) -> Result<Letters, Failure> {
    let queue = &house.queue;
    let now = house.clock.now();
    let before = before.map(place).transpose()?;
    let mut found = queue.dead_letters(before, limit.saturating_add(1)).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| more).map(|l| format!("{}.{}", l.made.0, name_of(&l.id)));
    let reasons = queue.dead_by_reason().await?;
    Ok(Letters {
        waiting: queue.waiting().await?.into_iter().map(waiting).collect(),
        spared: spared(queue, now),
        reasons: reasons
            .into_iter()
            .map(|r| ReasonLine { channel: r.channel.word(), why: r.why, count: r.count })
            .collect(),
        letters: found.iter().map(|l| shown(l, now)).collect(),
        next,
    })
}

fn place(text: &str) -> Result<(Time, [u8; 16]), Failure> {
    let unfit = || Failure::from(FieldError::new("before", "field-unfit"));
    let (at, id) = text.split_once('.').ok_or_else(unfit)?;
    Ok((Time(at.parse().map_err(|_| unfit())?), id_of(id).map_err(|_| unfit())?))
}

fn waiting(w: Waiting) -> WaitingLine {
    WaitingLine { channel: w.channel.word(), count: w.count, due: w.due }
}

fn shown(l: &DeadLetter, now: Time) -> Letter {
    Letter {
        id: name_of(&l.id),
        channel: l.channel.word(),
        kind: l.kind.word(),
        incident: l.incident,
        drill: l.drill,
        made_at: l.made,
        why: l.why.clone(),
        attempts: l.attempts,
        again: l.worth_until() > now && !l.reached,
        reached: l.reached,
    }
}

/// Tries one again.
///
/// # Errors
/// 404; [`No::LetterOld`], [`No::Reached`].
pub async fn again(house: &House, staff: &Staff, name: &str) -> Result<Revived, Failure> {
    let letter = house.queue.dead_letter(id_of(name)?).await?.ok_or_else(Failure::not_found)?;
    let now = house.clock.now();
    if letter.worth_until() <= now {
        return Err(no(No::LetterOld));
    }
    // Nobody is told twice: another browser, or the next channel, took it.
    if letter.reached {
        return Err(no(No::Reached));
    }
    let details = json!({ "channel": letter.channel.word(), "reason": letter.why, "count": 1 });
    let mut line = AuditLine::new(now, staff, "messages.again").with(details);
    if let Some(incident) = letter.incident {
        line = line.of(incident);
    }
    let change = house.queue.revive(Change::new(), &letter, now);
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(Revived { count: 1, old: 0 })
}

/// Tries all of a reason again: at most ten thousand at a press, and none that is of no use any more.
///
/// # Errors
/// When the channel is none, or the store fails.
pub async fn again_all(house: &House, staff: &Staff, which: &Again) -> Result<Revived, Failure> {
    let channel = Channel::ALL.into_iter().find(|c| c.word() == which.channel);
    let channel = channel.ok_or_else(|| Failure::from(FieldError::new("channel", "field-choose")))?;
    let now = house.clock.now();
    let found = of_reason(&house.queue, channel, &which.why, now).await?;
    let (good, old): (Vec<_>, Vec<_>) = found.into_iter().partition(|l| l.worth_until() > now);
    let details = json!({ "channel": channel.word(), "reason": which.why, "count": good.len() });
    let line = AuditLine::new(now, staff, "messages.again").with(details);
    // What was done is written first: a crash in between leaves a line too many, never one too few.
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    for step in good.chunks(STEP) {
        let change = step.iter().fold(Change::new(), |change, letter| house.queue.revive(change, letter, now));
        house.store.apply(change).await?;
    }
    Ok(Revived { count: good.len(), old: old.len() })
}

async fn of_reason(queue: &Queue, channel: Channel, why: &str, now: Time) -> Result<Vec<DeadLetter>, Failure> {
    // Nothing is worth it for longer than a question is.
    let since = now.minus(again_for(notify::Kind::Ask));
    Ok(queue.dead_of_reason(channel, why, since).await?)
}
