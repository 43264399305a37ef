//! Doors as other rooms show them: what anybody may see of a door, in its present state.

use async_trait::async_trait;
use kernel::{DoorId, Event, IncidentId, Lang};
use web::{Card, Cards, Failure, House, landmarks};

use crate::{
    acts,
    model::{Door, DoorState, view},
    store,
};

/// Doors that are offered without being asked from anywhere: whoever looks for room asks from where they are.
const MOST: usize = 12;

/// Answers for `door`.
#[derive(Debug)]
pub struct Doors;

async fn card(house: &House, door: &Door) -> Result<Card, Failure> {
    let seen = view::of_door(door, house.clock.now());
    Ok(Card {
        kind: "door",
        of: seen.id.to_string(),
        incident: Some(door.incident),
        drill: door.drill,
        over: !matches!(seen.state, "open" | "full"),
        state: seen.state.to_owned(),
        href: format!("/doors/{}/ask", seen.id),
        title: seen.label,
        near: landmarks::near(house, seen.cell).await?,
        cell: Some(seen.cell),
        room: Some(seen.room),
        until: Some(seen.until),
        at: door.opened,
    })
}

#[async_trait]
impl Cards for Doors {
    fn kind(&self) -> &'static str {
        "door"
    }
    async fn card(&self, house: &House, of: &str, _: Lang) -> Result<Option<Card>, Failure> {
        let Ok(id) = of.parse::<DoorId>() else { return Ok(None) };
        match store::one_door(&house.store, id).await?.filter(|d| d.state != DoorState::Draft) {
            Some(door) => card(house, &door).await.map(Some),
            None => Ok(None),
        }
    }
    async fn to_act_on(
        &self,
        house: &House,
        incident: IncidentId,
        _: Lang,
        limit: usize,
    ) -> Result<Vec<Card>, Failure> {
        let now = house.clock.now();
        let mut doors = acts::memory(house).await?.of_incident(incident);
        doors.retain(|d| view::of_door(d, now).state == "open");
        doors.sort_by_key(|d| std::cmp::Reverse(d.id));
        let mut cards = Vec::new();
        for door in doors.iter().take(limit.min(MOST)) {
            cards.push(card(house, door).await?);
        }
        Ok(cards)
    }
    async fn moved(&self, house: &House, event: &Event) -> Result<Option<String>, Failure> {
        let Event::Door { door, .. } = event else { return Ok(None) };
        let kept = store::one_door(&house.store, *door).await?;
        Ok(kept.is_none_or(|d| d.state != DoorState::Draft).then(|| door.to_string()))
    }
}
