//! What this room shows live, and to whom.
//!
//! What is answered in confidence is no frame: whoever seeks hears as much of somebody who hides as of somebody of whom there is no news.

pub mod cards;

use ::store::{Store, StoreError, params};
use async_trait::async_trait;
use kernel::{Event, PersonId, Recorded};
use relay::{Frame, Project, Scope, To};
use serde_json::json;

use crate::{
    model::{Appeal, NoticeState, ReunionState, link::LinkState},
    store::{notes, notices},
};

/// The room's projection: it reads the store alone.
pub struct Shown(pub Store);

/// Followers who are looked for among those who are there.
const MOST: i64 = 5000;

impl Shown {
    async fn followers(&self, notice: kernel::NoticeId, scope: &Scope<'_>) -> Result<Vec<PersonId>, StoreError> {
        let rows = self.0.read(notices::FOLLOWERS, params![notice, MOST]).await?;
        let all = rows.iter().map(|r| r.id(0)).collect::<Result<Vec<PersonId>, _>>()?;
        Ok(all.into_iter().filter(|p| scope.has(*p)).collect())
    }
}

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let mut frames = Vec::new();
        match &event.event {
            Event::Notice { notice, incident, drill, state } => {
                if scope.has_people() {
                    let there = self.followers(*notice, scope).await?;
                    if !there.is_empty() {
                        let data = json!({ "notice": notice, "incident": incident, "drill": drill, "state": state });
                        frames.push(Frame::new(To::People(there), "notice", data.to_string()));
                    }
                }
                // That an appeal waits; not for whom.
                if scope.has_moderators() && state == NoticeState::Searching.word() {
                    let kept = notices::one(&self.0, *notice).await?;
                    if kept.is_some_and(|n| n.appeal == Appeal::Asked) {
                        let data = json!({ "incident": incident, "drill": drill });
                        frames.push(Frame::new(To::Moderators, "appeal", data.to_string()));
                    }
                }
            }
            // Something is said of whom they seek.
            Event::News { note, incident, drill } if scope.has_people() => {
                for notice in notes::searches_of(&self.0, *note).await? {
                    let there = self.followers(notice, scope).await?;
                    if !there.is_empty() {
                        let data = json!({ "notice": notice, "incident": incident, "drill": drill, "note": note });
                        frames.push(Frame::new(To::People(there), "notice", data.to_string()));
                    }
                }
            }
            // Neither who seeks nor which search: the page says it.
            Event::Reunion { incident, drill, person: Some(person), .. } if scope.has(*person) => {
                let data = json!({ "incident": incident, "drill": drill });
                frames.push(Frame::new(To::People(vec![*person]), "sought", data.to_string()));
            }
            Event::Reunion { incident, drill, state, .. }
                if scope.has_moderators()
                    && [ReunionState::Review.word(), ReunionState::Agreed.word()].contains(&state.as_str()) =>
            {
                let data = json!({ "incident": incident, "drill": drill, "state": state });
                frames.push(Frame::new(To::Moderators, "reunion", data.to_string()));
            }
            // That two searches wait; not which.
            Event::Link { incident, drill, state, .. }
                if scope.has_moderators() && state == LinkState::Proposed.word() =>
            {
                let data = json!({ "incident": incident, "drill": drill });
                frames.push(Frame::new(To::Moderators, "duplicate", data.to_string()));
            }
            // That something waits; not for whom, nor what it says.
            Event::Tribute { incident, drill, state, .. } if scope.has_moderators() && state == "written" => {
                let data = json!({ "incident": incident, "drill": drill });
                frames.push(Frame::new(To::Moderators, "condolence", data.to_string()));
            }
            _ => {}
        }
        Ok(frames)
    }
}
