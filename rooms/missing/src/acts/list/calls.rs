//! What an institution sees of its own list, and what it does about a match: call the family, let the search end, take that back.

use ::store::{Change, StoreError};
use kernel::{Audience, Id as _, IncidentId, NoteId, ReunionId, Span, Staff, Time};
use serde::Serialize;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse, thrice};

use super::{
    Of, hidden, institution, line, own_match, refused,
    undo::{note, undone},
};
use crate::{
    acts::{
        answer::{KEPT, found},
        limited, seen,
    },
    model::{
        Ages, Notice, NoticeState, Sex,
        list::{Consent, Death, DeathState, EntryState, Match, MatchState, Patient},
        view::NoticeView,
    },
    rules::list::{self as rules, NoList},
    store::{deaths, lists, notes, notices},
};

/// Families whose contacts one member of staff is shown in an hour.
const AN_HOUR: i64 = 120;

/// An entry of one's own list.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ListEntry)]
pub struct EntryShown {
    /// Its id.
    #[schema(value_type = String)]
    pub id: NoteId,
    /// In which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// Who; nothing when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// How they are.
    pub state: EntryState,
    /// A document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Their telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// One's own reference.
    pub reference: String,
    /// Since when they are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub arrived: Option<Time>,
    /// Until when it is kept, unless it is brought again.
    #[schema(value_type = String, format = "date-time")]
    pub expires: Time,
    /// Searches that may be for them.
    pub matches: Vec<MatchShown>,
}

/// Somebody looks for a person like this: no more than why, before one calls.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ListMatch)]
pub struct MatchShown {
    /// Its id.
    #[schema(value_type = String)]
    pub id: ReunionId,
    /// `proposed`, `called`, `released`.
    pub state: MatchState,
    /// Why: `name-same`, `ages-agree` …
    pub reasons: Vec<String>,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub since: Time,
    /// A death that is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub death: Option<DeathShown>,
}

/// A death as the institution that states it sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ListDeath)]
pub struct DeathShown {
    /// `stated`, `confirmed`, `suspended`.
    pub state: DeathState,
    /// When they died.
    #[schema(value_type = String, format = "date-time")]
    pub died: Time,
    /// Whether one stated it oneself: then another person confirms it.
    pub mine: bool,
    /// Whether one may suspend it: whether one is one of the two.
    pub of_the_two: bool,
    /// Who stated it.
    pub stated_by: String,
    /// What the family says to its being shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
}

/// Whom one calls, and about whom.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ListCall)]
pub struct Called {
    /// Who is sought, and what describes them: to know whether it is the same person.
    pub notice: NoticeView,
    /// Who seeks; nothing when another register does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seeker: Option<String>,
    /// How they are reached: what they have proven.
    pub contacts: Vec<String>,
}

impl DeathShown {
    fn of(d: &Death, staff: &Staff) -> Self {
        Self {
            state: d.state,
            died: d.died,
            mine: d.stated_by == staff.id,
            of_the_two: d.is_of_the_two(staff.id),
            stated_by: d.stated_name.clone(),
            consent: d.consent(),
        }
    }
}

/// Whether there is something to do about a match still.
fn is_shown(m: &Match, notice: &Notice, now: Time) -> bool {
    match m.state {
        MatchState::Proposed => notice.is_open(now),
        MatchState::Called | MatchState::Released => {
            now < notice.expires && !matches!(notice.state, NoticeState::Closed | NoticeState::TakenDown)
        }
        MatchState::NotSame => false,
    }
}

impl EntryShown {
    fn of(whole: lists::Whole, matches: Vec<MatchShown>) -> Self {
        let lists::Whole { entry, who } = whole;
        Self {
            matches,
            id: entry.id,
            incident: entry.incident,
            drill: entry.drill,
            name: who.name,
            ages: entry.ages,
            sex: entry.sex,
            state: entry.state,
            document: who.document,
            phone: who.phone,
            email: who.email,
            reference: who.reference,
            arrived: entry.arrived,
            expires: entry.expires,
        }
    }
}

/// A page of the list of an institution.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = InstitutionList)]
pub struct Listed {
    /// One's institution.
    pub institution: String,
    /// The newest first.
    pub entries: Vec<EntryShown>,
    /// The page on which there is more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

impl Listed {
    /// How many matches of this page nobody has called about yet.
    #[must_use]
    pub fn to_look_at(&self) -> usize {
        let all = self.entries.iter().flat_map(|e| &e.matches);
        all.filter(|m| m.state == MatchState::Proposed).count()
    }
}

/// The list of one's institution, page by page, the newest first, each entry with the searches that may be for them. An entry of which
/// somebody is heard comes with what is newly heard, however long the list is.
///
/// # Errors
/// [`NoList::NotAccredited`].
pub async fn listed(house: &House, staff: &Staff, page: i64) -> Result<Listed, Failure> {
    let mine = institution(house, staff).await?;
    let mut entries = lists::of(&house.register, &mine, page).await?;
    let heard = lists::matches_of(&house.store, &mine, page).await?;
    let full = |n: usize| i64::try_from(n).is_ok_and(|n| n >= lists::PAGE);
    let next = (full(entries.len()) || full(heard.len())).then(|| page.max(1).saturating_add(1));
    let there: HashSet<NoteId> = entries.iter().map(|w| w.entry.id).collect();
    let more: HashSet<NoteId> = heard.iter().map(|m| m.entry).filter(|id| !there.contains(id)).collect();
    let mut more = lists::many(&house.register, &more.into_iter().collect::<Vec<_>>()).await?;
    more.sort_by_key(|w| std::cmp::Reverse((w.entry.added, w.entry.id)));
    entries.extend(more);
    let ids: Vec<NoteId> = entries.iter().map(|w| w.entry.id).collect();
    let mut matches = lists::matches_of_entries(&house.register, &ids).await?;
    matches.sort_by_key(|m| std::cmp::Reverse((m.made, m.id)));
    let mut matches = shown(house, staff, matches, &entries).await?;
    let entries = entries.into_iter().map(|whole| {
        let theirs = matches.remove(&whole.entry.id).unwrap_or_default();
        EntryShown::of(whole, theirs)
    });
    Ok(Listed { institution: mine, entries: entries.collect(), next })
}

/// Deaths that one is one of the two of, and whose entry or search is gone: they can be suspended still.
///
/// # Errors
/// [`NoList::NotAccredited`].
pub async fn deaths_left(house: &House, staff: &Staff) -> Result<Vec<(ReunionId, DeathShown)>, Failure> {
    let left = deaths::left(&house.store, staff.id, &institution(house, staff).await?).await?;
    Ok(left.iter().map(|d| (d.of, DeathShown::of(d, staff))).collect())
}

/// One match of one's institution, with its entry.
///
/// # Errors
/// 404.
pub async fn one_listed(house: &House, staff: &Staff, id: ReunionId) -> Result<(EntryShown, MatchShown), Failure> {
    let unknown = || refused(&NoList::Unknown);
    let mine = institution(house, staff).await?;
    let m = lists::matched(&house.store, id).await?.filter(|m| m.institution == mine).ok_or_else(unknown)?;
    let entry = lists::one(&house.register, m.entry).await?.ok_or_else(unknown)?;
    let mut matches = shown(house, staff, vec![m], std::slice::from_ref(&entry)).await?;
    let one = matches.remove(&entry.entry.id).and_then(|mut all| all.pop()).ok_or_else(unknown)?;
    Ok((EntryShown::of(entry, Vec::new()), one))
}

async fn shown(
    house: &House,
    staff: &Staff,
    matches: Vec<Match>,
    entries: &[lists::Whole],
) -> Result<HashMap<NoteId, Vec<MatchShown>>, StoreError> {
    let now = house.clock.now();
    let names: HashMap<NoteId, Option<&str>> = entries.iter().map(|w| (w.entry.id, w.who.name.as_deref())).collect();
    let ids: Vec<_> = matches.iter().map(|m| m.notice).collect();
    let searches: HashMap<_, Notice> =
        notices::many_whole(&house.register, &ids).await?.into_iter().map(|w| (w.notice.id, w.notice)).collect();
    let stated = deaths::many(&house.register, &ids).await?;
    let mut all: HashMap<NoteId, Vec<MatchShown>> = HashMap::new();
    for m in matches {
        let stated = stated.iter().find(|d| d.of == m.id);
        // Whoever states a death sees it as long as it can be suspended, whatever has become of the search.
        let theirs = stated.is_some_and(|d| d.state != DeathState::Suspended && d.is_of_the_two(staff.id));
        let Some(notice) = searches.get(&m.notice).filter(|n| theirs || is_shown(&m, n, now)) else { continue };
        let name = names.get(&m.entry).copied().flatten();
        if m.note.is_none() && !theirs && hidden(house, notice, name).await? {
            continue;
        }
        let death = stated.map(|d| DeathShown::of(d, staff));
        all.entry(m.entry).or_default().push(MatchShown {
            id: m.id,
            state: m.state,
            reasons: m.reasons.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
            since: m.made,
            death,
        });
    }
    Ok(all)
}

/// The limits of exercises and of real nights are counted apart.
const fn calls(drill: bool) -> &'static str {
    if drill { "list call, drill" } else { "list call" }
}

/// One calls the family: only now one is shown whom, and how. It stands in the journal each time.
///
/// # Errors
/// 404; [`NoList::Over`]; [`NoList::TooOften`].
pub async fn call(house: &House, staff: &Staff, id: ReunionId) -> Result<Called, Failure> {
    let Of { search, .. } = thrice(|| async move {
        let now = house.clock.now();
        let of = own_match(house, staff, id).await?;
        let m = &of.matched;
        let state = rules::call(now, m.state, &of.search.notice).or_refuse()?;
        let change = limited(house, calls(m.drill), &staff.id.bytes(), Span::hours(1), AN_HOUR);
        let limits = change.steps.len();
        let change = if state == m.state { change } else { lists::moved(change, m, state, m.note, now) };
        match house.store.apply(house.register.audit(change, &line(house, staff, m, "list.call"))).await {
            Ok(_) => Ok(of),
            Err(StoreError::Missed { step }) if step < limits => Err(refused(&NoList::TooOften)),
            Err(e) => Err(e.into()),
        }
    })
    .await?;
    let notice = seen(house, &search, Audience::Institution).await?.ok_or_else(|| refused(&NoList::Unknown))?;
    let (mut seeker, mut contacts) = (None, Vec::new());
    if let Some(who) = search.notice.seeker {
        seeker = house.register.card(who).await?.map(|c| c.name);
        let known = house.register.contacts(who).await?;
        contacts = known.into_iter().filter(|c| c.proven.is_some()).map(|c| c.value).collect();
    }
    Ok(Called { notice, seeker, contacts })
}

/// They are two different people: nothing more is heard of it.
///
/// # Errors
/// 404; [`NoList::Over`].
pub async fn refuse(house: &House, staff: &Staff, id: ReunionId) -> Result<(), Failure> {
    thrice(|| async move {
        let of = own_match(house, staff, id).await?;
        let state = rules::not_same(of.matched.state).or_refuse()?;
        let change = undone(house, Change::new(), &of.matched, house.clock.now()).await?;
        let change = lists::moved(change, &of.matched, state, None, house.clock.now());
        house.store.apply(house.register.audit(change, &line(house, staff, &of.matched, "list.not_same"))).await?;
        Ok(())
    })
    .await
}

/// One lets the family's search end: only now its page changes, and whoever follows it is told, once.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn release(house: &House, staff: &Staff, id: ReunionId, patient: Option<Patient>) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let of = own_match(house, staff, id).await?;
        let (m, notice, entry) = (&of.matched, &of.search.notice, &of.entry.entry);
        let state = rules::release(now, m.state, entry.state, notice, patient).or_refuse()?;
        if deaths::one(&house.store, notice.id).await?.is_some_and(|d| d.state != DeathState::Suspended) {
            return Err(refused(&NoList::Over));
        }
        let told = note(house, entry, entry.state, notice, staff, now);
        let id = told.note.id;
        let change = lists::moved(Change::new(), m, state, Some(id), now);
        let change = notes::add(change, &house.register, &told);
        let change = found(house, change, &m.as_reunion(id), now).await?;
        let mut audit = line(house, staff, m, "list.release");
        if let (Some(details), Some(patient)) = (audit.details.as_object_mut(), patient) {
            details.insert("patient".to_owned(), json!(patient));
        }
        house.store.apply(house.register.audit(change, &audit)).await?;
        Ok(())
    })
    .await
}

/// It was a mistake: the search goes on, and whoever was told hears that.
///
/// # Errors
/// 404; [`NoList::Over`].
pub async fn take_back(house: &House, staff: &Staff, id: ReunionId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let of = own_match(house, staff, id).await?;
        let notice = &of.search.notice;
        let kept = match notice.state {
            NoticeState::Searching | NoticeState::Dead => true,
            // What describes whoever was found is gone after a day: the search cannot go on.
            NoticeState::Found => notice.found.is_some_and(|t| now < t.plus(KEPT)),
            _ => false,
        };
        if of.matched.state != MatchState::Released || !kept {
            return Err(refused(&NoList::Over));
        }
        let change = undone(house, Change::new(), &of.matched, now).await?;
        let change = lists::moved(change, &of.matched, MatchState::Called, None, now);
        house.store.apply(house.register.audit(change, &line(house, staff, &of.matched, "list.take_back"))).await?;
        Ok(())
    })
    .await
}
