//! Sessions: found by the digest of their token; the token itself is never seen here.

use std::sync::Arc;

use kernel::{Event, OperatorId, PersonId, Role, SessionId, Staff, Time, Visitor};
use store::{Change, Row, StoreError, params, sql};

use super::Register;

sql! {
    /// Opens a session.
    pub OPEN_SESSION = "INSERT INTO session (hash, id, person, operator, role, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Whose a session is.
    pub SESSION = "SELECT s.id, s.person, s.operator, s.role, o.name FROM session s LEFT JOIN operator o ON o.id = s.operator \
        WHERE s.hash = $1 AND s.expires > $2";
    /// Whose a bearer key of staff is.
    pub KEY = "SELECT k.operator, k.role, o.name FROM api_key k JOIN operator o ON o.id = k.operator WHERE k.hash = $1 AND k.ended IS NULL";
    /// Ends a session.
    pub END_SESSION = "DELETE FROM session WHERE hash = $1";
    /// The sessions of a person.
    pub SESSIONS_OF = "SELECT id, hash FROM session WHERE person = $1";
    /// Forgets sessions that have expired.
    pub FORGET_SESSIONS = "DELETE FROM session WHERE expires <= $1";
    /// Makes a one-time sign-in link.
    pub ADD_LINK = "INSERT INTO operator_link (hash, operator, role, person, created, expires, used) VALUES ($1, $2, $3, $4, $5, $6, NULL)";
    /// Whom a link signs in.
    pub LINK = "SELECT l.operator, l.role, l.person, o.name FROM operator_link l LEFT JOIN operator o ON o.id = l.operator \
        WHERE l.hash = $1 AND l.used IS NULL AND l.expires > $2";
    /// Uses a link up.
    pub USE_LINK = "UPDATE operator_link SET used = $2 WHERE hash = $1 AND used IS NULL AND expires > $2";
    /// Forgets links that are used or have expired.
    pub FORGET_LINKS = "DELETE FROM operator_link WHERE expires <= $1";
}

/// Whose a session, or a sign-in link, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionOf {
    /// A person's.
    Person(PersonId),
    /// A member of staff's.
    Staff(OperatorId, Role),
}

/// A one-time link that signs somebody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInLink {
    /// Whom.
    pub whom: SessionOf,
    /// The name of the member of staff, when it is one.
    pub staff_name: Option<String>,
}

impl SessionOf {
    fn parts(&self) -> (Option<PersonId>, Option<OperatorId>, Option<i64>) {
        match self {
            Self::Person(p) => (Some(*p), None, None),
            Self::Staff(o, role) => (None, Some(*o), Some(role.number())),
        }
    }
    fn read(person: Option<PersonId>, operator: Option<OperatorId>, role: Option<i64>) -> Option<Self> {
        match (person, operator, role.and_then(Role::of_number)) {
            (Some(p), None, _) => Some(Self::Person(p)),
            (None, Some(o), Some(role)) => Some(Self::Staff(o, role)),
            _ => None,
        }
    }
}

fn staff(id: OperatorId, role: Role, name: &str) -> Visitor {
    Visitor::Staff(Staff { id, name: Arc::from(name), role })
}

fn visitor(row: &Row) -> Result<Option<Visitor>, StoreError> {
    let id = row.id::<SessionId>(0)?;
    Ok(match SessionOf::read(row.opt_id(1)?, row.opt_id(2)?, row.opt_int(3)?) {
        Some(SessionOf::Person(person)) => Some(Visitor::Person { id: person, session: id }),
        Some(SessionOf::Staff(operator, role)) => row.opt_text(4)?.map(|name| staff(operator, role, name)),
        None => None,
    })
}

impl Register {
    /// Opens a session under the digest of its token.
    pub fn open_session(
        &self,
        change: Change,
        hash: [u8; 32],
        whose: &SessionOf,
        now: Time,
        expires: Time,
    ) -> (SessionId, Change) {
        let id: SessionId = self.dice().id(now);
        let (person, operator, role) = whose.parts();
        (id, change.must(OPEN_SESSION, params![hash, id, person, operator, role, now, expires]))
    }
    /// Whose a token is: a session's, or a bearer key's of staff.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn visitor(&self, hash: [u8; 32], now: Time) -> Result<Visitor, StoreError> {
        if let Some(row) = self.store().one(SESSION, params![hash, now]).await? {
            return Ok(visitor(&row)?.unwrap_or_default());
        }
        let Some(row) = self.store().one(KEY, params![hash]).await? else { return Ok(Visitor::Nobody) };
        Ok(Role::of_number(row.int(1)?).map_or(Visitor::Nobody, |role| match (row.id(0), row.text(2)) {
            (Ok(id), Ok(name)) => staff(id, role, name),
            _ => Visitor::Nobody,
        }))
    }
    /// Ends the session of a token. Nothing when there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_session(&self, change: Change, hash: [u8; 32], now: Time) -> Result<Change, StoreError> {
        let Some(row) = self.store().one(SESSION, params![hash, now]).await? else { return Ok(change) };
        Ok(change.run(END_SESSION, params![hash]).event(Event::SignedOut { session: row.id(0)? }))
    }
    /// Ends every session of a person, except the one of `but` (the digest of its token).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_sessions_of(
        &self,
        mut change: Change,
        person: PersonId,
        but: Option<[u8; 32]>,
    ) -> Result<Change, StoreError> {
        for row in self.store().read(SESSIONS_OF, params![person]).await? {
            let hash = row.blob(1)?;
            if but.is_none_or(|b| b.as_slice() != hash) {
                change = change.run(END_SESSION, params![hash]).event(Event::SignedOut { session: row.id(0)? });
            }
        }
        Ok(change)
    }
    /// Makes a one-time sign-in link under the digest of its token.
    pub fn add_link(&self, change: Change, hash: [u8; 32], whom: &SessionOf, now: Time, expires: Time) -> Change {
        let (person, operator, role) = whom.parts();
        change.must(ADD_LINK, params![hash, operator, role, person, now, expires])
    }
    /// Whom a link signs in, while it is good.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn link(&self, hash: [u8; 32], now: Time) -> Result<Option<SignInLink>, StoreError> {
        let Some(row) = self.store().one(LINK, params![hash, now]).await? else { return Ok(None) };
        let whom = SessionOf::read(row.opt_id(2)?, row.opt_id(0)?, row.opt_int(1)?);
        Ok(whom.map(|whom| SignInLink { whom, staff_name: row.opt_text(3).ok().flatten().map(str::to_owned) }))
    }
    /// Uses a link up. Refused when it was used, or has expired.
    pub fn use_link(&self, change: Change, hash: [u8; 32], now: Time) -> Change {
        change.must(USE_LINK, params![hash, now])
    }
    /// Forgets sessions and links that have expired.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_sessions(&self, now: Time) -> Result<(), StoreError> {
        let change = Change::new().run(FORGET_SESSIONS, params![now]).run(FORGET_LINKS, params![now]);
        self.store().apply(change).await.map(drop)
    }
}
