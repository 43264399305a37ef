//! How many answered what, per incident: kept in memory from events, for the operators alone.
//!
//! A new fact carries its place in the lattice, so the greatest of what was said of a person is known without reading the facts again:
//! the order of arrival does not matter there either. Only a confirmation or a dispute makes the tally read a person's facts.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, PoisonError, RwLock},
};

use kernel::{Event, FactId, Id as _, IncidentId, PersonId, Recorded, Time};
use serde::Serialize;
use store::{StoreError, params, sql};
use utoipa::ToSchema;

use crate::{
    fact::{Fact, State},
    store::Register,
};

sql! {
    /// Who is asked, per incident.
    pub ASKED = "SELECT incident, COUNT(*) FROM prompt WHERE open = 1 GROUP BY incident";
}

/// Counts of one incident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// People who are asked.
    pub asked: i64,
    /// People known to be safe.
    pub safe: i64,
    /// People who ask for help.
    pub need_help: i64,
    /// People who are not in the zone.
    pub not_there: i64,
    /// People in care.
    pub in_care: i64,
    /// People who are asked and of whom nothing is known. It does not mean danger.
    pub no_news: i64,
    /// How it went: per minute, how many were safe and needed help by its end.
    pub curve: Vec<Point>,
}

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Point {
    /// The minute.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Safe by then.
    pub safe: i64,
    /// In need of help by then.
    pub need_help: i64,
}

/// The greatest thing said of a person: strength, press time, then worry, as in `resolve`.
type Best = (i64, Time, i64, i64);

#[derive(Default)]
struct Sheet {
    asked: i64,
    best: HashMap<PersonId, Best>,
    by_state: BTreeMap<i64, i64>,
    minutes: BTreeMap<i64, (i64, i64)>,
}

/// The counts of all incidents. Cheap to clone.
#[derive(Clone)]
pub struct Tally {
    register: Register,
    sheets: Arc<RwLock<HashMap<IncidentId, Sheet>>>,
}

/// Facts read at once when the counts are made.
const PAGE: i64 = 5000;

fn best(fact: &Fact) -> Best {
    let state = fact.state.number();
    (fact.strength().number(), fact.pressed(), worry(state), state)
}

const fn worry(state: i64) -> i64 {
    match state {
        1 => 1,
        2 => 2,
        4 => 3,
        3 => 4,
        _ => 0,
    }
}

impl Sheet {
    fn put(&mut self, person: PersonId, said: Option<Best>, now: Time) {
        let old = match said {
            Some(b) => self.best.insert(person, b),
            None => self.best.remove(&person),
        };
        let minute = now.0.div_euclid(60_000_000);
        for (best, sign) in [(old, -1), (said, 1)] {
            let Some((_, _, _, state)) = best else { continue };
            *self.by_state.entry(state).or_default() += sign;
            let m = self.minutes.entry(minute).or_default();
            match State::of_number(state) {
                Some(State::Safe) => m.0 += sign,
                Some(State::NeedHelp) => m.1 += sign,
                _ => {}
            }
        }
    }
    fn hear(&mut self, person: PersonId, said: Best, now: Time) {
        if said.0 > 0 && self.best.get(&person).is_none_or(|old| said > *old) {
            self.put(person, Some(said), now);
        }
    }
    fn count(&self, state: State) -> i64 {
        self.by_state.get(&state.number()).copied().unwrap_or(0)
    }
}

impl Tally {
    /// Counts everything once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load(register: Register) -> Result<Self, StoreError> {
        let mut sheets: HashMap<IncidentId, Sheet> = HashMap::new();
        for row in register.store().read(ASKED, params![]).await? {
            sheets.entry(row.id(0)?).or_default().asked = row.int(1)?;
        }
        let zero = [0; 16];
        let mut after = (PersonId::from_bytes(zero), IncidentId::from_bytes(zero), FactId::from_bytes(zero));
        loop {
            let page = register.facts_after(after, PAGE).await?;
            for fact in &page {
                sheets.entry(fact.incident).or_default().hear(fact.person, best(fact), fact.received);
            }
            let Some(last) = page.last() else { break };
            after = (last.person, last.incident, last.id);
        }
        Ok(Self { register, sheets: Arc::new(RwLock::new(sheets)) })
    }
    /// The counts of an incident.
    #[must_use]
    pub fn counts(&self, incident: IncidentId) -> Counts {
        let sheets = self.sheets.read().unwrap_or_else(PoisonError::into_inner);
        let Some(sheet) = sheets.get(&incident) else { return Counts::default() };
        let (mut safe, mut help) = (0, 0);
        let curve = sheet
            .minutes
            .iter()
            .map(|(minute, (s, h))| {
                safe += s;
                help += h;
                Point { at: Time(minute.saturating_mul(60_000_000)), safe, need_help: help }
            })
            .collect();
        let answered = i64::try_from(sheet.best.len()).unwrap_or(0);
        Counts {
            asked: sheet.asked,
            safe: sheet.count(State::Safe),
            need_help: sheet.count(State::NeedHelp),
            not_there: sheet.count(State::NotThere),
            in_care: sheet.count(State::InCare),
            no_news: sheet.asked.saturating_sub(answered).max(0),
            curve,
        }
    }
    /// Whether the last that is known here of a person is that they ask for help: in memory, some milliseconds behind the store.
    #[must_use]
    pub fn asks_for_help(&self, person: PersonId, incident: IncidentId) -> bool {
        let sheets = self.sheets.read().unwrap_or_else(PoisonError::into_inner);
        let best = sheets.get(&incident).and_then(|s| s.best.get(&person));
        best.is_some_and(|(_, _, _, state)| *state == State::NeedHelp.number())
    }
    /// Takes events into account.
    pub async fn watch(&self, events: &[Recorded]) {
        let mut again: HashSet<(PersonId, IncidentId)> = HashSet::new();
        let mut erased = Vec::new();
        {
            let mut sheets = self.sheets.write().unwrap_or_else(PoisonError::into_inner);
            for recorded in events {
                match &recorded.event {
                    Event::Fact { person, incident, says: Some(s), .. } => sheets.entry(*incident).or_default().hear(
                        *person,
                        (s.strength, s.at, worry(s.state), s.state),
                        recorded.at,
                    ),
                    Event::Fact { person, incident, says: None, .. } => {
                        again.insert((*person, *incident));
                    }
                    Event::Asked { incident, people, .. } => {
                        sheets.entry(*incident).or_default().asked += i64::try_from(people.len()).unwrap_or(0);
                    }
                    Event::Unasked { incident, people, .. } => {
                        sheets.entry(*incident).or_default().asked -= i64::try_from(people.len()).unwrap_or(0);
                    }
                    Event::Erased { person } => erased.push((*person, recorded.at)),
                    _ => {}
                }
            }
            for (person, at) in erased {
                for sheet in sheets.values_mut() {
                    sheet.put(person, None, at);
                }
            }
        }
        for (person, incident) in again {
            if let Err(error) = self.recount(person, incident).await {
                tracing::error!(%error, "counts");
            }
        }
    }
    async fn recount(&self, person: PersonId, incident: IncidentId) -> Result<(), StoreError> {
        let facts = self.register.facts(person, incident).await?;
        let greatest = facts.iter().map(best).filter(|b| b.0 > 0).max();
        let now = self.register.store().clock().now();
        let mut sheets = self.sheets.write().unwrap_or_else(PoisonError::into_inner);
        sheets.entry(incident).or_default().put(person, greatest, now);
        Ok(())
    }
}
