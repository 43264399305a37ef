//! Signs of life of people by name who may be nobody here. The room that hears of one leaves it; the room that matches it with searches
//! takes it. What was not taken, and numbers that may be written to because of one, are forgotten after their time.

use kernel::{Event, IncidentId, Lang, PersonId, SignId, Time};
use serde::{Deserialize, Serialize};
use store::{Change, Row, StoreError, Value, params, sql};

use super::{Register, Sealed, many};
use crate::{How, State};

sql! {
    /// Leaves a sign, once.
    LEAVE_SIGN = "INSERT INTO sign (id, incident, drill, author, blind, body, expires) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (id) DO NOTHING";
    /// Several.
    SIGNS = concat!("SELECT id, incident, drill, author, body, expires FROM sign WHERE id IN ", many!());
    /// It was taken.
    TAKE_SIGN = "DELETE FROM sign WHERE id = $1";
    /// Those whose time is over.
    FORGET_SIGNS = "DELETE FROM sign WHERE expires < $1";
    /// What somebody said of others by name, and what came from numbers of theirs.
    pub(super) ERASE_SIGNS = "DELETE FROM sign WHERE author = $1 OR blind IN (SELECT blind FROM proven_contact WHERE person = $1)";
    /// To seal anew.
    READ_SIGNS = "SELECT id, body FROM sign WHERE id > $1 ORDER BY id LIMIT $2";
    WRITE_SIGNS = "UPDATE sign SET body = $3 WHERE id = $1 AND body = $2";
}

const BODY: &str = "sign.body";

pub(super) const SEALED: Sealed = Sealed { column: BODY, keys: 1, read: READ_SIGNS, write: WRITE_SIGNS };

/// What was said of somebody by name.
#[derive(Clone, PartialEq, Eq)]
pub struct Sign {
    /// Its id.
    pub id: SignId,
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Who says it; nobody for a number that nobody has proven.
    pub author: Option<PersonId>,
    /// What is said.
    pub said: SignSaid,
    /// Until when it is kept.
    pub expires: Time,
}

/// What is sealed of a sign.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignSaid {
    /// Who is meant.
    pub name: String,
    /// How they are reached, in its one form; for a number that nobody has proven, that number.
    pub contact: Option<String>,
    /// How it is known. [`How::Own`] is the word of whoever has that number, unproven.
    pub how: How,
    /// What is said.
    pub state: State,
    /// When it was said, as the sender says.
    pub at: Time,
    /// When the server got it.
    pub received: Time,
    /// A word with it.
    pub words: Option<String>,
    /// The language that it came in.
    pub lang: Lang,
}

impl std::fmt::Debug for Sign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sign({})", self.id)
    }
}

impl Register {
    /// Leaves a sign for whoever matches it, with its event. Leaving it twice leaves it once.
    pub fn leave_sign(&self, change: Change, sign: &Sign) -> Change {
        let Sign { id, incident, drill, author, said, expires } = sign;
        let own = said.contact.as_deref().filter(|_| said.how == How::Own);
        let sender = own.and_then(|c| crate::Contact::parse(c, &crate::Country::FRANCE).ok());
        let blind = sender.map_or(Value::Null, |c| Value::Id(self.blind(&c)));
        let body = serde_json::to_string(said).unwrap_or_default();
        change
            .run(LEAVE_SIGN, params![*id, *incident, *drill, *author, blind, self.sealed(BODY, &body), *expires])
            .event(Event::Sign { sign: *id, incident: *incident, drill: *drill })
    }
    /// Those of these signs that are there.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn signs(&self, ids: &[SignId]) -> Result<Vec<Sign>, StoreError> {
        self.many(SIGNS, ids).await?.iter().map(|row| self.sign(row)).collect()
    }
    /// It was taken: nothing of it stays here.
    pub fn take_sign(&self, change: Change, id: SignId) -> Change {
        change.run(TAKE_SIGN, params![id])
    }
    /// Forgets those whose time is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_signs(&self, now: Time) -> Result<(), StoreError> {
        self.store().apply(Change::new().run(FORGET_SIGNS, params![now])).await.map(drop)
    }
    fn sign(&self, row: &Row) -> Result<Sign, StoreError> {
        let said = serde_json::from_str(&self.opened(BODY, row.blob(4)?)?);
        Ok(Sign {
            id: row.id(0)?,
            incident: row.id(1)?,
            drill: row.flag(2)?,
            author: row.opt_id(3)?,
            said: said.map_err(|e| StoreError::Fault(format!("{BODY}: {e}")))?,
            expires: row.time(5)?,
        })
    }
}
