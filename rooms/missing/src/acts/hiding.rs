//! Whoever is sought and has not said yes is told of by nothing else: neither by the news of others nor by a public appeal, and nobody can
//! see that something was held back because of them.

use ::store::{Change, StoreError, params};
use kernel::{NoticeId, PersonId, Time};
use names::Strength;
use register::Flags;
use web::{Failure, House, thrice};

use super::{
    answer::found,
    join::{Pair, first_state, fit, proposal},
    notice::share,
};
use crate::{
    model::{Appeal, Notice, Reunion, ReunionState, Sign},
    rules::{
        self, Standing,
        join::{Common, Evidence, Verdict, weigh},
    },
    store::{
        notices::{self, Whole},
        reunions,
    },
};

/// People who hide from one seeker that are looked at.
const MOST: i64 = 500;

/// Who hides from a seeker: who never wants them to know, and who blocked them.
async fn hiding_from(house: &House, seeker: PersonId) -> Result<Vec<PersonId>, StoreError> {
    let rows = house.store.read(reunions::HUSHED_FROM, params![seeker, MOST]).await?;
    let mut all = rows.iter().map(|r| r.id(0)).collect::<Result<Vec<PersonId>, _>>()?;
    let (circle, _) = house.register.circle(seeker).await?;
    let blocked = circle.links().iter().filter(|l| l.flags.has(Flags::BLOCKED_BY_THEM)).map(|l| l.person);
    all.extend(blocked);
    Ok(all)
}

/// Who hides from the seeker of a search.
async fn hiding_of(house: &House, notice: &Notice) -> Result<Vec<PersonId>, StoreError> {
    match notice.seeker {
        Some(seeker) => hiding_from(house, seeker).await,
        None => Ok(Vec::new()),
    }
}

/// Who has proven a contact that a search names.
async fn owners(house: &House, notice: &Notice) -> Result<Vec<PersonId>, StoreError> {
    let mut all: Vec<PersonId> = Vec::new();
    for blind in [notice.phone, notice.email].into_iter().flatten() {
        let owner = house.register.owner_of_contact(blind).await?;
        all.extend(owner.filter(|o| Some(*o) != notice.seeker && !all.contains(o)));
    }
    Ok(all)
}

/// Of those who hide from its seeker, whom a search names: by a contact, or by a name that may be theirs.
async fn named(house: &House, notice: &Notice, hiding: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
    if hiding.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = owners(house, notice).await?;
    all.retain(|o| hiding.contains(o));
    if let Some(whole) = notices::one_whole(&house.register, notice.id).await? {
        let names = |name: &str| fit(&whole.profile.names, std::iter::once(name)) > Strength::No;
        let cards = house.register.cards(hiding).await?;
        let mut alike: Vec<PersonId> = cards.values().filter(|c| names(&c.name)).map(|c| c.id).collect();
        alike.retain(|p| !all.contains(p));
        alike.sort_unstable();
        all.extend(alike);
    }
    Ok(all)
}

async fn proposed_for(house: &House, notice: NoticeId) -> Result<Vec<Reunion>, StoreError> {
    house.store.read(reunions::REUNIONS_OF_NOTICE, params![notice]).await?.iter().map(reunions::reunion).collect()
}

/// How a search stands with whoever it may be for.
///
/// # Errors
/// When the store fails.
pub async fn standing(house: &House, notice: &Notice) -> Result<Standing, StoreError> {
    let hiding = hiding_of(house, notice).await?;
    let mut all = proposed_for(house, notice.id).await?;
    // Whoever hides no more is in nobody's way. Of somebody who is gone nothing but the mark is left, which names itself.
    let nobody = |r: &Reunion| r.subject == kernel::Id::bytes(r.id);
    all.retain(|r| {
        r.state != ReunionState::Hidden || nobody(r) || r.person().is_some_and(|person| hiding.contains(&person))
    });
    Ok(rules::reunion::standing(&all, !named(house, notice, &hiding).await?.is_empty()))
}

/// Whoever can be reached as a search says is asked, whether they were heard of or not; and whether there is anybody. Of whoever hides it is
/// kept that they do, so that it is known also when they are gone.
async fn ask_owners(house: &House, whole: &Whole, mut change: Change) -> Result<(Change, bool), StoreError> {
    let notice = &whole.notice;
    let known = proposed_for(house, notice.id).await?;
    let hiding = hiding_of(house, notice).await?;
    let mut fresh = owners(house, notice).await?;
    fresh.extend(named(house, notice, &hiding).await?);
    fresh.sort_unstable();
    fresh.dedup();
    fresh.retain(|o| known.iter().all(|r| r.person() != Some(*o)));
    let reached = owners(house, notice).await?;
    let cards = house.register.cards(&fresh).await?;
    let circles = house.register.circles(&fresh).await?;
    for person in &fresh {
        let Some(card) = cards.get(person) else { continue };
        let knows = notice.seeker.is_some_and(|s| circles.get(person).is_some_and(|(c, _)| c.links().contains(s)));
        let name = fit(&whole.profile.names, std::iter::once(card.name.as_str()));
        let contact = if reached.contains(person) { Common::Proven } else { Common::Nothing };
        let weighed = weigh(Sign::Person, &Evidence { contact, knows, ..Evidence::of_names(name) });
        let pair = Pair {
            notice: std::sync::Arc::new(notice.clone()),
            sign: Sign::Person,
            subject: kernel::Id::bytes(*person),
            hides: hiding.contains(person),
            weighed,
        };
        let state = first_state(house, &pair, Verdict::Ask).await?;
        change = reunions::propose(change, &proposal(house, &pair, state));
    }
    Ok((change, !fresh.is_empty()))
}

/// An appeal is approved: it is shown at once when nobody is to be asked, else later, or never. Whoever approved it, and whoever asked for it,
/// sees the same.
///
/// # Errors
/// When the store fails.
pub async fn approved(house: &House, change: Change, notice: &Notice, now: Time) -> Result<Change, StoreError> {
    let Some(whole) = notices::one_whole(&house.register, notice.id).await? else { return Ok(change) };
    let (change, asked) = ask_owners(house, &whole, change).await?;
    if !asked && standing(house, notice).await? == Standing::Free {
        return Ok(shown(house, change, notice, now));
    }
    Ok(change.must(notices::WAIT_TO_SHOW, params![notice.id, notice.version, now]).job(notices::show_job(
        notice.id,
        now,
        now.plus(rules::ASKED_FOR),
    )))
}

/// An approved appeal is shown.
///
/// Its event is that of every search that changed.
pub fn shown(house: &House, change: Change, notice: &Notice, now: Time) -> Change {
    // One that was shown before keeps what it is found by.
    let share = notice.share.clone().unwrap_or_else(|| share(house));
    change
        .must(notices::APPEAL, params![notice.id, notice.version, Appeal::Approved.number(), share, now])
        .event(notices::changed(notice, notice.state))
}

/// Whoever was asked is somebody else: what reviewers took for news of whom this search is for is told now.
pub(super) async fn let_go(house: &House, id: NoticeId) -> Result<(), Failure> {
    thrice(|| async {
        let now = house.clock.now();
        let Some(notice) = notices::one(&house.store, id).await?.filter(|n| n.is_open(now)) else { return Ok(()) };
        let all = proposed_for(house, id).await?;
        let Some(held) = all.iter().find(|r| r.state == ReunionState::Held) else { return Ok(()) };
        if standing(house, &notice).await? != Standing::Free {
            return Ok(());
        }
        let change = reunions::moved(Change::new(), held, ReunionState::Confirmed, None, now);
        house.store.apply(found(house, change, held, now).await?).await?;
        Ok(())
    })
    .await
}
