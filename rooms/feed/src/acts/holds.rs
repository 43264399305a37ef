//! What is held back: what moderators decide, and what authors take back.

use ::store::{Change, params};
use kernel::{EmbargoId, Id, PostId, Refuse, Role, Staff, Time, Visitor};
use register::{
    AuditLine, DecisionKind, Ground, Hand, NewDecision, decisions,
    seconds::{self, Turn},
    waiting::WaitingKind,
};
use serde_json::json;
use web::{Access, Failure, House, OrRefuse, thrice};

use crate::{
    acts::{self, actor, embargo},
    model::{
        Cover, Post, PostState,
        hold::Hold,
        view::{Look, PostView},
    },
    rules::{self, Not, hold::Ended},
    store::{
        holds::{self as kept, End, Kept},
        pictures, posts, waits,
    },
};

/// Who decides what is held.
pub const MODERATORS: Access = Access::Staff(&[Role::Moderator, Role::Operator, Role::Admin]);

/// Holds that are shown at once.
const MOST: i64 = 200;

fn not(refused: &Not) -> Failure {
    Failure::Refused(refused.refusal())
}

/// A post that is held, as moderators see it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Why and until when.
    pub kept: Kept,
    /// Who asked to show it before its embargo ends: it takes another person.
    pub early: Option<String>,
    /// Whoever looks wrote it: another person decides.
    pub own: bool,
    /// The post.
    pub post: PostView,
    /// As it is now: whoever decides says which one they read.
    pub version: i64,
}

/// What is held, the oldest first.
///
/// # Errors
/// When the store fails.
pub async fn waiting(house: &House, staff: &Staff, drill: bool) -> Result<Vec<Waiting>, Failure> {
    let rows = house.store.read(kept::HOLDS, params![drill, MOST]).await?;
    let all = rows.iter().map(kept::kept).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<PostId> = all.iter().map(|k| k.post).collect();
    let mut read = acts::several(house, &ids).await?;
    let mut out = Vec::with_capacity(all.len());
    for kept in all {
        let Some((post, pics)) = read.remove(&kept.post) else { continue };
        let (version, own) = (post.version, rules::hold::is_own(staff, &post.author));
        if let Some(post) = acts::seen(house, &post, &pics, Look::Moderator).await? {
            let early = match kept.hold.why.ends() {
                true => house.register.second(waits::EARLY, waits::named(kept.post), house.clock.now()).await?,
                false => None,
            };
            out.push(Waiting { kept, early: early.map(|hand| hand.name), own, post, version });
        }
    }
    Ok(out)
}

async fn held(house: &House, id: PostId) -> Result<(Kept, Post), Failure> {
    let kept = kept::one(&house.store, id).await?.ok_or_else(|| not(&Not::NotHeld))?;
    let post = posts::one(&house.register, id).await?.ok_or_else(|| not(&Not::Unknown))?;
    Ok((kept, post))
}

/// What a moderator decides.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Whether it is shown; else it is kept back for good.
    pub release: bool,
    /// Why, as a word of the list.
    pub ground: &'a str,
    /// The post as they read it.
    pub version: i64,
}

/// What a press came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is so.
    Done,
    /// It is asked for, and waits for a second person.
    Asked,
}

/// A moderator releases what is held, or keeps it back for good: each with a reason of the list. What an embargo holds waits for its end,
/// unless two of those who may end embargoes say so: what everybody has read is hidden from nobody again.
///
/// # Errors
/// [`Not::NotHeld`], [`Not::OwnPost`], [`Not::NotSeen`], [`register::NoGround`], [`Not::Embargoed`], [`register::seconds::SamePerson`].
pub async fn decide(house: &House, staff: &Staff, id: PostId, choice: Choice<'_>) -> Result<Done, Failure> {
    let Choice { release, ground, version } = choice;
    let ground = Ground::read(ground, DecisionKind::Hold, !release).or_refuse()?;
    thrice(|| async move {
        let now = house.clock.now();
        let (kept, post) = held(house, id).await?;
        others(staff, &post)?;
        rules::hold::may_decide(staff.role, &kept.hold, release).or_refuse()?;
        free(house, staff, &post).await?;
        // Every change of it from here on misses when its author changes it meanwhile: nobody shows what they have not read.
        if post.version != version {
            return Err(not(&Not::NotSeen));
        }
        let by = Some((staff, ground));
        if !release {
            anew(house, DecisionKind::Hold, id, staff).await?;
        }
        let details = json!({ "post": id, "why": kept.hold.why.word(), "ground": ground });
        let line = |act: &str| AuditLine::new(now, staff, act).of(post.incident).with(details.clone());
        let mut change = Change::new();
        if release && kept.hold.why.ends() {
            let href = waits::page(id);
            let early = waits::early(id, (post.incident, post.drill), &href);
            let asked = house.register.second(early.act, early.id, now).await?;
            match seconds::turn(now, asked.as_ref(), staff).or_refuse()? {
                Turn::Asks => {
                    let change = seconds::asks(change.must(kept::AS_SEEN, params![id, version]), &early, staff, now);
                    house.store.apply(house.register.audit(change, &line("hold.release_asked"))).await?;
                    return Ok(Done::Asked);
                }
                Turn::Agrees(first) => change = seconds::agreed(change, &early, &first),
            }
        }
        let (change, act) = if release {
            // What a moderator finds to accuse nobody waits for the end of an embargo like everything else.
            let embargo = if kept.hold.why.ends() { None } else { still_embargoed(house, &post, None).await? };
            let change = match embargo {
                Some(next) => kept::go_on(change, &kept, &post, &next, now),
                None => kept::release(change, &kept, &post, by, now),
            };
            (change, "hold.release")
        } else {
            let change = removed(kept::end(change, &kept, End::Kept, by, now), &post, now);
            (decided(house, change, DecisionKind::Hold, &post, (staff, ground), now), "hold.keep")
        };
        house.store.apply(house.register.audit(change, &line(act))).await?;
        Ok(Done::Done)
    })
    .await
}

/// Nobody decides on what they wrote themselves.
pub(super) fn others(staff: &Staff, post: &Post) -> Result<(), Failure> {
    if rules::hold::is_own(staff, &post.author) { Err(not(&Not::OwnPost)) } else { Ok(()) }
}

/// Nobody else handles it. Whoever wrote it does not decide it, and keeps nobody from it by taking it.
async fn free(house: &House, staff: &Staff, post: &Post) -> Result<(), Failure> {
    match house.register.waiting_one(WaitingKind::Hold, waits::named(post.id), house.clock.now()).await? {
        Some(there) if there.taken.as_ref().is_none_or(|hand| hand.id.bytes() != post.author.id) => {
            there.free_for(staff).or_refuse()
        }
        _ => Ok(()),
    }
}

/// Whoever decided this before, and was found wrong by another person, leaves it to others.
async fn anew(house: &House, kind: DecisionKind, id: PostId, staff: &Staff) -> Result<(), Failure> {
    house.register.may_decide_again(kind, &page(id), staff.id).await?.or_refuse()
}

/// Where whom it concerns finds a post.
fn page(id: PostId) -> String {
    format!("/post/{id}")
}

/// A post is shown no more; what it says stays, should that be taken back.
pub(crate) fn removed(change: Change, post: &Post, now: Time) -> Change {
    let moved = params![post.id, post.version, PostState::Removed.number(), 0_i64, Option::<Time>::None, now];
    change.must(posts::MOVE_POST, moved).event(posts::told(post, "removed"))
}

/// What an embargo has to say of a post, but for the one `from` which people released it.
async fn still_embargoed(house: &House, post: &Post, from: Option<EmbargoId>) -> Result<Option<Hold>, Failure> {
    let wards = embargo::wards(house).await?;
    let now = house.clock.now();
    acts::edit::as_it_is(house, post, |draft| rules::hold::embargoed(now, draft, &wards, from)).await
}

/// A post is shown again that was taken down; or it waits, for the end of an embargo that has opened over it, or for a moderator, when what it
/// says accuses somebody and nobody has let it through: `cleared` by who looks again at this moment, or before.
pub(crate) async fn shown_again(
    house: &House,
    change: Change,
    post: &Post,
    cleared: bool,
    now: Time,
) -> Result<Change, Failure> {
    let released = kept::by_hand(&house.register, &[post.id]).await?.remove(&post.id);
    let mut hold = still_embargoed(house, post, released.and_then(|(_, embargo)| embargo)).await?;
    if hold.is_none() && !cleared && released.is_none_or(|(why, _)| why.ends()) {
        let known = web::landmarks::known(house).await?;
        hold = acts::edit::as_it_is(house, post, |draft| rules::hold::decide(now, draft, &[], &known)).await?;
    }
    if let Some(hold) = hold {
        return Ok(kept::begin(change, post, &hold, now));
    }
    let moved = params![post.id, post.version, PostState::Shown.number(), 0_i64, Option::<Time>::None, now];
    Ok(change.must(posts::MOVE_POST, moved).event(posts::told(post, "released")))
}

/// Its author reads what was decided about it, and why.
fn decided(
    house: &House,
    change: Change,
    kind: DecisionKind,
    post: &Post,
    (staff, ground): (&Staff, Ground),
    now: Time,
) -> Change {
    let Some(person) = posts::person(post) else { return change };
    let (thing, href) = (post.id.to_string(), page(post.id));
    let new = NewDecision {
        id: house.dice.id(now),
        kind,
        thing: &thing,
        href: Some(&href),
        incident: post.incident,
        drill: post.drill,
        person,
        ground,
    };
    decisions::decided(change, &new, &Hand::of(staff, now))
}

/// A decision on what was held, as moderators see it while it can be taken back.
#[derive(Clone, Debug)]
pub struct Decided {
    /// Why it was held.
    pub kept: Kept,
    /// What was decided, by whom, why.
    pub ended: Ended,
    /// Whether another person decided it, who looked again, or whoever looks wrote the post: they do not take that back.
    pub stays: bool,
    /// The post, unless it is gone.
    pub post: Option<PostView>,
}

/// What was decided lately, the last first.
///
/// # Errors
/// When the store fails.
pub async fn decided_lately(house: &House, staff: &Staff, drill: bool) -> Result<Vec<Decided>, Failure> {
    let since = house.clock.now().minus(rules::hold::UNDO_WITHIN);
    let all = kept::decided(&house.store, drill, since, MOST).await?;
    let ids: Vec<PostId> = all.iter().map(|(k, _)| k.post).collect();
    let mut read = acts::several(house, &ids).await?;
    let mut out = Vec::with_capacity(all.len());
    for (kept, ended) in all {
        let (post, own) = match read.remove(&kept.post) {
            Some((post, pics)) => {
                (acts::seen(house, &post, &pics, Look::Moderator).await?, rules::hold::is_own(staff, &post.author))
            }
            None => (None, false),
        };
        let stays =
            own || house.register.may_take_back(DecisionKind::Hold, &page(kept.post), &ended.by).await?.is_err();
        out.push(Decided { kept, ended, stays, post });
    }
    Ok(out)
}

/// A moderator takes back what was decided on a hold: it waits again. What another person has found right since stays.
///
/// # Errors
/// [`Not::Undecided`], [`Not::OwnPost`], [`Not::UndoLate`], [`Not::UndoOther`], [`decisions::Overruled`].
pub async fn undo(house: &House, staff: &Staff, id: PostId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let (was, ended) = kept::decided_one(&house.store, id).await?.ok_or_else(|| not(&Not::Undecided))?;
        let post = posts::one(&house.register, id).await?.ok_or_else(|| not(&Not::Unknown))?;
        others(staff, &post)?;
        rules::hold::undo(now, staff, &was.hold, &ended).or_refuse()?;
        house.register.may_take_back(DecisionKind::Hold, &page(id), &ended.by).await?.or_refuse()?;
        let expected = if ended.released { PostState::Shown } else { PostState::Removed };
        if post.state != expected {
            return Err(not(&Not::Undecided));
        }
        let change = kept::begin(Change::new(), &post, &was.hold, now);
        let change = decisions::taken_back(change, DecisionKind::Hold, &id.to_string());
        let line = AuditLine::new(now, staff, "hold.undo").of(post.incident).with(json!({ "post": id }));
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}

/// Its author takes a post back that is held: it is gone, as if deleted.
///
/// # Errors
/// [`Not::Unknown`], [`Not::NotHeld`].
pub async fn withdraw(house: &House, visitor: &Visitor, id: PostId) -> Result<(), Failure> {
    let author = actor(visitor)?;
    thrice(|| async move {
        let now = house.clock.now();
        let post = posts::one(&house.register, id).await?.filter(|p| p.author == author);
        let post = post.ok_or_else(|| not(&Not::Unknown))?;
        let kept = kept::one(&house.store, id).await?.ok_or_else(|| not(&Not::NotHeld))?;
        let change = kept::end(Change::new(), &kept, End::Withdrawn, None, now);
        house.store.apply(posts::end(change, &post, PostState::Deleted, now)).await?;
        Ok(())
    })
    .await
}

/// A moderator covers the pictures of a post until somebody asks to see them, or takes the cover off, each with a reason of the list: that of
/// the author is the last to go. Authors do so with their own in another way.
///
/// # Errors
/// [`Not::Unknown`], [`Not::OwnPost`], [`register::NoGround`], [`decisions::Overruled`].
pub async fn cover(house: &House, staff: &Staff, id: PostId, covered: bool, ground: &str) -> Result<(), Failure> {
    let ground = Ground::read(ground, DecisionKind::Cover, covered).or_refuse()?;
    let now = house.clock.now();
    let post = posts::one(&house.register, id).await?.ok_or_else(|| not(&Not::Unknown))?;
    others(staff, &post)?;
    let mark = if covered { Cover::Moderator } else { Cover::None };
    let mut change = covers(house, Change::new(), &post, mark, |was| was != mark).await?;
    if change.is_empty() && !covered {
        change = acts::edit::cover_own(house, change, &post, covered).await?;
    }
    if change.is_empty() {
        return Ok(());
    }
    if covered {
        anew(house, DecisionKind::Cover, id, staff).await?;
    }
    let (change, act) = if covered {
        (decided(house, change, DecisionKind::Cover, &post, (staff, ground), now), "picture.cover")
    } else {
        (decisions::taken_back(change, DecisionKind::Cover, &id.to_string()), "picture.uncover")
    };
    let line = AuditLine::new(now, staff, act).of(post.incident).with(json!({ "post": id, "ground": ground }));
    house.store.apply(house.register.audit(change, &line)).await?;
    Ok(())
}

/// The pictures of a post are covered, or not any more by others than their author: those whose cover by others is `meant`.
pub(crate) async fn covers(
    house: &House,
    change: Change,
    post: &Post,
    mark: Cover,
    meant: impl Fn(Cover) -> bool,
) -> Result<Change, Failure> {
    let pics = pictures::of(&house.register, &[post.id]).await?;
    let meant: Vec<_> = pics.iter().filter(|p| meant(p.cover.by_others())).collect();
    if meant.is_empty() {
        return Ok(change);
    }
    let change =
        meant.iter().fold(change, |c, p| c.run(pictures::COVER, params![p.id, mark.number(), mark.and_own().number()]));
    Ok(change.event(posts::told(post, "edited")))
}
