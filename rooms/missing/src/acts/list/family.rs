//! The family agrees that a death is shown, or does not any more: whoever seeks, by a proven contact, on their own page.

use ::store::{Change, Value, params};
use kernel::{Audience, NoticeId, Time, Visitor};
use register::{Actor, AuditLine};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{death::heard_alive, refused};
use crate::{
    acts::{actor, notice::own, proven, seen},
    model::{NoticeState, list::Death, view::NoticeView},
    rules::list::{self as rules, NoList},
    store::{
        deaths::{self, CONSENT},
        notices,
    },
};

/// One's own search, when its family is asked whether a death may be shown.
///
/// # Errors
/// 404, as long as nobody has told the family by voice.
pub async fn asked(house: &House, visitor: &Visitor, id: NoticeId) -> Result<NoticeView, Failure> {
    let whole = own(house, actor(visitor)?, id).await?;
    let view = seen(house, &whole, Audience::Seeker).await?.filter(|v| v.consent.is_some());
    view.ok_or_else(|| refused(&NoList::Unknown))
}

/// The family agrees, or takes it back.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn consent(house: &House, visitor: &Visitor, id: NoticeId, agrees: bool) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let notice = own(house, me, id).await?.notice;
        let death = deaths::one(&house.store, id).await?;
        rules::consent(now, &notice, death.as_ref(), proven(house, me).await?).or_refuse()?;
        let Some(death) = death.filter(|d| d.consent.is_some() != agrees) else { return Ok(()) };
        // A word of theirs that nobody had heard yet: there is nothing to be shown any more.
        if agrees && heard_alive(house, &notice, &death).await? {
            return Ok(());
        }
        let Death { version, .. } = death;
        let change = if agrees {
            let was = notice.state.number();
            let change = Change::new().must(CONSENT, params![id, version, now, me, was]);
            notices::moved(change, &notice, NoticeState::Dead, now)
        } else {
            let never: Option<Time> = None;
            let change = Change::new().must(CONSENT, params![id, version, never, Value::Null, Value::Null]);
            deaths::shown_no_more(change, &death, &notice, now)
        };
        let act = if agrees { "death.agree" } else { "death.disagree" };
        let line = AuditLine::new(now, Actor::Person(me), act).of(notice.incident).with(json!({ "notice": id }));
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}
