//! Erasing: nothing of a person stays but their id in the list of the erased, which keeps a restored backup from bringing them back.

use kernel::{Event, PersonId, Time};
use store::{Change, StoreError, params, sql};

use super::{Register, belongings::OWN};

sql! {
    /// Notes that a person was erased.
    pub NOTE_ERASED = "INSERT INTO erasure (person, at) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING";
    /// Takes an id out of every event that is still kept.
    pub SCRUB_OUTBOX = "UPDATE outbox SET body = REPLACE(body, CAST($1 AS TEXT), CAST($2 AS TEXT)) \
        WHERE body LIKE '%' || CAST($1 AS TEXT) || '%'";
    /// Takes an id out of every job.
    pub SCRUB_JOBS = "UPDATE job SET body = REPLACE(body, CAST($1 AS TEXT), CAST($2 AS TEXT)) \
        WHERE body LIKE '%' || CAST($1 AS TEXT) || '%'";
    /// Drops the jobs that are for this person alone.
    pub DROP_JOBS = "DELETE FROM job WHERE key LIKE '%' || CAST($1 AS TEXT) || '%'";
    /// Who was erased.
    pub ERASED = "SELECT person FROM erasure WHERE person > $1 ORDER BY person LIMIT $2";
}

/// What stands in old events in the place of an erased person.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
/// How often erasing starts again when a circle changes under it.
const TRIES: usize = 8;

impl Register {
    /// Everything that erases a person: their rows here and in the rooms, their place in other circles, their id in old events.
    /// Refused when one of those circles has changed since: ask again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn erase(&self, person: PersonId, now: Time) -> Result<Change, StoreError> {
        let mut change = Change::new();
        let (own, _) = self.circle(person).await?;
        let members: Vec<PersonId> = own.links().iter().map(|l| l.person).collect();
        for (member, (mut circle, version)) in self.circles(&members).await? {
            if circle.remove(person) {
                change = self.with_circle(change, member, &circle, version);
            }
        }
        for room in self.0.rooms.iter().copied().chain([&OWN]) {
            for sql in room.erase {
                change = change.run(*sql, params![person]);
            }
        }
        let id = person.to_string();
        Ok(change
            .run(DROP_JOBS, params![id.as_str()])
            .run(SCRUB_JOBS, params![id.as_str(), NOBODY])
            .run(SCRUB_OUTBOX, params![id.as_str(), NOBODY])
            .run(NOTE_ERASED, params![person, now])
            .event(Event::Erased { person }))
    }
    /// Erases a person. Somebody who is not known is erased already.
    ///
    /// # Errors
    /// When the store fails, the list of the erased cannot be written, or the person's circles change all the time.
    pub async fn erase_now(&self, person: PersonId, now: Time) -> Result<(), StoreError> {
        // First outside the database: who asked to be erased is erased, whatever fails from here on and is restored later.
        if let Some(folder) = &self.0.folder {
            folder.note_erasure(person).map_err(|e| StoreError::Fault(format!("list of erasures: {e}")))?;
        }
        for _ in 0..TRIES {
            match self.store().apply(self.erase(person, now).await?).await {
                Err(e) if e.missed() => {}
                other => return other.map(drop),
            }
        }
        Err(StoreError::Fault("circles changed all the time".to_owned()))
    }
    /// Erases again everybody who was erased, after a backup was restored. Returns how many were still there.
    ///
    /// # Errors
    /// As [`Register::erase_now`].
    pub async fn replay_erasures(
        &self,
        more: impl IntoIterator<Item = PersonId>,
        now: Time,
    ) -> Result<usize, StoreError> {
        let mut people: Vec<PersonId> = more.into_iter().collect();
        let mut last = [0_u8; 16];
        loop {
            let rows = self.store().read(ERASED, params![last, 1000_i64]).await?;
            for row in &rows {
                let person: PersonId = row.id(0)?;
                last = kernel::Id::bytes(person);
                people.push(person);
            }
            if rows.len() < 1000 {
                break;
            }
        }
        let mut found = 0;
        for person in people {
            if self.card(person).await?.is_some() {
                found += 1;
                self.erase_now(person, now).await?;
            }
        }
        Ok(found)
    }
}
