//! What staff do by hand: begin a rumour, put a post there, take one out, set a rumour aside.

use ::store::{Change, params};
use kernel::{PostId, RumourId, Staff, Time};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{
    gather::{id_of, keep_marks, look_back},
    line, marks_of, memory, not, rumour,
};
use crate::{
    acts::{holds::others, staff_look_at_all},
    model::{
        Post,
        rumour::{How, Rumour, RumourState},
    },
    rules::{self, Not},
    store::{posts, rumours as kept},
};

/// A post, for staff who may read it: of what is held back or taken down whoever does not moderate learns nothing, not even where it stands.
async fn post(house: &House, staff: &Staff, id: PostId) -> Result<Post, Failure> {
    let found = posts::one(&house.register, id).await?;
    let says = |p: &Post| (p.text.is_some() || p.pictures > 0) && (p.is_shown() || staff_look_at_all(staff));
    found.filter(says).ok_or_else(|| not(&Not::Unknown))
}

/// Begins a rumour with a post, or finds the one that it belongs to.
///
/// # Errors
/// [`Not::Unproven`], [`Not::Unknown`].
pub async fn begin(house: &House, staff: &Staff, id: PostId) -> Result<Rumour, Failure> {
    super::may_rule(house, staff).await?;
    let (now, first) = (house.clock.now(), post(house, staff, id).await?);
    if let Some(before) = kept::rumour_of(&house.store, id).await? {
        return rumour(house, before).await;
    }
    let new = id_of(house, id);
    let begins = params![new, first.incident, first.drill, RumourState::Looked.number(), now];
    let change = Change::new().run(kept::BEGIN_RUMOUR, begins);
    let of = Rumour {
        id: new,
        incident: first.incident,
        drill: first.drill,
        version: 1,
        state: RumourState::Looked,
        what: String::new(),
        posts: 0,
        made: now,
        newest: now,
        verdict: None,
        ruled: None,
    };
    let change = puts(house, change, &of, &first, How::First, now).await?;
    let change = house.register.audit(change, &line(now, staff, "rumour.begin", &of).with(said(&of, id)));
    house.store.apply(change.event(kept::told(&of, "looked"))).await?;
    memory(house).forget(of.incident);
    rumour(house, new).await
}

fn said(of: &Rumour, post: PostId) -> serde_json::Value {
    json!({ "rumour": of.id, "post": post })
}

/// A post stands in a rumour from now on, and what is like it comes there too: what is written, and what was.
async fn puts(house: &House, change: Change, of: &Rumour, post: &Post, how: How, now: Time) -> Result<Change, Failure> {
    let marks = marks_of(house, post).await?;
    let change = change.run(kept::PUT_COPY, params![post.id, of.id, how.number(), now]);
    let change = keep_marks(house, change, of.id, post.id, &marks);
    let change = change.run(kept::COUNT_COPIES, params![of.id, now]);
    Ok(change.job(look_back(post.id, None)))
}

/// Whether this member of staff may take a post out of a rumour on which others may have ruled.
async fn may_leave(house: &House, staff: &Staff, id: RumourId, post: PostId) -> Result<(), Failure> {
    let came = house.store.one(kept::CAME_AT, params![post]).await?.map_or(Ok(Time(0)), |row| row.time(0))?;
    rules::rumour::leave(staff, kept::last(&house.store, id).await?.as_ref(), came).or_refuse()
}

/// Puts a post there, wherever it was: what is ruled there is known of it too, so it takes the same word as ruling.
///
/// # Errors
/// [`Not::Unknown`], [`Not::OwnPost`], [`Not::OtherIncident`], [`Not::Unproven`], [`Not::Outranked`].
pub async fn put(house: &House, staff: &Staff, id: RumourId, of_post: PostId) -> Result<(), Failure> {
    super::may_rule(house, staff).await?;
    let (now, of, post) = (house.clock.now(), rumour(house, id).await?, post(house, staff, of_post).await?);
    others(staff, &post)?;
    if (post.incident, post.drill) != (of.incident, of.drill) {
        return Err(not(&Not::OtherIncident));
    }
    let mut change = Change::new();
    // The one that it comes from has one fewer.
    if let Some(before) = kept::rumour_of(&house.store, of_post).await?.filter(|b| *b != id) {
        may_leave(house, staff, before, of_post).await?;
        change = change.run(kept::DROP_MARKS, params![before, of_post]);
        change = puts(house, change, &of, &post, How::Hand, now).await?;
        change = change.run(kept::COUNT_COPIES, params![before, Time(0)]);
    } else {
        change = puts(house, change, &of, &post, How::Hand, now).await?;
    }
    if of.verdict.is_some() {
        change = change.job(super::rule::spread_job(id, of_post));
    }
    let change = house.register.audit(change, &line(now, staff, "rumour.put", &of).with(said(&of, of_post)));
    house.store.apply(change.event(kept::told(&of, "grew"))).await?;
    memory(house).forget(of.incident);
    Ok(())
}

/// Takes a post out: no machine puts it back, nothing is ruled on it, and it is recognised by no more.
///
/// # Errors
/// [`Not::Unknown`], [`Not::OwnPost`], [`Not::Unproven`], [`Not::Outranked`].
pub async fn part(house: &House, staff: &Staff, id: RumourId, of_post: PostId) -> Result<(), Failure> {
    super::may_rule(house, staff).await?;
    thrice(|| async move {
        let (now, of) = (house.clock.now(), rumour(house, id).await?);
        others(staff, &post(house, staff, of_post).await?)?;
        if kept::rumour_of(&house.store, of_post).await? != Some(id) {
            return Err(not(&Not::Unknown));
        }
        may_leave(house, staff, id, of_post).await?;
        let change = Change::new()
            .must(kept::PART_COPY, params![of_post, id])
            .run(kept::DROP_MARKS, params![id, of_post])
            .run(kept::COUNT_COPIES, params![id, Time(0)]);
        let change = house.register.audit(change, &line(now, staff, "rumour.part", &of).with(said(&of, of_post)));
        house.store.apply(change.event(kept::told(&of, "parted"))).await?;
        memory(house).forget(of.incident);
        // It is known as what it is by itself again.
        if let Some(post) = posts::one(&house.register, of_post).await? {
            let change = super::know(house, Change::new(), &post, now).await?;
            house.store.apply(change).await?;
        }
        Ok(())
    })
    .await
}

/// There is nothing to rule on; or it is looked at again.
///
/// # Errors
/// [`Not::Unproven`], [`Not::Unknown`], [`Not::OwnCopy`], [`Not::RuledAlready`].
pub async fn set_aside(house: &House, staff: &Staff, id: RumourId, aside: bool) -> Result<Rumour, Failure> {
    super::rules_on(house, staff, id).await?;
    thrice(|| async move {
        let (now, of) = (house.clock.now(), rumour(house, id).await?);
        let state = rules::rumour::aside(&of, aside).or_refuse()?;
        if state != of.state {
            let change = Change::new().must(kept::MOVE_RUMOUR, params![id, of.version, state.number()]);
            let act = if aside { "rumour.aside" } else { "rumour.look" };
            let change = house.register.audit(change, &line(now, staff, act, &of));
            house.store.apply(change.event(kept::told(&of, state.word()))).await?;
            memory(house).forget(of.incident);
        }
        rumour(house, id).await
    })
    .await
}
