//! What one says of somebody else, and what they say to that.

use ::store::{Change, params};
use kernel::{Event, FactId, IncidentId, PersonId, Span};
use register::{Channel, Contact, Country, Fact, FactKind, How, Name, Proof, State};
use web::{Failure, House, OrRefuse, thrice};

use super::{fact_id, my_answer, open_incident, signs};
use crate::{
    model::Say,
    rules::{self, DECLARATIONS_A_DAY, LONGEST_MESSAGE, Refusal},
    store,
};

/// About whom.
#[derive(Clone, Debug)]
pub enum About {
    /// Somebody of one's circle.
    Person(PersonId),
    /// Somebody by name and perhaps contact, whether this server knows them or not.
    Named {
        /// Their name.
        name: String,
        /// How they are reached.
        contact: Option<String>,
    },
}

/// A declaration that is on disk. The same for somebody who is known here and for somebody who is not.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// Its id.
    pub id: FactId,
    /// Whether it was there already.
    pub again: bool,
}

/// How long a declaration waits for its person.
const WAITS: Span = Span::days(30);

/// Says of somebody else that they are safe.
///
/// About somebody of one's circle it counts at once, as the weaker word that it is. About somebody by name and contact, nobody is made,
/// and the answer is the same whether or not this server knows them; when it does and they are not of one's circle, it counts once they
/// confirm it.
///
/// # Errors
/// The rules' refusals; [`Refusal::NotInCircle`]; [`Refusal::TooManyDeclarations`] of this author today.
pub async fn declare(
    house: &House,
    author: PersonId,
    incident: IncidentId,
    about: &About,
    say: &Say,
    client_id: Option<&str>,
    channel: Channel,
) -> Result<Declared, Failure> {
    let now = house.clock.now();
    let incident = open_incident(house, incident)?;
    let id = fact_id(house, author, incident.id, client_id)?;
    let words = rules::line(say.note.as_deref(), LONGEST_MESSAGE, Refusal::MessageTooLong).or_refuse()?;
    let (circle, _) = house.register.circle(author).await?;
    let in_circle = |p: PersonId| circle.links().told().any(|x| x == p);
    let blocks = |p| circle.links().get(p).is_some_and(|l| l.flags.has(register::Flags::BLOCKED_BY_THEM));
    let allowed = house.register.take_allowance(
        Change::new(),
        "declare",
        &kernel::Id::bytes(author),
        now,
        Span::days(1),
        i64::from(DECLARATIONS_A_DAY),
    );
    let change = match about {
        About::Person(person) => {
            let fact = rules::declare(now, &incident, author, *person, id, say, channel).or_refuse()?;
            let link = circle.links().get(*person).ok_or(Refusal::NotInCircle).or_refuse()?;
            if link.flags.has(register::Flags::BLOCKED_BY_ME) {
                return Err(Refusal::NotInCircle).or_refuse();
            }
            if in_circle(*person) {
                house.register.with_fact(allowed, &fact, words.as_deref())
            } else {
                // Who blocked the author does not hear of it, and the author does not learn that: it is kept, and counted, as any other.
                let expires = now.plus(WAITS);
                store::keep_declaration(allowed, &house.register, &fact, author, "", None, None, None, expires)
            }
        }
        About::Named { name, contact } => {
            let name = Name::clean(name).or_refuse()?;
            let contact = contact.as_deref().filter(|c| !c.trim().is_empty());
            let contact = contact.map(|c| Contact::parse(c, &Country::FRANCE)).transpose().or_refuse()?;
            let blind = contact.as_ref().map(|c| house.register.blind(c));
            let owner = match blind {
                Some(b) => house.register.owner_of_contact(b).await?.filter(|p| *p != author),
                None => None,
            };
            let whom = owner.unwrap_or(kernel::Id::from_bytes([0; 16]));
            let mut fact = rules::declare(now, &incident, author, whom, id, say, channel).or_refuse()?;
            let expires = now.plus(WAITS);
            let kept = store::keep_declaration(
                allowed,
                &house.register,
                &fact,
                author,
                name.as_str(),
                blind,
                words.as_deref(),
                owner,
                expires,
            );
            let left = |kept, fact: &Fact| {
                signs::declared(house, kept, (author, fact), name.as_str(), contact.as_ref(), words.as_deref())
            };
            match owner {
                // What somebody says whom they blocked does not reach them.
                Some(person) if blocks(person) => kept,
                Some(person) => {
                    let kept = left(kept, &fact);
                    if !in_circle(person) {
                        fact.proof = Proof::None;
                    }
                    house.register.with_fact(kept, &fact, words.as_deref())
                }
                None => left(kept, &fact),
            }
        }
    };
    match house.store.apply(change).await {
        Ok(_) => Ok(Declared { id, again: false }),
        Err(e) if e.missed() => {
            let said = match about {
                About::Person(person) => house.register.facts(*person, incident.id).await?.iter().any(|f| f.id == id),
                About::Named { .. } => false,
            };
            if said || store::has_declaration(&house.register, id).await? {
                return Ok(Declared { id, again: true });
            }
            Err(Refusal::TooManyDeclarations).or_refuse()
        }
        Err(e) => Err(e.into()),
    }
}

/// One confirms or disputes what was said of oneself. Doing it twice does it once.
///
/// # Errors
/// [`Refusal::NoFact`] when there is no such declaration about this person.
pub async fn answer_fact(
    house: &House,
    person: PersonId,
    incident: IncidentId,
    fact: FactId,
    confirm: bool,
) -> Result<Fact, Failure> {
    thrice(|| async move {
        let facts = house.register.facts(person, incident).await?;
        let about_me = |f: &&Fact| f.id == fact && matches!(f.kind, FactKind::Declaration | FactKind::Sighting);
        let mut found = *facts.iter().find(about_me).ok_or(Refusal::NoFact).or_refuse()?;
        let change = match (confirm, found.confirmed, found.disputed) {
            (true, true, _) | (false, _, true) => return Ok(found),
            (true, ..) => {
                // By confirming it, the person answers for it, whoever said it.
                let change = house.register.confirm_fact(Change::new(), &found);
                if found.proof == Proof::None {
                    house.register.prove_fact(change, &found, Proof::Device)
                } else {
                    change
                }
            }
            (false, ..) => house.register.dispute_fact(Change::new(), &found),
        };
        house.store.apply(change).await?;
        (found.confirmed, found.disputed) = (confirm, !confirm);
        Ok(found)
    })
    .await
}

/// Asks somebody of one's circle again. One message in half an hour, whoever of their circle asks.
///
/// # Errors
/// [`Refusal::NotInCircle`], [`Refusal::AnsweredAlready`], [`Refusal::RemindedAlready`].
pub async fn remind(house: &House, by: PersonId, person: PersonId, incident: IncidentId) -> Result<(), Failure> {
    let now = house.clock.now();
    let incident = open_incident(house, incident)?;
    let (circle, _) = house.register.circle(by).await?;
    let link = circle.links().get(person).ok_or(Refusal::NotInCircle).or_refuse()?;
    if link.flags.has(register::Flags::BLOCKED_BY_ME) {
        return Err(Refusal::NotInCircle).or_refuse();
    }
    let pause = now.minus(Span::minutes(i64::from(house.config.reminder_minutes)));
    if link.flags.has(register::Flags::BLOCKED_BY_THEM) {
        // It looks the same from outside: once in half an hour, under a name of its own, and nobody hears of it.
        let pair = [kernel::Id::bytes(by), kernel::Id::bytes(person)].concat();
        let mac = house.seal.mac("reminder of one who is blocked", &pair);
        let alone: PersonId = kernel::Id::from_bytes(mac.first_chunk::<16>().copied().unwrap_or_default());
        let change = Change::new().must(store::REMIND, params![alone, incident.id, now, pause]);
        return reminded(house.store.apply(change).await);
    }
    let answered = my_answer(house, person, incident.id).await?;
    let answered_since = answered.is_some_and(|f| incident.asked_again.is_none_or(|t| f.pressed() >= t));
    if answered_since && answered.is_some_and(|f| f.state != State::None && f.how == How::Own) {
        return Err(Refusal::AnsweredAlready).or_refuse();
    }
    let change = Change::new().must(store::REMIND, params![person, incident.id, now, pause]).event(Event::Reminded {
        incident: incident.id,
        drill: incident.drill,
        people: vec![person],
    });
    reminded(house.store.apply(change).await)
}

fn reminded(applied: Result<::store::Applied, ::store::StoreError>) -> Result<(), Failure> {
    match applied {
        Ok(_) => Ok(()),
        Err(e) if e.missed() => Err(Refusal::RemindedAlready).or_refuse(),
        Err(e) => Err(e.into()),
    }
}
