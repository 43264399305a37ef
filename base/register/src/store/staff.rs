//! Members of staff and their bearer keys.

use kernel::{Event, OperatorId, Role, Time};
use store::{Change, StoreError, params, sql};

use super::Register;

sql! {
    /// A member of staff by name, made if need be.
    pub ADD_STAFF = "INSERT INTO operator (id, name, created) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    /// The member of staff of a name.
    pub STAFF_NAMED = "SELECT id FROM operator WHERE name = $1";
    /// All of them.
    pub STAFF = "SELECT id, name, created FROM operator ORDER BY name";
    /// A new bearer key.
    pub ADD_KEY = "INSERT INTO api_key (hash, operator, role, created, ended) VALUES ($1, $2, $3, $4, NULL)";
    /// The keys of a member of staff.
    pub KEYS_OF = "SELECT role, created, ended FROM api_key WHERE operator = $1 ORDER BY created";
    /// Ends the keys of a member of staff.
    pub END_KEYS = "UPDATE api_key SET ended = $2 WHERE operator = $1 AND ended IS NULL";
    /// Ends the sessions of a member of staff.
    pub END_STAFF_SESSIONS = "DELETE FROM session WHERE operator = $1";
    /// Ends the links of a member of staff.
    pub END_STAFF_LINKS = "UPDATE operator_link SET used = $2 WHERE operator = $1 AND used IS NULL";
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// Who.
    pub id: OperatorId,
    /// The name shown in the audit.
    pub name: String,
    /// Since when.
    pub created: Time,
}

/// A bearer key, without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffKey {
    /// What it may do.
    pub role: Role,
    /// Since when.
    pub created: Time,
    /// Until when, if it was ended.
    pub ended: Option<Time>,
}

impl Register {
    /// The member of staff of this name, made if there is none: two keys of one name are one member of staff.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn staff_named(&self, name: &str, now: Time) -> Result<OperatorId, StoreError> {
        if let Some(row) = self.store().one(STAFF_NAMED, params![name]).await? {
            return row.id(0);
        }
        let id: OperatorId = self.dice().id(now);
        let add = Change::new().run(ADD_STAFF, params![id, name, now]).event(Event::Staff { operator: id });
        self.store().apply(add).await?;
        let row = self.store().one(STAFF_NAMED, params![name]).await?;
        row.map_or_else(|| Err(StoreError::Fault("a member of staff vanished".to_owned())), |r| r.id(0))
    }
    /// A new bearer key under the digest of its text.
    pub fn add_key(&self, change: Change, hash: [u8; 32], operator: OperatorId, role: Role, now: Time) -> Change {
        change.must(ADD_KEY, params![hash, operator, role.number(), now]).event(Event::Staff { operator })
    }
    /// All members of staff, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn staff(&self) -> Result<Vec<StaffLine>, StoreError> {
        let rows = self.store().read(STAFF, params![]).await?;
        rows.iter().map(|r| Ok(StaffLine { id: r.id(0)?, name: r.text(1)?.to_owned(), created: r.time(2)? })).collect()
    }
    /// The bearer keys of a member of staff.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keys_of(&self, operator: OperatorId) -> Result<Vec<StaffKey>, StoreError> {
        let rows = self.store().read(KEYS_OF, params![operator]).await?;
        let odd = || StoreError::Shape { column: 0, wanted: "a role" };
        rows.iter()
            .map(|r| {
                let role = Role::of_number(r.int(0)?).ok_or_else(odd)?;
                Ok(StaffKey { role, created: r.time(1)?, ended: r.opt_time(2)? })
            })
            .collect()
    }
    /// Ends everything through which a member of staff gets in.
    pub fn end_staff(&self, change: Change, operator: OperatorId, now: Time) -> Change {
        change
            .run(END_KEYS, params![operator, now])
            .run(END_STAFF_SESSIONS, params![operator])
            .run(END_STAFF_LINKS, params![operator, now])
            .event(Event::Staff { operator })
    }
}
