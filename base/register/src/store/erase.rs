//! Erasing: nothing of a person stays but their id in the list of the erased, which keeps a restored backup from bringing them back.

use kernel::{Event, PersonId, Time};
use store::{Change, NOBODY, StoreError, params, sql};

use super::{Register, belongings::OWN};

sql! {
    /// Notes that a person was erased.
    pub NOTE_ERASED = "INSERT INTO erasure (person, at) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING";
    /// Takes an id out of the events after a position. The end is said so that they are looked for by position.
    pub SCRUB_LAST_EVENTS = "UPDATE outbox SET body = REPLACE(body, CAST($1 AS TEXT), CAST($2 AS TEXT)) \
        WHERE pos > $3 AND pos <= $4 AND body LIKE '%' || CAST($1 AS TEXT) || '%'";
    /// Jobs, page by page, after one of them.
    pub JOBS_AFTER = "SELECT kind, key, body FROM job WHERE (kind, key) > ($1, $2) ORDER BY kind, key LIMIT $3";
    /// Takes an id out of a job.
    pub SCRUB_JOB = "UPDATE job SET body = REPLACE(body, CAST($3 AS TEXT), CAST($4 AS TEXT)) WHERE kind = $1 AND key = $2";
    /// Drops a job that is for this person alone.
    pub DROP_JOB = "DELETE FROM job WHERE kind = $1 AND key = $2";
    /// Who was erased.
    pub ERASED = "SELECT person FROM erasure WHERE person > $1 ORDER BY person LIMIT $2";
}

/// How few events may be left to look through in the transaction that erases.
const FEW: i64 = 500;
/// Jobs looked through at once.
const PAGE: i64 = 500;
/// How often erasing starts again when a circle changes under it.
const TRIES: usize = 8;

impl Register {
    /// What erases a person: their rows here and in the rooms, their place in other circles, their id in the events after a position.
    /// Refused when one of those circles has changed since: ask again.
    async fn erasing(&self, person: PersonId, now: Time, scrubbed: i64) -> Result<Change, StoreError> {
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
            .run(SCRUB_LAST_EVENTS, params![id.as_str(), NOBODY, scrubbed, i64::MAX])
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
        // Old events and jobs are many, and are looked through outside of the transaction: whoever answers meanwhile does not wait for it.
        self.scrub_jobs(person).await?;
        let mut scrubbed = 0;
        for _ in 0..TRIES {
            loop {
                let before = scrubbed;
                scrubbed = self.store().scrub_events(person, before).await?;
                if scrubbed.saturating_sub(before) < FEW {
                    break;
                }
            }
            match self.store().apply(self.erasing(person, now, scrubbed).await?).await {
                Err(e) if e.missed() => {}
                Err(e) => return Err(e),
                Ok(_) => {
                    // What was written at the same moment, in the same group even.
                    self.store().scrub_events(person, scrubbed).await?;
                    return self.scrub_jobs(person).await;
                }
            }
        }
        Err(StoreError::Fault("circles changed all the time".to_owned()))
    }
    /// Drops the jobs that are for this person alone, and takes their id out of the others.
    async fn scrub_jobs(&self, person: PersonId) -> Result<(), StoreError> {
        let id = person.to_string();
        let mut at = (String::new(), String::new());
        loop {
            let page = self.store().read(JOBS_AFTER, params![at.0.as_str(), at.1.as_str(), PAGE]).await?;
            let mut change = Change::new();
            for job in &page {
                let (kind, key) = (job.text(0)?, job.text(1)?);
                if key.contains(&id) {
                    change = change.run(DROP_JOB, params![kind, key]);
                } else if job.text(2)?.contains(&id) {
                    change = change.run(SCRUB_JOB, params![kind, key, id.as_str(), NOBODY]);
                }
            }
            if !change.is_empty() {
                self.store().apply(change).await?;
            }
            match page.last() {
                Some(last) => at = (last.text(0)?.to_owned(), last.text(1)?.to_owned()),
                None => return Ok(()),
            }
        }
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
