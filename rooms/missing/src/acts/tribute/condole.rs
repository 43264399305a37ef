//! What people write on a page in memory, and what its family does with it.

use ::store::{Change, params};
use kernel::{CondolenceId, Id, Span, Visitor};
use web::{Failure, House, OrRefuse, thrice};

use super::{by_share, refused, stands};
use crate::{
    acts::{actor, limited, masked, pressed, proven},
    model::tribute::{Condolence, CondolenceState, Tribute},
    rules::{self, tribute::NoTribute},
    store::tributes as kept,
};

/// What one person writes in an hour, on all pages.
const AN_HOUR: i64 = 10;

/// Writes a few words; addresses, codes and contacts in them are masked. Moderators read them first, then the family.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn condole(house: &House, visitor: &Visitor, share: &str, words: &str) -> Result<CondolenceId, Failure> {
    condole_once(house, visitor, share, words, "").await
}

/// The same, by a press that may arrive twice.
///
/// # Errors
/// As [`condole`].
pub async fn condole_once(
    house: &House,
    visitor: &Visitor,
    share: &str,
    words: &str,
    key: &str,
) -> Result<CondolenceId, Failure> {
    let me = actor(visitor)?;
    let t = by_share(house, share).await?.tribute;
    let now = house.clock.now();
    let once: Option<CondolenceId> = pressed(house, me, key);
    if let Some(id) = once
        && kept::one_condolence(&house.register, id).await?.is_some_and(|(c, _)| c.author == me)
    {
        return Ok(id);
    }
    let words = masked(Some(words));
    rules::tribute::write(&t, proven(house, me).await?, words.as_deref()).or_refuse()?;
    let c = Condolence {
        id: once.unwrap_or_else(|| house.dice.id(now)),
        tribute: t.id,
        author: me,
        incident: t.incident,
        drill: t.drill,
        version: 1,
        state: CondolenceState::Waiting,
        at: now,
        changed: now,
    };
    let what = if t.drill { "condolence, drill" } else { "condolence" };
    let change = limited(house, what, &me.bytes(), Span::hours(1), AN_HOUR);
    let change = kept::add_condolence(change, &house.register, &c, &words.unwrap_or_default());
    match house.store.apply(change).await {
        Ok(_) => Ok(c.id),
        // The same press, on two ways at once.
        Err(_) if kept::one_condolence(&house.register, c.id).await?.is_some_and(|(c, _)| c.author == me) => Ok(c.id),
        Err(e) if e.missed() => Err(refused(NoTribute::TooMany)),
        Err(e) => Err(e.into()),
    }
}

/// What somebody wrote, with its page.
async fn one(house: &House, id: CondolenceId) -> Result<(Condolence, Tribute), Failure> {
    let none = || refused(NoTribute::Unknown);
    let (c, _) = kept::one_condolence(&house.register, id).await?.ok_or_else(none)?;
    let page = kept::one(&house.register, c.tribute).await?.ok_or_else(none)?.tribute;
    Ok((c, page))
}

/// The family lets it be shown.
///
/// # Errors
/// 404; [`NoTribute::Decided`].
pub async fn let_show(house: &House, visitor: &Visitor, id: CondolenceId) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let (c, page) = one(house, id).await?;
        if page.owner != Some(me) || c.state == CondolenceState::Waiting || c.state == CondolenceState::Refused {
            return Err(refused(NoTribute::Unknown));
        }
        let state = rules::tribute::let_show(&c).or_refuse()?;
        house.store.apply(kept::moved(Change::new(), &c, state, house.clock.now())).await?;
        Ok(())
    })
    .await
}

/// The family takes it away, or whoever wrote it does.
///
/// # Errors
/// 404.
pub async fn drop_condolence(house: &House, visitor: &Visitor, id: CondolenceId) -> Result<(), Failure> {
    let me = actor(visitor)?;
    let (c, page) = one(house, id).await?;
    let family = page.owner == Some(me) && matches!(c.state, CondolenceState::Family | CondolenceState::Shown);
    let mine = c.author == me && c.state != CondolenceState::Refused && (family || stands(house, &page).await?);
    if !family && !mine {
        return Err(refused(NoTribute::Unknown));
    }
    let change = Change::new().run(kept::DROP_CONDOLENCE, params![id]);
    house.store.apply(change.event(kept::told(&page, "changed"))).await?;
    Ok(())
}
