//! Public appeals as other rooms show them. They are shown where somebody passed one on, and are in no list: a card has no name, the page that
//! it leads to has. What is answered in confidence moves no card.

use async_trait::async_trait;
use kernel::{Event, IncidentId, Lang};
use web::{Card, Cards, Failure, House};

use crate::{acts, model::NoticeState, store::notices};

/// Answers for `notice`, by what an approved appeal is found by.
#[derive(Debug)]
pub struct Appeals;

#[async_trait]
impl Cards for Appeals {
    fn kind(&self) -> &'static str {
        "notice"
    }
    async fn card(&self, house: &House, of: &str, _: Lang) -> Result<Option<Card>, Failure> {
        let seen = match acts::shared(house, of).await {
            Ok(seen) => seen,
            Err(failure) if failure.status() == http::StatusCode::NOT_FOUND => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let searching = seen.state == NoticeState::Searching;
        Ok(Some(Card {
            kind: "notice",
            of: of.to_owned(),
            incident: Some(seen.incident),
            drill: seen.drill,
            // Why a search ended otherwise than by being found is nobody's business.
            state: match seen.state {
                NoticeState::Searching => "searching",
                NoticeState::Found => "found",
                _ => "closed",
            }
            .to_owned(),
            over: !searching,
            href: format!("/s/{of}"),
            title: None,
            near: seen.near.filter(|_| searching),
            cell: None,
            room: None,
            until: None,
            at: seen.opened,
        }))
    }
    async fn to_act_on(&self, _: &House, _: IncidentId, _: Lang, _: usize) -> Result<Vec<Card>, Failure> {
        Ok(Vec::new())
    }
    async fn moved(&self, house: &House, event: &Event) -> Result<Option<String>, Failure> {
        let notice = match event {
            // While it is on, what happens to it is not what its card shows.
            Event::Notice { notice, state, .. } if state != NoticeState::Searching.word() => notice,
            Event::Found { notice, .. } => notice,
            _ => return Ok(None),
        };
        Ok(notices::one(&house.store, *notice).await?.and_then(|n| n.share))
    }
}
