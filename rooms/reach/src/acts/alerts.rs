//! What institutions say, and who is written to because of it: whoever was told before, then whoever is where it holds, some at a time, so
//! that a message for a whole region holds up nobody who writes. A letter holds the headline alone.

use ::store::{Change, NewJob, StoreError};
use kernel::{AlertId, Event, Id, IncidentId, PersonId, Recorded, Time};
use notify::{Channel, Kind};
use serde::{Deserialize, Serialize};
use web::House;

use super::put::{About, on_its_way};
use crate::store;

/// The kind of the job.
pub const TELL_JOB: &str = "reach.alert";
/// People who are told in one change.
pub const STEP: usize = 500;

/// How far telling of a message has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    alert: AlertId,
    incident: Option<IncidentId>,
    drill: bool,
    /// The event because of which: each tells everybody once.
    once: i64,
    at: Time,
    /// First those who were told of its chain before; then, unless it ends, those who are there.
    here: bool,
    after: Option<PersonId>,
}

/// The job of telling of it, and the first of its chain. What becomes of a message takes the place of telling what it was: there is one job
/// for each chain.
///
/// # Errors
/// When the store fails.
pub async fn telling(house: &House, of: &Recorded, at: Time) -> Result<Option<(AlertId, NewJob)>, StoreError> {
    let Event::Alert { alert, incident, drill, .. } = &of.event else { return Ok(None) };
    // An exercise reaches those of an exercise alone.
    let (Some(alarm), true) = (house.register.alarm(*alert).await?, incident.is_some() || !*drill) else {
        return Ok(None);
    };
    let begin =
        Telling { alert: *alert, incident: *incident, drill: *drill, once: of.pos, at, here: false, after: None };
    let body = serde_json::to_string(&begin).map_err(|e| StoreError::Fault(e.to_string()))?;
    Ok(Some((alarm.root, NewJob { kind: TELL_JOB, key: alarm.root.to_string(), body, run_at: house.clock.now() })))
}

/// The next people who are told, and how far it has come then; nothing when that were all.
///
/// # Errors
/// When the store fails.
pub async fn step(house: &House, telling: &Telling) -> Result<(Change, Option<Telling>), StoreError> {
    let register = &house.register;
    let Some(alarm) = register.alarm(telling.alert).await? else { return Ok((Change::new(), None)) };
    let after = telling.after.unwrap_or(Id::from_bytes([0; 16]));
    let people = if telling.here {
        let all = register.people_of_alarm(&alarm, house.clock.now());
        let start = all.partition_point(|p| *p <= after);
        all.into_iter().skip(start).take(STEP).collect::<Vec<_>>()
    } else {
        register.told_of_alarm(alarm.root, after, STEP).await?
    };
    let Some(last) = people.last() else {
        let next = Telling { here: true, after: None, ..telling.clone() };
        return Ok((Change::new(), (!telling.here && !alarm.ends).then_some(next)));
    };
    // Whoever was told by text message hears by text message what became of it.
    let loud = alarm.loud || register.was_loud(alarm.root).await?;
    let mut reachable = store::reachable(register, &people).await?;
    if !loud {
        for reach in reachable.values_mut() {
            reach.chosen.entry((Kind::Alert, Channel::Sms)).or_insert(false);
        }
    }
    let once = telling.once.to_be_bytes();
    let about = About {
        once: &once,
        kind: Kind::Alert,
        incident: telling.incident.map(|i| (i, telling.drill)),
        campaign: None,
        about: Some(alarm.root.bytes()),
        says: None,
        made: telling.at,
    };
    let change = on_its_way(house, Change::new(), &people, &reachable, &about);
    Ok((change, Some(Telling { after: Some(*last), ..telling.clone() })))
}
