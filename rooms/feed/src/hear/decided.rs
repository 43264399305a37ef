//! What moderators decide elsewhere is done to posts: one that was reported is taken down, or comes back; what another person has looked at
//! again and found wrong is undone.

use std::collections::BTreeMap;

use ::store::{Change, StoreError, params};
use async_trait::async_trait;
use kernel::{DecisionId, Event, Id, PostId, Recorded, ReportId, Time};
use register::{Decision, DecisionKind, DecisionState, ReportKind, ReportState, decisions, reports::UNDONE};
use relay::Listener;
use web::House;

use crate::{
    acts::holds as acts,
    jobs::holds::fault,
    model::{Cover, Post, PostState},
    store::{holds, posts},
};

/// Does what was decided: once for the whole service.
pub struct Decided(pub House);

#[async_trait]
impl Listener for Decided {
    fn name(&self) -> &'static str {
        "feed.decided"
    }
    fn cares(&self, event: &Event) -> bool {
        match event {
            Event::Report { state, .. } => state == ReportState::Upheld.word() || state == UNDONE,
            Event::Decision { state, .. } => state == DecisionState::Reversed.word(),
            _ => false,
        }
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        // What several decide on one post at once is done once, as it all stands now.
        let mut down: BTreeMap<PostId, Stands> = BTreeMap::new();
        let mut change = Change::new();
        for recorded in events {
            match &recorded.event {
                Event::Report { report, .. } => change = self.reported(change, *report, &mut down).await?,
                Event::Decision { decision, .. } => change = self.reversed(change, *decision, &mut down).await?,
                _ => {}
            }
        }
        let now = self.0.clock.now();
        for (id, stands) in down {
            let Some(post) = posts::one(&self.0.register, id).await? else { continue };
            change = self.follows(change, &post, stands, now).await?;
        }
        Ok(change)
    }
}

/// How a post stands after what was decided.
#[derive(Clone, Copy, Default)]
struct Stands {
    /// It is taken down.
    down: bool,
    /// Who looked again has let it through as it is.
    cleared: bool,
}

/// The post of its own page.
fn of_page(href: Option<&str>) -> Option<PostId> {
    href?.strip_prefix("/post/")?.parse().ok()
}

impl Decided {
    /// What becomes of the post that a report is about: its pictures are covered, when it has any that are hard to bear; otherwise it is taken
    /// down, because of this report or of another decision.
    async fn reported(
        &self,
        change: Change,
        id: ReportId,
        down: &mut BTreeMap<PostId, Stands>,
    ) -> Result<Change, StoreError> {
        let register = &self.0.register;
        let Some(report) = register.one_report(id).await?.filter(|r| r.kind == ReportKind::Post) else {
            return Ok(change);
        };
        let Some(post) = of_page(report.href.as_deref()) else { return Ok(change) };
        let upheld = report.state == ReportState::Upheld;
        let href = report.href.unwrap_or_default();
        let of = DecisionId::from_bytes(id.bytes());
        let mut change = change;
        if report.kind.looks_at(&report.reason) == DecisionKind::Cover {
            let pictures = posts::one(register, post).await?.is_some_and(|p| p.pictures > 0);
            change = match (upheld, pictures) {
                // What its author covered they could uncover: what was found right is not theirs to undo.
                (true, true) => return self.covers(change, post, Cover::Reports, |was| was == Cover::None).await,
                // There is nothing to cover: what was found right takes it down.
                (true, false) => decisions::instead(change, of, DecisionKind::Post),
                (false, _) => self.uncovers(change, (post, &href), of, Cover::Reports).await?,
            };
            // Only what took the post down, as it did before anything was covered, brings it back.
            if !upheld && register.decision(of).await?.is_none_or(|d| d.kind != DecisionKind::Post) {
                return Ok(change);
            }
        }
        down.entry(post).or_default().down = upheld || register.stands_beside(&href, of).await?;
        Ok(change)
    }

    async fn covers(
        &self,
        change: Change,
        post: PostId,
        mark: Cover,
        meant: impl Fn(Cover) -> bool,
    ) -> Result<Change, StoreError> {
        let Some(post) = posts::one(&self.0.register, post).await? else { return Ok(change) };
        acts::covers(&self.0, change, &post, mark, meant).await.map_err(fault)
    }

    /// What one decision covered is covered because of it no more: because of another that stands, or not at all.
    async fn uncovers(
        &self,
        change: Change,
        (post, href): (PostId, &str),
        of: DecisionId,
        by: Cover,
    ) -> Result<Change, StoreError> {
        let beside = self.0.register.covers_beside(href, of).await?;
        let next = match beside.iter().map(Decision::by_report).min() {
            Some(false) => Cover::Moderator,
            Some(true) => Cover::Reports,
            None => Cover::None,
        };
        self.covers(change, post, next, |was| was == by && was != next).await
    }

    /// Another person found that what was decided is wrong.
    async fn reversed(
        &self,
        change: Change,
        id: DecisionId,
        down: &mut BTreeMap<PostId, Stands>,
    ) -> Result<Change, StoreError> {
        let house = &self.0;
        let Some(of) = house.register.decision(id).await?.filter(|d| d.state == DecisionState::Reversed) else {
            return Ok(change);
        };
        let Some(post) = of_page(of.href.as_deref()) else { return Ok(change) };
        match of.kind {
            DecisionKind::Hold => {
                let beside = house.register.stands_beside(of.href.as_deref().unwrap_or_default(), id).await?;
                down.insert(post, Stands { down: beside, cleared: true });
                self.shown(change, &of, post).await
            }
            DecisionKind::Cover => {
                let by = if of.by_report() { Cover::Reports } else { Cover::Moderator };
                self.uncovers(change, (post, of.href.as_deref().unwrap_or_default()), id, by).await
            }
            _ => Ok(change),
        }
    }

    /// What was kept back is let through by who looked again: no machine holds it once more.
    async fn shown(&self, change: Change, of: &Decision, post: PostId) -> Result<Change, StoreError> {
        let looked = match of.report {
            Some(report) => self.0.register.one_report(report).await?,
            None => None,
        };
        let Some((by, ground)) = looked.and_then(|r| r.decided.zip(r.ground)) else { return Ok(change) };
        let shown = params![post, by.at, by.id, by.name.as_str(), ground.word()];
        Ok(change.run(holds::SHOW_KEPT, shown))
    }

    async fn follows(&self, change: Change, post: &Post, of: Stands, now: Time) -> Result<Change, StoreError> {
        match (post.state, of.down) {
            (PostState::Shown, true) => Ok(acts::removed(change, post, now)),
            (PostState::Held, true) => Ok(acts::removed(holds::dropped(change, post.id, now), post, now)),
            (PostState::Removed, false) => {
                acts::shown_again(&self.0, change, post, of.cleared, now).await.map_err(fault)
            }
            _ => Ok(change),
        }
    }
}
