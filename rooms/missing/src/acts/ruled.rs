//! What moderators decide against a search: its seeker reads that, and why, and may ask that another person looks again.

use ::store::{Change, StoreError, params};
use kernel::{DecisionId, Id, NoticeId, Staff, Time};
use register::{
    DecisionKind, DecisionState, Ground, Hand, NewDecision, decisions,
    seconds::{self, Irreversible},
};
use web::House;

use crate::{
    model::{Appeal, Notice, NoticeState},
    store::{exchange, notices, photos},
};

/// Taking a search down for its photo: after a day nothing of it is left.
pub const HOAX: &str = "notice.hoax";

/// It takes two.
pub(super) fn hoax<'a>(n: &Notice, href: &'a str) -> Irreversible<'a> {
    Irreversible { act: HOAX, id: n.id.bytes(), incident: n.incident, drill: n.drill, href }
}

/// Where a moderator decides on a search.
pub(super) fn page(id: NoticeId) -> String {
    format!("/console/appeals#a-{id}")
}

/// Where its seeker finds it.
pub(super) fn own_page(id: NoticeId) -> String {
    format!("/missing/{id}")
}

/// There is nothing to agree to any more.
pub(super) fn settled(change: Change, id: NoticeId) -> Change {
    seconds::over(change, HOAX, id.bytes())
}

/// Its seeker reads what was decided.
pub(super) fn against(
    house: &House,
    change: Change,
    n: &Notice,
    (kind, staff, ground): (DecisionKind, &Staff, Option<Ground>),
    now: Time,
) -> Change {
    let Some((person, ground)) = n.seeker.zip(ground) else { return change };
    let (thing, href) = (n.id.to_string(), own_page(n.id));
    let new = NewDecision {
        id: house.dice.id(now),
        kind,
        thing: &thing,
        href: Some(&href),
        incident: n.incident,
        drill: n.drill,
        person,
        ground,
    };
    decisions::decided(change, &new, &Hand::of(staff, now))
}

/// Another person has looked again, and found it wrong: an appeal waits again, a search that was taken down goes on as long as it is there.
///
/// # Errors
/// When the store fails.
pub async fn reversed(house: &House, change: Change, id: DecisionId, now: Time) -> Result<Change, StoreError> {
    let Some(of) = house.register.decision(id).await?.filter(|d| d.state == DecisionState::Reversed) else {
        return Ok(change);
    };
    let Ok(notice) = of.thing.parse::<NoticeId>() else { return Ok(change) };
    let Some(n) = notices::one(&house.store, notice).await? else { return Ok(change) };
    Ok(match of.kind {
        DecisionKind::Appeal if n.appeal == Appeal::Refused && n.is_open(now) => change
            .must(notices::APPEAL, params![n.id, n.version, Appeal::Asked.number(), n.share.clone(), now])
            .event(notices::changed(&n, n.state)),
        // What is forgotten already comes back as nothing.
        DecisionKind::Hoax
            if n.state == NoticeState::TakenDown && now < n.expires && notices::is_kept(&house.store, n.id).await? =>
        {
            goes_on(change, &n, now)
        }
        _ => change,
    })
}

/// Whether its seeker asks about its having been taken down for its photo, and nobody has looked yet: it is kept until then.
///
/// # Errors
/// When the store fails.
pub async fn is_asked(house: &House, n: &Notice) -> Result<bool, StoreError> {
    Ok(n.state == NoticeState::TakenDown && house.register.is_asked(DecisionKind::Hoax, &own_page(n.id)).await?)
}

/// A search that was taken down goes on, and its photo is known as nothing.
pub(super) fn goes_on(change: Change, n: &Notice, now: Time) -> Change {
    let change = photos::no_hoax(change, n.id).run(exchange::UNSUPPRESS, params![n.id]);
    notices::moved(change, n, NoticeState::Searching, now)
}
