//! Who did what: lines that stay.

use kernel::{AuditId, Id, IncidentId, OperatorId, PersonId, Staff, Time};
use store::{Change, Row, StoreError, params, sql};

use super::Register;

sql! {
    /// Writes a line.
    pub NOTE = "INSERT INTO audit (id, at, actor, actor_name, act, incident, subject, details, erased) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    /// The lines of an incident.
    pub AUDIT_OF_INCIDENT = "SELECT id, at, actor, actor_name, act, incident, subject, details, erased FROM audit \
        WHERE incident = $1 ORDER BY at, id LIMIT $2";
    /// The newest lines before one of them.
    pub AUDIT_BEFORE = "SELECT id, at, actor, actor_name, act, incident, subject, details, erased FROM audit \
        WHERE id < $1 ORDER BY id DESC LIMIT $2";
}

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The server itself, or somebody at its console.
    Server,
    /// A member of staff, by name.
    Staff(OperatorId, String),
    /// A person; their name is not written.
    Person(PersonId),
}

impl From<&Staff> for Actor {
    fn from(staff: &Staff) -> Self {
        Self::Staff(staff.id, staff.name.to_string())
    }
}

/// A line of the audit.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditLine {
    /// Its id; a new line gets its own.
    pub id: AuditId,
    /// When.
    pub at: Time,
    /// Who.
    pub actor: Actor,
    /// What, as a word such as `incident.activate`.
    pub act: String,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// About which person.
    pub subject: Option<PersonId>,
    /// What else is to be known, without names, contacts, texts and places of people.
    pub details: serde_json::Value,
    /// Whether it was about, or by, somebody who was erased since.
    pub erased: bool,
}

impl AuditLine {
    /// A new line.
    #[must_use]
    pub fn new(at: Time, actor: impl Into<Actor>, act: &str) -> Self {
        Self {
            id: AuditId::from_bytes([0; 16]),
            at,
            actor: actor.into(),
            act: act.to_owned(),
            incident: None,
            subject: None,
            details: serde_json::Value::Null,
            erased: false,
        }
    }
    /// The same, about an incident.
    #[must_use]
    pub const fn of(mut self, incident: IncidentId) -> Self {
        self.incident = Some(incident);
        self
    }
    /// The same, about a person.
    #[must_use]
    pub const fn about(mut self, person: PersonId) -> Self {
        self.subject = Some(person);
        self
    }
    /// The same, with details.
    #[must_use]
    pub fn with(mut self, details: serde_json::Value) -> Self {
        self.details = details;
        self
    }
}

impl AuditLine {
    /// The line as JSON, for operators and their exports.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let who = match &self.actor {
            Actor::Server => serde_json::json!("server"),
            Actor::Staff(_, name) => serde_json::json!(name),
            Actor::Person(_) => serde_json::json!("a person"),
        };
        serde_json::json!({
            "id": self.id, "at": self.at, "who": who, "act": self.act, "incident": self.incident, "details": self.details,
            "erased": self.erased,
        })
    }
}

const STAFF: &str = "staff:";

fn line(row: &Row) -> Result<AuditLine, StoreError> {
    let name = row.text(3)?;
    let actor = match (name.strip_prefix(STAFF), row.opt_id::<PersonId>(2)?) {
        (Some(staff), Some(id)) => Actor::Staff(OperatorId::from_bytes(id.bytes()), staff.to_owned()),
        (_, Some(person)) => Actor::Person(person),
        _ => Actor::Server,
    };
    Ok(AuditLine {
        id: row.id(0)?,
        at: row.time(1)?,
        actor,
        act: row.text(4)?.to_owned(),
        incident: row.opt_id(5)?,
        subject: row.opt_id(6)?,
        details: serde_json::from_str(row.text(7)?).unwrap_or_default(),
        erased: row.flag(8)?,
    })
}

impl Register {
    /// Writes a line into the audit.
    pub fn audit(&self, change: Change, line: &AuditLine) -> Change {
        let id: AuditId = self.dice().id(line.at);
        let (actor, name) = match &line.actor {
            Actor::Server => (None, "server".to_owned()),
            Actor::Staff(id, name) => (Some(id.bytes()), format!("{STAFF}{name}")),
            Actor::Person(id) => (Some(id.bytes()), "person".to_owned()),
        };
        let params =
            params![id, line.at, actor, name, line.act.as_str(), line.incident, line.subject, line.details.to_string()];
        change.must(NOTE, params)
    }
    /// The first `limit` lines of an incident, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn audit_of(&self, incident: IncidentId, limit: i64) -> Result<Vec<AuditLine>, StoreError> {
        self.store().read(AUDIT_OF_INCIDENT, params![incident, limit]).await?.iter().map(line).collect()
    }
    /// The newest `limit` lines before `id` (all, when there is none), the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn audit_before(&self, id: Option<AuditId>, limit: i64) -> Result<Vec<AuditLine>, StoreError> {
        let id = id.map_or([0xff; 16], Id::bytes);
        self.store().read(AUDIT_BEFORE, params![id, limit]).await?.iter().map(line).collect()
    }
}
