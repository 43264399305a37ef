//! What one sees of one's circle, and of oneself: reading for the one projection.

use std::{collections::HashMap, sync::Arc};

use kernel::{Audience, FactId, IncidentId, PersonId, Span, Time};
use store::StoreError;

use crate::{
    Aging, Fact, Flags, Look, Told, View,
    incident::Incident,
    resolve,
    store::{Person, Register},
    view,
};

impl Incident {
    /// How statuses in this incident grow old.
    #[must_use]
    pub fn aging(&self, safe_ages: Span) -> Aging {
        Aging { safe_ages, asked_again_at: self.asked_again, death_shown: false }
    }
}

/// The incidents that a page looks at, and its time.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The same for every person of a list, so that a list does not tell who was asked.
    pub incidents: Vec<Arc<Incident>>,
    /// Now.
    pub now: Time,
    /// After how long "safe" is old.
    pub safe_ages: Span,
}

impl Sight {
    fn pairs(&self) -> Vec<(IncidentId, bool)> {
        self.incidents.iter().map(|i| (i.id, i.drill)).collect()
    }
    fn told<'a>(&self, facts: &'a [Fact], texts: &'a [(FactId, String)]) -> Vec<Told<'a>> {
        let tell = |i: &Arc<Incident>| {
            let of = |f: &Fact| f.incident == i.id && f.drill == i.drill;
            let start = facts.iter().position(of)?;
            let rest = facts.get(start..)?;
            let facts = rest.get(..rest.iter().take_while(|f| of(f)).count())?;
            let status = resolve(facts, self.now, &i.aging(self.safe_ages));
            Some(Told { incident: i.id, drill: i.drill, status, facts, texts, help: None })
        };
        self.incidents.iter().filter_map(tell).collect()
    }
}

impl Register {
    /// Everyone on a person's board, as their circle may see them, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn board(&self, reader: PersonId, sight: &Sight) -> Result<Vec<View>, StoreError> {
        let (circle, _) = self.circle(reader).await?;
        let links: Vec<_> = circle.links().on_board().collect();
        let people: Vec<PersonId> = links.iter().map(|l| l.person).collect();
        let blocked: HashMap<PersonId, bool> =
            links.iter().map(|l| (l.person, l.flags.has(Flags::BLOCKED_BY_THEM))).collect();
        // What the reader said themself stands there under their own name.
        let known = [people.as_slice(), &[reader]].concat();
        let mut views = self.seen_by_circle(&people, &known, &blocked, sight).await?;
        views.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
        Ok(views)
    }
    /// One person as the members of their circle see them who are not blocked. Authors are named to nobody here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn seen_in_circle(&self, person: PersonId, sight: &Sight) -> Result<Option<View>, StoreError> {
        Ok(self.seen_by_circle(&[person], &[], &HashMap::new(), sight).await?.pop())
    }
    /// The same of several people, each with the others of their list left out.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn each_seen_in_circle(&self, people: &[PersonId], sight: &Sight) -> Result<Vec<View>, StoreError> {
        self.seen_by_circle(people, &[], &HashMap::new(), sight).await
    }
    async fn seen_by_circle(
        &self,
        people: &[PersonId],
        known: &[PersonId],
        blocked: &HashMap<PersonId, bool>,
        sight: &Sight,
    ) -> Result<Vec<View>, StoreError> {
        let cards = self.cards(if known.is_empty() { people } else { known }).await?;
        let (facts, texts) = match people {
            [one] => (self.facts_of(*one).await?, self.words_of(people).await?),
            _ => (self.facts_of_many(people).await?, self.words_of(people).await?),
        };
        let mut facts_by: HashMap<PersonId, Vec<Fact>> = HashMap::new();
        for fact in facts {
            facts_by.entry(fact.person).or_default().push(fact);
        }
        let pairs = sight.pairs();
        let name = |p: PersonId| cards.get(&p).filter(|_| known.contains(&p)).map(|c: &Person| c.name.clone());
        let mut views = Vec::with_capacity(people.len());
        for person in people {
            let Some(card) = cards.get(person) else { continue };
            let facts = facts_by.get(person).map_or(&[][..], Vec::as_slice);
            let told = sight.told(facts, &texts);
            let is_blocked = blocked.get(person).copied().unwrap_or(false);
            let look = Look::by(Audience::Circle).at(&pairs).knowing(&name).blocked(is_blocked);
            views.extend(view(&card.card(), &told, &look));
        }
        Ok(views)
    }
    /// A person as they see themself: everything said of them, with what waits to be confirmed or disputed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn seen_by_self(&self, person: PersonId, sight: &Sight) -> Result<Option<View>, StoreError> {
        let Some(me) = self.card(person).await? else { return Ok(None) };
        let (circle, _) = self.circle(person).await?;
        let friends: Vec<PersonId> = circle.links().on_board().map(|l| l.person).collect();
        let cards = self.cards(&friends).await?;
        let facts = self.facts_of(person).await?;
        let texts = self.words_of(&[person]).await?;
        let name = |p: PersonId| cards.get(&p).map(|c: &Person| c.name.clone());
        let pairs = sight.pairs();
        Ok(view(&me.card(), &sight.told(&facts, &texts), &Look::by(Audience::Own).at(&pairs).knowing(&name)))
    }
}
