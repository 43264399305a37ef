//! The queue of requests for help: ranked where it is kept, so that whatever comes in, a page of it is a page of the gravest.
//!
//! First those whose person has a proven contact, then those of somebody who only gave a name, then those that wait for their proof, then
//! what is closed; in each the gravest first, then the oldest. A flood of names, which cost nothing, or of requests without an account
//! stands after everybody who proved a contact.

use std::{fmt, str::FromStr};

use kernel::{CaseId, Id, IncidentId, Time};
use store::{Row, StoreError, params};

use crate::{
    cases::{
        CASES, CASES_BEFORE, CASES_PAGE, CLOSED_SINCE, Case, CaseState, FRESH, FRESH_COUNT, WAITING, WAITING_OUTSIDE,
    },
    store::Register,
};

/// The columns that a queue is ordered by: group, gravity, time, id. They are those of [`Place`].
macro_rules! rank {
    () => {
        "CAST(CASE WHEN state = 3 THEN 3 WHEN help_case.person IS NULL THEN 2 \
         WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = help_case.person AND p.proven = 1) THEN 0 ELSE 1 END AS BIGINT), \
         CAST(CASE WHEN state = 3 THEN 0 WHEN need = 'hurt' THEN 0 WHEN need = 'child' THEN 1 WHEN need = 'stuck' THEN 2 \
         WHEN need = 'shelter' THEN 4 WHEN need = 'person' THEN 5 ELSE 3 END AS BIGINT), \
         CASE WHEN state = 3 THEN -changed ELSE opened END, id"
    };
}
pub(crate) use rank;

/// A place in the queue: what comes after it is the next page. It says nothing of anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    group: i64,
    gravity: i64,
    at: i64,
    id: CaseId,
}

impl Place {
    /// Before the first.
    #[must_use]
    pub fn start() -> Self {
        Self { group: -1, gravity: 0, at: 0, id: CaseId::from_bytes([0; 16]) }
    }
    /// That of a case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let closed = case.state == CaseState::Closed;
        let gravity = match case.need.as_deref() {
            _ if closed => 0,
            Some("hurt") => 0,
            Some("child") => 1,
            Some("stuck") => 2,
            Some("shelter") => 4,
            Some("person") => 5,
            _ => 3,
        };
        let group = match (closed, case.person, case.proven) {
            (true, ..) => 3,
            (_, None, _) => 2,
            (_, Some(_), false) => 1,
            (_, Some(_), true) => 0,
        };
        let at = if closed { case.changed.0.saturating_neg() } else { case.opened.0 };
        Self { group, gravity, at, id: case.id }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.group, self.gravity, self.at, self.id)
    }
}

/// A text that is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;
    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let mut parts = text.splitn(4, '.');
        let mut number = || parts.next().and_then(|p| p.parse::<i64>().ok()).ok_or(NoPlace);
        let (group, gravity, at) = (number()?, number()?, number()?);
        let id = parts.next().and_then(|p| p.parse().ok()).ok_or(NoPlace)?;
        Ok(Self { group, gravity, at, id })
    }
}

/// How many requests stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Nobody has taken them.
    pub open: i64,
    /// Somebody handles them.
    pub taken: i64,
    /// Of both, those that wait for their proof.
    pub unproven: i64,
    /// Those that found no room in the queue and enter it once their contact is proven; no more than [`MOST_COUNTED`] are counted.
    pub outside: i64,
}

/// How many requests outside of the queue are counted.
pub const MOST_COUNTED: i64 = 10_000;

impl Register {
    /// At most `limit` cases after a place: open and taken ones, or with `closed` all.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn cases(
        &self,
        incident: IncidentId,
        closed: bool,
        after: Place,
        limit: i64,
    ) -> Result<Vec<Case>, StoreError> {
        let upto = if closed { 3 } else { 2 };
        let Place { group, gravity, at, id } = after;
        self.all(self.store().read(CASES, params![incident, upto, group, gravity, at, id, limit]).await?)
    }
    /// At most `limit` open and taken cases after the first `skip`.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn cases_page(&self, incident: IncidentId, skip: i64, limit: i64) -> Result<Vec<Case>, StoreError> {
        self.all(self.store().read(CASES_PAGE, params![incident, limit, skip]).await?)
    }
    /// At most `limit` cases that were closed since a time, the last first.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn cases_closed_since(
        &self,
        incident: IncidentId,
        since: Time,
        limit: i64,
    ) -> Result<Vec<Case>, StoreError> {
        self.all(self.store().read(CLOSED_SINCE, params![incident, since, limit]).await?)
    }
    /// How many cases came in, or were opened again, since a time; the first of them, and how many stand before it.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn cases_since(&self, incident: IncidentId, since: Time) -> Result<Option<(i64, Case, i64)>, StoreError> {
        let Some(row) = self.store().one(FRESH, params![incident, since]).await? else { return Ok(None) };
        let first = self.case_of_row(&row)?;
        let Place { group, gravity, at, id } = Place::of(&first);
        let count = self.count(self.store().one(FRESH_COUNT, params![incident, since]).await?)?;
        let before = self.store().one(CASES_BEFORE, params![incident, group, gravity, at, id]).await?;
        Ok(Some((count, first, self.count(before)?)))
    }
    /// How many requests of an incident stand where.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn help_load(&self, incident: IncidentId) -> Result<Load, StoreError> {
        let mut load = Load::default();
        for row in self.store().read(WAITING, params![incident]).await? {
            let (state, unproven, count) = (row.int(0)?, row.flag(1)?, row.int(2)?);
            let sum = if state == 1 { &mut load.open } else { &mut load.taken };
            *sum = sum.saturating_add(count);
            if unproven {
                load.unproven = load.unproven.saturating_add(count);
            }
        }
        load.outside = self.count(self.store().one(WAITING_OUTSIDE, params![incident, MOST_COUNTED]).await?)?;
        Ok(load)
    }
    fn count(&self, row: Option<Row>) -> Result<i64, StoreError> {
        row.map_or(Ok(0), |r| r.int(0))
    }
    fn all(&self, rows: Vec<Row>) -> Result<Vec<Case>, StoreError> {
        rows.iter().map(|r| self.case_of_row(r)).collect()
    }
}
