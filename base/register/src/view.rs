//! The one projection: what an audience may see of a person. Pages, JSON, messages and logs all take it from [`view()`].
//!
//! | audience | sees |
//! |---|---|
//! | own | everything said of them: each fact with its author, what is to be confirmed or disputed, their own words |
//! | circle | name, state, when, who says so (by name only when the reader knows that person), their own word to the circle; that help was asked, never where or why |
//! | circle, blocked | the same name with "no news": what somebody who never answered looks like |
//! | roster | during a roll-call only: name and own answer |
//! | operator | people who asked for help: name, state, need, place as typed or as a cell, whether a contact is proven |
//! | log | the person's id |
//! | public, seeker, matched, moderator, institution, neighbour | nothing: what they need goes through notices, stays and lists, not through the register |
//!
//! Nobody sees a death here: it waits for the family's consent, which is not recorded yet.

mod shown;

use kernel::{Audience, CaseId, Cell, FactId, IncidentId, PersonId};

pub use self::shown::{Entry, HelpShown, Said, Shown, View};
use crate::{
    fact::{Author, Fact, FactKind, Proof, State},
    status::{Status, own_answer},
};

/// A person, before anybody looks.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: &'a str,
    /// Whether they proved a contact.
    pub contact_proven: bool,
}

/// What is known of a person in one incident, before anybody looks.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The incident.
    pub incident: IncidentId,
    /// Whether it is an exercise.
    pub drill: bool,
    /// What the facts add up to.
    pub status: Status,
    /// The facts.
    pub facts: &'a [Fact],
    /// The words that came with facts, opened: a message with an answer, a note with a declaration.
    pub texts: &'a [(FactId, String)],
    /// Their open request for help.
    pub help: Option<Help<'a>>,
}

/// A request for help, before anybody looks.
#[derive(Clone, Copy)]
pub struct Help<'a> {
    /// The case.
    pub case: CaseId,
    /// What they need.
    pub need: Option<&'a str>,
    /// How many they are.
    pub people: Option<u32>,
    /// Where, as they typed it.
    pub place: Option<&'a str>,
    /// Where, as a cell.
    pub cell: Option<Cell>,
}

/// Who is looking, and at what.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    audience: Audience,
    incidents: &'a [(IncidentId, bool)],
    names: &'a dyn Fn(PersonId) -> Option<String>,
    blocked: bool,
    roll_call: bool,
}

impl<'a> Look<'a> {
    /// A look by `audience` at no incident yet.
    #[must_use]
    pub const fn by(audience: Audience) -> Self {
        Self { audience, incidents: &[], names: &|_| None, blocked: false, roll_call: false }
    }
    /// The incidents (with their drill flag) that circle and roster look at: each person shows every one of them, with "no news" when
    /// nothing is known, so that a list does not tell who was asked and therefore who is in the zone.
    #[must_use]
    pub const fn at(mut self, incidents: &'a [(IncidentId, bool)]) -> Self {
        self.incidents = incidents;
        self
    }
    /// How the reader knows people: the names of the reader's own circle, and no other.
    #[must_use]
    pub const fn knowing(mut self, names: &'a dyn Fn(PersonId) -> Option<String>) -> Self {
        self.names = names;
        self
    }
    /// Whether the person blocked the reader.
    #[must_use]
    pub const fn blocked(mut self, blocked: bool) -> Self {
        self.blocked = blocked;
        self
    }
    /// Whether a roll-call of the reader's roster is open.
    #[must_use]
    pub const fn during_roll_call(mut self, open: bool) -> Self {
        self.roll_call = open;
        self
    }
}

/// What may be seen of `card` by who is looking; nothing when there is nothing to see for them.
#[must_use]
pub fn view(card: &Card<'_>, told: &[Told<'_>], look: &Look<'_>) -> Option<View> {
    let named = |statuses| View { person: card.id, name: Some(card.name.to_owned()), contact_proven: None, statuses };
    match look.audience {
        Audience::Own => {
            let own = View {
                contact_proven: Some(card.contact_proven),
                ..named(told.iter().map(|t| own(card, t, look)).collect())
            };
            Some(own)
        }
        Audience::Circle => Some(named(each(told, look, |t| circle(card, t, look)))),
        Audience::Roster => look.roll_call.then(|| named(each(told, look, roster))),
        Audience::Operator => {
            let cases: Vec<_> = told.iter().filter_map(|t| triage(card, t, look)).collect();
            (!cases.is_empty()).then(|| View { contact_proven: Some(card.contact_proven), ..named(cases) })
        }
        Audience::Log => Some(View { person: card.id, name: None, contact_proven: None, statuses: Vec::new() }),
        Audience::Public
        | Audience::Seeker
        | Audience::Matched
        | Audience::Moderator
        | Audience::Institution
        | Audience::Neighbour => None,
    }
}

/// Every incident that is looked at, once, whether anything is known or not. To who is blocked nothing is.
fn each<'a>(told: &[Told<'a>], look: &Look<'_>, show: impl Fn(&Told<'a>) -> Shown) -> Vec<Shown> {
    let find = |incident, drill| told.iter().find(|t| t.incident == incident && t.drill == drill && !look.blocked);
    look.incidents.iter().map(|&(i, d)| find(i, d).map_or_else(|| no_news(i, d), &show)).collect()
}

fn no_news(incident: IncidentId, drill: bool) -> Shown {
    Shown {
        incident,
        drill,
        state: State::None,
        at: None,
        source: None,
        stale: false,
        message: None,
        facts: Vec::new(),
        help: None,
    }
}

fn circle(card: &Card<'_>, told: &Told<'_>, look: &Look<'_>) -> Shown {
    let Status { state, at, source, certainty: _, stale, ages_at: _ } = told.status;
    let blank = no_news(told.incident, told.drill);
    let Some(source) = source.filter(|_| state != State::Dead) else { return blank };
    let own = source.kind == FactKind::CheckIn && source.author == Author::Person(card.id);
    let message = if own { text(told, source.fact) } else { None };
    let said = Said {
        kind: source.kind,
        how: source.how,
        channel: source.channel,
        confirmed: source.confirmed,
        by: by(card, source.author, look),
    };
    Shown { state, at, source: Some(said), stale, message, ..blank }
}

fn own(card: &Card<'_>, told: &Told<'_>, look: &Look<'_>) -> Shown {
    let mut facts: Vec<_> =
        told.facts.iter().filter(|f| is_shown_to_self(f)).map(|f| entry(card, told, f, look)).collect();
    facts.sort_by_key(|e| std::cmp::Reverse((e.at, e.fact)));
    Shown { facts, ..circle(card, told, look) }
}

fn roster(told: &Told<'_>) -> Shown {
    let state = own_answer(told.facts).map_or(State::None, |f| f.state);
    Shown { state, ..no_news(told.incident, told.drill) }
}

fn triage(card: &Card<'_>, told: &Told<'_>, look: &Look<'_>) -> Option<Shown> {
    let Help { case, need, people, place, cell } = told.help?;
    let help = HelpShown { case, need: need.map(str::to_owned), people, place: place.map(str::to_owned), cell };
    // Operators see how help was asked, not who is in whose circle.
    let stranger = Look { names: &|_| None, ..*look };
    Some(Shown { message: None, help: Some(help), ..circle(card, told, &stranger) })
}

/// A line of an institution's list is matched blindly, and a death waits for the family: neither is told before it is said.
fn is_shown_to_self(fact: &Fact) -> bool {
    let waits = matches!(fact.kind, FactKind::ListEntry | FactKind::Official) && fact.proof != Proof::AccreditedPair;
    !waits && fact.state != State::Dead
}

fn entry(card: &Card<'_>, told: &Told<'_>, fact: &Fact, look: &Look<'_>) -> Entry {
    let of_another = matches!(fact.kind, FactKind::Declaration | FactKind::Sighting);
    Entry {
        fact: fact.id,
        state: fact.state,
        at: fact.pressed(),
        source: Said {
            kind: fact.kind,
            how: fact.how,
            channel: fact.channel,
            confirmed: fact.confirmed,
            by: by(card, fact.author, look),
        },
        text: text(told, fact.id),
        counts: fact.counts(),
        disputed: fact.disputed,
        to_answer: of_another && !fact.disputed && !fact.confirmed,
    }
}

fn by(card: &Card<'_>, author: Author, look: &Look<'_>) -> Option<String> {
    match author {
        Author::Person(p) if p != card.id => (look.names)(p),
        _ => None,
    }
}

fn text(told: &Told<'_>, fact: FactId) -> Option<String> {
    told.texts.iter().find(|(f, _)| *f == fact).map(|(_, t)| t.clone())
}
