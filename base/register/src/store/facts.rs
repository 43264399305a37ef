//! Facts as they are kept.

use kernel::{Event, FactId, IncidentId, PersonId, Says};
use store::{Change, Row, StoreError, Value, params, sql};

use super::{Register, many};
use crate::{Author, Channel, Fact, FactKind, How, Proof, State};

macro_rules! columns {
    () => {
        "id, person, incident, drill, kind, state, how, channel, author, author_kind, at, received, proof, disputed, confirmed"
    };
}

sql! {
    /// Keeps a fact about somebody who is known.
    pub ADD_FACT = concat!("INSERT INTO fact (", columns!(), ", words) \
        SELECT $1, id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 FROM person WHERE id = $2 \
        ON CONFLICT (person, incident, id) DO NOTHING");
    /// What is said of a person in an incident.
    pub FACTS = concat!("SELECT ", columns!(), " FROM fact WHERE person = $1 AND incident = $2 ORDER BY id");
    /// What is said of a person, in every incident.
    pub FACTS_OF = concat!("SELECT ", columns!(), " FROM fact WHERE person = $1 ORDER BY incident, id");
    /// What is said of several people.
    pub FACTS_OF_MANY = concat!("SELECT ", columns!(), " FROM fact WHERE person IN ", many!(), " ORDER BY person, incident, id");
    /// All facts, page by page, after one of them.
    pub FACTS_AFTER = concat!("SELECT ", columns!(), " FROM fact WHERE (person, incident, id) > ($1, $2, $3) \
        ORDER BY person, incident, id LIMIT $4");
    /// The words that came with the facts about a person.
    pub WORDS_OF = "SELECT id, words FROM fact WHERE person = $1 AND words IS NOT NULL";
    /// The words that came with the facts about several people.
    pub WORDS_OF_MANY = concat!("SELECT id, words FROM fact WHERE words IS NOT NULL AND person IN ", many!());
    /// The person of a fact confirms it.
    pub CONFIRM_FACT = "UPDATE fact SET confirmed = 1, disputed = 0 WHERE person = $1 AND incident = $2 AND id = $3 AND confirmed = 0";
    /// The person of a fact disputes it.
    pub DISPUTE_FACT = "UPDATE fact SET disputed = 1, confirmed = 0 WHERE person = $1 AND incident = $2 AND id = $3 AND disputed = 0";
    /// A fact counts once its author is proven.
    pub PROVE_FACT = "UPDATE fact SET proof = $4 WHERE person = $1 AND incident = $2 AND id = $3 AND proof < $4";
}

fn fact(row: &Row) -> Result<Fact, StoreError> {
    let odd = |column, wanted| move || StoreError::Shape { column, wanted };
    let person = row.id(1)?;
    let author = match (row.int(9)?, row.opt_id::<PersonId>(8)?) {
        // Who speaks of themself is not written twice.
        (1, None) => Author::Person(person),
        (n, id) => Author::of_number(n, id.map(kernel::Id::bytes)).ok_or_else(odd(9, "an author"))?,
    };
    Ok(Fact {
        id: row.id(0)?,
        person,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        kind: FactKind::of_number(row.int(4)?).ok_or_else(odd(4, "a kind of fact"))?,
        state: State::of_number(row.int(5)?).ok_or_else(odd(5, "a state"))?,
        how: How::of_number(row.int(6)?).ok_or_else(odd(6, "a way of knowing"))?,
        channel: Channel::of_number(row.int(7)?).ok_or_else(odd(7, "a channel"))?,
        author,
        at: row.time(10)?,
        received: row.time(11)?,
        proof: Proof::of_number(row.int(12)?).ok_or_else(odd(12, "a proof"))?,
        disputed: row.flag(13)?,
        confirmed: row.flag(14)?,
    })
}

impl Register {
    /// Keeps a fact, with the words that came with it, and tells of it ([`Event::Fact`]). Refused when a fact of this id is
    /// there already, or the person is not known (any more).
    pub fn with_fact(&self, change: Change, fact: &Fact, words: Option<&str>) -> Change {
        let own = fact.author == Author::Person(fact.person);
        let author = if own { None } else { fact.author.bytes() };
        let words = words.map_or(Value::Null, |w| self.sealed("fact.words", w));
        let params = params![
            fact.id,
            fact.person,
            fact.incident,
            fact.drill,
            fact.kind.number(),
            fact.state.number(),
            fact.how.number(),
            fact.channel.number(),
            author,
            fact.author.number(),
            fact.at,
            fact.received,
            fact.proof.number(),
            fact.disputed,
            fact.confirmed,
            words,
        ];
        change.must(ADD_FACT, params).event(said(fact))
    }
    /// The person confirms a fact. Refused when they have already.
    pub fn confirm_fact(&self, change: Change, fact: &Fact) -> Change {
        change.must(CONFIRM_FACT, params![fact.person, fact.incident, fact.id]).event(told(fact))
    }
    /// The person disputes a fact. Refused when they have already.
    pub fn dispute_fact(&self, change: Change, fact: &Fact) -> Change {
        change.must(DISPUTE_FACT, params![fact.person, fact.incident, fact.id]).event(told(fact))
    }
    /// The author of a fact is proven better than before. Refused when they are already.
    pub fn prove_fact(&self, change: Change, fact: &Fact, proof: Proof) -> Change {
        change.must(PROVE_FACT, params![fact.person, fact.incident, fact.id, proof.number()]).event(told(fact))
    }
    /// What is said of a person in an incident, by id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn facts(&self, person: PersonId, incident: IncidentId) -> Result<Vec<Fact>, StoreError> {
        self.store().read(FACTS, params![person, incident]).await?.iter().map(fact).collect()
    }
    /// What is said of a person, in every incident.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn facts_of(&self, person: PersonId) -> Result<Vec<Fact>, StoreError> {
        self.store().read(FACTS_OF, params![person]).await?.iter().map(fact).collect()
    }
    /// What is said of several people, in every incident, person by person.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn facts_of_many(&self, people: &[PersonId]) -> Result<Vec<Fact>, StoreError> {
        self.many(FACTS_OF_MANY, people).await?.iter().map(fact).collect()
    }
    /// All facts, page by page: at most `limit` after one of them, in the order of person, incident, id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn facts_after(
        &self,
        after: (PersonId, IncidentId, FactId),
        limit: i64,
    ) -> Result<Vec<Fact>, StoreError> {
        self.store().read(FACTS_AFTER, params![after.0, after.1, after.2, limit]).await?.iter().map(fact).collect()
    }
    /// The words that came with the facts about these people.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn words_of(&self, people: &[PersonId]) -> Result<Vec<(FactId, String)>, StoreError> {
        let rows = match people {
            [one] => self.store().read(WORDS_OF, params![*one]).await?,
            many => self.many(WORDS_OF_MANY, many).await?,
        };
        rows.iter().map(|r| Ok((r.id(0)?, self.opened("fact.words", r.blob(1)?)?))).collect()
    }
}

/// A new fact says by itself how much it weighs.
fn said(fact: &Fact) -> Event {
    let says = Says { state: fact.state.number(), strength: fact.strength().number(), at: fact.pressed() };
    Event::Fact { person: fact.person, incident: fact.incident, drill: fact.drill, fact: fact.id, says: Some(says) }
}

/// An older one changed its weight: whoever counts reads it again.
const fn told(fact: &Fact) -> Event {
    Event::Fact { person: fact.person, incident: fact.incident, drill: fact.drill, fact: fact.id, says: None }
}
