//! Who is remembered and speaks is remembered no more.

use std::collections::HashSet;

use ::store::{Change, StoreError};
use async_trait::async_trait;
use kernel::{Event, NoticeId, PersonId, Recorded};
use relay::Listener;
use web::House;

use crate::{acts::vigil, store::tributes};

/// Looks after the pages in memory: once for the whole service.
pub struct Vigil(pub House);

#[async_trait]
impl Listener for Vigil {
    fn name(&self) -> &'static str {
        "vigil"
    }
    fn cares(&self, event: &Event) -> bool {
        match event {
            Event::Fact { says, .. } => says.is_none_or(|s| s.state > 0 && s.strength > 0),
            Event::Notice { .. } | Event::Proven { .. } => true,
            _ => false,
        }
    }
    async fn hear(&self, events: &[Recorded]) -> Result<Change, StoreError> {
        if !tributes::any(&self.0.store).await? {
            return Ok(Change::new());
        }
        let (mut people, mut notices): (HashSet<PersonId>, HashSet<NoticeId>) = Default::default();
        for recorded in events {
            match &recorded.event {
                Event::Fact { person, .. } | Event::Proven { person } => drop(people.insert(*person)),
                Event::Notice { notice, .. } => drop(notices.insert(*notice)),
                _ => {}
            }
        }
        let (people, notices): (Vec<_>, Vec<_>) = (people.into_iter().collect(), notices.into_iter().collect());
        let change = vigil::of_notices(&self.0, &notices, Change::new()).await?;
        vigil::of_people(&self.0, &people, change).await
    }
}
