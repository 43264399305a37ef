//! The join at work: as a search or a sign of life arrives, it is matched with what is there of the other.

use std::collections::{HashMap, HashSet};

use ::store::{Change, StoreError, Value, params};
use kernel::{Cell, IncidentId, NoteId, NoticeId, PersonId};
use names::{Name, Strength, compare};
use register::Flags;
use web::House;

use super::signs;
use crate::{
    model::{Note, Notice, NoticeState, Reunion, ReunionState, Sign},
    rules::join::{Common, Evidence, Verdict, Weighed, ages, run_together, sex, weigh},
    store::{
        memory::{Mark, Memory},
        notes, notices, reunions,
    },
};

/// How alike names are, at least, that lead from one to the other; a contact leads there without.
pub(super) const ALIKE: u16 = names::LIKELY;

/// After so many names the thread is left to others for a moment: that is a fifth of a millisecond.
const LET_PASS: usize = 4;

/// A pair that is weighed.
pub(super) struct Pair {
    pub(super) notice: std::sync::Arc<Notice>,
    pub(super) sign: Sign,
    pub(super) subject: [u8; 16],
    /// The person hides from this seeker.
    pub(super) hides: bool,
    pub(super) weighed: Weighed,
}

/// Signs of life of people: each is matched with the open searches of its incident.
///
/// # Errors
/// When the store fails.
pub async fn of_people(
    house: &House,
    memory: &Memory,
    told: &HashSet<(PersonId, IncidentId)>,
    change: Change,
) -> Result<Change, StoreError> {
    if memory.is_empty() || told.is_empty() {
        return Ok(change);
    }
    let people: Vec<PersonId> = told.iter().map(|(p, _)| *p).collect::<HashSet<_>>().into_iter().collect();
    let cards = house.register.cards(&people).await?;
    let blinds = blinds_of(house, &people).await?;
    let mut near: Vec<(PersonId, std::sync::Arc<Notice>)> = Vec::new();
    for (n, (person, incident)) in told.iter().enumerate() {
        let Some(card) = cards.get(person) else { continue };
        // Comparing is work without a pause: those who answer meanwhile are let pass.
        if n % LET_PASS == 0 {
            tokio::task::yield_now().await;
        }
        let name = Name::parse(&card.name);
        let mut seen: HashSet<NoticeId> = HashSet::new();
        let by_name = memory.sought(*incident, &name, ALIKE).into_iter().map(|n| n.notice);
        let by_contact = blinds.get(person).into_iter().flatten();
        let by_contact = by_contact.flat_map(|blind| memory.sought_with(*incident, blind));
        for notice in by_name.chain(by_contact) {
            if seen.insert(notice.id) {
                near.push((*person, notice));
            }
        }
    }
    people_with(house, near, &blinds, &HashSet::new(), change).await
}

/// A search: matched with the signs of life of its incident.
///
/// # Errors
/// When the store fails.
pub async fn of_notice(house: &House, memory: &Memory, id: NoticeId, change: Change) -> Result<Change, StoreError> {
    let Some(whole) = notices::one_whole(&house.register, id).await? else { return Ok(change) };
    let Some(notice) = memory.notice(id).filter(|n| n.state != NoticeState::Found) else { return Ok(change) };
    memory.load_signs(&house.register, notice.incident).await?;
    let mut people = at_hand(house, &notice).await?;
    let mut news: HashSet<NoteId> = HashSet::new();
    for name in &whole.profile.names {
        for (mark, _) in memory.signs(notice.incident, &Name::parse(name), ALIKE) {
            match mark {
                Mark::Person(person) => drop(people.insert(person)),
                Mark::News(note) => drop(news.insert(note)),
                // Of those only their institution hears.
                Mark::Entry(_) => {}
            }
        }
    }
    let contacts: Vec<[u8; 16]> = [notice.phone, notice.email].into_iter().flatten().collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    // Whoever has not been heard of in this incident is no news.
    let facts = house.register.facts_of_many(&people).await?;
    let heard: HashSet<PersonId> =
        facts.iter().filter(|f| f.incident == notice.incident && says(f)).map(|f| f.person).collect();
    let near: Vec<_> = people.into_iter().filter(|p| heard.contains(p)).map(|p| (p, notice.clone())).collect();
    let who: Vec<PersonId> = near.iter().map(|(p, _)| *p).collect();
    let blinds = blinds_of(house, &who).await?;
    let change = people_with(house, near, &blinds, &HashSet::new(), change).await?;
    for blind in &contacts {
        let rows = house.store.read(notes::NEWS_WITH, vec![Value::Id(*blind)]).await?;
        for row in rows.iter().filter(|r| r.id(1).is_ok_and(|i: IncidentId| i == notice.incident)) {
            news.insert(row.id(0)?);
        }
    }
    let mut told = Vec::new();
    for id in news {
        let kept = notes::one(&house.register, id).await?;
        told.extend(kept.map(|kept| (kept, notice.clone(), whole.profile.names.clone())));
    }
    news_with(house, told, change).await
}

/// What whoever a search seeks has said so far, by whoever is known for them by a proven contact or by the circle of who seeks.
///
/// # Errors
/// When the store fails.
pub(super) async fn said_themselves(house: &House, notice: &Notice) -> Result<Vec<register::Fact>, StoreError> {
    let people: Vec<PersonId> = at_hand(house, notice).await?.into_iter().collect();
    let blinds = blinds_of(house, &people).await?;
    let notice = std::sync::Arc::new(notice.clone());
    let near = people.into_iter().map(|p| (p, notice.clone())).collect();
    let joined = joined(house, near, &blinds, &HashSet::new()).await?;
    super::list::own_words(house, &joined.themselves, &joined.facts).await
}

/// People who are reached as whom a search seeks is, and the circle of who seeks.
async fn at_hand(house: &House, notice: &Notice) -> Result<HashSet<PersonId>, StoreError> {
    let mut people: HashSet<PersonId> = HashSet::new();
    for blind in [notice.phone, notice.email].into_iter().flatten() {
        people.extend(house.register.owner_of_contact(blind).await?);
    }
    if let Some(seeker) = notice.seeker {
        let (circle, _) = house.register.circle(seeker).await?;
        people.extend(circle.links().told());
    }
    Ok(people)
}

/// News of a name: matched with the open searches of its incident.
///
/// # Errors
/// When the store fails.
pub async fn of_news(house: &House, memory: &Memory, id: NoteId, change: Change) -> Result<Change, StoreError> {
    let Some(told) = notes::one(&house.register, id).await? else { return Ok(change) };
    if told.note.notice.is_some() || told.note.hidden {
        return Ok(change);
    }
    let mut near: HashMap<NoticeId, std::sync::Arc<Notice>> = HashMap::new();
    if let Some(name) = &told.name {
        for hit in memory.sought(told.note.incident, &Name::parse(name), ALIKE) {
            near.insert(hit.notice.id, hit.notice);
        }
    }
    for blind in [told.note.phone, told.note.email].into_iter().flatten() {
        for notice in memory.sought_with(told.note.incident, &blind) {
            near.insert(notice.id, notice);
        }
    }
    let ids: Vec<NoticeId> = near.keys().copied().collect();
    let wholes = notices::many_whole(&house.register, &ids).await?;
    let of = |whole: notices::Whole| {
        let notice = near.get(&whole.notice.id)?;
        Some((told.clone(), notice.clone(), whole.profile.names))
    };
    news_with(house, wholes.into_iter().filter_map(of).collect(), change).await
}

/// News, each with a search that it may be for, and the names of whoever is sought. Of somebody who is known here by the contact that it
/// names, it is a sign as their own word is: they are asked, and no reviewer in their place.
async fn news_with(
    house: &House,
    near: Vec<(notes::Whole, std::sync::Arc<Notice>, Vec<String>)>,
    change: Change,
) -> Result<Change, StoreError> {
    let now = house.clock.now();
    let (mut known, mut pairs) = (Vec::new(), Vec::new());
    for (told, notice, names) in near.into_iter().filter(|(told, notice, _)| signs::is_one(&told.note, notice, now)) {
        match signs::owner(house, &told.note).await? {
            Some(owner) => known.push((owner, notice)),
            None => pairs.push(news_pair(&notice, &names, &told.note, told.name.as_deref())),
        }
    }
    let who: Vec<PersonId> = known.iter().map(|(p, _)| *p).collect();
    let said_of = known.iter().map(|(p, n)| (*p, n.incident)).collect();
    let blinds = blinds_of(house, &who).await?;
    let change = people_with(house, known, &blinds, &said_of, change).await?;
    proposed(house, pairs, change).await
}

/// Whether a fact says anything of how somebody is: a death is nobody's to tell here.
fn says(fact: &register::Fact) -> bool {
    fact.counts() && !matches!(fact.state, register::State::None | register::State::Dead)
}

/// What people have proven. What somebody has only typed is no way of reaching them: anybody types any number.
type Blinds = HashMap<PersonId, Vec<[u8; 16]>>;

async fn blinds_of(house: &House, people: &[PersonId]) -> Result<Blinds, StoreError> {
    let mut all: Blinds = HashMap::new();
    for row in house.register.many(reunions::BLINDS_OF, people).await? {
        if row.opt_time(2)?.is_none() {
            continue;
        }
        let blind = row.blob(1)?.try_into().map_err(|_| StoreError::Fault("a blind index of another length".into()))?;
        all.entry(row.id(0)?).or_default().push(blind);
    }
    Ok(all)
}

/// The best that two lists of names have in common.
pub(super) fn fit<'a>(a: &[String], b: impl Iterator<Item = &'a str>) -> Strength {
    let a: Vec<Name> = a.iter().map(|n| Name::parse(n)).collect();
    let mut best = Strength::No;
    for name in b {
        let name = Name::parse(name);
        best = a.iter().map(|n| compare(n, &name).strength()).fold(best, Strength::max);
    }
    best
}

/// Weighs people of whom something was said, in their facts or beside them, against searches that may be for them. Whoever hides from a
/// seeker is asked nothing, and it is kept that they do.
async fn people_with(
    house: &House,
    near: Vec<(PersonId, std::sync::Arc<Notice>)>,
    blinds: &Blinds,
    said_of: &HashSet<(PersonId, IncidentId)>,
    change: Change,
) -> Result<Change, StoreError> {
    let joined = joined(house, near, blinds, said_of).await?;
    let change = super::list::spoken(house, joined.themselves, &joined.facts, change).await?;
    proposed(house, joined.pairs, change).await
}

/// People, weighed against searches.
#[derive(Default)]
struct Joined {
    /// What comes of it, each a person and a search.
    pairs: Vec<Pair>,
    /// Of those, who is whom a search seeks as far as a contact or a circle in common says.
    themselves: Vec<(std::sync::Arc<Notice>, PersonId)>,
    /// What is said of all of them.
    facts: Vec<register::Fact>,
}

async fn joined(
    house: &House,
    near: Vec<(PersonId, std::sync::Arc<Notice>)>,
    blinds: &Blinds,
    said_of: &HashSet<(PersonId, IncidentId)>,
) -> Result<Joined, StoreError> {
    if near.is_empty() {
        return Ok(Joined::default());
    }
    let people: Vec<PersonId> = near.iter().map(|(p, _)| *p).collect::<HashSet<_>>().into_iter().collect();
    let cards = house.register.cards(&people).await?;
    let circles = house.register.circles(&people).await?;
    let mut hushes: HashSet<(PersonId, PersonId)> = HashSet::new();
    for row in house.register.many(reunions::HUSHES, &people).await? {
        hushes.insert((row.id(0)?, row.id(1)?));
    }
    let facts = house.register.facts_of_many(&people).await?;
    let mut heard = said_of.clone();
    heard.extend(facts.iter().filter(|f| says(f)).map(|f| (f.person, f.incident)));
    let ids: Vec<NoticeId> = near.iter().map(|(_, n)| n.id).collect::<HashSet<_>>().into_iter().collect();
    let profiles: HashMap<NoticeId, Vec<String>> =
        notices::many_whole(&house.register, &ids).await?.into_iter().map(|w| (w.notice.id, w.profile.names)).collect();
    let (mut pairs, mut themselves) = (Vec::new(), Vec::new());
    for (person, notice) in near {
        let (Some(card), Some(names)) = (cards.get(&person), profiles.get(&notice.id)) else { continue };
        let link = notice.seeker.and_then(|s| circles.get(&person).and_then(|(circle, _)| circle.links().get(s)));
        let hides = notice.seeker.is_some_and(|s| hushes.contains(&(person, s)))
            || link.is_some_and(|l| l.flags.has(Flags::BLOCKED_BY_ME));
        let blocked = link.is_some_and(|l| l.flags.has(Flags::BLOCKED_BY_THEM));
        if notice.seeker == Some(person) || (blocked && !hides) || !heard.contains(&(person, notice.incident)) {
            continue;
        }
        let mut theirs = blinds.get(&person).into_iter().flatten();
        let common = theirs.any(|b| notice.phone.as_ref() == Some(b) || notice.email.as_ref() == Some(b));
        let evidence = Evidence {
            contact: if common { Common::Proven } else { Common::Nothing },
            knows: link.is_some(),
            ..Evidence::of_names(fit(names, std::iter::once(card.name.as_str())))
        };
        let mut weighed = weigh(Sign::Person, &evidence);
        // Whoever is known by what they have proven, or by their circle, speaks for themself, whoever seeks them.
        if weighed.verdict == Verdict::Ask && !hides {
            themselves.push((notice.clone(), person));
        }
        // What another register or an institution brings has nothing but a name to be joined by: a reviewer compares those whose name is the
        // same and rare, and only then the person is asked.
        if notice.seeker.is_none() && (evidence.name == Strength::Same || weighed.verdict == Verdict::Ask) {
            weighed.verdict = Verdict::Review;
        }
        pairs.push(Pair { notice, sign: Sign::Person, subject: kernel::Id::bytes(person), hides, weighed });
    }
    Ok(Joined { pairs, themselves, facts })
}

fn news_pair(notice: &std::sync::Arc<Notice>, names: &[String], note: &Note, meant: Option<&str>) -> Pair {
    let contact = |a: Option<[u8; 16]>, b: Option<[u8; 16]>| a.is_some() && a == b;
    let common = contact(notice.phone, note.phone) || contact(notice.email, note.email);
    // A message that came from that very number is from whoever has it; what somebody else says of a number is what they say.
    let number = signs::is_of_a_number(note);
    let contact = match (common, number) {
        (true, true) => Common::Proven,
        (true, false) => Common::Said,
        _ => Common::Nothing,
    };
    let one_word = common && meant.is_some_and(|said| names.iter().any(|sought| run_together(said, sought)));
    let together = if one_word { Strength::Likely } else { Strength::No };
    let evidence = Evidence {
        name: fit(names, meant.into_iter()).max(together),
        contact,
        knows: false,
        ages: ages(notice.ages, note.ages),
        sex: sex(notice.sex, note.sex),
        near: nearby(notice.cell, note.cell),
    };
    let weighed = weigh(if number { Sign::Person } else { Sign::News }, &evidence);
    Pair { notice: notice.clone(), sign: Sign::News, subject: kernel::Id::bytes(note.id), hides: false, weighed }
}

/// Cells so near are one neighbourhood.
const NEAR_METRES: f64 = 1500.0;

/// Whether two cells, when both are known, are of one neighbourhood.
pub(super) fn nearby(a: Option<Cell>, b: Option<Cell>) -> bool {
    a.zip(b).is_some_and(|(a, b)| places::area::between(a, b) < NEAR_METRES)
}

/// Where a proposal begins: whoever hides is asked nothing, and whoever said "not now" to this seeker is not asked again.
pub(super) async fn first_state(house: &House, pair: &Pair, verdict: Verdict) -> Result<ReunionState, StoreError> {
    if pair.hides {
        return Ok(ReunionState::Hidden);
    }
    if verdict != Verdict::Ask {
        return Ok(ReunionState::Review);
    }
    let Some(seeker) = pair.notice.seeker.filter(|_| pair.sign == Sign::Person) else { return Ok(ReunionState::Asked) };
    let asked = params![pair.subject.to_vec(), seeker, pair.notice.incident];
    let said = house.store.one(reunions::IS_NOT_NOW, asked).await?;
    Ok(if said.is_some() { ReunionState::NotNow } else { ReunionState::Asked })
}

/// A pair as it is proposed.
pub(super) fn proposal(house: &House, pair: &Pair, state: ReunionState) -> Reunion {
    let now = house.clock.now();
    let words: Vec<&str> = pair.weighed.reasons.iter().map(|r| r.word()).collect();
    Reunion {
        id: house.dice.id(now),
        notice: pair.notice.id,
        incident: pair.notice.incident,
        drill: pair.notice.drill,
        version: 1,
        sign: pair.sign,
        subject: pair.subject,
        seeker: pair.notice.seeker,
        score: pair.weighed.score,
        reasons: words.join(","),
        state,
        made: now,
        changed: now,
    }
}

/// Proposes what weighs enough, each pair once.
async fn proposed(house: &House, pairs: Vec<Pair>, mut change: Change) -> Result<Change, StoreError> {
    let pairs: Vec<Pair> = pairs.into_iter().filter(|p| p.weighed.verdict != Verdict::No).collect();
    if pairs.is_empty() {
        return Ok(change);
    }
    let subjects: Vec<PersonId> = pairs.iter().map(|p| kernel::Id::from_bytes(p.subject)).collect();
    let known = reunions::of_subjects(&house.register, &subjects).await?;
    let mut known: HashMap<(NoticeId, [u8; 16]), ReunionState> =
        known.iter().map(|r| ((r.notice, r.subject), r.state)).collect();
    let now = house.clock.now();
    for pair in pairs {
        // Whoever is said to be dead, and is heard of themself, is asked as everybody is.
        let on = match pair.sign {
            Sign::Person => pair.notice.may_be_joined(now),
            Sign::News => pair.notice.is_open(now),
        };
        if !on {
            continue;
        }
        let state = first_state(house, &pair, pair.weighed.verdict).await?;
        match known.insert((pair.notice.id, pair.subject), state) {
            None => {}
            // They hide no more: they are asked as everybody is.
            Some(ReunionState::Hidden) if !pair.hides => {
                change = change.run(reunions::DROP_HIDDEN, params![pair.notice.id, pair.subject.to_vec()]);
            }
            Some(_) => continue,
        }
        let reunion = proposal(house, &pair, state);
        change = reunions::propose(change, &reunion);
        if let (Some(note), ReunionState::Asked) = (reunion.note(), reunion.state) {
            change = signs::ask(house, note, change).await?;
        }
    }
    Ok(change)
}
