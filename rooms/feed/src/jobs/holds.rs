//! An embargo began, was renewed, or is over: what is held is looked at again, each post in a change of its own, so that none is released
//! twice and none is forgotten, wherever this is cut off.

use ::store::{Change, Job, NewJob, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{EmbargoId, Id, PostId, Span, Time};
use register::seconds;
use serde::{Deserialize, Serialize};
use web::{Failure, House};

use crate::{
    acts::{embargo, truth},
    model::{
        Lane, Post,
        embargo::Embargo,
        hold::{Draft, Hold},
    },
    rules,
    store::{
        embargoes::{self as known, Wards},
        holds::{self as kept, Kept},
        pictures, posts,
    },
};

/// The kind of these jobs.
pub const EMBARGO_JOB: &str = "feed.embargo";
/// What was written so long before an embargo opens is held too: a position is old after that.
pub const BEFORE: Span = Span::hours(1);
/// A second look follows: whoever wrote at that very moment may not have known of the embargo, or not of its end.
const AGAIN: Span = Span::seconds(5);
/// Posts that are read at once.
const STEP: i64 = 128;

#[derive(Debug, Serialize, Deserialize)]
struct Body {
    embargo: EmbargoId,
    #[serde(default)]
    again: bool,
}

/// The looks that an embargo means as it is now: at once, and when it ends.
pub fn looks(change: Change, of: &Embargo, now: Time) -> Change {
    let body = Body { embargo: of.id, again: false };
    let body = serde_json::to_string(&body).unwrap_or_default();
    let times = [Some(Time(0)), Some(of.until()).filter(|t| *t > now)];
    times.into_iter().flatten().fold(change, |change, at| {
        let key = format!("{} {} {}", of.id, of.version, at.0);
        change.job(NewJob { kind: EMBARGO_JOB, key, body: body.clone(), run_at: at })
    })
}

/// A failure of an act, as a job says it.
pub(crate) fn fault(failure: Failure) -> StoreError {
    match failure {
        Failure::Changed => StoreError::Missed { step: 0 },
        other => StoreError::Fault(format!("{other:?}")),
    }
}

/// Looks at what an embargo holds, and should.
pub struct Looks(pub House);

#[async_trait]
impl Work for Looks {
    fn kind(&self) -> &'static str {
        EMBARGO_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let Ok(body) = serde_json::from_str::<Body>(&job.body) else {
            return store.apply(job.finish(Change::new())).await.map(drop);
        };
        let mut job = job.clone();
        // What another process has opened or ended may not be known here yet.
        self.0.shelf.get::<Wards>().forget();
        let of = known::one(store, body.embargo).await?;
        if let Some(of) = of.filter(|e| e.holds(self.0.clock.now())) {
            self.hold(store, &mut job, of.drill).await?;
        } else {
            // Whoever asked to end it sooner waits for nobody any more.
            store.apply(seconds::over(Change::new(), embargo::END, body.embargo.bytes())).await?;
        }
        self.release(store, &mut job, &body).await?;
        let now = self.0.clock.now();
        let change = if body.again {
            job.finish(Change::new())
        } else {
            let next = Body { again: true, ..body };
            let next = serde_json::to_string(&next).map_err(|e| StoreError::Fault(e.to_string()))?;
            job.go_on(Change::new(), next, now.plus(AGAIN))
        };
        store.apply(change).await.map(drop)
    }
}

/// How a post is looked at.
#[derive(Clone, Copy)]
enum Looked<'a> {
    /// It is shown; people may have released it from an embargo before.
    Anew(Option<EmbargoId>),
    /// It is held.
    Again(&'a Hold),
}

impl Looks {
    /// What was written there lately, or at the moment at which the embargo opened, is held too: of whichever incident it is, as what is written
    /// from then on.
    async fn hold(&self, store: &Store, job: &mut Job, drill: bool) -> Result<(), StoreError> {
        let since = self.0.clock.now().minus(BEFORE);
        let mut after = PostId::at(since, 0);
        loop {
            let rows = store.read(kept::ALL_SINCE, params![after, drill, STEP]).await?;
            let ids = rows.iter().map(|r| Ok(PostId::of_number(r.int(0)?))).collect::<Result<Vec<_>, StoreError>>()?;
            let Some(last) = ids.last().copied() else { return Ok(()) };
            let by_hand = kept::by_hand(&self.0.register, &ids).await?;
            for post in posts::several(&self.0.register, &ids).await? {
                let now = self.0.clock.now();
                // What people released from an embargo before its end, that one holds no more; what they released for another reason, it does.
                let from = by_hand.get(&post.id).and_then(|(_, embargo)| *embargo);
                let Some(hold) = self.decide(&post, Looked::Anew(from)).await? else { continue };
                self.one(store, kept::begin(Change::new(), &post, &hold, now)).await?;
            }
            after = last;
            self.keep(store, job).await?;
        }
    }

    /// What it holds is held as the embargoes that hold now say, or released.
    async fn release(&self, store: &Store, job: &mut Job, body: &Body) -> Result<(), StoreError> {
        let mut after = PostId::FIRST;
        loop {
            let page = kept::held_by(store, body.embargo, after, STEP).await?;
            let Some(last) = page.last().map(|k| k.post) else { return Ok(()) };
            for was in &page {
                self.settle(store, was).await?;
            }
            after = last;
            self.keep(store, job).await?;
        }
    }

    async fn settle(&self, store: &Store, was: &Kept) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let Some(post) = posts::one(&self.0.register, was.post).await? else {
            return store.apply(kept::dropped(Change::new(), was.post, now)).await.map(drop);
        };
        match self.decide(&post, Looked::Again(&was.hold)).await? {
            Some(next) if next == was.hold => Ok(()),
            Some(next) => self.one(store, kept::go_on(Change::new(), was, &post, &next, now)).await,
            None => self.one(store, kept::release(Change::new(), was, &post, None, now)).await,
        }
    }

    async fn decide(&self, post: &Post, how: Looked<'_>) -> Result<Option<Hold>, StoreError> {
        let house = &self.0;
        let pics = if post.pictures > 0 { pictures::of(&house.register, &[post.id]).await? } else { Vec::new() };
        let alts: Vec<&str> = pics.iter().filter_map(|p| p.alt.as_deref()).collect();
        let mut said = vec![post.text.clone().unwrap_or_default()];
        if post.edited.is_some() {
            // What it said before is read beside it.
            said.extend(posts::before(&house.register, post.id).await?.into_iter().map(|b| b.text));
        }
        let said = said.join(" . ");
        let draft = Draft {
            text: &said,
            alts: &alts,
            pictures: pics.len(),
            cell: post.cell,
            drill: post.drill,
            official: post.lane == Lane::Official,
        };
        let wards = embargo::wards(house).await.map_err(fault)?;
        let now = house.clock.now();
        Ok(match how {
            Looked::Again(was) => rules::hold::again(now, was, &draft, &wards),
            // What accuses was looked at as it was published.
            Looked::Anew(from) => rules::hold::embargoed(now, &draft, &wards, from),
        })
    }

    /// One post in a change of its own: when its author or a moderator changes it at this moment, it is looked at again later.
    async fn one(&self, store: &Store, change: Change) -> Result<(), StoreError> {
        match store.apply(change).await {
            Err(e) if !e.missed() => Err(e),
            _ => Ok(()),
        }
    }

    /// The job is still ours.
    async fn keep(&self, store: &Store, job: &mut Job) -> Result<(), StoreError> {
        let body = job.body.clone();
        store.apply(job.progress(Change::new(), body, self.0.clock.now())).await.map(drop)
    }
}

/// Makes rulings known.
pub struct Spreads(pub House);

#[async_trait]
impl Work for Spreads {
    fn kind(&self) -> &'static str {
        truth::RULED_JOB
    }
    async fn work(&self, _store: &Store, job: &Job) -> Result<(), StoreError> {
        truth::spread(&self.0, job).await
    }
}

/// Looks among what was written before for copies of a post that was put into a rumour.
pub struct LooksBack(pub House);

#[async_trait]
impl Work for LooksBack {
    fn kind(&self) -> &'static str {
        truth::LOOK_BACK_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let mut job = job.clone();
        let of = match job.key.parse::<PostId>() {
            Ok(id) => posts::one(&self.0.register, id).await?,
            Err(_) => None,
        };
        let Some(of) = of else { return store.apply(job.finish(Change::new())).await.map(drop) };
        let mut after = PostId::at(of.id.time().minus(Span::days(1)), 0);
        let until = job.body.parse().unwrap_or(PostId::LAST);
        while after < until {
            let rows = store.read(kept::POSTS_SINCE, params![after, of.incident, STEP]).await?;
            let ids = rows.iter().map(|r| Ok(PostId::of_number(r.int(0)?))).collect::<Result<Vec<_>, StoreError>>()?;
            let Some(last) = ids.last().copied() else { break };
            let now = self.0.clock.now();
            // What stands in a rumour already makes it no newer.
            let loose = truth::loose(&self.0, &ids).await.map_err(fault)?;
            let change = truth::gathered(&self.0, &loose, now).await.map_err(fault)?;
            let body = job.body.clone();
            store.apply(job.progress(change, body, now)).await?;
            after = last;
        }
        store.apply(job.finish(Change::new())).await.map(drop)
    }
}
