//! What a family does with its page: makes it, corrects it, locks it, takes it away.

use ::store::{Change, params};
use kernel::{Audience, NoticeId, PersonId, Visitor};
use media::Photo;
use web::{Failure, House, OrRefuse, thrice};

use super::{fit, new, of_notice, once_more, photo_of_search, refused, seen};
use crate::{
    acts::{actor, list::heard_alive, notice::own, proven},
    model::tribute::{Chosen, Tribute, TributeState, TributeView},
    rules::{
        self,
        tribute::{LASTS, NoTribute},
    },
    store::{
        deaths,
        exchange::TOUCHED,
        tributes::{self as kept, PHOTO, Whole},
    },
};

/// Makes the page of whom one has sought as one's own.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn make_tribute(house: &House, visitor: &Visitor, id: NoticeId, c: Chosen) -> Result<TributeView, Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let sought = own(house, me, id).await?;
        let death = deaths::one(&house.store, id).await?;
        let before = of_notice(house, id).await?;
        let proven = proven(house, me).await?;
        let there = before.as_ref().map(|w| &w.tribute);
        rules::tribute::make(&sought.notice, death.as_ref(), proven, there).or_refuse()?;
        // A word of theirs that nobody had heard yet: there is no death any more.
        if let Some(death) = &death
            && heard_alive(house, &sought.notice, death).await?
        {
            return Err(refused(NoTribute::NotKnown));
        }
        let chosen = fit(c.clone(), sought.profile.names)?;
        let died = death.map_or(house.clock.now(), |d| d.died);
        let t = Tribute { owner: Some(me), ..new(house, &sought.notice, &chosen, died, TributeState::Shown) };
        let change = match there {
            Some(proposed) => kept::drop(Change::new(), proposed),
            None => Change::new(),
        };
        let change = change.run(TOUCHED, params![id, t.made]);
        let change = kept::add(change, &house.register, &t, &chosen.words);
        house.store.apply(change).await.map_err(once_more)?;
        Ok(())
    })
    .await?;
    own_tribute(house, visitor, id, 1).await
}

/// Whether one may make a page of whom one sought: whether a death is known and one agreed that it is shown, and there is none yet.
///
/// # Errors
/// 404.
pub async fn tribute_may_be_made(house: &House, visitor: &Visitor, id: NoticeId) -> Result<bool, Failure> {
    let me = actor(visitor)?;
    let sought = own(house, me, id).await?;
    let death = deaths::one(&house.store, id).await?;
    let before = of_notice(house, id).await?.map(|w| w.tribute);
    Ok(rules::tribute::make(&sought.notice, death.as_ref(), proven(house, me).await?, before.as_ref()).is_ok())
}

/// The page of one's own, by the search that it was.
async fn mine(house: &House, me: PersonId, id: NoticeId) -> Result<Whole, Failure> {
    let found = of_notice(house, id).await?.filter(|w| w.tribute.owner == Some(me));
    found.ok_or_else(|| refused(NoTribute::Unknown))
}

/// One's own page, with what one is to read. It is there for its family also while it is not shown.
///
/// # Errors
/// 404.
pub async fn own_tribute(house: &House, visitor: &Visitor, id: NoticeId, page: i64) -> Result<TributeView, Failure> {
    let me = actor(visitor)?;
    seen(house, &mine(house, me, id).await?, Audience::Own, Some(me), page).await
}

/// Corrects what one has chosen, locks the page or opens it again. It is kept for a year from then on.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn correct_tribute(
    house: &House,
    visitor: &Visitor,
    id: NoticeId,
    c: Chosen,
) -> Result<TributeView, Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let w = mine(house, me, id).await?;
        let chosen = fit(c.clone(), w.words.names)?;
        let change = kept::corrected(Change::new(), &house.register, &w.tribute, &chosen, now.plus(LASTS), now);
        house.store.apply(change).await?;
        Ok(())
    })
    .await?;
    own_tribute(house, visitor, id, 1).await
}

/// Takes the page away, with everything that was written on it.
///
/// # Errors
/// 404.
pub async fn remove_tribute(house: &House, visitor: &Visitor, id: NoticeId) -> Result<(), Failure> {
    let w = mine(house, actor(visitor)?, id).await?;
    house.store.apply(kept::gone(Change::new(), &w.tribute, house.clock.now())).await?;
    Ok(())
}

/// Chooses a photo for the page, or none.
///
/// # Errors
/// 404.
pub async fn set_tribute_photo(
    house: &House,
    visitor: &Visitor,
    id: NoticeId,
    photo: Option<&Photo>,
) -> Result<(), Failure> {
    let w = mine(house, actor(visitor)?, id).await?;
    let sealed = photo.map(|p| house.seal.seal(&*house.dice, PHOTO, &p.page.jpeg));
    let change = Change::new().run(kept::SET_PHOTO_OF_TRIBUTE, params![w.tribute.id, sealed]);
    house.store.apply(change.event(kept::told(&w.tribute, "changed"))).await?;
    Ok(())
}

/// Takes the photo of the search for the page.
///
/// # Errors
/// 404.
pub async fn use_photo_of_search(house: &House, visitor: &Visitor, id: NoticeId) -> Result<(), Failure> {
    let w = mine(house, actor(visitor)?, id).await?;
    house.store.apply(photo_of_search(house, Change::new(), id, &w.tribute).await?).await?;
    Ok(())
}
