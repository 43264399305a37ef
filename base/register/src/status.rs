//! What the facts add up to.
//!
//! The facts about one person in one incident form a lattice, never newest-wins: [`resolve`] takes the greatest of them by
//! 1. **strength** ([`Fact::strength`]): an accredited pair, then the person's own proven word, then saw / spoke / heard;
//! 2. at equal strength, **press time**: a later press replaces an earlier one, whatever the order of arrival;
//! 3. at the same instant, the **more worrying** living state (`need_help`, `in_care`, `safe`, `not_there`), then the greater id.
//!
//! What weighs nothing changes nothing. Two things stand beside the order:
//! - **Death** is set by an accredited pair alone, is shown only when [`Aging::death_shown`] says that the family agreed, and is suspended
//!   by a word of the person's own pressed at the same time or later, or by a withdrawal of either of the two (the fact is then disputed).
//! - **Age** never changes a state, it makes it `stale`: "safe at 23:10", asked again. Safety ages with time and when a new round asks again;
//!   "not there" only with a new round, as it is the zone that moved; a call for help and care do not age, as silence does not end them.

use std::collections::BTreeMap;

use kernel::{FactId, Span, Time};

use crate::fact::{About, Author, Channel, Fact, FactKind, How, State, Strength};

/// What makes a status old, and what may be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aging {
    /// How long "safe" stays fresh. By default six hours: what was said at eleven at night is asked again before the day.
    pub safe_ages: Span,
    /// When the incident's last round of asking again began (the zone moved), if there was one. It is the round's time for everyone and
    /// not only for those who were asked: otherwise the age of an answer would tell a circle who is in the new zone.
    pub asked_again_at: Option<Time>,
    /// Whether the family agreed that a death is shown. By default no: facts that say it are passed over.
    pub death_shown: bool,
}

impl Default for Aging {
    fn default() -> Self {
        Self { safe_ages: Span::hours(6), asked_again_at: None, death_shown: false }
    }
}

/// Where a status comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The fact that decided.
    pub fact: FactId,
    /// What sort of statement it is.
    pub kind: FactKind,
    /// How its author knows.
    pub how: How,
    /// Who says it.
    pub author: Author,
    /// How it came in.
    pub channel: Channel,
    /// Whether the person confirmed it.
    pub confirmed: bool,
}

/// How a person is in an incident, as far as is known. It has no JSON form on purpose: see [`crate::view()`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// How they are.
    pub state: State,
    /// When that was pressed; nothing when there is no news.
    pub at: Option<Time>,
    /// Who says so; nothing when there is no news.
    pub source: Option<Source>,
    /// How sure it is.
    pub certainty: Strength,
    /// Whether it is old, so that it is shown with its time and asked again. It is never "not safe".
    pub stale: bool,
    /// When it becomes old by itself, if it does: the time to ask again.
    pub ages_at: Option<Time>,
}

impl Status {
    /// No news.
    pub const NONE: Self =
        Self { state: State::None, at: None, source: None, certainty: Strength::Nothing, stale: false, ages_at: None };

    fn of(fact: &Fact, now: Time, aging: &Aging) -> Self {
        let at = fact.pressed();
        let asked_again = aging.asked_again_at.is_some_and(|asked| at < asked && asked <= now);
        let ages_at = (fact.state == State::Safe).then(|| at.plus(aging.safe_ages));
        let stale = match fact.state {
            State::Safe => asked_again || ages_at.is_some_and(|t| t <= now),
            State::NotThere => asked_again,
            State::None | State::NeedHelp | State::InCare | State::Dead => false,
        };
        Self {
            state: fact.state,
            at: Some(at),
            source: Some(Source {
                fact: fact.id,
                kind: fact.kind,
                how: fact.how,
                author: fact.author,
                channel: fact.channel,
                confirmed: fact.confirmed,
            }),
            certainty: fact.strength(),
            stale,
            ages_at,
        }
    }
}

/// The order at equal strength: by press time, then by worry, then by id, so that it is total.
fn rank(fact: &Fact) -> (Strength, Time, u8, FactId) {
    let worry = match fact.state {
        State::None | State::Dead => 0,
        State::NotThere => 1,
        State::Safe => 2,
        State::InCare => 3,
        State::NeedHelp => 4,
    };
    (fact.strength(), fact.pressed(), worry, fact.id)
}

fn keep<'a>(best: &mut Option<&'a Fact>, fact: &'a Fact) {
    if best.is_none_or(|b| rank(fact) > rank(b)) {
        *best = Some(fact);
    }
}

/// What the facts about one person in one incident add up to (see the module). Facts about another person, another incident, or of
/// the other sort (drill or real) than the first one are a mistake of the caller: they are passed over.
pub fn resolve<'a>(facts: impl IntoIterator<Item = &'a Fact>, now: Time, aging: &Aging) -> Status {
    let (mut about, mut living, mut dead, mut last_word) = (None, None, None, None::<Time>);
    for fact in facts {
        let same = *about.get_or_insert_with(|| fact.about()) == fact.about();
        debug_assert!(same, "facts of several stories in one status");
        let strength = fact.strength();
        if !same || strength == Strength::Nothing {
            continue;
        }
        if strength == Strength::Own {
            last_word = last_word.max(Some(fact.pressed()));
        }
        keep(if fact.state == State::Dead { &mut dead } else { &mut living }, fact);
    }
    let dead = dead.filter(|d| aging.death_shown && last_word.is_none_or(|word| word < d.pressed()));
    let best = match (living, dead) {
        (Some(l), Some(d)) => Some(if rank(d) > rank(l) { d } else { l }),
        (l, d) => l.or(d),
    };
    best.map_or(Status::NONE, |fact| Status::of(fact, now, aging))
}

/// The person's own latest proven answer, whatever others say: what "you answered" and a roll-call show.
pub fn own_answer<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Option<&'a Fact> {
    let mut best = None;
    for fact in facts.into_iter().filter(|f| f.is_own_answer() && f.counts()) {
        keep(&mut best, fact);
    }
    best
}

/// Facts laid out by what they are about, ready for [`resolve`].
#[must_use]
pub fn by_story(facts: impl IntoIterator<Item = Fact>) -> BTreeMap<About, Vec<Fact>> {
    let mut stories = BTreeMap::<_, Vec<Fact>>::new();
    for fact in facts {
        stories.entry(fact.about()).or_default().push(fact);
    }
    stories
}
