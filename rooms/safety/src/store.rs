//! What this room keeps, and how its decisions are written.

pub mod sms;

use kernel::{Cell, Event, FactId, IncidentId, PersonId, Time};
use register::{Author, Channel, Fact, FactKind, How, Proof, Register, State, incident::Incident, incidents};
use store::{Change, Row, StoreError, Value, params, sql};

use crate::model::{Answer, Pending};

sql! {
    /// Asks a person, if people are asked at this very instant and they have not just been erased; asks again whom the zone had left.
    pub ASK = "INSERT INTO prompt (person, incident, round, asked, open) SELECT $1, id, $3, $4, 1 FROM incident \
        WHERE id = $2 AND state = 3 AND EXISTS (SELECT 1 FROM person p WHERE p.id = $1) \
        ON CONFLICT (person, incident) DO UPDATE SET round = $3, asked = $4, open = 1 WHERE prompt.open = 0";
    /// Asks a member of a list whose roll is called, wherever they are …
    pub CALL = "INSERT INTO prompt (person, incident, round, asked, open, called) SELECT $1, id, $3, $4, 1, 1 FROM incident \
        WHERE id = $2 AND state = 3 AND EXISTS (SELECT 1 FROM person p WHERE p.id = $1) \
        ON CONFLICT (person, incident) DO UPDATE SET round = $3, asked = $4, open = 1, called = 1 WHERE prompt.open = 0";
    /// … and who is asked already stays so when the zone moves away.
    pub CALLED = "UPDATE prompt SET called = 1 WHERE person = $1 AND incident = $2 AND open = 1";
    /// Whether somebody is asked.
    pub IS_ASKED = "SELECT 1 FROM prompt WHERE person = $1 AND incident = $2 AND open = 1";
    /// The prompt ends: the zone has left, or it was a false incident.
    pub UNASK = "UPDATE prompt SET open = 0 WHERE person = $1 AND incident = $2 AND open = 1";
    /// Who of a stretch of people is asked already.
    pub ASKED_BETWEEN = "SELECT person FROM prompt WHERE person >= $1 AND person <= $2 AND incident = $3 AND open = 1";
    /// Who is asked, page by page; without those who are asked because a roll is called, unless `$4` is 1.
    pub ASKED_AFTER = "SELECT person FROM prompt WHERE person > $1 AND incident = $2 AND open = 1 AND called <= $4 \
        ORDER BY person LIMIT $3";
    /// What a person is asked.
    pub PROMPTS_OF = "SELECT incident, asked, open FROM prompt WHERE person = $1";
    /// Reminds somebody, unless they were within the pause.
    pub REMIND = "INSERT INTO reminder (person, incident, at) VALUES ($1, $2, $3) \
        ON CONFLICT (person, incident) DO UPDATE SET at = $3 WHERE reminder.at <= $4";
    /// When they were reminded.
    pub REMINDED = "SELECT at FROM reminder WHERE person = $1 AND incident = $2";
    /// Keeps an answer that waits for its proof.
    pub KEEP_PENDING = "INSERT INTO pending_answer (id, incident, drill, answer, at, received, channel, name, blind, words, expires, waits) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING";
    /// One of them.
    pub PENDING = "SELECT id, incident, drill, answer, at, received, channel, name, blind, words FROM pending_answer WHERE id = $1";
    /// Those of a contact.
    pub PENDING_OF = "SELECT id, incident, drill, answer, at, received, channel, name, blind, words FROM pending_answer WHERE blind = $1";
    /// Adds where they are to a request for help that found no room in the queue.
    pub PLACE_PENDING = "UPDATE pending_answer SET words = $2 WHERE id = $1 AND waits = 1";
    /// Says whose an answer is, to be proven.
    pub NAME_PENDING = "UPDATE pending_answer SET name = $2, blind = $3 WHERE id = $1 AND blind IS NULL";
    /// Adds a word to an answer that waits.
    pub WORD_PENDING = "UPDATE pending_answer SET words = $2 WHERE id = $1";
    /// It has become a fact, or is too old.
    pub DROP_PENDING = "DELETE FROM pending_answer WHERE id = $1";
    /// Forgets those that nobody proved; not while operators have its request for help before them: the two end together.
    pub FORGET_PENDING = "DELETE FROM pending_answer WHERE expires < $1 \
        AND NOT EXISTS (SELECT 1 FROM help_case c WHERE c.pending = pending_answer.id AND c.state < 3)";
    /// Keeps what is said of somebody whom this server may not know.
    pub KEEP_DECLARATION = "INSERT INTO declaration (id, incident, drill, author, proof, how, at, received, channel, name, blind, words, \
        person, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO NOTHING";
    /// What waits for a contact.
    pub DECLARATIONS_FOR = "SELECT id, incident, drill, author, proof, how, at, received, channel, words FROM declaration \
        WHERE blind = $1 AND person IS NULL";
    /// Whether one is kept.
    pub HAS_DECLARATION = "SELECT 1 FROM declaration WHERE id = $1";
    /// It has become a fact about a person.
    pub MATCH_DECLARATION = "UPDATE declaration SET person = $2 WHERE id = $1 AND person IS NULL";
    /// Forgets what nobody was found for.
    pub FORGET_DECLARATIONS = "DELETE FROM declaration WHERE expires < $1";
    /// Replaces the words that came with a fact of one's own.
    pub CHANGE_WORDS = "UPDATE fact SET words = $4 WHERE person = $1 AND incident = $2 AND id = $3";
    /// Erasing a person takes their prompts …
    pub ERASE_PROMPTS = "DELETE FROM prompt WHERE person = $1";
    /// … their reminders …
    pub ERASE_REMINDERS = "DELETE FROM reminder WHERE person = $1";
    /// … their requests for help …
    pub ERASE_CASES = "DELETE FROM help_case WHERE person = $1";
    /// … their answers without an account that wait for a contact of theirs, with the requests for help among them …
    pub ERASE_PENDING_CASES = "DELETE FROM help_case WHERE pending IN (SELECT id FROM pending_answer WHERE blind IN \
        (SELECT blind FROM proven_contact WHERE person = $1))";
    /// … those answers themselves …
    pub ERASE_PENDING = "DELETE FROM pending_answer WHERE blind IN (SELECT blind FROM proven_contact WHERE person = $1)";
    /// … and what they said of others whom this server does not know, or others of them.
    pub ERASE_DECLARATIONS = "DELETE FROM declaration WHERE author = $1 OR person = $1";
    /// The prompts of a person, for the export of their data.
    pub EXPORT_PROMPTS = "SELECT incident, round, asked, open FROM prompt WHERE person = $1 ORDER BY asked";
    /// Their requests for help.
    pub EXPORT_CASES = "SELECT id, incident, drill, opened, changed, need, people, place, words FROM help_case WHERE person = $1 \
        ORDER BY opened";
    /// What they said of people by name.
    pub EXPORT_DECLARATIONS = "SELECT id, incident, drill, at, name, words FROM declaration WHERE author = $1 ORDER BY at, id";
    /// To seal anew: the places of requests for help …
    pub(crate) READ_PLACES = "SELECT id, place FROM help_case WHERE id > $1 AND place IS NOT NULL ORDER BY id LIMIT $2";
    pub(crate) WRITE_PLACES = "UPDATE help_case SET place = $3 WHERE id = $1 AND place = $2";
    /// … their words …
    pub(crate) READ_HELP_WORDS = "SELECT id, words FROM help_case WHERE id > $1 AND words IS NOT NULL ORDER BY id LIMIT $2";
    pub(crate) WRITE_HELP_WORDS = "UPDATE help_case SET words = $3 WHERE id = $1 AND words = $2";
    /// … the names and words of answers that wait …
    pub(crate) READ_PENDING_NAMES = "SELECT id, name FROM pending_answer WHERE id > $1 AND name IS NOT NULL ORDER BY id LIMIT $2";
    pub(crate) WRITE_PENDING_NAMES = "UPDATE pending_answer SET name = $3 WHERE id = $1 AND name = $2";
    pub(crate) READ_PENDING_WORDS = "SELECT id, words FROM pending_answer WHERE id > $1 AND words IS NOT NULL ORDER BY id LIMIT $2";
    pub(crate) WRITE_PENDING_WORDS = "UPDATE pending_answer SET words = $3 WHERE id = $1 AND words = $2";
    /// … and those of declarations.
    pub(crate) READ_DECLARED_NAMES = "SELECT id, name FROM declaration WHERE id > $1 ORDER BY id LIMIT $2";
    pub(crate) WRITE_DECLARED_NAMES = "UPDATE declaration SET name = $3 WHERE id = $1 AND name = $2";
    pub(crate) READ_DECLARED_WORDS = "SELECT id, words FROM declaration WHERE id > $1 AND words IS NOT NULL ORDER BY id LIMIT $2";
    pub(crate) WRITE_DECLARED_WORDS = "UPDATE declaration SET words = $3 WHERE id = $1 AND words = $2";
}

/// Every SQL text of this room, and of the list of those who said STOP.
pub const SQL: &[&[store::Sql]] = &[ALL, sms::ALL, notify::STOPPED_SQL];

/// A declaration that waits for its person.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: FactId,
    /// The fact that it becomes.
    pub fact: Fact,
    /// Its note, opened.
    pub words: Option<String>,
}

/// Writes a new incident or one that moved on, with its event.
pub fn write_incident(change: Change, incident: &Incident, new: bool) -> Change {
    let change = if new { incidents::drafted(change, incident) } else { incidents::moved(change, incident) };
    change.event(Event::Incident {
        incident: incident.id,
        drill: incident.drill,
        state: incident.state.word().to_owned(),
    })
}

/// Asks people who are not asked, each once; refused when one of them has been asked meanwhile.
pub fn ask(mut change: Change, incident: &Incident, people: Vec<PersonId>, now: Time) -> Change {
    for person in &people {
        change = change.must(ASK, params![*person, incident.id, incident.round, now]);
    }
    change.event(Event::Asked { incident: incident.id, drill: incident.drill, round: incident.round, people })
}

/// Asks the members of a list whose roll is called: those who are `new`, once; those who are `asked` already are not asked twice. Refused
/// when one of the new ones has been asked meanwhile.
pub fn call(mut change: Change, incident: &Incident, asked: &[PersonId], new: Vec<PersonId>, now: Time) -> Change {
    for person in asked {
        change = change.run(CALLED, params![*person, incident.id]);
    }
    if new.is_empty() {
        return change;
    }
    for person in &new {
        change = change.must(CALL, params![*person, incident.id, incident.round, now]);
    }
    change.event(Event::Asked { incident: incident.id, drill: incident.drill, round: incident.round, people: new })
}

/// Ends prompts; refused when one of them has ended meanwhile.
pub fn unask(mut change: Change, incident: &Incident, people: Vec<PersonId>) -> Change {
    let cancelled = incident.state == register::incident::IncidentState::Cancelled;
    for person in &people {
        change = change.must(UNASK, params![*person, incident.id]);
    }
    change.event(Event::Unasked { incident: incident.id, drill: incident.drill, cancelled, people })
}

fn seal(register: &Register, column: &str, text: Option<&str>) -> Value {
    text.map_or(Value::Null, |t| Value::Blob(register.seal().seal(register.dice(), column, t.as_bytes())))
}

fn open(register: &Register, column: &str, sealed: Option<&[u8]>) -> Result<Option<String>, StoreError> {
    let open = |b| register.seal().open_text(column, b).map_err(|e| StoreError::Fault(format!("{column}: {e}")));
    sealed.map(open).transpose()
}

/// Keeps an answer until its contact is proven. `waits`: it asks for help, and the operators' queue has no room for it until then.
pub fn keep_pending(
    change: Change,
    register: &Register,
    p: &Pending,
    channel: Channel,
    expires: Time,
    waits: bool,
) -> Change {
    change.must(
        KEEP_PENDING,
        params![
            Value::Id(p.id),
            p.incident,
            p.drill,
            p.answer.state().number(),
            p.at,
            p.received,
            channel.number(),
            seal(register, "pending_answer.name", p.name.as_deref()),
            p.blind.map(Value::Id).unwrap_or(Value::Null),
            seal(register, "pending_answer.words", p.words.as_deref()),
            expires,
            waits
        ],
    )
}

/// Says whose a kept answer is.
pub fn name_pending(change: Change, register: &Register, id: [u8; 16], name: &str, blind: [u8; 16]) -> Change {
    let name = seal(register, "pending_answer.name", Some(name));
    change.must(NAME_PENDING, vec![Value::Id(id), name, Value::Id(blind)])
}

/// An answer that waits.
pub async fn pending(register: &Register, id: [u8; 16]) -> Result<Option<Pending>, StoreError> {
    register.store().one(PENDING, vec![Value::Id(id)]).await?.map(|r| pending_of_row(register, &r)).transpose()
}

/// The answers that wait for a contact.
pub async fn pending_of(register: &Register, blind: [u8; 16]) -> Result<Vec<Pending>, StoreError> {
    let rows = register.store().read(PENDING_OF, vec![Value::Id(blind)]).await?;
    rows.iter().map(|r| pending_of_row(register, r)).collect()
}

fn pending_of_row(register: &Register, row: &Row) -> Result<Pending, StoreError> {
    let answer = State::of_number(row.int(3)?).and_then(Answer::of_state);
    let bytes = |b: Option<&[u8]>| b.and_then(|b| <[u8; 16]>::try_from(b).ok());
    let (words, place) = told_apart(open(register, "pending_answer.words", row.opt_blob(9)?)?);
    Ok(Pending {
        id: bytes(Some(row.blob(0)?)).ok_or(StoreError::Shape { column: 0, wanted: "an identifier" })?,
        incident: row.id(1)?,
        drill: row.flag(2)?,
        answer: answer.ok_or(StoreError::Shape { column: 3, wanted: "an answer" })?,
        at: row.time(4)?,
        received: row.time(5)?,
        name: open(register, "pending_answer.name", row.opt_blob(7)?)?,
        blind: bytes(row.opt_blob(8)?),
        words,
        place,
    })
}

/// Where somebody is whose request for help found no room in the queue: it is sealed with their words, which are one line, on two more.
pub fn place_pending(change: Change, register: &Register, p: &Pending, cell: Option<Cell>, place: &str) -> Change {
    let cell = cell.map_or_else(String::new, |c| c.to_string());
    let all = format!("{}\n{cell}\n{place}", p.words.as_deref().unwrap_or_default());
    change.run(PLACE_PENDING, vec![Value::Id(p.id), seal(register, "pending_answer.words", Some(&all))])
}

/// Where somebody is, as far as they told.
type Somewhere = (Option<Cell>, Option<String>);

fn told_apart(sealed: Option<String>) -> (Option<String>, Option<Somewhere>) {
    let full = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let Some(all) = sealed else { return (None, None) };
    let mut lines = all.splitn(3, '\n');
    match (lines.next(), lines.next(), lines.next()) {
        (Some(words), Some(cell), Some(place)) => (full(words), Some((cell.parse().ok(), full(place)))),
        _ => (Some(all), None),
    }
}

/// Keeps what is said of somebody by name and contact. `person` is who it was matched with at once.
#[allow(clippy::too_many_arguments, reason = "one row, column by column")]
pub fn keep_declaration(
    change: Change,
    register: &Register,
    fact: &Fact,
    author: PersonId,
    name: &str,
    blind: Option<[u8; 16]>,
    words: Option<&str>,
    person: Option<PersonId>,
    expires: Time,
) -> Change {
    change.must(
        KEEP_DECLARATION,
        params![
            fact.id,
            fact.incident,
            fact.drill,
            author,
            fact.proof.number(),
            fact.how.number(),
            fact.at,
            fact.received,
            fact.channel.number(),
            seal(register, "declaration.name", Some(name)),
            blind.map(Value::Id).unwrap_or(Value::Null),
            seal(register, "declaration.words", words),
            person,
            expires
        ],
    )
}

/// What was said of the owner of a contact before it was theirs, as facts about `person`.
pub async fn waiting_for(register: &Register, blind: [u8; 16], person: PersonId) -> Result<Vec<Waiting>, StoreError> {
    let rows = register.store().read(DECLARATIONS_FOR, vec![Value::Id(blind)]).await?;
    let mut out = Vec::new();
    for row in &rows {
        let id: FactId = row.id(0)?;
        let fact = Fact {
            id,
            person,
            incident: row.id::<IncidentId>(1)?,
            drill: row.flag(2)?,
            kind: FactKind::Declaration,
            state: State::Safe,
            how: How::of_number(row.int(5)?).unwrap_or(How::Read),
            author: Author::Person(row.id(3)?),
            at: row.time(6)?,
            received: row.time(7)?,
            // Whoever speaks from outside the circle counts once the person confirms it.
            proof: Proof::None,
            disputed: false,
            confirmed: false,
            channel: Channel::of_number(row.int(8)?).unwrap_or(Channel::Api),
        };
        out.push(Waiting { id, fact, words: open(register, "declaration.words", row.opt_blob(9)?)? });
    }
    Ok(out)
}

/// Whether somebody is asked now.
pub async fn is_asked(register: &Register, person: PersonId, incident: IncidentId) -> Result<bool, StoreError> {
    Ok(register.store().one(IS_ASKED, params![person, incident]).await?.is_some())
}

/// Whether a declaration about somebody by name is kept.
pub async fn has_declaration(register: &Register, id: FactId) -> Result<bool, StoreError> {
    Ok(register.store().one(HAS_DECLARATION, params![id]).await?.is_some())
}

/// What a person is asked: incident, since when, whether still.
pub async fn prompts_of(register: &Register, person: PersonId) -> Result<Vec<(IncidentId, Time, bool)>, StoreError> {
    let rows = register.store().read(PROMPTS_OF, params![person]).await?;
    rows.iter().map(|r| Ok((r.id(0)?, r.time(1)?, r.flag(2)?))).collect()
}

/// Replaces the words of one of a person's own facts.
pub fn change_words(change: Change, register: &Register, fact: &Fact, words: Option<&str>) -> Change {
    let event =
        Event::Fact { person: fact.person, incident: fact.incident, drill: fact.drill, fact: fact.id, says: None };
    let words = seal(register, "fact.words", words);
    change.must(CHANGE_WORDS, params![fact.person, fact.incident, fact.id, words]).event(event)
}
