//! Circles: one packed list per person, changed under its version.

use std::collections::HashMap;

use kernel::{Event, PersonId};
use store::{Change, Row, StoreError, params, sql};

use super::{Register, many};
use crate::Circle;

sql! {
    /// The circle of a person.
    pub CIRCLE_OF = "SELECT person, version, links FROM circle WHERE person = $1";
    /// The circles of several.
    pub CIRCLES_OF = concat!("SELECT person, version, links FROM circle WHERE person IN ", many!());
    /// The first circle of a person who is known.
    pub START_CIRCLE = "INSERT INTO circle (person, version, links) SELECT id, 1, $2 FROM person WHERE id = $1 \
        ON CONFLICT (person) DO NOTHING";
    /// Changes a circle that nobody else has changed since.
    pub CHANGE_CIRCLE = "UPDATE circle SET links = $3, version = version + 1 WHERE person = $1 AND version = $2";
}

fn circle(row: &Row) -> Result<(PersonId, Circle, i64), StoreError> {
    let links = Circle::of(row.blob(2)?).map_err(|_| StoreError::Shape { column: 2, wanted: "a packed circle" })?;
    Ok((row.id(0)?, links, row.int(1)?))
}

impl Register {
    /// The circle of a person and its version; an empty one has version 0.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn circle(&self, person: PersonId) -> Result<(Circle, i64), StoreError> {
        let row = self.store().one(CIRCLE_OF, params![person]).await?;
        row.map_or_else(|| Ok((Circle::default(), 0)), |r| circle(&r).map(|(_, c, v)| (c, v)))
    }
    /// The circles of several people, with their versions.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn circles(&self, people: &[PersonId]) -> Result<HashMap<PersonId, (Circle, i64)>, StoreError> {
        let rows = self.many(CIRCLES_OF, people).await?;
        rows.iter().map(|r| circle(r).map(|(p, c, v)| (p, (c, v)))).collect()
    }
    /// Writes the circle of a person, as it was made from `version`. Refused when it has changed since.
    pub fn with_circle(&self, change: Change, person: PersonId, circle: &Circle, version: i64) -> Change {
        let change = if version == 0 {
            change.must(START_CIRCLE, params![person, circle.blob()])
        } else {
            change.must(CHANGE_CIRCLE, params![person, version, circle.blob()])
        };
        change.event(Event::Circle { person })
    }
}
